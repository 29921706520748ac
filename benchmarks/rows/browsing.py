"""Browsing: windows, searches and orders of many people, beside the bare reading of the same rows."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime

from benchmarks.acts import TODAY
from benchmarks.measuring import SIZES, Line, repeated, seconds
from benchmarks.shelf import Shelf
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.ledger.views import generations
from cadre_ledger.procedures.browsing import Browsing, FlagBrowsing, Order, Wanted, WantedFlags
from cadre_ledger.procedures.desk import Clocks, Desk

NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 5, tzinfo=UTC)
WINDOW = 200
MOST_PEOPLE = 100_000
AREA = "DB-0000"
RAW = "SELECT * FROM cadre JOIN standing ON standing.cadre = cadre.code WHERE merged_into IS NULL ORDER BY code LIMIT ? OFFSET ?"


def browse(shelf: Shelf, sizes: Sequence[str]) -> Iterator[Line]:
    """Sizes are people here: each question asked for the first time, and windows of what is in order already."""
    for size in (each for each in sizes if SIZES[each] <= MOST_PEOPLE):
        directory = shelf.people(size)
        with Desk.open(directory, Clocks(), NOW) as desk:
            middle = Browsing(desk).count(Wanted()) // 2
            yield from _windows(directory, desk, size, middle)
            yield from _first_asked(desk, size)


def _windows(directory: Directory, desk: Desk, size: str, middle: int) -> Iterator[Line]:
    people = Browsing(desk)
    with closing(sqlite3.connect(directory.views(generations(directory)[0]))) as connection:
        raw = repeated(lambda: seconds(lambda: connection.execute(RAW, (WINDOW, 0)).fetchall()), 20)
    yield Line("browse", f"bare rows, first {WINDOW}", size, "ms", raw.over(1e-3))
    for what, offset in (("first", 0), ("middle", middle)):
        people.count(Wanted())
        spread = repeated(lambda: seconds(lambda: people.page(Wanted(), offset, WINDOW)), 20)  # noqa: B023 - called at once
        target, met = "<= 10 ms", spread.median <= 0.01
        yield Line("browse", f"window of {WINDOW}, {what}", size, "ms", spread.over(1e-3), "bare", spread.median / raw.median, target, met)
    code = people.codes(Wanted())[middle]
    spread = repeated(lambda: seconds(lambda: people.place(Wanted(), code)), 20)
    yield Line("browse", "place of one person", size, "ms", spread.over(1e-3), "bare", spread.median / raw.median)


def _first_asked(desk: Desk, size: str) -> Iterator[Line]:
    """By a new `Browsing` each time, so that nothing is in order yet."""
    asked: tuple[tuple[str, Wanted, bool], ...] = (
        ("everyone by name: count and first window", Wanted(), True),
        ("search `nguyen th`: count and first window", Wanted("nguyen th"), True),
        ("search `tuan`: count and first window", Wanted("tuan"), True),
        ("search `n`: count and first window", Wanted("n"), True),
        ("search for nobody: count", Wanted("zzz"), True),
        ("an area with what stands under it", Wanted(unit=AREA, under=True), False),
        ("flagged people", Wanted(flagged=True), False),
        *((f"everyone by {order.value}", Wanted(order=order, descending=True), False) for order in Order),
    )
    for what, wanted, bounded in asked:
        spread = repeated(lambda: seconds(lambda: _shown(desk, wanted)), 10)  # noqa: B023 - called at once
        target, met = ("<= 50 ms", spread.median <= 0.05) if bounded else ("", None)
        yield Line("browse", what, size, "ms", spread.over(1e-3), target=target, met=met)
    flags: Callable[[], object] = lambda: FlagBrowsing(desk, Browsing(desk)).flags(WantedFlags())  # noqa: E731
    count = FlagBrowsing(desk, Browsing(desk)).count(WantedFlags())
    yield Line("browse", f"all {count:,} open flags", size, "ms", repeated(lambda: seconds(flags)).over(1e-3))


def _shown(desk: Desk, wanted: Wanted) -> None:
    people = Browsing(desk)
    people.count(wanted)
    people.page(wanted, 0, WINDOW)
