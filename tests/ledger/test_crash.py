"""Killed with -9 at any moment, a ledger holds each command whole or not at all, opens, and goes on."""

import random
from functools import partial
from itertools import count

import pytest

from cadre_ledger.ledger.application import SLICE, Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.recording import record
from crashing import Say, Telling, killed
from duelling import established, guard
from ledgers import NAMESPACE, author, cadre, done, found, stored

BATCH = 5 * SLICE
EVERY = 200
BEFORE_COMMIT = BATCH // EVERY + 1
"""How many words a batch has said when it has stored its last row and not committed."""
DONE = BEFORE_COMMIT + 1


def importing(directory: Directory, key: str, say: Say) -> None:
    records = [established(f"{key}-{number}", key=key) for number in range(BATCH)]
    with Ledger.open(directory) as ledger:
        ledger.append(Telling(records, say, EVERY), {}, guard(key))


def moments(kills: int, chance: random.Random) -> list[int]:
    """When to kill: most somewhere on the way, some at the commit, one after it."""
    return [*(chance.randint(1, BEFORE_COMMIT) for _ in range(kills - kills // 3 - 1)), *([BEFORE_COMMIT] * (kills // 3)), DONE]


def survive_kills_of_imports(directory: Directory, when: list[int]) -> list[bool]:
    """Kill imports at these moments; whether each was there afterwards."""
    survived = []
    for number, after in enumerate(when):
        key = f"I{number}"
        with Ledger.open(directory) as ledger:
            before = ledger.head
        said = killed(partial(importing, directory, key), after)
        with Ledger.open(directory) as ledger:
            assert ledger.head in (before, before + BATCH)
            whole = ledger.head == before + BATCH
            assert (ledger.recorded(guard(key).command) is not None) is whole
            assert whole or "done" not in said
            # The ledger goes on, and a repeat of a whole import answers as the first time.
            again = ledger.append([established(f"{key}-again", key=f"{key}-again")], {}, guard(f"{key}-again"))
            assert again.first == ledger.head
            if whole:
                repeat = ledger.append([established("other", key=key)], {}, guard(key))
                assert (repeat.first, repeat.last, repeat.repeated) == (before + 1, before + BATCH, True)
        survived.append(whole)
    assert_sound(directory)
    return survived


def assert_sound(directory: Directory) -> None:
    """Dense entries, streams without gaps, commands that tell their span, and a file that SQLite finds whole."""
    assert stored(directory, "PRAGMA integrity_check") == [("ok",)]
    assert stored(directory, "SELECT COUNT(*) - MAX(rowid) FROM ledger_events") == [(0,)]
    gaps = "SELECT 1 FROM ledger_events GROUP BY originator_id HAVING COUNT(*) <> MAX(originator_version)"
    assert stored(directory, gaps) == []
    spans = (
        "SELECT json_extract(state, '$.key'), MIN(rowid), MAX(rowid) FROM ledger_events GROUP BY 1 ORDER BY 1",
        "SELECT key, first, last FROM commands ORDER BY 1",
    )
    assert stored(directory, spans[0]) == stored(directory, spans[1])


def test_an_import_killed_at_any_moment_is_there_whole_or_not_at_all(directory: Directory) -> None:
    survived = survive_kills_of_imports(directory, moments(15, random.Random(96)))

    assert (survived[0], survived[-1]) == (False, True)


@pytest.mark.crash
@pytest.mark.timeout(3600)
def test_an_import_killed_300_times_is_there_whole_or_not_at_all(directory: Directory) -> None:
    survived = survive_kills_of_imports(directory, moments(300, random.Random()))

    assert (survived[0], survived[-1]) == (False, True)


def recording(directory: Directory, first: int, say: Say) -> None:
    with Ledger.open(directory) as ledger:
        for number in count(first):
            record(ledger, [cadre(f"Person {'x' * (number % 50)}")], author(key=f"single-{number}"))
            say(number)


def survive_kills_of_commands(directory: Directory, kills: int, chance: random.Random) -> None:
    first = 0
    for _ in range(kills):
        said = killed(partial(recording, directory, first), chance.randint(1, 30))
        found = {key for (key,) in stored(directory, "SELECT key FROM commands")}
        assert {f"single-{number}" for number in said} <= found, "acknowledged and lost"
        assert f"single-{first + len(said) + 1}" not in found, "recorded out of order"
        first += len(said) + 1
        with Ledger.open(directory) as ledger:
            done(ledger, cadre("Goes on"))
    assert_sound(directory)


def test_commands_acknowledged_before_a_kill_are_there(directory: Directory) -> None:
    survive_kills_of_commands(directory, 15, random.Random(87))


@pytest.mark.crash
@pytest.mark.timeout(3600)
def test_commands_acknowledged_before_300_kills_are_there(directory: Directory) -> None:
    survive_kills_of_commands(directory, 300, random.Random())


def founding_cut_short(directory: Directory, step: str, say: Say) -> None:
    if step == "before the tables":
        directory.create()
    else:
        Ledger.create(directory, NAMESPACE)
    say("cut short")


@pytest.mark.parametrize("step", ["before the tables", "before the first entry"])
def test_a_founding_cut_short_can_be_begun_again(directory: Directory, step: str) -> None:
    unfounded = Directory(directory.path.with_name("unfounded.ledger"))
    killed(partial(founding_cut_short, unfounded, step), 1)

    found(unfounded.path)

    with Ledger.open(unfounded) as ledger:
        assert ledger.head > 0
