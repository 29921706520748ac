"""Dossiers that do not all fit in memory: a bounded cache over the dossier table of the read models."""

import sqlite3
from collections import OrderedDict
from typing import Any

from cadre_ledger.projections.dossiers import Key, decode, encode

CAPACITY = 20_000


class Spill:
    """Dossiers being gathered into: the last used stay decoded, the others lie encoded in the table."""

    def __init__(self, connection: sqlite3.Connection, capacity: int = CAPACITY) -> None:
        self._connection = connection
        self._capacity = capacity
        self._held: OrderedDict[Key, Any] = OrderedDict()
        self._unwritten: set[Key] = set()
        self.touched: set[Key] = set()

    def get(self, key: Key) -> Any:
        """The dossier, to be changed in place; None when there is none yet."""
        if key in self._held:
            self._held.move_to_end(key)
            return self._held[key]
        row = self._connection.execute("SELECT body FROM dossier WHERE kind = ? AND code = ?", key).fetchone()
        if row is None:
            return None
        return self._hold(key, decode(key[0], row[0]))

    def put(self, key: Key, dossier: Any) -> None:
        """Keep a dossier that was made or changed."""
        self._hold(key, dossier)
        self._unwritten.add(key)
        self.touched.add(key)

    def _hold(self, key: Key, dossier: Any) -> Any:
        self._held[key] = dossier
        self._held.move_to_end(key)
        if len(self._held) > self._capacity:
            self._let_go(max(1, self._capacity // 4))
        return dossier

    def _let_go(self, count: int) -> None:
        self.flush()
        for _ in range(count):
            self._held.popitem(last=False)

    def flush(self) -> None:
        """Write what was changed."""
        rows = [(*key, encode(self._held[key])) for key in sorted(self._unwritten)]
        self._connection.executemany("INSERT OR REPLACE INTO dossier (kind, code, body) VALUES (?, ?, ?)", rows)
        self._unwritten.clear()
