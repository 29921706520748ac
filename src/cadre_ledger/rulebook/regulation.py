"""One regulation as a value: its dates, and its clauses by kind."""

from datetime import date
from functools import cached_property
from typing import Any, Literal, TypeVar

from pydantic import Field

from cadre_ledger.rulebook.clause import Bilingual
from cadre_ledger.rulebook.clauses import BallotValidity, BindingOutcome, Clause, ConfidenceOutcome, OutcomeClause, ShareBase
from cadre_ledger.rulebook.conditions import RuleModel
from cadre_ledger.values.citations import REGULATION_ID, ClauseRef
from cadre_ledger.values.dates import Interval, PartialDate
from cadre_ledger.values.shares import Base
from cadre_ledger.values.tallies import LEVELS, VoteKind
from cadre_ledger.values.verdicts import Truth, earliest

Kind = TypeVar("Kind")


class InForce(RuleModel):
    """From when to when; an absent start is not known, an absent end is open.

    `by` is a day on which it is known to have been in force, for a regulation whose first day was not found.
    """

    start: date | None = Field(default=None, alias="from")
    by: date | None = None
    end: date | None = Field(default=None, alias="to")


class Regulation(RuleModel):
    """A regulation, its clauses in the order of its text."""

    id: str = Field(pattern=f"^{REGULATION_ID.pattern}$")
    title: Bilingual
    issuer: str = Field(min_length=1)
    authority: Literal["party", "state", "product"]
    in_force: InForce = InForce()
    replaces: tuple[str, ...] = ()
    pending: Literal["old", "new"] = "old"
    """The saving clause: what was begun under an earlier text of this regulation ends under that text, or under this one."""

    clauses: tuple[Clause, ...] = ()

    @property
    def interval(self) -> Interval:
        """The days on which it is in force."""
        return Interval(self.in_force.start, self.in_force.end)

    def in_force_on(self, day: PartialDate) -> Truth:
        """Whether it was in force on a day, or on every or on no day of an imprecise date."""
        start, end = self.in_force.start, self.in_force.end
        if (end is not None and end <= day.first) or (start is not None and day.last < start):
            return Truth.NOT
        begun = start or self.in_force.by
        whole = begun is not None and begun <= day.first and self.interval.holds(day.first) and self.interval.holds(day.last)
        return Truth.APPLIES if whole else Truth.UNDETERMINED

    def turns_after(self, day: date) -> date | None:
        """The next day on which it comes into force, is first known to be in force, or goes out of it."""
        return earliest(each for each in (self.in_force.start, self.in_force.by, self.in_force.end) if each is not None and each > day)

    @cached_property
    def by_kind(self) -> dict[type[Any], tuple[Any, ...]]:
        """The clauses of each kind, for they are asked for with every line of a vote."""
        kinds = {type(clause): None for clause in self.clauses}
        return {kind: tuple(clause for clause in self.clauses if type(clause) is kind) for kind in kinds}

    def of_kind(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """The clauses of one kind."""
        return self.by_kind.get(kind, ())

    def outcomes(self, vote: VoteKind) -> tuple[OutcomeClause, ...]:
        """The clauses that say what a vote of this kind opens."""
        return self.of_kind(ConfidenceOutcome) if vote is VoteKind.CONFIDENCE else self.of_kind(BindingOutcome)

    @cached_property
    def looks_back(self) -> bool:
        """Whether an outcome rests on an earlier vote of the same person."""
        return any(clause.when.looks_back for vote in VoteKind for clause in self.outcomes(vote))

    def share_base(self, vote: VoteKind) -> Base | None:
        """The base of printed shares, where a clause names it."""
        for clause in self.of_kind(ShareBase):
            if clause.vote is vote:
                return clause.of
        return None

    def ballot_guide(self, vote: VoteKind) -> tuple[BallotValidity, ...]:
        """What it says of valid and invalid ballots of one kind of vote, or of every kind."""
        levels = set(LEVELS[vote])
        return tuple(each for each in self.of_kind(BallotValidity) if set(each.levels) in (levels, set()))

    def ref(self, clause_id: str) -> ClauseRef:
        """How one of its clauses is cited."""
        return ClauseRef(self.id, clause_id)
