"""Voting bodies: councils, committees, conferences; their name and their level."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar, assert_never

from cadre_ledger.domain.shapes import Command, EntryNumber, Event
from cadre_ledger.rulebook.rulebook import Rulebook
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotFound, Refused
from cadre_ledger.values.text import CodeText, Name, Note, fold


class BodyLevel(StrEnum):
    """On which level a body stands."""

    NATIONAL = "national"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    AGENCY = "agency"


def stream_of(body: str) -> str:
    """The stream of one body."""
    return f"body/{body}"


def name_stream_of(name: str) -> str:
    """The stream that holds a name, accents and case aside, so that no two bodies share one."""
    return f"body-name/{fold(name)}"


# Events


class BodyEstablished(Event):
    """A body is known from now on."""

    topic: ClassVar[str] = "body.established/1"
    body: CodeText
    name: Name
    level: BodyLevel | None

    @property
    def stream(self) -> str:
        """The body's."""
        return stream_of(self.body)


class BodyNameTaken(Event):
    """A name belongs to a body, also after the body has got another."""

    topic: ClassVar[str] = "body-name.taken/1"
    name: Name
    body: CodeText

    @property
    def stream(self) -> str:
        """The name's."""
        return name_stream_of(self.name)


class BodyRenamed(Event):
    """From its day on a body has another name."""

    topic: ClassVar[str] = "body.renamed/1"
    body: CodeText
    name: Name
    reason: Note

    @property
    def stream(self) -> str:
        """The body's."""
        return stream_of(self.body)


class BodyCorrected(Event):
    """What was recorded of a body was wrong, and always was."""

    topic: ClassVar[str] = "body.corrected/1"
    body: CodeText
    corrects: EntryNumber
    name: Name
    level: BodyLevel | None
    reason: Note

    @property
    def stream(self) -> str:
        """The body's."""
        return stream_of(self.body)


class BodyClosed(Event):
    """From its day on a body no longer exists."""

    topic: ClassVar[str] = "body.closed/1"
    body: CodeText
    reason: Note

    @property
    def stream(self) -> str:
        """The body's."""
        return stream_of(self.body)


BodyEvent = BodyEstablished | BodyNameTaken | BodyRenamed | BodyCorrected | BodyClosed

# State


@dataclass(frozen=True, slots=True)
class Body:
    """One body as last recorded, and who holds the names that were looked up."""

    code: str | None = None
    name: str = ""
    level: BodyLevel | None = None
    closed: bool = False
    names: frozenset[tuple[str, str]] = frozenset()


initial = Body()

# Evolve


def evolve(state: Body, event: Event) -> Body:
    """The body after one more event."""
    match event:
        case BodyEstablished():
            return replace(state, code=event.body, name=event.name, level=event.level)
        case BodyNameTaken():
            return replace(state, names=state.names | {(fold(event.name), event.body)})
        case BodyRenamed():
            return replace(state, name=event.name)
        case BodyCorrected():
            return replace(state, name=event.name, level=event.level)
        case BodyClosed():
            return replace(state, closed=True)
        case _:
            return state


# Commands


class EstablishBody(Command):
    """Make a body known."""

    body: CodeText
    name: Name
    level: BodyLevel | None = None


class RenameBody(Command):
    """Give a body another name from a day."""

    body: CodeText
    name: Name
    reason: Note


class CorrectBody(Command):
    """Put right what was recorded of a body."""

    body: CodeText
    corrects: EntryNumber
    name: Name | None = None
    level: BodyLevel | None = None
    reason: Note


class CloseBody(Command):
    """End a body from a day."""

    body: CodeText
    reason: Note


BodyCommand = EstablishBody | RenameBody | CorrectBody | CloseBody

# Decide


def boundary(command: BodyCommand, state: Body) -> tuple[str, ...]:
    """The body, and the stream of a name it is to take."""
    match command:
        case EstablishBody() | RenameBody() | CorrectBody(name=str()):
            return (stream_of(command.body), name_stream_of(str(command.name)))
        case CorrectBody() | CloseBody():
            return (stream_of(command.body),)
        case _:
            assert_never(command)


def decide(command: BodyCommand, state: Body, rules: Rulebook) -> list[Event]:
    """Names are unique accents aside; a closed body changes no more."""
    match command:
        case EstablishBody():
            if state.code is not None:
                raise Refused(Code.BODY_EXISTS, body=command.body)
            established = BodyEstablished(body=command.body, name=command.name, level=command.level)
            return [established, *_take_name(state, command.body, command.name)]
        case RenameBody():
            must_stand(state, command.body)
            if command.name == state.name:
                raise Refused(Code.BODY_SAME, body=command.body)
            renamed = BodyRenamed(body=command.body, name=command.name, reason=command.reason)
            return [renamed, *_take_name(state, command.body, command.name)]
        case CorrectBody():
            return _correct(command, state)
        case CloseBody():
            must_stand(state, command.body)
            return [BodyClosed(body=command.body, reason=command.reason)]
        case _:
            assert_never(command)


def _correct(command: CorrectBody, state: Body) -> list[Event]:
    must_be_known(state, command.body)
    name = command.name or state.name
    level = command.level or state.level
    if (name, level) == (state.name, state.level):
        raise Refused(Code.BODY_SAME, body=command.body)
    corrected = BodyCorrected(body=command.body, corrects=command.corrects, name=name, level=level, reason=command.reason)
    return [corrected, *(_take_name(state, command.body, name) if command.name else [])]


def must_be_known(state: Body, body: str) -> None:
    """Refused where nobody has made it known."""
    if state.code is None:
        raise NotFound(Code.NO_BODY, body=body)


def must_stand(state: Body, body: str) -> None:
    """Refused where it is not known, or closed."""
    must_be_known(state, body)
    if state.closed:
        raise Refused(Code.BODY_CLOSED, body=body)


def _take_name(state: Body, body: str, name: str) -> list[Event]:
    owner = next((owner for taken, owner in state.names if taken == fold(name)), None)
    if owner == body:
        return []
    if owner is not None:
        raise Refused(Code.BODY_NAME_TAKEN, name=name, body=owner)
    return [BodyNameTaken(name=name, body=body)]
