"""The result of one vote: figures, shares, what follows from them, what is odd about them, and what was corrected."""

from collections.abc import Iterator, Mapping
from typing import Any

from cadre_ledger.reports import ranking
from cadre_ledger.reports.document import Block, Cell, Column, Day, Facts, Field, Heading, Odd, Paragraph, Part, Table, Term, Text
from cadre_ledger.wording.catalogue import N_
from cadre_ledger.wording.terms import TERMS

Data = Mapping[str, Any]


def title(data: Data) -> Text:
    """Which vote."""
    return Text(N_("Result of the vote {session}"), {"session": data["session"]["code"]})


def missing(data: Data) -> int:
    """Results that cannot be told, people without a count, and those who are not listed."""
    session, results = data["session"], data["results"]
    untold = [each for each in results if each["outcome"]["status"] == "undetermined" or None in _counts(each).values()]
    listed = session["subjects_listed"] == session["subjects_total"]
    return len(untold) + (0 if listed else 1)


def blocks(data: Data) -> Iterator[Block]:
    """The whole result."""
    session, results = data["session"], data["results"]
    yield _session(session)
    yield _results(results)
    yield from _base(results)
    if session["subjects_total"] != session["subjects_listed"]:
        yield Paragraph(
            Text(N_("Ranks are among the {count} listed; the list is not known to be whole."), {"count": session["subjects_listed"]})
        )
    yield from _outcomes(results)
    yield ranking.heading()
    yield from ranking.ranked(data)
    yield from _findings(session, results)
    yield from _corrections(data["corrections"])


def _session(session: Data) -> Facts:
    basis = (("basis", N_("Basis")), ("source", N_("Source")))
    numbers = (
        ("members_total", N_("All members")),
        ("members_present", N_("Members present")),
        ("ballots_issued", N_("Ballots issued")),
        ("ballots_collected", N_("Ballots collected")),
    )
    return Facts(
        "session",
        (
            Field("session", Text(N_("Vote")), session["code"]),
            Field("kind", Text(N_("Kind")), Term("vote_kind", session["kind"])),
            Field("body", Text(N_("Body")), session["body"]),
            Field("held_on", Text(N_("Held on")), Day(session["held_on"])),
            *(Field(name, Text(head), session[name]) for name, head in basis),
            Field("recorded_from", Text(N_("How recorded")), Term("recorded_from", session["recorded_from"])),
            *(Field(name, Text(head), session[name], "?") for name, head in numbers),
            Field(
                "ballots_collected_from",
                Text(N_("Ballots collected, how known")),
                Term("collected_from", session["ballots_collected_from"]),
            ),
            Field("subjects_listed", Text(N_("People listed")), session["subjects_listed"]),
            Field("subjects_total", Text(N_("People on the whole list")), session["subjects_total"], "?"),
        ),
    )


def _counts(result: Data) -> dict[str, int | None]:
    return {level: count for level, count in result["counts"].items() if level != "invalid"}


def _results(results: tuple[Data, ...]) -> Table:
    levels = tuple(dict.fromkeys(level for each in results for level in _counts(each)))
    return Table(
        "results",
        (
            Column("subject", Text(N_("No.")), figure=True),
            Column("cadre", Text(N_("Cadre")), optional=True),
            Column("name", Text(N_("Name"))),
            Column("position", Text(N_("Position")), optional=True),
            *(Column(level, Text(TERMS["level_short"][level]), part=True, absent="?") for level in levels),
            Column("invalid", Text(N_("Invalid")), figure=True, absent="?"),
            Column("rank", Text(N_("Rank")), figure=True),
            Column("status", Text(N_("Outcome"))),
        ),
        tuple(
            (
                each["subject"],
                each["cadre"],
                each["name"],
                each["position"],
                *(_part(each, level) for level in levels),
                each["counts"]["invalid"],
                each["rank"],
                Term("status", each["outcome"]["status"]),
            )
            for each in results
        ),
    )


