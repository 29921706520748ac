"""Training completions and qualifications: what was finished, where, when, and what was taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import ClassVar, assert_never

from pydantic import Field

from cadre_ledger.domain import cadres
from cadre_ledger.domain.cadres import Cadres
from cadre_ledger.domain.shapes import Command, EntryNumber, Event
from cadre_ledger.rulebook.rulebook import Rulebook
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import NotFound, Refused
from cadre_ledger.values.studies import Category, TheoryLevel
from cadre_ledger.values.text import CodeText, Name, Note


class QualificationKind(StrEnum):
    """A professional degree, or an ability such as a language."""

    DEGREE = "degree"
    LANGUAGE = "language"
    ABILITY = "ability"


def stream_of(cadre: str) -> str:
    """The training of one cadre."""
    return f"training/{cadre}"


# Events


class TrainingCompleted(Event):
    """A programme is finished; `number` counts the completions of one cadre."""

    topic: ClassVar[str] = "training.completed/1"
    cadre: CodeText
    number: int
    category: Category
    level: TheoryLevel | None
    programme: Name
    completed_on: PartialDate
    institution: Name | None
    country: Name | None
    started_on: PartialDate | None
    certificate: Name | None
    approved_on: PartialDate | None
    duration_hours: int | None

    @property
    def stream(self) -> str:
        """The cadre's training."""
        return stream_of(self.cadre)

    def dated(self, on: PartialDate) -> PartialDate:
        """From the day of completion."""
        return self.completed_on


class TrainingRevoked(Event):
    """A completion does not count, and never did: the certificate was withdrawn, or it was recorded wrongly."""

    topic: ClassVar[str] = "training.revoked/1"
    cadre: CodeText
    number: int
    reason: Note

    @property
    def stream(self) -> str:
        """The cadre's training."""
        return stream_of(self.cadre)


class QualificationRecorded(Event):
    """A degree or an ability was obtained; it is known by its place among those of the cadre, from 1 on."""

    topic: ClassVar[str] = "qualification.recorded/1"
    cadre: CodeText
    kind: QualificationKind
    level: Name
    obtained_on: PartialDate
    field: Name | None
    institution: Name | None
    language: Name | None
    certificate: Name | None

    @property
    def stream(self) -> str:
        """The cadre's training."""
        return stream_of(self.cadre)

    def dated(self, on: PartialDate) -> PartialDate:
        """From the day of obtaining it."""
        return self.obtained_on


class QualificationCorrected(Event):
    """A qualification was recorded wrongly; the whole of it as it should have been."""

    topic: ClassVar[str] = "qualification.corrected/1"
    cadre: CodeText
    number: int
    corrects: EntryNumber
    kind: QualificationKind
    level: Name
    obtained_on: PartialDate
    field: Name | None
    institution: Name | None
    language: Name | None
    certificate: Name | None
    reason: Note

    @property
    def stream(self) -> str:
        """The cadre's training."""
        return stream_of(self.cadre)

    def dated(self, on: PartialDate) -> PartialDate:
        """From the day of obtaining it, as it should have been."""
        return self.obtained_on


class QualificationRevoked(Event):
    """A qualification does not count, and never did: it was withdrawn, or it is another person's."""

    topic: ClassVar[str] = "qualification.revoked/1"
    cadre: CodeText
    number: int
    reason: Note

    @property
    def stream(self) -> str:
        """The cadre's training."""
        return stream_of(self.cadre)


TrainingEvent = TrainingCompleted | TrainingRevoked | QualificationRecorded | QualificationCorrected | QualificationRevoked

# State


@dataclass(frozen=True, slots=True)
class Training:
    """The completions and the qualifications that stand, by number, how many there ever were, and the cadre."""

    standing: Mapping[int, TrainingCompleted] = field(default_factory=dict)
    count: int = 0
    qualifications: Mapping[int, QualificationRecorded] = field(default_factory=dict)
    qualified: int = 0
    cadres: Cadres = cadres.initial


initial = Training()

# Evolve


def evolve(state: Training, event: Event) -> Training:
    """The training after one more event."""
    match event:
        case TrainingCompleted():
            return replace(state, standing={**state.standing, event.number: event}, count=event.number)
        case TrainingRevoked():
            return replace(state, standing={number: each for number, each in state.standing.items() if number != event.number})
        case QualificationRecorded():
            number = state.qualified + 1
            return replace(state, qualifications={**state.qualifications, number: event}, qualified=number)
        case QualificationCorrected():
            changed = {name: getattr(event, name) for name in QUALIFIES}
            right = state.qualifications[event.number].model_copy(update=changed)
            return replace(state, qualifications={**state.qualifications, event.number: right})
        case QualificationRevoked():
            kept = {number: each for number, each in state.qualifications.items() if number != event.number}
            return replace(state, qualifications=kept)
        case _:
            return replace(state, cadres=cadres.evolve(state.cadres, event))


QUALIFIES = ("kind", "level", "obtained_on", "field", "institution", "language", "certificate")
"""What a qualification says, all of which can be put right."""

# Commands


