"""A list of any length: only the lines that are seen are asked for, drawn and kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cadre_ledger.tui.actions import bindings
from cadre_ledger.values.text import harmless

PAGE = 200
"""Lines asked for at once."""
KEPT = 20
"""Pages kept; those longest unseen go first."""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading with its width in cells; one column without a width takes what the others leave."""

    heading: str
    width: int | None = None
    right: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line: what it is known by, its cells, and the weight it is drawn with (a severity, or `quiet`)."""

    key: str
    cells: tuple[str, ...]
    weight: str = ""


class Rows(ScrollView, can_focus=True):
    """A virtual list. Whoever owns it answers `Asked` with `fill`; nothing is drawn of what has not come yet."""

    DEFAULT_CSS = """
    Rows { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    Rows > .rows--head { color: $text-muted; text-style: underline; }
    Rows > .rows--cursor { background: $primary 30%; text-style: bold; }
    Rows:focus > .rows--cursor { background: $primary; color: $background; text-style: bold; }
    Rows > .rows--must_act { color: $error; text-style: bold; }
    Rows > .rows--consider { color: $warning; }
    Rows > .rows--note { color: $secondary; }
    Rows > .rows--quiet { color: $text-muted; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--head", "rows--cursor", "rows--must_act", "rows--consider", "rows--note", "rows--quiet"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "leap(-1)", show=False),
        Binding("pagedown", "leap(1)", show=False),
        Binding("home", "jump(0)", show=False),
        Binding("end", "jump(-1)", show=False),
        *bindings("open", "mark"),
    ]

    class Asked(Message):
        """Lines are needed: `fill` with them."""

        def __init__(self, rows: "Rows", offset: int, limit: int) -> None:
            super().__init__()
            self.rows = rows
            self.offset = offset
            self.limit = limit

        @property
        def control(self) -> "Rows":
            """The list that asks."""
            return self.rows

    class Reached(Message):
        """The cursor stands on another line."""

        def __init__(self, rows: "Rows", line: Line) -> None:
            super().__init__()
            self.rows = rows
            self.line = line

        @property
        def control(self) -> "Rows":
            """The list."""
            return self.rows

    class Opened(Reached):
        """A line was chosen with Enter or a click."""

    class Marked(Message):
        """Marks were set or taken away."""

        def __init__(self, rows: "Rows") -> None:
            super().__init__()
            self.rows = rows

        @property
        def control(self) -> "Rows":
            """The list."""
            return self.rows

    def __init__(self, columns: Sequence[Column], *, empty: str = "", markable: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.columns = tuple(columns)
        self.empty = empty
        self.markable = markable
        self.count = 0
        self.cursor = 0
        self.marked: set[str] = set()
        self.version = 0
        self.key: str | None = None
        """What the line under the cursor is known by; while a list is asked for anew, what it was known by before."""
        self._pages: dict[int, list[Line]] = {}
        self._asked: set[int] = set()

    # what it shows

    def set_count(self, count: int, cursor: int = 0) -> None:
        """Another list of that many lines begins, with the cursor on one of them."""
        self._begin(count, cursor)
        self._ask(self.cursor // PAGE)

    def _begin(self, count: int, cursor: int) -> None:
        self.version += 1
        self.count = count
        self.cursor = max(0, min(cursor, count - 1))
        self._pages.clear()
        self._asked.clear()
        self.virtual_size = Size(self.scrollable_content_region.width, count + 1)
        self._show_cursor()
        self.refresh()

    def fill(self, offset: int, lines: Sequence[Line]) -> None:
        """The lines that were asked for."""
        page = offset // PAGE
        self._pages[page] = list(lines)
        self._asked.discard(page)
        while len(self._pages) > KEPT:
            del self._pages[next(iter(self._pages))]
        if page == self.cursor // PAGE:
            self._tell_reached()
        self.refresh()

    def show(self, lines: Sequence[Line], cursor: int | None = None) -> None:
        """A short list, whole; the cursor stays on what it stood on, where that is still among them."""
        if cursor is None:
            cursor = next((place for place, each in enumerate(lines) if each.key == self.key), 0)
        self._begin(len(lines), cursor)
        for offset in range(0, len(lines), PAGE):
            self.fill(offset, lines[offset : offset + PAGE])

    @property
    def line(self) -> Line | None:
        """The line under the cursor, if it has come."""
        return self.line_at(self.cursor)

    def line_at(self, place: int) -> Line | None:
        """A line, if it has come; otherwise it is asked for."""
        if not 0 <= place < self.count:
            return None
        page = self._pages.get(place // PAGE)
        if page is None:
            self._ask(place // PAGE)
            return None
        # Seen last is dropped last.
        self._pages[place // PAGE] = self._pages.pop(place // PAGE)
        offset = place % PAGE
        return page[offset] if offset < len(page) else None

    def _ask(self, page: int) -> None:
        if page not in self._asked and page not in self._pages and self.count:
            self._asked.add(page)
            # To the screen itself: from now on it is under way there, and a key that is meant for the line waits.
            self.screen.post_message(self.Asked(self, page * PAGE, PAGE))

    # how one moves in it

    def move_to(self, place: int) -> None:
        """Put the cursor on a line."""
        if self.count:
            self.cursor = max(0, min(place, self.count - 1))
            self.key = None
            self._show_cursor()
            self._tell_reached()
            self.refresh()

    def _show_cursor(self) -> None:
        height = max(1, self.size.height - 1)
        top = self.scroll_offset.y
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, force=True, immediate=True)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False, force=True, immediate=True)

    def _tell_reached(self) -> None:
        line = self.line
        if line is not None:
            self.key = line.key
            self.post_message(self.Reached(self, line))

    def action_step(self, by: int) -> None:
        """Up or down by lines."""
        self.move_to(self.cursor + by)

    def action_leap(self, by: int) -> None:
        """Up or down by what the screen holds."""
        self.move_to(self.cursor + by * max(1, self.size.height - 2))

    def action_jump(self, to: int) -> None:
        """To the first or the last line."""
        self.move_to(self.count - 1 if to < 0 else 0)

    def action_open(self) -> None:
        """Choose the line under the cursor."""
        if self.line is not None:
            self.post_message(self.Opened(self, self.line))

    def action_mark(self) -> None:
        """Mark the line under the cursor, or take its mark away, and go on to the next."""
        if self.line is not None:
            self.marked ^= {self.line.key}
            self.post_message(self.Marked(self))
            self.move_to(self.cursor + 1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Marks only where they mean something."""
        return self.markable if action == "mark" else True

    def on_click(self, event: events.Click) -> None:
        """Once to reach a line, again to choose it."""
        place = self.scroll_offset.y + event.y - 1
        if event.y > 0 and 0 <= place < self.count:
            chosen = place == self.cursor
            self.move_to(place)
            if chosen:
                self.action_open()

    # how it is drawn

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.virtual_size = Size(self.scrollable_content_region.width, self.count + 1)
        self._show_cursor()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """The heading stays where it is, so all lines are drawn again."""
        super().watch_scroll_y(old_value, new_value)
        self.refresh(Region(0, 0, self.scrollable_content_region.width, self.size.height))

    def render_line(self, y: int) -> Strip:
        """One line of the screen: the heading, or the line scrolled to."""
        width = self.scrollable_content_region.width
        if y == 0:
            cells = tuple(column.heading for column in self.columns)
            return self._strip("  " + self._written(cells, width - 2), self.get_component_rich_style("rows--head"), width)
        place = self.scroll_offset.y + y - 1
        if self.count == 0 and y == 1:
            return self._strip(self.empty, self.get_component_rich_style("rows--quiet"), width)
        line = self.line_at(place)
        if line is None:
            return self._strip("…" if 0 <= place < self.count else "", self.rich_style, width)
        return self._strip(self._lead(place, line) + self._written(line.cells, width - 2), self._style(place, line), width)

    def _lead(self, place: int, line: Line) -> str:
        """Cursor and mark as glyphs too, so that they are seen without colour."""
        return ("▶" if place == self.cursor else " ") + ("✓" if line.key in self.marked else " ")

    def _style(self, place: int, line: Line) -> Style:
        if place == self.cursor:
            return self.get_component_rich_style("rows--cursor")
        return self.get_component_rich_style(f"rows--{line.weight}") if line.weight else self.rich_style

    def _strip(self, text: str, style: Style, width: int) -> Strip:
        return Strip([Segment(first_cells(text, width), style)], width)

    def _written(self, cells: tuple[str, ...], width: int) -> str:
        widths = widths_of(self.columns, width)
        return " ".join(fitted(cell, each, right=column.right) for cell, each, column in zip(cells, widths, self.columns, strict=True))


@lru_cache(maxsize=64)
def widths_of(columns: tuple[Column, ...], width: int) -> tuple[int, ...]:
    """The width of each column; those without one share what is left."""
    given = sum(column.width or 0 for column in columns) + len(columns) - 1
    open_ones = sum(1 for column in columns if column.width is None)
    share = max(4, (width - given) // open_ones) if open_ones else 0
    return tuple(column.width or share for column in columns)


def first_cells(text: str, width: int) -> str:
    """As much of a text as fits, no letter without its marks, filled with spaces to that many cells."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    taken = used = 0
    for letter in text:
        used += cell_len(letter)
        if used > width:
            break
        taken += 1
    return set_cell_size(text[:taken], width)


def fitted(text: str, width: int, *, right: bool = False) -> str:
    """Text of exactly that many cells: cut with an ellipsis, filled with spaces; nothing in it can move the cursor."""
    text = harmless(text)
    length = cell_len(text)
    if length > width:
        return first_cells(text, width - 1) + "…"
    return " " * (width - length) + text if right else text + " " * (width - length)
