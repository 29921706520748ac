"""What one record changed: the facts, and each verdict before and after."""

from collections.abc import Callable
from threading import Event
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Label

from cadre_ledger.procedures.consequences import consequences
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.history import beside
from cadre_ledger.procedures.telling import changes
from cadre_ledger.procedures.telling.recorded import corrected, headline
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.tui.screens.place import Place
from cadre_ledger.tui.screens.record import names_in, shown_record
from cadre_ledger.tui.widgets.said import SaidView
from cadre_ledger.wording.catalogue import N_

STEP = 20_000
"""Entries after which it is said how far the history has been read."""


class Stopped(Exception):
    """Nobody waits for the answer any more."""


class Progressed(Message):
    """How far the history has been read."""

    def __init__(self, entry: int) -> None:
        super().__init__()
        self.entry = entry


class Changes(Place):
    """Two readings side by side; a long history takes seconds to read, and going back stops it."""

    DEFAULT_CSS = """
    Changes #progress { height: 1; width: 100%; padding: 0 1; color: $text-muted; }
    """
    TITLE_SAID: ClassVar[str] = N_("What it changed")
    SAYS: ClassVar[str] = N_(
        "What was known just before a record set against what was known with it, as of the same day: + came, − went, ~ became another. "
        "Enter opens the record that a line rests on."
    )

    def __init__(self, entry: int, cadre: str | None = None) -> None:
        super().__init__()
        self.entry = entry
        self.cadre = cadre
        self._stop = Event()

    def inside(self) -> ComposeResult:
        """How far it has come, and the tree."""
        yield Label("", id="progress", markup=False)
        yield SaidView(id="changes")

    def load(self) -> None:
        """Ask anew; what was asked before is stopped."""
        self._stop.set()
        self._stop = stop = Event()
        self.query_one("#progress", Label).display = True
        self.query_one("#progress", Label).update(self.words(N_("Reading the history … Esc twice stops.")))
        self.ask("changes", lambda desk: self._changes(desk, stop))

    def _changes(self, desk: Desk, stop: Event) -> tuple[Said, ...] | None:
        record = shown_record(desk, self.entry)
        names = names_in(desk, record)
        if self.cadre is not None:
            names[self.cadre] = desk.cadre(self.cadre).name
        try:
            answer = consequences(desk, self.entry, self.cadre, self._reached(stop))
        except Stopped:
            return None
        put_right = corrected(self.words, record, beside(desk, self.entry))
        title = Said(f"#{self.entry}  {headline(self.words, record.name, record.event, record.effective_on, names)}", entry=self.entry)
        return (title, *changes.consequences(self.words, answer, put_right, names))

    def _reached(self, stop: Event) -> Callable[[int], None]:
        """Asked in the reading room's thread: a message is all that leaves it."""

        def reached(entry: int) -> None:
            if stop.is_set():
                raise Stopped
            if entry % STEP == 0:
                self.post_message(Progressed(entry))

        return reached

    @on(Progressed)
    def _progressed(self, event: Progressed) -> None:
        share = 100 * event.entry // max(1, self.entry)
        said = self.words(N_("Reading the history: {share} % … Esc twice stops."), share=share)
        self.query_one("#progress", Label).update(said)

    def answered_changes(self, said: tuple[Said, ...] | None) -> None:
        """Show them."""
        if said is not None:
            self.query_one("#progress", Label).display = False
            self.query_one(SaidView).show(said)

    def on_unmount(self) -> None:
        """Nobody waits any more."""
        self._stop.set()

    @property
    def title_said(self) -> str:
        """Named by its entry."""
        return f"{self.words(self.TITLE_SAID)} #{self.entry}"

    @on(SaidView.Opened)
    def _opened(self, event: SaidView.Opened) -> None:
        self.frame.open_said(event.said, self.cadre)
