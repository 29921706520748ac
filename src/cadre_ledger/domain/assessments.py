"""Assessments: one assessor's scores for one cadre in one period, in one capacity."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated, ClassVar, assert_never

from pydantic import Field

from cadre_ledger.domain import cadres, periods
from cadre_ledger.domain.cadres import Cadres
from cadre_ledger.domain.periods import PeriodCode
from cadre_ledger.domain.shapes import Command, EntryNumber, Event, RuleCode
from cadre_ledger.rulebook.personnel import CriteriaSet
from cadre_ledger.rulebook.regulation import Regulation
from cadre_ledger.rulebook.rulebook import Rulebook
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotFound, Refused
from cadre_ledger.values.quality import Capacity
from cadre_ledger.values.text import CodeText, Name, Note

DEFAULTS = "product/standing-1"
Score = Annotated[Decimal, Field(ge=0, le=1000, decimal_places=2)]
Scores = Mapping[RuleCode, Score]


def stream_of(cadre: str, period: str, assessor: str) -> str:
    """The stream of one assessment: a second one by the same assessor cannot be."""
    return f"assessment/{cadre}/{period}/{assessor}"


# Events


class Assessed(Event):
    """An assessor has scored every criterion of the period's set."""

    topic: ClassVar[str] = "assessment.recorded/1"
    cadre: CodeText
    period: PeriodCode
    assessor: Name
    capacity: Capacity
    scores: Scores
    comment: Note | None

    @property
    def stream(self) -> str:
        """The assessment's."""
        return stream_of(self.cadre, self.period, self.assessor)


class AssessmentCorrected(Event):
    """Scores were recorded wrongly; the whole of them as they should have been."""

    topic: ClassVar[str] = "assessment.corrected/1"
    cadre: CodeText
    period: PeriodCode
    assessor: Name
    corrects: EntryNumber
    scores: Scores
    reason: Note

    @property
    def stream(self) -> str:
        """The assessment's."""
        return stream_of(self.cadre, self.period, self.assessor)


AssessmentEvent = Assessed | AssessmentCorrected

# State


@dataclass(frozen=True, slots=True)
class Assessment:
    """One assessment as last corrected, and what was read beside it."""

    scores: Scores | None = None
    period: periods.Period = periods.initial
    cadres: Cadres = cadres.initial


initial = Assessment()

# Evolve


def evolve(state: Assessment, event: Event) -> Assessment:
    """The assessment after one more event."""
    match event:
        case Assessed() | AssessmentCorrected():
            return replace(state, scores=event.scores)
        case _:
            return replace(state, period=periods.evolve(state.period, event), cadres=cadres.evolve(state.cadres, event))


# Commands


class Assess(Command):
    """Record an assessor's scores."""

    cadre: CodeText
    period: PeriodCode
    assessor: Name
    capacity: Capacity
    scores: Scores
    comment: Note | None = None


class CorrectAssessment(Command):
    """Put scores right; criteria that are not named keep theirs."""

    cadre: CodeText
    period: PeriodCode
    assessor: Name
    corrects: EntryNumber
    scores: Scores
    reason: Note


AssessmentCommand = Assess | CorrectAssessment

# Decide


def boundary(command: AssessmentCommand, state: Assessment) -> tuple[str, ...]:
    """The assessment, its period with the text that gives the criteria, and the cadre."""
    own = stream_of(command.cadre, command.period, command.assessor)
    named = (own, periods.stream_of(command.period), cadres.stream_of(command.cadre))
    opened = state.period.opened
    if opened is None:
        return named
    texts = dict.fromkeys(f"rules/{regulation}" for regulation in (opened.basis, DEFAULTS))
    return (*named, "rulebook", *texts)


def decide(command: AssessmentCommand, state: Assessment, rules: Rulebook) -> list[Event]:
    """One assessment a cadre, period and assessor; every criterion within its range; none missing."""
    opened = state.period.opened
    if opened is None:
        raise NotFound(Code.NO_PERIOD, period=command.period)
    if state.period.closed:
        raise Refused(Code.PERIOD_CLOSED, period=command.period)
    cadres.known(state.cadres, command.cadre)
    criteria = criteria_of(opened, rules)
    match command:
        case Assess():
            cadres.going_on(state.cadres, command.cadre)
            if state.scores is not None:
                raise Refused(Code.ALREADY_ASSESSED, cadre=command.cadre, period=command.period, assessor=command.assessor)
            _complete(command.scores, criteria)
            return [Assessed(**command.model_dump(exclude={"on"}))]
        case CorrectAssessment():
            return [_correct(command, state, criteria)]
        case _:
            assert_never(command)


def criteria_of(opened: periods.PeriodOpened, rules: Rulebook) -> CriteriaSet:
    """The criteria of a period: from the text it was opened under, else the product's own set."""
    for regulation in (rules.regulation(opened.basis_digest), *_defaults(opened, rules)):
        for clause in regulation.of_kind(CriteriaSet):
            if clause.id == opened.criteria_set:
                return clause
    raise NotFound(Code.NO_CRITERIA, criteria_set=opened.criteria_set, basis=opened.basis)


def _defaults(opened: periods.PeriodOpened, rules: Rulebook) -> list[Regulation]:
    chosen = rules.chosen(DEFAULTS, opened.ends)
    return [] if chosen is None else [rules.regulation(chosen.digest)]


def _complete(scores: Scores, criteria: CriteriaSet) -> None:
    problems = list(_problems(scores, {each.code: Decimal(each.max_points) for each in criteria.criteria}))
    if problems:
        raise Refused.for_all(problems)


def _problems(scores: Scores, most: Mapping[str, Decimal]) -> Iterator[Refused]:
    for code, score in scores.items():
        if code not in most:
            yield Refused(Code.CRITERION_UNKNOWN, criterion=code, known=", ".join(most))
        elif score > most[code]:
            yield Refused(Code.SCORE_RANGE, criterion=code, score=str(score), largest=str(most[code]))
    missing = [code for code in most if code not in scores]
    if missing:
        yield Refused(Code.CRITERION_MISSING, criteria=", ".join(missing))


def _correct(command: CorrectAssessment, state: Assessment, criteria: CriteriaSet) -> AssessmentCorrected:
    if state.scores is None:
        raise NotFound(Code.NO_ASSESSMENT, cadre=command.cadre, period=command.period, assessor=command.assessor)
    scores = {**state.scores, **command.scores}
    if scores == state.scores:
        raise Refused(Code.ASSESSMENT_SAME, cadre=command.cadre, period=command.period)
    _complete(scores, criteria)
    return AssessmentCorrected(**{**command.model_dump(exclude={"on"}), "scores": scores})
