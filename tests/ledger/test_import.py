"""While a long import holds the lock others wait and are answered."""

from itertools import count
from threading import Barrier, Event, Thread

from cadre_ledger.ledger.application import SLICE, Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.recording import Recording
from crashing import Telling
from duelling import established, guard
from ledgers import cadre, done, stored

PATIENCE = 60


def test_two_writers_during_an_import_are_both_answered_after_it(directory: Directory) -> None:
    holding, go_on = Event(), Event()
    ready = Barrier(3)
    answers: list[Recording] = []

    def hold(place: object) -> None:
        # The second slice is being read, so the first is in the store and the lock is held.
        if place == SLICE:
            holding.set()
            assert go_on.wait(PATIENCE)

    def bring_in() -> None:
        with Ledger.open(directory) as ledger:
            ledger.append(
                Telling([established(f"B{number}", key="import") for number in range(2 * SLICE)], hold, SLICE), {}, guard("import")
            )

    def write() -> None:
        with Ledger.open(directory) as ledger:
            ready.wait(PATIENCE)
            answers.append(done(ledger, cadre()))

    threads = [Thread(target=bring_in)]
    threads[0].start()
    assert holding.wait(PATIENCE)
    head = stored(directory, "SELECT MAX(rowid) FROM ledger_events")[0][0]
    threads += [Thread(target=write), Thread(target=write)]
    for each in threads[1:]:
        each.start()
    ready.wait(PATIENCE)
    go_on.set()
    for each in threads:
        each.join(PATIENCE)

    assert not any(each.is_alive() for each in threads)
    after_import = head + 2 * SLICE
    assert sorted((each.first, each.last) for each in answers) == [
        (after_import + 1, after_import + 2),
        (after_import + 3, after_import + 4),
    ]


def test_readers_see_nothing_of_an_import_before_it_is_whole(directory: Directory) -> None:
    seen: list[int] = []
    places = count()

    def look(_: object) -> None:
        next(places)
        with Ledger.open(directory) as other:
            seen.append(other.head)

    with Ledger.open(directory) as ledger:
        before = ledger.head
        ledger.append(Telling([established(f"B{number}") for number in range(3 * SLICE)], look, SLICE), {}, guard("import"))
        after = ledger.head

    assert seen == [before] * next(places)
    assert after == before + 3 * SLICE


def test_a_batch_in_slices_is_the_same_as_a_batch_in_one(directory: Directory) -> None:
    records = [established(f"B{number}") for number in range(SLICE + 1)]
    with Ledger.open(directory) as ledger:
        sliced = ledger.append(records, {}, guard("sliced"))
        one = ledger.append([established("X1"), established("X2")], {"body/X1": 0}, guard("one"))

    rows = stored(directory)
    assert (sliced.last - sliced.first + 1, one.last - one.first + 1) == (SLICE + 1, 2)
    assert [row[0] for row in rows] == list(range(1, one.last + 1))
