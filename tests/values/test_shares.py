"""Shares, limits and bands: strict where the text is strict, and never decided beyond what is known."""

from dataclasses import FrozenInstanceError
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_ledger.values.shares import Band, Base, Bounds, Limit, Share
from cadre_ledger.values.verdicts import Truth

HALF = Fraction(1, 2)
TWO_THIRDS = Fraction(2, 3)
MORE_THAN_HALF = Band(lower=Limit(HALF, strict=True))
MIDDLE = Band(Limit(HALF, strict=True), Limit(TWO_THIRDS, strict=True))
FROM_TWO_THIRDS = Band(lower=Limit(TWO_THIRDS, strict=False))
UP_TO_TWO_THIRDS = Band(Limit(HALF, strict=True), Limit(TWO_THIRDS, strict=False))
ABOVE_TWO_THIRDS = Band(lower=Limit(TWO_THIRDS, strict=True))
LARGEST_DENOMINATOR = 12


def exactly(number: int) -> Bounds:
    return Bounds(number, number)


@st.composite
def limits(draw: st.DrawFn) -> Limit:
    denominator = draw(st.integers(1, LARGEST_DENOMINATOR))
    return Limit(Fraction(draw(st.integers(0, denominator)), denominator), strict=draw(st.booleans()))


bands = st.builds(Band, st.none() | limits(), st.none() | limits())
bases = st.builds(Bounds, st.integers(0, 40), st.none() | st.integers(0, 60))


def in_band(band: Band, count: int, base: int) -> bool:
    """The definition once more, in whole numbers only."""
    above = below = True
    if band.lower is not None:
        left, right = count * band.lower.value.denominator, base * band.lower.value.numerator
        above = left > right or (left == right and not band.lower.strict)
    if band.upper is not None:
        left, right = count * band.upper.value.denominator, base * band.upper.value.numerator
        below = left < right or (left == right and not band.upper.strict)
    return above and below


def brute_force(band: Band, count: int, base: Bounds) -> Truth:
    """Every base one by one; beyond the horizon no limit with such a denominator is crossed any more."""
    least = max(base.at_least, count, 1)
    horizon = max(base.at_least, LARGEST_DENOMINATOR * count) + 2
    most = horizon if base.at_most is None else base.at_most
    answers = {in_band(band, count, each) for each in range(least, most + 1)}
    if answers == {True}:
        return Truth.APPLIES
    return Truth.NOT if answers == {False} else Truth.UNDETERMINED


@given(bands, st.integers(0, 30), bases)
def test_a_band_judges_bounds_as_trying_every_base_would(band: Band, count: int, base: Bounds) -> None:
    assert band.judge(count, base) is brute_force(band, count, base)


@given(bands, st.integers(0, 40), st.integers(1, 60))
def test_holds_agrees_with_whole_number_arithmetic(band: Band, count: int, base: int) -> None:
    assert band.holds(Fraction(count, base)) is in_band(band, count, base)


@given(bands, st.integers(0, 30), st.integers(1, 40), st.integers(0, 20), st.integers(0, 20))
def test_a_certain_answer_stays_when_the_base_becomes_known_better(band: Band, count: int, base: int, below: int, above: int) -> None:
    true_base = max(base, count)
    wide = band.judge(count, Bounds(max(0, true_base - below), true_base + above))
    known = band.judge(count, exactly(true_base))
    assert known is not Truth.UNDETERMINED
    assert wide in (known, Truth.UNDETERMINED)


@pytest.mark.parametrize(
    ("band", "count", "base", "expected"),
    [
        (MORE_THAN_HALF, 23, 47, Truth.NOT),
        (MORE_THAN_HALF, 24, 47, Truth.APPLIES),
        (MORE_THAN_HALF, 24, 48, Truth.NOT),
        (MORE_THAN_HALF, 25, 48, Truth.APPLIES),
        (MIDDLE, 25, 47, Truth.APPLIES),
        (MIDDLE, 21, 33, Truth.APPLIES),
        (MIDDLE, 22, 33, Truth.NOT),
        (FROM_TWO_THIRDS, 21, 33, Truth.NOT),
        (FROM_TWO_THIRDS, 22, 33, Truth.APPLIES),
        (UP_TO_TWO_THIRDS, 22, 33, Truth.APPLIES),
        (UP_TO_TWO_THIRDS, 23, 33, Truth.NOT),
        (ABOVE_TWO_THIRDS, 22, 33, Truth.NOT),
        (ABOVE_TWO_THIRDS, 23, 33, Truth.APPLIES),
    ],
)
def test_a_limit_is_as_strict_as_it_says(band: Band, count: int, base: int, expected: Truth) -> None:
    assert band.judge(count, exactly(base)) is expected
    assert band.holds(Fraction(count, base)) is (expected is Truth.APPLIES)


