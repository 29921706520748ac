"""The result for the hall, on a screen: everyone's figures, and what shares are of."""

from collections.abc import Iterator, Mapping
from typing import Any

from cadre_ledger.reports.document import Block, Column, Table, Text
from cadre_ledger.reports.papers import vote
from cadre_ledger.wording.catalogue import N_

Data = Mapping[str, Any]


def title(data: Data) -> Text:
    """Of which kind of vote."""
    confidence = data["session"]["kind"] == "confidence"
    return Text(N_("RESULT OF THE VOTE OF CONFIDENCE") if confidence else N_("RESULT OF THE BINDING VOTE"))


def blocks(data: Data) -> Iterator[Block]:
    """Everyone on a line, in ballot order."""
    levels = data["session"]["levels"]
    columns = (
        vote.NUMBER,
        vote.NAME,
        *(Column(each, vote.level(each), part=True) for each in levels),
        Column("invalid", vote.INVALID, figure=True),
    )
    rows = tuple(
        (each["subject"], each["name"], *(vote.part(each, level) for level in levels), each["counts"]["invalid"])
        for each in data["results"]
    )
    yield Table("results", columns, rows)
    yield from vote.base(data["results"])
