"""The facts that a clause on votes judges: numbers and days, nothing about where they are stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.shares import Base, Bounds
from cadre_ledger.values.tallies import Ballots, Level, VoteKind, squeeze


@dataclass(frozen=True)
class VoteFacts:
    """One person's result in one vote, with the bounds that the whole session proves for every base."""

    kind: VoteKind
    held_on: PartialDate
    ballots: Ballots
    counts: Mapping[Level, int]
    sums: tuple[int, ...]
    earlier: "tuple[VoteFacts, ...] | None" = None
    """Other votes on the same person; None when nobody has said who the listed person is."""

    @cached_property
    def bounds(self) -> Mapping[Base, Bounds]:
        """The squeeze over the whole session."""
        return squeeze(self.ballots, self.sums)
