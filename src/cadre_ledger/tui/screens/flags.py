"""Every flag: how heavy, of whom, since when, by when, what was done about it; and why it is up."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Label

from cadre_ledger.procedures.answers import FlagPart
from cadre_ledger.procedures.browsing import Decision, WantedFlags
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.explaining_files import explain_flag
from cadre_ledger.procedures.telling import explaining_files as telling
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.tui.actions import bindings
from cadre_ledger.tui.dialogs.choose import Choice, Search
from cadre_ledger.tui.screens.two_panes import TwoPanes
from cadre_ledger.tui.screens.unit_chart import UnitChart, units
from cadre_ledger.tui.widgets.rows import Column, Line, Rows
from cadre_ledger.values.citations import Severity
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.wording.catalogue import N_
from cadre_ledger.wording.terms import term

DECISIONS: dict[Decision, str] = {"overdue": "!", "open": "□", "considered": "◐", "decided": "✓"}
"""What was done about a flag, with its sign."""
SHORT: dict[Decision, str] = {"overdue": N_("overdue"), "open": N_("still open"), "considered": N_("considered"), "decided": N_("settled")}
EVERY = frozenset(DECISIONS)
UNDECIDED: frozenset[Decision] = EVERY - {"decided"}


@dataclass(frozen=True, slots=True)
class Found:
    """How many flags there are, and where the one under the cursor stands now."""

    wanted: WantedFlags
    count: int
    place: int | None


class Flags(TwoPanes):
    """A list that a decision never takes a flag out of: its state is shown, and the cursor stays on it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("filter", "decide", "chart")
    TITLE_SAID: ClassVar[str] = N_("Flags")
    SAYS: ClassVar[str] = N_(
        "Every flag that is up, or that cannot be ruled out: those due first, then the heaviest. F3 says why; F9 records what was "
        "decided; Enter opens the file. A flag is a question to the authority, never a decision."
    )

    def __init__(self, *, flag: str | None = None, first: str | None = None) -> None:
        super().__init__()
        self.wanted = WantedFlags(EVERY, flag=flag)
        self._first = first
        self._found: Found | None = None
        self._flags: dict[str, FlagPart] = {}
        self._explained = ""

    def inside(self) -> ComposeResult:
        """What the list is narrowed to, and the list."""
        yield Label("", id="narrowed", markup=False)
        yield from self.panes(Rows((), empty=self.words(N_("No flag is found. F6 widens the list.")), id="flags"))

    def _columns(self) -> tuple[Column, ...]:
        """Beside the second pane there is no room for days and words of what was done; they stand in it."""
        words = self.words
        done = Column("", 1) if self._is_tight else Column(words(N_("Answer")), 12)
        days = () if self._is_tight else (Column(words(N_("Since, →by")), 11),)
        return (Column(words(N_("Weight")), 12), Column(words(N_("Of whom")), 18), Column(words(N_("Flag"))), *days, done)

    @property
    def _is_tight(self) -> bool:
        return self.wide and self.size.width < 140

    def laid_out(self) -> None:
        """Other columns where there is other room; lines that are there are drawn anew."""
        super().laid_out()
        if self._columns() != self.rows.columns:
            self.rows.columns = self._columns()
            self.load()
            # Lines of the old columns have no place in the new ones.
            self.rows.set_count(self.rows.count, self.rows.cursor)

    # what is asked

    def load(self) -> None:
        """How many there are, and where the one under the cursor stands."""
        wanted, room = self.wanted, self.frame.room
        key = self.rows.line.key if self.rows.line else self._first
        self._found = None

        def found(_: Desk) -> Found:
            keys = [each.id for each in room.flags.flags(wanted)]
            return Found(wanted, len(keys), keys.index(key) if key in keys else None)

        self.ask("found", found)

    def answered_found(self, answer: Found) -> None:
        """Begin the list anew, the cursor on the same flag; where it is gone, on the one in its place."""
        self._found, self._explained = answer, ""
        self._flags.clear()
        place = answer.place if answer.place is not None else self.rows.cursor
        self.rows.set_count(answer.count, place)
        said = [self.words(N_("{count} flags"), count=answer.count), *self._narrowed()]
        self.query_one("#narrowed", Label).update(" · ".join(said))
        if not answer.count:
            self.why.show(())

    def _narrowed(self) -> list[str]:
        wanted, words = self.wanted, self.words
        said = [term(words, "flag", wanted.flag)] if wanted.flag else []
        if wanted.decisions != EVERY:
            said += [f"{sign} {term(words, 'decision', each)}" for each, sign in DECISIONS.items() if each in wanted.decisions]
        if wanted.at_least is not None:
            said.append(words(N_("{severity} or heavier"), severity=term(words, "severity", wanted.at_least)))
        if wanted.unit is not None:
            said.append(words(N_("in {unit}"), unit=wanted.unit))
        return said or [words(N_("all"))]

    @on(Rows.Asked)
    def _asked(self, event: Rows.Asked) -> None:
        if self._found is None:
            return
        wanted, room, version, offset, limit = self._found.wanted, self.frame.room, event.rows.version, event.offset, event.limit
        self.ask("page", lambda _: (version, offset, room.flags.flags(wanted)[offset : offset + limit]), alone=False)

    def answered_page(self, answer: tuple[int, int, Sequence[FlagPart]]) -> None:
        """A part of the list; of an older list it is not wanted any more."""
        version, offset, flags = answer
        if version == self.rows.version:
            self._flags |= {each.id: each for each in flags}
            self.rows.fill(offset, [self._line(each) for each in flags])

    def _line(self, flag: FlagPart) -> Line:
        words = self.words
        certain = flag.status == "applies"
        weight = term(words, "severity", flag.severity)
        days = () if self._is_tight else (self._days(flag),)
        sign = DECISIONS[flag.decision]
        done = sign if self._is_tight else f"{sign} {words(SHORT[flag.decision])}"
        what = term(words, "flag", flag.flag)
        cells = (weight, flag.name, what if certain else f"? {what}", *days, done)
        return Line(flag.id, cells, "quiet" if flag.decision == "decided" else flag.severity)

    def _days(self, flag: FlagPart) -> str:
        day = self.words.day(PartialDate.parse(flag.deadline or flag.since))
        return f"→{day}" if flag.deadline else day

    # why

    @property
    def _flag(self) -> FlagPart | None:
        line = self.rows.line
        return self._flags.get(line.key) if line else None

    def say_why(self) -> None:
        """Ask why the flag under the cursor is up."""
        flag = self._flag
        if flag is not None and flag.id != self._explained:
            self.ask("why", lambda desk: (flag.id, self._said(desk, flag)))

    def _said(self, desk: Desk, flag: FlagPart) -> tuple[Said, ...]:
        words = self.words
        days = [words(N_("since {day}"), day=words.day(PartialDate.parse(flag.since)))]
        if flag.deadline:
            days.append(words(N_("by {day}"), day=words.day(PartialDate.parse(flag.deadline))))
        done = f"{DECISIONS[flag.decision]} {term(words, 'decision', flag.decision)}"
        return Said(" · ".join((*days, done))), telling.flag(words, explain_flag(desk, flag.id))

    def answered_why(self, answer: tuple[str, Sequence[Said]]) -> None:
        """Show it, unless the cursor has gone on."""
        explained, said = answer
        if self._flag is not None and self._flag.id == explained:
            self._explained = explained
            self.why.show(said)

    # what can be done

    @on(Rows.Opened)
    def _opened(self) -> None:
        flag = self._flag
        if flag is not None and flag.cadre is not None:
            self.frame.show_cadre(flag.cadre)
        elif flag is not None and flag.session is not None:
            self.frame.show_vote(flag.session)

    def action_decide(self) -> None:
        """F9: the form that answers the flag."""
        if self._flag is not None:
            self.frame.open_form("replacement", {"flag": self._flag.id})

    def action_chart(self) -> None:
        """F7: how a unit stands."""
        self.app.push_screen(UnitChart(self.wanted.unit, self._flag.position if self._flag else None))

    def action_filter(self) -> None:
        """F6: by what was done, by weight, by unit."""
        self.ask("units", units)

    def answered_units(self, units: Sequence[tuple[str, str]]) -> None:
        """The choice."""
        words = self.words
        choices = [
            Choice("every", words(N_("Every flag"))),
            Choice("decision:undecided", words(N_("Not decided yet, or only considered"))),
            *(Choice(f"decision:{each}", f"{sign} {term(words, 'decision', each)}") for each, sign in DECISIONS.items()),
            *(
                Choice(f"weight:{each.value}", words(N_("{severity} or heavier"), severity=term(words, "severity", each)))
                for each in (Severity.MUST_ACT, Severity.CONSIDER)
            ),
            *(Choice(f"unit:{code}", words(N_("In {unit} and below it"), unit=f"{code} · {name}")) for code, name in units),
        ]
        self.app.push_screen(Search(words(N_("Filter")), choices), self._filtered)

    def _filtered(self, chosen: str | None) -> None:
        if chosen is None:
            return
        kind, _, value = chosen.partition(":")
        if kind == "every":
            self.wanted = WantedFlags(EVERY)
        elif kind == "decision":
            decisions = UNDECIDED if value == "undecided" else frozenset(each for each in DECISIONS if each == value)
            self.wanted = replace(self.wanted, decisions=decisions)
        elif kind == "weight":
            self.wanted = replace(self.wanted, at_least=Severity(value))
        else:
            self.wanted = replace(self.wanted, unit=value, under=True)
        self.load()

    @property
    def about(self) -> dict[str, str]:
        """A form opened here is about the person of the flag."""
        flag = self._flag
        return {"cadre": flag.cadre} if flag is not None and flag.cadre is not None else {}
