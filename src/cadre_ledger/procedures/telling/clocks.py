"""What an answer says of itself: as of when, known up to where, under which rulebook; and of an entry from when it is."""

from datetime import date

from cadre_ledger.procedures.answers import Answer, EvidencePart, FactPart, TimelinePart
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.wording.catalogue import N_, Words
from cadre_ledger.wording.terms import term


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


def entry_line(words: Words, part: EvidencePart | FactPart | TimelinePart) -> str:
    """An entry in one line: what happened, the day from which it holds, and the instant it was recorded."""
    happened = term(words, "event", part.name.partition("/")[0])
    recorded = words(N_("recorded {instant}"), instant=f"{part.recorded_at[:19]}Z")
    return f"#{part.entry}  {happened}  {words.day(PartialDate.parse(part.effective_on))}  {recorded}"
