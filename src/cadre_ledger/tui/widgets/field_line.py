"""One field of a form: its label, the line to type in, and a sign of how it stands."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Label

from cadre_ledger.procedures.entries.fields import Field
from cadre_ledger.tui.widgets.rows import fitted
from cadre_ledger.tui.widgets.typing import Typed
from cadre_ledger.values.text import fold, harmless
from cadre_ledger.wording.catalogue import Words

BY_DIGIT = 10
"""A set of more values is searched by words; the tenth is taken by 0."""
NARROWEST, WIDEST = 20, 44
MOST_TOLD = 30
ROOM = 66
"""Cells of the smallest window for a label and what is told, so that a code stays readable between them."""


class FieldLine(Horizontal):
    """Shows values of closed sets by their words, and gives the values back."""

    DEFAULT_CSS = """
    FieldLine { height: 1; }
    FieldLine > .told { width: auto; max-width: 30; height: 1; padding: 0 0 0 1; color: $text-muted; }
    FieldLine > .told { text-wrap: nowrap; text-overflow: ellipsis; }
    FieldLine > .sign { width: 3; padding: 0 1; }
    FieldLine > Typed { width: 1fr; }
    FieldLine.-wrong > .sign { color: $error; text-style: bold; }
    """

    class Changed(Message):
        """Something else stands in the field."""

        def __init__(self, line: "FieldLine", text: str) -> None:
            super().__init__()
            self.line = line
            self.text = text

    def __init__(self, field: Field, words: Words, line: Typed) -> None:
        super().__init__(id=f"field-{field.name}")
        self.field = field
        self.words = words
        self.choices = tuple((each.value, each.label.said(words)) for each in field.options)
        self.typed = line
        self._stands = ("", "")

    @property
    def label(self) -> str:
        """What it is called; what must be typed is marked with an asterisk."""
        return self.field.said(self.words) + ("*" if self.field.required else "")

    def widen(self, width: int) -> None:
        """As wide a label as the others of the form."""
        label = self.query_one(".label", Label)
        label.styles.width = width + 1
        label.update(fitted(self.label, width))
        self.query_one(".told", Label).styles.max_width = min(MOST_TOLD, ROOM - width)

    def compose(self) -> ComposeResult:
        """Label, line, what the value names, sign."""
        yield Label(self.label, classes="label", markup=False)
        yield self.typed
        yield Label("", classes="told", markup=False)
        yield Label("", classes="sign", markup=False)

    @property
    def by_digit(self) -> bool:
        """Whether a digit takes a value."""
        return 0 < len(self.choices) <= BY_DIGIT

    def put(self, value: str) -> None:
        """Show a value, without telling of a change."""
        shown = dict(self.choices).get(value, value)
        if self.typed.value != shown:
            with self.prevent(Input.Changed):
                self.typed.value = shown
                self.typed.cursor_position = len(shown)
        if self.choices and shown != value and self.typed.has_focus:
            # What is typed next takes the place of the whole word.
            self.typed.select_all()

    def stand(self, sign: str, told: str) -> None:
        """How it stands: `!` is wrong, `✓` is known; and what its value names."""
        if (sign, told) != self._stands:
            if told != self._stands[1]:
                self.query_one(".told", Label).update(harmless(told))
            self._stands = (sign, told)
            self.query_one(".sign", Label).update(sign, layout=False)
            self.set_class(sign == "!", "-wrong")

    def on_input_changed(self, event: Input.Changed) -> None:
        """A digit takes a value of a closed set; a word that names one is that value."""
        event.stop()
        text = event.value.strip()
        if self.by_digit and text.isdecimal() and (int(text) or BY_DIGIT) <= len(self.choices):
            self.take(self.choices[(int(text) or BY_DIGIT) - 1][0])
        else:
            self.post_message(self.Changed(self, _value(self.choices, event.value)))

    def take(self, value: str) -> None:
        """Put a value, and tell of it."""
        self.put(value)
        self.post_message(self.Changed(self, value))

    @property
    def meant(self) -> str | None:
        """The one value of a closed set that is meant by a part of its words."""
        text = self.typed.value
        found = self.matching(text)
        named = any(shown == text for _, shown in self.choices)
        return found[0][0] if text.strip() and len(found) == 1 and not named else None

    def matching(self, text: str) -> Sequence[tuple[str, str]]:
        """The values whose words hold what is typed; all of them while one of them stands there."""
        wanted = fold(text)
        if not wanted or any(shown == text for _, shown in self.choices):
            return self.choices
        named = [each for each in self.choices if fold(each[1]) == wanted]
        return named or [each for each in self.choices if all(word in fold(each[1]) for word in wanted.split())]


def _value(choices: Sequence[tuple[str, str]], text: str) -> str:
    wanted = fold(text)
    return next((value for value, shown in choices if wanted in (fold(shown), value)), text)
