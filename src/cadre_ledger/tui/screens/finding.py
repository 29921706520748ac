"""A line to type in above what it narrows: arrows, pages and Enter belong to the list below while one types."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from cadre_ledger.tui.actions import bindings
from cadre_ledger.tui.screens.place import Place
from cadre_ledger.tui.widgets.rows import Rows
from cadre_ledger.tui.widgets.said import SaidView
from cadre_ledger.tui.widgets.typing import Typed

ALL = "all"
"""The filter that leaves nothing out."""


class Finding(Place):
    """The cursor stays in what is typed; F6 narrows besides."""

    DEFAULT_CSS = """
    Finding #find { padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("filter"),
        *bindings("open", first=True),
        Binding("up", "move('step', -1)", show=False, priority=True),
        Binding("down", "move('step', 1)", show=False, priority=True),
        Binding("pageup", "move('leap', -1)", show=False, priority=True),
        Binding("pagedown", "move('leap', 1)", show=False, priority=True),
    ]
    FIND: ClassVar[str] = ""
    """What can be typed."""

    _gone = False

    def line_to_type(self) -> ComposeResult:
        """Where one types."""
        yield Typed(placeholder=self.words(self.FIND), id="find")

    @property
    def typed(self) -> str:
        """What is looked for."""
        return self.query_one("#find", Typed).value

    @property
    def found(self) -> Rows | SaidView:
        """What is narrowed, and moved in."""
        return self.query_one(Rows)

    def on_screen_suspend(self) -> None:
        """Whether another place is gone to, not only a dialog opened."""
        self._gone = isinstance(self.app.screen, Place)

    def on_screen_resume(self) -> None:
        """Whoever comes back and types looks for something else."""
        if self._gone and self.is_mounted:
            self.query_one("#find", Typed).select_all()

    def narrow(self) -> None:
        """Show what was found of what is typed now."""
        raise NotImplementedError

    @on(Input.Changed, "#find")
    def _typed(self) -> None:
        self.narrow()

    def action_move(self, how: str, by: int) -> None:
        """Move below while the cursor stays in what is typed."""
        (self.found.action_step if how == "step" else self.found.action_leap)(by)

    def too_soon(self, key: str) -> bool:
        """Enter is meant for what is found of what was typed before it."""
        return key == "enter" and self.waits

    def action_filter(self) -> None:
        """F6."""
        raise NotImplementedError

    def action_open(self) -> None:
        """Enter."""
        self.found.action_open()
