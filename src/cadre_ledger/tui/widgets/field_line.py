"""One field of a form: its label, the line to type in, and a sign of how it stands."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Label

from cadre_ledger.procedures.entries.fields import Field, FieldKind
from cadre_ledger.tui.widgets.typing import Typed
from cadre_ledger.values.text import fold
from cadre_ledger.wording.catalogue import N_, Words

YES, NO = "yes", "no"


class FieldLine(Horizontal):
    """Shows values of closed sets by their words, and gives the values back."""

    DEFAULT_CSS = """
    FieldLine { height: 1; }
    FieldLine > .label { width: 25; padding: 0 1 0 0; }
    FieldLine > .sign { width: 2; padding: 0 0 0 1; }
    FieldLine > Typed { width: 1fr; }
    FieldLine.-wrong > .sign { color: $error; text-style: bold; }
    """

    class Changed(Message):
        """Something else stands in the field."""

        def __init__(self, line: "FieldLine", text: str) -> None:
            super().__init__()
            self.line = line
            self.text = text

    def __init__(self, field: Field, words: Words) -> None:
        super().__init__(id=f"field-{field.name}")
        self.field = field
        self.words = words

    def compose(self) -> ComposeResult:
        """Label, line, sign; what must be typed is marked with an asterisk."""
        yield Label(self.field.said(self.words) + ("*" if self.field.required else ""), classes="label", markup=False)
        yield Typed(max_length=self.field.longest if not self.choices else 0, select_on_focus=False)
        yield Label("", classes="sign", markup=False)

    @property
    def typed(self) -> Typed:
        """The line to type in."""
        return self.query_one(Typed)

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """The values of a closed set with their words."""
        if self.field.kind is FieldKind.YESNO:
            return ((YES, self.words(N_("yes"))), (NO, self.words(N_("no"))))
        return tuple((each.value, each.label.said(self.words)) for each in self.field.choices)

    def put(self, value: str) -> None:
        """Show a value, without telling of a change."""
        shown = dict(self.choices).get(value, value)
        if self.typed.value != shown:
            with self.prevent(Input.Changed):
                self.typed.value = shown
                self.typed.cursor_position = len(shown)

    def stand(self, sign: str, *, wrong: bool) -> None:
        """How it stands: `!` is wrong, `✓` is known."""
        self.query_one(".sign", Label).update(sign)
        self.set_class(wrong, "-wrong")

    def on_input_changed(self, event: Input.Changed) -> None:
        """A digit takes a value of a closed set; a word that names one is that value."""
        event.stop()
        text, choices = event.value, self.choices
        if choices and text.strip().isdigit() and 0 < int(text) <= len(choices):
            value = choices[int(text) - 1][0]
            self.put(value)
            text = value
        self.post_message(self.Changed(self, _value(choices, text)))

    def matching(self, text: str) -> Sequence[tuple[str, str]]:
        """The values whose words hold what is typed; all of them while one of them stands there."""
        wanted = fold(text)
        if not wanted or any(fold(shown) == wanted for _, shown in self.choices):
            return self.choices
        return [each for each in self.choices if wanted in fold(each[1])]


def _value(choices: Sequence[tuple[str, str]], text: str) -> str:
    wanted = fold(text)
    return next((value for value, shown in choices if wanted in (fold(shown), value)), text)
