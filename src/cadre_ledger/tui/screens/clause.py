"""One clause: what it says, where it comes from, and how well its text is known."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.rulebooks import clause_show
from cadre_ledger.procedures.telling.clauses import clauses
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.tui.screens.place import Place
from cadre_ledger.tui.widgets.said import SaidView
from cadre_ledger.wording.catalogue import N_


class ShowClause(Place):
    """Come to from whatever rests on it."""

    TITLE_SAID: ClassVar[str] = N_("Clause")
    SAYS: ClassVar[str] = N_("One clause of an adopted text: its words, its source, how well the text is known, and who has read it.")

    def __init__(self, ref: str) -> None:
        super().__init__()
        self.ref = ref

    def inside(self) -> ComposeResult:
        """The clause."""
        yield SaidView(id="clause")

    def load(self) -> None:
        """Ask for it."""
        self.ask("clause", self._clause)

    def _clause(self, desk: Desk) -> tuple[Said, ...]:
        answer = clause_show(desk, self.ref)
        head = answer.regulation
        adopted = self.words(N_("adopted by entry #{entry}"), entry=head.entry)
        title = Said(f"{head.id} · {head.title[self.words.language]}")
        since = Said(f"{head.issuer} · {head.in_force_from or '?'} – {head.in_force_to or ''} · {adopted}", entry=head.entry)
        return (title, since, *clauses(self.words, answer))

    def answered_clause(self, said: tuple[Said, ...]) -> None:
        """Show it."""
        self.query_one(SaidView).show(said)

    def name_place(self, title: str | None = None) -> None:
        """Named by its reference."""
        super().name_place(title or f"{self.words(self.TITLE_SAID)} {self.ref}")

    @on(SaidView.Opened)
    def _opened(self, event: SaidView.Opened) -> None:
        if event.said.entry is not None:
            self.frame.show_record(event.said.entry)
