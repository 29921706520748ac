"""What a cadre can study, and the levels of political theory."""

from enum import StrEnum
from typing import Self


class Category(StrEnum):
    """The kinds of training."""

    THEORY = "theory"
    STATE_MANAGEMENT = "state_management"
    PROFESSIONAL = "professional"
    SKILLS = "skills"
    LAW_UPDATE = "law_update"
    DEFENCE = "defence"
    LANGUAGE = "language"
    OVERSEAS_SHORT = "overseas_short"
    OVERSEAS_MEDIUM = "overseas_medium"
    OVERSEAS_LONG = "overseas_long"


class TheoryLevel(StrEnum):
    """The levels of political theory, from the lowest."""

    ELEMENTARY = "elementary"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"
    BACHELOR = "bachelor"

    @property
    def weight(self) -> int:
        """Larger is higher."""
        return WEIGHTS[self]

    def reaches(self, required: Self) -> bool:
        """Whether it is enough where this level is required; a bachelor's degree counts as advanced."""
        return self.weight >= required.weight


WEIGHTS = {level: weight for weight, level in enumerate(TheoryLevel)}
