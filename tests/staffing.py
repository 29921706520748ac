"""A small office for tests: units, positions, people, a period; and one good file of each kind about it."""

import atexit
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from cadre_ledger.domain.cadres import MergeCadre, RegisterCadre
from cadre_ledger.domain.periods import ClosePeriod, OpenPeriod
from cadre_ledger.domain.positions import DefinePosition, Post
from cadre_ledger.domain.shapes import Command
from cadre_ledger.domain.units import CloseUnit, EstablishUnit
from cadre_ledger.interchange.tabular import AS_IT_IS, Layout
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.importing_facts import FactOptions, ImportedFacts, import_facts
from cadre_ledger.procedures.recording import Author
from cadre_ledger.values.dates import PartialDate
from councils import NOW, TODAY, copied, council, do, table
from ledgers import Clock

CRITERIA = {"ethics": 10, "discipline": 10, "responsibility": 10, "quantity": 25, "quality": 25, "progress": 20}
"""The most points of each criterion in the shipped set."""

SET_UP: Sequence[Command] = (
    EstablishUnit(on=TODAY, unit="SO-NV", name="Sở Nội vụ"),
    EstablishUnit(on=TODAY, unit="SO-CU", name="Sở Cũ"),
    CloseUnit(on=TODAY, unit="SO-CU", reason="giải thể", units_under=(), posts_held=()),
    *(
        DefinePosition(on=TODAY, post=Post(position=code, title=title, group="gd-so", unit="SO-NV"))
        for code, title in (("GD-SNV", "Giám đốc"), ("PGD-SNV", "Phó Giám đốc"))
    ),
    RegisterCadre(on=TODAY, name="Nguyễn Văn A", born=PartialDate.parse("1970-03"), own_number="TH-1"),
    RegisterCadre(on=TODAY, name="Trần Thị B", own_number="TH-2"),
    RegisterCadre(on=TODAY, name="Tran Thi B", own_number="TH-3"),
    MergeCadre(on=TODAY, cadre="C000003", into="C000002", reason="một người"),
    *(
        OpenPeriod.model_validate(
            {"on": TODAY, "period": year, "begins": f"{year}-01-01", "ends": f"{year}-12-31"}
            | {"criteria_set": "criteria-100", "basis": "product/standing-1"}
        )
        for year in ("2024", "2025")
    ),
    ClosePeriod(on=TODAY, period="2024"),
)
HEADERS: Mapping[str, tuple[str, ...]] = {
    "positions": ("position", "title", "group", "unit", "theory_required", "heads_unit"),
    "roster": ("cadre", "name", "unit", "position", "appointed_on", "born", "term_from", "term_to", "planned_for"),
    "assessments": ("period", "cadre", "assessor", "capacity", "criterion", "score", "on", "comment"),
    "classifications": ("period", "cadre", "level", "decided_on", "points", "decision_no", "decided_by", "reason"),
    "training": ("cadre", "category", "level", "programme", "completed_on", "institution", "started_on", "duration_hours"),
    "qualifications": ("cadre", "kind", "level", "obtained_on", "field", "language"),
    "discipline": ("cadre", "line", "form", "decision_no", "decided_on", "effective_on", "authority", "grounds", "public_duty"),
}
SCORES = {name: str(most) for name, most in CRITERIA.items()} | {"quality": "19,5"}
GOOD: Mapping[str, tuple[tuple[object, ...], ...]] = {
    "positions": (
        ("TP-TC", "Trưởng phòng Tổ chức", "TP", "so-nv", "advanced", "có"),
        ("CV-TC", "Chuyên viên", "cv", "SO-NV", "", ""),
    ),
    "roster": (
        ("TH-1", "Nguyễn Văn A", "SO-NV", "GD-SNV", "01/03/2021", "1970", "2021", "2026", ""),
        ("TH-7", "Lê C", "SO-NV", "PGD-SNV", "03/2022", "1975-06-07", "", "", "GD-SNV"),
    ),
    "assessments": tuple(
        ("2025", cadre, "Hội đồng", "superior", name, score, "", "") for cadre in ("TH-1", "C000002") for name, score in SCORES.items()
    ),
    "classifications": (
        ("2025", "TH-1", "good", "20/12/2025", "84,5", "12-QĐ", "Ban Thường vụ", ""),
        ("2025", "C000002", "Excellent", "2025-12", "", "", "", ""),
    ),
    "training": (
        ("TH-1", "theory", "advanced", "Cao cấp lý luận chính trị", "30/06/2024", "Học viện", "09/2022", "500"),
        ("C000002", "defence", "", "Quốc phòng đối tượng 2", "2023", "", "", ""),
    ),
    "qualifications": (
        ("TH-1", "degree", "Thạc sĩ", "2015", "Quản lý công", ""),
        ("C000002", "language", "B2", "06/2018", "", "Tiếng Anh"),
    ),
    "discipline": (
        ("TH-1", "party", "reprimand", "12-QĐ/UBKT", "10/02/2025", "2025-02-11", "UBKT", "vi phạm", "yes"),
        ("C000002", "state", "dismissal", "44/QĐ-UBND", "2024", "", "", "", "không"),
    ),
}
KINDS = tuple(GOOD)


def office(path: Path) -> Directory:
    """The office in a ledger of its own."""
    return copied(_office(), path)


@cache
def _office() -> Directory:
    made = Path(tempfile.mkdtemp(prefix="office-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    directory = council(made / "a.ledger")
    do(directory, *SET_UP)
    return directory


def file_of(kind: str, *rows: Sequence[object], header: Sequence[str] | None = None) -> bytes:
    """Rows of a kind as a file; without rows, the good file."""
    return table(*(rows or GOOD[kind]), header=header or HEADERS[kind])


def bring(directory: Directory, kind: str, content: bytes, *, file: str = "f.csv", layout: Layout = AS_IT_IS, **more: Any) -> ImportedFacts:
    """Import a file of facts; `dry_run` and `key` are for the import, everything else is an option of it."""
    dry_run: bool = more.pop("dry_run", False)
    key: str = more.pop("key", "")
    options = FactOptions(kind, more.pop("today", TODAY), layout, **more)
    with Ledger.open(directory) as ledger:
        return import_facts(ledger, content, file, options, Author("tester", key, Clock(NOW)), dry_run=dry_run)
