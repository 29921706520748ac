"""Counts of a vote, and what they prove about the numbers that a published table leaves out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from cadre_ledger.values.shares import Base, Bounds


class VoteKind(StrEnum):
    """The two acts: a survey of confidence on three levels, a binding vote on two."""

    CONFIDENCE = "confidence"
    BINDING = "binding"


class Level(StrEnum):
    """What a ballot can say of one person."""

    HIGH = "high"
    CONFIDENCE = "confidence"
    LOW = "low"
    NO_CONFIDENCE = "no_confidence"


LEVEL_OF: Mapping[str, Level] = {level.value: level for level in Level}
"""By what is stored; a lookup, where calling the class costs more than all that follows."""

LEVELS: Mapping[VoteKind, tuple[Level, ...]] = {
    VoteKind.CONFIDENCE: (Level.HIGH, Level.CONFIDENCE, Level.LOW),
    VoteKind.BINDING: (Level.CONFIDENCE, Level.NO_CONFIDENCE),
}


class RecordedFrom(StrEnum):
    """Where a result comes from; only `count` was counted in this ledger."""

    PUBLICATION = "publication"
    MINUTES = "minutes"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Ballots:
    """The numbers of a session; None means that the source does not give it."""

    members_total: int | None = None
    members_summoned: int | None = None
    members_present: int | None = None
    issued: int | None = None
    collected: int | None = None
    valid: int | None = None

    def given(self, base: Base) -> int | None:
        """The number behind a base, if the source gives it."""
        return {
            Base.MEMBERS_TOTAL: self.members_total,
            Base.MEMBERS_SUMMONED: self.members_summoned,
            Base.MEMBERS_PRESENT: self.members_present,
            Base.BALLOTS_ISSUED: self.issued,
            Base.BALLOTS_COLLECTED: self.collected,
            Base.BALLOTS_VALID: self.valid,
        }[base]


# Each number is at most the next: valid <= collected <= issued <= present <= summoned <= members.
CHAIN = (
    Base.BALLOTS_VALID,
    Base.BALLOTS_COLLECTED,
    Base.BALLOTS_ISSUED,
    Base.MEMBERS_PRESENT,
    Base.MEMBERS_SUMMONED,
    Base.MEMBERS_TOTAL,
)


def squeeze(ballots: Ballots, sums: Iterable[int]) -> dict[Base, Bounds]:
    """What each base can be: a number that is given stands, the others lie between their neighbours.

    `sums` are the marks counted for each person; none can exceed the ballots collected, so where the
    largest sum equals the ballots issued, the ballots collected are proven. A neighbour that the marks
    contradict bounds nothing.
    """
    return dict(_squeezed(ballots, max(sums, default=0)))


@lru_cache(maxsize=1024)
def _squeezed(ballots: Ballots, most_marks: int) -> Mapping[Base, Bounds]:
    bounds = {}
    for place, base in enumerate(CHAIN):
        given = ballots.given(base)
        if given is not None:
            bounds[base] = Bounds(given, given)
            continue
        below = [ballots.given(lower) for lower in CHAIN[:place]]
        above = [ballots.given(higher) for higher in CHAIN[place + 1 :]]
        # Validity is per person: a table's one "valid" figure need not reach the largest sum.
        floor = 0 if base is Base.BALLOTS_VALID else most_marks
        least = max([floor, *(number for number in below if number is not None)])
        most = min((number for number in above if number is not None), default=None)
        bounds[base] = Bounds(least, None if most is None or most < least else most)
    return bounds
