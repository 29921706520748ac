"""Exact shares over a named base, limits that say how strict they are, and what bounds can decide."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from cadre_ledger.values.verdicts import Truth


class Base(StrEnum):
    """What a share is taken of: always named, never implied."""

    BALLOTS_ISSUED = "ballots_issued"
    BALLOTS_COLLECTED = "ballots_collected"
    BALLOTS_VALID = "ballots_valid"
    MEMBERS_TOTAL = "members_total"
    MEMBERS_SUMMONED = "members_summoned"
    MEMBERS_PRESENT = "members_present"


@dataclass(frozen=True, slots=True)
class Bounds:
    """A whole number known exactly or only between bounds; `at_most` None means no upper bound."""

    at_least: int
    at_most: int | None

    @property
    def exact(self) -> bool:
        """One number only."""
        return self.at_least == self.at_most


@dataclass(frozen=True, slots=True)
class Share:
    """`count` out of `of`, kept unreduced: 22/33 stays 22/33."""

    count: int
    of: int

    @property
    def fraction(self) -> Fraction:
        """For comparing."""
        return Fraction(self.count, self.of)

    @property
    def percent(self) -> Decimal:
        """For showing: two decimals, half up."""
        return (Decimal(self.count) * 100 / Decimal(self.of)).quantize(Decimal("0.01"), ROUND_HALF_UP)

    def __str__(self) -> str:
        """`25/47`."""
        return f"{self.count}/{self.of}"


@dataclass(frozen=True, slots=True)
class Limit:
    """One side of a band; `strict` leaves the limit itself out."""

    value: Fraction
    strict: bool


@dataclass(frozen=True, slots=True)
class Band:
    """Shares above a lower and below an upper limit; an absent limit does not restrict."""

    lower: Limit | None = None
    upper: Limit | None = None

    def holds(self, share: Fraction) -> bool:
        """Whether one exact share lies in the band."""
        return self._above(share) and self._below(share)

    def _above(self, share: Fraction) -> bool:
        if self.lower is None:
            return True
        return share > self.lower.value if self.lower.strict else share >= self.lower.value

    def _below(self, share: Fraction) -> bool:
        if self.upper is None:
            return True
        return share < self.upper.value if self.upper.strict else share <= self.upper.value

    def judge(self, count: int, base: Bounds) -> Truth:
        """Certain yes when every base inside the bounds puts the share in the band, certain no when none does."""
        smallest, largest = self._bases(count)
        least = max(base.at_least, count, 1)
        if base.at_most is not None and base.at_most < least:
            return Truth.UNDETERMINED
        if (largest is not None and least > largest) or (base.at_most is not None and base.at_most < smallest):
            return Truth.NOT
        above = least >= smallest
        below = largest is None or (base.at_most is not None and base.at_most <= largest)
        if above and below:
            return Truth.APPLIES
        return Truth.NOT if largest is not None and largest < smallest else Truth.UNDETERMINED

    def _bases(self, count: int) -> tuple[int, int | None]:
        """The whole bases that put `count` in the band: from the first to the second, None = without end."""
        smallest, largest = 1, None
        if self.upper is not None:
            if _never_below(count, self.upper):
                return 1, 0
            smallest = max(1, _least_base_below(count, self.upper))
        if self.lower is not None:
            largest = _largest_base_above(count, self.lower)
        return smallest, largest

    def written(self, share: str) -> str:
        """The band as arithmetic: `1/2 < 25/47 < 2/3`."""
        left = "" if self.lower is None else f"{self.lower.value} {'<' if self.lower.strict else '≤'} "
        right = "" if self.upper is None else f" {'<' if self.upper.strict else '≤'} {self.upper.value}"
        return f"{left}{share}{right}"


def _never_below(count: int, limit: Limit) -> bool:
    """No base, however large, brings count/base below a limit of nothing, unless nothing is counted and allowed."""
    return limit.value == 0 and (count > 0 or limit.strict)


def _least_base_below(count: int, limit: Limit) -> int:
    """The smallest base for which count/base stays below the limit; every larger one does too."""
    if not limit.value:
        return 1
    # Whole numbers only: count / base < n / d exactly when count * d < base * n.
    scaled, part = count * limit.value.denominator, limit.value.numerator
    return scaled // part + 1 if limit.strict else -(-scaled // part)


def _largest_base_above(count: int, limit: Limit) -> int | None:
    """The largest base for which count/base stays above the limit; every smaller one does too."""
    if not limit.value:
        return None if count > 0 or not limit.strict else 0
    scaled, part = count * limit.value.denominator, limit.value.numerator
    return -(-scaled // part) - 1 if limit.strict else scaled // part
