"""The data of the evaluation report: a period, unit by unit."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from cadre_ledger.procedures import answers, files
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.reading import heading, share_part
from cadre_ledger.projections.file_facts import assessments
from cadre_ledger.projections.files import AssessmentLine, CadreFile, ClassificationLine, PeriodDossier
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import NotFound
from cadre_ledger.values.quality import Capacity, Quality
from cadre_ledger.values.shares import Share

FEWEST = 5
SHIELDED = frozenset({Capacity.PEER, Capacity.SUBORDINATE, Capacity.COLLECTIVE, Capacity.CITIZENS})
"""Whoever assesses in one of these is never to be found out: only means of at least five, which nothing can change any more."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with a post on the day, or with something recorded for the period."""

    cadre: str
    name: str
    places: tuple[answers.PlacePart, ...]
    capacities: tuple[answers.CapacityPart, ...]
    decided: answers.DecidedPart | None
    later: answers.LaterPart

    @property
    def missing(self) -> tuple[Literal["assessment", "classification"], ...]:
        """What is not there."""
        return (*(() if self.capacities else ("assessment",)), *(() if self.decided else ("classification",)))


def period(desk: Desk, code: str) -> PeriodDossier:
    """A period that was opened, or `NotFound`."""
    found: PeriodDossier | None = desk.source.get(("period", code)) or desk.source.get(("period", code.upper()))
    if found is None:
        raise NotFound(Code.NO_PERIOD, period=code)
    return found


def last_day(dossier: PeriodDossier) -> date:
    """The day on which a period ends."""
    return PartialDate.parse(dossier.ends).last


def reported_on(dossier: PeriodDossier) -> date:
    """The day as of which a period is reported: that on which it was closed, for its decisions come after its end; else its end."""
    closing = PartialDate.parse(dossier.evidence[-1].effective_on).last if dossier.closed else date.min
    return max(last_day(dossier), closing)


def evaluation(desk: Desk, code: str, unit: str | None, *, under: bool = False) -> answers.Evaluation:
    """Everyone of the period, each under every unit in which they have a post."""
    dossier = period(desk, code)
    posts_on = min(desk.as_of, last_day(dossier))
    wanted = _wanted(desk, unit, posts_on, under=under)
    people = [each for each in _people(desk, dossier, posts_on) if wanted is None or any(place.unit in wanted for place in each.places)]
    found = [each for each in people if each.places or each.capacities or each.decided]
    levels = Counter(each.decided.level for each in found if each.decided)
    classified = levels.total()
    return answers.Evaluation(
        **heading(desk, answers.Evaluation.NAME),
        period=answers.PeriodPart(**{name: getattr(dossier, name) for name in answers.PeriodPart.model_fields}),
        unit=unit,
        under=under,
        posts_on=posts_on.isoformat(),
        units=tuple(_units(desk, found, wanted, posts_on)),
        cadres=len(found),
        classified=classified,
        distribution=tuple(
            answers.LevelCountPart(
                level=level.value,
                count=levels[level.value],
                share=share_part(Share(levels[level.value], classified)) if classified else None,
            )
            for level in Quality
        ),
        lacking=tuple(_lacking(each) for each in found if each.missing),
        later=answers.LaterPart(
            classifications=sum(each.later.classifications for each in people), assessments=sum(each.later.assessments for each in people)
        ),
    )


def _wanted(desk: Desk, unit: str | None, day: date, *, under: bool) -> frozenset[str] | None:
    if unit is None:
        return None
    return files.units_under(desk, unit, day) if under else frozenset({files.unit(desk, unit).code})


