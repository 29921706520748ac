"""Conditions weighed against facts on a day: the answer, its arithmetic, what it rests on, and what is missing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from cadre_ledger.rulebook.regulation import Regulation
from cadre_ledger.values.dates import PartialDate, months_after
from cadre_ledger.values.shares import Share
from cadre_ledger.values.verdicts import Answer, Truth, all_of, negate


@dataclass(frozen=True, slots=True)
class Weighed:
    """One condition against the facts."""

    condition: str
    answer: Answer
    written: str = ""
    evidence: tuple[int, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def truth(self) -> Truth:
        """Whether it applies."""
        return self.answer.truth


@dataclass(frozen=True, slots=True)
class Span:
    """Days `[start, end)` of which either may be known to the month or year only; an absent end is open."""

    start: PartialDate
    end: PartialDate | None = None

    def on(self, as_of: date) -> Answer:
        """Whether the day lies inside."""
        begun = since(self.start, as_of)
        return begun if self.end is None else all_of((begun, negate(since(self.end, as_of))))


NOT, APPLIES = Answer(Truth.NOT), Answer(Truth.APPLIES)


def since(day: PartialDate | None, as_of: date) -> Answer:
    """Whether a day has come; a day that is not given never comes."""
    if day is None:
        return NOT
    if as_of < day.first:
        return Answer(Truth.NOT, day.first)
    return APPLIES if day.last <= as_of else Answer(Truth.UNDETERMINED, day.last)


def standing(made_on: PartialDate, undone_on: PartialDate | None, as_of: date) -> Answer:
    """Whether something had been made by a day and had not been undone."""
    return Span(made_on, undone_on).on(as_of)


def later(day: PartialDate, months: int) -> PartialDate:
    """So many months on, as precise as the day."""
    return PartialDate(months_after(day.first, months), months_after(day.last, months))


def within(day: PartialDate, first: date, last: date) -> Truth:
    """Whether a day lies between two days, both included."""
    if day.last < first or last < day.first:
        return Truth.NOT
    return Truth.APPLIES if first <= day.first and day.last <= last else Truth.UNDETERMINED


def weigh_share(condition: str, share: Share | None, holds: Callable[[Share], bool], written: Callable[[str], str], entry: int) -> Weighed:
    """A share that was counted, or is missing; nothing out of nothing is no share."""
    if share is None or share.of == 0:
        return Weighed(condition, Answer(Truth.UNDETERMINED), missing=(condition,))
    truth = Truth.APPLIES if holds(share) else Truth.NOT
    return Weighed(condition, Answer(truth), written(str(share)), (entry,))


def merged(condition: str, answer: Answer, parts: Iterable[Weighed], written: str = "") -> Weighed:
    """What several come to: the evidence of those that are not out, and what is missing while it matters."""
    parts = tuple(parts)
    evidence = tuple(dict.fromkeys(entry for part in parts if part.truth is not Truth.NOT for entry in part.evidence))
    missing = tuple(dict.fromkeys(name for part in parts if part.truth is Truth.UNDETERMINED for name in part.missing))
    return Weighed(condition, answer, written, evidence, what_is_missing(answer, missing))


def what_is_missing(answer: Answer, missing: tuple[str, ...]) -> tuple[str, ...]:
    """Nothing when the answer is certain; where nothing else is missing, it is a day known to the month or year only."""
    return () if answer.truth is not Truth.UNDETERMINED else missing or ("exact_day",)


def ruled(regulation: Regulation, day: PartialDate) -> Answer:
    """Whether a text is known to have been in force on a day; where it is not, it can only say a no, or perhaps."""
    known = regulation.in_force_on(day) is Truth.APPLIES
    return Answer(Truth.APPLIES if known else Truth.UNDETERMINED)


def only_possible(weighed: Weighed, missing: str) -> Weighed:
    """What a text that was found only in part can say: a no, or perhaps."""
    answer = all_of((weighed.answer, Answer(Truth.UNDETERMINED)))
    return weighed if answer.truth is Truth.NOT else replace(weighed, answer=answer, missing=(*weighed.missing, missing))
