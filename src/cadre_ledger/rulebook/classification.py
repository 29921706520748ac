"""The level of a period from points, conditions and forced facts; and what a level opens."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from cadre_ledger.rulebook.personnel import ClassificationBand, ClassificationFall, ClassificationForced, ClassificationOutcome
from cadre_ledger.rulebook.regulation import Regulation
from cadre_ledger.rulebook.weighing import Weighed, merged, only_possible, standing, weigh_share, within
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.facts import ClassificationFact, PeriodFacts, SanctionFact, WorkFact
from cadre_ledger.values.periods import PeriodKind
from cadre_ledger.values.quality import Quality, lowest
from cadre_ledger.values.shares import Share
from cadre_ledger.values.verdicts import Answer, Truth, all_of, any_of, earliest, negate


@dataclass(frozen=True, slots=True)
class Tried:
    """One band tried: its points and conditions, and whether the level is had."""

    clause: ClassificationBand
    points: Weighed | None
    conditions: tuple[Weighed, ...]
    whole: Weighed
    """Points and conditions together; where levels fall, reaching the points is enough."""


@dataclass(frozen=True, slots=True)
class Forced:
    """One fact that may bring about a level whatever the points are."""

    clause: ClassificationForced
    whole: Weighed


@dataclass(frozen=True, slots=True)
class Classified:
    """The level that the rules compute, or those that are possible, best first; with the clauses that decide.

    `possible` is empty where points and conditions meet no band that was found.
    """

    level: Quality | None
    possible: tuple[Quality, ...]
    clauses: tuple[ClassificationBand | ClassificationForced | ClassificationFall, ...]
    tried: tuple[Tried, ...]
    forced: tuple[Forced, ...]
    evidence: tuple[int, ...]
    missing: tuple[str, ...]
    next_change: date | None


@dataclass(frozen=True, slots=True)
class Followed:
    """One clause on what a level opens, with what came of it."""

    clause: ClassificationOutcome
    weighed: Weighed


def classify(regulation: Regulation, facts: PeriodFacts, as_of: date) -> Classified:
    """The level of one period under one regulation.

    Bands are tried from the best. Who has the points of a level but not its conditions has no level, unless
    the regulation has a clause on falling: then it is the best level whose points are reached and whose
    conditions hold. A forced level is never raised by points.
    """
    fall = next(iter(regulation.of_kind(ClassificationFall)), None)
    tried = tuple(sorted((_try(each, facts.work, fall) for each in regulation.of_kind(ClassificationBand)), key=_rank, reverse=True))
    forced = tuple(Forced(each, _force(each, facts, as_of)) for each in regulation.of_kind(ClassificationForced))
    had = next((each for each in tried if each.whole.truth is Truth.APPLIES), None)
    tempting = tuple(each for each in tried[: None if had is None else tried.index(had)] if each.whole.truth is Truth.UNDETERMINED)
    by_points = frozenset(each.clause.quality for each in (*tempting, *([had] if had else [])))
    possible = _possible(by_points, forced, found=had is not None)
    level = possible[0] if len(possible) == 1 and _settled(had, possible[0], forced) else None
    wholes = (*(each.whole for each in tempting), *(each.whole for each in forced))
    missing = dict.fromkeys((*(name for each in wholes for name in each.missing), *(() if had else _without_level(tried))))
    # A level that is the last resort while better ones are open is not what the points say.
    deciding = () if level is None else tuple(_deciding(level, None if tempting else had, forced, fall))
    return Classified(
        level=level,
        possible=possible,
        clauses=deciding,
        tried=tried,
        forced=forced,
        evidence=_evidence(facts, forced),
        missing=() if level else tuple(missing),
        next_change=earliest(each.whole.answer.next_change for each in forced),
    )


def _rank(tried: Tried) -> int:
    return tried.clause.quality.weight


def _try(band: ClassificationBand, work: WorkFact | None, fall: ClassificationFall | None) -> Tried:
    points = _points(band, work, reach=False)
    enough = _points(band, work, reach=fall is not None)
    conditions = tuple(_conditions(band, work))
    parts = (*([enough] if enough else []), *conditions)
    whole = merged("band", all_of(part.answer for part in parts), parts)
    return Tried(band, points, conditions, only_possible(whole, "rest_of_clause") if band.partly_known else whole)


def _points(band: ClassificationBand, work: WorkFact | None, *, reach: bool) -> Weighed | None:
    """The points against their limits; with `reach`, a band without a lower limit is reached by any number."""
    if band.points is None:
        return None
    limits = band.points.reach if reach else band.points.band
    if reach and limits.lower is None:
        return Weighed("points", Answer(Truth.APPLIES))
    if work is None or work.points is None:
        return Weighed("points", Answer(Truth.UNDETERMINED), missing=("points",))
    truth = Truth.APPLIES if limits.holds(Fraction(work.points)) else Truth.NOT
    return Weighed("points", Answer(truth), band.points.written(str(work.points)), (work.entry,))


def _conditions(band: ClassificationBand, work: WorkFact | None) -> Iterator[Weighed]:
    entry = work.entry if work else 0
    for name, limit in (
        ("on_time", band.on_time_share_at_least),
        ("over_fulfilled", band.over_fulfilled_share_at_least),
        ("done", band.done_share_at_least),
    ):
        if limit is not None:
            yield weigh_share(name, getattr(work, name, None), _no_less(limit), _written("≥", limit), entry)
    if band.late_share_at_most is not None:
        limit = band.late_share_at_most
        yield weigh_share("late", work.late if work else None, _no_more(limit), _written("≤", limit), entry)
    if band.unit_without_discipline:
        yield _unit_without_discipline(work)


def _no_less(limit: str) -> Callable[[Share], bool]:
    return lambda share: share.fraction >= Fraction(limit)


def _no_more(limit: str) -> Callable[[Share], bool]:
    return lambda share: share.fraction <= Fraction(limit)


def _written(sign: str, limit: str) -> Callable[[str], str]:
    return lambda share: f"{share} {sign} {limit}"


def _unit_without_discipline(work: WorkFact | None) -> Weighed:
    """Asked of leaders only."""
    if work is None or work.leads is None:
        return Weighed("unit_without_discipline", Answer(Truth.UNDETERMINED), missing=("leads",))
    if work.leads and work.unit_disciplined is None:
        return Weighed("unit_without_discipline", Answer(Truth.UNDETERMINED), missing=("unit_disciplined",))
    truth = Truth.NOT if work.leads and work.unit_disciplined else Truth.APPLIES
    return Weighed("unit_without_discipline", Answer(truth), evidence=(work.entry,))


def _force(clause: ClassificationForced, facts: PeriodFacts, as_of: date) -> Weighed:
    if clause.when.concluded is not None:
        parts = [
            Weighed("concluded", _in_period(each.concluded_on, each.annulled_on, facts, as_of), evidence=(each.entry,))
            for each in facts.conclusions
            if each.conclusion is clause.when.concluded
        ]
        return merged("concluded", any_of(part.answer for part in parts), parts)
    least = clause.when.disciplined_in_period_from
    assert least is not None
    disciplined = [each for each in facts.sanctions if each.form.weight >= least.weight]
    parts = [_disciplined(each, facts, as_of, public_duty=clause.when.public_duty) for each in disciplined]
    return merged("disciplined", any_of(part.answer for part in parts), parts)


def _disciplined(sanction: SanctionFact, facts: PeriodFacts, as_of: date, *, public_duty: bool) -> Weighed:
    duty = Truth.APPLIES
    if public_duty and not sanction.public_duty:
        duty = Truth.UNDETERMINED if sanction.public_duty is None else Truth.NOT
    answer = all_of((_in_period(sanction.announced_on, sanction.annulled_on, facts, as_of), Answer(duty)))
    missing = ("public_duty",) if duty is Truth.UNDETERMINED else ()
    return Weighed("disciplined", answer, evidence=(sanction.entry,), missing=missing)


def _in_period(made_on: PartialDate, undone_on: PartialDate | None, facts: PeriodFacts, as_of: date) -> Answer:
    inside = Answer(within(made_on, facts.period.first, facts.period.last))
    return all_of((inside, standing(made_on, undone_on, as_of)))


def _possible(by_points: frozenset[Quality], forced: tuple[Forced, ...], *, found: bool) -> tuple[Quality, ...]:
    """The levels that are left, best first: a forced level takes the place of every better one."""
    levels = set(by_points)
    for truth, keep in ((Truth.APPLIES, False), (Truth.UNDETERMINED, True)):
        for quality in {each.clause.quality for each in forced if each.whole.truth is truth}:
            lowered = {lowest((each, quality)) for each in levels} or ({quality} if not found else set())
            levels = levels | lowered if keep else lowered
    return tuple(sorted(levels, key=lambda each: each.weight, reverse=True))


def _settled(had: Tried | None, level: Quality, forced: tuple[Forced, ...]) -> bool:
    """Whether a single possible level is certain: a band has it, or it is forced and the lowest there is."""
    forcing = any(each.clause.quality is level for each in forced if each.whole.truth is Truth.APPLIES)
    return had is not None or (forcing and level is lowest(Quality))


def _without_level(tried: tuple[Tried, ...]) -> Iterator[str]:
    """Why no band is had although nothing of it is missing."""
    if any(each.whole.truth is Truth.NOT and each.points is not None and each.points.truth is Truth.APPLIES for each in tried):
        yield "fall_rule"
    elif all(each.whole.truth is Truth.NOT or each.clause.partly_known for each in tried):
        yield "classification_bands"


def _deciding(
    level: Quality, had: Tried | None, forced: tuple[Forced, ...], fall: ClassificationFall | None
) -> Iterator[ClassificationBand | ClassificationForced | ClassificationFall]:
    if had is not None and had.clause.quality is level:
        yield had.clause
        if fall is not None and had.points is not None and had.points.truth is not Truth.APPLIES:
            yield fall
    yield from (each.clause for each in forced if each.clause.quality is level and each.whole.truth is Truth.APPLIES)


def _evidence(facts: PeriodFacts, forced: tuple[Forced, ...]) -> tuple[int, ...]:
    work = (facts.work.entry,) if facts.work else ()
    return tuple(dict.fromkeys((*work, *(entry for each in forced for entry in each.whole.evidence))))


def follow(
    regulation: Regulation, fact: ClassificationFact, classifications: Iterable[ClassificationFact], as_of: date
) -> tuple[Followed, ...]:
    """What a decided classification of a year opens or does not, judged with those of the years before; `fact` is one of them."""
    if fact.period.kind is not PeriodKind.YEAR:
        return ()
    years, year = tuple(classifications), fact.period.first.year
    clauses = regulation.of_kind(ClassificationOutcome)
    return tuple(Followed(each, in_a_row(each.when.level, each.when.years_in_a_row, year, years, as_of)) for each in clauses)


def in_a_row(level: Quality, times: int, last: int, classifications: Iterable[ClassificationFact], as_of: date) -> Weighed:
    """Whether so many consecutive years up to a last one have a level; an earlier year without a classification is not known."""
    yearly = [each for each in classifications if each.period.kind is PeriodKind.YEAR]
    parts = [_year(level, year, yearly, as_of, earlier=year != last) for year in range(last, last - times, -1)]
    counted = sum(part.truth is Truth.APPLIES for part in parts)
    return merged("years_in_a_row", all_of(part.answer for part in parts), parts, f"{counted} ≥ {times}")


def _year(level: Quality, year: int, yearly: list[ClassificationFact], as_of: date, *, earlier: bool) -> Weighed:
    own = [(each, standing(each.decided_on, each.annulled_on, as_of)) for each in yearly if each.period.first.year == year]
    had = any_of(answer for each, answer in own if each.level is level)
    told = any_of(answer for _, answer in own)
    untold = all_of((negate(told), Answer(Truth.UNDETERMINED if earlier else Truth.NOT)))
    evidence = tuple(each.entry for each, answer in own if each.level is level and answer.truth is not Truth.NOT)
    return Weighed("year", any_of((had, untold)), str(year), evidence, ("earlier_classification",) if earlier else ())
