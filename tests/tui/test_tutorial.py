"""The tutorials in both languages: their commands are run, their keys are pressed, and what they say one sees is there."""

import re
import shlex
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from cadre_ledger.ledger.directory import Directory
from holding import both_count
from screens import Sitting, sitting
from terminals import Terminal

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {name: {"en": DOCS / f"{name}.md", "vi": DOCS / f"{name}.vi.md"} for name in ("tutorial", "voting")}
COUNTED = "<!-- both count -->"
"""Where two people count, each at their own machine."""
PRESS, SEE = ("- Press ", "- Bấm "), ("- You see ", "- Sẽ thấy ")
TYPED = re.compile(r"(?:type|gõ): (.*)")
KEYS = {
    "↓": "down",
    "↑": "up",
    "Enter": "enter",
    "Esc": "escape",
    "Ctrl+U": "ctrl+u",
    **{f"F{number}": f"f{number}" for number in range(1, 11)},
}
KEYS |= {str(digit): str(digit) for digit in range(10)}


def marked(line: str) -> list[str]:
    """What stands between backticks."""
    return re.findall(r"`([^`]+)`", line)


def steps(page: str) -> Iterator[tuple[bool, list[str]]]:
    """Whether it is seen, otherwise pressed, and what; nothing where others count meanwhile."""
    for line in page.splitlines():
        if line == COUNTED:
            yield False, []
        if line.startswith("- "):
            assert line.startswith(PRESS + SEE), line
            yield line.startswith(SEE), marked(line)


def begun(page: str, folder: Path) -> Directory:
    """The commands at its beginning but the last, which opens the screens."""
    block = re.search(r"```sh\n(.*?)```", page, re.DOTALL)
    assert block is not None
    *commands, last = (shlex.split(line) for line in block[1].splitlines())
    assert last == ["cadre-ledger", "tui"]
    ledger = folder / commands[0][2]
    for _, *arguments in commands:
        said = Terminal(ledger)(*(str(ledger) if each == commands[0][2] else each for each in arguments))
        assert said.status == 0, said.words
    return Directory(ledger)


async def follow(someone: Sitting, step: str) -> None:
    typed = TYPED.fullmatch(step)
    if typed is None:
        await someone.press(KEYS[step])
        return
    for letter in unicodedata.normalize("NFC", typed[1]):
        await (someone.type(letter) if letter.isascii() else someone.paste(letter))


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("name", PAGES)
async def test_whoever_follows_a_tutorial_sees_what_it_says(tmp_path: Path, name: str, language: str) -> None:
    page = PAGES[name][language].read_text(encoding="utf-8")
    directory = begun(page, tmp_path)
    async with sitting(directory, language) as someone:
        for seen, each in steps(page):
            if not each:
                both_count(directory, "S-2026", ((3, 4, 3, 1), (6, 3, 2, 0)))
            for text in each:
                if seen:
                    await someone.settle()
                    assert text in " ".join(someone.text.split()), (text, someone.text)
                else:
                    await follow(someone, text)
        assert someone.app.return_value == 0


def keys_of(page: Iterable[tuple[bool, list[str]]]) -> list[str]:
    """All that is pressed and not typed, in order."""
    return [key for seen, each in page if not seen for key in each if not TYPED.fullmatch(key)]


@pytest.mark.parametrize("name", PAGES)
def test_both_languages_say_the_same_steps(name: str) -> None:
    english, vietnamese = ([*steps(page.read_text(encoding="utf-8"))] for page in PAGES[name].values())
    assert [(seen, len(each)) for seen, each in english if not seen] == [(seen, len(each)) for seen, each in vietnamese if not seen]
    assert keys_of(english) == keys_of(vietnamese)
