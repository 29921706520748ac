"""`vote count --by-ballot`: a line of digits per ballot, added up by the same adder; of the ballots nothing stays anywhere."""

from pathlib import Path

import pytest

from cadre_ledger.ledger.directory import Directory
from cadre_ledger.values.codes import Code
from councils import copied
from counting import CODES, announced, compared, files_with, locked, rows_of, seen
from other_ways import bodies, head
from sittings import CHAIR, ONE, TWO
from terminals import Said, Terminal

PLANTED = "12332101233210"
PEOPLE = len(PLANTED)
LINES = [PLANTED, "9", *("1" * PEOPLE for _ in range(8))]


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    return announced(tmp_path / "a.ledger", len(LINES), people=PEOPLE)


def count(directory: Directory, lines: list[str], *more: object, counter: str = ONE) -> Said:
    typed = "\n".join((*lines, CODES[counter])) + "\n"
    return Terminal(directory.path)("vote", "count", "S1", "--by-ballot", "--actor", counter, *more, typed=typed)


def test_ballots_give_the_same_event_as_their_totals(directory: Directory, tmp_path: Path) -> None:
    other = copied(directory, tmp_path / "b.ledger")
    first = head(directory) + 1
    rows = [part for row in rows_of(LINES, PEOPLE) for part in ("--row", ";".join(map(str, row)))]

    assert count(directory, LINES).status == 0
    said = Terminal(other.path)("vote", "count", "S1", *rows, "--actor", ONE, typed=CODES[ONE] + "\n")

    assert said.status == 0
    assert bodies(directory, first) == bodies(other, first)
    assert files_with(tmp_path, PLANTED.encode()) == []
    locked(directory, TWO, rows_of(LINES, PEOPLE))
    compared(directory)
    assert seen(directory).sitting.batches[0].settled


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([*LINES[:3], "1" * PEOPLE + "1", *LINES[4:]], Code.BALLOT_FULL),
        ([*LINES[:3], "1", *LINES[4:]], Code.BALLOT_UNFINISHED),
        ([*LINES[:3], "4" + "1" * (PEOPLE - 1), *LINES[4:]], Code.MARK_UNKNOWN),
        ([*LINES[:3], "", *LINES[4:]], Code.STACK_UNFINISHED),
        # The code is read where the last ballot was expected.
        (LINES[:-1], Code.MARK_UNKNOWN),
    ],
)
def test_what_is_no_ballot_is_refused_with_its_number_and_no_mark(directory: Directory, lines: list[str], code: Code) -> None:
    before = head(directory)

    said = count(directory, lines)

    assert code.value in said.words
    assert PLANTED not in said.words
    assert "1111" not in said.words
    assert CODES[ONE] not in said.words
    assert head(directory) == before


def test_who_may_not_count_is_told_before_anything_is_typed(directory: Directory) -> None:
    locked(directory, ONE, rows_of(LINES, PEOPLE))
    stranger = Terminal(directory.path)("vote", "count", "S1", "--by-ballot", "--actor", CHAIR)
    again = Terminal(directory.path)("vote", "count", "S1", "--by-ballot", "--actor", ONE)
    nowhere = Terminal(directory.path)("vote", "count", "S1", "--by-ballot", "--batch", 7, "--actor", ONE)

    assert Code.NOT_ON_COMMITTEE.value in stranger.words
    assert Code.ENTRY_LOCKED.value in again.words
    assert Code.NO_BATCH.value in nowhere.words


def test_either_ballots_or_totals(directory: Directory) -> None:
    both = count(directory, LINES, "--row", "1;2;3;4")
    neither = Terminal(directory.path)("vote", "count", "S1", "--actor", ONE, typed=CODES[ONE])

    assert (both.status, Code.USAGE.value in both.words) == (2, True)
    assert Code.ENTRY_SUBJECTS.value in neither.words
