"""Cadres: registered under a code that the ledger allocates, corrected, merged when they are the same person."""

from dataclasses import dataclass, field, replace
from typing import Annotated, ClassVar, assert_never

from pydantic import AfterValidator

from cadre_ledger.domain.shapes import Command, EntryNumber, Event
from cadre_ledger.rulebook.rulebook import Rulebook
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import NotFound, Refused
from cadre_ledger.values.text import CodeText, Name, Note, clean_number

CODES = "cadre-codes"
OwnNumber = Annotated[str, AfterValidator(clean_number)]


def stream_of(cadre: str) -> str:
    """The stream of one cadre."""
    return f"cadre/{cadre}"


def number_stream_of(number: str) -> str:
    """The stream that holds a council's own number."""
    return f"cadre-number/{number}"


# Events


class CadreCodeAllocated(Event):
    """The next code is taken; it is never used again."""

    topic: ClassVar[str] = "cadre-code.allocated/1"
    number: int
    cadre: CodeText

    @property
    def stream(self) -> str:
        """The one stream of codes."""
        return CODES


class CadreRegistered(Event):
    """A file is opened for an official."""

    topic: ClassVar[str] = "cadre.registered/1"
    cadre: CodeText
    name: Name
    born: PartialDate | None
    own_number: OwnNumber | None

    @property
    def stream(self) -> str:
        """The cadre's."""
        return stream_of(self.cadre)


class CadreNumberTaken(Event):
    """A council's own number belongs to a cadre."""

    topic: ClassVar[str] = "cadre-number.taken/1"
    own_number: OwnNumber
    cadre: CodeText

    @property
    def stream(self) -> str:
        """The number's."""
        return number_stream_of(self.own_number)


class CadreDetailsCorrected(Event):
    """What was recorded of a person was wrong; the whole of it as it should have been."""

    topic: ClassVar[str] = "cadre.details-corrected/1"
    cadre: CodeText
    corrects: EntryNumber
    name: Name
    born: PartialDate | None
    own_number: OwnNumber | None
    reason: Note

    @property
    def stream(self) -> str:
        """The cadre's."""
        return stream_of(self.cadre)


class CadreMerged(Event):
    """Someone says that this file and another are of the same person; the other is kept."""

    topic: ClassVar[str] = "cadre.merged/1"
    cadre: CodeText
    into: CodeText
    reason: Note

    @property
    def stream(self) -> str:
        """The absorbed cadre's."""
        return stream_of(self.cadre)


class CadreUnmerged(Event):
    """The merging was wrong; the file stands by itself again."""

    topic: ClassVar[str] = "cadre.unmerged/1"
    cadre: CodeText
    was_merged_into: CodeText
    reason: Note

    @property
    def stream(self) -> str:
        """The formerly absorbed cadre's."""
        return stream_of(self.cadre)


CadreEvent = CadreCodeAllocated | CadreRegistered | CadreNumberTaken | CadreDetailsCorrected | CadreMerged | CadreUnmerged

# State


@dataclass(frozen=True, slots=True)
class Person:
    """One file as last recorded."""

    name: str
    born: PartialDate | None
    own_number: str | None
    merged_into: str | None = None


@dataclass(frozen=True, slots=True)
class Cadres:
    """The files that were read, the last number allocated, and who holds the numbers looked up."""

    people: dict[str, Person] = field(default_factory=dict)
    allocated: int = 0
    numbers: dict[str, str] = field(default_factory=dict)


initial = Cadres()

# Evolve


def evolve(state: Cadres, event: Event) -> Cadres:
    """The cadres after one more event."""
    match event:
        case CadreCodeAllocated():
            return replace(state, allocated=event.number)
        case CadreNumberTaken():
            return replace(state, numbers={**state.numbers, event.own_number: event.cadre})
        case CadreRegistered() | CadreDetailsCorrected():
            merged_into = state.people[event.cadre].merged_into if event.cadre in state.people else None
            return _with(state, event.cadre, Person(event.name, event.born, event.own_number, merged_into))
        case CadreMerged():
            return _with(state, event.cadre, replace(state.people[event.cadre], merged_into=event.into))
        case CadreUnmerged():
            return _with(state, event.cadre, replace(state.people[event.cadre], merged_into=None))
        case _:
            return state


def _with(state: Cadres, code: str, person: Person) -> Cadres:
    return replace(state, people={**state.people, code: person})


