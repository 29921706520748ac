"""Gathering of a cadre's file: posts, decisions, training, sanctions; and of units, positions, periods and answers."""

from collections.abc import Callable
from typing import Any, Protocol

from cadre_ledger.projections import narrow_files as narrow
from cadre_ledger.projections.dossiers import DatedName, Evidence, Key
from cadre_ledger.projections.files import (
    AbsenceLine,
    AnswerDossier,
    AssessmentDossier,
    AssessmentLine,
    CadreFile,
    ClassificationLine,
    DatedParent,
    Definition,
    PeriodDossier,
    PlanLine,
    PositionDossier,
    PostLine,
    QualificationLine,
    SanctionLine,
    ToldLine,
    TrainingLine,
    UnitDossier,
    assessed_key,
)


class Dossiers(Protocol):
    """Where dossiers are found and put; whoever holds them decides what stays in memory."""

    def get(self, key: Key) -> Any:
        """The dossier, to be changed in place; None when there is none yet."""

    def put(self, key: Key, dossier: Any) -> None:
        """Keep a dossier that was made or changed."""


Fold = Callable[[Dossiers, Any, Evidence], None]
"""An event, with the entry it rests on, into the dossiers."""


# The file of a cadre


def _file(change: Callable[[CadreFile, Any, Evidence], None]) -> Fold:
    def fold(dossiers: Dossiers, event: Any, evidence: Evidence) -> None:
        key = ("file", event.cadre)
        file = dossiers.get(key) or CadreFile.empty(event.cadre)
        change(file, event, evidence)
        dossiers.put(key, file)

    return fold


def _appointed(file: CadreFile, event: narrow.Appointed, evidence: Evidence) -> None:
    file.posts.append(PostLine(event.position, event.since, None, event.term_from, event.term_to, None, [evidence]))


def _relieved(file: CadreFile, event: narrow.Relieved, evidence: Evidence) -> None:
    held = _held(file, event.position)
    held.until, held.leaving = event.until, event.leaving
    held.evidence.append(evidence)


def _appointment_corrected(file: CadreFile, event: narrow.AppointmentCorrected, evidence: Evidence) -> None:
    held = _held(file, event.position)
    held.since, held.term_from, held.term_to = event.since, event.term_from, event.term_to
    held.evidence.append(evidence)


def _tenure_corrected(file: CadreFile, event: narrow.TenureCorrected, evidence: Evidence) -> None:
    line = [each for each in file.posts if each.position == event.position][event.number - 1]
    line.since, line.until, line.leaving = event.since, event.until, event.leaving
    line.term_from, line.term_to = event.term_from, event.term_to
    line.evidence.append(evidence)


def _held(file: CadreFile, position: str) -> PostLine:
    return next(each for each in file.posts if each.position == position and each.until is None)


def _planned(file: CadreFile, event: narrow.Planned, evidence: Evidence) -> None:
    file.planned.append(PlanLine(event.position, evidence.effective_on, None, [evidence]))


def _unplanned(file: CadreFile, event: narrow.Unplanned, evidence: Evidence) -> None:
    line = next(each for each in file.planned if each.position == event.position and each.until is None)
    line.until = evidence.effective_on
    line.evidence.append(evidence)


def _absence_began(file: CadreFile, event: narrow.AbsenceBegan, evidence: Evidence) -> None:
    file.absences.append(AbsenceLine(event.number, event.kind, event.since, event.planned_until, None, [evidence]))


def _absence_ended(file: CadreFile, event: narrow.AbsenceEnded, evidence: Evidence) -> None:
    line = file.absences[event.number - 1]
    line.until = event.until
    line.evidence.append(evidence)


def _absence_corrected(file: CadreFile, event: narrow.AbsenceCorrected, evidence: Evidence) -> None:
    line = file.absences[event.number - 1]
    line.kind, line.since, line.planned_until, line.until = event.kind, event.since, event.planned_until, event.until
    line.evidence.append(evidence)


def _classified(file: CadreFile, event: narrow.Classified, evidence: Evidence) -> None:
    fields = {name: getattr(event, name) for name in event.__struct_fields__ if name != "cadre"}
    file.classifications.append(ClassificationLine(**fields, set_aside=False, evidence=[evidence]))


def _classification_corrected(file: CadreFile, event: narrow.ClassificationCorrected, evidence: Evidence) -> None:
    line = _decided(file, event.period)
    line.level, line.points = event.level, event.points
    line.evidence.append(evidence)


def _set_aside(file: CadreFile, event: narrow.ClassificationSetAside, evidence: Evidence) -> None:
    line = _decided(file, event.period)
    line.set_aside = True
    line.evidence.append(evidence)


def _decided(file: CadreFile, period: str) -> ClassificationLine:
    return next(each for each in file.classifications if each.period == period and not each.set_aside)


