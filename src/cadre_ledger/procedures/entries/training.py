"""A completed training."""

from collections.abc import Sequence

from cadre_ledger.domain.training import CompleteTraining
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.entries.fields import Field, FieldKind, Phrase, choices
from cadre_ledger.procedures.entries.form import Form
from cadre_ledger.procedures.entries.reading import Filled
from cadre_ledger.procedures.entries.typed import Typed
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.studies import Category, TheoryLevel
from cadre_ledger.wording.catalogue import N_

CADRE = Field("cadre", FieldKind.CODE, Phrase(N_("A code, the council's own number, or part of the name.")), required=True, of="cadre")
DAY = N_("As 30/06/2024 or 2024-06-30; 06/2024 or 2024 where no more is known.")
LEVEL = Field("level", FieldKind.CHOICE, Phrase(N_("The level of political theory.")), required=True, choices=choices(TheoryLevel))
FIELDS = (
    CADRE,
    Field("category", FieldKind.CHOICE, Phrase(N_("The kind of training.")), required=True, choices=choices(Category)),
    Field("programme", FieldKind.TEXT, Phrase(N_("What was studied.")), required=True),
    Field("completed_on", FieldKind.DATE, Phrase(DAY), required=True),
    Field("institution", FieldKind.TEXT, Phrase(N_("Where."))),
    Field("country", FieldKind.TEXT, Phrase(N_("Where abroad."))),
    Field("started_on", FieldKind.DATE, Phrase(DAY)),
    Field("certificate", FieldKind.TEXT, Phrase(N_("The number of the certificate."))),
    Field("approved_on", FieldKind.DATE, Phrase(DAY)),
    Field("duration_hours", FieldKind.NUMBER, Phrase(N_("How many hours."))),
)


def _fields(desk: Desk, typed: Typed) -> tuple[Field, ...]:
    """Only political theory has levels."""
    theory = typed.get("category", "").strip().lower() == Category.THEORY
    return (*FIELDS[:2], LEVEL, *FIELDS[2:]) if theory else FIELDS


def _make(desk: Desk, filled: Filled, on: PartialDate) -> Sequence[CompleteTraining]:
    return [CompleteTraining.model_validate({"on": on, **filled.values})]


TRAINING = Form("training", N_("Training completion"), N_("A programme that a cadre has finished."), _fields, _make, "cadre")
