"""The ledger: the library's application over our recorder and mapper, opened on a directory."""

import random
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import Any, Self
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.persistence import DatabaseError, InfrastructureFactory, IntegrityError, Mapper, PersistenceError, StoredEvent
from eventsourcing.utils import Environment

from cadre_ledger.domain.shapes import TAIL_STREAMS, Event
from cadre_ledger.integrity.leaf import signed_part
from cadre_ledger.ledger import pages
from cadre_ledger.ledger.connections import DurableFactory
from cadre_ledger.ledger.directory import Directory, Founding
from cadre_ledger.ledger.mapper import Envelope, RecordMapper, stream_id
from cadre_ledger.ledger.recorder import (
    AlreadyRecorded,
    ClockAhead,
    CommandKey,
    Guard,
    HeadMoved,
    LedgerRecorder,
    Recorded,
    StaleRead,
)
from cadre_ledger.ledger.register import REGISTER
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Broken, LedgerError, Refused, Stale
from cadre_ledger.values.records import Record

SLICE = 2000
FURTHEST = timedelta(days=400)
"""How far a clock may lead the last entry before someone has to say that it is right."""


class LedgerApplication(Application[UUID]):
    """The library's application; the user's environment variables have no say in where events go."""

    name = "Ledger"

    def construct_env(self, name: str, env: Any = None) -> Environment:
        """Only what is passed in: a variable of the process must not redirect the store."""
        return Environment(name, dict(env or {}))

    def construct_factory(self, env: Environment) -> InfrastructureFactory[Any]:
        """SQLite with our pool and our recorder."""
        return DurableFactory(env)

    def construct_mapper(self) -> Mapper[UUID]:
        """Records as JSON."""
        return RecordMapper(self.construct_transcoder())


