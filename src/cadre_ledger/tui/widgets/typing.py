"""A line to type in: composed letters (NFC) at every entrance, typed, pasted or put there."""

import unicodedata

from textual.events import Paste
from textual.message import Message
from textual.reactive import var
from textual.widgets import Input

from cadre_ledger.procedures.entries.typed import line as read_line
from cadre_ledger.values.errors import LedgerError


class Typed(Input):
    """An input whose text is always NFC, with one code point a letter: Backspace takes a whole letter away."""

    DEFAULT_CSS = """
    Typed, Typed:focus { height: 1; border: none; padding: 0; background: $panel; }
    Typed:focus { background: $primary 25%; }
    Typed > .input--selection { background: $primary; color: $background; }
    """

    cursor_blink = var(False)
    """Nothing blinks: whoever reads slowly is not hurried, and a slow line is still while nobody types."""

    class NotPasted(Message):
        """What was pasted holds what must not stand in any text; what was typed before is as it was."""

        def __init__(self, error: LedgerError) -> None:
            super().__init__()
            self.error = error

    def insert_text_at_cursor(self, text: str) -> None:
        """Typed and pasted text, composed; line ends of a paste become spaces."""
        super().insert_text_at_cursor(unicodedata.normalize("NFC", " ".join(text.splitlines()) if "\n" in text else text))
        composed = unicodedata.normalize("NFC", self.value)
        if composed != self.value:
            # A mark that arrived by itself joins the letter before it.
            after = len(self.value) - self.cursor_position
            self.value = composed
            self.cursor_position = len(composed) - after

    def validate_value(self, value: str) -> str:
        """Whatever is put here is composed."""
        return unicodedata.normalize("NFC", value)

    def on_paste(self, event: Paste) -> None:
        """Lines and cells become one line, unless the place where it stands wants them; what moves a cursor is refused."""
        # The library would take the first line and drop the others.
        event.prevent_default()
        event.stop()
        if not self.takes_elsewhere(event.text):
            self.paste(event.text)

    def takes_elsewhere(self, text: str) -> bool:  # noqa: ARG002
        """Whether what is pasted here belongs somewhere else, and was put there."""
        return False

    def paste(self, text: str) -> None:
        """Put text in the place of what is selected, or at the cursor."""
        text = unicodedata.normalize("NFC", " ".join(text.replace("\t", " ").splitlines()))
        try:
            read_line(text)
        except LedgerError as error:
            self.post_message(self.NotPasted(error))
            return
        start, end = sorted(self.selection)
        self.delete(start, end)
        self.cursor_position = start
        self.insert_text_at_cursor(text)
