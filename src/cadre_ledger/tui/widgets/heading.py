"""The first line: which ledger, which place, and of which day and cut."""

from rich.cells import cell_len
from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from cadre_ledger.values.text import harmless


class Heading(Widget):
    """The ledger and the place at the left, the clocks at the right; names of ledgers are data, never markup."""

    DEFAULT_CSS = """
    Heading { dock: top; height: 1; background: $panel; color: $foreground; text-style: bold; }
    Heading.-past { background: $warning; color: $background; }
    """
    left: reactive[str] = reactive("")
    right: reactive[str] = reactive("")
    working: reactive[str] = reactive("")
    """Stands in the place of the clocks while one waits."""

    def render(self) -> Text:
        """The line; the clocks stay whole when it is narrow."""
        right = harmless(self.working or self.right)
        space = max(0, self.size.width - cell_len(right) - 2)
        left = Text(" " + harmless(self.left), no_wrap=True)
        left.truncate(space, overflow="ellipsis", pad=True)
        return left.append(f" {right} ")
