"""Keys one after the other: the next is handed on when what the one before set off is done.

A slow line brings many keys in one piece. The library gives each to what has the cursor at that moment, though the key before is
about to move the cursor or to open a window: what was typed for the next field would land in the one before, or nowhere.
"""

from collections import deque
from collections.abc import Awaitable, Callable, Iterator, Sequence
from functools import partial
from typing import Any

from textual.app import App, ScreenStackError
from textual.events import Key, Paste
from textual.message_pump import MessagePump

AGAIN = 0.02
"""Seconds after which it is looked again whether what is typed for has come."""
QUIET_ROUNDS = 2
"""A round passes by whoever is at work when it has finished that; the next sees what came of it."""
MOST_ROUNDS = 20
"""More than any key needs: where messages never end, keys go on all the same."""


class InTurn:
    """A queue before the application's own. It waits for messages under way, never for a question to the ledger.

    The one exception is what `too_soon` says of the key that is next: that whatever it is for is still to come.
    """

    def __init__(self, app: App[Any], hand_on: Callable[[Key | Paste], Awaitable[None]], too_soon: Callable[[Key | Paste], bool]) -> None:
        self._app = app
        self._hand_on = hand_on
        self._too_soon = too_soon
        self._waiting: deque[Key | Paste] = deque()
        self._at_work = False

    @property
    def at_rest(self) -> bool:
        """Whether everything that was typed has done what it does."""
        return not (self._at_work or self._waiting)

    async def take(self, typed: Key | Paste) -> None:
        """Hand it on when its turn has come: at once, where nothing is under way."""
        self._waiting.append(typed)
        if not self._at_work:
            await self._next()

    def forget(self) -> None:
        """Drop what waits for its turn."""
        self._waiting.clear()

    async def _next(self) -> None:
        self._at_work = bool(self._waiting)
        if not self._waiting:
            return
        if self._too_soon(self._waiting[0]):
            self._app.set_timer(AGAIN, self._go_round)
            return
        await self._hand_on(self._waiting.popleft())
        self._go_round()

    def _go_round(self, rounds: int = 0, quiet: int = 0) -> None:
        """From what has the cursor up to the application, behind the messages that each has in its queue."""
        way = self._way()
        self._pass(iter(way), partial(self._been_round, way, rounds, quiet))

    def _pass(self, way: Iterator[MessagePump], last: Callable[[], Awaitable[None]]) -> None:
        for each in way:
            # One that is being closed takes no messages; the application is the last.
            if each.call_later(*((last,) if each is self._app else (self._pass, way, last))):
                return

    async def _been_round(self, way: Sequence[MessagePump], rounds: int, quiet: int) -> None:
        """Whether the cursor is where it was, and nobody has anything to do."""
        done = way == self._way() and not any(each.message_queue_size for each in way)
        rounds, quiet = rounds + 1, quiet + 1 if done else 0
        if quiet >= QUIET_ROUNDS or rounds >= MOST_ROUNDS:
            await self._next()
        else:
            self._go_round(rounds, quiet)

    def _way(self) -> list[MessagePump]:
        try:
            screen = self._app.screen
        except ScreenStackError:
            return [self._app]
        return [*(screen.focused or screen).ancestors_with_self]
