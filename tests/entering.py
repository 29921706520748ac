"""Forms filled in for tests: an office with a body, someone who types, and what came of it."""

import atexit
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cadre_ledger.domain.bodies import EstablishBody
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.entries.form import Looked
from cadre_ledger.procedures.entries.forms import FORMS
from cadre_ledger.procedures.entries.trying import Tried, tried
from cadre_ledger.procedures.entries.typed import Typed
from cadre_ledger.procedures.recording import record
from cadre_ledger.values.findings import Finding, Place
from cadre_ledger.wording.catalogue import Words
from councils import RES_96, TODAY, copied, desk, do
from ledgers import author
from offices import office as province
from offices import vote
from staffing import CRITERIA, office

ENGLISH, VIETNAMESE = Words("en"), Words("vi")
TRAINING = {"cadre": "TH-1", "category": "theory", "level": "advanced", "programme": "Cao cấp lý luận", "completed_on": "30/06/2024"}
DISCIPLINE = {"cadre": "TH-1", "line": "party", "form": "reprimand", "decision_no": "12-QĐ/UBKT", "decided_on": "10/02/2025"}
ASSESSMENT = {"cadre": "TH-1", "period": "2025", "assessor": "Hội đồng", "capacity": "superior"} | {
    f"score_{name}": str(most) for name, most in CRITERIA.items()
}
REPLACEMENT = {"decision": "kept", "when": "15/01/2025", "by": "HĐND tỉnh", "reason": "đã khắc phục"}
SESSION = {"session": "BB-1", "body": "HDND-XA", "held_on": "20/12/2023", "basis": RES_96, "source": "Biên bản 12"}
BALLOTS = {"issued": "25", "collected": "25"}
MARKS = ("high", "confidence", "low", "invalid")


def row(number: int, name: str, *marks: object, position: str = "") -> Typed:
    """One row of a survey as it is typed."""
    cells = {"name": name, "position": position, **dict(zip(MARKS, marks, strict=False))}
    return {f"{number}.{column}": str(cell) for column, cell in cells.items()}


VOTE = {**SESSION, **BALLOTS, **row(1, "Nguyễn Văn A", 20, 3, 1, 1, position="Chủ tịch"), **row(2, "Trần Thị B", 5, 6, 14, 0)}
COMPLETE: Mapping[str, Typed] = {"training": TRAINING, "discipline": DISCIPLINE, "assessment": ASSESSMENT, "vote": VOTE}


@cache
def _xa() -> Directory:
    made = Path(tempfile.mkdtemp(prefix="entering-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    directory = office(made / "a.ledger")
    do(directory, EstablishBody(on=TODAY, body="HDND-XA", name="HĐND xã Thử"))
    return directory


def xa(path: Path) -> Directory:
    """The office of `staffing`, and a body that votes."""
    return copied(_xa(), path)


def flagged(path: Path) -> tuple[Directory, str]:
    """A province in which a vote has raised a flag; and the flag."""
    directory = province(path)
    entry = vote(directory, ("Nguyễn Văn Mẫu", 10, 10, 30), ("Trần Thị Thử", 40, 10, 0))
    return directory, f"low_confidence_majority-{entry}-1"


@dataclass(frozen=True)
class Typist:
    """Someone who fills in one form."""

    directory: Directory
    name: str

    def looked(self, typed: Typed, **more: Any) -> Looked:
        with desk(self.directory) as opened:
            return FORMS[self.name].looked_at(opened, typed, **more)

    def found(self, typed: Typed, **more: Any) -> list[tuple[str, str]]:
        """The findings: where, and which."""
        return [(str(each.place), each.code.name) for each in self.looked(typed, **more).findings]

    def hints(self, typed: Typed, words: Words = ENGLISH) -> dict[str, str]:
        """The hints by place, as they are said."""
        return {str(each.place): each.said(words) for each in self.looked(typed).hints}

    def fields(self, typed: Typed) -> list[str]:
        with desk(self.directory) as opened:
            return [each.name for each in FORMS[self.name].fields_for(opened, typed)]

    def told(self, typed: Typed, finding: Finding, words: Words) -> str:
        with desk(self.directory) as opened:
            return FORMS[self.name].told(words, opened, typed, finding).what

    def tried(self, typed: Typed) -> Tried:
        with desk(self.directory) as opened, Ledger.open(self.directory) as ledger:
            return tried(ledger, opened, FORMS[self.name], typed, TODAY, author())

    def suggested(self, name: str, text: str, typed: Typed | None = None, words: Words = ENGLISH) -> list[tuple[str, str]]:
        with desk(self.directory) as opened:
            found = FORMS[self.name].suggestions(opened, typed or {}, name, text)
        return [(each.value, each.label.said(words)) for each in found]

    def record(self, typed: Typed) -> list[dict[str, Any]]:
        """Record it; the bodies of its events."""
        with desk(self.directory) as opened:
            commands = FORMS[self.name].commands(opened, typed, TODAY)
        with Ledger.open(self.directory) as ledger:
            records = record(ledger, commands, author()).records
        return [{"topic": each.event.topic, "on": str(each.effective_on), **each.event.model_dump(mode="json")} for each in records]


def at(column: str, line: int | None = None) -> Place:
    return Place(row=line, column=column)
