"""How figures are taken: repeats with their spread, ratios inside one run, children whose memory is their own."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

REPEATS = 5
FEW = 3
LONG_SECONDS = 10
"""A repeat longer than this is taken `FEW` times instead of `REPEATS`."""
SIZES = {"10k": 10_000, "100k": 100_000, "1M": 1_000_000}


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of some repeats, the least and the most of them."""

    median: float
    least: float
    most: float
    repeats: int

    @classmethod
    def of(cls, values: Iterable[float]) -> "Spread":
        """Of figures that were taken one by one."""
        taken = sorted(values)
        return cls(statistics.median(taken), taken[0], taken[-1], len(taken))

    def over(self, divisor: float) -> "Spread":
        """The same per something."""
        return Spread(self.median / divisor, self.least / divisor, self.most / divisor, self.repeats)


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of a row; `ratio` is against the baseline named, and `met` says whether it reaches the target."""

    row: str
    what: str
    size: str
    unit: str
    spread: Spread
    baseline: str = ""
    ratio: float | None = None
    target: str = ""
    met: bool | None = None

    def document(self) -> dict[str, Any]:
        """As it is written to `bench/results.json`."""
        return asdict(self)


def repeated(take: Callable[[], float], repeats: int = REPEATS) -> Spread:
    """A figure taken again and again; fewer times when once takes long."""
    taken: list[float] = []
    while len(taken) < repeats:
        began = time.perf_counter()
        taken.append(take())
        if time.perf_counter() - began > LONG_SECONDS:
            repeats = min(repeats, FEW)
    return Spread.of(taken)


def seconds(call: Callable[[], object]) -> float:
    """How long one call takes."""
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which so many of them lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def child(task: str, *arguments: object) -> dict[str, float]:
    """A task of `benchmarks.child` in a process of its own; its figures, its peak memory among them."""
    command = [sys.executable, "-m", "benchmarks.child", task, *(str(each) for each in arguments)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1])
    found: dict[str, float] = json.loads(done.stdout)
    return found


def children(task: str, *arguments: object, repeats: int = REPEATS) -> dict[str, Spread]:
    """Every figure of a task, over repeats in fresh processes."""
    taken: list[dict[str, float]] = []
    while len(taken) < repeats:
        taken.append(child(task, *arguments))
        if taken[-1]["seconds"] > LONG_SECONDS:
            repeats = min(repeats, FEW)
    return {name: Spread.of(each[name] for each in taken) for name in taken[0]}


def table(lines: Sequence[Line]) -> str:
    """The lines for people: median, least and most, ratio, target."""
    headers = ("row", "what", "size", "median", "min – max", "n", "ratio", "target", "met")
    rows = [headers, *(_cells(line) for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(headers))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)


def _cells(line: Line) -> tuple[str, ...]:
    spread = line.spread
    return (
        line.row,
        line.what,
        line.size,
        f"{_written(spread.median)} {line.unit}",
        f"{_written(spread.least)} – {_written(spread.most)}",
        str(spread.repeats),
        "" if line.ratio is None else f"{_times(line.ratio)}x {line.baseline}",
        line.target,
        "" if line.met is None else "yes" if line.met else "NO",
    )


def _times(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio >= 0.01 else f"{ratio:.2g}"


def _written(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