class CompleteTraining(Command):
    """Record a finished programme; `on` is today, which a completion cannot be after."""

    cadre: CodeText
    category: Category
    level: TheoryLevel | None = None
    programme: Name
    completed_on: PartialDate
    institution: Name | None = None
    country: Name | None = None
    started_on: PartialDate | None = None
    certificate: Name | None = None
    approved_on: PartialDate | None = None
    duration_hours: int | None = Field(default=None, ge=1, le=100_000)


class RevokeTraining(Command):
    """Record that a completion does not count."""

    cadre: CodeText
    number: int
    reason: Note


class RecordQualification(Command):
    """Record a degree or an ability; `on` is today, which obtaining it cannot be after."""

    cadre: CodeText
    kind: QualificationKind
    level: Name
    obtained_on: PartialDate
    field: Name | None = None
    institution: Name | None = None
    language: Name | None = None
    certificate: Name | None = None


class CorrectQualification(Command):
    """Put a recorded qualification right; what is not named stays; `on` is today."""

    cadre: CodeText
    number: int
    corrects: EntryNumber
    kind: QualificationKind | None = None
    level: Name | None = None
    obtained_on: PartialDate | None = None
    field: Name | None = None
    institution: Name | None = None
    language: Name | None = None
    certificate: Name | None = None
    reason: Note


class RevokeQualification(Command):
    """Record that a qualification does not count."""

    cadre: CodeText
    number: int
    reason: Note


TrainingCommand = CompleteTraining | RevokeTraining | RecordQualification | CorrectQualification | RevokeQualification

# Decide


def boundary(command: TrainingCommand, state: Training) -> tuple[str, ...]:
    """The cadre and their training."""
    return (cadres.stream_of(command.cadre), stream_of(command.cadre))


def decide(command: TrainingCommand, state: Training, rules: Rulebook) -> list[Event]:
    """Start, end and today in order; levels where the category has them; the same thing once."""
    cadres.known(state.cadres, command.cadre)
    match command:
        case CompleteTraining():
            return [_complete(command, state)]
        case RevokeTraining():
            if command.number not in state.standing:
                raise NotFound(Code.NO_TRAINING, cadre=command.cadre, number=command.number)
            return [TrainingRevoked(**command.model_dump(exclude={"on"}))]
        case RecordQualification():
            return [_qualify(command, state)]
        case CorrectQualification():
            return [_correct(command, state)]
        case RevokeQualification():
            _qualification(state, command)
            return [QualificationRevoked(**command.model_dump(exclude={"on"}))]
        case _:
            assert_never(command)


def _complete(command: CompleteTraining, state: Training) -> TrainingCompleted:
    cadres.going_on(state.cadres, command.cadre)
    if command.completed_on.first > command.on.last:
        raise Refused(Code.FUTURE_TRAINING, completed_on=str(command.completed_on), today=str(command.on))
    if command.started_on is not None and command.completed_on.last < command.started_on.first:
        raise Refused(Code.TRAINING_DATES, started_on=str(command.started_on), completed_on=str(command.completed_on))
    if (command.category is Category.THEORY) != (command.level is not None):
        raise Refused(Code.TRAINING_LEVEL, category=command.category.value)
    completed = TrainingCompleted(number=state.count + 1, **command.model_dump(exclude={"on"}))
    if any(_same(completed, each) for each in state.standing.values()):
        raise Refused(Code.TRAINING_TWICE, cadre=command.cadre, programme=command.programme)
    return completed


def _qualify(command: RecordQualification, state: Training) -> QualificationRecorded:
    cadres.going_on(state.cadres, command.cadre)
    recorded = QualificationRecorded(**command.model_dump(exclude={"on"}))
    _sound(recorded, state, command.on)
    return recorded


def _correct(command: CorrectQualification, state: Training) -> QualificationCorrected:
    was = _qualification(state, command)
    fields = {name: getattr(command, name) or getattr(was, name) for name in QUALIFIES}
    right = was.model_copy(update=fields)
    if right == was:
        raise Refused(Code.QUALIFICATION_SAME, cadre=command.cadre, number=command.number)
    _sound(right, state, command.on)
    about = {name: getattr(command, name) for name in ("cadre", "number", "corrects", "reason")}
    return QualificationCorrected(**about, **fields)


def _sound(qualification: QualificationRecorded, state: Training, today: PartialDate) -> None:
    """What a qualification must be, whether recorded or corrected."""
    if qualification.obtained_on.first > today.last:
        raise Refused(Code.FUTURE_QUALIFICATION, obtained_on=str(qualification.obtained_on), today=str(today))
    if qualification in state.qualifications.values():
        raise Refused(Code.QUALIFICATION_TWICE, cadre=qualification.cadre, level=qualification.level)


def _qualification(state: Training, command: CorrectQualification | RevokeQualification) -> QualificationRecorded:
    if command.number not in state.qualifications:
        raise NotFound(Code.NO_QUALIFICATION, cadre=command.cadre, number=command.number)
    return state.qualifications[command.number]


def _same(one: TrainingCompleted, other: TrainingCompleted) -> bool:
    return one.model_copy(update={"number": 0}) == other.model_copy(update={"number": 0})
