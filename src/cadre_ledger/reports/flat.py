"""A document as one flat table in CSV: the same bytes in every language, its footer in last lines that begin with `#`."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import assert_never

from cadre_ledger.interchange.tabular import csv_text
from cadre_ledger.reports.document import Box, Cell, Column, Day, Document, Facts, Odd, Part, Said, Table, Term, Text
from cadre_ledger.values.shares import Share

Plain = str | int | None


def flat(document: Document) -> str:
    """Every row of every table; which table it is of stands first, columns that a table does not have are blank."""
    rows = [row for block in document.blocks if isinstance(block, Facts | Table) for row in _rows(block)]
    columns = tuple(dict.fromkeys(("table", *(key for row in rows for key in row))))
    footer = ((f"# {each.key}", _plain(each.value)) for each in document.footer)
    return csv_text(columns, iter((*(tuple(row.get(key) for key in columns) for row in rows), *footer)))


def _rows(block: Facts | Table) -> Iterator[Mapping[str, Plain]]:
    if isinstance(block, Facts):
        yield {"table": block.key, **{each.key: _plain(each.value) for each in block.fields}}
        return
    shared = {"table": block.key, **{key: _plain(value) for key, value in block.shared.items()}}
    for row in block.rows:
        cells = (cell for column, value in zip(block.columns, row, strict=True) for cell in _cells(column, value))
        yield {**shared, **dict(cells)}


def _cells(column: Column, value: Cell) -> Iterator[tuple[str, Plain]]:
    """A part as count, base and percentage in three cells: a spreadsheet would take 3/12 for a day."""
    if not column.part:
        yield column.key, _plain(value)
        return
    part = value if isinstance(value, Part) else None
    yield column.key, part.count if part else _plain(value)
    yield f"{column.key}_of", _base(part) if part else None
    yield f"{column.key}_percent", _percent(part) if part else None


def _base(part: Part) -> Plain:
    if not part.at_least:
        return None
    if part.at_least == part.at_most:
        return part.at_least
    return f"{part.at_least}..{part.at_most or ''}"


def _percent(part: Part) -> Plain:
    if not part.at_least:
        return None
    largest = str(Share(part.count, part.at_least).percent)
    if part.at_least == part.at_most:
        return largest
    return f"{Share(part.count, part.at_most).percent if part.at_most else ''}..{largest}"


def _plain(value: Cell) -> Plain:
    """A value as machines read it."""
    match value:
        case None | str() | int():
            return value
        case Decimal():
            return str(value)
        case Term(_, named) | Day(named) | Odd(named, _) | Text(named, _):
            return named
        case Part() | Said() | Box():
            return _composed(value)
        case tuple():
            return " ".join(str(_plain(each)) for each in value)
        case _:
            assert_never(value)


def _composed(value: Part | Said | Box) -> Plain:
    match value:
        case Part():
            return f"{value.count} of {_base(value) or '?'}"
        case Said(by_language):
            return by_language["en"]
        case Box():
            return None
        case _:
            assert_never(value)
