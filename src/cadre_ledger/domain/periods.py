"""Evaluation periods: opened with their criteria, closed; nothing is assessed outside an open one."""

from dataclasses import dataclass, replace
from typing import Annotated, ClassVar, assert_never

from pydantic import AfterValidator

from cadre_ledger.domain.shapes import Command, Event, RuleCode
from cadre_ledger.rulebook.rulebook import Rulebook
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import NotFound, Refused
from cadre_ledger.values.periods import WRITTEN, PeriodKind
from cadre_ledger.values.text import Note, clean_code


def clean_period(raw: str) -> str:
    """A code as any other, but for a term, which is written `term:2025-2030`."""
    term, _ = WRITTEN[PeriodKind.TERM]
    text = raw.strip().lower()
    return text if text.isascii() and term.fullmatch(text) else clean_code(raw)


PeriodCode = Annotated[str, AfterValidator(clean_period)]


def stream_of(period: str) -> str:
    """The stream of one period."""
    return f"period/{period}"


# Events


class PeriodOpened(Event):
    """A period may be assessed from its day on; it begins and ends on its own days."""

    topic: ClassVar[str] = "period.opened/1"
    period: PeriodCode
    begins: PartialDate
    ends: PartialDate
    criteria_set: RuleCode
    basis: str
    basis_digest: str
    deadline: PartialDate | None

    @property
    def stream(self) -> str:
        """The period's."""
        return stream_of(self.period)


class PeriodClosed(Event):
    """Nothing more is assessed in a period."""

    topic: ClassVar[str] = "period.closed/1"
    period: PeriodCode

    @property
    def stream(self) -> str:
        """The period's."""
        return stream_of(self.period)


class PeriodReopened(Event):
    """A period may be assessed again, for a reason."""

    topic: ClassVar[str] = "period.reopened/1"
    period: PeriodCode
    reason: Note

    @property
    def stream(self) -> str:
        """The period's."""
        return stream_of(self.period)


PeriodEvent = PeriodOpened | PeriodClosed | PeriodReopened

# State


@dataclass(frozen=True, slots=True)
class Period:
    """One period as last recorded."""

    opened: PeriodOpened | None = None
    closed: bool = False


initial = Period()

# Evolve


def evolve(state: Period, event: Event) -> Period:
    """The period after one more event."""
    match event:
        case PeriodOpened():
            return Period(event)
        case PeriodClosed():
            return replace(state, closed=True)
        case PeriodReopened():
            return replace(state, closed=False)
        case _:
            return state


# Commands


class OpenPeriod(Command):
    """Open a period for assessment, under a regulation and with a criteria set."""

    period: PeriodCode
    begins: PartialDate
    ends: PartialDate
    criteria_set: RuleCode
    basis: str
    deadline: PartialDate | None = None


class ClosePeriod(Command):
    """Close a period."""

    period: PeriodCode


class ReopenPeriod(Command):
    """Open a closed period again."""

    period: PeriodCode
    reason: Note


PeriodCommand = OpenPeriod | ClosePeriod | ReopenPeriod

# Decide


def boundary(command: PeriodCommand, state: Period) -> tuple[str, ...]:
    """The period, and the regulation it is opened under."""
    if isinstance(command, OpenPeriod):
        return (stream_of(command.period), "rulebook", f"rules/{command.basis}")
    return (stream_of(command.period),)


def decide(command: PeriodCommand, state: Period, rules: Rulebook) -> list[Event]:
    """A period is opened once, under a regulation that is adopted, and keeps that text."""
    match command:
        case OpenPeriod():
            return [_open(command, state, rules)]
        case ClosePeriod():
            if _known(state, command.period).closed:
                raise Refused(Code.PERIOD_CLOSED, period=command.period)
            return [PeriodClosed(period=command.period)]
        case ReopenPeriod():
            if not _known(state, command.period).closed:
                raise Refused(Code.PERIOD_OPEN, period=command.period)
            return [PeriodReopened(period=command.period, reason=command.reason)]
        case _:
            assert_never(command)


def _open(command: OpenPeriod, state: Period, rules: Rulebook) -> PeriodOpened:
    if state.opened is not None:
        raise Refused(Code.PERIOD_EXISTS, period=command.period)
    if command.ends.last < command.begins.first:
        raise Refused(Code.POST_DATES, since=str(command.begins), until=str(command.ends))
    chosen = rules.chosen(command.basis, command.ends)
    if chosen is None:
        raise NotFound(Code.NO_REGULATION, regulation=command.basis)
    return PeriodOpened(basis_digest=chosen.digest, **command.model_dump(exclude={"on"}))


def _known(state: Period, period: str) -> Period:
    if state.opened is None:
        raise NotFound(Code.NO_PERIOD, period=period)
    return state
