"""Counting a vote: two entries a stack, each blind to the other, compared, settled, certified by someone else; and what follows."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, ClassVar, assert_never

from pydantic import BaseModel, ConfigDict, Field

from cadre_ledger.domain import checks, sessions, votes
from cadre_ledger.domain.actors import KeyText, SignatureText
from cadre_ledger.domain.checks import Figures, Step
from cadre_ledger.domain.convening import BallotSubject, Ending, VoteConvened, stream_of
from cadre_ledger.domain.returns import MOST, BallotNumbers, ListedSubject
from cadre_ledger.domain.rules import INDEX
from cadre_ledger.domain.rules import stream_of as rules_stream
from cadre_ledger.domain.sessions import Sitting, must_be, one_of, recused, same_person
from cadre_ledger.domain.shapes import Command, EntryNumber, Event
from cadre_ledger.domain.votes import (
    ConfidenceResultEntered,
    ConfidenceResultWithdrawn,
    SubjectLinked,
    SubjectUnlinked,
    VoteRecorded,
    Votes,
    verdicts_stream_of,
)
from cadre_ledger.rulebook import outcomes
from cadre_ledger.rulebook.rulebook import Rulebook
from cadre_ledger.values.codes import Code
from cadre_ledger.values.counting import Miscount, Stage
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import NotAllowed, NotFound, Refused
from cadre_ledger.values.facts import VoteFacts
from cadre_ledger.values.tallies import LEVELS, Level, RecordedFrom, VoteKind
from cadre_ledger.values.text import CodeText, Name, Note, identity

INVALID = "invalid"
FIGURE, SEAL = 4, 16
"""Bytes of a figure inside a box, and what its seal adds: so that a box tells nothing by its length."""
Hex = Annotated[str, Field(pattern=r"^(?:[0-9a-f]{2})+$", max_length=2_000_000)]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Mark = Annotated[int, Field(ge=0, le=MOST)]


class SubjectTotals(BaseModel):
    """What one stack says of one person: marks by level, and those that are invalid. Never a single ballot."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    subject: int = Field(ge=1, le=MOST)
    counts: Mapping[Level, Mark]
    invalid: Mark

    @property
    def cells(self) -> dict[str, int]:
        """By the name of each cell."""
        return {**{level.value: count for level, count in self.counts.items()}, INVALID: self.invalid}

    @property
    def marks(self) -> int:
        """All but the invalid ones."""
        return sum(self.counts.values())


class OpenedEntry(BaseModel):
    """One counter's entry as it was locked, with the blind that proves it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    counter: Name
    totals: tuple[SubjectTotals, ...]
    blind: Hex


class SignedEntry(BaseModel):
    """An entry that was made without the ledger, as its counter signed it: the same when it is brought and once it is recorded."""

    session: CodeText
    batch: int
    ballots_counted: int
    counter: Name
    actor: CodeText
    public_key: KeyText
    ballot: Digest
    seen: EntryNumber
    seen_leaf: Digest
    commitment: Digest
    sealed: Hex
    signature: SignatureText


class CertifiedOutcome(BaseModel):
    """What the clauses of the basis said of one person when the vote was certified."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    subject: int
    status: str
    clause: str | None
    flag: str | None


# Events


class EntryLocked(Event):
    """A counter has counted a stack; what was counted lies sealed until the other entry is locked too."""

    topic: ClassVar[str] = "vote.entry-locked/1"
    session: CodeText
    batch: int
    ballots_counted: int
    counter: Name
    commitment: str
    sealed: str

    @property
    def stream(self) -> str:
        """The session's."""
        return stream_of(self.session)


class EntryTaken(SignedEntry, Event):
    """An entry that was counted and signed on a machine without the ledger, as its counter signed it; sealed like any other.

    `ballot` is the digest of what was counted on, `seen` and `seen_leaf` are the ledger's last entry when it was handed out.
    """

    topic: ClassVar[str] = "vote.entry-taken/1"

    @property
    def stream(self) -> str:
        """The session's."""
        return stream_of(self.session)


