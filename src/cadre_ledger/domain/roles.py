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
from cadre_ledger.domain.actors import Actors, Role
from cadre_ledger.domain.shapes import Event
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotAllowed
from cadre_ledger.values.quality import Capacity
from cadre_ledger.values.text import identity, same_name


class Act(StrEnum):
    """What people do with a ledger, as far as it is given to some and not to others."""

    FILES = "files"
    ASSESSMENTS = "assessments"
    DECISIONS = "decisions"
    VOTES = "votes"
    CONVENE = "convene"
    HOLD = "hold"
    COUNT = "count"
    TAKE = "take"
    CERTIFY = "certify"
    PUBLISH = "publish"
    PAPERS = "papers"
    ANNUL = "annul"
    RULES = "rules"
    ACTORS = "actors"
    UPKEEP = "upkeep"
    OWN_KEY = "own_key"
    COUNTERSIGN = "countersign"


MAY: Mapping[Role, frozenset[Act]] = {
    Role.SECRETARY: frozenset(
        {
            *(Act.FILES, Act.ASSESSMENTS, Act.DECISIONS, Act.VOTES, Act.CONVENE, Act.HOLD, Act.TAKE, Act.PUBLISH, Act.PAPERS, Act.RULES),
            *(Act.UPKEEP, Act.OWN_KEY, Act.COUNTERSIGN),
        }
    ),
    Role.COUNTING_COMMITTEE: frozenset({Act.VOTES, Act.COUNT, Act.TAKE, Act.PAPERS, Act.OWN_KEY, Act.COUNTERSIGN}),
    Role.CHAIR: frozenset({Act.DECISIONS, Act.CERTIFY, Act.ANNUL, Act.RULES, Act.ACTORS, Act.OWN_KEY, Act.COUNTERSIGN}),
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
        members.MemberJoined,
        members.MemberLeft,
        members.MemberCorrected,
        members.MembersFixed,
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
    Act.CONVENE: (convening.VoteConvened,),
    Act.HOLD: (
        sessions.VoteOpened,
        sessions.LateArrived,
        sessions.SubjectStruck,
        sessions.BoxClosed,
        sessions.CollectedAnnounced,
        sessions.AnnouncementCorrected,
    ),
    Act.COUNT: (counts.EntryLocked, counts.EntryWithdrawn, counts.BatchOpened, counts.CellsRecounted),
    Act.TAKE: (counts.EntryTaken,),
    Act.CERTIFY: (counts.VoteCertified,),
    Act.PUBLISH: (counts.VotePublished, counts.BallotsInCustody),
    Act.PAPERS: (papers.PaperIssued,),
    Act.ANNUL: (counts.VoteAnnulled,),
    Act.RULES: (rules.RegulationAdopted, rules.ClauseConfirmed, rules.RulebookAmended),
    Act.ACTORS: (actors.ActorEnrolled, actors.ActorRolesChanged, actors.ActorRetired),
    Act.UPKEEP: (charter.Founded, charter.ClockConfirmed),
    Act.OWN_KEY: (actors.ActorKeyRotated,),
}
ACTS: Mapping[str, Act] = {event.topic: act for act, events in _EVENTS.items() for event in events}
"""By event, the act that it is part of."""

_BRINGS: Mapping[str, tuple[type[Event], ...]] = {
    convening.VoteConvened.topic: (votes.SessionDayTaken,),
    counts.VoteCertified.topic: (votes.VoteRecorded, votes.SubjectLinked, votes.ConfidenceResultEntered),
    counts.VoteAnnulled.topic: (votes.SubjectUnlinked, votes.ConfidenceResultWithdrawn),
}
"""What an event brings with it for the same vote is part of its act."""

TWO_KEYS: frozenset[str] = frozenset(
    {cases.DisciplineAnnulled.topic, classifications.ClassificationSetAside.topic, counts.VoteAnnulled.topic}
)
"""What takes back a decision or a vote on someone for all days needs two people. A new key of one's own is signed by the old key
and brings the signature of the new one inside the event, so that it too stands on two."""


def roles_that(act: Act) -> tuple[Role, ...]:
    """Who may do something."""
    return tuple(role for role, acts in MAY.items() if act in acts)


def may(actors_: Actors, code: str, act: Act) -> bool:
    """Whether one of the actor's roles allows it."""
    return any(act in MAY[role] for role in actors_.people[code].roles)


def act_of(event: Event, beside: Iterable[Event] = ()) -> Act:
    """The act that an event is part of, among those recorded with it."""
    session = getattr(event, "session", None)
    brought = (each for each in beside if isinstance(event, _BRINGS.get(each.topic, ())) and getattr(each, "session", None) == session)
    return ACTS[next(brought, event).topic]


def must_be_allowed(known: Actors, code: str, event: Event, beside: Iterable[Event] = ()) -> None:
    """Refuse an event that this actor may not record; beside it stands what the same command records."""
    act = act_of(event, beside)
    if isinstance(event, actors.ActorKeyRotated) and event.actor != code:
        raise NotAllowed(Code.KEY_OF_ANOTHER, actor=event.actor)
    if not may(known, code, act) and not _self_assessment(known, code, event):
        raise NotAllowed(Code.ROLE_MAY_NOT, actor=code, act=act.value, roles=", ".join(roles_that(act)))


