"""The file of one person: what happened, what holds on the day, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.events import Resize
from textual.widgets import Label

from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.explaining import explain_vote
from cadre_ledger.procedures.explaining_files import explain_classification, explain_flag, explain_standing
from cadre_ledger.procedures.standings import standing, timeline
from cadre_ledger.procedures.telling import explaining, explaining_files
from cadre_ledger.procedures.telling.cadre_file import Filed, Lived, Question, Topic, filed
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.tui.actions import bindings
from cadre_ledger.tui.dialogs.choose import Choice, Choose
from cadre_ledger.tui.messages import Failed
from cadre_ledger.tui.screens.place import Place
from cadre_ledger.tui.widgets.said import SaidView
from cadre_ledger.values.text import harmless
from cadre_ledger.wording.catalogue import N_

PANES = {"life": N_("Timeline"), "holds": N_("Standing"), "why": N_("Why")}
LEFT = ("life", "holds")


class Only(StrEnum):
    """Which records the timeline shows."""

    ALL = "all"
    PUT_RIGHT = "put_right"
    NO_ASSESSMENTS = "no_assessments"


SAID_OF = {
    Only.ALL: N_("All records"),
    Only.PUT_RIGHT: N_("Only corrections"),
    Only.NO_ASSESSMENTS: N_("Without assessments"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A file, and whether it goes on in another."""

    file: Filed
    into: str | None


