"""Typing into forms: what is offered, said and balanced as one types; undo, paste, and letters of every kind."""

import unicodedata
from pathlib import Path

import pytest
from textual.events import Key

from cadre_ledger.tui.screens.entry import Entry
from entering import xa
from screens import Sitting, copied, sitting

SPREADSHEET = "Nguyễn Văn A\tChủ tịch\t20\t3\t1\t1\r\nTrần Thị B\t\t5\t6\t14\t0\r\n"


def typed(someone: Sitting) -> dict[str, str]:
    """What stands in the form, without what is empty."""
    screen = someone.app.screen
    assert isinstance(screen, Entry)
    return {name: text for name, text in screen.typed.items() if text}


async def at_ballots(someone: Sitting) -> None:
    """The form of a vote, with 25 ballots collected."""
    await someone.press("f4", "2", "f2", "1")
    screen = someone.app.screen
    assert isinstance(screen, Entry)
    screen.query_one("#field-collected").query_one("Line").focus()
    await someone.type("25")


@pytest.mark.parametrize(("language", "born"), [("vi", "sinh 25/01/1981"), ("en", "born 1981-01-25")])
async def test_a_name_without_accents_offers_codes_and_the_code_names_the_person(tmp_path: Path, language: str, born: str) -> None:
    async with sitting(copied(tmp_path), language) as someone:
        await someone.press("f2", "3")
        await someone.type("ngoc giau")
        assert f"Nguyễn Thị Ngọc Giàu · C000010 · {born}" in someone.text
        await someone.press("down", "down", "up", "enter")
        assert typed(someone)["cadre"] == "C000010"
        assert "Nguyễn Thị Ngọc Giàu" in someone.text


async def test_the_cursor_begins_at_what_must_be_typed_and_goes_forth_and_back(tmp_path: Path) -> None:
    async with sitting(xa(tmp_path / "a.ledger"), "en") as someone:
        await someone.press("f4", "2", "f2", "3")
        await someone.press("9", "tab")
        await someone.type("Course")
        await someone.press("shift+tab", "1")
        assert typed(someone) == {"cadre": "C000001", "category": "theory", "programme": "Course"}
        assert "Level*" in someone.text


@pytest.mark.parametrize(("language", "words"), [("vi", "phap luat"), ("en", "the law")])
async def test_a_part_of_the_words_without_accents_is_taken_where_it_means_one(tmp_path: Path, language: str, words: str) -> None:
    async with sitting(xa(tmp_path / "a.ledger"), language) as someone:
        await someone.press("f4", "2", "f2", "3")
        await someone.type(words)
        await someone.press("enter")
        assert typed(someone)["category"] == "law_update"


async def test_a_word_that_is_none_of_a_set_is_told_with_the_words_of_the_set(tmp_path: Path) -> None:
    async with sitting(xa(tmp_path / "a.ledger"), "vi") as someone:
        await someone.press("f4", "2", "f2", "3")
        await someone.type("xyz")
        assert "FILE-116" in someone.text
        assert "lý luận chính trị" in someone.text
        assert "theory" not in someone.text


async def test_each_line_and_the_whole_balance_as_one_types(tmp_path: Path) -> None:
    async with sitting(xa(tmp_path / "a.ledger"), "vi") as someone:
        await at_ballots(someone)
        await someone.press("shift+tab")
        await someone.type("24")
        assert "25 > 24 ✗" in someone.text
        await someone.press("backspace", "6")
        assert "25 ≤ 26 ✓" in someone.text
        await someone.press("f6")
        for cell in ("Nguyễn Văn A", "", "20", "3", "1"):
            await someone.type(cell)
            await someone.press("enter")
        assert "24 ? thiếu 1" in someone.text
        await someone.press("2")
        assert "20+3+1+2 = 26 ✗" in someone.text
        assert "26 ✗ thừa 1" in someone.text
        await someone.press("backspace", "1")
        assert "20+3+1+1 = 25 ✓" in someone.text


async def test_f3_goes_round_what_is_wrong_and_says_why(tmp_path: Path) -> None:
    async with sitting(xa(tmp_path / "a.ledger"), "en") as someone:
        await at_ballots(someone)
        await someone.press("f6")
        await someone.paste(SPREADSHEET.replace("20", "30").replace("14", "x"))
        await someone.press("f3")
        assert "1 · High confidence" in someone.text or "1 · Invalid" in someone.text
        assert "VOTE-103" in someone.text
        await someone.press("f3")
        assert "2 · Low confidence: x" in someone.text
        assert "! line 2" in someone.text


