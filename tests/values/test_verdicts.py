"""Three-valued answers: an algebra in which what cannot be told is never a no."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_ledger.values.verdicts import Answer, Truth, all_of, any_of, at_least, earliest, negate

YES, NO, UNKNOWN = Truth.APPLIES, Truth.NOT, Truth.UNDETERMINED
answers = st.lists(st.builds(Answer, st.sampled_from(Truth), st.none() | st.dates()), max_size=5)


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        (YES, YES, YES, YES),
        (YES, NO, NO, YES),
        (YES, UNKNOWN, UNKNOWN, YES),
        (NO, NO, NO, NO),
        (NO, UNKNOWN, NO, UNKNOWN),
        (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_two_answers_combine_as_kleene_wrote(one: Truth, other: Truth, both: Truth, either: Truth) -> None:
    for pair in ((one, other), (other, one)):
        assert all_of(map(Answer, pair)).truth is both
        assert any_of(map(Answer, pair)).truth is either


@pytest.mark.parametrize(("truth", "opposite"), [(YES, NO), (NO, YES), (UNKNOWN, UNKNOWN)])
def test_the_opposite_of_unknown_is_unknown(truth: Truth, opposite: Truth) -> None:
    assert negate(Answer(truth)).truth is opposite


def test_all_of_nothing_applies_and_any_of_nothing_does_not() -> None:
    assert all_of(()) == Answer(YES)
    assert any_of(()) == Answer(NO)


@given(answers)
def test_what_is_told_stays_whatever_the_unknown_turns_out_to_be(those: list[Answer]) -> None:
    choices = [(YES, NO) if each.truth is UNKNOWN else (each.truth,) for each in those]
    for combine, truly in ((all_of, all), (any_of, any)):
        told = combine(those).truth
        possible = {truly(truth is YES for truth in choice) for choice in product(*choices)}
        assert told is (UNKNOWN if len(possible) > 1 else YES if True in possible else NO)


@given(answers)
def test_not_all_is_any_not(those: list[Answer]) -> None:
    assert negate(all_of(those)) == any_of(map(negate, those))


@given(answers)
def test_two_negations_are_none_and_order_does_not_matter(those: list[Answer]) -> None:
    assert [negate(negate(each)) for each in those] == those
    assert all_of(reversed(those)) == all_of(those)
    assert any_of(reversed(those)) == any_of(those)


@given(answers)
def test_the_next_change_is_the_earliest_of_all(those: list[Answer]) -> None:
    days = sorted(each.next_change for each in those if each.next_change is not None)
    expected = days[0] if days else None
    assert all_of(those).next_change == any_of(those).next_change == expected


def test_the_earliest_of_no_days_is_none() -> None:
    assert earliest([None, None]) is None
    assert earliest([None, date(2024, 1, 2), date(2024, 1, 1)]) == date(2024, 1, 1)


@pytest.mark.parametrize(
    ("number", "truths", "expected"),
    [
        (1, [], NO),
        (0, [], YES),
        (1, [UNKNOWN], UNKNOWN),
        (2, [YES, NO], NO),
        (2, [YES, UNKNOWN], UNKNOWN),
        (2, [YES, UNKNOWN, YES], YES),
        (3, [YES, UNKNOWN], NO),
    ],
)
def test_so_many_apply_when_so_many_certainly_do(number: int, truths: list[Truth], expected: Truth) -> None:
    assert at_least(number, map(Answer, truths)).truth is expected


@given(answers)
def test_at_least_one_is_any_and_at_least_as_many_as_there_are_is_all(given_answers: list[Answer]) -> None:
    assert at_least(1, given_answers) == any_of(given_answers)
    assert at_least(len(given_answers), given_answers) == all_of(given_answers)
