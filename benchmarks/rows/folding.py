"""Reading a whole history: gathering, rebuilding, catching up, and what it takes on disk and in memory."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing

from benchmarks import writing
from benchmarks.acts import TODAY
from benchmarks.measuring import REPEATS, SIZES, Line, Spread, children
from benchmarks.shelf import Shelf, dropped
from cadre_ledger.domain.shapes import Command
from cadre_ledger.ledger import pages
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.ledger.views import Views, generations
from cadre_ledger.procedures.recording import record

NEW_EVENTS = 500


def gather(shelf: Shelf, sizes: Sequence[str]) -> Iterator[Line]:
    """All facts of a history, nothing judged."""
    for size in sizes:
        path = shelf.ledger(size).path
        library, models, raw = children("library", path), children("models", path), children("raw", path)
        plain, collected = children("gather", path, "off"), children("gather", path, "on")
        base = library["seconds"].median
        taken = {
            "gather": plain,
            "gather, collector on": collected,
            "(a) notifications + pydantic mapper": library,
            "(a-) notifications + models of events alone": models,
            "(b) raw SELECT": raw,
        }
        for what, figures in taken.items():
            events = figures["events"].median
            rate = figures["seconds"]
            spread = Spread(events / rate.median, events / rate.most, events / rate.least, rate.repeats)
            ours = what == "gather"
            ratio = base / rate.median
            yield Line("gather", what, size, "events/s", spread, "(a)", ratio, ">= 4x (a)" if ours else "", ratio >= 4 if ours else None)
        yield Line("gather", "peak memory, all dossiers held", size, "MiB", plain["peak_mib"])


def rebuild(shelf: Shelf, sizes: Sequence[str]) -> Iterator[Line]:
    """A new generation of every read model, its judging apart, and the memory that takes."""
    peaks: dict[str, float] = {}
    for size in sizes:
        path = shelf.ledger(size).path
        library, figures = children("library", path), children("rebuild", path)
        taken, votes, files, folding = (figures[name] for name in ("seconds", "votes", "files", "folding"))
        ratio = library["seconds"].median / taken.median
        yield Line("rebuild", "all read models", size, "s", taken, "(a)", ratio, ">= 2x (a)", ratio >= 2)
        without = library["seconds"].median / folding.median
        yield Line("rebuild", "without judging", size, "s", folding, "(a)", without)
        yield Line("rebuild", "judging votes, per 1,000 sessions", size, "s", votes.over(figures["sessions"].median / 1000))
        yield Line("rebuild", "judging votes, per listed subject", size, "µs", votes.over(figures["lines"].median / 1e6))
        yield Line("rebuild", "judging files, per 10,000 cadres", size, "s", files.over(figures["cadres"].median / 10_000))
        yield Line("rebuild", "all read models, per event", size, "µs", taken.over(figures["events"].median / 1e6))
        peak, before = figures["peak_mib"], list(peaks.values())[-1:]
        growth = peak.median / before[0] if before else None
        met = None if growth is None else growth <= 1.5
        yield Line("rebuild", "peak memory", size, "MiB", peak, next(reversed(peaks), ""), growth, "flat: <= 1.5x the size before", met)
        peaks[size] = peak.median


def catch_up(shelf: Shelf, sizes: Sequence[str]) -> Iterator[Line]:
    """Read models brought up to date after 500 new entries, and after a single one."""
    kinds: dict[str, tuple[int, Callable[[writing.Office], list[Command]]]] = {
        f"after {NEW_EVENTS} new events": (NEW_EVENTS, writing.Office.vote_with_links),
        "after one more fact": (1, lambda office: [office.completion()]),
    }
    medians: dict[tuple[str, str], float] = {}
    for size in sizes:
        directory = shelf.copy(size)
        for what, (entries, commands) in kinds.items():
            spread = Spread.of(_caught_up(directory, size, entries, commands))
            medians[what, size] = spread.median
            yield Line("catch-up", what, size, "ms", spread.over(1e-3), target="<= 300 ms", met=spread.median <= 0.3)
        dropped(directory)
    for what in kinds if {"100k", "1M"} <= set(sizes) else ():
        ratio = medians[what, "1M"] / medians[what, "100k"]
        spread = Spread(ratio, ratio, ratio, REPEATS)
        yield Line("catch-up", f"{what}, 1M against 100k", "both", "x", spread, target="<= 1.5x", met=ratio <= 1.5)


def _caught_up(directory: Directory, size: str, entries: int, commands: Callable[[writing.Office], list[Command]]) -> Iterator[float]:
    for repeat in range(REPEATS + 1):
        office = writing.Office(SIZES[size] // 100, f"NEW{repeat}")
        with Ledger.open(directory) as ledger:
            wanted = ledger.head + entries
            while ledger.head < wanted:
                record(ledger, commands(office), writing.author(f"catch-up-{entries}-{repeat}-{ledger.head}"))
        with closing(pages.open_reading(directory.events)) as events:
            began = time.perf_counter()
            Views.current(directory, events, TODAY).close()
            # The first reads a file that was only copied.
            if repeat:
                yield time.perf_counter() - began


def disk(shelf: Shelf, sizes: Sequence[str]) -> Iterator[Line]:
    """Bytes an event takes; the generator keeps one command key a batch, an office one a command."""
    for size in sizes:
        directory = shelf.ledger(size)
        with closing(pages.open_reading(directory.events)) as events:
            count = pages.head(events)
            stored = events.execute(f"SELECT SUM(LENGTH(state)) FROM {pages.EVENTS_TABLE}").fetchone()[0]
        views = directory.views(generations(directory)[0]).stat().st_size
        for what, size_of in (("state, as stored", stored), ("events.db", directory.events.stat().st_size), ("read models", views)):
            each = size_of / count
            yield Line("disk", what, size, "bytes/event", Spread(each, each, each, 1), "state", size_of / stored)
