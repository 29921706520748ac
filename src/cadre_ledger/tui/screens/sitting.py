"""A vote that is held here: its steps, what is needed now and by whom, and all that is known of it so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Label

from cadre_ledger.procedures.answers import VoteSitting
from cadre_ledger.procedures.counting import count_of, person, vote_sitting
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.steps import EVENTS, Person, next_step, person_at, possible, steps, to_compare
from cadre_ledger.procedures.telling import sittings
from cadre_ledger.tui.actions import bindings, keys_of
from cadre_ledger.tui.dialogs.choose import Choice, Choose
from cadre_ledger.tui.screens.on_paper import OnPaper
from cadre_ledger.tui.widgets.rows import Column, Line, Rows
from cadre_ledger.tui.widgets.said import SaidView
from cadre_ledger.values.text import harmless
from cadre_ledger.wording.catalogue import N_
from cadre_ledger.wording.terms import term

WEIGHTS = {"done": "quiet", "now": "consider", "to_come": ""}
RESULTS = frozenset({"certify", "publish"})
"""Steps after which there is a result to be seen."""
STEPPING = keys_of("open", "steps")
"""Keys that take a step."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A vote as far as it has come, and who is before the screen."""

    vote: VoteSitting
    person: Person
    named: str | None
    """How the vote names whoever is before the screen, where people sign."""


