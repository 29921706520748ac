"""A tree of things said, as lines that fit the pane: each can be folded, and opens what it rests on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.tui.actions import bindings
from cadre_ledger.tui.widgets.rows import first_cells
from cadre_ledger.values.text import harmless

INDENT = 2
NARROWEST = 16


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One line on the screen, and the thing it belongs to, known by its path from the top."""

    text: str
    said: Said
    path: tuple[int, ...]


class SaidView(ScrollView, can_focus=True):
    """Arrows move by lines, left and right fold and unfold, Enter opens the record or the clause."""

    DEFAULT_CSS = """
    SaidView { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    SaidView > .said--cursor { background: $primary 30%; text-style: bold; }
    SaidView:focus > .said--cursor { background: $primary; color: $background; text-style: bold; }
    SaidView > .said--must_act { color: $error; text-style: bold; }
    SaidView > .said--consider { color: $warning; }
    SaidView > .said--note { color: $secondary; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"said--cursor", "said--must_act", "said--consider", "said--note"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "leap(-1)", show=False),
        Binding("pagedown", "leap(1)", show=False),
        Binding("home", "jump(0)", show=False),
        Binding("end", "jump(-1)", show=False),
        Binding("left", "unfold(False)", show=False),
        Binding("right", "unfold(True)", show=False),
        *bindings("open"),
    ]

    class Opened(Message):
        """A thing that rests on a record or a clause, or is about a person, was chosen."""

        def __init__(self, view: "SaidView", said: Said) -> None:
            super().__init__()
            self.view = view
            self.said = said

        @property
        def control(self) -> "SaidView":
            """The tree."""
            return self.view

    def __init__(self, said: Sequence[Said] = (), *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.said = tuple(said)
        self.folded: set[tuple[int, ...]] = set()
        self.cursor = 0
        self._lines: list[_Drawn] = []

    def show(self, said: Sequence[Said], *, folded: Iterable[int] = ()) -> None:
        """Say something else, some of it folded at first. What is said anew of the same thing keeps its cursor and what is folded."""
        if self.said == tuple(said):
            return
        same = bool(said and self.said) and said[0].text == self.said[0].text
        place = self.cursor if same else 0
        self.said = tuple(said)
        at_first: set[tuple[int, ...]] = {(each,) for each in folded}
        if at_first or not same:
            self.folded = at_first
        if not same:
            self.scroll_to(y=0, animate=False)
        self._draw()
        self._move_to(place)

    def reveal(self, clause: str) -> None:
        """Unfold a clause that stands at the top, and go to it."""
        found = next((place for place, each in enumerate(self.said) if each.clause == clause), None)
        if found is not None:
            self.folded.discard((found,))
            self._draw()
            line = next((place for place, each in enumerate(self._lines) if each.path == (found,)), 0)
            self._move_to(len(self._lines) - 1)
            self._move_to(line)

    @property
    def chosen(self) -> Said | None:
        """What the cursor stands on."""
        return self._lines[self.cursor].said if self._lines else None

    @property
    def path(self) -> tuple[int, ...]:
        """Where that stands in the tree: the place on each level from the top."""
        return self._lines[self.cursor].path if self._lines else ()

    def on_resize(self) -> None:
        """Break the lines anew; there may be more of them now than fit, or fewer."""
        self._draw()

    def _draw(self) -> None:
        width = self.scrollable_content_region.width
        self._lines = [line for place, each in enumerate(self.said) for line in self._drawn(each, (place,), width)] if width else []
        self.cursor = max(0, min(self.cursor, len(self._lines) - 1))
        self.virtual_size = Size(self.size.width, len(self._lines))
        self.refresh(layout=True)

    def _drawn(self, said: Said, path: tuple[int, ...], width: int) -> Iterator[_Drawn]:
        # However deep, there is room for some words.
        indent = max(0, min(INDENT * (len(path) - 1), width - NARROWEST - INDENT))
        lead = " " * indent + (("▸ " if path in self.folded else "▾ ") if said.below else "  ")
        for number, text in enumerate(broken(harmless(said.text), width - len(lead))):
            yield _Drawn((lead if number == 0 else " " * len(lead)) + text, said, path)
        if path not in self.folded:
            for place, each in enumerate(said.below):
                yield from self._drawn(each, (*path, place), width)

    # how one moves in it

    def _move_to(self, place: int) -> None:
        if not self._lines:
            return
        self.cursor = max(0, min(place, len(self._lines) - 1))
        top, height = self.scroll_offset.y, max(1, self.size.height)
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, force=True, immediate=True)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False, force=True, immediate=True)
        self.refresh()

    def action_step(self, by: int) -> None:
        """Up or down by lines."""
        self._move_to(self.cursor + by)

    def action_leap(self, by: int) -> None:
        """Up or down by what the pane holds."""
        self._move_to(self.cursor + by * max(1, self.size.height - 1))

    def action_jump(self, to: int) -> None:
        """To the first or the last line."""
        self._move_to(len(self._lines) - 1 if to < 0 else 0)

    def action_unfold(self, unfolded: bool) -> None:
        """Show or hide what a thing rests on; from a thing without anything below, go to what it belongs to."""
        if not self._lines:
            return
        path = self._lines[self.cursor].path
        if not unfolded and (path in self.folded or not self._lines[self.cursor].said.below):
            path = path[:-1] or path
        (self.folded.discard if unfolded else self.folded.add)(path)
        self._draw()
        self._move_to(next(place for place, line in enumerate(self._lines) if line.path == path))

    def action_open(self) -> None:
        """Open the record, the clause or the file, of a mere detail that of what it belongs to; without any, fold or unfold."""
        said = self.chosen
        if said is None:
            return
        leading = next((each for each in ([said] if said.below else self._upward()) if _leads(each)), None)
        if leading is not None:
            self.post_message(self.Opened(self, leading))
        else:
            self.turn()

    def turn(self) -> None:
        """Unfold what is folded, fold what is not."""
        if self._lines:
            self.action_unfold(self._lines[self.cursor].path in self.folded)

    def _upward(self) -> Iterator[Said]:
        """What the cursor stands on, then what that belongs to, up to the top."""
        path = self.path
        for depth in range(len(path), 0, -1):
            at = self.said[path[0]]
            for place in path[1:depth]:
                at = at.below[place]
            yield at

    # how it is drawn

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """All lines are drawn again."""
        super().watch_scroll_y(old_value, new_value)
        self.refresh(Region(0, 0, self.scrollable_content_region.width, self.size.height))

    def render_line(self, y: int) -> Strip:
        """One line of the pane."""
        width, place = self.scrollable_content_region.width, self.scroll_offset.y + y
        if place >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[place]
        style = self.rich_style
        if place == self.cursor:
            style = self.get_component_rich_style("said--cursor")
        elif line.said.mark in ("must_act", "consider", "note"):
            style = self.get_component_rich_style(f"said--{line.said.mark}")
        return Strip([Segment(first_cells(line.text, width), style)], width)


def broken(text: str, width: int) -> list[str]:
    """Lines of at most so many cells, broken between words; a word too long for a line is broken where the line is full."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if cell_len(joined) <= width:
            line = joined
            continue
        lines += [line] if line else []
        line = word
        while cell_len(line) > width:
            part = first_cells(line, width).rstrip() or line[0]
            lines.append(part)
            line = line[len(part) :]
    return [*lines, line] if line or not lines else lines


def _leads(said: Said) -> bool:
    return said.entry is not None or said.clause is not None or said.cadre is not None
