"""Sixty ballots with twenty names, counted by keys before two screens as if on two machines, compared, settled and certified.

In the long form every stack is typed ballot by ballot; otherwise the first one is, and the others as totals.
"""

import random
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from pypdf import PdfReader

from cadre_ledger.ledger.directory import Directory
from cadre_ledger.values.codes import Code
from councils import copied
from counting import CODES, announced, at_stacks, by_ballots, by_totals, files_with, named, rows_of, seal
from other_ways import bodies, head
from screens import SMALLEST, sitting
from sittings import CHAIR, ONE, THREE, TWO
from terminals import Terminal

PEOPLE, STACKS = 20, (20, 20, 20)
VOID = "9"
PLANTED = "12332101233210123321"
"""A ballot like no other, and like no figure, digest or code of the ledger."""
STUMBLED = 3
"""Who is misread, so that three cells differ."""


def ballots() -> list[list[str]]:
    """Three stacks of what was marked: a few invalid marks, a void ballot, and the planted one."""
    chance = random.Random(5)
    stacks = [["".join(chance.choices("1230", (9, 6, 3, 1), k=PEOPLE)) for _ in range(size)] for size in STACKS]
    stacks[0][7], stacks[0][11] = PLANTED, VOID
    return stacks


def read_by(counter: str, stacks: list[list[str]]) -> list[list[str]]:
    """What a counter makes of the stacks: the second one misreads two marks on one name in the last of them."""
    if counter == ONE:
        return stacks
    first, second = [place for place, line in enumerate(stacks[-1]) if line[STUMBLED - 1] == "1"][:2]
    misread = {first: "2", second: "3"}
    last = [_with(line, misread[place]) if place in misread else line for place, line in enumerate(stacks[-1])]
    return [*stacks[:-1], last]


def _with(line: str, mark: str) -> str:
    return line[: STUMBLED - 1] + mark + line[STUMBLED:]


async def count(directory: Directory, counter: str, stacks: list[list[str]], typed: Sequence[int]) -> None:
    """One counter before a screen of their own: the stacks that are named ballot by ballot, the others as totals."""
    async with sitting(directory, "vi", SMALLEST, actor=counter) as someone:
        await at_stacks(someone, counter)
        for number, lines in enumerate(read_by(counter, stacks), 1):
            await someone.press(str(number), "2" if number in typed else "1")
            before = someone.pressed
            if number in typed:
                await by_ballots(someone, lines)
                assert someone.pressed - before <= len(lines) * (PEOPLE + 1)
            else:
                await by_totals(someone, rows_of(lines, PEOPLE))
            await seal(someone, counter)
            assert f"Tập {number}: 20 phiếu  ■ đã khóa" in someone.text


async def settle(directory: Directory, stacks: list[list[str]]) -> None:
    """The committee before one screen: every stack opened by both codes, the three cells counted again."""
    true = rows_of(stacks[-1], PEOPLE)[STUMBLED - 1]
    async with sitting(directory, "vi", SMALLEST, actor=ONE) as someone:
        await someone.press("f4", "4", "enter")
        for number in range(1, len(stacks) + 1):
            await someone.press("enter", *([str(number)] if number < len(stacks) else []), "f9")
            for counter in (ONE, TWO):
                await someone.type(CODES[counter])
                await someone.press("enter")
            await someone.settle()
            assert ("✓ Hai bản khớp nhau" in someone.text) is (number < len(stacks))
            if number < len(stacks):
                await someone.press("escape", "escape")
        assert someone.text.count("≠ lệch") == 3
        assert someone.text.count(named(STUMBLED)) == 3
        await someone.press("enter", "3")
        for figure in true[:3]:
            await someone.type(str(figure))
            await someone.press("enter")
        await someone.press("enter", "1")
        await someone.settle()
        assert someone.text.count("✓ đã xong") == 3


async def certify(directory: Directory, minutes: Path) -> None:
    """The chair before the screen, who then has the minutes made."""
    async with sitting(directory, "vi", SMALLEST, actor=CHAIR) as someone:
        await someone.press("f4", "4", "enter", "enter")
        await someone.type(CHAIR)
        await someone.press("enter")
        await someone.type("12/BB-BKP")
        await someone.press("f9", "enter")
        await someone.type("s1")
        await someone.press("enter", "f7", "4")
        await someone.type(str(minutes))
        await someone.press("enter")
        assert minutes.name in someone.text


