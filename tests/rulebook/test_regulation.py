"""A regulation in time: in force for certain, not in force for certain, or not to be told."""

from datetime import date

import pytest

from cadre_ledger.rulebook.clauses import ShareBase
from cadre_ledger.rulebook.parsing import parse
from cadre_ledger.rulebook.regulation import InForce, Regulation
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.shares import Base
from cadre_ledger.values.tallies import VoteKind
from cadre_ledger.values.verdicts import Truth
from rulebook.given import BASE, HEAD, RES_85, regulation_of, shipped


def in_force(start: date | None, end: date | None) -> Regulation:
    return parse(HEAD.encode(), "test.toml").model_copy(update={"in_force": InForce.model_validate({"from": start, "to": end})})


@pytest.mark.parametrize(
    ("start", "end", "day", "expected"),
    [
        (date(2023, 7, 1), None, "2023-06-30", Truth.NOT),
        (date(2023, 7, 1), None, "2023-07-01", Truth.APPLIES),
        (date(2023, 7, 1), None, "2023-07", Truth.APPLIES),
        (date(2023, 7, 1), None, "2023-06", Truth.NOT),
        (date(2023, 7, 1), None, "2023", Truth.UNDETERMINED),
        (date(2023, 7, 1), date(2026, 3, 1), "2026-02-28", Truth.APPLIES),
        (date(2023, 7, 1), date(2026, 3, 1), "2026-03-01", Truth.NOT),
        (date(2023, 7, 1), date(2026, 3, 1), "2026", Truth.UNDETERMINED),
        (date(2023, 3, 1), date(2023, 6, 1), "2023", Truth.UNDETERMINED),
        (None, date(2023, 7, 1), "2018-10-25", Truth.UNDETERMINED),
        (None, date(2023, 7, 1), "2023", Truth.UNDETERMINED),
        (None, date(2023, 7, 1), "2023-07-01", Truth.NOT),
        (None, date(2023, 7, 1), "2023-12-13", Truth.NOT),
        (None, None, "2014-12", Truth.UNDETERMINED),
    ],
)
def test_force_on_a_day_is_told_only_where_both_dates_allow(start: date | None, end: date | None, day: str, expected: Truth) -> None:
    assert in_force(start, end).in_force_on(PartialDate.parse(day)) is expected


def test_the_share_base_is_that_of_the_clause_for_the_same_vote() -> None:
    binding_base = BASE.replace('id = "base"', 'id = "binding"').replace('"ballots_collected"', '"members_total"\nvote = "binding"')
    regulation = regulation_of(binding_base)

    assert regulation.share_base(VoteKind.CONFIDENCE) is Base.BALLOTS_COLLECTED
    assert regulation.share_base(VoteKind.BINDING) is Base.MEMBERS_TOTAL
    assert regulation_of().share_base(VoteKind.BINDING) is None


def test_the_guide_to_ballots_is_of_the_kind_of_vote_or_of_every_kind() -> None:
    levels = ('["high", "confidence", "low"]', '["confidence", "no_confidence"]', "[]")
    clauses = (BASE.replace('"base"', f'"guide-{place}"') for place in range(len(levels)))
    validity = (
        each.replace("share_base", "ballot_validity").replace('of = "ballots_collected"', f"per_person = true\nlevels = {named}")
        for each, named in zip(clauses, levels, strict=True)
    )
    regulation = regulation_of(*validity)

    assert [each.id for each in regulation.ballot_guide(VoteKind.CONFIDENCE)] == ["guide-0", "guide-2"]
    assert [each.id for each in regulation.ballot_guide(VoteKind.BINDING)] == ["guide-1", "guide-2"]


def test_clauses_are_found_by_kind_in_the_order_of_the_text() -> None:
    assert [clause.id for clause in shipped(RES_85).of_kind(ShareBase)] == ["17.1", "base-binding"]
    assert [clause.id for clause in shipped(RES_85).outcomes(VoteKind.CONFIDENCE)] == ["outcome-a", "outcome-b"]
    assert [clause.id for clause in shipped(RES_85).outcomes(VoteKind.BINDING)] == ["binding-outcome"]


def test_a_clause_is_cited_with_its_regulation() -> None:
    assert str(shipped(RES_85).ref("17.1")) == "vn/85-2014-QH13#17.1"
