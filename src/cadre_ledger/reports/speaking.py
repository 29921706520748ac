"""The values of a document as people read them, in one language; each renderer says how data are made harmless in its format."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from cadre_ledger.reports.document import Box, Cell, Column, Day, Odd, Part, Said, Table, Term, Text
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.findings import Finding
from cadre_ledger.values.shares import Share
from cadre_ledger.wording.catalogue import Words
from cadre_ledger.wording.messages import sentence
from cadre_ledger.wording.terms import term

BOX = "☐"


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as people see it: an optional column without any value is left out."""

    columns: tuple[Column, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Speaker:
    """Says values in one language; only data pass through `safe`, for the sentences are ours."""

    def __init__(self, words: Words, safe: Callable[[str], str]) -> None:
        self._words = words
        self._safe = safe

    def text(self, text: Text) -> str:
        """A sentence with its facts."""
        return self._words(text.english, **{name: self.cell(value) for name, value in text.facts.items()})

    def cell(self, value: Cell, absent: str = "–") -> str:
        """A value as people read it, on one line."""
        match value:
            case None:
                return absent
            case tuple():
                return ", ".join(map(self._item, value)) or absent
            case Text():
                return self.text(value)
            case _:
                return self._single(value)

    def _single(self, value: str | int | Decimal | Term | Day | Part | Odd | Box | Said) -> str:
        match value:
            case Part():
                return self._part(value)
            case Box():
                return BOX
            case Said(by_language):
                return self._safe(by_language[self._words.language])
            case _:
                return self._safe(self._plain(value))

    def table(self, table: Table) -> Shown:
        """What of a table is shown."""
        shown = [
            (column, cells)
            for place, column in enumerate(table.columns)
            if (cells := [row[place] for row in table.rows]) and not (column.optional and all(cell in (None, ()) for cell in cells))
        ]
        columns = tuple(column for column, _ in shown)
        rows = zip(*([self.cell(cell, column.absent) for cell in cells] for column, cells in shown), strict=True)
        return Shown(columns, tuple(self.text(column.head) for column in columns), tuple(rows))

    def _item(self, value: Cell) -> str:
        """One of several; what belongs together stands without a comma."""
        return " ".join(map(self.cell, value)) if isinstance(value, tuple) else self.cell(value)

    def _plain(self, value: str | int | Decimal | Term | Day | Odd) -> str:
        match value:
            case Term(kind, named):
                return term(self._words, kind, named)
            case Day(written, in_full):
                day = PartialDate.parse(written)
                return self._words.day_in_full(day.first) if in_full and day.exact else self._words.day(day)
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
