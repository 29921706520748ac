"""All forms by name: facts in the order in which they are offered, and the steps of a vote, which its own place offers."""

from collections.abc import Mapping

from cadre_ledger.procedures.entries.assessment import ASSESSMENT
from cadre_ledger.procedures.entries.convening import CONVENE
from cadre_ledger.procedures.entries.correction import CORRECTION
from cadre_ledger.procedures.entries.discipline import DISCIPLINE
from cadre_ledger.procedures.entries.ending import ANNUL, CERTIFY, CUSTODY, PUBLISH
from cadre_ledger.procedures.entries.form import Form
from cadre_ledger.procedures.entries.holding import ANNOUNCE, BOX, CORRECT, LATE, OPEN, STRIKE
from cadre_ledger.procedures.entries.membership import BODY, JOIN, LEAVE
from cadre_ledger.procedures.entries.replacement import REPLACEMENT
from cadre_ledger.procedures.entries.training import TRAINING, names_several
from cadre_ledger.procedures.entries.typed import Typed
from cadre_ledger.procedures.entries.vote import VOTE

FACTS: Mapping[str, Form] = {
    each.name: each for each in (VOTE, ASSESSMENT, TRAINING, DISCIPLINE, REPLACEMENT, CORRECTION, CONVENE, JOIN, LEAVE, BODY)
}
STEPS: Mapping[str, Form] = {each.name: each for each in (OPEN, LATE, STRIKE, BOX, ANNOUNCE, CORRECT, CERTIFY, PUBLISH, CUSTODY, ANNUL)}
FORMS: Mapping[str, Form] = {**FACTS, **STEPS}


def offered(given: Typed) -> Mapping[str, Form]:
    """The forms that can be opened with what is known already: of several people only what is recorded of several."""
    return {TRAINING.name: TRAINING} if names_several(given) else FACTS
