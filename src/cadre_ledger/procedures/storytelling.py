"""Telling an invented history: files and acts on their days, recorded one after another under the clock of the story."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from itertools import groupby
from typing import TypeAlias
from zoneinfo import ZoneInfo

from cadre_ledger.domain import assessments, cadres, cases, classifications, positions, posts, training
from cadre_ledger.domain.shapes import Command, Event
from cadre_ledger.interchange.tabular import read
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.desk import Clocks, Desk
from cadre_ledger.procedures.founding import TIME_ZONE
from cadre_ledger.procedures.importing import Options, import_tallies
from cadre_ledger.procedures.recording import Author, record
from cadre_ledger.projections.tables import FLAGS
from cadre_ledger.values.citations import FlagName
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import Unreadable
from cadre_ledger.values.tallies import RecordedFrom
from cadre_ledger.values.text import slug

MORNING = time(8, tzinfo=ZoneInfo(TIME_ZONE))
Cells = dict[str, str]
Tell: TypeAlias = "Callable[[Teller], None]"


@dataclass(frozen=True, slots=True)
class Act:
    """What someone records on a day."""

    day: str
    actor: str
    tell: Tell


@dataclass(slots=True)
class Teller:
    """A ledger being told: its clock stands on the day of the act, a second later with each one."""

    directory: Directory
    ledger: Ledger
    folder: str
    day: date = date.min
    actor: str = ""
    told: int = 0

    def tell(self, acts: Iterable[Act]) -> None:
        """Every act in the order of its day."""
        for act in sorted(acts, key=lambda act: act.day):
            self.day, self.actor = date.fromisoformat(act.day), act.actor
            act.tell(self)

    @property
    def today(self) -> PartialDate:
        """The day of the act."""
        return PartialDate.on(self.day)

    def now(self) -> datetime:
        """The instant of the act."""
        return datetime.combine(self.day, MORNING) + timedelta(seconds=self.told)

    def record(self, *commands: Command) -> None:
        """Record commands together."""
        self.told += 1
        record(self.ledger, commands, self._author)

    def take(self, kind: str, file: str) -> None:
        """Record a file of a kind that is imported."""
        rows = self._rows(file)
        for commands in KINDS[kind]:
            self.record(*commands(self, rows))

    def count(self, file: str, session: str, basis: str) -> None:
        """Record a vote from its minutes; the whole list stands in the file."""
        self.told += 1
        options = Options(basis, self.today, session, recorded_from=RecordedFrom.MINUTES, complete=True)
        with self._desk() as desk:
            import_tallies(self.ledger, desk, self._content(file), file, options, self._author)

    def code(self, own_number: str) -> str:
        """The code that the ledger gave to the person with this number."""
        (taken,) = self.ledger.read(cadres.number_stream_of(own_number))
        assert isinstance(taken.event, cadres.CadreNumberTaken)
        return taken.event.cadre

    def entry(self, stream: str, kind: type[Event], **fields: object) -> int:
        """The newest entry of a stream that records such an event with these fields."""
        records = (each for each in self.ledger.read(stream) if isinstance(each.event, kind))
        return [each.entry for each in records if all(getattr(each.event, name) == value for name, value in fields.items())][-1]

    def flag(self, name: FlagName, session: str, own_number: str) -> str:
        """The identity of a flag that is up today."""
        with self._desk() as desk:
            (row,) = desk.rows(FLAGS, {"flag": name.value, "session": session, "cadre": self.code(own_number)})
        identity: str = row["id"]
        return identity

    @property
    def _author(self) -> Author:
        return Author(self.actor, f"{self.folder}-{self.told:04d}", self.now)

    def _desk(self) -> Desk:
        return Desk.open(self.directory, Clocks(), self.now())

    def _content(self, file: str) -> bytes:
        return files("cadre_ledger.procedures").joinpath(self.folder, file).read_bytes()

    def _rows(self, file: str) -> list[Cells]:
        sheet = read(self._content(file), file)
        if sheet.findings:
            raise Unreadable(list(sheet.findings))
        return [dict(row.cells) for row in sheet.rows]


def taking(kind: str, file: str) -> Tell:
    """The act of recording a file."""
    return lambda teller: teller.take(kind, file)


def case_of(decision_no: str) -> str:
    """The code of the case that a decision opens."""
    return slug(decision_no)


# Kinds of files: what their rows become. A kind that needs what it has itself recorded takes two steps.

Taking = Callable[[Teller, Sequence[Cells]], Iterator[Command]]


def _positions(teller: Teller, rows: Sequence[Cells]) -> Iterator[Command]:
    for row in rows:
        yield positions.DefinePosition(on=teller.today, post=positions.Post.model_validate(row))


def _people(teller: Teller, rows: Sequence[Cells]) -> Iterator[Command]:
    for row in rows:
        yield cadres.RegisterCadre.model_validate(
            {"on": teller.today, "name": row["name"], "born": row.get("born"), "own_number": row["cadre"]}
        )


def _appointments(teller: Teller, rows: Sequence[Cells]) -> Iterator[Command]:
    for row in rows:
        cadre = teller.code(row["cadre"])
        term = {name: row.get(name) for name in ("term_from", "term_to")}
        yield posts.Appoint.model_validate(
            {"on": teller.today, "cadre": cadre, "position": row["position"], "since": row["appointed_on"], **term}
        )
        if "planned_for" in row:
            yield posts.Plan(on=teller.today, cadre=cadre, position=row["planned_for"])


def _assessments(teller: Teller, rows: Sequence[Cells]) -> Iterator[Command]:
    about = ("period", "cadre", "assessor", "capacity", "on")
    for named, criteria in groupby(rows, key=lambda row: tuple(row[name] for name in about)):
        fields = dict(zip(about, named, strict=True)) | {"cadre": teller.code(named[1])}
        scores = {row["criterion"]: row["score"] for row in criteria}
        yield assessments.Assess.model_validate(fields | {"scores": scores})


def _as_written(command: type[Command]) -> Taking:
    """Rows whose columns are the fields of a command."""

    def taking(teller: Teller, rows: Sequence[Cells]) -> Iterator[Command]:
        for row in rows:
            yield command.model_validate({**row, "on": teller.today, "cadre": teller.code(row["cadre"])})

    return taking


def _discipline(teller: Teller, rows: Sequence[Cells]) -> Iterator[Command]:
    decided = _as_written(cases.DecideDiscipline)
    yield from decided(teller, [{**row, "case": case_of(row["decision_no"])} for row in rows])


KINDS: dict[str, tuple[Taking, ...]] = {
    "positions": (_positions,),
    "roster": (_people, _appointments),
    "assessments": (_assessments,),
    "classifications": (_as_written(classifications.Classify),),
    "training": (_as_written(training.CompleteTraining),),
    "qualifications": (_as_written(training.RecordQualification),),
    "discipline": (_discipline,),
}
