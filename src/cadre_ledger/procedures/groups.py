"""Units and groups of positions: who belongs to them on a day, and the lists of their members."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from cadre_ledger.ledger.views import Views
from cadre_ledger.procedures import answers
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.reading import heading
from cadre_ledger.projections.dossiers import CadreDossier
from cadre_ledger.projections.group_ranking import latest_level
from cadre_ledger.projections.holders import Holder, Wanted, group_named, holders, in_units, units_under
from cadre_ledger.projections.standing import Standing, stand
from cadre_ledger.projections.tables import FLAGS, POSTS
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotFound


@dataclass(frozen=True, slots=True)
class Scope:
    """Which positions make up the group: of a unit, with those under it or without, or of a group by its name."""

    unit: str | None = None
    under: bool = False
    group: str | None = None

    @property
    def parts(self) -> dict[str, Any]:
        """As documents say it."""
        return {"unit": self.unit, "under": self.under, "group": self.group}


def units_of(desk: Desk, scope: Scope) -> frozenset[str]:
    """The units meant; none where a group is."""
    if scope.unit is None:
        return frozenset()
    if desk.source.get(("unit", scope.unit)) is None:
        raise NotFound(Code.NO_UNIT, unit=scope.unit)
    return units_under(desk.source, scope.unit, desk.as_of) if scope.under else frozenset({scope.unit})


def wanted_in(desk: Desk, scope: Scope, units: frozenset[str]) -> Wanted:
    """The positions meant, or `NotFound`."""
    if units:
        return in_units(units)
    named = group_named(desk.source, scope.group or "", desk.as_of)
    if named is None:
        raise NotFound(Code.NO_GROUP, group=scope.group)
    return named


def _among(desk: Desk, units: frozenset[str]) -> list[str] | None:
    """Who alone comes into question for a post in one of these units; None where everyone is to be looked at."""
    views = desk.source if isinstance(desk.source, Views) else None
    if not units or views is None:
        return None
    # The unit in a row is that of the day of the read models; which posts someone ever had is the same on every day.
    if desk.views_of_the_day is not None:
        wheres = [{"unit": unit} for unit in units]
    else:
        wheres = [{"position": code} for code in desk.source.keys_of("position") if units & _units_of(desk, code)]
    return sorted({row["cadre"] for where in wheres for row in views.rows(POSTS, where)})


def _units_of(desk: Desk, position: str) -> set[str]:
    """Every unit that a position was, is or will be in."""
    return {each.unit for each in desk.source.get(("position", position)).definitions}


def members(desk: Desk, scope: Scope, after: str | None = None) -> Iterator[Holder]:
    """Everyone who holds, or may hold, such a position on the day, by code."""
    units = units_of(desk, scope)
    among = _among(desk, units)
    return holders(desk.source, desk.as_of, wanted_in(desk, scope, units), after, among)


def place_parts(holder: Holder) -> tuple[answers.PlacePart, ...]:
    """The posts of a member, as defined on the day."""
    return tuple(
        answers.PlacePart(position=each.position, title=each.defined.title, unit=each.defined.unit, status=each.truth.value)
        for each in holder.holdings
    )


def standing_list(desk: Desk, scope: Scope | None, limit: int | None, after: str | None) -> answers.StandingList:
    """A line for everyone of a unit, or of the ledger; only those shown are judged."""
    found = holders(desk.source, desk.as_of, None, after) if scope is None else members(desk, scope, after)
    shown = list(islice(found, limit))
    flags = Counter((row["cadre"], row["status"]) for row in desk.rows(FLAGS)) if shown else Counter()
    return answers.StandingList(
        **heading(desk, answers.StandingList.NAME),
        unit=scope.unit if scope else None,
        under=scope.under if scope else False,
        standings=tuple(_line(desk, each, flags) for each in shown),
    )


def _line(desk: Desk, holder: Holder, flags: Counter[tuple[str | None, str]]) -> answers.StandingRowPart:
    dossier: CadreDossier = desk.source.get(("cadre", holder.cadre))
    found = stand(desk.judging, holder.cadre, desk.as_of)
    return answers.StandingRowPart(
        code=holder.cadre,
        name=dossier.name,
        posts=place_parts(holder),
        latest=_latest(found),
        flags=flags[holder.cadre, "applies"],
        flags_perhaps=flags[holder.cadre, "undetermined"],
        higher_post=found.higher_post.answer.truth.value,
    )


def _latest(found: Standing) -> answers.LatestPart | None:
    latest = latest_level(found.classifications, found.as_of)
    return None if latest is None else answers.LatestPart(period=latest.period, level=latest.level.value if latest.level else None)
