"""The table of checks: each holds on one side and not on the other, and what it names can be said."""

import re
from dataclasses import replace

import pytest

from cadre_ledger.domain.checks import CHECKS, Check, Figures, Step, ask, stop
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Refused
from cadre_ledger.wording.messages import MESSAGES

GOOD = Figures(
    papers=35,
    issued=30,
    spoilt=2,
    unused=3,
    present=30,
    collected=29,
    not_returned=1,
    batches=(15, 14),
    name="Người 1",
    subject=1,
    marks=28,
    invalid=1,
    ballots=29,
    batch=1,
    members=10,
    alike=27,
    small=10,
)
BAD = {
    (Step.CONVENING, Code.SMALL_BODY): replace(GOOD, members=9),
    (Step.CERTIFICATION, Code.REVEALS_VOTES): replace(GOOD, ballots=9, alike=8),
    (Step.BOX, Code.PRINTED_DIFFER): replace(GOOD, papers=36),
    (Step.BOX, Code.ISSUED_OVER_PRESENT): replace(GOOD, present=29),
    (Step.ANNOUNCEMENT, Code.NO_BALLOTS): replace(GOOD, collected=0, not_returned=30, batches=()),
    (Step.ANNOUNCEMENT, Code.ISSUED_DIFFER): replace(GOOD, not_returned=0),
    (Step.ANNOUNCEMENT, Code.BATCHES_DIFFER): replace(GOOD, batches=(15, 15)),
    (Step.ANNOUNCEMENT, Code.BATCH_TOO_SMALL): replace(GOOD, batches=(20, 9)),
    (Step.ANNOUNCEMENT, Code.COLLECTED_OVER_ISSUED): replace(GOOD, collected=31, not_returned=0, batches=(31,)),
    (Step.ENTRY, Code.STACK_DIFFERS): replace(GOOD, marks=27),
    (Step.RECOUNT, Code.STACK_DIFFERS): replace(GOOD, invalid=2),
    (Step.CERTIFICATION, Code.COUNT_UNFINISHED): replace(GOOD, unfinished=1),
    (Step.CERTIFICATION, Code.OVERCOUNT): replace(GOOD, collected=31, marks=30),
    (Step.CERTIFICATION, Code.BALANCE_BROKEN): replace(GOOD, marks=29),
}


def codes(step: Step, given: Figures) -> set[Code]:
    """All that is said at a step, what stops and what is asked."""
    asked = {each.code for each in ask(step, given)}
    try:
        stop(step, given)
    except Refused as refused:
        return asked | {refused.code, *(each.code for each in refused.besides)}
    return asked


def test_every_line_of_the_table_is_tried() -> None:
    assert BAD.keys() == {(each.step, each.code) for each in CHECKS}
    assert len(BAD) == len(CHECKS)


@pytest.mark.parametrize("step", Step)
def test_figures_that_add_up_pass_every_step(step: Step) -> None:
    assert codes(step, GOOD) == set()


@pytest.mark.parametrize("check", CHECKS, ids=lambda each: f"{each.step}-{each.code.value}")
def test_a_line_finds_what_it_is_for_and_nothing_else(check: Check) -> None:
    assert codes(check.step, BAD[check.step, check.code]) == {check.code}


@pytest.mark.parametrize("check", CHECKS, ids=lambda each: f"{each.step}-{each.code.value}")
def test_the_number_tells_whether_it_stops_or_asks_and_the_message_names_its_figures(check: Check) -> None:
    message = MESSAGES[check.code]

    assert check.code.value.startswith("VOTE-1" if check.stops else "VOTE-2")
    assert set(re.findall(r"{(\w+)}", message.what + message.next)) <= set(check.names)


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert codes(Step.ANNOUNCEMENT, replace(GOOD, batches=(20, 8), not_returned=0)) == {
        Code.BATCHES_DIFFER,
        Code.BATCH_TOO_SMALL,
        Code.ISSUED_DIFFER,
    }


@pytest.mark.parametrize(("collected", "batches"), [(7, (7,)), (20, (10, 10))])
def test_a_small_body_has_one_stack_and_ten_ballots_are_enough_beside_others(collected: int, batches: tuple[int, ...]) -> None:
    given = replace(GOOD, collected=collected, not_returned=30 - collected, batches=batches)

    assert codes(Step.ANNOUNCEMENT, given) == set()


def test_where_nobody_knows_who_is_present_nothing_is_asked_of_it() -> None:
    assert codes(Step.BOX, replace(GOOD, present=None)) == set()
