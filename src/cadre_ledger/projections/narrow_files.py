"""Narrow readers of the events of a cadre's file; the same promises as `narrow`."""

from typing import Any

import msgspec


class UnitEstablished(msgspec.Struct, frozen=True, gc=False):
    """`unit.established/1`."""

    unit: str
    name: str
    parent: str | None
    region: str | None


class UnitRenamed(msgspec.Struct, frozen=True, gc=False):
    """`unit.renamed/1`."""

    unit: str
    name: str


class UnitMoved(msgspec.Struct, frozen=True, gc=False):
    """`unit.moved/1`."""

    unit: str
    parent: str | None


class UnitClosed(msgspec.Struct, frozen=True, gc=False):
    """`unit.closed/1`."""

    unit: str


class Post(msgspec.Struct, frozen=True, gc=False):
    """What a position is, inside its definitions."""

    position: str
    title: str
    group: str
    unit: str
    authority: str | None
    theory_required: str | None
    criteria_set: str | None
    peer_group: str | None
    heads_unit: bool


class PositionDefined(msgspec.Struct, frozen=True, gc=False):
    """`position.defined/1`."""

    post: Post


class PositionRedefined(msgspec.Struct, frozen=True, gc=False):
    """`position.redefined/1`."""

    post: Post


class Appointed(msgspec.Struct, frozen=True, gc=False):
    """`post.appointed/1`."""

    cadre: str
    position: str
    since: str
    term_from: str | None
    term_to: str | None


class Relieved(msgspec.Struct, frozen=True, gc=False):
    """`post.relieved/1`."""

    cadre: str
    position: str
    until: str
    leaving: str


class AppointmentCorrected(msgspec.Struct, frozen=True, gc=False):
    """`post.appointment-corrected/1`."""

    cadre: str
    position: str
    since: str
    term_from: str | None
    term_to: str | None


class TenureCorrected(msgspec.Struct, frozen=True, gc=False):
    """`post.tenure-corrected/1`."""

    cadre: str
    position: str
    number: int
    since: str
    term_from: str | None
    term_to: str | None
    until: str
    leaving: str


class Planned(msgspec.Struct, frozen=True, gc=False):
    """`post.planned/1`."""

    cadre: str
    position: str


class Unplanned(msgspec.Struct, frozen=True, gc=False):
    """`post.unplanned/1`."""

    cadre: str
    position: str


class AbsenceBegan(msgspec.Struct, frozen=True, gc=False):
    """`absence.began/1`."""

    cadre: str
    number: int
    kind: str
    since: str
    planned_until: str | None


class AbsenceEnded(msgspec.Struct, frozen=True, gc=False):
    """`absence.ended/1`."""

    cadre: str
    number: int
    until: str


class AbsenceCorrected(msgspec.Struct, frozen=True, gc=False):
    """`absence.corrected/1`."""

    cadre: str
    number: int
    kind: str
    since: str
    planned_until: str | None
    until: str | None


class PeriodOpened(msgspec.Struct, frozen=True, gc=False):
    """`period.opened/1`."""

    period: str
    begins: str
    ends: str
    criteria_set: str
    basis: str
    basis_digest: str
    deadline: str | None


class PeriodClosed(msgspec.Struct, frozen=True, gc=False):
    """`period.closed/1`."""

    period: str


class PeriodReopened(msgspec.Struct, frozen=True, gc=False):
    """`period.reopened/1`."""

    period: str


class Assessed(msgspec.Struct, frozen=True, gc=False):
    """`assessment.recorded/1`."""

    cadre: str
    period: str
    assessor: str
    capacity: str
    scores: dict[str, str]


class AssessmentCorrected(msgspec.Struct, frozen=True, gc=False):
    """`assessment.corrected/1`."""

    cadre: str
    period: str
    assessor: str
    scores: dict[str, str]


class Classified(msgspec.Struct, frozen=True, gc=False):
    """`classification.decided/1`."""

    cadre: str
    period: str
    level: str
    decided_on: str
    points: str | None
    decision_no: str | None
    decided_by: str | None
    departs_from: str | None
    reason: str | None


class ClassificationCorrected(msgspec.Struct, frozen=True, gc=False):
    """`classification.corrected/1`."""

    cadre: str
    period: str
    level: str
    points: str | None


class ClassificationSetAside(msgspec.Struct, frozen=True, gc=False):
    """`classification.set-aside/1`."""

    cadre: str
    period: str


