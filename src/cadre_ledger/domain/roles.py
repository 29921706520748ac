"""Roles and what each may do: one table, from which code, pages and tests are made; and who stands aside."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from cadre_ledger.domain import (
    absences,
    actors,
    assessments,
    bodies,
    cadres,
    cases,
    charter,
    classifications,
    periods,
    positions,
    posts,
    replacements,
    rules,
    training,
    units,
    votes,
)
from cadre_ledger.domain.actors import Actors, Role
from cadre_ledger.domain.shapes import Event
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotAllowed
from cadre_ledger.values.quality import Capacity


class Act(StrEnum):
    """What people do with a ledger, as far as it is given to some and not to others."""

    FILES = "files"
    ASSESSMENTS = "assessments"
    DECISIONS = "decisions"
    VOTES = "votes"
    RULES = "rules"
    ACTORS = "actors"
    UPKEEP = "upkeep"
    OWN_KEY = "own_key"
    COUNTERSIGN = "countersign"


MAY: Mapping[Role, frozenset[Act]] = {
    Role.SECRETARY: frozenset({Act.FILES, Act.ASSESSMENTS, Act.DECISIONS, Act.VOTES, Act.RULES, Act.UPKEEP, Act.OWN_KEY, Act.COUNTERSIGN}),
    Role.COUNTING_COMMITTEE: frozenset({Act.VOTES, Act.OWN_KEY, Act.COUNTERSIGN}),
    Role.CHAIR: frozenset({Act.DECISIONS, Act.RULES, Act.ACTORS, Act.OWN_KEY, Act.COUNTERSIGN}),
    Role.INSPECTOR: frozenset({Act.OWN_KEY}),
    Role.AUDITOR: frozenset({Act.OWN_KEY}),
    Role.SUBJECT: frozenset({Act.OWN_KEY}),
    Role.ADMINISTRATOR: frozenset({Act.UPKEEP, Act.OWN_KEY}),
}

_EVENTS: Mapping[Act, tuple[type[Event], ...]] = {
    Act.FILES: (
        bodies.BodyEstablished,
        bodies.BodyNameTaken,
        bodies.BodyRenamed,
        bodies.BodyCorrected,
        bodies.BodyClosed,
        units.UnitEstablished,
        units.UnitRenamed,
        units.UnitMoved,
        units.UnitClosed,
        positions.PositionDefined,
        positions.PositionRedefined,
        cadres.CadreCodeAllocated,
        cadres.CadreRegistered,
        cadres.CadreNumberTaken,
        cadres.CadreDetailsCorrected,
        cadres.CadreMerged,
        cadres.CadreUnmerged,
        posts.Appointed,
        posts.Relieved,
        posts.AppointmentCorrected,
        posts.TenureCorrected,
        posts.Planned,
        posts.Unplanned,
        absences.AbsenceBegan,
        absences.AbsenceEnded,
        absences.AbsenceCorrected,
        training.TrainingCompleted,
        training.TrainingRevoked,
        training.QualificationRecorded,
        training.QualificationCorrected,
        training.QualificationRevoked,
    ),
    Act.ASSESSMENTS: (
        periods.PeriodOpened,
        periods.PeriodClosed,
        periods.PeriodReopened,
        assessments.Assessed,
        assessments.AssessmentCorrected,
    ),
    Act.DECISIONS: (
        classifications.Classified,
        classifications.ClassificationCorrected,
        classifications.ClassificationSetAside,
        classifications.Notified,
        cases.DisciplineDecided,
        cases.DisciplineCorrected,
        cases.DisciplineEnded,
        cases.DisciplineAnnulled,
        replacements.ReplacementConsidered,
        replacements.ReplacementDecided,
        replacements.ReplacementCorrected,
    ),
    Act.VOTES: (
        votes.VoteRecorded,
        votes.SessionDayTaken,
        votes.VoteCorrected,
        votes.SubjectLinked,
        votes.SubjectUnlinked,
        votes.ConfidenceResultEntered,
        votes.ConfidenceResultWithdrawn,
    ),
    Act.RULES: (rules.RegulationAdopted, rules.ClauseConfirmed, rules.RulebookAmended),
    Act.ACTORS: (actors.ActorEnrolled, actors.ActorRolesChanged, actors.ActorRetired),
    Act.UPKEEP: (charter.Founded, charter.ClockConfirmed),
    Act.OWN_KEY: (actors.ActorKeyRotated,),
}
ACTS: Mapping[str, Act] = {event.topic: act for act, events in _EVENTS.items() for event in events}
"""By event, the act that it is part of."""

TWO_KEYS: frozenset[str] = frozenset({cases.DisciplineAnnulled.topic, classifications.ClassificationSetAside.topic})
"""What takes back a decision on someone for all days needs two people. A new key of one's own is signed by the old key
and brings the signature of the new one inside the event, so that it too stands on two."""


def roles_that(act: Act) -> tuple[Role, ...]:
    """Who may do something."""
    return tuple(role for role, acts in MAY.items() if act in acts)


def may(actors_: Actors, code: str, act: Act) -> bool:
    """Whether one of the actor's roles allows it."""
    return any(act in MAY[role] for role in actors_.people[code].roles)


def must_be_allowed(known: Actors, code: str, event: Event) -> None:
    """Refuse an event that this actor may not record."""
    act = ACTS[event.topic]
    if isinstance(event, actors.ActorKeyRotated) and event.actor != code:
        raise NotAllowed(Code.KEY_OF_ANOTHER, actor=event.actor)
    if not may(known, code, act) and not _self_assessment(known, code, event):
        raise NotAllowed(Code.ROLE_MAY_NOT, actor=code, act=act.value, roles=", ".join(roles_that(act)))


def must_be_seconded(known: Actors, others: Sequence[str], event: Event) -> None:
    """Refuse what needs a second person when nobody signs with its author, and those who may not."""
    if event.topic in TWO_KEYS and not others:
        raise NotAllowed(Code.SECOND_KEY_MISSING, event=event.topic.partition("/")[0])
    for other in others:
        if not may(known, other, Act.COUNTERSIGN):
            raise NotAllowed(Code.ROLE_MAY_NOT, actor=other, act=Act.COUNTERSIGN.value, roles=", ".join(roles_that(Act.COUNTERSIGN)))


def _self_assessment(known: Actors, code: str, event: Event) -> bool:
    """Everyone may assess themself, under their own name."""
    own = known.people[code].cadre
    return isinstance(event, assessments.Assessed) and event.capacity is Capacity.SELF and own is not None and event.cadre == own


# Standing aside: nobody records on their own file, or on a vote in which they are a subject.


def concerned(event: Event, session: Iterable[Event] = ()) -> frozenset[str]:
    """The cadres whom an event judges or changes; of a vote, those whom its session has on its list so far."""
    if isinstance(event, actors.ActorEnrolled) or (isinstance(event, assessments.Assessed) and event.capacity is Capacity.SELF):
        return frozenset()
    named = frozenset({getattr(event, "cadre", None), getattr(event, "into", None), getattr(event, "was_merged_into", None)})
    listed = frozenset(each.cadre for each in session if isinstance(each, votes.SubjectLinked))
    return frozenset(code for code in named | listed if code is not None)
