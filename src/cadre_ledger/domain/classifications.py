"""Classifications: the competent authority's decision on one cadre and period; and what a person was told, and when."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Annotated, ClassVar, assert_never

from pydantic import Field

from cadre_ledger.domain import cadres, periods
from cadre_ledger.domain.cadres import Cadres
from cadre_ledger.domain.periods import PeriodCode
from cadre_ledger.domain.shapes import Command, EntryNumber, Event
from cadre_ledger.domain.votes import verdicts_stream_of as stream_of
from cadre_ledger.rulebook.rulebook import Rulebook
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import NotFound, Refused
from cadre_ledger.values.quality import Quality
from cadre_ledger.values.text import CodeText, Name, Note

Points = Annotated[Decimal, Field(ge=0, le=100, decimal_places=2)]

# Events


class Classified(Event):
    """The authority has decided a level; where it departs from what was proposed, its reason stands beside it."""

    topic: ClassVar[str] = "classification.decided/1"
    cadre: CodeText
    period: PeriodCode
    level: Quality
    decided_on: PartialDate
    points: Points | None
    decision_no: Name | None
    decided_by: Name | None
    departs_from: Quality | None
    reason: Note | None

    @property
    def stream(self) -> str:
        """The cadre's verdicts."""
        return stream_of(self.cadre)

    def dated(self, on: PartialDate) -> PartialDate:
        """From the day of the decision."""
        return self.decided_on


class ClassificationCorrected(Event):
    """A decision was recorded wrongly; the old level and points stay visible."""

    topic: ClassVar[str] = "classification.corrected/1"
    cadre: CodeText
    period: PeriodCode
    corrects: EntryNumber
    level: Quality
    points: Points | None
    reason: Note

    @property
    def stream(self) -> str:
        """The cadre's verdicts."""
        return stream_of(self.cadre)


class ClassificationSetAside(Event):
    """A decision no longer stands: an appeal or the authority itself has set it aside."""

    topic: ClassVar[str] = "classification.set-aside/1"
    cadre: CodeText
    period: PeriodCode
    reason: Note
    decision_no: Name | None

    @property
    def stream(self) -> str:
        """The cadre's verdicts."""
        return stream_of(self.cadre)


class Notified(Event):
    """A person was told of an entry, on a day and in a way; time limits run from here."""

    topic: ClassVar[str] = "verdict.notified/1"
    cadre: CodeText
    of_entry: EntryNumber
    told_on: PartialDate
    how: Note

    @property
    def stream(self) -> str:
        """The cadre's verdicts."""
        return stream_of(self.cadre)

    def dated(self, on: PartialDate) -> PartialDate:
        """From the day of telling."""
        return self.told_on


ClassificationEvent = Classified | ClassificationCorrected | ClassificationSetAside | Notified

# State


@dataclass(frozen=True, slots=True)
class Standing:
    """The decisions that stand, by period, and what was read beside them."""

    decided: Mapping[str, tuple[Quality, Decimal | None]] = field(default_factory=dict)
    told_of: frozenset[int] = frozenset()
    period: periods.Period = periods.initial
    cadres: Cadres = cadres.initial


initial = Standing()

# Evolve


def evolve(state: Standing, event: Event) -> Standing:
    """The decisions after one more event."""
    match event:
        case Classified() | ClassificationCorrected():
            return replace(state, decided={**state.decided, event.period: (event.level, event.points)})
        case ClassificationSetAside():
            return replace(state, decided={period: each for period, each in state.decided.items() if period != event.period})
        case Notified():
            return replace(state, told_of=state.told_of | {event.of_entry})
        case _:
            return replace(state, period=periods.evolve(state.period, event), cadres=cadres.evolve(state.cadres, event))


# Commands


class Classify(Command):
    """Record the authority's decision; `on` is today, which it cannot be after."""

    cadre: CodeText
    period: PeriodCode
    level: Quality
    decided_on: PartialDate
    points: Points | None = None
    decision_no: Name | None = None
    decided_by: Name | None = None
    departs_from: Quality | None = None
    reason: Note | None = None


