"""A vote is put on paper: which paper, into which file; it is recorded that it was handed out."""

from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from cadre_ledger.procedures.outputs import file_meant
from cadre_ledger.procedures.papers import HandingOut, ready
from cadre_ledger.tui.actions import bindings
from cadre_ledger.tui.dialogs.ask import Answers, Ask, Wanted
from cadre_ledger.tui.dialogs.choose import Choice, Choose
from cadre_ledger.tui.dialogs.tell import Tell
from cadre_ledger.tui.screens.acting import Acting
from cadre_ledger.values.errors import LedgerError
from cadre_ledger.values.papers import PaperKind
from cadre_ledger.wording.catalogue import N_
from cadre_ledger.wording.terms import term


class OnPaper(Acting):
    """A place of one vote, whose papers are made here."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("papers")

    def __init__(self, session: str) -> None:
        super().__init__()
        self.session = session

    def action_papers(self) -> None:
        """F7: those that the vote has come far enough for."""
        self.ask("papers", lambda desk: ready(desk, self.session))

    def answered_papers(self, kinds: tuple[PaperKind, ...]) -> None:
        """By digits."""
        if self.app.screen is not self:
            return
        if not kinds:
            self.notify(self.words(N_("No paper can be made of this vote.")), markup=False)
            return
        choices = [Choice(kind, self._paper_said(kind), str(number)) for number, kind in enumerate(kinds, 1)]
        hint = self.words(N_("It becomes a PDF file, and it is recorded that it was handed out. Esc leaves."))
        self.app.push_screen(Choose(self.words(N_("Papers that can be made now")), choices, hint), self._ask_file)

    def _paper_said(self, kind: str) -> str:
        said = term(self.words, "paper", kind)
        return said[:1].upper() + said[1:]

    def _ask_file(self, kind: str | None) -> None:
        if kind is None:
            return
        proposed = self.frame.seat.directory.path.resolve().parent / f"{self.session}-{kind}.pdf"
        says = [self.words(N_("The file that it is written to; one of that name is replaced. Print it from there."))]
        asking = Ask(self._paper_said(kind), says, [Wanted("file", text=str(proposed))], lambda typed: file_meant(typed["file"], proposed))
        self.app.push_screen(asking, partial(self._make, PaperKind(kind), proposed))

    def _make(self, kind: PaperKind, proposed: Path, typed: Answers | None) -> None:
        if typed is not None:
            sheet = HandingOut(self.session, kind, file_meant(typed["file"], proposed), self.words, self.frame.seat.now)
            self.act_as(self.frame.seat.actor, sheet.commands, lambda: self._write(sheet))

    def _write(self, sheet: HandingOut) -> None:
        try:
            sheet.write()
        except LedgerError as error:
            self.frame.tell_error(error, N_("The paper was recorded, but not written"))
            return
        told = N_("Anybody can tell by its digest whether a printed file is this one: cadre-ledger vote papers.")
        lines = [sheet.path.name, self.words(N_("In the folder {folder}"), folder=str(sheet.path.parent)), self.words(told)]
        self.app.push_screen(Tell(self.words(N_("The paper is there")), lines))
