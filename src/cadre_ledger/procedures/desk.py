"""The reader's desk: a ledger opened at a cut and a day, with the verdicts that hold there."""

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from itertools import islice
from typing import Any, Self
from zoneinfo import ZoneInfo

from pydantic_core import from_json

from cadre_ledger.ledger import pages
from cadre_ledger.ledger.directory import Directory, Founding
from cadre_ledger.ledger.pages import Cut
from cadre_ledger.ledger.views import Views, gathered
from cadre_ledger.projections.dossiers import BodyDossier, CadreDossier, Key, RulebookDossier, SessionDossier
from cadre_ledger.projections.judge import SessionVerdict, held
from cadre_ledger.projections.source import Judging, Remembered, Source, results_of, rulebook_of
from cadre_ledger.projections.standing import stand
from cadre_ledger.projections.tables import BODIES, CADRES, FLAGS, TABLES, VOTES, Table, body_row, cadre_row, file_rows, session_rows
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import Broken, Misused, NotFound
from cadre_ledger.values.text import clean_code
from cadre_ledger.values.verdicts import Truth


@dataclass(frozen=True, slots=True)
class Clocks:
    """As of which day, and known at which entry; None = now."""

    as_of: date | None = None
    known_at: str | None = None


class Stoppable:
    """A history in memory, of which no database hears that it is to stop."""

    def __init__(self, source: Source, stop: pages.Stop) -> None:
        self._source = source
        self._stop = stop
        self.keys_of = source.keys_of
        self.merged = source.merged

    def get(self, key: Key) -> Any:
        """The dossier; None when there is none."""
        if self._stop():
            raise sqlite3.OperationalError("interrupted")
        return self._source.get(key)


class Desk:
    """One reading of a ledger. What it answers depends on nothing but the history up to its cut and its day."""

    def __init__(self, directory: Directory, founding: Founding, events: sqlite3.Connection, cut: Cut, as_of: date, source: Source) -> None:
        self.directory = directory
        self.founding = founding
        self.events = events
        self.cut = cut
        self.as_of = as_of
        self.source = source

    @classmethod
    def open(
        cls,
        directory: Directory,
        clocks: Clocks,
        now: datetime,
        stop: pages.Stop | None = None,
        reached: Callable[[int], None] | None = None,
    ) -> Self:
        """Read models when the question is about all that is recorded, else a fold up to the cut.

        Once `stop` answers yes, opening ends with an error, and so does whatever the desk is asked; when it answers no again, it goes on.
        `reached` hears how far a fold has come.
        """
        directory.must_exist()
        founding = directory.founding()
        zone = ZoneInfo(founding.time_zone)
        events = pages.open_reading(directory.events)
        pages.stopped_by(events, stop)
        try:
            head = pages.head(events)
            entry = head if clocks.known_at is None else _entry(events, clocks.known_at, zone, head)
            cut = Cut(entry, _recorded_at(events, entry))
            today = now.astimezone(zone).date()
            known_on = today if clocks.known_at is None else datetime.fromisoformat(cut.recorded_at).astimezone(zone).date()
            source: Source
            if entry < head:
                found = gathered(events, entry, reached) if reached else gathered(events, entry)
                source = Stoppable(found, stop) if stop else found
            else:
                source = views = Views.current(directory, events, today, stop)
                # Someone may have recorded between the two looks.
                cut = Cut(views.progress.entry, _recorded_at(events, views.progress.entry))
        except sqlite3.Error as error:
            events.close()
            raise Broken(Code.STORE_BROKEN, reason=str(error)) from None
        except BaseException:
            events.close()
            raise
        return cls(directory, founding, events, cut, clocks.as_of or known_on, source)

    def on(self, day: date) -> Self:
        """The same reading as of another day; only the first desk is to be closed."""
        return type(self)(self.directory, self.founding, self.events, self.cut, day, self.source)

    def close(self) -> None:
        """Give the connections back."""
        self.events.close()
        if isinstance(self.source, Views):
            self.source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def remembering(self) -> "Desk":
        """The same reading for many questions in a row: what many of them rest on is read once."""
        return Desk(self.directory, self.founding, self.events, self.cut, self.as_of, Remembered(self.source))

    @cached_property
    def judging(self) -> Judging:
        """Verdicts of this reading: what many of them rest on is read once."""
        return Judging(self.source)

    @property
    def of_another_history(self) -> bool:
        """Whether read models were found that did not fit the events, and were made anew."""
        return isinstance(self.source, Views) and self.source.replaced_others

    def has_come(self, day: str) -> bool:
        """Whether a day, however precisely known, had come by the day of the reading, or may have."""
        return PartialDate.parse(day).first <= self.as_of

    @property
    def rulebook(self) -> RulebookDossier:
        """The texts adopted up to the cut."""
        return rulebook_of(self.source)

    def session(self, code: str) -> SessionDossier:
        """A vote, or `NotFound`."""
        found: SessionDossier | None = self.source.get(("session", code))
        if found is None:
            raise NotFound(Code.NO_SESSION, session=code)
        return found

    def verdict(self, code: str) -> SessionVerdict:
        """A vote judged as of the day; one that had not been held by then answers "not yet"."""
        session = self.session(code)
        judged = self.judging.verdict(session, self.as_of)
        if judged.held is Truth.NOT:
            raise NotFound(Code.NOT_YET, session=code, held_on=session.held_on, as_of=self.as_of.isoformat())
        return judged

    def body(self, code: str) -> BodyDossier:
        """A voting body, or `NotFound`."""
        found: BodyDossier | None = self.source.get(("body", code))
        if found is None:
            raise NotFound(Code.NO_BODY, body=code)
        return found

    def cadre(self, code_or_number: str) -> CadreDossier:
        """A file by the ledger's code or the council's own number, or `NotFound`."""
        code_or_number = clean_code(code_or_number)
        found: CadreDossier | None = self.source.get(("cadre", code_or_number))
        if found is not None:
            return found
        numbered = next(iter(self.rows(CADRES, {"own_number": code_or_number})), None)
        if numbered is None:
            raise NotFound(Code.NO_CADRE, cadre=code_or_number)
        dossier: CadreDossier = self.source.get(("cadre", numbered["code"]))
        return dossier

    @property
    def views_of_the_day(self) -> Views | None:
        """The read models, where they were judged for this day: asking them for a few rows costs little."""
        if isinstance(self.source, Views) and self.source.progress.judged_on == self.as_of.isoformat():
            return self.source
        return None

    def rows(self, table: Table, where: Mapping[str, object] | None = None) -> Iterator[dict[str, Any]]:
        """Rows in key order: from the read models when they were judged for this day, else judged now."""
        views = self.views_of_the_day
        if views is not None:
            found = views.rows(table, where)
            yield from (row for row in found if table is not VOTES or row["held_on"] <= self.as_of.isoformat())
            return
        for row in self._judged_rows(table, (where or {}).get("cadre")):
            named = dict(zip(table.columns, row, strict=True))
            if all(named[column] == value for column, value in (where or {}).items()):
                yield named

    def containing(self, table: Table, column: str, text: str, limit: int) -> Iterator[dict[str, Any]]:
        """Rows in a column of which a text stands, those that begin with it first."""
        views = self.views_of_the_day
        if views is not None:
            return views.containing(table, column, text, limit)
        found = [row for row in self.rows(table) if text in (row[column] or "")]
        return islice(sorted(found, key=lambda row: (not row[column].startswith(text), row[column])), limit)

    def judged(self, cadres: Sequence[str] | None = None) -> Iterator[tuple[Table, tuple[object, ...]]]:
        """Every row about votes and files of the day with its table, all judged now: of everyone, or what may be about some people."""
        return self._judged(FLAGS, cadres)

    def counted(self, table: Table, columns: Sequence[str]) -> Counter[tuple[Any, ...]]:
        """How many rows have the same values in these columns, without reading each where the read models were judged for this day."""
        views = self.views_of_the_day
        if views is not None and table is not VOTES:
            return views.counted(table, columns)
        return Counter(tuple(row[column] for column in columns) for row in self.rows(table))

    def _judged_rows(self, table: Table, cadre: Any) -> Iterator[tuple[object, ...]]:
        if table is CADRES:
            yield from (cadre_row(self.source.get(("cadre", code))) for code in self.source.keys_of("cadre"))
        elif table is BODIES:
            yield from (body_row(self.source.get(("body", code))) for code in self.source.keys_of("body"))
        else:
            assert table in TABLES
            yield from (row for owner, row in self._judged(table, None if cadre is None else (cadre,)) if owner is table)

    def _judged(self, table: Table, cadres: Sequence[str] | None) -> Iterator[tuple[Table, tuple[object, ...]]]:
        """What follows from files, then from votes: the order of the tables' keys; of some people, what may be about them."""
        judging = self.judging
        if table is not VOTES:
            merged = self.source.merged()
            for code in self.source.keys_of("cadre") if cadres is None else cadres:
                if code not in merged:
                    yield from file_rows(judging, stand(judging, code, self.as_of))
        for code in self._sessions(cadres) if table in (VOTES, FLAGS) else ():
            session = judging.get(("session", code))
            if held(session.day, self.as_of) is not Truth.NOT:
                yield from session_rows(judging.verdict(session, self.as_of))

    def _sessions(self, cadres: Sequence[str] | None) -> Iterable[str]:
        """Every vote, or those of some people."""
        if cadres is None:
            return self.source.keys_of("session")
        return sorted({code for cadre in cadres for code, _ in results_of(self.judging, cadre)})


