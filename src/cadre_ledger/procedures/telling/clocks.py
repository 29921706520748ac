"""What an answer says of itself: as of when, known up to where, under which rulebook."""

from datetime import date

from cadre_ledger.procedures.answers import Answer
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.wording.catalogue import N_, Words


def clocks(words: Words, answer: Answer) -> Said:
    """Both clocks and the rulebook, as the last line of a page."""
    text = words(
        N_("As of {day}; known up to entry {entry} ({instant}); rulebook {rulebook} {digest}; {signing}."),
        day=words.day(date.fromisoformat(answer.as_of)),
        entry=answer.known_at.entry,
        instant=answer.known_at.recorded_at,
        rulebook=answer.rulebook.name,
        digest=answer.rulebook.digest[:12],
        signing=signing(words, signed=answer.ledger.signed),
    )
    return Said(text, apart=True)


def both_clocks(words: Words, answer: Answer) -> Said:
    """As of when, and known up to where."""
    known = {"day": answer.as_of, "entry": answer.known_at.entry, "signing": signing(words, signed=answer.ledger.signed)}
    return Said(words(N_("As of {day}; known up to entry {entry}; {signing}."), **known))


def signing(words: Words, *, signed: bool) -> str:
    """Whether what is recorded is signed, as the end of a sentence."""
    return words(N_("signed by its actors")) if signed else words(N_("unsigned"))
