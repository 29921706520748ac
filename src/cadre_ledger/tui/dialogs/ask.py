"""Ask for a line or a few at once: a name, a reason, figures, codes that are not shown."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import DescendantFocus
from textual.widgets import Input, Label

from cadre_ledger.tui.dialogs.dialog import Dialog
from cadre_ledger.tui.widgets.typing import Typed
from cadre_ledger.values.errors import LedgerError
from cadre_ledger.values.text import harmless
from cadre_ledger.wording.catalogue import N_

Answers = Mapping[str, str]


class Wanted(NamedTuple):
    """One line: what it is known by, what is asked, whether what is typed is hidden, and what stands there to be typed over."""

    name: str
    label: str = ""
    hidden: bool = False
    text: str = ""


class Ask(Dialog[Answers]):
    """Enter goes on to the next line; on the last one it answers, unless the check refuses what was typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("down", "step(1)", show=False, priority=True),
    ]

    def __init__(self, title: str, says: Sequence[str], wanted: Sequence[Wanted], check: Callable[[Answers], object]) -> None:
        super().__init__()
        self._title = title
        self.says = tuple(says)
        self.wanted = tuple(wanted)
        self.check = check

    @property
    def title_said(self) -> str:
        """What is asked."""
        return self._title

    def inside(self) -> ComposeResult:
        """What there is to know first, then a line each."""
        for line in self.says:
            yield Label(harmless(line), classes="said", markup=False)
        for each in self.wanted:
            if each.label:
                yield Label(harmless(each.label), id=f"label-{each.name}", classes="said", markup=False)
            yield Typed(each.text, id=f"wanted-{each.name}", password=each.hidden)
        yield Label("", id="wrong", classes="said", markup=False)
        hint = N_("Enter goes on. Esc goes back; nothing is recorded.")
        hints = N_("Enter goes on, and answers on the last line. Esc leaves.")
        yield Label(self.words(hints if len(self.wanted) > 1 else hint), classes="hint", markup=False)

    def on_mount(self) -> None:
        """What stands in the first line is typed over."""
        self.query(Typed).first().select_all()

    @property
    def typed(self) -> Answers:
        """What stands in the lines."""
        return {each.name: self.query_one(f"#wanted-{each.name}", Typed).value for each in self.wanted}

    @on(DescendantFocus)
    def _focus_moved(self) -> None:
        """A sign says on which of several lines one is; few colours do not."""
        for each in self.wanted if len(self.wanted) > 1 else ():
            here = self.query_one(f"#wanted-{each.name}", Typed).has_focus
            self.query_one(f"#label-{each.name}", Label).update(f"{'▶' if here else ' '} {harmless(each.label)}")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.input.id != f"wanted-{self.wanted[-1].name}":
            self.focus_next(Typed)
            return
        try:
            self.check(self.typed)
        except LedgerError as error:
            self.query_one("#wrong", Label).update("\n".join(map(harmless, self.frame.lines_of(error))))
            self.query(Typed).first().focus()
        else:
            self.dismiss(self.typed)

    def action_step(self, by: int) -> None:
        """To another line."""
        (self.focus_next if by > 0 else self.focus_previous)(Typed)
