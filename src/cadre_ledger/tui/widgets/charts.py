"""Figures as a picture with the same figures in a table below; each series has a glyph of its own, so that it is told without colour."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.color import Color
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Label
from textual_plotext import PlotextPlot

from cadre_ledger.tui.widgets.rows import Column, Line, Rows, fitted
from cadre_ledger.values.text import harmless

GLYPHS = ("●", "▲", "■", "◆")
FILLS = ("█", "▓", "▒", "░")
COLOURS = ("primary", "warning", "error", "secondary")
UNKNOWN = "?"
"""Stands at the foot of the picture where a figure cannot be told."""
LABEL_ROOM = 12
"""Cells that a label below the picture takes."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the axis below: its label, and what Enter on its line in the table is about."""

    label: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """What a series says at a place: the exact value, none where it cannot be told, and how it is written in the table."""

    at: int
    value: Fraction | None
    said: str


@dataclass(frozen=True, slots=True)
class Series:
    """A line of the picture and a column of the table. Where it has no point it says nothing, and goes on beyond."""

    name: str
    points: tuple[Point, ...]

    def at(self, place: int) -> str:
        """What it says at a place."""
        return next((each.said for each in self.points if each.at == place), "·")


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its label and what is written behind it."""

    label: str
    value: Fraction | None
    said: str


class Chart(Vertical):
    """Shows lines, or bars. `toggle` leaves the table alone, for those who cannot see a picture."""

    DEFAULT_CSS = """
    Chart > #legend { height: auto; width: 100%; padding: 0 1; }
    Chart > #plot { height: 2fr; min-height: 8; }
    Chart > #bars { height: auto; max-height: 1fr; padding: 0 1; }
    Chart > #figures { height: 1fr; min-height: 3; border-top: solid $primary; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.plain = False
        self._shown: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Legend, picture, bars, table."""
        yield Label("", id="legend", markup=False)
        yield PlotextPlot(id="plot")
        yield Bars(id="bars")
        yield Rows((), id="figures")

    def lines(
        self,
        axis: str,
        spots: Sequence[Spot],
        series: Sequence[Series],
        *,
        ticks: Sequence[tuple[int, str]] = (),
        span: tuple[int, int] = (0, 100),
    ) -> None:
        """Series over the places of an axis; `ticks` name values on the left, `span` is from the lowest to the highest."""
        self._show("plot", "figures", "legend")
        self.query_one("#legend", Label).update(self._legend(series))
        self._tabulate(axis, spots, series)
        plot = self.query_one(PlotextPlot)
        plt = plot.plt
        plt.clear_figure()
        low, high = span
        plt.ylim(low, high)
        if ticks:
            plt.yticks([value for value, _ in ticks], [harmless(label) for _, label in ticks])
        step = -(-len(spots) * LABEL_ROOM // max(LABEL_ROOM, self.size.width - LABEL_ROOM)) or 1
        places = range(0, len(spots), step)
        plt.xlim(-0.5, max(0.5, len(spots) - 0.5))
        plt.xticks(list(places), [harmless(spots[place].label) for place in places])
        for number, each in enumerate(series):
            colour = self._colour(number)
            for run in _runs(each.points):
                xs, ys = [point.at for point in run], [float(point.value) for point in run if point.value is not None]
                if len(xs) > 1:
                    plt.plot(xs, ys, marker="braille", color=colour)
                plt.scatter(xs, ys, marker=GLYPHS[number % len(GLYPHS)], color=colour)
        unknown = sorted({point.at for each in series for point in each.points if point.value is None})
        if unknown:
            plt.scatter(unknown, [low] * len(unknown), marker=UNKNOWN)
        plot.refresh()

    def bars(self, bars: Sequence[Bar]) -> None:
        """Each bar as long as its value; what is written behind it is exact."""
        self._show("bars")
        self.query_one(Bars).show(bars)

    def toggle(self) -> None:
        """The table alone, or the picture again."""
        self.plain = not self.plain
        self._arrange()

    def _show(self, *shown: str) -> None:
        self._shown = shown
        self._arrange()

    def _arrange(self) -> None:
        for each in self.children:
            each.display = each.id in self._shown and not (self.plain and each.id in ("plot", "legend"))

    def _legend(self, series: Sequence[Series]) -> Text:
        text = Text()
        for number, each in enumerate(series):
            text.append(f"{GLYPHS[number % len(GLYPHS)]} ", style=f"rgb({','.join(map(str, self._colour(number)))})")
            text.append(f"{harmless(each.name)}   ")
        return text

    def _colour(self, number: int) -> tuple[int, int, int]:
        return Color.parse(self.app.theme_variables[COLOURS[number % len(COLOURS)]]).rgb

    def _tabulate(self, axis: str, spots: Sequence[Spot], series: Sequence[Series]) -> None:
        figures = self.query_one(Rows)
        names = (f"{GLYPHS[number % len(GLYPHS)]} {each.name}" for number, each in enumerate(series))
        figures.columns = (Column(axis, max(map(cell_len, (axis, *(each.label for each in spots)))) + 1), *map(Column, names))
        newest = reversed(list(enumerate(spots)))
        figures.show([Line(spot.key, (spot.label, *(each.at(place) for each in series))) for place, spot in newest])


class Bars(Widget):
    """Bars of text: they are as exact as what stands behind them, in every terminal."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.bars: tuple[Bar, ...] = ()

    def show(self, bars: Sequence[Bar]) -> None:
        """Draw these."""
        self.bars = tuple(bars)
        self.refresh(layout=True)

    def get_content_height(self, *_: object) -> int:
        """A line a bar."""
        return len(self.bars)

    def render(self) -> Text:
        """Label, bar, figure; where nothing can be told a question mark."""
        longest = max((cell_len(each.label) for each in self.bars), default=0)
        behind = max((cell_len(each.said) for each in self.bars), default=0)
        label = min(longest, self.size.width // 2)
        room = max(1, self.size.width - label - behind - 2)
        most = max((each.value for each in self.bars if each.value is not None), default=Fraction(0)) or Fraction(1)
        lines = (self._line(number, each, label, room, most) for number, each in enumerate(self.bars))
        return Text("\n".join(lines), no_wrap=True, overflow="ellipsis")

    def _line(self, number: int, bar: Bar, label: int, room: int, most: Fraction) -> str:
        drawn = UNKNOWN if bar.value is None else FILLS[number % len(FILLS)] * _length(bar.value, room, most)
        return f"{fitted(bar.label, label)} {drawn} {harmless(bar.said)}"


def _length(value: Fraction, room: int, most: Fraction) -> int:
    """In cells; whatever is more than nothing is seen."""
    return max(1 if value else 0, round(room * value / most))


def _runs(points: Sequence[Point]) -> Iterator[list[Point]]:
    """Stretches between gaps."""
    for known, run in groupby(points, lambda each: each.value is not None):
        if known:
            yield list(run)
