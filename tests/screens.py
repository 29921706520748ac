"""The screens, run in a test: keys in, text out; nothing sleeps."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.desk import Clocks
from cadre_ledger.procedures.seat import Seat
from cadre_ledger.tui.app import CadreLedgerApp
from cadre_ledger.wording.catalogue import Words
from councils import NOW
from invented import song_giang

SMALLEST = (80, 24)
WIDE = (100, 30)


class Sitting:
    """Someone before the screens; counts the keys pressed."""

    def __init__(self, app: CadreLedgerApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot
        self.pressed = 0

    async def press(self, *keys: str) -> None:
        """Keys, each after the answer to the one before."""
        for key in keys:
            self.pressed += 1
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Text, letter by letter."""
        await self.press(*(_key(letter) for letter in text))

    async def settle(self) -> None:
        """Until all questions are answered and drawn."""
        await self.pilot.pause()
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join("".join(segment.text for segment in strip) for strip in self.app.screen._compositor.render_strips())


def seat(directory: Directory, language: str = "vi", clocks: Clocks | None = None, theme: str = "default") -> Seat:
    """A seat with a clock and keys of the test's own."""
    keys = count(1)
    return Seat(directory, Words(language), "thư ký", lambda: NOW, lambda: f"key-{next(keys)}", clocks or Clocks(), theme)


@asynccontextmanager
async def sitting(
    directory: Directory | None = None,
    language: str = "vi",
    size: tuple[int, int] = SMALLEST,
    clocks: Clocks | None = None,
    theme: str = "default",
    **more: Any,
) -> AsyncIterator[Sitting]:
    """The application over a ledger, by default the invented one, which is only to be read; `more` is of the seat."""
    app = CadreLedgerApp(replace(seat(directory or song_giang(), language, clocks, theme), **more))
    async with app.run_test(size=size) as pilot:
        before = Sitting(app, pilot)
        await before.settle()
        yield before


def copied(into: Path) -> Directory:
    """The invented ledger to record in."""
    shutil.copytree(song_giang().path, into / "copy.ledger")
    return Directory(into / "copy.ledger")


def _key(letter: str) -> str:
    return {" ": "space", "-": "minus", "/": "slash", ".": "full_stop", ",": "comma", "_": "underscore"}.get(letter, letter)
