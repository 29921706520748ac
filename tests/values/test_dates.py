"""Dates as precise as their source, and half-open intervals."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import Interval, PartialDate, month_end, months_after
from cadre_ledger.values.errors import Misused

DECEMBER = PartialDate(date(2014, 12, 1), date(2014, 12, 31))


class Dated(BaseModel):
    on: PartialDate


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2014", PartialDate(date(2014, 1, 1), date(2014, 12, 31))),
        ("2014-12", DECEMBER),
        ("12/2014", DECEMBER),
        ("2014-12-05", PartialDate.on(date(2014, 12, 5))),
        ("05/12/2014", PartialDate.on(date(2014, 12, 5))),
        ("5/12/2014", PartialDate.on(date(2014, 12, 5))),
        (" 2014-12-05 ", PartialDate.on(date(2014, 12, 5))),
        ("2024-02", PartialDate(date(2024, 2, 1), date(2024, 2, 29))),
        ("2023-02", PartialDate(date(2023, 2, 1), date(2023, 2, 28))),
        ("29/02/2024", PartialDate.on(date(2024, 2, 29))),
    ],
)
def test_a_date_is_read_in_both_ways_of_writing(written: str, expected: PartialDate) -> None:
    assert PartialDate.parse(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "",
        "14",
        "2014-13",
        "2014-00",
        "2014-12-00",
        "2014-00-05",
        "00/12/2014",
        "00/2014",
        "0000",
        "2014-12-32",
        "31/02/2014",
        "2023-02-29",
        "12/31/2014",
        "2014/12/05",
        "05-12-2014",
        "2014-1-5",
        "2014-12-05T10:00",
        "December 2014",
        "2014-12-05 to 2014-12-06",
    ],
)
def test_what_is_no_date_is_refused_with_its_text(written: str) -> None:
    with pytest.raises(Misused) as refusal:
        PartialDate.parse(written)

    assert refusal.value.code is Code.DATE_UNREADABLE
    assert refusal.value.facts["value"] == written


def test_a_long_text_is_quoted_only_in_part() -> None:
    with pytest.raises(Misused) as refusal:
        PartialDate.parse("x" * 1000)

    assert refusal.value.facts["value"] == "x" * 40


@given(st.dates())
def test_a_day_a_month_and_a_year_come_back_as_they_were_written(day: date) -> None:
    for length in (10, 7, 4):
        written = day.isoformat()[:length]
        assert str(PartialDate.parse(written)) == written


@given(st.dates())
def test_a_coarser_date_holds_every_finer_one(day: date) -> None:
    exact, month, year = (PartialDate.parse(day.isoformat()[:length]) for length in (10, 7, 4))
    assert year.first <= month.first <= exact.first == day
    assert day == exact.last <= month.last <= year.last


def test_only_a_day_is_exact() -> None:
    assert PartialDate.parse("2014-12-05").exact
    assert not DECEMBER.exact
    assert not PartialDate.parse("2014").exact


def test_dates_are_ordered_by_their_first_day() -> None:
    assert PartialDate.parse("2014-11") < PartialDate.parse("2014-12-05") < PartialDate.parse("2015")


@pytest.mark.parametrize("written", ["2014", "2014-12", "2014-12-05"])
def test_a_model_stores_a_date_as_its_text(written: str) -> None:
    stored = Dated.model_validate({"on": written}).model_dump_json()

    assert stored == f'{{"on":"{written}"}}'
    assert Dated.model_validate_json(stored).on == PartialDate.parse(written)


def test_a_model_takes_a_day_and_a_partial_date_as_they_are() -> None:
    assert Dated.model_validate({"on": date(2014, 12, 5)}).on == PartialDate.parse("2014-12-05")
    assert Dated(on=DECEMBER).on is DECEMBER


@pytest.mark.parametrize("value", ["yesterday", 20141205, None, datetime(2014, 12, 5, 10, 0, tzinfo=UTC)])
def test_a_model_refuses_what_is_no_date(value: object) -> None:
    with pytest.raises(ValidationError):
        Dated.model_validate({"on": value})


def test_the_schema_of_a_date_is_a_pattern() -> None:
    assert Dated.model_json_schema()["properties"]["on"]["type"] == "string"


@pytest.mark.parametrize(
    ("interval", "day", "holds"),
    [
        (Interval(date(2023, 7, 1), date(2024, 7, 1)), date(2023, 6, 30), False),
        (Interval(date(2023, 7, 1), date(2024, 7, 1)), date(2023, 7, 1), True),
        (Interval(date(2023, 7, 1), date(2024, 7, 1)), date(2024, 6, 30), True),
        (Interval(date(2023, 7, 1), date(2024, 7, 1)), date(2024, 7, 1), False),
        (Interval(date(2023, 7, 1)), date(9999, 12, 31), True),
        (Interval(None, date(2023, 7, 1)), date.min, True),
        (Interval(None, date(2023, 7, 1)), date(2023, 7, 1), False),
    ],
)
def test_an_interval_holds_its_first_day_and_not_its_end(interval: Interval, day: date, *, holds: bool) -> None:
    assert interval.holds(day) is holds


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 1, 15), 12, date(2025, 1, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2023, 2, 28), 12, date(2024, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2025, 8, 31), 30, date(2028, 2, 29)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2025, 12, 1), 1, date(2026, 1, 1)),
        (date(2025, 5, 31), 0, date(2025, 5, 31)),
        (date(9999, 6, 1), 12, date.max),
    ],
)
def test_months_are_counted_by_the_calendar_and_stop_at_its_ends(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


@given(st.dates(max_value=date(2500, 1, 1)), st.integers(0, 240))
def test_no_day_is_later_than_so_many_months_on(day: date, months: int) -> None:
    after = months_after(day, months)

    assert (after.year * 12 + after.month) - (day.year * 12 + day.month) == months
    assert after.day <= day.day
    assert after.day == day.day or after == month_end(after.year, after.month)


@given(st.dates(max_value=date(2500, 1, 1)), st.dates(max_value=date(2500, 1, 1)), st.integers(0, 240))
def test_whatever_begins_no_later_ends_no_later(one: date, other: date, months: int) -> None:
    earlier, later = sorted((one, other))

    assert months_after(earlier, months) <= months_after(later, months)


@pytest.mark.parametrize("text", ["２０１４", "2014-１2", "٢٠١٤", "0५/12/2014"])
def test_digits_of_other_scripts_are_no_date(text: str) -> None:
    with pytest.raises(Misused):
        PartialDate.parse(text)
