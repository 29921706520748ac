"""Who lacks something of a period: Enter begins what is lacking."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Label

from cadre_ledger.procedures.agenda import untold
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.lacking import assessments_missing
from cadre_ledger.tui.actions import bindings
from cadre_ledger.tui.screens.place import Place
from cadre_ledger.tui.widgets.rows import Column, Line, Rows
from cadre_ledger.wording.catalogue import N_

TITLES = {
    "period": N_("What is missing in {period}"),
    "assessments_missing": N_("Not assessed in {period}"),
    "classifications_missing": N_("Not classified in {period}"),
    "untold": N_("Not told of the decision on {period}"),
}
UNTOLD = "untold"
LACKING = {"assessed": N_("assessment"), "classified": N_("classification")}
WANTED = {"assessments_missing": ("assessed",), "classifications_missing": ("classified",)}
"""What is looked for, where it is not all of it."""


class Due(Place):
    """The people of one task about a period."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("why")
    TITLE_SAID: ClassVar[str] = N_("Who is missing")
    SAYS: ClassVar[str] = N_(
        "Everyone of whom something is missing in a period. Enter records the assessment that is missing; "
        "where another thing is missing it opens the file, as F3 always does."
    )

    def __init__(self, kind: str, period: str) -> None:
        super().__init__()
        self.kind = kind
        self.period = period
        self._not_assessed: frozenset[str] = frozenset()

    def inside(self) -> ComposeResult:
        """How many, and the list."""
        words = self.words
        yield Label("", id="narrowed", markup=False)
        columns = (
            Column(words(N_("Code")), 8),
            Column(words(N_("Name")), 26),
            Column(words(N_("Position"))),
            Column(words(N_("Missing")), 28),
        )
        yield Rows(columns, empty=words(N_("Nobody is missing any more.")), id="people")

    @property
    def title_said(self) -> str:
        """Named after the period."""
        return self.words(TITLES[self.kind], period=self.period)

    def load(self) -> None:
        """Every file is looked into."""
        self.ask("people", self._told if self.kind == UNTOLD else self._lacking)

    def _told(self, desk: Desk) -> tuple[list[Line], frozenset[str]]:
        missing = self.words(N_("not told"))
        lines = [Line(each.code, (each.code, each.name, "–", missing)) for each in untold(desk.remembering(), self.period)]
        return lines, frozenset()

    def _lacking(self, desk: Desk) -> tuple[list[Line], frozenset[str]]:
        wanted = WANTED.get(self.kind, tuple(LACKING))
        said = {name: self.words(label) for name, label in LACKING.items()}
        rows = [row for row in assessments_missing(desk.remembering(), self.period, None) if any(not row[each] for each in wanted)]
        lines = [
            Line(row["code"], (row["code"], row["name"], row["position"], ", ".join(said[each] for each in wanted if not row[each])))
            for row in rows
        ]
        return lines, frozenset(row["code"] for row in rows if not row["assessed"])

    def answered_people(self, answer: tuple[Sequence[Line], frozenset[str]]) -> None:
        """Show them, with the cursor where it was."""
        lines, self._not_assessed = answer
        rows = self.query_one(Rows)
        before = rows.line.key if rows.line else None
        keys = [each.key for each in lines]
        rows.show(lines, keys.index(before) if before in keys else min(rows.cursor, max(0, len(keys) - 1)))
        rows.focus()
        self.query_one("#narrowed", Label).update(self.words(N_("{count} people"), count=len(lines)))

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        if event.line.key in self._not_assessed and self.check_action("record", ()):
            self.frame.open_form("assessment", self.about)
        else:
            self.frame.show_cadre(event.line.key)

    def action_why(self) -> None:
        """F3: the file."""
        line = self.query_one(Rows).line
        if line is not None:
            self.frame.show_cadre(line.key)

    @property
    def about(self) -> dict[str, str]:
        """A form opened here is about the one under the cursor and the period."""
        line = self.query_one(Rows).line
        return {"period": self.period} | ({"cadre": line.key} if line else {})
