"""Text that people type: NFC, printable, bounded; and the forms used to find and to compare it."""

import re
import unicodedata
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Refused

# Control, format (bidi, zero width), surrogate, private use, line and paragraph separators.
FORBIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
LONGEST_NAME = 200
LONGEST_NOTE = 2000
MOST_MARKS = 2
IDENTITY_NUMBER = re.compile(r"(?<!\d)(\d{9}|\d{12})(?!\d)")
# Letters up to the combining marks, and those that Vietnamese is written with: none of them is a mark.
UNMARKED = re.compile("[\x00-\u02ff\u1e00-\u1eff]*")
TONES = frozenset("\u0300\u0309\u0303\u0301\u0323")
"""Huyền, hỏi, ngã, sắc, nặng: typists place them on one vowel or the other."""
CODE = re.compile(r"[A-Z0-9][A-Z0-9._-]{0,31}")


@lru_cache(maxsize=4096)  # the same councils, posts and sources stand in row after row, and are checked at every step
def clean(raw: str, longest: int = LONGEST_NAME) -> str:
    """NFC with single spaces, or a refusal: no text here can move a cursor or hide a letter."""
    text = " ".join(unicodedata.normalize("NFC", raw).split(" ")).strip()
    text = re.sub(" {2,}", " ", text)
    if not text:
        raise Refused(Code.TEXT_EMPTY)
    if len(text) > longest:
        raise Refused(Code.TEXT_TOO_LONG, longest=longest, length=len(text))
    # Printable is narrower than allowed, so only what is not printable is looked at letter by letter.
    for letter in "" if text.isprintable() else text:
        if unicodedata.category(letter) in FORBIDDEN_CATEGORIES:
            raise Refused(Code.TEXT_FORBIDDEN_CHARACTER, character=f"U+{ord(letter):04X}")
    if not UNMARKED.fullmatch(text) and _most_marks(text) > MOST_MARKS:
        raise Refused(Code.TEXT_FORBIDDEN_CHARACTER, character="combining marks")
    return text


def _most_marks(text: str) -> int:
    longest = run = 0
    for letter in text:
        run = run + 1 if unicodedata.combining(letter) else 0
        longest = max(longest, run)
    return longest


def clean_name(raw: str) -> str:
    """A name of a person, a body or a post; a citizen's identity number has no place in it."""
    text = clean(raw)
    if IDENTITY_NUMBER.search(text):
        raise Refused(Code.IDENTITY_NUMBER)
    return text


def clean_note(raw: str) -> str:
    """A reason or a source: longer than a name, held to the same letters."""
    return clean(raw, LONGEST_NOTE)


def clean_code(raw: str) -> str:
    """A code of up to 32 letters `A-Z 0-9 . _ -`; lower case is raised."""
    text = clean(raw).upper()
    if not CODE.fullmatch(text):
        raise Refused(Code.CODE_UNREADABLE, value=text[:40])
    return text


def clean_number(raw: str) -> str:
    """A council's own number for a person; 9 and 12 digits would be an identity number and are refused."""
    text = clean_code(raw)
    if IDENTITY_NUMBER.fullmatch(text):
        raise Refused(Code.IDENTITY_NUMBER)
    return text


def harmless(text: str) -> str:
    """Any text as it may be shown: what could move a cursor or hide a letter is written out."""
    return "".join(letter if unicodedata.category(letter) not in FORBIDDEN_CATEGORIES else f"\\u{ord(letter):04x}" for letter in text)


def fold(text: str) -> str:
    """For finding: no accents, no tone placement, no case: `Nguyễn Hoà` and `nguyen hoa` are one."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return " ".join(bare.replace("đ", "d").replace("Đ", "D").casefold().split())


def identity(name: str) -> str:
    """What two writings of one name share: case, spaces, and on which vowel a tone is placed differ; its letters and tones do not."""
    words = []
    for word in unicodedata.normalize("NFD", name.casefold()).split():
        tones = "".join(letter for letter in word if letter in TONES)
        words.append("".join(letter for letter in word if letter not in TONES) + tones)
    return unicodedata.normalize("NFC", " ".join(words))


def same_name(one: str, other: str) -> bool:
    """Whether two names are written alike; one that is written without any accents is compared without them."""
    first, second, bare = identity(one), identity(other), fold(one)
    return first == second or (bare in (first, second) and bare == fold(other))


def slug(text: str, longest: int = 32) -> str:
    """A code made from a name, cut at a word: `HĐND tỉnh Vĩnh Phúc` gives `HDND-TINH-VINH-PHUC`."""
    words = re.findall(r"[a-z0-9]+", fold(text))
    made = ""
    for word in words:
        longer = f"{made}-{word}" if made else word
        if len(longer) > longest:
            break
        made = longer
    return (made or "".join(words)[:longest]).upper()


Name = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NAME), AfterValidator(clean_name)]
Note = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NOTE), AfterValidator(clean_note)]
CodeText = Annotated[str, AfterValidator(clean_code)]
