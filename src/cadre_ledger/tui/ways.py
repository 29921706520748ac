"""What to do next, said by keys: of findings whose messages name commands, where the screens have a way of their own."""

from collections.abc import Mapping
from dataclasses import replace

from cadre_ledger.procedures.entries.correction import CORRECTION
from cadre_ledger.procedures.entries.fields import Phrase
from cadre_ledger.procedures.entries.form import Form
from cadre_ledger.procedures.entries.membership import BODY, JOIN
from cadre_ledger.values.codes import Code
from cadre_ledger.wording.catalogue import N_, Words
from cadre_ledger.wording.messages import Message


def _by(form: Form, text: str) -> Phrase:
    return Phrase(text, {"form": Phrase(form.title)})


WAYS: Mapping[Code, Phrase] = {
    Code.NO_BODY: _by(BODY, N_("Choose one that is offered; a new one is recorded with F2 in the workspace, “{form}”.")),
    Code.BODY_EXISTS: Phrase(N_("If it is the same body, it is known already; else type another code.")),
    Code.ALREADY_MEMBER: _by(
        CORRECTION, N_("If it is a namesake, type each one's code under “Cadre”; if the days are wrong, F2 in the workspace, “{form}”.")
    ),
    Code.MEMBER_LEFT: _by(CORRECTION, N_("If the day is wrong: F2 in the workspace, “{form}”.")),
    Code.ROLL_WITHOUT_NAMES: _by(JOIN, N_("Record them: F2 in the workspace, “{form}”.")),
}


def by_keys(words: Words, code: Code, message: Message) -> Message:
    """The message with its next step as it is taken on the screens."""
    return replace(message, next=WAYS[code].said(words)) if code in WAYS else message
