"""The lists of plain facts, in one shape: every noun shows its rows the same way."""

from typing import Any

from cadre_ledger.cli.commands import Reading
from cadre_ledger.wording.catalogue import N_
from cadre_ledger.wording.terms import Kind

HEADS = {
    "code": N_("Code"),
    "name": N_("Name"),
    "under": N_("Under"),
    "region": N_("Area"),
    "closed_on": N_("Closed on"),
    "title": N_("Title"),
    "group": N_("Group"),
    "unit": N_("Unit"),
    "begins": N_("Begins"),
    "ends": N_("Ends"),
    "basis": N_("Basis"),
    "closed": N_("Closed"),
    "cadre": N_("Cadre"),
    "period": N_("Period"),
    "level": N_("Level"),
    "points": N_("Points"),
    "decided_on": N_("Decided on"),
    "category": N_("Category"),
    "programme": N_("Programme"),
    "completed_on": N_("Completed on"),
    "number": N_("No."),
    "kind": N_("Kind"),
    "obtained_on": N_("Obtained on"),
    "revoked": N_("Revoked"),
    "capacity": N_("Capacity"),
    "assessor": N_("Assessor"),
    "count": N_("Count"),
    "position": N_("Position"),
    "assessed": N_("Assessed"),
    "classified": N_("Classified"),
    "planned": N_("Planned"),
    "status": N_("Status"),
    "required": N_("Required"),
    "held": N_("Held"),
    "line": N_("Line"),
    "form": N_("Form"),
}
SHOWN = {
    "unit": ("code", "name", "under", "closed_on"),
    "position": ("code", "title", "group", "unit"),
    "period": ("code", "begins", "ends", "basis", "closed"),
    "classification": ("cadre", "period", "level", "points", "decided_on"),
    "training": ("cadre", "category", "level", "programme", "completed_on"),
    "assessment": ("cadre", "period", "capacity", "assessor", "count", "points"),
    "assessment_missing": ("code", "name", "position", "assessed", "classified"),
    "training_due": ("cadre", "position", "planned", "status", "required", "held"),
    "qualification": ("cadre", "number", "kind", "level", "obtained_on", "revoked"),
    "discipline": ("code", "cadre", "line", "form", "decided_on"),
}


NAMED: dict[tuple[str, str], Kind] = {
    ("classification", "level"): "quality",
    ("training", "level"): "theory_level",
    ("qualification", "kind"): "qualification",
    ("assessment", "capacity"): "capacity",
    ("training_due", "status"): "status",
    ("training_due", "required"): "theory_level",
    ("training_due", "held"): "theory_level",
}
CLOSED: dict[str, Kind] = {"form": "form", "line": "line", "category": "category"}


def show_facts(reading: Reading, kind: str, wanted: dict[str, Any], limit: int | None, after: str | None) -> bool:
    """The rows of one kind: the main fields for people, all of them in every other format; whether there are any."""
    from cadre_ledger.cli.output import Listing, fitted, table
    from cadre_ledger.procedures.lists import facts

    words = reading.words
    with reading.desk() as desk:
        answer = facts(desk, kind, wanted, limit, after)
    columns = list(answer.facts[0]) if answer.facts else ["code"]
    listing = Listing(columns, [[row[column] for column in columns] for row in answer.facts])
    shown = SHOWN[kind]

    def text() -> str:
        if not answer.facts:
            return words(N_("There are none as of {day}, known up to entry {entry}."), day=answer.as_of, entry=answer.known_at.entry) + "\n"
        heads = [words(HEADS[column]) for column in shown]
        return table(heads, fitted(heads, [[_said(reading, kind, column, row[column]) for column in shown] for row in answer.facts]))

    reading.show(answer, listing, text)
    return bool(answer.facts)


def _said(reading: Reading, kind: str, column: str, value: Any) -> str:
    from cadre_ledger.wording.terms import term

    if value is None:
        return reading.words(N_("fewer than 5")) if (kind, column) == ("assessment", "count") else ""
    if isinstance(value, bool):
        return reading.words(N_("yes")) if value else reading.words(N_("no"))
    known = NAMED.get((kind, column)) or CLOSED.get(column)
    return term(reading.words, known, str(value)) if known else str(value)
