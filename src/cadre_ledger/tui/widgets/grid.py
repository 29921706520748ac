"""A table to fill in: all lines are seen, and one line below edits the cell under the cursor."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cadre_ledger.procedures.entries.fields import Field, FieldKind
from cadre_ledger.tui.widgets.rows import Column, fitted, widths_of
from cadre_ledger.wording.catalogue import Words

FIGURE, BALANCE = 7, 13
NUMBER = 4
FIGURES = (FieldKind.NUMBER, FieldKind.POINTS)


class Grid(ScrollView, can_focus=False):
    """Draws the cells; the screen holds what was typed and moves the cursor. Lines are numbered from 1."""

    DEFAULT_CSS = """
    Grid { overflow-x: hidden; scrollbar-size-vertical: 1; }
    Grid > .grid--head { color: $text-muted; text-style: underline; }
    Grid > .grid--cursor { background: $primary; color: $background; text-style: bold; }
    Grid > .grid--wrong { color: $error; text-style: bold; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"grid--head", "grid--cursor", "grid--wrong"}

    class Clicked(Message):
        """A cell was clicked."""

        def __init__(self, row: int, column: int) -> None:
            super().__init__()
            self.row = row
            self.column = column

    def __init__(self, words: Words, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.words = words
        self.beside = ""
        """The heading of what stands beside each line."""
        self.fields: tuple[Field, ...] = ()
        self.rows: Mapping[int, Mapping[str, str]] = {}
        self.balances: Mapping[int, str] = {}
        self.wrong: frozenset[tuple[int, str]] = frozenset()
        self.cursor: tuple[int, int] | None = None
        self.count = 0

    def show(
        self,
        fields: Sequence[Field],
        rows: Mapping[int, Mapping[str, str]],
        count: int,
        *,
        wrong: frozenset[tuple[int, str]],
        balances: Mapping[int, str],
    ) -> None:
        """These columns and cells, which of them are wrong, and how each line balances."""
        shown = (tuple(fields), rows, count, wrong, balances)
        if shown != (self.fields, self.rows, self.count, self.wrong, self.balances):
            self.fields, self.rows, self.count, self.wrong, self.balances = shown
            self.virtual_size = Size(self.size.width, count + 1)
            self.refresh()

    def move(self, cursor: tuple[int, int] | None) -> None:
        """Show the cursor on a cell, or nowhere."""
        if cursor == self.cursor:
            return
        self.cursor = cursor
        if cursor is not None:
            place, height = cursor[0] - 1, max(1, self.size.height - 1)
            if place < self.scroll_offset.y:
                self.scroll_to(y=place, animate=False)
            elif place >= self.scroll_offset.y + height:
                self.scroll_to(y=place - height + 1, animate=False)
        self.refresh()

    @property
    def columns(self) -> tuple[Column, ...]:
        """A number, the fields, and, where there are figures, how the line balances."""
        balance = Column(self.beside, BALANCE if self._has_figures else 1)
        return (Column("", NUMBER, right=True), *(self._column(place, each) for place, each in enumerate(self.fields)), balance)

    @property
    def _has_figures(self) -> bool:
        return any(each.kind in FIGURES for each in self.fields)

    def _column(self, place: int, field: Field) -> Column:
        """Figures are narrow, and of the texts the first has what is left; without figures all have room alike."""
        heading = field.said(self.words) if field.head is None else field.head.said(self.words)
        figure = field.kind in FIGURES
        text = self.size.width // (8 if self._has_figures else len(self.fields) + 1) - 1
        return Column(heading, FIGURE if figure else text if place else None, right=figure)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """The heading stays, so all lines are drawn again."""
        super().watch_scroll_y(old_value, new_value)
        self.refresh(Region(0, 0, self.size.width, self.size.height))

    def on_click(self, event: events.Click) -> None:
        """Go to the cell."""
        row, left = self.scroll_offset.y + event.y, 0
        for place, width in enumerate(widths_of(self.columns, self.size.width)):
            if left <= event.x < left + width and 0 < place <= len(self.fields) and 1 <= row <= self.count:
                self.post_message(self.Clicked(row, place - 1))
            left += width + 1

    def render_line(self, y: int) -> Strip:
        """The heading, or a line."""
        columns = self.columns
        widths = widths_of(columns, self.size.width)
        if y == 0:
            heading = " ".join(fitted(each.heading, width, right=each.right) for each, width in zip(columns, widths, strict=True))
            return Strip([Segment(heading, self.get_component_rich_style("grid--head"))]).extend_cell_length(self.size.width)
        row = self.scroll_offset.y + y
        if row > self.count:
            return Strip.blank(self.size.width, self.rich_style)
        cells = self.rows.get(row, {})
        texts = (self._numbered(row), *(self._said(each, cells.get(each.name, "")) for each in self.fields), self.balances.get(row, ""))
        segments: list[Segment] = []
        for place, (text, column, width) in enumerate(zip(texts, columns, widths, strict=True)):
            segments += [Segment(fitted(text, width, right=column.right), self._style(row, place - 1)), Segment(" ", self.rich_style)]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def _numbered(self, row: int) -> str:
        """The number, with a sign where something in the line is wrong."""
        return f"!{row:>{NUMBER - 1}}" if any(each == row for each, _ in self.wrong) else str(row)

    def _said(self, field: Field, value: str) -> str:
        """A value of a closed set by its words."""
        return next((each.label.said(self.words) for each in field.options if each.value == value), value)

    def _style(self, row: int, column: int) -> Style:
        if (row, column) == self.cursor:
            return self.get_component_rich_style("grid--cursor")
        name = self.fields[column].name if 0 <= column < len(self.fields) else ""
        wrong = (row, name) in self.wrong or (not name and column >= 0 and any(each == row for each, _ in self.wrong))
        return self.get_component_rich_style("grid--wrong") if wrong else self.rich_style
