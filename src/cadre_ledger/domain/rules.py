"""Adopting regulation texts, and saying that the council has read a clause."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar, assert_never

from pydantic import BaseModel, ConfigDict

from cadre_ledger.domain.shapes import Command, Event
from cadre_ledger.rulebook.parsing import parse
from cadre_ledger.rulebook.rulebook import AdoptedText, Confirmation, Rulebook, rulebook_digest, text_digest
from cadre_ledger.values.citations import ClauseRef
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import NotFound, Refused
from cadre_ledger.values.text import Name, Note

INDEX = "rulebook"
UNNAMED = "own"


def stream_of(regulation: str) -> str:
    """The stream of one regulation."""
    return f"rules/{regulation}"


# Events


class RegulationAdopted(Event):
    """A text of a regulation, whole, with effect from a day; shipped files may change, this does not."""

    topic: ClassVar[str] = "regulation.adopted/1"
    regulation: str
    digest: str
    effective_on: date
    text: str

    @property
    def stream(self) -> str:
        """The regulation's."""
        return stream_of(self.regulation)

    def dated(self, on: PartialDate) -> PartialDate:
        """From its own day."""
        return PartialDate.on(self.effective_on)


class ClauseConfirmed(Event):
    """The council has read the text of a clause and says where."""

    topic: ClassVar[str] = "clause.text-confirmed/1"
    regulation: str
    clause: str
    digest: str
    read_by: Name
    read_where: Note

    @property
    def stream(self) -> str:
        """The regulation's."""
        return stream_of(self.regulation)


class IndexedText(BaseModel):
    """One line of the index."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    regulation: str
    digest: str
    effective_on: date


class RulebookAmended(Event):
    """The whole index of adopted texts after an adoption, so that its last event tells the rulebook."""

    topic: ClassVar[str] = "rulebook.amended/1"
    name: Name
    digest: str
    texts: tuple[IndexedText, ...]

    @property
    def stream(self) -> str:
        """The index."""
        return INDEX


RulesEvent = RegulationAdopted | ClauseConfirmed | RulebookAmended

# State


@dataclass(frozen=True, slots=True)
class Rules:
    """The index, and of the regulations read: their texts and confirmed clauses."""

    name: str = ""
    digest: str = ""
    index: tuple[IndexedText, ...] = ()
    texts: Mapping[str, bytes] = field(default_factory=dict)
    confirmed: tuple[Confirmation, ...] = ()

    @property
    def rulebook(self) -> Rulebook:
        """The same as a rulebook; adoption order stands for entry numbers."""
        adopted = tuple(AdoptedText(each.regulation, each.digest, each.effective_on, place) for place, each in enumerate(self.index))
        return Rulebook(adopted, self.texts, self.confirmed)


initial = Rules()

# Evolve


def evolve(state: Rules, event: Event) -> Rules:
    """The rules after one more event."""
    match event:
        case RulebookAmended():
            return replace(state, name=event.name, digest=event.digest, index=event.texts)
        case RegulationAdopted():
            return replace(state, texts={**state.texts, event.digest: event.text.encode()})
        case ClauseConfirmed():
            return replace(state, confirmed=(*state.confirmed, Confirmation(event.clause, event.digest, date.min)))
        case _:
            return state


# Commands


class TextToAdopt(Command):
    """One regulation file; `on` is the day from which it shall rule."""

    text: str


class AdoptRegulations(Command):
    """Adopt texts, together one amendment of the rulebook."""

    texts: tuple[TextToAdopt, ...]
    name: Name | None = None


class ConfirmClause(Command):
    """Say that the council has read a clause of the newest adopted text."""

    clause: str
    read_by: Name
    read_where: Note

    @property
    def ref(self) -> ClauseRef:
        """The clause, parsed."""
        return ClauseRef.parse(self.clause)


RulesCommand = AdoptRegulations | ConfirmClause

# Decide


def boundary(command: RulesCommand, state: Rules) -> tuple[str, ...]:
    """The index, and the stream of each regulation named."""
    match command:
        case AdoptRegulations():
            named = [parse(each.text.encode(), "text").id for each in command.texts]
            return (INDEX, *(stream_of(regulation) for regulation in dict.fromkeys(named)))
        case ConfirmClause():
            return (INDEX, stream_of(command.ref.regulation))
        case _:
            assert_never(command)


def decide(command: RulesCommand, state: Rules, rules: Rulebook) -> list[Event]:
    """Adopt what parses and is new; confirm a clause that the newest text has."""
    match command:
        case AdoptRegulations():
            return _adopt(command, state)
        case ConfirmClause():
            return [_confirm(command, state)]
        case _:
            assert_never(command)


def _adopt(command: AdoptRegulations, state: Rules) -> list[Event]:
    index = list(state.index)
    adopted: list[Event] = []
    for each in command.texts:
        regulation = parse(each.text.encode(), "text").id
        line = IndexedText(regulation=regulation, digest=text_digest(each.text.encode()), effective_on=each.on.first)
        if line in index:
            raise Refused(Code.SAME_TEXT_ADOPTED, regulation=regulation)
        index.append(line)
        adopted.append(RegulationAdopted(**line.model_dump(), text=each.text))
    digest = rulebook_digest((line.regulation, line.digest) for line in index)
    name = command.name or state.name or UNNAMED
    return [*adopted, RulebookAmended(name=name, digest=digest, texts=tuple(index))]


def _confirm(command: ConfirmClause, state: Rules) -> ClauseConfirmed:
    ref = command.ref
    newest = next((line for line in reversed(state.index) if line.regulation == ref.regulation), None)
    if newest is None:
        raise NotFound(Code.NO_REGULATION, regulation=ref.regulation)
    if all(clause.id != ref.clause for clause in state.rulebook.regulation(newest.digest).clauses):
        raise NotFound(Code.NO_CLAUSE, clause=str(ref))
    if any((each.clause, each.digest) == (ref.clause, newest.digest) for each in state.confirmed):
        raise Refused(Code.ALREADY_CONFIRMED, clause=str(ref))
    return ClauseConfirmed(
        regulation=ref.regulation, clause=ref.clause, digest=newest.digest, read_by=command.read_by, read_where=command.read_where
    )
