"""Tasks that are measured in a process of their own, for its memory; each prints its figures as JSON."""

import gc
import json
import resource
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from benchmarks import sitting, writing
from benchmarks.acts import TODAY
from cadre_ledger.ledger import pages
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.ledger.recorder import LedgerRecorder
from cadre_ledger.ledger.register import REGISTER
from cadre_ledger.ledger.views import Views, gathered
from cadre_ledger.procedures.desk import Clocks, Desk
from cadre_ledger.procedures.importing import Options, import_tallies
from cadre_ledger.procedures.importing_facts import FactOptions, import_facts
from cadre_ledger.procedures.recording import record
from cadre_ledger.projections.gather import InMemory
from cadre_ledger.projections.gather import gather as fold

MIB = 1024

Figures = dict[str, float]


def gather(path: str, collector: str) -> Figures:
    """All facts, nothing judged; `collector` on counts what cyclic garbage collection would add."""
    with closing(pages.open_reading(Directory(Path(path)).events)) as events:
        head = pages.head(events)
        began = time.perf_counter()
        if collector == "off":
            gathered(events, head)
        else:
            dossiers = InMemory()
            for page in pages.states(events, 0, head):
                fold(dossiers, ((topic, state) for _, topic, state in page))
        return {"seconds": time.perf_counter() - began, "events": head}


def library(path: str) -> Figures:
    """The library's documented way: notifications, and each mapped to its pydantic event with what the store knows of it."""
    with Ledger.open(Directory(Path(path))) as ledger:
        mapper = ledger._application.mapper  # noqa: SLF001 - what the library's own readers use
        return _notified(ledger, mapper.to_domain_event)


def models(path: str) -> Figures:
    """The same with the pydantic model of the event alone: no stamps, no dates, no record."""
    with Ledger.open(Directory(Path(path))) as ledger:
        return _notified(ledger, lambda each: REGISTER.models[each.topic].model_validate(from_json(each.state)["event"]))


def _notified(ledger: Ledger, read: Callable[[Any], object]) -> Figures:
    recorder = ledger._recorder  # noqa: SLF001 - what the library's own readers use
    count, position = 0, 0
    began = time.perf_counter()
    while notifications := recorder.select_notifications(position, 5000, inclusive_of_start=False):
        for each in notifications:
            read(each)
        position = notifications[-1].id
        count += len(notifications)
    return {"seconds": time.perf_counter() - began, "events": count}


def raw(path: str) -> Figures:
    """The bytes alone."""
    with closing(pages.open_reading(Directory(Path(path)).events)) as events:
        count, position = 0, 0
        began = time.perf_counter()
        statement = f"SELECT rowid, topic, state FROM {pages.EVENTS_TABLE} WHERE rowid > ? ORDER BY rowid LIMIT 5000"
        while rows := events.execute(statement, (position,)).fetchall():
            position = rows[-1][0]
            count += len(rows)
        return {"seconds": time.perf_counter() - began, "events": count}


class Timed(Views):
    """Views that remember how long judging took: votes, and files."""

    judging_votes = judging_files = 0.0

    def _judge_sessions(self, sessions: Iterable[str], today: date) -> None:
        began = time.perf_counter()
        super()._judge_sessions(sessions, today)
        self.judging_votes += time.perf_counter() - began

    def _judge_files(self, cadres: Iterable[str], today: date) -> None:
        began = time.perf_counter()
        super()._judge_files(cadres, today)
        self.judging_files += time.perf_counter() - began


def rebuild(path: str) -> Figures:
    """A new generation of all read models."""
    directory = Directory(Path(path))
    with closing(pages.open_reading(directory.events)) as events:
        head = pages.head(events)
        began = time.perf_counter()
        with Timed.rebuilt(directory, events, TODAY) as views:
            taken = time.perf_counter() - began
            sizes = views.sizes()
            return {
                "seconds": taken,
                "votes": views.judging_votes,
                "files": views.judging_files,
                "folding": taken - views.judging_votes - views.judging_files,
                "events": head,
                "sessions": sizes["vote"],
                "cadres": sizes["cadre"],
                "lines": _lines(directory),
            }


def _lines(directory: Directory) -> int:
    with closing(sqlite3.connect(directory.events)) as connection:
        counted: int = connection.execute(
            f"SELECT SUM(json_array_length(state, '$.event.subjects')) FROM {pages.EVENTS_TABLE} WHERE topic = 'vote.recorded/1'"
        ).fetchone()[0]
        return counted


def tallies(path: str, file: str) -> Figures:
    """A file of results imported in one transaction; how long others had to wait meanwhile."""
    locked: list[float] = []
    _noting(LedgerRecorder, "_reserve", locked)
    _noting(Ledger, "append", locked)
    content = Path(file).read_bytes()
    directory = Directory(Path(path))
    before = _peak()
    began = time.perf_counter()
    with Desk.open(directory, Clocks(), writing.now()) as desk, Ledger.open(directory) as ledger:
        options = Options(basis="vn/96-2023-QH15", today=writing.ON, complete=True)
        done = import_tallies(ledger, desk, content, "tallies.csv", options, writing.author(""))
    taken = time.perf_counter() - began
    assert done.recording is not None
    return {
        "seconds": taken,
        "locked": locked[-1] - locked[0],
        "before_mib": before,
        "entries": done.recording.last - done.recording.first + 1,
    }


def facts(path: str, kind: str, file: str) -> Figures:
    """A file of facts imported in one transaction, every row decided on those before it."""
    content = Path(file).read_bytes()
    before = _peak()
    began = time.perf_counter()
    with Ledger.open(Directory(Path(path))) as ledger:
        done = import_facts(ledger, content, "facts.csv", FactOptions(kind, writing.ON), writing.author(""))
    taken = time.perf_counter() - began
    assert done.recording is not None
    return {"seconds": taken, "before_mib": before, "entries": done.recording.last - done.recording.first + 1}


def _noting(owner: Any, name: str, moments: list[float]) -> None:
    """Have a method note when it is done."""
    method = getattr(owner, name)

    def noting(*arguments: Any) -> Any:
        done = method(*arguments)
        moments.append(time.perf_counter())
        return done

    setattr(owner, name, noting)


def writer(path: str, name: str, until: str) -> Figures:
    """Someone else at another terminal: small commands until a file is there, each with its wait."""
    office = writing.Office(0, name)
    waits: list[float] = []
    with Ledger.open(Directory(Path(path))) as ledger:
        while not waits or not Path(until).exists():
            began = time.perf_counter()
            record(ledger, [office.cadre()], writing.author(f"{name}-{len(waits)}"))
            waits.append(time.perf_counter() - began)
            time.sleep(0.02)
    return {"seconds": sum(waits), "answered": len(waits), "longest": max(waits), "median": sorted(waits)[len(waits) // 2]}


def _peak() -> float:
    """The most this process had resident; `ru_maxrss` would count its parent's memory at the moment of the fork."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM:")) / MIB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB


TASKS: dict[str, Callable[..., Figures]] = {
    each.__name__: each for each in (gather, library, models, raw, rebuild, tallies, facts, writer, sitting.empty, sitting.listed)
}


def main() -> None:
    """Run the task that is named first."""
    task, *arguments = sys.argv[1:]
    gc.collect()
    found = TASKS[task](*arguments)
    print(json.dumps({**found, "peak_mib": _peak()}))


if __name__ == "__main__":
    main()
