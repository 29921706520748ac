"""Lists of what files refer to and hold, by noun: rows of plain fields; and of what is lacking."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import islice
from typing import Any

from cadre_ledger.procedures import answers
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.lacking import assessments_missing, training_due
from cadre_ledger.procedures.reading import heading
from cadre_ledger.projections.file_facts import assessments, definition_on
from cadre_ledger.projections.files import AssessmentLine, CadreFile, PeriodDossier, PositionDossier, UnitDossier
from cadre_ledger.values.quality import Capacity

Row = dict[str, Any]
NAMED = frozenset({Capacity.SELF, Capacity.SUPERIOR, Capacity.AUTHORITY})
"""The capacities in which one assesses under one's name."""
TOGETHER = 5
"""How many of all others are shown together at least."""


def facts(desk: Desk, kind: str, wanted: Row, limit: int | None, after: str | None) -> answers.FactList:
    """The rows of one kind whose named fields have the wanted values, or that answer a question, in a stable order."""
    if kind in QUESTIONS:
        rows = QUESTIONS[kind](desk, **wanted)
    else:
        rows = (row for row in ROWS[kind](desk) if all(row[name] == value for name, value in wanted.items() if value is not None))
    if after is not None:
        rows = (row for row in rows if row["code"] > after)
    return answers.FactList(**heading(desk, answers.FactList.NAME), kind=kind, facts=tuple(islice(rows, limit)))


def _units(desk: Desk) -> Iterator[Row]:
    for code in desk.source.keys_of("unit"):
        unit: UnitDossier = desk.source.get(("unit", code))
        name, under = unit.name_on(desk.as_of), unit.parent_on(desk.as_of)
        yield {"code": code, "name": name, "under": under, "region": unit.region, "closed_on": _if_by(unit.closed_on, desk)}


def _positions(desk: Desk) -> Iterator[Row]:
    for code in desk.source.keys_of("position"):
        position: PositionDossier = desk.source.get(("position", code))
        held = definition_on(position, desk.as_of)
        fields = ("title", "group", "unit", "authority", "theory_required", "criteria_set", "peer_group", "heads_unit")
        yield {"code": code, **{name: getattr(held, name) for name in fields}}


def _periods(desk: Desk) -> Iterator[Row]:
    for code in desk.source.keys_of("period"):
        period: PeriodDossier = desk.source.get(("period", code))
        fields = ("begins", "ends", "criteria_set", "basis", "deadline")
        yield {"code": code, **{name: getattr(period, name) for name in fields}, "closed": closed(period, desk)}


def closed(period: PeriodDossier, desk: Desk) -> bool:
    """Whether it had last been closed by the day, not reopened."""
    turned = [each.name for each in period.evidence if not each.name.startswith("period.opened/") and desk.has_come(each.effective_on)]
    return bool(turned) and turned[-1].startswith("period.closed/")


def _classifications(desk: Desk) -> Iterator[Row]:
    for cadre, file in _files(desk):
        for each in sorted(file.classifications, key=lambda each: each.period):
            if desk.has_come(each.decided_on):
                fields = ("period", "level", "points", "decided_on", "departs_from", "set_aside")
                yield {"code": f"{cadre}/{each.period}", "cadre": cadre, **{name: getattr(each, name) for name in fields}}


def _assessments(desk: Desk) -> Iterator[Row]:
    """A superior's and the authority's with the name; of the others so many together that none can be told."""
    for cadre, file in _files(desk):
        groups: dict[tuple[str, str], list[AssessmentLine]] = {}
        for period in file.assessed:
            for each in assessments(desk.source, file, period):
                if desk.has_come(each.evidence[0].effective_on):
                    groups.setdefault((period, each.capacity), []).append(each)
        yield from sorted((row for group in groups.items() for row in _group(cadre, *group)), key=lambda row: str(row["code"]))


def _group(cadre: str, of: tuple[str, str], lines: list[AssessmentLine]) -> Iterator[Row]:
    period, capacity = of
    about = {"code": f"{cadre}/{period}/{capacity}", "cadre": cadre, "period": period, "capacity": capacity}
    return _by_name(about, lines) if capacity in NAMED else _together(about, lines)


def _by_name(about: Row, lines: list[AssessmentLine]) -> Iterator[Row]:
    for each in lines:
        yield about | {"code": f"{about['code']}/{each.assessor}", "assessor": each.assessor, "count": 1, "points": str(_points(each))}


def _together(about: Row, lines: list[AssessmentLine]) -> Iterator[Row]:
    """Full fives only, in the order of recording: two lists of different days never differ by one person's points."""
    told = lines[: len(lines) - len(lines) % TOGETHER]
    mean = (sum(map(_points, told), Decimal(0)) / len(told)).quantize(Decimal("0.01")) if told else None
    yield about | {"assessor": None, "count": len(told) or None, "points": None if mean is None else str(mean)}


def _points(line: AssessmentLine) -> Decimal:
    return sum(map(Decimal, line.scores.values()), Decimal(0))


def _training(desk: Desk) -> Iterator[Row]:
    for cadre, file in _files(desk):
        for each in file.training:
            if desk.has_come(each.completed_on):
                fields = ("number", "category", "level", "programme", "completed_on", "institution", "revoked")
                yield {"code": f"{cadre}/{each.number:04d}", "cadre": cadre, **{name: getattr(each, name) for name in fields}}


def _qualifications(desk: Desk) -> Iterator[Row]:
    """Those that are revoked are marked, so that whoever looks for one learns why it is not counted."""
    for cadre, file in _files(desk):
        for each in file.qualifications:
            if desk.has_come(each.obtained_on):
                fields = ("number", "kind", "level", "obtained_on", "field", "language", "revoked")
                yield {"code": f"{cadre}/{each.number:04d}", "cadre": cadre, **{name: getattr(each, name) for name in fields}}


def _discipline(desk: Desk) -> Iterator[Row]:
    """Annulled sanctions are in nobody's list; the inspector finds them in the history."""
    cases = ((cadre, each) for cadre, file in _files(desk) for each in file.sanctions)
    for cadre, each in sorted(cases, key=lambda case: case[1].case):
        if desk.has_come(each.effective_on or each.decided_on) and not each.annulled:
            fields = ("line", "form", "decision_no", "decided_on", "effective_on", "public_duty")
            said = {name: getattr(each, name) for name in fields}
            yield {"code": each.case, "cadre": cadre, **said, "ended_on": _if_by(each.ended_on, desk)}


def _files(desk: Desk) -> Iterator[tuple[str, CadreFile]]:
    for cadre in desk.source.keys_of("file"):
        yield cadre, desk.source.get(("file", cadre))


def _if_by(day: str | None, desk: Desk) -> str | None:
    """A day unless it was still to come."""
    return day if day is not None and desk.has_come(day) else None


ROWS: dict[str, Callable[[Desk], Iterator[Row]]] = {
    "unit": _units,
    "position": _positions,
    "period": _periods,
    "classification": _classifications,
    "assessment": _assessments,
    "training": _training,
    "qualification": _qualifications,
    "discipline": _discipline,
}
QUESTIONS: dict[str, Callable[..., Iterator[Row]]] = {
    "assessment_missing": assessments_missing,
    "training_due": training_due,
}
