"""The end of a form: what will be recorded is shown, then recorded once; or what stands against it, and what others did meanwhile."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType

from cadre_ledger.domain.roles import TWO_KEYS
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.entries.form import Form
from cadre_ledger.procedures.entries.meanwhile import about, touches
from cadre_ledger.procedures.entries.trying import Tried as Trial
from cadre_ledger.procedures.entries.trying import tried
from cadre_ledger.procedures.entries.typed import Typed
from cadre_ledger.procedures.history import records
from cadre_ledger.procedures.recording import Recording, record
from cadre_ledger.procedures.signing import enrolled, seconds
from cadre_ledger.procedures.telling.recorded import headline, names_in, recorded
from cadre_ledger.procedures.telling.said import page
from cadre_ledger.tui.actions import bindings
from cadre_ledger.tui.dialogs.ask import TypeCode
from cadre_ledger.tui.dialogs.choose import Choice, Choose
from cadre_ledger.tui.dialogs.passphrase import Passphrase
from cadre_ledger.tui.dialogs.tell import Confirm, Preview, Tell
from cadre_ledger.tui.messages import Done, Refused, ToBeSigned, Tried
from cadre_ledger.tui.screens.place import Place
from cadre_ledger.tui.screens.seen import sentence
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import LedgerError, Stale
from cadre_ledger.values.findings import Finding
from cadre_ledger.values.text import fold
from cadre_ledger.wording.catalogue import N_

MOST_SINCE = 50
BY_DIGIT = 10
WIDTH = 70
"""Cells of a line in a dialog."""


class Concluding(Place):
    """Nothing is recorded before it was shown, nothing twice, and nothing over what others recorded without their being seen."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("keep")
    form: Form
    key: str = ""
    head: int = 0
    """The ledger's last entry when the form was opened, or when what others did was seen."""
    busy: bool = False
    """Something is being tried or recorded: until it is answered nothing else is."""

    two: bool = False
    """What is to be recorded needs the signatures of two people."""

    @property
    def typed(self) -> Typed:
        """What is typed now."""
        raise NotImplementedError

    def keep_draft(self) -> None:
        """Keep what was typed since it was last kept."""
        raise NotImplementedError

    def forget_draft(self) -> None:
        """It is recorded: no draft of it remains."""
        raise NotImplementedError

    def stand_against(self, findings: tuple[Finding, ...]) -> None:
        """Show what stands against recording it at its places, and go to the first."""
        raise NotImplementedError

    def show_state(self) -> None:
        """Say how the whole form stands."""
        raise NotImplementedError

    # trying

    def action_keep(self) -> None:
        """Show what will be recorded; where something stands against it, go there instead."""
        if not self.busy:
            self.keep_draft()
            self._set_busy(True)
            self._try()

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.show_state()

    @work(group="act")
    async def _try(self) -> None:
        """Decided as if it were recorded; nobody has recorded anything meanwhile that was not seen."""
        form, typed, author = self.form, self.typed, self.frame.author(self.key, self.head)

        def deed(ledger: Ledger, desk: Desk) -> tuple[Trial, str, tuple[str, ...]]:
            found = tried(ledger, desk, form, typed, PartialDate.on(desk.as_of), author)
            names = names_in(desk, (each.event.model_dump(mode="json") for each in found.records))
            said = page(recorded(self.words, found.records, names), WIDTH)
            return found, said, tuple(sentence(self.words, form, desk, typed, each) for each in found.findings)

        try:
            found, said, findings = await self.frame.room.act(deed)
        except LedgerError as error:
            self.post_message(Refused(error))
        else:
            self.post_message(Tried(found, said.splitlines(), findings))

    @on(Tried)
    async def _tried(self, event: Tried) -> None:
        self._set_busy(False)
        if event.found.refused:
            self.stand_against(event.found.findings)
            self.app.push_screen(Tell(self.words(N_("Nothing was recorded")), event.findings))
        elif event.found.records:
            self.two = any(each.event.topic in TWO_KEYS for each in event.found.records)
            self.app.push_screen(Preview(self.words(N_("This will be recorded")), [*event.records, *event.findings]), self._record_if)
        else:
            await self._is_recorded(self.words(N_("This was recorded before; nothing was recorded twice.")))

    # recording

    def _record_if(self, sure: bool | None) -> None:
        if sure and self.form.final:
            code = self.typed.get("session", "").strip().upper()
            said = f"{self.words(self.form.final)} {self.words(N_('Type {code} to go on:'), code=code)}"
            self.app.push_screen(TypeCode(self.words(N_("This cannot be taken back")), said, code), self._ask_who_signs_if)
        elif sure:
            self._ask_who_signs_if("")

    def _ask_who_signs_if(self, code: str | None) -> None:
        if code is not None and not self.busy:
            self._set_busy(True)
            self._ask_who_signs()

    @work(group="act")
    async def _ask_who_signs(self) -> None:
        actor, two = self.frame.seat.actor, self.two

        def who(ledger: Ledger, _: Desk) -> ToBeSigned:
            known = enrolled(ledger)
            return ToBeSigned(tuple(seconds(known, actor)) if two else (), needed=known.signing)

        try:
            asked = await self.frame.room.act(who)
        except LedgerError as error:
            self.post_message(Refused(error))
        else:
            self.post_message(asked)

    @on(ToBeSigned)
    def _to_be_signed(self, event: ToBeSigned) -> None:
        if event.needed:
            self._set_busy(False)
            self.app.push_screen(Passphrase(self.frame.seat.actor), partial(self._signed_by_one, event.seconds))
        else:
            self._record({})

    def _signed_by_one(self, others: Sequence[tuple[str, str]], passphrase: str | None) -> None:
        """A second person signs too, where two are needed; without anybody who may, the refusal says so."""
        if passphrase is None:
            return
        first = {self.frame.seat.actor: passphrase}
        if self.two and others:
            self._ask_second(first, others)
        else:
            self._sign(first)

    def _ask_second(self, first: Mapping[str, str], others: Sequence[tuple[str, str]]) -> None:
        """The one whom the form names, else one who is chosen."""
        named = fold(self.typed.get("second", ""))
        found = next((code for code, name in others if named in (fold(code), fold(name))), None)
        if found is not None:
            self._second_chosen(first, found)
            return
        digits = {number: str(number) for number in range(1, BY_DIGIT)}
        choices = [Choice(code, f"{code} {name}", digits.get(number)) for number, (code, name) in enumerate(others, 1)]
        self.app.push_screen(Choose(self.words(N_("Who signs as the second person?")), choices), partial(self._second_chosen, first))

    def _second_chosen(self, first: Mapping[str, str], second: str | None) -> None:
        if second is not None:
            self.app.push_screen(Passphrase(second), partial(self._signed_by_two, first, second))

    def _signed_by_two(self, first: Mapping[str, str], second: str, passphrase: str | None) -> None:
        if passphrase is not None:
            self._sign({**first, second: passphrase})

    def _sign(self, passphrases: Mapping[str, str]) -> None:
        if not self.busy:
            self._set_busy(True)
            self._record(passphrases)

    @work(group="act")
    async def _record(self, passphrases: Mapping[str, str]) -> None:
        form, typed, author = self.form, self.typed, self.frame.author(self.key, self.head)

        def deed(ledger: Ledger, desk: Desk) -> Recording:
            signing = self.frame.unlocked(ledger, author, passphrases) if passphrases else author
            return record(ledger, form.commands(desk, typed, PartialDate.on(desk.as_of)), signing)

        try:
            done = await self.frame.room.act(deed)
        except LedgerError as error:
            self.post_message(Refused(error))
        else:
            self.post_message(Done(done))

    @on(Done)
    async def _done(self, event: Done) -> None:
        self._set_busy(False)
        first, last = event.recording.first, event.recording.last
        entries = f"#{first}" + (f"–#{last}" if last > first else "")
        said = N_("Recorded before as entry {entries}; nothing was recorded twice.")
        await self._is_recorded(self.words(said if event.recording.repeated else N_("✓ Recorded as entry {entries}."), entries=entries))

    async def _is_recorded(self, said: str) -> None:
        self.forget_draft()
        self.frame.notify(said, markup=False)
        self.app.pop_screen()
        await self.frame.refresh_all()

    @on(Refused)
    def _refused(self, event: Refused) -> None:
        self._set_busy(False)
        error = event.error
        if isinstance(error, Stale) and error.code is Code.HEAD_MOVED:
            typed, head = self.typed, self.head
            self.ask("since", lambda desk: self._since(desk, typed, head))
        elif isinstance(error, Stale) and error.code is Code.KEY_REUSED:
            self._ask_anew(error)
        else:
            self.frame.tell_error(error)

    # what happened meanwhile

    def _since(self, desk: Desk, typed: Typed, head: int) -> tuple[list[str], int]:
        """What others recorded since this form last looked; first what touches it."""
        parts = list(records(desk.events, head, desk.cut.entry, None, MOST_SINCE))
        wanted, names = about(desk, self.form, typed), names_in(desk, (each.event for each in parts))
        touching = [each for each in parts if touches(wanted, each.event)]
        none, some = (
            N_("None of it is about what this form is about."),
            N_("! It is about the same as this form. Compare before you go on."),
        )
        lines = [self.words(some if touching else none)]
        for each in (*touching, *(each for each in parts if each not in touching)):
            mark = "!" if each in touching else " "
            said = headline(self.words, each.name, each.event, each.effective_on, names)
            lines.append(f"{mark} #{each.entry} {said} · {each.actor}")
        more = desk.cut.entry - head - len(parts)
        return [*lines, *([self.words(N_("and {count} more"), count=more)] if more else [])], desk.cut.entry

    def answered_since(self, answer: tuple[list[str], int]) -> None:
        """Show it, and go on only where the person says so."""
        lines, head = answer
        question = self.words(N_("Nothing was recorded yet. Go on, having seen this?"))
        title = self.words(N_("Others have recorded meanwhile"))
        self.app.push_screen(Confirm(title, [*lines, "", question]), lambda sure: self._go_on(sure, head))

    def _go_on(self, sure: bool | None, head: int) -> None:
        if sure:
            self.head = head
            self.action_keep()

    def _ask_anew(self, error: Stale) -> None:
        """The form was recorded, then typed on: what is typed now is a record of its own."""
        first, last = error.facts["first"], error.facts["last"]
        entries = f"#{first}" if first == last else f"#{first}–#{last}"
        lines = [
            self.words(N_("This form was recorded before as entry {entries}, and has been changed since."), entries=entries),
            self.words(N_("To put that entry right, leave this form and record a correction instead.")),
            self.words(N_("Go on and record what stands here now as something new?")),
        ]
        self.app.push_screen(Confirm(self.words(N_("Recorded before, but not the same")), lines), self._anew)

    def _anew(self, sure: bool | None) -> None:
        if sure:
            self.key = self.frame.seat.new_key()
            self.action_keep()
