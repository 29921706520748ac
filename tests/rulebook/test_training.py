"""The theory that a post asks for: there, missing, or not to be told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_ledger.rulebook.training import Gap, gap, held
from cadre_ledger.values.citations import Course, FlagName
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.facts import PostFact, TrainingFact
from cadre_ledger.values.studies import Category, TheoryLevel
from cadre_ledger.values.verdicts import Truth
from cadre_ledger.wording.terms import TERMS
from rulebook.given import (
    DAYS,
    MAYBE_DAYS,
    PARTIAL_DAYS,
    REG_57,
    REG_350,
    RES_32,
    constant_until_next_change,
    regulation_of,
    shipped,
)

YES, NO, UNKNOWN = Truth.APPLIES, Truth.NOT, Truth.UNDETERMINED
AS_OF = date(2026, 6, 1)
IN_FORCE = {REG_350: AS_OF, REG_57: date(2025, 6, 1), RES_32: AS_OF}
ELEMENTARY, INTERMEDIATE, ADVANCED, BACHELOR = TheoryLevel


def studied(level: TheoryLevel | None, on: str = "2020-05-04", *, entry: int = 2, revoked_on: str | None = None) -> TrainingFact:
    return TrainingFact(entry, Category.THEORY, PartialDate.parse(on), level, PartialDate.parse(revoked_on) if revoked_on else None)


def post(*groups: str, since: str = "2024-01-01", until: str | None = None, planned: bool = False) -> PostFact:
    return PostFact(1, "P-1", PartialDate.parse(since), PartialDate.parse(until) if until else None, frozenset(groups), planned=planned)


def judged(regulation: str, held_post: PostFact, *trainings: TrainingFact, as_of: date = AS_OF) -> Gap:
    return gap(shipped(regulation), held_post, trainings, as_of)


@pytest.mark.parametrize(
    ("regulation", "group", "required"),
    [
        (REG_350, "grassroots-committee-member", INTERMEDIATE),
        (REG_350, "deputy-division-head-commune", INTERMEDIATE),
        (REG_350, "deputy-division-head-province", INTERMEDIATE),
        (REG_350, "deputy-division-head-central", INTERMEDIATE),
        (REG_350, "division-head-commune", ADVANCED),
        (REG_350, "committee-member-above-grassroots", ADVANCED),
        (REG_350, "commune-council-chair", ADVANCED),
        (REG_350, "commune-committee-chair", ADVANCED),
        (REG_350, "commune-front-chair", ADVANCED),
        (REG_350, "division-head-province", ADVANCED),
        (REG_350, "division-head-central", ADVANCED),
        (REG_350, "regiment-commander", ADVANCED),
        (REG_350, "commune-police-chief", ADVANCED),
        (REG_350, "police-deputy-division-head", ADVANCED),
        (REG_57, "party-or-union-member", ELEMENTARY),
        (REG_57, "commune-civil-servant", ELEMENTARY),
        (REG_57, "commune-committee-member", INTERMEDIATE),
        (REG_57, "commune-chair", INTERMEDIATE),
        (REG_57, "deputy-division-head-district", INTERMEDIATE),
        (REG_57, "deputy-division-head-province", INTERMEDIATE),
        (RES_32, "division-head", INTERMEDIATE),
        (RES_32, "district-department-leader", ADVANCED),
    ],
)
def test_a_group_asks_for_its_level_and_every_lower_one_is_a_gap(regulation: str, group: str, required: TheoryLevel) -> None:
    for level in TheoryLevel:
        verdict = judged(regulation, post(group), studied(level), as_of=IN_FORCE[regulation])
        assert verdict.clause is not None
        assert verdict.clause.level is required
        assert (verdict.answer.truth, verdict.held) == (NO if level.weight >= required.weight else YES, level)
    assert judged(regulation, post(group), as_of=IN_FORCE[regulation]).answer.truth is YES


def test_a_gap_opens_training() -> None:
    verdict = judged(REG_350, post("commune-council-chair"), studied(INTERMEDIATE))

    assert verdict.clause is not None
    assert (verdict.clause.then.flag, verdict.clause.then.course) == (FlagName.TRAINING_GAP, (Course.TRAIN,))
    assert verdict.evidence == (1,)


def test_of_several_groups_the_one_that_asks_for_most_counts() -> None:
    verdict = judged(REG_350, post("grassroots-committee-member", "commune-council-chair"), studied(INTERMEDIATE))

    assert verdict.clause is not None
    assert (verdict.clause.id, verdict.answer.truth) == ("advanced", YES)


def test_a_post_of_no_group_that_is_named_asks_for_nothing() -> None:
    verdict = judged(REG_350, post("typist"))

    assert (verdict.clause, verdict.answer.truth) == (None, NO)


@pytest.mark.parametrize(
    ("group", "truth"),
    [("deputy-division-head-province", YES), ("division-head-province", NO)],
)
def test_the_intermediate_level_binds_those_planned_and_the_advanced_one_those_in_post(group: str, truth: Truth) -> None:
    assert judged(REG_350, post(group, planned=True)).answer.truth is truth
    assert judged(REG_350, post(group)).answer.truth is YES


@pytest.mark.parametrize(
    ("day", "truth"), [(date(2025, 12, 31), NO), (date(2026, 1, 1), YES), (date(2027, 2, 27), YES), (date(2027, 2, 28), NO)]
)
def test_a_post_asks_while_it_is_held(day: date, truth: Truth) -> None:
    assert judged(REG_350, post("commune-council-chair", since="2026-01-01", until="2027-02-28"), as_of=day).answer.truth is truth


@pytest.mark.parametrize(
    ("day", "truth", "next_change"),
    [
        (date(2022, 2, 7), UNKNOWN, date(2022, 2, 8)),
        (date(2022, 2, 8), YES, date(2025, 8, 29)),
        (date(2025, 8, 28), YES, date(2025, 8, 29)),
        (date(2025, 8, 29), UNKNOWN, None),
    ],
)
def test_what_a_text_asks_for_on_a_day_that_it_did_not_rule_cannot_be_told(day: date, truth: Truth, next_change: date | None) -> None:
    verdict = judged(REG_57, post("commune-chair", since="2020"), as_of=day)

    assert (verdict.answer.truth, verdict.answer.next_change) == (truth, next_change)
    assert verdict.missing == (("in_force",) if truth is UNKNOWN else ())


def test_whoever_has_studied_enough_has_no_gap_under_any_text() -> None:
    assert judged(REG_57, post("commune-chair", since="2020"), studied(ADVANCED), as_of=date(2026, 1, 1)).answer.truth is NO


def test_what_is_completed_later_and_what_was_revoked_does_not_count() -> None:
    later, revoked = studied(ADVANCED, "2026-06-02"), studied(ADVANCED, revoked_on="2026-06-01")

    assert judged(REG_350, post("commune-council-chair"), later).answer.truth is YES
    assert judged(REG_350, post("commune-council-chair"), later).answer.next_change == date(2026, 6, 2)
    assert judged(REG_350, post("commune-council-chair"), revoked).answer.truth is YES
    assert judged(REG_350, post("commune-council-chair"), revoked, as_of=date(2026, 5, 31)).answer.truth is NO


def test_a_course_of_another_category_is_no_theory() -> None:
    other = TrainingFact(2, Category.STATE_MANAGEMENT, PartialDate.parse("2020"), ADVANCED)

    assert judged(REG_350, post("commune-council-chair"), other).answer.truth is YES
    assert held([studied(ADVANCED)], AS_OF) is ADVANCED


@pytest.mark.parametrize(
    ("trainings", "missing"),
    [
        (None, ("theory_level",)),
        ((studied(None),), ("theory_level",)),
        ((studied(ADVANCED, "2026"),), ("exact_day",)),
        ((studied(INTERMEDIATE), studied(None, entry=3)), ("theory_level",)),
    ],
)
def test_what_was_studied_may_not_be_known(trainings: tuple[TrainingFact, ...] | None, missing: tuple[str, ...]) -> None:
    verdict = gap(shipped(REG_350), post("commune-council-chair"), trainings, AS_OF)

    assert (verdict.answer.truth, verdict.missing) == (UNKNOWN, missing)


def test_a_level_that_is_enough_makes_up_for_one_that_is_not_known() -> None:
    assert judged(REG_350, post("commune-council-chair"), studied(None, entry=3), studied(BACHELOR)).answer.truth is NO


def test_a_position_whose_groups_nobody_has_said_cannot_be_judged() -> None:
    verdict = gap(shipped(REG_350), PostFact(1, "P-1", PartialDate.parse("2024")), (), AS_OF)

    assert (verdict.answer.truth, verdict.missing) == (UNKNOWN, ("position_groups",))


def test_a_regulation_without_clauses_on_theory_gives_no_answer() -> None:
    verdict = gap(regulation_of(), post("commune-council-chair"), (), AS_OF)

    assert (verdict.answer.truth, verdict.missing) == (UNKNOWN, ("theory_clauses",))
    assert gap(regulation_of(), post("x", until="2025-01-01"), (), AS_OF).answer.truth is NO


TRAININGS = st.builds(
    TrainingFact,
    entry=st.integers(1, 50),
    category=st.sampled_from([Category.THEORY, Category.THEORY, Category.SKILLS]),
    completed_on=PARTIAL_DAYS,
    theory=st.none() | st.sampled_from(TheoryLevel),
    revoked_on=MAYBE_DAYS,
)
POSTS = st.builds(
    PostFact,
    entry=st.integers(1, 50),
    position=st.just("P-1"),
    since=PARTIAL_DAYS,
    until=MAYBE_DAYS,
    groups=st.none() | st.frozensets(st.sampled_from(["commune-council-chair", "deputy-division-head-province", "typist"])),
    planned=st.booleans(),
)


@given(held_post=POSTS, trainings=st.none() | st.lists(TRAININGS, max_size=3), as_of=DAYS, data=st.data())
def test_a_gap_does_not_change_before_its_next_change(
    held_post: PostFact, trainings: list[TrainingFact] | None, as_of: date, data: st.DataObject
) -> None:
    first = gap(shipped(REG_350), held_post, trainings, as_of)
    assert (first.answer.truth is UNKNOWN) is bool(first.missing)
    assert set(first.missing) <= set(TERMS["missing"])
    constant_until_next_change(
        lambda day: gap(shipped(REG_350), held_post, trainings, day).answer.truth, lambda _: first.answer.next_change, as_of, data
    )
