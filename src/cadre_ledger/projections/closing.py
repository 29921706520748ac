"""What is still in a unit on the day of its closing, or comes into it later: units under it, posts in it that are held."""

from collections.abc import Iterable, Iterator
from typing import Any

from cadre_ledger.projections.files import CadreFile, PositionDossier, UnitDossier
from cadre_ledger.projections.source import Source
from cadre_ledger.values.dates import PartialDate


def units_under(source: Source, unit: str, on: PartialDate) -> Iterator[str]:
    """The units that stand under it and are not closed by the day."""
    for code in source.keys_of("unit"):
        dossier: UnitDossier = source.get(("unit", code))
        closed = dossier.closed_on is not None and _came(dossier.closed_on, on)
        if not closed and any(each.parent == unit for each in _from(dossier.parents, on)):
            yield code


def posts_held(source: Source, unit: str, on: PartialDate) -> Iterator[tuple[str, str]]:
    """Who holds which position in it, and has not left it by the day."""
    for cadre in source.keys_of("file"):
        file: CadreFile = source.get(("file", cadre))
        for line in file.posts:
            if line.until is not None and _came(line.until, on):
                continue
            position: PositionDossier = source.get(("position", line.position))
            if any(each.unit == unit for each in _from(position.definitions, on)):
                yield cadre, line.position


def _from(dated: Iterable[Any], on: PartialDate) -> Iterator[Any]:
    """What holds on the day, and what follows it."""
    in_order = sorted(dated, key=lambda each: PartialDate.parse(each.effective_on))
    come = [each for each in in_order if _came(each.effective_on, on)]
    yield from come[-1:]
    yield from in_order[len(come) :]


def _came(day: str, on: PartialDate) -> bool:
    """Whether a day has come by the other, or may have."""
    return PartialDate.parse(day).first <= on.last
