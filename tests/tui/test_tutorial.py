"""The ten-minute tutorial in both languages: its commands are run, its keys are pressed, and what it says one sees is there."""

import re
import shlex
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from cadre_ledger.ledger.directory import Directory
from screens import Sitting, sitting
from terminals import Terminal

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"en": DOCS / "tutorial.md", "vi": DOCS / "tutorial.vi.md"}
PRESS, SEE = ("- Press ", "- Bấm "), ("- You see ", "- Sẽ thấy ")
TYPED = re.compile(r"(?:type|gõ): (.*)")
KEYS = {"↓": "down", "Enter": "enter", "Esc": "escape", "Ctrl+U": "ctrl+u", **{f"F{number}": f"f{number}" for number in range(1, 11)}}
KEYS |= {str(digit): str(digit) for digit in range(10)}


def marked(line: str) -> list[str]:
    """What stands between backticks."""
    return re.findall(r"`([^`]+)`", line)


def steps(page: str) -> Iterator[tuple[bool, list[str]]]:
    """Whether it is seen, otherwise pressed; and what."""
    for line in page.splitlines():
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


@pytest.mark.parametrize("language", PAGES)
async def test_whoever_follows_the_tutorial_sees_what_it_says(tmp_path: Path, language: str) -> None:
    page = PAGES[language].read_text(encoding="utf-8")
    async with sitting(begun(page, tmp_path), language) as someone:
        for seen, each in steps(page):
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


def test_both_languages_say_the_same_steps() -> None:
    english, vietnamese = ([*steps(page.read_text(encoding="utf-8"))] for page in PAGES.values())
    assert [(seen, len(each)) for seen, each in english if not seen] == [(seen, len(each)) for seen, each in vietnamese if not seen]
    assert keys_of(english) == keys_of(vietnamese)
