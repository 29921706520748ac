"""The minutes of a count: who was there, what became of the ballots, both entries, what differed, everyone's figures, who signs."""

from collections.abc import Iterator, Mapping
from typing import Any

from cadre_ledger.reports.document import (
    Block,
    Cell,
    Column,
    Day,
    Facts,
    Field,
    Heading,
    Paragraph,
    Said,
    Signature,
    Signatures,
    Table,
    Term,
    Text,
)
from cadre_ledger.reports.papers import vote
from cadre_ledger.wording.catalogue import N_

Data = Mapping[str, Any]


def title(data: Data) -> Text:
    """Of which kind of vote."""
    confidence = data["session"]["kind"] == "confidence"
    return Text(N_("MINUTES OF THE COUNT: VOTE OF CONFIDENCE") if confidence else N_("MINUTES OF THE COUNT: BINDING VOTE"))


def mark(data: Data) -> Text | None:
    """Not to be taken for minutes before the count is certified, nor once the vote is annulled."""
    if data["session"]["stage"] == "annulled":
        return Text(N_("ANNULLED"))
    return Text(N_("DRAFT")) if data["minutes"]["certified_by"] is None else None


def blocks(data: Data) -> Iterator[Block]:
    """The whole minutes."""
    session, minutes = data["session"], data["minutes"]
    if minutes["annulled"] is not None:
        yield Paragraph(Text(N_("The vote is annulled: {reason}"), {"reason": minutes["annulled"]}))
    yield _vote(session, minutes)
    yield Heading(Text(N_("I. Members and ballots")))
    yield _ballots(minutes)
    yield from _balances(minutes["ballots"])
    for each in minutes["announced_anew"]:
        yield Paragraph(Text(N_("What was announced of the ballots in entry {corrects} was corrected in entry {entry}: {reason}"), each))
    yield Heading(Text(N_("II. Result of each person")))
    yield from _results(session, minutes)
    yield Heading(Text(N_("III. Outcome")))
    yield from _outcome(minutes)
    yield Heading(Text(N_("IV. The two counts of each stack")))
    for each in minutes["stacks"]:
        yield from _stack(session, each)
    yield Heading(Text(N_("V. Cells that differed, and the third count")))
    yield from _differing(minutes["stacks"])
    yield from _afterwards(minutes)
    yield _signatures(session, minutes)


def _vote(session: Data, minutes: Data) -> Facts:
    title = Text("{title} ({id})", {"title": Said(session["basis_title"]), "id": session["basis"]})
    struck = tuple(Text("{name} ({struck})", _struck(each)) for each in session["subjects"] if each["struck"])
    exempt = tuple(Text("{name} ({clause})", {"name": each["name"], "clause": each["clause"]}) for each in session["exempt"])
    fields = (
        Field("session", Text(N_("Vote")), session["code"]),
        Field("body", Text(N_("Body")), session["body"]),
        Field("held_on", Text(N_("Held on")), Day(session["held_on"])),
        Field("place", Text(N_("Place")), session["place"]),
        Field("basis", Text(N_("Basis")), title),
        Field("committee", Text(N_("Counting committee")), tuple(session["committee"])),
    )
    beside = (
        Field("certified_by", Text(N_("Certified by")), minutes["certified_by"]),
        Field("struck", Text(N_("Struck from the ballot")), struck),
        Field("exempt", Text(N_("Exempt")), exempt),
    )
    return Facts("session", (*fields, *(each for each in beside if each.value)))


def _struck(subject: Data) -> dict[str, Cell]:
    return {"name": subject["name"], "struck": Term("struck", subject["struck"])}


def _ballots(minutes: Data) -> Table:
    said = (
        (N_("All members"), minutes["members_total"]),
        (N_("Members summoned"), minutes["members_summoned"]),
        (N_("Members present, late ones included"), minutes["members_present"]),
        (N_("Members who came late"), minutes["late"]),
        (N_("Ballots printed"), minutes["ballots"]["papers"]),
        (N_("Ballots issued"), minutes["ballots"]["issued"]),
        (N_("Ballots spoilt, exchanged ones included"), minutes["ballots"]["spoilt"]),
        (N_("Ballots left over"), minutes["ballots"]["unused"]),
        (N_("Ballots collected"), minutes["ballots"]["collected"]),
        (N_("Ballots not returned"), minutes["ballots"]["not_returned"]),
    )
    columns = (Column("what", Text(N_("What was counted"))), Column("number", Text(N_("How many")), figure=True, absent="?"))
    return Table("ballots", columns, tuple((Text(name), number) for name, number in said))


def _balances(ballots: Data) -> Iterator[Paragraph]:
    printed = ballots["issued"] + ballots["unused"] + ballots["spoilt"]
    facts: dict[str, Cell] = {**ballots, "is": _sign(ballots["papers"], printed)}
    yield Paragraph(Text(N_("Printed {papers} {is} issued {issued} + left over {unused} + spoilt {spoilt}."), facts))
    facts = {**ballots, "is": _sign(ballots["issued"], ballots["collected"] + ballots["not_returned"])}
    yield Paragraph(Text(N_("Issued {issued} {is} collected {collected} + not returned {not_returned}."), facts))


def _sign(one: int, other: int) -> str:
    return "=" if one == other else "≠"


