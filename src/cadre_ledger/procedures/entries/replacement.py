"""What was done about a flag."""

from collections.abc import Sequence

from cadre_ledger.domain.replacements import ConsiderReplacement, DecideReplacement, Replacement
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.entries.fields import Choice, Field, FieldKind, Phrase, Term, terms
from cadre_ledger.procedures.entries.form import Form
from cadre_ledger.procedures.entries.reading import Filled
from cadre_ledger.procedures.entries.training import DAY
from cadre_ledger.procedures.entries.typed import Typed
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.wording.catalogue import N_

CONSIDERED = "considered"
DECISIONS = (Choice(CONSIDERED, Phrase("{term}", {"term": Term("decision", CONSIDERED)})), *terms("replacement", *Replacement))
HEAD = (
    Field("flag", FieldKind.CODE, Phrase(N_("The flag's id, or part of the name.")), required=True, of="flag"),
    Field("decision", FieldKind.CHOICE, Phrase(N_("Only considered, or decided, and how.")), required=True, choices=DECISIONS),
    Field("when", FieldKind.DATE, Phrase(DAY), required=True),
    Field("by", FieldKind.TEXT, Phrase(N_("Who: the body or the authority.")), required=True),
)
NOTE = Field("note", FieldKind.NOTE, Phrase(N_("What was said.")))
DECIDED = (
    Field("reason", FieldKind.NOTE, Phrase(N_("Why it was decided so.")), required=True),
    Field("ground", FieldKind.TEXT, Phrase(N_("The clause it rests on."))),
    Field("decision_no", FieldKind.TEXT, Phrase(N_("The number of the decision."))),
)


def _fields(desk: Desk, typed: Typed) -> tuple[Field, ...]:
    """A decision needs its reason; what was only considered has a note."""
    considered = typed.get("decision", "").strip().lower() == CONSIDERED
    return (*HEAD, NOTE) if considered else (*HEAD, *DECIDED)


def _make(
    desk: Desk,
    filled: Filled,
    on: PartialDate,
) -> Sequence[ConsiderReplacement | DecideReplacement]:
    fields = dict(filled.values)
    when = fields.pop("when")
    if fields["decision"] == CONSIDERED:
        del fields["decision"]
        return [ConsiderReplacement.model_validate({"on": on, "considered_on": when, **fields})]
    return [DecideReplacement.model_validate({"on": on, "decided_on": when, **fields})]


REPLACEMENT = Form(
    "replacement",
    N_("Answer to a flag"),
    N_("That a replacement flag was considered, or what was decided about it."),
    _fields,
    _make,
    "flag",
)