class EntryWithdrawn(Event):
    """A locked entry is given up unopened: its code is lost, or it was made of the wrong stack."""

    topic: ClassVar[str] = "vote.entry-withdrawn/1"
    session: CodeText
    batch: int
    counter: Name
    reason: Note

    @property
    def stream(self) -> str:
        """The session's."""
        return stream_of(self.session)


class BatchOpened(Event):
    """Both entries of a stack, opened together and only now."""

    topic: ClassVar[str] = "vote.batch-opened/1"
    session: CodeText
    batch: int
    entries: tuple[OpenedEntry, ...]

    @property
    def stream(self) -> str:
        """The session's."""
        return stream_of(self.session)


class CellsRecounted(Event):
    """Where two entries differ the cells were counted a third time; all three stay."""

    topic: ClassVar[str] = "vote.cells-recounted/1"
    session: CodeText
    batch: int
    subject: int
    cells: Mapping[str, int]
    why: Miscount
    counter: Name
    note: Note | None

    @property
    def stream(self) -> str:
        """The session's."""
        return stream_of(self.session)


class VoteCertified(Ending):
    """A second person certifies the count; the result is recorded with it."""

    topic: ClassVar[str] = "vote.certified/1"
    comes_to: ClassVar[Stage] = Stage.CERTIFIED
    certified_by: Name
    minutes: Note
    outcomes: tuple[CertifiedOutcome, ...]

    @property
    def stream(self) -> str:
        """The session's."""
        return stream_of(self.session)


class VotePublished(Ending):
    """Where and when the result was made public."""

    topic: ClassVar[str] = "vote.published/1"
    comes_to: ClassVar[Stage] = Stage.PUBLISHED
    published_on: PartialDate
    where: Note

    def dated(self, on: PartialDate) -> PartialDate:
        """From the day of publication."""
        return self.published_on


class BallotsInCustody(Event):
    """The paper ballots are sealed: under which seals, with whom, where, until when."""

    topic: ClassVar[str] = "vote.ballots-in-custody/1"
    session: CodeText
    seals: tuple[Name, ...]
    keeper: Name
    kept_at: Name
    kept_until: PartialDate | None

    @property
    def stream(self) -> str:
        """The session's."""
        return stream_of(self.session)


class VoteAnnulled(Ending):
    """The vote does not count, for a reason that two people stand for; everything of it stays readable."""

    topic: ClassVar[str] = "vote.annulled/1"
    comes_to: ClassVar[Stage] = Stage.ANNULLED
    annulled_by: tuple[Name, ...]
    reason: Note

    @property
    def stream(self) -> str:
        """The session's."""
        return stream_of(self.session)


Locked = EntryLocked | EntryTaken
"""An entry that lies sealed until the other one does as well, wherever it was made."""
CountEvent = (
    EntryLocked
    | EntryTaken
    | EntryWithdrawn
    | BatchOpened
    | CellsRecounted
    | VoteCertified
    | VotePublished
    | BallotsInCustody
    | VoteAnnulled
)

# State


@dataclass(frozen=True, slots=True)
class Batch:
    """One stack: its size, the entries locked by their counters, both opened, and what was counted a third time."""

    ballots: int
    locked: Mapping[str, Locked] = field(default_factory=dict)
    opened: tuple[OpenedEntry, ...] = ()
    recounted: Mapping[int, Mapping[str, int]] = field(default_factory=dict)

    @property
    def differing(self) -> dict[int, dict[str, tuple[int, int]]]:
        """By person the cells in which both entries differ, with both figures; nothing before they are opened."""
        if not self.opened:
            return {}
        one, other = ({each.subject: each.cells for each in entry.totals} for entry in self.opened)
        cells = {subject: {name: (figure, other[subject][name]) for name, figure in row.items()} for subject, row in one.items()}
        found = {subject: {name: pair for name, pair in row.items() if pair[0] != pair[1]} for subject, row in cells.items()}
        return {subject: row for subject, row in found.items() if row}

    @property
    def settled(self) -> bool:
        """Opened, and counted a third time wherever the entries differ."""
        return bool(self.opened) and self.differing.keys() <= self.recounted.keys()

    def final(self, subject: int) -> dict[str, int]:
        """What the stack says of one person once it is settled."""
        row = next(each.cells for each in self.opened[0].totals if each.subject == subject)
        return {**row, **self.recounted.get(subject, {})}