def read(minutes: Path) -> str:
    """The text of the minutes, in one line and without percentages."""
    text = " ".join(word for page in PdfReader(minutes).pages for word in page.extract_text().split())
    return re.sub(r" \([0-9,]+%\)", "", text)


def line_of(number: int, row: Sequence[int]) -> str:
    """What the minutes say of a person: name, position, the three levels over the ballots collected, invalid marks, their sum."""
    total = sum(STACKS)
    return " ".join((str(number), named(number), "Ủy viên", *(f"{figure}/{total}" for figure in row[:3]), str(row[3]), str(total)))


def by_commands(terminal: Terminal, stacks: list[list[str]], typed: Sequence[int], minutes: Path) -> None:
    """The same session on the command line."""
    for counter in (ONE, TWO):
        for number, lines in enumerate(read_by(counter, stacks), 1):
            where = ("vote", "count", "S1", "--batch", number, "--actor", counter)
            if number in typed:
                said = terminal(*where, "--by-ballot", typed="\n".join((*lines, CODES[counter])) + "\n")
            else:
                given = [part for row in rows_of(lines, PEOPLE) for part in ("--row", ";".join(map(str, row)))]
                said = terminal(*where, *given, typed=f"{CODES[counter]}\n")
            assert said.status == 0, said.words
    for number in range(1, len(stacks) + 1):
        codes = f"{CODES[ONE]}\n{CODES[TWO]}\n"
        assert terminal("vote", "compare", "S1", "--batch", number, "--actor", ONE, typed=codes).status == 0
    cells = zip(("high", "confidence", "low"), rows_of(stacks[-1], PEOPLE)[STUMBLED - 1], strict=False)
    third = [part for name, figure in cells for part in ("--cell", f"{name}={figure}")]
    said = terminal("vote", "adjudicate", "S1", STUMBLED, "--batch", len(stacks), *third, "--why", "misread", "--actor", THREE)
    assert said.status == 0, said.words
    said = terminal("vote", "certify", "S1", "--minutes", "12/BB-BKP", "--actor", CHAIR, "--yes")
    assert said.status == 0, said.words
    said = terminal("vote", "paper", "S1", "--kind", "minutes", "-o", minutes, "--issue", "--actor", CHAIR)
    assert said.status == 0, said.words


@pytest.mark.parametrize("typed", [(1,), pytest.param((1, 2, 3), marks=pytest.mark.crash)], ids=["one stack", "all of them"])
async def test_a_session_is_counted_by_keys_to_a_certified_result(tmp_path: Path, typed: tuple[int, ...]) -> None:
    directory = announced(tmp_path / "keys.ledger", *STACKS, people=PEOPLE)
    other = copied(directory, tmp_path / "commands.ledger")
    first, stacks = head(directory) + 1, ballots()

    await count(directory, ONE, stacks, typed)
    await count(directory, TWO, stacks, typed)
    await settle(directory, stacks)
    by_keys, commanded = tmp_path / "keys.pdf", tmp_path / "commands.pdf"
    await certify(directory, by_keys)
    terminal = Terminal(directory.path)

    everyone = rows_of([line for lines in stacks for line in lines], PEOPLE)
    results = terminal("vote", "result", "S1", "--json").json["results"]
    assert [tuple(each["counts"].values()) for each in results] == list(everyone)
    assert terminal("vote", "certify", "S1", "--minutes", "x", "--actor", CHAIR, "--yes").words.count(Code.WRONG_STAGE.value)
    by_commands(Terminal(other.path, "vi"), stacks, typed, commanded)
    assert bodies(directory, first) == bodies(other, first)
    assert by_keys.read_bytes() == commanded.read_bytes()
    text = read(by_keys)
    assert [row for number, row in enumerate(everyone, 1) if line_of(number, row) not in text] == []
    assert files_with(tmp_path, PLANTED.encode()) == []
    exported = [terminal(*command) for command in (("history", "log", "--format", "jsonl"), ("vote", "sitting", "S1", "--json"))]
    assert not [said for said in exported if PLANTED in said.text or VOID * PEOPLE in said.text]
