"""Disciplinary actions: decided, ended, annulled as wrongful; on the party or the state line."""

from dataclasses import dataclass, replace
from typing import ClassVar, assert_never

from cadre_ledger.domain import cadres
from cadre_ledger.domain.cadres import Cadres
from cadre_ledger.domain.shapes import Command, EntryNumber, Event
from cadre_ledger.rulebook.rulebook import Rulebook
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import NotFound, Refused
from cadre_ledger.values.sanctions import FORMS, Form, Line
from cadre_ledger.values.text import CodeText, Name, Note


def stream_of(case: str) -> str:
    """The stream of one case."""
    return f"case/{case}"


# Events


class DisciplineDecided(Event):
    """A sanction was decided; it is in effect from its own day, the announcement where that is known."""

    topic: ClassVar[str] = "discipline.decided/1"
    case: CodeText
    cadre: CodeText
    line: Line
    form: Form
    decision_no: Name
    decided_on: PartialDate
    effective_on: PartialDate | None
    authority: Name | None
    grounds: Note | None
    public_duty: bool

    @property
    def stream(self) -> str:
        """The case's."""
        return stream_of(self.case)

    def dated(self, on: PartialDate) -> PartialDate:
        """From the day it is in effect."""
        return self.effective_on or self.decided_on


class DisciplineCorrected(Event):
    """A decision was recorded wrongly; the old and the new stay visible."""

    topic: ClassVar[str] = "discipline.corrected/1"
    case: CodeText
    cadre: CodeText
    corrects: EntryNumber
    form: Form
    decided_on: PartialDate
    effective_on: PartialDate | None
    reason: Note

    @property
    def stream(self) -> str:
        """The case's."""
        return stream_of(self.case)


class DisciplineEnded(Event):
    """A sanction was lifted before the calendar would have ended it."""

    topic: ClassVar[str] = "discipline.ended/1"
    case: CodeText
    cadre: CodeText
    ended_on: PartialDate
    reason: Note

    @property
    def stream(self) -> str:
        """The case's."""
        return stream_of(self.case)

    def dated(self, on: PartialDate) -> PartialDate:
        """From the day of lifting."""
        return self.ended_on


class DisciplineAnnulled(Event):
    """A sanction was wrongful: what rested on it falls, for all days."""

    topic: ClassVar[str] = "discipline.annulled/1"
    case: CodeText
    cadre: CodeText
    decision_no: Name
    reason: Note

    @property
    def stream(self) -> str:
        """The case's."""
        return stream_of(self.case)


CaseEvent = DisciplineDecided | DisciplineCorrected | DisciplineEnded | DisciplineAnnulled

# State


@dataclass(frozen=True, slots=True)
class Case:
    """One case as last recorded, and the cadre."""

    decided: DisciplineDecided | None = None
    ended_on: PartialDate | None = None
    annulled: bool = False
    cadres: Cadres = cadres.initial


initial = Case()

# Evolve


def evolve(state: Case, event: Event) -> Case:
    """The case after one more event."""
    match event:
        case DisciplineDecided():
            return replace(state, decided=event)
        case DisciplineCorrected():
            assert state.decided is not None
            changed = {"form": event.form, "decided_on": event.decided_on, "effective_on": event.effective_on}
            return replace(state, decided=state.decided.model_copy(update=changed))
        case DisciplineEnded():
            return replace(state, ended_on=event.ended_on)
        case DisciplineAnnulled():
            return replace(state, annulled=True)
        case _:
            return replace(state, cadres=cadres.evolve(state.cadres, event))


# Commands


class DecideDiscipline(Command):
    """Record a sanction; `on` is today, which the decision cannot be after."""

    case: CodeText
    cadre: CodeText
    line: Line
    form: Form
    decision_no: Name
    decided_on: PartialDate
    effective_on: PartialDate | None = None
    authority: Name | None = None
    grounds: Note | None = None
    public_duty: bool = False


