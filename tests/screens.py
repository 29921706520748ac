"""The screens, run in a test: keys in, text out; nothing waits longer than it must."""

import asyncio
import shutil
import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from textual.events import Key, Paste
from textual.keys import REPLACED_KEYS, _get_unicode_name_from_key
from textual.pilot import Pilot

from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.desk import Clocks
from cadre_ledger.procedures.seat import Seat
from cadre_ledger.tui.app import CadreLedgerApp
from cadre_ledger.wording.catalogue import Words
from councils import NOW
from invented import song_giang
from ptys import KEYS

SMALLEST = (80, 24)
WIDE = (100, 30)
ROUNDS = 5
"""A key leads to a message, that to a question, its answer to messages again, and recording asks first who must sign."""
SEATS = count(1)
# What was said stays until it is looked at, however slow the machine.
CadreLedgerApp.NOTIFICATION_TIMEOUT = 600.0


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
            self._send(key)
            await self.settle()

    def _send(self, key: str) -> None:
        """As the driver brings it; the pilot of the library would wait three times as long for each."""
        character = key if len(key) == 1 else None
        with suppress(KeyError):
            character = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key)))
        self.bring(Key(key, character))

    def bring(self, event: Key | Paste) -> None:
        """In the order in which a terminal brings it."""
        event.set_sender(self.app)
        assert self.app._driver is not None
        self.app._driver.send_message(event)

    async def burst(self, *typed: str) -> None:
        """Keys where they are called so in `ptys.KEYS`, else texts: all at once, as a slow line brings them."""
        keys = [key for each in typed for key in ([each] if each in KEYS else map(_key, each))]
        self.pressed += len(keys)
        for key in keys:
            self._send(key)
        await self.settle()

    async def type(self, text: str) -> None:
        """Text, letter by letter, as fast as it is taken."""
        await self.burst(*text)

    async def _taken(self) -> None:
        """Until no key waits for its turn."""
        await self.pilot._wait_for_screen()
        # Nothing that would itself keep the queues full.
        while not (self.app.keys.at_rest or self.app._exit or self.app._exception):  # noqa: ASYNC110
            await asyncio.sleep(0)

    async def paste(self, text: str) -> None:
        """Text as a terminal brings it in one piece."""
        self.bring(Paste(text))
        await self.settle()

    async def settle(self) -> None:
        """Until all questions are answered and drawn."""
        for _ in range(ROUNDS):
            await self._taken()
            # One that was given up for a later one is no failure.
            await asyncio.gather(*(worker.wait() for worker in list(self.app.workers)), return_exceptions=True)
        # On a slow machine the heading may still say that one waits for what has come.
        self.app.show_waiting()
        await self.pilot.pause()
        # What was laid out now has its size.
        await self.pilot._wait_for_screen()

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join("".join(segment.text for segment in strip) for strip in self.app.screen._compositor.render_strips())


def seat(directory: Directory, language: str = "vi", clocks: Clocks | None = None, theme: str = "default") -> Seat:
    """A seat with a clock and keys of the test's own."""
    return Seat(directory, Words(language), "thư ký", lambda: NOW, lambda: f"seat-{next(SEATS)}", clocks or Clocks(), theme)


@asynccontextmanager
async def sitting(
    directory: Directory | None = None,
    language: str = "vi",
    size: tuple[int, int] = SMALLEST,
    clocks: Clocks | None = None,
    theme: str = "default",
    *,
    notifications: bool = False,
    **more: Any,
) -> AsyncIterator[Sitting]:
    """The application over a ledger, by default the invented one, which is only to be read; `more` is of the seat."""
    app = CadreLedgerApp(replace(seat(directory or song_giang(), language, clocks, theme), **more))
    async with app.run_test(size=size, notifications=notifications) as pilot:
        before = Sitting(app, pilot)
        await before.settle()
        yield before


def copied(into: Path) -> Directory:
    """The invented ledger to record in."""
    shutil.copytree(song_giang().path, into / "copy.ledger")
    return Directory(into / "copy.ledger")


def _key(letter: str) -> str:
    return {" ": "space", "-": "minus", "/": "slash", ".": "full_stop", ",": "comma", "_": "underscore"}.get(letter, letter)


async def drawn(someone: Sitting) -> None:
    """Until it has been drawn twice: a list that has grown gets its scroll bar the time after."""
    for _ in range(2):
        done = asyncio.Event()
        someone.app.screen.call_after_refresh(done.set)
        await done.wait()
    await someone.settle()
