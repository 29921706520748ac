"""A document as PDF, by typst: tagged, with the one font that typst carries, the same bytes wherever it is made.

What the document says goes to the template as JSON and is only ever shown, whatever it holds.
"""

import json
import re
from collections.abc import Sequence
from importlib.resources import files
from typing import Any, assert_never

from cadre_ledger.reports.document import Block, Column, Document, Facts, Heading, Letterhead, NewPage, Paragraph, Signatures, Table
from cadre_ledger.reports.speaking import BOX, Speaker
from cadre_ledger.values.text import harmless
from cadre_ledger.wording.catalogue import N_, Words

TEMPLATE = files("cadre_ledger.reports").joinpath("paper.typ")
UNBROKEN = re.compile(r"\S{28}(?=\S)")
"""What is longer than a cell is broken where it must be; no name or code is."""

WRITTEN_IN = -17
"""Width in millimetres of a cell that a figure is written into by hand."""

NARROW, WIDE = 8, 34
"""Between these, columns of text share a line by the longest of their cells."""


def pdf(document: Document, words: Words) -> bytes:
    """The whole document; the same bytes for the same document, language and version of typst."""
    import typst

    made = typst.compile(
        TEMPLATE.read_bytes(),
        sys_inputs={"data": json.dumps(Setter(words).document(document), ensure_ascii=False)},
        ignore_system_fonts=True,
        pdf_standards="ua-1",
    )
    assert isinstance(made, bytes)
    return made


class Setter:
    """Says the parts of a document in one language, as the template takes them."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._say = Speaker(words, _breakable)

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
        columns = [
            {"head": _headed(head), "figure": column.figure or column.part, "wide": _wide(column, cells, place, by_hand=table.by_hand)}
            for place, (column, head, *cells) in enumerate(zip(shown.columns, shown.heads, *shown.rows, strict=True))
        ]
        rows = [[_in_two(cell) if column.part else cell for column, cell in zip(shown.columns, row, strict=True)] for row in shown.rows]
        return {"kind": "table", "columns": columns, "rows": rows, "by_hand": table.by_hand}


def _wide(column: Column, cells: Sequence[str], place: int, *, by_hand: bool) -> int:
    """A share of the line for text, nothing for figures that take what they need, millimetres where one is written in."""
    if not (column.figure or column.part):
        return min(WIDE, max(NARROW, *map(len, cells))) if cells else NARROW
    return WRITTEN_IN if by_hand and place else 0


def _headed(head: str) -> str:
    return head[:1].upper() + head[1:]


def _in_two(part: str) -> str:
    """A share under its count: three of them stand beside a name."""
    return part.replace(" (", "\n(", 1)


def _breakable(text: str) -> str:
    return UNBROKEN.sub(lambda found: f"{found[0]}\u200b", harmless(text))
