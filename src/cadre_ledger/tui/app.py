"""The application: its places, its themes, and the reading room behind them."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.events import Event, InputEvent, Key, Paste
from textual.reactive import reactive
from textual.screen import Screen

from cadre_ledger.ledger.application import Ledger
from cadre_ledger.procedures.desk import Clocks, Desk
from cadre_ledger.procedures.drafts import Drafts
from cadre_ledger.procedures.entries.forms import FORMS
from cadre_ledger.procedures.keys import Keys, unlocked
from cadre_ledger.procedures.recording import Author
from cadre_ledger.procedures.seat import Seat
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.tui.actions import ACTIONS
from cadre_ledger.tui.dialogs.choose import Choice, Choose, Search
from cadre_ledger.tui.dialogs.clocks import AskClocks
from cadre_ledger.tui.dialogs.tell import Confirm, Tell
from cadre_ledger.tui.ends import SafeApp
from cadre_ledger.tui.in_turn import InTurn
from cadre_ledger.tui.keeping import Keeper
from cadre_ledger.tui.messages import HistoryMoved, NotKept
from cadre_ledger.tui.reading_room import Dropped, ReadingRoom
from cadre_ledger.tui.screens.cadre_chart import CadreChart
from cadre_ledger.tui.screens.cadre_file import CadreFile
from cadre_ledger.tui.screens.cadres import Cadres
from cadre_ledger.tui.screens.changes import Changes
from cadre_ledger.tui.screens.clause import ShowClause
from cadre_ledger.tui.screens.entry import Entry
from cadre_ledger.tui.screens.flags import Flags
from cadre_ledger.tui.screens.help import Help
from cadre_ledger.tui.screens.place import Place
from cadre_ledger.tui.screens.record import ShowRecord
from cadre_ledger.tui.screens.rule_text import RuleText
from cadre_ledger.tui.screens.rules import Rules
from cadre_ledger.tui.screens.vote_shown import VoteShown
from cadre_ledger.tui.screens.votes import Votes
from cadre_ledger.tui.screens.workspace import Workspace
from cadre_ledger.tui.themes import THEMES
from cadre_ledger.tui.widgets.heading import Heading
from cadre_ledger.tui.widgets.small import LOW, NARROW, fits
from cadre_ledger.tui.widgets.typing import Typed
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import LedgerError, Unreadable
from cadre_ledger.values.findings import Finding
from cadre_ledger.wording.catalogue import N_
from cadre_ledger.wording.messages import describe

LOOK_AGAIN = 2.0
"""Seconds after which it is looked whether somebody else has recorded."""
PATIENCE = 0.5
"""Seconds one waits before it is said that one waits, and how it is given up."""

PLACES = {
    "workspace": N_("Workspace: tasks and deadlines"),
    "cadres": N_("List of cadres"),
    "flags": N_("Flags"),
    "votes": N_("Votes"),
    "rules": N_("Rulebook"),
}


class CadreLedgerApp(SafeApp):
    """One application over one ledger; every place is a mode with its own way back."""

    TITLE = "cadre-ledger"
    CSS_PATH = "app.tcss"
    HORIZONTAL_BREAKPOINTS = NARROW
    VERTICAL_BREAKPOINTS = LOW
    ENABLE_COMMAND_PALETTE = False
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        "workspace": Workspace,
        "cadres": Cadres,
        "flags": Flags,
        "votes": Votes,
        "rules": Rules,
    }
    BINDINGS: ClassVar[list[BindingType]] = []
    entry: reactive[int] = reactive(0)

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat.words)
        self.seat = seat
        self.room = ReadingRoom(seat.directory, seat.clocks, seat.now)
        self._beside = ReadingRoom(seat.directory, seat.clocks, seat.now)
        self.drafts = Keeper(Drafts(seat.directory, seat.actor), lambda error: self.post_message(NotKept(error)))
        self.reading = 0
        """From which desk of the room everything that is shown was asked last."""
        self._told: Code | None = None
        self.keys = InTurn(self, super().on_event, self._too_soon)
        self.ledger_name = ""
        self.clocks_said = ""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = seat.theme

    def on_mount(self) -> None:
        """Begin at the workspace, and look now and then whether the history has moved."""
        self.animation_level = "none"
        self.set_interval(LOOK_AGAIN, self._look_again)
        self.set_interval(PATIENCE, self.show_waiting)
        self._begin()

    @work
    async def _begin(self) -> None:
        await self.switch_mode("workspace")
        await self._learn_again()

    async def _learn_again(self) -> bool:
        """The clocks, named where one is; whether they could be learned. What stands against it is told once.

        What was given up is learned when something is asked for again.
        """
        try:
            await self.learn_clocks()
        except Dropped:
            return False
        except LedgerError as error:
            self._tell_once(error)
            return False
        self._told = None
        for screen in self.screen_stack:
            if isinstance(screen, Place):
                screen.name_place()
        return True

    async def learn_clocks(self) -> None:
        """What the heading says of the ledger and the clocks."""
        name, clocks, self.entry, self.reading = await self.room.ask(self._clocks_of)
        self.ledger_name, self.clocks_said = name, clocks

    def _clocks_of(self, desk: Desk) -> tuple[str, str, int, int]:
        day = self.words.day(desk.as_of)
        said = f"#{desk.cut.entry} · {day}"
        if self.room.of_the_past:
            said = self.words(N_("READ ONLY · known at #{entry} · as of {day}"), entry=desk.cut.entry, day=day)
        if desk.founding.invented:
            said = f"{self.words(N_('INVENTED'))} · {said}"
        return desk.founding.name, said, desk.cut.entry, self.room.readings

    # what others record

    @work(group="moved", exclusive=True)
    async def _look_again(self) -> None:
        # A worker, for it may stand behind a long question, and keys must arrive meanwhile.
        try:
            moved = await self.room.moved() is not None
        except LedgerError as error:
            self._tell_once(error)
            return
        self._told = None
        # A question that came first has opened a new desk for itself alone.
        if moved or self.room.readings != self.reading:
            await self.refresh_all()

    async def refresh_all(self) -> None:
        """Everything that is shown is asked for again; what is not shown, when it is."""
        if await self._learn_again():
            for screen in self.screen_stack:
                screen.post_message(HistoryMoved(self.entry))

    def _tell_once(self, error: LedgerError) -> None:
        """What would be found again and again."""
        if error.code is not self._told:
            self._told = error.code
            self.tell_error(error, N_("The ledger cannot be read"))

    # waiting

    @property
    def aside(self) -> ReadingRoom:
        """A room for what takes long; an earlier cut, which is held in memory, is read in one room alone."""
        if self.room.clocks.known_at is not None:
            return self.room
        self._beside.clocks = self.room.clocks
        return self._beside

    def show_waiting(self) -> None:
        """Say in the heading that one waits, for how long, and how it is given up."""
        seconds = self.room.waiting
        said = ""
        if seconds >= PATIENCE:
            judged = self.words(N_(" · {count} done"), count=self.room.reached) if self.room.reached else ""
            said = self.words(N_("working … {seconds} s{judged} · Esc cancels"), seconds=int(seconds), judged=judged)
        for screen in self.screen_stack:
            for heading in screen.query(Heading):
                heading.working = said

    def gave_up(self) -> bool:
        """Whether there was something to wait for, which is now given up."""
        if self.room.waiting < PATIENCE:
            return False
        self.room.drop()
        self.show_waiting()
        self.notify(self.words(N_("Cancelled; nothing was changed. F4 and this place again asks anew.")), markup=False)
        return True

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
        if mode is not None and mode == self.current_mode:
            self._ask_anew()
        elif mode is not None:
            self.switch_mode(mode)

    @work(exclusive=True, group="anew")
    async def _ask_anew(self) -> None:
        await self.refresh_all()

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
            self.tell_error(error, N_("This cannot be shown"))
            return
        except Dropped:
            return
        await self.refresh_all()

    def ask_command(self, place: Place) -> None:
        """Every command by its name."""
        can = [each for each in place.actions if each.name != "palette"]
        choices = [Choice(each.name, f"{self.words(each.label)}  –  {self.words(each.says)}") for each in can]
        if ACTIONS["go"] in can:
            choices += [Choice(f"go:{mode}", f"{self.words(ACTIONS['go'].label)}: {self.words(label)}") for mode, label in PLACES.items()]
        choices += [Choice(f"theme:{theme.name}", self.words(N_("Colours: {name}"), name=theme.name)) for theme in THEMES]
        self.push_screen(Search(self.words(N_("All commands")), choices), partial(self._command, place))

    def _command(self, place: Place, name: str | None) -> None:
        kind, _, value = (name or "").partition(":")
        if kind == "go":
            self._go(value)
        elif kind == "theme":
            self.theme = value
        elif name is not None:
            place.call_later(place.do, name)

    # what is typed

    async def on_event(self, event: Event) -> None:
        """Keys come in turn. Nothing is typed or chosen that cannot be seen; only leaving is always possible."""
        if isinstance(event, InputEvent | Paste) and not fits(self.size):
            if isinstance(event, Key) and event.key == ACTIONS["quit"].key:
                self._leave_if(sure=True)
        elif isinstance(event, Key | Paste) and not event.is_forwarded:
            if isinstance(event, Key) and event.key == ACTIONS["menu"].key and self.room.waiting >= PATIENCE:
                # What is given up is not typed into either.
                self.keys.forget()
            await self.keys.take(event)
        else:
            await super().on_event(event)

    def _too_soon(self, typed: Key | Paste) -> bool:
        """Whether what it is typed for is still to come: the first place, or the next field of a form."""
        if self.current_mode not in self.MODES:
            return True
        return isinstance(self.screen, Entry) and self.screen.too_soon(typed.key if isinstance(typed, Key) else "")

    # what must be said

    def tell_error(self, error: LedgerError, title: str = N_("Nothing was recorded")) -> None:
        """Code, what, and what to do next, in a window that waits to be read."""
        self.tell_findings(error.findings if isinstance(error, Unreadable) else (error, *error.besides), title)

    def tell_findings(self, findings: Iterable[LedgerError | Finding], title: str = N_("Nothing was recorded")) -> None:
        """All that stands against it; said once, though several questions failed of it."""
        telling = Tell(self.words(title), [line for each in findings for line in self.lines_of(each)])
        if not (isinstance(self.screen, Tell) and self.screen.lines == telling.lines):
            self.push_screen(telling)

    def lines_of(self, finding: LedgerError | Finding) -> list[str]:
        """A finding: code, what, and what to do next."""
        message = describe(self.words, finding.code, finding.facts)
        return [f"! {finding.code.value}: {message.what}", f"→ {message.next}"]

    def show_cadre(self, code: str) -> None:
        """The file of one person."""
        self.push_screen(CadreFile(code))

    def show_record(self, entry: int, cadre: str | None = None) -> None:
        """One stored record, come to from the file of a cadre or from elsewhere."""
        self.push_screen(ShowRecord(entry, cadre))

    def show_changes(self, entry: int, cadre: str | None = None) -> None:
        """What one record changed, for a cadre or for all whom it names."""
        self.push_screen(Changes(entry, cadre))

    def show_clause(self, ref: str) -> None:
        """One clause, such as vn/96-2023-QH15#12.2."""
        self.push_screen(ShowClause(ref))

    def show_chart(self, code: str) -> None:
        """The charts of one person."""
        self.push_screen(CadreChart(code))

    def open_said(self, said: Said, cadre: str | None = None) -> None:
        """What a thing said leads to: a file, the record it rests on, or its clause."""
        if said.cadre is not None:
            self.show_cadre(said.cadre)
        elif said.entry is not None:
            self.show_record(said.entry, cadre)
        elif said.clause is not None:
            self.show_clause(said.clause)

    def show_vote(self, session: str) -> None:
        """The result of one vote."""
        self.push_screen(VoteShown(session))

    def show_rule(self, regulation: str, clause: str | None = None) -> None:
        """The newest text of a regulation, at a clause."""
        self.push_screen(RuleText(regulation, clause))

    def show_text(self, regulation: str, digest: str) -> None:
        """One adopted text, be it the newest of its regulation or not."""
        self.push_screen(RuleText(regulation, digest=digest))

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
        """Before the end, in every place that was gone to."""
        for mode in self.MODES:
            with suppress(KeyError):
                for screen in self.get_screen_stack(mode):
                    if isinstance(screen, Entry):
                        screen.keep_draft()
        self.drafts.settle()

    @on(NotKept)
    def _draft_not_kept(self, event: NotKept) -> None:
        self.notify("\n".join(self.lines_of(event.error)), severity="warning", markup=False)

    @on(Typed.NotPasted)
    def _not_pasted(self, event: Typed.NotPasted) -> None:
        self.notify("\n".join(self.lines_of(event.error)), severity="warning", markup=False)

    def ask_leave(self) -> None:
        """Leave, after asking."""
        kept = self.words(N_("What was typed and not recorded is kept as a draft."))
        self.push_screen(Confirm(self.words(N_("Leave?")), [kept]), self._leave_if)

    def _leave_if(self, sure: bool | None) -> None:
        if sure:
            self.keep_drafts()
            self.exit(0)

    def show_help(self, place: Place) -> None:
        """What this place is for, and its keys."""
        self.push_screen(Help(self.words(place.TITLE_SAID), place.SAYS, place.actions))

    async def on_unmount(self) -> None:
        """Give the ledger back."""
        self._beside.close()
        self.drafts.close()
        self.room.close()
