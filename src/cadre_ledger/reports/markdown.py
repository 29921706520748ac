"""A document as Markdown, in the reader's language. Whatever data hold, they are never markup."""

import re
import textwrap
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import assert_never

from cadre_ledger.reports.document import Cell, Column, Day, Document, Facts, Field, Heading, Odd, Paragraph, Part, Table, Term, Text
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.findings import Finding
from cadre_ledger.values.shares import Share
from cadre_ledger.values.text import harmless
from cadre_ledger.wording.catalogue import Words
from cadre_ledger.wording.messages import sentence
from cadre_ledger.wording.terms import term

WIDTH = 80
ALIGNED = 40
"""Cells up to this width are padded, so that a table can be read before it is rendered too."""
MARKUP = re.compile(
    r"[\\`*\[\]<>|~$]"
    # Between letters and figures an underscore is only itself, as in most codes.
    r"|(?<![^\W_])_|_(?![^\W_])"
    # Entities, and what some renderers make links of.
    r"|&(?=[#\w])|(?<=\w)@|(?<=:)(?=//)|(?<=www)(?=\.)",
    re.IGNORECASE,
)
# What begins a list, a heading, a quotation or an underline where it stands first in a line.
BEGINS_BLOCK = re.compile(r"(\s*\d{0,9})([#+=.):-])")


def markdown(document: Document, words: Words) -> str:
    """The whole document; the same values in each language."""
    writer = Writer(words)
    parts = [[f"# {writer.text(document.title)}"], *map(writer.block, document.blocks), ["---"], writer.fields(document.footer)]
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


class Writer:
    """Writes the parts of a document in one language."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def block(self, block: Heading | Paragraph | Facts | Table) -> list[str]:
        """The lines of one block."""
        match block:
            case Heading(text):
                return [f"## {self.text(text)}"]
            case Paragraph(text):
                return _wrapped(self.text(text))
            case Facts():
                return self.fields(block.fields)
            case Table():
                return list(self._table(block))
            case _:
                assert_never(block)

    def fields(self, fields: Sequence[Field]) -> list[str]:
        """A line each; what runs over stands under it."""
        return [line for each in fields for line in _wrapped(f"{self.text(each.head)}: {self.cell(each.value, each.absent)}", "- ")]

    def text(self, text: Text) -> str:
        """A sentence with its facts; only they are escaped, for the sentence is ours."""
        return self._words(text.english, **{name: self.cell(value) for name, value in text.facts.items()})

    def cell(self, value: Cell, absent: str = "–") -> str:
        """A value as people read it, on one line."""
        match value:
            case None:
                return absent
            case tuple():
                return ", ".join(map(self._item, value)) or absent
            case Part():
                return self._part(value)
            case _:
                return escaped(self._plain(value))

    def _item(self, value: Cell) -> str:
        """One of several; what belongs together stands without a comma."""
        return " ".join(map(self.cell, value)) if isinstance(value, tuple) else self.cell(value)

    def _plain(self, value: str | int | Decimal | Term | Day | Odd) -> str:
        match value:
            case Term(kind, named):
                return term(self._words, kind, named)
            case Day(written):
                return self._words.day(PartialDate.parse(written))
            case Odd(code, facts):
                return f"{code}: {sentence(self._words, Finding(Code(code), facts))}"
            case Decimal():
                return self._words.number(value)
            case _:
                return str(value)

    def _part(self, part: Part) -> str:
        """`25/47 (53.19%)`; between bounds, both ends; without a base, the count alone."""
        if not part.at_least:
            return str(part.count)
        largest = Share(part.count, part.at_least)
        if part.at_most is None:
            return f"≤{largest} (≤{self._words.percent(largest.percent)})"
        smallest = Share(part.count, part.at_most)
        if part.at_least == part.at_most:
            return f"{largest} ({self._words.percent(largest.percent)})"
        return f"{smallest}–{largest} ({self._words.percent(smallest.percent)}–{self._words.percent(largest.percent)})"

    def _table(self, table: Table) -> Iterator[str]:
        shown = [
            (column, cells)
            for place, column in enumerate(table.columns)
            if (cells := [row[place] for row in table.rows]) and not (column.optional and all(cell in (None, ()) for cell in cells))
        ]
        columns = [column for column, _ in shown]
        heads = [self.text(column.head) for column in columns]
        rows = list(zip(*([self.cell(cell, column.absent) for cell in cells] for column, cells in shown), strict=True))
        if not rows:
            return
        widths = [min(ALIGNED, max(3, *map(len, cells))) for cells in zip(heads, *rows, strict=True)]
        yield _row(heads, widths, columns)
        yield "| " + " | ".join(_rule(width, column) for width, column in zip(widths, columns, strict=True)) + " |"
        for row in rows:
            yield _row(row, widths, columns)


def _row(cells: Sequence[str], widths: Sequence[int], columns: Sequence[Column]) -> str:
    padded = (
        cell.rjust(width) if column.figure or column.part else cell.ljust(width)
        for cell, width, column in zip(cells, widths, columns, strict=True)
    )
    return "| " + " | ".join(padded) + " |"


def _rule(width: int, column: Column) -> str:
    return "-" * (width - 1) + ":" if column.figure or column.part else "-" * width


def escaped(text: str) -> str:
    """Text that Markdown shows letter by letter: no markup, no link, no second line."""
    return MARKUP.sub(lambda found: "\\" + found[0], harmless(text))


def _wrapped(text: str, mark: str = "") -> list[str]:
    """Lines of a paragraph or of an item; none begins anything else."""
    width = WIDTH - len(mark)
    lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return [(" " * len(mark) if place else mark) + _continuing(line) for place, line in enumerate(lines)]


def _continuing(line: str) -> str:
    begins = BEGINS_BLOCK.match(line)
    return f"{begins[1]}\\{line[begins.end(1) :]}" if begins else line
