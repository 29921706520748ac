"""The standing of a cadre and the timeline of a file, as answers."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from cadre_ledger.ledger import pages
from cadre_ledger.procedures import answers
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.history import record_part
from cadre_ledger.procedures.lists import NAMED
from cadre_ledger.procedures.reading import flag_of, flag_part, heading, outcome_part, result_part
from cadre_ledger.projections.concerning import Answered, entries_about
from cadre_ledger.projections.dossiers import CadreDossier
from cadre_ledger.projections.file_facts import absence_facts, assessments, definition_on
from cadre_ledger.projections.files import AnswerDossier, CadreFile
from cadre_ledger.projections.source import results_of
from cadre_ledger.projections.standing import Against, Ruled, Standing, Vote, people, stand, votes_of
from cadre_ledger.projections.tables import FLAGS, file_flag_row
from cadre_ledger.rulebook.exemptions import Exempted
from cadre_ledger.rulebook.sanctions import Clock
from cadre_ledger.rulebook.training import Gap
from cadre_ledger.rulebook.weighing import Span
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.facts import AbsenceFact, ClassificationFact, PostFact, TrainingFact
from cadre_ledger.values.verdicts import Answer, Truth, earliest

UNSAID = frozenset({"cadre", "text", "texts", "digest", "basis_digest", "warnings", "ballots", "subjects_total"})
"""Fields that say nothing of one person, or that are for machines."""


def standing(desk: Desk, cadre: str) -> answers.Standing:
    """Everything that holds about a cadre on the day."""
    dossier = desk.cadre(cadre)
    found = stand(desk.judging, dossier.code, desk.as_of)
    in_file = tuple(votes_of(desk.judging, dossier.code, desk.as_of))
    votes = tuple(vote for vote in in_file if vote.session.held is not Truth.NOT)
    raised = tuple(_flags(desk, found, votes))
    answered = (day for flag in raised for day in _answers_to_come(desk, flag.id))
    absences = _absences(desk, dossier.code)
    to_come = [each.next_change for _, each in absences]
    next_change = earliest([found.next_change, *to_come, *(vote.session.next_change for vote in in_file), *answered])
    return answers.Standing(
        **heading(desk, answers.Standing.NAME),
        cadre=cadre_part(dossier),
        posts=tuple(_post(desk, each) for each in found.posts),
        planned=tuple(_post(desk, each) for each in found.planned),
        absences=tuple(_absence(*each) for each in absences if each[1].truth is not Truth.NOT),
        classifications=tuple(
            classification_part(each)
            for each in sorted(found.classifications, key=lambda each: (each.decided_on, each.entry), reverse=True)
        ),
        votes=tuple(_vote(desk, each) for each in votes),
        sanctions=tuple(_sanction(each) for each in found.effects if each.found.sanction.announced_on.first <= desk.as_of),
        freezes=tuple(
            answers.FreezePart(line=each.line.value, status=each.answer.truth.value, until=_text(each.until)) for each in found.freezes
        ),
        training=tuple(_training(each) for each in found.trainings),
        training_gaps=tuple(_gap(each) for each in found.gaps),
        grounds=tuple(_ground(each) for each in found.grounds if each.found.ground.whole.truth is not Truth.NOT),
        exemptions=tuple(_exemption(each) for each in found.exemptions if each.found.whole.truth is not Truth.NOT),
        flags=raised,
        higher_post=eligibility_part(found),
        next_change=next_change.isoformat() if next_change else None,
    )


def _flags(desk: Desk, found: Standing, votes: Iterable[Vote]) -> Iterator[answers.FlagPart]:
    """The flags of one person: those of the file, then those of the votes."""
    for flag in found.flags:
        yield flag_part(desk, dict(zip(FLAGS.columns, file_flag_row(found, flag), strict=True)))
    yield from (each for vote in votes if (each := flag_of(desk, vote.session, vote.subject)) is not None)


def _answers_to_come(desk: Desk, flag: str) -> Iterator[date]:
    """The days after this one from which something had been done about a flag."""
    answer: AnswerDossier | None = desk.source.get(("answer", flag))
    said = (answer.considered_on, answer.decided_on) if answer else ()
    return (day for text in said if text and (day := PartialDate.parse(text).first) > desk.as_of)


def classification_part(fact: ClassificationFact) -> answers.ClassificationPart:
    """One decision."""
    return answers.ClassificationPart(
        period=fact.period.code,
        level=fact.level.value,
        points=str(fact.points) if fact.points is not None else None,
        decided_on=str(fact.decided_on),
        entry=fact.entry,
    )


def _next_change(desk: Desk, found: Standing) -> str | None:
    """Of everything shown: posts are called as they are on the day."""
    positions = (desk.source.get(("position", each.position)) for each in (*found.posts, *found.planned))
    redefined = (PartialDate.parse(each.effective_on).first for position in positions for each in position.definitions)
    day = earliest([found.next_change, *(each for each in redefined if each > desk.as_of)])
    return None if day is None else day.isoformat()


def cadre_part(cadre: CadreDossier) -> answers.CadrePart:
    """One file."""
    return answers.CadrePart(**{name: getattr(cadre, name) for name in answers.CadrePart.model_fields})


def timeline(desk: Desk, cadre: str) -> answers.Timeline:
    """Every entry about a cadre, and about those merged into it, that holds by the day, in the order of their days."""
    dossier = desk.cadre(cadre)
    about = entries_about(desk.source, Answered(desk.source), dossier.code)
    days = {entry: PartialDate.parse(day) for entry, day in about.items()}
    in_order = sorted((entry for entry, day in days.items() if day.first <= desk.as_of), key=lambda entry: (days[entry], entry))
    lines = dict(results_of(desk.source, dossier.code))
    entries = tuple(timeline_part(desk, entry, lines) for entry in in_order)
    return answers.Timeline(**heading(desk, answers.Timeline.NAME), cadre=cadre_part(dossier), entries=entries)


def timeline_part(desk: Desk, entry: int, lines: Mapping[str, int]) -> answers.TimelinePart:
    """What an entry says about one cadre; `lines` are the numbers under which votes list them."""
    row = pages.row(desk.events, entry)
    assert row is not None
    record = record_part(row)
    said = kept_from_readers(desk, record)
    return answers.TimelinePart(
        entry=entry,
        effective_on=record.effective_on,
        recorded_at=record.recorded_at,
        name=record.name,
        says=said or dict(_says(record.event, lines)),
    )


def kept_from_readers(desk: Desk, record: answers.RecordPart) -> dict[str, Any] | None:
    """What may be said of an assessment by peers, subordinates and the collective: that it was made. One person's scores are not shown."""
    event = record.event
    if not record.name.startswith("assessment."):
        return None
    given = assessments(desk.source, CadreFile.empty(event["cadre"]), event["period"])
    capacity = next(each.capacity for each in given if each.assessor == event["assessor"])
    return None if capacity in NAMED else {"period": event["period"], "capacity": capacity}