def _results(session: Data, minutes: Data) -> Iterator[Block]:
    results = minutes["results"]
    if not results:
        yield Paragraph(Text(N_("The figures follow once every stack is counted twice, compared, and settled where the counts differ.")))
        return
    levels = session["levels"]
    columns = (
        vote.NUMBER,
        vote.NAME,
        vote.POSITION,
        *(Column(each, vote.level(each), part=True) for each in levels),
        Column("invalid", vote.INVALID, figure=True),
        Column("total", Text(N_("Total")), figure=True),
    )
    yield Table("results", columns, tuple(_result(each, levels) for each in results))
    yield from vote.base(results)


def _result(result: Data, levels: tuple[str, ...]) -> tuple[Cell, ...]:
    counts = result["counts"]
    shares = (vote.part(result, level) for level in levels)
    return (result["subject"], result["name"], result["position"], *shares, counts["invalid"], sum(counts.values()))


def _outcome(minutes: Data) -> Iterator[Block]:
    if minutes["certified_by"] is None:
        yield Paragraph(Text(N_("The outcome follows with the certificate.")))
        return
    columns = (
        vote.NUMBER,
        vote.NAME,
        Column("status", Text(N_("Outcome"))),
        Column("flag", Text(N_("What it is")), optional=True),
        Column("clause", Text(N_("Clause")), optional=True),
    )
    yield Paragraph(Text(N_("A clause opens courses; the decision belongs to the authority.")))
    yield Table("outcomes", columns, tuple(_opened(each) for each in minutes["results"]))


def _opened(result: Data) -> tuple[Cell, ...]:
    flag = Term("flag", result["flag"]) if result["flag"] else None
    return (result["subject"], result["name"], Term("status", result["status"]), flag, result["clause"])


def _stack(session: Data, stack: Data) -> Iterator[Block]:
    facts: dict[str, Cell] = {"batch": stack["batch"], "ballots": stack["ballots"]}
    if not stack["rows"]:
        yield Paragraph(Text(N_("Stack {batch}, {ballots} ballots: no figure is shown before both entries are locked and opened."), facts))
        return
    one, other = stack["counters"]
    facts |= {"one": one, "other": other}
    yield Paragraph(Text(N_("Stack {batch}, {ballots} ballots. First figure: {one}; second figure: {other}."), facts))
    cells = (*session["levels"], "invalid")
    columns = (vote.NUMBER, vote.NAME, *(Column(each, Text("{cell}", {"cell": vote.cell(each)}), figure=True) for each in cells))
    rows = tuple(
        (each["subject"], each["name"], *(_both(each["one"][name], each["other"][name]) for name in cells)) for each in stack["rows"]
    )
    yield Table("entries", columns, rows, shared={"batch": stack["batch"]})


def _both(one: int, other: int) -> str:
    return f"{one} {'/' if one == other else '≠'} {other}"


def _differing(stacks: tuple[Data, ...]) -> Iterator[Block]:
    found = tuple(_differed(stack["batch"], each) for stack in stacks for each in stack["differing"])
    if not all(each["rows"] for each in stacks):
        yield Paragraph(Text(N_("This can be told of opened stacks only.")))
    elif not found:
        yield Paragraph(Text(N_("No cell differed.")))
    if not found:
        return
    columns = (
        Column("batch", Text(N_("Stack")), figure=True),
        vote.NUMBER,
        vote.NAME,
        Column("cell", Text(N_("Cell"))),
        Column("one", Text(N_("Count 1")), figure=True),
        Column("other", Text(N_("Count 2")), figure=True),
        Column("third", Text(N_("Count 3")), figure=True),
        Column("why", Text(N_("Reason"))),
        Column("counter", Text(N_("Counted by"))),
    )
    yield Table("differing", columns, found)


def _differed(batch: int, cell: Data) -> tuple[Cell, ...]:
    why: Cell = Term("miscount", cell["why"]) if cell["why"] else None
    if cell["note"]:
        why = Text("{why}: {note}", {"why": why, "note": cell["note"]})
    figures = (cell["one"], cell["other"], cell["third"])
    return (batch, cell["subject"], cell["name"], vote.cell(cell["cell"]), *figures, why, cell["counter"])


def _afterwards(minutes: Data) -> Iterator[Block]:
    """What was put right after the certificate, with both figures, and where the ballots are."""
    if minutes["corrections"]:
        columns = (
            Column("subject", Text(N_("№")), figure=True, optional=True),
            Column("field", Text(N_("Field"))),
            Column("was", Text(N_("Was"))),
            Column("now", Text(N_("Is now"))),
            Column("reason", Text(N_("Reason"))),
            Column("entry", Text(N_("Entry")), figure=True),
        )
        yield Heading(Text(N_("Corrections after the certificate")))
        rows = (
            (each["subject"], Term("field", each["field"]), each["was"], each["now"], each["reason"], each["entry"])
            for each in minutes["corrections"]
        )
        yield Table("corrections", columns, tuple(rows))
    custody = minutes["custody"]
    if custody is not None:
        facts: dict[str, Cell] = {"seals": tuple(custody["seals"]), "keeper": custody["keeper"], "place": custody["kept_at"]}
        yield Heading(Text(N_("Custody of the ballots")))
        yield Paragraph(Text(N_("Sealed under {seals}, kept by {keeper}, at {place}."), facts))


def _signatures(session: Data, minutes: Data) -> Signatures:
    """The head is the first whom the convening names of the committee; who writes the minutes is not recorded."""
    head, *others = session["committee"]
    return Signatures(
        (
            Signature(Text(N_("Secretary"))),
            Signature(Text(N_("Head of the counting committee")), head),
            *(Signature(Text(N_("Member of the counting committee")), each) for each in others),
            Signature(Text(N_("Certified the count")), minutes["certified_by"]),
        )
    )