# Commands


class RegisterCadre(Command):
    """Open a file; the ledger allocates its code."""

    name: Name
    born: PartialDate | None = None
    own_number: OwnNumber | None = None


class CorrectCadre(Command):
    """Put right what was recorded of a person; what is not named stays."""

    cadre: CodeText
    corrects: EntryNumber
    name: Name | None = None
    born: PartialDate | None = None
    own_number: OwnNumber | None = None
    reason: Note


class MergeCadre(Command):
    """Say that two files are of the same person."""

    cadre: CodeText
    into: CodeText
    reason: Note


class UnmergeCadre(Command):
    """Take a merging back."""

    cadre: CodeText
    reason: Note


CadreCommand = RegisterCadre | CorrectCadre | MergeCadre | UnmergeCadre

# Decide


def boundary(command: CadreCommand, state: Cadres) -> tuple[str, ...]:
    """The files named, and the stream of a number to be taken."""
    number = getattr(command, "own_number", None)
    numbers = (number_stream_of(number),) if number else ()
    match command:
        case RegisterCadre():
            return (CODES, *numbers)
        case CorrectCadre() | UnmergeCadre():
            return (stream_of(command.cadre), *numbers)
        case MergeCadre():
            return (stream_of(command.cadre), stream_of(command.into))
        case _:
            assert_never(command)


def decide(command: CadreCommand, state: Cadres, rules: Rulebook) -> list[Event]:
    """Codes are dense and never reused; only someone's word makes two files one person."""
    match command:
        case RegisterCadre():
            number = state.allocated + 1
            code = f"C{number:06d}"
            registered = CadreRegistered(cadre=code, name=command.name, born=command.born, own_number=command.own_number)
            return [CadreCodeAllocated(number=number, cadre=code), registered, *_take_number(state, code, command.own_number)]
        case CorrectCadre():
            return _correct(command, state)
        case MergeCadre():
            return [_merge(command, state)]
        case UnmergeCadre():
            person = known(state, command.cadre)
            if person.merged_into is None:
                raise Refused(Code.CADRE_NOT_MERGED, cadre=command.cadre)
            return [CadreUnmerged(cadre=command.cadre, was_merged_into=person.merged_into, reason=command.reason)]
        case _:
            assert_never(command)


def _correct(command: CorrectCadre, state: Cadres) -> list[Event]:
    person = known(state, command.cadre)
    name, born = command.name or person.name, command.born or person.born
    own_number = command.own_number or person.own_number
    if (name, born, own_number) == (person.name, person.born, person.own_number):
        raise Refused(Code.CADRE_SAME, cadre=command.cadre)
    corrected = CadreDetailsCorrected(
        cadre=command.cadre, corrects=command.corrects, name=name, born=born, own_number=own_number, reason=command.reason
    )
    taken = _take_number(state, command.cadre, own_number) if own_number != person.own_number else []
    return [corrected, *taken]


def _merge(command: MergeCadre, state: Cadres) -> CadreMerged:
    if command.cadre == command.into:
        raise Refused(Code.CADRE_MERGE_SELF, cadre=command.cadre)
    absorbed, kept = going_on(state, command.cadre), going_on(state, command.into)
    if absorbed.born and kept.born and (absorbed.born.last < kept.born.first or kept.born.last < absorbed.born.first):
        raise Refused(Code.CADRE_DIFFERENT_BIRTH, cadre=command.cadre, into=command.into)
    return CadreMerged(cadre=command.cadre, into=command.into, reason=command.reason)


def known(state: Cadres, code: str) -> Person:
    """A file that is there."""
    if code not in state.people:
        raise NotFound(Code.NO_CADRE, cadre=code)
    return state.people[code]


def going_on(state: Cadres, code: str) -> Person:
    """A file that takes new facts: it is there, and the person does not go on under another."""
    person = known(state, code)
    if person.merged_into is not None:
        raise Refused(Code.CADRE_MERGED, cadre=code, into=person.merged_into)
    return person


def _take_number(state: Cadres, cadre: str, number: str | None) -> list[Event]:
    if number is None:
        return []
    owner = state.numbers.get(number)
    if owner not in (None, cadre):
        raise Refused(Code.CADRE_NUMBER_TAKEN, own_number=number, cadre=owner)
    return [] if owner == cadre else [CadreNumberTaken(own_number=number, cadre=cadre)]