class CorrectClassification(Command):
    """Put a recorded decision right; what is not named stays."""

    cadre: CodeText
    period: PeriodCode
    corrects: EntryNumber
    level: Quality | None = None
    points: Points | None = None
    reason: Note


class SetAsideClassification(Command):
    """Record that a decision no longer stands."""

    cadre: CodeText
    period: PeriodCode
    reason: Note
    decision_no: Name | None = None


class Notify(Command):
    """Record that a person was told of an entry; `on` is today, which the telling cannot be after."""

    cadre: CodeText
    of_entry: EntryNumber
    told_on: PartialDate
    how: Note


ClassificationCommand = Classify | CorrectClassification | SetAsideClassification | Notify

# Decide


def boundary(command: ClassificationCommand, state: Standing) -> tuple[str, ...]:
    """The cadre, their verdicts, and for a decision its period."""
    own = (cadres.stream_of(command.cadre), stream_of(command.cadre))
    return (*own, periods.stream_of(command.period)) if isinstance(command, Classify) else own


def decide(command: ClassificationCommand, state: Standing, rules: Rulebook) -> list[Event]:
    """One decision a period stands; a departure says why; nobody is told twice of the same; nothing is of a day to come."""
    cadres.known(state.cadres, command.cadre)
    match command:
        case Classify():
            return [_classify(command, state)]
        case CorrectClassification():
            return [_correct(command, *_decided(state, command.cadre, command.period))]
        case SetAsideClassification():
            _decided(state, command.cadre, command.period)
            return [ClassificationSetAside(**command.model_dump(exclude={"on"}))]
        case Notify():
            return [_notify(command, state)]
        case _:
            assert_never(command)


def _classify(command: Classify, state: Standing) -> Classified:
    cadres.going_on(state.cadres, command.cadre)
    if state.period.opened is None:
        raise NotFound(Code.NO_PERIOD, period=command.period)
    if command.period in state.decided:
        raise Refused(Code.ALREADY_CLASSIFIED, cadre=command.cadre, period=command.period)
    if command.decided_on.first > command.on.last:
        raise Refused(Code.FUTURE_CLASSIFICATION, decided_on=str(command.decided_on), today=str(command.on))
    if command.departs_from not in (None, command.level) and command.reason is None:
        raise Refused(Code.DEPARTURE_WITHOUT_REASON, level=command.level.value, computed=command.departs_from)
    if command.decided_on.last < state.period.opened.begins.first:
        raise Refused(Code.DECIDED_TOO_EARLY, decided_on=str(command.decided_on), begins=str(state.period.opened.begins))
    return Classified(**command.model_dump(exclude={"on"}))


def _correct(command: CorrectClassification, level: Quality, points: Decimal | None) -> ClassificationCorrected:
    corrected = (command.level or level, points if command.points is None else command.points)
    if corrected == (level, points):
        raise Refused(Code.CLASSIFICATION_SAME, cadre=command.cadre, period=command.period)
    fields = command.model_dump(exclude={"on"}) | {"level": corrected[0], "points": corrected[1]}
    return ClassificationCorrected(**fields)


def _notify(command: Notify, state: Standing) -> Notified:
    if command.told_on.first > command.on.last:
        raise Refused(Code.FUTURE_NOTICE, told_on=str(command.told_on), today=str(command.on))
    if command.of_entry in state.told_of:
        raise Refused(Code.ALREADY_NOTIFIED, cadre=command.cadre, entry=command.of_entry)
    return Notified(**command.model_dump(exclude={"on"}))


def _decided(state: Standing, cadre: str, period: str) -> tuple[Quality, Decimal | None]:
    if period not in state.decided:
        raise NotFound(Code.NO_CLASSIFICATION, cadre=cadre, period=period)
    return state.decided[period]
