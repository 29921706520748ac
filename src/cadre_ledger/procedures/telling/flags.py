"""The flags that are up: how heavy, of whom, by which clause, since when, and what the clause opens."""

from cadre_ledger.procedures.answers import FlagPart, Flags
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.wording.catalogue import N_, Words
from cadre_ledger.wording.terms import Kind, term


def flags(words: Words, answer: Flags, *, command: bool = False) -> tuple[Said, ...]:
    """Each flag with what is known of it; with the command that says why, for those who type."""
    if not answer.flags:
        none = N_("No flag is up as of {day}, known up to entry {entry}.")
        return (Said(words(none, day=answer.as_of, entry=answer.known_at.entry)),)
    return tuple(flag(words, each, command=command) for each in answer.flags)


def flag(words: Words, each: FlagPart, *, command: bool = False) -> Said:
    """One flag."""
    known: tuple[Kind, str] = ("severity", each.severity) if each.status == "applies" else ("status", each.status)
    who = f"{each.cadre} {each.name}" if each.cadre else each.name
    decided = (Said(term(words, "decision", each.decision)),) if each.decision != "open" else ()
    courses = "; ".join(term(words, "course", course) for course in each.course)
    opens = Said(words(N_("The clause opens: {courses}; the decision belongs to the authority."), courses=courses))
    why = (Said(f"{words(N_('why'))}: cadre-ledger explain flag {each.id}"),) if command else ()
    return Said(
        f"{term(words, *known)}  {who} · {term(words, 'flag', each.flag)}",
        entry=each.evidence[0].entry if each.evidence else None,
        clause=each.clause,
        below=(_where(words, each), *decided, opens, *why),
        mark=known[1],
        step=4,
    )


def _where(words: Words, each: FlagPart) -> Said:
    since = words(N_("since {day}"), day=words.day(PartialDate.parse(each.since)))
    where = f"{each.session} · {each.subject}" if each.session else each.position or each.cadre
    return Said(f"{where} · {each.clause} · {since}", clause=each.clause)
