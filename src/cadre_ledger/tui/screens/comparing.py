"""The two entries of a stack, opened together by both codes; where they differ, counted a third time."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Label

from cadre_ledger.domain.counts import RecountCells, SubjectTotals
from cadre_ledger.domain.sessions import same_person
from cadre_ledger.domain.shapes import Command
from cadre_ledger.procedures.answers import BatchPart, DifferingCellPart
from cadre_ledger.procedures.counting import Counter, Table, count_of, final_totals, opening, table
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.telling.sittings import cell
from cadre_ledger.tui.actions import bindings
from cadre_ledger.tui.dialogs.ask import Answers, Ask, Wanted
from cadre_ledger.tui.dialogs.choose import Choice, Choose
from cadre_ledger.tui.dialogs.tell import Tell
from cadre_ledger.tui.screens.acting import Acting
from cadre_ledger.tui.widgets.rows import Column, Line, Rows
from cadre_ledger.values.codes import Code
from cadre_ledger.values.counting import Miscount
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import NotFound, Refused
from cadre_ledger.values.text import harmless
from cadre_ledger.wording.catalogue import N_
from cadre_ledger.wording.terms import term

Shown = tuple[Table, tuple[SubjectTotals, ...]]
COLUMNS = (
    Column("#", 3, right=True),
    Column(N_("Name")),
    Column(N_("Cell"), 18),
    Column(N_("First"), 6, right=True),
    Column(N_("Second"), 6, right=True),
    Column(N_("Third"), 6, right=True),
    Column("", 11),
)


class Comparing(Acting):
    """Only cells that differ are shown with both figures; those that agree are not looked at again."""

    TITLE_SAID: ClassVar[str] = N_("Comparing")
    SAYS: ClassVar[str] = N_(
        "Once both entries of a stack are locked, F9 opens them together: each counter types their own code, which is not shown. "
        "Cells in which the entries differ stand here with both figures. Take the stack, count those cells a third time before everyone, "
        "and enter them with Enter or F7, with the reason. All three figures stay in the ledger. F6 shows the result of the stack."
    )
    DEFAULT_CSS = """
    Comparing #about { width: 100%; height: 1; text-wrap: nowrap; text-overflow: ellipsis; color: $text-muted; }
    Comparing Rows { height: 1fr; }
    Comparing #said { width: 100%; height: 4; border-top: solid $primary; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("result", "third", "unseal")
    AUTO_FOCUS = "#differing"

    def __init__(self, session: str, batch: int) -> None:
        super().__init__()
        self.session = session
        self.number = batch
        self.table: Table | None = None
        self.final: tuple[SubjectTotals, ...] = ()
        self._counter: Counter | None = None

    def inside(self) -> ComposeResult:
        """Where both stand, what differs, what is to be done."""
        yield Label("", id="about", markup=False)
        columns = tuple(Column(each.heading and self.words(each.heading), each.width, each.right) for each in COLUMNS)
        yield Rows(columns, id="differing")
        yield Label("", id="said", markup=False)

    @property
    def title_said(self) -> str:
        """Named after the vote and the stack."""
        return self.words(N_("Comparing {session}, stack {batch}"), session=self.session, batch=self.number)

    # showing

    def load(self) -> None:
        """Ask how the stack stands."""
        self.ask("stack", self._stack)

    def _stack(self, desk: Desk) -> Shown:
        found = table(desk, self.session)
        batches = len(found.sitting.batches)
        if not 1 <= self.number <= batches:
            raise NotFound(Code.NO_BATCH, session=self.session, batch=self.number, batches=batches)
        settled = found.sitting.batches[self.number - 1].settled
        return found, final_totals(desk, self.session, self.number) if settled else ()

    def answered_stack(self, answer: Shown) -> None:
        """Show it."""
        self.table, self.final = answer
        part = self._part
        lines = [self._line(each) for each in part.differing]
        self.query_one(Rows).show(lines)
        names = " · ".join(f"{number} {name}" for number, name in enumerate(part.locked_by, 1))
        label = self.words(N_("Stack {batch}: {ballots} ballots"), batch=part.batch, ballots=part.ballots)
        self.query_one("#about", Label).update(harmless(f"{label} · {names}"))
        self.query_one("#said", Label).update(self._state(part))
        self.refresh_bindings()

    @property
    def _part(self) -> BatchPart:
        assert self.table is not None
        return self.table.sitting.batches[self.number - 1]

    def _line(self, each: DifferingCellPart) -> Line:
        third = "–" if each.third is None else str(each.third)
        state = self.words(N_("≠ differs")) if each.third is None else self.words(N_("✓ settled"))
        cells = (str(each.subject), each.name, cell(self.words, each.cell), str(each.one), str(each.other), third, state)
        return Line(f"{each.subject}/{each.cell}", cells, "must_act" if each.third is None else "quiet")

    def _state(self, part: BatchPart) -> str:
        if not part.opened:
            if len(part.locked_by) < 2:
                return self.words(N_("{count} of 2 entries locked; nothing of them is told before both are."), count=len(part.locked_by))
            return self.words(N_("□ Both entries are locked. F9 opens them together, each with its counter's code."))
        if part.settled:
            none, some = N_("✓ The entries agree in every cell; F6 shows the result."), N_("✓ Settled; F6 shows the result.")
            return self.words(some if part.differing else none)
        left = len({each.subject for each in part.differing if each.third is None})
        return self.words(N_("≠ People to count a third time: {count}. Enter or F7 on a line."), count=left)

    # opening both

    def action_unseal(self) -> None:
        """Ask both counters for their codes."""
        wanted = [
            Wanted(f"code-{number}", self.words(N_("The code of {counter}:"), counter=name), hidden=True)
            for number, name in enumerate(self._part.locked_by, 1)
        ]
        says = [self.words(N_("Each types their own code; it is not shown. With one wrong code neither entry is opened."))]
        self.app.push_screen(Ask(self.words(N_("Open both entries")), says, wanted, lambda _: None), self._open_if)

    def _open_if(self, typed: Answers | None) -> None:
        if typed is None:
            return
        session, batch, counters = self.session, self.number, self._part.locked_by
        codes = {name: typed[f"code-{number}"] for number, name in enumerate(counters, 1)}

        def commands(desk: Desk, on: PartialDate) -> Sequence[Command]:
            return [opening(on, count_of(desk, session), desk.founding.origin, batch, codes)]

        self.act_as(self._actor_of(counters), commands, lambda: None)

    def _actor_of(self, names: Sequence[str]) -> str:
        """Whoever sits here, if one of them; else the first of them."""
        assert self.table is not None
        found = [each.actor for each in self.table.counters if any(same_person(each.name, name) for name in names)]
        return self.frame.seat.actor if self.frame.seat.actor in found else found[0]

    # a third time

    @on(Rows.Opened)
    def _opened(self) -> None:
        self.action_third()

    def action_third(self) -> None:
        """Who counts the cells of the person under the cursor."""
        line = self.query_one(Rows).line
        if line is None or self.table is None or self.frame.room.of_the_past:
            return
        subject = int(line.key.partition("/")[0])
        choices = [Choice(each.name, each.name, str(place)) for place, each in enumerate(self.table.counters, 1)]
        self.app.push_screen(Choose(self.words(N_("Who counts a third time?")), choices), lambda name: self._ask_cells(name, subject))

    def _ask_cells(self, name: str | None, subject: int) -> None:
        if name is None:
            return
        assert self.table is not None
        self._counter = next(each for each in self.table.counters if each.name == name)
        cells = [each for each in self._part.differing if each.subject == subject]
        wanted = [Wanted(each.cell, f"{cell(self.words, each.cell)} ({each.one} / {each.other}):") for each in cells]
        wanted.append(Wanted("note", self.words(N_("Remark, or nothing:"))))
        title = self.words(N_("Third count of {name}"), name=cells[0].name)
        check = partial(self._must_add_up, cells)
        self.app.push_screen(Ask(title, (), wanted, check), lambda typed: self._ask_why(typed, subject))

    def _must_add_up(self, cells: Sequence[DifferingCellPart], typed: Answers) -> None:
        """The cells that differ have the same sum in both entries, and so in the third count."""
        for each in cells:
            figure = typed[each.cell]
            if not (figure.isascii() and figure.isdecimal()):
                raise Refused(Code.FIELD_INVALID, field=cell(self.words, each.cell), value=figure[:40])
        difference = sum(each.one - int(typed[each.cell]) for each in cells)
        if difference:
            facts = {"name": cells[0].name, "subject": cells[0].subject, "batch": self.number, "difference": difference}
            ballots = self._part.ballots
            raise Refused(Code.STACK_DIFFERS, ballots=ballots, counted=ballots - difference, **facts)

    def _ask_why(self, typed: Answers | None, subject: int) -> None:
        if typed is None:
            return
        choices = [Choice(each, term(self.words, "miscount", each), str(place)) for place, each in enumerate(Miscount, 1)]
        title = self.words(N_("Why did the counts differ?"))
        self.app.push_screen(Choose(title, choices), lambda why: self._recount(why, typed, subject))

    def _recount(self, why: str | None, typed: Answers, subject: int) -> None:
        if why is None or self._counter is None:
            return
        cells = {name: int(figure) for name, figure in typed.items() if name != "note"}
        fields = {"session": self.session, "batch": self.number, "subject": subject, "cells": cells, "why": why}
        more = {"counter": self._counter.name, "note": typed["note"].strip() or None}
        self.act_as(self._counter.actor, lambda _, on: [RecountCells.model_validate({"on": on, **fields, **more})], lambda: None)

    # the result

    def action_result(self) -> None:
        """What the stack says of everyone."""
        assert self.table is not None
        names = {each.number: each.name for each in self.table.subjects}
        said = ((each, " · ".join(f"{cell(self.words, name)} {figure}" for name, figure in each.cells.items())) for each in self.final)
        lines = [f"{each.subject} {names[each.subject]}: {cells}" for each, cells in said]
        self.app.push_screen(Tell(self.words(N_("Result of stack {batch}"), batch=self.number), lines))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What the stack is ready for."""
        part = None if self.table is None else self._part
        match action:
            case "unseal":
                ready = part is not None and len(part.locked_by) == 2 and not part.opened
            case "third":
                ready = part is not None and bool(part.differing)
            case "result":
                ready = part is not None and part.settled
            case _:
                ready = True
        return ready and bool(super().check_action(action, parameters))
