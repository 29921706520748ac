"""The end of a form: what will be recorded is shown, then recorded once; or what stands against it, and what others did meanwhile."""

from functools import partial
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType

from cadre_ledger.ledger.application import Ledger
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.entries.form import Form
from cadre_ledger.procedures.entries.meanwhile import about, touches
from cadre_ledger.procedures.entries.trying import tried
from cadre_ledger.procedures.entries.typed import Typed
from cadre_ledger.procedures.history import records
from cadre_ledger.procedures.telling.recorded import headline, names_in, recorded
from cadre_ledger.procedures.telling.said import page
from cadre_ledger.tui.actions import bindings
from cadre_ledger.tui.dialogs.ask import Answers, Ask, Wanted
from cadre_ledger.tui.dialogs.tell import Confirm, Preview, Tell
from cadre_ledger.tui.messages import Tried
from cadre_ledger.tui.screens.acting import RECORDED_BEFORE, Act, Acting
from cadre_ledger.tui.screens.seen import sentence
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import LedgerError, Refused, Stale
from cadre_ledger.values.findings import Finding
from cadre_ledger.wording.catalogue import N_

MOST_SINCE = 50
BY_DIGIT = 10
WIDTH = 70
"""Cells of a line in a dialog."""


class Concluding(Acting):
    """Nothing is recorded before it was shown, nothing twice, and nothing over what others recorded without their being seen."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("keep")
    form: Form
    key: str = ""
    head: int = 0
    """The ledger's last entry when the form was opened, or when what others did was seen."""
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

    def set_busy(self, busy: bool) -> None:
        """The form says so."""
        super().set_busy(busy)
        self.show_state()

    # trying

    def action_keep(self) -> None:
        """Show what will be recorded; where something stands against it, go there instead."""
        if not self.busy:
            self.keep_draft()
            self.set_busy(True)
            self._try()

    @work(group="act")
    async def _try(self) -> None:
        """Decided as if it were recorded; nobody has recorded anything meanwhile that was not seen."""
        form, typed, author = self.form, self.typed, self.frame.author(self.key, self.head)

        def deed(ledger: Ledger, desk: Desk) -> Tried:
            found = tried(ledger, desk, form, typed, PartialDate.on(desk.as_of), author)
            names = names_in(desk, (each.event.model_dump(mode="json") for each in found.records))
            said = page(recorded(self.words, found.records, names), WIDTH)
            return Tried(found, said.splitlines(), [sentence(self.words, form, desk, typed, each) for each in found.findings])

        await self.put(deed)

    @on(Tried)
    def _tried(self, event: Tried) -> None:
        self.set_busy(False)
        if event.found.refused:
            self.stand_against(event.found.findings)
            self.app.push_screen(Tell(self.words(N_("Nothing was recorded")), event.findings))
        elif event.found.records:
            self.two = event.found.two
            self.app.push_screen(Preview(self.words(N_("This will be recorded")), [*event.records, *event.findings]), self._record_if)
        else:
            self.is_recorded(self.words(RECORDED_BEFORE), self.conclude)

    # recording

    def _record_if(self, sure: bool | None) -> None:
        if sure and self.form.final:
            code = self.typed.get("session", "").strip().upper()
            said = f"{self.words(self.form.final)} {self.words(N_('Type {code} to go on:'), code=code)}"
            title = self.words(N_("This cannot be taken back"))
            self.app.push_screen(Ask(title, [said], [Wanted("code")], partial(_must_be, code)), self._record_now)
        elif sure:
            self._record_now({})

    def _record_now(self, typed: Answers | None) -> None:
        if typed is not None:
            form, all_typed = self.form, self.typed
            author, second = self.frame.author(self.key, self.head), self.typed.get("second", "")
            self.act(Act(author, lambda desk, on: form.commands(desk, all_typed, on), self.conclude, self.two, second))

    def conclude(self) -> None:
        """It is recorded: no draft of it remains, and the form is left."""
        self.forget_draft()
        self.app.pop_screen()

    def refused(self, error: LedgerError) -> None:
        """What others recorded meanwhile is shown first; what was typed after it was recorded is asked about."""
        if isinstance(error, Stale) and error.code is Code.HEAD_MOVED:
            typed, head = self.typed, self.head
            self.ask("since", lambda desk: self._since(desk, typed, head))
        elif isinstance(error, Stale) and error.code is Code.KEY_REUSED:
            self._ask_anew(error)
        else:
            super().refused(error)

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


def _must_be(code: str, typed: Answers) -> None:
    if typed["code"].strip().upper() != code:
        raise Refused(Code.NOT_THE_CODE, wanted=code)
