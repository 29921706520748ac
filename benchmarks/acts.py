"""What a history is made of: acts in the order in which they are recorded, and the people and bodies they are about."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from cadre_ledger.domain.posts import Appointed
from cadre_ledger.domain.shapes import Event
from cadre_ledger.values.dates import PartialDate, month_end
from cadre_ledger.values.tallies import VoteKind

FIRST, LAST = date(2013, 1, 10), date(2026, 4, 30)
TODAY = date(2026, 5, 10)
SEATS = 20


@dataclass(frozen=True, slots=True)
class Act:
    """The events of one command, on the day that the command would name."""

    on: PartialDate
    events: tuple[Event, ...]


@dataclass(slots=True)
class Journal:
    """Gives every act its entries; `entry` is the last one given out."""

    entry: int

    def act(self, on: PartialDate, *events: Event) -> Act:
        """The next act."""
        self.entry += len(events)
        return Act(on, events)


@dataclass(slots=True)
class Official:
    """A cadre as last recorded."""

    number: int
    code: str
    entry: int
    name: str
    born: str | None
    own_number: str | None
    merged: bool = False
    post: Appointed | None = None
    appointed: int = 0
    trained: int = 0


@dataclass(slots=True)
class Council:
    """A body, who sits in it, and when it votes next."""

    number: int
    code: str
    name: str
    party: bool
    members: int
    seats: list[Official]
    used: set[tuple[VoteKind, str]] = field(default_factory=set)

    @property
    def people(self) -> Iterator[tuple[int, Official]]:
        """By seat: whoever has a file of their own."""
        return ((seat, official) for seat, official in enumerate(self.seats) if not official.merged)


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of a year."""

    year: int
    number: int

    @property
    def code(self) -> str:
        """As a period is written."""
        return f"{self.year}-Q{self.number}"

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return month_end(self.year, self.number * 3)

    @property
    def place(self) -> int:
        """Counted from the first quarter of the first year."""
        return (self.year - FIRST.year) * 4 + self.number - 1

    def day(self, number: int) -> date:
        """One of its first ninety days."""
        return self.first + timedelta(days=number % 90)


def quarters() -> Iterator[Quarter]:
    """Every quarter that a history ends."""
    every = (Quarter(year, number) for year in range(FIRST.year, LAST.year + 1) for number in (1, 2, 3, 4))
    return (each for each in every if each.last <= LAST)
