"""A voting body and its members: making a body known, a list of those who join it, and one who leaves."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cadre_ledger.domain import bodies, members
from cadre_ledger.domain.bodies import EstablishBody, must_stand, stream_of
from cadre_ledger.domain.cadres import stream_of as cadre_stream
from cadre_ledger.domain.members import AddMember, EndMembership, Membership
from cadre_ledger.procedures.counting import membership_of, records_of, told_in
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.entries.fields import Choice, Field, FieldKind, Hint, Phrase, data, terms
from cadre_ledger.procedures.entries.form import Form, Remarks, asking, becoming
from cadre_ledger.procedures.entries.reading import REFUSALS, Filled
from cadre_ledger.procedures.entries.typed import Typed, key
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import LedgerError
from cadre_ledger.values.findings import Finding, Place
from cadre_ledger.values.text import clean_code
from cadre_ledger.wording.catalogue import N_


def members_said(desk: Desk, body: str, day: PartialDate) -> Hint:
    """Beside a body: its name, and how many members it has on a day."""
    size = membership_of(desk, body).size_on(day.first)
    facts = {"name": desk.body(body).name_on(desk.as_of), "count": "?" if size is None else size}
    return Hint(Place(column="body"), Phrase(N_("{name} · members: {count}"), facts))


def _finding(error: LedgerError, column: str, row: int | None = None) -> Finding:
    return Finding(error.code, error.facts, Place(row=row, column=column))


# A body


def _establishing(filled: Filled, on: PartialDate) -> EstablishBody:
    return filled.command(EstablishBody, on)


def _body_remarks(desk: Desk, filled: Filled) -> Remarks:
    """Whether another body has the name already, accents aside."""
    return tuple(_against_body(desk, filled)) if filled.has("body", "name") else (), ()


def _against_body(desk: Desk, filled: Filled) -> Iterator[Finding]:
    command, state = _establishing(filled, PartialDate.on(desk.as_of)), bodies.initial
    for stream in bodies.boundary(command, state):
        for record in records_of(desk, stream):
            state = bodies.evolve(state, record.event)
    try:
        bodies.decide(command, state, desk.rulebook.rulebook)
    except REFUSALS as error:
        yield _finding(error, "body" if error.code is Code.BODY_EXISTS else "name")


BODY = Form(
    "body",
    N_("New voting body"),
    N_("A council, a committee or a conference that votes, made known once."),
    asking(
        Field(
            "body",
            FieldKind.CODE,
            Phrase(N_("A new code for the body, such as HDND-VP.")),
            required=True,
            of="new_body",
            own_label=Phrase(N_("code")),
        ),
        Field("name", FieldKind.TEXT, Phrase(N_("Its whole name, as its papers write it.")), required=True),
        Field(
            "level",
            FieldKind.CHOICE,
            Phrase(N_("On which level it stands; blank where that is not known.")),
            choices=terms("body_level"),
            own_label=Phrase(N_("level of the body")),
        ),
    ),
    becoming(_establishing),
    "body",
    remarks=_body_remarks,
)


# Joining


def _joining(filled: Filled, cells: Mapping[str, Any], on: PartialDate) -> AddMember:
    return filled.command(AddMember, on, **cells)


def _join(desk: Desk, filled: Filled, on: PartialDate) -> Sequence[AddMember]:
    """One for each line."""
    return [_joining(filled, cells, on) for cells in filled.rows.values()]


def _join_remarks(desk: Desk, filled: Filled) -> Remarks:
    """How many members there are on the day; who is one already is found in their line."""
    if not filled.has("body", "joined_on"):
        return (), ()
    return tuple(_against_joining(desk, filled)), [members_said(desk, filled.values["body"], filled.values["joined_on"])]


def _against_joining(desk: Desk, filled: Filled) -> Iterator[Finding]:
    """Each line with those above it recorded."""
    body, on = filled.values["body"], PartialDate.on(desk.as_of)
    state = membership_of(desk, body)
    try:
        must_stand(state.body, body)
    except REFUSALS as error:
        yield _finding(error, "body")
        return
    for row, cells in filled.rows.items():
        if "name" not in cells or ("cadre" not in cells and filled.typed.get(key("cadre", row), "").strip()):
            # What cannot be read is found already.
            continue
        try:
            state = _with_one_more(desk, state, _joining(filled, cells, on))
        except REFUSALS as error:
            yield _finding(error, "name" if error.code is Code.ALREADY_MEMBER else "cadre", row)


def _with_one_more(desk: Desk, state: Membership, command: AddMember) -> Membership:
    for record in records_of(desk, cadre_stream(command.cadre)) if command.cadre is not None else ():
        state = members.evolve(state, record.event)
    for event in members.decide(command, state, desk.rulebook.rulebook):
        state = members.evolve(state, event)
    return state


JOIN = Form(
    "join",
    N_("Members who join a body"),
    N_("All who join on one day, a name a line; a list may be pasted from a spreadsheet."),
    asking(
        Field("body", FieldKind.CODE, Phrase(N_("The body that they join.")), required=True, of="body"),
        Field("joined_on", FieldKind.DATE, Phrase(N_("The day of joining, of everyone in the table.")), required=True),
    ),
    _join,
    "body",
    columns_for=asking(
        Field("name", FieldKind.TEXT, Phrase(N_("The member's name, as it stands on the list.")), required=True, of="name"),
        Field("cadre", FieldKind.CODE, Phrase(N_("The person's file here, where there is one; it tells namesakes apart.")), of="cadre"),
    ),
    remarks=_join_remarks,
)


# Leaving


def _seats(desk: Desk, typed: Typed) -> tuple[Choice, ...]:
    """The members on the day that is typed, those who may be one among them; until it is typed, those of today."""
    try:
        body = desk.body(clean_code(typed.get("body", "").strip())).code
        day = PartialDate.parse(text).last if (text := typed.get("left_on", "").strip()) else desk.as_of
    except REFUSALS:
        return ()
    known = membership_of(desk, body).members
    return tuple(Choice(str(each.number), data(f"{each.number} {each.name}")) for each in known if each.perhaps(day))


def _leave_fields(desk: Desk, typed: Typed) -> tuple[Field, ...]:
    """Who can leave is told by the body and the day."""
    return (
        Field("body", FieldKind.CODE, Phrase(N_("The body that the member leaves.")), required=True, of="body"),
        Field("left_on", FieldKind.DATE, Phrase(N_("The first day without membership.")), required=True),
        Field(
            "member",
            FieldKind.CHOICE,
            Phrase(N_("A member on that day, by number or name.")),
            required=True,
            choices=_seats(desk, typed),
            own_label=Phrase(N_("member")),
        ),
        Field("reason", FieldKind.NOTE, Phrase(N_("Why, and by which decision.")), required=True),
    )


def _leaving(filled: Filled, on: PartialDate, reason: str | None = None) -> EndMembership:
    """With a reason of its own, while none is typed."""
    return filled.command(EndMembership, on, member=int(filled.values["member"]), reason=filled.values.get("reason", reason))


def _leave_remarks(desk: Desk, filled: Filled) -> Remarks:
    """Since when the member is one, by which entry, and what stands against their leaving."""
    if not filled.has("body", "left_on", "member"):
        return (), ()
    body, number = filled.values["body"], int(filled.values["member"])
    state = membership_of(desk, body)
    entry = [each.entry for each in told_in(desk, stream_of(body)) if each.event.get("member") == number][-1]
    facts = {"day": state.members[number - 1].joined_on, "entry": entry}
    return tuple(_against_leaving(desk, filled, state)), [Hint(Place(column="member"), Phrase(N_("since {day} · #{entry}"), facts))]


def _against_leaving(desk: Desk, filled: Filled, state: Membership) -> Iterator[Finding]:
    try:
        members.decide(_leaving(filled, PartialDate.on(desk.as_of), "–"), state, desk.rulebook.rulebook)
    except REFUSALS as error:
        yield _finding(error, "left_on" if error.code is Code.MEMBER_DATES else "member")


LEAVE = Form(
    "leave",
    N_("A member who leaves a body"),
    N_("From a day on someone is no member any more; the day and the reason are kept."),
    _leave_fields,
    becoming(_leaving),
    "member",
    remarks=_leave_remarks,
)
