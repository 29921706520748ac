"""Any form: fields, a table where it has one, and what stands against recording it, said while it is typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.events import DescendantFocus, Paste
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from cadre_ledger.ledger.application import Ledger
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.drafts import Draft
from cadre_ledger.procedures.entries.fields import Field, Hint
from cadre_ledger.procedures.entries.form import Form, Looked
from cadre_ledger.procedures.entries.forms import FORMS
from cadre_ledger.procedures.entries.trying import Tried as Trial
from cadre_ledger.procedures.entries.trying import tried
from cadre_ledger.procedures.entries.typed import History, Typed, key, pasted, put, rows_of, with_rows, without_row
from cadre_ledger.procedures.history import records
from cadre_ledger.procedures.recording import Recording, record
from cadre_ledger.procedures.signing import enrolled
from cadre_ledger.procedures.telling.recorded import recorded
from cadre_ledger.procedures.telling.said import page
from cadre_ledger.tui.actions import bindings
from cadre_ledger.tui.dialogs.passphrase import Passphrase
from cadre_ledger.tui.dialogs.tell import Confirm, Preview, Tell
from cadre_ledger.tui.messages import Done, Refused, ToBeSigned, Tried
from cadre_ledger.tui.screens.place import Place
from cadre_ledger.tui.widgets.field_line import FieldLine
from cadre_ledger.tui.widgets.grid import Grid
from cadre_ledger.tui.widgets.typing import Typed as TypedLine
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import LedgerError, Stale
from cadre_ledger.values.findings import Finding
from cadre_ledger.values.findings import Place as Spot
from cadre_ledger.values.text import harmless
from cadre_ledger.wording.catalogue import N_

KEEP_AFTER = 0.3
"""Seconds of rest after which what was typed is kept as a draft."""
MOST_SAID = 4
MOST_SINCE = 50
WIDTH = 70
"""Cells of a line in a dialog."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A form as it looks now: what it asks, and what is said at each place."""

    fields: tuple[Field, ...]
    columns: tuple[Field, ...]
    looked: Looked
    said: Mapping[tuple[int | None, str], tuple[str, ...]]


