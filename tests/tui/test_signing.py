"""From the first enrolment on, what is typed into a form is signed before it is recorded."""

from pathlib import Path

import pytest

from cadre_ledger.domain.actors import Role
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.desk import Clocks, Desk
from cadre_ledger.procedures.enrolling import Enrolment, Workshop, enrol
from cadre_ledger.procedures.keys import Keys
from cadre_ledger.procedures.signatures import findings
from cadre_ledger.values.records import Record
from councils import NOW
from ledgers import TODAY, Clock, author
from screens import Sitting, copied, sitting

QUESTION = "Cụm mật khẩu của TK-01:"
PASSPHRASE = "mot hai ba bon"
TRAINED = {"cadre": "C000002", "category": "skills", "programme": "Chuyển đổi số", "completed_on": "2024-05-01"}


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"CADRE_LEDGER_KEYS": str(tmp_path / "keys")}


@pytest.fixture
def directory(tmp_path: Path, environment: dict[str, str]) -> Directory:
    """A copy of the invented council's ledger in which someone is enrolled who is chair and secretary."""
    directory = copied(tmp_path)
    workshop = Workshop(Keys.of(directory, environment), lambda size: b"\x07" * size, cost=2)
    who = Enrolment("TK-01", "Trần Thị Mẫu", (Role.CHAIR, Role.SECRETARY))
    with Ledger.open(directory) as ledger:
        enrol(ledger, workshop, who, PASSPHRASE, author(Clock(NOW), "enrolment"), TODAY)
    return directory


async def trained(someone: Sitting) -> None:
    """A training completion is typed in, and asked to be recorded."""
    someone.app.open_form("training", TRAINED)
    await someone.settle()
    await someone.press("f9", "enter")
    # The question comes with the answer to whether anyone signs here.
    await someone.settle()


def last(directory: Directory) -> Record[object]:
    with Ledger.open(directory) as ledger:
        return ledger.read("training/C000002")[-1]


async def test_a_form_is_recorded_under_a_passphrase_that_is_not_shown(directory: Directory, environment: dict[str, str]) -> None:
    async with sitting(directory, actor="TK-01", environment=environment) as someone:
        await trained(someone)
        assert QUESTION in someone.text
        await someone.type(PASSPHRASE)
        assert PASSPHRASE not in someone.text
        await someone.press("enter")

    signature = last(directory).signature
    assert signature is not None
    assert [mark.actor for mark in signature.marks] == ["TK-01"]
    with Desk.open(directory, Clocks(), NOW) as desk:
        assert list(findings(desk)) == []


async def test_a_wrong_passphrase_records_nothing_and_is_said(directory: Directory, environment: dict[str, str]) -> None:
    with Ledger.open(directory) as ledger:
        head = ledger.head
    async with sitting(directory, actor="TK-01", environment=environment) as someone:
        await trained(someone)
        assert QUESTION in someone.text
        await someone.type("falsch")
        await someone.press("enter")
        assert "ACT-202" in someone.text

    with Ledger.open(directory) as ledger:
        assert ledger.head == head


async def test_who_leaves_the_question_records_nothing_and_keeps_the_form(directory: Directory, environment: dict[str, str]) -> None:
    async with sitting(directory, actor="TK-01", environment=environment) as someone:
        await trained(someone)
        assert QUESTION in someone.text
        await someone.press("escape")
        assert QUESTION not in someone.text
        assert "Chuyển đổi số" in someone.text

    with Ledger.open(directory) as ledger:
        assert all(record.signature is None for record in ledger.read("training/C000002"))


async def test_while_nobody_is_enrolled_nobody_is_asked(tmp_path: Path) -> None:
    directory = copied(tmp_path)
    async with sitting(directory) as someone:
        await trained(someone)
        assert QUESTION not in someone.text

    assert last(directory).event.programme == "Chuyển đổi số"  # type: ignore[attr-defined]
    assert last(directory).signature is None
