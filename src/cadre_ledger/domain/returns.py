"""What a count returns: the numbers of its ballots and a line for everyone listed, and whether they can all be true."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Refused
from cadre_ledger.values.tallies import LEVELS, Ballots, Level, VoteKind
from cadre_ledger.values.text import Name, Note

MOST = 1_000_000
"""No body has more members; a larger number is a slip of the hand, and would not fit the read models."""


class BallotNumbers(BaseModel):
    """The numbers of a session as the source gives them; None = not given."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    members_total: int | None = Field(default=None, ge=0, le=MOST)
    members_summoned: int | None = Field(default=None, ge=0, le=MOST)
    members_present: int | None = Field(default=None, ge=0, le=MOST)
    issued: int | None = Field(default=None, ge=0, le=MOST)
    collected: int | None = Field(default=None, ge=0, le=MOST)
    valid: int | None = Field(default=None, ge=0, le=MOST)

    @property
    def ballots(self) -> Ballots:
        """The same as a value."""
        return Ballots(**self.model_dump())


class ListedSubject(BaseModel):
    """One line of a result: who, in which post, how many marks of each level; a level may be missing in print."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int = Field(ge=1, le=MOST)
    name: Name
    position: Name | None
    counts: Mapping[Level, Annotated[int, Field(le=MOST)]]
    invalid: int | None = Field(default=None, ge=0, le=MOST)
    printed: Mapping[Level, Decimal] = Field(default_factory=dict)
    source: Note | None = None

    @property
    def marks(self) -> int:
        """All marks counted for this person."""
        return sum(self.counts.values())


# Balances


def numbers_balance(numbers: BallotNumbers) -> None:
    """Refuse numbers of a session that cannot all be true."""
    if numbers.collected == 0 or numbers.issued == 0:
        raise Refused(Code.NO_BALLOTS)
    if numbers.valid is not None and numbers.collected is not None and numbers.valid > numbers.collected:
        raise Refused(Code.VALID_OVER_COLLECTED, valid=numbers.valid, collected=numbers.collected)
    room = (numbers.members_present, numbers.members_summoned, numbers.members_total)
    given = [number for number in room if number is not None]
    if given != sorted(given):
        raise Refused(Code.PRESENT_OVER_MEMBERS, present=given[0], members=given[-1])


def subjects_balance(subjects: Sequence[ListedSubject], total: int | None) -> None:
    """Refuse a list that nobody is on, or someone twice, or more than there are."""
    if not subjects:
        raise Refused(Code.NO_SUBJECTS)
    seen: set[int | tuple[str, str | None]] = set()
    for subject in subjects:
        if subject.number in seen or (subject.name, subject.position) in seen:
            raise Refused(Code.SUBJECT_TWICE, name=subject.name, subject=subject.number)
        seen |= {subject.number, (subject.name, subject.position)}
    if total is not None and len(subjects) > total:
        raise Refused(Code.LISTED_OVER_TOTAL, listed=len(subjects), total=total)


def subject_balance(subject: ListedSubject, kind: VoteKind, numbers: BallotNumbers) -> None:
    """Refuse marks that cannot come from so many ballots."""
    who: dict[str, object] = {"name": subject.name, "subject": subject.number}
    for level, count in subject.counts.items():
        if count < 0:
            raise Refused(Code.COUNT_NEGATIVE, **who, level=level.value, count=count)
    if numbers.collected is None:
        _within_upper_bounds(subject, numbers, who)
        return
    if subject.marks > numbers.collected:
        raise Refused(Code.SUM_OVER_COLLECTED, **who, marks=subject.marks, collected=numbers.collected)
    complete = len(subject.counts) == len(LEVELS[kind])
    if complete and subject.invalid is not None and subject.marks + subject.invalid != numbers.collected:
        raise Refused(Code.BALANCE_BROKEN, **who, marks=subject.marks, invalid=subject.invalid, collected=numbers.collected)


def _within_upper_bounds(subject: ListedSubject, numbers: BallotNumbers, who: dict[str, object]) -> None:
    room = {"present": numbers.members_present, "summoned": numbers.members_summoned, "members": numbers.members_total}
    bounds = {"issued": numbers.issued, **room}
    ballots = subject.marks + (subject.invalid or 0)
    for bound, number in bounds.items():
        if number is not None and ballots > number:
            raise Refused(Code.SUM_OVER_BOUND, **who, marks=ballots, bound=bound, number=number)
