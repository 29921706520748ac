"""Ranks that keep ties as ties: 1, 2=, 2=, 4."""

from collections.abc import Mapping
from typing import Any, TypeVar

from cadre_ledger.rulebook.clauses import RankingKeys
from cadre_ledger.values.tallies import Level

Ranked = TypeVar("Ranked")


def ranks(counts: Mapping[Ranked, Mapping[Level, int]], rule: RankingKeys) -> dict[Ranked, str]:
    """The rank of each, by the keys in turn; who lacks a key is left out, never last.

    All shares of one vote have the same base, known or not, so counts order them exactly.
    """
    return places({each: key for each, levels in counts.items() if (key := _key(levels, rule)) is not None})


def places(keys: Mapping[Ranked, tuple[Any, ...]]) -> dict[Ranked, str]:
    """The place of each by its key, the smallest first; equal keys share a place, and as many are skipped after it."""
    found: dict[tuple[Any, ...], tuple[int, int]] = {}
    for place, key in enumerate(sorted(keys.values()), 1):
        first, tied = found.get(key, (place, 0))
        found[key] = first, tied + 1
    return {each: _written(*found[key]) for each, key in keys.items()}


def _key(levels: Mapping[Level, int], rule: RankingKeys) -> tuple[int, ...] | None:
    if any(key.share not in levels for key in rule.keys):
        return None
    return tuple(-levels[key.share] if key.order == "descending" else levels[key.share] for key in rule.keys)


def _written(place: int, tied: int) -> str:
    return f"{place}=" if tied > 1 else str(place)
