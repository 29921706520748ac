"""One seeded history of realistic events: what deciders would have let through, made without asking them.

The events are built unvalidated, because a million of them are wanted; `tests/test_generator.py` sends the
command behind every act of a small history through the deciders and compares what they answer.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from random import Random
from uuid import UUID

from benchmarks import people
from cadre_ledger.domain import bodies, cadres, returns, votes
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
from cadre_ledger.values.shares import Share
from cadre_ledger.values.tallies import LEVELS, Level, RecordedFrom, VoteKind

NAMESPACE = UUID("0b9d2c1e-5f1c-4a57-9a2e-7a4f6b8e2d10")
SEED = 20_231_213
FIRST, LAST = date(2013, 1, 10), date(2026, 4, 30)
TODAY = date(2026, 5, 10)
SEATS = 20
BATCH = 20_000
STATE = (("vn/35-2012-QH13", date(2015, 1, 1)), ("vn/85-2014-QH13", date(2023, 7, 1)), ("vn/96-2023-QH15", date.max))
PARTY = (("vn/262-QD-TW-2014", date(2023, 2, 2)), ("vn/96-QD-TW-2023", date.max))
ACTOR = "Văn phòng HĐND"


@dataclass(frozen=True, slots=True)
class Act:
    """The events of one command, on the day that the command would name."""

    on: PartialDate
    events: tuple[Event, ...]


@dataclass(slots=True)
class Official:
    """A cadre as last recorded."""

    code: str
    entry: int
    name: str
    born: str | None
    own_number: str | None
    merged: bool = False


@dataclass(slots=True)
class Council:
    """A body, who sits in it, and when it votes next."""

    number: int
    code: str
    name: str
    party: bool
    members: int
    seats: list[Official]
    used: set[tuple[VoteKind, str]] = field(default_factory=set)


@dataclass(slots=True)
class History:
    """A history as it grows: deterministic for its size and seed; `entry` is the last one given out."""

    size: int
    digests: dict[str, str]
    entry: int
    seed: int = SEED
    councils: list[Council] = field(default_factory=list)
    sessions: int = 0

    def acts(self) -> Iterator[Act]:
        """Acts until the size is reached, in the order of the days they were recorded on."""
        chance = Random(self.seed)
        officials = max(SEATS, self.size // 100)
        for start in range(0, officials, SEATS):
            yield from self._begin(chance, len(self.councils), range(start + 1, start + 1 + SEATS))
        # A vote with its links is some 36 entries; the days are spread over the years accordingly.
        expected = max(1, (self.size - self.entry) // 36)
        while self.entry < self.size:
            share = min(1.0, self.sessions / expected)
            day = FIRST + (LAST - FIRST) * share
            yield from self._vote(chance, self.councils[self.sessions % len(self.councils)], day)
            self.sessions += 1

    def _act(self, on: PartialDate, *events: Event) -> Act:
        self.entry += len(events)
        return Act(on, events)

    # bodies and the people in them

    def _begin(self, chance: Random, number: int, codes: range) -> Iterator[Act]:
        party = number % 3 == 2
        on = PartialDate.on(FIRST - timedelta(days=chance.randint(1, 800)))
        code, name = f"{'DB' if party else 'HDND'}-{number:04d}", people.body_name(number, party=party)
        level = chance.choice((*bodies.BodyLevel, None))
        yield self._act(
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
        return self._act(
            on,
            bodies.BodyRenamed.model_construct(body=council.code, name=council.name, reason="Theo nghị quyết sắp xếp đơn vị hành chính"),
            bodies.BodyNameTaken.model_construct(name=council.name, body=council.code),
        )

    def _register(self, chance: Random, council: Council, number: int, on: PartialDate) -> Act:
        known = people.person(chance)
        if _registers_twice(council) and len(council.seats) == SEATS - 1:
            known = people.Person(council.seats[0].name, council.seats[0].born)
        own = f"CB-{number:06d}" if chance.random() < 0.6 else None
        official = Official(f"C{number:06d}", self.entry + 2, known.name, known.born, own)
        council.seats.append(official)
        events: list[Event] = [
            cadres.CadreCodeAllocated.model_construct(number=number, cadre=official.code),
            cadres.CadreRegistered.model_construct(cadre=official.code, name=known.name, born=_partial(known.born), own_number=own),
        ]
        if own:
            events.append(cadres.CadreNumberTaken.model_construct(own_number=own, cadre=official.code))
        return self._act(on, *events)

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
                yield self._act(on, corrected)
        absorbed, kept = council.seats[-1], council.seats[0]
        if _registers_twice(council):
            yield self._act(on, cadres.CadreMerged.model_construct(cadre=absorbed.code, into=kept.code, reason="Cùng một người"))
            absorbed.merged = True
            if council.number % 9 == 0:
                unmerged = cadres.CadreUnmerged.model_construct(
                    cadre=absorbed.code, was_merged_into=kept.code, reason="Hai người khác nhau"
                )
                yield self._act(on, unmerged)
                absorbed.merged = False

    # votes

    def _vote(self, chance: Random, council: Council, day: date) -> Iterator[Act]:
        kind = VoteKind.BINDING if not council.party and chance.random() < 0.15 else VoteKind.CONFIDENCE
        held_on = self._free_day(chance, council, kind, day)
        if held_on is None:
            return
        basis = next(each for each, end in (PARTY if council.party else STATE) if held_on.first < end)
        session = f"{council.code}-{self.sessions:06d}"
        numbers = _numbers(chance, council)
        seated = [(seat, official) for seat, official in enumerate(council.seats) if chance.random() < 0.93]
        base = numbers.members_total if basis in ("vn/35-2012-QH13", "vn/85-2014-QH13") else numbers.collected
        subjects = tuple(_line(chance, place, *each, kind, numbers, base) for place, each in enumerate(seated, 1))
        if not subjects:
            return
        on = PartialDate.on(held_on.last + timedelta(days=chance.randint(1, 30)))
        recorded = votes.VoteRecorded.model_construct(
            session=session,
            kind=kind,
            body=council.code,
            held_on=held_on,
            basis=basis,
            basis_digest=self.digests[basis],
            recorded_from=chance.choice((RecordedFrom.PUBLICATION, RecordedFrom.MINUTES)),
            source=f"Biên bản kiểm phiếu số {self.sessions}/BB-BKP ngày {held_on}",
            ballots=numbers,
            subjects=subjects,
            subjects_total=len(subjects) if chance.random() < 0.8 else None,
            warnings=(),
        )
        entry = self.entry + 1
        yield self._act(on, recorded, votes.SessionDayTaken.model_construct(session=session, kind=kind, body=council.code, held_on=held_on))
        yield from self._link(chance, recorded, [official for _, official in seated], on)
        if chance.random() < 0.08:
            yield from self._correct(chance, recorded, entry, on)

    @staticmethod
    def _free_day(chance: Random, council: Council, kind: VoteKind, day: date) -> PartialDate | None:
        """The day, or only its month in a tenth of the votes; one vote of a kind a day."""
        for later in range(40):
            shifted = day + timedelta(days=later)
            if shifted > LAST:
                return None
            held_on = PartialDate.parse(f"{shifted:%Y-%m}") if later == 0 and chance.random() < 0.1 else PartialDate.on(shifted)
            if (kind, str(held_on)) not in council.used:
                council.used.add((kind, str(held_on)))
                return held_on
        return None

    def _link(self, chance: Random, recorded: votes.VoteRecorded, officials: list[Official], on: PartialDate) -> Iterator[Act]:
        for subject, official in zip(recorded.subjects, officials, strict=True):
            if official.merged or chance.random() > 0.9:
                continue
            yield self._linked(recorded, subject.number, official.code, "Trùng họ tên, đơn vị và chức vụ", on)
            if chance.random() < 0.01:
                reason = "Nhầm với người trùng tên"
                yield self._act(
                    on,
                    votes.SubjectUnlinked.model_construct(
                        session=recorded.session, subject=subject.number, cadre=official.code, reason=reason
                    ),
                    votes.ConfidenceResultWithdrawn.model_construct(
                        cadre=official.code, session=recorded.session, subject=subject.number, reason=reason
                    ),
                )
                if chance.random() < 0.5:
                    yield self._linked(recorded, subject.number, official.code, "Xác nhận lại với tổ chức cán bộ", on)

    def _linked(self, recorded: votes.VoteRecorded, subject: int, cadre: str, ground: str, on: PartialDate) -> Act:
        return self._act(
            on,
            votes.SubjectLinked.model_construct(session=recorded.session, subject=subject, cadre=cadre, ground=ground),
            votes.ConfidenceResultEntered.model_construct(
                cadre=cadre, session=recorded.session, subject=subject, kind=recorded.kind, held_on=recorded.held_on
            ),
        )

    def _correct(self, chance: Random, recorded: votes.VoteRecorded, entry: int, on: PartialDate) -> Iterator[Act]:
        """A mark that was read from the wrong row; fewer marks never break a balance that was kept."""
        subject = chance.choice(recorded.subjects)
        level = next((each for each in subject.counts if subject.counts[each] > 0), None)
        if level is None or subject.invalid is not None:
            return
        was = subject.counts[level]
        change = votes.Change.model_construct(subject=subject.number, field=level.value, was=was, now=was - 1)
        yield self._act(
            on,
            votes.VoteCorrected.model_construct(
                session=recorded.session, corrects=entry, changes=(change,), reason="Đọc nhầm một phiếu khi nhập biên bản"
            ),
        )


def _partial(text: str | None) -> PartialDate | None:
    return None if text is None else PartialDate.parse(text)


def _registers_twice(council: Council) -> bool:
    """In every third body the last file turns out to be of the person in the first seat."""
    return council.number % 3 == 0


def _numbers(chance: Random, council: Council) -> returns.BallotNumbers:
    """Numbers as sources give them: mostly all, now and then without the ballots collected or issued."""
    present = council.members - chance.randint(0, max(1, council.members // 12))
    collected = present - (chance.random() < 0.2)
    known = chance.random()
    return returns.BallotNumbers.model_construct(
        members_total=council.members if known < 0.95 else None,
        members_summoned=council.members if known < 0.3 else None,
        members_present=present if known < 0.7 else None,
        issued=present if known < 0.85 else None,
        collected=collected if known < 0.8 else None,
        valid=None,
    )


def _line(
    chance: Random,
    number: int,
    seat: int,
    official: Official,
    kind: VoteKind,
    numbers: returns.BallotNumbers,
    base: int | None,
) -> returns.ListedSubject:
    """Marks of one person: mostly high, now and then more than half or two thirds low."""
    ballots = numbers.collected or (numbers.issued or numbers.members_total or numbers.members_present or 27) - 1
    spoilt = 1 if chance.random() < 0.1 else 0
    marked = ballots - spoilt
    against = int(marked * (chance.random() ** 3 if chance.random() < 0.93 else 0.45 + chance.random() / 2))
    counts = _confidence(chance, marked, against) if kind is VoteKind.CONFIDENCE else _binding(marked, against)
    printed = {}
    if base and chance.random() < 0.3:
        printed = {level: Share(count, base).percent for level, count in counts.items()}
        if chance.random() < 0.01:
            printed[next(iter(printed))] += Decimal("0.01")
    return returns.ListedSubject.model_construct(
        number=number,
        name=official.name,
        position=people.post(seat),
        counts=counts,
        invalid=spoilt if numbers.collected is not None and chance.random() < 0.4 else None,
        printed=printed,
        source=None,
    )


def _confidence(chance: Random, marked: int, against: int) -> dict[Level, int]:
    middle = int((marked - against) * chance.random() * 0.6)
    return dict(zip(LEVELS[VoteKind.CONFIDENCE], (marked - against - middle, middle, against), strict=True))


def _binding(marked: int, against: int) -> dict[Level, int]:
    return dict(zip(LEVELS[VoteKind.BINDING], (marked - against, against), strict=True))


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


def build(path: Path, size: int, seed: int = SEED) -> Directory:
    """A ledger of `size` events or a few more, appended batch by batch."""
    clock = Years()
    directory = founded(path, clock)
    with Ledger.open(directory) as ledger:
        rulebook, digests = rulebook_of(ledger)
        history = History(size, digests, ledger.head, seed)
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
