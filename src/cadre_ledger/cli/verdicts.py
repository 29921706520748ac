"""`rank` and `flags`: what follows from the facts."""

from typing import TYPE_CHECKING, Annotated

import typer

from cadre_ledger.cli.body import AfterOption, LimitOption
from cadre_ledger.cli.commands import Reading, reads, single
from cadre_ledger.cli.completing import codes
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Misused
from cadre_ledger.wording.catalogue import N_

if TYPE_CHECKING:
    from cadre_ledger.procedures.answers import TieRulePart
    from cadre_ledger.wording.catalogue import Words


def _rank(
    reading: Reading,
    *,
    session: Annotated[str, typer.Option("--session", metavar="CODE", autocompletion=codes("session"), help=N_("The vote to rank."))],
) -> None:
    from cadre_ledger.cli.output import Listing, table, wrapped
    from cadre_ledger.procedures.reading import rank
    from cadre_ledger.values.text import clean_code
    from cadre_ledger.wording.terms import term

    words = reading.words
    with reading.desk() as desk:
        answer = rank(desk, clean_code(session))
    keys = list(dict.fromkeys(key for row in answer.rows for key in row.keys))
    listing = Listing(
        ("rank", "subject", "cadre", "name", *keys),
        [(row.rank, row.subject, row.cadre, row.name, *(row.keys[key] for key in keys)) for row in answer.rows],
    )

    def text() -> str:
        headers = (words(N_("Rank")), words(N_("No.")), words(N_("Name")), *(term(words, "level_short", key) for key in keys))
        rows = [(row.rank, row.subject, row.name, *(row.keys[key] for key in keys)) for row in answer.rows]
        lines = [table(headers, rows, frozenset({1, *range(3, 3 + len(keys))}))]
        if answer.not_rankable:
            lines.append(words(N_("Not ranked, listed apart:")) + "\n")
            lines += [
                f"  {each.subject}  {each.name}: {', '.join(term(words, 'missing', key) for key in each.missing)}\n"
                for each in answer.not_rankable
            ]
        among = (
            N_("Among the {count} listed; the list is not known to be whole.")
            if answer.rank_among == "listed"
            else N_("Among all {count}.")
        )
        lines.append("\n" + words(among, count=len(answer.rows)) + "\n")
        ties = words(N_("Ties stay ties. Keys: {keys} ({clause})."), keys=keys_said(words, answer.tie_rule), clause=answer.tie_rule.clause)
        lines += [f"{line}\n" for line in wrapped(ties)]
        return "".join(lines)

    reading.show(answer, listing, text)


def _flags(
    reading: Reading,
    *,
    severity: Annotated[
        str | None, typer.Option("--severity", metavar="NAME", help=N_("Only flags at least as heavy: note, consider, must_act."))
    ] = None,
    limit: LimitOption = None,
    after: AfterOption = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help=N_("End with 8 when a flag is up."))] = False,
) -> None:
    from cadre_ledger.cli.output import Listing, wrapped
    from cadre_ledger.procedures.reading import flags
    from cadre_ledger.values.citations import Severity
    from cadre_ledger.values.dates import PartialDate
    from cadre_ledger.wording.terms import term

    words = reading.words
    if severity is not None and severity not in tuple(Severity):
        raise Misused(Code.USAGE, problem=f"--severity {', '.join(Severity)}", command="cadre-ledger flags")
    with reading.desk() as desk:
        answer = flags(desk, Severity(severity) if severity else None, limit, after)
    columns = (
        "id",
        "session",
        "subject",
        "cadre",
        "position",
        "name",
        "flag",
        "status",
        "severity",
        "clause",
        "since",
        "course",
        "decision",
    )
    listing = Listing.of(answer.flags, columns)

    def text() -> str:
        if not answer.flags:
            return words(N_("No flag is up as of {day}, known up to entry {entry}."), day=answer.as_of, entry=answer.known_at.entry) + "\n"
        lines = []
        for each in answer.flags:
            mark = term(words, "severity", each.severity) if each.status == "applies" else term(words, "status", each.status)
            who = f"{each.cadre} {each.name}" if each.cadre else each.name
            lines += [f"{line}\n" for line in wrapped(f"{mark}  {who} · {term(words, 'flag', each.flag)}")]
            since = words(N_("since {day}"), day=words.day(PartialDate.parse(each.since)))
            where = f"{each.session} · {each.subject}" if each.session else each.position or each.cadre
            lines += [f"{line}\n" for line in wrapped(f"{where} · {each.clause} · {since}", "    ")]
            if each.decision != "open":
                lines.append(f"    {term(words, 'decision', each.decision)}\n")
            courses = "; ".join(term(words, "course", course) for course in each.course)
            opened = words(N_("The clause opens: {courses}; the decision belongs to the authority."), courses=courses)
            lines += [f"{line}\n" for line in wrapped(opened, "    ")]
            lines.append(f"    {words(N_('why'))}: cadre-ledger explain flag {each.id}\n")
        return "".join(lines)

    reading.show(answer, listing, text)
    if exit_code and answer.flags:
        raise typer.Exit(8)


def keys_said(words: "Words", rule: "TieRulePart") -> str:
    """The ranking keys in turn, in the reader's language."""
    from cadre_ledger.wording.terms import term

    return ", ".join(f"{term(words, 'level', level)} {term(words, 'order', order)}" for level, order in map(str.split, rule.keys))


APPS = {
    "rank": single(N_("Rank the people of one vote; ties stay ties."), "cadre-ledger rank --session VP-2023", reads(_rank)),
    "flags": single(
        N_("Every replacement flag that is up, or that cannot be ruled out."), "cadre-ledger flags --severity consider", reads(_flags)
    ),
}
