"""An invented province with two offices: posts, a period with assessments and decisions, a vote, and flags; for reports."""

from pathlib import Path
from typing import Any

from cadre_ledger.domain.cadres import RegisterCadre
from cadre_ledger.domain.periods import OpenPeriod
from cadre_ledger.domain.positions import DefinePosition
from cadre_ledger.domain.posts import Appoint
from cadre_ledger.domain.shapes import Command
from cadre_ledger.domain.units import EstablishUnit
from cadre_ledger.ledger.directory import Directory
from councils import council, do

ONE, TWO, THREE, FOUR = "C000001", "C000002", "C000003", "C000004"
CRITERIA = ("politics", "ethics", "working", "organisation", "duties", "results")


def make(kind: type[Command], **fields: Any) -> Command:
    """A command of an ordinary day."""
    return kind.model_validate({"on": "2026-05-10"} | fields)


def office(path: Path) -> Directory:
    """Two units, one under the other, and four officials in three posts."""
    directory = council(path, "party")
    do(
        directory,
        make(EstablishUnit, unit="U1", name="Sở Nội vụ", on="2010"),
        make(EstablishUnit, unit="U2", name="Phòng Cán bộ", parent="U1", on="2010"),
        *(
            make(DefinePosition, post={"position": code, "title": title, "group": "department", "unit": unit}, on="2010")
            for code, title, unit in (("P1", "Giám đốc Sở", "U1"), ("P2", "Phó Giám đốc Sở", "U1"), ("P3", "Trưởng phòng", "U2"))
        ),
        *(make(RegisterCadre, name=name) for name in ("Nguyễn Văn Mẫu", "Trần Thị Thử", "Lê Văn Ví Dụ", "Phạm Thị Giả Định")),
        *(make(Appoint, cadre=cadre, position=post, since="2020-03-01") for cadre, post in ((ONE, "P1"), (TWO, "P2"), (THREE, "P3"))),
        make(
            OpenPeriod,
            period="2025",
            begins="2025-01-01",
            ends="2025-12-31",
            criteria_set="criteria-100",
            basis="vn/366-QD-TW-2025",
            on="2025-11-01",
        ),
    )
    return directory