def _notified(file: CadreFile, event: narrow.Notified, evidence: Evidence) -> None:
    file.told.append(ToldLine(event.of_entry, event.told_on, evidence.entry))


def _period_assessed(file: CadreFile, event: narrow.Assessed, _evidence: Evidence) -> None:
    file.assessed.append(event.period)


_list_period = _file(_period_assessed)


def _assessed(dossiers: Dossiers, event: narrow.Assessed, evidence: Evidence) -> None:
    key = assessed_key(event.cadre, event.period)
    given = dossiers.get(key)
    if given is None:
        given = AssessmentDossier([])
        _list_period(dossiers, event, evidence)
    given.assess(AssessmentLine(event.assessor, event.capacity, event.scores, [evidence]))
    dossiers.put(key, given)


def _assessment_corrected(dossiers: Dossiers, event: narrow.AssessmentCorrected, evidence: Evidence) -> None:
    key = assessed_key(event.cadre, event.period)
    given: AssessmentDossier = dossiers.get(key)
    place, line = next(each for each in enumerate(given.lines) if each[1].assessor == event.assessor)
    line.scores = event.scores
    line.evidence.append(evidence)
    given.assess(line, place)
    dossiers.put(key, given)


def _completed(file: CadreFile, event: narrow.TrainingCompleted, evidence: Evidence) -> None:
    fields = {name: getattr(event, name) for name in event.__struct_fields__ if name != "cadre"}
    file.training.append(TrainingLine(**fields, revoked=False, evidence=[evidence]))


def _revoked(file: CadreFile, event: narrow.TrainingRevoked, evidence: Evidence) -> None:
    line = next(each for each in file.training if each.number == event.number)
    line.revoked = True
    line.evidence.append(evidence)


def _qualified(file: CadreFile, event: narrow.QualificationRecorded, evidence: Evidence) -> None:
    fields = {name: getattr(event, name) for name in event.__struct_fields__ if name != "cadre"}
    line = QualificationLine(number=len(file.qualifications) + 1, **fields, revoked=False, evidence=[evidence])
    file.qualifications.append(line)


def _qualification_corrected(file: CadreFile, event: narrow.QualificationCorrected, evidence: Evidence) -> None:
    line = file.qualifications[event.number - 1]
    line.kind, line.level, line.obtained_on, line.field, line.language = (
        event.kind,
        event.level,
        event.obtained_on,
        event.field,
        event.language,
    )
    line.evidence.append(evidence)


def _qualification_revoked(file: CadreFile, event: narrow.QualificationRevoked, evidence: Evidence) -> None:
    line = file.qualifications[event.number - 1]
    line.revoked = True
    line.evidence.append(evidence)


def _disciplined(file: CadreFile, event: narrow.DisciplineDecided, evidence: Evidence) -> None:
    fields = {name: getattr(event, name) for name in event.__struct_fields__ if name != "cadre"}
    file.sanctions.append(SanctionLine(**fields, ended_on=None, annulled=False, evidence=[evidence]))


def _discipline_corrected(file: CadreFile, event: narrow.DisciplineCorrected, evidence: Evidence) -> None:
    line = _sanction(file, event.case)
    line.form, line.decided_on, line.effective_on = event.form, event.decided_on, event.effective_on
    line.evidence.append(evidence)


def _ended(file: CadreFile, event: narrow.DisciplineEnded, evidence: Evidence) -> None:
    line = _sanction(file, event.case)
    line.ended_on = event.ended_on
    line.evidence.append(evidence)


def _annulled(file: CadreFile, event: narrow.DisciplineAnnulled, evidence: Evidence) -> None:
    line = _sanction(file, event.case)
    line.annulled = True
    line.evidence.append(evidence)


def _sanction(file: CadreFile, case: str) -> SanctionLine:
    return next(each for each in file.sanctions if each.case == case)


# Units, positions, periods, answers


def _unit_established(dossiers: Dossiers, event: narrow.UnitEstablished, evidence: Evidence) -> None:
    names, parents = [DatedName(evidence.effective_on, event.name, [evidence.entry])], [DatedParent(evidence.effective_on, event.parent)]
    dossiers.put(("unit", event.unit), UnitDossier(event.unit, names, parents, event.region, None, [evidence]))


def _unit(change: Callable[[UnitDossier, Any, Evidence], None]) -> Fold:
    def fold(dossiers: Dossiers, event: Any, evidence: Evidence) -> None:
        unit = dossiers.get(("unit", event.unit))
        change(unit, event, evidence)
        unit.evidence.append(evidence)
        dossiers.put(("unit", event.unit), unit)

    return fold


