"""Writing: one command end to end, an import, and others who write meanwhile."""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Self

from pydantic_core import to_json

from benchmarks import writing
from benchmarks.measuring import REPEATS, SIZES, Line, Spread, child, percentile, repeated, seconds
from benchmarks.shelf import Shelf, dropped
from cadre_ledger.domain.returns import ListedSubject
from cadre_ledger.domain.shapes import Command
from cadre_ledger.interchange.tallies import read_tallies
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.recording import record

COMMANDS = 200
IMPORTS = {"10k rows": 10_000, "100k rows": 100_000}
ROOT = Path(__file__).parents[2]


def command(shelf: Shelf, sizes: Sequence[str]) -> Iterator[Line]:
    """One command: made, read for, decided, guarded, appended, synced; beside one raw insert of the same bytes."""
    for size in sizes:
        directory = shelf.copy(size)
        office = writing.Office(SIZES[size] // 100, "ONE")
        kinds: tuple[tuple[str, Callable[[], Command]], ...] = (("vote with 20 subjects", office.vote), ("register a cadre", office.cadre))
        for what, make in kinds:
            yield from _commands(directory, size, what, make)
        dropped(directory)


def _commands(directory: Directory, size: str, what: str, make: Callable[[], Command]) -> Iterator[Line]:
    ours: list[float] = []
    plain: list[float] = []
    medians: list[tuple[float, float]] = []
    with Ledger.open(directory) as ledger, Raw(directory.path / "raw.db") as raw:
        state = to_json(record(ledger, [make()], writing.author(f"{what}-first")).records[0].event) + b" " * 300
        for repeat in range(REPEATS):
            inserted = [seconds(lambda: raw.insert(state)) for _ in range(COMMANDS)]
            recorded = [
                seconds(lambda key=f"{what}-{repeat}-{number}": record(ledger, [make()], writing.author(key)))  # type: ignore[misc]
                for number in range(COMMANDS)
            ]
            plain += inserted
            ours += recorded
            medians.append((percentile(recorded, 0.5), percentile(inserted, 0.5)))
    spread = Spread.of(each for each, _ in medians).over(1e-3)
    ratio = percentile(ours, 0.5) / percentile(plain, 0.5)
    yield Line("command", f"{what}, median", size, "ms", spread, "raw insert", ratio, "<= 10x raw", ratio <= 10)
    high = percentile(ours, 0.99)
    yield Line("command", f"{what}, p99", size, "ms", _same(high * 1e3, len(ours)), target="<= 20 ms", met=high <= 0.02)
    yield Line("command", f"raw insert of the same bytes, median ({what})", size, "ms", Spread.of(each for _, each in medians).over(1e-3))
    yield Line("command", f"raw insert, p99 ({what})", size, "ms", _same(percentile(plain, 0.99) * 1e3, len(plain)))


def _same(value: float, repeats: int) -> Spread:
    return Spread(value, value, value, repeats)


class Raw:
    """A table and nothing else, as durable as a ledger."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.unlink(missing_ok=True)
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("PRAGMA journal_mode=WAL")
        self.connection.execute("PRAGMA synchronous=FULL")
        self.connection.execute("CREATE TABLE event (id INTEGER PRIMARY KEY, stream TEXT, version INTEGER, topic TEXT, state BLOB)")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def insert(self, state: bytes) -> None:
        """One in its own transaction."""
        self.connection.execute("INSERT INTO event (stream, version, topic, state) VALUES (?, 1, 'vote.recorded/1', ?)", ("0" * 32, state))

    def insert_many(self, states: Sequence[bytes], batch: int = 1000) -> None:
        """A thousand at a time."""
        statement = "INSERT INTO event (stream, version, topic, state) VALUES (?, 1, 'row', ?)"
        for start in range(0, len(states), batch):
            self.connection.execute("BEGIN")
            self.connection.executemany(statement, [("0" * 32, state) for state in states[start : start + batch]])
            self.connection.execute("COMMIT")


def imports(shelf: Shelf, _: Sequence[str]) -> Iterator[Line]:
    """A file of tallies in one transaction, fully decided; sizes are rows of the file."""
    for size, rows in IMPORTS.items():
        with tempfile.TemporaryDirectory(dir=shelf.folder) as folder:
            file = Path(folder) / "tallies.csv"
            file.write_bytes(writing.tallies(rows))
            found = [_imported(shelf, file) for _ in range(REPEATS)]
            subjects = [subject for table in read_tallies(file.read_bytes(), "t").tables for subject in table.subjects]
            states = [to_json(subject) for subject in subjects]
            raw = repeated(lambda: inserted(Path(folder) / "raw.db", states))  # noqa: B023 - called at once
            models = repeated(lambda: seconds(lambda: [to_json(ListedSubject.model_validate(each.model_dump())) for each in subjects]))  # noqa: B023
        taken = Spread.of(each["seconds"] for each in found)
        rate = Spread(rows / taken.median, rows / taken.most, rows / taken.least, taken.repeats)
        share = raw.median / taken.median
        yield Line("import", "tallies, all of it", size, "rows/s", rate, "raw executemany", share, ">= 0.15x raw", share >= 0.15)
        yield Line("import", "raw executemany in batches of 1,000", size, "s", raw)
        yield Line("import", "model + JSON of the same rows", size, "s", models, "the import", models.median / taken.median)
        yield Line("import", "the whole import", size, "s", taken)
        yield Line("import", "lock held", size, "s", Spread.of(each["locked"] for each in found))
        peak = Spread.of(each["peak_mib"] for each in found)
        limit = "<= 500 MiB" if rows >= 100_000 else ""
        yield Line("import", "peak memory", size, "MiB", peak, target=limit, met=peak.most <= 500 if limit else None)


def _imported(shelf: Shelf, file: Path) -> dict[str, float]:
    directory = writing.founded(shelf.new("import"))
    try:
        return child("tallies", directory.path, file)
    finally:
        dropped(directory)


def inserted(path: Path, states: Sequence[bytes]) -> float:
    """How long the bare table takes for as many rows."""
    with Raw(path) as raw:
        return seconds(lambda: raw.insert_many(states))


def writers(shelf: Shelf, _: Sequence[str]) -> Iterator[Line]:
    """Two terminals writing while a file is imported: both answered, nothing lost."""
    for size, rows in IMPORTS.items():
        longest, medians, lost = [], [], 0
        for repeat in range(REPEATS):
            waits = _together(shelf, rows, repeat)
            longest.append(max(each["longest"] for each in waits))
            medians.append(max(each["median"] for each in waits))
            lost += int(waits[0]["lost"])
        yield Line("writers", "longest wait of a small command", size, "s", Spread.of(longest), target="answered", met=True)
        yield Line("writers", "median wait of a small command", size, "ms", Spread.of(medians).over(1e-3))
        yield Line("writers", "acknowledged but not stored", size, "commands", _same(lost, REPEATS), target="none lost", met=lost == 0)


def _together(shelf: Shelf, rows: int, repeat: int) -> list[dict[str, float]]:
    directory = writing.founded(shelf.new("writers"))
    file = directory.path / "tallies.csv"
    file.write_bytes(writing.tallies(rows, seed=repeat))
    before, done = _entries(directory), directory.path / "done"
    others = [_start("writer", directory.path, name, done) for name in ("LEFT", "RIGHT")]
    found = [_ended(_start("tallies", directory.path, file))]
    done.touch()
    found += [_ended(each) for each in others]
    stored = _entries(directory) - before
    answered = found[0]["entries"] + 2 * (found[1]["answered"] + found[2]["answered"])
    dropped(directory)
    return [{**each, "lost": answered - stored} for each in found[1:]]


def _start(task: str, *arguments: object) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "benchmarks.child", task, *(str(each) for each in arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, env=dict(os.environ))


def _ended(process: "subprocess.Popen[bytes]") -> dict[str, float]:
    out, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"a writer ended with {process.returncode}")
    found: dict[str, float] = json.loads(out)
    return found


def _entries(directory: Directory) -> int:
    with Ledger.open(directory) as ledger:
        return ledger.head
