"""A correction of any recorded fact, named by its entry."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count, takewhile

from cadre_ledger.domain.shapes import Command
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.procedures.correcting import Correction, correctable, plan
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.entries.fields import Choice, Field, FieldKind, Hint, Mark, Phrase, Term, data
from cadre_ledger.procedures.entries.form import Form, Remarks
from cadre_ledger.procedures.entries.reading import REFUSALS, Filled
from cadre_ledger.procedures.entries.typed import Typed
from cadre_ledger.procedures.recording import fields_checked
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import NotFound
from cadre_ledger.values.findings import Finding, Place
from cadre_ledger.wording.catalogue import N_

NOT_KNOWN = ("–", "-")
"""Typed where the right thing to say is that it is not known."""

ENTRY = Field("entry", FieldKind.TEXT, Phrase(N_("The number of the entry that is wrong.")), required=True)
VALUE = Field("value", FieldKind.NOTE, Phrase(N_("What it should say; a dash where it is not known.")), required=True)
REASON = Field("reason", FieldKind.NOTE, Phrase(N_("Why the record was wrong.")), required=True)


def _says(desk: Desk, entry: str) -> Mapping[str, object]:
    """What an entry says in the fields that can be put right, or the refusal."""
    with Ledger.open(desk.directory) as ledger:
        return correctable(ledger, _number(entry))


def _number(entry: str) -> int:
    digits = re.fullmatch(r"#?([0-9]{1,15})", entry.strip())
    if digits is None:
        raise NotFound(Code.NO_ENTRY, entry=entry[:40])
    return int(digits[1])


def _fields(desk: Desk, typed: Typed) -> tuple[Field, ...]:
    """Which fields can be put right is told by the entry. Whoever has put one right is asked for another: two cells make one slip."""
    try:
        says = _says(desk, typed.get("entry", ""))
    except REFUSALS:
        says = {}
    fields = [ENTRY, _wrong(1, says, ()), VALUE, REASON]
    place, chosen = 1, list[str]()
    while place < len(says) and all(typed.get(each, "").strip() for each in _pair(place)):
        chosen.append(typed[_pair(place)[0]])
        place += 1
        fields += [_wrong(place, says, chosen), _should_say(place)]
    return tuple(fields)


def _pair(place: int) -> tuple[str, str]:
    """How the fields are called in which one thing is put right."""
    return ("field", "value") if place == 1 else (f"field_{place}", f"value_{place}")


def _pairs(typed: Typed) -> Iterator[tuple[str, str]]:
    """Those of all that is put right, and of what is next."""
    places = takewhile(lambda place: place == 1 or _pair(place - 1)[1] in typed, count(1))
    return (_pair(place) for place in places)


def _wrong(place: int, says: Mapping[str, object], chosen: Sequence[str]) -> Field:
    options = tuple(Choice(name, _label(name, says)) for name in says if name not in chosen)
    label, note = (N_("what is wrong"), N_("What is wrong in it."))
    if place > 1:
        label, note = (N_("also wrong"), N_("What else is wrong in it, if anything."))
    return Field(_pair(place)[0], FieldKind.CHOICE, Phrase(note), required=place == 1, choices=options, own_label=Phrase(label))


def _should_say(place: int) -> Field:
    return replace(VALUE, name=_pair(place)[1], required=False, own_label=Phrase(N_("what that should say")))


def _label(name: str, says: Mapping[str, object]) -> Phrase:
    subject, dot, field = name.partition(".")
    if not dot:
        return Phrase("{term}", {"term": Term("field", name)})
    return Phrase("{subject} {name}: {term}", {"subject": subject, "name": says[f"{subject}.name"], "term": Term("field", field)})


def _remarks(desk: Desk, filled: Filled) -> Remarks:
    """What the entry says now, and what it would say."""
    values = filled.values
    if "entry" not in values:
        return (), ()
    pairs = [(field, value) for field, value in _pairs(values) if field in values]
    hints: list[Hint] = []
    try:
        says = _says(desk, values["entry"])
        hints = [_says_now(value, says[values[field]]) for field, value in pairs if value not in values]
        if "value" not in values:
            return (), hints
        with fields_checked():
            planned = _planned(desk, filled, PartialDate.on(desk.as_of))
    except REFUSALS as error:
        columns = ["entry", *(value for _, value in pairs if value in values)]
        return [Finding(error.code, error.facts, Place(column=columns[0 if error.code is Code.NO_ENTRY else -1]))], hints
    # On a list a change is shown as "4 low", where "4.low" was asked for.
    changes = {field.replace(" ", "."): (was, now) for field, was, now in planned.changes}
    return (), [*hints, *(_becomes(value, changes.get(values[field])) for field, value in pairs if value in values)]


def _says_now(column: str, was: object) -> Hint:
    return Hint(Place(column=column), Phrase(N_("says now: {was}"), {"was": _shown(was)}))


def _becomes(column: str, change: tuple[object, object] | None) -> Hint:
    if change is None:
        return Hint(Place(column=column), Phrase(N_("{mark} nothing changes")), Mark.OPEN)
    was, now = map(_shown, change)
    return Hint(Place(column=column), Phrase(N_("was {was} → now {now}"), {"was": was, "now": now}))


def _shown(value: object) -> object:
    return value if isinstance(value, PartialDate) else data("–" if value in (None, "") else str(value))


def _planned(desk: Desk, filled: Filled, on: PartialDate) -> Correction:
    values = filled.values
    said = {values[field]: values[value] for field, value in _pairs(values) if field in values and value in values}
    changes = tuple(f"{field}={'' if value in NOT_KNOWN else value}" for field, value in said.items())
    with Ledger.open(desk.directory) as ledger:
        return plan(ledger, _number(values["entry"]), changes, values.get("reason", "–"), on)


def _make(desk: Desk, filled: Filled, on: PartialDate) -> Sequence[Command]:
    return [_planned(desk, filled, on).command]


CORRECTION = Form(
    "correction",
    N_("Correction"),
    N_("A recorded fact put right; the old figure stays visible beside the new."),
    _fields,
    _make,
    "value",
    remarks=_remarks,
)
