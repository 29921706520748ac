"""The head of a paper as the decree on administrative papers has it, or as the Party has it."""

from collections.abc import Mapping
from typing import Any

from cadre_ledger.reports.document import Cell, Day, Letterhead, Text
from cadre_ledger.wording.catalogue import N_

Data = Mapping[str, Any]
UNDER: Mapping[str, tuple[str, ...]] = {
    "state": (N_("SOCIALIST REPUBLIC OF VIET NAM"), N_("Independence - Freedom - Happiness")),
    "party": (N_("COMMUNIST PARTY OF VIET NAM"),),
}
DIVIDER = {"state": "", "party": "*"}
COMMITTEE = Text(N_("COUNTING COMMITTEE"))


def letterhead(session: Data, issuer: Text | None = COMMITTEE, number: Text | None = None) -> Letterhead:
    """Body and committee on the left, under whom on the right, the place and the day of the vote."""
    dated = Text("{place}, {day}", {"place": session["place"], "day": Day(session["held_on"], in_full=True)})
    left: tuple[Cell, ...] = (session["body"],) if issuer is None else (session["body"], issuer)
    return Letterhead(left, number, tuple(map(Text, UNDER[session["authority"]])), dated, DIVIDER[session["authority"]])


def numbered(number: str | None) -> Text:
    """The number line, to be filled in by hand where there is none yet."""
    return Text(N_("No.: {number}"), {"number": number or "…………"})
