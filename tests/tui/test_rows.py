"""The virtual list and the tree of things said, apart from any ledger."""

from collections.abc import Sequence

import pytest
from rich.cells import cell_len
from textual import on
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.tui.widgets.rows import KEPT, PAGE, Column, Line, Rows, fitted
from cadre_ledger.tui.widgets.said import NARROWEST, SaidView, broken

MANY = 100_000
COLUMNS = (Column("Mã", 8), Column("Họ và tên", 24), Column("Chức vụ"))
HOSTILE = (
    ("[/x] B", "[/x] B"),
    ("[bold]A[/bold]", "[bold]A[/bold]"),
    ("\x1b[31mđỏ", "\\u001b[31mđỏ"),
    ("a\u202eb", "a\\u202eb"),
    ("a\u200bb", "a\\u200bb"),
    ("a\tb\nc", "a\\u0009b\\u000ac"),
)


class Listed(App[None]):
    """A list whose lines come when it asks, as if from a ledger."""

    def __init__(self, people: Sequence[str] | range, *, answering: bool = True) -> None:
        super().__init__()
        self.people = people
        self.answering = answering
        self.asked: list[tuple[int, int]] = []
        self.opened: list[str] = []
        self.reached: list[str] = []

    def compose(self) -> ComposeResult:
        yield Rows(COLUMNS, empty="Không có ai.", markable=True)

    def on_mount(self) -> None:
        self.rows.set_count(len(self.people))
        self.rows.focus()

    @property
    def rows(self) -> Rows:
        return self.query_one(Rows)

    @on(Rows.Asked)
    def _asked(self, event: Rows.Asked) -> None:
        self.asked.append((event.offset, event.limit))
        if self.answering:
            self.rows.fill(event.offset, [self.line(each) for each in self.people[event.offset : event.offset + event.limit]])

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        self.opened.append(event.line.key)

    @on(Rows.Reached)
    def _reached(self, event: Rows.Reached) -> None:
        self.reached.append(event.line.key)

    def line(self, person: object) -> Line:
        return Line(str(person), (f"C{person}", f"Người {person}", "–"))


class Told(App[None]):
    """A tree."""

    def __init__(self, said: Sequence[Said]) -> None:
        super().__init__()
        self.said = said
        self.opened: list[Said] = []

    def compose(self) -> ComposeResult:
        yield SaidView(self.said)

    def on_mount(self) -> None:
        self.view.focus()

    @property
    def view(self) -> SaidView:
        return self.query_one(SaidView)

    @on(SaidView.Opened)
    def _opened(self, event: SaidView.Opened) -> None:
        self.opened.append(event.said)


def text(app: App[None]) -> list[str]:
    """The lines of the screen."""
    return ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]


def under_the_cursor(app: App[None]) -> str:
    """The line with the sign."""
    (line,) = [line for line in text(app) if line.startswith("▶")]
    return line


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
    await pilot.pause()


# paging


async def test_only_what_is_seen_is_asked_for_and_once() -> None:
    app = Listed(range(MANY))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "down", "down", "pagedown", "up")
        assert app.asked == [(0, PAGE)]
        await press(pilot, "end")
        assert app.asked == [(0, PAGE), (MANY - PAGE, PAGE)]
        await press(pilot, "home", "end", "home")
        assert app.asked == [(0, PAGE), (MANY - PAGE, PAGE)]


async def test_a_page_that_does_not_come_is_not_asked_for_again() -> None:
    app = Listed(range(MANY), answering=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "down", "down", "pagedown", "enter", "space")
        assert app.asked == [(0, PAGE)]
        assert text(app)[1].startswith("…")
        assert (app.opened, app.rows.marked, app.rows.line) == ([], set(), None)


@pytest.mark.parametrize(
    ("keys", "cursor"),
    [
        (("end",), MANY - 1),
        (("end", "down"), MANY - 1),
        (("end", "pageup"), MANY - 1 - 22),
        (("up",), 0),
        (("pagedown", "pagedown"), 44),
        (("pagedown", "pageup"), 0),
        (("end", "home", "down"), 1),
    ],
)
async def test_keys_move_among_a_hundred_thousand(keys: tuple[str, ...], cursor: int) -> None:
    app = Listed(range(MANY))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *keys)
        assert app.rows.cursor == cursor
        assert f"Người {cursor} " in under_the_cursor(app)
        await press(pilot, "enter")
        assert app.opened == [str(cursor)]


