"""How a clause is named, how well its text is known, and how far that lets it reach."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Misused

REGULATION_ID = re.compile(r"[a-z][a-z0-9]*/[A-Za-z0-9][A-Za-z0-9.-]{0,60}")


class KnownFrom(StrEnum):
    """How well the text of a clause is known."""

    TEXT = "text"
    PRESS = "press"
    UNVERIFIED = "unverified"


class Severity(StrEnum):
    """What a raised flag asks for, from the lightest."""

    NOTE = "note"
    CONSIDER = "consider"
    MUST_ACT = "must_act"

    @property
    def weight(self) -> int:
        """Larger is heavier."""
        return WEIGHTS[self]


WEIGHTS = {severity: weight for weight, severity in enumerate(Severity)}

HEAVIEST = {KnownFrom.TEXT: Severity.MUST_ACT, KnownFrom.PRESS: Severity.CONSIDER, KnownFrom.UNVERIFIED: Severity.NOTE}


def capped(severity: Severity, known_from: KnownFrom) -> Severity:
    """No flag is heavier than the knowledge of its clause allows."""
    return min(severity, HEAVIEST[known_from], key=lambda each: each.weight)


class Course(StrEnum):
    """What a clause can open; the decision stays with the authority."""

    RESIGN = "resign"
    BINDING_VOTE = "binding_vote"
    RELIEVE = "relieve"
    DISMISS = "dismiss"
    REASSIGN = "reassign"
    ASSIGN_LOWER_WORK = "assign_lower_work"
    REMOVE_FROM_PLANNING = "remove_from_planning"
    SUBMIT_DISMISSAL = "submit_dismissal"
    REMIND = "remind"
    TRAIN = "train"
    REVIEW = "review"
    FREEZE_PROMOTION = "freeze_promotion"
    SUSPEND = "suspend"
    NOTE = "note"


class FlagName(StrEnum):
    """The replacement flags, by what raised them."""

    LOW_CONFIDENCE_MAJORITY = "low_confidence_majority"
    LOW_CONFIDENCE_TWO_THIRDS = "low_confidence_two_thirds"
    NO_CONFIDENCE = "no_confidence"
    NOT_COMPLETED = "not_completed"
    NOT_COMPLETED_REPEATED = "not_completed_repeated"
    DISCIPLINED = "disciplined"
    PROMOTION_FROZEN = "promotion_frozen"
    TRAINING_GAP = "training_gap"
    PRESTIGE_DECLINING = "prestige_declining"
    HEAD_RESPONSIBILITY = "head_responsibility"
    UNIT_RESULT = "unit_result"
    CLEARANCE_MISSING = "clearance_missing"
    DECISION_OVERDUE = "decision_overdue"


@dataclass(frozen=True, slots=True)
class ClauseRef:
    """`vn/96-2023-QH15#12.2`."""

    regulation: str
    clause: str

    def __str__(self) -> str:
        """As it is cited."""
        return f"{self.regulation}#{self.clause}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Both halves, or a refusal."""
        regulation, mark, clause = text.partition("#")
        if not mark or not clause or not REGULATION_ID.fullmatch(regulation):
            raise Misused(Code.CODE_UNREADABLE, value=text[:60])
        return cls(regulation, clause)
