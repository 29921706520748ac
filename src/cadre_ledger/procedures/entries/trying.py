"""A form tried out: what would be recorded, or why not, with every refusal at its field."""

from dataclasses import dataclass

from cadre_ledger.domain.shapes import Event
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.recorder import CommandKey
from cadre_ledger.procedures.desk import Clocks, Desk
from cadre_ledger.procedures.entries.form import Form
from cadre_ledger.procedures.entries.reading import REFUSALS
from cadre_ledger.procedures.entries.typed import Typed
from cadre_ledger.procedures.recording import Author, digest, preview
from cadre_ledger.procedures.signing import needs_two
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import Stale
from cadre_ledger.values.findings import Finding
from cadre_ledger.values.records import Record


@dataclass(frozen=True, slots=True)
class Tried:
    """What a form would record; nothing where a finding stands against it, or where it is recorded already."""

    records: tuple[Record[Event], ...]
    findings: tuple[Finding, ...]
    two: bool = False
    """Where people sign, two must."""

    @property
    def refused(self) -> bool:
        """Something stands against it."""
        return any(each.stops for each in self.findings)


def tried(ledger: Ledger, desk: Desk, form: Form, typed: Typed, on: PartialDate, author: Author) -> Tried:
    """Made and decided as if it were recorded; recording the same commands under the same author comes to the same.

    `Stale` where the author's key has recorded something else.
    """
    try:
        commands = form.commands(desk, typed, on)
        records = preview(ledger, commands, author)
    except REFUSALS as error:
        if _recorded_before(ledger, desk, form, typed, on, author):
            return Tried((), ())
        return Tried((), form.placed(desk, typed, error))
    two = needs_two(ledger, (each.event for each in records))
    return Tried(records, form.looked_at(desk, typed).warnings, two)


def _recorded_before(ledger: Ledger, desk: Desk, form: Form, typed: Typed, on: PartialDate, author: Author) -> bool:
    """Whether what is refused now was recorded under this key: what it recorded may be what stands against it, so that it is
    made again as it was then.
    """
    try:
        ledger.recorded(CommandKey(author.key, ""))
    except Stale as used:
        if used.code is not Code.KEY_REUSED:
            raise
        with Desk.open(desk.directory, Clocks(desk.as_of, f"#{int(str(used.facts['first'])) - 1}"), author.clock()) as then:
            try:
                commands = form.commands(then, typed, on)
            except REFUSALS:
                raise used from None
        return ledger.recorded(CommandKey(author.key, digest(commands))) is not None
    return False
