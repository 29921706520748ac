"""Two processes that read the same streams and write different ones, and a judge that sees when both got through.

The functions run in processes of their own, hence a module that these can import.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import pytest

from cadre_ledger.domain.bodies import BodyEstablished
from cadre_ledger.domain.cadres import MergeCadre
from cadre_ledger.domain.shapes import Command, Event
from cadre_ledger.domain.votes import LinkSubject
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.ledger.recorder import CommandKey, Guard, LedgerRecorder
from cadre_ledger.procedures.recording import record
from cadre_ledger.values.errors import LedgerError, Stale
from cadre_ledger.values.records import Record
from ledgers import TODAY, Clock, author

PATIENCE = 60


def established(code: str, version: int = 1, key: str = "k") -> Record[Event]:
    """The record of a body."""
    event = BodyEstablished(body=code, name=f"Body {code}", level=None)
    return Record(event=event, stream=event.stream, version=version, effective_on=TODAY, actor="tester", key=key, rulebook="", seen=0)


def guard(key: str, **more: Any) -> Guard:
    """A guard for an append that no decider stands behind."""
    return Guard(CommandKey(key, "digest"), Clock(), {}, **more)


def sides(number: int) -> tuple[str, str]:
    """The two bodies of a round, of which at most one may come to be."""
    return f"R{number}-0", f"R{number}-1"


def duel(path: Path, side: int, rounds: int, barrier: Barrier, *, guarded: bool) -> None:
    """In each round read both streams, and when both are empty write one's own."""
    with _compared(guarded=guarded), Ledger.open(Directory(path)) as ledger:
        for number in range(rounds):
            streams = [f"body/{code}" for code in sides(number)]
            barrier.wait(PATIENCE)
            read = {stream: len(ledger.read(stream)) for stream in streams}
            barrier.wait(PATIENCE)
            assert not any(read.values())
            key = f"duel-{number}-{side}"
            try:
                ledger.append([established(sides(number)[side], key=key)], read, guard(key))
            except Stale:
                continue


@contextmanager
def _compared(*, guarded: bool) -> Iterator[None]:
    """The recorder as it is, or with its comparison taken out."""
    with pytest.MonkeyPatch.context() as patch:
        if not guarded:
            patch.setattr(LedgerRecorder, "_compare", lambda *_: None)
        yield


def link_or_merge(path: Path, side: int, rounds: int, barrier: Barrier, *, guarded: bool) -> None:
    """One side links a subject to a cadre while the other merges that cadre into another."""
    with _compared(guarded=guarded), Ledger.open(Directory(path)) as ledger:
        append = ledger.append
        for number in range(rounds):
            cadre = f"C{number + 2:06d}"
            commands: tuple[Command, Command] = (
                LinkSubject(on=TODAY, session="S1", subject=number + 1, cadre=cadre, ground="same post"),
                MergeCadre(on=TODAY, cadre=cadre, into="C000001", reason="same person"),
            )
            ledger.append = _after(barrier, append)  # type: ignore[method-assign]
            try:
                record(ledger, [commands[side]], author(key=f"duel-{number}-{side}"))
            except LedgerError:
                continue


def _after(barrier: Barrier, append: Callable[..., Any]) -> Callable[..., Any]:
    """The first append of a round waits until the other side has decided too."""
    waited: list[int] = []

    def both(*args: Any) -> Any:
        if not waited:
            waited.append(barrier.wait(PATIENCE))
        return append(*args)

    return both


def run(fight: Callable[..., None], path: Path, rounds: int, *, guarded: bool) -> None:
    """Both sides, each in a process, to the end."""
    context = get_context("spawn")
    barrier = context.Barrier(2)
    fighters = [context.Process(target=fight, args=(path, side, rounds, barrier), kwargs={"guarded": guarded}) for side in (0, 1)]
    for each in fighters:
        each.start()
    for each in fighters:
        each.join()
    assert [each.exitcode for each in fighters] == [0, 0]
