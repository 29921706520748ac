"""A stack added up in memory: every closed ballot is in the sums once for each name, and nowhere else."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_ledger.domain.adding import VOID, Ballots, Totals, ballot
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Refused
from cadre_ledger.values.tallies import VoteKind

CONFIDENCE, BINDING = VoteKind.CONFIDENCE, VoteKind.BINDING
PEOPLE = 4
stacks = st.lists(st.lists(st.integers(0, 3), min_size=PEOPLE, max_size=PEOPLE), min_size=1, max_size=30)


def typed(stack: Ballots, *digits: int) -> Ballots:
    for digit in digits:
        stack = stack.marked(digit)
    return stack


@given(stacks)
def test_each_name_is_in_the_sums_as_often_as_there_are_ballots(ballots: list[list[int]]) -> None:
    stack = Ballots.begun(len(ballots), PEOPLE, CONFIDENCE)
    for each in ballots:
        stack = typed(stack, *each).added()
        assert [sum(row) for row in stack.cells] == [stack.closed] * PEOPLE

    assert stack.finished
    for place in range(PEOPLE):
        of_one = [each[place] for each in ballots]
        assert stack.rows[place] == tuple(of_one.count(mark) for mark in (1, 2, 3, 0))


@given(stacks, st.randoms())
def test_of_closed_ballots_nothing_remains_but_the_sums(ballots: list[list[int]], chance: Random) -> None:
    other = list(ballots)
    chance.shuffle(other)
    one, two = Ballots.begun(len(ballots), PEOPLE, CONFIDENCE), Ballots.begun(len(ballots), PEOPLE, CONFIDENCE)
    for each, another in zip(ballots, other, strict=True):
        one, two = typed(one, *each).added(), typed(two, *another).added()

    assert one == two


@given(st.lists(st.one_of(st.integers(0, 3), st.just("back")), max_size=40))
def test_backspace_takes_back_the_last_mark_of_the_open_ballot(keys: list[object]) -> None:
    stack, expected = Ballots.begun(5, PEOPLE, CONFIDENCE), list[int]()
    for key in keys:
        if key == "back":
            stack, expected = stack.taken_back(), expected[:-1]
        elif isinstance(key, int) and len(expected) < PEOPLE:
            stack, expected = stack.marked(key), [*expected, key]
    assert [stack.mark(row) for row in range(PEOPLE)] == [*expected, *[None] * (PEOPLE - len(expected))]


def test_backspace_takes_nothing_of_a_closed_ballot_back() -> None:
    stack = typed(Ballots.begun(5, 2, CONFIDENCE), 1, 2).added()

    assert stack.taken_back() == stack


def test_a_void_ballot_is_invalid_for_everyone_and_what_was_typed_before_comes_back() -> None:
    stack = typed(Ballots.begun(5, 2, CONFIDENCE), 1, VOID)

    assert stack.added().cells == ((0, 0, 0, 1), (0, 0, 0, 1))
    assert stack.taken_back().marked(3).added().cells == ((1, 0, 0, 0), (0, 0, 1, 0))


def test_a_binding_vote_has_two_choices() -> None:
    stack = ballot(ballot(ballot(Ballots.begun(3, 2, BINDING), "12"), "2 0"), "9")

    assert stack.cells == ((1, 1, 1), (0, 1, 2))


@pytest.mark.parametrize(
    ("kind", "line", "code"),
    [
        (CONFIDENCE, "14", Code.MARK_UNKNOWN),
        (BINDING, "13", Code.MARK_UNKNOWN),
        (CONFIDENCE, "1a", Code.MARK_UNKNOWN),
        (CONFIDENCE, "", Code.MARK_UNKNOWN),
        (CONFIDENCE, "1²", Code.MARK_UNKNOWN),
        (CONFIDENCE, "1", Code.BALLOT_UNFINISHED),
        (CONFIDENCE, "121", Code.BALLOT_FULL),
        (CONFIDENCE, "91", Code.BALLOT_FULL),
    ],
)
def test_a_line_that_is_no_ballot_is_refused_without_naming_its_marks(kind: VoteKind, line: str, code: Code) -> None:
    with pytest.raises(Refused) as error:
        ballot(Ballots.begun(3, 2, kind), line)

    assert error.value.code is code
    assert set(error.value.facts) <= {"ballot", "levels", "people", "marked"}


def test_one_ballot_more_than_the_stack_has_is_refused() -> None:
    stack = ballot(Ballots.begun(1, 2, CONFIDENCE), "12")

    with pytest.raises(Refused) as marked:
        stack.marked(1)
    with pytest.raises(Refused) as added:
        stack.added()
    assert (marked.value.code, added.value.code) == (Code.STACK_FULL, Code.STACK_FULL)


def test_the_open_ballot_is_not_in_what_is_printed_of_a_stack() -> None:
    assert "2, 3, 1" not in repr(typed(Ballots.begun(5, 3, CONFIDENCE), 2, 3, 1))


def test_totals_say_what_is_missing_and_what_is_too_much() -> None:
    sheet = Totals.begun(10, 2, CONFIDENCE).put(0, 0, 7).put(0, 1, 2)
    assert (sheet.missing(0), sheet.missing(1), sheet.open_cell) == (1, 10, (0, 2))

    sheet = sheet.put(0, 2, 1).put(0, 3, 1)
    assert (sheet.missing(0), sheet.open_cell) == (-1, (0, 0))

    sheet = sheet.put(0, 3, 0)
    for column, figure in enumerate((0, 0, 10, 0)):
        sheet = sheet.put(1, column, figure)
    assert sheet.open_cell is None
    assert sheet.rows == ((7, 2, 1, 0), (0, 0, 10, 0))
