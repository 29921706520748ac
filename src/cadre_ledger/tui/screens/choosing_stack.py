"""Before a stack is counted: who counts, which stack, how; what was left open; and an entry that is withdrawn."""

from typing import ClassVar

from cadre_ledger.domain.counts import WithdrawEntry
from cadre_ledger.domain.sessions import same_person
from cadre_ledger.procedures.answers import BatchPart
from cadre_ledger.procedures.counting import Counter, Table, table
from cadre_ledger.procedures.drafts import Draft
from cadre_ledger.tui.dialogs.ask import Answers, Ask, Wanted
from cadre_ledger.tui.dialogs.choose import Choice, Choose
from cadre_ledger.tui.dialogs.tell import Confirm, Tell
from cadre_ledger.tui.screens.acting import Acting
from cadre_ledger.values.codes import Code
from cadre_ledger.values.counting import Stage
from cadre_ledger.values.errors import NotAllowed, Refused
from cadre_ledger.values.text import clean_note
from cadre_ledger.wording.catalogue import N_

COUNT = "count"
"""The draft of an open stack is called so. It says which stack is open and who counts it, never a figure."""
TOTALS, BALLOTS = "totals", "ballots"
MODES = {TOTALS: N_("Totals of the stack, a figure for each cell"), BALLOTS: N_("Ballot by ballot, a digit for each name")}
BY_DIGIT = 10
LOST = N_("What was counted of this stack is kept nowhere; it is counted again from its first ballot.")


