"""The first line: which ledger, which place, and of which day and cut."""

from rich.cells import cell_len
from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from cadre_ledger.values.text import harmless

SHORTEST = 8
"""Cells of a ledger's name that are kept."""


class Heading(Widget):
    """The ledger and the place at the left, the clocks at the right; names of ledgers are data, never markup."""

    DEFAULT_CSS = """
    Heading { dock: top; height: 1; background: $panel; color: $foreground; text-style: bold; }
    Heading.-past { background: $warning; color: $background; }
    """
    ledger: reactive[str] = reactive("")
    place: reactive[str] = reactive("")
    right: reactive[str] = reactive("")
    working: reactive[str] = reactive("")
    """Stands in the place of the clocks while one waits."""

    def render(self) -> Text:
        """The line; where it is narrow the ledger's name gives way first, then the place, never the clocks."""
        right = harmless(self.working or self.right)
        space = max(0, self.size.width - cell_len(right) - 3)
        place = Text(f" · {harmless(self.place)}", no_wrap=True)
        ledger = Text(harmless(self.ledger), no_wrap=True)
        if ledger.cell_len + place.cell_len > space:
            ledger.truncate(max(SHORTEST, space - place.cell_len), overflow="ellipsis")
        left = Text(" ", no_wrap=True).append(ledger).append(place)
        left.truncate(space + 1, overflow="ellipsis", pad=True)
        return left.append(f" {right} ")
