"""Answers with three values, and the next day on which one may change by itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Truth(StrEnum):
    """Applies, does not, or cannot be told; the last is never shown as a no."""

    APPLIES = "applies"
    NOT = "none"
    UNDETERMINED = "undetermined"


OPPOSITES = {Truth.APPLIES: Truth.NOT, Truth.NOT: Truth.APPLIES, Truth.UNDETERMINED: Truth.UNDETERMINED}


@dataclass(frozen=True, slots=True)
class Answer:
    """A truth and the first later day on which it may differ with nothing new recorded; None = never."""

    truth: Truth
    next_change: date | None = None


def earliest(days: Iterable[date | None]) -> date | None:
    """The smallest of the days that are there."""
    return min((day for day in days if day is not None), default=None)


def all_of(answers: Iterable[Answer]) -> Answer:
    """Applies when every one does; one certain no is enough for a no."""
    return _joined(answers, whole=Truth.APPLIES, decides=Truth.NOT)


def any_of(answers: Iterable[Answer]) -> Answer:
    """Applies when at least one does."""
    return _joined(answers, whole=Truth.NOT, decides=Truth.APPLIES)


def _joined(answers: Iterable[Answer], *, whole: Truth, decides: Truth) -> Answer:
    """The truth that decides when one has it, `whole` when all have that one; a day on which any may change counts."""
    truth, change = whole, None
    for answer in answers:
        if answer.truth is decides or truth is whole:
            truth = answer.truth
        day = answer.next_change
        if day is not None and (change is None or day < change):
            change = day
    return Answer(truth, change)


def negate(answer: Answer) -> Answer:
    """The opposite; what cannot be told stays so."""
    return Answer(OPPOSITES[answer.truth], answer.next_change)


def at_least(number: int, answers: Iterable[Answer]) -> Answer:
    """Applies when so many of them do; cannot be told while those that cannot be told would decide."""
    answers = tuple(answers)
    certain = sum(answer.truth is Truth.APPLIES for answer in answers)
    possible = sum(answer.truth is not Truth.NOT for answer in answers)
    truth = Truth.APPLIES if certain >= number else Truth.UNDETERMINED if possible >= number else Truth.NOT
    return Answer(truth, earliest(answer.next_change for answer in answers))
