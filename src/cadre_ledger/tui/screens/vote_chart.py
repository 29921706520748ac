"""A vote as a picture: the shares of everyone against the limits of the clauses, and how many came to what."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Label

from cadre_ledger.procedures.answers import OutcomeCountPart, ResultPart, SharePart, VoteDistribution, VoteResult
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.reading import vote_result
from cadre_ledger.procedures.telling import votes
from cadre_ledger.procedures.trends import Threshold, thresholds, vote_distribution
from cadre_ledger.tui.actions import bindings
from cadre_ledger.tui.screens.place import Place
from cadre_ledger.tui.widgets.charts import FILLS, Bar, Bars
from cadre_ledger.tui.widgets.share_bars import ShareBar, ShareBars
from cadre_ledger.values.text import harmless
from cadre_ledger.wording.catalogue import N_
from cadre_ledger.wording.messages import sentence
from cadre_ledger.wording.terms import term


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the picture is made of."""

    result: VoteResult
    counted: VoteDistribution
    limits: tuple[Threshold, ...]


class VoteChart(Place):
    """F7 comes here from the result, and goes back."""

    DEFAULT_CSS = """
    VoteChart #legend { height: auto; width: 100%; padding: 0 1; }
    VoteChart #everyone { height: 1fr; border-top: solid $primary; }
    VoteChart #counted { height: auto; max-height: 8; padding: 0 1; border-top: solid $primary; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("chart")
    TITLE_SAID: ClassVar[str] = N_("Chart of a vote")
    SAYS: ClassVar[str] = N_(
        "A bar for everyone on the list, that level first by which clauses decide; ┊ marks where an outcome begins, and ? stands where "
        "the share cannot be told. Below, how many came to what. F7 goes back to the figures."
    )

    def __init__(self, session: str) -> None:
        super().__init__()
        self.session = session

    def inside(self) -> ComposeResult:
        """Legend, bars, counts."""
        yield Label("", id="legend", markup=False)
        with VerticalScroll(id="everyone"):
            yield ShareBars(id="bars")
        yield Bars(id="counted")

    def on_mount(self) -> None:
        """Arrows move in the bars."""
        self.query_one("#everyone").focus()

    @property
    def title_said(self) -> str:
        """Named after the vote."""
        return f"{self.words(self.TITLE_SAID)} {self.session}"

    def load(self) -> None:
        """Ask for the figures."""
        self.ask("drawn", self._drawn)

    def _drawn(self, desk: Desk) -> Drawn:
        result = vote_result(desk, self.session, lambda finding: sentence(self.words, finding))
        return Drawn(result, vote_distribution(desk, self.session), thresholds(desk, self.session))

    def answered_drawn(self, drawn: Drawn) -> None:
        """Draw it."""
        results, limits = drawn.result.results, drawn.limits
        levels = _levels(results, limits)
        marked = tuple(dict.fromkeys(each.share for each in limits if levels and each.level == levels[0]))
        self.query_one("#legend", Label).update(_harmless(self._legend(drawn, levels)))
        self.query_one(ShareBars).show([self._bar(each, levels) for each in results], marked)
        self.query_one(Bars).show([self._count(each, drawn.counted.listed) for each in drawn.counted.outcomes])

    def _legend(self, drawn: Drawn, levels: Sequence[str]) -> list[str]:
        words = self.words
        named = "   ".join(f"{FILLS[number % len(FILLS)]} {term(words, 'level', level)}" for number, level in enumerate(levels))
        base = next((each.base for each in drawn.result.results if each.base), None)
        of = words(N_("Shares are of {base}."), base=term(words, "base", base.name)) if base else ""
        return [f"{named}   {of}", *(self._limit(each) for each in drawn.limits)]

    def _limit(self, limit: Threshold) -> str:
        words = self.words
        begins = words(N_("more than {limit}"), limit=limit.share) if limit.strict else words(N_("at least {limit}"), limit=limit.share)
        return f"┊ {limit.share}  {term(words, 'level', limit.level)}: {begins} · {limit.clause}"

    def _bar(self, each: ResultPart, levels: Sequence[str]) -> ShareBar:
        """Only exact shares are drawn; between which ones others lie is written."""
        exact = [share for level in levels if isinstance(share := each.shares.get(level), SharePart)]
        shares = tuple(Fraction(share.fraction) for share in exact) if levels and len(exact) == len(levels) else None
        first = votes.share_said(self.words, each.shares.get(levels[0])) if levels else ""
        return ShareBar(f"{each.subject} {each.name}", shares, f"{first or '?'} {votes.outcome_shortly(self.words, each.outcome)}")

    def _count(self, each: OutcomeCountPart, listed: int) -> Bar:
        words = self.words
        label = f"· {words(N_('no flag'))}" if each.status == "none" else term(words, "status", each.status)
        if each.severity is not None:
            label = f"{term(words, 'severity', each.severity)} · {each.clause}"
        counted = words(N_("{count} of {total}"), count=each.count, total=listed)
        return Bar(label, Fraction(each.count), f"{counted} · {words.percent(each.share.percent)}")

    def action_chart(self) -> None:
        """F7: back."""
        self.go_back()


def _levels(results: Sequence[ResultPart], limits: Sequence[Threshold]) -> tuple[str, ...]:
    """The level that clauses decide by, then the others from the worst."""
    if not results:
        return ()
    levels = [level for level in results[0].counts if level != "invalid"][::-1]
    deciding = next((each.level.value for each in limits), None)
    return tuple(sorted(levels, key=lambda level: level != deciding))


def _harmless(lines: Sequence[str]) -> str:
    """Lines as they may be shown."""
    return "\n".join(map(harmless, lines))
