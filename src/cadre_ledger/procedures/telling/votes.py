"""Votes: the heading, the table of results, what the results open, and what is odd about them."""

from collections.abc import Iterator, Mapping

from cadre_ledger.procedures.answers import (
    CorrectionPart,
    OutcomePart,
    ResultPart,
    SessionPart,
    SharePart,
    ShareRangePart,
    VoteResult,
    VoteShow,
)
from cadre_ledger.procedures.telling.clocks import entry_line, signing
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.procedures.telling.tables import Column, Row, Table
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.wording.catalogue import N_, Words
from cadre_ledger.wording.terms import term

Share = SharePart | ShareRangePart


def heading(words: Words, session: SessionPart) -> tuple[Said, ...]:
    """What was voted on, where and when; by which regulation; how many ballots."""
    day = words.day(PartialDate.parse(session.held_on))
    basis = words(
        N_("Basis {basis}; {source_kind}; {signing}."),
        basis=session.basis,
        source_kind=term(words, "recorded_from", session.recorded_from),
        signing=signing(words, signed=session.signed),
    )
    ballots = words(
        N_("Ballots issued {issued}, collected {collected} ({how}); members {members}; {listed} of {total} listed."),
        issued=_known(session.ballots_issued),
        collected=_known(session.ballots_collected),
        how=term(words, "collected_from", session.ballots_collected_from),
        members=_known(session.members_total),
        listed=session.subjects_listed,
        total=_known(session.subjects_total),
    )
    return (Said(f"{session.code} · {term(words, 'vote_kind', session.kind)} · {session.body} · {day}"), Said(basis), Said(ballots))


def counts_table(words: Words, answer: VoteShow) -> Table:
    """The figures as they stand, without any verdict."""
    levels = list(answer.subjects[0]["counts"]) if answer.subjects else []
    columns = (Column(words(N_("No.")), right=True), Column(words(N_("Name"))), Column(words(N_("Cadre"))), *_levels(words, levels))
    rows = ((each["number"], each["name"], each["cadre"], *(each["counts"].get(level) for level in levels)) for each in answer.subjects)
    return Table(columns, tuple(Row(str(cells[0]), tuple("" if cell is None else str(cell) for cell in cells)) for cells in rows))


def facts(words: Words, answer: VoteShow) -> Iterator[Said]:
    """What was corrected, and the entries that it all rests on."""
    yield from corrections(words, answer)
    for each in answer.evidence:
        yield Said(entry_line(words, each), entry=each.entry)


def corrections(words: Words, answer: VoteShow) -> Iterator[Said]:
    """What was corrected, both figures beside each other."""
    return (correction(words, each) for each in answer.corrections)


def result_table(words: Words, answer: VoteResult) -> Table:
    """One row a person: counts with their shares, the rank, and the sign of what it opens."""
    levels = [level for level in answer.results[0].counts if level != "invalid"]
    columns = (
        Column(words(N_("No.")), right=True),
        Column(words(N_("Name")), widest=26),
        *_levels(words, levels),
        Column(words(N_("Rank")), right=True),
        Column(""),
    )
    return Table(columns, tuple(_row(words, each, levels) for each in answer.results))


def outcomes(words: Words, answer: VoteResult) -> tuple[Said, ...]:
    """What is opened, or cannot be told, for whom."""
    told = (each for each in answer.results if each.outcome.status != "none")
    return tuple(
        Said(f"{each.subject} {each.name}: {outcome_said(words, each.outcome)}", clause=each.outcome.clause, mark=_mark(each.outcome))
        for each in told
    )


def notes(words: Words, answer: VoteResult) -> Iterator[Said]:
    """Of what the shares are, among whom one ranks, and everything that is odd."""
    base, session = answer.results[0].base, answer.session
    if base is not None:
        how = str(base.at_least) if base.at_least == base.at_most else f"{base.at_least}–{_known(base.at_most)}"
        yield Said(words(N_("Shares are of {base}: {number}."), base=term(words, "base", base.name), number=how), apart=True)
    if session.subjects_total != session.subjects_listed:
        yield Said(words(N_("Ranks are among the {count} listed; the list is not known to be whole."), count=session.subjects_listed))
    yield from findings(answer)


