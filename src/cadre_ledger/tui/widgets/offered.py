"""What is offered for the field under the cursor: a few lines, one of which can be taken."""

from collections.abc import Sequence

from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from cadre_ledger.tui.widgets.rows import fitted


class Offered(Widget):
    """Never takes the focus: the cursor stays where one types, arrows choose here."""

    DEFAULT_CSS = """
    Offered { height: auto; width: 100%; }
    """

    class Clicked(Message):
        """A line was clicked: it is chosen now."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.offers: tuple[tuple[str, str], ...] = ()
        self.numbered = False
        self.place: int | None = None

    def show(self, offers: Sequence[tuple[str, str]], *, numbered: bool = False) -> None:
        """These values under their words; with numbers, a digit takes one too."""
        if (tuple(offers), numbered) != (self.offers, self.numbered):
            taller = len(offers) != len(self.offers)
            self.offers, self.numbered, self.place = tuple(offers), numbered, None
            self.refresh(layout=taller)
        elif self.place is not None:
            self.place = None
            self.refresh()

    @property
    def chosen(self) -> str | None:
        """The value under the arrows."""
        return None if self.place is None else self.offers[self.place][0]

    def step(self, by: int) -> None:
        """Up or down; above the first nothing is chosen."""
        place = (-1 if self.place is None else self.place) + by
        self.place = min(place, len(self.offers) - 1) if place >= 0 else None
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """A line for each, as far as the style lets it be that high."""
        return len(self.offers)

    @property
    def _top(self) -> int:
        return max(0, (self.place or 0) - self.size.height + 1)

    def render(self) -> Text:
        """The lines."""
        text = Text(no_wrap=True, overflow="crop", end="")
        shown = range(self._top, min(self._top + self.size.height, len(self.offers)))
        for number, place in enumerate(shown):
            lead = "▶" if place == self.place else " "
            label = f"{lead}{(place + 1) % 10 if self.numbered else ''} {self.offers[place][1]}"
            more = f" ↓{len(self.offers) - 1 - place}" if place == shown[-1] and place + 1 < len(self.offers) else ""
            line = fitted(label, max(2, self.size.width - len(more))) + more
            text.append("\n" if number else "").append(line, style="reverse" if place == self.place else "")
        return text

    def on_click(self, event: events.Click) -> None:
        """Choose it."""
        place = self._top + event.y
        if place < len(self.offers):
            self.place = place
            self.refresh()
            self.post_message(self.Clicked())
