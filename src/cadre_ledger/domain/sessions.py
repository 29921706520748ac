"""A vote held under this ledger, from its convening to the announcement of the ballots collected; nothing is counted yet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from fractions import Fraction
from typing import Annotated, ClassVar, assert_never

from pydantic import BaseModel, ConfigDict, Field

from cadre_ledger.domain import cadres, checks, members
from cadre_ledger.domain.bodies import must_stand
from cadre_ledger.domain.bodies import stream_of as body_stream
from cadre_ledger.domain.cadres import stream_of as cadre_stream
from cadre_ledger.domain.checks import Figures, Step
from cadre_ledger.domain.convening import BallotSubject, Due, Ending, Exempt, VoteConvened, stream_of
from cadre_ledger.domain.members import Membership
from cadre_ledger.domain.returns import MOST
from cadre_ledger.domain.rules import INDEX
from cadre_ledger.domain.rules import stream_of as rules_stream
from cadre_ledger.domain.shapes import Command, EntryNumber, Event
from cadre_ledger.domain.votes import SessionDayTaken, VoteRecorded, day_stream_of
from cadre_ledger.rulebook.clauses import Exemption, PreparationCalendar, Quorum
from cadre_ledger.rulebook.regulation import Regulation
from cadre_ledger.rulebook.rulebook import Rulebook
from cadre_ledger.values.codes import Code
from cadre_ledger.values.counting import Presence, Stage, Struck
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import NotFound, Refused
from cadre_ledger.values.findings import Finding
from cadre_ledger.values.shares import Base
from cadre_ledger.values.tallies import VoteKind
from cadre_ledger.values.text import CodeText, Name, Note, identity, same_name

SMALLEST_COMMITTEE = 3
COUNTED = ("papers", "issued", "spoilt", "unused", "collected", "not_returned")
"""What is said of the ballots themselves."""

Ballots = Annotated[int, Field(ge=0, le=MOST)]
Stack = Annotated[int, Field(ge=1, le=MOST)]


class Seat(BaseModel):
    """One line of the roll: a member, and whether present; never at what time."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    member: int
    name: Name
    presence: Presence
    reason: Note | None


class QuorumMet(BaseModel):
    """The clause that was met, and by how many of how many."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    clause: str
    at_least: str
    of: Base
    number: int


# Events


class VoteOpened(Event):
    """The meeting is quorate and the vote open: from here on the ballot paper is frozen."""

    topic: ClassVar[str] = "vote.opened/1"
    session: CodeText
    roll: tuple[Seat, ...]
    members_total: int | None
    members_summoned: int
    members_present: int
    quorum: QuorumMet | None

    @property
    def stream(self) -> str:
        """The session's."""
        return stream_of(self.session)


class LateArrived(Event):
    """Members who came after the opening: a second list, without any time."""

    topic: ClassVar[str] = "vote.late-arrived/1"
    session: CodeText
    seats: tuple[int, ...]
    arrived: int

    @property
    def stream(self) -> str:
        """The session's."""
        return stream_of(self.session)


class SubjectStruck(Event):
    """A name on the ballot is voted on no more: the person withdrew, or died."""

    topic: ClassVar[str] = "vote.subject-struck/1"
    session: CodeText
    subject: int
    why: Struck
    reason: Note

    @property
    def stream(self) -> str:
        """The session's."""
        return stream_of(self.session)


class BoxClosed(Event):
    """No more ballots are cast; those printed are accounted for; of an exchange the old one is spoilt and the new one issued."""

    topic: ClassVar[str] = "vote.box-closed/1"
    session: CodeText
    papers: int
    issued: int
    spoilt: int
    unused: int
    questions: tuple[str, ...]

    @property
    def stream(self) -> str:
        """The session's."""
        return stream_of(self.session)


class CollectedAnnounced(Event):
    """How many ballots came out of the box is announced before any is counted, and into which stacks they are divided."""

    topic: ClassVar[str] = "vote.announced/1"
    session: CodeText
    issued: int
    collected: int
    not_returned: int
    batches: tuple[int, ...]
    questions: tuple[str, ...]

    @property
    def stream(self) -> str:
        """The session's."""
        return stream_of(self.session)


