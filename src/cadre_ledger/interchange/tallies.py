"""Published results of confidence and binding votes: rows to sessions, with every finding."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from cadre_ledger.domain import returns
from cadre_ledger.domain.returns import BallotNumbers, ListedSubject
from cadre_ledger.interchange.tabular import AS_IT_IS, Columns, Layout, Row, Sheet, column_findings, percentage, read, whole_number
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import LedgerError, Refused
from cadre_ledger.values.findings import Finding
from cadre_ledger.values.tallies import Level, VoteKind
from cadre_ledger.values.text import LONGEST_NOTE, clean_name, clean_note

NUMBERS = {
    "delegates_total": "members_total",
    "summoned": "members_summoned",
    "present": "members_present",
    "issued": "issued",
    "collected": "collected",
}
MARKS = {
    VoteKind.CONFIDENCE: {"high": Level.HIGH, "confidence": Level.CONFIDENCE, "low": Level.LOW},
    VoteKind.BINDING: {"for": Level.CONFIDENCE, "against": Level.NO_CONFIDENCE},
}
PERCENTS = {f"{level.value}_percent": level for level in MARKS[VoteKind.CONFIDENCE].values()}
COMMON = frozenset({"council", "session_date", "name", "source"})
FREE = frozenset({*NUMBERS, "valid", "invalid", "title", "cadre"})
COLUMNS = {
    VoteKind.CONFIDENCE: Columns(COMMON | set(MARKS[VoteKind.CONFIDENCE]), FREE | set(PERCENTS)),
    VoteKind.BINDING: Columns(COMMON | set(MARKS[VoteKind.BINDING]), FREE),
}
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Listing:
    """One line of a table, with the row it came from and the cadre it names, if any."""

    subject: ListedSubject
    row: Row
    cadre: str | None


@dataclass(slots=True)
class Table:
    """One session of a file."""

    council: str
    held_on: PartialDate
    kind: VoteKind
    numbers: BallotNumbers
    valid: set[int] = field(default_factory=set)
    sources: list[str] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)

    @property
    def source(self) -> str:
        """All sources named, each once, as far as they fit; every line keeps its own in full."""
        named = dict.fromkeys(part.strip() for source in self.sources for part in source.split(" ; "))
        return clean_note(" ; ".join(named)[:LONGEST_NOTE])

    @property
    def subjects(self) -> tuple[ListedSubject, ...]:
        """The lines in their order."""
        return tuple(listing.subject for listing in self.listings)


@dataclass(frozen=True, slots=True)
class Tallies:
    """What a file holds, and everything noticed about it."""

    sheet: Sheet
    tables: tuple[Table, ...]
    findings: tuple[Finding, ...]


def read_tallies(content: bytes, file: str, layout: Layout = AS_IT_IS) -> Tallies:
    """The sessions of a file; every finding of every row is there at once."""
    sheet = read(content, file, layout)
    kind = VoteKind.BINDING if "against" in sheet.columns else VoteKind.CONFIDENCE
    findings = [*sheet.findings, *column_findings(sheet, COLUMNS[kind])]
    if any(finding.code in (Code.COLUMN_MISSING, Code.COLUMN_UNKNOWN, Code.COLUMN_TWICE) for finding in findings):
        return Tallies(sheet, (), tuple(findings))
    reader = _Reader(sheet, kind, findings)
    for row in sheet.rows:
        reader.take(row)
    for table in reader.tables.values():
        findings.extend(_imbalances(sheet, table))
    if not sheet.rows and not findings:
        findings.append(Finding(Code.FILE_EMPTY, {}, sheet.place()))
    return Tallies(sheet, tuple(reader.tables.values()), tuple(findings))


@dataclass(slots=True)
class _Reader:
    """Rows into tables; what cannot be read becomes a finding and leaves its row out."""

    sheet: Sheet
    kind: VoteKind
    findings: list[Finding]
    tables: dict[tuple[str, str], Table] = field(default_factory=dict)

    def take(self, row: Row) -> None:
        """One row."""
        before = len(self.findings)
        council = self._cell(row, "council", clean_name)
        held_on = self._cell(row, "session_date", PartialDate.parse, Code.CELL_NOT_DATE)
        numbers = {name: self._number(row, column) for column, name in NUMBERS.items()}
        valid = self._number(row, "valid")
        subject = self._subject(row)
        source = self._cell(row, "source", clean_note)
        if len(self.findings) > before or council is None or held_on is None or subject is None or source is None:
            return
        table = self._table(row, council, held_on, numbers, valid)
        listed = subject.model_copy(update={"number": len(table.listings) + 1, "source": source})
        table.sources.append(source)
        table.listings.append(Listing(listed, row, row.cells.get("cadre")))
        if valid is not None and listed.marks > valid:
            facts = {"name": listed.name, "subject": listed.number, "marks": listed.marks, "bound": "valid", "number": valid}
            self.findings.append(Finding(Code.SUM_OVER_BOUND, facts, self.sheet.place(row, "valid")))

    def _table(self, row: Row, council: str, held_on: PartialDate, numbers: dict[str, int | None], valid: int | None) -> Table:
        key = (council, str(held_on))
        given = BallotNumbers(**numbers, valid=valid)
        if key not in self.tables:
            self.tables[key] = Table(council, held_on, self.kind, given)
        table = self.tables[key]
        for column, name in NUMBERS.items():
            known, here = getattr(table.numbers, name), getattr(given, name)
            if known is not None and here is not None and known != here:
                facts = {"column": column, "first": known, "here": here}
                self.findings.append(Finding(Code.SESSION_NUMBERS_DIFFER, facts, self.sheet.place(row, column)))
        # What one row leaves out another may give; valid ballots are per person and stand only where all agree.
        merged = {
            name: getattr(table.numbers, name) if getattr(table.numbers, name) is not None else getattr(given, name) for name in numbers
        }
        if valid is not None:
            table.valid.add(valid)
        table.numbers = BallotNumbers(**merged, valid=next(iter(table.valid)) if len(table.valid) == 1 else None)
        return table

    def _subject(self, row: Row) -> ListedSubject | None:
        name = self._cell(row, "name", clean_name)
        title = self._cell(row, "title", clean_name) if "title" in row.cells else None
        counts = {level: self._number(row, column) for column, level in MARKS[self.kind].items()}
        printed = {level: self._percent(row, column) for column, level in PERCENTS.items() if column in row.cells}
        if name is None:
            return None
        return ListedSubject(
            number=1,
            name=name,
            position=title,
            counts={level: count for level, count in counts.items() if count is not None},
            invalid=self._number(row, "invalid"),
            printed={level: percent for level, percent in printed.items() if percent is not None},
        )

    def _cell(self, row: Row, column: str, parse: Callable[[str], Value], unreadable: Code | None = None) -> Value | None:
        text = row.cells.get(column)
        if text is None:
            self.findings.append(Finding(Code.CELL_EMPTY, {"column": column}, self.sheet.place(row, column)))
            return None
        try:
            return parse(text)
        except LedgerError as error:
            # What looks like an identity number is not written on into files of findings.
            facts = error.facts if error.code is Code.IDENTITY_NUMBER else {"value": text[:40], **error.facts}
            self.findings.append(Finding(unreadable or error.code, facts, self.sheet.place(row, column)))
            return None

    def _number(self, row: Row, column: str) -> int | None:
        text = row.cells.get(column)
        if text is None:
            return None
        number = whole_number(text)
        if number is None or number > returns.MOST:
            self.findings.append(Finding(Code.CELL_NOT_NUMBER, {"value": text[:40]}, self.sheet.place(row, column)))
            return None
        return number

    def _percent(self, row: Row, column: str) -> Decimal | None:
        percent = percentage(row.cells[column])
        if percent is None:
            self.findings.append(Finding(Code.CELL_NOT_NUMBER, {"value": row.cells[column][:40]}, self.sheet.place(row, column)))
        return percent


def _imbalances(sheet: Sheet, table: Table) -> Iterator[Finding]:
    """The refusals of the domain, row by row instead of one at a time."""
    yield from _refusal(sheet, None, lambda: returns.numbers_balance(table.numbers))
    seen: set[tuple[str, str | None]] = set()
    for listing in table.listings:
        subject = listing.subject
        yield from _refusal(sheet, listing.row, lambda subject=subject: returns.subject_balance(subject, table.kind, table.numbers))  # type: ignore[misc]
        if (subject.name, subject.position) in seen:
            facts = {"name": subject.name, "subject": subject.number}
            yield Finding(Code.SUBJECT_TWICE, facts, sheet.place(listing.row, "name"))
        seen.add((subject.name, subject.position))


def _refusal(sheet: Sheet, row: Row | None, check: Callable[[], None]) -> Iterator[Finding]:
    try:
        check()
    except Refused as refused:
        yield Finding(refused.code, refused.facts, sheet.place(row))
