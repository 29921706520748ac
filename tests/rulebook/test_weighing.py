"""Days that have come, spans, and what several conditions come to."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_ledger.rulebook.weighing import Span, Weighed, later, merged, only_possible, since, standing, weigh_share, within
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.shares import Share
from cadre_ledger.values.verdicts import Answer, Truth
from rulebook.given import DAYS, MAYBE_DAYS, PARTIAL_DAYS, constant_until_next_change

YES, NO, UNKNOWN = Truth.APPLIES, Truth.NOT, Truth.UNDETERMINED


@pytest.mark.parametrize(
    ("day", "as_of", "expected"),
    [
        ("2026-03-10", date(2026, 3, 9), Answer(NO, date(2026, 3, 10))),
        ("2026-03-10", date(2026, 3, 10), Answer(YES)),
        ("2026-03", date(2026, 2, 28), Answer(NO, date(2026, 3, 1))),
        ("2026-03", date(2026, 3, 1), Answer(UNKNOWN, date(2026, 3, 31))),
        ("2026-03", date(2026, 3, 30), Answer(UNKNOWN, date(2026, 3, 31))),
        ("2026-03", date(2026, 3, 31), Answer(YES)),
        (None, date(2026, 3, 31), Answer(NO)),
    ],
)
def test_a_day_has_come_when_all_it_can_mean_has(day: str | None, as_of: date, expected: Answer) -> None:
    assert since(PartialDate.parse(day) if day else None, as_of) == expected


@pytest.mark.parametrize(
    ("end", "as_of", "truth"),
    [
        ("2026-05-01", date(2026, 4, 30), YES),
        ("2026-05-01", date(2026, 5, 1), NO),
        ("2026-05", date(2026, 4, 30), YES),
        ("2026-05", date(2026, 5, 1), UNKNOWN),
        ("2026-05", date(2026, 5, 31), NO),
        (None, date(2099, 1, 1), YES),
    ],
)
def test_a_span_ends_before_its_end(end: str | None, as_of: date, truth: Truth) -> None:
    made, undone = PartialDate.parse("2026-03-10"), PartialDate.parse(end) if end else None

    assert Span(made, undone).on(as_of).truth is truth
    assert standing(made, undone, as_of).truth is truth
    assert Span(made, undone).on(date(2026, 3, 9)).truth is NO


@given(start=PARTIAL_DAYS, end=MAYBE_DAYS, as_of=DAYS, data=st.data())
def test_a_span_does_not_change_before_its_next_change(
    start: PartialDate, end: PartialDate | None, as_of: date, data: st.DataObject
) -> None:
    constant_until_next_change(lambda day: Span(start, end).on(day).truth, lambda _: Span(start, end).on(as_of).next_change, as_of, data)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-12-31", NO),
        ("2026-01-01", YES),
        ("2026-12-31", YES),
        ("2027-01-01", NO),
        ("2026-06", YES),
        ("2026", YES),
        ("2027", NO),
    ],
)
def test_a_day_lies_between_two_days_both_included(day: str, expected: Truth) -> None:
    assert within(PartialDate.parse(day), date(2026, 1, 1), date(2026, 12, 31)) is expected


def test_a_day_that_may_lie_outside_cannot_be_told() -> None:
    assert within(PartialDate.parse("2026"), date(2026, 1, 2), date(2026, 12, 31)) is UNKNOWN


def test_months_on_are_as_precise_as_the_day() -> None:
    assert str(later(PartialDate.parse("2024-02-29"), 12)) == "2025-02-28"
    assert str(later(PartialDate.parse("2024-03"), 30)) == "2026-09"


def share(counted: Share | None) -> Weighed:
    return weigh_share("late", counted, lambda each: each.fraction <= 1, lambda text: f"{text} ≤ 1/1", 7)


def test_a_share_that_was_counted_is_weighed_with_its_arithmetic() -> None:
    assert share(Share(3, 10)) == Weighed("late", Answer(YES), "3/10 ≤ 1/1", (7,))


@pytest.mark.parametrize("counted", [None, Share(0, 0)])
def test_a_share_that_was_not_counted_and_one_of_nothing_are_missing(counted: Share | None) -> None:
    assert share(counted) == Weighed("late", Answer(UNKNOWN), missing=("late",))


PARTS = (
    Weighed("one", Answer(YES), evidence=(1,), missing=("never said",)),
    Weighed("two", Answer(UNKNOWN), evidence=(2, 1), missing=("cadre",)),
    Weighed("three", Answer(NO), evidence=(3,), missing=("never said",)),
)


def test_what_several_come_to_rests_on_those_that_are_not_out() -> None:
    whole = merged("all", Answer(UNKNOWN), PARTS)

    assert (whole.evidence, whole.missing) == ((1, 2), ("cadre",))


def test_nothing_is_missing_from_a_certain_answer_and_from_another_at_least_a_day() -> None:
    assert merged("any", Answer(YES), PARTS).missing == ()
    assert merged("any", Answer(UNKNOWN), PARTS[:1]).missing == ("exact_day",)


@pytest.mark.parametrize(("truth", "expected"), [(YES, UNKNOWN), (UNKNOWN, UNKNOWN), (NO, NO)])
def test_a_text_found_in_part_can_say_no_or_perhaps(truth: Truth, expected: Truth) -> None:
    weighed = only_possible(Weighed("ground", Answer(truth)), "rest_of_clause")

    assert weighed.truth is expected
    assert weighed.missing == (() if expected is NO else ("rest_of_clause",))
