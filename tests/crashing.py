"""Processes that are killed with -9 at a moment of the parent's choosing, told by what they have said so far."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

Say = Callable[[object], None]


class Telling(Sequence[Any]):
    """A sequence that says each time how far it was read."""

    def __init__(self, items: Sequence[Any], say: Say, every: int) -> None:
        self._items = items
        self._say = say
        self._every = every

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, place: Any) -> Any:
        return self._items[place]

    def __iter__(self) -> Iterator[Any]:
        for place, each in enumerate(self._items):
            if place % self._every == 0:
                self._say(place)
            yield each
        self._say(len(self._items))


def _child(work: Callable[[Say], None], pipe: Connection) -> None:
    work(pipe.send)
    pipe.send("done")


def killed(work: Callable[[Say], None], after: int) -> list[object]:
    """What the work had said when it was killed: after so many words, or at its end if it says fewer."""
    context = get_context("fork")
    hear, tell = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(work, tell))
    child.start()
    tell.close()
    said: list[object] = []
    while len(said) < after and said[-1:] != ["done"]:
        said.append(hear.recv())
    assert child.pid is not None
    os.kill(child.pid, signal.SIGKILL)
    child.join()
    # What was acknowledged before the blow, but not yet read here.
    while hear.poll():
        try:
            said.append(hear.recv())
        except EOFError:
            break
    hear.close()
    return said
