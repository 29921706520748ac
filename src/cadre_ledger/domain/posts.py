"""Who holds which position, from a day to a day or open, in a term; and who is planned for one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import ClassVar, assert_never

from cadre_ledger.domain import cadres, positions
from cadre_ledger.domain.cadres import Cadres
from cadre_ledger.domain.shapes import Command, EntryNumber, Event
from cadre_ledger.rulebook.rulebook import Rulebook
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import NotFound, Refused
from cadre_ledger.values.text import CodeText, Name, Note


class Leaving(StrEnum):
    """How a post is left before its term ends."""

    RELIEVED = "relieved"
    RESIGNED = "resigned"
    DISMISSED = "dismissed"
    REASSIGNED = "reassigned"
    TERM_ENDED = "term_ended"


def stream_of(cadre: str) -> str:
    """The posts of one cadre."""
    return f"posts/{cadre}"


# Events


class Appointed(Event):
    """A cadre holds a position from a day."""

    topic: ClassVar[str] = "post.appointed/1"
    cadre: CodeText
    position: CodeText
    since: PartialDate
    term_from: PartialDate | None
    term_to: PartialDate | None
    decision_no: Name | None

    @property
    def stream(self) -> str:
        """The cadre's posts."""
        return stream_of(self.cadre)

    def dated(self, on: PartialDate) -> PartialDate:
        """From the day of taking the post."""
        return self.since


class Relieved(Event):
    """A cadre no longer holds a position from a day on."""

    topic: ClassVar[str] = "post.relieved/1"
    cadre: CodeText
    position: CodeText
    until: PartialDate
    leaving: Leaving
    reason: Note
    decision_no: Name | None

    @property
    def stream(self) -> str:
        """The cadre's posts."""
        return stream_of(self.cadre)

    def dated(self, on: PartialDate) -> PartialDate:
        """From the day of leaving."""
        return self.until


class AppointmentCorrected(Event):
    """An appointment was recorded with wrong dates; both stay visible."""

    topic: ClassVar[str] = "post.appointment-corrected/1"
    cadre: CodeText
    position: CodeText
    corrects: EntryNumber
    since: PartialDate
    term_from: PartialDate | None
    term_to: PartialDate | None
    reason: Note

    @property
    def stream(self) -> str:
        """The cadre's posts."""
        return stream_of(self.cadre)

    def dated(self, on: PartialDate) -> PartialDate:
        """From the day of taking the post, as it should have been."""
        return self.since


class TenureCorrected(Event):
    """A position that was held and left was recorded with wrong dates or a wrong way of leaving; the whole as it should be.

    `number` counts the times that the cadre held this position.
    """

    topic: ClassVar[str] = "post.tenure-corrected/1"
    cadre: CodeText
    position: CodeText
    number: int
    corrects: EntryNumber
    since: PartialDate
    term_from: PartialDate | None
    term_to: PartialDate | None
    until: PartialDate
    leaving: Leaving
    reason: Note

    @property
    def stream(self) -> str:
        """The cadre's posts."""
        return stream_of(self.cadre)

    def dated(self, on: PartialDate) -> PartialDate:
        """From the day of taking the post, as it should have been."""
        return self.since


class Planned(Event):
    """A cadre is listed for a position from a day on."""

    topic: ClassVar[str] = "post.planned/1"
    cadre: CodeText
    position: CodeText

    @property
    def stream(self) -> str:
        """The cadre's posts."""
        return stream_of(self.cadre)


class Unplanned(Event):
    """A cadre is no longer listed for a position."""

    topic: ClassVar[str] = "post.unplanned/1"
    cadre: CodeText
    position: CodeText
    reason: Note

    @property
    def stream(self) -> str:
        """The cadre's posts."""
        return stream_of(self.cadre)


PostEvent = Appointed | Relieved | AppointmentCorrected | TenureCorrected | Planned | Unplanned

# State


