"""Someone before the screens, in a process of its own: first paint and key presses; beside an application with nothing in it."""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import median

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input

from benchmarks.acts import TODAY
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.desk import Clocks
from cadre_ledger.procedures.seat import Seat
from cadre_ledger.tui.app import CadreLedgerApp
from cadre_ledger.tui.start import TURN_SECONDS
from cadre_ledger.tui.widgets.heading import Heading
from cadre_ledger.tui.widgets.rows import Rows
from cadre_ledger.wording.catalogue import Words

NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 5, tzinfo=UTC)
SIZE = (80, 24)
PRESSES = 20
NAME = "nguyen th"

Figures = dict[str, float]


class Empty(App[None]):
    """One line to type in."""

    def compose(self) -> ComposeResult:
        """The line."""
        yield Input()


def empty() -> Figures:
    """What the library takes by itself."""
    return asyncio.run(_empty())


async def _empty() -> Figures:
    began = time.perf_counter()
    async with Empty().run_test(size=SIZE) as pilot:
        await pilot.pause()
        painted = time.perf_counter() - began
        return {"seconds": painted, "key": await _pressed(pilot, "x", _nothing)}


def listed(path: str) -> Figures:
    """The workspace, then the list of everyone: first paint, keys in it, and a name typed."""
    return asyncio.run(_listed(Directory(Path(path))))


async def _listed(directory: Directory) -> Figures:
    sys.setswitchinterval(TURN_SECONDS)
    keys = count(1)
    app = CadreLedgerApp(Seat(directory, Words("vi"), "bench", lambda: NOW, lambda: f"key-{next(keys)}", Clocks()))
    began = time.perf_counter()
    async with app.run_test(size=SIZE) as pilot:
        await _until(pilot, lambda: bool(app.screen.query(Heading)) and bool(app.screen.query_one(Heading).right))
        figures = {"seconds": time.perf_counter() - began}
        await pilot.press("f4")
        began = time.perf_counter()
        await pilot.press("2")
        await _until(pilot, lambda: bool(app.screen.query(Rows)) and app.screen.query_one(Rows).line is not None)
        figures["list"] = time.perf_counter() - began
        rows = app.screen.query_one(Rows)
        come: Callable[[], Awaitable[None]] = lambda: _until(pilot, lambda: rows.line is not None)  # noqa: E731
        figures["down"] = await _pressed(pilot, "down", come)
        figures["page"] = await _pressed(pilot, "pagedown", come)
        figures["letter"] = await _typed(pilot, come)
        return figures


async def _typed(pilot: Pilot[int], come: Callable[[], Awaitable[None]]) -> float:
    """A letter of a name, until the list shows who is found."""
    taken = []
    for letter in NAME:
        began = time.perf_counter()
        await pilot.press("space" if letter == " " else letter)
        await pilot.app.workers.wait_for_complete()
        await come()
        taken.append(time.perf_counter() - began)
    return median(taken)


async def _pressed(pilot: Pilot[int] | Pilot[None], key: str, come: Callable[[], Awaitable[None]]) -> float:
    taken = []
    for _ in range(PRESSES):
        began = time.perf_counter()
        await pilot.press(key)
        await come()
        taken.append(time.perf_counter() - began)
    return median(taken)


async def _until(pilot: Pilot[int], there: Callable[[], bool]) -> None:
    while not there():
        await pilot.pause()


async def _nothing() -> None:
    return None
