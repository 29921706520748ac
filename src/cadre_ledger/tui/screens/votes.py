"""All votes held by the day, newest first."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from cadre_ledger.procedures.answers import SittingRowPart, VoteList, VoteRowPart
from cadre_ledger.procedures.counting import vote_sittings
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.reading import vote_list
from cadre_ledger.procedures.steps import OVER
from cadre_ledger.projections.tables import FLAGS
from cadre_ledger.tui.dialogs.choose import Choice
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
HERE = "here"
SIGNS = {Stage.ANNULLED.value: "✗", Stage.PUBLISHED.value: "✓"}
Flags = Mapping[tuple[str, str, str], int]
"""Flags of votes by session, severity and status."""


class Votes(ShortList):
    """Choose a vote to see its result."""

    TITLE_SAID: ClassVar[str] = N_("Votes")
    SAYS: ClassVar[str] = N_(
        "All votes that had been held by the day, the newest first. Type a part of the body or the code, F6 narrows by body or kind. "
        "■ ▲ ● count the flags that the vote raises, from the heaviest; ? those that cannot be ruled out. Enter shows the result; of a "
        "vote that is held here (») its steps. F2 records a result or convenes a vote."
    )
    FIND: ClassVar[str] = N_("Find: a part of the body, the code, the day, the legal basis")
    EMPTY: ClassVar[str] = N_("No vote is found here. F2 records a result or convenes a vote.")
    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column(N_("Day"), 10),
        Column(N_("Vote"), 14),
        Column(N_("Body")),
        Column(N_("Kind"), 19),
        Column(N_("Flags"), 9),
    )

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[str, SittingRowPart] = {}

    def load(self) -> None:
        """Ask for all of them, and what came of them."""
        self.ask("votes", lambda desk: (vote_list(desk, None, None), _flags(desk), vote_sittings(desk, None, None).sittings))

    def answered_votes(self, answer: tuple[VoteList, Flags, Sequence[SittingRowPart]]) -> None:
        """Show them, those that are not finished among them."""
        votes, flags, sittings = answer
        self.held = {each.code: each for each in sittings}
        counted = {each.code for each in votes.votes}
        listed = [(each.held_on, self._listed(each, flags)) for each in votes.votes]
        listed += [(each.held_on, self._held(each)) for each in sittings if each.code not in counted]
        newest = sorted(listed, key=lambda each: (PartialDate.parse(each[0]), each[1].line.key), reverse=True)
        self.show_listed([each for _, each in newest])

    def _held(self, vote: SittingRowPart) -> Listed:
        """A vote of which there is no result yet: its step stands where its kind would."""
        held_on = self.words.day(PartialDate.parse(vote.held_on))
        kind, stage = term(self.words, "vote_kind", vote.kind), term(self.words, "stage", vote.stage)
        below = (
            f"{vote.code} · {kind} · {held_on}",
            vote.body,
            self.words(N_("Basis {basis}; held here, step: {stage}."), basis=vote.basis, stage=stage),
            self.words(N_("Enter shows its steps, and takes the next one.")),
        )
        line = Line(vote.code, (held_on, vote.code, vote.body, f"{SIGNS.get(vote.stage, '»')} {stage}", "·"))
        groups = {f"kind:{vote.kind}", f"body:{vote.body}"} | (set() if vote.stage in OVER else {HERE})
        return Listed(line, below, frozenset(groups))

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
            *([Choice(HERE, self.words(N_("Held here, not finished")))] if self.held else ()),
        ]

    def open_line(self, key: str) -> None:
        """The steps of one that is held here, the result of any other."""
        if key in self.held:
            self.frame.show_sitting(key)
        else:
            self.frame.show_vote(key)


def _flags(desk: Desk) -> Counter[tuple[Any, ...]]:
    counted = desk.counted(FLAGS, ("kind", "session", "severity", "status"))
    return Counter({tuple(rest): count for (kind, *rest), count in counted.items() if kind == "session"})
