"""Dossiers that do not all fit in memory: a bounded cache over the dossier table of the read models."""

import sqlite3
from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from typing import Any

from cadre_ledger.projections.compact import decode, encode
from cadre_ledger.projections.dossiers import Key

CAPACITY = 2_000
WEIGHTS = {"session": 10, "file": 2}
"""A vote is held with all its lines, a file with all its years: they take the room of so many small dossiers."""


class Spill:
    """Dossiers being gathered into: the last used of each kind stay decoded, the others lie encoded in the table."""

    def __init__(self, connection: sqlite3.Connection, capacity: int = CAPACITY, *, noting: bool = True) -> None:
        """`noting` keeps in `touched` what was put; whoever judges everything anyway has no use for so many keys."""
        self._connection = connection
        self._capacity = capacity
        self._held: dict[str, OrderedDict[Key, Any]] = defaultdict(OrderedDict)
        self._unwritten: set[Key] = set()
        self._noting = noting
        self.touched: set[Key] = set()

    def get(self, key: Key) -> Any:
        """The dossier, to be changed in place; None when there is none yet."""
        held = self._held[key[0]]
        if key in held:
            held.move_to_end(key)
            return held[key]
        row = self._connection.execute("SELECT body FROM dossier WHERE kind = ? AND code = ?", key).fetchone()
        if row is None:
            return None
        return self._hold(key, decode(key[0], row[0]))

    def put(self, key: Key, dossier: Any) -> None:
        """Keep a dossier that was made or changed."""
        self._hold(key, dossier)
        self._unwritten.add(key)
        if self._noting:
            self.touched.add(key)

    def _hold(self, key: Key, dossier: Any) -> Any:
        held = self._held[key[0]]
        held[key] = dossier
        held.move_to_end(key)
        capacity = max(1, self._capacity // WEIGHTS.get(key[0], 1))
        if len(held) > capacity:
            self._let_go(held, max(1, capacity // 4))
        return dossier

    def _let_go(self, held: OrderedDict[Key, Any], count: int) -> None:
        going = [held.popitem(last=False) for _ in range(count)]
        self._write((key, dossier) for key, dossier in going if key in self._unwritten)
        self._unwritten.difference_update(key for key, _ in going)

    def flush(self) -> None:
        """Write what was changed."""
        self._write((key, self._held[key[0]][key]) for key in self._unwritten)
        self._unwritten.clear()

    def _write(self, dossiers: Iterable[tuple[Key, Any]]) -> None:
        # In the order of the table: pages are filled one after the other.
        rows = sorted((*key, encode(dossier)) for key, dossier in dossiers)
        self._connection.executemany("INSERT OR REPLACE INTO dossier (kind, code, body) VALUES (?, ?, ?)", rows)