class Entry(Place):
    """What is typed is kept as a draft until it is recorded; nothing is recorded before it was shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("next_error", "add_row", "remove_row", "discard", "keep", "undo"),
        Binding("enter", "next_cell", show=False),
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("down", "step(1)", show=False, priority=True),
    ]
    AUTO_FOCUS = ""
    SAYS: ClassVar[str] = N_(
        "Type what the paper says. Tab goes to the next field; ↑↓ choose among what is offered, Enter takes it. "
        "Signs: ✓ is known, ! is wrong, ? is still open. F9 shows what will be recorded, before it is."
    )

    def __init__(self, form: str, given: Mapping[str, str]) -> None:
        super().__init__()
        self.form: Form = FORMS[form]
        self.given = dict(given)
        self.about_said = "/".join(f"{name}={value}" for name, value in sorted(given.items()))
        self.history = History(self.given)
        self.key = ""
        self.seen: Seen | None = None
        self.head = 0
        self.cell = (1, 0)
        self._saved: Typed = self.given

    # what it is made of

    def inside(self) -> ComposeResult:
        """Fields, table, and below them what is offered and said."""
        yield Label(self.words(self.form.says), id="says", markup=False)
        yield VerticalScroll(id="fields", can_focus=False)
        with Vertical(id="table"):
            yield Grid(self.words, id="grid")
            yield TypedLine(id="cell")
        with Vertical(id="below"):
            yield OptionList(id="offered")
            yield Label("", id="said", markup=False)
            yield Label("", id="state", markup=False)

    def on_mount(self) -> None:
        """A draft of before is taken up where it was left."""
        self.key = self.frame.seat.new_key()
        self.query_one("#table").display = False
        self.query_one("#offered").can_focus = False
        self._resume(self.frame.drafts.found(self.form.name, self.about_said))
        super().on_mount()
        self.set_interval(KEEP_AFTER, self.keep_draft)

    def name_place(self, title: str | None = None) -> None:
        """Named after the form."""
        super().name_place(title or self.words(self.form.title))

    def _resume(self, draft: Draft | None) -> None:
        if draft is not None:
            self.history, self.key = History(draft.typed, before=(self.given,)), draft.key
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
        self.ask("seen", lambda desk: (self._look(desk, typed), desk.cut.entry))

    def _look(self, desk: Desk, typed: Typed) -> Seen:
        looked = self.form.looked_at(desk, typed)
        said: dict[tuple[int | None, str], list[str]] = {}
        told: tuple[Finding | Hint, ...] = (*looked.findings, *looked.hints)
        for each in told:
            said.setdefault((each.place.row, each.place.column), []).append(self._sentence(desk, typed, each))
        columns = self.form.columns_for(desk, typed)
        return Seen(self.form.fields_for(desk, typed), columns, looked, {place: tuple(lines) for place, lines in said.items()})

    def _sentence(self, desk: Desk, typed: Typed, each: Finding | Hint) -> str:
        if isinstance(each, Hint):
            return each.said(self.words)
        message = self.form.told(self.words, desk, typed, each)
        return f"{'!' if each.stops else '?'} {each.code.value}: {message.what} → {message.next}"

    async def answered_seen(self, answer: tuple[Seen, int]) -> None:
        """Draw the fields anew where they are others now, then how each stands."""
        before, (self.seen, head) = self.seen, answer
        self.head = self.head or head
        if before is None or before.fields != self.seen.fields:
            await self._lay_out(self.seen.fields)
        if self.seen.columns:
            self.query_one("#table").display = True
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
                await box.mount(FieldLine(field, self.words), before=place if place < len(box.children) else None)
        self._show_typed()
        if self.focused is None:
            first = next((each.name for each in fields if not self.typed.get(each.name)), fields[0].name)
            self.query_one(f"#field-{first}", FieldLine).typed.focus()

    def _show_typed(self) -> None:
        for line in self.query(FieldLine):
            line.put(self.typed.get(line.field.name, "") or line.field.default)
        self._show_cell()

    def _show_cell(self) -> None:
        if self.seen is None or not self.seen.columns:
            return
        line = self.query_one("#cell", TypedLine)
        value = self.typed.get(key(self._column.name, self.cell[0]), "")
        if line.value != value:
            with self.prevent(Input.Changed):
                line.value = value
                line.cursor_position = len(value)
        grid = self.query_one(Grid)
        wrong = frozenset((each.place.row, each.place.column) for each in self.seen.looked.errors if each.place.row is not None)
        balances = {row: self._balance(row) for row in range(1, self._row_count + 1)}
        grid.show(self.seen.columns, rows_of(self.typed), self._row_count, wrong=wrong, balances=balances)
        grid.move(self.cell if line.has_focus else None)

    @property
    def _column(self) -> Field:
        assert self.seen is not None
        return self.seen.columns[self.cell[1]]

    @property
    def _row_count(self) -> int:
        return max([self.cell[0], *rows_of(self.typed)])

    def _balance(self, row: int) -> str:
        """What is said of the whole line: its sum."""
        assert self.seen is not None
        hints = [each for each in self.seen.looked.hints if each.place.row == row and each.mark]
        return hints[0].said(self.words) if hints else ""

    def _stand(self) -> None:
        """Signs beside the fields, and the line of state."""
        assert self.seen is not None
        looked = self.seen.looked
        wrong = {each.place.column for each in looked.errors if each.place.row is None}
        odd = {each.place.column for each in looked.warnings if each.place.row is None}
        for line in self.query(FieldLine):
            name, filled = line.field.name, bool(self.typed.get(line.field.name, "").strip())
            line.stand("!" if name in wrong else "?" if name in odd else "✓" if filled else "", wrong=name in wrong)
        self._show_cell()
        self._show_below()
        self.refresh_bindings()

    def _show_below(self) -> None:
        """What is offered for, and said of, the place of the cursor."""
        if self.seen is None:
            return
        row, name = self._spot()
        said = list(self.seen.said.get((row, name), ()))
        if row is not None:
            said += [line for (other, _), lines in self.seen.said.items() if other == row for line in lines if line not in said]
        field = next((each for each in (*self.seen.fields, *self.seen.columns) if each.name == name), None)
        help_said = [field.help.said(self.words)] if field is not None else []
        self.query_one("#said", Label).update("\n".join(map(harmless, (said or help_said)[:MOST_SAID])))
        self.query_one("#state", Label).update(self._state())

    def _state(self) -> str:
        assert self.seen is not None
        looked = self.seen.looked
        if looked.errors:
            return self.words(N_("! {count} to put right; F3 goes to the next one."), count=len(looked.errors))
        if looked.missing:
            return self.words(N_("? {count} still to be typed; F3 goes to the next one."), count=len(looked.missing))
        return self.words(N_("✓ Complete. F9 shows what will be recorded."))

    def _spot(self) -> tuple[int | None, str]:
        """The row and the field of the cursor."""
        if self.focused is not None and self.focused.id == "cell" and self.seen is not None:
            return self.cell[0], self._column.name
        return None, self._focused_name()

    def _focused_name(self) -> str:
        parent = self.focused.parent if self.focused is not None else None
        return parent.field.name if isinstance(parent, FieldLine) else ""

    # typing

    @on(FieldLine.Changed)
    def _field_changed(self, event: FieldLine.Changed) -> None:
        self._type(put(self.typed, event.line.field.name, event.text))

    @on(Input.Changed, "#cell")
    def _cell_changed(self, event: Input.Changed) -> None:
        self._type(put(self.typed, self._column.name, event.value, self.cell[0]))

    def _type(self, typed: Typed) -> None:
        self.history = self.history.then(typed)
        self._offer()
        self.load()

    def on_paste(self, event: Paste) -> None:
        """Several lines from a spreadsheet fill the table from the cursor's line on."""
        if self.seen is None or not self.seen.columns or "\n" not in event.text.strip():
            return
        event.stop()
        event.prevent_default()
        try:
            rows = pasted(event.text, [each.name for each in self.seen.columns])
        except LedgerError as error:
            self.frame.tell_error(error)
            return
        self._type(with_rows(self.typed, rows, self.cell[0]))
        self._show_typed()

    @on(DescendantFocus)
    def _focus_moved(self) -> None:
        in_table = self.focused is not None and self.focused.id == "cell"
        self.set_class(in_table, "-in-table")
        self.call_after_refresh(self._show_cell)
        self._offer()
        self._show_below()

    # what is offered

    def _offer(self) -> None:
        row, name = self._spot()
        text = self.typed.get(key(name, row), "") if name else ""
        line = next((each for each in self.query(FieldLine) if each.field.name == name), None) if row is None else None
        if line is not None and line.choices:
            self._show_offers([(value, shown) for value, shown in line.matching(line.typed.value)], numbered=line.choices)
        elif name:
            typed = self.typed
            self.ask("offers", lambda desk: (name, row, self.form.suggestions(desk, typed, name, text)))
        else:
            self._show_offers([])

    def answered_offers(self, answer: tuple[str, int | None, Sequence[object]]) -> None:
        """What the ledger knows that begins so."""
        name, row, offers = answer
        if (row, name) == self._spot():
            self._show_offers([(each.value, each.label.said(self.words)) for each in offers])  # type: ignore[attr-defined]

    def _show_offers(self, offers: Sequence[tuple[str, str]], numbered: Sequence[tuple[str, str]] = ()) -> None:
        listed = self.query_one("#offered", OptionList)
        listed.clear_options()
        numbers = {value: number for number, (value, _) in enumerate(numbered, 1)}
        for value, shown in offers:
            listed.add_option(Option(_plain(f"{numbers.get(value, ' ')} {shown}"), id=value))
        listed.highlighted = None
        listed.display = bool(offers)

    def action_step(self, by: int) -> None:
        """Up or down among what is offered; in the table by lines, where nothing is chosen."""
        listed = self.query_one("#offered", OptionList)
        row, _ = self._spot()
        if row is not None and listed.highlighted is None and (by < 0 or not listed.option_count):
            self._go_to_cell(max(1, row + by), self.cell[1])
        elif listed.option_count:
            (listed.action_cursor_down if by > 0 else listed.action_cursor_up)()
        else:
            (self.focus_next if by > 0 else self.focus_previous)()

    def action_next_cell(self) -> None:
        """Take what is chosen, and go on to the next field or cell."""
        self._take()
        row, _ = self._spot()
        if row is None:
            self.focus_next()
            return
        assert self.seen is not None
        last = self.cell[1] + 1 >= len(self.seen.columns)
        self._go_to_cell(row + 1 if last else row, 0 if last else self.cell[1] + 1)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_next_cell()

    def _take(self) -> None:
        listed = self.query_one("#offered", OptionList)
        if listed.highlighted is None:
            return
        value, (row, name) = listed.get_option_at_index(listed.highlighted).id or "", self._spot()
        self._type(put(self.typed, name, value, row))
        self._show_typed()

    @on(OptionList.OptionSelected)
    def _clicked_offer(self) -> None:
        self._take()

    # the table

    def _go_to_cell(self, row: int, column: int) -> None:
        assert self.seen is not None
        self.cell = (row, max(0, min(column, len(self.seen.columns) - 1)))
        self.query_one("#cell", TypedLine).focus()
        self._show_cell()
        self._offer()
        self._show_below()

    @on(Grid.Clicked)
    def _clicked_cell(self, event: Grid.Clicked) -> None:
        self._go_to_cell(event.row, event.column)

    def action_next_pane(self) -> None:
        """Tab."""
        self.focus_next()

    def action_add_row(self) -> None:
        """One more line, at the end."""
        self._go_to_cell(max(0, *rows_of(self.typed), 0) + 1, 0)

    def action_remove_row(self) -> None:
        """The line of the cursor goes, those below move up."""
        self._type(without_row(self.typed, self.cell[0]))
        self._go_to_cell(max(1, min(self.cell[0], self._row_count)), self.cell[1])

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
        if self.seen is None:
            return
        row, name = self._spot()
        spot = self.seen.looked.next_place(Spot(row=row, column=name))
        if spot is None:
            return
        if spot.row is not None:
            names = [each.name for each in self.seen.columns]
            self._go_to_cell(spot.row, names.index(spot.column) if spot.column in names else 0)
        else:
            self.query_one(f"#field-{spot.column}", FieldLine).typed.focus()

    def action_undo(self) -> None:
        """One change back."""
        self.history = self.history.undone()
        self._show_typed()
        self.load()

    def action_discard(self) -> None:
        """Throw away what was typed; Ctrl+Z still brings it back while the form is open."""
        said = self.words(N_("Nothing of it was recorded. While this form is open, Ctrl+Z brings it back."))
        self.app.push_screen(Confirm(self.words(N_("Throw away what was typed?")), [said]), self._discard)

    def _discard(self, sure: bool | None) -> None:
        if sure:
            self.history = self.history.then(self.given)
            self.cell = (1, 0)
            self._show_typed()
            self.load()

    def action_keep(self) -> None:
        """Show what will be recorded; where something stands against it, go there instead."""
        self.keep_draft()
        self._try()

    @work(group="act", exclusive=True)
    async def _try(self) -> None:
        """Decided as if it were recorded; nobody has recorded anything meanwhile that was not seen."""
        form, typed, author = self.form, self.typed, self.frame.author(self.key, self.head)

        def deed(ledger: Ledger, desk: Desk) -> tuple[Trial, tuple[str, ...]]:
            found = tried(ledger, desk, form, typed, PartialDate.on(desk.as_of), author)
            return found, tuple(self._sentence(desk, typed, each) for each in found.findings)

        try:
            found, said = await self.frame.room.act(deed)
        except LedgerError as error:
            self.post_message(Refused(error))
        else:
            self.post_message(Tried(found, said))

    @on(Tried)
    async def _tried(self, event: Tried) -> None:
        if event.found.refused:
            self.action_next_error()
            self.app.push_screen(Tell(self.words(N_("Nothing was recorded")), event.said))
        elif event.found.records:
            said = page(recorded(self.words, event.found.records), WIDTH).splitlines()
            self.app.push_screen(Preview(self.words(N_("This will be recorded")), [*said, *event.said]), self._record_if)
        else:
            await self._is_recorded(self.words(N_("This was recorded before; nothing was recorded twice.")))

    def _record_if(self, sure: bool | None) -> None:
        if sure:
            self._ask_who_signs()

    @work(group="act", exclusive=True)
    async def _ask_who_signs(self) -> None:
        try:
            needed = await self.frame.room.act(lambda ledger, _: enrolled(ledger).signing)
        except LedgerError as error:
            self.post_message(Refused(error))
        else:
            self.post_message(ToBeSigned(needed=needed))

    @on(ToBeSigned)
    def _to_be_signed(self, event: ToBeSigned) -> None:
        if event.needed:
            self.app.push_screen(Passphrase(self.frame.seat.actor), self._sign_if)
        else:
            self._record()

    def _sign_if(self, passphrase: str | None) -> None:
        if passphrase is not None:
            self._record(passphrase)

    @work(group="act", exclusive=True)
    async def _record(self, passphrase: str | None = None) -> None:
        form, typed, author = self.form, self.typed, self.frame.author(self.key, self.head)

        def deed(ledger: Ledger, desk: Desk) -> Recording:
            signing = author if passphrase is None else self.frame.unlocked(ledger, author, passphrase)
            return record(ledger, form.commands(desk, typed, PartialDate.on(desk.as_of)), signing)

        try:
            done = await self.frame.room.act(deed)
        except LedgerError as error:
            self.post_message(Refused(error))
        else:
            self.post_message(Done(done))

    @on(Done)
    async def _done(self, event: Done) -> None:
        entries = f"#{event.recording.first}" + (f"–#{event.recording.last}" if event.recording.last > event.recording.first else "")
        await self._is_recorded(self.words(N_("✓ Recorded as entry {entries}."), entries=entries))

    async def _is_recorded(self, said: str) -> None:
        self.frame.drafts.drop(self.form.name, self.about_said)
        self._saved = self.typed
        self.frame.notify(said, markup=False)
        self.app.pop_screen()
        await self.frame.refresh_all()

    @on(Refused)
    def _refused(self, event: Refused) -> None:
        if isinstance(event.error, Stale) and event.error.code is Code.HEAD_MOVED:
            self.ask("since", self._since)
        else:
            self.frame.tell_error(event.error)

    def _since(self, desk: Desk) -> tuple[list[str], int]:
        """What others recorded since this form last looked."""
        entries = records(desk.events, self.head, desk.cut.entry, None, MOST_SINCE)
        return [f"#{each.entry}  {each.name}  {each.effective_on}  {each.actor}" for each in entries], desk.cut.entry

    def answered_since(self, answer: tuple[list[str], int]) -> None:
        """Show it, and go on only where the person says so."""
        lines, head = answer
        question = self.words(N_("Nothing was recorded yet. Go on, having seen this?"))
        self.app.push_screen(
            Confirm(self.words(N_("Others have recorded meanwhile")), [*lines, "", question]), lambda sure: self._go_on(sure, head)
        )

    def _go_on(self, sure: bool | None, head: int) -> None:
        if sure:
            self.head = head
            self.load()
            self.action_keep()

    # drafts

    def keep_draft(self) -> None:
        """Keep what was typed since it was last kept."""
        if self.typed == self._saved:
            return
        self._saved = self.typed
        try:
            if self.typed == self.given:
                self.frame.drafts.drop(self.form.name, self.about_said)
            else:
                self.frame.drafts.keep(self.form.name, self.about_said, self.typed, self.key, self.frame.seat.now())
        except LedgerError as error:
            # The form goes on; what cannot be kept is said once for every change.
            self.notify(self.frame.lines_of(error)[0], severity="warning", markup=False)


def _plain(text: str) -> Text:
    return Text(harmless(text), no_wrap=True, overflow="ellipsis")
