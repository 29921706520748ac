"""One seeded history of realistic events: what deciders would have let through, made without asking them.

The events are built unvalidated, because a million of them are wanted; `tests/test_generator.py` sends the
command behind every act of a small history through the deciders and compares what they answer.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from uuid import UUID

from benchmarks import people
from benchmarks.acts import FIRST, LAST, SEATS, Act, Council, Journal, Official, Quarter, quarters
from benchmarks.conduct import Conduct
from benchmarks.offices import Offices
from benchmarks.voting import Voting
from benchmarks.work import Work
from cadre_ledger.domain import bodies, cadres
from cadre_ledger.domain.rules import AdoptRegulations, ConfirmClause
from cadre_ledger.domain.shapes import Event
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.ledger.recorder import CommandKey, Guard
from cadre_ledger.ledger.rulefiles import shipped_rulebook
from cadre_ledger.procedures.founding import Plan, found, to_adopt
from cadre_ledger.procedures.recording import Author, record
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.records import Record

NAMESPACE = UUID("0b9d2c1e-5f1c-4a57-9a2e-7a4f6b8e2d10")
SEED = 20_231_213
BATCH = 20_000
ACTOR = "Văn phòng HĐND"
EVENTS_A_CADRE = 100
LEAST_CADRES = 60
ENTRIES_A_FILE, ENTRIES_A_VOTE = 82, 37
"""About as many as a file takes over the years, votes apart; and a vote with its links."""


@dataclass(slots=True)
class History:
    """A history as it grows: deterministic for its size and seed."""

    size: int
    digests: dict[str, str]
    journal: Journal
    seed: int = SEED
    councils: list[Council] = field(default_factory=list)

    def acts(self) -> Iterator[Act]:
        """Acts until the size is reached, quarter by quarter."""
        for act in self._told(Random(self.seed)):
            yield act
            if self.journal.entry >= self.size:
                return

    def _told(self, chance: Random) -> Iterator[Act]:
        journal = self.journal
        offices, voting, work = Offices(journal), Voting(journal, self.digests), Work(journal, self.digests)
        conduct = Conduct(journal, offices, work)
        officials = max(LEAST_CADRES, self.size // EVENTS_A_CADRE)
        votes = max(1, (self.size - officials * ENTRIES_A_FILE) // ENTRIES_A_VOTE)
        yield from offices.begin()
        for start in range(0, officials, SEATS):
            on = PartialDate.on(FIRST - timedelta(days=chance.randint(1, 800)))
            yield from self._begin(chance, on, range(start + 1, start + 1 + SEATS))
            yield from offices.settle(chance, self.councils[-1], on)
            yield from conduct.begin(chance, self.councils[-1], on)
        for quarter in quarters():
            yield from work.opening(quarter)
            while (day := FIRST + (LAST - FIRST) * (voting.sessions / votes)) <= quarter.last:
                yield from voting.vote(chance, self._next(voting), day)
            for council in self.councils:
                yield from offices.quarter(chance, council, quarter)
                yield from conduct.quarter(council, quarter)
                yield from work.quarter(chance, council, quarter)
            yield from conduct.follow(quarter)
            yield from work.closing(quarter)
        # Minutes that were found late, until it is as long as wanted.
        while True:
            yield from voting.vote(chance, self._next(voting), LAST - timedelta(days=voting.sessions % 4000))

    def _next(self, voting: Voting) -> Council:
        return self.councils[voting.sessions % len(self.councils)]

    # bodies and the people in them

    def _begin(self, chance: Random, on: PartialDate, codes: range) -> Iterator[Act]:
        number = len(self.councils)
        party = number % 3 == 2
        code, name = f"{'DB' if party else 'HDND'}-{number:04d}", people.body_name(number, party=party)
        level = chance.choice((*bodies.BodyLevel, None))
        yield self.journal.act(
            on,
            bodies.BodyEstablished.model_construct(body=code, name=name, level=level),
            bodies.BodyNameTaken.model_construct(name=name, body=code),
        )
        council = Council(number, code, name, party, chance.choice((8, 27, 47, 55, 70, 95, 120)), [])
        self.councils.append(council)
        for each in codes:
            yield self._register(chance, council, each, on)
        yield from self._put_right(chance, council, on)
        if number % 5 == 1:
            yield self._rename(council, on)

    def _rename(self, council: Council, on: PartialDate) -> Act:
        council.name = f"{council.name} (hợp nhất)"
        return self.journal.act(
            on,
            bodies.BodyRenamed.model_construct(body=council.code, name=council.name, reason="Theo nghị quyết sắp xếp đơn vị hành chính"),
            bodies.BodyNameTaken.model_construct(name=council.name, body=council.code),
        )

    def _register(self, chance: Random, council: Council, number: int, on: PartialDate) -> Act:
        known = people.person(chance)
        if _registers_twice(council) and len(council.seats) == SEATS - 1:
            known = people.Person(council.seats[0].name, council.seats[0].born)
        own = f"CB-{number:06d}" if chance.random() < 0.6 else None
        official = Official(number, f"C{number:06d}", self.journal.entry + 2, known.name, known.born, own)
        council.seats.append(official)
        events: list[Event] = [
            cadres.CadreCodeAllocated.model_construct(number=number, cadre=official.code),
            cadres.CadreRegistered.model_construct(cadre=official.code, name=known.name, born=_partial(known.born), own_number=own),
        ]
        if own:
            events.append(cadres.CadreNumberTaken.model_construct(own_number=own, cadre=official.code))
        return self.journal.act(on, *events)

    def _put_right(self, chance: Random, council: Council, on: PartialDate) -> Iterator[Act]:
        """A tenth of the files are corrected, and where someone was registered twice, the files are merged."""
        for official in council.seats:
            if chance.random() < 0.1:
                official.name = people.person(chance).name + " (sửa)"
                corrected = cadres.CadreDetailsCorrected.model_construct(
                    cadre=official.code,
                    corrects=official.entry,
                    name=official.name,
                    born=_partial(official.born),
                    own_number=official.own_number,
                    reason="Đối chiếu với lý lịch gốc",
                )
                yield self.journal.act(on, corrected)
        absorbed, kept = council.seats[-1], council.seats[0]
        if _registers_twice(council):
            yield self.journal.act(on, cadres.CadreMerged.model_construct(cadre=absorbed.code, into=kept.code, reason="Cùng một người"))
            absorbed.merged = True
            if council.number % 9 == 0:
                unmerged = cadres.CadreUnmerged.model_construct(
                    cadre=absorbed.code, was_merged_into=kept.code, reason="Hai người khác nhau"
                )
                yield self.journal.act(on, unmerged)
                absorbed.merged = False


class Register(History):
    """Many people with short files: posts, training and one year of work; `size` counts the people."""

    def acts(self) -> Iterator[Act]:
        """The files, one body after the other, then the year of each."""
        chance, journal = Random(self.seed), self.journal
        offices, work = Offices(journal), Work(journal, self.digests)
        conduct = Conduct(journal, offices, work)
        yield from offices.begin()
        on = PartialDate.on(FIRST - timedelta(days=1))
        for start in range(0, self.size, SEATS):
            yield from self._begin(chance, on, range(start + 1, start + 1 + SEATS))
            yield from offices.settle(chance, self.councils[-1], on)
            yield from conduct.begin(chance, self.councils[-1], on)
        first, last = Quarter(LAST.year - 1, 1), Quarter(LAST.year, 1)
        for quarter in (first, last):
            yield from work.opening(quarter)
        for council in self.councils:
            yield from work.quarter(chance, council, last)


def _partial(text: str | None) -> PartialDate | None:
    return None if text is None else PartialDate.parse(text)


def _registers_twice(council: Council) -> bool:
    """In every third body the last file turns out to be of the person in the first seat."""
    return council.number % 3 == 0


# into a ledger


class Years:
    """A clock that shows the day of what is being recorded, and never goes back."""

    def __init__(self) -> None:
        self.now = datetime(2012, 6, 4, 2, tzinfo=UTC)

    def __call__(self) -> datetime:
        """A moment later."""
        self.now += timedelta(seconds=1)
        return self.now

    def reach(self, on: PartialDate) -> None:
        """Not before a day."""
        self.now = max(self.now, datetime(on.last.year, on.last.month, on.last.day, 2, tzinfo=UTC))


def founded(path: Path, clock: Years) -> Directory:
    """A ledger that has adopted both shipped rulebooks, so that all five regulations judge."""
    directory, _ = found(Plan(path, "Sổ tín nhiệm", "state", "vn-state", "vi"), NAMESPACE, ACTOR, "founding", clock)
    today = PartialDate.on(clock.now.date())
    adopted = {each.name for each in shipped_rulebook("vn-state")}
    texts = [to_adopt(each, today) for each in shipped_rulebook("vn-party") if each.name not in adopted]
    with Ledger.open(directory) as ledger:
        record(ledger, [AdoptRegulations(on=today, texts=tuple(texts), name="vn")], Author(ACTOR, "party-texts", clock))
        read = ConfirmClause(on=today, clause="vn/85-2014-QH13#outcome-a", read_by="Thường trực HĐND", read_where="Công báo số 1091+1092")
        record(ledger, [read], Author(ACTOR, "clause-read", clock))
    return directory


def rulebook_of(ledger: Ledger) -> tuple[str, dict[str, str]]:
    """The digest of the adopted set, and the text digest of each regulation."""
    amended = ledger.read("rulebook")[-1].event
    texts: dict[str, str] = {each.regulation: each.digest for each in amended.texts}  # type: ignore[attr-defined]
    return amended.digest, texts  # type: ignore[attr-defined]


def build(path: Path, size: int, seed: int = SEED, kind: type[History] = History) -> Directory:
    """A ledger of `size` events or a few more, or of so many people, appended batch by batch."""
    clock = Years()
    directory = founded(path, clock)
    with Ledger.open(directory) as ledger:
        rulebook, digests = rulebook_of(ledger)
        history = kind(size, digests, Journal(ledger.head), seed)
        versions: Counter[str] = Counter()
        acts = history.acts()
        while batch := list(islice(acts, BATCH // 2)):
            clock.reach(batch[-1].on)
            append(ledger, batch, rulebook, versions, clock)
    return directory


def append(ledger: Ledger, acts: list[Act], rulebook: str, versions: Counter[str], clock: Years) -> None:
    """One batch in one transaction, guarded as any command is; `versions` are those of all streams so far."""
    key = f"batch-{ledger.head}"
    records = list(_records(acts, rulebook, key, ledger.head, versions))
    first: dict[str, int] = {}
    for each in records:
        first.setdefault(each.stream, each.version - 1)
    ledger.append(records, first, Guard(CommandKey(key, key), clock, {}))


def _records(acts: list[Act], rulebook: str, key: str, seen: int, versions: Counter[str]) -> Iterator[Record[Event]]:
    for act in acts:
        for event in act.events:
            stream = event.stream
            versions[stream] += 1
            yield Record(event, stream, versions[stream], event.dated(act.on), ACTOR, key, rulebook, seen)
