"""Founding: entry 1, the rulebook of the authority, and nothing left behind by a plan that cannot be."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from cadre_ledger.procedures.founding import Plan, found
from cadre_ledger.procedures.rulebooks import rules_list
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import LedgerError
from councils import NAMESPACE, NOW, PARTY_96, RES_35, RES_85, RES_96, council, desk, names
from ledgers import Clock, everything


def plan(path: Path, **changed: Any) -> Plan:
    fields = {"path": path, "name": None, "authority": "state", "rulebook": None, "language": "vi"}
    return Plan(**(fields | changed))


def refused(path: Path, **changed: Any) -> Code:
    with pytest.raises(LedgerError) as error:
        found(plan(path, **changed), NAMESPACE, "tester", "key", Clock(NOW))
    return error.value.code


@pytest.mark.parametrize(
    ("authority", "votes"),
    [
        ("state", [RES_35, RES_85, RES_96, "product/votes-1"]),
        ("party", ["vn/262-QD-TW-2014", PARTY_96, "product/votes-1"]),
    ],
)
def test_a_ledger_begins_with_its_founding_and_the_rulebook_of_its_authority(tmp_path: Path, authority: str, votes: list[str]) -> None:
    directory = council(tmp_path / "hdnd.ledger", authority)

    with desk(directory) as opened:
        listed = rules_list(opened)
    assert [each.id for each in listed.regulations if each.id in votes] == votes
    assert names(directory) == ["charter.founded/1", *["regulation.adopted/1"] * len(listed.regulations), "rulebook.amended/1"]
    assert listed.rulebook.name == f"vn-{authority}"
    assert (opened.founding.name, opened.founding.authority, opened.founding.time_zone) == ("Hội đồng", authority, "Asia/Ho_Chi_Minh")


def test_the_rulebook_can_be_another_than_that_of_the_authority(tmp_path: Path) -> None:
    directory, _ = found(plan(tmp_path / "a.ledger", rulebook="vn-party"), NAMESPACE, "tester", "key", Clock(NOW))

    assert directory.founding().authority == "state"
    with desk(directory) as opened:
        assert opened.rulebook.name == "vn-party"


def test_a_regulation_rules_from_its_day_in_force_or_else_from_the_day_of_founding(tmp_path: Path) -> None:
    with desk(council(tmp_path / "a.ledger")) as opened:
        days = {each.id: (each.effective_on, each.in_force_from, each.in_force_to) for each in rules_list(opened).regulations}

    assert days[RES_96] == ("2023-07-01", "2023-07-01", None)
    assert days[RES_85] == ("2026-05-10", None, "2023-07-01")


def test_the_name_is_that_of_the_directory_unless_one_is_given(tmp_path: Path) -> None:
    directory, _ = found(plan(tmp_path / "Vĩnh Phúc.ledger"), NAMESPACE, "tester", "key", Clock(NOW))

    assert directory.founding().name == "Vĩnh Phúc"
    assert directory.founding().origin == "vinh-phuc-0b8a6c52"
    assert tomllib.loads(directory.settings.read_text("utf-8")) == {
        "origin": "vinh-phuc-0b8a6c52",
        "name": "Vĩnh Phúc",
        "time_zone": "Asia/Ho_Chi_Minh",
        "language": "vi",
    }


def test_the_first_day_is_that_of_the_ledgers_own_time_zone(tmp_path: Path) -> None:
    late = NOW.replace(hour=20)
    here, there = tmp_path / "a.ledger", tmp_path / "b.ledger"
    for path, zone in ((here, "Asia/Ho_Chi_Minh"), (there, "Europe/Paris")):
        found(plan(path, time_zone=zone), NAMESPACE, "tester", "key", Clock(late))

    with desk(council(tmp_path / "c.ledger", clock=Clock(late))) as opened:
        assert {each.effective_on for each in rules_list(opened).regulations if each.id == RES_85} == {"2026-05-11"}


@pytest.mark.parametrize("zone", ["Nowhere/City", "", "Asia", "../../etc/passwd", "Asia/Ho_Chi_Minh\0"])
def test_a_time_zone_that_is_none_founds_nothing(tmp_path: Path, zone: str) -> None:
    assert refused(tmp_path / "a.ledger", time_zone=zone) is Code.FIELD_INVALID
    assert list(tmp_path.iterdir()) == []


def test_a_rulebook_that_is_not_shipped_founds_nothing(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.ledger", rulebook="../regulations/vn/96-2023-QH15") is Code.NO_RULEBOOK
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "code"), [("\x1b[31m", Code.TEXT_FORBIDDEN_CHARACTER), (" ", Code.TEXT_EMPTY), ("a" * 201, Code.TEXT_TOO_LONG)]
)
def test_a_name_that_is_no_name_founds_nothing(tmp_path: Path, name: str, code: Code) -> None:
    assert refused(tmp_path / "a.ledger", name=name) is code
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_is_founded_once(tmp_path: Path) -> None:
    directory = council(tmp_path / "a.ledger")
    before = everything(directory)

    assert refused(tmp_path / "a.ledger") is Code.ALREADY_FOUNDED
    assert everything(directory) == before


def test_a_name_without_a_latin_letter_still_gives_an_origin(tmp_path: Path) -> None:
    directory, _ = found(plan(tmp_path / "a.ledger", name="议会"), NAMESPACE, "tester", "key", Clock(NOW))

    assert directory.founding().origin.endswith("-0b8a6c52")
