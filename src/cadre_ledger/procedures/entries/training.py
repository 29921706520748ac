"""A completed training, of one person or of several who finished it together."""

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
    Field("certificate", FieldKind.TEXT, Phrase(N_("The number of the certificate, of the person named first."))),
    Field("approved_on", FieldKind.DATE, Phrase(DAY)),
    Field("duration_hours", FieldKind.NUMBER, Phrase(N_("How many hours."))),
)


OTHER = "also_"


def _fields(desk: Desk, typed: Typed) -> tuple[Field, ...]:
    """Only political theory has levels; there is one line more for others than is typed."""
    theory = typed.get("category", "").strip().lower() == Category.THEORY
    others = max((int(name.removeprefix(OTHER)) for name, text in typed.items() if name.startswith(OTHER) and text.strip()), default=0)
    return (*FIELDS[:2], *((LEVEL,) if theory else ()), *FIELDS[2:], *map(_other, range(1, others + 2)))


def _other(number: int) -> Field:
    says = Phrase(N_("Whoever finished the same with them: a code, or part of the name; blank for nobody."))
    return Field(f"{OTHER}{number}", FieldKind.CODE, says, of="cadre", own_label=Phrase(N_("also, {number}"), {"number": number}))


def of_several(cadres: Sequence[str]) -> dict[str, str]:
    """What the form is opened with for people chosen together."""
    first, *others = cadres
    return {"cadre": first, **{f"{OTHER}{number}": each for number, each in enumerate(others, 1)}}


def names_several(given: Typed) -> bool:
    """Whether it is opened for people chosen together."""
    return f"{OTHER}1" in given


def _make(desk: Desk, filled: Filled, on: PartialDate) -> Sequence[CompleteTraining]:
    """One for each; the certificate is the first one's."""
    one = {name: value for name, value in filled.values.items() if not name.startswith(OTHER)}
    others = [value for name, value in filled.values.items() if name.startswith(OTHER)]
    shared = {name: value for name, value in one.items() if name != "certificate"}
    each = (one, *({**shared, "cadre": other} for other in others))
    return [CompleteTraining.model_validate({"on": on, **values}) for values in each]


TRAINING = Form(
    "training", N_("Training completion"), N_("A programme that a cadre has finished, or several together."), _fields, _make, "cadre"
)
