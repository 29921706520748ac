"""A body and its members by keys alone: a body, a list that is pasted, who leaves, and what the screens say to do next."""

from pathlib import Path

import pytest

from cadre_ledger.procedures.entries.forms import FACTS
from cadre_ledger.tui.screens.entry import Entry
from cadre_ledger.tui.ways import WAYS
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Refused
from councils import council
from other_ways import bodies, head
from screens import Sitting, sitting
from terminals import Terminal

JOIN, LEAVE, BODY = "890"
LIST = "1\tBùi Thị An\r\n2\tCao Văn Bình\r\n3\tĐinh Thị Cúc\r\n"
COMMANDS = (
    ("add", "HD", "Hội đồng Thử", "--level", "commune"),
    ("member", "add", "HD", "Bùi Thị An", "Cao Văn Bình", "Đinh Thị Cúc", "--since", "2021-06-25"),
    ("member", "leave", "HD", 2, "--until", "2025-03-01", "--reason", "chuyển công tác"),
)


async def typed(someone: Sitting, *fields: str) -> None:
    """Each field, then on to the next."""
    for text in fields:
        await someone.type(text)
        await someone.press("enter")


async def made_known(someone: Sitting) -> None:
    await someone.press("f2", BODY)
    await typed(someone, "hd", "Hội đồng Thử", "4")
    await someone.press("f9", "enter")


async def joined(someone: Sitting) -> None:
    await someone.press("f2", JOIN)
    await typed(someone, "hd", "25/06/2021")
    await someone.paste(LIST)


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_by_keys_and_by_command_a_body_and_its_members_are_the_same_events(tmp_path: Path, language: str) -> None:
    one, other = council(tmp_path / "keys.ledger"), council(tmp_path / "command.ledger")
    first = head(one) + 1
    async with sitting(one, language) as someone:
        await made_known(someone)
        await joined(someone)
        await someone.press("f9")
        assert "Đinh Thị Cúc" in someone.text
        assert head(one) == first + 1, "only the body: what will be recorded is shown first"
        await someone.press("enter", "f2", LEAVE)
        await typed(someone, "hd", "01/03/2025", "binh", "chuyển công tác")
        await someone.press("f9", "enter")
    for arguments in COMMANDS:
        said = Terminal(other.path)("body", *arguments)
        assert said.status == 0, said.words

    assert len(bodies(one, first)) == 6
    assert bodies(one, first) == bodies(other, first)


async def test_a_list_that_was_begun_is_kept_and_thrown_away_only_when_one_says_so(tmp_path: Path) -> None:
    async with sitting(council(tmp_path / "a.ledger"), "en") as someone:
        await made_known(someone)
        await joined(someone)
        await someone.press("escape", "escape")
        assert "Continue: Members who join a body" in someone.text
        await someone.press("f2")
        assert "Members who join a body  begun" in someone.text
        await someone.press(JOIN)
        screen = someone.app.screen
        assert isinstance(screen, Entry)
        assert screen.typed["3.name"] == "Đinh Thị Cúc"
        await someone.press("f8", "enter", "escape", "escape")
        assert "Continue:" not in someone.text


async def test_someone_twice_on_a_list_is_marked_in_the_line_and_the_way_out_is_said_by_keys(tmp_path: Path) -> None:
    async with sitting(council(tmp_path / "a.ledger"), "en") as someone:
        await made_known(someone)
        await joined(someone)
        await someone.press("f6")
        await someone.type("Cao Văn Bình")
        said = " ".join(someone.text.split())
        assert "line 4 · BODY-105" in said
        assert "!  4 Cao Văn Bình" in someone.text
        assert "F2 in the workspace, “Correction”" in said
        assert "--cadre" not in said
        await someone.press("f7")
        assert "Complete. F9" in someone.text


async def test_of_a_body_that_is_not_known_the_way_to_make_it_known_is_said_by_keys(tmp_path: Path) -> None:
    async with sitting(council(tmp_path / "a.ledger"), "en") as someone:
        await someone.press("f2", JOIN)
        await someone.type("xyz")
        said = " ".join(someone.text.split())
        assert "FIND-102" in said
        assert "F2 in the workspace, “New voting body”" in said


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("code", WAYS)
async def test_what_has_keys_is_not_told_with_a_command(tmp_path: Path, language: str, code: Code) -> None:
    facts = {"body": "HD", "name": "A", "member": 1, "left_on": "2025-03-01"}
    async with sitting(council(tmp_path / "a.ledger"), language) as someone:
        what, way = someone.app.lines_of(Refused(code, **facts))
    assert code.value in what
    assert "cadre-ledger" not in way
    assert "--" not in way
    assert "{" not in way


def test_every_fact_has_a_digit_of_its_own() -> None:
    assert len(FACTS) <= 10
    assert [list(FACTS)[int(digit) - 1] for digit in (JOIN, LEAVE, BODY)] == ["join", "leave", "body"]