class AnnouncementCorrected(Event):
    """What was said of the ballots was wrong; the whole of it as it should be, and why."""

    topic: ClassVar[str] = "vote.announcement-corrected/1"
    session: CodeText
    corrects: EntryNumber
    papers: int
    issued: int
    spoilt: int
    unused: int
    collected: int
    not_returned: int
    batches: tuple[int, ...]
    questions: tuple[str, ...]
    reason: Note

    @property
    def stream(self) -> str:
        """The session's."""
        return stream_of(self.session)


SessionEvent = VoteConvened | VoteOpened | LateArrived | SubjectStruck | BoxClosed | CollectedAnnounced | AnnouncementCorrected

# State


@dataclass(frozen=True, slots=True)
class Sitting:
    """One vote as far as it has come."""

    convened: VoteConvened
    stage: Stage = Stage.CONVENED
    opened: VoteOpened | None = None
    late: int = 0
    seated: frozenset[int] = frozenset()
    struck: Mapping[int, Struck] = field(default_factory=dict)
    figures: Figures = field(default_factory=Figures)

    @property
    def subjects(self) -> tuple[BallotSubject, ...]:
        """Who is counted: the names on the ballot that were not struck."""
        return tuple(each for each in self.convened.subjects if each.number not in self.struck)

    @property
    def present(self) -> int:
        """Everyone who was there by the closing of the box."""
        assert self.opened is not None
        return self.opened.members_present + self.late


@dataclass(frozen=True, slots=True)
class Sessions:
    """The votes that were read, results recorded from elsewhere, the sessions of the day, and the body."""

    sittings: Mapping[str, Sitting] = field(default_factory=dict)
    recorded: frozenset[str] = frozenset()
    that_day: tuple[str, ...] = ()
    membership: Membership = members.initial


initial = Sessions()

# Evolve


def evolve(state: Sessions, event: Event) -> Sessions:
    """The sessions after one more event."""
    match event:
        case VoteConvened():
            return replace(state, sittings={**state.sittings, event.session: Sitting(event)})
        case VoteRecorded():
            return replace(state, recorded=state.recorded | {event.session})
        case SessionDayTaken():
            return replace(state, that_day=(*state.that_day, event.session))
        case VoteOpened() | LateArrived() | SubjectStruck() | BoxClosed() | CollectedAnnounced() | AnnouncementCorrected() | Ending():
            sitting = state.sittings.get(event.session)
            if sitting is None:
                return state
            return replace(state, sittings={**state.sittings, event.session: went_on(sitting, event)})
        case _:
            return replace(state, membership=members.evolve(state.membership, event))


def went_on(sitting: Sitting, event: Event) -> Sitting:
    """A vote after one more event of its own."""
    match event:
        case VoteOpened():
            return replace(sitting, stage=Stage.OPENED, opened=event, seated=_seated(event))
        case LateArrived():
            return replace(sitting, late=sitting.late + event.arrived, seated=sitting.seated | set(event.seats))
        case SubjectStruck():
            return replace(sitting, struck={**sitting.struck, event.subject: event.why})
        case BoxClosed() | CollectedAnnounced() | AnnouncementCorrected():
            stage = Stage.BOX_CLOSED if isinstance(event, BoxClosed) else Stage.ANNOUNCED
            return replace(sitting, stage=stage, figures=_figures(event, sitting))
        case Ending():
            return replace(sitting, stage=event.comes_to)
        case _:
            return sitting


def _seated(opened: VoteOpened) -> frozenset[int]:
    return frozenset(each.member for each in opened.roll if each.presence is Presence.PRESENT)


def _figures(said: BoxClosed | CollectedAnnounced | AnnouncementCorrected, sitting: Sitting) -> Figures:
    """What was said of the ballots, over what was said before."""
    named = said.model_dump()
    known = {name: named[name] for name in (*COUNTED, "batches") if name in named}
    return replace(sitting.figures, present=sitting.present, **known)


# Commands


class ConveneVote(Command):
    """Call a vote."""

    session: CodeText
    kind: VoteKind
    body: CodeText
    held_on: PartialDate
    place: Name
    basis: str
    subjects: tuple[BallotSubject, ...]
    committee: tuple[Name, ...]
    exempt: tuple[Exempt, ...] = ()
    calendar: str | None = None
    follows: CodeText | None = None
    another: bool = False


