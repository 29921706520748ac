"""Desks over histories that were never stored: for properties over many of them."""

import sqlite3
from datetime import date
from pathlib import Path

from cadre_ledger.ledger import pages
from cadre_ledger.ledger.directory import Directory, Founding
from cadre_ledger.ledger.pages import Cut
from cadre_ledger.procedures.desk import Desk
from folding import NAMESPACE, History, gathered

FOUNDING = Founding("test-1", "Trial", NAMESPACE, "Asia/Ho_Chi_Minh", "state")


def desk_over(history: History, as_of: date, known_at: int | None = None) -> Desk:
    """A desk at a day and a cut."""
    entry = len(history.rows) if known_at is None else known_at
    connection = sqlite3.connect(":memory:")
    connection.execute(pages.SCHEMA[0])
    rows = ((number, NAMESPACE.hex, number, topic, state) for number, (topic, state) in enumerate(history.rows, 1))
    connection.executemany(f"INSERT INTO {pages.EVENTS_TABLE} VALUES (?, ?, ?, ?, ?)", rows)
    cut = Cut(entry, f"2026-05-10T02:00:{entry % 60:02d}.000000Z")
    return Desk(Directory(Path("nowhere")), FOUNDING, connection, cut, as_of, gathered(history.rows[:entry]))
