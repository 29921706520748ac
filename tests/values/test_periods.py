"""Evaluation periods: what a code means in days, and what is none."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import LedgerError, Misused
from cadre_ledger.values.periods import Period, PeriodKind


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        ("2026", PeriodKind.YEAR, date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-H1", PeriodKind.HALF_YEAR, date(2026, 1, 1), date(2026, 6, 30)),
        ("2026-H2", PeriodKind.HALF_YEAR, date(2026, 7, 1), date(2026, 12, 31)),
        ("2026-Q1", PeriodKind.QUARTER, date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q4", PeriodKind.QUARTER, date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-03", PeriodKind.MONTH, date(2026, 3, 1), date(2026, 3, 31)),
        ("2024-02", PeriodKind.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-02", PeriodKind.MONTH, date(2025, 2, 1), date(2025, 2, 28)),
        ("term:2025-2030", PeriodKind.TERM, date(2025, 1, 1), date(2030, 12, 31)),
        (" 2026 ", PeriodKind.YEAR, date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_code_of_the_calendar_has_its_days(text: str, kind: PeriodKind, first: date, last: date) -> None:
    period = Period.parse(text)

    assert (period.kind, period.first, period.last) == (kind, first, last)
    assert str(period) == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "26",
        "0000",
        "2026-13",
        "2026-00",
        "2026-Q0",
        "2026-Q5",
        "2026-H3",
        "2026-h1",
        "2026Q1",
        "2026-03-01",
        "term:2030-2025",
        "term:2025",
        "TERM-2025",
        "x" * 90,
    ],
)
def test_what_is_no_period_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(Misused) as refusal:
        Period.parse(text)

    assert refusal.value.code is Code.PERIOD_UNREADABLE
    assert refusal.value.facts["value"] == text[:40]


def test_a_period_of_ones_own_has_a_code_and_days() -> None:
    period = Period.ad_hoc("flood-2026", date(2026, 9, 3), date(2026, 10, 1))

    assert (period.code, period.kind) == ("FLOOD-2026", PeriodKind.AD_HOC)
    assert (period.first, period.last) == (date(2026, 9, 3), date(2026, 10, 1))


def test_a_period_of_one_day_is_a_period() -> None:
    assert Period.ad_hoc("DAY", date(2026, 9, 3), date(2026, 9, 3)).holds(date(2026, 9, 3))


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026", date(2026, 1, 1), date(2026, 3, 31)),
        ("BACKWARDS", date(2026, 3, 31), date(2026, 1, 1)),
        ("two words", date(2026, 1, 1), date(2026, 3, 31)),
        ("", date(2026, 1, 1), date(2026, 3, 31)),
    ],
)
def test_a_code_of_ones_own_is_no_code_of_the_calendar_and_runs_forwards(code: str, first: date, last: date) -> None:
    with pytest.raises(LedgerError):
        Period.ad_hoc(code, first, last)


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("2026", "2026-Q1", True),
        ("2026", "2026-H2", True),
        ("2026", "2026", True),
        ("2026-H1", "2026-Q3", False),
        ("2026-Q1", "2026", False),
        ("term:2025-2030", "2030", True),
        ("term:2025-2030", "2031", False),
    ],
)
def test_a_period_contains_another_when_it_has_all_its_days(outer: str, inner: str, *, expected: bool) -> None:
    assert Period.parse(outer).contains(Period.parse(inner)) is expected


@given(st.dates())
def test_a_day_lies_in_its_month_quarter_half_and_year_each_in_the_next(day: date) -> None:
    quarter, half = (day.month + 2) // 3, (day.month + 5) // 6
    codes = [f"{day:%Y-%m}".zfill(7), f"{day.year:04}-Q{quarter}", f"{day.year:04}-H{half}", f"{day.year:04}"]
    periods = [Period.parse(code) for code in codes]

    assert all(period.holds(day) for period in periods)
    assert all(outer.contains(inner) for inner, outer in pairwise(periods))


@given(st.integers(2, 9998), st.sampled_from(["{}-01", "{}-Q1", "{}-H1", "{}"]))
def test_the_parts_of_a_year_begin_where_the_year_begins(year: int, form: str) -> None:
    period = Period.parse(form.format(f"{year:04}"))

    assert period.holds(date(year, 1, 1))
    assert not period.holds(date(year, 1, 1) - timedelta(days=1))
