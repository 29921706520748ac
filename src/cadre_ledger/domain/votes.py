"""Confidence votes and binding votes that were counted elsewhere and are recorded from a publication or from minutes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar, Literal, Self, assert_never

from pydantic import BaseModel, ConfigDict, Field, model_validator

from cadre_ledger.domain import bodies, cadres
from cadre_ledger.domain.bodies import Body
from cadre_ledger.domain.bodies import stream_of as body_stream
from cadre_ledger.domain.cadres import Cadres
from cadre_ledger.domain.cadres import stream_of as cadre_stream
from cadre_ledger.domain.convening import VoteConvened, stream_of
from cadre_ledger.domain.returns import MOST, BallotNumbers, ListedSubject, numbers_balance, subject_balance, subjects_balance
from cadre_ledger.domain.rules import INDEX
from cadre_ledger.domain.rules import stream_of as rules_stream
from cadre_ledger.domain.shapes import Command, EntryNumber, Event
from cadre_ledger.rulebook.rulebook import Rulebook
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import NotFound, Refused
from cadre_ledger.values.tallies import LEVELS, Level, RecordedFrom, VoteKind
from cadre_ledger.values.text import CodeText, Note


def day_stream_of(body: str, kind: VoteKind, held_on: PartialDate) -> str:
    """The stream that knows the sessions of one body, kind and day."""
    return f"session-day/{body}/{kind.value}/{held_on}"


def verdicts_stream_of(cadre: str) -> str:
    """The stream of what was found about one cadre."""
    return f"verdicts/{cadre}"


class Warned(BaseModel):
    """A warning that was shown when the result was recorded."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    subject: int | None


# Events


class VoteRecorded(Event):
    """A result with its source and how complete the list is: counted elsewhere, or the figures that a certified count came to."""

    topic: ClassVar[str] = "vote.recorded/1"
    session: CodeText
    kind: VoteKind
    body: CodeText
    held_on: PartialDate
    basis: str
    basis_digest: str
    recorded_from: RecordedFrom
    source: Note
    ballots: BallotNumbers
    subjects: tuple[ListedSubject, ...]
    subjects_total: int | None
    warnings: tuple[Warned, ...]

    @property
    def stream(self) -> str:
        """The session's."""
        return stream_of(self.session)

    def dated(self, on: PartialDate) -> PartialDate:
        """From the day of the vote."""
        return self.held_on


class SessionDayTaken(Event):
    """A body has held a vote of a kind on a day."""

    topic: ClassVar[str] = "session-day.taken/1"
    session: CodeText
    kind: VoteKind
    body: CodeText
    held_on: PartialDate

    @property
    def stream(self) -> str:
        """The day's."""
        return day_stream_of(self.body, self.kind, self.held_on)


class Change(BaseModel):
    """One field that was wrong: of the session, or of one listed subject."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    subject: int | None
    field: str
    was: int | str | None
    now: int | str | None


class VoteCorrected(Event):
    """A figure or a name was recorded wrongly; the old one stays visible beside the new."""

    topic: ClassVar[str] = "vote.corrected/1"
    session: CodeText
    corrects: EntryNumber
    changes: tuple[Change, ...]
    reason: Note

    @property
    def stream(self) -> str:
        """The session's."""
        return stream_of(self.session)


class SubjectLinked(Event):
    """Someone says which cadre a listed subject is."""

    topic: ClassVar[str] = "vote.subject-linked/1"
    session: CodeText
    subject: int
    cadre: CodeText
    ground: Note

    @property
    def stream(self) -> str:
        """The session's."""
        return stream_of(self.session)


class SubjectUnlinked(Event):
    """The listed subject is not that cadre after all."""

    topic: ClassVar[str] = "vote.subject-unlinked/1"
    session: CodeText
    subject: int
    cadre: CodeText
    reason: Note

    @property
    def stream(self) -> str:
        """The session's."""
        return stream_of(self.session)


class ConfidenceResultEntered(Event):
    """A result is in the cadre's own file; its figures stay in the session, so that they have one truth."""

    topic: ClassVar[str] = "confidence-result.entered/1"
    cadre: CodeText
    session: CodeText
    subject: int
    kind: VoteKind
    held_on: PartialDate

    @property
    def stream(self) -> str:
        """The cadre's verdicts."""
        return verdicts_stream_of(self.cadre)

    def dated(self, on: PartialDate) -> PartialDate:
        """From the day of the vote."""
        return self.held_on


class ConfidenceResultWithdrawn(Event):
    """A result does not belong in this cadre's file."""

    topic: ClassVar[str] = "confidence-result.withdrawn/1"
    cadre: CodeText
    session: CodeText
    subject: int
    reason: Note

    @property
    def stream(self) -> str:
        """The cadre's verdicts."""
        return verdicts_stream_of(self.cadre)


