"""Levels of political theory and what they are enough for."""

from itertools import combinations

import pytest

from cadre_ledger.values.studies import TheoryLevel


@pytest.mark.parametrize(("lower", "higher"), combinations(TheoryLevel, 2))
def test_a_higher_level_is_enough_for_a_lower_one_and_not_the_other_way(lower: TheoryLevel, higher: TheoryLevel) -> None:
    assert higher.reaches(lower)
    assert not lower.reaches(higher)


@pytest.mark.parametrize("level", TheoryLevel)
def test_a_level_is_enough_for_itself(level: TheoryLevel) -> None:
    assert level.reaches(level)


def test_a_bachelor_of_theory_counts_as_advanced() -> None:
    assert TheoryLevel.BACHELOR.reaches(TheoryLevel.ADVANCED)
