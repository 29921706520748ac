"""What every place of the application has: heading, footer, help, and questions that never block."""

from collections.abc import Callable, Sequence
from functools import partial
from inspect import isawaitable
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.css.query import NoMatches
from textual.events import Resize
from textual.screen import Screen
from textual.widget import MountError
from textual.worker import WorkType

from cadre_ledger.procedures.desk import Desk
from cadre_ledger.tui.actions import Action, available, bindings, shown
from cadre_ledger.tui.dialogs.choose import Choice, Choose
from cadre_ledger.tui.messages import Answered, Failed, HistoryMoved
from cadre_ledger.tui.reading_room import Dropped
from cadre_ledger.tui.widgets.foot import Foot
from cadre_ledger.tui.widgets.heading import Heading
from cadre_ledger.tui.widgets.small import TooSmall
from cadre_ledger.values.errors import LedgerError
from cadre_ledger.wording.catalogue import N_, Words

if TYPE_CHECKING:
    from cadre_ledger.tui.app import CadreLedgerApp

ANEW = "anew"
"""So is the work called in which everything is asked for again."""


class Place(Screen[None]):
    """A screen. What it shows it asks of the reading room; answers come back as messages."""

    DEFAULT_CSS = """
    Place > #body { height: 1fr; width: 100%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("help", "record", "go", "clocks", "menu", "quit", "palette")
    TITLE_SAID: ClassVar[str] = ""
    """The name of the place."""
    SAYS: ClassVar[str] = ""
    """What the place is for, in a sentence or two: the first thing the help says."""
    READ_ONLY: ClassVar[frozenset[str]] = frozenset({"record", "decide", "correct", "keep", "steps", "papers", "lock", "unseal", "third"})
    """What cannot be done while another day or an earlier cut is looked at."""

    _reading = 0
    """From which desk of the room what is shown here was asked last."""

    @property
    def frame(self) -> "CadreLedgerApp":
        """The application."""
        return cast("CadreLedgerApp", self.app)

    @property
    def words(self) -> Words:
        """The person's language."""
        return self.frame.words

    # what it is made of

    def compose(self) -> ComposeResult:
        """Heading, what the place shows, footer; and the one line of a window that is too small."""
        yield Heading()
        with Container(id="body"):
            yield from self.inside()
        yield Foot(self.words)
        yield TooSmall(self.words)

    def inside(self) -> ComposeResult:
        """What the place shows."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Ask for everything once it is there."""
        self._load_now()

    def _load_now(self) -> None:
        self._reading = self.frame.reading
        self.load()

    def load(self) -> None:
        """Ask for what is shown; called again whenever the history or the clocks have moved."""

    @property
    def title_said(self) -> str:
        """How the place is called."""
        return self.words(self.TITLE_SAID)

    def name_place(self) -> None:
        """The heading: ledger, place, clocks."""
        heading = self.query_one(Heading)
        heading.ledger, heading.place = self.frame.ledger_name, self.title_said
        heading.right = self.frame.clocks_said
        heading.set_class(self.frame.room.of_the_past, "-past")

    def on_resize(self, event: Resize) -> None:
        """Where there is room, panes stand beside each other."""
        self.set_class(event.size.width >= 100, "-wide")
        self.laid_out()

    def laid_out(self) -> None:
        """The width may be another: other panes, or other columns."""

    def on_screen_resume(self) -> None:
        """Back from somewhere else: the clocks may be others now, and others may have recorded."""
        if self.is_mounted:
            self.name_place()
            if self._reading != self.frame.reading:
                self._history_moved()

    @on(HistoryMoved)
    def _history_moved(self) -> None:
        self.refresh_bindings()
        self._load_now()

    # asking

    def ask(self, question: str, put: Callable[[Desk], object], *, alone: bool = True, aside: bool = False) -> None:
        """Put a question to the ledger; alone, it takes the place of an earlier one of its name. Comes back as `Answered` or `Failed`.

        What may take long and can come late is asked aside: nothing else waits for it. It has no `room.people` and no `room.flags`.
        """
        asking: WorkType[None] = partial(self._asking, question, put, aside)
        self.run_worker(asking, group=question, exclusive=alone)

    async def _asking(self, question: str, put: Callable[[Desk], object], aside: bool) -> None:
        room = self.frame.aside if aside else self.frame.room
        try:
            answer, reading = await room.ask(lambda desk: (put(desk), room.readings))
        except LedgerError as error:
            self.post_message(Failed(question, error))
        except Dropped:
            # Who gave it up was told so; what was shown before stays.
            return
        else:
            self._reading = self._reading if aside else reading
            self.post_message(Answered(question, answer))

    @property
    def waits(self) -> bool:
        """Whether something that was asked here, or must be asked here again, is not answered and shown yet."""
        return self.message_queue_size > 0 or any(
            (each.node is self or each.group == ANEW) and not each.is_finished for each in self.workers
        )

    def too_soon(self, key: str) -> bool:  # noqa: ARG002
        """Whether a key must wait, because what it is meant for is still to come."""
        return False

    @on(Answered)
    async def _answered(self, event: Answered) -> None:
        try:
            self.name_place()
            shown = getattr(self, f"answered_{event.question}")(event.answer)
            if isawaitable(shown):
                await shown
        except (MountError, NoMatches):
            # While all is taken down, an answer is for nobody any more.
            if self.is_attached:
                raise

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        self.frame.tell_error(event.error, N_("This cannot be shown"))

    # what can be done here

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Nothing is recorded from a day that is over, or from a cut that others have passed."""
        return not (action in self.READ_ONLY and self.frame.room.of_the_past)

    @property
    def actions(self) -> tuple[Action, ...]:
        """What can be done now."""
        return available(self.active_bindings.values())

    def action_menu(self) -> None:
        """While one waits, give up waiting; else all that can be done, by digits, and Esc once more goes back."""
        if self.frame.gave_up():
            return
        choices = [Choice(each.name, self.words(each.label), each.digit, shown(each.key)) for each in self.actions if each.digit]
        self.app.push_screen(
            Choose(self.words(N_("Keys by digits")), choices, self.words(N_("Esc once more: {back}."), back=self._back_said)), self._chosen
        )

    @property
    def _back_said(self) -> str:
        return self.words(N_("back") if self.frame.can_go_back else N_("stay here"))

    def _chosen(self, name: str | None) -> None:
        if name is None:
            self.go_back()
        else:
            self.call_later(self.do, name)

    async def do(self, name: str) -> None:
        """One of `actions`, wherever it is bound: here, or in the pane that has the cursor."""
        node = next((each.node for each in self.active_bindings.values() if each.enabled and each.binding.action == name), self)
        await self.app.run_action(name, node)

    def go_back(self) -> None:
        """To where one came from."""
        if self.frame.can_go_back:
            self.app.pop_screen()

    def action_help(self) -> None:
        """F1."""
        self.frame.show_help(self)

    def action_go(self) -> None:
        """F4."""
        self.frame.ask_where()

    def action_clocks(self) -> None:
        """F8."""
        self.frame.ask_clocks()

    def action_record(self) -> None:
        """F2."""
        self.frame.ask_what_to_record(self.about)

    def action_palette(self) -> None:
        """Ctrl+P."""
        self.frame.ask_command(self)

    def action_quit(self) -> None:
        """F10."""
        self.frame.ask_leave()

    @property
    def guide(self) -> Sequence[str]:
        """What the help says first: what one must know for the work at hand."""
        return ()

    @property
    def about(self) -> dict[str, str]:
        """What a form that is opened here may already know, such as the cadre."""
        return {}
