"""Where one begins: what is to be done, by when, and from where it can be done. Nobody is ranked here."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Label

from cadre_ledger.procedures.agenda import in_order, overview, quick_parts, slow_parts
from cadre_ledger.procedures.answers import Overview, TaskPart
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.drafts import Draft
from cadre_ledger.procedures.entries.forms import FORMS
from cadre_ledger.procedures.telling import agenda as telling
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.tui.actions import bindings
from cadre_ledger.tui.dialogs.choose import Choice, Choose
from cadre_ledger.tui.screens.choosing_stack import COUNT
from cadre_ledger.tui.screens.count_entry import CountEntry
from cadre_ledger.tui.screens.due import Due
from cadre_ledger.tui.screens.flags import Flags
from cadre_ledger.tui.screens.place import Place
from cadre_ledger.tui.screens.two_panes import TwoPanes
from cadre_ledger.tui.widgets.rows import Column, Line, Rows
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.wording.catalogue import N_
from cadre_ledger.wording.tasks import task_state
from cadre_ledger.wording.terms import INVENTED_MARK

BEGUN = "begun"
STATES = ("overdue", "due_soon", BEGUN, "open", "cannot_tell")
"""In the order in which they stand."""
FILTERS = {
    "all": N_("Everything"),
    "overdue": N_("Overdue only"),
    "due_soon": N_("Overdue and due soon"),
    "flags": N_("Flags"),
    "people": N_("About one person"),
    "periods": N_("Periods"),
    "votes": N_("Votes"),
    "begun": N_("Begun and not recorded"),
}
OF_FLAGS = frozenset({"flags", "training"})
OF_PERIODS = frozenset({"period", "assessments_missing", "classifications_missing", "untold"})
OF_SITTINGS = frozenset({"vote_step", "vote_preparation"})
OF_VOTES = frozenset({"lines_unlinked", "vote_findings"}) | OF_SITTINGS
KINDS = {"flags": OF_FLAGS, "periods": OF_PERIODS, "votes": OF_VOTES}


@dataclass(frozen=True, slots=True)
class ToDo:
    """A line of the list: a task, or a draft that goes on."""

    key: str
    state: str
    deadline: str
    said: Said
    kind: str
    begin: Callable[[], None]

    @property
    def place(self) -> int:
        """What is overdue stands first."""
        return STATES.index(self.state)


class Workspace(TwoPanes):
    """Tasks by deadline; Enter leads to where a task is done."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("filter")
    TITLE_SAID: ClassVar[str] = N_("Workspace")
    SAYS: ClassVar[str] = N_(
        "What is to be done, the overdue first. ! is overdue, ▷ due soon, ✎ begun and not recorded, □ to be done, "
        "? what cannot be told. Enter leads to where it is done; F3 says what it rests on."
    )

    def __init__(self) -> None:
        super().__init__()
        self.filter = "all"
        self.zone: ZoneInfo | None = None
        self._quick: tuple[TaskPart, ...] = ()
        self._slow: tuple[TaskPart, ...] | None = None
        self._slow_come = False
        self._drafts: tuple[Draft, ...] = ()
        self._touched = False
        """Whether the cursor was moved; until then it waits on the first line."""

        self._listed: dict[str, ToDo] = {}

    def inside(self) -> ComposeResult:
        """The numbers, what the list is narrowed to, and the list."""
        yield Label("", id="numbers", markup=False)
        yield Label("", id="narrowed", markup=False)
        words = self.words
        columns = (Column(words(N_("How far")), 16), Column(words(N_("Deadline")), 10), Column(words(N_("Task"))))
        yield from self.panes(Rows(columns, empty=words(N_("Nothing is to be done here.")), id="tasks"))

    # what is asked

    def load(self) -> None:
        """What is told at once first; what every file must be looked into for comes later, beside it."""
        self._slow_come = False
        self.ask("quick", self._look)

    def _look(self, desk: Desk) -> tuple[Overview, tuple[TaskPart, ...], tuple[Draft, ...], ZoneInfo]:
        return overview(desk), quick_parts(desk), self.frame.drafts.all(), ZoneInfo(desk.founding.time_zone)

    def answered_quick(self, answer: tuple[Overview, tuple[TaskPart, ...], tuple[Draft, ...], ZoneInfo]) -> None:
        """The numbers, and what is known already."""
        overview, self._quick, self._drafts, self.zone = answer
        self.query_one("#numbers", Label).update("\n".join(self._numbers(overview)))
        self._show()
        self._ask_slow()

    def _ask_slow(self) -> None:
        """Only while this place is shown: what looks into every file takes the machine's time from what is waited for elsewhere."""
        under_way = any(each.node is self and each.group == "slow" and not each.is_finished for each in self.workers)
        if not (self._slow_come or under_way or self._left):
            self.ask("slow", slow_parts, aside=True)

    @property
    def _left(self) -> bool:
        """Whether another place is shown; a dialog over this one is none."""
        return isinstance(self.app.screen, Place) and not self.is_current

    def answered_slow(self, answer: tuple[TaskPart, ...]) -> None:
        """The rest: the cursor stays on its task."""
        self._slow, self._slow_come = answer, True
        self._show()

    def on_screen_suspend(self) -> None:
        """Another place is gone to; a dialog over this one stops nothing."""
        if self._left:
            self.workers.cancel_group(self, "slow")

    def on_screen_resume(self) -> None:
        """Back from a form: what was begun there is to be done now."""
        if self.zone is not None:
            self.ask("drafts", lambda _: self.frame.drafts.all())
            self._ask_slow()

    def answered_drafts(self, drafts: tuple[Draft, ...]) -> None:
        """What was begun."""
        if drafts != self._drafts:
            self._drafts = drafts
            self._show()

    # what is shown

    def _numbers(self, answer: Overview) -> list[str]:
        words = self.words
        recorded = self._moment(datetime.fromisoformat(answer.known_at.recorded_at))
        last = words(N_("last entry #{entry}, recorded {moment}"), entry=answer.known_at.entry, moment=recorded)
        lines = [f"{telling.numbers(words, answer)} · {last}", words(N_("Flags: {flags}"), flags=telling.flag_numbers(words, answer))]
        return [*lines, INVENTED_MARK] if answer.ledger.invented else lines

    def _moment(self, moment: datetime) -> str:
        local = moment.astimezone(self.zone)
        return f"{self.words.day(local.date())} {local:%H:%M}"

    def _show(self) -> None:
        # An answer may come before the word that the cursor was moved.
        self._moved()
        listed = [each for each in self._all() if self._is_wanted(each)]
        before = self.rows.line.key if self.rows.line and self._touched else None
        self._listed = {each.key: each for each in listed}
        keys = list(self._listed)
        cursor = keys.index(before) if before in self._listed else min(self.rows.cursor, max(0, len(keys) - 1))
        self.rows.show([self._line(each) for each in listed], cursor if self._touched else 0)
        said = [self.words(N_("Tasks: {count}"), count=len(listed)), self.words(FILTERS[self.filter])]
        if self._slow is None:
            said.append(self.words(N_("… files and votes are still being looked into")))
        self.query_one("#narrowed", Label).update(" · ".join(said))

    def _all(self) -> list[ToDo]:
        tasks = [self._to_do(each) for each in in_order((*self._quick, *(self._slow or ())))]
        return sorted([*map(self._draft, self._drafts), *tasks], key=lambda each: each.place)

    def _to_do(self, task: TaskPart) -> ToDo:
        day = self.words.day(PartialDate.parse(task.deadline)) if task.deadline else ""
        return ToDo(task.id, task.state, day, telling.task(self.words, task), task.kind, lambda: self._begin(task))

    def _draft(self, draft: Draft) -> ToDo:
        titles = {COUNT: CountEntry.TITLE_SAID, **{name: form.title for name, form in FORMS.items()}}
        form = self.words(titles[draft.form]) if draft.form in titles else draft.form
        begun = self.words(N_("Continue: {form}, begun {moment}"), form=form, moment=self._moment(draft.at))
        given = given_of(draft.about)
        said = Said(begun, below=tuple(Said(f"{name}: {value}") for name, value in draft.typed.items() if value))
        return ToDo(f"draft/{draft.form}/{draft.about}", BEGUN, "", said, BEGUN, lambda: self.frame.open_form(draft.form, given))

    def _line(self, each: ToDo) -> Line:
        state = f"✎ {self.words(N_('begun'))}" if each.state == BEGUN else task_state(self.words, each.state)
        return Line(
            each.key, (state, each.deadline or "–", each.said.text), "must_act" if each.state == "overdue" else each.said.mark or ""
        )

    def _is_wanted(self, each: ToDo) -> bool:
        match self.filter:
            case "all":
                return True
            case "overdue":
                return each.state == "overdue"
            case "due_soon":
                return each.state in ("overdue", "due_soon")
            case "begun":
                return each.state == BEGUN
            case "people":
                return each.kind != BEGUN and not any(each.kind in kinds for kinds in KINDS.values())
            case kind:
                return each.kind in KINDS[kind]

    @on(Rows.Reached)
    def _moved(self) -> None:
        self._touched = self._touched or self.rows.cursor > 0

    def say_why(self) -> None:
        """What is known of the task."""
        line = self.rows.line
        if line is not None and line.key in self._listed:
            self.why.show([self._listed[line.key].said])

    # where it is done

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        if event.line.key in self._listed:
            self._listed[event.line.key].begin()

    def _begin(self, task: TaskPart) -> None:
        if task.kind in OF_FLAGS:
            self.app.push_screen(Flags(flag=task.about, first=task.items[0] if task.items else None))
        elif task.kind in OF_PERIODS and task.about is not None:
            self.app.push_screen(Due(task.kind, task.about))
        elif task.kind in OF_SITTINGS:
            self.frame.show_sitting(task.items[0])
        elif task.kind in OF_VOTES:
            self._choose_vote(task.items)
        elif cadre := task.facts.get("cadre"):
            self.frame.show_cadre(cadre)

    def _choose_vote(self, sessions: Sequence[str]) -> None:
        if len(sessions) == 1:
            self.frame.show_vote(sessions[0])
            return
        choices = [Choice(each, each, str(number)) for number, each in enumerate(sessions, 1)]
        choices.append(Choice("", self.words(N_("All votes")), "0"))
        self.app.push_screen(Choose(self.words(N_("Votes")), choices), self._vote_chosen)

    def _vote_chosen(self, session: str | None) -> None:
        if session:
            self.frame.show_vote(session)
        elif session is not None:
            self.app.switch_mode("votes")

    # narrowing

    def action_filter(self) -> None:
        """F6."""
        choices = [Choice(name, self.words(label), str(number)) for number, (name, label) in enumerate(FILTERS.items(), 1)]
        self.app.push_screen(Choose(self.words(N_("Filter")), choices, current=self.filter), self._filtered)

    def _filtered(self, name: str | None) -> None:
        if name is not None:
            self.filter = name
            self._show()

    @property
    def about(self) -> dict[str, str]:
        """A form opened here is about whoever the task is about."""
        line = self.rows.line
        task = next((each for each in (*self._quick, *(self._slow or ())) if line is not None and each.id == line.key), None)
        cadre = task.facts.get("cadre") if task is not None else None
        return {"cadre": cadre} if cadre else {}


def given_of(about: str) -> dict[str, str]:
    """What a form was opened with, from how its draft is named."""
    return dict(part.split("=", 1) for part in re.split(r"/(?=[a-z_]+=)", about) if "=" in part)
