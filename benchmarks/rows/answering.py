"""Asking: cold processes, help, and verdicts as of a past day."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

from benchmarks.acts import TODAY
from benchmarks.measuring import Line, Spread, repeated, seconds
from benchmarks.shelf import Shelf
from cadre_ledger.ledger import pages
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures import explaining_files, reading, standings
from cadre_ledger.procedures.desk import Clocks, Desk
from cadre_ledger.procedures.groups import Scope
from cadre_ledger.procedures.ranking import rank_members
from cadre_ledger.projections.source import Judging
from cadre_ledger.projections.standing import stand
from cadre_ledger.projections.tables import FLAGS
from cadre_ledger.values.findings import Finding

NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 5, tzinfo=UTC)
PAST, LATELY = date(2019, 6, 30), date(2024, 6, 30)
PAGE, UNIT = 20, 60
"""A page of a list, and the people of one place with its three bodies."""

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
        cadre, flag = _disciplined(directory)
        spreads = _in_turn(
            {
                "leaf --help": ["-m", "cadre_ledger", "vote", "result", "--help"],
                "vote result": ["-m", "cadre_ledger", "vote", "result", _a_session(directory), *ledger],
                "vote result --json": ["-m", "cadre_ledger", "vote", "result", _a_session(directory), "--json", *ledger],
                "flags --limit 20": ["-m", "cadre_ledger", "flags", "--limit", "20", *ledger],
                "standing show": ["-m", "cadre_ledger", "standing", "show", cadre, *ledger],
                "explain flag": ["-m", "cadre_ledger", "explain", "flag", flag, *ledger],
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


def standing(shelf: Shelf, sizes: Sequence[str]) -> Iterator[Line]:
    """What holds about one cadre, a page and a unit, with flags and why they are up, in a warm process."""
    for size in sizes:
        directory = shelf.ledger(size)
        _fresh(directory)
        cadre, flag = _disciplined(directory)
        base = 0.0
        asked: tuple[tuple[str, Clocks, Callable[[Desk], object]], ...] = (
            ("standing of one cadre, today", Clocks(), lambda desk: standings.standing(desk, cadre)),  # noqa: B023 - called at once
            ("standing of one cadre, past day", Clocks(LATELY), lambda desk: standings.standing(desk, cadre)),  # noqa: B023
            (f"standings of {PAGE}", Clocks(), lambda desk: _stand(desk, PAGE)),
            (f"standings of a unit of {UNIT}, past day", Clocks(LATELY), lambda desk: _stand(desk, UNIT)),
            ("flags of one cadre, today", Clocks(), lambda desk: list(desk.rows(FLAGS, {"cadre": cadre}))),  # noqa: B023
            ("ranking of a unit of 60, today", Clocks(), lambda desk: rank_members(desk, Scope("DB-0000"), None)),
            ("ranking of everyone, today", Clocks(), lambda desk: rank_members(desk, Scope("HTCT", under=True), None)),
            ("flag of a file explained", Clocks(), lambda desk: explaining_files.explain_flag(desk, flag)),  # noqa: B023
            ("standing explained", Clocks(), lambda desk: explaining_files.explain_standing(desk, cadre)),  # noqa: B023
        )
        for what, clocks, ask in asked:
            spread = repeated(lambda: seconds(lambda: _answered(directory, clocks, ask)))  # noqa: B023
            base = base or spread.median
            yield Line("standing", what, size, "ms", spread.over(1e-3), "one today", spread.median / base)


def _stand(desk: Desk, count: int) -> None:
    """All that rankings and lists of standings rest on, for the first so many."""
    judging, merged = Judging(desk.source), desk.source.merged()
    for code in islice((code for code in desk.source.keys_of("cadre") if code not in merged), count):
        stand(judging, code, desk.as_of)


def _disciplined(directory: Directory) -> tuple[str, str]:
    """A cadre with a flag that the file raises, a sanction where there is one, and that flag."""
    with Desk.open(directory, Clocks(), NOW) as desk:
        rows = [row for row in desk.rows(FLAGS) if row["kind"] == "file"]
        row = next((row for row in rows if row["flag"] == "disciplined"), rows[0])
        return row["cadre"], row["id"]


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
