"""How a unit stands: its flags by weight, and its people by level in a period. Nobody is named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Label

from cadre_ledger.procedures.answers import UnitDistribution
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.trends import unit_distribution
from cadre_ledger.projections.file_facts import definition_on
from cadre_ledger.projections.files import PeriodDossier
from cadre_ledger.tui.actions import bindings
from cadre_ledger.tui.dialogs.choose import Choice, Search
from cadre_ledger.tui.screens.place import Place
from cadre_ledger.tui.widgets.charts import Bar, Bars
from cadre_ledger.values.citations import Severity
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.wording.catalogue import N_
from cadre_ledger.wording.terms import term


@dataclass(frozen=True, slots=True)
class Shown:
    """A distribution, and the units and periods of which there are others."""

    found: UnitDistribution | None
    units: tuple[tuple[str, str], ...]
    periods: tuple[str, ...]


class UnitChart(Place):
    """Bars with exact figures behind them; F6 chooses another unit or period."""

    DEFAULT_CSS = """
    UnitChart Label { width: 100%; padding: 0 1; }
    UnitChart .title { text-style: bold; margin: 1 0 0 0; }
    UnitChart Bars { height: auto; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("filter", "chart")
    TITLE_SAID: ClassVar[str] = N_("How a unit stands")
    SAYS: ClassVar[str] = N_(
        "The flags of a unit with all below it, by weight, and how its people were classified in a period. "
        "Nobody is named. F6 chooses another unit or period; F7 goes back to the list."
    )

    def __init__(self, unit: str | None = None, position: str | None = None) -> None:
        super().__init__()
        self.unit = unit
        self.position = position
        self.period: str | None = None
        self.shown = Shown(None, (), ())

    def inside(self) -> ComposeResult:
        """Two pictures."""
        with VerticalScroll(id="pictures"):
            yield Label("", id="of", markup=False)
            yield Label(self.words(N_("Flags by weight")), classes="title", markup=False)
            yield Bars(id="weights")
            yield Label("", id="levels-of", classes="title", markup=False)
            yield Bars(id="levels")

    def load(self) -> None:
        """Ask for the unit, by default that of a position or the first that is under no other, and the period that ended last."""
        unit, period, position = self.unit, self.period, self.position
        self.ask("shown", lambda desk: _shown(desk, unit or _unit_of(desk, position), period))

    def answered_shown(self, answer: Shown) -> None:
        """Draw both."""
        self.shown, words, found = answer, self.words, answer.found
        if found is None:
            self.query_one("#of", Label).update(words(N_("There is no unit with a period that has ended yet.")))
            return
        of = words(N_("{unit} and below it: {count} people"), unit=f"{found.unit} · {found.name}", count=found.cadres)
        self.query_one("#of", Label).update(of)
        day = words.day(PartialDate.parse(found.posts_on))
        self.query_one("#levels-of", Label).update(words(N_("Levels in {period}, of posts on {day}"), period=found.period, day=day))
        self.query_one("#weights", Bars).show(tuple(self._weights(found)))
        self.query_one("#levels", Bars).show(tuple(self._levels(found)))

    def _weights(self, found: UnitDistribution) -> Iterator[Bar]:
        for each in sorted(Severity, key=lambda each: -each.weight):
            count = found.flags[each.value]
            perhaps = self.words(N_(" · ?{count} cannot be ruled out"), count=count.perhaps) if count.perhaps else ""
            yield Bar(term(self.words, "severity", each), Fraction(count.up), f"{count.up}{perhaps}")

    def _levels(self, found: UnitDistribution) -> Iterator[Bar]:
        for each in found.levels:
            percent = f" · {self.words.percent(each.share.percent)}" if each.share is not None else ""
            yield Bar(term(self.words, "quality", each.level), Fraction(each.count), f"{each.count}{percent}")
        yield Bar(self.words(N_("? not classified")), Fraction(found.unclassified), str(found.unclassified))

    def action_chart(self) -> None:
        """F7: back to the list."""
        self.go_back()

    def action_filter(self) -> None:
        """F6."""
        choices = [Choice(f"unit:{code}", f"{code} · {name}") for code, name in self.shown.units]
        choices += [Choice(f"period:{code}", self.words(N_("Period {period}"), period=code)) for code in self.shown.periods]
        self.app.push_screen(Search(self.words(N_("Unit or period")), choices), self._chosen_of)

    def _chosen_of(self, chosen: str | None) -> None:
        kind, _, code = (chosen or "").partition(":")
        if kind == "unit":
            self.unit = code
        elif kind == "period":
            self.period = code
        if code:
            self.load()


def units(desk: Desk) -> list[tuple[str, str]]:
    """The units by code, with what they are called on the day."""
    return [(code, desk.source.get(("unit", code)).name_on(desk.as_of)) for code in desk.source.keys_of("unit")]


def _shown(desk: Desk, unit: str | None, period: str | None) -> Shown:
    found, periods = tuple(units(desk)), _ended(desk)
    unit, period = unit or _highest(desk, [code for code, _ in found]), period or next(iter(periods), None)
    distribution = unit_distribution(desk, unit, period, under=True) if unit is not None and period is not None else None
    return Shown(distribution, found, tuple(periods))


def _unit_of(desk: Desk, position: str | None) -> str | None:
    dossier = desk.source.get(("position", position)) if position is not None else None
    return definition_on(dossier, desk.as_of).unit if dossier is not None else None


def _highest(desk: Desk, codes: Sequence[str]) -> str | None:
    """The first unit that is under no other, if there is one."""
    return next((code for code in codes if desk.source.get(("unit", code)).parent_on(desk.as_of) is None), None)


def _ended(desk: Desk) -> list[str]:
    """The periods that have ended, the last first; of those that ended together the longest."""
    periods: list[PeriodDossier] = [desk.source.get(("period", code)) for code in desk.source.keys_of("period")]
    ended = [each for each in periods if PartialDate.parse(each.ends).last < desk.as_of]
    longest = sorted(ended, key=lambda each: (PartialDate.parse(each.begins).first, each.code))
    return [each.code for each in sorted(longest, key=lambda each: PartialDate.parse(each.ends).last, reverse=True)]
