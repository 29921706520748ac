"""Which day, and known at which entry: the two clocks of a reading."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, Label

from cadre_ledger.procedures.desk import Clocks
from cadre_ledger.tui.dialogs.dialog import Dialog
from cadre_ledger.tui.widgets.typing import Typed
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import LedgerError
from cadre_ledger.wording.catalogue import N_
from cadre_ledger.wording.messages import describe


class AskClocks(Dialog[Clocks]):
    """Both may be left empty: then it is today, with all that is recorded."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, clocks: Clocks) -> None:
        super().__init__()
        self.clocks = clocks

    @property
    def title_said(self) -> str:
        """What is asked."""
        return self.words(N_("Look at another day"))

    def inside(self) -> ComposeResult:
        """Two lines to type in."""
        yield Label(self.words(N_("What held on (31/12/2025; empty: today):")), markup=False)
        yield Typed("" if self.clocks.as_of is None else self.words.day(self.clocks.as_of), id="as_of")
        yield Label(self.words(N_("Known at (a date, or #120 for an entry; empty: all that is recorded):")), markup=False)
        yield Typed(self.clocks.known_at or "", id="known_at")
        yield Label("", id="wrong", classes="said", markup=False)
        yield Label(self.words(N_("Enter looks, Tab goes on, Esc leaves.")), classes="hint", markup=False)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        typed = {each.id: each.value.strip() for each in self.query(Typed)}
        try:
            as_of = PartialDate.parse(typed["as_of"]).last if typed["as_of"] else None
        except LedgerError as error:
            message = describe(self.words, error.code, error.facts)
            self.query_one("#wrong", Label).update(f"! {message.what} {message.next}")
            return
        self.dismiss(Clocks(as_of, typed["known_at"] or None))
