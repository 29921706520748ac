"""A ledger is founded once; a clock is confirmed only of a ledger that exists."""

from typing import Any

import pytest

from cadre_ledger.domain import charter
from cadre_ledger.domain.charter import ClockConfirmed, ConfirmClock, Founded, decide
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import LedgerError
from deciding import NO_RULES, given, refusal
from ledgers import NAMESPACE, TODAY, founding

FOUNDED = Founded(origin="test-1", name="Trial", namespace=NAMESPACE, time_zone="Asia/Ho_Chi_Minh", authority="state")
RIGHT = ConfirmClock(on=TODAY, reason="the ledger rested")


def test_a_ledger_is_founded_with_everything_that_may_never_change() -> None:
    assert decide(founding(), given(charter, [], founding()), NO_RULES) == [FOUNDED]


def test_a_ledger_is_not_founded_twice() -> None:
    assert refusal(charter, [FOUNDED], founding(origin="other")) is Code.ALREADY_FOUNDED


def test_a_clock_is_confirmed_with_its_reason_as_often_as_it_takes() -> None:
    confirmed = ClockConfirmed(reason="the ledger rested")

    assert decide(RIGHT, given(charter, [FOUNDED, confirmed], RIGHT), NO_RULES) == [confirmed]


def test_a_clock_is_not_confirmed_of_a_ledger_that_was_not_founded() -> None:
    assert refusal(charter, [], RIGHT) is Code.NO_LEDGER


@pytest.mark.parametrize("zone", ["Asia/Nowhere", "", "../etc/passwd", "Asia/Ho_Chi_Minh\x00"])
def test_a_time_zone_that_does_not_exist_is_refused(zone: str) -> None:
    command: Any = founding(time_zone=zone)

    with pytest.raises(LedgerError) as refused:
        decide(command, given(charter, [], command), NO_RULES)

    assert refused.value.code is Code.FIELD_INVALID
    assert refused.value.facts["field"] == "time_zone"
