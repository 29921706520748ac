"""The flags that a file raises: every clause that is met, or may be, gathered by what it rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from cadre_ledger.projections.rulings import Ruling
from cadre_ledger.rulebook.clause import Consequence
from cadre_ledger.rulebook.rulebook import Rulebook
from cadre_ledger.rulebook.weighing import Weighed
from cadre_ledger.values.citations import ClauseRef, FlagName, KnownFrom, Severity, capped
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.verdicts import Truth


@dataclass(frozen=True, slots=True)
class Root:
    """The entry that a flag stands or falls with, the day it holds from, and the line where it is of a list."""

    entry: int
    day: PartialDate
    line: int | None = None

    @property
    def named(self) -> str:
        """As an id ends: `31`, or `31-4`."""
        return str(self.entry) if self.line is None else f"{self.entry}-{self.line}"


Roots = Mapping[int, Root]
"""By entry: what a flag may rest on."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One clause with a consequence: the text it stands in, how it was weighed as a whole and in parts, about which post."""

    ruling: Ruling
    clause: Any
    weighed: Weighed
    parts: tuple[Weighed, ...] = ()
    position: str | None = None

    @property
    def then(self) -> Consequence:
        """What it opens when it is met."""
        then: Consequence = self.clause.then
        return then

    @property
    def ref(self) -> ClauseRef:
        """How it is cited."""
        return self.ruling.ref(self.clause)


@dataclass(frozen=True, slots=True)
class Opening:
    """A clause that is met, or may be: how well it is known, and what the flag rests on."""

    by: Tried
    known_from: KnownFrom
    root: Root

    @property
    def severity(self) -> Severity:
        """As heavy as the clause says, if its text is known well enough."""
        return capped(self.by.then.severity, self.known_from)

    @property
    def id(self) -> str:
        """Family and root: it survives a corrected figure and a replaced regulation."""
        return f"{self.by.then.flag.value}-{self.root.named}"


@dataclass(frozen=True, slots=True)
class Flag:
    """One flag of a person: all clauses that open it, certain ones first, then the heaviest."""

    id: str
    name: FlagName
    root: Root
    openings: tuple[Opening, ...]

    @property
    def main(self) -> Opening:
        """The clause that is cited for it."""
        return self.openings[0]

    @property
    def status(self) -> Truth:
        """Up, or not to be ruled out."""
        return self.main.by.weighed.truth

    @property
    def perhaps(self) -> Opening | None:
        """A heavier clause that cannot be ruled out."""
        heavier = (each for each in self.openings[1:] if each.severity.weight > self.main.severity.weight)
        return next(heavier, None)


def opening(rulebook: Rulebook, tried: Tried, roots: Roots, as_of: date) -> Opening | None:
    """What a clause opens; nothing when it is not met, or rests on nothing that was recorded."""
    resting = [roots[entry] for entry in tried.weighed.evidence if entry in roots]
    if tried.weighed.truth is Truth.NOT or not resting:
        return None
    # The last thing that happened made the clause apply: an earlier flag about earlier things stays its own.
    root = max(resting, key=lambda each: (each.day.last, each.entry))
    return Opening(tried, tried.ruling.known_from(rulebook, tried.clause, as_of), root)


def flags(openings: Iterable[Opening]) -> tuple[Flag, ...]:
    """Openings gathered by identity, in the order of their roots."""
    ordered = sorted(openings, key=lambda each: (each.root.entry, each.id, *_order(each)))
    return tuple(_flag(tuple(several)) for _, several in groupby(ordered, key=lambda each: each.id))


def _order(each: Opening) -> tuple[bool, int, str]:
    return each.by.weighed.truth is not Truth.APPLIES, -each.severity.weight, str(each.by.ref)


def _flag(openings: tuple[Opening, ...]) -> Flag:
    main = openings[0]
    return Flag(main.id, main.by.then.flag, main.root, openings)
