"""A room in which people sign, each with their own key: a council, its vote, and those who take part in it, at a terminal."""

import os
from pathlib import Path

from cadre_ledger.ledger.directory import Directory
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
        self.path = path
        self.terminal = Terminal(path / "a.ledger", environment={"CADRE_LEDGER_KEYS": str(path / "keys")})

    @property
    def directory(self) -> Directory:
        """The ledger itself."""
        return Directory(self.path / "a.ledger")

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


def convened(path: Path, stage: str = "announced") -> Room:
    """A vote up to this step, in a council where everyone has a key."""
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
    if stage == "announced":
        close(room)
    return room


def close(room: Room) -> None:
    """The box closed, and what came out of it announced."""
    room.done("vote", "box", "S1", "--printed", 29, "--issued", 29, by="TK-01")
    room.done("vote", "announce", "S1", "--collected", 29, "--stack", 29, by="TK-01")
