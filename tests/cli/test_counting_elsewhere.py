"""A stack counted on a laptop without the ledger: signed there, taken in here once, and refused by its code in every other case."""

import shutil
from pathlib import Path

import pytest

from rooms import ROWS, Room, convened, sealing
from terminals import Said, Terminal


@pytest.fixture(scope="module")
def announced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("announced")
    room = convened(path)
    assert room.terminal("vote", "handout", "S1", "-o", path / "S1.json").status == 0
    return path


@pytest.fixture
def room(announced: Path, tmp_path: Path) -> Room:
    shutil.copytree(announced, tmp_path / "room")
    return Room(tmp_path / "room")


class Laptop(Room):
    """A machine with the handout and the keys of its owner, and no ledger."""

    def __init__(self, room: Room) -> None:
        assert room.terminal.ledger is not None
        self.room = room.terminal.ledger.parent
        self.terminal = Terminal(None, environment={"CADRE_LEDGER_KEYS": str(self.room / "keys")})

    def count(self, code: str, *more: object, rows: tuple[str, ...] = ROWS, sealed_with: str = "") -> Said:
        """Enter a stack."""
        typed = (sealed_with or sealing(code)) + "\n"
        given = ("--offline", self.room / "S1.json", "-o", self.entry(code))
        return self("vote", "count", "S1", *given, *rows, *more, by=code, typed=typed)

    def entry(self, code: str) -> Path:
        """The file of an entry."""
        return self.room / f"{code}.entry.json"


def codes(said: Said) -> str:
    return next(word for word in said.words.replace(":", " ").split() if word.startswith(("VOTE-", "FIND-", "ACT-", "STALE-", "USE-")))


def counted(room: Room, code: str, *more: object, **also: object) -> Path:
    laptop = Laptop(room)
    said = laptop.count(code, *more)
    assert said.status == 0, said.words
    return laptop.entry(code)


def take(room: Room, file: Path, *more: object, by: str = "TK-01") -> Said:
    return room("vote", "take", "S1", file, *more, by=by)


def test_two_laptops_count_and_the_ledger_takes_both_in_and_certifies(room: Room) -> None:
    for code in ("KP-01", "KP-02"):
        said = take(room, counted(room, code))
        assert said.status == 0, said.words

    stack = room.terminal("vote", "sitting", "S1", "--json").json["batches"][0]
    assert stack["locked_by"] == ["Đỗ Văn Đếm", "KP-02"]
    room.done("vote", "compare", "S1", by="KP-02", typed="".join(f"{sealing(code)}\n" for code in ("KP-01", "KP-02")))
    room.done("vote", "certify", "S1", "--minutes", "12/BB", "--yes", by="CT-01")
    assert room.terminal("vote", "result", "S1", "--json").json["results"][0]["counts"]["low"] == 18
    assert room.terminal("doctor").status == 0
    assert room.terminal("views", "check").status == 0