async def test_pages_long_unseen_go_and_those_before_ones_eyes_stay() -> None:
    app = Listed(range(MANY))
    async with app.run_test(size=(80, 24)) as pilot:
        for page in range(KEPT + 10):
            app.rows.move_to(page * PAGE + 100)
            await pilot.pause()
            app.rows.line_at(0)
        assert len(app.rows._pages) == KEPT
        # What was looked at all the time was asked for once.
        assert app.asked.count((0, PAGE)) == 1
        assert app.rows.line is not None
        app.rows.move_to(5 * PAGE)
        await pilot.pause()
        assert app.asked.count((5 * PAGE, PAGE)) == 2
        assert "Người 1000 " in under_the_cursor(app)


async def test_an_empty_list_says_so_and_keys_do_nothing() -> None:
    app = Listed(range(0))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "down", "end", "enter", "space", "pageup")
        assert text(app)[1].startswith("Không có ai.")
        assert (app.asked, app.opened, app.rows.cursor) == ([], [], 0)


# refreshing


async def test_a_short_list_shown_again_keeps_its_person_and_marks() -> None:
    app = Listed(range(0))
    async with app.run_test(size=(80, 24)) as pilot:
        app.rows.show([app.line(each) for each in "abcdef"])
        await press(pilot, "down", "space", "down")
        assert app.rows.key == "d"
        app.rows.show([app.line(each) for each in "xaybcdef"])
        await pilot.pause()
        assert app.rows.key == "d"
        assert "Người d " in under_the_cursor(app)
        assert [line[1] for line in text(app)[1:9]] == [" ", " ", " ", "✓", " ", " ", " ", " "]
        app.rows.show([app.line(each) for each in "xyz"])
        await pilot.pause()
        assert app.rows.key == "x"
        app.rows.show([app.line(each) for each in "ab"])
        await pilot.pause()
        assert app.rows.marked == {"b"}


async def test_while_a_list_is_asked_for_anew_it_is_known_where_one_stood() -> None:
    app = Listed(range(MANY))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "down", "down", "down")
        app.answering = False
        app.rows.set_count(MANY, 0)
        app.rows.set_count(MANY, 0)
        assert (app.rows.line, app.rows.key) == (None, "3")
        await press(pilot, "down")
        assert app.rows.key is None


