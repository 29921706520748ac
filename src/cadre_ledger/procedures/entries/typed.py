"""What was typed: texts by field, `4.low` for the fourth row of a table; never changed, so that undoing is going back."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cadre_ledger.interchange.tabular import whole_number
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import LedgerError, Unreadable
from cadre_ledger.values.findings import Finding, Place
from cadre_ledger.values.text import LONGEST_NOTE, clean

Typed = Mapping[str, str]
Cells = Mapping[str, str]
CELL = re.compile(r"([1-9][0-9]{0,5})\.([a-z_]+)")
MOST_STEPS = 500


def key(column: str, row: int | None = None) -> str:
    """Under which key a field, or a cell of a row, is kept."""
    return column if row is None else f"{row}.{column}"


def put(typed: Typed, column: str, text: str, row: int | None = None) -> Typed:
    """The same with one field or cell typed."""
    return {**typed, key(column, row): text}


def rows_of(typed: Typed) -> Mapping[int, Cells]:
    """The rows of the table by number, from 1 on, those in which something is typed."""
    rows: dict[int, dict[str, str]] = {}
    for name, text in typed.items():
        if (match := CELL.fullmatch(name)) and text.strip():
            rows.setdefault(int(match[1]), {})[match[2]] = text
    return dict(sorted(rows.items()))


def with_rows(typed: Typed, rows: Sequence[Cells], at: int) -> Typed:
    """The same with rows written over those from `at` on."""
    return {**typed, **{key(column, row): text for row, cells in enumerate(rows, at) for column, text in cells.items()}}


def without_row(typed: Typed, row: int) -> Typed:
    """The same without a row; those below move up."""
    return dict(_moved(typed, row))


def _moved(typed: Typed, gone: int) -> Iterator[tuple[str, str]]:
    for name, text in typed.items():
        match = CELL.fullmatch(name)
        number = int(match[1]) if match else None
        if match is None or number is None or number < gone:
            yield name, text
        elif number > gone:
            yield key(match[2], number - 1), text


def pasted(text: str, columns: Sequence[str], *, words_first: bool = False) -> tuple[Cells, ...]:
    """A block from a spreadsheet as rows: cells between tabs, or semicolons where there is no tab; a leading number column is left out.

    It is known by a cell more than there are columns, or by numbers where words come first. Raises `Unreadable` with every finding at its
    line and column.
    """
    cut = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in text else ";")
    lines = [cells for cells in cut if any(cell.strip() for cell in cells)]
    numbered = all(whole_number(cells[0].strip()) == number for number, cells in enumerate(lines, 1))
    sizes = {len(cells) for cells in lines}
    if numbered and (sizes == {len(columns) + 1} or (words_first and sizes.isdisjoint({1}))):
        lines = [cells[1:] for cells in lines]
    findings: list[Finding] = []
    rows = tuple(dict(_cells(number, cells, columns, findings)) for number, cells in enumerate(lines, 1))
    if not rows:
        findings.append(Finding(Code.TEXT_EMPTY))
    if findings:
        raise Unreadable(findings)
    return rows


def _cells(number: int, cells: Sequence[str], columns: Sequence[str], findings: list[Finding]) -> Iterator[tuple[str, str]]:
    if any(cell.strip() for cell in cells[len(columns) :]):
        findings.append(Finding(Code.ROW_LENGTH, {"cells": len(cells), "columns": len(columns)}, Place(row=number)))
    for column, cell in zip(columns, cells, strict=False):
        try:
            yield column, clean(cell, LONGEST_NOTE) if cell.strip() else ""
        except LedgerError as error:
            findings.append(Finding(error.code, {"field": column, **error.facts}, Place(row=number, column=column)))


def line(text: str) -> str:
    """One typed or pasted field as it is read: a line end after it is left out, and what moves a cursor inside it is refused."""
    return clean(text, LONGEST_NOTE) if text.strip() else ""


@dataclass(frozen=True, slots=True)
class History:
    """What is typed now, what was typed before, and what was taken back since."""

    now: Typed
    before: tuple[Typed, ...] = ()
    after: tuple[Typed, ...] = ()

    def then(self, typed: Typed) -> "History":
        """After one more change; what was taken back is gone."""
        return self if typed == self.now else History(typed, (*self.before, self.now)[-MOST_STEPS:])

    def undone(self) -> "History":
        """One change back, if there is one."""
        return replace(self, now=self.before[-1], before=self.before[:-1], after=(self.now, *self.after)) if self.before else self

    def redone(self) -> "History":
        """The change that was last taken back, made again."""
        return replace(self, now=self.after[0], before=(*self.before, self.now), after=self.after[1:]) if self.after else self
