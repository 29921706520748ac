"""Units: organisations that form a tree; people hold posts in them, and they are assessed too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar, assert_never

from cadre_ledger.domain.shapes import Command, Event
from cadre_ledger.rulebook.rulebook import Rulebook
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotFound, Refused
from cadre_ledger.values.text import CodeText, Name, Note

NAMED = 5
"""How many of what is in the way are named."""


def stream_of(unit: str) -> str:
    """The stream of one unit."""
    return f"unit/{unit}"


# Events


class UnitEstablished(Event):
    """A unit is known from its day on, under another or at the top."""

    topic: ClassVar[str] = "unit.established/1"
    unit: CodeText
    name: Name
    parent: CodeText | None
    region: Name | None

    @property
    def stream(self) -> str:
        """The unit's."""
        return stream_of(self.unit)


class UnitRenamed(Event):
    """From its day on a unit has another name."""

    topic: ClassVar[str] = "unit.renamed/1"
    unit: CodeText
    name: Name
    reason: Note

    @property
    def stream(self) -> str:
        """The unit's."""
        return stream_of(self.unit)


class UnitMoved(Event):
    """From its day on a unit stands under another."""

    topic: ClassVar[str] = "unit.moved/1"
    unit: CodeText
    parent: CodeText | None
    reason: Note

    @property
    def stream(self) -> str:
        """The unit's."""
        return stream_of(self.unit)


class UnitClosed(Event):
    """From its day on a unit no longer exists."""

    topic: ClassVar[str] = "unit.closed/1"
    unit: CodeText
    reason: Note

    @property
    def stream(self) -> str:
        """The unit's."""
        return stream_of(self.unit)


UnitEvent = UnitEstablished | UnitRenamed | UnitMoved | UnitClosed

# State


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit as last recorded."""

    name: str
    parent: str | None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Units:
    """The units that were read."""

    known: Mapping[str, Unit] = field(default_factory=dict)


initial = Units()

# Evolve


def evolve(state: Units, event: Event) -> Units:
    """The units after one more event."""
    match event:
        case UnitEstablished():
            return _with(state, event.unit, Unit(event.name, event.parent))
        case UnitRenamed():
            return _with(state, event.unit, replace(state.known[event.unit], name=event.name))
        case UnitMoved():
            return _with(state, event.unit, replace(state.known[event.unit], parent=event.parent))
        case UnitClosed():
            return _with(state, event.unit, replace(state.known[event.unit], closed=True))
        case _:
            return state


def _with(state: Units, code: str, unit: Unit) -> Units:
    return Units({**state.known, code: unit})


# Commands


class EstablishUnit(Command):
    """Make a unit known."""

    unit: CodeText
    name: Name
    parent: CodeText | None = None
    region: Name | None = None


class RenameUnit(Command):
    """Give a unit another name from a day."""

    unit: CodeText
    name: Name
    reason: Note


class MoveUnit(Command):
    """Put a unit under another from a day; none = to the top."""

    unit: CodeText
    parent: CodeText | None
    reason: Note


class CloseUnit(Command):
    """End a unit from a day.

    No stream lists what is in a unit: whoever closes it says which units were seen to stand under it and
    which posts in it to be held (cadre, position), and records only if nothing was recorded since.
    """

    unit: CodeText
    reason: Note
    units_under: tuple[CodeText, ...]
    posts_held: tuple[tuple[CodeText, CodeText], ...]


UnitCommand = EstablishUnit | RenameUnit | MoveUnit | CloseUnit

# Decide


def boundary(command: UnitCommand, state: Units) -> tuple[str, ...]:
    """The unit, the one it is to stand under, and for a move everything above that one."""
    named = [command.unit]
    parent = getattr(command, "parent", None)
    while parent is not None and parent not in named:
        named.append(parent)
        known = state.known.get(parent)
        parent = known.parent if known and isinstance(command, MoveUnit) else None
    return tuple(stream_of(unit) for unit in named)


def decide(command: UnitCommand, state: Units, rules: Rulebook) -> list[Event]:
    """The tree has no cycle, what is closed is empty, and nothing happens to it any more."""
    match command:
        case EstablishUnit():
            if command.unit in state.known:
                raise Refused(Code.UNIT_EXISTS, unit=command.unit)
            if command.parent is not None:
                _standing(state, command.parent)
            return [UnitEstablished(unit=command.unit, name=command.name, parent=command.parent, region=command.region)]
        case RenameUnit():
            if _standing(state, command.unit).name == command.name:
                raise Refused(Code.UNIT_SAME, unit=command.unit)
            return [UnitRenamed(unit=command.unit, name=command.name, reason=command.reason)]
        case MoveUnit():
            return [_move(command, state)]
        case CloseUnit():
            return [_close(command, state)]
        case _:
            assert_never(command)


def _move(command: MoveUnit, state: Units) -> UnitMoved:
    if _standing(state, command.unit).parent == command.parent:
        raise Refused(Code.UNIT_SAME, unit=command.unit)
    above = command.parent
    if above is not None:
        _standing(state, above)
    while above is not None:
        if above == command.unit:
            raise Refused(Code.UNIT_CYCLE, unit=command.unit, parent=command.parent)
        above = state.known[above].parent if above in state.known else None
    return UnitMoved(unit=command.unit, parent=command.parent, reason=command.reason)


def _close(command: CloseUnit, state: Units) -> UnitClosed:
    _standing(state, command.unit)
    if command.units_under:
        raise Refused(Code.UNIT_HAS_UNITS, unit=command.unit, units=_named(command.units_under))
    if command.posts_held:
        raise Refused(Code.UNIT_HAS_POSTS, unit=command.unit, posts=_named([" ".join(each) for each in command.posts_held]))
    return UnitClosed(unit=command.unit, reason=command.reason)


def _named(codes: Sequence[str]) -> str:
    """The first of them: a large unit would fill the screen."""
    return ", ".join(codes[:NAMED]) + (", …" if len(codes) > NAMED else "")


def _standing(state: Units, unit: str) -> Unit:
    known = state.known.get(unit)
    if known is None:
        raise NotFound(Code.NO_UNIT, unit=unit)
    if known.closed:
        raise Refused(Code.UNIT_CLOSED, unit=unit)
    return known
