"""The standing of a cadre and the timeline of a file, as answers."""

from collections.abc import Iterator

from cadre_ledger.ledger import pages
from cadre_ledger.procedures import answers
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.history import record_part
from cadre_ledger.procedures.reading import heading, outcome_part, result_part
from cadre_ledger.projections.dossiers import CadreDossier, Evidence
from cadre_ledger.projections.file_facts import absence_facts, definition_on
from cadre_ledger.projections.files import CadreFile
from cadre_ledger.projections.standing import Standing, Vote, people, stand
from cadre_ledger.rulebook.sanctions import Clock
from cadre_ledger.rulebook.training import Gap
from cadre_ledger.rulebook.weighing import Span
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.facts import AbsenceFact, PostFact
from cadre_ledger.values.verdicts import Answer, Truth, earliest


def standing(desk: Desk, cadre: str) -> answers.Standing:
    """Everything that holds about a cadre on the day."""
    dossier = desk.cadre(cadre)
    found = stand(desk.source, dossier.code, desk.as_of)
    absences = _absences(desk, dossier.code)
    next_change = earliest([found.next_change, *(each.next_change for _, each in absences)])
    return answers.Standing(
        **heading(desk, answers.Standing.NAME),
        cadre=cadre_part(dossier),
        posts=tuple(_post(desk, each) for each in found.posts),
        planned=tuple(_post(desk, each) for each in found.planned),
        absences=tuple(_absence(*each) for each in absences if each[1].truth is not Truth.NOT),
        classifications=tuple(
            answers.ClassificationPart(
                period=each.period.code,
                level=each.level.value,
                points=str(each.points) if each.points is not None else None,
                decided_on=str(each.decided_on),
                entry=each.entry,
            )
            for each in sorted(found.classifications, key=lambda each: (each.decided_on, each.entry), reverse=True)
        ),
        votes=tuple(_vote(each) for each in found.votes),
        sanctions=tuple(_sanction(each) for each in found.effects),
        freezes=tuple(
            answers.FreezePart(line=each.line.value, status=each.answer.truth.value, until=_text(each.until)) for each in found.freezes
        ),
        training_gaps=tuple(_gap(each) for each in found.gaps),
        higher_post=_eligibility(found),
        next_change=next_change.isoformat() if next_change else None,
    )


def cadre_part(cadre: CadreDossier) -> answers.CadrePart:
    """One file."""
    return answers.CadrePart(**{name: getattr(cadre, name) for name in answers.CadrePart.model_fields})


def timeline(desk: Desk, cadre: str) -> answers.Timeline:
    """Every entry of a file, and of those merged into it, in the order of the days on which it holds."""
    dossier = desk.cadre(cadre)
    evidence = {each.entry: each for code in people(desk.source, dossier.code) for each in _evidence(desk, code)}
    entries = []
    for each in sorted(evidence.values(), key=lambda each: (PartialDate.parse(each.effective_on), each.entry)):
        row = pages.row(desk.events, each.entry)
        assert row is not None
        said = {name: value for name, value in record_part(row).event.items() if name != "cadre" and value is not None}
        entries.append(
            answers.TimelinePart(entry=each.entry, effective_on=each.effective_on, recorded_at=each.recorded_at, name=each.name, says=said)
        )
    return answers.Timeline(**heading(desk, answers.Timeline.NAME), cadre=cadre_part(dossier), entries=tuple(entries))


def _evidence(desk: Desk, code: str) -> Iterator[Evidence]:
    yield from desk.source.get(("cadre", code)).evidence
    file: CadreFile | None = desk.source.get(("file", code))
    if file is not None:
        for lines in (
            file.posts,
            file.planned,
            file.absences,
            file.classifications,
            file.assessments,
            file.training,
            file.qualifications,
            file.sanctions,
        ):
            for line in lines:
                yield from line.evidence


def _post(desk: Desk, post: PostFact) -> answers.PostPart:
    definition = definition_on(desk.source.get(("position", post.position)), desk.as_of)
    months = (desk.as_of.year - post.since.last.year) * 12 + desk.as_of.month - post.since.last.month
    whole = months - (desk.as_of.day < post.since.last.day)
    return answers.PostPart(
        position=post.position,
        title=definition.title,
        unit=definition.unit,
        since=str(post.since),
        until=_text(post.until),
        months=max(0, whole),
        entry=post.entry,
    )


def _absences(desk: Desk, code: str) -> list[tuple[AbsenceFact, Answer]]:
    """Every absence of a cadre, and whether it lasts on the day."""
    files = [desk.source.get(("file", each)) or CadreFile.empty(each) for each in people(desk.source, code)]
    facts = [fact for file in files for fact in absence_facts(file)]
    return [(each, Span(each.since, each.until).on(desk.as_of)) for each in facts]


def _absence(absence: AbsenceFact, lasts: Answer) -> answers.AbsencePart:
    return answers.AbsencePart(
        kind=absence.kind.value,
        status=lasts.truth.value,
        since=str(absence.since),
        planned_until=_text(absence.planned_until),
        until=_text(absence.until),
        entry=absence.entry,
    )


def _vote(vote: Vote) -> answers.StandingVotePart:
    part = result_part(vote.session, vote.subject, lambda finding: finding.code.value)
    return answers.StandingVotePart(
        session=vote.session.session.code,
        subject=vote.subject.line.number,
        held_on=vote.session.session.held_on,
        kind=vote.session.session.kind,
        shares=part.shares,
        outcome=outcome_part(vote.session, vote.subject),
    )


def _sanction(clock: Clock) -> answers.SanctionPart:
    return answers.SanctionPart(
        case_entry=clock.sanction.entry,
        line=clock.sanction.line.value,
        form=clock.sanction.form.value,
        announced_on=str(clock.sanction.announced_on),
        status=clock.answer.truth.value,
        lapses_on=_text(clock.span.end) if clock.span else None,
        clause=clock.clause.id if clock.clause else None,
        missing=clock.missing,
    )


def _gap(gap: Gap) -> answers.GapPart:
    return answers.GapPart(
        position=gap.post.position,
        status=gap.answer.truth.value,
        required=gap.clause.level.value if gap.clause else None,
        held=gap.held.value if gap.held else None,
        missing=gap.missing,
    )


def _eligibility(found: Standing) -> answers.EligibilityPart:
    reasons = tuple(
        answers.ReasonPart(what=each.what, status=each.answer.truth.value, evidence=each.evidence, until=_text(each.until))
        for each in found.higher_post.reasons
    )
    return answers.EligibilityPart(status=found.higher_post.answer.truth.value, reasons=reasons)


def _text(day: PartialDate | None) -> str | None:
    return str(day) if day is not None else None
