"""Ledgers for tests: founded in a directory of their own, with a clock that stands where it is put."""

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

from cadre_ledger.domain.bodies import EstablishBody
from cadre_ledger.domain.cadres import RegisterCadre
from cadre_ledger.domain.charter import Found
from cadre_ledger.domain.rules import AdoptRegulations, TextToAdopt
from cadre_ledger.domain.shapes import Command
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.recording import Author, Recording, record
from cadre_ledger.values.dates import PartialDate
from regulations import TEXTS

NAMESPACE = UUID("6a1b6c52-9c9f-4d5e-8a53-2f1f1d3c2b1a")
START = datetime(2026, 5, 10, 2, 0, tzinfo=UTC)
TODAY = PartialDate.parse("2026-05-10")
_keys = count(1)


class Clock:
    """Stands still until it is set; each reading moves it on by `step`."""

    def __init__(self, now: datetime = START, step: timedelta = timedelta(seconds=1)) -> None:
        self.now = now
        self.step = step

    def __call__(self) -> datetime:
        """What it shows."""
        shown = self.now
        self.now += self.step
        return shown


def author(clock: Clock | None = None, key: str | None = None, **more: Any) -> Author:
    """Someone who records, each time under a new key."""
    return Author("tester", key or f"key-{next(_keys)}", clock or Clock(), **more)


def adoption(texts: Sequence[str] = TEXTS, since: str = "2010-01-01") -> AdoptRegulations:
    """Adopting texts from a day on."""
    return AdoptRegulations(on=TODAY, texts=tuple(TextToAdopt(on=PartialDate.parse(since), text=each) for each in texts))


def founding(**changed: Any) -> Found:
    """The first command."""
    fields = {"origin": "test-1", "name": "Trial", "namespace": NAMESPACE, "time_zone": "Asia/Ho_Chi_Minh", "authority": "state"}
    return Found(on=TODAY, **(fields | changed))


def found(path: Path, clock: Clock | None = None, more: Sequence[Command] = ()) -> Directory:
    """A ledger with its founding, the small regulations, and what more is to be in its first command."""
    directory = Directory(path)
    with Ledger.create(directory, NAMESPACE) as ledger:
        record(ledger, [founding(), adoption(), *more], author(clock))
    return directory


def body(code: str = "B1", name: str = "Hội đồng Một") -> EstablishBody:
    """A body to establish."""
    return EstablishBody(on=TODAY, body=code, name=name)


def cadre(name: str = "Nguyễn Văn A", **more: Any) -> RegisterCadre:
    """A cadre to register."""
    return RegisterCadre(on=TODAY, name=name, **more)


def done(ledger: Ledger, *commands: Command, clock: Clock | None = None, key: str | None = None, **more: Any) -> Recording:
    """Record commands as one."""
    return record(ledger, commands, author(clock, key, **more))


def stored(directory: Directory, query: str = "SELECT * FROM ledger_events ORDER BY rowid") -> list[tuple[Any, ...]]:
    """Rows of the store, read past every layer of ours."""
    connection = sqlite3.connect(directory.events.absolute())
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def everything(directory: Directory) -> tuple[list[tuple[Any, ...]], ...]:
    """All that the store holds."""
    tables = ("SELECT * FROM ledger_events ORDER BY rowid", "SELECT * FROM commands ORDER BY key", "SELECT * FROM topics ORDER BY topic")
    return tuple(stored(directory, each) for each in tables)
