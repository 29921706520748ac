"""Files of facts as offices hand them in, and the office that they are about; each kind rests on those before it."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random

from benchmarks import people, writing
from benchmarks.offices import GROUPS
from benchmarks.work import CRITERIA
from cadre_ledger.domain.periods import OpenPeriod
from cadre_ledger.domain.units import EstablishUnit
from cadre_ledger.interchange.tabular import csv_text
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.recording import record

POSTS_IN_UNIT = 20
LEVELS = ("excellent", "good", "good", "completed", "not_completed")
Cells = tuple[object, ...]


def office(path: Path, rows: int) -> Directory:
    """A new ledger with the units and the period that files of so many rows name."""
    directory = writing.founded(path)
    units = [EstablishUnit(on=writing.ON, unit=_unit(first), name=f"Phòng số {_unit(first)}") for first in range(0, rows, POSTS_IN_UNIT)]
    named = {"period": "2025", "begins": "2025-01-01", "ends": "2025-12-31", "criteria_set": "criteria-100", "basis": "product/standing-1"}
    period = OpenPeriod.model_validate({"on": writing.ON, **named})
    with Ledger.open(directory) as ledger:
        record(ledger, [*units, period], writing.author("office"))
    return directory


def file_of(kind: str, rows: int, seed: int = 1) -> bytes:
    """A file of so many rows, of assessments as many as are whole."""
    columns, make = FILES[kind]
    return csv_text(columns, make(rows, Random(seed))).encode()


def _unit(number: int) -> str:
    return f"DV-{number // POSTS_IN_UNIT:05d}"


def _position(number: int) -> str:
    return f"CV-{number:06d}"


def _cadre(number: int) -> str:
    return f"CB-{number:06d}"


def _positions(rows: int, chance: Random) -> Iterator[Cells]:
    for number in range(rows):
        theory = chance.choice(("advanced", "intermediate", None))
        head = "yes" if number % POSTS_IN_UNIT == 0 else "no"
        yield _position(number), people.post(number % POSTS_IN_UNIT), GROUPS[number % len(GROUPS)], _unit(number), theory, head


def _roster(rows: int, chance: Random) -> Iterator[Cells]:
    for number in range(rows):
        known = people.person(chance)
        planned = _position(number - 1) if number % POSTS_IN_UNIT == 1 else None
        yield _cadre(number), known.name, known.born, _unit(number), _position(number), "2021-07-01", "2021-07", "2026-06", planned


def _assessments(rows: int, chance: Random) -> Iterator[Cells]:
    for number in range(rows // len(CRITERIA)):
        for criterion, most in CRITERIA.items():
            yield "2025", _cadre(number), f"Thủ trưởng {_unit(number)}", "superior", criterion, chance.randint(most // 2, most)


def _classifications(rows: int, chance: Random) -> Iterator[Cells]:
    for number in range(rows):
        level, points = chance.choice(LEVELS), f"{chance.randint(40, 99)}.5"
        yield "2025", _cadre(number), level, "2025-12-20", points, f"{number}-QĐ", "Ban Thường vụ Tỉnh uỷ"


def _training(rows: int, chance: Random) -> Iterator[Cells]:
    for number in range(rows):
        day = f"2024-06-{chance.randint(1, 28):02d}"
        yield _cadre(number), "theory", "advanced", "Cao cấp lý luận chính trị", day, "Học viện Chính trị khu vực", "2022-09", 500


def _qualifications(rows: int, chance: Random) -> Iterator[Cells]:
    for number in range(rows):
        yield _cadre(number), "degree", chance.choice(("Đại học", "Thạc sĩ")), str(chance.randint(1995, 2015)), "Quản lý công"


def _discipline(rows: int, chance: Random) -> Iterator[Cells]:
    for number in range(rows):
        form, day = chance.choice(("reprimand", "warning")), f"2025-02-{chance.randint(1, 27):02d}"
        yield _cadre(number), "party", form, f"{number}-QĐ/UBKT", day, "2025-03-01", "Uỷ ban Kiểm tra Tỉnh uỷ", "Thiếu trách nhiệm", "no"


FILES: Mapping[str, tuple[tuple[str, ...], Callable[[int, Random], Iterator[Cells]]]] = {
    "positions": (("position", "title", "group", "unit", "theory_required", "heads_unit"), _positions),
    "roster": (("cadre", "name", "born", "unit", "position", "appointed_on", "term_from", "term_to", "planned_for"), _roster),
    "assessments": (("period", "cadre", "assessor", "capacity", "criterion", "score"), _assessments),
    "classifications": (("period", "cadre", "level", "decided_on", "points", "decision_no", "decided_by"), _classifications),
    "training": (
        ("cadre", "category", "level", "programme", "completed_on", "institution", "started_on", "duration_hours"),
        _training,
    ),
    "qualifications": (("cadre", "kind", "level", "obtained_on", "field"), _qualifications),
    "discipline": (
        ("cadre", "line", "form", "decision_no", "decided_on", "effective_on", "authority", "grounds", "public_duty"),
        _discipline,
    ),
}
"""By kind, in the order in which they can be imported: the columns of a file, and its rows."""
