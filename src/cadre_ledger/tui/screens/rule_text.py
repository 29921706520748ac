"""One text of the rulebook: its clauses, each with its source, how well it is known, and what rests on it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Label

from cadre_ledger.procedures.answers import RulesShow
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.rulebooks import in_force, known, resting, rules_text, text_with
from cadre_ledger.procedures.telling import clauses as telling
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.tui.dialogs.choose import Choice, Search
from cadre_ledger.tui.screens.finding import ALL, Finding
from cadre_ledger.tui.screens.rules import IN_FORCE, Text, dates_said
from cadre_ledger.tui.widgets.said import SaidView
from cadre_ledger.values.text import fold, harmless
from cadre_ledger.wording.catalogue import N_
from cadre_ledger.wording.terms import term

Resting = Mapping[str, tuple[int, int]]
"""By clause, how many flags it holds up, and how many more it may."""


class RuleText(Finding):
    """Clauses are folded; Enter unfolds one, typing finds those that have the words anywhere."""

    DEFAULT_CSS = """
    RuleText #title { height: auto; max-height: 5; width: 100%; padding: 0 1; border-bottom: solid $primary; }
    """
    TITLE_SAID: ClassVar[str] = N_("A text of the rulebook")
    SAYS: ClassVar[str] = N_(
        "The clauses of one text. Type words that stand in a clause, without accents if you like; F6 shows one kind of clause. "
        "Enter unfolds a clause: its gist, its source, who has read it, and the flags that rest on it now."
    )

    FIND: ClassVar[str] = N_("Find in the clauses, accents need not be typed")

    def __init__(self, regulation: str, clause: str | None = None, digest: str | None = None) -> None:
        super().__init__()
        self.regulation = regulation
        self.clause = clause
        self.digest = digest
        self.kind = ALL
        self.answer: RulesShow | None = None
        self.resting: Resting = {}

    def inside(self) -> ComposeResult:
        """What the text is, a line to type in, its clauses."""
        yield Label("", id="title", markup=False)
        yield from self.line_to_type()
        yield SaidView(id="clauses")

    def load(self) -> None:
        """Ask for the text."""
        self.ask("text", self._text)

    def _text(self, desk: Desk) -> tuple[RulesShow, Text, Resting]:
        digest = self.digest or text_with(desk, self.regulation, self.clause)
        answer = rules_text(desk, digest)
        return answer, (answer.regulation, in_force(desk, digest), known(desk, digest)), resting(desk)

    def answered_text(self, answer: tuple[RulesShow, Text, Resting]) -> None:
        """Show it, at the clause that was asked for."""
        self.answer, (part, force, counted), self.resting = answer
        lines = (
            f"{part.id} · {part.title[self.words.language]}",
            f"{part.issuer} · {self.words(IN_FORCE[force])} {dates_said(self.words, part)}",
            telling.all_known_said(self.words, counted),
        )
        self.query_one("#title", Label).update("\n".join(map(harmless, lines)))
        chosen = self.found.chosen
        self.narrow()
        self.found.reveal((chosen and chosen.clause) or f"{part.id}#{self.clause}")

    @property
    def found(self) -> SaidView:
        """The clauses."""
        return self.query_one(SaidView)

    def narrow(self) -> None:
        """The clauses of the kind chosen that have every word typed."""
        wanted = fold(self.typed).split()
        clauses = [each for each in self._clauses() if all(word in fold(_whole(each)) for word in wanted)]
        nothing = Said(self.words(N_("No clause has these words. Type less, or F6 to widen.")))
        self.found.show(clauses or [nothing], folded=() if wanted or self.kind != ALL else range(len(clauses)))

    def _clauses(self) -> Sequence[Said]:
        if self.answer is None:
            return ()
        told = zip(self.answer.clauses, telling.clauses(self.words, self.answer), strict=True)
        return [self._with_flags(said) for clause, said in told if self.kind in (ALL, clause["kind"])]

    def _with_flags(self, said: Said) -> Said:
        flags = telling.resting(self.words, *self.resting.get(said.clause or "", (0, 0)))
        return replace(said, below=(*said.below, flags)) if flags else said

    # finding

    @on(SaidView.Opened)
    def _opened(self, event: SaidView.Opened) -> None:
        """A clause is here already: it is unfolded, or folded again."""
        if event.said.clause is not None:
            event.view.turn()
        elif event.said.entry is not None:
            self.frame.show_record(event.said.entry)

    def action_filter(self) -> None:
        """F6: one kind of clause."""
        kinds = dict.fromkeys(each["kind"] for each in self.answer.clauses) if self.answer else {}
        choices = [Choice(ALL, self.words(N_("All of them"))), *(Choice(each, term(self.words, "clause_kind", each)) for each in kinds)]
        self.app.push_screen(Search(self.words(N_("Filter")), choices, current=self.kind), self._filtered)

    def _filtered(self, kind: str | None) -> None:
        if kind is not None:
            self.kind = kind
            self.narrow()


def _whole(said: Said) -> str:
    return " ".join((said.text, *map(_whole, said.below)))
