"""A place where one acts: each act is recorded by the person whom it names, under their passphrase where people sign."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual import on, work

from cadre_ledger.domain.shapes import Command
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.recording import Author, Recording, fields_checked, record
from cadre_ledger.procedures.signing import enrolled
from cadre_ledger.tui.dialogs.passphrase import Passphrase
from cadre_ledger.tui.dialogs.tell import Tell
from cadre_ledger.tui.messages import Done, Refused, ToBeSigned
from cadre_ledger.tui.screens.place import Place
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import LedgerError, Unreadable
from cadre_ledger.wording.catalogue import N_


class Act(NamedTuple):
    """Who acts, under which key, what is to be recorded, and what follows once it is."""

    actor: str
    key: str
    commands: Callable[[Desk, PartialDate], Sequence[Command]]
    then: Callable[[], object]


class Acting(Place):
    """One act at a time; of one that is refused nothing is recorded, and it is said why."""

    _act: Act | None = None

    def act(self, actor: str, commands: Callable[[Desk, PartialDate], Sequence[Command]], then: Callable[[], object]) -> None:
        """Record what is made in the room's thread; it must touch no widget."""
        if self._act is None:
            self._act = Act(actor, self.frame.seat.new_key(), commands, then)
            self._ask_who_signs()

    @work(group="act")
    async def _ask_who_signs(self) -> None:
        try:
            needed = await self.frame.room.act(lambda ledger, _: enrolled(ledger).signing)
        except LedgerError as error:
            self.post_message(Refused(error))
        else:
            self.post_message(ToBeSigned((), needed=needed))

    @on(ToBeSigned)
    def _to_be_signed(self, event: ToBeSigned) -> None:
        assert self._act is not None
        if event.needed:
            self.app.push_screen(Passphrase(self._act.actor), self._sign_if)
        else:
            self._record(self._act)

    def _sign_if(self, passphrase: str | None) -> None:
        assert self._act is not None
        if passphrase is None:
            self._act = None
            self.not_acted()
        else:
            self._record(self._act, passphrase)

    @work(group="act")
    async def _record(self, act: Act, passphrase: str | None = None) -> None:
        author = Author(act.actor, act.key, self.frame.seat.now)

        def deed(ledger: Ledger, desk: Desk) -> Recording:
            signing = author if passphrase is None else self.frame.unlocked(ledger, author, {act.actor: passphrase})
            with fields_checked():
                commands = act.commands(desk, PartialDate.on(desk.as_of))
            return record(ledger, commands, signing)

        try:
            done = await self.frame.room.act(deed)
        except LedgerError as error:
            self.post_message(Refused(error))
        else:
            self.post_message(Done(done))

    @on(Done)
    async def _done(self, event: Done) -> None:
        act, self._act = self._act, None
        assert act is not None
        self.frame.notify(self.words(N_("✓ Recorded as entry {entries}."), entries=f"#{event.recording.last}"), markup=False)
        act.then()
        await self.frame.refresh_all()

    @on(Refused)
    def _refused(self, event: Refused) -> None:
        self._act = None
        error = event.error
        against = error.findings if isinstance(error, Unreadable) else (error, *error.besides)
        lines = [line for each in against for line in self.frame.lines_of(each)]
        self.app.push_screen(Tell(self.words(N_("Nothing was recorded")), lines), lambda _: self.not_acted())

    def not_acted(self) -> None:
        """Go on after an act of which nothing was recorded."""
