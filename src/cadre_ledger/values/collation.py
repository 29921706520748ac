"""The order in which Vietnamese dictionaries and lists of names place words, as keys that sort by their bytes."""

import unicodedata
from collections.abc import Iterable

ALPHABET = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
FIRST = ord("A")
"""Letters become characters from here on: above the digits of tones, which stand above the space between parts."""

BEYOND = "~"
"""Before a letter of another script: after all of ours."""

SHAPED = {
    ("a", "\u0306"): "ă",
    ("a", "\u0302"): "â",
    ("e", "\u0302"): "ê",
    ("o", "\u0302"): "ô",
    ("o", "\u031b"): "ơ",
    ("u", "\u031b"): "ư",
}
"""Marks that make another letter of the alphabet."""

TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
"""After the level tone: huyền, hỏi, ngã, sắc, nặng."""

LEVEL_TONE = "0"


def collation_key(text: str) -> str:
    """For sorting titles: syllable by syllable, each by its letters, then by its tone wherever it is placed; case last."""
    words = _words(text)
    return f"{_syllables(words)} {_case(words)}"


def name_key(name: str) -> str:
    """For sorting people: by given name, then middle names, then family name; case last."""
    words = _words(name)
    given, family, middle = words[-1:], words[:-1][:1], words[1:-1]
    return " ".join(map(_syllables, (given, middle, family))) + " " + _case((*given, *middle, *family))


def _words(text: str) -> list[str]:
    """Without signs that are no letters; a hyphen parts syllables as a space does."""
    spaced = unicodedata.normalize("NFD", text).replace("-", " ")
    words = ("".join(letter for letter in word if letter.isalnum() or unicodedata.combining(letter)) for word in spaced.split())
    return [word for word in words if word]


def _syllables(words: Iterable[str]) -> str:
    return "".join(_letters(word.lower()) + _tone(word) for word in words)


def _letters(word: str) -> str:
    """The letters of the alphabet in a word, each as a character of its rank."""
    return "".join(map(_ranked, _shaped(word)))


def _shaped(word: str) -> list[str]:
    """Marks that make another letter, taken into it; of a letter with several marks a tone may come between."""
    letters: list[str] = []
    for each in word:
        if unicodedata.combining(each):
            letters[-1:] = [SHAPED.get((letter, each), letter) for letter in letters[-1:]]
        else:
            letters.append(each)
    return letters


def _ranked(letter: str) -> str:
    place = ALPHABET.find(letter)
    return chr(FIRST + place) if place >= 0 else BEYOND + letter


def _tone(word: str) -> str:
    return next((TONES[mark] for mark in word if mark in TONES), LEVEL_TONE)


def _case(words: Iterable[str]) -> str:
    """Small letters before capitals, whatever their marks."""
    return "".join("1" if letter.isupper() else "0" for word in words for letter in word if not unicodedata.combining(letter)).rstrip("0")
