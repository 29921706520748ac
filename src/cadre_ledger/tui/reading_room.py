"""The one thread in which the ledger is read and written: the screens never wait for a disk."""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from cadre_ledger.ledger import pages
from cadre_ledger.ledger.application import Ledger, store_error
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.browsing import Browsing, FlagBrowsing
from cadre_ledger.procedures.desk import Clocks, Desk

Answer = TypeVar("Answer")


class Dropped(Exception):
    """The person did not want to wait any longer; nothing was changed, and everything can be asked again."""


class Asked:
    """Something the person waits for: since when, and whether it is given up."""

    def __init__(self, since: float) -> None:
        self.since = since
        self.dropped = False
        self.answer: asyncio.Future[Any]


class ReadingRoom:
    """Questions are answered one after the other, each from a desk that knows all that was recorded before it.

    A question is a function of the desk; it runs in the room's thread and must touch no widget. Whoever waits for one can
    give it up: it is stopped where it stands, and the next begins.
    """

    def __init__(self, directory: Directory, clocks: Clocks, now: Callable[[], datetime]) -> None:
        self.directory = directory
        self.clocks = clocks
        self.now = now
        self.people: Browsing
        """Everyone, for questions alone: it lives in the room's thread, and as long as its desk."""
        self.flags: FlagBrowsing
        self.reached = 0
        """How many rows were judged, or entries read, for what is asked now, where that is counted."""
        self.clock: Callable[[], float] = time.monotonic
        self._asked: list[Asked] = []
        self._answering: Asked | None = None
        self._closing = False
        self._opened: Clocks | None = None
        self.readings = 0
        """How often a desk was opened: what was shown from an earlier one may no longer hold."""
        self._desk: Desk | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="ledger")

    async def ask(self, question: Callable[[Desk], Answer]) -> Answer:
        """The answer; a question that nobody waits for any more is stopped, or dropped before its turn comes."""
        return await self._wait_for(lambda: question(self._current()))

    async def act(self, deed: Callable[[Ledger, Desk], Answer]) -> Answer:
        """What came of writing, or of trying to; it is never dropped half way."""
        return await asyncio.shield(asyncio.wrap_future(self._thread.submit(self._told, lambda: self._deed(deed))))

    async def look(self, clocks: Clocks) -> None:
        """Answer from another day or another cut; raises, and changes nothing, where there is none such or it is given up."""
        await self._wait_for(lambda: self._turn(clocks))

    async def _wait_for(self, answered: Callable[[], Answer]) -> Answer:
        asked = Asked(self.clock())
        self._asked.append(asked)
        asked.answer = asyncio.wrap_future(self._thread.submit(self._told, lambda: self._answer(asked, answered)))
        try:
            answer: Answer = await asked.answer
        except asyncio.CancelledError:
            if asked.dropped:
                raise Dropped from None
            raise
        else:
            return answer
        finally:
            asked.dropped = True
            self._asked.remove(asked)

    @property
    def waiting(self) -> float:
        """For how many seconds the oldest question has waited for its answer."""
        return max((self.clock() - each.since for each in self._asked if not each.dropped), default=0.0)

    def drop(self) -> None:
        """Give up whatever was asked and is not answered yet; what is being written is not."""
        for asked in self._asked:
            asked.dropped = True
            asked.answer.cancel()

    async def moved(self) -> int | None:
        """The ledger's last entry, when what was read last is not up to it any more, or its day is over; raises where it is gone."""
        return await asyncio.wrap_future(self._thread.submit(self._told, self._look_around))

    def close(self) -> None:
        """Give the connections back; what is being written is finished first, what is asked is given up."""
        self._closing = True
        self._thread.submit(self._leave)
        self._thread.shutdown(wait=True)

    @property
    def of_the_past(self) -> bool:
        """Whether another day or another cut is looked at: nothing is recorded from there."""
        return self.clocks != Clocks()

    def _answer(self, asked: Asked, answered: Callable[[], Answer]) -> Answer:
        """In the thread: the answer, or `Dropped` whatever it was that stopping brought about."""
        self._answering, self.reached = asked, 0
        try:
            self._hear(0)
            return answered()
        except Exception:
            if asked.dropped or self._closing:
                raise Dropped from None
            raise
        finally:
            self._answering = None

    def _stop(self) -> bool:
        """Whether nobody waits for what is being answered; nothing stops what is being written."""
        return self._answering is not None and (self._answering.dropped or self._closing)

    def _hear(self, reached: int) -> None:
        self.reached = reached
        if self._stop():
            raise Dropped

    def _deed(self, deed: Callable[[Ledger, Desk], Answer]) -> Answer:
        with Ledger.open(self.directory) as ledger:
            return deed(ledger, self._current())

    def _turn(self, clocks: Clocks) -> None:
        desk = Desk.open(self.directory, clocks, self.now(), self._stop, self._hear)
        self._leave()
        self.clocks, self._opened, self._desk = clocks, clocks, desk
        self.people = Browsing(desk, self._hear)
        self.flags = FlagBrowsing(desk, self.people)
        self.readings += 1

    def _current(self) -> Desk:
        if self._desk is None or self._opened != self.clocks or self._moved() is not None:
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
