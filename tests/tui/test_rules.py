"""The rulebook: texts, whether they are in force, their clauses and how well each is known: by keys only."""

import pytest

from screens import SMALLEST, WIDE, sitting

SIZES = (SMALLEST, WIDE)
LANGUAGES = ("vi", "en")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_texts_in_force_on_the_day_are_marked_by_sign_and_word(language: str, size: tuple[int, int]) -> None:
    async with sitting(language=language, size=size) as someone:
        await someone.press("f4", "5")
        lines = {line[19:36].strip(): line for line in someone.text.splitlines()}
        assert {"vi": "◆ có hiệu lực", "en": "◆ in force"}[language] in lines["vn/69-QD-TW-2022"]
        assert "○" in lines["vn/85-2014-QH13"]
        assert {"vi": "? chưa rõ", "en": "? unknown"}[language] in lines["vn/90-2020-ND-CP"]


async def test_another_day_has_other_texts_in_force() -> None:
    async with sitting(language="en") as someone:
        await someone.press("f4", "5", "f8")
        await someone.type("2023-06-30")
        await someone.press("enter")
        lines = {line[19:36].strip(): line for line in someone.text.splitlines()}
        assert "○" not in lines["vn/85-2014-QH13"]
        assert "◆" in lines["vn/41-QD-TW-2021"]


async def test_a_text_is_found_by_its_title_and_its_clauses_unfold_with_their_source() -> None:
    async with sitting(language="vi") as someone:
        await someone.press("f4", "5")
        await someone.type("ky luat dang vien")
        assert "vn/69-QD-TW-2022" in someone.text
        assert "vn/96-2023-QH15" not in someone.text
        await someone.press("enter")
        assert "▸" in someone.text
        assert "Nguồn" not in someone.text
        await someone.press("enter")
        assert "Nguồn" in someone.text
        await someone.press("enter")
        assert "Nguồn" not in someone.text


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_each_clause_says_how_well_it_is_known(language: str, size: tuple[int, int]) -> None:
    async with sitting(language=language, size=size) as someone:
        await someone.press("f4", "5")
        await someone.type("96-2023")
        await someone.press("enter")
        decisive = next(line for line in someone.text.splitlines() if "12.3 " in line)
        assert {"vi": "✓ đã có nguyên văn", "en": "✓ known from the text"}[language] in " ".join(decisive.split())
        assert {"vi": "? chưa kiểm chứng", "en": "? not verified"}[language] in someone.text


async def test_words_find_a_clause_without_accents_and_flags_that_rest_on_it_are_counted() -> None:
    async with sitting(language="vi") as someone:
        await someone.press("f4", "5")
        await someone.type("96-2023")
        await someone.press("enter")
        await someone.type("xin tu chuc")
        assert "12.2" in someone.text
        assert "exemption-a" not in someone.text
        assert "cờ đang dựa vào điều khoản này" in " ".join(someone.text.split())


async def test_words_that_no_clause_has_are_said_to_be_in_none() -> None:
    async with sitting(language="en") as someone:
        await someone.press("f4", "5", "enter")
        await someone.type("zzz")
        assert "No clause has these words." in someone.text


async def test_one_kind_of_clause_is_shown_alone() -> None:
    async with sitting(language="en") as someone:
        await someone.press("f4", "5")
        await someone.type("96-2023")
        await someone.press("enter", "f6")
        await someone.type("exemption")
        await someone.press("enter")
        assert "exemption-a" in someone.text
        assert "12.3" not in someone.text


async def test_the_list_is_narrowed_to_texts_of_the_party() -> None:
    async with sitting(language="en") as someone:
        await someone.press("f4", "5", "f6")
        await someone.type("party")
        await someone.press("enter")
        assert "vn/69-QD-TW-2022" in someone.text
        assert "vn/172-2025-ND-CP" not in someone.text