@dataclass(frozen=True, slots=True)
class Count:
    """One vote with its stacks, who certified it, and its result with the links of it."""

    sitting: Sitting | None = None
    batches: tuple[Batch, ...] = ()
    certified: VoteCertified | None = None
    published: VotePublished | None = None
    custody: BallotsInCustody | None = None
    annulled: VoteAnnulled | None = None
    counters: frozenset[str] = frozenset()
    result: Votes = votes.initial

    @property
    def unfinished(self) -> int:
        """How many stacks are not settled."""
        return sum(not each.settled for each in self.batches)


initial = Count()

# Evolve


def evolve(state: Count, event: Event) -> Count:
    """The count after one more event."""
    match event:
        case VoteConvened():
            return replace(state, sitting=Sitting(event), result=votes.evolve(state.result, event))
        case EntryLocked() | EntryTaken() | EntryWithdrawn() | BatchOpened() | CellsRecounted():
            return _counting(state, event) if state.sitting is not None else state
        case VoteCertified() | VotePublished() | BallotsInCustody() | VoteAnnulled():
            return _ended(state, event) if state.sitting is not None else state
        case _:
            return _beside(state, event)


def _beside(state: Count, event: Event) -> Count:
    """The sitting goes on, its stacks with it; the result and the files are read beside it."""
    state = replace(state, result=votes.evolve(state.result, event))
    if state.sitting is None:
        return state
    sitting = sessions.went_on(state.sitting, event)
    sizes = sitting.figures.batches
    if sizes == state.sitting.figures.batches:
        return replace(state, sitting=sitting)
    kept = dict(enumerate(state.batches))
    fresh = tuple(kept[place] if place in kept and kept[place].ballots == size else Batch(size) for place, size in enumerate(sizes))
    return replace(state, sitting=sitting, batches=fresh)


def _counting(state: Count, event: Locked | EntryWithdrawn | BatchOpened | CellsRecounted) -> Count:
    batch = state.batches[event.batch - 1]
    counters = state.counters
    match event:
        case EntryLocked() | EntryTaken():
            batch = replace(batch, locked={**batch.locked, identity(event.counter): event})
            counters |= {event.counter}
        case EntryWithdrawn():
            batch = replace(batch, locked={name: each for name, each in batch.locked.items() if name != identity(event.counter)})
        case BatchOpened():
            batch = replace(batch, opened=event.entries)
        case CellsRecounted():
            batch = replace(batch, recounted={**batch.recounted, event.subject: event.cells})
            counters |= {event.counter}
        case _:
            assert_never(event)
    batches = tuple(batch if place == event.batch else each for place, each in enumerate(state.batches, 1))
    return replace(state, batches=batches, counters=counters)


def _ended(state: Count, event: VoteCertified | VotePublished | BallotsInCustody | VoteAnnulled) -> Count:
    assert state.sitting is not None
    sitting = sessions.went_on(state.sitting, event)
    match event:
        case VoteCertified():
            state = replace(state, certified=event)
        case VotePublished():
            state = replace(state, published=event)
        case BallotsInCustody():
            state = replace(state, custody=event)
        case VoteAnnulled():
            state = replace(state, annulled=event)
        case _:
            assert_never(event)
    return replace(state, sitting=sitting)


# Commands


class LockEntry(Command):
    """Lock what was counted of a stack. The totals are checked here and go nowhere but into the box, which is sealed already."""

    session: CodeText
    batch: int
    counter: Name
    totals: tuple[SubjectTotals, ...]
    blind: Hex
    box: Hex


class TakeEntry(SignedEntry, Command):
    """Take in an entry that was counted and signed without the ledger. Nobody can look into its box yet, here neither."""


class WithdrawEntry(Command):
    """Give a locked entry up unopened."""

    session: CodeText
    batch: int
    counter: Name
    reason: Note


class OpenBatch(Command):
    """Open both entries of a stack at once."""

    session: CodeText
    batch: int
    entries: tuple[OpenedEntry, ...]


