"""Conditions of clauses: limits on shares and points, combined by all, any and not. A closed set; there is no expression language."""

from fractions import Fraction
from functools import cached_property
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from cadre_ledger.values.shares import Band, Base, Limit
from cadre_ledger.values.tallies import Level


class RuleModel(BaseModel):
    """Frozen, and strict about unknown fields: a misspelt threshold must not pass silently."""

    # Built when first used: of a clause that is part of a regulation only the whole is.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def _share(text: str) -> str:
    numerator, slash, denominator = text.partition("/")
    if not (slash and numerator.isdecimal() and denominator.isdecimal()) or int(denominator) == 0:
        raise ValueError("a share is written as a fraction, such as 2/3")
    if int(numerator) > int(denominator):
        raise ValueError("a share is at most the whole")
    return text


ShareText = Annotated[str, AfterValidator(_share)]


def _points(text: str) -> str:
    whole, dot, part = text.partition(".")
    if not whole.isdecimal() or (dot and not part.isdecimal()) or Fraction(text) > HIGHEST:
        raise ValueError("points are written as a decimal number from 0 to 100, such as 70 or 89.5")
    return text


HIGHEST = 100
PointText = Annotated[str, AfterValidator(_points)]


class Limits(RuleModel):
    """The limits of one band of shares, each naming its strictness."""

    more_than: ShareText | None = None
    at_least: ShareText | None = None
    less_than: ShareText | None = None
    at_most: ShareText | None = None

    @model_validator(mode="after")
    def _one_limit_a_side(self) -> Self:
        if self.more_than and self.at_least:
            raise ValueError("either more_than or at_least")
        if self.less_than and self.at_most:
            raise ValueError("either less_than or at_most")
        if not (self.more_than or self.at_least or self.less_than or self.at_most):
            raise ValueError("a band needs a limit")
        return self

    @cached_property
    def band(self) -> Band:
        """The same limits as exact values."""
        return Band(self._limit(self.more_than, self.at_least), self._limit(self.less_than, self.at_most))

    @cached_property
    def reach(self) -> Band:
        """The lower limit alone: what is certain even where a stronger outcome is possible."""
        return Band(self.band.lower)

    def written(self, value: str) -> str:
        """The band as arithmetic, in its own words: `70 ≤ 85 < 90`."""
        left = f"{self.more_than} < " if self.more_than else f"{self.at_least} ≤ " if self.at_least else ""
        right = f" < {self.less_than}" if self.less_than else f" ≤ {self.at_most}" if self.at_most else ""
        return f"{left}{value}{right}"

    @staticmethod
    def _limit(strict: str | None, loose: str | None) -> Limit | None:
        written = strict or loose
        return None if written is None else Limit(Fraction(written), strict=strict is not None)


class ShareLimits(Limits):
    """The limits of one band over one base."""

    of: Base


class PointLimits(Limits):
    """The limits of one band of points out of a hundred."""

    more_than: PointText | None = None
    at_least: PointText | None = None
    less_than: PointText | None = None
    at_most: PointText | None = None


class PreviousVote(RuleModel):
    """The same person's vote in the calendar year before had this too."""

    when: "Condition"


class Condition(RuleModel):
    """Exactly one of: a band for one level, all, any, not, or something of the year before."""

    high: ShareLimits | None = None
    confidence: ShareLimits | None = None
    low: ShareLimits | None = None
    no_confidence: ShareLimits | None = None
    all: "tuple[Condition, ...] | None" = Field(default=None, min_length=1)
    any: "tuple[Condition, ...] | None" = Field(default=None, min_length=1)
    not_: "Condition | None" = Field(default=None, alias="not")
    previous_year: PreviousVote | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise ValueError("a condition holds exactly one of high, confidence, low, no_confidence, all, any, not, previous_year")
        return self

    @cached_property
    def limits(self) -> tuple[Level, ShareLimits] | None:
        """The band, when this condition is one."""
        for level in Level:
            limits: ShareLimits | None = getattr(self, level.value)
            if limits is not None:
                return level, limits
        return None

    @property
    def looks_back(self) -> bool:
        """Whether it rests on an earlier vote of the same person."""
        inner = (*(self.all or ()), *(self.any or ()), *((self.not_,) if self.not_ else ()))
        return self.previous_year is not None or any(each.looks_back for each in inner)
