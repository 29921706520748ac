"""What was done about a replacement flag: considered, decided, by whom and under which ground."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar, assert_never

from pydantic import StringConstraints

from cadre_ledger.domain.shapes import Command, EntryNumber, Event
from cadre_ledger.rulebook.rulebook import Rulebook
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import NotFound, Refused
from cadre_ledger.values.text import Name, Note

FlagId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.-]{0,99}$")]
"""The identity of a flag as the read models give it."""


class Replacement(StrEnum):
    """What the authority decided."""

    KEPT = "kept"
    RESIGNATION_ACCEPTED = "resignation_accepted"
    RELIEVED = "relieved"
    DISMISSED = "dismissed"
    REASSIGNED = "reassigned"


def stream_of(flag: str) -> str:
    """The stream of one flag, by the identity that survives corrected figures."""
    return f"replacement/{flag}"


# Events


class ReplacementConsidered(Event):
    """A body has considered a flag."""

    topic: ClassVar[str] = "replacement.considered/1"
    flag: FlagId
    considered_on: PartialDate
    by: Name
    note: Note | None

    @property
    def stream(self) -> str:
        """The flag's."""
        return stream_of(self.flag)

    def dated(self, on: PartialDate) -> PartialDate:
        """From the day of considering."""
        return self.considered_on


class ReplacementDecided(Event):
    """The authority has decided about a flag, with a reason."""

    topic: ClassVar[str] = "replacement.decided/1"
    flag: FlagId
    decision: Replacement
    decided_on: PartialDate
    by: Name
    ground: Name | None
    decision_no: Name | None
    reason: Note

    @property
    def stream(self) -> str:
        """The flag's."""
        return stream_of(self.flag)

    def dated(self, on: PartialDate) -> PartialDate:
        """From the day of the decision."""
        return self.decided_on


class ReplacementCorrected(Event):
    """A decision about a flag was recorded wrongly."""

    topic: ClassVar[str] = "replacement.corrected/1"
    flag: FlagId
    corrects: EntryNumber
    decision: Replacement
    reason: Note

    @property
    def stream(self) -> str:
        """The flag's."""
        return stream_of(self.flag)


ReplacementEvent = ReplacementConsidered | ReplacementDecided | ReplacementCorrected

# State


@dataclass(frozen=True, slots=True)
class Answered:
    """What was done about one flag."""

    decision: Replacement | None = None


initial = Answered()

# Evolve


def evolve(state: Answered, event: Event) -> Answered:
    """The answer after one more event."""
    match event:
        case ReplacementDecided() | ReplacementCorrected():
            return Answered(event.decision)
        case _:
            return state


# Commands


class ConsiderReplacement(Command):
    """Record that a flag was considered; `on` is today, which that cannot be after."""

    flag: FlagId
    considered_on: PartialDate
    by: Name
    note: Note | None = None


class DecideReplacement(Command):
    """Record what was decided about a flag; `on` is today, which the decision cannot be after."""

    flag: FlagId
    decision: Replacement
    decided_on: PartialDate
    by: Name
    ground: Name | None = None
    decision_no: Name | None = None
    reason: Note


class CorrectReplacement(Command):
    """Put a recorded decision about a flag right."""

    flag: FlagId
    corrects: EntryNumber
    decision: Replacement
    reason: Note


ReplacementCommand = ConsiderReplacement | DecideReplacement | CorrectReplacement

# Decide


def boundary(command: ReplacementCommand, state: Answered) -> tuple[str, ...]:
    """The flag alone; that it is up is for the caller to see."""
    return (stream_of(command.flag),)


def decide(command: ReplacementCommand, state: Answered, rules: Rulebook) -> list[Event]:
    """A flag is decided once, by today; a wrong record of it is corrected."""
    match command:
        case ConsiderReplacement():
            _no_later_than_today(command.considered_on, command.on)
            if state.decision is not None:
                raise Refused(Code.FLAG_DECIDED, flag=command.flag, decision=state.decision.value)
            return [ReplacementConsidered(**command.model_dump(exclude={"on"}))]
        case DecideReplacement():
            _no_later_than_today(command.decided_on, command.on)
            if state.decision is not None:
                raise Refused(Code.FLAG_DECIDED, flag=command.flag, decision=state.decision.value)
            return [ReplacementDecided(**command.model_dump(exclude={"on"}))]
        case CorrectReplacement():
            if state.decision is None:
                raise NotFound(Code.FLAG_UNDECIDED, flag=command.flag)
            if state.decision is command.decision:
                raise Refused(Code.FLAG_DECIDED, flag=command.flag, decision=state.decision.value)
            return [ReplacementCorrected(**command.model_dump(exclude={"on"}))]
        case _:
            assert_never(command)


def _no_later_than_today(answered_on: PartialDate, today: PartialDate) -> None:
    if answered_on.first > today.last:
        raise Refused(Code.FUTURE_ANSWER, answered_on=str(answered_on), today=str(today))
