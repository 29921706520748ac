"""The rulebook: every adopted text, when it is in force, and how well it is known."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from cadre_ledger.procedures.answers import RegulationPart
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.rulebooks import in_force, known, rules_list
from cadre_ledger.procedures.telling.clauses import SIGNS, all_known_said
from cadre_ledger.tui.dialogs.choose import Choice
from cadre_ledger.tui.screens.short_list import Listed, ShortList
from cadre_ledger.tui.widgets.rows import Column, Line
from cadre_ledger.values.citations import KnownFrom
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.verdicts import Truth
from cadre_ledger.wording.catalogue import N_, Words
from cadre_ledger.wording.terms import term

Text = tuple[RegulationPart, Truth, Mapping[KnownFrom, int]]
"""A text, whether it is in force on the day, and how many clauses of it are known how well."""
IN_FORCE = {
    Truth.APPLIES: N_("◆ in force"),
    Truth.NOT: N_("○ not in force"),
    Truth.UNDETERMINED: N_("? unknown"),
}


class Rules(ShortList):
    """Choose a text to read its clauses."""

    TITLE_SAID: ClassVar[str] = N_("Rulebook")
    SAYS: ClassVar[str] = N_(
        "Every text that this ledger has adopted, by which votes and people are judged. ◆ is in force on the day, ○ is not, "
        "? cannot be told. ✓ ≈ ? count its clauses known from the text, from the press, and not verified. Enter shows its clauses."
    )
    FIND: ClassVar[str] = N_("Find: a part of the title, the number, who issued it")
    EMPTY: ClassVar[str] = N_("No such text has been adopted. Type less, or F6 to widen the list.")
    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column(N_("On the day"), 16),
        Column(N_("Regulation"), 17),
        Column(N_("Title")),
        Column(N_("Known"), 9),
        Column("#", 5, right=True),
    )

    def load(self) -> None:
        """Ask for all of them."""
        self.ask("rules", _texts)

    def answered_rules(self, texts: Sequence[Text]) -> None:
        """Show them."""
        self.show_listed([self._listed(each) for each in texts])

    def _listed(self, text: Text) -> Listed:
        part, force, clauses = text
        title, force_said = part.title[self.words.language], self.words(IN_FORCE[force])
        signs = " ".join(f"{SIGNS[each]}{count}" for each, count in clauses.items())
        adopted = N_("Adopted from {day}, entry #{entry}.")
        below = (
            title,
            f"{part.issuer} · {term(self.words, 'authority', part.authority)} · {force_said} {dates_said(self.words, part)}",
            f"{all_known_said(self.words, clauses)}. {self.words(adopted, day=_day(self.words, part.effective_on), entry=part.entry)}",
        )
        line = Line(f"{part.id}#{part.digest}", (force_said, part.id, title, signs, str(part.entry)), "quiet" if force is Truth.NOT else "")
        return Listed(line, below, frozenset({f"force:{force}", f"authority:{part.authority}"}))

    def groups(self) -> Sequence[Choice]:
        """In force or not, then whose."""
        return [
            *(Choice(f"force:{each}", self.words(label)) for each, label in IN_FORCE.items()),
            *(Choice(f"authority:{each}", term(self.words, "authority", each)) for each in ("state", "party", "product")),
        ]

    def open_line(self, key: str) -> None:
        """Its clauses."""
        regulation, _, digest = key.partition("#")
        self.frame.show_text(regulation, digest)


def dates_said(words: Words, part: RegulationPart) -> str:
    """From when to when; a question mark where the first day is not known."""
    end = f" – {_day(words, part.in_force_to)}" if part.in_force_to else ""
    return words(N_("(from {start}{end})"), start=_day(words, part.in_force_from), end=end)


def _day(words: Words, day: str | None) -> str:
    return words.day(PartialDate.parse(day)) if day else "?"


def _texts(desk: Desk) -> tuple[Text, ...]:
    return tuple((each, in_force(desk, each.digest), known(desk, each.digest)) for each in rules_list(desk).regulations)
