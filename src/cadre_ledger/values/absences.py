"""Why someone is absent from work."""

from enum import StrEnum


class Absence(StrEnum):
    """The kinds of absence. Illness and maternity are leave like any other: the ledger asks no further."""

    LEAVE = "leave"
    STUDY = "study"
    SECONDMENT = "secondment"
