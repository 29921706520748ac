"""An invented province with two offices: posts, a period with assessments and decisions, votes and flags; for reports."""

from pathlib import Path
from typing import Any

from cadre_ledger.domain.assessments import Assess
from cadre_ledger.domain.bodies import EstablishBody
from cadre_ledger.domain.cadres import RegisterCadre
from cadre_ledger.domain.classifications import Classify, Notify
from cadre_ledger.domain.periods import OpenPeriod
from cadre_ledger.domain.positions import DefinePosition
from cadre_ledger.domain.posts import Appoint
from cadre_ledger.domain.shapes import Command
from cadre_ledger.domain.units import EstablishUnit
from cadre_ledger.domain.votes import LinkSubject, RecordVote
from cadre_ledger.ledger.directory import Directory
from councils import PARTY_96, council, do

ONE, TWO, THREE, FOUR = "C000001", "C000002", "C000003", "C000004"
CRITERIA = ("ethics", "discipline", "responsibility", "quantity", "progress")


def make(command: type[Command], /, **fields: Any) -> Command:
    """A command of an ordinary day."""
    return command.model_validate({"on": "2026-05-10"} | fields)


def office(path: Path) -> Directory:
    """Two units, one under the other; three officials in posts, and a fourth without."""
    directory = council(path, "party")
    posts = (("P1", "Giám đốc Sở", "U1"), ("P2", "Phó Giám đốc Sở", "U1"), ("P3", "Trưởng phòng", "U2"))
    names = ("Nguyễn Văn Mẫu", "Trần Thị Thử", "Lê Văn Ví Dụ", "Phạm Thị Giả Định")
    period = {"period": "2025", "begins": "2025-01-01", "ends": "2025-12-31", "criteria_set": "criteria-100", "basis": "vn/366-QD-TW-2025"}
    do(
        directory,
        make(EstablishUnit, unit="U1", name="Sở Nội vụ", on="2010"),
        make(EstablishUnit, unit="U2", name="Phòng Cán bộ", parent="U1", on="2010"),
        *(
            make(DefinePosition, post={"position": code, "title": title, "group": "department", "unit": unit}, on="2010")
            for code, title, unit in posts
        ),
        *(make(RegisterCadre, name=name) for name in names),
        *(make(Appoint, cadre=cadre, position=post, since="2020-03-01") for cadre, post in ((ONE, "P1"), (TWO, "P2"), (THREE, "P3"))),
        make(OpenPeriod, on="2025-11-01", **period),
    )
    return directory


def assess(cadre: str, assessor: str, capacity: str, quality: str = "20", on: str = "2025-12-01") -> Command:
    """Five criteria at 10 points each, and the quality: 50 points and those."""
    scores = dict.fromkeys(CRITERIA, "10") | {"quality": quality}
    return make(Assess, cadre=cadre, period="2025", assessor=assessor, capacity=capacity, scores=scores, on=on)


def classify(cadre: str, level: str, decided_on: str = "2025-12-20", **more: Any) -> Command:
    """The authority's decision."""
    return make(Classify, cadre=cadre, period="2025", level=level, decided_on=decided_on, **more)


def tell(directory: Directory, cadre: str, entry: int, told_on: str = "2025-12-22") -> None:
    """The person is told of an entry."""
    do(directory, make(Notify, cadre=cadre, of_entry=entry, told_on=told_on, how="giao trực tiếp"))


def vote(directory: Directory, *rows: tuple[str, int, int, int], session: str = "BP-2024", link: str | None = ONE) -> int:
    """A confidence vote of fifty ballots; its first line is linked; gives the entry of the vote."""
    subjects = [
        {"number": number, "name": name, "position": "Giám đốc Sở", "counts": {"high": high, "confidence": middle, "low": low}}
        for number, (name, high, middle, low) in enumerate(rows, 1)
    ]
    fields: dict[str, Any] = {"session": session, "kind": "confidence", "body": "BCH", "held_on": "2024-07-01", "basis": PARTY_96}
    fields |= {"recorded_from": "minutes", "source": "Biên bản 12", "subjects": subjects, "subjects_total": len(rows)}
    recording = do(
        directory,
        make(EstablishBody, body="BCH", name="Ban Chấp hành", on="2010"),
        make(RecordVote, ballots={"issued": 50, "collected": 50}, **fields),
    )
    if link:
        do(directory, make(LinkSubject, session=session, subject=1, cadre=link, ground="biên bản"))
    return next(each.entry for each in recording.records if each.event.topic == "vote.recorded/1")