def _people(desk: Desk, dossier: PeriodDossier, posts_on: date) -> Iterator[Person]:
    for cadre in files.cadres(desk):
        own = files.files_of(desk, cadre.code)
        decisions = [line for file in own for line in file.classifications if line.period == dossier.code and not line.set_aside]
        recorded = [line for file in own for line in assessments(desk.source, file, dossier.code)]
        places = files.places(desk, own, posts_on)
        if not (places or decisions or recorded):
            continue
        made = [line for line in decisions if desk.has_come(line.decided_on)]
        given = [line for line in recorded if desk.has_come(line.evidence[0].effective_on)]
        yield Person(
            cadre=cadre.code,
            name=cadre.name,
            places=places,
            capacities=tuple(_capacities(recorded, given, closed=dossier.closed)),
            decided=_decided(desk, own, made),
            later=answers.LaterPart(classifications=len(decisions) - len(made), assessments=len(recorded) - len(given)),
        )


def _decided(desk: Desk, own: Iterable[CadreFile], made: Sequence[ClassificationLine]) -> answers.DecidedPart | None:
    """The decision that stands; of those of merged files, the one recorded last. A corrected one is to be told anew."""
    if not made:
        return None
    line = max(made, key=lambda each: each.evidence[-1].entry)
    entry = line.evidence[-1].entry
    notice, notified_on = files.told(own, entry, desk.as_of)
    fields = ("level", "points", "decided_on", "decision_no", "decided_by", "departs_from", "reason")
    return answers.DecidedPart(**{name: getattr(line, name) for name in fields}, entry=entry, notice=notice, notified_on=notified_on)


def _capacities(recorded: Iterable[AssessmentLine], given: Iterable[AssessmentLine], *, closed: bool) -> Iterator[answers.CapacityPart]:
    for capacity in Capacity:
        lines = [line for line in given if line.capacity == capacity]
        if lines:
            later = sum(line.capacity == capacity for line in recorded) > len(lines)
            yield _capacity(capacity, lines, _withheld(capacity, len(lines), closed=closed, later=later))


def _withheld(capacity: Capacity, number: int, *, closed: bool, later: bool) -> Literal["few", "open", "later"] | None:
    """Why a mean is not shown: two of them that differ by one assessment would give away that one."""
    if capacity not in SHIELDED:
        return None
    if number < FEWEST:
        return "few"
    return "later" if later else None if closed else "open"


def _capacity(
    capacity: Capacity, lines: Sequence[AssessmentLine], withheld: Literal["few", "open", "later"] | None
) -> answers.CapacityPart:
    total = sum((Decimal(score) for line in lines for score in line.scores.values()), Decimal())
    mean = (total / len(lines)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    shown = withheld is None
    return answers.CapacityPart(
        capacity=capacity.value,
        number=len(lines),
        total=str(total) if shown else None,
        mean=str(mean) if shown else None,
        withheld=withheld,
    )


def _units(desk: Desk, found: Iterable[Person], wanted: frozenset[str] | None, day: date) -> Iterator[answers.EvaluatedUnitPart]:
    """Units in the order of their codes; those without a post at the end."""
    by_unit: dict[str, list[answers.EvaluatedPart]] = defaultdict(list)
    without: list[answers.EvaluatedPart] = []
    for person in found:
        for place in person.places:
            if wanted is None or place.unit in wanted:
                by_unit[place.unit].append(_evaluated(person, place))
        if not person.places:
            without.append(_evaluated(person, None))
    for code in sorted(by_unit):
        yield answers.EvaluatedUnitPart(code=code, name=files.unit_name(desk, code, day), cadres=tuple(by_unit[code]))
    if without:
        yield answers.EvaluatedUnitPart(code=None, name=None, cadres=tuple(without))


def _evaluated(person: Person, place: answers.PlacePart | None) -> answers.EvaluatedPart:
    return answers.EvaluatedPart(
        cadre=person.cadre,
        name=person.name,
        position=place.position if place else None,
        title=place.title if place else None,
        status=place.status if place else None,
        assessments=person.capacities,
        classification=person.decided,
    )


def _lacking(person: Person) -> answers.LackingPart:
    units = tuple(sorted({place.unit for place in person.places}))
    return answers.LackingPart(cadre=person.cadre, name=person.name, units=units, missing=person.missing)
