"""A list short enough to be read whole: what is typed narrows it at once, F6 narrows it by kind, arrows move while one types."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Label

from cadre_ledger.tui.dialogs.choose import Choice, Search
from cadre_ledger.tui.screens.finding import ALL, Finding
from cadre_ledger.tui.widgets.rows import Column, Line, Rows
from cadre_ledger.values.text import fold, harmless
from cadre_ledger.wording.catalogue import N_


@dataclass(frozen=True, slots=True)
class Listed:
    """A line, what is said of it below the list, and by what it can be narrowed; it is found by all its words."""

    line: Line
    said: tuple[str, ...]
    groups: frozenset[str] = frozenset()

    def has(self, wanted: Iterable[str]) -> bool:
        """Whether every word typed stands somewhere in it, accents or not."""
        folded = fold(" ".join((*self.line.cells, *self.said)))
        return all(word in folded for word in wanted)


class ShortList(Finding):
    """A line to type in, the list, and what there is to say of the line under the cursor."""

    DEFAULT_CSS = """
    ShortList #narrowed { color: $text-muted; padding: 0 1; height: 1; width: 100%; }
    ShortList #chosen { height: 5; width: 100%; padding: 0 1; border-top: solid $primary; }
    """
    COLUMNS: ClassVar[tuple[Column, ...]] = ()
    EMPTY: ClassVar[str] = ""

    def __init__(self) -> None:
        super().__init__()
        self.listed: tuple[Listed, ...] = ()
        self.group = Choice(ALL, "")

    def inside(self) -> ComposeResult:
        """The parts."""
        yield from self.line_to_type()
        yield Label("", id="narrowed", markup=False)
        columns = tuple(Column(each.heading and self.words(each.heading), each.width, each.right) for each in self.COLUMNS)
        yield Rows(columns, empty=self.words(self.EMPTY), id="rows")
        yield Label("", id="chosen", markup=False)

    def show_listed(self, listed: Sequence[Listed]) -> None:
        """Everything that can be found here; the cursor stays where it was."""
        self.listed = tuple(listed)
        self.narrow()

    def narrow(self) -> None:
        """Whatever has every word typed, in the group chosen."""
        rows, wanted = self.query_one(Rows), fold(self.typed).split()
        grouped = (each for each in self.listed if self.group.value in (ALL, *each.groups))
        found = [each.line for each in grouped if each.has(wanted)]
        under = rows.line.key if rows.line else None
        rows.show(found, next((place for place, each in enumerate(found) if each.key == under), 0))
        said = [self.words(N_("{count} of {total}"), count=len(found), total=len(self.listed))]
        if self.group.value != ALL:
            said.append(harmless(self.group.label))
        self.query_one("#narrowed", Label).update(" · ".join(said))
        if not found:
            self.query_one("#chosen", Label).update("")

    @on(Rows.Reached)
    def _reached(self, event: Rows.Reached) -> None:
        said = next((each.said for each in self.listed if each.line == event.line), ())
        self.query_one("#chosen", Label).update("\n".join(map(harmless, said)))

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        self.open_line(event.line.key)

    def open_line(self, key: str) -> None:
        """What Enter does."""
        raise NotImplementedError

    def groups(self) -> Sequence[Choice]:
        """What the list can be narrowed to."""
        raise NotImplementedError

    def action_filter(self) -> None:
        """F6."""
        choices = [Choice(ALL, self.words(N_("All of them"))), *self.groups()]
        self.app.push_screen(Search(self.words(N_("Filter")), choices, current=self.group.value), self._filtered)

    def _filtered(self, chosen: str | None) -> None:
        if chosen is not None:
            self.group = next((each for each in self.groups() if each.value == chosen), Choice(ALL, ""))
            self.narrow()
