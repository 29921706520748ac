"""Levels of quality: each band on both sides of its limits, what is missing, falling, and what facts force.

Every expected level was worked out by hand from Article 11 of Regulation 366-QĐ/TW and Article 20 of Decree 335/2025.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_ledger.rulebook.classification import Classified, classify, follow, in_a_row
from cadre_ledger.rulebook.parsing import parse
from cadre_ledger.rulebook.personnel import ClassificationCeiling
from cadre_ledger.rulebook.regulation import Regulation
from cadre_ledger.values.citations import Course, FlagName, KnownFrom, Severity
from cadre_ledger.values.facts import ClassificationFact, ConclusionFact, PeriodFacts, SanctionFact, WorkFact
from cadre_ledger.values.leaving import Conclusion
from cadre_ledger.values.periods import Period
from cadre_ledger.values.quality import Quality
from cadre_ledger.values.sanctions import Form, Line
from cadre_ledger.values.shares import Share
from cadre_ledger.values.verdicts import Truth
from cadre_ledger.wording.terms import TERMS
from rulebook.given import (
    DAYS,
    DEC_90,
    DEC_335,
    MAYBE_DAYS,
    PARTIAL_DAYS,
    REG_124,
    REG_366,
    SANCTIONS,
    SHIPPED,
    classified,
    concluded,
    constant_until_next_change,
    regulation_of,
    sanction,
    shipped,
)

YEAR = Period.parse("2026")
AS_OF = date(2027, 1, 10)
EXCELLENT, GOOD, COMPLETED, NOT_COMPLETED = Quality
ALL, NONE = Share(20, 20), Share(0, 20)


def work(points: str | None, /, **changes: object) -> WorkFact:
    """Everything done on time, 6 of 20 over-fulfilled, nobody led."""
    told = WorkFact(7, YEAR, None if points is None else Decimal(points), ALL, Share(6, 20), ALL, NONE, leads=False)
    return replace(told, **changes)  # type: ignore[arg-type]


def period(
    done: WorkFact | None, *sanctions: SanctionFact, conclusions: tuple[ConclusionFact, ...] = (), over: Period = YEAR
) -> PeriodFacts:
    return PeriodFacts(over, done, sanctions, conclusions)


def judged(regulation: str, facts: PeriodFacts, as_of: date = AS_OF) -> Classified:
    return classify(shipped(regulation), facts, as_of)


def without_fall(regulation: str) -> Regulation:
    """The shipped text without its clause on falling."""
    head, *clauses = SHIPPED[regulation].read_text("utf-8").split("[[clause]]")
    kept = [clause for clause in clauses if "classification_fall" not in clause]
    assert len(kept) == len(clauses) - 1
    return parse("[[clause]]".join((head, *kept)).encode(), regulation)


@pytest.mark.parametrize("regulation", [REG_366, DEC_335])
@pytest.mark.parametrize(
    ("points", "level"),
    [
        ("100", EXCELLENT),
        ("90.01", EXCELLENT),
        ("90", EXCELLENT),
        ("89.99", GOOD),
        ("70", GOOD),
        ("69.99", COMPLETED),
        ("50", COMPLETED),
        ("49.99", NOT_COMPLETED),
        ("0", NOT_COMPLETED),
    ],
)
def test_points_decide_where_every_condition_holds(regulation: str, points: str, level: Quality) -> None:
    verdict = judged(regulation, period(work(points)))

    assert (verdict.level, verdict.possible, verdict.missing) == (level, (level,), ())
    assert [clause.id for clause in verdict.clauses if clause.kind == "classification_fall"] == []
    assert 7 in verdict.evidence


@pytest.mark.parametrize(
    ("changes", "level"),
    [
        ({"over_fulfilled": Share(6, 20)}, EXCELLENT),  # 30 % exactly
        ({"over_fulfilled": Share(5, 20)}, GOOD),
        ({"over_fulfilled": Share(29, 100)}, GOOD),
        ({"on_time": Share(19, 20), "late": Share(1, 20)}, COMPLETED),  # neither excellent nor good without 100 % on time
        ({"on_time": Share(16, 20), "late": Share(4, 20)}, COMPLETED),  # 20 % late exactly
        ({"on_time": Share(15, 20), "late": Share(5, 20)}, NOT_COMPLETED),  # more than 20 % late
        ({"on_time": Share(19, 20), "late": Share(0, 20), "done": Share(19, 20)}, NOT_COMPLETED),  # not all done
        ({"leads": True, "unit_disciplined": False}, EXCELLENT),
        ({"leads": True, "unit_disciplined": True}, GOOD),
        ({"leads": False, "unit_disciplined": True}, EXCELLENT),  # asked of leaders only
    ],
)
def test_who_has_the_points_but_not_the_conditions_falls_to_the_level_whose_points_and_conditions_both_hold(
    changes: dict[str, object], level: Quality
) -> None:
    assert judged(REG_366, period(work("95", **changes))).level is level


def test_a_fall_rests_on_a_reading_that_nobody_has_verified_and_names_it() -> None:
    verdict = judged(REG_366, period(work("95", over_fulfilled=NONE)))

    assert [clause.id for clause in verdict.clauses] == ["11-good", "fall"]
    assert [clause.known_from for clause in verdict.clauses] == [KnownFrom.PRESS, KnownFrom.UNVERIFIED]


def test_nobody_rises_by_conditions() -> None:
    verdict = judged(REG_366, period(work("55", over_fulfilled=ALL)))

    assert verdict.level is COMPLETED
    assert [clause.id for clause in verdict.clauses] == ["11-completed"]


def test_without_a_rule_on_falling_points_without_conditions_have_no_level() -> None:
    verdict = classify(without_fall(REG_366), period(work("95", over_fulfilled=NONE)), AS_OF)

    assert (verdict.level, verdict.possible, verdict.missing) == (None, (), ("fall_rule",))


@pytest.mark.parametrize(
    ("changes", "possible", "missing"),
    [
        ({"over_fulfilled": None}, (EXCELLENT, GOOD), ("over_fulfilled",)),
        ({"leads": None}, (EXCELLENT, GOOD), ("leads",)),
        ({"leads": True}, (EXCELLENT, GOOD), ("unit_disciplined",)),
        ({"on_time": None}, (EXCELLENT, GOOD, COMPLETED), ("on_time",)),
        ({"on_time": None, "over_fulfilled": NONE}, (GOOD, COMPLETED), ("on_time",)),
        ({"on_time": Share(19, 20), "late": None}, (COMPLETED, NOT_COMPLETED), ("late",)),
        ({"points": None}, (EXCELLENT, GOOD, COMPLETED, NOT_COMPLETED), ("points",)),
        ({"points": None, "on_time": NONE, "late": ALL}, (NOT_COMPLETED,), ()),
    ],
)
def test_what_is_missing_leaves_the_levels_that_it_could_decide(
    changes: dict[str, object], possible: tuple[Quality, ...], missing: tuple[str, ...]
) -> None:
    verdict = judged(REG_366, period(work("95", **changes)))

    assert (verdict.possible, verdict.missing) == (possible, missing)
    assert verdict.level is (possible[0] if not missing else None)


def test_a_missing_component_is_missing_and_never_zero() -> None:
    verdict = judged(DEC_335, period(None))

    assert (verdict.level, verdict.missing) == (None, ("points",))
    assert set(verdict.possible) == set(Quality)


def test_every_band_is_tried_from_the_best_with_its_arithmetic() -> None:
    verdict = judged(REG_366, period(work("85")))
    excellent, good, *_ = verdict.tried

    assert [each.clause.quality for each in verdict.tried] == [EXCELLENT, GOOD, COMPLETED, NOT_COMPLETED]
    assert excellent.points is not None
    assert (excellent.points.truth, excellent.points.written) == (Truth.NOT, "90 ≤ 85")
    assert [(each.condition, each.written) for each in excellent.conditions] == [
        ("on_time", "20/20 ≥ 1/1"),
        ("over_fulfilled", "6/20 ≥ 3/10"),
        ("unit_without_discipline", ""),
    ]
    assert good.points is not None
    assert (good.points.truth, good.points.written) == (Truth.APPLIES, "70 ≤ 85 < 90")


@pytest.mark.parametrize("regulation", [REG_124, DEC_90])
@pytest.mark.parametrize(
    ("over_fulfilled", "possible", "missing"),
    [
        (Share(10, 20), (EXCELLENT,), ("rest_of_clause", "classification_bands")),  # one half exactly
        (Share(9, 20), (), ("classification_bands",)),
        (None, (EXCELLENT,), ("over_fulfilled", "rest_of_clause", "classification_bands")),
    ],
)
def test_of_the_old_texts_one_condition_is_known_and_no_level_follows_from_it(
    regulation: str, over_fulfilled: Share | None, possible: tuple[Quality, ...], missing: tuple[str, ...]
) -> None:
    verdict = judged(regulation, period(work("95", over_fulfilled=over_fulfilled)))

    assert (verdict.level, verdict.possible, verdict.missing) == (None, possible, missing)


def test_a_regulation_without_bands_gives_no_level() -> None:
    verdict = classify(regulation_of(), period(work("95")), AS_OF)

    assert (verdict.level, verdict.possible, verdict.missing) == (None, (), ("classification_bands",))


@pytest.mark.parametrize(
    ("punished", "level", "missing"),
    [
        (sanction("2026-05-04", public_duty=True), NOT_COMPLETED, ()),
        (sanction("2026-01-01", Form.WARNING, Line.STATE, public_duty=True), NOT_COMPLETED, ()),
        (sanction("2026-12-31", Form.DISMISSAL, Line.STATE, public_duty=True), NOT_COMPLETED, ()),
        (sanction("2025-12-31", public_duty=True), EXCELLENT, ()),
        (sanction("2027-01-01", public_duty=True), EXCELLENT, ()),
        (sanction("2026-05-04", public_duty=False), EXCELLENT, ()),
        (sanction("2026-05-04", public_duty=True, annulled_on="2027-01-10"), EXCELLENT, ()),
        (sanction("2026-05-04", public_duty=True, annulled_on="2027-01-11"), NOT_COMPLETED, ()),
        (sanction("2026-05-04"), None, ("public_duty",)),
        (sanction("2026-05-04", public_duty=True, annulled_on="2027-01"), None, ("exact_day",)),
    ],
)
@pytest.mark.parametrize("regulation", [REG_366, DEC_335])
def test_a_violation_in_public_duty_disciplined_in_the_year_is_not_completed_whatever_the_points(
    regulation: str, punished: SanctionFact, level: Quality | None, missing: tuple[str, ...]
) -> None:
    verdict = judged(regulation, period(work("95"), punished))

    assert (verdict.level, verdict.missing) == (level, missing)
    assert verdict.possible == ((level,) if level else (EXCELLENT, NOT_COMPLETED))


@pytest.mark.parametrize("conclusion", [Conclusion.DEGRADED, Conclusion.UNIT_CORRUPTION])
@pytest.mark.parametrize(("on", "level"), [("2026-06-30", NOT_COMPLETED), ("2025-06-30", EXCELLENT)])
def test_a_conclusion_in_the_year_is_not_completed(conclusion: Conclusion, on: str, level: Quality) -> None:
    assert judged(DEC_335, period(work("95"), conclusions=(concluded(conclusion, on),))).level is level


def test_another_conclusion_forces_nothing() -> None:
    assert judged(DEC_335, period(work("95"), conclusions=(concluded(Conclusion.LIMITED_CAPACITY),))).level is EXCELLENT


def test_a_forced_level_needs_no_points_and_names_the_fact() -> None:
    verdict = judged(DEC_335, period(None, sanction("2026-05-04", public_duty=True, entry=12)))

    assert (verdict.level, verdict.missing, verdict.evidence) == (NOT_COMPLETED, (), (12,))
    assert [clause.id for clause in verdict.clauses] == ["20.4.c"]


def test_what_is_not_known_of_a_fact_does_not_matter_to_who_has_not_completed_anyway() -> None:
    verdict = judged(DEC_335, period(work("40"), sanction("2026-05-04")))

    assert (verdict.level, verdict.missing) == (NOT_COMPLETED, ())
    assert [clause.id for clause in verdict.clauses] == ["20.4.a"]


def test_a_sanction_of_the_next_year_is_not_yet_there_on_the_day_before_it() -> None:
    facts = period(work("95"), sanction("2026-11-20", public_duty=True))

    assert judged(DEC_335, facts, date(2026, 11, 19)).level is EXCELLENT
    assert judged(DEC_335, facts, date(2026, 11, 19)).next_change == date(2026, 11, 20)
    assert judged(DEC_335, facts, date(2026, 11, 20)).level is NOT_COMPLETED


SHARES = st.none() | st.builds(lambda count: Share(count, 20), st.integers(0, 20))
WORK = st.builds(
    WorkFact,
    entry=st.just(7),
    period=st.just(YEAR),
    points=st.none() | st.decimals(0, 100, places=2),
    on_time=SHARES,
    over_fulfilled=SHARES,
    done=SHARES,
    late=SHARES,
    leads=st.sampled_from([True, False, None]),
    unit_disciplined=st.sampled_from([True, False, None]),
)
CONCLUSIONS = st.builds(ConclusionFact, st.integers(1, 50), st.sampled_from(Conclusion), PARTIAL_DAYS, MAYBE_DAYS)
FACTS = st.builds(
    PeriodFacts, st.just(YEAR), st.none() | WORK, st.lists(SANCTIONS, max_size=2).map(tuple), st.lists(CONCLUSIONS, max_size=2).map(tuple)
)


@pytest.mark.parametrize("regulation", [REG_366, REG_124, DEC_335, DEC_90])
@given(facts=FACTS, as_of=DAYS, data=st.data())
def test_a_level_does_not_change_before_its_next_change(regulation: str, facts: PeriodFacts, as_of: date, data: st.DataObject) -> None:
    ends = judged(regulation, facts, as_of).next_change
    constant_until_next_change(lambda day: judged(regulation, facts, day).possible, lambda _: ends, as_of, data)


@pytest.mark.parametrize("regulation", [REG_366, DEC_335])
@given(facts=FACTS, as_of=DAYS)
def test_a_level_is_had_or_something_is_missing(regulation: str, facts: PeriodFacts, as_of: date) -> None:
    verdict = judged(regulation, facts, as_of)

    assert (verdict.level is None) is bool(verdict.missing)
    assert (verdict.level is None) is not bool(verdict.clauses)
    assert verdict.level is None or verdict.possible == (verdict.level,)
    assert set(verdict.missing) <= set(TERMS["missing"])
    assert {each.condition for tried in verdict.tried for each in tried.conditions} <= set(TERMS["condition"])


@pytest.mark.parametrize("regulation", [REG_366, DEC_335])
@given(facts=FACTS, name=st.sampled_from(["points", "on_time", "over_fulfilled", "done", "late", "leads", "unit_disciplined"]))
def test_what_is_decided_without_a_figure_is_decided_so_with_it(regulation: str, facts: PeriodFacts, name: str) -> None:
    if facts.work is None:
        return
    less = replace(facts, work=replace(facts.work, **{name: None}))  # type: ignore[arg-type]
    whole, told = judged(regulation, facts), judged(regulation, less)

    assert set(whole.possible) <= set(told.possible)


@pytest.mark.parametrize(("regulation", "clause"), [(REG_366, "ceiling"), (DEC_335, "20.5.a")])
def test_at_most_a_fifth_as_many_excellent_as_good_and_a_quarter_as_an_exception(regulation: str, clause: str) -> None:
    usual, exceptional = shipped(regulation).of_kind(ClassificationCeiling)

    assert (usual.id, usual.quality, usual.at_most, usual.of, usual.exceptional) == (clause, EXCELLENT, "1/5", GOOD, False)
    assert (exceptional.at_most, exceptional.exceptional, exceptional.known_from) == ("1/4", True, KnownFrom.UNVERIFIED)


@pytest.mark.parametrize(
    ("level", "truth", "evidence"),
    [(NOT_COMPLETED, Truth.APPLIES, (4,)), (COMPLETED, Truth.NOT, ()), (GOOD, Truth.NOT, ()), (EXCELLENT, Truth.NOT, ())],
)
def test_one_year_not_completed_opens_what_the_decree_says(level: Quality, truth: Truth, evidence: tuple[int, ...]) -> None:
    fact = classified(2026, level, entry=4)
    (followed,) = follow(shipped(DEC_335), fact, (fact,), date(2027, 6, 1))

    assert (followed.clause.id, followed.weighed.truth, followed.weighed.evidence) == ("23.3", truth, evidence)


def test_what_the_decree_opens_is_lower_work_or_leaving() -> None:
    fact = classified(2026, NOT_COMPLETED)
    ((then, cites),) = [(each.clause.then, each.clause.cites) for each in follow(shipped(DEC_335), fact, (fact,), AS_OF)]

    assert (then.flag, then.severity, then.course) == (
        FlagName.NOT_COMPLETED,
        Severity.CONSIDER,
        (Course.ASSIGN_LOWER_WORK, Course.DISMISS),
    )
    assert cites == "Điều 23 khoản 3"


def test_a_classification_not_decided_yet_opens_nothing_yet() -> None:
    fact = classified(2026, NOT_COMPLETED, decided_on="2027-01-15")
    (followed,) = follow(shipped(DEC_335), fact, (fact,), date(2027, 1, 14))

    assert (followed.weighed.truth, followed.weighed.answer.next_change) == (Truth.NOT, date(2027, 1, 15))


def test_a_quarter_is_no_year() -> None:
    fact = ClassificationFact(1, Period.parse("2026-Q1"), NOT_COMPLETED, classified(2026, NOT_COMPLETED).decided_on)

    assert follow(shipped(DEC_335), fact, (fact,), date(2028, 1, 1)) == ()


@pytest.mark.parametrize(
    ("years", "truth", "evidence", "missing"),
    [
        ({2025: NOT_COMPLETED, 2026: NOT_COMPLETED}, Truth.APPLIES, (2026, 2025), ()),
        ({2025: COMPLETED, 2026: NOT_COMPLETED}, Truth.NOT, (2026,), ()),
        ({2025: NOT_COMPLETED, 2026: COMPLETED}, Truth.NOT, (2025,), ()),
        ({2026: NOT_COMPLETED}, Truth.UNDETERMINED, (2026,), ("earlier_classification",)),
        ({2024: NOT_COMPLETED, 2026: NOT_COMPLETED}, Truth.UNDETERMINED, (2026,), ("earlier_classification",)),
        ({2025: NOT_COMPLETED}, Truth.NOT, (2025,), ()),
    ],
)
def test_consecutive_years_are_counted_back_and_a_year_that_nobody_recorded_is_not_known(
    years: dict[int, Quality], truth: Truth, evidence: tuple[int, ...], missing: tuple[str, ...]
) -> None:
    facts = [classified(year, level, entry=year) for year, level in years.items()]
    row = in_a_row(NOT_COMPLETED, 2, 2026, facts, date(2027, 6, 1))

    assert (row.truth, row.evidence, row.missing) == (truth, evidence, missing)


def test_a_classification_set_aside_and_decided_anew_counts_as_the_new_one() -> None:
    old = classified(2025, NOT_COMPLETED, entry=1, annulled_on="2026-03-01")
    new = classified(2025, COMPLETED, entry=2, decided_on="2026-03-01")

    before, after = (in_a_row(NOT_COMPLETED, 1, 2025, [old, new], day).truth for day in (date(2026, 2, 28), date(2026, 3, 1)))
    assert (before, after) == (Truth.APPLIES, Truth.NOT)
