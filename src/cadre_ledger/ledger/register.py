"""The register: every event name with its version, the model that reads it, and how older forms are raised."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cadre_ledger.domain import (
    absences,
    actors,
    assessments,
    bodies,
    cadres,
    cases,
    charter,
    classifications,
    convening,
    counts,
    members,
    papers,
    periods,
    positions,
    posts,
    replacements,
    rules,
    sessions,
    training,
    units,
    votes,
)
from cadre_ledger.domain.shapes import Event
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Broken

Raised = dict[str, Any]
Upcaster = Callable[[Raised], Raised]


@dataclass(frozen=True, slots=True)
class Register:
    """Models by topic, and one upcaster for each topic that is no longer written."""

    models: Mapping[str, type[Event]]
    upcasters: Mapping[str, tuple[str, Upcaster]]

    @classmethod
    def of(cls, models: Iterable[type[Event]], upcasters: Mapping[str, tuple[str, Upcaster]] | None = None) -> "Register":
        """A register of these models; every chain of upcasters must end at one of them."""
        by_topic: dict[str, type[Event]] = {}
        for model in models:
            if by_topic.setdefault(model.topic, model) is not model:
                raise ValueError(f"two models of {model.topic}")
        register = cls(by_topic, upcasters or {})
        for old in register.upcasters:
            register.raised(old, {}, check_only=True)
        return register

    def raised(self, topic: str, event: Raised, *, check_only: bool = False) -> tuple[type[Event], Raised]:
        """The model for a stored topic, and the stored dict brought to its form before it is validated."""
        for _ in range(len(self.upcasters) + 1):
            if topic in self.models:
                return self.models[topic], event
            if topic not in self.upcasters:
                break
            topic, upcast = self.upcasters[topic]
            event = event if check_only else upcast(event)
        raise Broken(Code.UNKNOWN_EVENT, topic=topic)

    @property
    def topics(self) -> frozenset[str]:
        """Every topic that can be read, old ones included."""
        return frozenset(self.models) | frozenset(self.upcasters)


EVENTS: tuple[type[Event], ...] = (
    charter.Founded,
    charter.ClockConfirmed,
    actors.ActorEnrolled,
    actors.ActorKeyRotated,
    actors.ActorRolesChanged,
    actors.ActorRetired,
    rules.RegulationAdopted,
    rules.ClauseConfirmed,
    rules.RulebookAmended,
    bodies.BodyEstablished,
    bodies.BodyNameTaken,
    bodies.BodyRenamed,
    bodies.BodyCorrected,
    bodies.BodyClosed,
    members.MemberJoined,
    members.MemberLeft,
    members.MemberCorrected,
    members.MembersFixed,
    cadres.CadreCodeAllocated,
    cadres.CadreRegistered,
    cadres.CadreNumberTaken,
    cadres.CadreDetailsCorrected,
    cadres.CadreMerged,
    cadres.CadreUnmerged,
    votes.VoteRecorded,
    votes.SessionDayTaken,
    votes.VoteCorrected,
    votes.SubjectLinked,
    votes.SubjectUnlinked,
    votes.ConfidenceResultEntered,
    votes.ConfidenceResultWithdrawn,
    convening.VoteConvened,
    sessions.VoteOpened,
    sessions.LateArrived,
    sessions.SubjectStruck,
    sessions.BoxClosed,
    sessions.CollectedAnnounced,
    sessions.AnnouncementCorrected,
    counts.EntryLocked,
    counts.EntryTaken,
    counts.EntryWithdrawn,
    counts.BatchOpened,
    counts.CellsRecounted,
    counts.VoteCertified,
    counts.VotePublished,
    counts.BallotsInCustody,
    counts.VoteAnnulled,
    papers.PaperIssued,
    units.UnitEstablished,
    units.UnitRenamed,
    units.UnitMoved,
    units.UnitClosed,
    positions.PositionDefined,
    positions.PositionRedefined,
    posts.Appointed,
    posts.Relieved,
    posts.AppointmentCorrected,
    posts.TenureCorrected,
    posts.Planned,
    posts.Unplanned,
    absences.AbsenceBegan,
    absences.AbsenceEnded,
    absences.AbsenceCorrected,
    periods.PeriodOpened,
    periods.PeriodClosed,
    periods.PeriodReopened,
    assessments.Assessed,
    assessments.AssessmentCorrected,
    classifications.Classified,
    classifications.ClassificationCorrected,
    classifications.ClassificationSetAside,
    classifications.Notified,
    training.TrainingCompleted,
    training.TrainingRevoked,
    training.QualificationRecorded,
    training.QualificationCorrected,
    training.QualificationRevoked,
    cases.DisciplineDecided,
    cases.DisciplineCorrected,
    cases.DisciplineEnded,
    cases.DisciplineAnnulled,
    replacements.ReplacementConsidered,
    replacements.ReplacementDecided,
    replacements.ReplacementCorrected,
)
REGISTER = Register.of(EVENTS)
