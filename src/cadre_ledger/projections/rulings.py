"""Which adopted text rules a day: the text behind a kind of clause, with its digest."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from cadre_ledger.rulebook.clause import ClauseBase
from cadre_ledger.rulebook.regulation import Regulation
from cadre_ledger.rulebook.rulebook import Rulebook
from cadre_ledger.values.citations import ClauseRef, KnownFrom
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.sanctions import Line
from cadre_ledger.values.verdicts import Truth, earliest


@dataclass(frozen=True, slots=True)
class Ruling:
    """A text that rules: the regulation and the digest under which it was adopted."""

    regulation: Regulation
    digest: str

    def ref(self, clause: ClauseBase) -> ClauseRef:
        """How one of its clauses is cited."""
        return self.regulation.ref(clause.id)

    def known_from(self, rulebook: Rulebook, clause: ClauseBase, as_of: date) -> KnownFrom:
        """How well a clause of it is known on a day."""
        return rulebook.known_from(self.digest, clause.id, clause.known_from, as_of)


def ruling(rulebook: Rulebook, kind: type[Any], day: PartialDate, line: Line | None = None) -> Ruling | None:
    """The newest adopted text that has such clauses and was in force on a day.

    Without one that is known to have been in force, the newest whose dates are not known rules.
    """
    found = [each for each in rulings(rulebook, kind, day) if line is None or _on_line(each.regulation, kind, line)]
    return max(found, key=lambda each: newest(each, day), default=None)


def rulings(rulebook: Rulebook, kind: type[Any], day: PartialDate) -> Iterator[Ruling]:
    """Every adopted text that has such clauses and was in force on a day, or may have been."""
    for regulation_id in dict.fromkeys(each.regulation for each in rulebook.adopted):
        chosen = rulebook.chosen(regulation_id, day)
        assert chosen is not None
        regulation = rulebook.regulation(chosen.digest)
        if regulation.of_kind(kind) and regulation.in_force_on(day) is not Truth.NOT:
            yield Ruling(regulation, chosen.digest)


def _on_line(regulation: Regulation, kind: type[Any], line: Line) -> bool:
    return any(each.line is line for each in regulation.of_kind(kind))


def newest(ruling: Ruling, day: PartialDate) -> tuple[bool, date]:
    """A key that puts the newest text known to have been in force on a day last."""
    return ruling.regulation.in_force_on(day) is Truth.APPLIES, ruling.regulation.in_force.start or date.min


def next_ruling(rulebook: Rulebook, kind: type[Any], as_of: date) -> date | None:
    """The next day on which another text may rule: one comes into force or goes out of it, or is adopted from then on."""
    days: list[date | None] = []
    for each in rulebook.adopted:
        regulation = rulebook.regulation(each.digest)
        if regulation.of_kind(kind):
            days += [regulation.in_force.start, regulation.in_force.by, regulation.in_force.end, each.effective_on]
    return earliest(day for day in days if day is not None and day > as_of)
