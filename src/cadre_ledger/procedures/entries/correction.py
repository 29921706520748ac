"""A correction of any recorded fact, named by its entry."""

import re
from collections.abc import Mapping, Sequence

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
    """Which fields can be put right is told by the entry."""
    try:
        says = _says(desk, typed.get("entry", ""))
    except REFUSALS:
        says = {}
    options = tuple(Choice(name, _label(name, says)) for name in says)
    wrong = Field(
        "field", FieldKind.CHOICE, Phrase(N_("What is wrong in it.")), required=True, choices=options, own_label=Phrase(N_("what is wrong"))
    )
    return (ENTRY, wrong, VALUE, REASON)


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
    try:
        says = _says(desk, values["entry"])
        if "field" not in values:
            return (), ()
        if "value" not in values:
            return (), [Hint(Place(column="value"), Phrase(N_("says now: {was}"), {"was": _shown(says[values["field"]])}))]
        with fields_checked():
            changes = _planned(desk, filled, PartialDate.on(desk.as_of)).changes
    except REFUSALS as error:
        column = "entry" if error.code is Code.NO_ENTRY or "field" not in values else "value"
        return [Finding(error.code, error.facts, Place(column=column))], ()
    if not changes:
        return (), [Hint(Place(column="value"), Phrase(N_("{mark} nothing changes")), Mark.OPEN)]
    (_, was, now), *_ = changes
    return (), [Hint(Place(column="value"), Phrase(N_("was {was} → now {now}"), {"was": _shown(was), "now": _shown(now)}))]


def _shown(value: object) -> object:
    return value if isinstance(value, PartialDate) else data("–" if value in (None, "") else str(value))


def _planned(desk: Desk, filled: Filled, on: PartialDate) -> Correction:
    values = filled.values
    value = "" if values["value"] in NOT_KNOWN else values["value"]
    with Ledger.open(desk.directory) as ledger:
        return plan(ledger, _number(values["entry"]), (f"{values['field']}={value}",), values.get("reason", "–"), on)


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
