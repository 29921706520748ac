"""What every dialog has: a title, Esc to leave it, and an answer."""

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from cadre_ledger.tui.widgets.small import TooSmall
from cadre_ledger.wording.catalogue import Words

if TYPE_CHECKING:
    from cadre_ledger.tui.app import CadreLedgerApp

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer | None], Generic[Answer]):
    """A window in the middle; None is the answer of who leaves it."""

    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog > #window {
        width: 76; max-width: 100%; height: auto; max-height: 100%;
        border: round $primary; background: $surface; padding: 0 1;
    }
    Dialog #title { text-style: bold; width: 100%; }
    Dialog .hint { color: $text-muted; width: 100%; }
    Dialog .said { width: 100%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    @property
    def frame(self) -> "CadreLedgerApp":
        """The application."""
        return cast("CadreLedgerApp", self.app)

    @property
    def words(self) -> Words:
        """The person's language."""
        return self.frame.words

    @property
    def title_said(self) -> str:
        """The first line of the window."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The window."""
        with Vertical(id="window"):
            yield Label(self.title_said, id="title", markup=False)
            yield from self.inside()
        yield TooSmall(self.words)

    def inside(self) -> ComposeResult:
        """What stands below the title."""
        raise NotImplementedError

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)
