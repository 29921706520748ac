"""What is lacking: people without an assessment or a classification of a period, and theory that posts ask for."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from cadre_ledger.procedures.desk import Desk
from cadre_ledger.projections.dossiers import CadreDossier
from cadre_ledger.projections.file_facts import assessments, definition_on, period_of, post_facts, training_facts
from cadre_ledger.projections.files import CadreFile, PeriodDossier
from cadre_ledger.projections.standing import people, theory_gap
from cadre_ledger.rulebook.training import Gap
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotFound
from cadre_ledger.values.facts import PostFact
from cadre_ledger.values.verdicts import Truth

Row = dict[str, Any]


def assessments_missing(desk: Desk, period: str, unit: str | None) -> Iterator[Row]:
    """Whoever holds a post in the period, or may, and has no assessment of it at all, or no classification that stands."""
    dossier: PeriodDossier | None = desk.source.get(("period", period))
    if dossier is None:
        raise NotFound(Code.NO_PERIOD, period=period)
    _known(desk, unit)
    span = period_of(dossier)
    last = min(span.last, desk.as_of)
    for cadre, files in persons(desk):
        posts = [post for post in _posts(desk, files, unit, last) if not post.planned and held_between(post, span.first, last)]
        assessed, classified = judged_in(desk, files, period)
        if posts and not (assessed and classified):
            yield {
                "code": cadre.code,
                "name": cadre.name,
                "position": ", ".join(dict.fromkeys(post.position for post in posts)),
                "assessed": assessed,
                "classified": classified,
            }


def judged_in(desk: Desk, files: list[CadreFile], period: str) -> tuple[bool, bool]:
    """Whether a person has an assessment of a period, and a classification that stands."""
    assessed = any(desk.has_come(line.evidence[0].effective_on) for file in files for line in assessments(desk.source, file, period))
    classified = any(
        line.period == period and not line.set_aside and desk.has_come(line.decided_on) for file in files for line in file.classifications
    )
    return assessed, classified


def training_due(desk: Desk, unit: str | None) -> Iterator[Row]:
    """Every post held or planned for whose theory is lacking, or cannot be told to be there."""
    _known(desk, unit)
    for cadre, files in persons(desk):
        trainings = tuple(fact for file in files for fact in training_facts(file))
        gaps = [theory_gap(desk.judging, post, trainings, desk.as_of).found for post in _posts(desk, files, unit, desk.as_of)]
        yield from sorted((_due(cadre, each) for each in gaps if each.answer.truth is not Truth.NOT), key=lambda row: str(row["code"]))


def _due(cadre: CadreDossier, gap: Gap) -> Row:
    return {
        "code": f"{cadre.code}/{gap.post.position}" + ("/planned" if gap.post.planned else ""),
        "cadre": cadre.code,
        "name": cadre.name,
        "position": gap.post.position,
        "planned": gap.post.planned,
        "status": gap.answer.truth.value,
        "required": gap.clause.level.value if gap.clause else None,
        "held": gap.held.value if gap.held else None,
        "missing": ", ".join(gap.missing) or None,
    }


def persons(desk: Desk) -> Iterator[tuple[CadreDossier, list[CadreFile]]]:
    """Everyone with a file, under the code with which they go on, in order."""
    merged = desk.source.merged()
    for code in sorted({merged.get(each, each) for each in desk.source.keys_of("file")}):
        files = [desk.source.get(("file", each)) for each in people(desk.source, code)]
        yield desk.source.get(("cadre", code)), [file for file in files if file is not None]


def _posts(desk: Desk, files: list[CadreFile], unit: str | None, day: date) -> Iterator[PostFact]:
    """The posts of a person, in one unit or in all: the unit in which the position is on the day."""
    for file in files:
        for post in post_facts(desk.source, file):
            if unit is None or definition_on(desk.source.get(("position", post.position)), day).unit == unit:
                yield post


def held_between(post: PostFact, first: date, last: date) -> bool:
    """Whether a post was held on some day between two, or may have been."""
    return post.since.first <= last and first <= last and (post.until is None or post.until.last > first)


def _known(desk: Desk, unit: str | None) -> None:
    if unit is not None and desk.source.get(("unit", unit)) is None:
        raise NotFound(Code.NO_UNIT, unit=unit)
