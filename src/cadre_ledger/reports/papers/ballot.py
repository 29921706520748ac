"""The ballot paper: names in the frozen order, a box for each choice that the regulation offers."""

from collections.abc import Iterator, Mapping
from typing import Any

from cadre_ledger.reports.document import Block, Box, Cell, Column, Paragraph, Table, Term, Text
from cadre_ledger.reports.papers import vote
from cadre_ledger.wording.catalogue import N_

Data = Mapping[str, Any]


def title(data: Data) -> Text:
    """What it is a ballot of."""
    return Text(N_("BALLOT: VOTE OF CONFIDENCE") if data["session"]["kind"] == "confidence" else N_("BALLOT: BINDING VOTE"))


def blocks(data: Data) -> Iterator[Block]:
    """How to mark it, everyone with their boxes, and what makes a mark invalid."""
    session = data["session"]
    yield Paragraph(Text(N_("Mark X in one box for each person. Do not sign, and do not write anything else.")))
    columns = (vote.NUMBER, vote.NAME, vote.POSITION, *(Column(each, vote.level(each), figure=True) for each in session["levels"]))
    yield Table("ballot", columns, tuple(_row(each, len(session["levels"])) for each in session["subjects"]), by_hand=True)
    if session["validity"]:
        facts = {"clause": session["validity"]}
        yield Paragraph(Text(N_("A mark is invalid for a person with no box marked, or more than one ({clause})."), facts))


def _row(subject: Data, choices: int) -> tuple[Cell, ...]:
    """A name that was struck keeps its number and offers no choice."""
    if subject["struck"] is None:
        return (subject["number"], subject["name"], subject["position"], *(Box() for _ in range(choices)))
    name = Text("{name} ({struck})", {"name": subject["name"], "struck": Term("struck", subject["struck"])})
    return (subject["number"], name, subject["position"], *(None for _ in range(choices)))
