"""A list with what is said of the line under the cursor: side by side where there is room, else one behind the other."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from cadre_ledger.tui.actions import bindings
from cadre_ledger.tui.screens.place import Place
from cadre_ledger.tui.widgets.rows import Rows
from cadre_ledger.tui.widgets.said import SaidView


class TwoPanes(Place):
    """F3 and Tab lead to the second pane, Esc or the same keys back to the list."""

    DEFAULT_CSS = """
    TwoPanes #panes { height: 1fr; }
    TwoPanes #list { width: 100%; height: 100%; }
    TwoPanes #why { display: none; width: 100%; height: 100%; padding: 0 1; }
    TwoPanes.-why #list { display: none; }
    TwoPanes.-why #why { display: block; }
    TwoPanes.-wide.-why #list { display: block; width: 58%; }
    TwoPanes.-wide.-why #why { width: 42%; border-left: solid $primary; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("why", "next_pane")
    AUTO_FOCUS = ""
    BESIDE: ClassVar[bool] = True
    """Whether the reasons always stand beside the list where there is room, or only once they are asked for."""

    def panes(self, rows: Rows, *below: Widget) -> ComposeResult:
        """The list with what stands below it, and what is said."""
        with Horizontal(id="panes"):
            with Vertical(id="list"):
                yield rows
                yield from below
            yield SaidView(id="why")

    @property
    def rows(self) -> Rows:
        """The list."""
        return self.query_one(Rows)

    @property
    def why(self) -> SaidView:
        """What is said."""
        return self.query_one("#why", SaidView)

    @property
    def wide(self) -> bool:
        """Whether the list and the reasons fit beside each other."""
        return self.has_class("-wide")

    @property
    def why_is_seen(self) -> bool:
        """Whether there is a second pane to be seen."""
        return self.has_class("-why")

    def on_mount(self) -> None:
        """Begin in the list; what every place does then is done besides."""
        self.rows.focus()

    def laid_out(self) -> None:
        """With room for both, both are seen."""
        if self.BESIDE:
            self.set_class(self.wide or self.why.has_focus, "-why")

    def say_why(self) -> None:
        """Ask what is to be said of the line under the cursor."""
        raise NotImplementedError

    @on(Rows.Reached)
    def _reached(self) -> None:
        if self.why_is_seen:
            self.say_why()

    def action_why(self) -> None:
        """F3: there and back."""
        if self.why.has_focus:
            self.back_to_list()
        elif self.rows.line is not None:
            self.open_why()

    def open_why(self) -> None:
        """Say why, and read it."""
        self.add_class("-why")
        self.say_why()
        self.why.focus()

    def action_next_pane(self) -> None:
        """Tab: to the other pane where both are seen, else as F3."""
        if not (self.wide and self.why_is_seen):
            self.action_why()
        elif self.why.has_focus:
            self.rows.focus()
        else:
            self.why.focus()

    def back_to_list(self) -> None:
        """Where there is no room for both, or both are not wanted, the list alone."""
        self.set_class(self.BESIDE and self.wide, "-why")
        self.rows.focus()

    def go_back(self) -> None:
        """From what lies before the list to the list, from the list to where one came from."""
        if self.why_is_seen and not (self.BESIDE and self.wide):
            self.back_to_list()
        else:
            super().go_back()

    @on(SaidView.Opened)
    def _opened_said(self, event: SaidView.Opened) -> None:
        self.frame.open_said(event.said)
