"""All votes held by the day, newest first."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from cadre_ledger.procedures.answers import VoteList, VoteRowPart
from cadre_ledger.procedures.reading import vote_list
from cadre_ledger.tui.screens.place import Place
from cadre_ledger.tui.widgets.rows import Column, Line, Rows
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.wording.catalogue import N_
from cadre_ledger.wording.terms import term


class Votes(Place):
    """Choose a vote to see its result."""

    TITLE_SAID: ClassVar[str] = N_("Votes")
    SAYS: ClassVar[str] = N_("All votes that had been held by the day, the newest first. Enter shows the result of one.")

    def inside(self) -> ComposeResult:
        """The list."""
        words = self.words
        columns = (
            Column(words(N_("Held on")), 10),
            Column(words(N_("Vote")), 18),
            Column(words(N_("Body"))),
            Column(words(N_("Kind")), 14),
            Column(words(N_("Listed")), 7, right=True),
        )
        yield Rows(columns, empty=words(N_("No vote has been recorded yet. F2 records a result.")), id="votes")

    def load(self) -> None:
        """Ask for all of them."""
        self.ask("votes", lambda desk: vote_list(desk, None, None))

    def answered_votes(self, answer: VoteList) -> None:
        """Show them."""
        newest = sorted(answer.votes, key=lambda each: (each.held_on, each.code), reverse=True)
        self.query_one(Rows).show([self._line(each) for each in newest])
        self.query_one(Rows).focus()

    def _line(self, vote: VoteRowPart) -> Line:
        held_on = self.words.day(PartialDate.parse(vote.held_on))
        listed = f"{vote.listed}/{vote.total or '?'}"
        return Line(vote.code, (held_on, vote.code, vote.body, term(self.words, "vote_kind", vote.kind), listed))

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        self.frame.show_vote(event.line.key)
