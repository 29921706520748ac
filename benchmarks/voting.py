"""Votes of confidence and binding votes, their links to files, and what is put right in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from benchmarks import people
from benchmarks.acts import LAST, Act, Council, Journal, Official
from cadre_ledger.domain import returns, votes
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.shares import Share
from cadre_ledger.values.tallies import LEVELS, Level, RecordedFrom, VoteKind

STATE = (("vn/35-2012-QH13", date(2015, 1, 1)), ("vn/85-2014-QH13", date(2023, 7, 1)), ("vn/96-2023-QH15", date.max))
PARTY = (("vn/262-QD-TW-2014", date(2023, 2, 2)), ("vn/96-QD-TW-2023", date.max))


@dataclass(slots=True)
class Voting:
    """One council after the other votes, evenly over the years."""

    journal: Journal
    digests: dict[str, str]
    sessions: int = 0

    def vote(self, chance: Random, council: Council, day: date) -> Iterator[Act]:
        """The next vote, about that day, and what becomes of it."""
        self.sessions += 1
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
        entry = self.journal.entry + 1
        yield self.journal.act(
            on, recorded, votes.SessionDayTaken.model_construct(session=session, kind=kind, body=council.code, held_on=held_on)
        )
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
                yield self.journal.act(
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
        return self.journal.act(
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
        yield self.journal.act(
            on,
            votes.VoteCorrected.model_construct(
                session=recorded.session, corrects=entry, changes=(change,), reason="Đọc nhầm một phiếu khi nhập biên bản"
            ),
        )


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
