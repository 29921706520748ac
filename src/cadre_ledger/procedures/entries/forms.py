"""All forms by name, in the order in which they are offered."""

from collections.abc import Mapping

from cadre_ledger.procedures.entries.assessment import ASSESSMENT
from cadre_ledger.procedures.entries.correction import CORRECTION
from cadre_ledger.procedures.entries.discipline import DISCIPLINE
from cadre_ledger.procedures.entries.form import Form
from cadre_ledger.procedures.entries.replacement import REPLACEMENT
from cadre_ledger.procedures.entries.training import TRAINING, names_several
from cadre_ledger.procedures.entries.typed import Typed
from cadre_ledger.procedures.entries.vote import VOTE

FORMS: Mapping[str, Form] = {each.name: each for each in (VOTE, ASSESSMENT, TRAINING, DISCIPLINE, REPLACEMENT, CORRECTION)}


def offered(given: Typed) -> Mapping[str, Form]:
    """The forms that can be opened with what is known already: of several people only what is recorded of several."""
    return {TRAINING.name: TRAINING} if names_several(given) else FORMS
