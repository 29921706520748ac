"""A document as data. It holds values, not sentences in one language, so that every renderer shows the same of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from cadre_ledger.wording.terms import Kind


@dataclass(frozen=True, slots=True)
class Term:
    """A value of a closed set; people read its word."""

    kind: Kind
    value: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day, a month or a year, in ISO form; people read it their way. In full, its month stands in words."""

    written: str
    in_full: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A count out of a base: known, between bounds (an open end is None), or not known at all (both are None)."""

    count: int
    at_least: int | None = None
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class Odd:
    """A finding; people read its sentence."""

    code: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Box:
    """An empty box that a person marks on paper."""


@dataclass(frozen=True, slots=True)
class Said:
    """What data say in each language by themselves, as a regulation does."""

    by_language: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence that the catalogue knows, with its facts."""

    english: str
    facts: Mapping[str, "Cell"] = field(default_factory=dict)


Cell = str | int | Decimal | Term | Day | Part | Odd | Box | Said | Text | tuple["Cell", ...] | None


@dataclass(frozen=True, slots=True)
class Heading:
    """What the following blocks are about."""

    text: Text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or several."""

    text: Text


@dataclass(frozen=True, slots=True)
class Field:
    """One named value; `absent` is what people read where there is none."""

    key: str
    head: Text
    value: Cell
    absent: str = "–"


@dataclass(frozen=True, slots=True)
class Facts:
    """Named values about one thing: a line each to people, one row to machines."""

    key: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; an optional one without any value is not shown to people."""

    key: str
    head: Text
    figure: bool = False
    part: bool = False
    optional: bool = False
    absent: str = "–"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads; `shared` holds what is the same for every row, and stands in the heading that people read.

    In rows that are `by_hand`, people write: they are made higher.
    """

    key: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shared: Mapping[str, Cell] = field(default_factory=dict)
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """Where one person signs: in which capacity, and by which name, if it is known already."""

    capacity: Text
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Signatures:
    """Those who sign, in their order."""

    people: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows is a sheet of its own."""


Block = Heading | Paragraph | Facts | Table | Signatures | NewPage


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of an official paper: who issues it and its number on the left, under whom and where and when on the right.

    Under the issuer stands a line, or what `divider` says.
    """

    issuer: tuple[Cell, ...]
    number: Text | None
    under: tuple[Text, ...]
    dated: Text
    divider: str = ""


class Format(StrEnum):
    """The sheet that a document is made for."""

    SHEET = "sheet"
    SLIDE = "slide"


@dataclass(frozen=True, slots=True)
class Document:
    """One report or paper: its title, what it says, and the lines that say where it comes from.

    `mark` says over everything else that it must not be taken for what it looks like.
    """

    title: Text
    blocks: tuple[Block, ...]
    footer: tuple[Field, ...]
    letterhead: Letterhead | None = None
    about: tuple[Text, ...] = ()
    mark: Text | None = None
    format: Format = Format.SHEET