def _part(result: Data, level: str) -> Cell:
    count, base = result["counts"][level], result["base"]
    if count is None:
        return None
    return Part(count, base["at_least"], base["at_most"]) if base else Part(count)


def _base(results: tuple[Data, ...]) -> Iterator[Paragraph]:
    base = results[0]["base"] if results else None
    if base is not None:
        exact = base["at_least"] == base["at_most"]
        number = str(base["at_least"]) if exact else f"{base['at_least']}–{base['at_most'] or '?'}"
        yield Paragraph(Text(N_("Shares are of {base}: {number}."), {"base": Term("base", base["name"]), "number": number}))


def _outcomes(results: tuple[Data, ...]) -> Iterator[Block]:
    told = [each for each in results if each["outcome"]["status"] != "none"]
    yield Heading(Text(N_("What the clauses open")))
    if not told:
        yield Paragraph(Text(N_("No clause opens anything for these results.")))
        return
    yield Paragraph(Text(N_("A clause opens courses; the decision belongs to the authority.")))
    yield Paragraph(Text(N_("What follows is provisional before notice.")))
    yield Table(
        "outcomes",
        (
            Column("subject", Text(N_("No.")), figure=True),
            Column("name", Text(N_("Name"))),
            Column("status", Text(N_("Outcome"))),
            Column("severity", Text(N_("Severity")), optional=True),
            Column("clause", Text(N_("Clause")), optional=True),
            Column("course", Text(N_("Course")), optional=True),
            Column("perhaps", Text(N_("Perhaps")), optional=True),
            Column("missing", Text(N_("Missing")), optional=True),
            Column("notice", Text(N_("Notice"))),
            Column("notified_on", Text(N_("Notified on")), optional=True),
        ),
        tuple(_outcome(each) for each in told),
    )


def _outcome(result: Data) -> tuple[Cell, ...]:
    outcome = result["outcome"]
    severity, perhaps = outcome["severity"], outcome["perhaps"]
    return (
        result["subject"],
        result["name"],
        Term("status", outcome["status"]),
        Term("severity", severity) if severity else None,
        outcome["clause"],
        tuple(Term("course", each) for each in outcome["course"]),
        perhaps["clause"] if perhaps else None,
        tuple(Term("missing", each) for each in outcome["missing"]),
        Term("notice", result["notice"]),
        Day(result["notified_on"]) if result["notified_on"] else None,
    )


def _findings(session: Data, results: tuple[Data, ...]) -> Iterator[Block]:
    found = [
        *((None, None, each) for each in session["findings"]),
        *((result["subject"], result["name"], each) for result in results for each in result["findings"]),
    ]
    if found:
        yield Heading(Text(N_("What is odd about the figures")))
        yield Table(
            "findings",
            (
                Column("subject", Text(N_("No.")), figure=True, optional=True),
                Column("name", Text(N_("Name")), optional=True),
                Column("finding", Text(N_("Finding"))),
            ),
            tuple((subject, name, Odd(each["code"], each["facts"])) for subject, name, each in found),
        )


def _corrections(corrections: tuple[Data, ...]) -> Iterator[Block]:
    if not corrections:
        return
    heads = (
        Column("entry", Text(N_("Entry")), figure=True),
        Column("corrects", Text(N_("Corrects")), figure=True),
        Column("subject", Text(N_("No.")), figure=True, optional=True),
        Column("field", Text(N_("Field"))),
        Column("was", Text(N_("Was"))),
        Column("now", Text(N_("Is now"))),
        Column("reason", Text(N_("Reason"))),
    )
    yield Heading(Text(N_("Corrections")))
    yield Table(
        "corrections",
        heads,
        tuple(
            (each["entry"], each["corrects"], each["subject"], Term("field", each["field"]), each["was"], each["now"], each["reason"])
            for each in corrections
        ),
    )
