"""Calling a vote: when and where, under which regulation, who counts, and a row for everyone on the ballot or left off it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from cadre_ledger.domain.sessions import SMALLEST_COMMITTEE, ConveneVote
from cadre_ledger.procedures.counting import exemptions
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.entries.fields import Choice, Field, FieldKind, Hint, Phrase
from cadre_ledger.procedures.entries.form import Form, Remarks, becoming
from cadre_ledger.procedures.entries.membership import members_said
from cadre_ledger.procedures.entries.reading import REFUSALS, Filled
from cadre_ledger.procedures.entries.typed import Typed
from cadre_ledger.procedures.entries.vote import ANOTHER, KIND
from cadre_ledger.procedures.recording import fields_checked
from cadre_ledger.rulebook.clauses import Exemption, PreparationCalendar
from cadre_ledger.rulebook.regulation import Regulation
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.findings import Finding, Place
from cadre_ledger.wording.catalogue import N_

COUNTER = "committee_"
MOST_COUNTERS = 15
HEAD = (
    Field("session", FieldKind.CODE, Phrase(N_("A new code for the vote, such as S-2026.")), required=True, of="session"),
    KIND,
    Field(
        "body",
        FieldKind.CODE,
        Phrase(N_("The body that votes. A new body, and its members, are recorded first: F2 in the workspace.")),
        required=True,
        of="body",
    ),
    Field("held_on", FieldKind.DATE, Phrase(N_("The day of the vote; its preparation is counted back from it.")), required=True),
    Field("place", FieldKind.TEXT, Phrase(N_("Where it is held.")), required=True),
    Field("basis", FieldKind.CODE, Phrase(N_("The regulation that the vote is held under.")), required=True, of="rule"),
)
TAIL = (
    Field("follows", FieldKind.CODE, Phrase(N_("The earlier round that it follows, where there was one.")), of="earlier"),
    ANOTHER,
)


def _regulation(desk: Desk, typed: Typed) -> Regulation | None:
    """The text that holds on the day, once basis and day are typed."""
    try:
        chosen = desk.rulebook.rulebook.chosen(typed.get("basis", "").strip(), PartialDate.parse(typed.get("held_on", "")))
    except REFUSALS:
        return None
    return desk.rulebook.rulebook.regulation(chosen.digest) if chosen is not None else None


def _fields(desk: Desk, typed: Typed) -> tuple[Field, ...]:
    """One more line for the committee than is typed, and a choice of calendars where there are several."""
    named = [number for number in range(1, MOST_COUNTERS + 1) if typed.get(f"{COUNTER}{number}", "").strip()]
    lines = min(MOST_COUNTERS, max([SMALLEST_COMMITTEE, *(number + 1 for number in named)]))
    return (*HEAD, *_calendars(_regulation(desk, typed)), *map(_counter, range(1, lines + 1)), *TAIL)


def _counter(number: int) -> Field:
    return Field(
        f"{COUNTER}{number}",
        FieldKind.TEXT,
        Phrase(N_("A member of the counting committee, at least three; nobody who is on the ballot.")),
        required=number <= SMALLEST_COMMITTEE,
        of="name",
        own_label=Phrase(N_("counting committee, {number}"), {"number": number}),
    )


def _calendars(regulation: Regulation | None) -> Iterator[Field]:
    known = regulation.of_kind(PreparationCalendar) if regulation is not None else ()
    if len(known) > 1:
        options = tuple(map(_clause, known))
        yield Field("calendar", FieldKind.CHOICE, Phrase(N_("Which preparation calendar holds.")), required=True, choices=options)


def _clause(clause: Exemption | PreparationCalendar) -> Choice:
    return Choice(clause.id, Phrase("{id} {text}", {"id": clause.id, "text": clause.text}))


def _columns(desk: Desk, typed: Typed) -> tuple[Field, ...]:
    """Those on the ballot in its order; whoever is left off has the clause."""
    regulation = _regulation(desk, typed)
    clauses = regulation.of_kind(Exemption) if regulation is not None else ()
    exempt = Field(
        "exempt",
        FieldKind.CHOICE,
        Phrase(N_("Blank for who is on the ballot; for who is left off it, the clause that says so.")),
        choices=tuple(map(_clause, clauses)),
    )
    return (
        Field("name", FieldKind.TEXT, Phrase(N_("As it stands on the ballot, in the order of the ballot.")), required=True, of="name"),
        Field("position", FieldKind.TEXT, Phrase(N_("The post that is voted on.")), of="title", head=Phrase(N_("Post"))),
        Field("cadre", FieldKind.CODE, Phrase(N_("The person's file here, where there is one.")), of="cadre"),
        *([exempt] if clauses else []),
    )


def _remarks(desk: Desk, filled: Filled) -> Remarks:
    """Who may be exempt though on the ballot; how many members there are, and from when the preparation begins."""
    return tuple(_exempt(desk, filled)), (*_members(desk, filled), *_preparation(desk, filled))


def _exempt(desk: Desk, filled: Filled) -> Iterator[Finding]:
    rows = {cells["name"]: row for row, cells in filled.rows.items() if "name" in cells}
    known = filled.has("body", "held_on", "place", "basis", f"{COUNTER}1", "session")
    if not known or not all("name" in cells for cells in filled.rows.values()):
        return
    try:
        with fields_checked():
            found = tuple(exemptions(desk, _command(filled, PartialDate.on(desk.as_of))))
    except REFUSALS:
        return
    column = "exempt" if "exempt" in filled.order else "name"
    for each in found:
        yield Finding(each.code, each.facts, Place(row=rows.get(str(each.facts["name"])), column=column), stops=each.stops)


def _members(desk: Desk, filled: Filled) -> Iterator[Hint]:
    if filled.has("body", "held_on"):
        yield members_said(desk, filled.values["body"], filled.values["held_on"])


def _preparation(desk: Desk, filled: Filled) -> Iterator[Hint]:
    regulation = _regulation(desk, filled.typed)
    known = regulation.of_kind(PreparationCalendar) if regulation is not None else ()
    chosen = [each for each in known if filled.values.get("calendar") in (None, each.id)]
    if len(chosen) == 1 and "held_on" in filled.values:
        longest = max(step.days_before for step in chosen[0].steps)
        begins = PartialDate.on(filled.values["held_on"].first - timedelta(days=longest))
        yield Hint(Place(column="held_on"), Phrase(N_("preparation from {day}"), {"day": begins}))


def _command(filled: Filled, on: PartialDate) -> ConveneVote:
    values, rows = filled.values, tuple(filled.rows.values())
    balloted = [cells for cells in rows if "exempt" not in cells]
    fields: dict[str, Any] = {name: value for name, value in values.items() if not name.startswith(COUNTER)}
    fields["committee"] = tuple(values[name] for name in filled.order if name.startswith(COUNTER) and name in values)
    fields["subjects"] = tuple(
        {"number": number, "name": cells["name"], "position": cells.get("position"), "cadre": cells.get("cadre")}
        for number, cells in enumerate(balloted, 1)
    )
    fields["exempt"] = tuple(
        {"name": cells["name"], "clause": cells["exempt"], "cadre": cells.get("cadre")} for cells in rows if "exempt" in cells
    )
    return ConveneVote.model_validate({"on": on, **fields})


CONVENE = Form(
    "convene",
    N_("Convening of a vote"),
    N_("A vote that is to be held here."),
    _fields,
    becoming(_command),
    "session",
    columns_for=_columns,
    remarks=_remarks,
)
