"""The file of one person: what holds on the day."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult

from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.standings import standing
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.procedures.telling.standing import standing as told
from cadre_ledger.tui.screens.place import Place
from cadre_ledger.tui.widgets.said import SaidView
from cadre_ledger.wording.catalogue import N_


class CadreFile(Place):
    """Everything that holds about one person."""

    TITLE_SAID: ClassVar[str] = N_("File")
    SAYS: ClassVar[str] = N_("Everything that holds about one person on the day.")

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code

    def inside(self) -> ComposeResult:
        """What holds."""
        yield SaidView(id="standing")

    def load(self) -> None:
        """Ask what holds."""
        self.ask("standing", self._standing)

    def _standing(self, desk: Desk) -> Sequence[Said]:
        return told(self.words, standing(desk, self.code))

    def answered_standing(self, said: Sequence[Said]) -> None:
        """Show it."""
        self.query_one(SaidView).show(said)
