"""People of the read models as a list: found by what is typed, in the order of their names, line by line."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple, Self

from cadre_ledger.projections.tables import CADRES, FLAGS, POSTS, STANDINGS, Row, Table
from cadre_ledger.values.citations import Severity
from cadre_ledger.values.text import fold
from cadre_ledger.values.verdicts import Truth

LISTED = (CADRES, STANDINGS, POSTS, FLAGS)
BATCH = 5000
HELD = f"planned = 0 AND status <> '{Truth.NOT.value}'"
"""A post held, or perhaps held, on the day; being planned for one is not holding it."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Which people are looked for: by typed text, by the posts they hold, by their flags."""

    text: str = ""
    units: frozenset[str] | None = None
    positions: frozenset[str] | None = None
    flagged: bool = False
    at_least: Severity | None = None


class Raised(NamedTuple):
    """Flags of one person: how many are up and cannot be ruled out, and the heaviest of each."""

    up: int = 0
    perhaps: int = 0
    heaviest: Severity | None = None
    heaviest_perhaps: Severity | None = None


class Line(NamedTuple):
    """One person as the tables have them: as in `CADRES` and `STANDINGS`."""

    code: str
    name: str
    own_number: str | None
    position: str | None
    title: str | None
    unit: str | None
    held: str | None
    posts: int
    period: str | None
    level: str | None
    higher_post: str


class Listing:
    """The people that are not merged into another, over the tables of one day."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def of_its_own(cls) -> Self:
        """Over tables in memory, to be filled."""
        connection = sqlite3.connect(":memory:", isolation_level=None)
        for table in LISTED:
            create(connection, table)
        return cls(connection)

    def fill(self, rows: Iterable[tuple[Table, Row]]) -> None:
        """More rows of the tables that lists are made from, in the place of those with the same key; others are passed over."""
        remaining = ((table, row) for table, row in rows if table in LISTED)
        while batch := list(islice(remaining, BATCH)):
            for table in LISTED:
                insert(self._connection, table, [row for owner, row in batch if owner is table])

    def close(self) -> None:
        """Give the memory back, where the rows lie in no read model."""
        self._connection.close()

    def codes(self, sought: Sought) -> list[str]:
        """Who is found, by name as dictionaries order names, namesakes by code."""
        # The plus keeps SQLite from looking up who is not merged, which is nearly everyone, and sorting them.
        conditions, values = ["+merged_into IS NULL"], list[object]()
        for condition, given in _conditions(sought):
            conditions.append(condition)
            values += given
        found = f"SELECT code FROM cadre WHERE {' AND '.join(conditions)} ORDER BY by_name, code"
        # In one piece: whoever takes row by row gives every other thread its turn at each.
        (joined,) = self._connection.execute(f"SELECT group_concat(code, char(10)) FROM ({found})", values).fetchone()
        return joined.split("\n") if joined else []

    def standings(self, column: str) -> dict[str, Any]:
        """By person, one thing of their standing, where there is any."""
        assert column in STANDINGS.columns
        return dict(self._connection.execute(f"SELECT cadre, {column} FROM standing WHERE {column} IS NOT NULL"))

    def lines(self, codes: Sequence[str]) -> list[Line]:
        """Some people in the order given; one who is gone meanwhile is left out."""
        found = self._connection.execute(
            "SELECT code, name, own_number, position, title, unit, held, posts, period, level, higher_post"
            " FROM json_each(?) AS wanted CROSS JOIN cadre ON cadre.code = wanted.value CROSS JOIN standing ON standing.cadre = code"
            " ORDER BY wanted.key",
            (json.dumps(codes),),
        )
        return [Line(*row) for row in found]

    def raised(self, codes: Sequence[str] | None = None) -> dict[str, Raised]:
        """By person, their flags: of some people, or of everyone who has any."""
        among = "cadre IS NOT NULL" if codes is None else "cadre IN (SELECT value FROM json_each(?))"
        values = () if codes is None else (json.dumps(codes),)
        found = self._connection.execute(f"SELECT cadre, status, severity, COUNT(*) FROM flag WHERE {among} GROUP BY 1, 2, 3", values)
        counted: dict[str, Raised] = {}
        for cadre, status, severity, count in found:
            counted[cadre] = _with(counted.get(cadre, Raised()), Truth(status), Severity(severity), count)
        return counted


def create(connection: sqlite3.Connection, table: Table) -> None:
    """An empty table with its indexes."""
    key = ", ".join(table.columns[: table.keys])
    connection.execute(f"CREATE TABLE {table.name} ({', '.join(table.columns)}, PRIMARY KEY ({key})) WITHOUT ROWID")
    for index in table.indexes:
        columns = index.split()
        connection.execute(f"CREATE INDEX {table.name}_{'_'.join(columns)} ON {table.name} ({', '.join(columns)})")


def insert(connection: sqlite3.Connection, table: Table, rows: Sequence[Row]) -> None:
    """Rows, in the place of those with the same key."""
    marks = ", ".join("?" * len(table.columns))
    connection.executemany(f"INSERT OR REPLACE INTO {table.name} VALUES ({marks})", rows)


def _conditions(sought: Sought) -> Iterator[tuple[str, Sequence[object]]]:
    """Each with the values it asks for."""
    words = fold(sought.text).split()
    if words:
        yield _typed(sought.text, words)
    for column, wanted in (("unit", sought.units), ("position", sought.positions)):
        if wanted is not None:
            holding = f"SELECT cadre FROM post WHERE {column} IN (SELECT value FROM json_each(?)) AND {HELD}"
            yield f"code IN ({holding})", (json.dumps(sorted(wanted)),)
    if sought.at_least is not None:
        heavy = [each.value for each in Severity if each.weight >= sought.at_least.weight]
        yield "code IN (SELECT cadre FROM flag WHERE severity IN (SELECT value FROM json_each(?)))", (json.dumps(heavy),)
    elif sought.flagged:
        yield "code IN (SELECT cadre FROM flag)", ()


def _typed(text: str, words: Sequence[str]) -> tuple[str, Sequence[object]]:
    """Each word begins a word of its own in the name, or all of it begins the code or the council's own number."""
    named = [_beginning(word, sum(other.startswith(word) for other in words)) for word in dict.fromkeys(words)]
    number = text.strip().upper()
    numbered = "substr(code, 1, ?) = ? OR substr(own_number, 1, ?) = ?"
    values = (value for _, given in named for value in given)
    return f"({' AND '.join(condition for condition, _ in named)} OR {numbered})", (*values, *(len(number), number) * 2)


def _beginning(word: str, times: int) -> tuple[str, Sequence[object]]:
    """That so many words of the name begin with this: as many as were typed that do, `nguyen n` being Nam among the Nguyens."""
    if times == 1:
        return "instr(' ' || folded, ?) > 0", (f" {word}",)
    return "length(' ' || folded) - length(replace(' ' || folded, ?, '')) >= ?", (f" {word}", times * (len(word) + 1))


def _with(raised: Raised, status: Truth, severity: Severity, count: int) -> Raised:
    if status is Truth.APPLIES:
        return raised._replace(up=raised.up + count, heaviest=_heavier(raised.heaviest, severity))
    return raised._replace(perhaps=raised.perhaps + count, heaviest_perhaps=_heavier(raised.heaviest_perhaps, severity))


def _heavier(one: Severity | None, other: Severity) -> Severity:
    return other if one is None else max(one, other, key=lambda each: each.weight)