class Ledger:
    """One open ledger: streams to read, and a way to append that keeps what was read true."""

    def __init__(self, directory: Directory, namespace: UUID, *, create_table: bool = False) -> None:
        self.directory = directory
        self.namespace = namespace
        env = {"SQLITE_DBNAME": str(directory.events.absolute()), "CREATE_TABLE": "yes" if create_table else "no"}
        with _store_errors():
            self._application = LedgerApplication(env)
        recorder = self._application.recorder
        assert isinstance(recorder, LedgerRecorder)
        self._recorder = recorder

    @classmethod
    def create(cls, directory: Directory, namespace: UUID) -> Self:
        """A new ledger without a single entry; the caller records its founding."""
        directory.create()
        return cls(directory, namespace, create_table=True)

    @classmethod
    def open(cls, directory: Directory) -> Self:
        """An existing ledger; refused when a newer version wrote it, or when it is not whole."""
        directory.must_exist()
        with _store_errors():
            founding = directory.founding()
            ledger = cls(directory, founding.namespace)
        try:
            ledger.refuse_newer()
        except LedgerError:
            ledger.close()
            raise
        return ledger

    def close(self) -> None:
        """Give all connections back."""
        self._application.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def founding(self) -> Founding:
        """What entry 1 says."""
        return self.directory.founding()

    def refuse_newer(self) -> None:
        """Refuse a ledger that holds event names or versions this program does not know."""
        with self.reading() as connection:
            rows = connection.execute(f"SELECT topic FROM {pages.TOPICS_TABLE}")
            unknown = sorted({topic for (topic,) in rows} - REGISTER.topics)
        if unknown:
            raise Broken(Code.NEWER_LEDGER, topics=", ".join(unknown))

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection for the raw read path."""
        with _store_errors():
            connection = pages.open_reading(self.directory.events)
            try:
                yield connection
            finally:
                connection.close()

    @property
    def head(self) -> int:
        """The newest entry; 0 in a ledger that is being founded."""
        with _store_errors():
            return self._recorder.max_notification_id() or 0

    def read(self, stream: str) -> list[Record[Event]]:
        """The records of a stream in order; of a tail stream only the last."""
        tail = stream in TAIL_STREAMS
        with _store_errors():
            found = self._application.events.get(stream_id(self.namespace, stream), desc=tail, limit=1 if tail else None)
            return [envelope.record for envelope in found]  # type: ignore[attr-defined]

    def signable(self, records: Iterable[Record[Event]]) -> Iterator[tuple[str, int, str, bytes]]:
        """What is signed of each record: stream id, version, topic, and the state without stamp and signature."""
        for record in records:
            stored = self._application.mapper.to_stored_event(self._envelope(record))
            yield stream_id(self.namespace, record.stream).hex, record.version, stored.topic, signed_part(bytes(stored.state))

    def recorded(self, command: CommandKey) -> Recorded | None:
        """What this command recorded the first time; the same key with other content is `Stale`."""
        with _store_errors():
            found = self._recorder.recorded(command.key)
        if found is not None and found.digest != command.digest:
            raise Stale(Code.KEY_REUSED, key=command.key, first=found.first, last=found.last)
        return found

    def append(self, records: Sequence[Record[Event]], read: Mapping[str, int], guard: Guard) -> Recorded:
        """Store records in one transaction unless a stream that was read has moved; a repeat answers as the first time."""
        guard = replace(guard, expected=self._expected(read))
        with _store_errors():
            if len(records) <= SLICE:
                return self._answered(guard, lambda: self._saved(records, guard))
            return self._answered(guard, lambda: self._recorder.insert_batch(guard, len(records), self._slices(records)))

    def append_under_lock(self, decide: Callable[[], tuple[Sequence[Record[Event]], Mapping[str, int]]], guard: Guard) -> Recorded:
        """Take the lock first, then decide and store: for a batch that was overtaken."""

        def decided() -> tuple[int, tuple[Mapping[UUID, int], Iterable[Sequence[StoredEvent]]]]:
            records, read = decide()
            return len(records), (self._expected(read), self._slices(records))

        with _store_errors():
            return self._answered(guard, lambda: self._recorder.insert_under_lock(guard, decided))

    def _saved(self, records: Sequence[Record[Event]], guard: Guard) -> Recorded:
        recordings = self._application.save(*(self._envelope(record) for record in records), guard=guard)
        return Recorded(guard.command.digest, recordings[0].notification.id, recordings[-1].notification.id)

    def _answered(self, guard: Guard, save: Callable[[], Recorded]) -> Recorded:
        """After any error of the store the key is looked up first: a lost answer looks like a conflict otherwise."""
        try:
            return save()
        except PersistenceError as error:
            if (done := self.recorded(guard.command)) is not None:
                return replace(done, repeated=True)
            raise _translated(error, guard) from None

    def _envelope(self, record: Record[Event]) -> Envelope:
        return Envelope(stream_id(self.namespace, record.stream), record.version, record)

    def _slices(self, records: Iterable[Record[Event]]) -> Iterable[Sequence[StoredEvent]]:
        remaining = iter(records)
        while piece := list(islice(remaining, SLICE)):
            yield [self._application.mapper.to_stored_event(self._envelope(record)) for record in piece]

    def _expected(self, read: Mapping[str, int]) -> dict[UUID, int]:
        return {stream_id(self.namespace, stream): version for stream, version in read.items()}


def _translated(error: PersistenceError, guard: Guard) -> LedgerError:
    match error:
        case HeadMoved():
            return Stale(Code.HEAD_MOVED, expected=guard.head)
        case ClockAhead():
            return Refused(Code.CLOCK_AHEAD, now=str(error.now), last=str(error.last))
        case AlreadyRecorded() | StaleRead() | IntegrityError():
            return Stale(Code.STREAM_MOVED)
        case _:
            return store_error(error)


def store_error(error: Exception) -> LedgerError:
    """What SQLite or the library says of a store that cannot be used, as ours."""
    text = str(error)
    if "locked" in text or "busy" in text:
        return Stale(Code.LEDGER_LOCKED)
    return Broken(Code.STORE_BROKEN, reason=text)


@contextmanager
def _store_errors() -> Iterator[None]:
    """Errors of SQLite and of the library as ours."""
    try:
        yield
    except (PersistenceError, DatabaseError, sqlite3.Error) as error:
        raise store_error(error) from error


def pause(attempt: int) -> None:
    """Back off before another try, jittered so that writers do not meet again."""
    time.sleep(random.random() * min(0.002 * 2**attempt, 0.2))  # noqa: S311 - no secret hangs on it
