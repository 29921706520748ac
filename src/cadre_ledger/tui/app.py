"""The application: its places, its themes, and the reading room behind them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from textual import work
from textual.binding import BindingType
from textual.reactive import reactive
from textual.screen import Screen

from cadre_ledger.ledger.application import Ledger
from cadre_ledger.procedures.desk import Clocks, Desk
from cadre_ledger.procedures.drafts import Drafts
from cadre_ledger.procedures.entries.forms import FORMS
from cadre_ledger.procedures.keys import Keys, unlocked
from cadre_ledger.procedures.recording import Author
from cadre_ledger.procedures.seat import Seat
from cadre_ledger.tui.actions import ACTIONS
from cadre_ledger.tui.dialogs.choose import Choice, Choose, Search
from cadre_ledger.tui.dialogs.clocks import AskClocks
from cadre_ledger.tui.dialogs.tell import Confirm, Tell
from cadre_ledger.tui.ends import SafeApp
from cadre_ledger.tui.messages import HistoryMoved
from cadre_ledger.tui.reading_room import ReadingRoom
from cadre_ledger.tui.screens.cadre_file import CadreFile
from cadre_ledger.tui.screens.cadres import Cadres
from cadre_ledger.tui.screens.entry import Entry
from cadre_ledger.tui.screens.help import Help
from cadre_ledger.tui.screens.place import Place
from cadre_ledger.tui.screens.vote_shown import VoteShown
from cadre_ledger.tui.screens.votes import Votes
from cadre_ledger.tui.themes import THEMES
from cadre_ledger.values.errors import LedgerError, Unreadable
from cadre_ledger.values.findings import Finding
from cadre_ledger.wording.catalogue import N_
from cadre_ledger.wording.messages import describe

LOOK_AGAIN = 2.0
"""Seconds after which it is looked whether somebody else has recorded."""

PLACES = {
    "workspace": N_("Workspace: tasks and deadlines"),
    "cadres": N_("List of cadres"),
    "flags": N_("Flags"),
    "votes": N_("Votes"),
    "rules": N_("Rulebook"),
}


class CadreLedgerApp(SafeApp):
    """One application over one ledger; every place is a mode with its own way back."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {"workspace": Cadres, "cadres": Cadres, "votes": Votes}
    BINDINGS: ClassVar[list[BindingType]] = []
    entry: reactive[int] = reactive(0)

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat.words)
        self.seat = seat
        self.room = ReadingRoom(seat.directory, seat.clocks, seat.now)
        self.drafts = Drafts(seat.directory, seat.actor)
        self.ledger_name = ""
        self.clocks_said = ""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = seat.theme

    def on_mount(self) -> None:
        """Begin at the workspace, and look now and then whether the history has moved."""
        self.animation_level = "none"
        self.set_interval(LOOK_AGAIN, self._look_again)
        self._begin()

    @work
    async def _begin(self) -> None:
        await self.learn_clocks()
        await self.switch_mode("workspace")

    async def learn_clocks(self) -> None:
        """What the heading says of the ledger and the clocks."""
        name, clocks, self.entry = await self.room.ask(self._clocks_of)
        self.ledger_name, self.clocks_said = name, clocks

    def _clocks_of(self, desk: Desk) -> tuple[str, str, int]:
        day = self.words.day(desk.as_of)
        said = f"#{desk.cut.entry} · {day}"
        if self.room.of_the_past:
            said = self.words(N_("READ ONLY · known at #{entry} · as of {day}"), entry=desk.cut.entry, day=day)
        return desk.founding.name, said, desk.cut.entry

    # what others record

    async def _look_again(self) -> None:
        if await self.room.moved() is not None:
            await self.refresh_all()

    async def refresh_all(self) -> None:
        """Everything that is shown is asked for again."""
        await self.learn_clocks()
        for screen in self.screen_stack:
            screen.post_message(HistoryMoved(self.entry))

    # going about

    @property
    def can_go_back(self) -> bool:
        """Whether something lies below the place that is shown."""
        return len([each for each in self.screen_stack if isinstance(each, Place)]) > 1

    def ask_where(self) -> None:
        """The places by digits."""
        choices = [Choice(mode, self.words(label), str(number)) for number, (mode, label) in enumerate(PLACES.items(), 1)]
        self.push_screen(Choose(self.words(N_("Go to")), choices, current=self.current_mode), self._go)

    def _go(self, mode: str | None) -> None:
        if mode is not None:
            self.switch_mode(mode)

    def ask_clocks(self) -> None:
        """Another day or another cut."""
        self.push_screen(AskClocks(self.room.clocks), self._look)

    def _look(self, clocks: Clocks | None) -> None:
        if clocks is not None and clocks != self.room.clocks:
            self.look(clocks)

    @work(exclusive=True)
    async def look(self, clocks: Clocks) -> None:
        """Show what held on another day, or was known at another cut."""
        try:
            await self.room.look(clocks)
        except LedgerError as error:
            self.tell_error(error)
            return
        await self.refresh_all()

    def ask_command(self, place: Place) -> None:
        """Every command by its name."""
        choices = [Choice(each.name, f"{self.words(each.label)}  –  {self.words(each.says)}") for each in place.actions]
        choices += [Choice(f"go:{mode}", f"{self.words(ACTIONS['go'].label)}: {self.words(label)}") for mode, label in PLACES.items()]
        choices += [Choice(f"theme:{theme.name}", self.words(N_("Colours: {name}"), name=theme.name)) for theme in THEMES]
        self.push_screen(Search(self.words(N_("All commands")), choices), self._command)

    def _command(self, name: str | None) -> None:
        kind, _, value = (name or "").partition(":")
        if kind == "go":
            self._go(value)
        elif kind == "theme":
            self.theme = value
        elif name is not None:
            self.call_later(self.screen.run_action, name)

    # what must be said

    def tell_error(self, error: LedgerError) -> None:
        """Code, what, and what to do next, in a window that waits to be read."""
        self.tell_findings(error.findings if isinstance(error, Unreadable) else (error, *error.besides))

    def tell_findings(self, findings: Iterable[LedgerError | Finding]) -> None:
        """All that stands against it."""
        lines = [line for each in findings for line in self.lines_of(each)]
        self.push_screen(Tell(self.words(N_("Nothing was recorded")), lines))

    def lines_of(self, finding: LedgerError | Finding) -> list[str]:
        """A finding: code, what, and what to do next."""
        message = describe(self.words, finding.code, finding.facts)
        return [f"! {finding.code.value}: {message.what}", f"→ {message.next}"]

    def show_cadre(self, code: str) -> None:
        """The file of one person."""
        self.push_screen(CadreFile(code))

    def show_vote(self, session: str) -> None:
        """The result of one vote."""
        self.push_screen(VoteShown(session))

    # recording

    def ask_what_to_record(self, given: Mapping[str, str]) -> None:
        """The forms by digits; what was begun and not recorded is named."""
        begun = {draft.form for draft in self.drafts.all()}
        choices = [
            Choice(name, self.words(form.title), str(number), self.words(N_("begun")) if name in begun else "")
            for number, (name, form) in enumerate(FORMS.items(), 1)
        ]
        self.push_screen(Choose(self.words(N_("Record")), choices), lambda name: self.open_form(name, given))

    def open_form(self, name: str | None, given: Mapping[str, str]) -> None:
        """A form, with what is known already."""
        if name is not None:
            self.push_screen(Entry(name, given))

    def author(self, key: str, seen: int) -> Author:
        """Who records, under which key, having seen everything up to an entry."""
        return Author(self.seat.actor, key, self.seat.now, expect_head=seen)

    def unlocked(self, ledger: Ledger, author: Author, passphrase: str) -> Author:
        """The author with their key unlocked, for one act: nothing but that act holds it."""
        keys = Keys.of(self.seat.directory, self.seat.environment)
        return replace(author, signers=unlocked(ledger, keys, (author.actor,), lambda _: passphrase))

    def keep_drafts(self) -> None:
        """Before an end that was not asked for."""
        for screen in self.screen_stack:
            if isinstance(screen, Entry):
                screen.keep_draft()

    def ask_leave(self) -> None:
        """Leave, after asking."""
        kept = self.words(N_("What was typed and not recorded is kept as a draft."))
        self.push_screen(Confirm(self.words(N_("Leave?")), [kept]), self._leave_if)

    def _leave_if(self, sure: bool | None) -> None:
        if sure:
            self.exit(0)

    def show_help(self, place: Place) -> None:
        """What this place is for, and its keys."""
        self.push_screen(Help(self.words(place.TITLE_SAID), place.SAYS, place.actions))

    async def on_unmount(self) -> None:
        """Give the ledger back."""
        self.room.close()
