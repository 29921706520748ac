"""A window that is too small: one sentence over everything, until it is drawn larger."""

from typing import ClassVar

from textual.geometry import Size
from textual.widgets import Label

from cadre_ledger.wording.catalogue import N_, Words

SMALLEST = Size(80, 24)
NARROW, LOW = [(0, "-narrow"), (SMALLEST.width, "-broad")], [(0, "-low"), (SMALLEST.height, "-high")]
"""What a screen is marked with by its size; the style sheet shows the sentence by it."""


def fits(size: Size) -> bool:
    """Whether there is room for the screens."""
    return size.width >= SMALLEST.width and size.height >= SMALLEST.height


class TooSmall(Label):
    """Lies over what it hides, which stays as it is: nothing loses what was typed, its cursor or the focus."""

    DEFAULT_CSS = """
    TooSmall {
        overlay: screen; position: absolute; offset: 0 0; width: 100vw; height: 100vh; display: none;
        background: $background; color: $foreground; content-align: center middle; text-align: center;
    }
    """
    SAID: ClassVar[str] = N_("Please enlarge the window to at least {width} × {height}. F10 leaves.")

    def __init__(self, words: Words) -> None:
        super().__init__(words(self.SAID, width=SMALLEST.width, height=SMALLEST.height), markup=False)
