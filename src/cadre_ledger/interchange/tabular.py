"""Tables from CSV, JSON Lines and workbooks: rows of text by column, each knowing its place; nothing is guessed."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from cadre_ledger.values.codes import Code
from cadre_ledger.values.findings import Finding, Place

MOST = 1_000_000
LARGEST = 50 * 1024 * 1024
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
GUARD = "'"
PACKED = b"PK\x03\x04"
# PDF, old workbooks, UTF-16: files that people take for tables and that are not text.
NOT_TEXT = (b"%PDF", b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line of the file on which it begins, and its cells, blank ones left out."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Columns:
    """What a kind of file may hold."""

    required: frozenset[str]
    optional: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as read: its columns, its rows, and what was wrong with it so far."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    header: int = 1

    def place(self, row: Row | None = None, column: str = "") -> Place:
        """Where in this file."""
        return Place(self.file, row.number if row else None, column)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file holds its table: on which sheet of a workbook, and which of its columns are ours; None = left out."""

    sheet: str | None = None
    columns: Mapping[str, str | None] = field(default_factory=dict)

    @property
    def written(self) -> str:
        """What makes the same file another import."""
        return f"{self.sheet}|{sorted(self.columns.items(), key=str)}"


AS_IT_IS = Layout()


def read(content: bytes, file: str, layout: Layout = AS_IT_IS) -> Sheet:
    """The rows of a file and every finding about its form; which columns it should have is for `column_findings`."""
    if len(content) > LARGEST:
        return _unread(file, Finding(Code.FILE_TOO_LARGE, {"size": len(content), "largest": LARGEST}, Place(file)))
    if content.startswith(PACKED):
        # Most files are text, and most commands read none.
        from cadre_ledger.interchange.workbooks import read_workbook  # noqa: PLC0415

        return _renamed(read_workbook(content, file, layout.sheet), layout.columns)
    if layout.sheet is not None:
        return _unread(file, Finding(Code.NO_SHEET, {"sheet": layout.sheet, "known": "–"}, Place(file)))
    return _renamed(_text_table(content, file), layout.columns)


def _text_table(content: bytes, file: str) -> Sheet:
    if content.startswith(NOT_TEXT):
        return _unread(file, Finding(Code.FILE_KIND_UNKNOWN, {}, Place(file)))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        return _unread(file, Finding(Code.FILE_NOT_UTF8, {"byte": error.start}, Place(file, row)))
    if not text.strip():
        return _unread(file, Finding(Code.FILE_EMPTY, {}, Place(file)))
    return _json_lines(text, file) if text.lstrip().startswith("{") else _csv(text, file)


def _renamed(sheet: Sheet, columns: Mapping[str, str | None]) -> Sheet:
    """The same table under our names, without the columns that are left out."""
    if not columns:
        return sheet
    names = {column: columns.get(heading(column), column) for column in sheet.columns}
    return replace(
        sheet,
        columns=tuple(name for each in sheet.columns if (name := names[each]) is not None),
        rows=tuple(
            replace(row, cells={name: cell for column, cell in row.cells.items() if (name := names[column]) is not None})
            for row in sheet.rows
        ),
    )


def heading(text: str) -> str:
    """The name of a column as columns are compared."""
    return unicodedata.normalize("NFC", text.strip().lower())


def _unread(file: str, finding: Finding) -> Sheet:
    return Sheet(file, (), (), (finding,))


def _csv(text: str, file: str) -> Sheet:
    rows: list[Row] = []
    findings: list[Finding] = []
    header: tuple[str, ...] = ()
    first = number = 1
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if not header:
                    header, first = tuple(cell.strip().lower() for cell in cells), number
                else:
                    if len(cells) != len(header):
                        findings.append(Finding(Code.ROW_LENGTH, {"cells": len(cells), "columns": len(header)}, Place(file, number)))
                    rows.append(Row(number, filled(zip(header, map(unguarded, cells), strict=False))))
            # A row may run over several lines, and lines may be blank.
            number = reader.line_num + 1
    except csv.Error as error:
        findings.append(Finding(Code.ROW_LENGTH, {"cells": str(error), "columns": "?"}, Place(file, number)))
        header = header if rows else ()
    return Sheet(file, header, tuple(rows), tuple(findings), first)


def _json_lines(text: str, file: str) -> Sheet:
    rows: list[Row] = []
    findings: list[Finding] = []
    columns: dict[str, None] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        cells = _json_cells(line)
        if cells is None:
            findings.append(Finding(Code.LINE_NOT_JSON, {}, Place(file, number)))
            continue
        columns.update(dict.fromkeys(cells))
        rows.append(Row(number, filled(cells.items())))
    return Sheet(file, tuple(columns), tuple(rows), tuple(findings))


def _json_cells(line: str) -> dict[str, str] | None:
    """One flat object as text cells; nothing nested, no true or false, no name twice."""
    try:
        pairs: Any = json.loads(line, object_pairs_hook=tuple, parse_float=str, parse_int=str, parse_constant=str)
    except (json.JSONDecodeError, RecursionError):
        return None
    if not isinstance(pairs, tuple) or any(not isinstance(value, str | None) for _, value in pairs):
        return None
    cells = {key.strip().lower(): value or "" for key, value in pairs}
    return cells if len(cells) == len(pairs) else None


def filled(cells: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Cells that hold something."""
    return {column: stripped for column, cell in cells if (stripped := cell.strip())}


def column_findings(sheet: Sheet, columns: Columns) -> Iterator[Finding]:
    """What is wrong with the columns of a file of this kind."""
    if not sheet.columns:
        return
    known = ", ".join(sorted(columns.required | columns.optional))
    for column in sorted(columns.required - set(sheet.columns)):
        yield Finding(Code.COLUMN_MISSING, {"column": column}, Place(sheet.file, sheet.header, column))
    for column in dict.fromkeys(sheet.columns):
        if sheet.columns.count(column) > 1:
            yield Finding(Code.COLUMN_TWICE, {"column": column}, Place(sheet.file, sheet.header, column))
        if column not in columns.required | columns.optional:
            yield Finding(Code.COLUMN_UNKNOWN, {"column": column, "known": known}, Place(sheet.file, sheet.header, column))


def guarded(text: str) -> str:
    """Text that a spreadsheet will not take for a formula."""
    bare = text.lstrip(" \u200b\ufeff")
    return GUARD + text if bare.startswith((*FORMULA_STARTS, GUARD)) else text


def unguarded(text: str) -> str:
    """Exactly one guard taken off again."""
    return text[1:] if text.startswith(GUARD) and guarded(text[1:]) == text else text


def whole_number(text: str) -> int | None:
    """Plain digits, up to the largest count there is; anything else is not a number here."""
    number = int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None
    return number if number is not None and number <= MOST else None


def percentage(text: str) -> Decimal | None:
    """0 to 100 with a few decimals after a point or a comma, with or without its sign; kept as precise as it is written."""
    written = re.fullmatch(r"([0-9]{1,3}(?:[.,][0-9]{1,6})?) ?%?", text)
    percent = Decimal(written[1].replace(",", ".")) if written else None
    return percent if percent is not None and percent <= 100 else None


def csv_text(columns: Sequence[str], rows: Iterator[Sequence[object]], delimiter: str = ",") -> str:
    """Rows as CSV or TSV, every text guarded, absent values blank."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return out.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    return guarded(value) if isinstance(value, str) else str(value)
