"""Where someone sits down before the screens: what the command line knows and the screens need."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.desk import Clocks
from cadre_ledger.wording.catalogue import Words

THEMES = ("default", "high-contrast", "colour-blind")


@dataclass(frozen=True, slots=True)
class Seat:
    """A ledger and someone before it: their language and name, the clock, new keys, the cut and the day asked for, and how it looks."""

    directory: Directory
    words: Words
    actor: str
    now: Callable[[], datetime]
    new_key: Callable[[], str]
    clocks: Clocks
    theme: str = THEMES[0]
    mouse: bool = True
    environment: Mapping[str, str] = field(default_factory=dict)
    """Where key files lie may be said there."""
