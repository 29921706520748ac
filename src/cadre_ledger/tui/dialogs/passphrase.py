"""Ask for a passphrase at the moment of the act: it is not shown, and nothing keeps it."""

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Label

from cadre_ledger.tui.dialogs.dialog import Dialog
from cadre_ledger.tui.widgets.typing import Typed
from cadre_ledger.wording.catalogue import N_


class Passphrase(Dialog[str]):
    """One line, hidden; Enter signs, Esc signs nothing."""

    def __init__(self, actor: str, hint: str = "") -> None:
        super().__init__()
        self.actor = actor
        self._hint = hint

    @property
    def title_said(self) -> str:
        """Whose it is."""
        return self.words(N_("Passphrase of {actor}:"), actor=self.actor)

    def inside(self) -> ComposeResult:
        """The line."""
        yield Typed(id="passphrase", password=True)
        hint = self._hint or self.words(N_("Enter signs and records. Esc goes back; nothing is recorded."))
        yield Label(hint, classes="hint", markup=False)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)
