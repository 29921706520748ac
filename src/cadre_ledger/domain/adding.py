"""One stack being counted, in memory alone: totals as they are typed, or ballots typed one after the other.

A whole ballot is a signature: with twenty names nearly every one is unlike all others. Of a ballot that is closed nothing
remains but the sums it went into, so it cannot be taken back; the stack is counted again instead.
"""

from dataclasses import dataclass, field, replace

from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Refused
from cadre_ledger.values.tallies import LEVELS, VoteKind

INVALID_MARK, VOID = 0, 9
"""For one name: no valid mark. For all names: the ballot counts for nobody."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What is typed of a stack, one row a person in ballot order: the levels, then what is invalid; None is not typed yet."""

    size: int
    cells: tuple[tuple[int | None, ...], ...]

    @classmethod
    def begun(cls, size: int, people: int, kind: VoteKind) -> "Totals":
        """Nothing is typed yet."""
        return cls(size, ((None,) * (len(LEVELS[kind]) + 1),) * people)

    def put(self, row: int, column: int, figure: int | None) -> "Totals":
        """Another figure in one cell."""
        changed = (*self.cells[row][:column], figure, *self.cells[row][column + 1 :])
        return replace(self, cells=(*self.cells[:row], changed, *self.cells[row + 1 :]))

    def missing(self, row: int) -> int:
        """How many ballots a person's row lacks; less than nothing where it has too many."""
        return self.size - sum(each or 0 for each in self.cells[row])

    @property
    def open_cell(self) -> tuple[int, int] | None:
        """The first cell that keeps the stack from being finished: not typed, or of a row that does not add up."""
        for row, cells in enumerate(self.cells):
            if None in cells:
                return row, cells.index(None)
            if self.missing(row):
                return row, 0
        return None

    @property
    def rows(self) -> tuple[tuple[int, ...], ...]:
        """The totals, once every cell is typed."""
        return tuple(tuple(each for each in row if each is not None) for row in self.cells)


@dataclass(frozen=True, slots=True)
class Ballots:
    """The sums of the ballots that are closed, and the marks of the one that is open."""

    size: int
    levels: int
    cells: tuple[tuple[int, ...], ...]
    closed: int = 0
    marks: tuple[int, ...] = field(default=(), repr=False)
    void: bool = field(default=False, repr=False)

    @classmethod
    def begun(cls, size: int, people: int, kind: VoteKind) -> "Ballots":
        """No ballot is closed yet."""
        levels = len(LEVELS[kind])
        return cls(size, levels, ((0,) * (levels + 1),) * people)

    @property
    def people(self) -> int:
        """How many names a ballot has."""
        return len(self.cells)

    @property
    def missing(self) -> int:
        """How many ballots of the stack are not closed yet."""
        return self.size - self.closed

    @property
    def finished(self) -> bool:
        """Whether the whole stack is added up."""
        return not self.missing

    @property
    def complete(self) -> bool:
        """Whether every name of the open ballot has its mark."""
        return self.void or len(self.marks) == self.people

    def marked(self, digit: int) -> "Ballots":
        """The next name's mark: 1 is the first level, 0 is invalid for that name; 9 voids the ballot as a whole."""
        if self.finished:
            raise Refused(Code.STACK_FULL, ballots=self.size)
        if digit == VOID:
            return replace(self, void=True)
        if self.complete:
            raise Refused(Code.BALLOT_FULL, ballot=self.closed + 1, people=self.people)
        if digit > self.levels:
            raise Refused(Code.MARK_UNKNOWN, ballot=self.closed + 1, levels=self.levels)
        return replace(self, marks=(*self.marks, digit))

    def taken_back(self) -> "Ballots":
        """The last key of the open ballot undone; of a closed one nothing can be."""
        return replace(self, void=False) if self.void else replace(self, marks=self.marks[:-1])

    def added(self) -> "Ballots":
        """The open ballot closed: its marks go into the sums, and it is forgotten."""
        if self.finished:
            raise Refused(Code.STACK_FULL, ballots=self.size)
        if not self.complete:
            raise Refused(Code.BALLOT_UNFINISHED, ballot=self.closed + 1, marked=len(self.marks), people=self.people)
        marks = (INVALID_MARK,) * self.people if self.void else self.marks
        cells = tuple(self._with(row, mark) for row, mark in zip(self.cells, marks, strict=True))
        return replace(self, cells=cells, closed=self.closed + 1, marks=(), void=False)

    def _with(self, row: tuple[int, ...], mark: int) -> tuple[int, ...]:
        column = self.column(mark)
        return (*row[:column], row[column] + 1, *row[column + 1 :])

    def column(self, mark: int) -> int:
        """The cell that a mark counts in: levels in their order, invalid last."""
        return mark - 1 if mark != INVALID_MARK else self.levels

    def mark(self, row: int) -> int | None:
        """What the open ballot says of one name; None where it says nothing yet."""
        if self.void:
            return INVALID_MARK
        return self.marks[row] if row < len(self.marks) else None

    @property
    def rows(self) -> tuple[tuple[int, ...], ...]:
        """The sums."""
        return self.cells


def ballot(so_far: Ballots, line: str) -> Ballots:
    """A ballot typed as a line of digits, one a name; blanks between them mean nothing. What is wrong names no mark."""
    digits = "".join(line.split())
    if not digits.isascii() or not digits.isdecimal():
        raise Refused(Code.MARK_UNKNOWN, ballot=so_far.closed + 1, levels=so_far.levels)
    for digit in digits:
        so_far = so_far.marked(int(digit))
    return so_far.added()