async def test_a_smaller_window_keeps_the_cursor_in_sight() -> None:
    app = Listed(range(MANY))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "pagedown", "pagedown")
        for size in ((100, 8), (40, 40), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert "Người 44 " in under_the_cursor(app)


# cells


@pytest.mark.parametrize(("name", "shown"), HOSTILE)
async def test_a_name_is_shown_as_it_is_and_can_do_nothing(name: str, shown: str) -> None:
    app = Listed(range(0))
    async with app.run_test(size=(80, 24)) as pilot:
        app.rows.show([Line("C1", ("C1", name, name))])
        await pilot.pause()
        line = text(app)[1]
        assert line.count(shown) == 2
        assert cell_len(line) == 80
        assert "\x1b" not in line


@pytest.mark.parametrize("name", ["Nguyễn " * 9, "阮" * 30, "e\u0302\u0303" * 60, "a阮" * 20, "ế" * 60, "👍🏽" * 20])
def test_whatever_the_name_its_cell_has_its_width(name: str) -> None:
    for width in range(1, 40):
        for right in (False, True):
            cell = fitted(name, width, right=right)
            assert cell_len(cell) == width
            assert cell.endswith("…") or cell_len(name) <= width


def test_no_letter_is_cut_from_its_marks() -> None:
    assert fitted("e\u0302\u0303" * 5, 3) == "e\u0302\u0303" * 2 + "…"
    assert fitted("Nguyễn", 6) == "Nguyễn"
    assert fitted("Nguyễn", 5) == "Nguy…"
    assert fitted("阮阮阮", 4) == "阮 …"
    assert fitted("阮", 5, right=True) == "   阮"


async def test_sixty_letters_leave_the_other_columns_where_they_are() -> None:
    app = Listed(range(0))
    async with app.run_test(size=(80, 24)) as pilot:
        app.rows.show([Line("1", ("C1", "Ằ" * 60, "Chủ tịch")), Line("2", ("C2", "阮" * 60, "Chủ tịch"))])
        await pilot.pause()
        assert {cell_len(line.partition("Chủ")[0]) for line in text(app)[1:3]} == {2 + 8 + 1 + 24 + 1}


# the tree


def deep(levels: int, said: str) -> Said:
    tree = Said(f"{said} {levels}")
    for level in reversed(range(levels)):
        tree = Said(f"{said} {level}", below=(tree,))
    return tree


@pytest.mark.parametrize("width", [20, 40, 80, 120])
async def test_nothing_said_is_lost_however_deep_and_narrow(width: int) -> None:
    app = Told([deep(30, "một câu khá dài nói về điều")])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.resize_terminal(width, 24)
        await pilot.pause()
        lines = [line.text for line in app.view._lines]
        words = " ".join(" ".join(lines).replace("▾", " ").split())
        assert words == " ".join(f"một câu khá dài nói về điều {level}" for level in range(31))
        assert max(map(cell_len, lines)) <= width


@pytest.mark.parametrize(
    ("said", "width", "lines"),
    [
        ("một hai ba", 7, ["một hai", "ba"]),
        ("một hai ba", 10, ["một hai ba"]),
        ("https://van.ban", 6, ["https:", "//van.", "ban"]),
        ("阮文阮文", 5, ["阮文", "阮文"]),
        ("a 阮文阮", 5, ["a", "阮文", "阮"]),
        ("e\u0302" * 4, 3, ["e\u0302" * 3, "e\u0302"]),
        ("", 5, [""]),
        ("  ", 5, [""]),
    ],
)
def test_lines_are_broken_by_cells(said: str, width: int, lines: list[str]) -> None:
    assert broken(said, width) == lines
    assert NARROWEST < 40


async def test_left_and_right_fold_and_unfold() -> None:
    app = Told([Said("một", below=(Said("hai", below=(Said("ba"),)), Said("bốn")))])
    async with app.run_test(size=(40, 10)) as pilot:
        await press(pilot, "down", "left")
        assert [line.strip() for line in text(app)[:4]] == ["▾ một", "▸ hai", "bốn", ""]
        await press(pilot, "right")
        assert [line.strip() for line in text(app)[:4]] == ["▾ một", "▾ hai", "ba", "bốn"]
        await press(pilot, "down", "left", "left", "left")
        assert [line.strip() for line in text(app)[:3]] == ["▸ một", "", ""]


async def test_enter_opens_what_rests_on_a_record_and_folds_the_rest() -> None:
    app = Told([Said("một", below=(Said("hai", entry=48),))])
    async with app.run_test(size=(40, 10)) as pilot:
        await press(pilot, "down", "enter")
        assert [each.entry for each in app.opened] == [48]
        await press(pilot, "up", "enter")
        assert text(app)[0].strip() == "▸ một"
        assert len(app.opened) == 1


async def test_a_long_tree_is_moved_in_and_stays_in_sight() -> None:
    app = Told([Said("đầu", below=tuple(Said(f"điều {number}") for number in range(500)))])
    async with app.run_test(size=(40, 10)) as pilot:
        await press(pilot, "end")
        assert "điều 499" in text(app)[9]
        await press(pilot, "pageup", "pageup")
        assert app.view.chosen is not None
        assert any(app.view.chosen.text in line for line in text(app))
        await pilot.resize_terminal(30, 6)
        await pilot.pause()
        await press(pilot, "home")
        assert "đầu" in text(app)[0]


async def test_what_is_said_anew_of_the_same_keeps_cursor_and_folds_and_another_thing_begins_at_its_top() -> None:
    one = Said("Nguyễn Văn A", below=(Said("hai", below=(Said("ba"),)), Said("bốn"), Said("năm")))
    app = Told([one])
    async with app.run_test(size=(40, 10)) as pilot:
        await press(pilot, "down", "left", "down")
        app.view.show([Said("Nguyễn Văn A", below=(*one.below, Said("sáu")))])
        await pilot.pause()
        assert app.view.chosen is not None
        assert app.view.chosen.text == "bốn"
        assert "▸ hai" in "\n".join(text(app))
        app.view.show([Said("Trần Thị B", below=one.below)])
        await pilot.pause()
        assert app.view.chosen.text == "Trần Thị B"
        assert "▾ hai" in "\n".join(text(app))


@pytest.mark.parametrize(("name", "shown"), HOSTILE)
async def test_what_is_said_is_shown_as_it_is(name: str, shown: str) -> None:
    app = Told([Said(name)])
    async with app.run_test(size=(40, 10)):
        assert " ".join(shown.split()) in text(app)[0]


async def test_a_short_list_that_becomes_long_shows_where_its_person_stands_now() -> None:
    app = Listed(range(0))
    async with app.run_test(size=(80, 24)) as pilot:
        app.rows.show([app.line(90)])
        await pilot.pause()
        app.rows.show([app.line(each) for each in range(100)])
        await pilot.pause()
        assert "Người 90 " in under_the_cursor(app)
