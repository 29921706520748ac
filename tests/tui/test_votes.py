"""The votes, the result of one, why one person's outcome is so, and the picture of it: by keys only."""

from pathlib import Path

import pytest

from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.sample import SAMPLES
from councils import council, row, table, take, take_published
from screens import SMALLEST, WIDE, copied, sitting

SIZES = (SMALLEST, WIDE)
LANGUAGES = ("vi", "en")
LONGEST = "Nguyễn " * 8 + "Hoà"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    """The published results of the sample."""
    directory = council(tmp_path_factory.mktemp("published") / "a.ledger")
    for name, *_ in SAMPLES:
        take_published(directory, name)
    return directory


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    """Names that would be markup, and one that is too long for any column; the base of the shares is between 20 and 30."""
    directory = council(tmp_path_factory.mktemp("hostile") / "a.ledger")
    rows = (
        row("Trần [/x] B", 6, 2, 12, issued=30),
        row("[bold]Lê[/bold] C", 16, 2, 2, issued=30),
        row(LONGEST, 10, 4, 6, issued=30),
    )
    take(directory, table(*rows), session="HOSTILE")
    return directory


# the list


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_newest_vote_stands_first_with_what_it_raises_in_signs_and_words(language: str, size: tuple[int, int]) -> None:
    async with sitting(language=language, size=size) as someone:
        await someone.press("f4", "4")
        lines = someone.text.splitlines()
        newest, oldest = (next(number for number, line in enumerate(lines) if code in line) for code in ("TINH-2024-BP", "TINH-2023 "))
        assert newest < oldest
        assert "●1" in lines[newest]
        assert {"vi": "● lưu ý 1", "en": "● note 1"}[language] in someone.text


async def test_a_vote_is_found_by_a_part_of_its_body_without_accents() -> None:
    async with sitting(language="en") as someone:
        await someone.press("f4", "4")
        await someone.type("ben truc")
        assert "XA-2023" in someone.text
        assert "TINH-2023" not in someone.text


async def test_the_list_is_narrowed_to_one_kind_and_widened_again() -> None:
    async with sitting(language="en") as someone:
        await someone.press("f4", "4", "f6")
        await someone.type("binding")
        await someone.press("enter")
        assert "TINH-2024-BP" in someone.text
        assert "XA-2023" not in someone.text
        assert "1 of 4" in someone.text
        await someone.press("f6", "enter")
        assert "XA-2023" not in someone.text, "the filter that holds is the one under the cursor"
        await someone.press("f6", "up", "up", "enter")
        assert "XA-2023" in someone.text


async def test_a_body_narrows_the_list_too() -> None:
    async with sitting(language="en") as someone:
        await someone.press("f4", "4", "f6")
        await someone.type("do lua")
        await someone.press("enter")
        assert "1 of 4" in someone.text
        assert "PHUONG-2023" in someone.text


# the result


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_result_of_a_vote_and_why_one_outcome_is_so_in_eight_keys(language: str, size: tuple[int, int]) -> None:
    async with sitting(language=language, size=size) as someone:
        await someone.press("f4", "4", "down", "down", "down", "enter")
        assert "TINH-2023" in someone.text
        await someone.press("end")
        line = next(each for each in someone.text.splitlines() if "▶" in each)
        assert {"vi": "27 56,25% ▲ xem xét", "en": "27 56.25% ▲ consider"}[language] in line
        await someone.press("enter")
        assert {"vi": "27 trên 48", "en": "27 of 48"}[language] in someone.text
        assert "vn/96-2023-QH15#12.2" in someone.text
        assert someone.pressed == 8


async def test_in_a_small_window_the_reasons_take_the_place_of_the_list_and_escape_leads_back_to_the_same_line() -> None:
    async with sitting(language="en") as someone:
        await someone.press("f4", "4", "down", "down", "down", "enter", "end", "f3")
        assert "Lương Thị Bích Trâm" not in someone.text
        await someone.press("escape", "escape")
        assert "▶   10 Cao Bá Thụy" in someone.text
        await someone.press("escape", "escape")
        assert "PHUONG-2023" in someone.text


async def test_f3_leads_to_the_reasons_and_back() -> None:
    async with sitting(language="en") as someone:
        await someone.press("f4", "4", "down", "down", "down", "enter", "f3")
        assert "No clause of vn/96-2023-QH15 is met." in someone.text
        await someone.press("f3")
        assert "Lương Thị Bích Trâm" in someone.text
        assert "Rests on" not in someone.text


async def test_escape_and_a_digit_stand_for_the_f_keys_of_this_place() -> None:
    async with sitting(language="en") as someone:
        await someone.press("f4", "4", "down", "down", "down", "enter", "escape", "3")
        assert "No clause of vn/96-2023-QH15 is met." in someone.text


async def test_in_a_wide_window_the_reasons_follow_the_cursor_in_the_list_beside_them() -> None:
    async with sitting(language="en", size=WIDE) as someone:
        await someone.press("f4", "4", "down", "down", "down", "enter", "f3")
        assert "No clause of vn/96-2023-QH15 is met." in someone.text
        assert "Cao Bá Thụy" in someone.text
        await someone.press("tab", "end")
        assert "27 of 48" in someone.text


async def test_enter_on_the_first_line_of_the_reasons_opens_the_file_of_the_person() -> None:
    async with sitting(language="en") as someone:
        await someone.press("f4", "4", "down", "down", "down", "enter", "end", "enter", "enter")
        assert "C000020" in someone.text
        assert someone.pressed == 9


