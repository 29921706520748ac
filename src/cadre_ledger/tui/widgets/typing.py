"""A line to type in: composed letters (NFC) at every entrance, typed, pasted or put there."""

import unicodedata

from textual.widgets import Input


class Typed(Input):
    """An input whose text is always NFC, with one code point a letter: Backspace takes a whole letter away."""

    DEFAULT_CSS = """
    Typed, Typed:focus { height: 1; border: none; padding: 0; background: $panel; }
    Typed:focus { background: $primary 25%; }
    """

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