def _recorded_at(events: sqlite3.Connection, entry: int) -> str:
    stored = pages.row(events, entry)
    if stored is None:
        raise NotFound(Code.NO_ENTRY, entry=entry)
    recorded_at: str = from_json(stored[4])["recorded_at"]
    return recorded_at


def _entry(events: sqlite3.Connection, known_at: str, zone: ZoneInfo, head: int) -> int:
    """The last entry known at a cut: an entry number, an instant, or a date, which means the end of that day."""
    if match := re.fullmatch(r"#([0-9]{1,18})|([0-9]{1,3}|[0-9]{5,18})", known_at):
        return _existing(int(match[1] or match[2]), head)
    instant = _instant(known_at, zone)
    low, high = 0, head
    while low < high:
        middle = (low + high + 1) // 2
        if datetime.fromisoformat(_recorded_at(events, middle)) <= instant:
            low = middle
        else:
            high = middle - 1
    if low == 0:
        raise NotFound(Code.NOT_YET, session="", held_on=_recorded_at(events, 1), as_of=known_at)
    return low


def _existing(entry: int, head: int) -> int:
    if not 1 <= entry <= head:
        raise NotFound(Code.NO_ENTRY, entry=entry)
    return entry


def _instant(text: str, zone: ZoneInfo) -> datetime:
    """The instant itself, or the end of a day, a month or a year."""
    try:
        day = PartialDate.parse(text).last
    except Misused:
        day = None
    try:
        if day is not None:
            return datetime.combine(day, time.max, zone).astimezone(UTC)
        instant = datetime.fromisoformat(text)
        return (instant if instant.tzinfo else instant.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Misused(Code.CUT_UNREADABLE, value=text[:40]) from None
