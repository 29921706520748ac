"""What the application gets from outside."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.desk import Clocks
from cadre_ledger.wording.catalogue import Words


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The ledger, the person and their language, clock and chance, and what they look at first."""

    directory: Directory
    words: Words
    actor: str
    now: Callable[[], datetime]
    new_key: Callable[[], str]
    clocks: Clocks
    theme: str = "default"
    mouse: bool = True