async def test_undo_takes_back_a_field_at_a_time_and_goes_there(tmp_path: Path) -> None:
    async with sitting(xa(tmp_path / "a.ledger"), "en") as someone:
        await someone.press("f4", "2", "f2", "3", "2", "tab")
        await someone.type("Course")
        await someone.press("tab")
        await someone.type("2024")
        await someone.press("ctrl+z")
        assert typed(someone) == {"cadre": "C000001", "category": "state_management", "programme": "Course"}
        await someone.press("ctrl+z")
        assert "programme" not in typed(someone)
        await someone.type("Lớp")
        assert typed(someone)["programme"] == "Lớp"
        await someone.press("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
        assert typed(someone) == {"cadre": "C000001"}
        assert someone.app.is_running


async def test_undo_brings_back_removed_lines_discards_and_pastes(tmp_path: Path) -> None:
    async with sitting(xa(tmp_path / "a.ledger"), "en") as someone:
        await at_ballots(someone)
        await someone.press("f6")
        await someone.paste(SPREADSHEET)
        whole = typed(someone)
        await someone.press("f7")
        assert typed(someone)["1.name"] == "Trần Thị B"
        await someone.press("ctrl+z")
        assert typed(someone) == whole
        await someone.press("f8", "enter")
        assert typed(someone) == {}
        await someone.press("ctrl+z")
        assert typed(someone) == whole
        await someone.press("ctrl+z")
        assert typed(someone) == {"collected": "25"}


async def test_lines_from_a_spreadsheet_fill_the_table_from_the_cell_on(tmp_path: Path) -> None:
    async with sitting(xa(tmp_path / "a.ledger"), "vi") as someone:
        await at_ballots(someone)
        await someone.paste(SPREADSHEET)
        assert typed(someone)["2.low"] == "14"
        assert "20+3+1+1 = 25 ✓" in someone.text
        await someone.press("tab", "tab")
        await someone.paste("21\t2\n6\t5\n")
        assert [typed(someone)[name] for name in ("1.high", "1.confidence", "2.high", "2.confidence", "2.low")] == [
            "21",
            "2",
            "6",
            "5",
            "14",
        ]


async def test_a_name_pasted_with_loose_marks_is_composed(tmp_path: Path) -> None:
    async with sitting(xa(tmp_path / "a.ledger"), "vi") as someone:
        await someone.press("f4", "2", "f2", "3", "2", "tab")
        await someone.paste(unicodedata.normalize("NFD", "Nguyễn Thị Ưởng") + "\n")
        assert typed(someone)["programme"] == "Nguyễn Thị Ưởng"
        await someone.press("backspace", "backspace", "backspace")
        assert typed(someone)["programme"] == "Nguyễn Thị Ư"


async def test_lines_pasted_into_a_field_without_a_table_become_one(tmp_path: Path) -> None:
    async with sitting(xa(tmp_path / "a.ledger"), "vi") as someone:
        await someone.press("f4", "2", "f2", "3", "2", "tab")
        await someone.paste("Cao cấp\r\nlý luận\r\n")
        assert typed(someone)["programme"] == "Cao cấp lý luận"


@pytest.mark.parametrize("pasted", ["Nguyễn\x1b[31m", "a\u202eb"])
async def test_what_moves_a_cursor_is_not_pasted_and_nothing_is_lost(tmp_path: Path, pasted: str) -> None:
    async with sitting(xa(tmp_path / "a.ledger"), "vi") as someone:
        await someone.press("f4", "2", "f2", "3", "2", "tab")
        await someone.type("Lớp")
        await someone.paste(pasted)
        assert "TEXT-103" in someone.text
        await someone.press("enter")
        assert typed(someone)["programme"] == "Lớp"


async def test_a_block_with_what_moves_a_cursor_names_its_line(tmp_path: Path) -> None:
    async with sitting(xa(tmp_path / "a.ledger"), "vi") as someone:
        await at_ballots(someone)
        await someone.paste(SPREADSHEET.replace("Trần", "Tr\x1bần"))
        assert "dòng 2" in someone.text
        await someone.press("enter")
        assert typed(someone) == {"collected": "25"}


async def test_telex_and_unikey_typing_gives_the_letters_that_are_meant(tmp_path: Path) -> None:
    """Base letters, backspaces, and the composed letter; or a mark that comes by itself."""
    async with sitting(xa(tmp_path / "a.ledger"), "vi") as someone:
        await someone.press("f4", "2", "f2", "3", "2", "tab")
        await someone.press(*"Nguye", "backspace", "ê", "n", "backspace", "backspace", "ễ", "n", "space", "D", "backspace", "Đ", "u")
        # Pilot knows no mark as a key.
        someone.app.post_message(Key("combining_horn", "\u031b"))
        await someone.settle()
        assert typed(someone)["programme"] == "Nguyễn Đư"


async def test_an_assessment_asks_for_what_the_period_scores(tmp_path: Path) -> None:
    async with sitting(xa(tmp_path / "a.ledger"), "en") as someone:
        await someone.press("f4", "2", "f2", "2")
        before = someone.text
        await someone.type("2025")
        screen = someone.app.screen
        assert isinstance(screen, Entry)
        scores = [name for name in (each.id for each in screen.query("FieldLine")) if name and name.startswith("field-score_")]
        assert len(scores) == 6
        assert "Quality" not in before


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_a_vote_of_twenty_lines_is_seen_line_by_line(tmp_path: Path, language: str) -> None:
    async with sitting(xa(tmp_path / "a.ledger"), language) as someone:
        await at_ballots(someone)
        await someone.paste("".join(f"Người thứ {number}\t\t20\t3\t1\t1\n" for number in range(1, 21)))
        assert "Người thứ 1 " in someone.text
        assert "Người thứ 20" not in someone.text
        await someone.press("pagedown", "pagedown", "pagedown")
        assert "Người thứ 20" in someone.text
        await someone.type("Người cuối")
        assert typed(someone)["21.name"] == "Người cuối"
        assert all(len(line) <= 80 for line in someone.text.splitlines())


async def test_in_the_table_a_name_is_typed_on_and_a_figure_typed_over(tmp_path: Path) -> None:
    async with sitting(xa(tmp_path / "a.ledger"), "en") as someone:
        await at_ballots(someone)
        await someone.paste(SPREADSHEET)
        await someone.type("n")
        assert typed(someone)["1.name"] == "Nguyễn Văn An"
        await someone.press("tab", "tab", "9")
        assert typed(someone)["1.high"] == "9"
