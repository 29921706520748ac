"""A draft that outlived its program: whether what it would record was recorded."""

from collections.abc import Sequence
from enum import StrEnum

from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.recorder import CommandKey
from cadre_ledger.procedures.drafts import Draft
from cadre_ledger.procedures.recording import Step, digest
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Stale


class Outcome(StrEnum):
    """What became of a draft before its program ended."""

    OPEN = "open"
    RECORDED = "recorded"
    RECORDED_OTHERWISE = "recorded_otherwise"


def outcome(ledger: Ledger, draft: Draft, steps: Sequence[Step]) -> Outcome:
    """Whether what a draft would record was recorded before its program ended, or something else under its key.

    In the last case the form was recorded and typed on: what is typed now needs a key of its own, and a look at what is there.
    """
    try:
        return Outcome.OPEN if ledger.recorded(CommandKey(draft.key, digest(steps))) is None else Outcome.RECORDED
    except Stale as stale:
        if stale.code is not Code.KEY_REUSED:
            raise
        return Outcome.RECORDED_OTHERWISE
