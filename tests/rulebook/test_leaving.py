"""Grounds to leave a post: each on both sides of its threshold, its exceptions, and what is missing.

Every expected verdict was written by hand from Regulations 377-QĐ/TW and 41-QĐ/TW, Decree 170/2025 and Resolution 28-NQ/TW.
"""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_ledger.rulebook.leaving import Ground, grounds
from cadre_ledger.values.citations import Course, FlagName, KnownFrom
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.facts import ClassificationFact, ConclusionFact, ConfidenceFact, LeavingFacts, PostFact, UnitResultFact
from cadre_ledger.values.leaving import Conclusion, Leaving
from cadre_ledger.values.periods import Period
from cadre_ledger.values.quality import Quality
from cadre_ledger.values.sanctions import Form
from cadre_ledger.values.shares import Bounds, Share
from cadre_ledger.values.verdicts import Truth, earliest
from cadre_ledger.wording.terms import TERMS
from rulebook.given import (
    DAYS,
    DEC_170,
    MAYBE_DAYS,
    PARTIAL_DAYS,
    REG_41,
    REG_377,
    RES_28,
    SANCTIONS,
    classified,
    concluded,
    constant_until_next_change,
    regulation_of,
    sanction,
    shipped,
)

YES, NO, UNKNOWN = Truth.APPLIES, Truth.NOT, Truth.UNDETERMINED
AS_OF = date(2026, 6, 1)
TERM = Period.parse("term:2021-2026")
POST = PostFact(1, "P-1", PartialDate.parse("2021-07-01"), heads_unit=True, term=TERM)
WAYS = {
    REG_377: {
        "relief-1": Leaving.RELIEF,
        "relief-2": Leaving.RELIEF,
        "relief-3": Leaving.RELIEF,
        "relief-4": Leaving.RELIEF,
        "dismissal-removal": Leaving.DISMISSAL,
        "dismissal-capacity": Leaving.DISMISSAL,
        "dismissal-twice": Leaving.DISMISSAL,
        "dismissal-low": Leaving.DISMISSAL,
        "dismissal-not-completed": Leaving.DISMISSAL,
        "dismissal-degraded": Leaving.DISMISSAL,
        "dismissal-protection": Leaving.DISMISSAL,
    },
    REG_41: {
        "resignation-capacity": Leaving.RESIGNATION,
        "resignation-unit": Leaving.RESIGNATION,
        "resignation-low": Leaving.RESIGNATION,
        "dismissal-low": Leaving.DISMISSAL,
        "dismissal-not-completed": Leaving.DISMISSAL,
    },
    DEC_170: dict.fromkeys(["53-a", "53-b", "53-c", "53-d", "53-dd", "53-e"], Leaving.DISMISSAL),
    RES_28: {"prestige": Leaving.RESIGNATION},
}


def judged(regulation: str, facts: LeavingFacts, as_of: date = AS_OF) -> dict[str, Ground]:
    return {each.clause.id: each for each in grounds(shipped(regulation), facts, as_of)}


def truths(regulation: str, facts: LeavingFacts, as_of: date = AS_OF) -> dict[str, Truth]:
    """The grounds that are not out."""
    return {name: ground.whole.truth for name, ground in judged(regulation, facts, as_of).items() if ground.whole.truth is not NO}


