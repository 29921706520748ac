"""Kinds of clauses on the people of a ledger: classification, discipline, training, leaving a post, and their ranking."""

from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from cadre_ledger.rulebook.clause import Bilingual, ClauseBase, Consequence
from cadre_ledger.rulebook.conditions import Limits, PointLimits, PointText, RuleModel, ShareText
from cadre_ledger.values.leaving import Conclusion, Leaving
from cadre_ledger.values.quality import Quality
from cadre_ledger.values.sanctions import Form, Line
from cadre_ledger.values.studies import TheoryLevel


class ClassificationBand(ClauseBase):
    """What a level of quality asks for: points, and conditions beside them."""

    kind: Literal["classification_band"]
    quality: Quality
    points: PointLimits | None = None
    on_time_share_at_least: ShareText | None = None
    over_fulfilled_share_at_least: ShareText | None = None
    done_share_at_least: ShareText | None = None
    late_share_at_most: ShareText | None = None
    unit_without_discipline: bool = False
    """Where the person leads: nobody under them was disciplined in the period."""

    partly_known: bool = False
    """The text asks for more than was found: what is met here is possible, what is not met is out."""


class ClassificationFall(ClauseBase):
    """Who has the points of a level but not its conditions gets the best level whose points are reached and whose conditions hold."""

    kind: Literal["classification_fall"]


class ForcedWhen(RuleModel):
    """Exactly one of: disciplined in the period from a form up, or a conclusion of the authority in the period."""

    disciplined_in_period_from: Form | None = None
    public_duty: bool = False
    """Only a violation in public duty counts."""

    concluded: Conclusion | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if (self.disciplined_in_period_from is None) == (self.concluded is None):
            raise ValueError("either disciplined_in_period_from or concluded")
        if self.public_duty and self.concluded is not None:
            raise ValueError("public_duty belongs to disciplined_in_period_from")
        return self


class ClassificationForced(ClauseBase):
    """A level that a fact brings about whatever the points are."""

    kind: Literal["classification_forced"]
    quality: Quality
    when: ForcedWhen


class ClassificationCeiling(ClauseBase):
    """How many of a grading list may get a level, as a share of those who get another."""

    kind: Literal["classification_ceiling"]
    quality: Quality
    at_most: ShareText
    of: Quality
    exceptional: bool = False
    """Only where the authority grants the exception that the clause names."""


class RepeatedLevel(RuleModel):
    """A level in so many consecutive years."""

    level: Quality
    years_in_a_row: int = Field(default=1, ge=1)


class ClassificationOutcome(ClauseBase):
    """What a level opens, or a level year after year."""

    kind: Literal["classification_outcome"]
    when: RepeatedLevel
    then: Consequence


class SanctionForms(ClauseBase):
    """Which forms of discipline a line knows for whom."""

    kind: Literal["sanction_forms"]
    line: Line
    holder: Literal["party_member", "probationary_member", "elected_official", "civil_servant"]
    forms: tuple[Form, ...] = Field(min_length=1)


class SanctionEffect(ClauseBase):
    """How long a sanction of a line is in effect."""

    kind: Literal["sanction_effect"]
    line: Line
    lapses_after_months: int = Field(ge=1)
    never_lapsing: tuple[Form, ...] = ()
    unless: tuple[Literal["complaint", "new_sanction"], ...] = ()
    """What keeps it from lapsing by itself: a complaint not yet decided, a new sanction on the same line."""

    restarts_with_complaint_decision: bool = False
    then: Consequence


class PromotionFreeze(ClauseBase):
    """How long a form of a line keeps its bearer from a higher post."""

    kind: Literal["promotion_freeze"]
    line: Line
    form: Form
    months: int = Field(ge=1)
    then: Consequence


GroupCode = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]


class PositionGroup(RuleModel):
    """A group of positions as a clause names it."""

    code: GroupCode
    name: Bilingual


class TheoryRequired(ClauseBase):
    """The level of political theory that groups of positions ask for."""

    kind: Literal["theory_required"]
    level: TheoryLevel
    groups: tuple[PositionGroup, ...] = Field(min_length=1)
    planned: bool = False
    """It binds those planned for such a position too."""

    then: Consequence

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of its groups."""
        return frozenset(group.code for group in self.groups)


class SanctionedTimes(RuleModel):
    """Disciplined in one of these forms, so many times, perhaps within the term of the post."""

    forms: tuple[Form, ...] = Field(min_length=1)
    times: int = Field(default=1, ge=1)
    within_term: bool = False


class UnitResult(RuleModel):
    """The unit that the person heads stays below its targets of a year, with the exceptions that the clause names."""

    completed_less_than: ShareText | None = None
    basic_targets_missed_at_least: int | None = Field(default=None, ge=1)
    except_force_majeure: bool = False
    except_head_in_post_less_than_months: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _some_limit(self) -> Self:
        if self.completed_less_than is None and self.basic_targets_missed_at_least is None:
            raise ValueError("completed_less_than or basic_targets_missed_at_least is needed")
        return self


class LeavingCondition(RuleModel):
    """Exactly one of: sanctions, years not completed, low confidence, a unit's result, a conclusion, all, any."""

    sanctioned: SanctionedTimes | None = None
    not_completed_years: int | None = Field(default=None, ge=1)
    low_confidence: Limits | None = None
    unit_result: UnitResult | None = None
    concluded: Conclusion | None = None
    all: "tuple[LeavingCondition, ...] | None" = Field(default=None, min_length=1)
    any: "tuple[LeavingCondition, ...] | None" = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise ValueError(f"a ground holds exactly one of {', '.join(type(self).model_fields)}")
        return self


class LeavingGround(ClauseBase):
    """A ground to leave a post before the term ends."""

    kind: Literal["leaving_ground"]
    way: Leaving
    when: LeavingCondition
    partly_known: bool = False
    """The text asks for more than was found: a met condition is possible, not certain."""

    then: Consequence


class GroupRankingKey(RuleModel):
    """Order by one thing that a person's standing holds."""

    by: Literal["classification", "points", "confidence_high"]
    order: Literal["descending", "ascending"]
    where_all_have: bool = False
    """Compared on only where everyone still compared has it; otherwise it is left out for all, and nobody stands apart for it."""


class RankingKeysGroup(ClauseBase):
    """By which keys, in turn, the cadres of a unit or peer group are ranked; those equal on all share a rank."""

    kind: Literal["ranking_keys_group"]
    keys: tuple[GroupRankingKey, ...] = Field(min_length=1)


Part = Literal["general", "results"]


class Criterion(RuleModel):
    """One thing that is scored, with the most points it can bring."""

    code: GroupCode
    part: Part
    max_points: PointText
    title: Bilingual


class CriteriaSet(ClauseBase):
    """What an assessment scores; the criteria of each part bring the points of the part, the parts a hundred."""

    kind: Literal["criteria_set"]
    parts: dict[Part, PointText] = Field(min_length=1)
    criteria: tuple[Criterion, ...] = Field(min_length=1)

    def points(self, part: Part) -> Decimal:
        """The most that the criteria of a part can bring."""
        return sum((Decimal(each.max_points) for each in self.criteria if each.part == part), Decimal(0))
