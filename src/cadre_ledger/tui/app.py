"""The application: its places, its themes, and the reading room behind them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from textual import on, work
from textual.events import Event, InputEvent, Key, Paste
from textual.screen import Screen

from cadre_ledger.ledger.application import Ledger
from cadre_ledger.procedures.actors import actor_list, sign_in
from cadre_ledger.procedures.desk import Clocks, Desk
from cadre_ledger.procedures.drafts import Drafts
from cadre_ledger.procedures.entries.forms import offered
from cadre_ledger.procedures.keys import Keys, unlocked
from cadre_ledger.procedures.recording import Author
from cadre_ledger.procedures.seat import Seat
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.tui.actions import ACTIONS
from cadre_ledger.tui.dialogs.ask import Answers, Ask, Wanted
from cadre_ledger.tui.dialogs.choose import Choice, Choose, Search
from cadre_ledger.tui.dialogs.clocks import AskClocks
from cadre_ledger.tui.dialogs.passphrase import Passphrase
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
from cadre_ledger.tui.screens.choosing_stack import COUNT
from cadre_ledger.tui.screens.comparing import Comparing
from cadre_ledger.tui.screens.concluding import Concluding
from cadre_ledger.tui.screens.count_entry import CountEntry
from cadre_ledger.tui.screens.entry import Entry
from cadre_ledger.tui.screens.flags import Flags
from cadre_ledger.tui.screens.help import Help
from cadre_ledger.tui.screens.place import ANEW, Place
from cadre_ledger.tui.screens.record import ShowRecord
from cadre_ledger.tui.screens.rule_text import RuleText
from cadre_ledger.tui.screens.rules import Rules
from cadre_ledger.tui.screens.sitting import SittingShown
from cadre_ledger.tui.screens.vote_shown import VoteShown
from cadre_ledger.tui.screens.votes import Votes
from cadre_ledger.tui.screens.workspace import Workspace
from cadre_ledger.tui.themes import THEMES
from cadre_ledger.tui.ways import by_keys
from cadre_ledger.tui.widgets.heading import Heading
from cadre_ledger.tui.widgets.small import LOW, NARROW, fits
from cadre_ledger.tui.widgets.typing import Typed
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import LedgerError
from cadre_ledger.values.findings import Finding
from cadre_ledger.values.text import clean_name
from cadre_ledger.wording.catalogue import N_
from cadre_ledger.wording.messages import describe
from cadre_ledger.wording.terms import term

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
PERSON = "person"
"""Chosen among the places: who is before the machine."""


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

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat.words)
        self.seat = seat
        self.room = ReadingRoom(seat.directory, seat.clocks, seat.now)
        self._beside = ReadingRoom(seat.directory, seat.clocks, seat.now)
        self.drafts = self._keeper()
        self.ledger_name = ""
        self.clocks_said = ""
        self.reading = 0
        """From which desk of the room everything that is shown was asked last."""
        self._told: Code | None = None
        self.keys = InTurn(self, super().on_event, self._too_soon)
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
        self.ledger_name, self.clocks_said, self.reading = await self.room.ask(self._clocks_of)

    def _clocks_of(self, desk: Desk) -> tuple[str, str, int]:
        day = self.words.day(desk.as_of)
        said = f"#{desk.cut.entry} · {day}"
        if self.room.of_the_past:
            said = self.words(N_("READ ONLY · known at #{entry} · as of {day}"), entry=desk.cut.entry, day=day)
        if desk.founding.invented:
            said = f"{self.words(N_('INVENTED'))} · {said}"
        return desk.founding.name, said, self.room.readings

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
                screen.post_message(HistoryMoved())

    @work(exclusive=True, group=ANEW)
    async def ask_anew(self) -> None:
        """The same, without waiting for it: keys must arrive meanwhile."""
        await self.refresh_all()

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
        choices.append(Choice(PERSON, self.words(N_("Another person at this machine")), "0", self.seat.actor))
        self.push_screen(Choose(self.words(N_("Go to")), choices, current=self.current_mode), self._go)

    def _go(self, mode: str | None) -> None:
        if mode == PERSON:
            self.ask_person()
        elif mode is not None:
            self._go_to(mode)

    @work(exclusive=True, group="going")
    async def _go_to(self, mode: str) -> None:
        """To the place itself, whatever was opened from it; who is there already asks anew."""
        was_there, opened = mode == self.current_mode, self._opened_from(mode)
        await self.switch_mode(mode)
        while self.screen in opened:
            await self.pop_screen()
        if was_there:
            await self.refresh_all()

    def _opened_from(self, mode: str) -> list[Screen[Any]]:
        try:
            return self.get_screen_stack(mode)[1:]
        except KeyError:
            return []

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
            choices.append(Choice(f"go:{PERSON}", self.words(N_("Another person at this machine"))))
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
        return isinstance(self.screen, Place) and self.screen.too_soon(typed.key if isinstance(typed, Key) else "")

    # what must be said

    def tell_error(self, error: LedgerError, title: str = N_("Nothing was recorded"), then: Callable[[], None] = lambda: None) -> None:
        """Code, what, and what to do next, in a window that waits to be read; then what follows."""
        self.tell_findings(error.said, title, then)

    def tell_findings(
        self, findings: Iterable[LedgerError | Finding], title: str = N_("Nothing was recorded"), then: Callable[[], None] = lambda: None
    ) -> None:
        """All that stands against it; said once, though several questions failed of it."""
        telling = Tell(self.words(title), [line for each in findings for line in self.lines_of(each)])
        if not (isinstance(self.screen, Tell) and self.screen.lines == telling.lines):
            self.push_screen(telling, lambda _: then())

    def lines_of(self, finding: LedgerError | Finding) -> list[str]:
        """A finding: code, what, and what to do next."""
        message = by_keys(self.words, finding.code, describe(self.words, finding.code, finding.facts))
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
        """The text of a clause, at that clause, such as vn/96-2023-QH15#12.2; without one the newest text."""
        regulation, _, clause = ref.partition("#")
        self.push_screen(RuleText(regulation, clause or None))

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

    def show_sitting(self, session: str) -> None:
        """A vote that is held here, and its next step."""
        self.push_screen(SittingShown(session))

    def show_text(self, regulation: str, digest: str) -> None:
        """One adopted text, be it the newest of its regulation or not."""
        self.push_screen(RuleText(regulation, digest=digest))

    # counting

    def open_count(self, session: str) -> None:
        """Count a stack of a vote whose ballots are announced."""
        self.push_screen(CountEntry(session))

    def open_comparison(self, session: str, batch: int) -> None:
        """Both entries of a stack, opened and compared."""
        self.push_screen(Comparing(session, batch))

    # recording

    def ask_what_to_record(self, given: Mapping[str, str]) -> None:
        """The forms by digits; what was begun and not recorded is named."""
        begun = {draft.form for draft in self.drafts.all()}
        choices = [
            Choice(name, self.words(form.title), str(number % 10), self.words(N_("begun")) if name in begun else "")
            for number, (name, form) in enumerate(offered(given).items(), 1)
        ]
        self.push_screen(Choose(self.words(N_("Record")), choices), lambda name: self.open_form(name, given))

    def open_form(self, name: str | None, given: Mapping[str, str]) -> None:
        """A form, with what is known already."""
        if name == COUNT:
            self.open_count(given["session"])
        elif name is not None:
            self.push_screen(Entry(name, given))

    def author(self, key: str, seen: int) -> Author:
        """Who records, under which key, having seen everything up to an entry."""
        return Author(self.seat.actor, key, self.seat.now, expect_head=seen)

    def unlocked(self, ledger: Ledger, author: Author, passphrases: Mapping[str, str]) -> Author:
        """The author with the keys of those who sign unlocked, for one act: nothing but that act holds them."""
        keys = Keys.of(self.seat.directory, self.seat.environment)
        people = (author.actor, *(each for each in passphrases if each != author.actor))
        return replace(author, signers=unlocked(ledger, keys, people, passphrases.__getitem__))

    # who is before the machine

    @work(exclusive=True, group="person")
    async def ask_person(self) -> None:
        """Another person sits down; drafts are each person's own, so that no form may be open."""
        self.keep_drafts()
        if any(isinstance(each, Concluding) for each in self._screens()):
            said = self.words(N_("A form is open, here or in another place. Record it, or leave it with Esc: it is kept as a draft."))
            self.push_screen(Tell(self.words(N_("Nobody else can sit down now")), [said]))
            return
        try:
            actors = (await self.room.ask(lambda desk: actor_list(desk, None, None))).actors
        except LedgerError as error:
            self.tell_error(error, N_("This cannot be shown"))
            return
        except Dropped:
            return
        title = self.words(N_("Who is at this machine?"))
        standing = [each for each in actors if not each.retired]
        if actors:
            roles = {each.code: ", ".join(term(self.words, "role", role) for role in each.roles) for each in standing}
            choices = [Choice(each.code, f"{each.code} {each.name}", beside=roles[each.code]) for each in standing]
            self.push_screen(Search(title, choices, current=self.seat.actor), self._person_chosen)
        else:
            said = self.words(
                N_("A name. It is a claim, and nothing is signed, until people are enrolled by command: cadre-ledger actor enrol.")
            )
            wanted = [Wanted("name", text=self.seat.actor)]
            self.push_screen(Ask(title, [said], wanted, lambda typed: clean_name(typed["name"])), self._named)

    def _person_chosen(self, code: str | None) -> None:
        if code is not None:
            hint = self.words(N_("Enter shows that the key is yours; nothing keeps the passphrase. Esc changes nothing."))
            self.push_screen(Passphrase(code, hint), partial(self._sign_in_with, code))

    def _sign_in_with(self, code: str, passphrase: str | None) -> None:
        if passphrase is not None:
            self._sign_in(code, passphrase)

    @work(exclusive=True, group="person")
    async def _sign_in(self, code: str, passphrase: str) -> None:
        keys = Keys.of(self.seat.directory, self.seat.environment)
        try:
            await self.room.ask(lambda desk: sign_in(desk, keys, code, lambda: passphrase))
        except LedgerError as error:
            self.tell_error(error, N_("Nobody else has signed in"))
        except Dropped:
            return
        else:
            self._sits_down(code)

    def _named(self, typed: Answers | None) -> None:
        if typed is not None:
            self._sits_down(clean_name(typed["name"]))

    def _sits_down(self, actor: str) -> None:
        if actor == self.seat.actor:
            return
        self.drafts.close()
        self.seat = replace(self.seat, actor=actor)
        self.drafts = self._keeper()
        self.notify(self.words(N_("At this machine now: {actor}"), actor=actor), markup=False)
        self.ask_anew()

    def _keeper(self) -> Keeper:
        return Keeper(Drafts(self.seat.directory, self.seat.actor), lambda error: self.post_message(NotKept(error)))

    def _screens(self) -> Iterator[Screen[Any]]:
        """Every screen of every place that was gone to."""
        for mode in self.MODES:
            with suppress(KeyError):
                yield from self.get_screen_stack(mode)

    def keep_drafts(self) -> None:
        """Before the end, in every place that was gone to."""
        for screen in self._screens():
            if isinstance(screen, Concluding):
                screen.keep_draft()
        self.drafts.settle()

    @on(NotKept)
    def _draft_not_kept(self, event: NotKept) -> None:
        self.notify("\n".join(self.lines_of(event.error)), severity="warning", markup=False)

    @on(Typed.NotPasted)
    def _not_pasted(self, event: Typed.NotPasted) -> None:
        self.notify("\n".join(self.lines_of(event.error)), severity="warning", markup=False)

    def ask_leave(self, what: str = N_("What was typed and not recorded is kept as a draft.")) -> None:
        """Leave, after asking; it is said what becomes of what was typed."""
        self.push_screen(Confirm(self.words(N_("Leave?")), [self.words(what)]), self._leave_if)

    def _leave_if(self, sure: bool | None) -> None:
        if sure:
            self.keep_drafts()
            self.exit(0)

    def show_help(self, place: Place) -> None:
        """What this place is for, and its keys."""
        self.push_screen(Help(place.title_said, place.SAYS, place.actions, place.guide))

    async def on_unmount(self) -> None:
        """Give the ledger back."""
        self._beside.close()
        self.drafts.close()
        self.room.close()
