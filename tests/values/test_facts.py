"""The facts of one result carry the bounds that the whole session proves."""

from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.facts import VoteFacts
from cadre_ledger.values.shares import Base, Bounds
from cadre_ledger.values.tallies import Ballots, Level, VoteKind


def test_the_base_of_one_person_is_proven_by_the_marks_of_another() -> None:
    facts = VoteFacts(
        kind=VoteKind.CONFIDENCE,
        held_on=PartialDate.parse("2023-12-13"),
        ballots=Ballots(issued=47),
        counts={Level.HIGH: 19, Level.CONFIDENCE: 2, Level.LOW: 25},
        sums=(46, 47),
    )

    assert facts.bounds[Base.BALLOTS_COLLECTED] == Bounds(47, 47)
    assert facts.earlier is None