class ChoosingStack(Acting):
    """Questions one after the other, each with a way back to the one before; then a stack is open."""

    TITLE_SAID: ClassVar[str] = N_("Counting")

    def __init__(self, session: str) -> None:
        super().__init__()
        self.session = session
        self.table: Table | None = None
        self.counter: Counter | None = None
        self.number = 0

    @property
    def open_size(self) -> int | None:
        """How many ballots the stack has that is being counted."""
        raise NotImplementedError

    def begin(self, mode: str) -> None:
        """Count the stack."""
        raise NotImplementedError

    def forget(self) -> None:
        """Nothing of the stack remains, here or in a draft."""
        raise NotImplementedError

    @property
    def title_said(self) -> str:
        """Named after the vote."""
        return f"{self.words(self.TITLE_SAID)} {self.session}"

    def load(self) -> None:
        """Ask how far the vote has come; others lock their entries meanwhile."""
        self.ask("table", lambda desk: table(desk, self.session))

    def answered_table(self, answer: Table) -> None:
        """Go on with the next question; a stack that is being counted stays as it is while it has the same size."""
        self.table = answer
        sizes = {each.batch: each.ballots for each in answer.sitting.batches}
        if answer.sitting.stage != Stage.ANNOUNCED and self.app.screen is self:
            self._leave(Refused(Code.WRONG_STAGE, session=self.session, stage=answer.sitting.stage, wanted=Stage.ANNOUNCED.value))
        elif self.open_size is not None and sizes.get(self.number) != self.open_size:
            self.forget()
            self.app.push_screen(Tell(self.words(N_("The stacks were announced anew")), [self.words(LOST)]), lambda _: self._go_on())
        elif self.open_size is None and self.app.screen is self:
            self._go_on()

    def _leave(self, error: Refused) -> None:
        """There is nothing to count here, or not any more."""
        self.forget()
        title = self.words(N_("Nothing is counted here"))
        self.app.push_screen(Tell(title, self.frame.lines_of(error)), lambda _: Acting.go_back(self))

    def _go_on(self) -> None:
        if self.counter is not None:
            self._ask_stack()
        elif (draft := self._draft()) is not None:
            self._ask_resume(draft)
        else:
            self._ask_counter()

    @property
    def shown(self) -> Table:
        """The vote as far as it is told; there is one once it was asked for."""
        assert self.table is not None
        return self.table

    @property
    def part(self) -> BatchPart:
        """The stack that is open."""
        return self.shown.sitting.batches[self.number - 1]

    def _ask_counter(self) -> None:
        self.counter = None
        choices = [Choice(each.name, each.name, _digit(place)) for place, each in enumerate(self.shown.counters, 1)]
        hint = N_("Each stack is counted by two of them, blind to each other; who counts does not certify. Enter chooses, Esc leaves.")
        own = next((each.name for each in self.shown.counters if self.frame.seat.actor in (each.name, each.actor)), None)
        self.app.push_screen(Choose(self.words(N_("Who counts?")), choices, self.words(hint), current=own), self._counter_chosen)

    def _counter_chosen(self, name: str | None) -> None:
        if name is None:
            super().go_back()
            return
        counter = next(each for each in self.shown.counters if each.name == name)
        if counter.enrolled:
            self.counter = counter
            self._ask_stack()
        else:
            lines = self.frame.lines_of(NotAllowed(Code.ACTOR_UNKNOWN, actor=name))
            self.app.push_screen(Tell(self.words(N_("Who counts signs what they counted")), lines), lambda _: self._ask_counter())

    def _ask_stack(self) -> None:
        assert self.counter is not None
        choices = [self._stack_choice(each) for each in self.shown.sitting.batches]
        title = self.words(N_("Which stack does {name} count?"), name=self.counter.name)
        free = next((str(each.batch) for each in self.shown.sitting.batches if not _is_closed(each, self.counter)), None)
        hint = self.words(N_("A digit or Enter chooses; one that you have locked can be withdrawn. Esc: somebody else counts."))
        self.app.push_screen(Choose(title, choices, hint, current=free), self._stack_chosen)

    def _stack_choice(self, part: BatchPart) -> Choice:
        label = self.words(N_("Stack {batch}: {ballots} ballots"), batch=part.batch, ballots=part.ballots)
        if part.opened:
            beside = self.words(N_("✓ compared"))
        elif part.locked_by:
            beside = self.words(N_("■ locked: {names}"), names=", ".join(part.locked_by))
        else:
            beside = self.words(N_("□ not counted yet"))
        return Choice(str(part.batch), label, _digit(part.batch), beside)

    def _stack_chosen(self, number: str | None) -> None:
        if number is None:
            self._ask_counter()
            return
        assert self.counter is not None
        self.number = int(number)
        part = self.part
        if part.opened:
            self._tell_closed(Refused(Code.BATCH_OPENED, session=self.session, batch=self.number))
        elif _is_mine(part, self.counter):
            self._ask_withdrawal()
        elif len(part.locked_by) > 1:
            names = ", ".join(part.locked_by)
            self._tell_closed(Refused(Code.ENTRY_LOCKED, session=self.session, batch=self.number, counters=names))
        else:
            choices = [Choice(name, self.words(label), str(place)) for place, (name, label) in enumerate(MODES.items(), 1)]
            self.app.push_screen(Choose(self.words(N_("How is it typed?")), choices), self._mode_chosen)

    def _tell_closed(self, error: Refused) -> None:
        self.app.push_screen(Tell(self.words(N_("This stack takes no entry")), self.frame.lines_of(error)), lambda _: self._ask_stack())

    def _mode_chosen(self, mode: str | None) -> None:
        if mode is None:
            self._ask_stack()
        else:
            self.begin(mode)

    # what outlives a crash: which stack was open, never a figure

    def _draft(self) -> Draft | None:
        """What was left open, unless it cannot be gone on with: locked after all, or by two others."""
        found = self.frame.drafts.found(COUNT, self.about_draft)
        if found is None:
            return None
        counter = next((each for each in self.shown.counters if each.name == found.typed.get("counter")), None)
        part = next((each for each in self.shown.sitting.batches if str(each.batch) == found.typed.get("stack")), None)
        if counter is None or part is None or found.typed.get("mode") not in MODES or _is_closed(part, counter):
            self.frame.drafts.drop(COUNT, self.about_draft)
            return None
        return found

    @property
    def about_draft(self) -> str:
        """What the draft is about."""
        return f"session={self.session}"

    def _ask_resume(self, draft: Draft) -> None:
        name, number = draft.typed["counter"], int(draft.typed["stack"])
        begun = self.words(N_("{name} had begun stack {batch} and not locked it."), name=name, batch=number)
        go_on = self.words(N_("Enter begins it again. Esc: somebody else counts, or another stack."))
        title = self.words(N_("A stack was left open"))
        self.app.push_screen(Confirm(title, [begun, self.words(LOST), go_on]), lambda sure: self._resume(sure, draft))

    def _resume(self, sure: bool | None, draft: Draft) -> None:
        if sure:
            self.counter = next(each for each in self.shown.counters if each.name == draft.typed["counter"])
            self.number = int(draft.typed["stack"])
            self.begin(draft.typed["mode"])
        else:
            self.frame.drafts.drop(COUNT, self.about_draft)
            self._ask_counter()

    # an entry that was locked already

    def _ask_withdrawal(self) -> None:
        title = self.words(N_("Withdraw your locked entry of stack {batch}?"), batch=self.number)
        says = [self.words(N_("It stays sealed for ever, and the stack is counted again by you or by another."))]
        wanted = [Wanted("reason", self.words(N_("Why:")))]
        self.app.push_screen(Ask(title, says, wanted, _must_be_said), self._withdraw_if)

    def _withdraw_if(self, typed: Answers | None) -> None:
        if typed is None:
            self._ask_stack()
            return
        assert self.counter is not None
        fields = {"session": self.session, "batch": self.number, "counter": self.counter.name, "reason": typed["reason"]}
        self.act_as(self.counter.actor, lambda _, on: [WithdrawEntry.model_validate({"on": on, **fields})], lambda: None)

    def not_acted(self) -> None:
        """Where no stack is open, ask again."""
        if self.open_size is None:
            self._go_on()


def _must_be_said(typed: Answers) -> None:
    clean_note(typed["reason"])


def _is_mine(part: BatchPart, counter: Counter) -> bool:
    """Whether this counter has locked an entry of the stack."""
    return any(same_person(each, counter.name) for each in part.locked_by)


def _is_closed(part: BatchPart, counter: Counter) -> bool:
    """Whether the stack takes no entry of this counter."""
    return part.opened or len(part.locked_by) > 1 or _is_mine(part, counter)


def _digit(number: int) -> str | None:
    """The digit that chooses what has that number."""
    return str(number) if number < BY_DIGIT else None
