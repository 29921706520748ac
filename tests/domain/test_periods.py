"""A period is opened once, under a text that is adopted, and keeps that text; closed and opened again in turn."""

from typing import Any

import pytest

from cadre_ledger.domain import periods
from cadre_ledger.domain.periods import ClosePeriod, OpenPeriod, PeriodClosed, PeriodOpened, PeriodReopened, ReopenPeriod, boundary, decide
from cadre_ledger.domain.shapes import Event
from cadre_ledger.rulebook.rulebook import text_digest
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import Refused
from deciding import NO_RULES, given, refusal
from ledgers import TODAY
from regulations import PLAIN, PLAIN_TEXT, rulebook

RULES = rulebook(PLAIN_TEXT)


def opening(period: str = "2026-Q1", **named: Any) -> OpenPeriod:
    fields = {"period": period, "begins": "2026-01-01", "ends": "2026-03-31", "criteria_set": "General", "basis": PLAIN}
    return OpenPeriod.model_validate({"on": TODAY, **fields} | named)


def opened(period: str = "2026-Q1", **named: Any) -> PeriodOpened:
    fields = opening(period, **named).model_dump(exclude={"on"})
    return PeriodOpened.model_validate(fields | {"basis_digest": text_digest(PLAIN_TEXT.encode())})


CLOSE, CLOSED = ClosePeriod(on=TODAY, period="2026-Q1"), PeriodClosed(period="2026-Q1")
REOPEN, REOPENED = ReopenPeriod(on=TODAY, period="2026-Q1", reason="thiếu hồ sơ"), PeriodReopened(period="2026-Q1", reason="thiếu hồ sơ")


def test_a_period_is_opened_and_keeps_the_text_it_was_opened_under() -> None:
    command = opening(deadline="2026-04-10")

    assert decide(command, given(periods, [], command), RULES) == [
        PeriodOpened(
            period="2026-Q1",
            begins=PartialDate.parse("2026-01-01"),
            ends=PartialDate.parse("2026-03-31"),
            criteria_set="general",
            basis=PLAIN,
            basis_digest=text_digest(PLAIN_TEXT.encode()),
            deadline=PartialDate.parse("2026-04-10"),
        )
    ]


def test_a_period_is_opened_once() -> None:
    assert refusal(periods, [opened()], opening(), RULES) is Code.PERIOD_EXISTS
    assert refusal(periods, [opened(), CLOSED], opening(), RULES) is Code.PERIOD_EXISTS


def test_a_regulation_that_is_not_adopted_opens_nothing() -> None:
    assert refusal(periods, [], opening(), NO_RULES) is Code.NO_REGULATION
    assert refusal(periods, [], opening(basis="test/other"), RULES) is Code.NO_REGULATION


@pytest.mark.parametrize(("begins", "ends"), [("2026-01-01", "2026-01-01"), ("2026-01-31", "2026-01"), ("2026", "2026-01-01")])
def test_a_period_may_end_on_any_day_that_is_not_certainly_before_it_begins(begins: str, ends: str) -> None:
    command = opening("DOT-1", begins=begins, ends=ends)

    assert decide(command, given(periods, [], command), RULES) == [opened("DOT-1", begins=begins, ends=ends)]


@pytest.mark.parametrize(("begins", "ends"), [("2026-01-02", "2026-01-01"), ("2026-02", "2026-01-31"), ("2026", "2025")])
def test_a_period_does_not_end_before_it_begins(begins: str, ends: str) -> None:
    assert refusal(periods, [], opening("DOT-1", begins=begins, ends=ends), RULES) is Code.POST_DATES


def test_a_period_is_closed_and_opened_again_in_turn() -> None:
    assert decide(CLOSE, given(periods, [opened()], CLOSE), NO_RULES) == [CLOSED]
    assert decide(REOPEN, given(periods, [opened(), CLOSED], REOPEN), NO_RULES) == [REOPENED]
    assert decide(CLOSE, given(periods, [opened(), CLOSED, REOPENED], CLOSE), NO_RULES) == [CLOSED]


def test_a_closed_period_is_not_closed_and_an_open_one_not_opened_again() -> None:
    assert refusal(periods, [opened(), CLOSED], CLOSE) is Code.PERIOD_CLOSED
    assert refusal(periods, [opened()], REOPEN) is Code.PERIOD_OPEN
    assert refusal(periods, [opened(), CLOSED, REOPENED], REOPEN) is Code.PERIOD_OPEN


@pytest.mark.parametrize("command", [CLOSE, REOPEN], ids=["close", "reopen"])
def test_a_period_that_is_not_there_is_neither_closed_nor_reopened(command: ClosePeriod | ReopenPeriod) -> None:
    assert refusal(periods, [], command) is Code.NO_PERIOD


def test_only_opening_reads_the_rulebook() -> None:
    assert boundary(opening(), periods.initial) == ("period/2026-Q1", "rulebook", f"rules/{PLAIN}")
    assert boundary(CLOSE, periods.initial) == boundary(REOPEN, periods.initial) == ("period/2026-Q1",)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2026", "2026"),
        (" 2026-q1 ", "2026-Q1"),
        ("2026-H2", "2026-H2"),
        ("term:2025-2030", "term:2025-2030"),
        ("TERM:2025-2030", "term:2025-2030"),
        ("dot-1", "DOT-1"),
    ],
)
def test_a_code_is_written_in_one_way(written: str, code: str) -> None:
    assert opening(written).period == code


@pytest.mark.parametrize("written", ["2026/Q1", "term:2025", "term:２０２５-２０３０", "a b", "x:2025-2030", "2026\u202e"])
def test_a_code_that_could_be_taken_for_another_s_stream_is_refused(written: str) -> None:
    with pytest.raises(Refused):
        opening(written)


def test_events_of_others_leave_a_period_as_it_is() -> None:
    events: list[Event] = [opened(), CLOSED]

    assert given(periods, events, CLOSE).closed
