"""Levels of quality in their order."""

import pytest

from cadre_ledger.values.quality import Capacity, Quality, lowest


def test_the_levels_are_ordered_from_not_completed_to_excellent() -> None:
    assert sorted(Quality, key=lambda level: level.weight) == [Quality.NOT_COMPLETED, Quality.COMPLETED, Quality.GOOD, Quality.EXCELLENT]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([Quality.EXCELLENT, Quality.GOOD], Quality.GOOD),
        ([Quality.COMPLETED, Quality.EXCELLENT, Quality.COMPLETED], Quality.COMPLETED),
        ([Quality.EXCELLENT], Quality.EXCELLENT),
        (list(Quality), Quality.NOT_COMPLETED),
    ],
)
def test_the_lowest_of_several_is_the_least_good(levels: list[Quality], expected: Quality) -> None:
    assert lowest(levels) is expected


def test_nothing_has_no_lowest() -> None:
    with pytest.raises(ValueError, match="empty"):
        lowest([])


def test_an_assessor_has_one_of_nine_capacities() -> None:
    assert len(Capacity) == 9
