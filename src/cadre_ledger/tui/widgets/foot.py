"""The last line: what the keys do here, made from what can be done."""

from rich.cells import cell_len
from rich.text import Text
from textual.widget import Widget

from cadre_ledger.tui.actions import Action, available, shown
from cadre_ledger.wording.catalogue import Words


class Foot(Widget):
    """As many keys as fit, the way back and out always among them."""

    DEFAULT_CSS = """
    Foot { dock: bottom; height: 1; background: $panel; color: $foreground; }
    """

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words

    def on_mount(self) -> None:
        """Draw again whenever something else can be done."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def render(self) -> Text:
        """The line."""
        actions = [each for each in available(self.screen.active_bindings.values()) if each.footer]
        while actions and self._length(actions) > self.size.width:
            actions.remove(max(reversed(actions), key=lambda each: each.footer))
        text = Text(no_wrap=True, overflow="crop")
        for action in actions:
            text.append(f" {shown(action.key)}", style="bold reverse")
            text.append(f" {self.words(action.label)} ")
        return text

    def _length(self, actions: list[Action]) -> int:
        return sum(cell_len(shown(action.key)) + cell_len(self.words(action.label)) + 3 for action in actions)