class CadreFile(Place):
    """Three panes, one at a time where it is narrow; what F3 is asked about is what the cursor stands on."""

    DEFAULT_CSS = """
    CadreFile #who, CadreFile #state, CadreFile #tabs { height: 1; width: 100%; padding: 0 1; }
    CadreFile #who { text-style: bold; }
    CadreFile #tabs { color: $text-muted; }
    CadreFile #panes { height: 1fr; }
    CadreFile #panes > SaidView { display: none; width: 1fr; }
    CadreFile #panes > SaidView.-shown { display: block; }
    CadreFile.-wide #why { display: block; border-left: solid $primary; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("why", "filter", "chart", "decide"),
        Binding("tab", "next_pane(1)", show=False),
        Binding("shift+tab", "next_pane(-1)", show=False),
        *(Binding(str(number), f"pane('{pane}')", show=False) for number, pane in enumerate(PANES, 1)),
    ]
    AUTO_FOCUS = ""
    TITLE_SAID: ClassVar[str] = N_("File")
    SAYS: ClassVar[str] = N_(
        "Everything about one person. 1, 2 and 3 or Tab go from pane to pane: what happened, what holds on the day, and why. "
        "F3 says why of the line under the cursor, and of a correction (✎) what it changed. "
        "→ shows the fields of a record, Enter opens it."
    )

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code
        self.pane = "life"
        self.left = "life"
        self.only = Only.ALL
        self.shown: Shown | None = None
        self.life: Sequence[Lived] = ()
        self.question: Question | None = None

    # what it is made of

    def inside(self) -> ComposeResult:
        """Who it is, the flags, and the panes."""
        yield Label("", id="who", markup=False)
        yield Label("", id="state", markup=False)
        yield Label("", id="tabs", markup=False)
        with Horizontal(id="panes"):
            for pane in PANES:
                yield SaidView(id=pane)

    def on_mount(self) -> None:
        """Begin with what happened."""
        super().on_mount()
        self._show_pane("life")

    def _show_pane(self, pane: str) -> None:
        self.pane = pane
        self.left = pane if pane in LEFT else self.left
        wide = self.has_class("-wide")
        for each in PANES:
            self._view(each).set_class(each in (pane, self.left if wide else pane), "-shown")
        self._view(pane).focus()
        self._show_tabs()

    def _show_tabs(self) -> None:
        tabs = Text(no_wrap=True, overflow="ellipsis")
        for number, (each, label) in enumerate(PANES.items(), 1):
            said = f"{number} {self.words(label)}"
            tabs.append(f"[{said}]" if each == self.pane else f" {said} ", style="bold" if each == self.pane else "")
            tabs.append("  ")
        if self.only is not Only.ALL:
            tabs.append(f"· {self.words(SAID_OF[self.only])}")
        self.query_one("#tabs", Label).update(tabs)

    def _view(self, pane: str) -> SaidView:
        return self.query_one(f"#{pane}", SaidView)

    def on_resize(self, event: Resize) -> None:  # noqa: ARG002
        """Another width, other panes."""
        self.call_after_refresh(lambda: self._show_pane(self.pane))

    # asking

    def load(self) -> None:
        """Ask for the file, and again for what was asked about it."""
        self.ask("file", self._file)
        if self.question is not None:
            self._ask_why(self.question)

    def _file(self, desk: Desk) -> Shown:
        dossier = desk.cadre(self.code)
        life, holds = timeline(desk, dossier.code), standing(desk, dossier.code)
        into = desk.source.merged().get(dossier.code)
        others = [into] if into is not None else dossier.absorbed
        names = {code: desk.cadre(code).name for code in (dossier.code, *others)}
        return Shown(filed(self.words, life, holds, names, others), into)

    def answered_file(self, shown: Shown) -> None:
        """Show it; the first time also why the heaviest flag is up."""
        self.shown = shown
        file = shown.file
        self.query_one("#who", Label).update(_line(file.who))
        merged = [self.words(N_("This file goes on in {code}."), code=shown.into)] if shown.into else []
        self.query_one("#state", Label).update(_line(" ".join((*merged, file.state))))
        self._show_life()
        self._view("holds").show(file.holds)
        if self.question is None:
            self._ask_why(file.first)
        self.refresh_bindings()

    def _show_life(self) -> None:
        assert self.shown is not None
        life = self.shown.file.life
        if self.only is Only.PUT_RIGHT:
            life = tuple(each for each in life if each.put_right)
        elif self.only is Only.NO_ASSESSMENTS:
            life = tuple(each for each in life if not each.assessment)
        self.life = life or (Lived(Said(self.words(N_("Nothing of this kind is in the file. F6 shows all records.")))),)
        self._view("life").show([each.said for each in self.life], folded=range(len(self.life)))
        self._show_tabs()

    @on(Failed)
    def _not_there(self, event: Failed) -> None:
        """A file that does not exist, or did not yet, cannot be stayed in."""
        if event.question == "file" and self.frame.can_go_back:
            self.app.pop_screen()

    # why

    def action_why(self) -> None:
        """F3: of what the cursor stands on, otherwise of the heaviest flag."""
        if self.shown is None:
            return
        question = self._asked_about() or self.shown.file.first
        if question.topic is Topic.CHANGED:
            self.frame.show_changes(question.number, self.code)
        else:
            self._ask_why(question)
            self._show_pane("why")

    def _asked_about(self) -> Question | None:
        """The question of the line under the cursor, or of the line that it belongs to."""
        if self.shown is None:
            return None
        if self.pane == "why":
            return self.question
        path = self._view(self.pane).path
        if self.pane == "life":
            return self.life[path[0]].question if path else None
        known = self.shown.file.of_holds
        return next((known[path[:depth]] for depth in range(len(path), 0, -1) if path[:depth] in known), None)

    def _ask_why(self, question: Question) -> None:
        self.question = question
        self.ask("why", lambda desk: self._why(desk, question))

    def _why(self, desk: Desk, question: Question) -> Said:
        match question.topic:
            case Topic.FLAG:
                return explaining_files.flag(self.words, explain_flag(desk, question.key))
            case Topic.CLASSIFICATION:
                return explaining_files.classification(self.words, explain_classification(desk, self.code, question.key))
            case Topic.VOTE:
                return explaining.vote(self.words, explain_vote(desk, question.key, str(question.number)))
            case _:
                return explaining_files.standing(self.words, explain_standing(desk, self.code))

    def answered_why(self, said: Said) -> None:
        """Show the tree; what was considered and does not apply is folded, for it is long."""
        parts = (Said(said.text), *said.below)
        aside = (place for place, each in enumerate(parts) if each.below and all(below.mark == "none" for below in each.below))
        self._view("why").show(parts, folded=aside)

    # going about

    def action_pane(self, pane: str) -> None:
        """1, 2, 3."""
        self._show_pane(pane)

    def action_next_pane(self, by: int) -> None:
        """Tab; where two are seen, from one to the other."""
        panes = (self.left, "why") if self.has_class("-wide") else tuple(PANES)
        self._show_pane(panes[(panes.index(self.pane) + by) % len(panes)])

    @on(SaidView.Opened)
    def _opened(self, event: SaidView.Opened) -> None:
        question = self._asked_about() if self.pane == "holds" else None
        if question is not None and question.topic in (Topic.FLAG, Topic.STANDING):
            self.action_why()
        else:
            self.frame.open_said(event.said, self.code)

    # what can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A decision only where a flag is up."""
        if action == "decide" and (self.shown is None or not self.shown.file.flags):
            return False
        return super().check_action(action, parameters)

    def action_decide(self) -> None:
        """F9: on the flag under the cursor, or the one explained; of several the one that is chosen."""
        assert self.shown is not None
        flags, question = self.shown.file.flags, self._asked_about()
        if question is not None and question.topic is Topic.FLAG:
            self._decide(question.key)
        elif len(flags) == 1:
            self._decide(flags[0][0])
        else:
            choices = [Choice(flag, said, str(number) if number < 10 else None) for number, (flag, said) in enumerate(flags, 1)]
            self.app.push_screen(Choose(self.words(N_("On which flag?")), choices), self._decide)

    def _decide(self, flag: str | None) -> None:
        if flag is not None:
            self.frame.open_form("replacement", {"flag": flag})

    def action_filter(self) -> None:
        """F6: which records the timeline shows."""
        choices = [Choice(only.value, self.words(said), str(number)) for number, (only, said) in enumerate(SAID_OF.items(), 1)]
        self.app.push_screen(Choose(self.words(N_("Timeline")), choices, current=self.only.value), self._filtered)

    def _filtered(self, only: str | None) -> None:
        if only is not None and self.shown is not None:
            self.only = Only(only)
            self._show_life()
            self._show_pane("life")

    def action_chart(self) -> None:
        """F7."""
        self.frame.show_chart(self.code)

    @property
    def about(self) -> dict[str, str]:
        """A form that is opened here is about this person."""
        return {"cadre": self.code}


def _line(text: str) -> Text:
    return Text(harmless(text), no_wrap=True, overflow="ellipsis")
