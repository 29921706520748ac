"""Typed text: composed, printable, bounded, and found without accents."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Refused
from cadre_ledger.values.text import (
    FORBIDDEN_CATEGORIES,
    CodeText,
    Name,
    Note,
    clean,
    clean_code,
    clean_name,
    clean_note,
    clean_number,
    fold,
    same_name,
    slug,
)

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
names = st.text(VIETNAMESE + VIETNAMESE.upper() + " ", min_size=1, max_size=40).filter(str.strip)


class Person(BaseModel):
    name: Name
    note: Note = "-"
    code: CodeText = "A"


def refusal_of(function: Callable[[str], str], raw: str) -> Code:
    with pytest.raises(Refused) as refusal:
        function(raw)
    return refusal.value.code


def test_decomposed_letters_are_composed() -> None:
    decomposed = unicodedata.normalize("NFD", "Nguyễn Thị Hoà")

    assert decomposed != "Nguyễn Thị Hoà"
    assert clean(decomposed) == "Nguyễn Thị Hoà"


def test_runs_of_spaces_become_one_and_the_ends_are_bare() -> None:
    assert clean("  Nguyễn   Văn  A ") == "Nguyễn Văn A"


@pytest.mark.parametrize(
    ("raw", "character"),
    [
        ("Nguyễn\u202eVăn", "U+202E"),
        ("Nguyễn\u2066Văn", "U+2066"),
        ("Nguyễn\u200bVăn", "U+200B"),
        ("Nguyễn\ufeffVăn", "U+FEFF"),
        ("Nguyễn\x1b[31mVăn", "U+001B"),
        ("Nguyễn\nVăn", "U+000A"),
        ("Nguyễn\tVăn", "U+0009"),
        ("Nguyễn\x00Văn", "U+0000"),
        ("Nguyễn\x9bVăn", "U+009B"),
        ("Nguyễn\u2028Văn", "U+2028"),
        ("Nguyễn\u2029Văn", "U+2029"),
        ("Nguyễn\ue000Văn", "U+E000"),
        ("Nguyễn\ud800Văn", "U+D800"),
        ("a\u0316\u0317\u0318", "combining marks"),
    ],
)
def test_letters_that_hide_or_move_are_refused_and_named(raw: str, character: str) -> None:
    with pytest.raises(Refused) as refusal:
        clean(raw)

    assert refusal.value.code is Code.TEXT_FORBIDDEN_CHARACTER
    assert refusal.value.facts["character"] == character


def test_two_marks_on_a_letter_that_has_no_composed_form_are_allowed() -> None:
    assert clean("x\u0302\u0301") == "x\u0302\u0301"


@pytest.mark.parametrize("raw", ["", " ", "   ", "\n"])
def test_empty_text_is_refused(raw: str) -> None:
    assert refusal_of(clean, raw) is Code.TEXT_EMPTY


def test_a_name_has_two_hundred_letters_and_a_note_two_thousand() -> None:
    assert clean_name("ễ" * 200) == "ễ" * 200
    assert refusal_of(clean_name, "ễ" * 201) is Code.TEXT_TOO_LONG
    assert clean_note("ễ" * 2000) == "ễ" * 2000
    assert refusal_of(clean_note, "ễ" * 2001) is Code.TEXT_TOO_LONG


def test_length_is_counted_in_composed_letters() -> None:
    assert len(clean_name(unicodedata.normalize("NFD", "ễ" * 200))) == 200


@given(st.text(max_size=60))
def test_what_is_taken_is_composed_printable_and_taken_again_unchanged(raw: str) -> None:
    try:
        text = clean(raw)
    except Refused:
        return
    assert unicodedata.is_normalized("NFC", text)
    assert not {unicodedata.category(letter) for letter in text} & FORBIDDEN_CATEGORIES
    assert "  " not in text
    assert clean(text) == text


@pytest.mark.parametrize("raw", ["001099012345", "123456789", "Nguyễn Văn A 001099012345", "CMND:123456789.", "(123456789)"])
def test_a_name_with_an_identity_number_is_refused(raw: str) -> None:
    assert refusal_of(clean_name, raw) is Code.IDENTITY_NUMBER


@pytest.mark.parametrize("raw", ["Tổ 12345678", "Khu 1234567890", "Số 0123456789012", "Khóa XIV 2016-2021"])
def test_other_numbers_may_stand_in_a_name(raw: str) -> None:
    assert clean_name(raw) == raw


def test_a_note_may_hold_an_address_with_long_numbers() -> None:
    assert clean_note("https://example.org/119230703091341168.htm") == "https://example.org/119230703091341168.htm"


@pytest.mark.parametrize(("raw", "code"), [("vp-2023", "VP-2023"), (" hdnd.vp_1 ", "HDND.VP_1"), ("7", "7"), ("A" * 32, "A" * 32)])
def test_a_code_is_raised_to_capitals(raw: str, code: str) -> None:
    assert clean_code(raw) == code


@pytest.mark.parametrize("raw", ["-A", ".A", "A B", "HĐND", "A/B", "A" * 33, "A#1"])
def test_what_is_no_code_is_refused(raw: str) -> None:
    assert refusal_of(clean_code, raw) is Code.CODE_UNREADABLE


@pytest.mark.parametrize("raw", ["123456789", "001099012345"])
def test_a_number_of_a_person_is_no_identity_number(raw: str) -> None:
    assert refusal_of(clean_number, raw) is Code.IDENTITY_NUMBER


@pytest.mark.parametrize("raw", ["12345678", "1234567890", "CB-123456789"])
def test_a_council_numbers_people_as_it_likes_otherwise(raw: str) -> None:
    assert clean_number(raw) == raw


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nguyễn Hoà", "nguyen hoa"),
        ("Hoà", "Hòa"),
        ("ĐẶNG THUÝ", "đặng thúy"),
        ("Đà Nẵng", "da nang"),
        ("Trần  Văn\u00a0Ơn", "tran van on"),
        ("Nguyễn", unicodedata.normalize("NFD", "Nguyễn")),
    ],
)
def test_names_are_found_without_accents_tone_placement_or_case(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_folding_keeps_different_names_apart() -> None:
    assert fold("Hoà") != fold("Huà")
    assert fold("Nguyễn Văn A") == "nguyen van a"


@given(names)
def test_a_folded_name_is_plain_and_folds_to_itself(name: str) -> None:
    folded = fold(name)
    assert folded.isascii()
    assert fold(folded) == folded
    assert fold(name.upper()) == folded
    assert fold(unicodedata.normalize("NFD", name)) == folded


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("HĐND tỉnh Vĩnh Phúc", "HDND-TINH-VINH-PHUC"),
        ("Quốc hội khóa XIV", "QUOC-HOI-KHOA-XIV"),
        ("Hội đồng nhân dân Thành phố Hồ Chí Minh", "HOI-DONG-NHAN-DAN-THANH-PHO-HO"),
        ("x" * 40, "X" * 32),
        ("a" * 15 + " " + "b" * 16, "A" * 15 + "-" + "B" * 16),
        ("a" * 15 + " " + "b" * 17, "A" * 15),
        ("  (Đà Nẵng)  ", "DA-NANG"),
    ],
)
def test_a_slug_is_a_code_cut_at_a_word(name: str, code: str) -> None:
    assert slug(name) == code
    assert clean_code(slug(name)) == slug(name)


@given(names)
def test_a_slug_is_never_longer_than_a_code(name: str) -> None:
    assert clean_code(slug(name)) == slug(name)


def test_a_model_cleans_its_texts() -> None:
    person = Person(name="  Nguyễn   Văn A", note=" vắng  mặt", code="vp")

    assert (person.name, person.note, person.code) == ("Nguyễn Văn A", "vắng mặt", "VP")


def test_a_model_lets_the_refusal_of_a_text_through() -> None:
    with pytest.raises(Refused):
        Person(name="Nguyễn Văn A 001099012345")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Nguyễn Văn Hùng", "nguyễn  văn hùng", True),
        ("Nguyễn Hoà", "Nguyễn Hòa", True),
        ("Nguyễn Văn Hùng", unicodedata.normalize("NFD", "Nguyễn Văn Hùng"), True),
        ("Nguyễn Văn Hùng", "nguyen van hung", True),
        ("Đỗ Văn Đếm", "do van dem", True),
        ("Nguyễn Văn Hùng", "Nguyễn Văn Hưng", False),
        ("Nguyễn Văn Hùng", "Nguyễn Văn Húng", False),
        ("Nguyễn Văn Hùng", "Nguyễn Van Hung", False),
        ("Nguyễn Văn Hùng", "nguyen van huy", False),
        ("KP-01", "kp-01", True),
    ],
)
def test_names_are_one_person_s_where_they_are_written_alike_or_one_without_accents(one: str, other: str, *, same: bool) -> None:
    assert same_name(one, other) is same_name(other, one) is same