def findings(answer: VoteResult) -> Iterator[Said]:
    """What is odd about the vote, then about each line of it."""
    for each in answer.session.findings:
        yield Said(f"! {each.code}: {each.message}")
    for result in answer.results:
        yield from (Said(f"! {result.subject} · {each.code}: {each.message}") for each in result.findings)


def outcome_said(words: Words, outcome: OutcomePart) -> str:
    """What a clause opens, or that it cannot be told; of nothing, nothing."""
    if outcome.status == "undetermined":
        missing = ", ".join(term(words, "missing", each) for each in outcome.missing)
        return f"{term(words, 'status', 'undetermined')} ({missing})"
    if outcome.flag is None or outcome.severity is None:
        return ""
    perhaps = f" · {words(N_('perhaps {clause}'), clause=outcome.perhaps.clause)}" if outcome.perhaps else ""
    courses = "; ".join(term(words, "course", each) for each in outcome.course)
    return f"{term(words, 'severity', outcome.severity)} · {outcome.clause}{perhaps} · {courses}"


def share_said(words: Words, share: Share | None) -> str:
    """A share as a percentage, or between which ones it lies."""
    if share is None:
        return ""
    if isinstance(share, SharePart):
        return words.percent(share.percent)
    if share.at_most is None:
        return ""
    if share.at_least is None:
        return f"≤{words.percent(share.at_most.percent)}"
    return f"{words.percent(share.at_least.percent)}–{words.percent(share.at_most.percent)}"


def shares_said(words: Words, shares: Mapping[str, Share]) -> Iterator[str]:
    """Each level with its share, the exact one before the percentage."""
    for level, share in shares.items():
        exact = f"{share.fraction} · " if isinstance(share, SharePart) else ""
        yield f"{term(words, 'level', level)}: {exact}{share_said(words, share) or '?'}"


def counted(words: Words, each: ResultPart, level: str) -> str:
    """A count with its share."""
    return f"{_known(each.counts[level])} {share_said(words, each.shares.get(level))}".strip()


def outcome_shortly(words: Words, outcome: OutcomePart) -> str:
    """The sign and the word of what came of it; a question mark behind it where it may weigh more."""
    if outcome.status == "undetermined":
        return term(words, "status", "undetermined")
    if outcome.severity is None:
        return f"· {words(N_('no flag'))}{' ?' if outcome.perhaps else ''}"
    return term(words, "severity", outcome.severity) + (" ?" if outcome.perhaps else "")


def _levels(words: Words, levels: list[str]) -> tuple[Column, ...]:
    return tuple(Column(term(words, "level_short", level), right=True) for level in levels)


def _row(words: Words, each: ResultPart, levels: list[str]) -> Row:
    cells = (counted(words, each, level) for level in levels)
    sign = outcome_said(words, each.outcome)[:1] or " "
    return Row(str(each.subject), (str(each.subject), each.name, *cells, each.rank or "–", sign), _mark(each.outcome))


def _mark(outcome: OutcomePart) -> str:
    return outcome.severity if outcome.status == "applies" and outcome.severity else outcome.status


def correction(words: Words, each: CorrectionPart) -> Said:
    """One figure that was put right: what it was, what it is, and why."""
    text = words(
        N_("#{entry} corrects #{corrects}: {field} was {was}, is {now}: {reason}"),
        entry=each.entry,
        corrects=each.corrects,
        field=f"{each.subject or ''} {term(words, 'field', each.field)}".strip(),
        was=each.was,
        now=each.now,
        reason=each.reason,
    )
    return Said(text, entry=each.entry)


def _known(number: int | None) -> str:
    return "?" if number is None else str(number)