def test_eighteen_of_at_least_a_hundred_and_one_are_certainly_no_majority() -> None:
    assert MORE_THAN_HALF.judge(18, Bounds(101, None)) is Truth.NOT


def test_a_majority_of_the_smallest_base_only_cannot_be_told() -> None:
    assert MORE_THAN_HALF.judge(24, Bounds(47, 48)) is Truth.UNDETERMINED


def test_a_majority_of_the_largest_base_is_certain() -> None:
    assert MORE_THAN_HALF.judge(25, Bounds(40, 49)) is Truth.APPLIES


def test_a_base_without_end_can_become_any_small_share() -> None:
    assert MORE_THAN_HALF.judge(25, Bounds(25, None)) is Truth.UNDETERMINED


def test_a_base_smaller_than_the_count_tells_nothing() -> None:
    assert MORE_THAN_HALF.judge(48, exactly(47)) is Truth.UNDETERMINED


def test_nothing_of_no_ballots_tells_nothing() -> None:
    assert MORE_THAN_HALF.judge(0, exactly(0)) is Truth.UNDETERMINED


def test_one_mark_is_never_a_share_of_nothing_however_large_the_base() -> None:
    none_at_all = Band(upper=Limit(Fraction(0), strict=False))

    assert none_at_all.judge(1, Bounds(1, None)) is Truth.NOT
    assert none_at_all.judge(0, Bounds(1, None)) is Truth.APPLIES


def test_no_mark_is_never_more_than_nothing_however_large_the_base() -> None:
    some = Band(lower=Limit(Fraction(0), strict=True))

    assert some.judge(0, Bounds(1, None)) is Truth.NOT
    assert some.judge(1, Bounds(1, None)) is Truth.APPLIES


@pytest.mark.parametrize(
    ("count", "of", "percent"),
    [
        (25, 47, "53.19"),
        (19, 47, "40.43"),
        (2, 47, "4.26"),
        (437, 485, "90.10"),
        (393, 485, "81.03"),
        (1, 800, "0.13"),
        (3, 800, "0.38"),
        (22, 33, "66.67"),
        (0, 47, "0.00"),
        (47, 47, "100.00"),
    ],
)
def test_a_percentage_has_two_decimals_rounded_half_up(count: int, of: int, percent: str) -> None:
    assert str(Share(count, of).percent) == percent


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_percentage_is_within_half_a_hundredth_of_the_share(count: int, of: int) -> None:
    shown = Fraction(Share(count, of).percent)
    assert -Fraction(1, 200) < shown - Fraction(count * 100, of) <= Fraction(1, 200)


def test_a_percentage_is_a_decimal_and_no_float() -> None:
    assert isinstance(Share(1, 3).percent, Decimal)


def test_a_share_is_printed_unreduced_and_compared_exactly() -> None:
    assert str(Share(22, 33)) == "22/33"
    assert Share(22, 33).fraction == TWO_THIRDS


def test_bounds_are_exact_only_when_both_ends_meet() -> None:
    assert exactly(47).exact
    assert not Bounds(46, 47).exact
    assert not Bounds(47, None).exact


@pytest.mark.parametrize(
    ("band", "written"),
    [
        (MIDDLE, "1/2 < 25/47 < 2/3"),
        (FROM_TWO_THIRDS, "2/3 ≤ 25/47"),
        (UP_TO_TWO_THIRDS, "1/2 < 25/47 ≤ 2/3"),
        (Band(), "25/47"),
    ],
)
def test_a_band_is_written_as_arithmetic(band: Band, written: str) -> None:
    assert band.written("25/47") == written


def test_a_band_without_limits_holds_every_share() -> None:
    assert Band().judge(0, Bounds(1, None)) is Truth.APPLIES
    assert Band().holds(Fraction(1))


def test_every_base_has_its_own_name() -> None:
    assert {base.value for base in Base} == {
        "ballots_issued",
        "ballots_collected",
        "ballots_valid",
        "members_total",
        "members_summoned",
        "members_present",
    }


@pytest.mark.parametrize(
    ("value", "field"), [(Share(1, 2), "count"), (Bounds(1, 2), "at_least"), (MIDDLE, "lower"), (Limit(HALF, strict=True), "strict")]
)
def test_a_value_cannot_be_changed(value: object, field: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(value, field, 3)
