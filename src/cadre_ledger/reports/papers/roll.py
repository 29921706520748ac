"""The roll: members who sign in, and once the vote is open who is there; never at what time."""

from collections.abc import Iterator, Mapping
from typing import Any

from cadre_ledger.reports.document import Block, Cell, Column, Paragraph, Signature, Signatures, Table, Term, Text
from cadre_ledger.wording.catalogue import N_

Data = Mapping[str, Any]


def title(data: Data) -> Text:
    """What it is."""
    return Text(N_("ROLL"))


def blocks(data: Data) -> Iterator[Block]:
    """Every member on a line."""
    roll = data["roll"]
    if any(each["presence"] is not None for each in roll):
        numbers: dict[str, Cell] = {name: sum(each["presence"] == name for each in roll) for name in ("present", "absent")}
        yield Paragraph(Text(N_("Members: {members}. Present: {present}. Absent: {absent}."), {"members": len(roll), **numbers}))
    else:
        yield Paragraph(Text(N_("Members: {members}."), {"members": len(roll)}))
    columns = (
        Column("member", Text(N_("№")), figure=True),
        Column("name", Text(N_("Full name"))),
        Column("presence", Text(N_("Present or absent"))),
        Column("reason", Text(N_("Reason of absence"))),
        Column("signature", Text(N_("Signature"))),
    )
    yield Table("roll", columns, tuple(_seat(each) for each in roll), by_hand=True)
    yield Signatures((Signature(Text(N_("Secretary"))), Signature(Text(N_("Chair of the meeting")))))


def _seat(seat: Data) -> tuple[Cell, ...]:
    presence = Term("presence", seat["presence"]) if seat["presence"] else ""
    return (seat["member"], seat["name"], presence, seat["reason"] or "", "")
