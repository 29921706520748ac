"""Counting in a real terminal: what a kill, a signal or a failure leaves of a stack that is open, and of one that is being locked."""

import signal
from pathlib import Path

import pytest

from cadre_ledger.domain.convening import stream_of
from cadre_ledger.domain.counts import EntryLocked
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from counting import CODES, announced, compared, files_with, locked, rows_of, seen
from ptys import Window
from sittings import HELD, ONE, TWO

HERE = Path(__file__).parent
PLANTED, OPEN = "12332101233210", "31231230"
PEOPLE, SIZE = len(PLANTED), 10
STATUS = {"SIGTERM": 143, "SIGHUP": 129, "SIGKILL": -9, "failure": 7}


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    return announced(tmp_path / "a.ledger", SIZE, 12, people=PEOPLE)


def begun(window: Window, directory: Directory) -> Window:
    """The list of votes."""
    surroundings = {"HOME": str(directory.path.parent / "home"), "XDG_STATE_HOME": str(directory.path.parent / "state")}
    arguments = ("tui", "--ledger", directory.path, "--lang", "en", "--actor", ONE)
    window.play(HERE / "standing.py", *arguments, environment=surroundings)
    window.until("Tasks:").press("f4")
    window.until("5  Rulebook").press("4")
    window.until("1 of 1").press("enter")
    window.until("A vote held here S1").press("enter")
    return window


def at_ballots(window: Window, directory: Directory) -> Window:
    """The first stack, ballot by ballot."""
    begun(window, directory).until("Who counts?").press("1")
    window.until("Which stack").press("1")
    window.until("How is it typed?").press("2")
    return window.until("Ballot 1 of 10")


def typed(window: Window, line: str, number: int) -> None:
    """One ballot, closed."""
    window.send(line.encode() + b"\r")
    window.until(f"Ballots added up: {number}.")


ENDS = [pytest.param(end, marks=() if end in ("SIGKILL", "failure") else pytest.mark.crash) for end in STATUS]


@pytest.mark.parametrize("end", ENDS)
def test_of_an_open_stack_nothing_is_left_but_which_it_was(window: Window, directory: Directory, tmp_path: Path, end: str) -> None:
    at_ballots(window, directory)
    typed(window, PLANTED, 1)
    window.send(OPEN.encode())
    window.until("8 of 14 names")
    drawn = len(window.written)
    if end == "failure":
        window.send(b"\x1b[2~")
    else:
        window.signal(signal.Signals[end])
    assert window.ended() == STATUS[end]

    for line in (PLANTED, OPEN):
        assert files_with(tmp_path, line.encode()) == []
        assert files_with(tmp_path, ", ".join(line).encode()) == []
        assert line.encode() not in bytes(window.written[drawn:])
    with Window() as again:
        begun(again, directory).until(f"{ONE} had begun stack 1 and not locked it.")
        again.press("enter")
        again.until("Ballots added up: 0. Missing: 10.")


@pytest.mark.parametrize("tenths", [pytest.param(each, marks=() if each == 2 else pytest.mark.crash) for each in range(8)])
def test_a_kill_while_locking_locks_the_whole_stack_or_nothing(window: Window, directory: Directory, tenths: int) -> None:
    at_ballots(window, directory)
    lines = [PLANTED, *["1" * PEOPLE] * (SIZE - 1)]
    for number, line in enumerate(lines, 1):
        typed(window, line, number)
    window.press("f9")
    window.until("Your code")
    window.send(f"{CODES[ONE]}\r{CODES[ONE]}\r".encode())
    window.read(tenths / 10)
    window.signal(signal.SIGKILL)
    window.ended()

    with Ledger.open(directory) as ledger:
        entries = [each.event for each in ledger.read(stream_of("S1")) if isinstance(each.event, EntryLocked)]
    if not entries:
        with Window() as again:
            begun(again, directory).until("and not locked it.")
        return
    with Window() as again:
        begun(again, directory).until("Who counts?")
    locked(directory, TWO, rows_of(lines, PEOPLE))
    compared(directory)
    stack = seen(directory).sitting.batches[0]
    assert (stack.settled, stack.differing) == (True, ())


def test_on_the_command_line_no_ballot_is_shown_and_a_wrong_one_is_asked_for_again(window: Window, directory: Directory) -> None:
    window.run("vote", "count", "S1", "--by-ballot", "--on", str(HELD), "--ledger", directory.path, "--lang", "en", "--actor", ONE)
    window.until("Ballot 1 of 10").send(PLANTED[:-1].encode() + b"\n")
    window.until("VOTE-172")
    for number in range(1, SIZE + 1):
        window.until(f"Ballot {number} of 10").send(PLANTED.encode() + b"\n")
    window.until("Your code").send(f"{CODES[ONE]}\n".encode())
    assert window.ended() == 0
    assert PLANTED[:-1] not in window.text
    assert PLANTED[:-1].encode() not in bytes(window.written)
    assert seen(directory).sitting.batches[0].locked_by == (ONE,)
