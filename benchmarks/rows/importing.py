"""Importing files of facts, kind by kind: how fast, beside writing as many rows to a bare table, and with how much memory."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pydantic_core import to_json

from benchmarks import facts
from benchmarks.measuring import REPEATS, Line, Spread, child, repeated
from benchmarks.rows.recording import inserted
from benchmarks.shelf import Shelf
from cadre_ledger.interchange.tabular import read
from cadre_ledger.ledger.directory import Directory

SIZES = {"1k rows": 1_000, "10k rows": 10_000}
BEFORE_PEOPLE = ("positions", "roster")
"""Imported one after the other; every other kind is imported into a copy of the ledger that they leave."""


def imports(shelf: Shelf, _: Sequence[str]) -> Iterator[Line]:
    """Files of every kind of facts, each in one transaction and fully decided; sizes are rows of the file."""
    before: dict[str, Spread] = {}
    for size, rows in SIZES.items():
        with tempfile.TemporaryDirectory(dir=shelf.folder) as folder:
            directory = facts.office(Path(folder) / "office.ledger", rows)
            for kind in facts.FILES:
                file = Path(folder) / f"{kind}.csv"
                file.write_bytes(facts.file_of(kind, rows))
                found = [_imported(shelf, directory, kind, file) for _ in range(REPEATS)]
                if kind in BEFORE_PEOPLE:
                    child("facts", directory.path, kind, file)
                yield from _lines(kind, size, file, found, before)


def _lines(kind: str, size: str, file: Path, found: Sequence[dict[str, float]], before: dict[str, Spread]) -> Iterator[Line]:
    """The lines of one kind; `before` is the memory of each kind at the size before."""
    states = [to_json(row.cells) for row in read(file.read_bytes(), file.name).rows]
    raw = repeated(lambda: inserted(file.with_suffix(".db"), states))
    taken, peak = Spread.of(each["seconds"] for each in found), Spread.of(each["peak_mib"] for each in found)
    rate = Spread(len(states) / taken.median, len(states) / taken.most, len(states) / taken.least, taken.repeats)
    share = raw.median / taken.median
    yield Line("import-facts", f"{kind}, all of it", size, "rows/s", rate, "raw executemany", share, ">= 0.15x raw", share >= 0.15)
    yield Line("import-facts", f"{kind}, raw executemany in batches of 1,000", size, "s", raw)
    yield Line("import-facts", f"{kind}, the whole import", size, "s", taken)
    yield Line("import-facts", f"{kind}, an entry", size, "µs", taken.over(found[0]["entries"] / 1e6))
    memory = Line("import-facts", f"{kind}, peak memory", size, "MiB", peak)
    if kind in before:
        growth = peak.median / before[kind].median
        memory = replace(memory, baseline="1k rows", ratio=growth, target="flat: <= 1.5x the size before", met=growth <= 1.5)
    before[kind] = peak
    yield memory


def _imported(shelf: Shelf, directory: Directory, kind: str, file: Path) -> dict[str, float]:
    path = shelf.new(kind)
    shutil.copytree(directory.path, path)
    try:
        return child("facts", path, kind, file)
    finally:
        shutil.rmtree(path)
