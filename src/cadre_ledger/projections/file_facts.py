"""From the lines of a file to the facts that clauses judge."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from cadre_ledger.projections.dossiers import Evidence
from cadre_ledger.projections.files import (
    AssessmentDossier,
    AssessmentLine,
    CadreFile,
    ClassificationLine,
    PeriodDossier,
    PositionDossier,
    PostLine,
    SanctionLine,
    TrainingLine,
    assessed_key,
)
from cadre_ledger.projections.source import Reads
from cadre_ledger.values.absences import Absence
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.facts import AbsenceFact, ClassificationFact, PeriodFacts, PostFact, SanctionFact, TrainingFact, WorkFact
from cadre_ledger.values.periods import WRITTEN, Period, PeriodKind
from cadre_ledger.values.quality import Capacity, Quality
from cadre_ledger.values.sanctions import Form, Line
from cadre_ledger.values.studies import Category, TheoryLevel

LONG_AGO = PartialDate.on(date.min)


def assessments(source: Reads, file: CadreFile, period: str) -> list[AssessmentLine]:
    """Every assessment of a period, in the order of recording."""
    given: AssessmentDossier | None = source.get(assessed_key(file.cadre, period))
    return given.lines if given is not None else []


def lines_of(source: Reads, file: CadreFile) -> Iterator[list[Evidence]]:
    """By line of a file, assessments among them: the entry that made it, and those that changed it."""
    yield from file.lines
    for period in file.assessed:
        yield from (line.evidence for line in assessments(source, file, period))


def sanction_facts(file: CadreFile) -> tuple[SanctionFact, ...]:
    """Every sanction; an annulled one counts as never imposed."""
    return tuple(_sanction(line) for line in file.sanctions)


def _sanction(line: SanctionLine) -> SanctionFact:
    return SanctionFact(
        entry=line.evidence[0].entry,
        line=Line(line.line),
        form=Form(line.form),
        announced_on=_day(line.effective_on or line.decided_on),
        public_duty=line.public_duty,
        ended_on=_day_or_none(line.ended_on),
        annulled_on=LONG_AGO if line.annulled else None,
    )


def training_facts(file: CadreFile) -> tuple[TrainingFact, ...]:
    """Every completion; a revoked one never counted."""
    return tuple(_training(line) for line in file.training)


def _training(line: TrainingLine) -> TrainingFact:
    return TrainingFact(
        entry=line.evidence[0].entry,
        category=Category(line.category),
        completed_on=_day(line.completed_on),
        theory=TheoryLevel(line.level) if line.level else None,
        revoked_on=LONG_AGO if line.revoked else None,
    )


def classification_facts(source: Reads, file: CadreFile) -> tuple[ClassificationFact, ...]:
    """Every decision on a known period; one that was set aside counts as never made."""
    return tuple(_classification(source, line) for line in file.classifications)


def _classification(source: Reads, line: ClassificationLine) -> ClassificationFact:
    return ClassificationFact(
        entry=line.evidence[0].entry,
        period=period_of(source.get(("period", line.period))),
        level=Quality(line.level),
        decided_on=_day(line.decided_on),
        points=Decimal(line.points) if line.points is not None else None,
        annulled_on=LONG_AGO if line.set_aside else None,
    )


def period_bases(source: Reads, file: CadreFile) -> Iterator[tuple[str, tuple[str, str]]]:
    """By period decided on: the regulation it was opened under, and the digest of its text."""
    for line in file.classifications:
        period: PeriodDossier = source.get(("period", line.period))
        yield line.period, (period.basis, period.basis_digest)


def period_of(period: PeriodDossier) -> Period:
    """A recorded period as a value: its kind by its code, its days as it was opened."""
    return _period(period.code, period.begins, period.ends)


@lru_cache(maxsize=1024)
def _period(code: str, begins: str, ends: str) -> Period:
    """Few periods, and decisions on each of them in every file."""
    kind = next((each for each, (form, _) in WRITTEN.items() if form.fullmatch(code)), PeriodKind.AD_HOC)
    return Period(code, kind, _day(begins).first, _day(ends).last)


def period_facts(source: Reads, codes: Iterable[str], period: PeriodDossier, decided: ClassificationFact | None) -> PeriodFacts:
    """What the rules compute the level of a period from: its points, whether the person leads, and all sanctions."""
    files = [source.get(("file", code)) or CadreFile.empty(code) for code in codes]
    days = period_of(period)
    return PeriodFacts(
        period=days,
        work=_work(source, files, days, decided),
        sanctions=tuple(fact for file in files for fact in sanction_facts(file)),
    )


def _work(source: Reads, files: list[CadreFile], period: Period, decided: ClassificationFact | None) -> WorkFact | None:
    """The points of the decision; before one, those of the authority's assessment."""
    if decided is not None and decided.points is not None:
        entry, points = decided.entry, decided.points
    else:
        own = [line for file in files for line in assessments(source, file, period.code) if line.capacity == Capacity.AUTHORITY]
        if len(own) != 1:
            return None
        entry, points = own[0].evidence[0].entry, sum((Decimal(score) for score in own[0].scores.values()), Decimal(0))
    posts = [fact for file in files for fact in post_facts(source, file) if not fact.planned]
    held = [fact for fact in posts if fact.since.first <= period.last and (fact.until is None or fact.until.last > period.first)]
    return WorkFact(entry, period, points, leads=any(each.heads_unit for each in held) if held else None)


def post_facts(source: Reads, file: CadreFile) -> Iterator[PostFact]:
    """Every post held and planned for, with the groups that clauses name."""
    for line in file.posts:
        yield _post(source, line)
    for plan in file.planned:
        groups = groups_of(source.get(("position", plan.position)), _day(plan.since).first)
        yield PostFact(plan.evidence[0].entry, plan.position, _day(plan.since), _day_or_none(plan.until), groups, planned=True)


def _post(source: Reads, line: PostLine) -> PostFact:
    position: PositionDossier = source.get(("position", line.position))
    definition = definition_on(position, _day(line.since).first)
    term = None
    if line.term_from and line.term_to:
        first, last = _day(line.term_from).first, _day(line.term_to).last
        term = Period(f"term:{first.year}-{last.year}", PeriodKind.TERM, first, last)
    return PostFact(
        entry=line.evidence[0].entry,
        position=line.position,
        since=_day(line.since),
        until=_day_or_none(line.until),
        groups=groups_of(position, _day(line.since).first),
        heads_unit=definition.heads_unit,
        term=term,
    )


def absence_facts(file: CadreFile) -> tuple[AbsenceFact, ...]:
    """Every absence from work."""
    return tuple(
        AbsenceFact(
            entry=line.evidence[0].entry,
            kind=Absence(line.kind),
            since=_day(line.since),
            until=_day_or_none(line.until),
            planned_until=_day_or_none(line.planned_until),
        )
        for line in file.absences
    )


def definition_on(position: PositionDossier, day: date) -> Any:
    """What a position was on a day; before its first definition, what it was first."""
    # A stable sort: of two definitions of one day the one recorded last holds.
    in_order = sorted(position.definitions, key=lambda each: _day(each.effective_on))
    held = [each for each in in_order if _day(each.effective_on).first <= day]
    return held[-1] if held else in_order[0]


def groups_of(position: PositionDossier, day: date) -> frozenset[str]:
    """The groups of titles that a position belongs to, as clauses name them."""
    return frozenset({definition_on(position, day).group})


def _day(text: str) -> PartialDate:
    return PartialDate.parse(text)


def _day_or_none(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None
