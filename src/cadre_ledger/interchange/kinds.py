"""The kinds of files of facts: which columns each has and what stands in them; rows to typed values, with every finding."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from cadre_ledger.domain.assessments import Score
from cadre_ledger.domain.cadres import OwnNumber
from cadre_ledger.domain.classifications import Points
from cadre_ledger.domain.periods import PeriodCode
from cadre_ledger.domain.shapes import RuleCode
from cadre_ledger.domain.training import QualificationKind
from cadre_ledger.interchange.tabular import AS_IT_IS, Columns, Layout, Row, Sheet, column_findings, heading, read
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import LedgerError
from cadre_ledger.values.findings import Finding, Place
from cadre_ledger.values.quality import Capacity, Quality
from cadre_ledger.values.sanctions import Form, Line
from cadre_ledger.values.studies import Category, TheoryLevel
from cadre_ledger.values.text import CodeText, Name, Note, clean_name, clean_note

NUMBERS = (Score, Points, int)
CLEANED: Mapping[Any, Callable[[str], str]] = {Name: clean_name, Note: clean_note}
"""Texts whose own refusals say more than that they do not fit."""

NUMBER = re.compile(r"[0-9]{1,6}([.,][0-9]{1,6})?")
YES = frozenset({"yes", "true", "1", "x", "có", "co"})
NO = frozenset({"no", "false", "0", "không", "khong"})
WRONG_COLUMNS = (Code.COLUMN_MISSING, Code.COLUMN_UNKNOWN, Code.COLUMN_TWICE)
Cells = Mapping[str, Any]
"""By column: the type of what stands in it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file. What is `not_kept` may be there and is said to be left out; where `may_be_blank`, the column must be there."""

    name: str
    required: Cells
    optional: Cells
    not_kept: frozenset[str] = frozenset()
    may_be_blank: frozenset[str] = frozenset()

    @property
    def cells(self) -> Cells:
        """All columns that are kept."""
        return {**self.required, **self.optional}

    @property
    def columns(self) -> Columns:
        """All columns that may be there."""
        return Columns(frozenset(self.required), frozenset(self.optional) | self.not_kept)


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "positions",
            {"position": CodeText, "title": Name, "group": RuleCode, "unit": CodeText},
            {
                "authority": Name,
                "theory_required": TheoryLevel,
                "management_required": Name,
                "criteria_set": RuleCode,
                "peer_group": CodeText,
                "higher_position": CodeText,
                "heads_unit": bool,
            },
        ),
        Kind(
            "roster",
            {"cadre": OwnNumber, "name": Name, "unit": CodeText, "position": CodeText, "appointed_on": PartialDate},
            {"born": PartialDate, "term_from": PartialDate, "term_to": PartialDate, "planned_for": CodeText},
            frozenset({"gender", "ethnicity", "region", "level"}),
        ),
        Kind(
            "assessments",
            {"period": PeriodCode, "cadre": OwnNumber, "assessor": Name, "capacity": Capacity, "criterion": RuleCode, "score": Score},
            {"on": PartialDate, "comment": Note},
        ),
        Kind(
            "classifications",
            {"period": PeriodCode, "cadre": OwnNumber, "level": Quality, "decided_on": PartialDate},
            {"points": Points, "decision_no": Name, "decided_by": Name, "reason": Note},
        ),
        Kind(
            "training",
            {"cadre": OwnNumber, "category": Category, "level": TheoryLevel, "programme": Name, "completed_on": PartialDate},
            {
                "institution": Name,
                "country": Name,
                "started_on": PartialDate,
                "certificate": Name,
                "approved_on": PartialDate,
                "duration_hours": int,
            },
            may_be_blank=frozenset({"level"}),
        ),
        Kind(
            "qualifications",
            {"cadre": OwnNumber, "kind": QualificationKind, "level": Name, "obtained_on": PartialDate},
            {"field": Name, "institution": Name, "language": Name, "certificate": Name},
        ),
        Kind(
            "discipline",
            {"cadre": OwnNumber, "line": Line, "form": Form, "decision_no": Name, "decided_on": PartialDate},
            {"case": CodeText, "effective_on": PartialDate, "authority": Name, "grounds": Note, "public_duty": bool},
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact of a file: its values by column, the row that says it, and of an assessment the row of each criterion."""

    row: Row
    values: Mapping[str, Any]
    criteria: Mapping[str, Row] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file holds, as far as it could be read, and everything noticed about it."""

    sheet: Sheet
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]


def read_facts(kind: Kind, content: bytes, file: str, layout: Layout = AS_IT_IS) -> Facts:
    """The facts of a file; every finding of every row is there at once, and no fact that a finding spoils."""
    sheet = read(content, file, layout)
    findings = [*sheet.findings, *column_findings(sheet, kind.columns), *_left_out(kind, sheet)]
    if any(finding.code in WRONG_COLUMNS for finding in findings):
        return Facts(sheet, (), tuple(findings))
    if not sheet.rows and not findings:
        findings.append(Finding(Code.FILE_EMPTY, {}, sheet.place()))
    spoiled = {finding.place.row for finding in sheet.findings}
    entries: list[Entry] = []
    unread: list[Entry] = []
    for row in sheet.rows:
        values, odd = _values(kind, sheet, row)
        findings += odd
        (unread if odd or row.number in spoiled else entries).append(Entry(row, values))
    if kind.name == "assessments":
        entries, odd = _together(sheet, entries, {_assessment(each.values) for each in unread})
        findings += odd
    return Facts(sheet, tuple(entries), tuple(findings))


def read_map(content: bytes, file: str) -> tuple[Mapping[str, str | None], tuple[Finding, ...]]:
    """What the columns of files are called: `theirs` in the file, `ours` here; a blank `ours` leaves a column out."""
    sheet = read(content, file)
    findings = [*sheet.findings, *column_findings(sheet, Columns(frozenset({"theirs", "ours"}), frozenset()))]
    columns: dict[str, str | None] = {}
    for row in sheet.rows if not findings else ():
        theirs = heading(row.cells.get("theirs", ""))
        if not theirs:
            findings.append(Finding(Code.CELL_EMPTY, {"column": "theirs"}, sheet.place(row, "theirs")))
        if theirs in columns:
            findings.append(Finding(Code.COLUMN_TWICE, {"column": theirs}, sheet.place(row, "theirs")))
        columns[theirs] = heading(row.cells["ours"]) if "ours" in row.cells else None
    return columns, tuple(findings)


def _left_out(kind: Kind, sheet: Sheet) -> Iterator[Finding]:
    for column in sorted(kind.not_kept & set(sheet.columns)):
        if any(column in row.cells for row in sheet.rows):
            yield Finding(Code.COLUMN_NOT_KEPT, {"column": column}, Place(sheet.file, sheet.header, column), stops=False)


def _values(kind: Kind, sheet: Sheet, row: Row) -> tuple[dict[str, Any], list[Finding]]:
    values: dict[str, Any] = {}
    findings: list[Finding] = []
    for column, wanted in kind.cells.items():
        text = row.cells.get(column)
        if text is not None:
            read = value_of(wanted, column, text)
            if isinstance(read, Finding):
                findings.append(Finding(read.code, read.facts, sheet.place(row, column)))
            else:
                values[column] = read
        elif column in kind.required and column not in kind.may_be_blank:
            findings.append(Finding(Code.CELL_EMPTY, {"column": column}, sheet.place(row, column)))
    return values, findings


def value_of(wanted: Any, column: str, text: str) -> Any:
    """The value of a cell, or what is wrong with it as a finding."""
    if wanted is PartialDate:
        return _date(text)
    if wanted is bool:
        return _yes_or_no(text)
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        listed = {each.value: each for each in wanted}
        return listed.get(text.lower()) or _unlisted(text, listed)
    if wanted in NUMBERS and not NUMBER.fullmatch(text):
        return Finding(Code.CELL_NOT_NUMBER, {"value": text[:40]})
    return _checked(wanted, column, text.replace(",", ".") if wanted in NUMBERS else text)


def _checked(wanted: Any, column: str, text: str) -> Any:
    """What the field itself takes."""
    try:
        return CLEANED[wanted](text) if wanted in CLEANED else _adapter(wanted).validate_python(text)
    except LedgerError as error:
        return Finding(error.code, error.facts if error.code is Code.IDENTITY_NUMBER else {"value": text[:40], **error.facts})
    except ValidationError:
        return Finding(Code.FIELD_INVALID, {"field": column, "value": text[:40]})


@cache
def _adapter(wanted: Any) -> TypeAdapter[Any]:
    return TypeAdapter(wanted)


def _date(text: str) -> PartialDate | Finding:
    try:
        return PartialDate.parse(text)
    except LedgerError as error:
        return Finding(Code.CELL_NOT_DATE, error.facts)


def _yes_or_no(text: str) -> bool | Finding:
    word = text.lower()
    return word in YES if word in YES | NO else _unlisted(text, ("yes", "no"))


def _unlisted(text: str, known: Any) -> Finding:
    return Finding(Code.CELL_NOT_LISTED, {"value": text[:40], "known": ", ".join(known)})


# Assessments: one row a criterion

Key = tuple[object, ...]


def _assessment(values: Mapping[str, Any]) -> Key:
    return tuple(values.get(column) for column in ("period", "cadre", "assessor"))


def _together(sheet: Sheet, entries: list[Entry], spoiled: set[Key]) -> tuple[list[Entry], list[Finding]]:
    """Rows of the same period, cadre and assessor as one; none where a row of it could not be read."""
    groups: dict[Key, list[Entry]] = {}
    for each in entries:
        groups.setdefault(_assessment(each.values), []).append(each)
    findings: list[Finding] = []
    whole: list[Entry] = []
    for key, rows in groups.items():
        odd = list(_disagreements(sheet, rows))
        findings += odd
        if not odd and key not in spoiled:
            whole.append(_joined(rows))
    return whole, findings


def _disagreements(sheet: Sheet, rows: list[Entry]) -> Iterator[Finding]:
    first: dict[str, object] = {}
    criteria: dict[str, int] = {}
    for each in rows:
        for column in ("capacity", "on"):
            here = each.values.get(column)
            if here is not None and first.setdefault(column, here) != here:
                yield Finding(Code.ROWS_DIFFER, {"column": column, "first": first[column], "here": here}, sheet.place(each.row, column))
        criterion = each.values["criterion"]
        if criteria.setdefault(criterion, each.row.number) != each.row.number:
            facts = {"criterion": criterion, "first": criteria[criterion]}
            yield Finding(Code.CRITERION_TWICE, facts, sheet.place(each.row, "criterion"))


def _joined(rows: list[Entry]) -> Entry:
    said = dict.fromkeys(each.values["comment"] for each in rows if "comment" in each.values)
    values = {column: rows[0].values[column] for column in ("period", "cadre", "assessor", "capacity")}
    values["scores"] = {each.values["criterion"]: each.values["score"] for each in rows}
    on = next((each.values["on"] for each in rows if "on" in each.values), None)
    if on is not None:
        values["on"] = on
    if said:
        values["comment"] = " ; ".join(said)
    return Entry(rows[0].row, values, {each.values["criterion"]: each.row for each in rows})
