"""Asking: cold processes, help, and verdicts as of a past day."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.acts import TODAY
from benchmarks.measuring import Line, Spread, repeated, seconds
from benchmarks.shelf import Shelf
from cadre_ledger.ledger import pages
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures import reading
from cadre_ledger.procedures.desk import Clocks, Desk
from cadre_ledger.values.findings import Finding

NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 5, tzinfo=UTC)
PAST = date(2019, 6, 30)
STARTS = 11
ROOT = Path(__file__).parents[2]


def help_pages(_: Shelf, __: Sequence[str]) -> Iterator[Line]:
    """Help at the root and at a leaf, beside importing typer alone; all in turn, so that noise hits all alike."""
    spreads = _in_turn(
        {
            "typer": ["-c", "import typer"],
            "root": ["-m", "cadre_ledger", "--help"],
            "noun": ["-m", "cadre_ledger", "vote", "--help"],
            "leaf": ["-m", "cadre_ledger", "vote", "result", "--help"],
        }
    )
    base = spreads.pop("typer")
    yield Line("help", 'python -c "import typer"', "-", "ms", base.over(1e-3))
    for name, spread in spreads.items():
        ratio, most = spread.median / base.median, 1.5 if name == "root" else 3.0
        yield Line("help", f"--help, {name}", "-", "ms", spread.over(1e-3), "typer", ratio, f"<= {most}x", ratio <= most)


def cold(shelf: Shelf, sizes: Sequence[str]) -> Iterator[Line]:
    """A process that answers on fresh read models, beside the help of the same command."""
    for size in sizes:
        directory = shelf.ledger(size)
        _fresh(directory)
        ledger = ["--ledger", str(directory.path)]
        spreads = _in_turn(
            {
                "leaf --help": ["-m", "cadre_ledger", "vote", "result", "--help"],
                "vote result": ["-m", "cadre_ledger", "vote", "result", _a_session(directory), *ledger],
                "vote result --json": ["-m", "cadre_ledger", "vote", "result", _a_session(directory), "--json", *ledger],
                "flags --limit 20": ["-m", "cadre_ledger", "flags", "--limit", "20", *ledger],
            }
        )
        base = spreads.pop("leaf --help")
        yield Line("cold", "leaf --help", size, "ms", base.over(1e-3))
        for name, spread in spreads.items():
            over = spread.median - base.median
            target = "help + 60 ms"
            yield Line("cold", name, size, "ms", spread.over(1e-3), "leaf help", spread.median / base.median, target, over <= 0.06)
        opening = repeated(lambda: seconds(lambda: Ledger.open(directory).close()), 20)  # noqa: B023 - called at once
        yield Line("cold", "opening a ledger to write, warm process", size, "ms", opening.over(1e-3))
        opening = repeated(lambda: seconds(lambda: Desk.open(directory, Clocks(), NOW).close()), 20)  # noqa: B023
        yield Line("cold", "opening a ledger to read, warm process", size, "ms", opening.over(1e-3))


def as_of(shelf: Shelf, sizes: Sequence[str]) -> Iterator[Line]:
    """Flags and one result, today and as of a past day, in a warm process."""
    for size in sizes:
        directory = shelf.ledger(size)
        _fresh(directory)
        half = Clocks(None, f"#{_head(directory) // 2}")
        result, some, every = _result_of(_a_session(directory)), _flags(20), _flags(None)
        asked = (
            ("vote result, today", Clocks(), result),
            ("vote result, past day", Clocks(PAST), result),
            ("vote result, known at half the entries", half, result),
            ("flags, 20 of them, today", Clocks(), some),
            ("flags, all, today", Clocks(), every),
            ("flags, all, past day", Clocks(PAST), every),
        )
        today: dict[str, float] = {}
        for what, clocks, ask in asked:
            spread = repeated(lambda: seconds(lambda: _answered(directory, clocks, ask)))  # noqa: B023
            question, _, when = what.rpartition(", ")
            today.setdefault(question, spread.median)
            ratio = None if when == "today" else spread.median / today[question]
            yield Line("as-of", what, size, "ms", spread.over(1e-3), "" if ratio is None else "today", ratio)


def _result_of(session: str) -> Callable[[Desk], object]:
    return lambda desk: reading.vote_result(desk, session, _said)


def _flags(limit: int | None) -> Callable[[Desk], object]:
    return lambda desk: reading.flags(desk, None, limit, None)


def _answered(directory: Directory, clocks: Clocks, ask: Callable[[Desk], object]) -> None:
    with Desk.open(directory, clocks, NOW) as desk:
        ask(desk)


def _said(finding: Finding) -> str:
    return finding.code.value


def _fresh(directory: Directory) -> None:
    """Read models judged for the day on which is asked, so that nothing is caught up while measuring."""
    Desk.open(directory, Clocks(), NOW).close()


def _a_session(directory: Directory) -> str:
    """The first vote in the list, held long before the past day."""
    with Desk.open(directory, Clocks(), NOW) as desk:
        code: str = reading.vote_list(desk, 1, None).votes[0].code
        return code


def _head(directory: Directory) -> int:
    with closing(pages.open_reading(directory.events)) as events:
        return pages.head(events)


def _in_turn(commands: dict[str, list[str]]) -> dict[str, Spread]:
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(STARTS):
        for name, arguments in commands.items():
            taken[name].append(seconds(lambda: _ran(arguments)))  # noqa: B023 - called at once
    return {name: Spread.of(values) for name, values in taken.items()}


def _ran(arguments: list[str]) -> None:
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
