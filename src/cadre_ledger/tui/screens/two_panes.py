"""A list with what is said of the line under the cursor: side by side where there is room, else one behind the other."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.events import Resize

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
    TwoPanes.-behind #list { display: none; }
    TwoPanes.-behind #why { display: block; }
    TwoPanes.-wide #list { display: block; width: 58%; }
    TwoPanes.-wide #why { display: block; width: 42%; border-left: solid $primary; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("why", "next_pane")
    AUTO_FOCUS = ""

    def panes(self, rows: Rows) -> ComposeResult:
        """The list, and what is said."""
        with Horizontal(id="panes"):
            with Vertical(id="list"):
                yield rows
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
    def why_is_seen(self) -> bool:
        """Whether there is a second pane to be seen."""
        return self.has_class("-wide") or self.has_class("-behind")

    def on_mount(self) -> None:
        """Begin in the list; what every place does then is done besides."""
        self.rows.focus()

    def on_resize(self, event: Resize) -> None:
        """With room for both, nothing is behind."""
        super().on_resize(event)
        if self.has_class("-wide"):
            self.remove_class("-behind")
        self.laid_out()

    def laid_out(self) -> None:
        """The width is another: what is seen may be something else."""

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
            self._back_to_list()
        elif self.rows.line is not None:
            self.set_class(not self.has_class("-wide"), "-behind")
            self.say_why()
            self.why.focus()

    def action_next_pane(self) -> None:
        """Tab."""
        self.action_why()

    def _back_to_list(self) -> None:
        self.remove_class("-behind")
        self.rows.focus()

    def go_back(self) -> None:
        """From what lies before the list to the list, from the list to where one came from."""
        if self.has_class("-behind"):
            self._back_to_list()
        else:
            super().go_back()

    @on(SaidView.Opened)
    def _opened_said(self, event: SaidView.Opened) -> None:
        self.frame.open_said(event.said)
