"""The squeeze: what a table proves about the numbers it leaves out."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_ledger.values.shares import Base, Bounds
from cadre_ledger.values.tallies import CHAIN, LEVELS, Ballots, Level, VoteKind, squeeze

FIELDS = {
    Base.BALLOTS_VALID: "valid",
    Base.BALLOTS_COLLECTED: "collected",
    Base.BALLOTS_ISSUED: "issued",
    Base.MEMBERS_PRESENT: "members_present",
    Base.MEMBERS_SUMMONED: "members_summoned",
    Base.MEMBERS_TOTAL: "members_total",
}


@st.composite
def sessions(draw: st.DrawFn) -> tuple[dict[Base, int], Ballots, tuple[int, ...]]:
    """A session as it truly was, the part of it that a table gives, and the marks of each person."""
    truth = dict(zip(CHAIN, sorted(draw(st.lists(st.integers(0, 500), min_size=6, max_size=6))), strict=True))
    given_bases = draw(st.sets(st.sampled_from(CHAIN)))
    ballots = Ballots(**{FIELDS[base]: truth[base] for base in given_bases})
    sums = draw(st.lists(st.integers(0, truth[Base.BALLOTS_COLLECTED]), max_size=8))
    return truth, ballots, tuple(sums)


def inside(number: int, bounds: Bounds) -> bool:
    return bounds.at_least <= number and (bounds.at_most is None or number <= bounds.at_most)


@given(sessions())
def test_the_true_numbers_always_lie_inside_the_bounds(session: tuple[dict[Base, int], Ballots, tuple[int, ...]]) -> None:
    truth, ballots, sums = session
    bounds = squeeze(ballots, sums)
    assert set(bounds) == set(Base)
    assert all(inside(truth[base], bounds[base]) for base in Base)


@given(sessions(), st.sampled_from(CHAIN))
def test_learning_one_more_number_never_widens_a_bound(session: tuple[dict[Base, int], Ballots, tuple[int, ...]], learned: Base) -> None:
    truth, ballots, sums = session
    before = squeeze(ballots, sums)
    after = squeeze(replace(ballots, **{FIELDS[learned]: truth[learned]}), sums)
    for base in Base:
        assert after[base].at_least >= before[base].at_least
        old, new = before[base].at_most, after[base].at_most
        assert old is None or (new is not None and new <= old)


@given(sessions())
def test_the_bounds_do_not_depend_on_the_order_of_the_people(session: tuple[dict[Base, int], Ballots, tuple[int, ...]]) -> None:
    _, ballots, sums = session
    assert squeeze(ballots, sums) == squeeze(ballots, tuple(reversed(sums)))


def test_a_largest_sum_equal_to_the_ballots_issued_proves_the_ballots_collected() -> None:
    bounds = squeeze(Ballots(issued=47), (46, 47, 47))

    assert bounds[Base.BALLOTS_COLLECTED] == Bounds(47, 47)


def test_a_smaller_sum_leaves_an_interval() -> None:
    bounds = squeeze(Ballots(issued=50), (46, 45))

    assert bounds[Base.BALLOTS_COLLECTED] == Bounds(46, 50)


def test_without_any_number_above_there_is_no_upper_bound() -> None:
    bounds = squeeze(Ballots(), (101, 99))

    assert bounds[Base.BALLOTS_COLLECTED] == Bounds(101, None)
    assert bounds[Base.MEMBERS_TOTAL] == Bounds(101, None)


def test_without_anything_at_all_nothing_is_bounded() -> None:
    assert set(squeeze(Ballots(), ()).values()) == {Bounds(0, None)}


def test_every_neighbour_in_the_chain_bounds_the_numbers_between() -> None:
    bounds = squeeze(Ballots(members_total=50, collected=46), (44,))

    assert bounds[Base.BALLOTS_VALID] == Bounds(0, 46)
    assert bounds[Base.BALLOTS_COLLECTED] == Bounds(46, 46)
    for base in (Base.BALLOTS_ISSUED, Base.MEMBERS_PRESENT, Base.MEMBERS_SUMMONED):
        assert bounds[base] == Bounds(46, 50)
    assert bounds[Base.MEMBERS_TOTAL] == Bounds(50, 50)


def test_validity_is_per_person_so_marks_do_not_bound_the_one_valid_figure() -> None:
    assert squeeze(Ballots(issued=47), (47,))[Base.BALLOTS_VALID] == Bounds(0, 47)


def test_more_ballots_collected_than_issued_stand_as_they_are_given() -> None:
    bounds = squeeze(Ballots(issued=47, collected=48), (48,))

    assert bounds[Base.BALLOTS_ISSUED] == Bounds(47, 47)
    assert bounds[Base.BALLOTS_COLLECTED] == Bounds(48, 48)


def test_a_number_that_the_marks_contradict_proves_nothing() -> None:
    assert squeeze(Ballots(issued=47), (50,))[Base.BALLOTS_COLLECTED] == Bounds(50, None)


@pytest.mark.parametrize("base", Base)
def test_each_base_reads_its_own_number(base: Base) -> None:
    assert Ballots(**{FIELDS[base]: 7}).given(base) == 7
    assert all(Ballots(**{FIELDS[base]: 7}).given(other) is None for other in Base if other is not base)


def test_a_survey_has_three_levels_and_a_binding_vote_two() -> None:
    assert LEVELS[VoteKind.CONFIDENCE] == (Level.HIGH, Level.CONFIDENCE, Level.LOW)
    assert LEVELS[VoteKind.BINDING] == (Level.CONFIDENCE, Level.NO_CONFIDENCE)
