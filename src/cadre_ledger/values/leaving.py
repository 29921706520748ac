"""Ways to leave a post before the term ends, and what an authority can conclude on the way there."""

from enum import StrEnum


class Leaving(StrEnum):
    """The three ways; each has grounds of its own."""

    RELIEF = "relief"
    RESIGNATION = "resignation"
    DISMISSAL = "dismissal"


class Conclusion(StrEnum):
    """What the competent authority has concluded on a person; without its conclusion no clause presumes it."""

    DEGRADED = "degraded"
    PROTECTION_BREACH = "protection_breach"
    LIMITED_CAPACITY = "limited_capacity"
    PRESTIGE_LOST = "prestige_lost"
    RESULT_BELOW_TARGET = "result_below_target"
    BUREAUCRATIC = "bureaucratic"
    HOT_SPOT = "hot_spot"
    UNIT_WRONGDOING = "unit_wrongdoing"
    UNIT_CORRUPTION = "unit_corruption"
    UNIT_GRAVE_CORRUPTION = "unit_grave_corruption"
