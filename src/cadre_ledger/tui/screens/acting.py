"""A place where one acts: each act is recorded by the person whom it names, under their passphrase where people sign."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from textual import on, work
from textual.message import Message

from cadre_ledger.domain.shapes import Command
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.recording import Author, fields_checked, record
from cadre_ledger.procedures.signing import enrolled, seconds
from cadre_ledger.tui.dialogs.choose import Choice, Choose
from cadre_ledger.tui.dialogs.passphrase import Passphrase
from cadre_ledger.tui.messages import Done, Refused, ToBeSigned
from cadre_ledger.tui.screens.place import Place
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import LedgerError
from cadre_ledger.values.text import identity
from cadre_ledger.wording.catalogue import N_

BY_DIGIT = 10
RECORDED_BEFORE = N_("This was recorded before; nothing was recorded twice.")


class Act(NamedTuple):
    """Who acts, what is to be recorded, what follows once it is; and whether two people sign it, of whom the second may be named."""

    author: Author
    commands: Callable[[Desk, PartialDate], Sequence[Command]]
    then: Callable[[], object]
    two: bool = False
    second: str = ""


class Acting(Place):
    """One act at a time; of one that is refused nothing is recorded, and it is said why."""

    busy: bool = False
    """Something is being tried or recorded: until it is answered nothing else is."""
    _act: Act | None = None

    def act(self, act: Act) -> None:
        """Record what is made in the room's thread, where it must touch no widget."""
        if not self.busy:
            self._act = act
            self.set_busy(True)
            self._ask_who_signs(act)

    def act_as(self, actor: str, commands: Callable[[Desk, PartialDate], Sequence[Command]], then: Callable[[], object]) -> None:
        """The same for whoever is named, whatever others have recorded meanwhile."""
        self.act(Act(Author(actor, self.frame.seat.new_key(), self.frame.seat.now), commands, then))

    def set_busy(self, busy: bool) -> None:
        """While the ledger is asked."""
        self.busy = busy

    async def put(self, deed: Callable[[Ledger, Desk], Message]) -> None:
        """What the room makes of it comes as a message, and so does what stands against it."""
        try:
            answer = await self.frame.room.act(deed)
        except LedgerError as error:
            self.post_message(Refused(error))
        else:
            self.post_message(answer)

    # who signs

    @work(group="act")
    async def _ask_who_signs(self, act: Act) -> None:
        def who(ledger: Ledger, _: Desk) -> ToBeSigned:
            known = enrolled(ledger)
            return ToBeSigned(tuple(seconds(known, act.author.actor)) if act.two else (), needed=known.signing)

        await self.put(who)

    @on(ToBeSigned)
    def _to_be_signed(self, event: ToBeSigned) -> None:
        assert self._act is not None
        self.set_busy(False)
        if event.needed:
            self.app.push_screen(Passphrase(self._act.author.actor), partial(self._signed_by_one, self._act, event.seconds))
        else:
            self._sign(self._act, {})

    def _signed_by_one(self, act: Act, others: Sequence[tuple[str, str]], passphrase: str | None) -> None:
        """A second person signs too, where two are needed; without anybody who may, the refusal says so."""
        if passphrase is None:
            self.not_acted()
            return
        first = {act.author.actor: passphrase}
        if others:
            self._ask_second(act, first, others)
        else:
            self._sign(act, first)

    def _ask_second(self, act: Act, first: Mapping[str, str], others: Sequence[tuple[str, str]]) -> None:
        """The one who is named, else one who is chosen."""
        named, chosen = identity(act.second), partial(self._second_chosen, act, first)
        found = next((code for code, name in others if named in (identity(code), identity(name))), None)
        if found is not None:
            chosen(found)
            return
        digits = {number: str(number) for number in range(1, BY_DIGIT)}
        choices = [Choice(code, f"{code} {name}", digits.get(number)) for number, (code, name) in enumerate(others, 1)]
        self.app.push_screen(Choose(self.words(N_("Who signs as the second person?")), choices), chosen)

    def _second_chosen(self, act: Act, first: Mapping[str, str], second: str | None) -> None:
        if second is None:
            self.not_acted()
        else:
            self.app.push_screen(Passphrase(second), partial(self._signed_by_two, act, first, second))

    def _signed_by_two(self, act: Act, first: Mapping[str, str], second: str, passphrase: str | None) -> None:
        if passphrase is None:
            self.not_acted()
        else:
            self._sign(act, {**first, second: passphrase})

    def _sign(self, act: Act, passphrases: Mapping[str, str]) -> None:
        if not self.busy:
            self.set_busy(True)
            self._record(act, passphrases)

    # recording

    @work(group="act")
    async def _record(self, act: Act, passphrases: Mapping[str, str]) -> None:
        def deed(ledger: Ledger, desk: Desk) -> Done:
            author = self.frame.unlocked(ledger, act.author, passphrases) if passphrases else act.author
            with fields_checked():
                commands = act.commands(desk, PartialDate.on(desk.as_of))
            return Done(record(ledger, commands, author))

        await self.put(deed)

    @on(Done)
    def _done(self, event: Done) -> None:
        assert self._act is not None
        self.set_busy(False)
        first, last = event.recording.first, event.recording.last
        if not last:
            self.is_recorded(self.words(RECORDED_BEFORE), self._act.then)
            return
        entries = f"#{first}" + (f"–#{last}" if last > first else "")
        said = N_("Recorded before as entry {entries}; nothing was recorded twice.")
        self.is_recorded(
            self.words(said if event.recording.repeated else N_("✓ Recorded as entry {entries}."), entries=entries), self._act.then
        )

    def is_recorded(self, said: str, then: Callable[[], object]) -> None:
        """Say so, and show everywhere what holds now."""
        self.frame.notify(said, markup=False)
        then()
        self.frame.ask_anew()

    @on(Refused)
    def _refused(self, event: Refused) -> None:
        self.set_busy(False)
        self.refused(event.error)

    def refused(self, error: LedgerError) -> None:
        """Say what stands against it."""
        self.frame.tell_error(error, then=self.not_acted)

    def not_acted(self) -> None:
        """Go on after an act of which nothing was recorded."""
