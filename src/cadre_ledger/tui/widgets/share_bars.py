"""A bar of shares for everyone, one level after the other, with marks where an outcome begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from rich.text import Text
from textual.widget import Widget

from cadre_ledger.tui.widgets.charts import FILLS, UNKNOWN
from cadre_ledger.tui.widgets.rows import fitted

LABEL = 24
SAID = 24
NARROWEST = 12
MARK = "┊"
SIXTHS = 6
"""Bars are a multiple of so many cells long: halves and thirds fall between cells, and no bar passes a mark before its share."""


@dataclass(frozen=True, slots=True)
class ShareBar:
    """Who, the share of each level where it is known exactly, and what is written behind."""

    label: str
    shares: tuple[Fraction, ...] | None
    said: str


class ShareBars(Widget, can_focus=True):
    """A line each; above them the marks with their names."""

    DEFAULT_CSS = """
    ShareBars { height: auto; width: 100%; padding: 0 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.bars: tuple[ShareBar, ...] = ()
        self.marks: tuple[Fraction, ...] = ()

    def show(self, bars: Sequence[ShareBar], marks: Sequence[Fraction]) -> None:
        """Draw these; the marks are for the first level of each bar."""
        self.bars, self.marks = tuple(bars), tuple(marks)
        self.refresh(layout=True)

    def get_content_height(self, *_: object) -> int:
        """The marks, and a line a bar."""
        return len(self.bars) + 1

    def render(self) -> Text:
        """All lines."""
        length = max(NARROWEST, (self.size.width - LABEL - SAID - 2 - len(self.marks)) // SIXTHS * SIXTHS)
        head = f"{'':{LABEL}} {self._named(length)}"
        lines = (f"{fitted(each.label, LABEL)} {self._drawn(each, length)} {fitted(each.said, SAID)}" for each in self.bars)
        return Text("\n".join((head, *lines)), no_wrap=True, overflow="crop")

    def _drawn(self, bar: ShareBar, length: int) -> str:
        """Cells filled from the left, level after level, with the marks set between them."""
        cells = [" "] * length
        if bar.shares is None:
            cells[0] = UNKNOWN
        begin, passed = 0, Fraction(0)
        for number, share in enumerate(bar.shares or ()):
            passed += share
            end = min(length, ceil(passed * length))
            cells[begin:end] = FILLS[number % len(FILLS)] * (end - begin)
            begin = end
        places = self._places(length)
        return "".join(MARK * places.count(place) + cell for place, cell in enumerate(cells))

    def _places(self, length: int) -> tuple[int, ...]:
        """Before which cell each mark stands."""
        return tuple(ceil(mark * length) for mark in self.marks)

    def _named(self, length: int) -> str:
        line = [" "] * (length + 4)
        for number, (mark, place) in enumerate(zip(self.marks, self._places(length), strict=True)):
            line[place + number : place + number + len(str(mark))] = str(mark)
        return "".join(line)
