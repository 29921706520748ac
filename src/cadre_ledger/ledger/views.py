"""Read models: generations of tables beside the events, caught up in one transaction, made anew when in doubt."""

import gc
import os
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, Self

import msgspec

from cadre_ledger.ledger import pages
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.ledger.listing import Listing, create, insert
from cadre_ledger.ledger.spill import Spill
from cadre_ledger.projections.compact import decode
from cadre_ledger.projections.dossiers import Key
from cadre_ledger.projections.gather import InMemory, follow, gather
from cadre_ledger.projections.source import Judging, results_of
from cadre_ledger.projections.standing import stand
from cadre_ledger.projections.tables import (
    BODIES,
    CADRES,
    FORMAT,
    POSTS,
    STANDINGS,
    TABLES,
    VOTES,
    Row,
    Table,
    body_row,
    cadre_row,
    file_rows,
    session_rows,
)
from cadre_ledger.rulebook.outcomes import in_year_before
from cadre_ledger.values.dates import PartialDate

KINDS: Mapping[type, str] = {int: "1 number", float: "1 number", str: "2 text", bytes: "3 bytes"}
GENERATION = re.compile(r"views-(\d+)\.db")
WAIT_SECONDS = 30
BATCH = 500
"""Votes or files judged before their rows are written."""


class Progress(NamedTuple):
    """How far a generation has come: the last entry folded in, its leaf hash, and the day it was judged for."""

    entry: int
    leaf: bytes
    judged_on: str


class Difference(NamedTuple):
    """Where the read models are not what a fresh fold gives."""

    table: str
    key: str
    column: str
    found: object
    expected: object


