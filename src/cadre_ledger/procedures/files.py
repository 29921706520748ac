"""What reports ask of the files: the posts of a day with their units, and whether someone was told."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from cadre_ledger.procedures import answers
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.projections import holders
from cadre_ledger.projections.dossiers import CadreDossier
from cadre_ledger.projections.file_facts import definition_on
from cadre_ledger.projections.files import CadreFile, UnitDossier
from cadre_ledger.projections.standing import people
from cadre_ledger.rulebook.weighing import standing
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import NotFound
from cadre_ledger.values.verdicts import Truth

Notice = tuple[Literal["provisional", "notified"], str | None]


def cadres(desk: Desk) -> Iterator[CadreDossier]:
    """Everyone who has a file of their own, in the order of codes."""
    for code in desk.source.keys_of("cadre"):
        dossier: CadreDossier = desk.source.get(("cadre", code))
        if dossier.merged_into is None:
            yield dossier


def files_of(desk: Desk, cadre: str) -> tuple[CadreFile, ...]:
    """A person's file and those of everyone merged into it."""
    found = (desk.source.get(("file", code)) for code in people(desk.source, cadre))
    return tuple(file for file in found if file is not None)


def places(desk: Desk, files: Iterable[CadreFile], day: date) -> tuple[answers.PlacePart, ...]:
    """The posts held on a day, or of which it cannot be told."""
    return tuple(each for file in files for each in _places(desk, file, day))


def _places(desk: Desk, file: CadreFile, day: date) -> Iterator[answers.PlacePart]:
    for line in file.posts:
        until = PartialDate.parse(line.until) if line.until else None
        truth = standing(PartialDate.parse(line.since), until, day).truth
        if truth is not Truth.NOT:
            definition = definition_on(desk.source.get(("position", line.position)), day)
            yield answers.PlacePart(
                position=line.position,
                title=definition.title,
                unit=definition.unit,
                status="applies" if truth is Truth.APPLIES else "undetermined",
            )


def unit(desk: Desk, code: str) -> UnitDossier:
    """A unit, or `NotFound`."""
    found: UnitDossier | None = desk.source.get(("unit", code))
    if found is None:
        raise NotFound(Code.NO_UNIT, unit=code)
    return found


def unit_name(desk: Desk, code: str, day: date) -> str:
    """What a unit was called on a day; before its first recorded day, what it was called then."""
    return unit(desk, code).name_on(day)


def units_under(desk: Desk, code: str, day: date) -> frozenset[str]:
    """A unit and everything that stood under it on a day."""
    return holders.units_under(desk.source, unit(desk, code).code, day)


def _by(day: str, as_of: date) -> bool:
    return PartialDate.parse(day).first <= as_of


def told(files: Iterable[CadreFile], entry: int, day: date) -> Notice:
    """Whether a person had been told of an entry by a day; before that, all that follows from it is provisional."""
    days = [line.told_on for file in files for line in file.told if line.of_entry == entry and _by(line.told_on, day)]
    return ("notified", min(days, key=PartialDate.parse)) if days else ("provisional", None)
