"""A disciplinary decision."""

from collections.abc import Sequence

from cadre_ledger.domain.cases import DecideDiscipline
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.entries.fields import Field, FieldKind, Hint, Phrase, choices
from cadre_ledger.procedures.entries.form import Form, Remarks
from cadre_ledger.procedures.entries.reading import Filled
from cadre_ledger.procedures.entries.training import CADRE, DAY
from cadre_ledger.procedures.entries.typed import Typed
from cadre_ledger.procedures.importing_facts import case_code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.findings import Place
from cadre_ledger.values.sanctions import FORMS, Line
from cadre_ledger.values.sanctions import Form as Sanction
from cadre_ledger.wording.catalogue import N_


def _fields(desk: Desk, typed: Typed) -> tuple[Field, ...]:
    """Each line has its own forms."""
    line = typed.get("line", "").strip().lower()
    forms = FORMS[Line(line)] if line in tuple(Line) else tuple(Sanction)
    return (
        CADRE,
        Field("line", FieldKind.CHOICE, Phrase(N_("On which line.")), required=True, choices=choices(Line)),
        Field("form", FieldKind.CHOICE, Phrase(N_("The form, as the line has it.")), required=True, choices=choices(Sanction, *forms)),
        Field("decision_no", FieldKind.TEXT, Phrase(N_("The number of the decision.")), required=True),
        Field("decided_on", FieldKind.DATE, Phrase(DAY), required=True),
        Field("effective_on", FieldKind.DATE, Phrase(N_("From when it is in effect, where that is another day."))),
        Field("authority", FieldKind.TEXT, Phrase(N_("Who decided."))),
        Field("grounds", FieldKind.NOTE, Phrase(N_("For what."))),
        Field("public_duty", FieldKind.YESNO, Phrase(N_("For a violation in public duty.")), default="no"),
        Field("case", FieldKind.CODE, Phrase(N_("The case's own code; without one it is made from the decision.")), of="case"),
    )


def _case(filled: Filled) -> str:
    """The code typed, else the one that a file of the same decision would give it."""
    values = filled.values
    code: str = values.get("case") or case_code(values["decision_no"], values["decided_on"], values["cadre"])
    return code


def _remarks(desk: Desk, filled: Filled) -> Remarks:
    if "case" in filled.values or not filled.has("decision_no", "decided_on", "cadre"):
        return (), ()
    return (), [Hint(Place(column="case"), Phrase(N_("will be {case}"), {"case": _case(filled)}))]


def _make(desk: Desk, filled: Filled, on: PartialDate) -> Sequence[DecideDiscipline]:
    return [filled.command(DecideDiscipline, on, case=_case(filled))]


DISCIPLINE = Form(
    "discipline",
    N_("Disciplinary decision"),
    N_("A sanction on the line of the Party or of the State."),
    _fields,
    _make,
    "case",
    remarks=_remarks,
)
