"""The raw read path: pages of plain rows by key, so that no long read holds the log back."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from cadre_ledger.integrity.leaf import leaf_bytes, leaf_hash

EVENTS_TABLE = "ledger_events"
COMMANDS_TABLE = "commands"
TOPICS_TABLE = "topics"
SCHEMA = (
    (
        f"CREATE TABLE IF NOT EXISTS {EVENTS_TABLE} (rowid INTEGER PRIMARY KEY AUTOINCREMENT, originator_id TEXT NOT NULL, "
        "originator_version INTEGER NOT NULL, topic TEXT NOT NULL, state BLOB NOT NULL, UNIQUE (originator_id, originator_version)) STRICT"
    ),
    (
        f"CREATE TABLE IF NOT EXISTS {COMMANDS_TABLE} (key TEXT PRIMARY KEY, digest TEXT NOT NULL, "
        "first INTEGER NOT NULL, last INTEGER NOT NULL) STRICT, WITHOUT ROWID"
    ),
    # Which names occur, so that opening a ledger of a newer program is refused without reading all of it.
    f"CREATE TABLE IF NOT EXISTS {TOPICS_TABLE} (topic TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
)
PAGE = 1000
WAIT_SECONDS = 30

Raw = tuple[int, str, int, str, bytes]
"""Entry, stream id (32 hex digits), version, topic, state."""


def open_reading(path: Path) -> sqlite3.Connection:
    """A plain connection that can only read the events: what listing and folding use."""
    connection = sqlite3.connect(path.absolute().as_uri() + "?mode=ro", uri=True, isolation_level=None, timeout=WAIT_SECONDS)
    connection.execute("PRAGMA query_only=1")
    return connection


def pages(connection: sqlite3.Connection, after: int = 0, upto: int | None = None, size: int = PAGE) -> Iterator[list[Raw]]:
    """Rows `after < entry <= upto` in order, a page at a time."""
    return _paged(connection, "rowid, originator_id, originator_version, topic, state", after, upto, size)


def states(connection: sqlite3.Connection, after: int = 0, upto: int | None = None) -> Iterator[list[tuple[int, str, bytes]]]:
    """Entry, topic and state alone: all that folding asks for."""
    return _paged(connection, "rowid, topic, state", after, upto, PAGE)


def _paged(connection: sqlite3.Connection, columns: str, after: int, upto: int | None, size: int) -> Iterator[list[Any]]:
    end = head(connection) if upto is None else upto
    while after < end:
        rows = connection.execute(
            f"SELECT {columns} FROM {EVENTS_TABLE} WHERE rowid > ? AND rowid <= ? ORDER BY rowid LIMIT ?", (after, end, size)
        ).fetchall()
        if not rows:
            return
        after = rows[-1][0]
        yield rows


def head(connection: sqlite3.Connection) -> int:
    """The newest entry; 0 when there is none."""
    newest: int | None = connection.execute(f"SELECT MAX(rowid) FROM {EVENTS_TABLE}").fetchone()[0]
    return newest or 0


def row(connection: sqlite3.Connection, entry: int) -> Raw | None:
    """One entry as it is stored."""
    return next((found for page in pages(connection, entry - 1, entry, 1) for found in page), None)


def of_stream(connection: sqlite3.Connection, stream: UUID, upto: int) -> list[Raw]:
    """Every row of a stream up to an entry, in order."""
    return connection.execute(
        f"SELECT rowid, originator_id, originator_version, topic, state FROM {EVENTS_TABLE} "
        "WHERE originator_id = ? AND rowid <= ? ORDER BY originator_version",
        (stream.hex, upto),
    ).fetchall()


def leaf_of(stored: Raw) -> bytes:
    """The leaf hash of a stored row."""
    entry, stream, version, topic, state = stored
    return leaf_hash(leaf_bytes(entry, UUID(hex=stream), version, topic, state))


@dataclass(frozen=True, slots=True)
class Cut:
    """The last entry that a question may know of, and when it was recorded."""

    entry: int
    recorded_at: str
