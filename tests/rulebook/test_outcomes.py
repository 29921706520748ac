"""Outcomes: what each regulation opens, on both sides of every threshold and exactly at it.

Every expected verdict was worked out by hand from the clause, in whole numbers: more than half is 2 × low > base,
from two thirds is 3 × low ≥ 2 × base, above two thirds is 3 × low > 2 × base.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_ledger.rulebook.outcomes import judge
from cadre_ledger.rulebook.regulation import Regulation
from cadre_ledger.values.citations import Course, FlagName, Severity
from cadre_ledger.values.facts import VoteFacts
from cadre_ledger.values.shares import Bounds
from cadre_ledger.values.tallies import Ballots, Level
from cadre_ledger.values.verdicts import Truth
from rulebook.given import REG_96, REG_262, RES_35, RES_85, RES_96, binding, everyone, outcome, regulation_of, shipped, survey

HALF_TO_TWO_THIRDS = '{ low = { more_than = "1/2", less_than = "2/3", of = "ballots_collected" } }'
FROM_TWO_THIRDS = '{ low = { at_least = "2/3", of = "ballots_collected" } }'


def applied(regulation: Regulation, facts: VoteFacts) -> str | None:
    verdict = judge(regulation, facts)
    assert verdict.truth is (Truth.NOT if verdict.applied is None else Truth.APPLIES)
    assert verdict.perhaps is None
    return None if verdict.applied is None else verdict.applied.clause.id


@pytest.mark.parametrize(
    ("low", "base", "clause"),
    [
        (0, 47, None),
        (23, 47, None),  # 46 < 47
        (24, 47, "12.2"),  # 48 > 47
        (25, 47, "12.2"),  # Vĩnh Phúc: 50 > 47; 75 < 94
        (31, 47, "12.2"),  # 93 < 94
        (32, 47, "12.3"),  # 96 > 94
        (24, 48, None),  # one half exactly
        (25, 48, "12.2"),
        (31, 48, "12.2"),  # 93 < 96
        (32, 48, "12.3"),  # two thirds exactly
        (33, 48, "12.3"),
        (16, 33, None),  # 32 < 33
        (17, 33, "12.2"),  # 34 > 33
        (21, 33, "12.2"),  # 63 < 66
        (22, 33, "12.3"),  # two thirds exactly
        (47, 47, "12.3"),
    ],
)
def test_resolution_96_of_2023_over_ballots_collected(low: int, base: int, clause: str | None) -> None:
    assert applied(shipped(RES_96), survey(low, ballots=Ballots(members_total=base + 20, collected=base))) == clause


@pytest.mark.parametrize(
    ("low", "base", "clause"),
    [
        (23, 47, None),
        (24, 47, "11.2"),
        (31, 47, "11.2"),
        (32, 47, "11.3"),
        (24, 48, None),
        (25, 48, "11.2"),
        (31, 48, "11.2"),
        (32, 48, "11.3"),
        (21, 33, "11.2"),
        (22, 33, "11.3"),
    ],
)
def test_party_regulation_96_of_2023_over_ballots_collected(low: int, base: int, clause: str | None) -> None:
    assert applied(shipped(REG_96), survey(low, ballots=Ballots(members_total=base + 20, collected=base))) == clause


@pytest.mark.parametrize(
    ("low", "members", "clause"),
    [
        (24, 48, None),
        (25, 48, "outcome-a"),
        (31, 48, "outcome-a"),
        (32, 48, "outcome-b"),
        (242, 485, None),  # 484 < 485
        (243, 485, "outcome-a"),  # 486 > 485
        (323, 485, "outcome-a"),  # 969 < 970
        (324, 485, "outcome-b"),  # 972 > 970
    ],
)
def test_resolution_85_of_2014_over_all_members(low: int, members: int, clause: str | None) -> None:
    assert applied(shipped(RES_85), survey(low, ballots=Ballots(members_total=members, collected=low))) == clause


@pytest.mark.parametrize(
    ("low", "members", "clause"),
    [
        (249, 498, None),  # one half exactly
        (250, 498, "outcome-a"),
        (332, 498, "outcome-a"),  # two thirds exactly: not above
        (333, 498, "11"),  # 999 > 996
        (16, 33, None),
        (17, 33, "outcome-a"),
        (22, 33, "outcome-a"),  # two thirds exactly: not above
        (23, 33, "11"),  # 69 > 66
    ],
)
def test_resolution_35_of_2012_asks_for_strictly_more_than_two_thirds_of_all_members(low: int, members: int, clause: str | None) -> None:
    assert applied(shipped(RES_35), survey(low, ballots=Ballots(members_total=members, collected=low))) == clause


@pytest.mark.parametrize("low", [0, 24, 25, 32, 33, 48])
def test_regulation_262_of_2014_is_for_reference_and_opens_nothing(low: int) -> None:
    verdict = judge(shipped(REG_262), survey(low, ballots=everyone(48)))

    assert (verdict.truth, verdict.applied, verdict.considered, verdict.missing) == (Truth.NOT, None, (), ())


@pytest.mark.parametrize(
    ("regulation", "no_confidence", "ballots", "clause"),
    [
        (RES_85, 24, Ballots(members_total=48, collected=30), None),
        (RES_85, 25, Ballots(members_total=48, collected=30), "binding-outcome"),
        (RES_85, 23, Ballots(members_total=47, collected=30), None),
        (RES_85, 24, Ballots(members_total=47, collected=30), "binding-outcome"),
        (RES_96, 24, Ballots(members_total=90, collected=48), None),
        (RES_96, 25, Ballots(members_total=90, collected=48), "binding-outcome"),
        (RES_96, 23, Ballots(members_total=90, collected=47), None),
        (RES_96, 24, Ballots(members_total=90, collected=47), "binding-outcome"),
    ],
)
def test_more_than_half_without_confidence_in_a_binding_vote(
    regulation: str, no_confidence: int, ballots: Ballots, clause: str | None
) -> None:
    assert applied(shipped(regulation), binding(no_confidence, ballots=ballots)) == clause


@pytest.mark.parametrize("regulation", [RES_35, REG_96, REG_262])
def test_a_binding_vote_whose_outcome_was_not_found_has_no_answer(regulation: str) -> None:
    verdict = judge(shipped(regulation), binding(40, ballots=everyone(48)))

    assert (verdict.truth, verdict.missing) == (Truth.UNDETERMINED, ("outcome_clauses",))


def test_a_survey_whose_outcome_was_not_found_has_no_answer_unless_it_was_for_reference() -> None:
    verdict = judge(regulation_of(), survey(40, ballots=everyone(48)))

    assert (verdict.truth, verdict.missing) == (Truth.UNDETERMINED, ("outcome_clauses",))


@pytest.mark.parametrize(
    ("regulation", "clause", "flag", "severity", "course"),
    [
        (RES_35, "outcome-a", FlagName.LOW_CONFIDENCE_MAJORITY, Severity.CONSIDER, [Course.RESIGN]),
        (RES_35, "11", FlagName.LOW_CONFIDENCE_TWO_THIRDS, Severity.MUST_ACT, [Course.BINDING_VOTE]),
        (RES_35, "outcome-b", FlagName.LOW_CONFIDENCE_MAJORITY, Severity.MUST_ACT, [Course.BINDING_VOTE]),
        (RES_85, "outcome-a", FlagName.LOW_CONFIDENCE_MAJORITY, Severity.CONSIDER, [Course.RESIGN]),
        (RES_85, "outcome-b", FlagName.LOW_CONFIDENCE_TWO_THIRDS, Severity.MUST_ACT, [Course.BINDING_VOTE]),
        (RES_85, "binding-outcome", FlagName.NO_CONFIDENCE, Severity.MUST_ACT, [Course.RESIGN, Course.SUBMIT_DISMISSAL]),
        (RES_96, "12.2", FlagName.LOW_CONFIDENCE_MAJORITY, Severity.CONSIDER, [Course.RESIGN, Course.BINDING_VOTE]),
        (RES_96, "12.3", FlagName.LOW_CONFIDENCE_TWO_THIRDS, Severity.MUST_ACT, [Course.SUBMIT_DISMISSAL]),
        (RES_96, "binding-outcome", FlagName.NO_CONFIDENCE, Severity.MUST_ACT, [Course.SUBMIT_DISMISSAL]),
        (
            REG_96,
            "11.2",
            FlagName.LOW_CONFIDENCE_MAJORITY,
            Severity.CONSIDER,
            [Course.REMOVE_FROM_PLANNING, Course.RELIEVE, Course.REASSIGN, Course.RESIGN, Course.BINDING_VOTE],
        ),
        (REG_96, "11.3", FlagName.LOW_CONFIDENCE_TWO_THIRDS, Severity.MUST_ACT, [Course.DISMISS, Course.ASSIGN_LOWER_WORK]),
    ],
)
def test_each_outcome_opens_the_courses_of_its_text(
    regulation: str, clause: str, flag: FlagName, severity: Severity, course: list[Course]
) -> None:
    kinds = (survey(0, ballots=everyone(1)).kind, binding(0, ballots=everyone(1)).kind)
    (found,) = [each for kind in kinds for each in shipped(regulation).outcomes(kind) if each.id == clause]

    assert (found.then.flag, found.then.severity, list(found.then.course)) == (flag, severity, course)


@pytest.mark.parametrize(
    ("low", "members", "collected", "expected"),
    [
        # 22 of 33 collected is two thirds, of 35 members 62.86 %.
        (22, 35, 33, {RES_35: "outcome-a", RES_85: "outcome-a", RES_96: "12.3", REG_262: None, REG_96: "11.3"}),
        # 22 of 33 exactly over either base: only the text of 2012 asks for more than two thirds.
        (22, 33, 33, {RES_35: "outcome-a", RES_85: "outcome-b", RES_96: "12.3", REG_262: None, REG_96: "11.3"}),
        # Vĩnh Phúc's 25 of 47 would be one half exactly of 50 members.
        (25, 50, 47, {RES_35: None, RES_85: None, RES_96: "12.2", REG_262: None, REG_96: "11.2"}),
        (23, 33, 33, {RES_35: "11", RES_85: "outcome-b", RES_96: "12.3", REG_262: None, REG_96: "11.3"}),
        (16, 33, 32, {RES_35: None, RES_85: None, RES_96: None, REG_262: None, REG_96: None}),
    ],
)
def test_the_same_counts_end_differently_under_every_regulation(
    low: int, members: int, collected: int, expected: dict[str, str | None]
) -> None:
    facts = survey(low, ballots=Ballots(members_total=members, collected=collected))

    assert {name: applied(shipped(name), facts) for name in expected} == expected


def test_the_ballot_that_is_invalid_for_one_person_stays_in_the_base() -> None:
    """19/2/25 with 47 collected: over the 46 valid marks 31 would be two thirds, over 47 it is not."""
    facts = survey(31, high=13, confidence=2, ballots=Ballots(collected=47, valid=46))

    assert applied(shipped(RES_96), facts) == "12.2"


def test_a_proven_base_decides_as_a_given_one() -> None:
    facts = survey(25, high=19, confidence=2, ballots=Ballots(issued=47), sums=(47, 46))

    assert applied(shipped(RES_96), facts) == "12.2"


@pytest.mark.parametrize("regulation", [RES_35, RES_85, RES_96, REG_96])
def test_eighteen_low_of_at_least_a_hundred_and_one_are_certainly_nothing(regulation: str) -> None:
    assert applied(shipped(regulation), survey(18, ballots=Ballots(), sums=(101,))) is None


def test_a_certain_weaker_outcome_applies_and_a_possible_stronger_one_is_named() -> None:
    """30 of 40 to 46: more than half of 46 for certain; two thirds of 45 and less, not of 46."""
    verdict = judge(shipped(RES_96), survey(30, ballots=Ballots(issued=46), sums=(40,)))

    assert verdict.truth is Truth.APPLIES
    assert verdict.applied is not None
    assert verdict.applied.clause.id == "12.2"
    assert verdict.applied.truth is Truth.UNDETERMINED
    assert verdict.perhaps is not None
    assert verdict.perhaps.clause.id == "12.3"
    assert verdict.missing == ("ballots_collected",)


def test_a_certain_stronger_outcome_leaves_nothing_open() -> None:
    """32 of 40 to 48: two thirds even of 48."""
    assert applied(shipped(RES_96), survey(32, ballots=Ballots(issued=48), sums=(40,))) == "12.3"


def test_a_majority_that_the_base_may_take_away_cannot_be_told() -> None:
    """22 of 40 to 46: more than half of 43 and less, not of 44; two thirds of none of them."""
    verdict = judge(shipped(RES_96), survey(22, ballots=Ballots(issued=46), sums=(40,)))

    assert verdict.truth is Truth.UNDETERMINED
    assert verdict.applied is None
    assert verdict.perhaps is not None
    assert verdict.perhaps.clause.id == "12.2"
    assert verdict.missing == ("ballots_collected",)


def test_two_outcomes_that_are_both_possible_name_the_stronger() -> None:
    """25 of 30 to 60: from two thirds of 37 down to less than half of 60."""
    verdict = judge(shipped(RES_96), survey(25, ballots=Ballots(issued=60), sums=(30,)))

    assert (verdict.truth, verdict.applied) == (Truth.UNDETERMINED, None)
    assert verdict.perhaps is not None
    assert verdict.perhaps.clause.id == "12.3"


def test_what_is_missing_under_the_old_resolutions_is_the_membership() -> None:
    verdict = judge(shipped(RES_85), survey(25, ballots=Ballots(collected=47)))

    assert verdict.truth is Truth.UNDETERMINED
    assert verdict.missing == ("members_total",)


def test_a_band_that_may_be_left_without_a_stronger_outcome_does_not_apply() -> None:
    verdict = judge(regulation_of(outcome("1", HALF_TO_TWO_THIRDS)), survey(30, ballots=Ballots(issued=46), sums=(40,)))

    assert (verdict.truth, verdict.applied) == (Truth.UNDETERMINED, None)


def low_majority_before(year: int, low: int = 260) -> VoteFacts:
    return survey(low, ballots=everyone(498), held_on=f"{year}-06-11")


def two_years(low: int, earlier: tuple[VoteFacts, ...] | None) -> VoteFacts:
    return survey(low, ballots=everyone(498), held_on="2014-11-15", earlier=earlier)


@pytest.mark.parametrize(
    ("low", "earlier", "clause"),
    [
        (250, (low_majority_before(2013),), "outcome-b"),
        (332, (low_majority_before(2013),), "outcome-b"),
        (333, (low_majority_before(2013),), "11"),
        (249, (low_majority_before(2013),), None),
        (250, (low_majority_before(2013, low=250),), "outcome-b"),
        (250, (low_majority_before(2013, low=249),), "outcome-a"),
        (250, (low_majority_before(2012),), "outcome-a"),
        (250, (low_majority_before(2014),), "outcome-a"),
        (250, (low_majority_before(2013, low=0), low_majority_before(2013)), "outcome-b"),
        (250, (), "outcome-a"),
        (249, None, None),
        (333, None, "11"),
    ],
)
def test_a_majority_of_low_confidence_in_two_consecutive_years_leads_to_a_binding_vote(
    low: int, earlier: tuple[VoteFacts, ...] | None, clause: str | None
) -> None:
    assert applied(shipped(RES_35), two_years(low, earlier)) == clause


def test_while_nobody_has_said_who_the_person_is_the_second_year_is_only_possible() -> None:
    verdict = judge(shipped(RES_35), two_years(250, None))

    assert verdict.applied is not None
    assert verdict.applied.clause.id == "outcome-a"
    assert verdict.perhaps is not None
    assert verdict.perhaps.clause.id == "outcome-b"
    assert verdict.missing == ("cadre",)


def test_an_earlier_vote_over_an_unknown_membership_names_what_is_missing() -> None:
    unknown = survey(250, ballots=Ballots(collected=470), held_on="2013-06-11")
    verdict = judge(shipped(RES_35), two_years(250, (unknown,)))

    assert verdict.applied is not None
    assert verdict.applied.clause.id == "outcome-a"
    assert verdict.perhaps is not None
    assert verdict.missing == ("members_total",)


def test_an_earlier_binding_vote_is_no_earlier_survey() -> None:
    other_kind = binding(400, ballots=everyone(498))
    earlier = VoteFacts(other_kind.kind, low_majority_before(2013).held_on, other_kind.ballots, {Level.LOW: 400}, (400,), ())

    assert applied(shipped(RES_35), two_years(250, (earlier,))) == "outcome-a"


def test_an_earlier_vote_known_to_the_year_counts() -> None:
    earlier = survey(260, ballots=everyone(498), held_on="2013")

    assert applied(shipped(RES_35), two_years(250, (earlier,))) == "outcome-b"


def test_every_clause_is_considered_with_its_arithmetic_strongest_first() -> None:
    verdict = judge(shipped(RES_96), survey(25, high=19, confidence=2, ballots=Ballots(collected=47)))

    assert [each.clause.id for each in verdict.considered] == ["12.3", "12.2"]
    stronger, weaker = (each.comparisons for each in verdict.considered)
    assert [(each.level, each.count, each.base, each.truth) for each in stronger] == [(Level.LOW, 25, Bounds(47, 47), Truth.NOT)]
    assert [(each.limits.more_than, each.limits.less_than, each.truth) for each in weaker] == [("1/2", "2/3", Truth.APPLIES)]


def test_a_level_that_was_not_counted_cannot_be_told() -> None:
    facts = VoteFacts(survey(0, ballots=everyone(47)).kind, survey(0, ballots=everyone(47)).held_on, everyone(47), {Level.HIGH: 40}, (47,))

    assert judge(shipped(RES_96), facts).truth is Truth.UNDETERMINED


@pytest.mark.parametrize(
    ("when", "low", "expected"),
    [
        ('{ not = { low = { more_than = "1/2", of = "ballots_collected" } } }', 23, "1"),
        ('{ not = { low = { more_than = "1/2", of = "ballots_collected" } } }', 24, None),
        ('{ any = [{ high = { less_than = "1/10", of = "ballots_collected" } }, ' + FROM_TWO_THIRDS + "] }", 5, "1"),
        ('{ all = [{ high = { at_least = "1/10", of = "ballots_collected" } }, ' + FROM_TWO_THIRDS + "] }", 40, None),
        ('{ all = [{ high = { less_than = "1/10", of = "ballots_collected" } }, ' + FROM_TWO_THIRDS + "] }", 40, "1"),
    ],
)
def test_conditions_combine(when: str, low: int, expected: str | None) -> None:
    assert applied(regulation_of(outcome("1", when)), survey(low, ballots=Ballots(collected=47))) == expected


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_the_clauses_does_not_decide(order: int) -> None:
    clauses = [outcome("1", HALF_TO_TWO_THIRDS), outcome("2", FROM_TWO_THIRDS, severity="must_act")][::order]
    verdict = judge(regulation_of(*clauses), survey(30, ballots=Ballots(issued=46), sums=(40,)))

    assert verdict.applied is not None
    assert verdict.applied.clause.id == "1"
    assert verdict.perhaps is not None
    assert verdict.perhaps.clause.id == "2"


@st.composite
def partly_told(draw: st.DrawFn) -> tuple[VoteFacts, VoteFacts]:
    """A result with all numbers of its session, and the same with some of them left out."""
    collected, issued, members = sorted(draw(st.lists(st.integers(1, 60), min_size=3, max_size=3)))
    low, most_marks = sorted(draw(st.lists(st.integers(0, collected), min_size=2, max_size=2)))
    whole = Ballots(members_total=members, issued=issued, collected=collected)
    told = Ballots(**{name: getattr(whole, name) for name in draw(st.sets(st.sampled_from(["members_total", "issued", "collected"])))})
    return survey(low, ballots=whole, sums=(most_marks,)), survey(low, ballots=told, sums=(most_marks,))


@pytest.mark.parametrize("regulation", [RES_35, RES_85, RES_96, REG_262, REG_96])
@given(results=partly_told())
def test_what_a_partial_table_decides_the_whole_one_decides_too(regulation: str, results: tuple[VoteFacts, VoteFacts]) -> None:
    whole, told = (judge(shipped(regulation), facts) for facts in results)
    assert whole.truth is not Truth.UNDETERMINED
    if told.truth is Truth.NOT:
        assert whole.applied is None
    if told.applied is not None:
        assert whole.applied is not None
        assert whole.applied.clause in [each.clause for each in (told.applied, told.perhaps) if each is not None]
