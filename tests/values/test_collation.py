"""Names in the order of Vietnamese dictionaries: as the Vietnam Lexicography Centre states it, written by hand."""

import sqlite3
import unicodedata
from collections.abc import Iterable
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_ledger.values.collation import collation_key, name_key
from cadre_ledger.values.text import fold

SYLLABLES = st.text("aăâeêioôơuưyàáảãạbcdđghklmnpqrstvx", min_size=1, max_size=6)
NAMES = st.lists(SYLLABLES.map(str.capitalize), min_size=1, max_size=5).map(" ".join)


def rising(keys: Iterable[str]) -> bool:
    return all(one < other for one, other in pairwise(keys))


@pytest.mark.parametrize(
    "ordered",
    [
        "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y",
        "ma mà mả mã má mạ",
        "a à ả ã á ạ ă ằ ẳ ẵ ắ ặ â ầ ẩ ẫ ấ ậ",
        "o ò ỏ õ ó ọ ô ồ ổ ỗ ố ộ ơ ờ ở ỡ ớ ợ",
        "ạng anh",  # letters before tones
        "ác ách",
        "cha chan",
        "hài hại",
        "ba Ba",  # small letters first
        "Đà Đạt Em 漢",
    ],
)
def test_words_stand_in_the_order_of_dictionaries(ordered: str) -> None:
    assert rising(collation_key(word) for word in ordered.split())


@pytest.mark.parametrize(
    "ordered",
    [
        ("ba hoa", "bà con", "bá quan"),  # syllable by syllable, each with its tone
        ("an", "an bài", "anh"),
        ("Sở Nội vụ", "Sở Tài chính", "Sở Y tế"),
    ],
)
def test_titles_are_compared_syllable_by_syllable(ordered: tuple[str, ...]) -> None:
    assert rising(collation_key(title) for title in ordered)


def test_people_stand_by_given_name_then_middle_then_family_name() -> None:
    ordered = (
        "An",
        "Trần An",
        "Đỗ Thị An",
        "Bùi Văn An",
        "Lê Văn An",
        "Nguyễn Thị Ánh",
        "Hồ Văn Ân",
        "Nguyễn Dũng",
        "Đinh Đạt",
        "Vũ Hoa",
        "Bùi Hoà",
        "Lê Thị Thu Hương",
    )

    assert rising(name_key(name) for name in ordered)


@pytest.mark.parametrize(("one", "other"), [("Lê Hoà", "Lê Hòa"), ("ĐẶNG THUÝ", "ĐẶNG THÚY"), ("Y-Ban Niê", "Y Ban Niê")])
def test_tone_placement_and_hyphens_change_neither_place_nor_finding(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)
    assert collation_key(one) == collation_key(other)


@pytest.mark.parametrize(("one", "other"), [("Lê Hoà", "Lê Hoa"), ("Lê Hoan", "Lê Hoân"), ("Lê Dân", "Lê Đân"), ("lê an", "Lê An")])
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_no_tone_placement_finds_another_name_than_it_sorts_with() -> None:
    for onset, tone in product(("h", "kh", "th"), "\u0300\u0309\u0303\u0301\u0323"):
        old, new = (unicodedata.normalize("NFC", f"{onset}{rhyme}") for rhyme in (f"o{tone}a", f"oa{tone}"))
        assert fold(old) == fold(new)
        assert name_key(f"Lê {old}") == name_key(f"Lê {new}")


@given(NAMES)
def test_decomposed_letters_and_spaces_change_nothing(name: str) -> None:
    assert name_key(unicodedata.normalize("NFD", name)) == name_key(name)
    assert name_key(f"  {name.replace(' ', '   ')} ") == name_key(name)


@given(st.text(max_size=20), st.text(max_size=20))
def test_sqlite_sorts_the_keys_of_any_text_as_python_does(one: str, other: str) -> None:
    keys = [name_key(one), name_key(other)]
    connection = sqlite3.connect(":memory:")
    found = [key for (key,) in connection.execute("SELECT value FROM (SELECT ? AS value UNION ALL SELECT ?) ORDER BY value", keys)]
    connection.close()

    assert found == sorted(keys)


@given(SYLLABLES, SYLLABLES, NAMES, NAMES)
def test_the_given_name_decides_before_all_others(one: str, other: str, before: str, after: str) -> None:
    alone = collation_key(one).split(" ")[0], collation_key(other).split(" ")[0]
    if alone[0] != alone[1]:
        assert (name_key(f"{before} {one}") < name_key(f"{after} {other}")) == (alone[0] < alone[1])


@given(SYLLABLES, SYLLABLES)
def test_letters_decide_before_tones(one: str, other: str) -> None:
    bare = [_without_tone(each) for each in (one, other)]
    if bare[0] != bare[1]:
        assert (collation_key(one) < collation_key(other)) == (collation_key(bare[0]) < collation_key(bare[1]))


def _without_tone(word: str) -> str:
    kept = (letter for letter in unicodedata.normalize("NFD", word) if letter not in "\u0300\u0309\u0303\u0301\u0323")
    return unicodedata.normalize("NFC", "".join(kept))
