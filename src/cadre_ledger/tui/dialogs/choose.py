"""Choose one of several: by digit, by arrows, or by typing a part of its name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from cadre_ledger.tui.dialogs.dialog import Dialog
from cadre_ledger.tui.widgets.typing import Typed
from cadre_ledger.values.text import fold, harmless
from cadre_ledger.wording.catalogue import N_


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be chosen: the answer, how it is called, the digit that takes it, and a key shown beside it."""

    value: str
    label: str
    digit: str | None = None
    beside: str = ""


class Choose(Dialog[str]):
    """A short list with digits."""

    DEFAULT_CSS = """
    Choose #choices, Choose #choices:focus { height: auto; max-height: 16; border: none; background: $surface; padding: 0; }
    """
    AUTO_FOCUS = "#choices"
    BINDINGS: ClassVar[list[BindingType]] = [Binding(digit, f"take('{digit}')", show=False) for digit in "0123456789"]

    def __init__(self, title: str, choices: Sequence[Choice], hint: str = "", current: str | None = None) -> None:
        super().__init__()
        self.choices = tuple(choices)
        self.current = current
        self._title = title
        self._hint = hint

    @property
    def title_said(self) -> str:
        """What is asked."""
        return self._title

    def inside(self) -> ComposeResult:
        """The list."""
        yield OptionList(*(self._option(each) for each in self.choices), id="choices")
        yield Label(self._hint or self.words(N_("A digit or Enter chooses, Esc leaves.")), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Begin at what holds now."""
        values = [each.value for each in self.choices]
        found = self.query_one(OptionList)
        found.highlighted = values.index(self.current) if self.current in values else 0 if values else None

    def _option(self, choice: Choice) -> Option:
        prompt = Text(no_wrap=True, overflow="ellipsis")
        prompt.append(f" {choice.digit or ' '} ", style="bold")
        prompt.append(f" {harmless(choice.label)}")
        if choice.beside:
            prompt.append(f"  {harmless(choice.beside)}", style="dim")
        return Option(prompt, id=choice.value)

    def action_take(self, digit: str) -> None:
        """Take what carries the digit."""
        found = next((each for each in self.choices if each.digit == digit), None)
        if found is not None:
            self.dismiss(found.value)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)


class Search(Choose):
    """A list too long for digits: what is typed narrows it, without accents."""

    AUTO_FOCUS = "#typed"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("down", "step(1)", show=False, priority=True),
    ]

    def inside(self) -> ComposeResult:
        """A line to type in above the list."""
        yield Typed(id="typed")
        yield from super().inside()

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        wanted = fold(event.value).split()
        found = self.query_one(OptionList)
        found.clear_options()
        found.add_options(self._option(each) for each in self.choices if all(word in fold(each.label) for word in wanted))
        found.highlighted = 0 if found.option_count else None

    @on(Input.Submitted)
    def _submitted(self) -> None:
        found = self.query_one(OptionList)
        if found.highlighted is not None:
            self.dismiss(found.get_option_at_index(found.highlighted).id)

    def action_step(self, by: int) -> None:
        """Up or down while the cursor stays in what is typed."""
        found = self.query_one(OptionList)
        (found.action_cursor_down if by > 0 else found.action_cursor_up)()

    def action_take(self, digit: str) -> None:
        """Digits are typed here."""
