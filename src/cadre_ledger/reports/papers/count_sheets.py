"""Count sheets: one a stack and counter, with empty cells; which of the two counters fills it in is not known before."""

from collections.abc import Iterator, Mapping
from typing import Any

from cadre_ledger.reports.document import Block, Cell, Column, Heading, NewPage, Paragraph, Signature, Signatures, Table, Text
from cadre_ledger.reports.papers import vote
from cadre_ledger.wording.catalogue import N_

Data = Mapping[str, Any]
NTH = (N_("first count"), N_("second count"))


def title(data: Data) -> Text:
    """What it is."""
    return Text(N_("COUNT SHEET"))


def blocks(data: Data) -> Iterator[Block]:
    """Every sheet on a page of its own."""
    sheets = [(batch, ballots, nth) for batch, ballots in enumerate(data["stacks"], 1) for nth in NTH]
    for place, (batch, ballots, nth) in enumerate(sheets):
        if place:
            yield NewPage()
        facts: dict[str, Cell] = {"batch": batch, "batches": len(data["stacks"]), "ballots": ballots, "nth": Text(nth)}
        yield Heading(Text(N_("Stack {batch} of {batches}: {ballots} ballots, {nth}"), facts))
        yield Paragraph(Text(N_("Fill in every cell; each line adds up to {ballots}. Show it to no other counter."), {"ballots": ballots}))
        yield _sheet(data["session"], ballots)
        yield Signatures((Signature(Text(N_("Witness"))), Signature(Text(N_("Counter")))))


def _sheet(session: Data, ballots: int) -> Table:
    columns = (
        vote.NUMBER,
        vote.NAME,
        *(Column(each, vote.level(each), figure=True) for each in session["levels"]),
        Column("invalid", vote.INVALID, figure=True),
        Column("total", Text(N_("Total: {ballots}"), {"ballots": ballots}), figure=True),
    )
    blank = ("",) * (len(session["levels"]) + 2)
    return Table("count", columns, tuple((each["number"], each["name"], *blank) for each in vote.counted(session)), by_hand=True)
