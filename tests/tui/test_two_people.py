"""Who is before the machine, and what two people sign: each with their own passphrase, at the moment of the act."""

from pathlib import Path

import pytest

from cadre_ledger.domain.actors import Role
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.desk import Clocks, Desk
from cadre_ledger.procedures.enrolling import Enrolment, Workshop, enrol
from cadre_ledger.procedures.keys import Keys, Random, unlocked
from cadre_ledger.procedures.recording import Author
from cadre_ledger.procedures.signatures import findings
from cadre_ledger.values.records import Record
from councils import NOW
from holding import held, reached
from ledgers import TODAY, Clock
from other_ways import head
from screens import Sitting, sitting
from sittings import CHAIR, ONE

PEOPLE = {
    "CT-01": (CHAIR, Role.CHAIR),
    "TK-01": ("Trần Thị Thư", Role.SECRETARY),
    "KP-01": (ONE, Role.COUNTING_COMMITTEE),
    "TT-01": ("Ngô Văn Tra", Role.INSPECTOR),
}


def passphrase(code: str) -> str:
    return f"cum tu cua {code}"


def chance(number: int) -> Random:
    """Each time the same, and for everyone another."""
    return lambda size: bytes([number + 1]) * size


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"CADRE_LEDGER_KEYS": str(tmp_path / "keys")}


@pytest.fixture
def directory(tmp_path: Path, environment: dict[str, str]) -> Directory:
    """A council that has opened a vote, and whose people sign from now on."""
    return signing(held(tmp_path / "a.ledger", "opened"), environment)


def signing(directory: Directory, environment: dict[str, str]) -> Directory:
    """Its people are enrolled."""
    keys = Keys.of(directory, environment)
    with Ledger.open(directory) as ledger:
        for number, (code, (name, role)) in enumerate(PEOPLE.items()):
            signers = unlocked(ledger, keys, ("CT-01",), passphrase) if number else ()
            author = Author("CT-01" if number else "founder", f"enrol-{code}", Clock(NOW), signers=signers)
            workshop = Workshop(keys, chance(number), cost=2)
            enrol(ledger, workshop, Enrolment(code, name, (role,)), passphrase(code), author, TODAY)
    return directory


def last(directory: Directory) -> Record[object]:
    with Ledger.open(directory) as ledger:
        return ledger.read("session/S1")[-1]


async def signs(someone: Sitting, code: str) -> None:
    """Whoever is asked for a passphrase types it; it is never shown."""
    assert f"Passphrase of {code}" in someone.text
    await someone.type(passphrase(code))
    assert passphrase(code) not in someone.text
    await someone.press("enter")


async def annulled(someone: Sitting, second: str) -> None:
    """The annulment is typed, shown and confirmed; then it is asked who signs."""
    await someone.press("f4", "4", "enter", "f2", "4")
    for text in (second, "sai quy trình"):
        await someone.type(text)
        await someone.press("enter")
    await someone.press("f9", "enter")
    await someone.type("S1")
    await someone.press("enter")
    await someone.settle()


async def test_an_annulment_is_signed_by_both_whom_it_names(directory: Directory, environment: dict[str, str]) -> None:
    async with sitting(directory, "en", actor="CT-01", environment=environment) as someone:
        await annulled(someone, "Trần Thị Thư")
        await signs(someone, "CT-01")
        await signs(someone, "TK-01")
        assert "! vote annulled" in someone.text

    signature = last(directory).signature
    assert signature is not None
    assert [mark.actor for mark in signature.marks] == ["CT-01", "TK-01"]
    with Desk.open(directory, Clocks(), NOW) as desk:
        assert list(findings(desk)) == []


@pytest.mark.parametrize("named", ["Ai Đó", "Trần Thị Thu"])
async def test_whoever_is_not_named_so_is_chosen_and_the_refusal_loses_nothing(
    directory: Directory, environment: dict[str, str], named: str
) -> None:
    """A name that differs from the secretary's by a mark alone is another person's."""
    before = head(directory)
    async with sitting(directory, "en", actor="CT-01", environment=environment) as someone:
        await annulled(someone, named)
        await someone.type(passphrase("CT-01"))
        await someone.press("enter")
        assert "Who signs as the second person?" in someone.text
        assert "TT-01" not in someone.text
        await someone.press("2")
        await signs(someone, "TK-01")
        assert "ACT-" in someone.text
        await someone.press("escape")
        assert "sai quy trình" in someone.text
    assert head(directory) == before