async def test_enter_on_the_clause_opens_the_rulebook_at_it() -> None:
    async with sitting(language="en") as someone:
        await someone.press("f4", "4", "down", "down", "down", "enter", "end", "enter")
        await someone.press("down", "down", "down", "down", "enter")
        assert "▾ 12.2" in someone.text
        assert "▸ 12.1" in someone.text
        await someone.press("escape", "escape")
        assert "1/2 < 27/48 < 2/3" in someone.text


async def test_by_rank_and_back_to_the_order_of_the_list() -> None:
    async with sitting(language="en") as someone:
        await someone.press("f4", "4", "down", "down", "down", "enter", "f6", "down")
        assert "▶    6 Trịnh Hữu Khiêm" in someone.text
        await someone.press("f6", "home", "down")
        assert "▶    2 Đoàn Khắc Nhẫn" in someone.text


async def test_a_corrected_figure_stands_beside_what_it_corrected() -> None:
    async with sitting(language="en") as someone:
        await someone.press("f4", "4", "down", "down", "down", "enter")
        await someone.press("down", "down", "down", "down", "down", "down")
        assert "33 68.75%✎" in someone.text
        assert "#495 corrects #472: 7 high confidence was 32, is 33" in someone.text
        await someone.press("up")
        assert "was 32" not in someone.text


async def test_f9_opens_the_correction_of_what_was_recorded(tmp_path: Path) -> None:
    async with sitting(copied(tmp_path), language="en") as someone:
        await someone.press("f4", "4", "down", "down", "down", "enter", "f9")
        assert "472" in someone.text
        assert "Correction" in someone.text


async def test_nothing_is_corrected_from_a_day_that_is_over() -> None:
    async with sitting(language="en") as someone:
        await someone.press("f8")
        await someone.type("2024-01-15")
        await someone.press("enter", "f4", "4", "enter", "f9")
        assert "PHUONG-2023" in someone.text
        assert "Why the record was wrong." not in someone.text
        assert "F9" not in someone.text


# what is not known


@pytest.mark.parametrize("size", SIZES)
async def test_what_cannot_be_told_is_said_so_and_never_shown_as_no(hostile: Directory, size: tuple[int, int]) -> None:
    async with sitting(hostile, language="en", size=size) as someone:
        await someone.press("f4", "4", "enter")
        line = next(each for each in someone.text.splitlines() if "Trần" in each)
        assert "? undetermined" in line
        assert "40.00%–60.00%" in someone.text
        assert "no flag" not in line


async def test_shares_of_an_unknown_base_are_bounds_and_the_reasons_say_what_is_missing(published: Directory) -> None:
    async with sitting(published, language="en", size=WIDE) as someone:
        await someone.press("f4", "4")
        await someone.type("hcm-2018")
        await someone.press("enter")
        assert "81 ≤80.20%" in someone.text
        assert "collected ?" in someone.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", [code for _, code, _, _ in SAMPLES])
async def test_every_published_result_is_shown_with_a_reason_for_its_first_line(published: Directory, code: str, language: str) -> None:
    async with sitting(published, language=language) as someone:
        await someone.press("f4", "4")
        await someone.type(code.lower())
        await someone.press("enter")
        assert "▶    1 " in someone.text
        await someone.press("f3")
        assert "#" in someone.text
        assert "vn/" in someone.text
        await someone.press("f3", "f7")
        assert "┊ 1/2" in someone.text


# names


@pytest.mark.parametrize("size", SIZES)
async def test_names_are_shown_as_they_are_and_break_nothing(hostile: Directory, size: tuple[int, int]) -> None:
    async with sitting(hostile, size=size) as someone:
        await someone.press("f4", "4", "enter")
        assert "Trần [/x] B" in someone.text
        await someone.press("down")
        assert "[bold]Lê[/bold] C" in someone.text
        await someone.press("down")
        assert LONGEST in " ".join(someone.text.split())
        await someone.press("enter", "escape", "escape", "f7")
        assert "Trần [/x] B" in someone.text
        assert all(len(line) == size[0] for line in someone.text.splitlines())


# the picture


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_bar_passes_a_mark_just_when_the_share_passes_the_limit(language: str, size: tuple[int, int]) -> None:
    async with sitting(language=language, size=size) as someone:
        await someone.press("f4", "4", "down", "down", "down", "enter", "f7")
        lines = someone.text.splitlines()
        half, over, under = (next(each for each in lines if name in each) for name in ("Đăng Thuấn", "Bá Thụy", "Thế Kiên"))
        assert "█┊▓" in half, "a share of exactly one half reaches the mark and does not pass it"
        assert "█┊█" in over
        assert "█┊" not in under
        assert {"vi": "9 trên 10", "en": "9 of 10"}[language] in someone.text
        await someone.press("f7")
        assert "Đoàn Khắc Nhẫn" in someone.text
        assert "┊" not in someone.text


async def test_a_share_that_is_not_known_exactly_is_written_and_not_drawn(hostile: Directory) -> None:
    async with sitting(hostile, language="en") as someone:
        await someone.press("f4", "4", "enter", "f7")
        line = next(each for each in someone.text.splitlines() if "Trần" in each)
        assert "█" not in line
        assert "40.00%–60.00%" in line
