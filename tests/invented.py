"""The invented council, told once for all tests; whoever records takes a copy."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import TypeVar

from cadre_ledger.domain.shapes import Event
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.ledger.mapper import read_record
from cadre_ledger.ledger.register import REGISTER
from cadre_ledger.procedures.song_giang import tell
from councils import NOW
from ledgers import stored

Kind = TypeVar("Kind", bound=Event)


@cache
def song_giang() -> Directory:
    """The ledger, to be read only."""
    made = Path(tempfile.mkdtemp(prefix="invented-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return tell(made / "song-giang.ledger", "vi", lambda: NOW)


@cache
def history() -> tuple[Event, ...]:
    """Every event of it in order."""
    rows = stored(song_giang(), "SELECT topic, originator_version, state FROM ledger_events ORDER BY rowid")
    return tuple(read_record(REGISTER, topic, version, state).event for topic, version, state in rows)


def told(kind: type[Kind]) -> list[Kind]:
    """The events of one kind."""
    return [event for event in history() if isinstance(event, kind)]