class SittingShown(OnPaper):
    """The steps on the left; Enter takes the one that is now, F2 offers all that can be taken."""

    DEFAULT_CSS = """
    SittingShown #about { height: 2; width: 100%; padding: 0 1; }
    SittingShown #steps { width: 40; height: 100%; border-top: solid $primary; }
    SittingShown #details { width: 1fr; height: 100%; border-top: solid $primary; border-left: solid $primary; }
    SittingShown #now { height: 4; width: 100%; padding: 0 1; border-top: solid $primary; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("steps", "next_pane")
    AUTO_FOCUS = "#steps"
    TITLE_SAID: ClassVar[str] = N_("A vote held here")
    SAYS: ClassVar[str] = N_(
        "The steps from convening to publication: ✓ is done, » is now, · is to come. Enter takes the step that is now; on one that is done "
        "it opens its record, or the result. F2 offers every step that can be taken, such as a late arrival or a correction. "
        "F7 makes the roll, the ballots, the minutes and other papers. "
        "Tab leads to the roll, the account of the ballots, the stacks and the calendar. Of a stack nothing is shown before both counts "
        "of it are opened."
    )

    def __init__(self, session: str) -> None:
        super().__init__(session)
        self.shown: Shown | None = None

    def inside(self) -> ComposeResult:
        """Which vote, its steps and what is known of it, and what is needed now."""
        yield Label("", id="about", markup=False)
        with Horizontal(id="parts"):
            yield Rows((Column(self.words(N_("Step"))), Column(self.words(N_("How far")), 11)), id="steps")
            yield SaidView(id="details")
        yield Label("", id="now", markup=False)

    # asking

    def load(self) -> None:
        """Ask for all of it."""
        session, actor = self.session, self.frame.seat.actor
        self.ask("shown", lambda desk: _shown(desk, session, actor))

    def answered_shown(self, shown: Shown) -> None:
        """Show it; the cursor goes to the step that is now, where that is another than before."""
        before, self.shown = self.shown, shown
        self.name_place()
        words, vote = self.words, shown.vote
        about = [each.text for each in sittings.heading(words, vote)]
        self.query_one("#about", Label).update("\n".join(map(harmless, about[-2:] if vote.annulled is None else (about[0], about[-1]))))
        self.query_one("#now", Label).update("\n".join(map(harmless, self._now_said(shown))))
        self.query_one("#details", SaidView).show(tuple(sittings.account(words, vote)))
        self._show_steps(before is None or next_step(before.vote) != next_step(vote))

    @property
    def title_said(self) -> str:
        """Named after the vote."""
        return f"{self.words(self.TITLE_SAID)} {self.session}"

    def _show_steps(self, moved: bool) -> None:
        assert self.shown is not None
        rows = self.query_one(Rows)
        words, vote = self.words, self.shown.vote
        states = {each.name: each.how for each in steps(vote)}
        lines = [Line(name, (said, state), WEIGHTS[states[name]]) for name, said, state in sittings.step_lines(words, vote)]
        names = [each.key for each in lines]
        now = next_step(vote) or names[-1]
        rows.show(lines, names.index(now) if moved else rows.cursor)

    def _now_said(self, shown: Shown) -> Sequence[str]:
        """The next step with who takes it, and whether whoever is at the machine may."""
        words, person = self.words, shown.person
        lines = [each.text for each in sittings.needed(words, shown.vote)]
        who = " · ".join(filter(None, (person.actor, person.name, ", ".join(term(words, "role", each) for each in person.roles))))
        lines.append(words(N_("At this machine: {who}"), who=who))
        step = next_step(shown.vote)
        if step is not None and not person.may(step):
            lines.append(words(N_("! This person may not take this step; F4, then 0: another person signs in.")))
        elif not person.signing:
            lines.append(words(N_("Nobody is enrolled: names are claims, nothing is signed.")))
        return lines

    # what can be done

    def too_soon(self, key: str) -> bool:
        """Enter and F2 are meant for the steps that are about to be shown."""
        return key in STEPPING and self.waits

    def action_next_pane(self) -> None:
        """Tab."""
        rows, details = self.query_one(Rows), self.query_one("#details", SaidView)
        (details if rows.has_focus else rows).focus()

    def action_steps(self) -> None:
        """F2: all that can be taken, by digits."""
        if self.shown is not None:
            names = possible(self.shown.vote)
            choices = [Choice(name, self._called(name), str(number)) for number, name in enumerate(names, 1)]
            self.app.push_screen(Choose(self.words(N_("Steps that can be taken now")), choices), self._take)

    def _called(self, name: str) -> str:
        said = term(self.words, "step", name)
        return said[:1].upper() + said[1:]

    @on(Rows.Opened)
    def _opened_step(self, event: Rows.Opened) -> None:
        shown, name = self.shown, event.line.key
        if shown is None:
            return
        if name in possible(shown.vote) and not self.frame.room.of_the_past:
            self._take(name)
        elif name in RESULTS and shown.vote.certified_by is not None:
            self.frame.show_vote(self.session)
        elif (entry := _entry_of(shown.vote, name)) is not None:
            self.frame.show_record(entry)
        else:
            self.notify(self.words(N_("This step comes later.")), markup=False)

    def _take(self, name: str | None) -> None:
        if name is None or self.shown is None:
            return
        if name == "count":
            self.frame.open_count(self.session)
        elif name == "compare":
            self._compare(to_compare(self.shown.vote))
        else:
            self.frame.open_form(name, self._given())

    def _compare(self, stacks: Sequence[int]) -> None:
        if len(stacks) == 1:
            self.frame.open_comparison(self.session, stacks[0])
            return
        choices = [Choice(str(each), self.words(N_("Stack {batch}"), batch=each), str(each) if each < 10 else None) for each in stacks]
        self.app.push_screen(Choose(self.words(N_("Which stack?")), choices), partial(self._compare_chosen))

    def _compare_chosen(self, batch: str | None) -> None:
        if batch is not None:
            self.frame.open_comparison(self.session, int(batch))

    def _given(self) -> dict[str, str]:
        """What the form of a step knows already; who certifies or annuls is who signs."""
        named = self.shown.named if self.shown is not None else None
        return {"session": self.session} | ({"certified_by": named, "annulled_by": named} if named is not None else {})

    @on(SaidView.Opened)
    def _opened_said(self, event: SaidView.Opened) -> None:
        self.frame.open_said(event.said)


def _shown(desk: Desk, session: str, actor: str) -> Shown:
    found = person_at(desk, actor)
    named = person(desk, count_of(desk, session), found.actor) if found.name is not None else None
    return Shown(vote_sitting(desk, session), found, named)


def _entry_of(vote: VoteSitting, step: str) -> int | None:
    """The record of a step that was taken."""
    topic = EVENTS[step].topic
    return next((each.entry for each in reversed(vote.evidence) if each.name == topic), None)