def must_count(known: Actors, code: str) -> None:
    """Refuse someone who counted elsewhere and has no role to count."""
    if not may(known, code, Act.COUNT):
        raise NotAllowed(Code.ROLE_MAY_NOT, actor=code, act=Act.COUNT.value, roles=", ".join(roles_that(Act.COUNT)))


def needs_two(event: Event, session: Iterable[Event] = ()) -> bool:
    """Whether one person alone may not do it; a result is put right by two once it was certified here."""
    if isinstance(event, votes.VoteCorrected):
        return any(isinstance(each, counts.VoteCertified) for each in session)
    return event.topic in TWO_KEYS


def must_be_seconded(known: Actors, others: Sequence[str], event: Event, session: Iterable[Event] = ()) -> None:
    """Refuse what needs a second person when nobody signs with its author, and those who may not."""
    if needs_two(event, session) and not others:
        raise NotAllowed(Code.SECOND_KEY_MISSING, event=event.topic.partition("/")[0])
    for other in others:
        if not may(known, other, Act.COUNTERSIGN):
            raise NotAllowed(Code.ROLE_MAY_NOT, actor=other, act=Act.COUNTERSIGN.value, roles=", ".join(roles_that(Act.COUNTERSIGN)))


def _self_assessment(known: Actors, code: str, event: Event) -> bool:
    """Everyone may assess themself, under their own name."""
    own = known.people[code].cadre
    return isinstance(event, assessments.Assessed) and event.capacity is Capacity.SELF and own is not None and event.cadre == own


# In one's own name: who counts, certifies or annuls is the one who signs, and is one person throughout a vote.


def named_in(event: Event) -> tuple[str, ...]:
    """Who counted, certified or annulled, as the event names them."""
    match event:
        case counts.EntryLocked() | counts.EntryTaken() | counts.EntryWithdrawn() | counts.CellsRecounted():
            return (event.counter,)
        case counts.VoteCertified():
            return (event.certified_by,)
        case counts.VoteAnnulled():
            return event.annulled_by
        case _:
            return ()


def must_be_named(known: Actors, signers: Sequence[str], event: Event) -> None:
    """Refuse what names others than those who sign; a count and a certificate are their author's alone.

    An entry made elsewhere is signed by its counter inside the event, whoever takes it in.
    """
    named = named_in(event)
    people = signers if isinstance(event, counts.VoteAnnulled) else signers[:1]
    people = (event.actor,) if isinstance(event, counts.EntryTaken) else people
    for code in people if named else ():
        if not any(_goes_by(known, code, name) for name in named):
            raise NotAllowed(Code.NAMED_ANOTHER, actor=code, name=named[0])
    for name in named if len(people) > 1 else ():
        if not any(_goes_by(known, code, name) for code in people):
            raise NotAllowed(Code.NAMED_ANOTHER, actor=people[0], name=name)


def must_be_told_apart(known: Actors, event: Event) -> None:
    """Refuse a committee of which a name may be several of those enrolled: each of them could count for the other."""
    for name in event.committee if isinstance(event, convening.VoteConvened) else ():
        people = [each for each in known.people.values() if not each.retired]
        exact = [each.code for each in people if identity(each.name) == identity(name)]
        fitting = exact or [each.code for each in people if same_name(each.name, name)]
        if len(fitting) > 1:
            raise NotAllowed(Code.NAME_AMBIGUOUS, name=name, candidates=", ".join(sorted(fitting)))


def must_be_one_person(known: Actors, code: str, event: Event, session: Iterable[Event]) -> None:
    """Refuse whoever took part in the vote under their other name, so that nobody counts twice or certifies their own count.

    Refused as well is whoever bears a name on the ballot, unless the files say that it is someone else's.
    """
    named = [name for name in named_in(event) if _goes_by(known, code, name)]
    if not named:
        return
    actor = known.people[code]
    for earlier in session:
        for name in named_in(earlier):
            if _goes_by(known, code, name) and not any(same_name(name, each) for each in named):
                raise NotAllowed(Code.TWO_NAMES, actor=code, name=name)
        if isinstance(earlier, convening.VoteConvened):
            sessions.recused([each for each in earlier.subjects if each.cadre is None or actor.cadre is None], actor.name)


def _goes_by(known: Actors, code: str, name: str) -> bool:
    return same_name(code, name) or same_name(known.people[code].name, name)


# Standing aside: nobody records on their own file, or on a vote in which they are a subject.


def concerned(event: Event, session: Sequence[Event] = ()) -> frozenset[str]:
    """The cadres whom an event judges or changes; of a vote, those on its ballot and on its list so far."""
    if isinstance(event, actors.ActorEnrolled) or (isinstance(event, assessments.Assessed) and event.capacity is Capacity.SELF):
        return frozenset()
    named = frozenset({getattr(event, "cadre", None), getattr(event, "into", None), getattr(event, "was_merged_into", None)})
    listed = frozenset(each.cadre for each in session if isinstance(each, votes.SubjectLinked))
    ballots = (each.subjects for each in (event, *session) if isinstance(each, convening.VoteConvened))
    on_ballot = frozenset(subject.cadre for subjects in ballots for subject in subjects)
    return frozenset(code for code in named | listed | on_ballot if code is not None)
