"""Ranks keep ties as ties and do not depend on the order in which people are listed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_ledger.projections.ranking import ranks
from cadre_ledger.rulebook.clauses import RankingKeys
from cadre_ledger.values.tallies import Level

HIGH, LOW = Level.HIGH, Level.LOW
RULE = RankingKeys.model_validate(
    {
        "id": "ranking",
        "known_from": "unverified",
        "text": {"vi": "Xếp", "en": "Rank"},
        "kind": "ranking_keys",
        "vote": "confidence",
        "keys": [{"share": "high", "order": "descending"}, {"share": "low", "order": "ascending"}],
    }
)
tallies = st.dictionaries(st.sampled_from(Level), st.integers(0, 4))
listings: Any = st.dictionaries(st.integers(1, 20), tallies, max_size=12)


def test_the_first_key_ranks_and_the_next_parts_those_equal_on_it() -> None:
    counts = {"a": {HIGH: 5, LOW: 1}, "b": {HIGH: 9, LOW: 9}, "c": {HIGH: 5, LOW: 0}}

    assert ranks(counts, RULE) == {"b": "1", "c": "2", "a": "3"}


def test_those_equal_on_all_keys_share_a_rank_and_the_next_place_is_skipped() -> None:
    counts = {"a": {HIGH: 9, LOW: 0}, "b": {HIGH: 5, LOW: 1}, "c": {HIGH: 5, LOW: 1}, "d": {HIGH: 4, LOW: 0}}

    assert ranks(counts, RULE) == {"a": "1", "b": "2=", "c": "2=", "d": "4"}


def test_who_lacks_a_key_is_left_out_and_takes_no_place() -> None:
    counts = {"a": {HIGH: 9, LOW: 0}, "b": {HIGH: 20}, "c": {LOW: 0}, "d": {HIGH: 4, LOW: 0}}

    assert ranks(counts, RULE) == {"a": "1", "d": "2"}


def test_nobody_has_no_ranks() -> None:
    assert ranks({}, RULE) == {}


@given(counts=listings, data=st.data())
def test_ranks_do_not_depend_on_the_order_of_the_list(counts: dict[int, dict[Level, int]], data: st.DataObject) -> None:
    shuffled = dict(data.draw(st.permutations(list(counts.items()))))

    assert ranks(shuffled, RULE) == ranks(counts, RULE)


@given(counts=listings)
def test_a_rank_is_one_more_than_the_number_of_those_before_and_ties_are_symmetric(counts: dict[int, dict[Level, int]]) -> None:
    ranked = ranks(counts, RULE)
    keys = {each: (-counts[each][HIGH], counts[each][LOW]) for each in counts if {HIGH, LOW} <= counts[each].keys()}

    assert ranked.keys() == keys.keys()
    for each, rank in ranked.items():
        before = sum(key < keys[each] for key in keys.values())
        equal = sum(key == keys[each] for key in keys.values())
        assert rank == f"{before + 1}{'=' if equal > 1 else ''}"


@pytest.mark.parametrize("levels", [{HIGH: 0, LOW: 0}, {HIGH: 0, LOW: 30}])
def test_no_marks_at_all_is_a_key_not_a_missing_one(levels: dict[Level, int]) -> None:
    assert ranks({"a": levels}, RULE) == {"a": "1"}