class Views:
    """One generation of read models, as a source of verdicts and of lists."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.replaced_others = False
        self._connection = _opened(path)

    @classmethod
    def current(cls, directory: Directory, events: sqlite3.Connection, today: date) -> Self:
        """The newest complete generation, caught up and judged for today; rebuilt when it fits the events no more."""
        for generation in generations(directory):
            views = cls._kept_up(directory.views(generation), events, today)
            if views is not None:
                return views
        found_other = bool(generations(directory))
        views = cls.rebuilt(directory, events, today)
        views.replaced_others = found_other
        return views

    @classmethod
    def _kept_up(cls, path: Path, events: sqlite3.Connection, today: date) -> Self | None:
        """A generation, caught up; None when it does not fit the events, or is damaged or gone."""
        views = None
        try:
            views = cls(path)
            if views.fits(events):
                views.catch_up(events, today)
                fitting, views = views, None
                return fitting
        except (sqlite3.DatabaseError, msgspec.DecodeError) as error:
            if not _damaged(error):
                raise
        finally:
            if views is not None:
                views.close()
        return None

    @classmethod
    def rebuilt(cls, directory: Directory, events: sqlite3.Connection, today: date) -> Self:
        """A new generation from the first entry on; older ones go once it is complete."""
        old = generations(directory)
        path = directory.views(max(old, default=0) + 1)
        while not _made(path):
            path = directory.views(int(GENERATION.fullmatch(path.name)[1]) + 1)  # type: ignore[index]
        views = cls(path)
        try:
            views._make(events, today)
            _sync(path)
            views._connection.execute("UPDATE about SET complete = 1")
        except BaseException:
            views.close()
            _remove(path)
            raise
        for generation in old:
            _remove(directory.views(generation))
        return views

    @classmethod
    def in_memory(cls, events: sqlite3.Connection, today: date) -> Self:
        """Read models that leave nothing behind."""
        views = cls(None)
        views._make(events, today)
        return views

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # what they are

    @property
    def progress(self) -> Progress:
        """How far they have come."""
        return Progress(*self._connection.execute("SELECT entry, leaf, judged_on FROM about").fetchone())

    def fits(self, events: sqlite3.Connection) -> bool:
        """Whether they are complete, of this program's format, and of this very history."""
        try:
            found = self._connection.execute("SELECT format, complete, entry, leaf FROM about").fetchone()
        except sqlite3.Error:
            return False
        if found is None or found[0] != FORMAT or not found[1]:
            return False
        stored = pages.row(events, found[2])
        return found[2] == 0 or (stored is not None and pages.leaf_of(stored) == found[3])

    def sizes(self) -> dict[str, int]:
        """Rows by table."""
        return {table.name: self._connection.execute(f"SELECT COUNT(*) FROM {table.name}").fetchone()[0] for table in TABLES}

    # as a source of verdicts

    def get(self, key: Key) -> Any:
        """A dossier."""
        row = self._connection.execute("SELECT body FROM dossier WHERE kind = ? AND code = ?", key).fetchone()
        return None if row is None else decode(key[0], row[0])

    def keys_of(self, kind: str) -> Iterator[str]:
        """The codes of one kind, in order, a page at a time."""
        after = ""
        while rows := self._connection.execute(
            "SELECT code FROM dossier WHERE kind = ? AND code > ? ORDER BY code LIMIT 1000", (kind, after)
        ).fetchall():
            yield from (code for (code,) in rows)
            after = rows[-1][0]

    def merged(self) -> Mapping[str, str]:
        """By absorbed cadre, the code under which the person goes on."""
        return follow(dict(self._connection.execute("SELECT code, merged_into FROM cadre WHERE merged_into IS NOT NULL")))

    # as lists

    def rows(self, table: Table, where: Mapping[str, object] | None = None) -> Iterator[dict[str, Any]]:
        """Rows of a table in the order of its key, narrowed to equal columns."""
        columns = {column: value for column, value in (where or {}).items() if column in table.columns}
        condition = " AND ".join(f"{column} IS ?" for column in columns) or "1"
        order = ", ".join(table.columns[: table.keys])
        found = self._connection.execute(
            f"SELECT {', '.join(table.columns)} FROM {table.name} WHERE {condition} ORDER BY {order}", tuple(columns.values())
        )
        return (dict(zip(table.columns, row, strict=True)) for row in found)

    def containing(self, table: Table, column: str, text: str, limit: int) -> Iterator[dict[str, Any]]:
        """Rows in a column of which a text stands, those that begin with it first."""
        found = self._connection.execute(
            f"SELECT {', '.join(table.columns)} FROM {table.name} WHERE instr({column}, ?) "
            f"ORDER BY instr({column}, ?) > 1, {column}, {table.columns[0]} LIMIT ?",
            (text, text, limit),
        )
        return (dict(zip(table.columns, row, strict=True)) for row in found)

    @cached_property
    def listing(self) -> Listing:
        """The people of the rows as a list to look through; it goes with these views."""
        return Listing(self._connection)

    def counted(self, table: Table, columns: Sequence[str]) -> Counter[tuple[Any, ...]]:
        """How many rows have the same values in these columns."""
        listed = ", ".join(columns)
        found = self._connection.execute(f"SELECT COUNT(*), {listed} FROM {table.name} GROUP BY {listed}")
        return Counter({tuple(values): count for count, *values in found})

    # keeping up

    def catch_up(self, events: sqlite3.Connection, today: date) -> int:
        """Fold in what was recorded since, and judge again what is due; how many entries were new."""
        if pages.head(events) == self.progress.entry and self.progress.judged_on == today.isoformat():
            return 0
        with self._writing():
            before = self.progress.entry
            spill = Spill(self._connection)
            last = _fold(spill, events, before)
            spill.flush()
            self._refresh(spill.touched, today)
            if last is not None:
                self._connection.execute("UPDATE about SET entry = ?, leaf = ?", (last[0], pages.leaf_of(last)))
            self._connection.execute("UPDATE about SET judged_on = ?", (today.isoformat(),))
            return self.progress.entry - before

    def _make(self, events: sqlite3.Connection, today: date) -> None:
        with _without_collector(), self._writing():
            self._create()
            last = self._fold_all(events)
            self._write_plain_rows(key for kind in ("cadre", "body") for key in self._keys(kind))
            self._judge_all(today)
            if last is not None:
                self._connection.execute("UPDATE about SET entry = ?, leaf = ?", (last[0], pages.leaf_of(last)))
            self._connection.execute("UPDATE about SET judged_on = ?", (today.isoformat(),))

    def _fold_all(self, events: sqlite3.Connection) -> pages.Raw | None:
        """Every dossier; none is held in memory any more when they are judged."""
        spill = Spill(self._connection, noting=False)
        last = _fold(spill, events, 0)
        spill.flush()
        return last

    def _create(self) -> None:
        self._connection.execute("CREATE TABLE about (format INTEGER, complete INTEGER, entry INTEGER, leaf BLOB, judged_on TEXT) STRICT")
        self._connection.execute("INSERT INTO about VALUES (?, 0, 0, x'', '')", (FORMAT,))
        self._connection.execute("CREATE TABLE dossier (kind TEXT, code TEXT, body BLOB, PRIMARY KEY (kind, code)) STRICT, WITHOUT ROWID")
        for table in TABLES:
            create(self._connection, table)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction that takes the lock before it reads."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def _refresh(self, touched: Iterable[Key], today: date) -> None:
        touched = sorted(touched)
        codes = {kind: [code for other, code in touched if other == kind] for kind in ("session", "cadre", "file", "position", "rulebook")}
        sessions = {*codes["session"], *self._sessions_of_people_merged(codes["cadre"])}
        if codes["rulebook"]:
            sessions.update(self.keys_of("session"))
        self._write_plain_rows(key for key in touched if key[0] in ("cadre", "body"))
        sessions |= self._sessions_looking_back(sessions, codes["cadre"])
        sessions |= set(self._due("code", VOTES, today))
        self._forget("session", sessions)
        self._judge_sessions(sorted(sessions), today)
        people = {*codes["cadre"], *codes["file"], *self._people_on(codes["session"]), *self._holders(codes["position"])}
        people |= set(self.keys_of("cadre") if codes["rulebook"] else self._due("cadre", STANDINGS, today))
        merged = self.merged()
        self._forget("file", people)
        self._judge_files(sorted({merged.get(code, code) for code in people}), today)

    def _due(self, column: str, table: Table, today: date) -> Iterator[str]:
        """Whose verdict may have changed by itself, or was given for a later day."""
        found = self._connection.execute(
            f"SELECT {column} FROM {table.name} WHERE next_change <= ? OR judged_on > ?", (today.isoformat(), today.isoformat())
        )
        return (code for (code,) in found.fetchall())

    def _people_on(self, sessions: Iterable[str]) -> Iterator[str]:
        """Who is linked to a line of one of these votes."""
        for code in sessions:
            yield from (line.cadre for line in self.get(("session", code)).subjects if line.cadre)

    def _holders(self, positions: Iterable[str]) -> Iterator[str]:
        """Who holds, held or is planned for one of these."""
        for code in positions:
            yield from (cadre for (cadre,) in self._connection.execute("SELECT cadre FROM post WHERE position = ?", (code,)).fetchall())

    def _sessions_of_people_merged(self, cadres: Iterable[str]) -> set[str]:
        """Votes whose lines now belong to another file."""
        found: set[str] = set()
        for code in cadres:
            dossier = self.get(("cadre", code))
            before = self._connection.execute("SELECT merged_into FROM cadre WHERE code = ?", (code,)).fetchone()
            if before is not None and before[0] != dossier.merged_into:
                found |= {session for session, _ in results_of(self, code)}
                found |= {session for end in filter(None, (before[0], dossier.merged_into)) for session, _ in results_of(self, end)}
        return found

    def _sessions_looking_back(self, sessions: set[str], cadres: Iterable[str]) -> set[str]:
        """Votes that rest on one of these: of the people linked there, and of those whose results came or went."""
        if not sessions:
            return set()
        days = {day.first.year: day for day in (self.get(("session", code)).day for code in sessions)}.values()
        found = self._connection.execute("SELECT code, held_on FROM vote WHERE looks_back = 1")
        looking = {code for code, held_on in found if any(in_year_before(day, PartialDate.parse(held_on)) for day in days)}
        if not looking:
            return set()
        people = {line.cadre for code in sessions for line in self.get(("session", code)).subjects if line.cadre}.union(cadres)
        merged = self.merged()
        return {session for cadre in people for session, _ in results_of(self, merged.get(cadre, cadre)) if session in looking}

    def _keys(self, kind: str) -> Iterator[Key]:
        return ((kind, code) for code in self.keys_of(kind))

    def _write_plain_rows(self, keys: Iterable[Key]) -> None:
        for key in keys:
            dossier = self.get(key)
            if key[0] == "cadre":
                self._insert(CADRES, [cadre_row(dossier)])
            else:
                self._insert(BODIES, [body_row(dossier)])

    def _forget(self, kind: str, owners: Iterable[str]) -> None:
        """Take away what earlier judgements of these votes, or of these files, wrote."""
        codes = [(code,) for code in owners]
        self._connection.executemany(f"DELETE FROM flag WHERE kind = '{kind}' AND owner = ?", codes)
        for table in (POSTS, STANDINGS) if kind == "file" else ():
            self._connection.executemany(f"DELETE FROM {table.name} WHERE cadre = ?", codes)

    def _judge_all(self, today: date) -> None:
        merged = self.merged()
        self._judge_sessions(self.keys_of("session"), today)
        self._judge_files((code for code in self.keys_of("cadre") if code not in merged), today)

    def _judge_sessions(self, sessions: Iterable[str], today: date) -> None:
        judging = Judging(self)
        self._write_rows(session_rows(judging.verdict(judging.get(("session", code)), today)) for code in sessions)

    def _judge_files(self, cadres: Iterable[str], today: date) -> None:
        judging = Judging(self)
        self._write_rows(file_rows(judging, stand(judging, code, today)) for code in cadres)

    def _write_rows(self, several: Iterable[Iterable[tuple[Table, Row]]]) -> None:
        rows: dict[Table, list[Row]] = {table: [] for table in TABLES}
        for count, owned in enumerate(several, 1):
            for table, row in owned:
                rows[table].append(row)
            if count % BATCH == 0:
                self._insert_all(rows)
        self._insert_all(rows)

    def _insert_all(self, rows: Mapping[Table, list[Row]]) -> None:
        for table, several in rows.items():
            self._insert(table, several)
            several.clear()

    def _insert(self, table: Table, rows: Sequence[Row]) -> None:
        insert(self._connection, table, rows)

    # are they true

    def differences(self, events: sqlite3.Connection, most: int = 20) -> list[Difference]:
        """Where they are not equal to a fresh fold of the same entries, judged for the same day."""
        upto = self.progress.entry
        fresh = Views(None)
        try:
            with fresh._writing():
                fresh._create()
                spill = Spill(fresh._connection, noting=False)
                for page in pages.states(events, 0, upto):
                    gather(spill, ((topic, state) for _, topic, state in page))
                spill.flush()
                fresh._write_plain_rows(key for kind in ("cadre", "body") for key in fresh._keys(kind))
                fresh._judge_all(date.fromisoformat(self.progress.judged_on))
            return list(_compared(self._connection, fresh._connection, most))
        finally:
            fresh.close()


