"""The closed set of clause kinds that a regulation file may hold, and those of them that are on votes."""

from typing import Annotated, Literal

from pydantic import Field

from cadre_ledger.rulebook.clause import Bilingual, ClauseBase, Consequence
from cadre_ledger.rulebook.conditions import Condition, RuleModel, ShareText
from cadre_ledger.rulebook.personnel import (
    ClassificationBand,
    ClassificationCeiling,
    ClassificationFall,
    ClassificationForced,
    ClassificationOutcome,
    CriteriaSet,
    LeavingGround,
    PromotionFreeze,
    RankingKeysGroup,
    SanctionEffect,
    SanctionForms,
    TheoryRequired,
)
from cadre_ledger.values.shares import Base
from cadre_ledger.values.tallies import Level, VoteKind


class ShareBase(ClauseBase):
    """Over what the shares of a vote are taken and printed."""

    kind: Literal["share_base"]
    vote: VoteKind = VoteKind.CONFIDENCE
    of: Base


class ConfidenceOutcome(ClauseBase):
    """What a result of a confidence vote opens."""

    kind: Literal["confidence_outcome"]
    when: Condition
    then: Consequence


class BindingOutcome(ClauseBase):
    """What a result of a binding vote opens."""

    kind: Literal["binding_outcome"]
    when: Condition
    then: Consequence


class VoteUse(ClauseBase):
    """What the results of a vote are for; `reference` opens no course by itself."""

    kind: Literal["vote_use"]
    use: Literal["reference", "assessment"]


class BallotValidity(ClauseBase):
    """What the ballot offers, and what makes a mark on it invalid."""

    kind: Literal["ballot_validity"]
    levels: tuple[Level, ...] = ()
    per_person: bool


class Quorum(ClauseBase):
    """The share that must be present before a vote may be held."""

    kind: Literal["quorum"]
    at_least: ShareText
    of: Base


class VoteGround(ClauseBase):
    """Who may ask for a binding vote, where the text puts a share on it."""

    kind: Literal["vote_ground"]
    at_least: ShareText
    of: Base


class TwoPlaces(ClauseBase):
    """In how many places a person with several posts may be voted on."""

    kind: Literal["two_places"]
    at_most: int = Field(ge=1)


class Exemption(ClauseBase):
    """Who is not voted on, where the text says it in months or by the year of taking the post."""

    kind: Literal["exemption"]
    months_in_post_less_than: int | None = Field(default=None, ge=1)
    appointed_in_year_of_vote: bool = False
    retirement_announced: bool = False
    ill_for_months: int | None = Field(default=None, ge=1)


class Schedule(ClauseBase):
    """How often a confidence vote is held, or in which year of the term."""

    kind: Literal["schedule"]
    year_of_term: int | None = Field(default=None, ge=1, le=5)
    every_years: int | None = Field(default=None, ge=1)


class Step(RuleModel):
    """One step of a preparation calendar, in days before the session opens."""

    days_before: int = Field(ge=0)
    what: Bilingual


class PreparationCalendar(ClauseBase):
    """What must have happened how many days before the session opens."""

    kind: Literal["preparation_calendar"]
    steps: tuple[Step, ...] = Field(min_length=1)


class RankingKey(RuleModel):
    """Order by the share of one level."""

    share: Level
    order: Literal["descending", "ascending"]


class RankingKeys(ClauseBase):
    """By which keys, in turn, the people of one vote are ranked; those equal on all share a rank."""

    kind: Literal["ranking_keys"]
    vote: VoteKind
    keys: tuple[RankingKey, ...] = Field(min_length=1)


class SmallBody(ClauseBase):
    """Below how many ballots a result gets a warning that it may reveal votes."""

    kind: Literal["small_body"]
    ballots_below: int = Field(ge=2)


Clause = Annotated[
    ShareBase
    | ConfidenceOutcome
    | BindingOutcome
    | VoteUse
    | BallotValidity
    | Quorum
    | VoteGround
    | TwoPlaces
    | Exemption
    | Schedule
    | PreparationCalendar
    | RankingKeys
    | SmallBody
    | ClassificationBand
    | ClassificationFall
    | ClassificationForced
    | ClassificationCeiling
    | ClassificationOutcome
    | SanctionForms
    | SanctionEffect
    | PromotionFreeze
    | TheoryRequired
    | LeavingGround
    | RankingKeysGroup
    | CriteriaSet,
    Field(discriminator="kind"),
]
OutcomeClause = ConfidenceOutcome | BindingOutcome
