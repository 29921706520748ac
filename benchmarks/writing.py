"""Commands as an office gives them, on a generated ledger or on a new one: votes, links, files of tallies."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random

from benchmarks import people
from benchmarks.acts import SEATS, TODAY
from benchmarks.generator import ACTOR, NAMESPACE
from cadre_ledger.domain.cadres import RegisterCadre
from cadre_ledger.domain.returns import BallotNumbers, ListedSubject
from cadre_ledger.domain.shapes import Command
from cadre_ledger.domain.training import CompleteTraining
from cadre_ledger.domain.votes import LinkSubject, RecordVote
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.founding import Plan, found
from cadre_ledger.procedures.recording import Author
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.studies import Category
from cadre_ledger.values.tallies import LEVELS, RecordedFrom, VoteKind

ON = PartialDate.on(TODAY)
BALLOTS = 47
COLUMNS = ["council", "session_date", "name", "title", "delegates_total", "issued", "collected", "high", "confidence", "low", "source"]


def now() -> datetime:
    """The clock of someone at work on the last day of the history, a moment later each time."""
    return datetime(TODAY.year, TODAY.month, TODAY.day, 2, tzinfo=UTC) + timedelta(microseconds=next(_ticks))


_ticks = count(1)


def author(key: str) -> Author:
    """Someone recording under a key."""
    return Author(ACTOR, key, now)


class Office:
    """A stream of commands on a generated ledger; every one is accepted."""

    def __init__(self, officials: int, name: str) -> None:
        self._councils = [number for number in range(officials // SEATS) if number % 3 != 2]
        self._name = name
        self._chance = Random(name)
        self._votes = count(1)

    def vote(self) -> RecordVote:
        """A vote on twenty people, of a state body, under the newest resolution."""
        number = next(self._votes)
        body = f"HDND-{self._councils[number % len(self._councils)]:04d}"
        return RecordVote(
            on=ON,
            session=f"{self._name}-{number:06d}",
            kind=VoteKind.CONFIDENCE,
            body=body,
            held_on=PartialDate.on(TODAY - timedelta(days=number % 400)),
            basis="vn/96-2023-QH15",
            recorded_from=RecordedFrom.MINUTES,
            source=f"Biên bản kiểm phiếu số {number}/BB-BKP",
            ballots=BallotNumbers(members_total=50, members_present=BALLOTS, issued=BALLOTS, collected=BALLOTS),
            subjects=tuple(self._line(place) for place in range(1, SEATS + 1)),
            subjects_total=SEATS,
            another=True,
        )

    def _line(self, place: int) -> ListedSubject:
        low = self._chance.randint(0, BALLOTS)
        counts = dict(zip(LEVELS[VoteKind.CONFIDENCE], (BALLOTS - low, 0, low), strict=True))
        return ListedSubject(number=place, name=people.person(self._chance).name, position=people.post(place), counts=counts)

    def vote_with_links(self) -> list[Command]:
        """The same with eighteen of them linked: 38 entries."""
        voted = self.vote()
        council = int(voted.body.removeprefix("HDND-"))
        links = (
            LinkSubject(
                on=ON, session=voted.session, subject=place, cadre=f"C{council * SEATS + place:06d}", ground="Trùng họ tên và chức vụ"
            )
            for place in range(1, SEATS - 1)
        )
        return [voted, *links]

    def completion(self) -> CompleteTraining:
        """One entry in the file of one cadre, whoever is next."""
        number = next(self._votes)
        return CompleteTraining(
            on=ON, cadre=f"C{number:06d}", category=Category.SKILLS, programme=f"{self._name} {number}", completed_on=ON
        )

    def cadre(self) -> RegisterCadre:
        """A small command: two entries."""
        known = people.person(self._chance)
        return RegisterCadre(on=ON, name=known.name)


def founded(path: Path) -> Directory:
    """A new ledger."""
    directory, _ = found(Plan(path, "Sổ nhập", "state", "vn-state", "vi"), NAMESPACE, ACTOR, "founding", now)
    return directory


def tallies(rows: int, seed: int = 1) -> bytes:
    """A file of so many rows, 25 people a session, as `import tallies` takes it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_rows(rows, Random(seed)))
    return out.getvalue().encode()


def _rows(rows: int, chance: Random) -> Iterator[tuple[object, ...]]:
    for row in range(rows):
        session, seat = divmod(row, 25)
        council, year = divmod(session, 10)
        low, middle = chance.randint(0, 9), chance.randint(0, 12)
        yield (
            f"HĐND {council} tỉnh {people.PLACES[council % len(people.PLACES)]}",
            f"{2024 + year // 5}-{year % 5 * 2 + 1:02d}-15",
            people.person(chance).name,
            people.post(seat),
            50,
            BALLOTS,
            BALLOTS,
            BALLOTS - low - middle,
            middle,
            low,
            f"Nghị quyết công bố kết quả số {session}/NQ-HĐND",
        )
