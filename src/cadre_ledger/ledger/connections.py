"""Connections to the events: every one in WAL mode with full synchronisation, asserted, not assumed."""

from typing import Any

from eventsourcing.sqlite import SQLiteConnection, SQLiteConnectionPool, SQLiteDatastore, SQLiteFactory

from cadre_ledger.ledger.recorder import LedgerRecorder
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Broken

FULL = 2
PRAGMAS = {"synchronous": FULL, "foreign_keys": 1, "trusted_schema": 0}
WAIT_SECONDS = 30


class DurablePool(SQLiteConnectionPool):
    """The library's pool; a connection that would not be durable is never handed out."""

    @staticmethod
    def detect_memory_mode(db_name: str) -> bool:  # noqa: ARG004 - the library's signature
        """Never: a directory may be called `mode=memory`."""
        return False

    def _create_connection(self) -> SQLiteConnection:
        connection = super()._create_connection()
        cursor = connection.cursor()
        for pragma, value in PRAGMAS.items():
            cursor.execute(f"PRAGMA {pragma}={value}")
            cursor.execute(f"PRAGMA {pragma}")
            _must_be(pragma, value, cursor.fetchone()[0])
        cursor.execute("PRAGMA journal_mode")
        _must_be("journal_mode", "wal", cursor.fetchone()[0])
        return connection


def _must_be(pragma: str, wanted: object, found: object) -> None:
    if found != wanted:
        raise Broken(Code.STORE_BROKEN, reason=f"{pragma} is {found}, not {wanted}")


class DurableFactory(SQLiteFactory):
    """The library's factory with our pool and recorder; a second writer in the process waits as long as one outside."""

    application_recorder_class = LedgerRecorder

    def __init__(self, env: Any) -> None:
        super().__init__(env)
        path = self.datastore.pool.db_name
        self.datastore.close()
        self.datastore = SQLiteDatastore(path, lock_timeout=WAIT_SECONDS, pool_timeout=WAIT_SECONDS)
        self.datastore.pool = DurablePool(db_name=path, lock_timeout=WAIT_SECONDS, pool_timeout=WAIT_SECONDS)
