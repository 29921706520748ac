"""A form: what it asks, what is found and hinted at while it is filled in, and the commands that it becomes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cadre_ledger.domain.shapes import Command
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.entries.fields import Choice, Field, Hint
from cadre_ledger.procedures.entries.known import completed
from cadre_ledger.procedures.entries.reading import REFUSALS, Filled, Reader, text_of
from cadre_ledger.procedures.entries.typed import Typed, key, rows_of
from cadre_ledger.procedures.importing_facts import COLUMNS
from cadre_ledger.procedures.recording import fields_checked
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import LedgerError, Misused, Unreadable
from cadre_ledger.values.findings import Finding, Place
from cadre_ledger.wording.catalogue import Words
from cadre_ledger.wording.messages import Message, describe

ABOUT: Mapping[Code, str] = {
    **COLUMNS,
    Code.CASE_EXISTS: "case",
    Code.CRITERION_UNKNOWN: "period",
    Code.CRITERION_MISSING: "period",
    Code.NO_BODY: "body",
    Code.SESSION_EXISTS: "session",
    Code.SAME_DAY_SESSION: "another",
    Code.FUTURE_VOTE: "held_on",
    Code.NO_REGULATION: "basis",
    Code.BASIS_OUT_OF_FORCE: "basis",
    Code.BASIS_IN_FORCE_UNKNOWN: "basis",
    Code.NO_SUBJECTS: "name",
    Code.LISTED_OVER_TOTAL: "subjects_total",
    Code.NO_BALLOTS: "collected",
    Code.VALID_OVER_COLLECTED: "valid",
    Code.PRESENT_OVER_MEMBERS: "members_present",
    Code.COLLECTED_OVER_ISSUED: "collected",
    Code.ISSUED_OVER_MEMBERS: "issued",
    Code.BASE_UNKNOWN: "collected",
    Code.SUBJECT_TWICE: "name",
    Code.REVEALS_VOTES: "name",
    Code.NO_FLAG: "flag",
    Code.FLAG_DECIDED: "flag",
    Code.FUTURE_ANSWER: "when",
    Code.NO_ENTRY: "entry",
    Code.NOT_CORRECTABLE: "field",
    # a vote that is held here
    Code.VOTE_DAY_INEXACT: "held_on",
    Code.COMMITTEE_TOO_SMALL: "committee_1",
    Code.RECUSED: "committee_1",
    Code.CALENDAR_UNNAMED: "calendar",
    Code.NO_EXEMPTION: "exempt",
    Code.EXEMPT_BY_CLAUSE: "exempt",
    Code.NOT_EARLIER: "follows",
    Code.WRONG_STAGE: "session",
    Code.NO_SESSION: "session",
    Code.ROLL_UNKNOWN: "present",
    Code.NOT_ON_ROLL: "member",
    Code.NO_SUBJECT: "subject",
    Code.ALREADY_STRUCK: "subject",
    Code.PRINTED_DIFFER: "papers",
    Code.ISSUED_OVER_PRESENT: "issued",
    Code.ISSUED_DIFFER: "not_returned",
    Code.BATCHES_DIFFER: "batches",
    Code.BATCH_TOO_SMALL: "batches",
}
"""The field that a refusal or a warning is about, where its code alone tells; as files say it, but where forms differ."""


Remarks = tuple[Iterable[Finding], Iterable[Hint]]
"""What is found and hinted at over the whole of a form."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What is to say about what was typed: findings and hints, each at its place, and what is still to be typed."""

    findings: tuple[Finding, ...]
    hints: tuple[Hint, ...]
    missing: tuple[Place, ...]
    order: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Nothing is missing, and nothing stands against recording it."""
        return not self.missing and not self.errors

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What stands against recording it."""
        return tuple(each for each in self.findings if each.stops)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What is odd, is to be shown, and is recorded with it."""
        return tuple(each for each in self.findings if not each.stops)

    def at(self, column: str, row: int | None = None) -> tuple[Finding | Hint, ...]:
        """All that is to say at one field or cell, findings first."""
        said: tuple[Finding | Hint, ...] = (*self.findings, *self.hints)
        return tuple(each for each in said if (each.place.row, each.place.column) == (row, column))

    def next_place(self, after: Place | None = None) -> Place | None:
        """The next error after a place, or what is missing where there is no error; after the last one the first again."""
        places = sorted({each.place for each in self.errors} or set(self.missing), key=self.key)
        later = [each for each in places if after is not None and self.key(each) > self.key(after)]
        return next(iter(later or places), None)

    def key(self, place: Place) -> tuple[int, int]:
        """How far down in the form: the fields, then row by row."""
        return (place.row or 0, self.order.index(place.column) if place.column in self.order else len(self.order))


def _no_columns(desk: Desk, typed: Typed) -> tuple[Field, ...]:
    return ()


def _no_remarks(desk: Desk, filled: Filled) -> Remarks:
    return (), ()


def asking(*fields: Field) -> Callable[[Desk, Typed], tuple[Field, ...]]:
    """The same fields, whatever is typed."""

    def fields_for(desk: Desk, typed: Typed) -> tuple[Field, ...]:
        return fields

    return fields_for


def becoming(make: Callable[[Filled, PartialDate], Command]) -> Callable[[Desk, Filled, PartialDate], Sequence[Command]]:
    """One command, made of what is typed alone."""

    def made(desk: Desk, filled: Filled, on: PartialDate) -> Sequence[Command]:
        return [make(filled, on)]

    return made


@dataclass(frozen=True)
class Form:
    """One kind of fact to enter. What it asks may hang on what is typed; `fallback` is the field of refusals about none of them."""

    name: str
    title: str
    says: str
    fields_for: Callable[[Desk, Typed], tuple[Field, ...]]
    make: Callable[[Desk, Filled, PartialDate], Sequence[Command]]
    fallback: str
    columns_for: Callable[[Desk, Typed], tuple[Field, ...]] = _no_columns
    remarks: Callable[[Desk, Filled], Remarks] = _no_remarks
    final: str = ""
    """Of what cannot be taken back: what is said when the code is asked for."""

    def looked_at(self, desk: Desk, typed: Typed, *, complete: bool = False) -> Looked:
        """What is to say while it is typed; only with `complete` is what is blank an error."""
        return self._looked(desk, typed, complete=complete)[0]

    def commands(self, desk: Desk, typed: Typed, on: PartialDate) -> Sequence[Command]:
        """The commands that record it, or `Unreadable` with every finding at its field; warnings are recorded with it."""
        looked, filled = self._looked(desk, typed, complete=True)
        if looked.errors:
            raise Unreadable(looked.findings)
        with fields_checked():
            return self.make(desk, filled, on)

    def suggestions(self, desk: Desk, typed: Typed, name: str, text: str) -> tuple[Choice, ...]:
        """Up to eight completions of what is typed into a field or a column, with what each names."""
        held_on = _day(typed.get("held_on", "")) or PartialDate.on(desk.as_of)
        fields = (*self.fields_for(desk, typed), *self.columns_for(desk, typed))
        return next((completed(desk, each, text, held_on) for each in fields if each.name == name), ())

    def placed(self, desk: Desk, typed: Typed, error: LedgerError) -> tuple[Finding, ...]:
        """A refusal, such as that of a preview, as findings at the fields that it is about."""
        return tuple(self._placed(self._filled(desk, typed)[0], error))

    def told(self, words: Words, desk: Desk, typed: Typed, finding: Finding) -> Message:
        """A finding as people read it: the field by its label, and of a value that does not fit what the field takes."""
        fields = {each.name: each for each in (*self.fields_for(desk, typed), *self.columns_for(desk, typed))}
        field = fields.get(finding.place.column)
        if field is None:
            return describe(words, finding.code, finding.facts)
        label = field.label.said(words)
        named = {name: label for name in ("field", "criterion") if name in finding.facts and finding.code is not Code.NOT_CORRECTABLE}
        if field.options and "known" in finding.facts:
            named["known"] = ", ".join(each.label.said(words) for each in field.options)
        message = describe(words, finding.code, {**finding.facts, **named})
        return replace(message, next=field.help.said(words)) if finding.code is Code.FIELD_INVALID else message

    def _looked(self, desk: Desk, typed: Typed, *, complete: bool) -> tuple[Looked, Filled]:
        filled, findings, hints = self._filled(desk, typed)
        found, hinted = self.remarks(desk, filled)
        findings += (self._at_a_field(filled, each) for each in found)
        missing = tuple(_missing(filled))
        if complete:
            findings += (Finding(Code.FIELD_EMPTY, {"field": place.column}, place) for place in missing)
        looked = Looked(tuple(findings), (*hints, *hinted), missing, filled.order)
        if looked.ready:
            looked = replace(looked, findings=(*looked.findings, *self._refused(desk, filled)))
        return replace(looked, findings=tuple(sorted(looked.findings, key=lambda each: looked.key(each.place)))), filled

    def _refused(self, desk: Desk, filled: Filled) -> Iterator[Finding]:
        """What stands against making the commands."""
        try:
            with fields_checked():
                self.make(desk, filled, PartialDate.on(desk.as_of))
        except REFUSALS as error:
            yield from self._placed(filled, error)

    def _filled(self, desk: Desk, typed: Typed) -> tuple[Filled, list[Finding], list[Hint]]:
        reader = Reader(desk)
        fields, columns = self.fields_for(desk, typed), self.columns_for(desk, typed)
        values = reader.read(fields, typed)
        rows = {row: reader.read(columns, cells, row) for row, cells in (rows_of(typed) if columns else {}).items()}
        return Filled(fields, columns, values, rows, typed), reader.findings, reader.hints

    def _placed(self, filled: Filled, error: LedgerError) -> Iterator[Finding]:
        yield from (self._at_a_field(filled, each) for each in error.said)

    def _at_a_field(self, filled: Filled, finding: Finding) -> Finding:
        """At the field that it is about, at the row of the person it names."""
        if finding.place.column:
            return _naming(finding, finding.place.row, finding.place.column)
        names = set(filled.order)
        row = _row_of(filled, finding.facts.get("subject"))
        scored = f"score_{finding.facts.get('criterion')}"
        told = (scored, *str(finding.facts.get("field", "")).split("."), _cell(finding), ABOUT.get(finding.code, ""))
        column = next((each for each in told if each in names), self.fallback)
        return _naming(finding, row, column)


def _day(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except Misused:
        return None


def _naming(finding: Finding, row: int | None, column: str) -> Finding:
    return replace(finding, place=replace(finding.place, row=row, column=column), facts={"field": column, **finding.facts})


def _cell(finding: Finding) -> str:
    """The cell of a row where marks do not balance: the level named, else what is not valid."""
    level = finding.facts.get("level")
    return str(level) if level else "invalid" if "marks" in finding.facts else ""


def _row_of(filled: Filled, subject: object) -> int | None:
    """The row in which the person of that number on the list is typed."""
    rows = list(filled.rows)
    return rows[subject - 1] if isinstance(subject, int) and 0 < subject <= len(rows) else None


def _missing(filled: Filled) -> Iterator[Place]:
    for each in filled.fields:
        if each.required and not text_of(each, filled.typed):
            yield Place(column=each.name)
    for row in filled.rows or ((1,) if filled.columns else ()):
        for each in filled.columns:
            if each.required and not filled.typed.get(key(each.name, row), "").strip():
                yield Place(row=row, column=each.name)
