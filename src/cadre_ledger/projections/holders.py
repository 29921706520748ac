"""Who holds which position of which unit on a day, and which units stand under which."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cadre_ledger.projections.file_facts import definition_on
from cadre_ledger.projections.files import CadreFile, Definition, UnitDossier
from cadre_ledger.projections.source import Source
from cadre_ledger.projections.standing import people
from cadre_ledger.rulebook.weighing import standing
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.verdicts import Truth

Wanted = Callable[[Definition], bool]
"""Whether a position, as it is defined on the day, is one of those asked about."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A position held on a day, or perhaps held, where a day is known to the month or year only."""

    position: str
    defined: Definition
    truth: Truth
    entry: int


@dataclass(frozen=True, slots=True)
class Holder:
    """A person with the positions they hold; the files merged into theirs count as their own."""

    cadre: str
    files: tuple[str, ...]
    holdings: tuple[Holding, ...]

    @property
    def truth(self) -> Truth:
        """Whether they certainly hold one."""
        certain = any(each.truth is Truth.APPLIES for each in self.holdings)
        return Truth.APPLIES if certain else Truth.UNDETERMINED


def holders(
    source: Source, as_of: date, wanted: Wanted | None = None, after: str | None = None, among: Iterable[str] | None = None
) -> Iterator[Holder]:
    """Everyone who holds or may hold a wanted position on the day, once each, by code; being planned for one is not holding it.

    Without `wanted`, everyone of the ledger with whatever they hold; `among` says in order who alone comes into question.
    """
    defined = lru_cache(maxsize=None)(lambda position: definition_on(source.get(("position", position)), as_of))
    merged = source.merged()
    kept = frozenset(merged.values())
    for code in source.keys_of("cadre") if among is None else among:
        if code in merged or (after is not None and code <= after):
            continue
        files = tuple(people(source, code)) if code in kept else (code,)
        read = (source.get(("file", each)) for each in files)
        held = (each for file in read if file is not None for each in _held(file, as_of, defined))
        holder = Holder(code, files, tuple(each for each in held if wanted is None or wanted(each.defined)))
        if holder.holdings or wanted is None:
            yield holder


def _held(file: CadreFile, as_of: date, defined: Callable[[str], Definition]) -> Iterator[Holding]:
    for line in file.posts:
        until = PartialDate.parse(line.until) if line.until else None
        truth = standing(PartialDate.parse(line.since), until, as_of).truth
        if truth is not Truth.NOT:
            yield Holding(line.position, defined(line.position), truth, line.evidence[0].entry)


def in_units(units: Iterable[str]) -> Wanted:
    """The positions of some units."""
    wanted = frozenset(units)
    return lambda defined: defined.unit in wanted


def units_under(source: Source, unit: str, as_of: date) -> frozenset[str]:
    """The unit, and every one that stands under it on the day at any depth."""
    below = defaultdict(list)
    for code in source.keys_of("unit"):
        dossier: UnitDossier = source.get(("unit", code))
        below[dossier.parent_on(as_of)].append(code)
    found: set[str] = set()
    waiting = [unit]
    while waiting:
        each = waiting.pop()
        # Moves of the past may have been recorded in any order: on some day the tree may close to a ring.
        if each not in found:
            found.add(each)
            waiting += below[each]
    return frozenset(found)


def group_named(source: Source, name: str, as_of: date) -> Wanted | None:
    """The positions whose peer group has this name, or else whose group of titles has; None when none has on the day."""
    positions = [definition_on(source.get(("position", code)), as_of) for code in source.keys_of("position")]
    for named in (_peer_group, _titles):
        if any(named(each) == name.upper() for each in positions):
            return lambda defined, named=named: named(defined) == name.upper()  # type: ignore[misc]
    return None


def _peer_group(defined: Definition) -> str | None:
    return defined.peer_group


def _titles(defined: Definition) -> str:
    return defined.group.upper()