class Absent(BaseModel):
    """A member who is not there, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    member: int
    reason: Note


class OpenVote(Command):
    """Open a vote: with the members recorded by name, or where they are not with how many were summoned and are present."""

    session: CodeText
    absent: tuple[Absent, ...] = ()
    not_summoned: tuple[int, ...] = ()
    summoned: Ballots | None = None
    present: Ballots | None = None


class NoteLate(Command):
    """Members came after the opening."""

    session: CodeText
    seats: tuple[int, ...] = ()
    arrived: Annotated[int, Field(ge=1, le=MOST)] | None = None


class StrikeSubject(Command):
    """Take a name off."""

    session: CodeText
    subject: int
    why: Struck
    reason: Note


class CloseBox(Command):
    """Close the box and account for the ballots."""

    session: CodeText
    papers: Ballots
    issued: Ballots
    spoilt: Ballots = 0
    unused: Ballots = 0


class AnnounceCollected(Command):
    """Announce what came out of the box, before counting."""

    session: CodeText
    collected: Ballots
    not_returned: Ballots
    batches: tuple[Stack, ...]


class CorrectAnnouncement(Command):
    """Put right what was said of the ballots; what is not named stays."""

    session: CodeText
    corrects: EntryNumber
    papers: Ballots | None = None
    issued: Ballots | None = None
    spoilt: Ballots | None = None
    unused: Ballots | None = None
    collected: Ballots | None = None
    not_returned: Ballots | None = None
    batches: tuple[Stack, ...] | None = None
    reason: Note


SessionCommand = ConveneVote | OpenVote | NoteLate | StrikeSubject | CloseBox | AnnounceCollected | CorrectAnnouncement

# Decide


def boundary(command: SessionCommand, state: Sessions) -> tuple[str, ...]:
    """The session; for a convening all that it rests on, for an opening the members of the body."""
    own = stream_of(command.session)
    match command:
        case ConveneVote():
            day = day_stream_of(command.body, command.kind, command.held_on)
            files = [cadre_stream(code) for code in dict.fromkeys(each.cadre for each in command.subjects) if code is not None]
            before = [stream_of(command.follows)] if command.follows is not None else []
            return (own, day, body_stream(command.body), INDEX, rules_stream(command.basis), *files, *before)
        case OpenVote():
            sitting = state.sittings.get(command.session)
            called = () if sitting is None else (body_stream(sitting.convened.body), INDEX, rules_stream(sitting.convened.basis))
            return (own, *called)
        case NoteLate() | StrikeSubject() | CloseBox() | AnnounceCollected() | CorrectAnnouncement():
            return (own,)
        case _:
            assert_never(command)


def decide(command: SessionCommand, state: Sessions, rules: Rulebook) -> list[Event]:
    """Each step follows the one before it; what was frozen or announced changes no more, but by a correction with its reason."""
    if isinstance(command, ConveneVote):
        return _convene(command, state, rules)
    sitting = sitting_of(state, command.session)
    event: Event
    match command:
        case OpenVote():
            event = _open(command, sitting, state.membership, rules)
        case NoteLate():
            event = _late(command, sitting)
        case StrikeSubject():
            event = _strike(command, sitting)
        case CloseBox():
            event = _close(command, sitting)
        case AnnounceCollected():
            event = _announce(command, sitting)
        case CorrectAnnouncement():
            event = _correct(command, sitting)
        case _:
            assert_never(command)
    return [event]


def sitting_of(state: Sessions, session: str) -> Sitting:
    """A vote that was convened here."""
    if session not in state.sittings:
        raise NotFound(Code.NO_SESSION, session=session)
    return state.sittings[session]


def must_be(sitting: Sitting, *stages: Stage) -> None:
    """Refused where the vote is at another step."""
    if sitting.stage not in stages:
        raise Refused(Code.WRONG_STAGE, session=sitting.convened.session, stage=sitting.stage.value, wanted=stages[0].value)


def same_person(one: str, other: str) -> bool:
    """Whether two names are, or may be, one person's: all that is known while nobody signs.

    Where actors sign, `domain/roles.py` ties each name to the key of whoever goes by it.
    """
    return same_name(one, other)


def one_of(names: Sequence[str], name: str) -> str | None:
    """The one among these that a name means: as it is written, else without accents where only one fits; none, or refused."""
    exact = [each for each in names if identity(each) == identity(name)]
    found = exact[:1] or [each for each in names if same_name(each, name)]
    if len({identity(each) for each in found}) > 1:
        raise Refused(Code.NAME_AMBIGUOUS, name=name, candidates=", ".join(found))
    return found[0] if found else None


def questions(command: SessionCommand, sitting: Sitting) -> tuple[Finding, ...]:
    """What is odd about the figures of a step, to be asked about before it is recorded; nothing where it will be refused."""
    match command:
        case CloseBox() if sitting.stage is Stage.OPENED:
            return checks.ask(Step.BOX, _closing(command, sitting))
        case AnnounceCollected() if sitting.stage is Stage.BOX_CLOSED:
            return checks.ask(Step.ANNOUNCEMENT, announcing(command, sitting))
        case CorrectAnnouncement() if sitting.stage is Stage.ANNOUNCED:
            figures = _corrected(command, sitting)
            return (*checks.ask(Step.BOX, figures), *checks.ask(Step.ANNOUNCEMENT, figures))
        case _:
            return ()


def _convene(command: ConveneVote, state: Sessions, rules: Rulebook) -> list[Event]:
    if command.session in state.sittings or command.session in state.recorded:
        raise Refused(Code.SESSION_EXISTS, session=command.session)
    must_stand(state.membership.body, command.body)
    if not command.held_on.exact:
        raise Refused(Code.VOTE_DAY_INEXACT, held_on=str(command.held_on))
    if state.that_day and not command.another:
        raise Refused(Code.SAME_DAY_SESSION, session=state.that_day[0], body=command.body, held_on=str(command.held_on))
    chosen = rules.chosen(command.basis, command.held_on)
    if chosen is None:
        raise NotFound(Code.NO_REGULATION, regulation=command.basis)
    regulation = rules.regulation(chosen.digest)
    _ballot(command.subjects, state)
    _committee(command)
    _exemptions(command, regulation)
    _earlier(command, state)
    carried = {name: getattr(command, name) for name in VoteConvened.model_fields if name not in ("basis_digest", "calendar")}
    calendar = tuple(_calendar(command, regulation))
    convened = VoteConvened(basis_digest=chosen.digest, calendar=calendar, **carried)
    taken = SessionDayTaken(session=command.session, kind=command.kind, body=command.body, held_on=command.held_on)
    return [convened, taken]


def _ballot(subjects: Sequence[BallotSubject], state: Sessions) -> None:
    """Everyone once, in the order of the ballot, and every file one that goes on."""
    if not subjects:
        raise Refused(Code.NO_SUBJECTS)
    seen: set[object] = set()
    for place, each in enumerate(subjects, 1):
        keys = {each.number, (each.name, each.position)} | ({each.cadre} if each.cadre else set())
        if keys & seen or each.number != place:
            raise Refused(Code.SUBJECT_TWICE, name=each.name, subject=each.number)
        seen |= keys
        if each.cadre is not None:
            cadres.going_on(state.membership.cadres, each.cadre)


def _committee(command: ConveneVote) -> None:
    people: list[str] = []
    for each in command.committee:
        people += [] if any(same_person(each, other) for other in people) else [each]
    if len(people) < SMALLEST_COMMITTEE:
        raise Refused(Code.COMMITTEE_TOO_SMALL, named=len(people), least=SMALLEST_COMMITTEE)
    for each in command.committee:
        recused(command.subjects, each)


def recused(subjects: Sequence[BallotSubject], name: str) -> None:
    """Refused for whoever is on the ballot."""
    if any(same_person(each.name, name) for each in subjects):
        raise Refused(Code.RECUSED, name=name)


def _exemptions(command: ConveneVote, regulation: Regulation) -> None:
    known = {each.id for each in regulation.of_kind(Exemption)}
    for each in command.exempt:
        if each.clause not in known:
            raise Refused(Code.NO_EXEMPTION, regulation=regulation.id, clause=each.clause, known=", ".join(sorted(known)) or "–")


def _earlier(command: ConveneVote, state: Sessions) -> None:
    if command.follows is None:
        return
    if command.follows not in state.sittings and command.follows not in state.recorded:
        raise NotFound(Code.NO_SESSION, session=command.follows)
    before = state.sittings.get(command.follows)
    if before is not None and command.held_on.first < before.convened.held_on.first:
        raise Refused(Code.NOT_EARLIER, session=command.follows, held_on=str(before.convened.held_on))


def _calendar(command: ConveneVote, regulation: Regulation) -> Iterator[Due]:
    """The steps of the calendar that is named, or of the only one there is, counted back from the day."""
    known = regulation.of_kind(PreparationCalendar)
    chosen = [each for each in known if command.calendar in (None, each.id)]
    if len(chosen) > 1 or (command.calendar is not None and not chosen):
        raise Refused(Code.CALENDAR_UNNAMED, regulation=regulation.id, known=", ".join(each.id for each in known) or "–")
    for calendar in chosen:
        for place, step in enumerate(calendar.steps, 1):
            due_on = command.held_on.first - timedelta(days=step.days_before)
            yield Due(clause=calendar.id, step=place, days_before=step.days_before, due_on=due_on)


def _open(command: OpenVote, sitting: Sitting, membership: Membership, rules: Rulebook) -> VoteOpened:
    must_be(sitting, Stage.CONVENED)
    held_on = sitting.convened.held_on
    if command.on.last < held_on.first:
        raise Refused(Code.FUTURE_VOTE, held_on=str(held_on), today=str(command.on))
    roll = tuple(_roll(command, sitting, membership))
    total = membership.size_on(held_on.first)
    if roll:
        summoned = sum(each.presence is not Presence.NOT_SUMMONED for each in roll)
        present = sum(each.presence is Presence.PRESENT for each in roll)
    else:
        if command.summoned is None or command.present is None:
            raise Refused(Code.ROLL_UNKNOWN, body=sitting.convened.body)
        summoned, present = command.summoned, command.present
    numbers = {Base.MEMBERS_TOTAL: total, Base.MEMBERS_SUMMONED: summoned, Base.MEMBERS_PRESENT: present}
    if present > summoned or (total is not None and summoned > total):
        raise Refused(Code.PRESENT_OVER_MEMBERS, present=present, members=summoned if present > summoned else total)
    quorum = _quorum(numbers, rules.regulation(sitting.convened.basis_digest))
    return VoteOpened(
        session=command.session, roll=roll, members_total=total, members_summoned=summoned, members_present=present, quorum=quorum
    )


def _roll(command: OpenVote, sitting: Sitting, membership: Membership) -> Iterator[Seat]:
    """Every member of the day as one list; none where the members are not recorded by name."""
    day = sitting.convened.held_on.first
    by_number = command.present is not None and not (command.absent or command.not_summoned)
    seated = () if by_number else membership.roll_on(day)
    away = {each.member: each.reason for each in command.absent}
    unknown = ({*away, *command.not_summoned}) - {each.number for each in seated}
    if unknown:
        raise NotFound(Code.NOT_ON_ROLL, member=min(unknown), session=command.session)
    for each in seated:
        presence = Presence.ABSENT if each.number in away else Presence.PRESENT
        presence = Presence.NOT_SUMMONED if each.number in command.not_summoned else presence
        yield Seat(member=each.number, name=each.name, presence=presence, reason=away.get(each.number))


def quorate(clause: Quorum, present: int, of: int | None) -> bool:
    """Whether so many are enough; of nobody, and of a number that is not known, none are."""
    return bool(of) and Fraction(present, of or 1) >= Fraction(clause.at_least)


def _quorum(numbers: Mapping[Base, int | None], regulation: Regulation) -> QuorumMet | None:
    """The clause that was met; without one in the text, nothing to meet."""
    present = numbers[Base.MEMBERS_PRESENT] or 0
    for clause in regulation.of_kind(Quorum):
        of = numbers.get(clause.of)
        if of is None or not quorate(clause, present, of):
            whole = "?" if of is None else of
            raise Refused(Code.NO_QUORUM, present=present, of=whole, base=clause.of.value, at_least=clause.at_least, clause=clause.id)
        return QuorumMet(clause=str(regulation.ref(clause.id)), at_least=clause.at_least, of=clause.of, number=of)
    return None


def _late(command: NoteLate, sitting: Sitting) -> LateArrived:
    must_be(sitting, Stage.OPENED)
    assert sitting.opened is not None
    on_roll = {each.member for each in sitting.opened.roll}
    wrong = [each for each in command.seats if each not in on_roll or each in sitting.seated]
    if wrong:
        raise NotFound(Code.NOT_ON_ROLL, member=wrong[0], session=command.session)
    arrived = len(set(command.seats)) if on_roll else command.arrived
    if not arrived:
        raise Refused(Code.ROLL_UNKNOWN, body=sitting.convened.body)
    most = sitting.opened.members_total or (sitting.opened.members_summoned if not on_roll else len(on_roll))
    if sitting.present + arrived > most:
        raise Refused(Code.PRESENT_OVER_MEMBERS, present=sitting.present + arrived, members=most)
    # As on the roll: the order in which they are typed would be that in which they came.
    return LateArrived(session=command.session, seats=tuple(sorted(set(command.seats))), arrived=arrived)


def _strike(command: StrikeSubject, sitting: Sitting) -> SubjectStruck:
    must_be(sitting, Stage.OPENED, Stage.CONVENED, Stage.BOX_CLOSED)
    if all(each.number != command.subject for each in sitting.convened.subjects):
        raise NotFound(Code.NO_SUBJECT, session=command.session, subject=command.subject)
    if command.subject in sitting.struck:
        raise Refused(Code.ALREADY_STRUCK, session=command.session, subject=command.subject)
    if len(sitting.subjects) == 1:
        raise Refused(Code.NO_SUBJECTS)
    return SubjectStruck(session=command.session, subject=command.subject, why=command.why, reason=command.reason)


def _close(command: CloseBox, sitting: Sitting) -> BoxClosed:
    must_be(sitting, Stage.OPENED)
    figures = _closing(command, sitting)
    checks.stop(Step.BOX, figures)
    return BoxClosed(session=command.session, questions=_asked(checks.ask(Step.BOX, figures)), **_said(figures, BoxClosed))


def _announce(command: AnnounceCollected, sitting: Sitting) -> CollectedAnnounced:
    must_be(sitting, Stage.BOX_CLOSED)
    figures = announcing(command, sitting)
    checks.stop(Step.ANNOUNCEMENT, figures)
    asked = _asked(checks.ask(Step.ANNOUNCEMENT, figures))
    return CollectedAnnounced(session=command.session, batches=figures.batches, questions=asked, **_said(figures, CollectedAnnounced))


def _correct(command: CorrectAnnouncement, sitting: Sitting) -> AnnouncementCorrected:
    """Whoever divides the stacks anew has those counted again that changed."""
    must_be(sitting, Stage.ANNOUNCED)
    figures = _corrected(command, sitting)
    if figures == sitting.figures:
        raise Refused(Code.CORRECTION_SAME, session=command.session)
    for step in (Step.BOX, Step.ANNOUNCEMENT):
        checks.stop(step, figures)
    asked = _asked((*checks.ask(Step.BOX, figures), *checks.ask(Step.ANNOUNCEMENT, figures)))
    return AnnouncementCorrected(
        session=command.session,
        corrects=command.corrects,
        reason=command.reason,
        batches=figures.batches,
        questions=asked,
        **_said(figures, AnnouncementCorrected),
    )


def _closing(command: CloseBox, sitting: Sitting) -> Figures:
    present = sitting.present if sitting.opened is not None else None
    return Figures(papers=command.papers, issued=command.issued, spoilt=command.spoilt, unused=command.unused, present=present)


def announcing(command: AnnounceCollected, sitting: Sitting) -> Figures:
    """What is said of the ballots once this is announced."""
    return replace(sitting.figures, collected=command.collected, not_returned=command.not_returned, batches=command.batches)


def _corrected(command: CorrectAnnouncement, sitting: Sitting) -> Figures:
    named = {name: value for name in (*COUNTED, "batches") if (value := getattr(command, name)) is not None}
    return replace(sitting.figures, **named)


def _asked(findings: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(each.code.value for each in findings)


def _said(figures: Figures, event: type[Event]) -> dict[str, int]:
    return {name: getattr(figures, name) for name in COUNTED if name in event.model_fields}


def stacks(collected: int, size: int) -> tuple[int, ...]:
    """Ballots divided into stacks of at most so many, as equal as can be."""
    count = max(1, -(-collected // size))
    each, rest = divmod(collected, count)
    return tuple(each + 1 if place < rest else each for place in range(count)) if collected else ()
