"""Absence from work while posts are kept: leave, long study, secondment; from a day, and until the return."""

from dataclasses import dataclass, replace
from typing import ClassVar, assert_never

from cadre_ledger.domain import cadres
from cadre_ledger.domain.cadres import Cadres
from cadre_ledger.domain.posts import stream_of
from cadre_ledger.domain.shapes import Command, EntryNumber, Event
from cadre_ledger.rulebook.rulebook import Rulebook
from cadre_ledger.values.absences import Absence
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import NotFound, Refused
from cadre_ledger.values.text import CodeText, Name, Note

# Events


class AbsenceBegan(Event):
    """A cadre is absent from a day; `number` counts the absences of one cadre. It has no place for a reason, which may be an illness."""

    topic: ClassVar[str] = "absence.began/1"
    cadre: CodeText
    number: int
    kind: Absence
    since: PartialDate
    planned_until: PartialDate | None
    decision_no: Name | None

    @property
    def stream(self) -> str:
        """The cadre's posts."""
        return stream_of(self.cadre)

    def dated(self, on: PartialDate) -> PartialDate:
        """From the first day of absence."""
        return self.since


class AbsenceEnded(Event):
    """A cadre is back, from a day."""

    topic: ClassVar[str] = "absence.ended/1"
    cadre: CodeText
    number: int
    until: PartialDate
    decision_no: Name | None

    @property
    def stream(self) -> str:
        """The cadre's posts."""
        return stream_of(self.cadre)

    def dated(self, on: PartialDate) -> PartialDate:
        """From the first day back."""
        return self.until


class AbsenceCorrected(Event):
    """An absence was recorded wrongly; the whole of it as it should be."""

    topic: ClassVar[str] = "absence.corrected/1"
    cadre: CodeText
    number: int
    corrects: EntryNumber
    kind: Absence
    since: PartialDate
    planned_until: PartialDate | None
    until: PartialDate | None
    reason: Note

    @property
    def stream(self) -> str:
        """The cadre's posts."""
        return stream_of(self.cadre)

    def dated(self, on: PartialDate) -> PartialDate:
        """From the first day of absence, as it should have been."""
        return self.since


AbsenceEvent = AbsenceBegan | AbsenceEnded | AbsenceCorrected

# State


@dataclass(frozen=True, slots=True)
class Away:
    """One absence as last corrected."""

    kind: Absence
    since: PartialDate
    planned_until: PartialDate | None
    until: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Absences:
    """Every absence in turn, and the cadre."""

    away: tuple[Away, ...] = ()
    cadres: Cadres = cadres.initial


initial = Absences()
SAID = ("kind", "since", "planned_until", "until")
"""What an absence says, all of which can be put right."""

# Evolve


def evolve(state: Absences, event: Event) -> Absences:
    """The absences after one more event."""
    match event:
        case AbsenceBegan():
            return replace(state, away=(*state.away, Away(event.kind, event.since, event.planned_until)))
        case AbsenceEnded():
            return _with(state, event.number, replace(state.away[event.number - 1], until=event.until))
        case AbsenceCorrected():
            return _with(state, event.number, Away(**{name: getattr(event, name) for name in SAID}))
        case _:
            return replace(state, cadres=cadres.evolve(state.cadres, event))


def _with(state: Absences, number: int, away: Away) -> Absences:
    return replace(state, away=(*state.away[: number - 1], away, *state.away[number:]))


# Commands


class BeginAbsence(Command):
    """Record that a cadre is absent from a day, perhaps until a planned one."""

    cadre: CodeText
    kind: Absence
    since: PartialDate
    planned_until: PartialDate | None = None
    decision_no: Name | None = None


class EndAbsence(Command):
    """Record that a cadre is back."""

    cadre: CodeText
    until: PartialDate
    decision_no: Name | None = None


class CorrectAbsence(Command):
    """Put a recorded absence right; what is not named stays."""

    cadre: CodeText
    number: int
    corrects: EntryNumber
    kind: Absence | None = None
    since: PartialDate | None = None
    planned_until: PartialDate | None = None
    until: PartialDate | None = None
    reason: Note


AbsenceCommand = BeginAbsence | EndAbsence | CorrectAbsence

# Decide


def boundary(command: AbsenceCommand, state: Absences) -> tuple[str, ...]:
    """The cadre and their posts."""
    return (cadres.stream_of(command.cadre), stream_of(command.cadre))


def decide(command: AbsenceCommand, state: Absences, rules: Rulebook) -> list[Event]:
    """Nobody is absent twice at a time, or back before having left."""
    cadres.known(state.cadres, command.cadre)
    match command:
        case BeginAbsence():
            return [_begin(command, state)]
        case EndAbsence():
            return [_end(command, state)]
        case CorrectAbsence():
            return [_correct(command, state)]
        case _:
            assert_never(command)


def _begin(command: BeginAbsence, state: Absences) -> AbsenceBegan:
    cadres.going_on(state.cadres, command.cadre)
    last = state.away[-1] if state.away else None
    if last is not None and last.until is None:
        raise Refused(Code.ALREADY_ABSENT, cadre=command.cadre, since=str(last.since))
    _in_order(command.since, command.planned_until)
    return AbsenceBegan(number=len(state.away) + 1, **command.model_dump(exclude={"on"}))


def _end(command: EndAbsence, state: Absences) -> AbsenceEnded:
    if not state.away or state.away[-1].until is not None:
        raise Refused(Code.NOT_ABSENT, cadre=command.cadre)
    _in_order(state.away[-1].since, command.until)
    return AbsenceEnded(number=len(state.away), **command.model_dump(exclude={"on"}))


def _correct(command: CorrectAbsence, state: Absences) -> AbsenceCorrected:
    about = {name: getattr(command, name) for name in ("cadre", "number", "corrects", "reason")}
    if not 1 <= command.number <= len(state.away):
        raise NotFound(Code.NO_ABSENCE, cadre=command.cadre, number=command.number)
    was = state.away[command.number - 1]
    if command.until is not None and was.until is None:
        raise Refused(Code.ABSENCE_OPEN, cadre=command.cadre, number=command.number)
    right = Away(**{name: getattr(command, name) or getattr(was, name) for name in SAID})
    if right == was:
        raise Refused(Code.ABSENCE_SAME, cadre=command.cadre, number=command.number)
    _in_order(right.since, right.planned_until)
    _in_order(right.since, right.until)
    return AbsenceCorrected(**about, **{name: getattr(right, name) for name in SAID})


def _in_order(since: PartialDate, until: PartialDate | None) -> None:
    if until is not None and until.last < since.first:
        raise Refused(Code.POST_DATES, since=str(since), until=str(until))
