"""A line for everyone: posts, the latest level, flags, and whether a higher post is open."""

from cadre_ledger.procedures.answers import StandingList, StandingRowPart
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.procedures.telling.tables import Column, Row, Table
from cadre_ledger.wording.catalogue import N_, Words
from cadre_ledger.wording.terms import term

OPEN = {"applies": N_("yes"), "none": N_("no"), "undetermined": N_("unclear")}


def table(words: Words, answer: StandingList) -> Table:
    """One row a cadre."""
    columns = (
        Column(words(N_("Code"))),
        Column(words(N_("Name")), widest=17),
        Column(words(N_("Position · unit")), widest=17),
        Column(words(N_("Latest"))),
        Column(words(N_("Flags"))),
        Column(words(N_("Higher"))),
    )
    return Table(columns, tuple(_row(words, each) for each in answer.standings))


def legend(words: Words, answer: StandingList) -> Said:
    """What the last column means, and both clocks."""
    said = N_("Higher: whether a higher post is open. As of {day}; known up to entry {entry}.")
    return Said(words(said, day=answer.as_of, entry=answer.known_at.entry), apart=True)


def _row(words: Words, row: StandingRowPart) -> Row:
    cells = (row.code, row.name, _held(row), _latest(words, row), _flags(row), words(OPEN[row.higher_post]))
    return Row(row.code, cells, row.higher_post)


def _held(row: StandingRowPart) -> str:
    """The first post, and how many more; one that cannot be told to be held says so."""
    if not row.posts:
        return "–"
    first = row.posts[0]
    perhaps = "?" if first.status == "undetermined" else ""
    more = f" +{len(row.posts) - 1}" if len(row.posts) > 1 else ""
    return f"{perhaps}{first.position} · {first.unit}{more}"


def _latest(words: Words, row: StandingRowPart) -> str:
    if row.latest is None:
        return "–"
    return f"{row.latest.period} {term(words, 'quality_short', row.latest.level) if row.latest.level else '?'}"


def _flags(row: StandingRowPart) -> str:
    """How many are up; with a question mark, those that cannot be ruled out."""
    return f"{row.flags} {row.flags_perhaps}?" if row.flags_perhaps else str(row.flags)
