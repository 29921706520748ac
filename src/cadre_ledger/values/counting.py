"""How far a vote has come, and the closed lists of its day: why a name is struck, why two counts differ."""

from enum import StrEnum


class Stage(StrEnum):
    """The steps of a vote that is held under this ledger, in their order."""

    CONVENED = "convened"
    OPENED = "opened"
    BOX_CLOSED = "box_closed"
    ANNOUNCED = "announced"
    CERTIFIED = "certified"
    PUBLISHED = "published"
    ANNULLED = "annulled"


class Struck(StrEnum):
    """Why a name on the ballot is voted on no more."""

    WITHDRAWN = "withdrawn"
    DIED = "died"


class Presence(StrEnum):
    """What the roll says of a member."""

    PRESENT = "present"
    ABSENT = "absent"
    NOT_SUMMONED = "not_summoned"


class Miscount(StrEnum):
    """Why two counts of the same stack differ."""

    MISREAD = "misread"
    MISFILED = "misfiled"
    MISADDED = "misadded"
    MISTYPED = "mistyped"
    VALIDITY = "validity"
