"""Conditions: a band names its base and strictness, and a misspelt one is refused."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from cadre_ledger.rulebook.conditions import Condition, ShareLimits
from cadre_ledger.values.shares import Band, Base, Limit
from cadre_ledger.values.tallies import Level

MAJORITY = {"more_than": "1/2", "of": "ballots_collected"}


@pytest.mark.parametrize("level", Level)
def test_a_band_is_read_with_its_level(level: Level) -> None:
    condition = Condition.model_validate({level.value: MAJORITY})

    assert condition.limits is not None
    found, limits = condition.limits
    assert found is level
    assert limits.of is Base.BALLOTS_COLLECTED
    assert limits.band == Band(Limit(Fraction(1, 2), strict=True))


@pytest.mark.parametrize(
    ("written", "band"),
    [
        ({"more_than": "1/2", "less_than": "2/3"}, Band(Limit(Fraction(1, 2), strict=True), Limit(Fraction(2, 3), strict=True))),
        ({"more_than": "1/2", "at_most": "2/3"}, Band(Limit(Fraction(1, 2), strict=True), Limit(Fraction(2, 3), strict=False))),
        ({"at_least": "2/3"}, Band(Limit(Fraction(2, 3), strict=False))),
        ({"less_than": "1/5"}, Band(upper=Limit(Fraction(1, 5), strict=True))),
        ({"at_most": "0/1"}, Band(upper=Limit(Fraction(0), strict=False))),
        ({"at_least": "1/1"}, Band(Limit(Fraction(1), strict=False))),
    ],
)
def test_each_word_is_as_strict_as_it_sounds(written: dict[str, str], band: Band) -> None:
    assert ShareLimits.model_validate({**written, "of": "members_total"}).band == band


def test_the_reach_of_a_band_is_its_lower_limit_alone() -> None:
    limits = ShareLimits.model_validate({"more_than": "1/2", "less_than": "2/3", "of": "members_total"})

    assert limits.reach == Band(Limit(Fraction(1, 2), strict=True))


@pytest.mark.parametrize(
    "written",
    [
        {"of": "ballots_collected"},
        {"more_than": "1/2"},
        {"more_than": "1/2", "of": "ballots"},
        {"more_than": "1/2", "at_least": "1/2", "of": "members_total"},
        {"less_than": "1/2", "at_most": "1/2", "of": "members_total"},
        {"over": "1/2", "of": "members_total"},
        {"more_than": "1/2", "morethan": "2/3", "of": "members_total"},
        {"more_than": 0.5, "of": "members_total"},
    ],
)
def test_a_band_without_limit_or_base_or_with_two_on_a_side_is_refused(written: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ShareLimits.model_validate(written)


@pytest.mark.parametrize("share", ["50%", "0.5", "1/0", "3/2", "-1/2", "1/2/3", "/2", "1/", "1", "", "1 /2", "½"])
def test_a_share_is_a_fraction_of_the_whole_or_refused(share: str) -> None:
    with pytest.raises(ValidationError):
        ShareLimits.model_validate({"more_than": share, "of": "members_total"})


@pytest.mark.parametrize(
    "written",
    [
        {},
        {"low": MAJORITY, "high": MAJORITY},
        {"all": []},
        {"any": []},
        {"lowest": MAJORITY},
        {"not_": {"low": MAJORITY}},
        {"previous_year": {}},
        {"previous_year": {"when": {}}},
        {"all": [{"low": MAJORITY}], "any": [{"low": MAJORITY}]},
    ],
)
def test_a_condition_says_exactly_one_thing(written: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Condition.model_validate(written)


def test_conditions_nest() -> None:
    condition = Condition.model_validate({"all": [{"not": {"any": [{"low": MAJORITY}]}}, {"previous_year": {"when": {"low": MAJORITY}}}]})

    assert condition.limits is None
    assert condition.all is not None
    first, second = condition.all
    assert first.not_ is not None
    assert first.not_.any is not None
    assert second.previous_year is not None
    assert second.previous_year.when.limits is not None


def test_a_condition_that_was_read_cannot_be_changed() -> None:
    condition = Condition.model_validate({"low": MAJORITY})
    with pytest.raises(ValidationError):
        condition.low = None  # type: ignore[misc]


BEFORE = {"previous_year": {"when": {"low": MAJORITY}}}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"low": MAJORITY}, False),
        ({"all": [{"low": MAJORITY}, {"high": MAJORITY}]}, False),
        ({"not": {"any": [{"low": MAJORITY}]}}, False),
        (BEFORE, True),
        ({"not": BEFORE}, True),
        ({"all": [{"low": MAJORITY}, BEFORE]}, True),
        ({"any": [{"low": MAJORITY}, {"not": {"all": [BEFORE]}}]}, True),
    ],
)
def test_a_condition_looks_back_when_anything_in_it_does(written: dict[str, object], *, expected: bool) -> None:
    assert Condition.model_validate(written).looks_back is expected