class RecountCells(Command):
    """Enter the third count of the cells of one person in which the entries differ."""

    session: CodeText
    batch: int
    subject: int
    cells: Mapping[str, Mark]
    why: Miscount
    counter: Name
    note: Note | None = None


class CertifyVote(Command):
    """Certify a finished count."""

    session: CodeText
    certified_by: Name
    minutes: Note


class PublishVote(Command):
    """Record the publication of a certified result."""

    session: CodeText
    published_on: PartialDate
    where: Note


class KeepBallots(Command):
    """Record the custody of the paper ballots."""

    session: CodeText
    seals: tuple[Name, ...]
    keeper: Name
    kept_at: Name
    kept_until: PartialDate | None = None


class AnnulVote(Command):
    """Annul a vote at any step, also after it was certified."""

    session: CodeText
    annulled_by: tuple[Name, ...]
    reason: Note


CountCommand = LockEntry | TakeEntry | WithdrawEntry | OpenBatch | RecountCells | CertifyVote | PublishVote | KeepBallots | AnnulVote

# Decide


def boundary(command: CountCommand, state: Count) -> tuple[str, ...]:
    """The session; for certifying the basis and the files of those voted on, for annulling the files of those linked."""
    own = stream_of(command.session)
    match command:
        case CertifyVote():
            if state.sitting is None:
                return (own,)
            files = [code for code in (each.cadre for each in state.sitting.subjects) if code is not None]
            beside = [verdicts_stream_of(code) for code in files]
            return (own, INDEX, rules_stream(state.sitting.convened.basis), *beside)
        case AnnulVote():
            return (own, *(verdicts_stream_of(code) for code in sorted(set(state.result.links.values()))))
        case LockEntry() | TakeEntry() | WithdrawEntry() | OpenBatch() | RecountCells() | PublishVote() | KeepBallots():
            return (own,)
        case _:
            assert_never(command)


def decide(command: CountCommand, state: Count, rules: Rulebook) -> list[Event]:
    """Two count what neither sees of the other; a third person certifies; nothing of it is ever taken away."""
    if state.sitting is None:
        raise NotFound(Code.NO_SESSION, session=command.session)
    if isinstance(command, CertifyVote):
        return list(_certify(command, state, state.sitting, rules))
    if isinstance(command, AnnulVote):
        return list(_annul(command, state, state.sitting))
    return [_decided(command, state, state.sitting)]


def _decided(
    command: LockEntry | TakeEntry | WithdrawEntry | OpenBatch | RecountCells | PublishVote | KeepBallots, state: Count, sitting: Sitting
) -> Event:
    event: Event
    match command:
        case LockEntry():
            event = _lock(command, state, sitting)
        case TakeEntry():
            event = _take(command, state, sitting)
        case WithdrawEntry():
            event = _withdraw(command, state, sitting)
        case OpenBatch():
            event = _open(command, state, sitting)
        case RecountCells():
            event = _recount(command, state, sitting)
        case PublishVote():
            must_be(sitting, Stage.CERTIFIED)
            event = VotePublished(session=command.session, published_on=command.published_on, where=command.where)
        case KeepBallots():
            must_be(sitting, Stage.CERTIFIED, Stage.PUBLISHED, Stage.ANNOUNCED, Stage.ANNULLED)
            event = BallotsInCustody(**command.model_dump(exclude={"on"}))
        case _:
            assert_never(command)
    return event


def encoded(totals: Sequence[SubjectTotals], kind: VoteKind) -> bytes:
    """Totals as bytes of a length that tells nothing of the figures."""
    rows = ((each.subject, *(each.counts.get(level, 0) for level in LEVELS[kind]), each.invalid) for each in totals)
    return b"".join(figure.to_bytes(FIGURE, "big") for row in rows for figure in row)


def decoded(payload: bytes, kind: VoteKind) -> tuple[SubjectTotals, ...]:
    """The totals behind such bytes."""
    levels = LEVELS[kind]
    figures = [int.from_bytes(payload[place : place + FIGURE], "big") for place in range(0, len(payload), FIGURE)]
    width = len(levels) + 2
    rows = (figures[place : place + width] for place in range(0, len(figures), width))
    return tuple(SubjectTotals(subject=row[0], counts=dict(zip(levels, row[1:-1], strict=True)), invalid=row[-1]) for row in rows)