@dataclass(frozen=True, slots=True)
class Tenure:
    """A position that was held and left, as last corrected."""

    since: PartialDate
    term_from: PartialDate | None
    term_to: PartialDate | None
    until: PartialDate
    leaving: Leaving


@dataclass(frozen=True, slots=True)
class Posts:
    """The positions held, left and planned for, and what was read beside them."""

    held: tuple[Appointed, ...] = ()
    left: Mapping[str, tuple[Tenure, ...]] = field(default_factory=dict)
    planned: frozenset[str] = frozenset()
    cadres: Cadres = cadres.initial
    position: positions.Position = positions.initial


initial = Posts()
TENURE = ("since", "term_from", "term_to", "until", "leaving")
"""What a tenure says, all of which can be put right."""

# Evolve


def evolve(state: Posts, event: Event) -> Posts:
    """The posts after one more event."""
    match event:
        case Appointed() | AppointmentCorrected() | Relieved() | TenureCorrected():
            return _evolve_held(state, event)
        case Planned():
            return replace(state, planned=state.planned | {event.position})
        case Unplanned():
            return replace(state, planned=state.planned - {event.position})
        case _:
            return replace(state, cadres=cadres.evolve(state.cadres, event), position=positions.evolve(state.position, event))


def _evolve_held(state: Posts, event: Appointed | AppointmentCorrected | Relieved | TenureCorrected) -> Posts:
    match event:
        case Appointed():
            return replace(state, held=(*state.held, event))
        case AppointmentCorrected():
            return replace(state, held=tuple(_corrected(each, event) for each in state.held))
        case Relieved():
            return _left(state, event)
        case TenureCorrected():
            times = list(state.left[event.position])
            times[event.number - 1] = Tenure(**{name: getattr(event, name) for name in TENURE})
            return replace(state, left={**state.left, event.position: tuple(times)})
        case _:
            assert_never(event)


def _left(state: Posts, event: Relieved) -> Posts:
    was = next(each for each in state.held if each.position == event.position)
    tenure = Tenure(was.since, was.term_from, was.term_to, event.until, event.leaving)
    return replace(
        state,
        held=tuple(each for each in state.held if each is not was),
        left={**state.left, event.position: (*state.left.get(event.position, ()), tenure)},
    )


def _corrected(held: Appointed, event: AppointmentCorrected) -> Appointed:
    if held.position != event.position:
        return held
    return held.model_copy(update={"since": event.since, "term_from": event.term_from, "term_to": event.term_to})


# Commands


class Appoint(Command):
    """Record that a cadre takes a position."""

    cadre: CodeText
    position: CodeText
    since: PartialDate
    term_from: PartialDate | None = None
    term_to: PartialDate | None = None
    decision_no: Name | None = None


class Relieve(Command):
    """Record that a cadre leaves a position."""

    cadre: CodeText
    position: CodeText
    until: PartialDate
    leaving: Leaving
    reason: Note
    decision_no: Name | None = None


class CorrectAppointment(Command):
    """Put the dates of an appointment right; what is not named stays."""

    cadre: CodeText
    position: CodeText
    corrects: EntryNumber
    since: PartialDate | None = None
    term_from: PartialDate | None = None
    term_to: PartialDate | None = None
    reason: Note


class CorrectTenure(Command):
    """Put right what a position held and left says, and the leaving with it; what is not named stays."""

    cadre: CodeText
    position: CodeText
    number: int
    corrects: EntryNumber
    since: PartialDate | None = None
    term_from: PartialDate | None = None
    term_to: PartialDate | None = None
    until: PartialDate | None = None
    leaving: Leaving | None = None
    reason: Note


class Plan(Command):
    """List a cadre for a position."""

    cadre: CodeText
    position: CodeText


class Unplan(Command):
    """Take a cadre off the list for a position."""

    cadre: CodeText
    position: CodeText
    reason: Note


PostCommand = Appoint | Relieve | CorrectAppointment | CorrectTenure | Plan | Unplan

# Decide


