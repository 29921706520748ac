"""The parts of a form: fields, what may stand in them, and the words said beside them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from cadre_ledger.rulebook.clause import Bilingual
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.findings import Place
from cadre_ledger.values.text import LONGEST_NAME, LONGEST_NOTE
from cadre_ledger.wording.catalogue import N_, Words
from cadre_ledger.wording.terms import ENUMS, TERMS, Kind, term


@dataclass(frozen=True, slots=True)
class Term:
    """A value of a closed set, said by its word."""

    kind: Kind
    value: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to be said in the reader's language, with facts that are data, figures, days or terms."""

    text: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def said(self, words: Words) -> str:
        """In one language."""
        return words(self.text, **{name: _said(words, fact) for name, fact in self.facts.items()})


def _said(words: Words, fact: object) -> str:
    match fact:
        case Phrase():
            return fact.said(words)
        case Term():
            return term(words, fact.kind, fact.value)
        case Bilingual():
            return fact.vi if words.language == "vi" else fact.en
        case Decimal():
            return words.number(fact)
        case PartialDate():
            return words.day(fact)
        case _:
            return str(fact)


def data(text: str) -> Phrase:
    """A phrase of data alone, never translated."""
    return Phrase("{data}", {"data": text})


class Mark(StrEnum):
    """How a figure stands: its sign, which never stands without words."""

    FINE = "✓"
    WRONG = "✗"
    OPEN = "?"
    TOLD = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """Something said beside a field or a cell that stands against nothing."""

    place: Place
    phrase: Phrase
    mark: Mark = Mark.TOLD

    def said(self, words: Words) -> str:
        """In one language; the sign has its place among the words."""
        return Phrase(self.phrase.text, {**self.phrase.facts, "mark": self.mark.value}).said(words)


class FieldKind(StrEnum):
    """What is typed into a field."""

    TEXT = "text"
    NOTE = "note"
    DATE = "date"
    CHOICE = "choice"
    NUMBER = "number"
    POINTS = "points"
    CODE = "code"
    YESNO = "yesno"


LONGEST: Mapping[FieldKind, int] = {
    FieldKind.TEXT: LONGEST_NAME,
    FieldKind.NOTE: LONGEST_NOTE,
    FieldKind.DATE: 10,
    FieldKind.NUMBER: 7,
    FieldKind.POINTS: 9,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A value and the words for it."""

    value: str
    label: Phrase


def choices(kind: type[StrEnum], *values: StrEnum) -> tuple[Choice, ...]:
    """The values of a closed set, or some of them, under their words."""
    return terms(ENUMS[kind], *(each.value for each in values or tuple(kind)))


def terms(kind: Kind, *values: str) -> tuple[Choice, ...]:
    """Values under the words of their kind; without values, all of it."""
    return tuple(Choice(value, Phrase("{term}", {"term": Term(kind, value)})) for value in values or TERMS[kind])


YES_OR_NO = (Choice("yes", Phrase(N_("yes"))), Choice("no", Phrase(N_("no"))))


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to type. `of` says whose code it is, or where completions of a text come from; `default` stands while it is blank,
    and `head` is its label over a narrow column.
    """

    name: str
    kind: FieldKind
    help: Phrase
    required: bool = False
    of: str = ""
    choices: tuple[Choice, ...] = ()
    default: str = ""
    own_label: Phrase | None = None
    head: Phrase | None = None

    @property
    def label(self) -> Phrase:
        """What it is called."""
        return self.own_label or Phrase("{term}", {"term": Term("field", self.name)})

    @property
    def options(self) -> tuple[Choice, ...]:
        """All that can stand in it under their words, where that is a closed set."""
        return YES_OR_NO if self.kind is FieldKind.YESNO else self.choices

    @property
    def longest(self) -> int:
        """How many letters it takes."""
        return LONGEST.get(self.kind, 200 if self.of in FREE else 100)

    def said(self, words: Words) -> str:
        """Its label, as labels begin."""
        text = self.label.said(words)
        return text[:1].upper() + text[1:]


FREE = frozenset({"name", "title", "actor"})
"""Texts that are no codes, and that the ledger can complete."""
