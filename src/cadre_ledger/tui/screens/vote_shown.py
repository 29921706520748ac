"""The result of one vote: everyone on the list with shares, outcome and rank, and beside it why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Label

from cadre_ledger.procedures.answers import Explanation, Rank, ResultPart, VoteResult, VoteShow
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.explaining import explain_vote
from cadre_ledger.procedures.reading import rank, vote_result, vote_show
from cadre_ledger.procedures.rulebooks import known
from cadre_ledger.procedures.telling import explaining, votes
from cadre_ledger.procedures.telling.clauses import all_known_said, known_said
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.tui.actions import bindings
from cadre_ledger.tui.screens.two_panes import TwoPanes
from cadre_ledger.tui.screens.vote_chart import VoteChart
from cadre_ledger.tui.widgets.rows import Column, Line, Rows
from cadre_ledger.tui.widgets.said import SaidView
from cadre_ledger.values.citations import KnownFrom
from cadre_ledger.values.findings import Finding
from cadre_ledger.values.text import harmless
from cadre_ledger.wording.catalogue import N_
from cadre_ledger.wording.messages import sentence
from cadre_ledger.wording.terms import term

MOST_ABOUT = 6
"""Lines of what is said about the vote as a whole; the rest is scrolled to."""
WIDEST_COUNT, WIDEST_COUNT_WIDE = 12, 18
OUTCOME = 14


@dataclass(frozen=True, slots=True)
class Shown:
    """A vote judged, its facts with their corrections, its ranking, and how well the clauses of its basis are known."""

    result: VoteResult
    facts: VoteShow
    rank: Rank
    known: Mapping[KnownFrom, int]


class VoteShown(TwoPanes):
    """Enter on a person says why; in a wide window the list stays beside it, in a small one Tab or Esc leads back."""

    DEFAULT_CSS = """
    VoteShown #about { height: 4; }
    VoteShown #panes { border-top: solid $primary; }
    VoteShown #chosen { height: 5; width: 100%; padding: 0 1; border-top: solid $primary; }
    VoteShown.-why #about { display: none; }
    VoteShown.-wide.-why #about { display: block; }
    VoteShown.-wide.-why #list, VoteShown.-wide.-why #why { width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("ranked", "chart", "correct")
    BESIDE: ClassVar[bool] = False
    TITLE_SAID: ClassVar[str] = N_("Result of a vote")
    SAYS: ClassVar[str] = N_(
        "Everyone on the list with counts, shares, outcome and rank; ✎ marks a figure that was corrected. ■ ▲ ● are what a clause opens, "
        "? is what cannot be told. Enter says why one person's outcome is so; there Enter on the first line opens the person's file, "
        "on a clause the rulebook."
    )

    def __init__(self, session: str) -> None:
        super().__init__()
        self.session = session
        self.shown: Shown | None = None
        self.ranked = False

    def inside(self) -> ComposeResult:
        """What the vote is, the list with the one under the cursor below it, and why."""
        yield SaidView(id="about")
        results = Rows((), empty=self.words(N_("Nobody is on the list.")), id="results")
        yield from self.panes(results, Label("", id="chosen", markup=False))

    # asking

    def load(self) -> None:
        """Ask for all of it."""
        self.ask("shown", self._shown)

    def _shown(self, desk: Desk) -> Shown:
        def said(finding: Finding) -> str:
            return sentence(self.words, finding)

        result = vote_result(desk, self.session, said)
        digest = result.session.judged_under
        return Shown(result, vote_show(desk, self.session, said), rank(desk, self.session), known(desk, digest))

    def answered_shown(self, shown: Shown) -> None:
        """Show it; the cursor stays on the person."""
        self.shown = shown
        self.query_one("#about", SaidView).show(tuple(self._about(shown)))
        self.laid_out()
        if self.why_is_seen:
            self.say_why()

    @property
    def title_said(self) -> str:
        """Named after the vote."""
        return f"{self.words(self.TITLE_SAID)} {self.session}"

    def _about(self, shown: Shown) -> Iterator[Said]:
        """The heading, what was corrected of the whole vote, everything odd about it, and of what shares and ranks are."""
        words, session = self.words, shown.result.session
        yield from votes.heading(words, session)
        yield Said(f"{words(N_('Clauses of the basis'))}: {all_known_said(words, shown.known)}", clause=f"{session.basis}#")
        yield from (votes.correction(words, each) for each in shown.facts.corrections if each.subject is None)
        if shown.result.results:
            yield from (replace(each, apart=False) for each in votes.notes(words, shown.result))
        rule = shown.rank.tie_rule
        if rule.clause is not None:
            by = words(N_("Ranked by {clause}, {known}."), clause=rule.clause, known=known_said(words, rule.known_from or "unverified"))
            yield Said(by, clause=rule.clause)

    # the list

    def _show_rows(self) -> None:
        shown = self.shown
        if shown is None:
            return
        # Beside the reasons there is no room for the counts.
        narrow = self.wide and self.why_is_seen
        self.rows.columns = tuple(self._columns(shown, narrow=narrow))
        self.rows.show([self._line(shown, each, narrow=narrow) for each in self._ordered(shown)])

    def _ordered(self, shown: Shown) -> tuple[ResultPart, ...]:
        """As on the ballot, or by rank; who cannot be ranked stands at the end, never last in rank."""
        if not self.ranked:
            return shown.result.results
        order = [each.subject for each in (*shown.rank.rows, *shown.rank.not_rankable)]
        return tuple(sorted(shown.result.results, key=lambda each: order.index(each.subject)))

    def _columns(self, shown: Shown, *, narrow: bool) -> Iterator[Column]:
        words = self.words
        yield Column(words(N_("No.")), 4, right=True)
        yield Column(words(N_("Name")))
        if not narrow:
            widest = WIDEST_COUNT_WIDE if self.wide else WIDEST_COUNT
            for level in _levels(shown):
                cells = [self._count(shown, each, level) for each in shown.result.results]
                yield Column(term(words, "level_short", level), min(widest, max(8, *map(len, cells))), right=True)
        yield Column(words(N_("Outcome")), OUTCOME)
        yield Column(words(N_("Rank")), 5, right=True)

    def _line(self, shown: Shown, each: ResultPart, *, narrow: bool) -> Line:
        counts = () if narrow else tuple(self._count(shown, each, level) for level in _levels(shown))
        outcome = votes.outcome_shortly(self.words, each.outcome)
        weight = each.outcome.severity if each.outcome.status == "applies" and each.outcome.severity else ""
        return Line(str(each.subject), (str(each.subject), each.name, *counts, outcome, each.rank or "–"), weight)

    def _count(self, shown: Shown, each: ResultPart, level: str) -> str:
        corrected = any((change.subject, change.field) == (each.subject, level) for change in shown.facts.corrections)
        return votes.counted(self.words, each, level) + ("✎" if corrected else "")

    @property
    def result(self) -> ResultPart | None:
        """The person under the cursor."""
        line = self.rows.line
        results = self.shown.result.results if self.shown else ()
        return next((each for each in results if line and str(each.subject) == line.key), None)

    @on(Rows.Reached)
    def _reached(self) -> None:
        self.query_one("#chosen", Label).update("\n".join(map(harmless, self._chosen_said())))

    def _chosen_said(self) -> Iterator[str]:
        """The person with all figures, what comes of them, what was corrected, and everything odd."""
        each, shown, words = self.result, self.shown, self.words
        if each is None or shown is None:
            return
        yield " · ".join(filter(None, (each.name, each.position, each.cadre or words(N_("not linked to a file")))))
        apart = next((one for one in shown.rank.not_rankable if one.subject == each.subject), None)
        lacks = ", ".join(term(words, "missing", one) for one in apart.missing) if apart else ""
        ranked = words(N_("rank {rank}"), rank=each.rank) if each.rank else words(N_("cannot be ranked: {missing}"), missing=lacks)
        yield f"{votes.outcome_said(words, each.outcome) or votes.outcome_shortly(words, each.outcome)} · {ranked}"
        yield from (votes.correction(words, change).text for change in shown.facts.corrections if change.subject == each.subject)
        yield from (f"! {finding.code}: {finding.message}" for finding in each.findings)
        yield "; ".join(votes.shares_said(words, each.shares))

    # why

    @on(Rows.Opened)
    def _opened_line(self) -> None:
        self.open_why()

    def open_why(self) -> None:
        """Beside the reasons stand other columns."""
        super().open_why()
        self._show_rows()

    def back_to_list(self) -> None:
        """All columns again."""
        super().back_to_list()
        self._show_rows()

    def say_why(self) -> None:
        """Ask why the outcome of the one under the cursor is so."""
        each = self.result
        if each is not None:
            session, subject = self.session, str(each.subject)
            self.ask("why", lambda desk: explain_vote(desk, session, subject))

    def answered_why(self, answer: Explanation) -> None:
        """The tree; its first line opens the person's file."""
        cadre = answer.about["cadre"]
        tree = explaining.vote(self.words, answer)
        self.why.show((replace(tree, cadre=str(cadre) if cadre else None),))

    def laid_out(self) -> None:
        """Other columns fit now."""
        super().laid_out()
        about = self.query_one("#about", SaidView)
        about.styles.height = min(MOST_ABOUT, max(1, about.virtual_size.height))
        self._show_rows()

    # what else can be done

    def action_ranked(self) -> None:
        """F6."""
        self.ranked = not self.ranked
        self._show_rows()

    def action_chart(self) -> None:
        """F7."""
        self.frame.push_screen(VoteChart(self.session))

    def action_correct(self) -> None:
        """F9: the correction of what was recorded of this vote."""
        if self.shown is not None:
            self.frame.open_form("correction", {"entry": str(self.shown.facts.evidence[0].entry)})

    @property
    def about(self) -> dict[str, str]:
        """A form opened here is about the one under the cursor."""
        each = self.result
        return {"cadre": each.cadre} if each and each.cadre else {}


def _levels(shown: Shown) -> tuple[str, ...]:
    first = next(iter(shown.result.results), None)
    return tuple(level for level in first.counts if level != "invalid") if first else ()