async def test_a_certified_result_is_put_right_under_two_signatures(tmp_path: Path, environment: dict[str, str]) -> None:
    directory = signing(held(tmp_path / "a.ledger", "certified"), environment)
    async with sitting(directory, "en", actor="TK-01", environment=environment) as someone:
        await someone.press("f4", "4", "enter", "up", "enter", "f9")
        for text in ("mau: name", "Nguyễn Văn Mẩu", "gõ nhầm"):
            await someone.type(text)
            await someone.press("enter")
        await someone.press("f9", "enter")
        await signs(someone, "TK-01")
        assert "Who signs as the second person?" in someone.text
        await someone.press("1")
        await signs(someone, "CT-01")
        assert "Result of a vote" in someone.text

    signature = last(directory).signature
    assert signature is not None
    assert [mark.actor for mark in signature.marks] == ["TK-01", "CT-01"]


async def test_a_wrong_passphrase_of_the_second_person_records_nothing(directory: Directory, environment: dict[str, str]) -> None:
    before = head(directory)
    async with sitting(directory, "en", actor="CT-01", environment=environment) as someone:
        await annulled(someone, "TK-01")
        await someone.type(passphrase("CT-01"))
        await someone.press("enter")
        await someone.type("falsch")
        await someone.press("enter")
        assert "ACT-202" in someone.text
    assert head(directory) == before


async def test_the_screen_says_who_may_take_the_next_step_and_another_person_signs_in(
    directory: Directory, environment: dict[str, str]
) -> None:
    async with sitting(directory, "en", actor="CT-01", environment=environment) as someone:
        await someone.press("f4", "4", "enter")
        assert "At this machine: CT-01 · Lý Thị Chủ · chair" in someone.text
        assert "! This person may not take this step" in someone.text
        await someone.press("f4", "0")
        assert "TK-01 Trần Thị Thư" in someone.text
        await someone.type("thu")
        await someone.press("enter")
        await signs(someone, "TK-01")
        assert "At this machine: TK-01 · Trần Thị Thư · secretary" in someone.text
        assert "may not" not in someone.text


async def test_who_has_the_wrong_passphrase_does_not_sit_down(directory: Directory, environment: dict[str, str]) -> None:
    async with sitting(directory, "en", actor="CT-01", environment=environment) as someone:
        await someone.press("f4", "0")
        await someone.type("TK-01")
        await someone.press("enter")
        await someone.type("falsch")
        await someone.press("enter")
        assert "Nobody else has signed in" in someone.text
        assert someone.app.seat.actor == "CT-01"


async def test_whose_role_does_not_allow_it_is_refused_before_anything_is_signed(directory: Directory, environment: dict[str, str]) -> None:
    before = head(directory)
    async with sitting(directory, "en", actor="CT-01", environment=environment) as someone:
        await someone.press("f4", "4", "enter", "enter")
        for text in ("34", "29", "2", "3"):
            await someone.type(text)
            await someone.press("enter")
        await someone.press("f9")
        assert "ACT-103" in someone.text or "ACT-" in someone.text
        await someone.press("escape")
        assert "34" in someone.text
    assert head(directory) == before


async def test_while_nobody_is_enrolled_a_name_is_typed_and_nobody_sits_down_over_an_open_form(tmp_path: Path) -> None:
    async with sitting(held(tmp_path / "a.ledger", "opened"), "en") as someone:
        await someone.press("f4", "0")
        assert "It is a claim, and nothing is signed" in someone.text
        await someone.type(CHAIR)
        await someone.press("enter")
        assert someone.app.seat.actor == CHAIR
        await someone.press("f4", "4", "enter", "enter")
        someone.app.ask_person()
        await someone.settle()
        assert "Nobody else can sit down now" in someone.text
        assert someone.app.seat.actor == CHAIR


async def test_drafts_are_of_the_one_who_typed_them(tmp_path: Path) -> None:
    async with sitting(held(tmp_path / "a.ledger", "opened"), "en") as someone:
        await someone.press("f4", "4", "enter", "enter")
        await someone.type("34")
        await someone.press("escape", "escape", "f4", "0")
        await someone.type(CHAIR)
        await someone.press("enter")
        assert "A vote held here" in someone.text
        await someone.press("enter")
        assert "Ballots printed" in someone.text
        assert "34" not in someone.text


async def test_nobody_is_nobody(tmp_path: Path) -> None:
    async with sitting(reached("opened"), "en") as someone:
        await someone.press("f4", "0", "backspace", "enter")
        assert "TEXT-101" in someone.text
        await someone.press("escape")
        assert someone.app.seat.actor == "thư ký"
