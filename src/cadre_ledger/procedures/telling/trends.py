"""The series of a person in words: shares over votes, levels over periods."""

from cadre_ledger.procedures.answers import ClassificationPointPart, SharePart, VotePointPart
from cadre_ledger.procedures.telling.votes import share_said
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.wording.catalogue import N_, Words
from cadre_ledger.wording.terms import term


def vote_named(words: Words, point: VotePointPart) -> str:
    """A vote by its day and code."""
    return f"{words.day(PartialDate.parse(point.held_on))} {point.session}"


def vote_share(words: Words, point: VotePointPart, level: str) -> str:
    """Count and percentage, or what is known of it."""
    share = point.shares[level]
    exact = f"{share.fraction} · " if isinstance(share, SharePart) else ""
    return f"{exact}{share_said(words, share)}" if share is not None else words(N_("? cannot be told"))


def level_of(words: Words, point: ClassificationPointPart) -> str:
    """The level of a period, with its points."""
    if point.level is None:
        return words(N_("? no decision"))
    points = f" · {point.points}" if point.points else ""
    unsure = "? " if point.status == "undetermined" else ""
    return f"{unsure}{term(words, 'quality', point.level)}{points}"