def _says(event: Mapping[str, Any], lines: Mapping[str, int]) -> Iterator[tuple[str, Any]]:
    """Without the texts of rules, and of a whole list only what is about the one person."""
    number = lines.get(event.get("session", ""))
    for name, value in event.items():
        if name == "subjects":
            yield from (
                (field, said) for each in value if each["number"] == number for field, said in each.items() if said not in (None, {})
            )
        elif name == "changes":
            for change in value:
                if change["subject"] in (None, number):
                    yield change["field"], f"{change['was']} → {change['now']}"
        elif value is not None and name not in UNSAID:
            yield name, value


def _post(desk: Desk, post: PostFact) -> answers.PostPart:
    definition = definition_on(desk.source.get(("position", post.position)), desk.as_of)
    months = (desk.as_of.year - post.since.last.year) * 12 + desk.as_of.month - post.since.last.month
    whole = months - (desk.as_of.day < post.since.last.day)
    return answers.PostPart(
        position=post.position,
        title=definition.title,
        unit=definition.unit,
        since=str(post.since),
        # An end still to come is no part of what holds; `next_change` says that something will.
        until=_text(post.until) if post.until is not None and post.until.first <= desk.as_of else None,
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


def _vote(desk: Desk, vote: Vote) -> answers.StandingVotePart:
    part = result_part(vote.session, vote.subject, lambda finding: finding.code.value)
    return answers.StandingVotePart(
        session=vote.session.session.code,
        subject=vote.subject.line.number,
        body=desk.body(vote.session.session.body).name_on(vote.session.session.day.last),
        position=vote.subject.line.position,
        held_on=vote.session.session.held_on,
        kind=vote.session.session.kind,
        shares=part.shares,
        outcome=outcome_part(vote.session, vote.subject),
    )


def _sanction(ruled: Ruled[Clock]) -> answers.SanctionPart:
    clock = ruled.found
    return answers.SanctionPart(
        case_entry=clock.sanction.entry,
        line=clock.sanction.line.value,
        form=clock.sanction.form.value,
        announced_on=str(clock.sanction.announced_on),
        status=clock.answer.truth.value,
        lapses_on=_text(clock.span.end) if clock.span else None,
        clause=str(ruled.by.ref(clock.clause)) if ruled.by and clock.clause else None,
        missing=clock.missing,
    )


def _training(fact: TrainingFact) -> answers.TrainingPart:
    return answers.TrainingPart(
        category=fact.category.value,
        level=fact.theory.value if fact.theory else None,
        completed_on=str(fact.completed_on),
        entry=fact.entry,
    )


def _ground(ruled: Ruled[Against]) -> answers.GroundPart:
    assert ruled.by is not None
    ground = ruled.found.ground
    return answers.GroundPart(
        position=ruled.found.post.position,
        clause=str(ruled.by.ref(ground.clause)),
        way=ground.clause.way.value,
        status=ground.whole.truth.value,
        evidence=ground.whole.evidence,
        missing=ground.whole.missing,
    )


def _exemption(ruled: Ruled[Exempted]) -> answers.ExemptionPart:
    assert ruled.by is not None
    found = ruled.found
    return answers.ExemptionPart(
        position=found.post.position,
        clause=str(ruled.by.ref(found.clause)),
        status=found.whole.truth.value,
        arithmetic=tuple(each.written for each in found.tried if each.written and each.truth is not Truth.NOT),
        missing=found.whole.missing,
    )


def _gap(ruled: Ruled[Gap]) -> answers.GapPart:
    gap = ruled.found
    return answers.GapPart(
        position=gap.post.position,
        status=gap.answer.truth.value,
        required=gap.clause.level.value if gap.clause else None,
        held=gap.held.value if gap.held else None,
        clause=str(ruled.by.ref(gap.clause)) if ruled.by and gap.clause else None,
        missing=gap.missing,
    )


def eligibility_part(found: Standing) -> answers.EligibilityPart:
    """Whether a cadre may be put forward, with every reason against it."""
    reasons = tuple(
        answers.ReasonPart(what=each.what, status=each.answer.truth.value, evidence=each.evidence, until=_text(each.until))
        for each in found.higher_post.reasons
    )
    return answers.EligibilityPart(status=found.higher_post.answer.truth.value, reasons=reasons)


def _text(day: PartialDate | None) -> str | None:
    return str(day) if day is not None else None
