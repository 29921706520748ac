"""Everyone: found by a part of the name without accents, narrowed, in the order asked for, however many there are."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Label

from cadre_ledger.procedures.browsing import BrowsedRow, Order, Wanted
from cadre_ledger.procedures.entries.training import of_several
from cadre_ledger.tui.actions import bindings
from cadre_ledger.tui.dialogs.choose import Choice, Choose, Search
from cadre_ledger.tui.screens.finding import Finding
from cadre_ledger.tui.screens.unit_chart import units
from cadre_ledger.tui.widgets.rows import Column, Line, Rows
from cadre_ledger.wording.catalogue import N_
from cadre_ledger.wording.terms import GLYPHS, term

ORDERS = {
    Order.NAME: N_("by name"),
    Order.FLAGS: N_("by flags, the heaviest first"),
    Order.LEVEL: N_("by latest level, the best first"),
    Order.UNIT: N_("by unit"),
    Order.CODE: N_("by code"),
}


class Cadres(Finding):
    """What is typed narrows the list at once; arrows move in it while one types."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("order")
    TITLE_SAID: ClassVar[str] = N_("List of cadres")
    SAYS: ClassVar[str] = N_(
        "Everyone in this ledger. Type a part of the name, without accents if you like, or the code. "
        "■ ▲ ● are flags that are up, from the heaviest; ? are those that cannot be ruled out. Enter opens the file. "
        "Tab goes into the list: there Space marks people, and F2 records one training for all of them."
    )

    FIND: ClassVar[str] = N_("Find: a part of the name or the code, accents need not be typed")

    def __init__(self) -> None:
        super().__init__()
        self.wanted = Wanted()
        self._counted: Wanted | None = None
        self._shown: Wanted | None = None

    def inside(self) -> ComposeResult:
        """A line to type in, what the list is narrowed to, and the list."""
        words = self.words
        yield from self.line_to_type()
        yield Label("", id="narrowed", markup=False)
        columns = (
            Column(words(N_("Code")), 8),
            Column(words(N_("Name")), 24),
            Column(words(N_("Position · unit"))),
            Column(words(N_("Latest")), 17),
            Column(words(N_("Flags")), 6),
        )
        yield Rows(columns, empty=words(N_("Nobody is found. Type less, or F6 to widen the list.")), markable=True, id="people")

    def load(self) -> None:
        """How many there are, and where the one under the cursor stands now."""
        wanted, people = self.wanted, self.frame.room
        key = self.query_one(Rows).key
        self._counted = None
        self.ask("count", lambda _: (wanted, people.people.count(wanted), people.people.place(wanted, key) if key else None))

    def answered_count(self, answer: tuple[Wanted, int, int | None]) -> None:
        """Begin the list anew."""
        self._counted, count, place = answer
        rows = self.query_one(Rows)
        if place is None:
            # Whoever stood under the cursor has gone: the next one stands there now.
            place = rows.cursor if self._counted == self._shown else 0
        self._shown = self._counted
        rows.set_count(count, place)
        self._say()

    @on(Rows.Marked)
    def _say(self) -> None:
        """To what the list is narrowed, and how many are marked."""
        rows = self.query_one(Rows)
        said = [self.words(N_("{count} people"), count=rows.count), self.words(ORDERS[self.wanted.order])]
        if rows.marked:
            said.append(self.words(N_("✓ {count} marked"), count=len(rows.marked)))
        if self.wanted.flagged:
            said.insert(1, self.words(N_("with flags")))
        if self.wanted.unit is not None:
            said.insert(1, self.words(N_("in {unit}"), unit=self.wanted.unit))
        self.query_one("#narrowed", Label).update(" · ".join(said))

    @on(Rows.Asked)
    def _asked(self, event: Rows.Asked) -> None:
        wanted, room, version, offset, limit = self._counted, self.frame.room, event.rows.version, event.offset, event.limit
        if wanted is not None:
            self.ask("page", lambda _: (version, offset, room.people.page(wanted, offset, limit)), alone=False)

    def answered_page(self, answer: tuple[int, int, Sequence[BrowsedRow]]) -> None:
        """A part of the list has come; of an older list it is not wanted any more."""
        version, offset, page = answer
        rows = self.query_one(Rows)
        if version == rows.version:
            rows.fill(offset, [self._line(each) for each in page])

    def _line(self, row: BrowsedRow) -> Line:
        held = "–"
        if row.post is not None:
            more = f" +{row.post.more}" if row.post.more else ""
            held = f"{'' if row.post.certain else '?'}{row.post.title} · {row.post.unit_name}{more}"
        level = term(self.words, "quality_short", row.level) if row.level else "?"
        latest = f"{row.period} {level}" if row.period else "–"
        return Line(row.code, (row.code, row.name, held, latest, _flags(row)), row.severity.value if row.severity else "")

    # finding

    def narrow(self) -> None:
        """Ask for those who have it."""
        self.wanted = replace(self.wanted, text=self.typed)
        self.load()

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        self.frame.show_cadre(event.line.key)

    # narrowing

    def action_order(self) -> None:
        """F7."""
        choices = [Choice(order.value, self.words(label), str(number)) for number, (order, label) in enumerate(ORDERS.items(), 1)]
        self.app.push_screen(Choose(self.words(N_("Order")), choices, current=self.wanted.order.value), self._ordered)

    def _ordered(self, order: str | None) -> None:
        if order is not None:
            self.wanted = replace(self.wanted, order=Order(order), descending=order in (Order.FLAGS, Order.LEVEL))
            self.load()

    def action_filter(self) -> None:
        """F6: with flags only, or everyone; in one unit with all below it."""
        self.ask("units", units)

    def answered_units(self, units: Sequence[tuple[str, str]]) -> None:
        """The choice."""
        choices = [
            Choice("everyone", self.words(N_("Everyone"))),
            Choice("flagged", self.words(N_("Only those with flags"))),
            *(Choice(f"unit:{code}", self.words(N_("In {unit} and below it"), unit=f"{code} · {name}")) for code, name in units),
        ]
        self.app.push_screen(Search(self.words(N_("Filter")), choices), self._filtered)

    def _filtered(self, chosen: str | None) -> None:
        if chosen is None:
            return
        if chosen == "everyone":
            self.wanted = replace(self.wanted, flagged=False, unit=None, under=False)
        elif chosen == "flagged":
            self.wanted = replace(self.wanted, flagged=True)
        else:
            self.wanted = replace(self.wanted, unit=chosen.removeprefix("unit:"), under=True)
        self.load()

    @property
    def about(self) -> dict[str, str]:
        """A form opened here is about those who are marked, else about the one under the cursor."""
        rows = self.query_one(Rows)
        chosen = sorted(rows.marked) or ([rows.line.key] if rows.line else [])
        return of_several(chosen) if chosen else {}


def _flags(row: BrowsedRow) -> str:
    up = f"{GLYPHS['severity', row.severity]}{row.flags}" if row.severity else ""
    perhaps = f"?{row.flags_perhaps}" if row.flags_perhaps else ""
    return f"{up} {perhaps}".strip() or "·"
