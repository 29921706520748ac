"""The one thread in which the ledger is read and written: the screens never wait for a disk."""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from cadre_ledger.ledger import pages
from cadre_ledger.ledger.application import Ledger, store_error
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.browsing import Browsing, FlagBrowsing
from cadre_ledger.procedures.desk import Clocks, Desk

Answer = TypeVar("Answer")


class ReadingRoom:
    """Questions are answered one after the other, each from a desk that knows all that was recorded before it.

    A question is a function of the desk; it runs in the room's thread and must touch no widget.
    """

    def __init__(self, directory: Directory, clocks: Clocks, now: Callable[[], datetime]) -> None:
        self.directory = directory
        self.clocks = clocks
        self.now = now
        self.people: Browsing
        """Everyone, for questions alone: it lives in the room's thread, and as long as its desk."""
        self.flags: FlagBrowsing
        self.readings = 0
        """How often a desk was opened: what was shown from an earlier one may no longer hold."""
        self._desk: Desk | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="ledger")

    async def ask(self, question: Callable[[Desk], Answer]) -> Answer:
        """The answer; a question that nobody waits for any more is dropped before its turn comes."""
        return await asyncio.wrap_future(self._thread.submit(self._told, lambda: question(self._current())))

    async def act(self, deed: Callable[[Ledger, Desk], Answer]) -> Answer:
        """What came of writing, or of trying to; it is never dropped half way."""
        return await asyncio.shield(asyncio.wrap_future(self._thread.submit(self._told, lambda: self._deed(deed))))

    async def look(self, clocks: Clocks) -> None:
        """Answer from another day or another cut; raises, and changes nothing, where there is none such."""
        await asyncio.wrap_future(self._thread.submit(self._told, lambda: self._turn(clocks)))

    async def moved(self) -> int | None:
        """The ledger's last entry, when what was read last is not up to it any more, or its day is over; raises where it is gone."""
        return await asyncio.wrap_future(self._thread.submit(self._told, self._look_around))

    def close(self) -> None:
        """Give the connections back; what is being written is finished first."""
        self._thread.submit(self._leave)
        self._thread.shutdown(wait=True)

    @property
    def of_the_past(self) -> bool:
        """Whether another day or another cut is looked at: nothing is recorded from there."""
        return self.clocks != Clocks()

    def _deed(self, deed: Callable[[Ledger, Desk], Answer]) -> Answer:
        with Ledger.open(self.directory) as ledger:
            return deed(ledger, self._current())

    def _turn(self, clocks: Clocks) -> None:
        desk = Desk.open(self.directory, clocks, self.now())
        self._leave()
        self.clocks, self._desk = clocks, desk
        self.people = Browsing(desk)
        self.flags = FlagBrowsing(desk, self.people)
        self.readings += 1

    def _current(self) -> Desk:
        if self._desk is None or self._moved() is not None:
            self._turn(self.clocks)
        assert self._desk is not None
        return self._desk

    def _look_around(self) -> int | None:
        # Files that were deleted can still be read by whoever has them open.
        self.directory.must_exist()
        return self._moved()

    def _moved(self) -> int | None:
        desk = self._desk
        if desk is None or self.clocks.known_at is not None:
            return None
        head = pages.head(desk.events)
        today = self.now().astimezone(ZoneInfo(desk.founding.time_zone)).date()
        over = self.clocks.as_of is None and desk.as_of != today
        return head if over or head != desk.cut.entry else None

    def _leave(self) -> None:
        if self._desk is not None:
            self.people.close()
            self._desk.close()
            self._desk = None

    def _told(self, answered: Callable[[], Answer]) -> Answer:
        """A store that breaks under the screens is told by its code; the next question opens it anew."""
        try:
            return answered()
        except sqlite3.Error as error:
            with suppress(sqlite3.Error):
                self._leave()
            raise store_error(error) from None
