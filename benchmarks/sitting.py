"""Someone before the screens, in a process of its own: first paint and key presses; beside an application with nothing in it."""

import asyncio
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

from textual.app import App, ComposeResult, ScreenError
from textual.css.query import NoMatches
from textual.events import Key
from textual.widgets import Input

from benchmarks.acts import TODAY
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.desk import Clocks
from cadre_ledger.procedures.seat import Seat
from cadre_ledger.tui.app import CadreLedgerApp
from cadre_ledger.tui.dialogs.choose import Choose
from cadre_ledger.tui.screens.cadres import Cadres
from cadre_ledger.tui.screens.workspace import Workspace
from cadre_ledger.tui.start import TURN_SECONDS
from cadre_ledger.tui.widgets.rows import Rows
from cadre_ledger.wording.catalogue import Words

NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 5, tzinfo=UTC)
SIZE = (80, 24)
PRESSES = 20
NAME = "nguyen th"
PATIENCE = 60
"""Seconds after which what does not come is a failure."""

LOOK_SECONDS = 0.001
"""Between two looks."""

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
    app = Empty()
    began = time.perf_counter()
    async with app.run_test(size=SIZE):
        await _drawn(app, lambda: bool(app.screen.query(Input)))
        painted = time.perf_counter() - began
        line = app.screen.query_one(Input)
        return {"seconds": painted, "key": await _pressed(app, "x", lambda: len(line.value))}


def listed(path: str) -> Figures:
    """The workspace, then the list of everyone: first paint, keys in it, and a name typed."""
    return asyncio.run(_listed(Directory(Path(path))))


async def _listed(directory: Directory) -> Figures:
    sys.setswitchinterval(TURN_SECONDS)
    keys = count(1)
    app = CadreLedgerApp(Seat(directory, Words("vi"), "bench", lambda: NOW, lambda: f"key-{next(keys)}", Clocks()))
    began = time.perf_counter()
    async with app.run_test(size=SIZE):
        await _drawn(app, lambda: isinstance(app.screen, Workspace) and app.screen.query_one(Rows).line is not None)
        figures = {"seconds": time.perf_counter() - began}
        _send(app, "f4")
        await _drawn(app, lambda: isinstance(app.screen, Choose))
        began = time.perf_counter()
        _send(app, "2")
        await _drawn(app, lambda: isinstance(app.screen, Cadres) and app.screen.query_one(Rows).line is not None)
        figures["list"] = time.perf_counter() - began
        rows = app.screen.query_one(Rows)
        figures["down"] = await _pressed(app, "down", lambda: (rows.cursor, rows.line))
        figures["page"] = await _pressed(app, "pagedown", lambda: (rows.cursor, rows.line))
        figures["letter"] = await _typed(app, rows)
        return figures


async def _typed(app: App[int], rows: Rows) -> float:
    """A letter of a name, until the list shows who is found."""
    taken = []
    for letter in NAME:
        version, began = rows.version, time.perf_counter()
        _send(app, letter)
        await _drawn(app, lambda version=version: rows.version > version and rows.line is not None)  # type: ignore[misc]
        taken.append(time.perf_counter() - began)
    return median(taken)


async def _pressed(app: App[Any], key: str, shown: Callable[[], object]) -> float:
    taken = []
    for _ in range(PRESSES):
        before, began = shown(), time.perf_counter()
        _send(app, key)
        await _drawn(app, lambda before=before: shown() != before)  # type: ignore[misc]
        taken.append(time.perf_counter() - began)
    return median(taken)


def _send(app: App[Any], key: str) -> None:
    """As a terminal brings it; the pilot of the library waits until the whole machine rests, which is not what is measured."""
    app.post_message(Key("space" if key == " " else key, key if len(key) == 1 else None))


async def _drawn(app: App[Any], there: Callable[[], bool]) -> None:
    """Until something is there and has been drawn; a place that is just being made has no parts yet."""
    until = time.monotonic() + PATIENCE
    while not _is(there):
        if time.monotonic() > until:
            raise TimeoutError(app.screen)
        # Who looks without pause keeps the thread waiting that answers.
        await asyncio.sleep(LOOK_SECONDS)
    done = asyncio.Event()
    app.screen.call_after_refresh(done.set)
    await done.wait()


def _is(there: Callable[[], bool]) -> bool:
    try:
        return there()
    except (NoMatches, ScreenError):
        return False
