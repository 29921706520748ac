"""The charts of one person: shares over votes, levels over periods."""

from collections.abc import Iterable
from fractions import Fraction
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Label

from cadre_ledger.procedures.answers import ClassificationPointPart, ClassificationTrend, SharePart, VotePointPart, VoteTrend
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.telling.trends import level_of, vote_named, vote_share
from cadre_ledger.procedures.trends import classification_trend, vote_trend
from cadre_ledger.tui.actions import bindings
from cadre_ledger.tui.screens.place import Place
from cadre_ledger.tui.widgets.charts import Chart, Point, Series, Spot
from cadre_ledger.tui.widgets.rows import Rows
from cadre_ledger.values.text import harmless
from cadre_ledger.wording.catalogue import N_
from cadre_ledger.wording.terms import term

PANES = {"votes": N_("Shares over votes"), "levels": N_("Levels over periods")}
PERCENT = ((0, "0"), (25, "25"), (50, "50"), (75, "75"), (100, "100 %"))


class CadreChart(Place):
    """Two charts; F7 leaves the figures alone and brings the picture back."""

    DEFAULT_CSS = """
    CadreChart #who, CadreChart #tabs, CadreChart #nothing { height: 1; width: 100%; padding: 0 1; }
    CadreChart #who { text-style: bold; }
    CadreChart Chart { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("chart"),
        Binding("tab,shift+tab", "next_pane", show=False),
        *(Binding(str(number), f"pane('{pane}')", show=False) for number, pane in enumerate(PANES, 1)),
    ]
    TITLE_SAID: ClassVar[str] = N_("Charts")
    SAYS: ClassVar[str] = N_(
        "Shares over the votes of a person, and levels over periods. 1, 2 or Tab go from one to the other; F7 shows the figures alone. "
        "? stands where something cannot be told. Enter opens the record under the cursor."
    )

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code
        self.pane = "votes"
        self.trends: tuple[VoteTrend, ClassificationTrend] | None = None

    def inside(self) -> ComposeResult:
        """Whose, which, and the chart."""
        yield Label("", id="who", markup=False)
        yield Label("", id="tabs", markup=False)
        yield Label("", id="nothing", markup=False)
        yield Chart()

    def load(self) -> None:
        """Ask for both."""
        self.ask("trends", self._trends)

    def _trends(self, desk: Desk) -> tuple[VoteTrend, ClassificationTrend]:
        return vote_trend(desk, self.code), classification_trend(desk, self.code)

    def answered_trends(self, trends: tuple[VoteTrend, ClassificationTrend]) -> None:
        """Show one; the first time the one in which there is something."""
        first = self.trends is None
        self.trends = trends
        who = trends[0].cadre
        self.query_one("#who", Label).update(Text(harmless(f"{who.code} {who.name}"), no_wrap=True, overflow="ellipsis"))
        self.action_pane("levels" if first and not trends[0].points else self.pane)

    def action_pane(self, pane: str) -> None:
        """1, 2."""
        if self.trends is None:
            return
        self.pane = pane
        votes, levels = self.trends
        tabs = (f"{number} {self.words(label)}" for number, label in enumerate(PANES.values(), 1))
        shown = "  ".join(f"[{said}]" if each == pane else f" {said} " for each, said in zip(PANES, tabs, strict=True))
        self.query_one("#tabs", Label).update(shown)
        points = votes.points if pane == "votes" else levels.points
        self.query_one("#nothing", Label).update("" if points else self.words(N_("Nothing is recorded that could be shown here.")))
        chart = self.query_one(Chart)
        chart.display = bool(points)
        # What a chart is drawn into is known once it is laid out.
        self.call_after_refresh(lambda: self._votes(votes.points) if pane == "votes" else self._levels(levels))

    def action_next_pane(self) -> None:
        """Tab."""
        self.action_pane("levels" if self.pane == "votes" else "votes")

    def _votes(self, points: tuple[VotePointPart, ...]) -> None:
        levels = dict.fromkeys(level for point in points for level in point.shares)
        series = [Series(term(self.words, "level", level), tuple(self._shares(points, level))) for level in levels]
        spots = [Spot(vote_named(self.words, each), str(each.entry)) for each in points]
        self.query_one(Chart).lines(self.words(N_("Vote")), spots, series, ticks=PERCENT)

    def _shares(self, points: tuple[VotePointPart, ...], level: str) -> Iterable[Point]:
        for place, point in enumerate(points):
            if level in point.shares:
                share = point.shares[level]
                value = 100 * Fraction(share.fraction) if isinstance(share, SharePart) else None
                yield Point(place, value, vote_share(self.words, point, level))

    def _levels(self, trend: ClassificationTrend) -> None:
        words, best = self.words, len(trend.levels)
        heights = {level: best - place for place, level in enumerate(trend.levels)}
        decided = {point.kind for point in trend.points if point.level is not None}
        points = [point for point in trend.points if point.kind in decided or not decided]
        kinds = dict.fromkeys(point.kind for point in points)
        series = [Series(term(words, "period_kind", kind), tuple(self._heights(points, kind, heights))) for kind in kinds]
        spots = [Spot(each.period, str(each.entry or "")) for each in points]
        ticks = tuple((height, term(words, "quality_short", level)) for level, height in heights.items())
        self.query_one(Chart).lines(words(N_("Period")), spots, series, ticks=ticks, span=(0, best))

    def _heights(self, points: list[ClassificationPointPart], kind: str, heights: dict[str, int]) -> Iterable[Point]:
        for place, point in enumerate(points):
            if point.kind == kind:
                value = Fraction(heights[point.level]) if point.level is not None else None
                yield Point(place, value, level_of(self.words, point))

    def action_chart(self) -> None:
        """F7."""
        self.query_one(Chart).toggle()

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        if event.line.key:
            self.frame.show_record(int(event.line.key), self.code)

    @property
    def about(self) -> dict[str, str]:
        """A form that is opened here is about this person."""
        return {"cadre": self.code}
