"""Workbooks (XLSX) as tables: the cells of one sheet as text, numbers and dates as a person sees them."""

import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import IO, Literal

# Our own parser never resolves anything outside, and expat bounds how far entities may grow.
from xml.etree.ElementTree import Element, ParseError, iterparse

from cadre_ledger.interchange.tabular import Row, Sheet, filled
from cadre_ledger.values.codes import Code
from cadre_ledger.values.findings import Finding, Place

MAGIC = b"PK\x03\x04"
MOST_UNPACKED = 512 * 1024 * 1024
WORKBOOK, STRINGS, STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    ParseError,
    LookupError,
    ValueError,
    OverflowError,
    RuntimeError,
    EOFError,
    OSError,
)
"""How a file says that it is no workbook, or a damaged one."""

Moment = Literal["start", "end"]
FIRST_DAY, FIRST_DAY_1904 = date(1899, 12, 30), date(1904, 1, 1)
FIRST_TRUE_DAY = 61
"""Before 1 March 1900 workbooks count a day that never was."""

BUILT_IN = {9: "0%", 10: "0.00%", 14: "d/m/y", 15: "d/m/y", 16: "d/m/y", 17: "m/y", 22: "d/m/y"}
NOT_CODES = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
"""What of a number format is shown as it stands, or is a colour or a condition."""


@dataclass(slots=True)
class _Book:
    """A workbook's parts that its cells point into."""

    archive: zipfile.ZipFile
    sheets: Mapping[str, str] = field(default_factory=dict)
    strings: Sequence[str] = ()
    formats: Sequence[str] = ()
    first_day: date = FIRST_DAY


