"""The papers of a vote that is held here."""

from enum import StrEnum


class PaperKind(StrEnum):
    """What is put on paper, in the order of the day."""

    ROLL = "roll"
    BALLOT = "ballot"
    COUNT = "count"
    MINUTES = "minutes"
    SLIDE = "slide"