def about(post: PostFact = POST, **facts: object) -> LeavingFacts:
    return LeavingFacts(post, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize("regulation", WAYS)
def test_each_ground_is_one_of_its_way(regulation: str) -> None:
    assert {name: ground.clause.way for name, ground in judged(regulation, about()).items()} == WAYS[regulation]


@pytest.mark.parametrize("regulation", WAYS)
def test_of_whom_nothing_is_known_no_ground_is_there(regulation: str) -> None:
    assert truths(regulation, about()) == {}


@pytest.mark.parametrize(
    ("regulation", "low", "of", "expected"),
    [
        (REG_377, 31, 47, {}),  # 93 < 94
        (REG_377, 32, 47, {"dismissal-low": YES}),  # 96 > 94
        (REG_377, 32, 48, {"dismissal-low": YES}),  # two thirds exactly
        (DEC_170, 31, 48, {}),
        (DEC_170, 32, 48, {"53-b": YES}),  # two thirds exactly
        (REG_41, 24, 48, {}),  # one half exactly
        (REG_41, 25, 48, {"resignation-low": YES}),
        (REG_41, 32, 48, {"resignation-low": YES}),  # two thirds exactly: not more
        (REG_41, 33, 48, {"resignation-low": YES, "dismissal-low": YES}),
        (RES_28, 48, 48, {}),
    ],
)
def test_low_confidence_is_judged_over_the_base_of_its_vote(regulation: str, low: int, of: int, expected: dict[str, Truth]) -> None:
    vote = ConfidenceFact(5, PartialDate.parse("2023-12-13"), low, Bounds(of, of))

    assert truths(regulation, about(votes=(vote,))) == expected


def test_a_base_between_bounds_may_leave_it_open() -> None:
    vote = ConfidenceFact(5, PartialDate.parse("2023-12-13"), 32, Bounds(47, 50))
    ground = judged(REG_377, about(votes=(vote,)))["dismissal-low"]

    assert (ground.whole.truth, ground.whole.missing) == (UNKNOWN, ("vote_base",))
    assert [each.written for each in ground.tried] == ["2/3 ≤ 32/47–50"]


def test_a_ground_names_its_arithmetic_and_its_evidence() -> None:
    votes = (
        ConfidenceFact(5, PartialDate.parse("2023-12-13"), 33, Bounds(48, 48)),
        ConfidenceFact(9, PartialDate.parse("2024-12-13"), 3, Bounds(48, 48)),
    )
    ground = judged(REG_41, about(votes=votes))["dismissal-low"]

    assert (ground.whole.evidence, ground.tried[0].written) == ((5,), "2/3 < 33/48")
    assert (ground.clause.then.flag, ground.clause.then.course) == (FlagName.LOW_CONFIDENCE_TWO_THIRDS, (Course.DISMISS,))


LITTLE = Share(69, 100)


def unit(completed: Share | None = LITTLE, missed: int | None = 0, **changes: object) -> UnitResultFact:
    told = UnitResultFact(6, Period.parse("2025"), PartialDate.parse("2026-01-20"), completed, missed)
    return replace(told, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("result", "truth", "missing"),
    [
        (unit(Share(69, 100)), YES, ()),
        (unit(Share(70, 100)), NO, ()),  # 70 % exactly
        (unit(Share(20, 29)), YES, ()),  # 200 < 203
        (unit(Share(7, 10)), NO, ()),
        (unit(Share(100, 100), 5), YES, ()),
        (unit(Share(100, 100), 4), NO, ()),
        (unit(None, 5), YES, ()),
        (unit(None, 4), UNKNOWN, ("completed",)),
        (unit(Share(100, 100), None), UNKNOWN, ("basic_targets_missed",)),
        (unit(Share(69, 100), None), YES, ()),
        (unit(Share(0, 0)), UNKNOWN, ("completed",)),
        (unit(force_majeure=True), NO, ()),
    ],
)
def test_the_head_answers_for_less_than_70_percent_or_5_basic_targets_missed(
    result: UnitResultFact, truth: Truth, missing: tuple[str, ...]
) -> None:
    whole = judged(REG_377, about(unit_results=(result,)))["relief-1"].whole

    assert (whole.truth, whole.missing) == (truth, missing)
    assert whole.evidence == (() if truth is NO else (6, 1))


@pytest.mark.parametrize(
    ("heads", "truth", "missing"),
    [(True, YES, ()), (False, NO, ()), (None, UNKNOWN, ("heads_unit",))],
)
def test_only_the_head_answers_for_the_unit(*, heads: bool | None, truth: Truth, missing: tuple[str, ...]) -> None:
    whole = judged(REG_377, about(replace(POST, heads_unit=heads), unit_results=(unit(),)))["relief-1"].whole

    assert (whole.truth, whole.missing) == (truth, missing)


@pytest.mark.parametrize(
    ("since", "truth"),
    [
        ("2024-12-31", YES),
        ("2025-01-01", YES),  # the whole of 2025: a year exactly
        ("2025-01-02", NO),
        ("2025-01", UNKNOWN),
        ("2025-02", NO),
        ("2025", UNKNOWN),
        ("2026-01-01", NO),
    ],
)
def test_a_head_with_less_than_a_year_in_the_post_at_the_end_of_the_year_is_excepted(since: str, truth: Truth) -> None:
    facts = about(replace(POST, since=PartialDate.parse(since)), unit_results=(unit(),))

    assert judged(REG_377, facts)["relief-1"].whole.truth is truth


def test_a_result_counts_from_the_day_it_is_established() -> None:
    facts = about(unit_results=(unit(),))

    assert judged(REG_377, facts, date(2026, 1, 19))["relief-1"].whole.answer.next_change == date(2026, 1, 20)
    assert truths(REG_377, facts, date(2026, 1, 19)) == {}
    assert truths(REG_377, facts, date(2026, 1, 20)) == {"relief-1": YES}


@pytest.mark.parametrize(
    ("regulation", "conclusion", "expected"),
    [
        (REG_377, Conclusion.RESULT_BELOW_TARGET, ["relief-2"]),
        (REG_377, Conclusion.BUREAUCRATIC, ["relief-3"]),
        (REG_377, Conclusion.HOT_SPOT, ["relief-4"]),
        (REG_377, Conclusion.DEGRADED, ["dismissal-degraded"]),
        (REG_377, Conclusion.PROTECTION_BREACH, ["dismissal-protection"]),
        (REG_377, Conclusion.LIMITED_CAPACITY, []),  # only with a sanction
        (REG_41, Conclusion.LIMITED_CAPACITY, ["resignation-capacity"]),
        (REG_41, Conclusion.PRESTIGE_LOST, ["resignation-capacity"]),
        (REG_41, Conclusion.UNIT_WRONGDOING, ["resignation-unit"]),
        (REG_41, Conclusion.DEGRADED, []),
        (DEC_170, Conclusion.DEGRADED, ["53-d"]),
        (DEC_170, Conclusion.PROTECTION_BREACH, ["53-dd"]),
        (DEC_170, Conclusion.UNIT_GRAVE_CORRUPTION, ["53-e"]),
        (DEC_170, Conclusion.HOT_SPOT, []),
        (RES_28, Conclusion.PRESTIGE_LOST, []),  # only with a sanction
    ],
)
def test_a_conclusion_is_a_ground_where_a_clause_names_it(regulation: str, conclusion: Conclusion, expected: list[str]) -> None:
    facts = about(conclusions=(concluded(conclusion, "2026-05-04", entry=8),))

    assert truths(regulation, facts) == dict.fromkeys(expected, YES)
    assert truths(regulation, facts, date(2026, 5, 3)) == {}
    assert all(judged(regulation, facts)[name].whole.evidence == (8,) for name in expected)


def test_a_conclusion_that_was_annulled_is_no_ground_any_more() -> None:
    facts = about(conclusions=(concluded(Conclusion.DEGRADED, annulled_on="2026-06-01"),))

    assert truths(DEC_170, facts, date(2026, 5, 31)) == {"53-d": YES}
    assert truths(DEC_170, facts, date(2026, 6, 1)) == {}


REPRIMANDED = sanction("2024-03-10", entry=3)
WARNED = sanction("2024-03-10", Form.WARNING, entry=3)


@pytest.mark.parametrize(
    ("regulation", "sanctions", "conclusion", "expected"),
    [
        (REG_377, (sanction("2024-03-10", Form.REMOVAL),), None, {"dismissal-removal": YES}),
        (REG_377, (WARNED,), None, {}),
        (REG_377, (WARNED,), Conclusion.LIMITED_CAPACITY, {"dismissal-capacity": YES}),
        (REG_377, (REPRIMANDED,), Conclusion.LIMITED_CAPACITY, {"dismissal-capacity": YES}),
        (REG_377, (REPRIMANDED,), Conclusion.PRESTIGE_LOST, {}),
        (RES_28, (REPRIMANDED,), None, {}),
        (RES_28, (REPRIMANDED,), Conclusion.PRESTIGE_LOST, {"prestige": YES}),
        (RES_28, (WARNED,), Conclusion.LIMITED_CAPACITY, {"prestige": YES}),
        (RES_28, (sanction("2024-03-10", Form.REMOVAL),), Conclusion.PRESTIGE_LOST, {}),
        (DEC_170, (sanction("2024-03-10", Form.REMOVAL),), None, {}),
    ],
)
def test_sanctions_are_grounds_by_form_alone_or_with_a_conclusion(
    regulation: str, sanctions: tuple[object, ...], conclusion: Conclusion | None, expected: dict[str, Truth]
) -> None:
    conclusions = (concluded(conclusion),) if conclusion else ()

    assert truths(regulation, about(sanctions=sanctions, conclusions=conclusions)) == expected


def test_of_a_point_that_was_read_in_part_a_met_condition_is_only_possible() -> None:
    ground = judged(DEC_170, about(sanctions=(WARNED,)))["53-a"]

    assert (ground.whole.truth, ground.whole.missing) == (UNKNOWN, ("rest_of_clause",))
    assert [(each.truth, each.written) for each in ground.tried] == [(YES, "1 ≥ 1")]


@pytest.mark.parametrize(("day", "truth"), [("2021-06-30", NO), ("2021-07-01", YES), ("2021-07", YES), ("2021", UNKNOWN)])
def test_what_was_known_when_the_post_was_given_is_no_ground_to_leave_it(day: str, truth: Truth) -> None:
    removed = about(sanctions=(replace(sanction(day), form=Form.REMOVAL),))
    voted = about(votes=(ConfidenceFact(9, PartialDate.parse(day), 2, Bounds(3, 3)),))
    year = about(classifications=(replace(classified(2020, Quality.NOT_COMPLETED), decided_on=PartialDate.parse(day)),))

    assert judged(REG_377, removed)["dismissal-removal"].whole.truth is truth
    assert judged(REG_377, voted)["dismissal-low"].whole.truth is truth
    assert judged(REG_377, year)["dismissal-not-completed"].whole.truth is truth


@pytest.mark.parametrize(
    ("days", "truth"),
    [
        (["2022-03-10"], NO),
        (["2022-03-10", "2024-03-10"], YES),
        (["2021-01-01", "2026-12-31"], NO),  # the second is announced after the day asked about
        (["2021-01-01", "2026-06-01"], YES),
        (["2020-12-31", "2024-03-10"], NO),  # the first was in the term before
        (["2022", "2024-03-10"], YES),
        (["2026", "2024-03-10"], UNKNOWN),
    ],
)
def test_two_reprimands_count_within_one_term(days: list[str], truth: Truth) -> None:
    sanctions = tuple(sanction(day, entry=place) for place, day in enumerate(days, 10))
    ground = judged(REG_377, about(sanctions=sanctions))["dismissal-twice"]

    assert ground.whole.truth is truth
    assert ground.whole.missing == (("exact_day",) if truth is UNKNOWN else ())


def test_without_a_term_two_reprimands_cannot_be_told() -> None:
    sanctions = (sanction("2022-03-10", entry=3), sanction("2024-03-10", entry=4))
    ground = judged(REG_377, about(replace(POST, term=None), sanctions=sanctions))["dismissal-twice"]

    assert (ground.whole.truth, ground.whole.missing) == (UNKNOWN, ("term",))
    assert truths(REG_377, about(replace(POST, term=None), sanctions=sanctions[:1])) == {}


@pytest.mark.parametrize(
    ("regulation", "clause", "years", "truth", "evidence"),
    [
        (DEC_170, "53-c", {2025: Quality.NOT_COMPLETED}, YES, (2025,)),
        (DEC_170, "53-c", {2025: Quality.COMPLETED}, NO, ()),
        (DEC_170, "53-c", {2024: Quality.NOT_COMPLETED, 2025: Quality.COMPLETED}, NO, ()),
        (REG_377, "dismissal-not-completed", {2025: Quality.NOT_COMPLETED}, YES, (2025,)),
        (REG_41, "dismissal-not-completed", {2024: Quality.NOT_COMPLETED, 2025: Quality.NOT_COMPLETED}, YES, (2025, 2024)),
        (REG_41, "dismissal-not-completed", {2024: Quality.COMPLETED, 2025: Quality.NOT_COMPLETED}, NO, ()),
        (REG_41, "dismissal-not-completed", {2025: Quality.NOT_COMPLETED}, UNKNOWN, (2025,)),
        (REG_41, "dismissal-not-completed", {2023: Quality.NOT_COMPLETED, 2024: Quality.NOT_COMPLETED, 2025: Quality.GOOD}, NO, ()),
    ],
)
def test_years_not_completed_count_up_to_the_last_classified_one(
    regulation: str, clause: str, years: dict[int, Quality], truth: Truth, evidence: tuple[int, ...]
) -> None:
    facts = about(classifications=tuple(classified(year, level, entry=year) for year, level in years.items()))
    whole = judged(regulation, facts)[clause].whole

    assert (whole.truth, whole.evidence) == (truth, evidence)
    assert whole.missing == (("earlier_classification",) if truth is UNKNOWN else ())


def test_a_ground_falls_when_the_next_year_is_decided_better() -> None:
    years = (classified(2024, Quality.NOT_COMPLETED), classified(2025, Quality.GOOD, decided_on="2026-01-15"))
    before = judged(DEC_170, about(classifications=years), date(2026, 1, 14))["53-c"].whole

    assert (before.truth, before.answer.next_change) == (YES, date(2026, 1, 15))
    assert truths(DEC_170, about(classifications=years), date(2026, 1, 15)) == {}


def test_grounds_are_there_while_the_post_is_held() -> None:
    facts = about(replace(POST, until=PartialDate.parse("2026-06-01")), unit_results=(unit(),))

    assert truths(REG_377, facts, date(2026, 5, 31)) == {"relief-1": YES}
    assert truths(REG_377, facts, date(2026, 6, 1)) == {}


def test_whoever_is_only_planned_for_a_post_has_no_ground_to_leave_it() -> None:
    assert grounds(shipped(REG_377), about(replace(POST, planned=True), unit_results=(unit(),)), AS_OF) == ()


def test_a_regulation_without_grounds_has_none() -> None:
    assert grounds(regulation_of(), about(unit_results=(unit(),)), AS_OF) == ()


def test_what_the_new_regulation_says_on_dismissal_nobody_has_verified() -> None:
    known = {name: ground.clause.known_from for name, ground in judged(REG_377, about()).items()}

    assert {name for name, source in known.items() if source is KnownFrom.UNVERIFIED} == {name for name in known if name.startswith("dis")}


CLASSIFICATIONS = st.builds(
    ClassificationFact,
    entry=st.integers(1, 50),
    period=st.integers(2019, 2026).map(lambda year: Period.parse(str(year))),
    level=st.sampled_from([Quality.NOT_COMPLETED, Quality.NOT_COMPLETED, Quality.GOOD]),
    decided_on=PARTIAL_DAYS,
    annulled_on=MAYBE_DAYS,
)
RESULTS = st.builds(
    UnitResultFact,
    entry=st.integers(1, 50),
    period=st.integers(2019, 2026).map(lambda year: Period.parse(str(year))),
    established_on=PARTIAL_DAYS,
    completed=st.none() | st.builds(Share, st.integers(0, 10), st.just(10)),
    basic_targets_missed=st.none() | st.integers(0, 9),
    force_majeure=st.booleans(),
)
FACTS = st.builds(
    LeavingFacts,
    post=st.builds(
        PostFact,
        entry=st.just(1),
        position=st.just("P-1"),
        since=PARTIAL_DAYS,
        until=MAYBE_DAYS,
        heads_unit=st.sampled_from([True, False, None]),
        term=st.sampled_from([TERM, None]),
    ),
    sanctions=st.lists(SANCTIONS, max_size=3).map(tuple),
    classifications=st.lists(CLASSIFICATIONS, max_size=4).map(tuple),
    votes=st.lists(
        st.builds(
            ConfidenceFact, st.integers(1, 50), PARTIAL_DAYS, st.integers(0, 48), st.sampled_from([Bounds(48, 48), Bounds(40, None)])
        ),
        max_size=2,
    ).map(tuple),
    unit_results=st.lists(RESULTS, max_size=2).map(tuple),
    conclusions=st.lists(
        st.builds(ConclusionFact, st.integers(1, 50), st.sampled_from(Conclusion), PARTIAL_DAYS, MAYBE_DAYS), max_size=3
    ).map(tuple),
)


def all_grounds(facts: LeavingFacts, as_of: date) -> dict[tuple[str, str], Ground]:
    return {(name, each.clause.id): each for name in WAYS for each in grounds(shipped(name), facts, as_of)}


@given(facts=FACTS, as_of=DAYS, data=st.data())
def test_a_ground_does_not_change_before_its_next_change(facts: LeavingFacts, as_of: date, data: st.DataObject) -> None:
    first = all_grounds(facts, as_of)
    ends = earliest(ground.whole.answer.next_change for ground in first.values())
    constant_until_next_change(
        lambda day: {name: ground.whole.truth for name, ground in all_grounds(facts, day).items()}, lambda _: ends, as_of, data
    )


@given(facts=FACTS, as_of=DAYS, data=st.data())
def test_each_ground_has_its_own_next_change(facts: LeavingFacts, as_of: date, data: st.DataObject) -> None:
    name, ground = data.draw(st.sampled_from(sorted(all_grounds(facts, as_of).items(), key=lambda each: each[0])))
    constant_until_next_change(
        lambda day: all_grounds(facts, day)[name].whole.truth, lambda _: ground.whole.answer.next_change, as_of, data
    )


@given(facts=FACTS, as_of=DAYS)
def test_what_cannot_be_told_says_what_is_missing_and_what_can_rests_on_entries(facts: LeavingFacts, as_of: date) -> None:
    for ground in all_grounds(facts, as_of).values():
        assert (ground.whole.truth is UNKNOWN) is bool(ground.whole.missing)
        assert ground.whole.truth is not YES or ground.whole.evidence
        assert set(ground.whole.missing) <= set(TERMS["missing"])
        assert {each.condition for each in ground.tried} <= set(TERMS["condition"])


GROUND = """
[[clause]]
id = "1"
known_from = "unverified"
kind = "leaving_ground"
way = "relief"
when = {{ unit_result = {{ {limits} }} }}
then = {{ flag = "unit_result", severity = "note", course = ["relieve"] }}
text = {{ vi = "Căn cứ", en = "Ground" }}
"""


@pytest.mark.parametrize(
    ("limits", "result", "truth"),
    [
        ("basic_targets_missed_at_least = 1", unit(None, 1), YES),
        ("basic_targets_missed_at_least = 1", unit(None, 0), NO),
        ("basic_targets_missed_at_least = 1", unit(None, 1, force_majeure=True), YES),
        ('completed_less_than = "1/2"', unit(Share(1, 2)), NO),
        ('completed_less_than = "1/2"', unit(Share(1, 3), None), YES),
    ],
)
def test_a_clause_that_names_one_limit_and_no_exception_has_none(limits: str, result: UnitResultFact, truth: Truth) -> None:
    facts = about(replace(POST, since=PartialDate.parse("2025-12-01")), unit_results=(result,))
    (ground,) = grounds(regulation_of(GROUND.format(limits=limits)), facts, AS_OF)

    assert ground.whole.truth is truth
