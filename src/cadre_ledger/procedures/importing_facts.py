"""Importing files of facts: rows to commands that are decided one after another, all of a file or nothing, and once."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cadre_ledger.domain import cadres, positions, posts
from cadre_ledger.domain.assessments import Assess
from cadre_ledger.domain.cadres import CadreNumberTaken, CadreRegistered, Person, RegisterCadre
from cadre_ledger.domain.cases import DecideDiscipline
from cadre_ledger.domain.classifications import Classify
from cadre_ledger.domain.positions import DefinePosition, Post, RedefinePosition
from cadre_ledger.domain.posts import Appoint, Plan
from cadre_ledger.domain.shapes import Command, Event
from cadre_ledger.domain.training import CompleteTraining, RecordQualification
from cadre_ledger.interchange.kinds import KINDS, Entry, Facts, read_facts
from cadre_ledger.interchange.tabular import AS_IT_IS, Layout
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.procedures.recording import Author, Later, Look, Recording, preview, record
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import LedgerError, NotFound, Unreadable
from cadre_ledger.values.findings import Finding
from cadre_ledger.values.records import Record
from cadre_ledger.values.text import fold, slug

LEDGERS_OWN = re.compile(r"C[0-9]{6,}")
LONGEST_CODE = 32
COLUMNS = {
    Code.NO_CADRE: "cadre",
    Code.CADRE_MERGED: "cadre",
    Code.CADRE_NUMBER_TAKEN: "cadre",
    Code.NO_UNIT: "unit",
    Code.UNIT_CLOSED: "unit",
    Code.ALREADY_APPOINTED: "position",
    Code.POST_DATES: "term_to",
    Code.NO_PERIOD: "period",
    Code.PERIOD_CLOSED: "period",
    Code.NO_CRITERIA: "period",
    Code.ALREADY_ASSESSED: "assessor",
    Code.CRITERION_UNKNOWN: "criterion",
    Code.CRITERION_MISSING: "criterion",
    Code.SCORE_RANGE: "score",
    Code.ALREADY_CLASSIFIED: "period",
    Code.DECIDED_TOO_EARLY: "decided_on",
    Code.FUTURE_TRAINING: "completed_on",
    Code.TRAINING_DATES: "started_on",
    Code.TRAINING_LEVEL: "level",
    Code.TRAINING_TWICE: "programme",
    Code.QUALIFICATION_TWICE: "level",
    Code.CASE_EXISTS: "decision_no",
    Code.FORM_UNFIT: "form",
    Code.FUTURE_DISCIPLINE: "decided_on",
    Code.DISCIPLINE_DATES: "effective_on",
}
"""The column that a refusal is about, where its code alone tells."""


@dataclass(frozen=True, slots=True)
class FactOptions:
    """How a file of facts is to be taken; `redefine` is the reason why positions have changed."""

    kind: str
    today: PartialDate
    layout: Layout = AS_IT_IS
    redefine: str | None = None

    @property
    def written(self) -> str:
        """The options that make the same file another import."""
        return f"{self.kind}|{self.redefine}|{self.layout.written}"


@dataclass(frozen=True, slots=True)
class ImportedFacts:
    """What came of an import: the warnings, the records, and of what was not only shown the recording."""

    findings: tuple[Finding, ...]
    records: tuple[Record[Event], ...]
    recording: Recording | None


def import_facts(
    ledger: Ledger, content: bytes, file: str, options: FactOptions, author: Author, *, dry_run: bool = False
) -> ImportedFacts:
    """Record every fact of a file, or raise `Unreadable` with all findings and record nothing."""
    digest = hashlib.sha256(options.written.encode() + b"\n" + content).hexdigest()
    author = replace(author, key=author.key or f"import-{digest[:40]}", digest=digest)
    facts = read_facts(KINDS[options.kind], content, file, options.layout)
    intake = _Intake(facts, options)
    steps = [intake.step(entry) for entry in facts.entries]
    recording = None
    try:
        if dry_run or intake.stopped:
            records = preview(ledger, steps, author, intake.findings)
        else:
            recording = record(ledger, steps, author, intake.findings)
            records = recording.records
    except Unreadable as refused:
        raise Unreadable(_in_order([*facts.findings, *refused.findings])) from None
    if intake.stopped:
        raise Unreadable(_in_order(facts.findings))
    return ImportedFacts(facts.findings, records, recording)


def _in_order(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.place.row or 0)


@dataclass(frozen=True, slots=True)
class _Intake:
    """What turning the rows of one file into commands needs."""

    facts: Facts
    options: FactOptions

    @property
    def stopped(self) -> bool:
        """Something in the file itself stands against it; what is beside it is still looked at."""
        return any(finding.stops for finding in self.facts.findings)

    def step(self, entry: Entry) -> Later:
        """The commands of one fact, made when those before it are decided."""
        return lambda look: MAKERS[self.options.kind](self, entry, look)

    def findings(self, number: int, error: LedgerError) -> Iterator[Finding]:
        """A refusal at its row, and where one can tell in its column."""
        entry = self.facts.entries[number]
        if isinstance(error, Unreadable):
            yield from error.findings
            return
        for each in (error, *error.besides):
            column = str(each.facts["field"]).partition(".")[0] if each.code is Code.FIELD_INVALID else COLUMNS.get(each.code, "")
            row = entry.criteria.get(str(each.facts.get("criterion")), entry.row)
            yield Finding(each.code, each.facts, self.facts.sheet.place(row, column))

    def differs(self, code: Code, entry: Entry, column: str, **facts: object) -> Finding:
        """What stands against one cell."""
        return Finding(code, {name: _said(fact) for name, fact in facts.items()}, self.facts.sheet.place(entry.row, column))

    # By kind

    def position(self, entry: Entry, look: Look) -> Iterator[Command]:
        """A new position; of one that is there what the file says otherwise, if a reason was given for it."""
        code = entry.values["position"]
        known = _position(look, code)
        if known is None:
            yield DefinePosition(on=self.options.today, post=Post(**entry.values))
            return
        changed = {column: value for column, value in entry.values.items() if getattr(known, column) != value}
        if changed and self.options.redefine is None:
            recorded = {column: getattr(known, column) for column in changed}
            raise Unreadable(
                [
                    self.differs(Code.POSITION_DIFFERS, entry, column, position=code, value=value, recorded=recorded[column])
                    for column, value in changed.items()
                ]
            )
        if changed:
            yield RedefinePosition(on=self.options.today, post=known.model_copy(update=changed), reason=self.options.redefine or "")

    def post(self, entry: Entry, look: Look) -> Iterator[Command]:
        """A file for who has none yet, the appointment, and the planning; what is there already is not recorded again."""
        values = entry.values
        cadre = code_of(look, values["cadre"])
        against = list(self._against(entry, look, cadre))
        if against:
            raise Unreadable(against)
        if cadre is None:
            yield RegisterCadre(on=self.options.today, name=values["name"], born=values.get("born"), own_number=values["cadre"])
            cadre = _known(look, values["cadre"])
        recorded, planned_for = _posts(look, cadre)
        appoint = Appoint(
            on=self.options.today,
            cadre=cadre,
            position=values["position"],
            since=values["appointed_on"],
            term_from=values.get("term_from"),
            term_to=values.get("term_to"),
        )
        if not any(_same(each, appoint) for each in recorded):
            yield appoint
        planned = values.get("planned_for")
        if planned is not None and planned not in planned_for:
            yield Plan(on=self.options.today, cadre=cadre, position=planned)

    def _against(self, entry: Entry, look: Look, cadre: str | None) -> Iterator[Finding]:
        """All that a row of a roster gets wrong about what is there."""
        values = entry.values
        if cadre is None and LEDGERS_OWN.fullmatch(values["cadre"]):
            yield self.differs(Code.NO_CADRE, entry, "cadre", cadre=values["cadre"])
        if cadre is not None:
            person = _person(look, cadre)
            if fold(person.name) != fold(values["name"]):
                yield self.differs(Code.ROSTER_DIFFERS, entry, "name", cadre=cadre, value=values["name"], recorded=person.name)
            if not _holds(values.get("born"), person.born):
                yield self.differs(Code.ROSTER_DIFFERS, entry, "born", cadre=cadre, value=values["born"], recorded=person.born)
        post = _position(look, values["position"])
        if post is None:
            yield self.differs(Code.NO_POSITION, entry, "position", position=values["position"])
        elif post.unit != values["unit"]:
            facts = {"position": post.position, "unit": values["unit"], "recorded": post.unit}
            yield self.differs(Code.POSITION_ELSEWHERE, entry, "unit", **facts)
        planned = values.get("planned_for")
        if planned is not None and _position(look, planned) is None:
            yield self.differs(Code.NO_POSITION, entry, "planned_for", position=planned)

    def fact(self, entry: Entry, look: Look) -> Iterator[Command]:
        """A fact about a cadre whose columns are the fields of its command."""
        values: dict[str, Any] = {"on": self.options.today, **entry.values, "cadre": _known(look, entry.values["cadre"])}
        yield FACTS[self.options.kind](**values)

    def sanction(self, entry: Entry, look: Look) -> Iterator[Command]:
        """A sanction; a case without a code of its own gets one that the same decision on the same cadre always gets."""
        cadre = _known(look, entry.values["cadre"])
        case = entry.values.get("case") or case_code(entry.values["decision_no"], entry.values["decided_on"], cadre)
        values: dict[str, Any] = {**entry.values, "cadre": cadre, "case": case}
        yield DecideDiscipline(on=self.options.today, **values)


FACTS: Mapping[str, type[Command]] = {
    "assessments": Assess,
    "classifications": Classify,
    "training": CompleteTraining,
    "qualifications": RecordQualification,
}
MAKERS: Mapping[str, Callable[[_Intake, Entry, Look], Iterator[Command]]] = {
    "positions": _Intake.position,
    "roster": _Intake.post,
    "discipline": _Intake.sanction,
    **dict.fromkeys(FACTS, _Intake.fact),
}


def code_of(look: Look, named: str) -> str | None:
    """The ledger's code of a cadre named by it or by the council's own number; none where nobody is there."""
    if LEDGERS_OWN.fullmatch(named) and any(isinstance(event, CadreRegistered) for event in look(cadres.stream_of(named))):
        return named
    taken = (event.cadre for event in look(cadres.number_stream_of(named)) if isinstance(event, CadreNumberTaken))
    return next(taken, None)


def case_code(decision_no: str, decided_on: PartialDate, cadre: str) -> str:
    """Decision, year and cadre, cut to what a code may hold."""
    end = f"-{decided_on.first.year}-{cadre}"
    return f"{slug(decision_no, LONGEST_CODE - len(end)) or 'KL'}{end}"


def _said(fact: object) -> str:
    """As a file would write it."""
    if isinstance(fact, bool):
        return "yes" if fact else "no"
    return "–" if fact is None else str(fact)


def _known(look: Look, named: str) -> str:
    code = code_of(look, named)
    if code is None:
        raise NotFound(Code.NO_CADRE, cadre=named)
    return code


def _person(look: Look, cadre: str) -> Person:
    state = cadres.initial
    for event in look(cadres.stream_of(cadre)):
        state = cadres.evolve(state, event)
    return cadres.known(state, cadre)


def _posts(look: Look, cadre: str) -> tuple[list[posts.Appointed], frozenset[str]]:
    """Every appointment as it was recorded or corrected, those that have ended too; and the positions planned for."""
    events = look(posts.stream_of(cadre))
    state = posts.initial
    for event in events:
        state = posts.evolve(state, event)
    return [*state.held, *(event for event in events if isinstance(event, posts.Appointed))], state.planned


def _position(look: Look, code: str) -> Post | None:
    state = positions.initial
    for event in look(positions.stream_of(code)):
        state = positions.evolve(state, event)
    return state.post


def _same(held: posts.Appointed, appoint: Appoint) -> bool:
    fields = ("position", "since", "term_from", "term_to")
    return all(getattr(held, each) == getattr(appoint, each) for each in fields)


def _holds(told: PartialDate | None, recorded: PartialDate | None) -> bool:
    """Whether what a file tells is recorded, at least as precisely."""
    return told is None or (recorded is not None and told.first <= recorded.first and recorded.last <= told.last)
