"""An import killed with -9 at moments of chance: all of the file is there or nothing of it, and importing again ends well."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cadre_ledger.ledger.directory import Directory
from councils import FOUNDED, HEADER, row, table
from ledgers import everything
from staffing import file_of, office
from terminals import Terminal

COUNCILS, PEOPLE = 120, 12
BASIS = ("--basis", "vn/96-2023-QH15")
EVENTS = 4 * COUNCILS
KILLS = 4
MANY_KILLS = 40


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Many sessions in one file."""
    path = tmp_path_factory.mktemp("big") / "big.csv"
    rows = (
        row(f"Người {person}", 30, 10, 7, council=f"HĐND xã {council}", issued=47, title=f"Ghế {person}")
        for council in range(COUNCILS)
        for person in range(PEOPLE)
    )
    path.write_bytes(table(*rows, header=HEADER))
    return path


def started(ledger: Path, *what: object) -> subprocess.Popen[bytes]:
    # The same code as here, wherever it was imported from.
    code = {"PYTHONPATH": os.environ["PYTHONPATH"]} if "PYTHONPATH" in os.environ else {}
    environment = {"PATH": os.environ["PATH"], "CADRE_LEDGER": str(ledger), "LANG": "C.UTF-8", **code}
    arguments = [sys.executable, "-m", "cadre_ledger", "import", *(str(each) for each in what)]
    return subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def founded(path: Path) -> Terminal:
    terminal = Terminal(path, environment={})
    assert Terminal()("init", path).status == 0
    return terminal


def head(ledger: Path) -> int:
    return len(everything(Directory(ledger))[0])


@pytest.fixture(scope="module")
def whole(big: Path, tmp_path_factory: pytest.TempPathFactory) -> float:
    """How long the import takes when nobody interferes."""
    path = tmp_path_factory.mktemp("whole") / "a.ledger"
    founded(path)
    before = time.monotonic()
    process = started(path, "tallies", big, *BASIS)
    process.communicate(timeout=120)
    assert process.returncode == 0
    assert head(path) == FOUNDED + EVENTS
    return time.monotonic() - before


def moments(count: int, whole: float) -> Iterator[float]:
    """Spread over the whole of the work, each moved by chance; the seed is named so that a failure can be had again."""
    chance = random.Random(20260510)
    for number in range(count):
        yield whole * (0.3 + (number + chance.random()) / count)


def kill(process: subprocess.Popen[bytes], moment: float) -> None:
    """At a moment after the start, if it has not ended by then."""
    with_patience = time.monotonic() + moment
    while process.poll() is None and time.monotonic() < with_patience:
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)


def kill_and_look(path: Path, big: Path, moment: float) -> bool:
    """Kill an import at a moment; whether the whole file was there, for part of it never is."""
    terminal = founded(path)
    kill(started(path, "tallies", big, *BASIS), moment)

    assert head(path) in (FOUNDED, FOUNDED + EVENTS)
    there: bool = head(path) == FOUNDED + EVENTS
    assert terminal("doctor").status == 0
    assert len(terminal("vote", "list", "--json").json["votes"]) == (COUNCILS if there else 0)
    again = terminal("import", "tallies", big, *BASIS, "--json")
    assert again.status == 0
    assert again.json["repeated"] is there
    assert (again.json["first"], again.json["last"]) == (FOUNDED + 1, FOUNDED + EVENTS)
    assert head(path) == FOUNDED + EVENTS
    assert terminal("views", "check").status == 0
    once_more = terminal("import", "tallies", big, *BASIS)
    assert once_more.text == f"Already recorded as entries {FOUNDED + 1} to {FOUNDED + EVENTS}; nothing new.\n"
    return bool(there)


def test_a_killed_import_leaves_the_whole_file_or_nothing(tmp_path: Path, big: Path, whole: float) -> None:
    for number, moment in enumerate(moments(KILLS, whole)):
        kill_and_look(tmp_path / f"{number}.ledger", big, moment)


@pytest.mark.crash
def test_a_killed_import_leaves_the_whole_file_or_nothing_many_times(tmp_path: Path, big: Path, whole: float) -> None:
    there = [kill_and_look(tmp_path / f"{number}.ledger", big, moment) for number, moment in enumerate(moments(MANY_KILLS, whole))]

    assert {True, False} == set(there), "no kill fell before the end, or none after it"


def test_a_kill_after_the_last_word_finds_everything(tmp_path: Path, big: Path, whole: float) -> None:
    assert kill_and_look(tmp_path / "late.ledger", big, whole * 20)


@pytest.mark.parametrize("share", [0.5, 0.8, 0.95, 1.1])
def test_a_killed_roster_leaves_everybody_or_nobody_and_no_code_is_lost(tmp_path: Path, share: float) -> None:
    people = 400
    rows = ((f"N-{number}", f"Người {number}", "SO-NV", "GD-SNV", "2021", "", "", "", "") for number in range(people))
    roster = tmp_path / "roster.csv"
    roster.write_bytes(file_of("roster", *rows))
    whole, cut = office(tmp_path / "whole.ledger").path, office(tmp_path / "cut.ledger").path
    before, registered = head(cut), 3
    begun = time.monotonic()
    started(whole, "roster", roster).communicate(timeout=120)
    kill(started(cut, "roster", roster), (time.monotonic() - begun) * share)

    assert head(whole) == before + 4 * people
    assert head(cut) in (before, before + 4 * people)
    terminal = Terminal(cut)
    assert terminal("doctor").status == 0
    assert terminal("import", "roster", roster).status == 0
    assert head(cut) == before + 4 * people
    last = terminal("cadre", "show", f"N-{people - 1}", "--json").json["cadre"]["code"]
    assert last == f"C{registered + people:06d}"