def boundary(command: PostCommand, state: Posts) -> tuple[str, ...]:
    """The cadre, their posts, and the position."""
    return (cadres.stream_of(command.cadre), stream_of(command.cadre), positions.stream_of(command.position))


def decide(command: PostCommand, state: Posts, rules: Rulebook) -> list[Event]:
    """A position is taken once and left after it was taken; a merged file ends what it holds and takes nothing new."""
    cadres.known(state.cadres, command.cadre)
    if state.position.post is None:
        raise NotFound(Code.NO_POSITION, position=command.position)
    match command:
        case Appoint():
            return [_appoint(command, state)]
        case Relieve():
            return [_relieve(command, _held(state, command))]
        case CorrectAppointment():
            return [_correct(command, _held(state, command))]
        case CorrectTenure():
            return [_correct_tenure(command, state)]
        case Plan():
            return [_plan(command, state)]
        case Unplan():
            return [_unplan(command, state)]
        case _:
            assert_never(command)


def _appoint(command: Appoint, state: Posts) -> Appointed:
    cadres.going_on(state.cadres, command.cadre)
    if any(each.position == command.position for each in state.held):
        raise Refused(Code.ALREADY_APPOINTED, cadre=command.cadre, position=command.position)
    _in_order(command.term_from, command.term_to)
    return Appointed(**{name: getattr(command, name) for name in Appointed.model_fields})


def _relieve(command: Relieve, held: Appointed) -> Relieved:
    _in_order(held.since, command.until)
    return Relieved(**{name: getattr(command, name) for name in Relieved.model_fields})


def _correct(command: CorrectAppointment, held: Appointed) -> AppointmentCorrected:
    fields = {name: getattr(command, name) or getattr(held, name) for name in ("since", "term_from", "term_to")}
    if fields == {name: getattr(held, name) for name in fields}:
        raise Refused(Code.APPOINTMENT_SAME, cadre=command.cadre, position=command.position)
    _in_order(fields["term_from"], fields["term_to"])
    corrects = {"cadre": command.cadre, "position": command.position, "corrects": command.corrects, "reason": command.reason}
    return AppointmentCorrected(**corrects, **fields)


def _correct_tenure(command: CorrectTenure, state: Posts) -> TenureCorrected:
    times = state.left.get(command.position, ())
    if not 1 <= command.number <= len(times):
        raise NotFound(Code.NO_TENURE, cadre=command.cadre, position=command.position, number=command.number)
    was = times[command.number - 1]
    fields = {name: getattr(command, name) or getattr(was, name) for name in TENURE}
    if fields == {name: getattr(was, name) for name in fields}:
        raise Refused(Code.TENURE_SAME, cadre=command.cadre, position=command.position)
    _in_order(fields["since"], fields["until"])
    _in_order(fields["term_from"], fields["term_to"])
    about = {name: getattr(command, name) for name in ("cadre", "position", "number", "corrects", "reason")}
    return TenureCorrected(**about, **fields)


def _plan(command: Plan, state: Posts) -> Planned:
    cadres.going_on(state.cadres, command.cadre)
    if command.position in state.planned:
        raise Refused(Code.ALREADY_PLANNED, cadre=command.cadre, position=command.position)
    return Planned(cadre=command.cadre, position=command.position)


def _unplan(command: Unplan, state: Posts) -> Unplanned:
    if command.position not in state.planned:
        raise Refused(Code.NOT_PLANNED, cadre=command.cadre, position=command.position)
    return Unplanned(cadre=command.cadre, position=command.position, reason=command.reason)


def _held(state: Posts, command: Relieve | CorrectAppointment) -> Appointed:
    held = next((each for each in state.held if each.position == command.position), None)
    if held is None:
        raise Refused(Code.NOT_APPOINTED, cadre=command.cadre, position=command.position)
    return held


def _in_order(start: PartialDate | None, end: PartialDate | None) -> None:
    if start is not None and end is not None and end.last < start.first:
        raise Refused(Code.POST_DATES, since=str(start), until=str(end))