def gathered(events: sqlite3.Connection, upto: int, reached: Callable[[int], None] = lambda entry: None) -> InMemory:
    """The dossiers as of an earlier cut, in memory; `reached` is told now and then how far it has come, and may raise to stop it."""
    dossiers = InMemory()
    with _without_collector():
        for page in pages.states(events, 0, upto):
            gather(dossiers, ((topic, state) for _, topic, state in page))
            reached(page[-1][0])
    return dossiers


def generations(directory: Directory) -> list[int]:
    """Generations on disk, the newest first."""
    names = (GENERATION.fullmatch(path.name) for path in directory.path.iterdir())
    return sorted((int(match[1]) for match in names if match), reverse=True)


def _opened(path: Path | None) -> sqlite3.Connection:
    """A connection to a file that is there: one that was removed meanwhile must not come back empty."""
    name = ":memory:" if path is None else path.absolute().as_uri() + "?mode=rw"
    connection = sqlite3.connect(name, uri=True, isolation_level=None, timeout=WAIT_SECONDS)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _damaged(error: Exception) -> bool:
    """Whether an error speaks of the file itself; a locked file or a full disk is no reason to make it anew."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return code & 0xFF in (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CANTOPEN)


def _made(path: Path) -> bool:
    """A new file of our own; another process may be making its own generation."""
    try:
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        return False
    return True


def _sync(path: Path) -> None:
    """On disk before it is called complete; another process may meanwhile have made a newer one and removed this."""
    with suppress(FileNotFoundError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _fold(spill: Spill, events: sqlite3.Connection, after: int) -> pages.Raw | None:
    """Everything after an entry; the last row, for its leaf."""
    last = after
    for page in pages.states(events, after):
        gather(spill, ((topic, state) for _, topic, state in page))
        last = page[-1][0]
    return pages.row(events, last) if last > after else None


def _compared(found: sqlite3.Connection, fresh: sqlite3.Connection, most: int) -> Iterator[Difference]:
    remaining = most
    for name, columns, keys in (("dossier", ("kind", "code", "body"), 2), *((table.name, table.columns, table.keys) for table in TABLES)):
        order = ", ".join(columns[:keys])
        # What is judged on which day may differ while the verdict is the same.
        compared = tuple(column for column in columns if column != "judged_on")
        query = f"SELECT {', '.join(compared)} FROM {name} ORDER BY {order}"
        for difference in _differing(name, compared, keys, found.execute(query), fresh.execute(query)):
            yield difference
            remaining -= 1
            if not remaining:
                return


def _differing(name: str, columns: Sequence[str], keys: int, found: Iterable[Row], fresh: Iterable[Row]) -> Iterator[Difference]:
    """Both in the order of their key, so that a missing and an added row are told apart."""
    ours, theirs = iter(found), iter(fresh)
    mine, other = next(ours, None), next(theirs, None)
    while mine is not None or other is not None:
        if other is None or (mine is not None and _key(mine, keys) < _key(other, keys)):
            assert mine is not None
            yield Difference(name, _written(mine, keys), "", "row", None)
            mine = next(ours, None)
        elif mine is None or _key(mine, keys) > _key(other, keys):
            yield Difference(name, _written(other, keys), "", None, "row")
            other = next(theirs, None)
        else:
            for column, value, expected in zip(columns, mine, other, strict=True):
                if value != expected:
                    yield Difference(name, _written(mine, keys), column, value, expected)
            mine, other = next(ours, None), next(theirs, None)


def _key(row: Row, keys: int) -> tuple[Any, ...]:
    """As SQLite orders values of any kind: nothing, numbers, text, bytes."""
    return tuple(("", 0) if value is None else (KINDS[type(value)], value) for value in row[:keys])


def _written(row: Row, keys: int) -> str:
    return "/".join(str(value) for value in row[:keys])


def _remove(path: Path) -> None:
    """A generation that another process still reads keeps its file until that process ends."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Folding makes no cycles, and the collector doubles its time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
