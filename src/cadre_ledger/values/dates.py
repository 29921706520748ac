"""Dates that may be known to the month or year only, and half-open intervals of days."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self

from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Misused

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
VIETNAMESE = re.compile(r"(?:(?:([0-9]{1,2})/)?([0-9]{1,2})/)?([0-9]{4})")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, or an interval of days of which one is meant: first and last, both included."""

    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> Self:
        """`2014`, `2014-12`, `2014-12-05`, `05/12/2014`, `12/2014`; anything else is refused."""
        return cls(*_interval(text.strip()))

    @classmethod
    def on(cls, day: date) -> Self:
        """A date known to the day."""
        return cls(day, day)

    @property
    def exact(self) -> bool:
        """Known to the day."""
        return self.first == self.last

    def __str__(self) -> str:
        """As short as its precision: `2014-12` for December 2014."""
        if self.exact:
            return self.first.isoformat()
        return self.first.isoformat()[: 4 if self.first.month != self.last.month else 7]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Any], handler: "GetCoreSchemaHandler") -> "CoreSchema":
        """Stored and printed as its text."""
        # Help in either language needs dates, but no models.
        from pydantic_core import core_schema  # noqa: PLC0415

        return core_schema.no_info_plain_validator_function(
            cls._validate,
            serialization=core_schema.to_string_ser_schema(),
            json_schema_input_schema=core_schema.str_schema(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$"),
        )

    @classmethod
    def _validate(cls, value: object) -> Self:
        if isinstance(value, cls):
            return value
        if isinstance(value, date) and not isinstance(value, datetime):
            return cls.on(value)
        if isinstance(value, str):
            try:
                return cls.parse(value)
            except Misused as error:
                raise ValueError(str(error)) from None
        raise ValueError("a date")


@dataclass(frozen=True, slots=True)
class Interval:
    """Days `[start, end)`; an absent end is open, an absent start is not known."""

    start: date | None
    end: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the day lies inside; an unknown start counts as long ago."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def months_after(day: date, months: int) -> date:
    """The same day so many months on, or the last day of that month; no day is later than the calendar's last."""
    years, month = divmod(day.month - 1 + months, 12)
    if day.year + years > date.max.year:
        return date.max
    last = month_end(day.year + years, month + 1)
    return last if last.day < day.day else last.replace(day=day.day)


@lru_cache(maxsize=4096)
def _interval(text: str) -> tuple[date, date]:
    """The first and the last day meant by a text without blanks around it."""
    if match := WRITTEN.fullmatch(text):
        written = match.groups()
    elif match := VIETNAMESE.fullmatch(text):
        written = match.groups()[::-1]
    else:
        raise Misused(Code.DATE_UNREADABLE, value=text[:40])
    try:
        return _days(*(int(part) for part in written if part is not None))
    except ValueError:
        raise Misused(Code.DATE_UNREADABLE, value=text[:40]) from None


def _days(year: int, month: int | None = None, day: int | None = None) -> tuple[date, date]:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), month_end(year, month)
    return date(year, month, day), date(year, month, day)
