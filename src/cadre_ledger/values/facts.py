"""The facts that clauses judge: numbers and days, and the entry each rests on; nothing about where they are stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from cadre_ledger.values.absences import Absence
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.leaving import Conclusion
from cadre_ledger.values.periods import Period
from cadre_ledger.values.quality import Quality
from cadre_ledger.values.sanctions import Form, Line
from cadre_ledger.values.shares import Base, Bounds, Share
from cadre_ledger.values.studies import Category, TheoryLevel
from cadre_ledger.values.tallies import Ballots, Level, VoteKind, squeeze


@dataclass(frozen=True)
class VoteFacts:
    """One person's result in one vote, with the bounds that the whole session proves for every base."""

    kind: VoteKind
    held_on: PartialDate
    ballots: Ballots
    counts: Mapping[Level, int]
    sums: tuple[int, ...]
    earlier: "tuple[VoteFacts, ...] | None" = None
    """Other votes on the same person; None when nobody has said who the listed person is."""

    @cached_property
    def bounds(self) -> Mapping[Base, Bounds]:
        """The squeeze over the whole session."""
        return squeeze(self.ballots, self.sums)


@dataclass(frozen=True, slots=True)
class ConfidenceFact:
    """One person's low confidence in one vote, over the base that the basis of that vote names."""

    entry: int
    held_on: PartialDate
    low: int
    of: Bounds


@dataclass(frozen=True, slots=True)
class SanctionFact:
    """One disciplinary decision; it takes effect on the day it is announced."""

    entry: int
    line: Line
    form: Form
    announced_on: PartialDate
    public_duty: bool | None = None
    """Whether the violation was in public duty; None when the source does not say."""

    complained_on: PartialDate | None = None
    complaint_decided_on: PartialDate | None = None
    ended_on: PartialDate | None = None
    """When the authority ended it; its own clocks may end it sooner."""

    annulled_on: PartialDate | None = None
    """From this day it counts as never imposed."""


@dataclass(frozen=True, slots=True)
class ClassificationFact:
    """A decided classification of a period."""

    entry: int
    period: Period
    level: Quality
    decided_on: PartialDate
    points: Decimal | None = None
    annulled_on: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class WorkFact:
    """What the assessment of a period counted: points, and shares of the tasks assigned; None where nothing was said."""

    entry: int
    period: Period
    points: Decimal | None = None
    on_time: Share | None = None
    over_fulfilled: Share | None = None
    done: Share | None = None
    late: Share | None = None
    leads: bool | None = None
    unit_disciplined: bool | None = None
    """Whether a unit or a member under a leader was disciplined in the period."""


@dataclass(frozen=True, slots=True)
class TrainingFact:
    """A completed training; `theory` is its level where it is one of political theory."""

    entry: int
    category: Category
    completed_on: PartialDate
    theory: TheoryLevel | None = None
    revoked_on: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class PostFact:
    """A post held or planned for, from a day to a day or open."""

    entry: int
    position: str
    since: PartialDate
    until: PartialDate | None = None
    groups: frozenset[str] | None = None
    """The groups of positions that clauses name; None when nobody has said."""

    planned: bool = False
    heads_unit: bool | None = None
    term: Period | None = None


@dataclass(frozen=True, slots=True)
class AbsenceFact:
    """Absent from work while posts are kept, from a day to a day or open; the planned end decides nothing."""

    entry: int
    kind: Absence
    since: PartialDate
    until: PartialDate | None = None
    planned_until: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class UnitResultFact:
    """How far a unit met its targets of a period, as the competent level established it."""

    entry: int
    period: Period
    established_on: PartialDate
    completed: Share | None = None
    basic_targets_missed: int | None = None
    force_majeure: bool = False


@dataclass(frozen=True, slots=True)
class ConclusionFact:
    """A conclusion of the competent authority on a person."""

    entry: int
    conclusion: Conclusion
    concluded_on: PartialDate
    annulled_on: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class PeriodFacts:
    """All that the classification of one period rests on."""

    period: Period
    work: WorkFact | None = None
    sanctions: tuple[SanctionFact, ...] = ()
    conclusions: tuple[ConclusionFact, ...] = ()


@dataclass(frozen=True, slots=True)
class LeavingFacts:
    """All that may be a ground to leave one post."""

    post: PostFact
    sanctions: tuple[SanctionFact, ...] = ()
    classifications: tuple[ClassificationFact, ...] = ()
    votes: tuple[ConfidenceFact, ...] = ()
    unit_results: tuple[UnitResultFact, ...] = ()
    conclusions: tuple[ConclusionFact, ...] = ()
