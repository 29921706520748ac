"""A document as PDF, by typst: tagged, with the one font that typst carries, the same bytes wherever it is made.

What the document says goes to the template as JSON and is only ever shown, whatever it holds.
"""

import json
import re
from collections.abc import Sequence
from importlib.resources import files
from typing import Any, assert_never

from cadre_ledger.reports.document import Block, Column, Document, Facts, Format, Heading, Letterhead, NewPage, Paragraph, Signatures, Table
from cadre_ledger.reports.speaking import BOX, Speaker
from cadre_ledger.values.text import harmless
from cadre_ledger.wording.catalogue import N_, Words

TEMPLATE = files("cadre_ledger.reports").joinpath("paper.typ")
UNBROKEN = re.compile(r"\S{28}(?=\S)")
"""What is longer than a cell is broken where it must be; no name or code is."""

LETTER, BESIDE = 1.9, 4
"""Millimetres that a letter of a table takes at most, and those beside it in a cell."""

TWO_WORDS = 7
"""Letters for which there is room at least under a head of several words: two short ones stand beside each other."""

WRITTEN_IN = 20
"""Millimetres of a cell that a figure is written into by hand."""

NARROW, WIDE, TO_WRITE_ON = 8, 34, 24
"""Between these, columns of text share a line by the longest of their cells; an empty one is written on."""


def pdf(document: Document, words: Words) -> bytes:
    """The whole document; the same bytes for the same document, language and version of typst."""
    import typst

    made = typst.compile(
        TEMPLATE.read_bytes(),
        sys_inputs={"data": json.dumps(Setter(words, slide=document.format is Format.SLIDE).document(document), ensure_ascii=False)},
        ignore_system_fonts=True,
        pdf_standards="ua-1",
    )
    assert isinstance(made, bytes)
    return made


class Setter:
    """Says the parts of a document in one language, as the template takes them."""

    def __init__(self, words: Words, *, slide: bool) -> None:
        self._words = words
        self._say = Speaker(words, _breakable)
        self._slide = slide

    def document(self, document: Document) -> dict[str, Any]:
        """Everything that the template shows."""
        whole = Speaker(self._words, harmless)
        return {
            "language": self._words.language,
            "format": document.format.value,
            "title": self._say.text(document.title),
            "about": [self._say.text(each) for each in document.about],
            "mark": self._say.text(document.mark) if document.mark else None,
            "letterhead": self._letterhead(document.letterhead) if document.letterhead else None,
            "blocks": [self._block(each) for each in document.blocks],
            "footer": [[whole.text(each.head), whole.cell(each.value, each.absent)] for each in document.footer],
            "box": BOX,
            "signing": self._words(N_("(signature and full name)")),
        }

    def _letterhead(self, head: Letterhead) -> dict[str, Any]:
        return {
            "issuer": [self._say.cell(each) for each in head.issuer],
            "divider": head.divider,
            "number": self._say.text(head.number) if head.number else None,
            "under": [self._say.text(each) for each in head.under],
            "dated": self._say.text(head.dated),
        }

    def _block(self, block: Block) -> dict[str, Any]:
        match block:
            case Heading(text):
                return {"kind": "heading", "text": self._say.text(text)}
            case Paragraph(text):
                return {"kind": "paragraph", "text": self._say.text(text)}
            case Facts():
                rows = [[self._say.text(each.head), self._say.cell(each.value, each.absent)] for each in block.fields]
                return {"kind": "facts", "rows": rows}
            case Table():
                return self._table(block)
            case Signatures():
                people = [{"capacity": self._say.text(each.capacity), "name": self._say.cell(each.name, "")} for each in block.people]
                return {"kind": "signatures", "people": people}
            case NewPage():
                return {"kind": "new_page"}
            case _:
                assert_never(block)

    def _table(self, table: Table) -> dict[str, Any]:
        shown = self._say.table(table)
        rows = [[self._fitted(column, cell) for column, cell in zip(shown.columns, row, strict=True)] for row in shown.rows]
        columns = [
            {"head": _headed(head), "figure": column.figure or column.part, **_wide(column, head, cells, by_hand=table.by_hand)}
            for column, head, *cells in zip(shown.columns, shown.heads, *rows, strict=True)
        ]
        return {"kind": "table", "columns": columns, "rows": rows, "by_hand": table.by_hand}

    def _fitted(self, column: Column, cell: str) -> str:
        """A share under its count, so that three of them stand beside a name; a slide is wide enough."""
        return cell.replace(" (", "\n(", 1) if column.part and not self._slide else cell


def _wide(column: Column, head: str, cells: Sequence[str], *, by_hand: bool) -> dict[str, float]:
    """A share of the line for text; for figures as many millimetres as their longest line or word of the head."""
    if not (column.figure or column.part):
        if not any(cells):
            return {"share": TO_WRITE_ON}
        return {"share": min(WIDE, max(NARROW, len(head), *map(len, cells)))}
    shortest = TWO_WORDS if " " in head else 0
    longest = max(shortest, *map(len, (*head.split(), *(line for cell in cells for line in cell.split("\n")))))
    return {"millimetres": max(WRITTEN_IN if by_hand and set(cells) <= {"", BOX, "–"} else 0, longest * LETTER + BESIDE)}


def _headed(head: str) -> str:
    return head[:1].upper() + head[1:]


def _breakable(text: str) -> str:
    return UNBROKEN.sub(lambda found: f"{found[0]}\u200b", harmless(text))
