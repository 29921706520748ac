"""What several papers say of a vote alike."""

from collections.abc import Iterable, Mapping
from typing import Any

from cadre_ledger.reports.document import Cell, Column, Day, Paragraph, Part, Term, Text
from cadre_ledger.wording.catalogue import N_

Data = Mapping[str, Any]
NUMBER = Column("subject", Text(N_("№")), figure=True)
NAME = Column("name", Text(N_("Full name")))
POSITION = Column("position", Text(N_("Post")), optional=True)
INVALID = Text(N_("Invalid"))


def about(session: Data) -> Text:
    """Which vote, of whom, when."""
    facts: dict[str, Cell] = {"session": session["code"], "body": session["body"], "day": Day(session["held_on"])}
    return Text(N_("Vote {session} · {body} · {day}"), facts)


def level(name: str) -> Text:
    """A level as the head of a column."""
    return Text("{level}", {"level": Term("level", name)})


def cell(name: str) -> Term:
    """A level, or what is invalid."""
    return Term("field", name) if name == "invalid" else Term("level", name)


def counted(session: Data) -> Iterable[Data]:
    """Who is counted: the names on the ballot that were not struck."""
    return (each for each in session["subjects"] if each["struck"] is None)


def part(result: Data, name: str) -> Cell:
    """A count with its share, where the base is known."""
    count, base = result["counts"][name], result["base"]
    if count is None:
        return None
    return Part(count, base["at_least"], base["at_most"]) if base else Part(count)


def base(results: tuple[Data, ...]) -> Iterable[Paragraph]:
    """What shares are of."""
    known = results[0]["base"] if results else None
    if known is not None:
        exact = known["at_least"] == known["at_most"]
        number = str(known["at_least"]) if exact else f"{known['at_least']}–{known['at_most'] or '?'}"
        yield Paragraph(Text(N_("Shares are of {base}: {number}."), {"base": Term("base", known["name"]), "number": number}))
