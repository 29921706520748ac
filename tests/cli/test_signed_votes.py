"""A paper vote typed where people sign: the vote knows them as its committee does, by name or by code."""

from pathlib import Path

import pytest

from cadre_ledger.values.codes import Code
from rooms import ROWS, Room, convened, sealing


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """A vote whose ballots are announced."""
    return convened(tmp_path_factory.mktemp("signed"))


def test_counters_are_named_as_the_committee_names_them_and_the_chair_certifies(room: Room) -> None:
    for code in ("KP-01", "KP-02"):
        room.done("vote", "count", "S1", *ROWS, by=code, typed=sealing(code) + "\n")
    stack = room.terminal("vote", "sitting", "S1", "--json").json["batches"][0]
    assert stack["locked_by"] == ["Đỗ Văn Đếm", "KP-02"]
    room.done("vote", "compare", "S1", by="KP-02", typed="".join(f"{sealing(code)}\n" for code in ("KP-01", "KP-02")))

    refused = room("vote", "certify", "S1", "--minutes", "12/BB", "--yes", by="TK-01")
    assert (refused.status, Code.ROLE_MAY_NOT.value in refused.words) == (4, True)
    room.done("vote", "certify", "S1", "--minutes", "12/BB", "--yes", by="CT-01")
    assert room.terminal("vote", "sitting", "S1", "--json").json["certified_by"] == "Lý Thị Chủ"

    annul = ("vote", "annul", "S1", "--reason", "sai quy trình", "--yes")
    assert Code.SECOND_PERSON.value in room(*annul, by="CT-01").words
    assert Code.SECOND_KEY_MISSING.value in room(*annul, "--with", "KP-01", by="CT-01").words
    assert Code.NAMED_ANOTHER.value in room(*annul, "--with", "KP-01", by="CT-01 TK-01").words
    room.done(*annul, by="CT-01 TK-01")
    assert "Trần Thị Thư" in room.terminal("history", "log", "--format", "jsonl").data.decode().splitlines()[-1]
    assert room.terminal("doctor").status == 0


def test_a_paper_is_issued_by_those_whose_role_it_is_under_their_signature(room: Room, tmp_path: Path) -> None:
    issue = ("vote", "paper", "S1", "--kind", "minutes", "-o", tmp_path / "bien-ban.pdf", "--issue")

    said = room(*issue, by="CT-01")
    assert (said.status, (tmp_path / "bien-ban.pdf").exists()) == (4, False)
    assert Code.ROLE_MAY_NOT.value in said.words
    room.done(*issue, by="TK-01")

    (paper,) = room.terminal("vote", "papers", "S1", "--json").json["papers"]
    assert (paper["actor"], paper["paper"], paper["format"]) == ("TK-01", "minutes", "pdf")
    assert room.terminal("doctor").status == 0
