"""The evaluation report of a period: unit by unit who was assessed and how the authority decided, and who is missing what."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from cadre_ledger.reports.document import Block, Cell, Column, Day, Facts, Field, Heading, Paragraph, Part, Table, Term, Text
from cadre_ledger.wording.catalogue import N_
from cadre_ledger.wording.terms import TERMS

Data = Mapping[str, Any]


def title(data: Data) -> Text:
    """Which period."""
    return Text(N_("Evaluation report, period {period}"), {"period": data["period"]["code"]})


def missing(data: Data) -> int:
    """How many people lack an assessment or a classification."""
    return len(data["lacking"])


def blocks(data: Data) -> Iterator[Block]:
    """The whole report."""
    yield Paragraph(Text(N_("For the council and the authority. A classification is provisional until the person was notified of it.")))
    yield _period(data)
    yield from _later(data["later"])
    capacities = _capacities(data)
    for unit in data["units"]:
        yield _unit_heading(unit)
        shared = {"unit": unit["code"], "unit_name": unit["name"]}
        yield _decisions(unit, shared)
        if any(person["assessments"] for person in unit["cadres"]):
            yield Paragraph(Text(N_("Assessments by capacity, and the mean of their points:")))
            yield _assessments(unit, shared, capacities)
    if capacities:
        yield Paragraph(
            Text(N_("Those of peers, subordinates, collectives and citizens have a mean from five on, once the period is closed."))
        )
    yield from _distribution(data)
    yield from _lacking(data["lacking"])


def _people(data: Data) -> Iterator[tuple[Data, Data]]:
    return ((unit, person) for unit in data["units"] for person in unit["cadres"])


def _capacities(data: Data) -> tuple[str, ...]:
    """Those that occur, in the order in which people know them."""
    found = {each["capacity"] for _, person in _people(data) for each in person["assessments"]}
    return tuple(capacity for capacity in TERMS["capacity"] if capacity in found)


def _period(data: Data) -> Facts:
    period = data["period"]
    lacking = [each["missing"] for each in data["lacking"]]
    return Facts(
        "period",
        (
            Field("period", Text(N_("Period")), period["code"]),
            Field("begins", Text(N_("Begins")), Day(period["begins"])),
            Field("ends", Text(N_("Ends")), Day(period["ends"])),
            Field("state", Text(N_("How it stands")), Term("period_state", "closed" if period["closed"] else "open")),
            Field("basis", Text(N_("Basis")), period["basis"]),
            Field("criteria_set", Text(N_("Criteria set")), period["criteria_set"]),
            *((Field("unit", Text(N_("Unit")), data["unit"]),) if data["unit"] else ()),
            Field("posts_on", Text(N_("Posts as of")), Day(data["posts_on"])),
            Field("cadres", Text(N_("Cadres")), data["cadres"]),
            Field("classified", Text(N_("Classified")), data["classified"]),
            Field("without_assessment", Text(N_("Without an assessment")), sum("assessment" in each for each in lacking)),
            Field("without_classification", Text(N_("Without a classification")), sum("classification" in each for each in lacking)),
            Field("later_classifications", Text(N_("Later classifications")), data["later"]["classifications"]),
            Field("later_assessments", Text(N_("Later assessments")), data["later"]["assessments"]),
        ),
    )


def _later(later: Data) -> Iterator[Block]:
    """What was recorded but holds from a later day only would otherwise look as if it were missing."""
    if later["classifications"] or later["assessments"]:
        yield Paragraph(Text(N_("What was recorded for days after the day of this report is counted as later, and is not in it.")))


def _unit_heading(unit: Data) -> Heading:
    if unit["code"] is None:
        return Heading(Text(N_("Without a post on the day")))
    return Heading(Text("{code} · {name}", {"code": unit["code"], "name": unit["name"]}))


def _decisions(unit: Data, shared: Mapping[str, Cell]) -> Table:
    return Table(
        "cadres",
        (
            Column("cadre", Text(N_("Cadre"))),
            Column("name", Text(N_("Name"))),
            Column("position", Text(N_("Position code"))),
            Column("title", Text(N_("Title of the post"))),
            Column("held", Text(N_("Held on the day")), optional=True),
            Column("level", Text(N_("Classification"))),
            Column("departs_from", Text(N_("Departs from")), optional=True),
            Column("points", Text(N_("Points")), figure=True, optional=True),
            Column("decided_on", Text(N_("Decided on"))),
            Column("notice", Text(N_("Notice"))),
            Column("notified_on", Text(N_("Notified on")), optional=True),
        ),
        tuple(_decision(person) for person in unit["cadres"]),
        shared,
    )


def _decision(person: Data) -> tuple[Cell, ...]:
    held = Term("status", person["status"]) if person["status"] == "undetermined" else None
    who = (person["cadre"], person["name"], person["position"], person["title"], held)
    decision = person["classification"]
    if decision is None:
        return (*who, *(None,) * 6)
    return (
        *who,
        Term("quality", decision["level"]),
        Term("quality", decision["departs_from"]) if decision["departs_from"] else None,
        Decimal(decision["points"]) if decision["points"] else None,
        Day(decision["decided_on"]),
        Term("notice", decision["notice"]),
        Day(decision["notified_on"]) if decision["notified_on"] else None,
    )


def _assessments(unit: Data, shared: Mapping[str, Cell], capacities: tuple[str, ...]) -> Table:
    return Table(
        "assessments",
        (
            Column("cadre", Text(N_("Cadre"))),
            Column("name", Text(N_("Name"))),
            *(column for capacity in capacities for column in _capacity_columns(capacity)),
        ),
        tuple((person["cadre"], person["name"], *_means(person, capacities)) for person in unit["cadres"]),
        shared,
    )


def _capacity_columns(capacity: str) -> tuple[Column, Column]:
    return (
        Column(capacity, Text(TERMS["capacity"][capacity]), figure=True),
        Column(f"{capacity}_mean", Text(N_("mean")), figure=True),
    )


def _means(person: Data, capacities: tuple[str, ...]) -> Iterator[Cell]:
    found = {each["capacity"]: each for each in person["assessments"]}
    for capacity in capacities:
        each = found.get(capacity)
        yield each["number"] if each else 0
        if each is None:
            yield None
        else:
            yield Term("withheld", each["withheld"]) if each["withheld"] else Decimal(each["mean"])


def _distribution(data: Data) -> Iterator[Block]:
    yield Heading(Text(N_("Distribution of levels")))
    yield Table(
        "distribution",
        (Column("level", Text(N_("Classification"))), Column("cadres", Text(N_("Cadres")), part=True)),
        tuple(
            (Term("quality", each["level"]), Part(each["count"], data["classified"] or None, data["classified"] or None))
            for each in data["distribution"]
        ),
    )
    yield Paragraph(
        Text(N_("Shares are of those classified: {classified} of {cadres}."), {"classified": data["classified"], "cadres": data["cadres"]})
    )


def _lacking(lacking: tuple[Data, ...]) -> Iterator[Block]:
    yield Heading(Text(N_("Who is missing what")))
    if not lacking:
        yield Paragraph(Text(N_("Everyone has an assessment and a classification.")))
        return
    yield Table(
        "missing",
        (
            Column("unit", Text(N_("Unit"))),
            Column("cadre", Text(N_("Cadre"))),
            Column("name", Text(N_("Name"))),
            Column("missing", Text(N_("Missing"))),
        ),
        tuple(
            (tuple(each["units"]), each["cadre"], each["name"], tuple(Term("lacking", what) for what in each["missing"]))
            for each in lacking
        ),
    )
