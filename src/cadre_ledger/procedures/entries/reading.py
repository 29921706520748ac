"""What was typed, as values: each text read as its field takes it, with what is wrong and what a code names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from cadre_ledger.domain.assessments import Score
from cadre_ledger.domain.shapes import Command
from cadre_ledger.interchange.kinds import value_of
from cadre_ledger.interchange.tabular import whole_number
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.entries.fields import Field, FieldKind, Hint
from cadre_ledger.procedures.entries.known import named
from cadre_ledger.procedures.entries.typed import Typed, line
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import Misused, NotFound, Refused, Unreadable
from cadre_ledger.values.findings import Finding, Place
from cadre_ledger.values.text import Name, Note

REFUSALS = (Refused, NotFound, Misused, Unreadable)
"""What stands against a form; all other errors are about the ledger."""

WANTED: Mapping[FieldKind, Any] = {
    FieldKind.TEXT: Name,
    FieldKind.NOTE: Note,
    FieldKind.DATE: PartialDate,
    FieldKind.POINTS: Score,
    FieldKind.YESNO: bool,
}
Made = TypeVar("Made", bound=Command)


@dataclass(frozen=True, slots=True)
class Filled:
    """What was typed, as values: by field, and by row and column; only what could be read."""

    fields: tuple[Field, ...]
    columns: tuple[Field, ...]
    values: Mapping[str, Any]
    rows: Mapping[int, Mapping[str, Any]]
    typed: Typed

    @property
    def order(self) -> tuple[str, ...]:
        """The names of fields and columns, as they stand in the form."""
        return tuple(each.name for each in (*self.fields, *self.columns))

    def has(self, *names: str) -> bool:
        """Whether something readable stands in all of these fields."""
        return set(names) <= set(self.values)

    def column(self, name: str) -> tuple[Any, ...]:
        """What stands in one column from row to row, blanks left out."""
        return tuple(cells[name] for cells in self.rows.values() if name in cells)

    def command(self, kind: type[Made], on: PartialDate, **more: Any) -> Made:
        """The command whose fields are typed here, with those that are made of what is typed."""
        return kind.model_validate({"on": on, **self.values, **more})


def text_of(asked: Field, typed: Typed) -> str:
    """What is typed into a field, or what stands while it is blank."""
    return typed.get(asked.name, "").strip() or asked.default


@dataclass(slots=True)
class Reader:
    """Texts into values; what cannot be read becomes a finding, what a code names a hint."""

    desk: Desk
    findings: list[Finding] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)

    def read(self, fields: Sequence[Field], typed: Typed, row: int | None = None) -> dict[str, Any]:
        """The values of those fields in which something readable is typed."""
        values = {}
        for each in fields:
            text = text_of(each, typed)
            if text:
                value = self._read(each, text, Place(row=row, column=each.name))
                if isinstance(value, Finding):
                    self.findings.append(value)
                else:
                    values[each.name] = value
        return values

    def _read(self, asked: Field, text: str, place: Place) -> Any:
        try:
            value = self._value(asked, line(text), place)
        except REFUSALS as error:
            # What looks like an identity number is not said again.
            shown = {} if error.code is Code.IDENTITY_NUMBER else {"value": text[:40]}
            return Finding(error.code, {**shown, **error.facts, "field": asked.name}, place)
        return replace(value, facts={**value.facts, "field": asked.name}, place=place) if isinstance(value, Finding) else value

    def _value(self, asked: Field, text: str, place: Place) -> Any:
        match asked.kind:
            case FieldKind.CODE:
                found = named(self.desk, asked.of, text)
                if found.phrase is not None:
                    self.hints.append(Hint(place, found.phrase))
                return found.code
            case FieldKind.CHOICE:
                return _chosen(asked, text)
            case FieldKind.NUMBER:
                number = whole_number(text)
                return Finding(Code.CELL_NOT_NUMBER, {"value": text[:40]}) if number is None else number
            case _:
                return value_of(WANTED[asked.kind], asked.name, text)


def _chosen(asked: Field, text: str) -> Any:
    known = [each.value for each in asked.choices]
    wanted = text if text in known else text.lower()
    return wanted if wanted in known else Finding(Code.CELL_NOT_LISTED, {"value": text[:40], "known": ", ".join(known)})
