"""Any form: fields, a table where it has one, and what stands against recording it, said while it is typed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import DescendantFocus
from textual.widgets import Input, Label

from cadre_ledger.procedures.drafts import Draft
from cadre_ledger.procedures.entries.fields import Choice, Field, FieldKind
from cadre_ledger.procedures.entries.forms import FORMS
from cadre_ledger.procedures.entries.typed import CELL, History, Typed, key, pasted, put, rows_of, with_rows, without_row
from cadre_ledger.tui.actions import bindings, keys_of
from cadre_ledger.tui.dialogs.tell import Confirm, Tell
from cadre_ledger.tui.screens.concluding import Concluding
from cadre_ledger.tui.screens.seen import Seen
from cadre_ledger.tui.widgets.field_line import NARROWEST, WIDEST, FieldLine
from cadre_ledger.tui.widgets.grid import Grid
from cadre_ledger.tui.widgets.offered import Offered
from cadre_ledger.tui.widgets.typing import Typed as TypedLine
from cadre_ledger.values.errors import LedgerError
from cadre_ledger.values.findings import Finding
from cadre_ledger.values.findings import Place as Spot
from cadre_ledger.values.text import fold, harmless
from cadre_ledger.wording.catalogue import N_

AT_ONCE = keys_of("help", "discard", "palette", "menu", "quit") | {"ctrl+c"}
"""Keys that do the same wherever the cursor is, and where nothing has it yet."""
LEAVING = keys_of("next_error", "keep") | {"enter", "tab", "shift+tab"}
"""Keys that leave a field."""
KEEP_EVERY = 0.3
"""Seconds after which at the latest what was typed is on its way to the disk."""


class Line(TypedLine):
    """A line of a form: a block of cells that is pasted into it belongs into the table."""

    def takes_elsewhere(self, text: str) -> bool:
        """Into the table, where there is one."""
        return isinstance(self.screen, Entry) and self.screen.fill_table(text)


class Entry(Concluding):
    """What is typed is kept as a draft until it is recorded; nothing is recorded before it was shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("next_error", "add_row", "remove_row", "discard", "undo"),
        Binding("tab", "forth", show=False),
        Binding("shift+tab", "back", show=False),
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("down", "step(1)", show=False, priority=True),
        Binding("pageup", "leap(-1)", show=False),
        Binding("pagedown", "leap(1)", show=False),
    ]
    AUTO_FOCUS = ""
    SAYS: ClassVar[str] = N_(
        "Type what the paper says. Enter goes to the next field, Shift+Tab back; ↑↓ choose among what is offered, Enter takes it; "
        "where lines have numbers, the digit takes one. Signs: ✓ is known, ! is wrong, ? is still open. "
        "F9 shows what will be recorded, before it is."
    )

    def __init__(self, form: str, given: Mapping[str, str]) -> None:
        super().__init__()
        self.form = FORMS[form]
        self.given: Typed = dict(given)
        self.about_said = ""
        self.history = History(self.given)
        self.seen: Seen | None = None
        self.cell = (1, 0)
        self._saved: Typed = self.given
        self._typing_at: tuple[int | None, str] | None = None
        self._begun = False
        self._laying_out = False
        self._known: dict[str, str] = {}
        """What each line was last told to show, or told of itself: a letter that it has not told of yet is not written over."""
        self._offers_wanted = False
        self._step_to_come = 0

    # what it is made of

    def inside(self) -> ComposeResult:
        """Fields, table, and below them what is offered and said."""
        yield Label(self.words(self.form.says), id="says", markup=False)
        yield VerticalScroll(id="fields", can_focus=False)
        with Vertical(id="table"):
            yield Grid(self.words, id="grid")
            with Horizontal(id="cell-line"):
                yield Label("", id="cell-label", markup=False)
                yield Line(id="cell", select_on_focus=False)
        with Vertical(id="below"):
            yield Offered(id="offered")
            yield Label("", id="said", markup=False)
            yield Label("", id="state", markup=False)

    def on_mount(self) -> None:
        """First what the form asks of what was known where it was opened; then a draft of before is taken up where it was left."""
        self.key = self.frame.seat.new_key()
        self.query_one("#table").display = False
        given = self.given
        self.ask("given", lambda desk: {each.name: given[each.name] for each in self.form.fields_for(desk, given) if each.name in given})

    def answered_given(self, given: Mapping[str, str]) -> None:
        """The form begins."""
        self.given = self._saved = given
        self.about_said = "/".join(f"{name}={value}" for name, value in sorted(given.items()))
        self.history = History(given)
        self._resume(self.frame.drafts.found(self.form.name, self.about_said))
        self._begun = True
        self.load()
        self.set_interval(KEEP_EVERY, self.keep_draft)

    def on_unmount(self) -> None:
        """However it is left."""
        self.keep_draft()

    @property
    def title_said(self) -> str:
        """Named after the form."""
        return self.words(self.form.title)

    def _resume(self, draft: Draft | None) -> None:
        if draft is not None:
            self.history, self.key = History(draft.typed), draft.key
            self._saved = draft.typed
            self.notify(self.words(N_("What was typed here before is taken up again; F8 throws it away.")), markup=False)

    @property
    def typed(self) -> Typed:
        """What is typed now."""
        return self.history.now

    # looking at what was typed

    def load(self) -> None:
        """Ask how it looks; what was asked before and not answered yet is forgotten."""
        typed = self.typed
        if self._begun:
            self.ask("seen", lambda desk: (Seen.of(self.words, self.form, desk, typed), desk.cut.entry))

    async def answered_seen(self, answer: tuple[Seen, int]) -> None:
        """Draw the fields anew where they are others now, then how each stands."""
        before, (self.seen, head) = self.seen, answer
        self.head = self.head or head
        if before is None or before.fields != self.seen.fields:
            self._laying_out = True
            await self._lay_out(self.seen.fields)
            self._laying_out = False
        if before is None or before.columns != self.seen.columns:
            self.query_one("#table").display = bool(self.seen.columns)
            self.set_class(bool(self.seen.columns), "-table")
            self.cell = (self.cell[0], min(self.cell[1], max(0, len(self.seen.columns) - 1)))
            self.refresh_bindings()
        if before is None:
            self._begin_at_the_first()
        self._stand()

    async def _lay_out(self, fields: Sequence[Field]) -> None:
        """What is asked as before stays as it is, with its cursor."""
        box = self.query_one("#fields", VerticalScroll)
        lines = {each.field.name: each for each in box.query(FieldLine)}
        for name, line in list(lines.items()):
            if line.field not in fields:
                await lines.pop(name).remove()
        for place, field in enumerate(fields):
            if field.name not in lines:
                self._known.pop(field.name, None)
                await box.mount(self._line(field), before=place if place < len(box.children) else None)
        width = max(cell_len(line.label) for line in box.query(FieldLine))
        for line in box.query(FieldLine):
            line.widen(max(NARROWEST, min(width, WIDEST)))
        self._show_typed()

    def _line(self, field: Field) -> FieldLine:
        return FieldLine(field, self.words, Line(select_on_focus=bool(field.options or field.default)))

    def _begin_at_the_first(self) -> None:
        """At what must still be typed, else at what is empty."""
        assert self.seen is not None
        empty = (Spot(column=each.name) for each in self.seen.fields if not (self.typed.get(each.name) or each.default))
        missing = sorted(self.seen.looked.missing, key=self.seen.looked.key)
        self._go_to(next(iter([*missing, *empty]), self._where_nothing_lacks()))

    def _where_nothing_lacks(self) -> Spot:
        """At the table, where all that is asked above it was known already."""
        assert self.seen is not None
        known = all(each.name in self.given for each in self.seen.fields)
        return Spot(row=1, column=self.seen.columns[0].name) if known and self.seen.columns else Spot(column=self.seen.fields[0].name)

    def _show_typed(self) -> None:
        for line in self.query(FieldLine):
            value = self.typed.get(line.field.name, "") or line.field.default
            if self._known.get(line.field.name) != value:
                self._known[line.field.name] = value
                line.put(value)
        self._show_cell()

    def _show_cell(self) -> None:
        if self.seen is None or not self.seen.columns:
            return
        line = self.query_one("#cell", Line)
        name = key(self._column.name, self.cell[0])
        value = self.typed.get(name, "")
        if self._known.get("#cell") != f"{name}={value}":
            self._known["#cell"] = f"{name}={value}"
            with self.prevent(Input.Changed):
                line.value = value
                line.cursor_position = len(value)
        self._update("#cell-label", f"{self.cell[0]} · {self._column.said(self.words)}: ")
        grid = self.query_one(Grid)
        wrong, balances = self.seen.wrong_cells, self.seen.balances
        grid.show(self.seen.columns, rows_of(self.typed), self._row_count, wrong=wrong, balances=balances)
        grid.move(self.cell if line.has_focus else None)

    @property
    def _column(self) -> Field:
        assert self.seen is not None
        return self.seen.columns[self.cell[1]]

    @property
    def _row_count(self) -> int:
        return max([self.cell[0], *rows_of(self.typed)])

    def _stand(self) -> None:
        """Signs beside the fields, and the line of state."""
        assert self.seen is not None
        wrong, odd, beside = self.seen.wrong, self.seen.odd, self.seen.beside
        for line in self.query(FieldLine):
            name, filled = line.field.name, bool(self.typed.get(line.field.name, "").strip())
            line.stand("!" if name in wrong else "?" if name in odd else "✓" if filled else "", beside.get(name, ""))
        self._show_cell()
        self._show_below()

    def _show_below(self) -> None:
        """What is offered for, and said of, the place of the cursor."""
        if self.seen is None:
            return
        row, name = self._spot()
        self._update("#says", self.words(self.form.says) if row is None else self.seen.session_said(self.typed))
        said = self.seen.said_at(row, name, looking=bool(self.query_one(Offered).offers))
        self._update("#said", "\n".join(map(harmless, said)))
        self.show_state()

    def show_state(self) -> None:
        """Say how the whole form stands."""
        if self.seen is not None:
            waiting = N_("… the ledger is asked; this may take a moment when others are recording.")
            self._update("#state", self.words(waiting) if self.busy else self.seen.state)

    def _update(self, label: str, text: str) -> None:
        """Draw a label again only where it says something else."""
        found = self.query_one(label, Label)
        if str(found.content) != text:
            found.update(text)

    def _spot(self) -> tuple[int | None, str]:
        """The row and the field of the cursor."""
        if self.focused is not None and self.focused.id == "cell" and self.seen is not None and self.seen.columns:
            return self.cell[0], self._column.name
        line = self._field_line()
        return None, line.field.name if line is not None else ""

    def _field_line(self) -> FieldLine | None:
        parent = self.focused.parent if self.focused is not None else None
        return parent if isinstance(parent, FieldLine) else None

    # typing

    @on(FieldLine.Changed)
    def _field_changed(self, event: FieldLine.Changed) -> None:
        self._known[event.line.field.name] = event.text
        self._type_at(None, event.line.field.name, event.text)

    @on(Input.Changed, "#cell")
    def _cell_changed(self, event: Input.Changed) -> None:
        self._known["#cell"] = f"{key(self._column.name, self.cell[0])}={event.value}"
        self._type_at(self.cell[0], self._column.name, event.value)

    def too_soon(self, key: str) -> bool:
        """Whether a key must wait: where the cursor goes is known when what was asked is answered, and its fields are laid out."""
        if key in AT_ONCE or (self.focused is not None and key not in LEAVING):
            return False
        return self._laying_out or self.waits

    def _type_at(self, row: int | None, name: str, text: str) -> None:
        """What is typed into one place without leaving it is one change."""
        typed, spot = put(self.typed, name, text, row), (row, name)
        if spot == self._typing_at:
            self.history = replace(self.history, now=typed, after=())
            self._typed_else()
        else:
            self._type(typed)
            self._typing_at = spot

    def _type(self, typed: Typed) -> None:
        self.history = self.history.then(typed)
        self._typing_at = None
        self._typed_else()

    def _typed_else(self) -> None:
        self._offer()
        self.load()

    def fill_table(self, text: str) -> bool:
        """Lines from a spreadsheet fill the table from the cursor's cell on, or below what is there; whether it was such a block."""
        block = "\t" in text.strip() or len(text.strip().splitlines()) > 1
        if self.seen is None or not self.seen.columns or not block:
            return False
        row, name = self._spot()
        names = [each.name for each in self.seen.columns]
        if row is None:
            row, name = max([0, *rows_of(self.typed)]) + 1, names[0]
        try:
            first = names.index(name)
            rows = pasted(text, names[first:], words_first=self.seen.columns[first].kind is FieldKind.TEXT)
        except LedgerError as error:
            self.post_message(TypedLine.NotPasted(error))
            return True
        self._type(with_rows(self.typed, rows, row))
        self._show_typed()
        self._go_to_cell(row, names.index(name))
        return True

    @on(TypedLine.NotPasted)
    def _not_pasted(self, event: TypedLine.NotPasted) -> None:
        event.stop()
        findings = getattr(event.error, "findings", None) or (event.error,)
        lines = [self._of_line(each) + line for each in findings for line in self.frame.lines_of(each)]
        self.app.push_screen(Tell(self.words(N_("Nothing was pasted; what was typed is as it was")), lines))

    def _of_line(self, finding: object) -> str:
        row = finding.place.row if isinstance(finding, Finding) else None
        return f"{self.words(N_('line {row}'), row=row)} · " if row is not None else ""

    @on(DescendantFocus)
    def _focus_moved(self) -> None:
        self._typing_at, self._offers_wanted, self._step_to_come = None, False, 0
        self.set_class(self.focused is not None and self.focused.id == "cell", "-in-table")
        self._show_cell()
        if self.has_class("-in-table"):
            self._select_figure()
        self._offer()
        self._show_below()

    # what is offered

    def _offer(self) -> None:
        row, name = self._spot()
        line = self._field_line()
        if line is not None and line.choices:
            found = line.matching(line.typed.value)
            self.query_one(Offered).show(found, numbered=line.by_digit and found == line.choices)
        elif self._completed(name):
            self._offers_wanted = True
            typed, text = self.typed, self.typed.get(key(name, row), "")
            self.ask("offers", lambda desk: (name, row, self.form.suggestions(desk, typed, name, text)))
        else:
            self.query_one(Offered).show([])

    def _completed(self, name: str) -> bool:
        field = self.seen.field(name) if name and self.seen is not None else None
        return field is not None and bool(field.of or field.choices)

    def answered_offers(self, answer: tuple[str, int | None, Sequence[Choice]]) -> None:
        """What the ledger knows that may be meant."""
        name, row, offers = answer
        if (row, name) == self._spot():
            text = self.typed.get(key(name, row), "")
            # What is typed already is not offered again.
            known = any(each.value == text for each in offers)
            offered = self.query_one(Offered)
            offered.show([] if known else [(each.value, each.label.said(self.words)) for each in offers])
            step, self._offers_wanted, self._step_to_come = self._step_to_come, False, 0
            if step:
                self.action_step(step)
            self._show_below()

    def action_step(self, by: int) -> None:
        """Up or down among what is offered; where nothing is, by lines of the table or by fields."""
        offered = self.query_one(Offered)
        row, _ = self._spot()
        if self._offers_wanted and by > 0:
            # Who types fast means what is about to be offered.
            self._step_to_come += by
        elif offered.offers and (by > 0 or offered.place is not None):
            offered.step(by)
        elif row is not None and row + by > 0:
            self._go_to_cell(min(row + by, self._next_row), self.cell[1])
        else:
            self._go_by(by)

    def action_leap(self, by: int) -> None:
        """A screenful of lines."""
        row, _ = self._spot()
        if row is not None:
            height = max(1, self.query_one(Grid).size.height - 2)
            self._go_to_cell(max(1, min(row + by * height, self._next_row)), self.cell[1])

    @property
    def _next_row(self) -> int:
        """The first line below all that is typed."""
        return max([0, *rows_of(self.typed)]) + 1

    def action_forth(self) -> None:
        """Take what is chosen, and go on to the next field or cell; from an empty last line back to the first field."""
        self._take()
        row, _ = self._spot()
        if row is None or (row >= self._next_row and self.cell[1] == 0):
            self._go_by(1)
            return
        assert self.seen is not None
        last = self.cell[1] + 1 >= len(self.seen.columns)
        self._go_to_cell(row + 1 if last else row, 0 if last else self.cell[1] + 1)

    def action_back(self) -> None:
        """Take what is chosen, and go back to the field or cell before."""
        self._take()
        row, _ = self._spot()
        if row is None or self.cell == (1, 0):
            self._go_by(-1)
            return
        assert self.seen is not None
        column = self.cell[1] - 1
        self._go_to_cell(row if column >= 0 else row - 1, column if column >= 0 else len(self.seen.columns) - 1)

    def _go_by(self, by: int) -> None:
        """To the field after or before, as they are asked; the library would go by where they stood when they were drawn last."""
        lines = [each.typed for each in self.query(FieldLine)]
        if self.seen is not None and self.seen.columns:
            lines.append(self.query_one("#cell", Line))
        places = {line: place for place, line in enumerate(lines)}
        if self.focused in places:
            self.set_focus(lines[(places[self.focused] + by) % len(lines)])

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_forth()

    def _take(self) -> None:
        """What the arrows chose, or the only one that is meant."""
        offered, line = self.query_one(Offered), self._field_line()
        value = offered.chosen or (line.meant if line is not None else self._meant_in_cell())
        if value is not None:
            row, name = self._spot()
            self._type_at(row, name, value)
            if line is not None:
                line.put(value)
            self._show_typed()

    def _meant_in_cell(self) -> str | None:
        """The one value of a closed set that is meant by what is typed into the cell."""
        row, name = self._spot()
        field = self.seen.field(name) if row is not None and self.seen is not None else None
        text = self.typed.get(key(name, row), "").strip()
        if field is None or not text or any(each.value == text for each in field.options):
            return None
        wanted = fold(text).split()
        found = [each.value for each in field.options if all(word in fold(each.label.said(self.words)) for word in wanted)]
        return found[0] if len(found) == 1 else None

    @on(Offered.Clicked)
    def _clicked_offer(self) -> None:
        self.action_forth()

    # the table

    def _go_to_cell(self, row: int, column: int) -> None:
        assert self.seen is not None
        self.cell, self._typing_at = (row, max(0, min(column, len(self.seen.columns) - 1))), None
        line = self.query_one("#cell", Line)
        if not line.has_focus:
            line.focus()
            return
        self._show_cell()
        self._select_figure()
        self._offer()
        self._show_below()

    def _select_figure(self) -> None:
        """A figure is typed over, a name is typed on."""
        if self.seen is not None and self.seen.columns and self._column.kind is FieldKind.NUMBER:
            self.query_one("#cell", Line).select_all()

    @on(Grid.Clicked)
    def _clicked_cell(self, event: Grid.Clicked) -> None:
        self._go_to_cell(event.row, event.column)

    def action_add_row(self) -> None:
        """One more line, at the end."""
        self._go_to_cell(self._next_row, 0)

    def action_remove_row(self) -> None:
        """The line of the cursor goes, those below move up."""
        if self._spot()[0] is not None:
            self._type(without_row(self.typed, self.cell[0]))
            self._go_to_cell(max(1, min(self.cell[0], self._next_row)), self.cell[1])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Lines only where there is a table."""
        if action in ("record", "go", "clocks"):
            return False
        if action in ("add_row", "remove_row"):
            return self.seen is not None and bool(self.seen.columns)
        return super().check_action(action, parameters)

    # what can be done

    def action_next_error(self) -> None:
        """To the next place that is wrong, or still empty."""
        if self.seen is not None:
            row, name = self._spot()
            spot = self.seen.looked.next_place(Spot(row=row, column=name))
            if spot is not None:
                self._go_to(spot)

    def _go_to(self, spot: Spot) -> None:
        assert self.seen is not None
        names = [each.name for each in self.seen.columns]
        if spot.row is not None and names:
            self._go_to_cell(spot.row, names.index(spot.column) if spot.column in names else 0)
            return
        line = next((each for each in self.query(FieldLine) if each.field.name == spot.column), None)
        if line is not None:
            line.typed.focus()

    def stand_against(self, findings: tuple[Finding, ...]) -> None:
        """Show what stands against recording it at its places, and go to the first."""
        assert self.seen is not None
        looked, form, typed = replace(self.seen.looked, findings=findings), self.form, self.typed
        first = looked.next_place()
        if first is not None:
            self._go_to(first)
        self.ask("seen", lambda desk: (Seen.of(self.words, form, desk, typed, looked), 0))

    def action_undo(self) -> None:
        """One change back, and to where it was made."""
        before, self.history, self._typing_at = self.typed, self.history.undone(), None
        self._show_typed()
        self._typed_else()
        changed = next((name for name in {**before, **self.typed} if before.get(name, "") != self.typed.get(name, "")), None)
        if changed is not None:
            cell = CELL.fullmatch(changed)
            self._go_to(Spot(column=changed) if cell is None else Spot(row=int(cell[1]), column=cell[2]))

    def action_discard(self) -> None:
        """Throw away what was typed; Ctrl+Z still brings it back while the form is open."""
        said = self.words(N_("Nothing of it was recorded. While this form is open, Ctrl+Z brings it back."))
        self.app.push_screen(Confirm(self.words(N_("Throw away what was typed?")), [said]), self._discard)

    def _discard(self, sure: bool | None) -> None:
        if sure:
            self._type(self.given)
            self.cell = (1, 0)
            self._show_typed()

    # drafts

    def keep_draft(self) -> None:
        """Keep what was typed since it was last kept."""
        if self.typed == self._saved:
            return
        self._saved = self.typed
        if self.typed == self.given:
            self.frame.drafts.drop(self.form.name, self.about_said)
        else:
            self.frame.drafts.keep(self.form.name, self.about_said, self.typed, self.key, self.frame.seat.now())

    def forget_draft(self) -> None:
        """It is recorded: no draft of it remains."""
        self._saved = self.typed
        self.frame.drafts.drop(self.form.name, self.about_said)
