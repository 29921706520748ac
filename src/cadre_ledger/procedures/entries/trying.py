"""A form tried out: what would be recorded, or why not, with every refusal at its field."""

from dataclasses import dataclass

from cadre_ledger.domain.shapes import Event
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.entries.form import Form
from cadre_ledger.procedures.entries.reading import REFUSALS
from cadre_ledger.procedures.entries.typed import Typed
from cadre_ledger.procedures.recording import Author, preview
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.findings import Finding
from cadre_ledger.values.records import Record


@dataclass(frozen=True, slots=True)
class Tried:
    """What a form would record; nothing where a finding stands against it, or where it is recorded already."""

    records: tuple[Record[Event], ...]
    findings: tuple[Finding, ...]

    @property
    def refused(self) -> bool:
        """Something stands against it."""
        return any(each.stops for each in self.findings)


def tried(ledger: Ledger, desk: Desk, form: Form, typed: Typed, on: PartialDate, author: Author) -> Tried:
    """Made and decided as if it were recorded; recording the same commands under the same author comes to the same."""
    try:
        commands = form.commands(desk, typed, on)
        records = preview(ledger, commands, author)
    except REFUSALS as error:
        return Tried((), form.placed(desk, typed, error))
    return Tried(records, form.looked_at(desk, typed).warnings)