VoteEvent = (
    VoteRecorded | SessionDayTaken | VoteCorrected | SubjectLinked | SubjectUnlinked | ConfidenceResultEntered | ConfidenceResultWithdrawn
)

# State


@dataclass(frozen=True, slots=True)
class Votes:
    """One session as last corrected, who its subjects are, and what was read beside it."""

    recorded: VoteRecorded | None = None
    convened: bool = False
    links: Mapping[int, str] = field(default_factory=dict)
    sessions_that_day: tuple[str, ...] = ()
    body: Body = bodies.initial
    cadres: Cadres = cadres.initial


initial = Votes()

# Evolve


def evolve(state: Votes, event: Event) -> Votes:
    """The votes after one more event."""
    match event:
        case VoteRecorded():
            return replace(state, recorded=event)
        case VoteConvened():
            return replace(state, convened=True)
        case SessionDayTaken():
            return replace(state, sessions_that_day=(*state.sessions_that_day, event.session))
        case VoteCorrected():
            assert state.recorded is not None
            return replace(state, recorded=corrected(state.recorded, event.changes))
        case SubjectLinked() | SubjectUnlinked():
            others = {subject: cadre for subject, cadre in state.links.items() if subject != event.subject}
            linked = {event.subject: event.cadre} if isinstance(event, SubjectLinked) else {}
            return replace(state, links={**others, **linked})
        case _:
            return replace(state, body=bodies.evolve(state.body, event), cadres=cadres.evolve(state.cadres, event))


def corrected(recorded: VoteRecorded, changes: tuple[Change, ...]) -> VoteRecorded:
    """The result with the changed fields in place."""
    for change in changes:
        if change.subject is None:
            ballots = recorded.ballots.model_dump() | {change.field: change.now}
            recorded = recorded.model_copy(update={"ballots": BallotNumbers.model_validate(ballots)})
        else:
            subjects = tuple(_changed(each, change) if each.number == change.subject else each for each in recorded.subjects)
            recorded = recorded.model_copy(update={"subjects": subjects})
    return recorded


def _changed(subject: ListedSubject, change: Change) -> ListedSubject:
    raw = subject.model_dump()
    if change.field in raw["counts"] or change.field in tuple(Level):
        raw["counts"] = {**raw["counts"], Level(change.field): change.now}
    else:
        raw[change.field] = change.now
    return ListedSubject.model_validate(raw)


# Commands


class RecordVote(Command):
    """Record a result that was counted elsewhere; `on` is today, which a vote cannot be after."""

    session: CodeText
    kind: VoteKind
    body: CodeText
    held_on: PartialDate
    basis: str
    recorded_from: Literal[RecordedFrom.PUBLICATION, RecordedFrom.MINUTES]
    source: Note
    ballots: BallotNumbers
    subjects: tuple[ListedSubject, ...]
    subjects_total: int | None = Field(default=None, ge=1, le=MOST)
    another: bool = False
    warnings: tuple[Warned, ...] = ()

    @model_validator(mode="after")
    def _levels_of_the_kind(self) -> Self:
        for subject in self.subjects:
            if not set(subject.counts) <= set(LEVELS[self.kind]):
                raise Refused(Code.WRONG_VOTE_KIND, subject=subject.number, name=subject.name, kind=self.kind.value)
        return self


class CorrectVote(Command):
    """Put figures or names of a recorded result right: (subject or None, field, new value)."""

    session: CodeText
    corrects: EntryNumber
    changes: tuple[tuple[int | None, str, int | str | None], ...]
    reason: Note


class LinkSubject(Command):
    """Say which cadre a listed subject is."""

    session: CodeText
    subject: int
    cadre: CodeText
    ground: Note


class UnlinkSubject(Command):
    """Take a link back."""

    session: CodeText
    subject: int
    reason: Note


VoteCommand = RecordVote | CorrectVote | LinkSubject | UnlinkSubject

# Decide


def boundary(command: VoteCommand, state: Votes) -> tuple[str, ...]:
    """The session, and what its facts rest on; for an unlinking also the cadre that the link names."""
    session = stream_of(command.session)
    match command:
        case RecordVote():
            day = day_stream_of(command.body, command.kind, command.held_on)
            return (session, day, body_stream(command.body), INDEX, rules_stream(command.basis))
        case CorrectVote():
            return (session,)
        case LinkSubject():
            return (session, cadre_stream(command.cadre), verdicts_stream_of(command.cadre))
        case UnlinkSubject():
            cadre = state.links.get(command.subject)
            return (session,) if cadre is None else (session, verdicts_stream_of(cadre))
        case _:
            assert_never(command)


