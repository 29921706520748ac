"""The application of the screens."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Footer, Static

from cadre_ledger.procedures.seat import Seat
from cadre_ledger.tui.ends import SafeApp
from cadre_ledger.wording.catalogue import N_


class CadreLedgerApp(SafeApp):
    """The ledger before which someone sits."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f10", "quit", N_("Leave"))]

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat.words)
        self.seat = seat

    def compose(self) -> ComposeResult:
        """The ledger's name."""
        yield Static(self.seat.directory.founding().name, markup=False)
        yield Footer()
