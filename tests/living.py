"""A whole vote held live from figures that are given: invented members and names, two counters, a certificate."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from cadre_ledger.domain.bodies import EstablishBody
from cadre_ledger.domain.convening import BallotSubject
from cadre_ledger.domain.counts import CertifyVote, LockEntry, OpenBatch, OpenedEntry, SubjectTotals
from cadre_ledger.domain.members import AddMember
from cadre_ledger.domain.sessions import Absent, AnnounceCollected, CloseBox, ConveneVote, OpenVote, stacks
from cadre_ledger.domain.shapes import Command
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.tallies import LEVELS, Level, VoteKind
from councils import do

COUNTERS = ("Đỗ Văn Đếm", "Vũ Thị Kiểm", "Hồ Văn Ba")
CHAIR = "Lý Thị Chủ"
LARGEST_STACK = 25
AT_ONCE = 30
CALENDARS = {"vn/96-2023-QH15": "11"}
"""Where a text has several, the one of a people's council."""


@dataclass(frozen=True, slots=True)
class Live:
    """What a vote is to come to: so many of each level for each person, of so many ballots."""

    session: str
    basis: str
    held_on: str
    rows: Sequence[Mapping[Level, int]]
    collected: int
    members: int | None = None
    kind: VoteKind = VoteKind.CONFIDENCE
    body: str = "HD-1"
    cadres: Mapping[int, str] | None = None
    positions: Mapping[int, str] | None = None

    @property
    def day(self) -> PartialDate:
        return PartialDate.parse(self.held_on)

    @property
    def subjects(self) -> tuple[BallotSubject, ...]:
        """Invented names."""
        return tuple(
            BallotSubject(
                number=number,
                name=f"Người được lấy phiếu {number}",
                position=(self.positions or {}).get(number),
                cadre=(self.cadres or {}).get(number),
            )
            for number in range(1, len(self.rows) + 1)
        )

    def found(self) -> Iterator[Command]:
        """The body, with a roll where its number is known."""
        yield EstablishBody(on=self.day, body=self.body, name=f"Hội đồng {self.body}")
        for number in range(1, (self.members or 0) + 1):
            yield AddMember(on=self.day, body=self.body, name=f"Đại biểu {number}", joined_on=PartialDate.parse("2011-05-22"))

    def convene(self) -> ConveneVote:
        return ConveneVote(
            on=self.day,
            session=self.session,
            kind=self.kind,
            body=self.body,
            held_on=self.day,
            place="Hội trường",
            basis=self.basis,
            subjects=self.subjects,
            committee=COUNTERS,
            calendar=CALENDARS.get(self.basis),
        )

    def gather(self) -> Iterator[Command]:
        """Everyone who votes is there; who is a member and does not vote is absent."""
        away = tuple(Absent(member=number, reason="vắng") for number in range(self.collected + 1, (self.members or 0) + 1))
        without = {} if self.members else {"summoned": self.collected, "present": self.collected}
        yield OpenVote(on=self.day, session=self.session, absent=away, **without)
        yield CloseBox(on=self.day, session=self.session, papers=self.collected, issued=self.collected)
        batches = stacks(self.collected, LARGEST_STACK)
        yield AnnounceCollected(on=self.day, session=self.session, collected=self.collected, not_returned=0, batches=batches)

    def count(self) -> Iterator[Command]:
        """Stack for stack what both have counted; the marks of each person lie in it as they come."""
        for batch, totals in enumerate(self._stacked(), 1):
            for counter in COUNTERS[:2]:
                yield LockEntry(on=self.day, session=self.session, batch=batch, counter=counter, totals=totals, blind="aa", box="00")
            entries = tuple(OpenedEntry(counter=counter, totals=totals, blind="aa") for counter in COUNTERS[:2])
            yield OpenBatch(on=self.day, session=self.session, batch=batch, entries=entries)

    def _stacked(self) -> Iterator[tuple[SubjectTotals, ...]]:
        levels = LEVELS[self.kind]
        piles = [list(chain.from_iterable(repeat(level, row.get(level, 0)) for level in levels)) for row in self.rows]
        begin = 0
        for size in stacks(self.collected, LARGEST_STACK):
            cut = [pile[begin : begin + size] for pile in piles]
            begin += size
            yield tuple(
                SubjectTotals(subject=number, counts={level: part.count(level) for level in levels}, invalid=size - len(part))
                for number, part in enumerate(cut, 1)
            )

    def certify(self) -> CertifyVote:
        return CertifyVote(on=self.day, session=self.session, certified_by=CHAIR, minutes="12/BB-BKP")


def hold(directory: Directory, live: Live) -> None:
    """From its convening to its certificate, each step a command of its own; stacks several at once."""
    do(directory, *live.found())
    do(directory, live.convene())
    for command in live.gather():
        do(directory, command)
    counting = list(live.count())
    for place in range(0, len(counting), AT_ONCE):
        do(directory, *counting[place : place + AT_ONCE])
    do(directory, live.certify())
