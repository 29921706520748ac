"""Ledgers for all rows: built once, never written to but in copies."""

import shutil
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks import generator
from benchmarks.acts import TODAY
from benchmarks.measuring import SIZES
from cadre_ledger.ledger import pages
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.ledger.views import Views


@dataclass(slots=True)
class Shelf:
    """A folder of ledgers by size."""

    folder: Path
    scratch: int = 0

    def ledger(self, size: str) -> Directory:
        """The ledger of a size in events, with its read models up to date."""
        return self._built(size, size, generator.History)

    def people(self, size: str) -> Directory:
        """A ledger of so many people with short files."""
        return self._built(f"people-{size}", size, generator.Register)

    def _built(self, name: str, size: str, kind: type[generator.History]) -> Directory:
        path = self.folder / f"{name}.ledger"
        directory = Directory(path)
        if not (path / "built").exists():
            shutil.rmtree(path, ignore_errors=True)
            began = time.perf_counter()
            generator.build(path, SIZES[size], kind=kind)
            _settled(directory)
            (path / "built").touch()
            print(f"built {name} in {time.perf_counter() - began:.1f} s", flush=True)
        return directory

    def copy(self, size: str) -> Directory:
        """A copy that may be written to."""
        directory = self.ledger(size)
        path = self.new("copy")
        shutil.copytree(directory.path, path)
        return Directory(path)

    def new(self, name: str) -> Path:
        """A path that nothing is at, not even what an interrupted run left."""
        self.scratch += 1
        path = self.folder / f"{name}-{self.scratch}.ledger"
        shutil.rmtree(path, ignore_errors=True)
        return path


def _settled(directory: Directory) -> None:
    """Events out of the write-ahead log, and read models made."""
    connection = sqlite3.connect(directory.events)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    events = pages.open_reading(directory.events)
    Views.current(directory, events, TODAY).close()
    events.close()


def dropped(directory: Directory) -> None:
    """A copy that is no longer needed."""
    shutil.rmtree(directory.path)
