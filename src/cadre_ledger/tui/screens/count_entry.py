"""Count a stack: totals by keys, or ballot by ballot; locked under the counter's own code, and until then only in memory."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Label

from cadre_ledger.domain.adding import INVALID_MARK, VOID, Ballots, Totals
from cadre_ledger.domain.shapes import Command
from cadre_ledger.procedures.counting import composed, count_of, locking, must_seal, totals_of
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.entries.vote import LEAD, figures
from cadre_ledger.procedures.telling.sittings import cell, guide
from cadre_ledger.tui.actions import bindings
from cadre_ledger.tui.dialogs.ask import Answers, Ask, Wanted
from cadre_ledger.tui.dialogs.tell import Confirm
from cadre_ledger.tui.screens.choosing_stack import BALLOTS, COUNT, LOST, MODES, TOTALS, ChoosingStack
from cadre_ledger.tui.widgets.grid import Grid
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import Refused
from cadre_ledger.values.text import harmless
from cadre_ledger.wording.catalogue import N_
from cadre_ledger.wording.messages import describe

PAGE = 10
CLOSES = N_("Enter closes the ballot for good; Backspace takes the last digit back.")
SEALS = N_(
    "Your code, at least 8 characters, seals what you counted. Write it down and keep it to yourself: "
    "it opens the entry once both are locked, and without it nobody does."
)


class CountEntry(ChoosingStack):
    """Who counts, which stack, how; then figures. Nothing of the other entry comes here, and no figure of this one leaves unsealed."""

    SAYS: ClassVar[str] = N_(
        "Two people count each stack, and neither sees anything of the other's figures until both entries are locked. "
        "Totals: digits, Enter goes to the next cell; the line says how many ballots are missing. "
        "Ballot by ballot: a digit for each name in the order of the ballot, 1 is the first level, 0 is invalid, 9 voids the whole "
        "ballot, Backspace takes the last digit back, Enter closes the ballot. A closed ballot is not kept and cannot be taken back: "
        "F8 counts the stack again. Nothing is kept of a stack that is not locked."
    )
    DEFAULT_CSS = """
    CountEntry #about { width: 100%; height: 1; text-wrap: nowrap; text-overflow: ellipsis; color: $text-muted; }
    CountEntry Grid { height: 1fr; }
    CountEntry #said { width: 100%; height: 4; border-top: solid $primary; }
    CountEntry #state { width: 100%; height: 1; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("next_error", "void", "again", "lock"),
        *(Binding(digit, f"digit({digit})", show=False) for digit in "0123456789"),
        Binding("backspace", "take_back", show=False),
        Binding("delete", "clear", show=False),
        Binding("enter,tab,right", "forth(1)", show=False),
        Binding("shift+tab,left", "forth(-1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", f"step(-{PAGE})", show=False),
        Binding("pagedown", f"step({PAGE})", show=False),
    ]
    AUTO_FOCUS = ""

    def __init__(self, session: str) -> None:
        super().__init__(session)
        self.stack: Totals | Ballots | None = None
        self.cell = (0, 0)
        self._fresh = True
        self._wrong = ""

    # what it is made of

    def inside(self) -> ComposeResult:
        """Who counts what, the stack, and what is to be done."""
        yield Label("", id="about", markup=False)
        yield Grid(self.words, id="grid")
        yield Label("", id="said", markup=False)
        yield Label("", id="state", markup=False)

    def on_unmount(self) -> None:
        """Nothing of the stack stays in memory."""
        self.stack = None

    @property
    def open_size(self) -> int | None:
        """None while no stack is open."""
        return None if self.stack is None else self.stack.size

    @property
    def guide(self) -> Sequence[str]:
        """This vote's guide to invalid ballots."""
        return () if self.table is None else tuple(guide(self.words, self.table.guide))

    # the stack that is open

    def begin(self, mode: str) -> None:
        """From the first cell, or the first ballot."""
        assert self.counter is not None
        size, people, kind = self.part.ballots, len(self.shown.subjects), self.shown.kind
        self.stack = (Totals if mode == TOTALS else Ballots).begun(size, people, kind)
        self.cell, self._fresh, self._wrong = (0, 0), True, ""
        opened = {"counter": self.counter.name, "stack": str(self.number), "mode": mode}
        self.frame.drafts.keep(COUNT, self.about_draft, opened, self.frame.seat.new_key(), self.frame.seat.now())
        self._show()

    def forget(self) -> None:
        """Nothing of the stack remains, here or in a draft."""
        self.stack = None
        self.frame.drafts.drop(COUNT, self.about_draft)
        self._show()

    # showing

    def _show(self) -> None:
        self.refresh_bindings()
        grid = self.query_one(Grid)
        about, said, state = ("", "", "") if self.stack is None else (self._heading_said, self._said, self._state)
        for name, text in (("#about", about), ("#said", said), ("#state", state)):
            self.query_one(name, Label).update(_harmless(text))
        grid.display = self.stack is not None
        if self.stack is None:
            grid.show((), {}, 0, wrong=frozenset(), balances={})
            return
        grid.beside = self.words(N_("this ballot")) if isinstance(self.stack, Ballots) else self.words(N_("missing"))
        rows = {number: self._row(number - 1, each.name) for number, each in enumerate(self.shown.subjects, 1)}
        grid.show((LEAD[0], *figures(self.shown.kind)), rows, len(rows), wrong=self._wrong_cells, balances=self._beside)
        grid.move(self._cursor)

    @property
    def _cursor(self) -> tuple[int, int] | None:
        """In totals the cell, in a ballot the next name; nowhere once the whole stack is added up."""
        row, column = self.cell
        if isinstance(self.stack, Ballots):
            return None if self.stack.finished else (min(len(self.stack.marks), self.stack.people - 1) + 1, len(self.shown.cells) + 1)
        return row + 1, column + 1

    def _row(self, row: int, name: str) -> Mapping[str, str]:
        assert self.stack is not None
        cells = zip(self.shown.cells, self.stack.cells[row], strict=True)
        return {"name": name, **{each: "" if figure is None else str(figure) for each, figure in cells}}

    @property
    def _beside(self) -> dict[int, str]:
        """In totals what is missing of each line, in a ballot its marks: sign and word."""
        if isinstance(self.stack, Ballots):
            marks = ((number, self.stack.mark(number - 1)) for number in range(1, self.stack.people + 1))
            return {number: self._mark_said(mark) for number, mark in marks if mark is not None}
        return {number: self._missing_said(number - 1) for number in range(1, len(self.shown.subjects) + 1)}

    def _mark_said(self, mark: int) -> str:
        columns = figures(self.shown.kind)
        head = columns[mark - 1 if mark != INVALID_MARK else -1].head
        return f"{mark} {head.said(self.words) if head is not None else ''}"

    def _missing_said(self, row: int) -> str:
        assert isinstance(self.stack, Totals)
        missing = self.stack.missing(row)
        if missing > 0:
            return self.words(N_("{count} missing"), count=missing)
        if missing < 0:
            return self.words(N_("✗ {count} over"), count=-missing)
        return self.words(N_("? cell empty") if None in self.stack.cells[row] else N_("✓ complete"))

    @property
    def _wrong_cells(self) -> frozenset[tuple[int, str]]:
        """A line that has more than the stack, or is typed and has less."""
        if not isinstance(self.stack, Totals):
            return frozenset()
        stack = self.stack
        rows = (row for row, cells in enumerate(stack.cells) if stack.missing(row) < 0 or (None not in cells and stack.missing(row)))
        return frozenset((row + 1, name) for row in rows for name in self.shown.cells)

    @property
    def _heading_said(self) -> str:
        assert self.counter is not None
        label = self.words(N_("Stack {batch}: {ballots} ballots"), batch=self.number, ballots=self.part.ballots)
        mode = self.words(MODES[BALLOTS if isinstance(self.stack, Ballots) else TOTALS])
        return f"{label} · {self.counter.name} · {mode}"

    @property
    def _said(self) -> str:
        if self._wrong:
            return self._wrong
        if isinstance(self.stack, Ballots):
            return self._keys_said(self.stack)
        row, column = self.cell
        name, counted = self.shown.subjects[row].name, cell(self.words, self.shown.cells[column])
        return f"{row + 1} {name}: {counted}\n" + self.words(N_("Digits type the figure, Enter goes to the next cell, arrows move."))

    def _keys_said(self, stack: Ballots) -> str:
        if stack.finished:
            return self.words(N_("The whole stack is added up. F9 locks it; F8 counts it again."))
        facts = {"number": stack.closed + 1, "ballots": stack.size, "marked": len(stack.marks), "people": stack.people}
        if stack.void:
            said = self.words(N_("Ballot {number} of {ballots}: invalid as a whole. Enter closes it."), **facts)
        elif stack.complete:
            said = self.words(N_("Ballot {number} of {ballots}: every name has its mark. Enter closes it."), **facts)
        else:
            name = self.shown.subjects[len(stack.marks)].name
            said = self.words(N_("Ballot {number} of {ballots}, {marked} of {people} names. Next: {name}"), name=name, **facts)
        marks = [self._mark_said(mark) for mark in (*range(1, stack.levels + 1), INVALID_MARK)]
        marks.append(self.words(N_("{digit} whole ballot invalid"), digit=VOID))
        return "\n".join((said, " · ".join(marks), self.words(CLOSES)))

    @property
    def _state(self) -> str:
        if isinstance(self.stack, Ballots):
            return self.words(N_("Ballots added up: {count}. Missing: {missing}."), count=self.stack.closed, missing=self.stack.missing)
        assert isinstance(self.stack, Totals)
        whole = sum(None not in cells and not self.stack.missing(row) for row, cells in enumerate(self.stack.cells))
        said = self.words(N_("{count} of {people} lines add up."), count=whole, people=len(self.stack.cells))
        return f"{said} {self.words(N_('F9 locks them.'))}" if self.stack.open_cell is None else said

    # typing

    def action_digit(self, digit: int) -> None:
        """In totals one more digit of the figure; in a ballot the next name's mark."""
        if isinstance(self.stack, Ballots):
            self._try(lambda stack: stack.marked(digit))
        elif isinstance(self.stack, Totals):
            row, column = self.cell
            before = 0 if self._fresh else self.stack.cells[row][column] or 0
            figure = before * 10 + digit
            if figure <= self.stack.size * 10:
                self._put(figure)

    def action_take_back(self) -> None:
        """The last digit of the figure, or the last mark of the open ballot."""
        if isinstance(self.stack, Ballots):
            self._try(Ballots.taken_back)
        elif isinstance(self.stack, Totals):
            figure = self.stack.cells[self.cell[0]][self.cell[1]]
            self._put(None if figure is None or figure < 10 else figure // 10)

    def action_clear(self) -> None:
        """The whole figure."""
        if isinstance(self.stack, Totals):
            self._put(None)

    def _put(self, figure: int | None) -> None:
        assert isinstance(self.stack, Totals)
        self.stack, self._fresh, self._wrong = self.stack.put(*self.cell, figure), False, ""
        self._show()

    def _try(self, key: "Key") -> None:
        """A key of the open ballot; what is not a mark is said, and changes nothing."""
        assert isinstance(self.stack, Ballots)
        try:
            self.stack, self._wrong = key(self.stack), ""
        except Refused as error:
            message = describe(self.words, error.code, error.facts)
            self._wrong = f"! {error.code.value}: {message.what}\n→ {message.next}"
            self.app.bell()
        self._show()

    def action_forth(self, by: int) -> None:
        """To the next cell or the one before; in a ballot Enter closes it."""
        if isinstance(self.stack, Ballots):
            if by > 0:
                self._try(Ballots.added)
        elif isinstance(self.stack, Totals):
            width = len(self.shown.cells)
            place = self.cell[0] * width + self.cell[1] + by
            self._go_to(*divmod(max(0, min(place, width * len(self.stack.cells) - 1)), width))

    def action_step(self, by: int) -> None:
        """A line up or down."""
        if isinstance(self.stack, Totals):
            self._go_to(max(0, min(self.cell[0] + by, len(self.stack.cells) - 1)), self.cell[1])

    def _go_to(self, row: int, column: int) -> None:
        self.cell, self._fresh, self._wrong = (row, column), True, ""
        self._show()

    def action_void(self) -> None:
        """F7."""
        self.action_digit(VOID)

    def action_next_error(self) -> None:
        """To the first cell that is not typed, or whose line does not add up, and say why."""
        if isinstance(self.stack, Totals) and (found := self.stack.open_cell) is not None:
            self._go_to(*found)
            self._wrong = self._open_said(self.stack, found[0])
            self._show()

    def _open_said(self, stack: Totals, row: int) -> str:
        name, missing = self.shown.subjects[row].name, stack.missing(row)
        facts = {"name": name, "batch": self.number, "ballots": stack.size, "counted": stack.size - missing, "difference": missing}
        if missing:
            message = describe(self.words, Code.STACK_DIFFERS, facts)
            return f"! {Code.STACK_DIFFERS.value}: {message.what}\n→ {message.next}"
        return self.words(N_("{name}: every cell is typed, 0 where there is none."), name=name)

    def action_again(self) -> None:
        """Forget the stack, and begin it again."""
        mode = BALLOTS if isinstance(self.stack, Ballots) else TOTALS
        title = self.words(N_("Count this stack again?"))
        self.app.push_screen(Confirm(title, [self.words(LOST)]), lambda sure: self.begin(mode) if sure else None)

    # locking

    def action_lock(self) -> None:
        """Where the stack is whole, ask for the code; else go to what is open."""
        if isinstance(self.stack, Totals) and self.stack.open_cell is not None:
            self.action_next_error()
        elif isinstance(self.stack, Ballots) and not self.stack.finished:
            self._try(_must_be_finished)
        elif self.stack is not None:
            self._ask_code()

    def _ask_code(self) -> None:
        title = self.words(N_("Lock the entry of stack {batch}"), batch=self.number)
        says = [self.words(SEALS)]
        wanted = [Wanted("code", self.words(N_("Your code:")), hidden=True), Wanted("again", self.words(N_("Once more:")), hidden=True)]
        self.app.push_screen(Ask(title, says, wanted, _must_agree), self._lock_if)

    def _lock_if(self, typed: Answers | None) -> None:
        if typed is None or self.stack is None or self.counter is None:
            return
        session, batch, counter, rows, code = self.session, self.number, self.counter, self.stack.rows, typed["code"]

        def commands(desk: Desk, on: PartialDate) -> Sequence[Command]:
            state = count_of(desk, session)
            return [locking(on, state, desk.founding.origin, batch, counter.name, totals_of(state, rows), code)]

        self.act_as(counter.actor, commands, self.forget)

    # leaving

    def go_back(self) -> None:
        """Leave the stack, after saying what is lost."""
        if self.stack is None:
            super().go_back()
        else:
            self.app.push_screen(Confirm(self.words(N_("Leave this stack?")), [self.words(LOST)]), self._leave_if)

    def _leave_if(self, sure: bool | None) -> None:
        if sure:
            self.forget()
            super().go_back()

    def action_quit(self) -> None:
        """F10."""
        self.frame.ask_leave(LOST if self.stack is not None else N_("Nothing is being counted."))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nobody goes elsewhere with a stack open behind them."""
        if action in ("record", "go", "clocks"):
            return False
        if action == "void":
            return isinstance(self.stack, Ballots) and not self.stack.finished
        if action == "next_error":
            return isinstance(self.stack, Totals)
        if action in ("again", "lock"):
            return self.stack is not None and bool(super().check_action(action, parameters))
        return super().check_action(action, parameters)


Key = Callable[[Ballots], Ballots]
"""What a key does to a stack that is typed ballot by ballot."""


def _must_be_finished(stack: Ballots) -> Ballots:
    raise Refused(Code.STACK_UNFINISHED, counted=stack.closed, ballots=stack.size)


def _must_agree(typed: Answers) -> None:
    must_seal(typed["code"])
    if composed(typed["code"]) != composed(typed["again"]):
        raise Refused(Code.TYPED_TWICE_DIFFERS)


def _harmless(text: str) -> str:
    return "\n".join(map(harmless, text.splitlines()))
