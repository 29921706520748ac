"""Tables as data: what stands in which column, and on which side."""

from dataclasses import dataclass

from cadre_ledger.procedures.telling.said import shortened


@dataclass(frozen=True, slots=True)
class Column:
    """One column: figures stand at the right; on paper a cell has at most `widest` letters."""

    head: str
    right: bool = False
    widest: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row; the key names what it is about, the mark its severity or its status."""

    key: str
    cells: tuple[str, ...]
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, and rows with a cell for each."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def heads(self) -> tuple[str, ...]:
        """What stands above the columns."""
        return tuple(each.head for each in self.columns)

    @property
    def right(self) -> frozenset[int]:
        """The places of the columns of figures."""
        return frozenset(place for place, each in enumerate(self.columns) if each.right)

    @property
    def cells(self) -> list[tuple[str, ...]]:
        """The cells of each row, no wider than their columns may be."""
        return [
            tuple(
                cell if column.widest is None else shortened(cell, column.widest)
                for cell, column in zip(row.cells, self.columns, strict=True)
            )
            for row in self.rows
        ]
