"""The page on counting at two machines, in both languages: what it says to type is typed, and the ledger takes the entry in."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from rooms import ROWS, Room, convened, sealing
from terminals import Terminal

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"en": DOCS / "two-laptops.md", "vi": DOCS / "two-laptops.vi.md"}


def blocks(language: str) -> list[list[str]]:
    """The commands of a page."""
    found = re.findall(r"```\n(.*?)```", PAGES[language].read_text(encoding="utf-8"), re.DOTALL)
    return [shlex.split(each.replace("\\\n", "")) for each in found]


def marked(language: str) -> list[str]:
    """What stands between backticks, and where links lead but to the other language."""
    page = PAGES[language].read_text(encoding="utf-8")
    led = [each for each in re.findall(r"\]\((.*?)\)", page) if not each.startswith("two-laptops")]
    return [*re.findall(r"(?<!`)`([^`\n]+)`(?!`)", page), *led]


def test_both_languages_name_the_same_commands_files_codes_and_pages() -> None:
    assert blocks("en") == blocks("vi")
    assert marked("en") == marked("vi")
    assert all((DOCS / each).exists() for each in marked("vi") if each.endswith(".md"))


@pytest.mark.parametrize("language", PAGES)
def test_whoever_follows_the_page_has_an_entry_taken_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    room = convened(tmp_path)
    laptop = Room(tmp_path)
    laptop.terminal = Terminal(None)
    monkeypatch.chdir(tmp_path)
    (key,) = (tmp_path / "keys").rglob("KP-01.key")
    shutil.move(key, tmp_path)
    handout, count, take = (_here(each) for each in blocks(language))

    assert room.terminal(*handout).status == 0
    at = count.index("--actor")
    said = laptop(*count[:at], *count[at + 2 :], by=count[at + 1], typed=f"{sealing('KP-01')}\n")
    assert said.status == 0, said.words
    room.done(*take, by="TK-01")

    assert room.terminal("vote", "sitting", "S1", "--json").json["batches"][0]["locked_by"] == ["Đỗ Văn Đếm"]


def _here(command: list[str]) -> list[str]:
    """A command of the page for the vote and the figures of this room."""
    figures = dict(zip(("12;5;2;1", "10;8;2;0"), ROWS[1::2], strict=True))
    assert command[0] == "cadre-ledger"
    return [figures.get(each, each.replace("S-2026", "S1")) for each in command[1:]]
