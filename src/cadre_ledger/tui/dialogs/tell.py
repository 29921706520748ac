"""Say something that must be read: what was refused, and what to do next; or ask yes or no."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Label

from cadre_ledger.tui.dialogs.dialog import Dialog
from cadre_ledger.values.text import harmless
from cadre_ledger.wording.catalogue import N_


class Tell(Dialog[bool]):
    """Lines to read; Enter or Esc closes."""

    DEFAULT_CSS = """
    Tell #lines { height: auto; max-height: 17; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "accept", show=False)]

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self.lines = tuple(lines)

    @property
    def title_said(self) -> str:
        """What it is about."""
        return self._title

    @property
    def hint(self) -> str:
        """The keys that close it."""
        return self.words(N_("Enter or Esc closes."))

    def inside(self) -> ComposeResult:
        """The lines, as they are."""
        with VerticalScroll(id="lines"):
            for line in self.lines:
                yield Label(harmless(line), classes="said", markup=False)
        yield Label(self.hint, classes="hint", markup=False)

    def action_accept(self) -> None:
        """Read."""
        self.dismiss(True)


class Confirm(Tell):
    """A question; Enter is yes, Esc is no."""

    @property
    def hint(self) -> str:
        """The keys that answer."""
        return self.words(N_("Enter: yes. Esc: no."))


class Preview(Confirm):
    """What will be recorded; Enter records it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f9", "accept", show=False)]

    @property
    def hint(self) -> str:
        """The keys."""
        return self.words(N_("Enter records it. Esc goes back and changes nothing."))
