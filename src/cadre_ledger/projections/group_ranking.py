"""The ranking of the cadres of a unit or a group: the same keys of the same period for all, ties kept, who cannot be compared apart."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from cadre_ledger.projections.ranking import places
from cadre_ledger.rulebook.personnel import GroupRankingKey, RankingKeysGroup
from cadre_ledger.rulebook.weighing import standing
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.facts import ClassificationFact
from cadre_ledger.values.periods import PeriodKind
from cadre_ledger.values.quality import Quality
from cadre_ledger.values.shares import Share
from cadre_ledger.values.verdicts import Truth

Item = TypeVar("Item")
SHARE = "confidence_high"
"""The key whose value is a share, whatever the period."""


@dataclass(frozen=True, slots=True)
class Known:
    """A key that a person has: its exact value, of which period or vote it is, and the entries it rests on."""

    value: Quality | Decimal | Share
    of: str
    entries: tuple[int, ...]

    @property
    def number(self) -> int | Decimal | Fraction:
        """For comparing with others of the same key, exactly; larger is better."""
        match self.value:
            case Quality():
                return self.value.weight
            case Share():
                return self.value.fraction
            case _:
                return self.value

    def __str__(self) -> str:
        """Exactly: `good`, `84.5`, `25/47`."""
        return str(self.value)


@dataclass(frozen=True, slots=True)
class Apart:
    """Why a person cannot be compared: what is missing or stands against it, for which key, of which period or vote."""

    what: str
    key: str | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is to be compared about one member; `apart` are reasons that no key can mend."""

    cadre: str
    name: str
    decisions: tuple[ClassificationFact, ...]
    share: Known | Apart
    apart: tuple[Apart, ...] = ()
    member: Truth = Truth.APPLIES


@dataclass(frozen=True, slots=True)
class Placed:
    """A member with their place and every key that they have."""

    candidate: Candidate
    rank: str
    keys: Mapping[str, Known]

    @property
    def place(self) -> int:
        """The place without the sign of a tie."""
        return int(self.rank.rstrip("="))


@dataclass(frozen=True, slots=True)
class SetApart:
    """A member beside the ranking, never below it."""

    candidate: Candidate
    reasons: tuple[Apart, ...]


@dataclass(frozen=True, slots=True)
class GroupRanking:
    """Those ranked in order, those apart by code, the period compared, the keys used and those that nobody has."""

    period: str | None
    placed: tuple[Placed, ...]
    apart: tuple[SetApart, ...]
    used: tuple[GroupRankingKey, ...]
    skipped: tuple[str, ...]


def rank_group(candidates: Iterable[Candidate], rule: RankingKeysGroup, as_of: date, period: str | None = None) -> GroupRanking:
    """Ranks by the keys in turn, over one period for all: the one given, else the latest year that anyone comparable was classified for.

    A key that nobody comparable has is left out for all, and so is one that is only for where all have it. Who lacks one
    that others have stands apart, and so changes no rank.
    """
    candidates = sorted(candidates, key=lambda each: each.cadre)
    comparable = [each for each in candidates if not each.apart]
    period = period or latest_year(comparable, as_of)
    keys = {each.cadre: {**decided(each.decisions, period, as_of), SHARE: each.share} for each in candidates}
    used, remaining = _sifted([each.cadre for each in comparable], keys, rule)
    ranks = places({cadre: tuple(_signed(keys[cadre][key.by], key) for key in used) for cadre in remaining})
    placed = [
        Placed(each, ranks[each.cadre], {by: key for by, key in keys[each.cadre].items() if isinstance(key, Known)})
        for each in candidates
        if each.cadre in ranks
    ]
    wanted = tuple(key.by for key in used or rule.keys)
    apart = [
        SetApart(each, (*each.apart, *(key for by in wanted if isinstance(key := keys[each.cadre][by], Apart))))
        for each in candidates
        if each.cadre not in ranks
    ]
    skipped = tuple(key.by for key in rule.keys if used and key not in used)
    # A stable sort: those tied stay in the order of their codes.
    return GroupRanking(period, tuple(sorted(placed, key=lambda each: each.place)), tuple(apart), used, skipped)


def _sifted(
    comparable: Sequence[str], keys: Mapping[str, Mapping[str, Known | Apart]], rule: RankingKeysGroup
) -> tuple[tuple[GroupRankingKey, ...], Sequence[str]]:
    """The keys that are used, and who has all of them; key by key, so that who drops out decides nothing about the next.

    Where nobody has any key, nobody is ranked.
    """
    used: list[GroupRankingKey] = []
    for key in rule.keys:
        having = [each for each in comparable if isinstance(keys[each][key.by], Known)]
        if having and not (key.where_all_have and len(having) < len(comparable)):
            used.append(key)
            comparable = having
    return tuple(used), comparable if used else ()


def _signed(key: Known | Apart, rule: GroupRankingKey) -> int | Decimal | Fraction:
    """Smaller is better, whatever the order of the key."""
    assert isinstance(key, Known)
    return -key.number if rule.order == "descending" else key.number


def latest_year(candidates: Sequence[Candidate], as_of: date) -> str | None:
    """The latest year for which the level of one of them is known."""
    years = {
        (each.period.last, each.period.code) for other in candidates for each in other.decisions if each.period.kind is PeriodKind.YEAR
    }
    for _, code in sorted(years, reverse=True):
        if any(isinstance(decided(each.decisions, code, as_of)["classification"], Known) for each in candidates):
            return code
    return None


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest year that was decided for a person, and its level, unless that cannot be told."""

    period: str
    level: Quality | None


def latest_level(decisions: Sequence[ClassificationFact], as_of: date) -> Latest | None:
    """What one person was last classified as for a year; nothing where no year was decided."""
    years = [each.period for each in decisions if each.period.kind is PeriodKind.YEAR]
    if not years:
        return None
    period = max(years, key=lambda each: (each.last, each.code)).code
    level = decided(decisions, period, as_of)["classification"]
    return Latest(period, level.value if isinstance(level, Known) and isinstance(level.value, Quality) else None)


def decided(decisions: Iterable[ClassificationFact], period: str | None, as_of: date) -> dict[str, Known | Apart]:
    """Level and points that one person's decision on a period gives: known, or why not."""
    own = [each for each in decisions if each.period.code == period]
    own = [each for each in own if standing(each.decided_on, each.annulled_on, as_of).truth is not Truth.NOT]
    if not own:
        return {by: Apart(f"no_{by}", by, period) for by in ("classification", "points")}
    decision = newest(own, lambda each: each.decided_on, lambda each: (each.level, each.points), as_of)
    if decision is None:
        return {by: Apart("decision_day", by, period) for by in ("classification", "points")}
    code, entries = decision.period.code, (decision.entry,)
    points = Apart("no_points", "points", code) if decision.points is None else Known(decision.points, code, entries)
    return {"classification": Known(decision.level, code, entries), "points": points}


def newest(found: Sequence[Item], day: Callable[[Item], PartialDate], value: Callable[[Item], object], as_of: date) -> Item | None:
    """The one of the latest day; None when the days cannot tell which of several values that is, or whether the day had come."""
    last = max(found, key=lambda each: day(each).last)
    others = [each for each in found if value(each) != value(last)]
    told = day(last).last <= as_of and all(day(each).last < day(last).first for each in others)
    return last if told else None
