"""F1: what this place is for, and every key that does something here."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Label, Static

from cadre_ledger.tui.actions import Action, shown
from cadre_ledger.tui.dialogs.dialog import Dialog
from cadre_ledger.values.text import harmless
from cadre_ledger.wording.catalogue import N_

MOVES = (
    ("↑↓ PgUp PgDn Home End", N_("Move in a list.")),
    ("Tab  Shift+Tab", N_("Go to the next pane or field, or back.")),
    ("Enter", N_("Open what is under the cursor; in a form, go to the next field.")),
)


class Help(Dialog[None]):
    """Made from what can be done where it was asked for, so that it can never be out of date."""

    DEFAULT_CSS = """
    Help #lines { height: auto; max-height: 19; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,f1", "leave", show=False)]

    def __init__(self, title: str, says: str, actions: Sequence[Action], guide: Sequence[str] = ()) -> None:
        super().__init__()
        self._title = title
        self.says = says
        self.guide = tuple(guide)
        self.actions = tuple(actions)

    @property
    def title_said(self) -> str:
        """The place."""
        return self._title

    def inside(self) -> ComposeResult:
        """What must be known for the work at hand, the sentence about the place, then the keys."""
        with VerticalScroll(id="lines"):
            for line in self.guide:
                yield Label(harmless(line), classes="said", markup=False)
            yield Label(self.words(self.says), classes="said", markup=False)
            yield Static(self._keys(), markup=False)
        yield Label(self.words(N_("Enter or Esc closes.")), classes="hint", markup=False)

    def _keys(self) -> Text:
        text = Text()
        for keys, says in MOVES:
            text.append(f"\n{keys}", style="bold")
            text.append(f"\n    {self.words(says)}")
        for action in self.actions:
            keys = shown(action.key) + (f"  Esc {action.digit}" if action.digit else "")
            text.append(f"\n{keys}  {self.words(action.label)}", style="bold")
            text.append(f"\n    {self.words(action.says)}")
        return text