def read_workbook(content: bytes, file: str, wanted: str | None) -> Sheet:
    """The rows of the sheet wanted, otherwise of the first that is not hidden."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            unpacked = sum(each.file_size for each in archive.infolist())
            if unpacked > MOST_UNPACKED:
                return _unread(file, Finding(Code.FILE_TOO_LARGE, {"size": unpacked, "largest": MOST_UNPACKED}, Place(file)))
            book = _opened(archive)
            part = book.sheets.get(wanted) if wanted else next(iter(book.sheets.values()), None)
            if part is None:
                known = ", ".join(book.sheets)
                return _unread(file, Finding(Code.NO_SHEET, {"sheet": wanted or "", "known": known}, Place(file)))
            return _table(book, part, file)
    except BROKEN:
        return _unread(file, Finding(Code.FILE_KIND_UNKNOWN, {}, Place(file)))


def _unread(file: str, finding: Finding) -> Sheet:
    return Sheet(file, (), (), (finding,))


def _opened(archive: zipfile.ZipFile) -> _Book:
    book = _Book(archive)
    targets = {each.get("Id", ""): each.get("Target", "") for each in _elements(archive, "xl/_rels/workbook.xml.rels", "Relationship")}
    shown: dict[str, str] = {}
    hidden: dict[str, str] = {}
    for each in _elements(archive, WORKBOOK, "sheet", "workbookPr"):
        if _name(each) == "workbookPr":
            book.first_day = FIRST_DAY_1904 if each.get("date1904") in ("1", "true") else FIRST_DAY
            continue
        relation = next((value for name, value in each.attrib.items() if name.rpartition("}")[2] == "id"), "")
        group = shown if each.get("state", "visible") == "visible" else hidden
        group[each.get("name", "")] = _part(targets[relation])
    book.sheets = shown | hidden
    names = set(archive.namelist())
    if STRINGS in names:
        book.strings = [_text(each) for each in _elements(archive, STRINGS, "si")]
    if STYLES in names:
        book.formats = _formats(archive)
    return book


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _formats(archive: zipfile.ZipFile) -> list[str]:
    """By style: the codes of its number format, without what is shown as it stands."""
    codes = dict(BUILT_IN)
    styles: list[str] = []
    inside = False
    with archive.open(STYLES) as part:
        for event, each in _parsed(part, ("start", "end")):
            name = _name(each)
            if name == "cellXfs":
                inside = event == "start"
            elif event == "end" and name == "numFmt":
                codes[int(each.get("numFmtId", "0"))] = NOT_CODES.sub("", each.get("formatCode", "")).lower()
            elif event == "end" and name == "xf" and inside:
                styles.append(codes.get(int(each.get("numFmtId", "0")), ""))
    return styles


def _table(book: _Book, part: str, file: str) -> Sheet:
    header: dict[int, str] = {}
    first = 1
    rows: list[Row] = []
    findings: list[Finding] = []
    for number, cells in _rows(book, part):
        if not header:
            header = {column: text.lower() for column, (text, _) in cells.items()}
            first = number
            continue
        for column, (text, kind) in cells.items():
            if column not in header:
                findings.append(Finding(Code.ROW_LENGTH, {"cells": column + 1, "columns": len(header)}, Place(file, number)))
            elif kind == "e":
                findings.append(Finding(Code.CELL_NOT_COMPUTED, {"value": text[:40]}, Place(file, number, header[column])))
        rows.append(Row(number, filled((header[column], text) for column, (text, _) in cells.items() if column in header)))
    if not header:
        findings.append(Finding(Code.FILE_EMPTY, {}, Place(file)))
    return Sheet(file, tuple(header.values()), tuple(rows), tuple(findings), first)


def _rows(book: _Book, part: str) -> Iterator[tuple[int, dict[int, tuple[str, str]]]]:
    """Rows that hold something, with their numbers: by column the text and the kind of cell."""
    number = 0
    with book.archive.open(part) as stream:
        for _, element in _parsed(stream, ("end",)):
            if _name(element) != "row":
                continue
            number = int(element.get("r") or number + 1)
            cells: dict[int, tuple[str, str]] = {}
            column = -1
            for cell in element:
                if _name(cell) == "c":
                    column = _column(cell.get("r", ""), column + 1)
                    text = _shown(book, cell).strip()
                    if text:
                        cells[column] = (text, cell.get("t", "n"))
            element.clear()
            if cells:
                yield number, cells


def _column(reference: str, otherwise: int) -> int:
    """`C7` is column 2; a cell without a reference follows the one before it."""
    letters = reference.rstrip("0123456789")
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1 if letters else otherwise


def _shown(book: _Book, cell: Element) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _text(cell)
    value = next((each.text or "" for each in cell if _name(each) == "v"), "")
    if not value:
        return ""
    match kind:
        case "s":
            return book.strings[int(value)]
        case "b":
            return "true" if value == "1" else "false"
        case "n":
            style = int(cell.get("s", "0"))
            return _number(value, book.formats[style] if style < len(book.formats) else "", book.first_day)
        case _:
            return value


def _number(written: str, codes: str, first_day: date) -> str:
    """A number as its format shows it: a day, a month, a year, a percentage; else as short as it is exact."""
    try:
        # A workbook keeps binary fractions: 9.1 is written 9.0999999999999996.
        number = Decimal(repr(float(written)))
    except (InvalidOperation, ValueError):
        return written
    if "y" in codes or "d" in codes:
        return _day(number, codes, first_day)
    return f"{_plain(number * 100)}%" if "%" in codes else _plain(number)


def _day(number: Decimal, codes: str, first_day: date) -> str:
    whole = int(number)
    if number != whole or not FIRST_TRUE_DAY <= whole <= (date.max - first_day).days:
        return _plain(number)
    day = (first_day + timedelta(days=whole)).isoformat()
    return day if "d" in codes else day[: 7 if "m" in codes else 4]


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _text(element: Element) -> str:
    """All runs of a text; how a word is pronounced is not part of it."""
    parts: list[str] = []
    for each in element:
        if _name(each) == "t":
            parts.append(each.text or "")
        elif _name(each) in ("r", "is"):
            parts.append(_text(each))
    return "".join(parts)


def _elements(archive: zipfile.ZipFile, part: str, *names: str) -> Iterator[Element]:
    with archive.open(part) as stream:
        yield from (each for _, each in _parsed(stream, ("end",)) if _name(each) in names)


def _parsed(stream: IO[bytes], events: Sequence[Moment]) -> Iterator[tuple[str, Element]]:
    yield from iterparse(stream, events)  # noqa: S314


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
