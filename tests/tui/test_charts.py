"""Charts: each series by a glyph of its own, what cannot be told as a gap, and the same figures as a table."""

from collections.abc import Iterator
from fractions import Fraction

import pytest
from textual.app import App, ComposeResult

from cadre_ledger.tui.screens.cadre_chart import CadreChart
from cadre_ledger.tui.screens.record import ShowRecord
from cadre_ledger.tui.themes import THEMES
from cadre_ledger.tui.widgets.charts import Bar, Chart, Point, Series, Spot
from screens import SMALLEST, WIDE, sitting

SPOTS = [Spot("2023", "1"), Spot("2024", "2"), Spot("2025", "3"), Spot("2026", "4")]
FIGURES = enumerate(map(Fraction, (80, 60, 0, 70)))
HIGH = Series("tín nhiệm cao", tuple(Point(at, value, f"{value} %") for at, value in FIGURES))
LOW = Series("tín nhiệm thấp", (Point(0, Fraction(5), "5 %"), Point(1, None, "? chưa xác định"), Point(3, Fraction(20), "20 %")))


class OneChart(App[None]):
    """A chart and nothing else."""

    def __init__(self, theme: str = "default") -> None:
        super().__init__()
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme

    def compose(self) -> ComposeResult:
        yield Chart()

    @property
    def lines(self) -> Iterator[str]:
        return ("".join(segment.text for segment in strip) for strip in self.screen._compositor.render_strips())

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@pytest.mark.parametrize("theme", [each.name for each in THEMES])
async def test_each_series_has_its_glyph_in_picture_legend_and_table(theme: str) -> None:
    app = OneChart(theme)
    async with app.run_test(size=SMALLEST) as pilot:
        await pilot.pause()
        app.query_one(Chart).lines("Kỳ", SPOTS, [HIGH, LOW])
        await pilot.pause()
        assert "● tín nhiệm cao" in app.text
        assert "▲ tín nhiệm thấp" in app.text
        picture = "\n".join(line for line in app.lines if "│" in line or "┤" in line)
        assert picture.count("●") == 4
        assert picture.count("▲") == 2


async def test_what_cannot_be_told_is_a_question_mark_and_breaks_the_line_and_what_is_not_there_does_not() -> None:
    app = OneChart()
    async with app.run_test(size=SMALLEST) as pilot:
        await pilot.pause()
        chart = app.query_one(Chart)
        without = Series("thấp", (Point(0, Fraction(50), "50"), Point(1, None, "?"), Point(3, Fraction(50), "50")))
        chart.lines("Kỳ", SPOTS, [without])
        await pilot.pause()
        broken = "\n".join(line for line in app.lines if "┤" in line or "│" in line)
        chart.lines("Kỳ", SPOTS, [Series("thấp", (without.points[0], without.points[2]))])
        await pilot.pause()
        whole = "\n".join(line for line in app.lines if "┤" in line or "│" in line)

    def drawn(picture: str) -> int:
        return sum(1 for letter in picture if "\u2801" <= letter <= "\u28ff")

    assert "?" in broken
    assert "?" not in whole
    assert drawn(broken) == 0
    assert drawn(whole) > 10


async def test_the_table_says_the_same_newest_first_and_stays_when_the_picture_goes() -> None:
    app = OneChart()
    async with app.run_test(size=SMALLEST) as pilot:
        await pilot.pause()
        chart = app.query_one(Chart)
        chart.lines("Kỳ", SPOTS, [HIGH, LOW])
        chart.toggle()
        await pilot.pause()
        rows = [line for line in app.lines if "20" in line[:6]]
        assert [line.split()[0].strip("▶") or line.split()[1] for line in rows] == ["2026", "2025", "2024", "2023"]
        assert "? chưa xác định" in app.text
        assert "┤" not in app.text
        chart.toggle()
        await pilot.pause()
        assert "┤" in app.text


async def test_bars_are_as_long_as_their_values_and_what_is_unknown_has_none() -> None:
    app = OneChart()
    async with app.run_test(size=SMALLEST) as pilot:
        await pilot.pause()
        app.query_one(Chart).bars(
            [
                Bar("Xuất sắc", Fraction(40), "40"),
                Bar("Tốt [/x]", Fraction(20), "20"),
                Bar("Không", Fraction(0), "0"),
                Bar("Chưa", None, "?"),
            ]
        )
        await pilot.pause()
        first, second, third, fourth = list(app.lines)[:4]
    assert first.count("█") == 2 * second.count("▓") > 20
    assert "Tốt [/x]" in second
    assert "▒" not in third
    assert "? ?" in fourth


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", [SMALLEST, WIDE])
async def test_the_charts_of_a_person_are_one_key_from_the_file(language: str, size: tuple[int, int]) -> None:
    async with sitting(language=language, size=size) as someone:
        await someone.press("f4", "2")
        await someone.type("C000007")
        await someone.press("enter", "f7")
        assert isinstance(someone.app.screen, CadreChart)
        assert "TINH-2023" in someone.text
        assert "33/48" in someone.text
        assert "●" in someone.text
        await someone.press("2")
        assert {"vi": "hoàn thành tốt nhiệm vụ", "en": "completed well"}[language] in someone.text
        await someone.press("f7", "enter")
        assert isinstance(someone.app.screen, ShowRecord)


async def test_without_votes_the_levels_are_shown_and_without_either_it_is_said() -> None:
    async with sitting(language="en") as someone:
        await someone.press("f4", "2")
        await someone.type("C000017")
        await someone.press("enter", "f7")
        assert "[2 Levels over periods]" in someone.text
        await someone.press("tab")
        assert "Nothing is recorded that could be shown here." in someone.text
