"""Every connection that can write is durable, or is not handed out."""

import sqlite3
from typing import Any

import pytest
from eventsourcing.sqlite import SQLiteConnection, SQLiteConnectionPool

from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.connections import DurablePool
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.ledger.pages import open_reading
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Broken
from ledgers import cadre, done, everything


def asked(connection: SQLiteConnection, pragma: str) -> Any:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA {pragma}")
    return cursor.fetchone()[0]


@pytest.mark.parametrize(("pragma", "value"), [("synchronous", 2), ("journal_mode", "wal"), ("foreign_keys", 1), ("trusted_schema", 0)])
def test_each_connection_of_the_pool_is_as_durable_as_it_must_be(ledger: Ledger, pragma: str, value: object) -> None:
    pool = ledger._recorder.datastore.pool
    connections = [pool.get_connection(is_writer=False) for _ in range(3)]

    assert isinstance(pool, DurablePool)
    assert [asked(each, pragma) for each in connections] == [value] * 3
    for each in connections:
        pool.put_connection(each)


class Deaf:
    """A connection on which `PRAGMA synchronous=FULL` has no effect."""

    def __init__(self, connection: SQLiteConnection) -> None:
        self._connection = connection
        connection.cursor().execute("PRAGMA synchronous=NORMAL")

    def cursor(self) -> Any:
        cursor = self._connection.cursor()
        execute = cursor.execute
        cursor.execute = lambda statement, *more: None if statement == "PRAGMA synchronous=2" else execute(statement, *more)  # type: ignore[method-assign]
        return cursor


def test_a_connection_that_stays_at_normal_synchronisation_is_refused(directory: Directory, monkeypatch: pytest.MonkeyPatch) -> None:
    create = SQLiteConnectionPool._create_connection
    monkeypatch.setattr(SQLiteConnectionPool, "_create_connection", lambda pool: Deaf(create(pool)))
    before = everything(directory)

    with Ledger.open(directory) as ledger, pytest.raises(Broken) as broken:
        done(ledger, cadre())

    assert broken.value.code is Code.STORE_BROKEN
    assert "synchronous is 1, not 2" in str(broken.value)
    assert everything(directory) == before


def test_a_store_that_is_not_in_wal_mode_is_refused(directory: Directory, monkeypatch: pytest.MonkeyPatch) -> None:
    create = SQLiteConnectionPool._create_connection

    def rolled_back(pool: SQLiteConnectionPool) -> SQLiteConnection:
        connection = create(pool)
        connection.cursor().execute("PRAGMA journal_mode=DELETE")
        return connection

    monkeypatch.setattr(SQLiteConnectionPool, "_create_connection", rolled_back)

    with Ledger.open(directory) as ledger, pytest.raises(Broken) as broken:
        done(ledger, cadre())

    assert "journal_mode is delete, not wal" in str(broken.value)


def test_a_connection_for_reading_cannot_write(directory: Directory) -> None:
    connection = open_reading(directory.events)

    with pytest.raises(sqlite3.OperationalError):
        connection.execute("DELETE FROM ledger_events")
    connection.close()


def test_a_writer_waits_for_another_of_its_own_process_as_long_as_for_one_outside(ledger: Ledger) -> None:
    pool = ledger._recorder.datastore.pool

    assert isinstance(pool, DurablePool)
    assert (pool.lock_timeout, pool.pool_timeout) == (30, 30)