def _unit_renamed(unit: UnitDossier, event: narrow.UnitRenamed, evidence: Evidence) -> None:
    unit.names.append(DatedName(evidence.effective_on, event.name, [evidence.entry]))


def _unit_moved(unit: UnitDossier, event: narrow.UnitMoved, evidence: Evidence) -> None:
    unit.parents.append(DatedParent(evidence.effective_on, event.parent))


def _unit_closed(unit: UnitDossier, _event: narrow.UnitClosed, evidence: Evidence) -> None:
    unit.closed_on = evidence.effective_on


def _position(dossiers: Dossiers, event: narrow.PositionDefined | narrow.PositionRedefined, evidence: Evidence) -> None:
    post = event.post
    position = dossiers.get(("position", post.position)) or PositionDossier(post.position, [], [])
    fields = {name: getattr(post, name) for name in post.__struct_fields__ if name != "position"}
    position.definitions.append(Definition(effective_on=evidence.effective_on, **fields))
    position.evidence.append(evidence)
    dossiers.put(("position", post.position), position)


def _period_opened(dossiers: Dossiers, event: narrow.PeriodOpened, evidence: Evidence) -> None:
    fields = {name: getattr(event, name) for name in event.__struct_fields__ if name != "period"}
    dossiers.put(("period", event.period), PeriodDossier(code=event.period, **fields, closed=False, evidence=[evidence]))


def _period_turned(*, closed: bool) -> Fold:
    def fold(dossiers: Dossiers, event: narrow.PeriodClosed | narrow.PeriodReopened, evidence: Evidence) -> None:
        period = dossiers.get(("period", event.period))
        period.closed = closed
        period.evidence.append(evidence)
        dossiers.put(("period", event.period), period)

    return fold


def _answer(change: Callable[[AnswerDossier, Any], None]) -> Fold:
    def fold(dossiers: Dossiers, event: Any, evidence: Evidence) -> None:
        key = ("answer", event.flag)
        answer = dossiers.get(key) or AnswerDossier(event.flag, None, None, None, None, None, [])
        change(answer, event)
        answer.evidence.append(evidence)
        dossiers.put(key, answer)

    return fold


def _considered(answer: AnswerDossier, event: narrow.ReplacementConsidered) -> None:
    answer.considered_on, answer.by = event.considered_on, event.by


def _replacement_decided(answer: AnswerDossier, event: narrow.ReplacementDecided) -> None:
    answer.decision, answer.decided_on, answer.by, answer.reason = event.decision, event.decided_on, event.by, event.reason


def _replacement_corrected(answer: AnswerDossier, event: narrow.ReplacementCorrected) -> None:
    answer.decision, answer.reason = event.decision, event.reason


FOLDS: dict[type[Any], Fold] = {
    narrow.UnitEstablished: _unit_established,
    narrow.UnitRenamed: _unit(_unit_renamed),
    narrow.UnitMoved: _unit(_unit_moved),
    narrow.UnitClosed: _unit(_unit_closed),
    narrow.PositionDefined: _position,
    narrow.PositionRedefined: _position,
    narrow.Appointed: _file(_appointed),
    narrow.Relieved: _file(_relieved),
    narrow.AppointmentCorrected: _file(_appointment_corrected),
    narrow.TenureCorrected: _file(_tenure_corrected),
    narrow.Planned: _file(_planned),
    narrow.Unplanned: _file(_unplanned),
    narrow.AbsenceBegan: _file(_absence_began),
    narrow.AbsenceEnded: _file(_absence_ended),
    narrow.AbsenceCorrected: _file(_absence_corrected),
    narrow.PeriodOpened: _period_opened,
    narrow.PeriodClosed: _period_turned(closed=True),
    narrow.PeriodReopened: _period_turned(closed=False),
    narrow.Assessed: _assessed,
    narrow.AssessmentCorrected: _assessment_corrected,
    narrow.Classified: _file(_classified),
    narrow.ClassificationCorrected: _file(_classification_corrected),
    narrow.ClassificationSetAside: _file(_set_aside),
    narrow.Notified: _file(_notified),
    narrow.TrainingCompleted: _file(_completed),
    narrow.TrainingRevoked: _file(_revoked),
    narrow.QualificationRecorded: _file(_qualified),
    narrow.QualificationCorrected: _file(_qualification_corrected),
    narrow.QualificationRevoked: _file(_qualification_revoked),
    narrow.DisciplineDecided: _file(_disciplined),
    narrow.DisciplineCorrected: _file(_discipline_corrected),
    narrow.DisciplineEnded: _file(_ended),
    narrow.DisciplineAnnulled: _file(_annulled),
    narrow.ReplacementConsidered: _answer(_considered),
    narrow.ReplacementDecided: _answer(_replacement_decided),
    narrow.ReplacementCorrected: _answer(_replacement_corrected),
}
