"""The standing of a cadre and the timeline of a file, as answers."""

from collections.abc import Iterable, Iterator
from typing import Any

from cadre_ledger.ledger import pages
from cadre_ledger.procedures import answers
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.history import record_part
from cadre_ledger.procedures.reading import flag_part, heading, outcome_part, result_part
from cadre_ledger.projections.dossiers import CadreDossier, Evidence
from cadre_ledger.projections.file_facts import definition_on
from cadre_ledger.projections.files import CadreFile
from cadre_ledger.projections.source import Judging
from cadre_ledger.projections.standing import Against, Ruled, Standing, Vote, people, stand, votes_of
from cadre_ledger.projections.tables import FLAGS, file_flag_row, flag_row
from cadre_ledger.rulebook.exemptions import Exempted
from cadre_ledger.rulebook.sanctions import Clock
from cadre_ledger.rulebook.training import Gap
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.facts import ClassificationFact, PostFact, TrainingFact
from cadre_ledger.values.verdicts import Truth, earliest


def standing(desk: Desk, cadre: str) -> answers.Standing:
    """Everything that holds about a cadre on the day."""
    dossier = desk.cadre(cadre)
    judging = Judging(desk.source)
    found = stand(judging, dossier.code, desk.as_of)
    votes = tuple(votes_of(judging, dossier.code, desk.as_of))
    next_change = earliest([found.next_change, *(vote.session.next_change for vote in votes)])
    return answers.Standing(
        **heading(desk, answers.Standing.NAME),
        cadre=cadre_part(dossier),
        posts=tuple(_post(desk, each) for each in found.posts),
        planned=tuple(_post(desk, each) for each in found.planned),
        classifications=tuple(
            classification_part(each)
            for each in sorted(found.classifications, key=lambda each: (each.decided_on, each.entry), reverse=True)
        ),
        votes=tuple(_vote(each) for each in votes),
        sanctions=tuple(_sanction(each) for each in found.effects),
        freezes=tuple(
            answers.FreezePart(line=each.line.value, status=each.answer.truth.value, until=_text(each.until)) for each in found.freezes
        ),
        training=tuple(_training(each) for each in found.trainings),
        training_gaps=tuple(_gap(each) for each in found.gaps),
        grounds=tuple(_ground(each) for each in found.grounds if each.found.ground.whole.truth is not Truth.NOT),
        exemptions=tuple(_exemption(each) for each in found.exemptions if each.found.whole.truth is not Truth.NOT),
        flags=tuple(flag_part(desk, row) for row in _flag_rows(found, votes)),
        higher_post=eligibility_part(found),
        next_change=next_change.isoformat() if next_change else None,
    )


def _flag_rows(found: Standing, votes: Iterable[Vote]) -> Iterator[dict[str, Any]]:
    """The rows of one person's flags: those of the file, then those of the votes on it."""
    of_votes = (flag_row(vote.session, vote.subject) for vote in votes)
    rows = (*(file_flag_row(found, flag) for flag in found.flags), *(row for row in of_votes if row is not None))
    return (dict(zip(FLAGS.columns, row, strict=True)) for row in rows)


def classification_part(fact: ClassificationFact) -> answers.ClassificationPart:
    """One decision."""
    return answers.ClassificationPart(
        period=fact.period.code,
        level=fact.level.value,
        points=str(fact.points) if fact.points is not None else None,
        decided_on=str(fact.decided_on),
        entry=fact.entry,
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
        yield from file.evidence


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