def decide(command: VoteCommand, state: Votes, rules: Rulebook) -> list[Event]:
    """What is recorded, or a refusal with its code."""
    match command:
        case RecordVote():
            return _record(command, state, rules)
        case CorrectVote():
            return [_correct(command, _known(state, command.session))]
        case LinkSubject():
            return _link(command, state)
        case UnlinkSubject():
            return _unlink(command, state)
        case _:
            assert_never(command)


def _record(command: RecordVote, state: Votes, rules: Rulebook) -> list[Event]:
    if state.recorded is not None or state.convened:
        raise Refused(Code.SESSION_EXISTS, session=command.session)
    if state.body.code is None:
        raise NotFound(Code.NO_BODY, body=command.body)
    if state.sessions_that_day and not command.another:
        raise Refused(Code.SAME_DAY_SESSION, session=state.sessions_that_day[0], body=command.body, held_on=str(command.held_on))
    if command.held_on.first > command.on.last:
        raise Refused(Code.FUTURE_VOTE, held_on=str(command.held_on), today=str(command.on))
    chosen = rules.chosen(command.basis, command.held_on)
    if chosen is None:
        raise NotFound(Code.NO_REGULATION, regulation=command.basis)
    recorded = VoteRecorded(basis_digest=chosen.digest, **{name: getattr(command, name) for name in _CARRIED})
    balance(recorded)
    taken = SessionDayTaken(session=command.session, kind=command.kind, body=command.body, held_on=command.held_on)
    return [recorded, taken]


_CARRIED = tuple(name for name in VoteRecorded.model_fields if name != "basis_digest")


def balance(recorded: VoteRecorded) -> None:
    """Refuse figures that cannot all be true: VOTE-1xx."""
    subjects_balance(recorded.subjects, recorded.subjects_total)
    numbers_balance(recorded.ballots)
    for subject in recorded.subjects:
        subject_balance(subject, recorded.kind, recorded.ballots)


def _correct(command: CorrectVote, recorded: VoteRecorded) -> VoteCorrected:
    after, changes = recorded, []
    for subject, name, now in command.changes:
        wanted = Change(subject=subject, field=name, was=_value(after, subject, name), now=now)
        after = corrected(after, (wanted,))
        # As it is in the result from now on: a name cleaned, a number as a number.
        changes.append(wanted.model_copy(update={"now": _value(after, subject, name)}))
    kept = tuple(change for change in changes if change.was != change.now)
    if not kept:
        raise Refused(Code.CORRECTION_SAME, session=command.session)
    balance(after)
    return VoteCorrected(session=command.session, corrects=command.corrects, changes=kept, reason=command.reason)


def _value(recorded: VoteRecorded, subject: int | None, name: str) -> int | str | None:
    """What a field that can be corrected holds; other fields are refused."""
    if subject is None:
        if name not in BallotNumbers.model_fields:
            raise Refused(Code.NOT_CORRECTABLE, field=name)
        number: int | None = getattr(recorded.ballots, name)
        return number
    listed = next((each for each in recorded.subjects if each.number == subject), None)
    if listed is None:
        raise NotFound(Code.NO_SUBJECT, session=recorded.session, subject=subject)
    if name in LEVELS[recorded.kind]:
        return listed.counts.get(Level(name))
    if name not in ("name", "position", "invalid"):
        raise Refused(Code.NOT_CORRECTABLE, field=name)
    value: int | str | None = getattr(listed, name)
    return value


def _link(command: LinkSubject, state: Votes) -> list[Event]:
    recorded = _known(state, command.session)
    if all(subject.number != command.subject for subject in recorded.subjects):
        raise NotFound(Code.NO_SUBJECT, session=command.session, subject=command.subject)
    cadres.going_on(state.cadres, command.cadre)
    if command.subject in state.links:
        raise Refused(Code.ALREADY_LINKED, session=command.session, subject=command.subject, cadre=state.links[command.subject])
    if command.cadre in state.links.values():
        raise Refused(Code.CADRE_TWICE_IN_SESSION, session=command.session, cadre=command.cadre)
    entered = ConfidenceResultEntered(
        cadre=command.cadre, session=command.session, subject=command.subject, kind=recorded.kind, held_on=recorded.held_on
    )
    linked = SubjectLinked(session=command.session, subject=command.subject, cadre=command.cadre, ground=command.ground)
    return [linked, entered]


def _unlink(command: UnlinkSubject, state: Votes) -> list[Event]:
    _known(state, command.session)
    cadre = state.links.get(command.subject)
    if cadre is None:
        raise Refused(Code.NOT_LINKED, session=command.session, subject=command.subject)
    return [
        SubjectUnlinked(session=command.session, subject=command.subject, cadre=cadre, reason=command.reason),
        ConfidenceResultWithdrawn(cadre=cadre, session=command.session, subject=command.subject, reason=command.reason),
    ]


def _known(state: Votes, session: str) -> VoteRecorded:
    if state.recorded is None:
        raise NotFound(Code.NO_SESSION, session=session)
    return state.recorded
