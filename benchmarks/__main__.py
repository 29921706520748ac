"""`python -m benchmarks [ROWS...]`: measure, print the table, write `bench/results.json`."""

import argparse
import json
import os
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measuring import SIZES, Line, table
from benchmarks.rows import answering, browsing, folding, importing, recording, screens
from benchmarks.shelf import Shelf

ROWS: dict[str, Callable[[Shelf, Sequence[str]], Iterator[Line]]] = {
    "gather": folding.gather,
    "rebuild": folding.rebuild,
    "catch-up": folding.catch_up,
    "command": recording.command,
    "import": recording.imports,
    "import-facts": importing.imports,
    "writers": recording.writers,
    "help": answering.help_pages,
    "cold": answering.cold,
    "standing": answering.standing,
    "as-of": answering.as_of,
    "browse": browsing.browse,
    "screens": screens.screens,
    "disk": folding.disk,
}
RESULTS = Path(__file__).parents[1] / "bench" / "results.json"


def main() -> None:
    """Measure the rows that are named, or all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"any of: {', '.join(ROWS)}")
    parser.add_argument("--sizes", default=",".join(SIZES), help="of the ledgers, in events (default: %(default)s)")
    parser.add_argument("--keep", metavar="DIR", type=Path, help="keep the ledgers in this folder and use those that are there")
    parser.add_argument("--output", type=Path, default=RESULTS, help="where the figures are written (default: bench/results.json)")
    asked = parser.parse_args()
    sizes = asked.sizes.split(",")
    unknown = [*(each for each in asked.rows if each not in ROWS), *(each for each in sizes if each not in SIZES)]
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}; rows: {', '.join(ROWS)}; sizes: {', '.join(SIZES)}")
    if asked.keep:
        asked.keep.mkdir(parents=True, exist_ok=True)
        lines = _measured(asked.rows or list(ROWS), sizes, asked.keep)
    else:
        with tempfile.TemporaryDirectory(prefix="cadre-ledger-bench-") as folder:
            lines = _measured(asked.rows or list(ROWS), sizes, Path(folder))
    print(table(lines))
    _write(asked.output, lines)


def _measured(rows: Sequence[str], sizes: Sequence[str], folder: Path) -> list[Line]:
    shelf = Shelf(folder)
    lines: list[Line] = []
    for row in rows:
        for line in ROWS[row](shelf, sizes):
            lines.append(line)
            print(table([line]).splitlines()[1], flush=True)
    print()
    return lines


def _write(path: Path, lines: Sequence[Line]) -> None:
    """The rows measured now take the place of theirs; the others stay, each with the moment it was measured."""
    path.parent.mkdir(exist_ok=True)
    rows = json.loads(path.read_text(encoding="utf-8"))["rows"] if path.exists() else {}
    for row in dict.fromkeys(line.row for line in lines):
        rows[row] = {
            "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": _machine(),
            "figures": [line.document() for line in lines if line.row == row],
        }
    document = {"rows": {row: rows[row] for row in ROWS if row in rows}}
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _machine() -> dict[str, object]:
    return {
        "cores": os.cpu_count(),
        "processor": platform.machine(),
        "system": f"{platform.system()} {platform.release()}",
        "python": sys.version.split()[0],
        "sqlite": sqlite3.sqlite_version,
    }


if __name__ == "__main__":
    main()