def commitment(blind: str, totals: Sequence[SubjectTotals], kind: VoteKind) -> str:
    """What binds a counter to totals that are not told yet."""
    return hashlib.sha256(bytes.fromhex(blind) + encoded(totals, kind)).hexdigest()


def open_to(counter: str, state: Count, number: int) -> Batch:
    """A stack that takes an entry of this counter, or a refusal: asked before it is counted, and when the entry is locked."""
    assert state.sitting is not None
    session = state.sitting.convened.session
    must_be(state.sitting, Stage.ANNOUNCED)
    batch = _batch(state, session, number)
    if identity(_counter(state.sitting, counter)) in batch.locked or len(batch.locked) == 2:
        raise Refused(Code.ENTRY_LOCKED, session=session, batch=number, counters=_counters(batch))
    return batch


def _lock(command: LockEntry, state: Count, sitting: Sitting) -> EntryLocked:
    batch = open_to(command.counter, state, command.batch)
    for each in _of_all(command.totals, sitting):
        checks.stop(Step.ENTRY, _row(sitting, command.batch, batch.ballots, each))
    return EntryLocked(
        session=command.session,
        batch=command.batch,
        ballots_counted=batch.ballots,
        counter=_counter(sitting, command.counter),
        commitment=commitment(command.blind, command.totals, sitting.convened.kind),
        sealed=command.box,
    )


