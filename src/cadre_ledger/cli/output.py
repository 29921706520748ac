"""The only writer of stdout. The bytes of a format are the same on a terminal, in a pipe and in a file."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from cadre_ledger.cli.shell import Shell
from cadre_ledger.procedures.outputs import must_be_writable, write_file
from cadre_ledger.procedures.telling.said import WIDTH, shortened
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Misused, Refused
from cadre_ledger.values.text import harmless
from cadre_ledger.wording.terms import INVENTED_MARK

if TYPE_CHECKING:
    from cadre_ledger.procedures.answers import LedgerPart
    from cadre_ledger.procedures.telling.tables import Table


class Format(StrEnum):
    """How an answer is written; a script names one."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"


@dataclass(frozen=True, slots=True)
class Listing:
    """An answer as rows: what CSV, TSV and JSON Lines carry."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]

    @classmethod
    def of(cls, parts: Iterable[BaseModel], columns: Sequence[str]) -> "Listing":
        """The named fields of each part."""
        return cls(columns, [[getattr(part, column) for column in columns] for part in parts])

    @property
    def marked(self) -> "Listing":
        """The same with a last column that says of each row that it is invented."""
        return Listing((*self.columns, "invented"), [(*row, True) for row in self.rows])


@dataclass(frozen=True, slots=True)
class Destination:
    """Where an answer goes, and in which format."""

    format: Format
    path: Path | None

    @classmethod
    def chosen(cls, name: str | None, as_json: bool, output: str | None) -> "Destination":
        """The format named, or that of the file's ending, or the table."""
        path = None if output in (None, "-") else Path(str(output))
        if as_json and name not in (None, "json"):
            raise Misused(Code.FORMAT_UNKNOWN, format=f"--json --format {name}", known=", ".join(Format))
        ending = path.suffix.removeprefix(".") if path else ""
        wanted = "json" if as_json else name or (ending if ending in tuple(Format) else "table")
        if wanted not in tuple(Format):
            raise Misused(Code.FORMAT_UNKNOWN, format=wanted, known=", ".join(Format))
        return cls(Format(wanted), path)

    def must_be_writable(self) -> None:
        """Refuse now rather than after something was recorded."""
        if self.path is not None:
            must_be_writable(self.path)


def write(shell: Shell, destination: Destination, answer: BaseModel, listing: Listing | None, text: Callable[[], str]) -> None:
    """One answer in the format asked for."""
    write_bytes(shell, destination.path, rendered(destination.format, answer, listing, text).encode())


def write_bytes(shell: Shell, path: Path | None, content: bytes) -> None:
    """To a file, or to the screen."""
    if path is not None:
        write_file(path, content)
        return
    try:
        shell.stdout.write(content)
        shell.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Refused(Code.OUTPUT_UNWRITABLE, path="-", reason=error.strerror or "") from None


def write_into(shell: Shell, directory: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Files into a directory, made if it is not there yet; each is said by its path."""
    try:
        directory.mkdir(exist_ok=True)
    except OSError as error:
        raise Refused(Code.OUTPUT_UNWRITABLE, path=str(directory), reason=error.strerror or "") from None
    for name, content in files:
        write_bytes(shell, directory / name, content)
        write_bytes(shell, None, harmless(str(directory / name)).encode() + b"\n")


def rendered(wanted: Format, answer: BaseModel, listing: Listing | None, text: Callable[[], str]) -> str:
    """The text of an answer; as a table nothing in it can move a cursor, wherever it came from.

    An answer from an invented ledger says so in every format: JSON in its `ledger`, a table above, rows in a column of their own.
    """
    invented = _invented(answer)
    if wanted is Format.TABLE:
        return f"{INVENTED_MARK}\n\n" * invented + "\n".join(map(harmless, text().split("\n")))
    if wanted is Format.JSON:
        return json.dumps(answer.model_dump(mode="json", by_alias=True), ensure_ascii=False, indent=2) + "\n"
    if listing is None:
        raise Misused(Code.FORMAT_UNKNOWN, format=wanted.value, known="table, json")
    listing = listing.marked if invented else listing
    if wanted is Format.JSONL:
        rows = (dict(zip(listing.columns, map(plain, row), strict=True)) for row in listing.rows)
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    from cadre_ledger.interchange.tabular import csv_text

    return csv_text(listing.columns, (tuple(map(_cell, row)) for row in listing.rows), "\t" if wanted is Format.TSV else ",")


def _invented(answer: BaseModel) -> bool:
    """Whether an answer comes from an invented ledger; every document names its ledger."""
    ledger: LedgerPart = answer.ledger  # type: ignore[attr-defined]
    return ledger.invented


def plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True)
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    return value


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple | list):
        return " ".join(str(_cell(each)) for each in value)
    if isinstance(value, BaseModel | dict):
        return json.dumps(plain(value), ensure_ascii=False)
    return value


def fitted(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Rows whose table fits the screen: the widest columns give way, each cell as far as it must."""
    widths = [max(len(line[column]) for line in (headers, *rows)) for column in range(len(headers))]
    while sum(widths) + 2 * (len(widths) - 1) > WIDTH:
        widths[widths.index(max(widths))] -= 1
    return [[shortened(cell, width) for cell, width in zip(row, widths, strict=True)] for row in rows]


def table_of(told: "Table") -> str:
    """A table as it is told."""
    return table(told.heads, told.cells, told.right)


def table(headers: Sequence[str], rows: Iterable[Sequence[object]], right: frozenset[int] = frozenset()) -> str:
    """Columns as wide as their widest cell, two spaces apart; `right` are the columns of figures."""
    lines = [list(headers), *([("" if cell is None else str(cell)) for cell in row] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(headers))]
    written = []
    for line in lines:
        cells = [
            cell.rjust(width) if place in right else cell.ljust(width) for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        written.append("  ".join(cells).rstrip())
    written.insert(1, "  ".join("─" * width for width in widths))
    return "\n".join(written) + "\n"
