"""The result of one vote."""

from typing import ClassVar

from textual.app import ComposeResult

from cadre_ledger.tui.screens.place import Place
from cadre_ledger.tui.widgets.said import SaidView
from cadre_ledger.wording.catalogue import N_


class VoteShown(Place):
    """Shares, outcome, rank of everyone on the list."""

    TITLE_SAID: ClassVar[str] = N_("Result of a vote")
    SAYS: ClassVar[str] = N_("Shares, outcome and rank of everyone on the list.")

    def __init__(self, session: str) -> None:
        super().__init__()
        self.session = session

    def inside(self) -> ComposeResult:
        """The result."""
        yield SaidView(id="result")
