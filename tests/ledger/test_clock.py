"""When something was recorded never goes backwards, and a clock that is far ahead has to be said to be right."""

import json
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadre_ledger.domain.charter import STREAM, ConfirmClock
from cadre_ledger.ledger.application import FURTHEST, Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Refused
from ledgers import START, TODAY, Clock, cadre, done, everything, found, stored

TICK = timedelta(microseconds=1)


def last(directory: Directory) -> dict[str, str]:
    state: dict[str, str] = json.loads(stored(directory)[-1][4])
    return state


def stamp(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def test_an_entry_carries_what_the_clock_shows(ledger: Ledger, directory: Directory) -> None:
    shown = datetime(2026, 5, 11, 3, 4, 5, 678901, tzinfo=UTC)

    done(ledger, cadre(), clock=Clock(shown))

    assert last(directory)["recorded_at"] == "2026-05-11T03:04:05.678901Z"
    assert "clock" not in last(directory)


def test_all_entries_of_a_command_carry_one_instant(ledger: Ledger, directory: Directory) -> None:
    answer = done(ledger, cadre(), cadre(), clock=Clock(START + timedelta(days=1)))

    stamps = {json.loads(state)["recorded_at"] for entry, _, _, _, state in stored(directory) if entry >= answer.first}
    assert stamps == {stamp(START + timedelta(days=1))}


@pytest.mark.parametrize("back", [timedelta(0), TICK, timedelta(hours=1), timedelta(days=4000)])
def test_a_clock_that_stepped_back_is_clamped_and_what_it_showed_is_kept(ledger: Ledger, directory: Directory, back: timedelta) -> None:
    done(ledger, cadre(), clock=Clock(START + timedelta(days=1)))

    done(ledger, cadre(), clock=Clock(START + timedelta(days=1) - back))

    assert last(directory)["recorded_at"] == stamp(START + timedelta(days=1) + TICK)
    assert last(directory)["clock"] == stamp(START + timedelta(days=1) - back)


def test_what_a_clock_showed_is_read_back_with_the_record(ledger: Ledger) -> None:
    done(ledger, cadre(), clock=Clock(START - timedelta(days=1)))

    record = ledger.read("cadre/C000001")[-1]

    assert record.clock == START - timedelta(days=1)
    assert record.recorded_at == START + TICK


def test_a_clock_of_another_zone_is_stored_in_universal_time(ledger: Ledger, directory: Directory) -> None:
    hanoi = timezone(timedelta(hours=7))

    done(ledger, cadre(), clock=Clock(datetime(2026, 5, 12, 3, 0, tzinfo=hanoi)))

    assert last(directory)["recorded_at"] == "2026-05-11T20:00:00.000000Z"


@given(steps=st.lists(st.timedeltas(timedelta(days=-40), timedelta(days=40)), min_size=1, max_size=12))
@settings(max_examples=40, deadline=None)
def test_whatever_the_clock_does_the_recorded_instants_only_grow(tmp_path_factory: pytest.TempPathFactory, steps: list[timedelta]) -> None:
    directory = found(tmp_path_factory.mktemp("clock") / "trial.ledger")
    clock = Clock()
    with Ledger.open(directory) as ledger:
        for step in steps:
            clock.now += step
            done(ledger, cadre(), clock=clock)

    states = [json.loads(state) for *_, state in stored(directory)]
    by_command = {state["key"]: state["recorded_at"] for state in states}
    instants = list(by_command.values())

    assert all(earlier < later for earlier, later in pairwise(instants))
    assert all(state["clock"] <= state["recorded_at"] for state in states if "clock" in state)


def test_a_clock_as_far_ahead_as_may_be_is_believed(ledger: Ledger) -> None:
    done(ledger, cadre(), clock=Clock(START + FURTHEST))


def test_a_clock_further_ahead_is_refused_and_leaves_no_row(ledger: Ledger, directory: Directory) -> None:
    before = everything(directory)

    with pytest.raises(Refused) as refused:
        done(ledger, cadre(), clock=Clock(START + FURTHEST + TICK))

    assert refused.value.code is Code.CLOCK_AHEAD
    assert everything(directory) == before


def test_a_clock_far_ahead_is_believed_once_someone_says_that_it_is_right(ledger: Ledger) -> None:
    late = Clock(START + timedelta(days=2000))

    done(ledger, ConfirmClock(on=TODAY, reason="the ledger rested"), clock=late)
    done(ledger, cadre(), clock=late)

    assert [type(each.event).__name__ for each in ledger.read(STREAM)] == ["Founded", "ClockConfirmed"]


def test_a_batch_of_many_slices_obeys_the_clock_too(ledger: Ledger, directory: Directory) -> None:
    before = everything(directory)

    with pytest.raises(Refused) as refused:
        done(ledger, *(cadre() for _ in range(1500)), clock=Clock(START + FURTHEST + TICK))

    assert refused.value.code is Code.CLOCK_AHEAD
    assert everything(directory) == before