class CorrectDiscipline(Command):
    """Put a recorded sanction right; what is not named stays; `on` is today."""

    case: CodeText
    corrects: EntryNumber
    form: Form | None = None
    decided_on: PartialDate | None = None
    effective_on: PartialDate | None = None
    reason: Note


class EndDiscipline(Command):
    """Record that a sanction was lifted early; `on` is today, which the lifting cannot be after."""

    case: CodeText
    ended_on: PartialDate
    reason: Note


class AnnulDiscipline(Command):
    """Record that a sanction was wrongful."""

    case: CodeText
    decision_no: Name
    reason: Note


CaseCommand = DecideDiscipline | CorrectDiscipline | EndDiscipline | AnnulDiscipline

# Decide


def boundary(command: CaseCommand, state: Case) -> tuple[str, ...]:
    """The case, and the cadre it is about."""
    own = stream_of(command.case)
    return (own, cadres.stream_of(command.cadre)) if isinstance(command, DecideDiscipline) else (own,)


def decide(command: CaseCommand, state: Case, rules: Rulebook) -> list[Event]:
    """One decision a case, in a form its line has; what is annulled changes no more."""
    match command:
        case DecideDiscipline():
            return [_decide(command, state)]
        case CorrectDiscipline():
            return [_correct(command, state)]
        case EndDiscipline():
            return [_end(command, state)]
        case AnnulDiscipline():
            decided = _standing(state, command.case)
            return [DisciplineAnnulled(case=command.case, cadre=decided.cadre, decision_no=command.decision_no, reason=command.reason)]
        case _:
            assert_never(command)


def _decide(command: DecideDiscipline, state: Case) -> DisciplineDecided:
    if state.decided is not None:
        raise Refused(Code.CASE_EXISTS, case=command.case)
    cadres.going_on(state.cadres, command.cadre)
    decided = DisciplineDecided(**command.model_dump(exclude={"on"}))
    _sound(decided, command.on)
    return decided


def _correct(command: CorrectDiscipline, state: Case) -> DisciplineCorrected:
    decided = _standing(state, command.case)
    fields = {name: getattr(command, name) or getattr(decided, name) for name in ("form", "decided_on", "effective_on")}
    if fields == {name: getattr(decided, name) for name in fields}:
        raise Refused(Code.DISCIPLINE_SAME, case=command.case)
    corrected = decided.model_copy(update=fields)
    _sound(corrected, command.on)
    _in_order(corrected.dated(command.on), state.ended_on)
    return DisciplineCorrected(case=command.case, cadre=decided.cadre, corrects=command.corrects, reason=command.reason, **fields)


def _end(command: EndDiscipline, state: Case) -> DisciplineEnded:
    decided = _standing(state, command.case)
    if state.ended_on is not None:
        raise Refused(Code.DISCIPLINE_ENDED, case=command.case)
    if command.ended_on.first > command.on.last:
        raise Refused(Code.FUTURE_LIFTING, ended_on=str(command.ended_on), today=str(command.on))
    _in_order(decided.dated(command.on), command.ended_on)
    return DisciplineEnded(case=command.case, cadre=decided.cadre, ended_on=command.ended_on, reason=command.reason)


def _sound(decided: DisciplineDecided, today: PartialDate) -> None:
    """What a decision must be, whether recorded or corrected."""
    if decided.form not in FORMS[decided.line]:
        raise Refused(Code.FORM_UNFIT, form=decided.form.value, line=decided.line.value)
    if decided.decided_on.first > today.last:
        raise Refused(Code.FUTURE_DISCIPLINE, decided_on=str(decided.decided_on), today=str(today))
    _in_order(decided.decided_on, decided.effective_on)


def _standing(state: Case, case: str) -> DisciplineDecided:
    if state.decided is None:
        raise NotFound(Code.NO_CASE, case=case)
    if state.annulled:
        raise Refused(Code.DISCIPLINE_ANNULLED, case=case)
    return state.decided


def _in_order(first: PartialDate, then: PartialDate | None) -> None:
    if then is not None and then.last < first.first:
        raise Refused(Code.DISCIPLINE_DATES, decided_on=str(first), effective_on=str(then))
