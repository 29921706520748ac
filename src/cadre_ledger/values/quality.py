"""How well the work of a period was done, and in which capacity somebody says so."""

from collections.abc import Iterable
from enum import StrEnum


class Quality(StrEnum):
    """The four levels of a quality classification, from the best."""

    EXCELLENT = "excellent"
    GOOD = "good"
    COMPLETED = "completed"
    NOT_COMPLETED = "not_completed"

    @property
    def weight(self) -> int:
        """Larger is better."""
        return WEIGHTS[self]


WEIGHTS = {quality: weight for weight, quality in enumerate(reversed(Quality))}


def lowest(qualities: Iterable[Quality]) -> Quality:
    """The least of the levels; there must be one."""
    return min(qualities, key=lambda each: each.weight)


class Capacity(StrEnum):
    """As what an assessor assesses."""

    SELF = "self"
    SUPERIOR = "superior"
    PEER = "peer"
    SUBORDINATE = "subordinate"
    COLLECTIVE = "collective"
    AUTHORITY = "authority"
    ELECTED_BODY = "elected_body"
    FRONT = "front"
    CITIZENS = "citizens"
