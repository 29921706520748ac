"""One stored record in words: what it says, who recorded it, and what was put right."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from cadre_ledger.procedures.answers import RecordPart
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.history import beside, show
from cadre_ledger.procedures.standings import kept_from_readers
from cadre_ledger.procedures.telling.recorded import whole
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.tui.actions import bindings
from cadre_ledger.tui.screens.place import Place
from cadre_ledger.tui.widgets.said import SaidView
from cadre_ledger.wording.catalogue import N_


class ShowRecord(Place):
    """A record is never changed: F9 puts a correction beside it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("changed", "correct")
    TITLE_SAID: ClassVar[str] = N_("One record")
    SAYS: ClassVar[str] = N_(
        "One record as it is stored. F3 says what it changed; F9 records a correction beside it. "
        "Enter on a line opens the record or the clause that it names."
    )

    def __init__(self, entry: int, cadre: str | None = None) -> None:
        super().__init__()
        self.entry = entry
        self.cadre = cadre

    def inside(self) -> ComposeResult:
        """The record."""
        yield SaidView(id="record")

    def load(self) -> None:
        """Ask for it; what may have come is a correction of it."""
        self.ask("record", self._record)

    def _record(self, desk: Desk) -> tuple[Said, ...]:
        record = shown_record(desk, self.entry)
        told = whole(self.words, record, beside(desk, self.entry), names_in(desk, record))
        return (Said(told.text), *told.below)

    def answered_record(self, said: tuple[Said, ...]) -> None:
        """Show it."""
        self.query_one(SaidView).show(said)

    @property
    def title_said(self) -> str:
        """Named by its entry."""
        return f"{self.words(self.TITLE_SAID)} #{self.entry}"

    @on(SaidView.Opened)
    def _opened(self, event: SaidView.Opened) -> None:
        if event.said.entry != self.entry:
            self.frame.open_said(event.said, self.cadre)

    def action_changed(self) -> None:
        """F3."""
        self.frame.show_changes(self.entry, self.cadre)

    def action_correct(self) -> None:
        """F9."""
        self.frame.open_form("correction", {"entry": str(self.entry)})


def shown_record(desk: Desk, entry: int) -> RecordPart:
    """A record as readers may see it: of an assessment by colleagues only that it was made."""
    record = show(desk, entry).record
    kept = kept_from_readers(desk, record)
    return record if kept is None else record.model_copy(update={"event": kept})


def names_in(desk: Desk, record: RecordPart) -> dict[str, str]:
    """The names of the cadres that a record names."""
    found = ((code, desk.source.get(("cadre", code))) for name in ("cadre", "into") if isinstance(code := record.event.get(name), str))
    return {code: dossier.name for code, dossier in found if dossier is not None}
