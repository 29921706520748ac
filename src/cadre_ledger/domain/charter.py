"""The founding of a ledger: its origin, its name, its time zone, the random namespace of its stream ids."""

from dataclasses import dataclass
from typing import ClassVar, Literal, assert_never
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import field_validator

from cadre_ledger.domain.shapes import Command, Event
from cadre_ledger.rulebook.rulebook import Rulebook
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotFound, Refused
from cadre_ledger.values.text import Name, Note

STREAM = "charter"

# Events


class Founded(Event):
    """Entry 1: everything that may never change about a ledger."""

    topic: ClassVar[str] = "charter.founded/1"
    origin: str
    name: Name
    namespace: UUID
    time_zone: str
    authority: Literal["party", "state"]

    @field_validator("time_zone")
    @classmethod
    def _known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            raise Refused(Code.FIELD_INVALID, field="time_zone", value=name[:40]) from None
        return name

    @property
    def stream(self) -> str:
        """One charter a ledger."""
        return STREAM


class ClockConfirmed(Event):
    """Someone says that a clock far ahead of the last entry is right: the ledger really rested so long."""

    topic: ClassVar[str] = "charter.clock-confirmed/1"
    reason: Note

    @property
    def stream(self) -> str:
        """The charter's."""
        return STREAM


CharterEvent = Founded | ClockConfirmed

# State


@dataclass(frozen=True, slots=True)
class Charter:
    """Whether the ledger is founded."""

    founded: bool = False


initial = Charter()

# Evolve


def evolve(state: Charter, event: Event) -> Charter:
    """The charter after one more event."""
    return Charter(founded=True) if isinstance(event, Founded) else state


# Commands


class Found(Command):
    """Begin a ledger."""

    origin: str
    name: Name
    namespace: UUID
    time_zone: str
    authority: Literal["party", "state"]


class ConfirmClock(Command):
    """Say that the clock is right although it is far ahead of the last entry."""

    reason: Note


CharterCommand = Found | ConfirmClock

# Decide


def boundary(command: CharterCommand, state: Charter) -> tuple[str, ...]:
    """The charter alone."""
    return (STREAM,)


def decide(command: CharterCommand, state: Charter, rules: Rulebook) -> list[Event]:
    """Found once; confirm the clock only of a ledger that exists."""
    match command:
        case Found():
            if state.founded:
                raise Refused(Code.ALREADY_FOUNDED)
            return [Founded(**command.model_dump(exclude={"on"}))]
        case ConfirmClock():
            if not state.founded:
                raise NotFound(Code.NO_LEDGER, path="")
            return [ClockConfirmed(reason=command.reason)]
        case _:
            assert_never(command)
