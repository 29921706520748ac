"""Our table behind the library's recorder: dense entries, guarded reads, one row a command, one transaction."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from eventsourcing.persistence import IntegrityError, StoredEvent
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteCursor, SQLiteDatastore

from cadre_ledger.ledger.mapper import STAMP, read_stamp, stamped
from cadre_ledger.ledger.pages import COMMANDS_TABLE, EVENTS_TABLE, SCHEMA, TOPICS_TABLE


class StaleRead(IntegrityError):
    """A stream that the decision rested on has moved, or would get a gap."""


class HeadMoved(IntegrityError):
    """The ledger is not where the caller expected its head."""


class AlreadyRecorded(IntegrityError):
    """This command key has been used."""


class ClockAhead(IntegrityError):
    """The clock is so far ahead of the last entry that it is more likely wrong."""

    def __init__(self, now: datetime, last: datetime) -> None:
        super().__init__(f"{now} after {last}")
        self.now = now
        self.last = last


@dataclass(frozen=True, slots=True)
class CommandKey:
    """What makes a repeat of a command known."""

    key: str
    digest: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """A command that is in the ledger: its digest, its first and last entry, and whether it was there before."""

    digest: str
    first: int
    last: int
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Guard:
    """Everything that must hold inside the lock for a save to be kept.

    `expected` are the versions at which streams were read, those only read included; `furthest` is how far
    the clock may lead the last entry, None for any distance.
    """

    command: CommandKey
    clock: Callable[[], datetime]
    expected: Mapping[UUID, int]
    head: int | None = None
    furthest: timedelta | None = None


Batch = tuple[Mapping[UUID, int], Iterable[Sequence[StoredEvent]]]
"""Versions read, and slices of events to store."""


class LedgerRecorder(SQLiteApplicationRecorder):
    """Events in a STRICT table whose ids are never used again."""

    def __init__(self, datastore: SQLiteDatastore, events_table_name: str = EVENTS_TABLE) -> None:  # noqa: ARG002 - the library's signature
        super().__init__(datastore, EVENTS_TABLE)
        # The library inserts without column names, which our leading rowid column would shift.
        self.insert_events_statement = (
            f"INSERT INTO {EVENTS_TABLE} (rowid, originator_id, originator_version, topic, state) VALUES (?,?,?,?,?)"
        )

    def construct_create_table_statements(self) -> list[str]:
        """Events and commands; made once, when the ledger is founded."""
        return list(SCHEMA)

    def _insert_events(self, c: SQLiteCursor, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int]:
        guard: Guard = kwargs["guard"]
        if not stored_events:
            raise ValueError("a save has events")
        return self._insert_batch(c, guard, len(stored_events), lambda: (guard.expected, [stored_events]))

    def insert_batch(self, guard: Guard, size: int, slices: Iterable[Sequence[StoredEvent]]) -> Recorded:
        """Store `size` events, given slice by slice, in one transaction."""
        return self._in_one_transaction(guard, size, lambda: (guard.expected, slices))

    def insert_under_lock(self, guard: Guard, decide: Callable[[], tuple[int, Batch]]) -> Recorded:
        """Take the lock, decide while others wait, and store; for what has moved at every earlier try."""
        with self.datastore.transaction(commit=True) as c:
            first = self._reserve(c, guard)
            size, batch = decide()
            self._store(c, guard, first, size, batch)
            return Recorded(guard.command.digest, first, first + size - 1)

    def _in_one_transaction(self, guard: Guard, size: int, batch: Callable[[], Batch]) -> Recorded:
        with self.datastore.transaction(commit=True) as c:
            entries = self._insert_batch(c, guard, size, batch)
            return Recorded(guard.command.digest, entries[0], entries[-1])

    def _insert_batch(self, c: SQLiteCursor, guard: Guard, size: int, batch: Callable[[], Batch]) -> range:
        first = self._reserve(c, guard)
        self._store(c, guard, first, size, batch())
        return range(first, first + size)

    def _reserve(self, c: SQLiteCursor, guard: Guard) -> int:
        """The first write: takes the lock and the newest snapshot, so that what is read after it is current."""
        c.execute(
            f"INSERT OR IGNORE INTO {COMMANDS_TABLE} SELECT ?, ?, COALESCE(MAX(seq), 0) + 1, 0 FROM sqlite_sequence WHERE name = ?",
            (guard.command.key, guard.command.digest, EVENTS_TABLE),
        )
        if c.sqlite_cursor.rowcount == 0:
            raise AlreadyRecorded(guard.command.key)
        c.execute(f"SELECT first FROM {COMMANDS_TABLE} WHERE key = ?", (guard.command.key,))
        first: int = c.fetchone()[0]
        if guard.head is not None and guard.head != first - 1:
            raise HeadMoved(f"{guard.head} expected, {first - 1} found")
        return first

    def _store(self, c: SQLiteCursor, guard: Guard, first: int, size: int, batch: Batch) -> None:
        expected, slices = batch
        self._compare(c, expected)
        recorded_at, clock = self._stamp(c, guard)
        following = dict(expected)
        entry = first
        for stored_events in slices:
            rows = list(_rows(stored_events, entry, recorded_at, clock, following))
            c.executemany(self.insert_events_statement, rows)
            c.executemany(f"INSERT OR IGNORE INTO {TOPICS_TABLE} VALUES (?)", [(topic,) for topic in {row[3] for row in rows}])
            entry += len(rows)
        if entry != first + size:
            raise ValueError(f"{size} events announced, {entry - first} given")
        c.execute(f"UPDATE {COMMANDS_TABLE} SET last = ? WHERE key = ?", (entry - 1, guard.command.key))

    def _compare(self, c: SQLiteCursor, expected: Mapping[UUID, int]) -> None:
        for stream, version in expected.items():
            c.execute(f"SELECT COALESCE(MAX(originator_version), 0) FROM {EVENTS_TABLE} WHERE originator_id = ?", (stream.hex,))
            if c.fetchone()[0] != version:
                raise StaleRead(stream.hex)

    def _stamp(self, c: SQLiteCursor, guard: Guard) -> tuple[str, str | None]:
        """The instant to record, never before the last one; beside it the clock's own reading when they differ."""
        now = guard.clock().astimezone(UTC)
        c.execute(f"SELECT state FROM {EVENTS_TABLE} ORDER BY rowid DESC LIMIT 1")
        newest = c.fetchone()
        if newest is None:
            return now.strftime(STAMP), None
        last = recorded_at_of(bytes(newest[0]))
        if guard.furthest is not None and now > last + guard.furthest:
            raise ClockAhead(now, last)
        if now > last:
            return now.strftime(STAMP), None
        return (last + timedelta(microseconds=1)).strftime(STAMP), now.strftime(STAMP)

    def recorded(self, key: str) -> Recorded | None:
        """A command that was recorded."""
        with self.datastore.transaction(commit=False) as c:
            c.execute(f"SELECT digest, first, last FROM {COMMANDS_TABLE} WHERE key = ?", (key,))
            row = c.fetchone()
            return Recorded(*row) if row else None


def recorded_at_of(state: bytes) -> datetime:
    """The instant in front of a stored state, where `stamped` put it."""
    _, _, rest = state[:120].partition(b'"recorded_at":"')
    return read_stamp(rest[:27].decode())


def _rows(
    stored_events: Sequence[StoredEvent], entry: int, recorded_at: str, clock: str | None, following: dict[UUID, int]
) -> Iterator[tuple[int, str, int, str, bytes]]:
    """Rows with their stamp; a written stream goes on exactly where it was read, for the key refuses no gap."""
    for place, event in enumerate(stored_events, entry):
        identity = event.originator_id
        assert isinstance(identity, UUID)
        if event.originator_version != following.get(identity, 0) + 1:
            raise StaleRead(identity.hex)
        following[identity] = event.originator_version
        yield place, identity.hex, event.originator_version, event.topic, stamped(event.state, place, recorded_at, clock)
