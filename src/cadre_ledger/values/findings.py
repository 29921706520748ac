"""Findings: what was noticed in a file or a record, as values that are collected, not raised."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cadre_ledger.values.codes import Code


@dataclass(frozen=True, slots=True)
class Place:
    """Where: a file, and within it a row (1 is the header) and a column, or a clause and a field."""

    file: str = ""
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        """`file:row:column`, with what is not known left out."""
        return ":".join(str(part) for part in (self.file, self.row, self.column) if part not in ("", None))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed. `stops` means that nothing is recorded while it stands."""

    code: Code
    facts: Mapping[str, object] = field(default_factory=dict)
    place: Place = Place()
    stops: bool = True
