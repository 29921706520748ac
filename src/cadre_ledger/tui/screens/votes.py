"""All votes held by the day, newest first."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.binding import BindingType

from cadre_ledger.procedures.answers import VoteList, VoteRowPart, VoteSitting
from cadre_ledger.procedures.counting import vote_sitting
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.reading import vote_list
from cadre_ledger.projections.tables import FLAGS
from cadre_ledger.tui.actions import bindings
from cadre_ledger.tui.dialogs.choose import Choice, Choose
from cadre_ledger.tui.dialogs.tell import Tell
from cadre_ledger.tui.screens.short_list import Listed, ShortList
from cadre_ledger.tui.widgets.rows import Column, Line
from cadre_ledger.values.citations import Severity
from cadre_ledger.values.counting import Stage
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.tallies import VoteKind
from cadre_ledger.values.verdicts import Truth
from cadre_ledger.wording.catalogue import N_
from cadre_ledger.wording.terms import term

HEAVIEST_FIRST = tuple(sorted(Severity, key=lambda each: -each.weight))
Flags = Mapping[tuple[str, str, str], int]
"""Flags of votes by session, severity and status."""


class Votes(ShortList):
    """Choose a vote to see its result."""

    TITLE_SAID: ClassVar[str] = N_("Votes")
    SAYS: ClassVar[str] = N_(
        "All votes that had been held by the day, the newest first. Type a part of the body or the code, F6 narrows by body or kind. "
        "■ ▲ ● count the flags that the vote raises, from the heaviest; ? those that cannot be ruled out. Enter shows the result."
    )
    FIND: ClassVar[str] = N_("Find: a part of the body, the code, the day, the legal basis")
    EMPTY: ClassVar[str] = N_("No vote is found here. F2 records a result.")
    BINDINGS: ClassVar[list[BindingType]] = bindings("count")
    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column(N_("Day"), 10),
        Column(N_("Vote"), 14),
        Column(N_("Body")),
        Column(N_("Kind"), 19),
        Column(N_("Flags"), 9),
    )

    def load(self) -> None:
        """Ask for all of them, and what came of them."""
        self.ask("votes", lambda desk: (vote_list(desk, None, None), _flags(desk)))

    def answered_votes(self, answer: tuple[VoteList, Flags]) -> None:
        """Show them."""
        votes, flags = answer
        newest = sorted(votes.votes, key=lambda each: (PartialDate.parse(each.held_on), each.code), reverse=True)
        self.show_listed([self._listed(each, flags) for each in newest])

    def _listed(self, vote: VoteRowPart, flags: Flags) -> Listed:
        held_on = self.words.day(PartialDate.parse(vote.held_on))
        kind = term(self.words, "vote_kind", vote.kind)
        up = {each: flags.get((vote.code, each, Truth.APPLIES), 0) for each in HEAVIEST_FIRST}
        perhaps = sum(flags.get((vote.code, each, Truth.UNDETERMINED), 0) for each in Severity)
        signs = [f"{term(self.words, 'severity', each)[:1]}{count}" for each, count in up.items() if count]
        signs += [f"?{perhaps}"] if perhaps else []
        said = [f"{term(self.words, 'severity', each)} {count}" for each, count in up.items() if count]
        said += [self.words(N_("? {count} cannot be ruled out"), count=perhaps)] if perhaps else []
        heaviest = next((each.value for each, count in up.items() if count), "")
        source = term(self.words, "recorded_from", vote.recorded_from)
        below = (
            f"{vote.code} · {kind} · {held_on}",
            vote.body,
            self.words(
                N_("Basis {basis}; {source_kind}; {listed} of {total} listed."),
                basis=vote.basis,
                source_kind=source,
                listed=vote.listed,
                total="?" if vote.total is None else vote.total,
            ),
            self.words(N_("Flags: {flags}"), flags=" · ".join(said) or self.words(N_("none"))),
        )
        line = Line(vote.code, (held_on, vote.code, vote.body, kind, " ".join(signs) or "·"), heaviest)
        return Listed(line, below, frozenset({f"kind:{vote.kind}", f"body:{vote.body}"}))

    def groups(self) -> Sequence[Choice]:
        """Kinds, then bodies."""
        bodies = sorted({group for each in self.listed for group in each.groups if group.startswith("body:")})
        return [
            *(Choice(f"kind:{each}", term(self.words, "vote_kind", each)) for each in VoteKind),
            *(Choice(each, each.removeprefix("body:")) for each in bodies),
        ]

    def open_line(self, key: str) -> None:
        """The result of one."""
        self.frame.show_vote(key)

    # until the session has its own screen

    def action_count(self) -> None:
        """F9."""
        self.ask("sittings", lambda desk: [vote_sitting(desk, code) for code in desk.source.keys_of("sitting")])

    def answered_sittings(self, sittings: Sequence[VoteSitting]) -> None:
        """Those whose ballots are announced, and their stacks that can be compared."""
        announced = [each for each in sittings if each.stage == Stage.ANNOUNCED]
        ways: dict[str, Callable[[], None]] = {}
        for each in announced:
            ways[self.words(N_("Count {session}"), session=each.code)] = partial(self.frame.open_count, each.code)
            for part in each.batches:
                said = self.words(N_("Compare {session}, stack {batch}"), session=each.code, batch=part.batch)
                ways[said] = partial(self.frame.open_comparison, each.code, part.batch)
        if not ways:
            self.app.push_screen(Tell(self.words(N_("Count")), [self.words(N_("No vote is being counted."))]))
            return
        choices = [Choice(said, said, str(place) if place < 10 else None) for place, said in enumerate(ways, 1)]
        self.app.push_screen(Choose(self.words(N_("Count")), choices), lambda said: ways[said]() if said is not None else None)


def _flags(desk: Desk) -> Counter[tuple[Any, ...]]:
    counted = desk.counted(FLAGS, ("kind", "session", "severity", "status"))
    return Counter({tuple(rest): count for (kind, *rest), count in counted.items() if kind == "session"})
