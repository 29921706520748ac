"""Ask for one line of text: a name, or the code of what cannot be taken back."""

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Label

from cadre_ledger.tui.dialogs.dialog import Dialog
from cadre_ledger.tui.widgets.typing import Typed
from cadre_ledger.wording.catalogue import N_


class AskText(Dialog[str]):
    """One line; Enter takes it, Esc leaves."""

    def __init__(self, title: str, question: str, text: str = "") -> None:
        super().__init__()
        self._title = title
        self._question = question
        self._text = text

    @property
    def title_said(self) -> str:
        """What it is about."""
        return self._title

    def inside(self) -> ComposeResult:
        """The question, the line, and what is wrong with it."""
        yield Label(self._question, classes="said", markup=False)
        yield Typed(self._text, id="text")
        yield Label("", id="wrong", classes="said", markup=False)
        yield Label(self.words(N_("Enter goes on. Esc goes back; nothing is recorded.")), classes="hint", markup=False)

    def on_mount(self) -> None:
        """What stands there is typed over."""
        self.query_one(Typed).select_all()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        text = event.value.strip()
        wrong = self.wrong(text)
        if wrong:
            self.query_one("#wrong", Label).update(f"! {wrong}")
        else:
            self.dismiss(text)

    def wrong(self, text: str) -> str:
        """What stands against it; nothing where it is taken."""
        return "" if text else self.words(N_("Nothing is typed yet."))


class TypeCode(AskText):
    """What cannot be taken back goes on only when its code is typed."""

    def __init__(self, title: str, question: str, code: str) -> None:
        super().__init__(title, question)
        self.code = code

    def wrong(self, text: str) -> str:
        """Anything else than the code."""
        return "" if text.upper() == self.code.upper() else self.words(N_("This is not {code}."), code=self.code)