class Notified(msgspec.Struct, frozen=True, gc=False):
    """`verdict.notified/1`."""

    cadre: str
    of_entry: int
    told_on: str


class TrainingCompleted(msgspec.Struct, frozen=True, gc=False):
    """`training.completed/1`."""

    cadre: str
    number: int
    category: str
    level: str | None
    programme: str
    completed_on: str
    institution: str | None
    country: str | None
    started_on: str | None
    approved_on: str | None


class TrainingRevoked(msgspec.Struct, frozen=True, gc=False):
    """`training.revoked/1`."""

    cadre: str
    number: int


class QualificationRecorded(msgspec.Struct, frozen=True, gc=False):
    """`qualification.recorded/1`."""

    cadre: str
    kind: str
    level: str
    obtained_on: str
    field: str | None
    language: str | None


class QualificationCorrected(msgspec.Struct, frozen=True, gc=False):
    """`qualification.corrected/1`."""

    cadre: str
    number: int
    kind: str
    level: str
    obtained_on: str
    field: str | None
    language: str | None


class QualificationRevoked(msgspec.Struct, frozen=True, gc=False):
    """`qualification.revoked/1`."""

    cadre: str
    number: int


class DisciplineDecided(msgspec.Struct, frozen=True, gc=False):
    """`discipline.decided/1`."""

    case: str
    cadre: str
    line: str
    form: str
    decision_no: str
    decided_on: str
    effective_on: str | None
    public_duty: bool


class DisciplineCorrected(msgspec.Struct, frozen=True, gc=False):
    """`discipline.corrected/1`."""

    case: str
    cadre: str
    form: str
    decided_on: str
    effective_on: str | None


class DisciplineEnded(msgspec.Struct, frozen=True, gc=False):
    """`discipline.ended/1`."""

    case: str
    cadre: str
    ended_on: str


class DisciplineAnnulled(msgspec.Struct, frozen=True, gc=False):
    """`discipline.annulled/1`."""

    case: str
    cadre: str


class ReplacementConsidered(msgspec.Struct, frozen=True, gc=False):
    """`replacement.considered/1`."""

    flag: str
    considered_on: str
    by: str


class ReplacementDecided(msgspec.Struct, frozen=True, gc=False):
    """`replacement.decided/1`."""

    flag: str
    decision: str
    decided_on: str
    by: str
    reason: str


class ReplacementCorrected(msgspec.Struct, frozen=True, gc=False):
    """`replacement.corrected/1`."""

    flag: str
    decision: str
    reason: str


STRUCTS: dict[str, type[Any]] = {
    "unit.established/1": UnitEstablished,
    "unit.renamed/1": UnitRenamed,
    "unit.moved/1": UnitMoved,
    "unit.closed/1": UnitClosed,
    "position.defined/1": PositionDefined,
    "position.redefined/1": PositionRedefined,
    "post.appointed/1": Appointed,
    "post.relieved/1": Relieved,
    "post.appointment-corrected/1": AppointmentCorrected,
    "post.tenure-corrected/1": TenureCorrected,
    "post.planned/1": Planned,
    "post.unplanned/1": Unplanned,
    "absence.began/1": AbsenceBegan,
    "absence.ended/1": AbsenceEnded,
    "absence.corrected/1": AbsenceCorrected,
    "period.opened/1": PeriodOpened,
    "period.closed/1": PeriodClosed,
    "period.reopened/1": PeriodReopened,
    "assessment.recorded/1": Assessed,
    "assessment.corrected/1": AssessmentCorrected,
    "classification.decided/1": Classified,
    "classification.corrected/1": ClassificationCorrected,
    "classification.set-aside/1": ClassificationSetAside,
    "verdict.notified/1": Notified,
    "training.completed/1": TrainingCompleted,
    "training.revoked/1": TrainingRevoked,
    "qualification.recorded/1": QualificationRecorded,
    "qualification.corrected/1": QualificationCorrected,
    "qualification.revoked/1": QualificationRevoked,
    "discipline.decided/1": DisciplineDecided,
    "discipline.corrected/1": DisciplineCorrected,
    "discipline.ended/1": DisciplineEnded,
    "discipline.annulled/1": DisciplineAnnulled,
    "replacement.considered/1": ReplacementConsidered,
    "replacement.decided/1": ReplacementDecided,
    "replacement.corrected/1": ReplacementCorrected,
}
