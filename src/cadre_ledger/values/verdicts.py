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
    answers = tuple(answers)
    truths = {answer.truth for answer in answers}
    truth = next((each for each in (Truth.NOT, Truth.UNDETERMINED) if each in truths), Truth.APPLIES)
    return Answer(truth, earliest(answer.next_change for answer in answers))


def any_of(answers: Iterable[Answer]) -> Answer:
    """Applies when at least one does."""
    return negate(all_of(negate(answer) for answer in answers))


def negate(answer: Answer) -> Answer:
    """The opposite; what cannot be told stays so."""
    opposite = {Truth.APPLIES: Truth.NOT, Truth.NOT: Truth.APPLIES}
    return Answer(opposite.get(answer.truth, Truth.UNDETERMINED), answer.next_change)


def at_least(number: int, answers: Iterable[Answer]) -> Answer:
    """Applies when so many of them do; cannot be told while those that cannot be told would decide."""
    answers = tuple(answers)
    certain = sum(answer.truth is Truth.APPLIES for answer in answers)
    possible = sum(answer.truth is not Truth.NOT for answer in answers)
    truth = Truth.APPLIES if certain >= number else Truth.UNDETERMINED if possible >= number else Truth.NOT
    return Answer(truth, earliest(answer.next_change for answer in answers))
