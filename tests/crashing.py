"""Processes that are killed with -9 at a moment of the parent's choosing, told by what they have said so far."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
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


Point = tuple[str, str]
"""What is being done, and how far it has come: `("lock 1", "stored")`."""
Reach = Callable[[str], None]


@dataclass
class Doing:
    """Acts done one after the other in a process of their own, which kills itself with -9 at a named point."""

    acts: Sequence[tuple[str, Callable[[], None]]]
    tell: Callable[[object], None]
    deadly: Sequence[Point]
    act: str = ""

    def reached(self, name: str) -> None:
        """A point of the act that is under way."""
        self.tell(("reached", self.act, name))
        if (self.act, name) in self.deadly:
            os.kill(os.getpid(), signal.SIGKILL)

    def do(self) -> None:
        """Each is acknowledged once it has said that it is done."""
        for act, do in self.acts:
            self.act = act
            do()
            self.tell(("done", self.act))
            self.reached("acknowledged")


def done_until(
    acts: Sequence[tuple[str, Callable[[], None]]], deadly: Sequence[Point], watched: Callable[[Reach], None]
) -> tuple[list[str], list[Point]]:
    """The acts acknowledged and the points reached by a process that is killed at the first of the deadly ones.

    `watched` makes the program say, in that process, which points it reaches.
    """
    context = get_context("fork")
    hear, tell = context.Pipe(duplex=False)

    def work() -> None:
        doing = Doing(acts, tell.send, deadly)
        watched(doing.reached)
        doing.do()

    child = context.Process(target=work)
    child.start()
    tell.close()
    said: list[Any] = []
    with suppress(EOFError):
        while True:
            said.append(hear.recv())
    child.join()
    hear.close()
    assert child.exitcode == (-signal.SIGKILL if deadly else 0)
    return [each[1] for each in said if each[0] == "done"], [each[1:] for each in said if each[0] == "reached"]
