"""A paper vote typed where people sign: the vote knows them as its committee does, by name or by code."""

import os
from pathlib import Path

import pytest

from cadre_ledger.values.codes import Code
from councils import council
from terminals import Said, Terminal

HELD = "2026-05-10"
COMMITTEE = ("Đỗ Văn Đếm", "KP-02", "Hồ Văn Ba")
PEOPLE = {
    "CT-01": ("Lý Thị Chủ", "chair"),
    "TK-01": ("Trần Thị Thư", "secretary"),
    "KP-01": ("Đỗ Văn Đếm", "counting_committee"),
    "KP-02": ("Vũ Thị Kiểm", "counting_committee"),
}
ROWS = ("--row", "5;5;18;1", "--row", "19;6;4;0")


def passphrase(code: str) -> str:
    return f"cụm từ của {code}"


def sealing(code: str) -> str:
    return f"mật mã của {code}"


class Room:
    """Everyone before one ledger, each with their own key."""

    def __init__(self, path: Path) -> None:
        self.terminal = Terminal(path / "a.ledger", environment={"CADRE_LEDGER_KEYS": str(path / "keys")})

    def __call__(self, *arguments: object, by: str = "", passphrases: tuple[str, ...] = (), typed: str = "") -> Said:
        """Type a command as these actors, the second as cosigner."""
        codes = by.split()
        named = [part for option, code in zip(("--actor", "--cosigner"), codes, strict=False) for part in (option, code)]
        lines = passphrases or tuple(passphrase(code) for code in codes)
        read, write = os.pipe()
        os.write(write, "".join(f"{each}\n" for each in lines).encode())
        os.close(write)
        try:
            return self.terminal(*arguments, *named, "--passphrase-fd", read, typed=typed)
        finally:
            os.close(read)

    def done(self, *arguments: object, by: str = "", passphrases: tuple[str, ...] = (), typed: str = "") -> None:
        """The same, and it must go well."""
        said = self(*arguments, by=by, passphrases=passphrases, typed=typed)
        assert said.status == 0, said.words


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """A vote whose ballots are announced."""
    path = tmp_path_factory.mktemp("signed")
    council(path / "a.ledger", "party")
    room = Room(path)
    room.done("body", "add", "HD", "Hội đồng Thử")
    for code, (name, role) in PEOPLE.items():
        first = code == "CT-01"
        keys = (passphrase(code),) if first else (passphrase("CT-01"), passphrase(code))
        room.done("actor", "enrol", code, name, "--role", role, by="" if first else "CT-01", passphrases=keys)
    subjects = ("--row", "Nguyễn Văn Mẫu;Chủ tịch", "--row", "Lê Thị Hai;Phó Chủ tịch")
    where = ("--body", "HD", "--held-on", HELD, "--place", "Hội trường A", "--basis", "vn/96-QD-TW-2023")
    committee = [part for each in COMMITTEE for part in ("--committee", each)]
    room.done("vote", "convene", "S1", *where, *subjects, *committee, by="TK-01")
    room.done("vote", "open", "S1", "--summoned", 30, "--present", 29, by="TK-01")
    room.done("vote", "box", "S1", "--printed", 29, "--issued", 29, by="TK-01")
    room.done("vote", "announce", "S1", "--collected", 29, "--stack", 29, by="TK-01")
    return room


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