def _take(command: TakeEntry, state: Count, sitting: Sitting) -> EntryTaken:
    """Refused where the ballot or the stack is not the one that was counted. Whether its figures add up is seen once it is opened."""
    must_be(sitting, Stage.ANNOUNCED)
    if command.ballot != ballot_digest(sitting):
        raise Refused(Code.ENTRY_STALE, session=command.session, seen=command.seen)
    batch = open_to(command.counter, state, command.batch)
    if command.ballots_counted != batch.ballots:
        raise Refused(Code.STACK_CHANGED, batch=command.batch, counted=command.ballots_counted, ballots=batch.ballots)
    row = FIGURE * (len(LEVELS[sitting.convened.kind]) + 2)
    given, rest = divmod(len(command.sealed) // 2 - SEAL, row)
    if rest or given != len(sitting.subjects):
        raise Refused(Code.ENTRY_SUBJECTS, session=command.session, subjects=len(sitting.subjects), given=given)
    return EntryTaken(**command.model_dump(exclude={"on"}))


def ballot_digest(sitting: Sitting) -> str:
    """What an entry made elsewhere was counted on: the vote as it was convened, and who was struck since."""
    struck = ",".join(str(number) for number in sorted(sitting.struck))
    return hashlib.sha256(f"{sitting.convened.model_dump_json()} {struck}".encode()).hexdigest()


def _of_all(totals: Sequence[SubjectTotals], sitting: Sitting) -> Sequence[SubjectTotals]:
    """Everyone who is counted, once, in ballot order, with every level."""
    expected = [each.number for each in sitting.subjects]
    levels = set(LEVELS[sitting.convened.kind])
    if [each.subject for each in totals] != expected or any(set(each.counts) != levels for each in totals):
        raise Refused(Code.ENTRY_SUBJECTS, session=sitting.convened.session, subjects=len(expected), given=len(totals))
    return totals


def _row(sitting: Sitting, batch: int, ballots: int, each: SubjectTotals) -> Figures:
    name = _subject(sitting, each.subject).name
    return Figures(name=name, subject=each.subject, batch=batch, ballots=ballots, marks=each.marks, invalid=each.invalid)


def _withdraw(command: WithdrawEntry, state: Count, sitting: Sitting) -> EntryWithdrawn:
    """Only the counter's own, and only unopened: whoever has seen the other entry could count to match it."""
    must_be(sitting, Stage.ANNOUNCED)
    batch = _batch(state, command.session, command.batch)
    counter = _counter(sitting, command.counter)
    if identity(counter) not in batch.locked:
        raise Refused(Code.ENTRY_MISSING, session=command.session, batch=command.batch, counters=_counters(batch))
    if batch.opened:
        raise Refused(Code.BATCH_OPENED, session=command.session, batch=command.batch)
    return EntryWithdrawn(session=command.session, batch=command.batch, counter=counter, reason=command.reason)


def _open(command: OpenBatch, state: Count, sitting: Sitting) -> BatchOpened:
    must_be(sitting, Stage.ANNOUNCED)
    batch = _batch(state, command.session, command.batch)
    if batch.opened:
        raise Refused(Code.BATCH_OPENED, session=command.session, batch=command.batch)
    given = {identity(each.counter): each for each in command.entries}
    if len(batch.locked) < 2 or given.keys() != batch.locked.keys():
        raise Refused(Code.ENTRY_MISSING, session=command.session, batch=command.batch, counters=_counters(batch))
    for name, locked in batch.locked.items():
        if commitment(given[name].blind, given[name].totals, sitting.convened.kind) != locked.commitment:
            raise Refused(Code.ENTRY_NOT_OPENED, session=command.session, batch=command.batch, counter=locked.counter)
        # Of an entry that was made elsewhere nobody has seen before whether it adds up.
        for each in _of_all(given[name].totals, sitting):
            checks.stop(Step.ENTRY, _row(sitting, command.batch, batch.ballots, each))
    return BatchOpened(session=command.session, batch=command.batch, entries=tuple(given[name] for name in batch.locked))


def _recount(command: RecountCells, state: Count, sitting: Sitting) -> CellsRecounted:
    """The cells in which the entries differ, all of one person's and no others, so that the person's row adds up again."""
    must_be(sitting, Stage.ANNOUNCED)
    batch = _batch(state, command.session, command.batch)
    counter = _counter(sitting, command.counter)
    differing = batch.differing.get(command.subject, {})
    if not differing or set(command.cells) != set(differing):
        wanted = ", ".join(differing) or "–"
        raise Refused(Code.CELLS_AGREE, session=command.session, batch=command.batch, subject=command.subject, cells=wanted)
    row = {**batch.final(command.subject), **command.cells}
    counts = {level: row[level.value] for level in LEVELS[sitting.convened.kind]}
    totals = SubjectTotals(subject=command.subject, counts=counts, invalid=row[INVALID])
    checks.stop(Step.RECOUNT, _row(sitting, command.batch, batch.ballots, totals))
    return CellsRecounted(**command.model_dump(exclude={"on"}) | {"counter": counter})


def _certify(command: CertifyVote, state: Count, sitting: Sitting, rules: Rulebook) -> Iterator[Event]:
    must_be(sitting, Stage.ANNOUNCED)
    recused(sitting.convened.subjects, command.certified_by)
    if any(same_person(each, command.certified_by) for each in state.counters):
        raise NotAllowed(Code.OWN_ENTRY, name=command.certified_by, session=command.session)
    checks.stop(Step.CERTIFICATION, replace(sitting.figures, unfinished=state.unfinished))
    subjects = listed(state, sitting)
    for each in subjects:
        row = replace(sitting.figures, name=each.name, subject=each.number, marks=each.marks, invalid=each.invalid or 0)
        checks.stop(Step.CERTIFICATION, row)
    recorded = _result(command, sitting, subjects)
    votes.balance(recorded)
    yield recorded
    for one in sitting.subjects:
        if one.cadre is not None:
            yield from _filed(sitting, one, one.cadre)
    yield VoteCertified(
        session=command.session,
        certified_by=command.certified_by,
        minutes=command.minutes,
        outcomes=tuple(_outcomes(recorded, rules)),
    )


def _result(command: CertifyVote, sitting: Sitting, subjects: tuple[ListedSubject, ...]) -> VoteRecorded:
    convened = sitting.convened
    carried = {name: getattr(convened, name) for name in ("session", "kind", "body", "held_on", "basis", "basis_digest")}
    total = len(subjects)
    return VoteRecorded(
        **carried,
        recorded_from=RecordedFrom.COUNT,
        source=command.minutes,
        ballots=ballots(sitting),
        subjects=subjects,
        subjects_total=total,
        warnings=(),
    )


def ballots(sitting: Sitting) -> BallotNumbers:
    """The numbers of a vote whose ballots are announced."""
    opened, figures = sitting.opened, sitting.figures
    assert opened is not None
    return BallotNumbers(
        members_total=opened.members_total,
        members_summoned=max(opened.members_summoned, sitting.present),
        members_present=sitting.present,
        issued=figures.issued,
        collected=figures.collected,
    )


def listed(state: Count, sitting: Sitting) -> tuple[ListedSubject, ...]:
    """Everyone who is counted, with all stacks added up; only for a count that is finished."""
    return tuple(_listed(state, sitting, each) for each in sitting.subjects)


def _listed(state: Count, sitting: Sitting, subject: BallotSubject) -> ListedSubject:
    rows = [batch.final(subject.number) for batch in state.batches]
    counts = {level: sum(row[level.value] for row in rows) for level in LEVELS[sitting.convened.kind]}
    return ListedSubject(
        number=subject.number, name=subject.name, position=subject.position, counts=counts, invalid=sum(row[INVALID] for row in rows)
    )


def _filed(sitting: Sitting, subject: BallotSubject, cadre: str) -> Iterator[Event]:
    """The result in the file that the ballot names; where that was merged since, it is found in the file that goes on."""
    session = sitting.convened.session
    yield SubjectLinked(session=session, subject=subject.number, cadre=cadre, ground=session)
    yield ConfidenceResultEntered(
        cadre=cadre, session=session, subject=subject.number, kind=sitting.convened.kind, held_on=sitting.convened.held_on
    )


def _outcomes(recorded: VoteRecorded, rules: Rulebook) -> Iterator[CertifiedOutcome]:
    """By the text that the vote was begun under; what rests on earlier votes is left to the read models."""
    regulation = rules.regulation(recorded.basis_digest)
    sums = tuple(each.marks for each in recorded.subjects)
    for each in recorded.subjects:
        facts = VoteFacts(recorded.kind, recorded.held_on, recorded.ballots.ballots, each.counts, sums)
        outcome = outcomes.judge(regulation, facts)
        clause = outcome.applied.clause if outcome.applied is not None else None
        yield CertifiedOutcome(
            subject=each.number,
            status=outcome.truth.value,
            clause=str(regulation.ref(clause.id)) if clause else None,
            flag=clause.then.flag.value if clause else None,
        )


def _annul(command: AnnulVote, state: Count, sitting: Sitting) -> Iterator[Event]:
    """Results leave the files that they were entered in."""
    if state.annulled is not None:
        raise Refused(Code.WRONG_STAGE, session=command.session, stage=Stage.ANNULLED.value, wanted=Stage.CERTIFIED.value)
    first, *others = command.annulled_by
    if all(same_person(first, each) for each in others):
        raise NotAllowed(Code.SECOND_PERSON, session=command.session)
    for each in command.annulled_by:
        recused(sitting.convened.subjects, each)
    for subject, cadre in sorted(state.result.links.items()):
        yield SubjectUnlinked(session=command.session, subject=subject, cadre=cadre, reason=command.reason)
        yield ConfidenceResultWithdrawn(cadre=cadre, session=command.session, subject=subject, reason=command.reason)
    yield VoteAnnulled(session=command.session, annulled_by=command.annulled_by, reason=command.reason)


def _batch(state: Count, session: str, number: int) -> Batch:
    if not 1 <= number <= len(state.batches):
        raise NotFound(Code.NO_BATCH, session=session, batch=number, batches=len(state.batches))
    return state.batches[number - 1]


def _counter(sitting: Sitting, name: str) -> str:
    """A counter as the committee names them; refused for whoever is not on it."""
    found = one_of(sitting.convened.committee, name)
    if found is None:
        raise NotAllowed(Code.NOT_ON_COMMITTEE, name=name, session=sitting.convened.session)
    return found


def _counters(batch: Batch) -> str:
    return ", ".join(each.counter for each in batch.locked.values()) or "–"


def _subject(sitting: Sitting, number: int) -> BallotSubject:
    return next(each for each in sitting.convened.subjects if each.number == number)
