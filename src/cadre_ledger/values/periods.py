"""Evaluation periods: a year and its parts, a term, or days of one's own."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import month_end
from cadre_ledger.values.errors import Misused
from cadre_ledger.values.text import clean_code


class PeriodKind(StrEnum):
    """The kinds of evaluation periods."""

    YEAR = "year"
    HALF_YEAR = "half_year"
    QUARTER = "quarter"
    MONTH = "month"
    TERM = "term"
    AD_HOC = "ad_hoc"


@dataclass(frozen=True, slots=True)
class Period:
    """Days from a first to a last, both included, under a code."""

    code: str
    kind: PeriodKind
    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> Self:
        """`2026`, `2026-H1`, `2026-Q1`, `2026-03`, `term:2025-2030` (whole years); anything else is refused."""
        code = text.strip()
        try:
            for kind, (form, days) in WRITTEN.items():
                if match := form.fullmatch(code):
                    return cls(code, kind, *_in_order(*days(*(int(part) for part in match.groups()))))
        except ValueError:
            pass
        raise Misused(Code.PERIOD_UNREADABLE, value=text[:40])

    @classmethod
    def ad_hoc(cls, code: str, first: date, last: date) -> Self:
        """A period of one's own, under a free code that is none of the calendar's."""
        cleaned = clean_code(code)
        if last < first or any(form.fullmatch(cleaned) for form, _ in WRITTEN.values()):
            raise Misused(Code.PERIOD_UNREADABLE, value=code[:40])
        return cls(cleaned, PeriodKind.AD_HOC, first, last)

    def __str__(self) -> str:
        """Its code."""
        return self.code

    def contains(self, other: Self) -> bool:
        """Whether every day of the other lies inside."""
        return self.first <= other.first and other.last <= self.last

    def holds(self, day: date) -> bool:
        """Whether the day lies inside."""
        return self.first <= day <= self.last


Days = tuple[date, date]


def _months(year: int, first: int, last: int) -> Days:
    return date(year, first, 1), month_end(year, last)


def _in_order(first: date, last: date) -> Days:
    if last <= first:
        raise ValueError("a period ends after it begins")
    return first, last


WRITTEN: Mapping[PeriodKind, tuple[re.Pattern[str], Callable[..., Days]]] = {
    PeriodKind.YEAR: (re.compile(r"(\d{4})"), lambda year: _months(year, 1, 12)),
    PeriodKind.HALF_YEAR: (re.compile(r"(\d{4})-H([12])"), lambda year, half: _months(year, 6 * half - 5, 6 * half)),
    PeriodKind.QUARTER: (re.compile(r"(\d{4})-Q([1-4])"), lambda year, quarter: _months(year, 3 * quarter - 2, 3 * quarter)),
    PeriodKind.MONTH: (re.compile(r"(\d{4})-(\d{2})"), lambda year, month: _months(year, month, month)),
    PeriodKind.TERM: (re.compile(r"term:(\d{4})-(\d{4})"), lambda first, last: (date(first, 1, 1), date(last, 12, 31))),
}
