"""Positions: posts with their group, unit, managing authority and standards, as defined from a day on."""

from dataclasses import dataclass
from typing import ClassVar, assert_never

from pydantic import BaseModel, ConfigDict

from cadre_ledger.domain import units
from cadre_ledger.domain.shapes import Command, Event, RuleCode
from cadre_ledger.domain.units import Units
from cadre_ledger.rulebook.rulebook import Rulebook
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotFound, Refused
from cadre_ledger.values.studies import TheoryLevel
from cadre_ledger.values.text import CodeText, Name, Note


def stream_of(position: str) -> str:
    """The stream of one position."""
    return f"position/{position}"


class Post(BaseModel):
    """What a position is; the whole of it is given anew when it is redefined."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    position: CodeText
    title: Name
    group: RuleCode
    unit: CodeText
    authority: Name | None = None
    theory_required: TheoryLevel | None = None
    management_required: Name | None = None
    criteria_set: RuleCode | None = None
    peer_group: CodeText | None = None
    higher_position: CodeText | None = None
    heads_unit: bool = False


# Events


class PositionDefined(Event):
    """A position exists from its day on."""

    topic: ClassVar[str] = "position.defined/1"
    post: Post

    @property
    def stream(self) -> str:
        """The position's."""
        return stream_of(self.post.position)


class PositionRedefined(Event):
    """From its day on a position is this."""

    topic: ClassVar[str] = "position.redefined/1"
    post: Post
    reason: Note

    @property
    def stream(self) -> str:
        """The position's."""
        return stream_of(self.post.position)


PositionEvent = PositionDefined | PositionRedefined

# State


@dataclass(frozen=True, slots=True)
class Position:
    """One position as last defined, and the unit it is in."""

    post: Post | None = None
    units: Units = units.initial


initial = Position()

# Evolve


def evolve(state: Position, event: Event) -> Position:
    """The position after one more event."""
    match event:
        case PositionDefined() | PositionRedefined():
            return Position(event.post, state.units)
        case _:
            return Position(state.post, units.evolve(state.units, event))


# Commands


class DefinePosition(Command):
    """Make a position known."""

    post: Post


class RedefinePosition(Command):
    """Say what a position is from a day on."""

    post: Post
    reason: Note


PositionCommand = DefinePosition | RedefinePosition

# Decide


def boundary(command: PositionCommand, state: Position) -> tuple[str, ...]:
    """The position and its unit."""
    return (stream_of(command.post.position), units.stream_of(command.post.unit))


def decide(command: PositionCommand, state: Position, rules: Rulebook) -> list[Event]:
    """A position is defined once, in a unit that stands; redefining changes something."""
    unit = state.units.known.get(command.post.unit)
    if unit is None:
        raise NotFound(Code.NO_UNIT, unit=command.post.unit)
    if unit.closed:
        raise Refused(Code.UNIT_CLOSED, unit=command.post.unit)
    match command:
        case DefinePosition():
            if state.post is not None:
                raise Refused(Code.POSITION_EXISTS, position=command.post.position)
            return [PositionDefined(post=command.post)]
        case RedefinePosition():
            if state.post is None:
                raise NotFound(Code.NO_POSITION, position=command.post.position)
            if state.post == command.post:
                raise Refused(Code.POSITION_SAME, position=command.post.position)
            return [PositionRedefined(post=command.post, reason=command.reason)]
        case _:
            assert_never(command)
