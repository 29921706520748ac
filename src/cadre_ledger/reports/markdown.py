"""A document as Markdown, in the reader's language. Whatever data hold, they are never markup."""

import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import assert_never

from cadre_ledger.reports.document import (
    Block,
    Column,
    Document,
    Facts,
    Field,
    Heading,
    Letterhead,
    NewPage,
    Paragraph,
    Signature,
    Signatures,
    Table,
)
from cadre_ledger.reports.speaking import Speaker
from cadre_ledger.values.text import harmless
from cadre_ledger.wording.catalogue import Words

WIDTH = 80
ALIGNED = 40
"""Cells up to this width are padded, so that a table can be read before it is rendered too."""
SIGNED_HERE = "…………………………"
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
    above = writer.letterhead(document.letterhead) if document.letterhead else []
    parts = [*above, *writer.title(document), *map(writer.block, document.blocks), ["---"], writer.fields(document.footer)]
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


class Writer:
    """Writes the parts of a document in one language."""

    def __init__(self, words: Words) -> None:
        self._say = Speaker(words, escaped)

    def letterhead(self, head: Letterhead) -> list[list[str]]:
        """Who issues it, under whom, with which number, where and when: a line each."""
        numbered = [head.number] if head.number else []
        lines = (*head.under, *head.issuer, *numbered, head.dated)
        return [_wrapped(self._say.cell(each)) for each in lines]

    def title(self, document: Document) -> list[list[str]]:
        """The title with what stands beside it."""
        mark = [[f"**{self._say.text(document.mark)}**"]] if document.mark else []
        return [*mark, [f"# {self._say.text(document.title)}"], *(_wrapped(self._say.text(each)) for each in document.about)]

    def block(self, block: Block) -> list[str]:
        """The lines of one block."""
        match block:
            case Heading(text):
                return [f"## {self._say.text(text)}"]
            case Paragraph(text):
                return _wrapped(self._say.text(text))
            case Facts():
                return self.fields(block.fields)
            case Table():
                return list(self._table(block))
            case Signatures():
                return [line for each in block.people for line in self._signature(each)]
            case NewPage():
                return ["---"]
            case _:
                assert_never(block)

    def fields(self, fields: Sequence[Field]) -> list[str]:
        """A line each; what runs over stands under it."""
        return [
            line for each in fields for line in _wrapped(f"{self._say.text(each.head)}: {self._say.cell(each.value, each.absent)}", "- ")
        ]

    def _signature(self, signature: Signature) -> list[str]:
        name = self._say.cell(signature.name, "")
        return _wrapped(f"{self._say.text(signature.capacity)}: {SIGNED_HERE} {name}".rstrip(), "- ")

    def _table(self, table: Table) -> Iterator[str]:
        shown = self._say.table(table)
        if not shown.rows:
            return
        columns = shown.columns
        widths = [min(ALIGNED, max(3, *map(len, cells))) for cells in zip(shown.heads, *shown.rows, strict=True)]
        yield _row(shown.heads, widths, columns)
        yield "| " + " | ".join(_rule(width, column) for width, column in zip(widths, columns, strict=True)) + " |"
        for row in shown.rows:
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
