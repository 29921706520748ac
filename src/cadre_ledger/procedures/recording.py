"""Recording: read what the decider names, decide, append unless something moved; a repeat answers as the first time."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import ModuleType
from typing import get_args

from pydantic import ValidationError
from pydantic_core import from_json

from cadre_ledger.domain import (
    absences,
    actors,
    assessments,
    bodies,
    cadres,
    cases,
    charter,
    classifications,
    counts,
    members,
    papers,
    periods,
    positions,
    posts,
    replacements,
    rules,
    sessions,
    training,
    units,
    votes,
)
from cadre_ledger.domain.shapes import TAIL_STREAMS, Command, Event
from cadre_ledger.ledger import pages
from cadre_ledger.ledger.application import FURTHEST, Ledger, pause
from cadre_ledger.ledger.recorder import CommandKey, Guard, Recorded
from cadre_ledger.procedures.signing import Authority, Signer, check_proof, known, signed
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import LedgerError, Misused, NotFound, Refused, Stale, Unreadable
from cadre_ledger.values.findings import Finding
from cadre_ledger.values.records import Record

ROUNDS = 12
"""How often what is read may grow: a unit is moved on reading all above where it goes, one level a round."""
TRIES = 5
DECIDERS: dict[type[Command], ModuleType] = {
    kind: module
    for module, commands in (
        (charter, charter.CharterCommand),
        (actors, actors.ActorCommand),
        (rules, rules.RulesCommand),
        (bodies, bodies.BodyCommand),
        (members, members.MemberCommand),
        (cadres, cadres.CadreCommand),
        (votes, votes.VoteCommand),
        (sessions, sessions.SessionCommand),
        (counts, counts.CountCommand),
        (papers, papers.PaperCommand),
        (units, units.UnitCommand),
        (positions, positions.PositionCommand),
        (posts, posts.PostCommand),
        (absences, absences.AbsenceCommand),
        (periods, periods.PeriodCommand),
        (assessments, assessments.AssessmentCommand),
        (classifications, classifications.ClassificationCommand),
        (training, training.TrainingCommand),
        (cases, cases.CaseCommand),
        (replacements, replacements.ReplacementCommand),
    )
    for kind in get_args(commands) or (commands,)
}
Look = Callable[[str], Sequence[Event]]
"""The events of a stream, with those that the same batch has added so far."""

Later = Callable[[Look], Iterator[Command]]
"""Commands that hang on what the batch did before them: each is decided before the next is asked for."""

Step = Command | Later
OfStep = Callable[[int, LedgerError], Iterable[Finding]]
"""What a refusal of the step of that number is to the person: its findings, each at its place."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who records, under which key, by which clock, and where they expect the ledger's head.

    `digest` replaces the digest of the commands where a repeat is known by something else, such as a file's bytes.
    `signers` are those whose keys are at hand, the actor first; while nobody is enrolled, none is asked for.
    """

    actor: str
    key: str
    clock: Callable[[], datetime]
    expect_head: int | None = None
    digest: str | None = None
    signers: tuple[Signer, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """What is to be recorded together, and whether refusals are collected as findings or raised one at a time."""

    steps: Sequence[Step]
    of_step: OfStep | None = None


@dataclass(frozen=True, slots=True)
class Recording:
    """What came of it: the records (of a repeat: none were made), their entries, and whether it was a repeat.

    Where all was recorded before by other commands, it is a repeat of no entries, from 0 to 0.
    """

    records: tuple[Record[Event], ...]
    first: int
    last: int
    repeated: bool


NOTHING_NEW = Recording((), 0, 0, repeated=True)


class _NothingNewError(Exception):
    """Ends a transaction in which nothing is left to store."""


@dataclass(slots=True)
class _Desk:
    """The streams read so far, with their versions as stored, and what the batch adds to them."""

    ledger: Ledger
    author: Author
    seen: int
    signers: tuple[Signer, ...] | None
    read: dict[str, int] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    events: dict[str, list[Event]] = field(default_factory=dict)

    def load(self, stream: str) -> list[Event]:
        """The events of a stream, those of this batch included."""
        if stream not in self.events:
            records = self.ledger.read(stream)
            self.events[stream] = [record.event for record in records]
            self.read[stream] = self.versions[stream] = records[-1].version if records else 0
        return self.events[stream]

    def authority(self) -> Authority:
        """What the author may do; one who may not sign at all is refused."""
        signers = None if self.signers is None else tuple(each.actor for each in self.signers)
        authority = Authority(known(self.load(charter.STREAM)), self.author.actor, signers)
        authority.check_people()
        return authority

    def add(self, event: Event, command: Command, rulebook: str) -> Record[Event]:
        """The record that an event will be."""
        stream = event.stream
        self.load(stream)
        self.versions[stream] += 1
        self.events[stream] = [*([] if stream in TAIL_STREAMS else self.events[stream]), event]
        return Record(
            event=event,
            stream=stream,
            version=self.versions[stream],
            effective_on=event.dated(command.on),
            actor=self.author.actor,
            key=self.author.key,
            rulebook=rulebook,
            seen=self.seen,
        )


@contextmanager
def fields_checked() -> Iterator[None]:
    """What a model says of a field's value, as a refusal; commands are made inside."""
    try:
        yield
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        facts = {"field": ".".join(str(part) for part in problem["loc"]), "value": str(problem["input"])[:40]}
        raise Refused(Code.FIELD_INVALID, **facts) from None


def preview(ledger: Ledger, steps: Sequence[Step], author: Author, of_step: OfStep | None = None) -> tuple[Record[Event], ...]:
    """What would be recorded, without recording it: of a repeat nothing, and what would be refused is refused."""
    if author.key and ledger.recorded(CommandKey(author.key, author.digest or digest(steps))) is not None:
        return ()
    if author.expect_head not in (None, ledger.head):
        raise Stale(Code.HEAD_MOVED, expected=author.expect_head)
    return _decide(ledger, Batch(steps, of_step), author, None)[0]


def record(ledger: Ledger, steps: Sequence[Step], author: Author, of_step: OfStep | None = None) -> Recording:
    """Record commands in one transaction, each decided on those before it; all or none.

    Raises what the deciders refuse, or with `of_step` the findings of all that they refuse, and `Stale` when the key
    was used for something else or the head is not where it was expected. Where nothing is left to record, says so.
    """
    command_key = CommandKey(author.key, author.digest or digest(steps))
    done = ledger.recorded(command_key)
    if done is None:
        try:
            return _record_once(ledger, Batch(steps, of_step), author, command_key)
        except LedgerError:
            # A twin recorded since the key was looked up may be the very reason of a refusal.
            done = ledger.recorded(command_key)
            if done is None:
                raise
    return Recording((), done.first, done.last, repeated=True)


def _record_once(ledger: Ledger, batch: Batch, author: Author, command_key: CommandKey) -> Recording:
    furthest = None if any(isinstance(step, charter.ConfirmClock) for step in batch.steps) else FURTHEST
    guard = Guard(command_key, author.clock, {}, author.expect_head, furthest)
    for attempt in range(TRIES):
        try:
            records, read = _decide(ledger, batch, author, author.signers)
            if not records:
                return NOTHING_NEW
            stored = ledger.append(records, read, guard)
        except Stale as stale:
            if stale.code is not Code.STREAM_MOVED:
                raise
            pause(attempt)
        else:
            return _recording(records, stored)
    return _record_under_lock(ledger, batch, author, guard)


def _record_under_lock(ledger: Ledger, batch: Batch, author: Author, guard: Guard) -> Recording:
    decided: list[Record[Event]] = []

    def decide() -> tuple[tuple[Record[Event], ...], dict[str, int]]:
        records, read = _decide(ledger, batch, author, author.signers)
        if not records:
            raise _NothingNewError
        decided[:] = records
        return records, read

    try:
        stored = ledger.append_under_lock(decide, guard)
    except _NothingNewError:
        return NOTHING_NEW
    return _recording(tuple(decided), stored)


def _recording(records: tuple[Record[Event], ...], stored: Recorded) -> Recording:
    """What was stored; of a twin that was faster nothing is known here but its span."""
    if stored.repeated:
        return Recording((), stored.first, stored.last, repeated=True)
    return Recording(_with_entries(records, stored.first), stored.first, stored.last, repeated=False)


def _decide(
    ledger: Ledger, batch: Batch, author: Author, signers: tuple[Signer, ...] | None
) -> tuple[tuple[Record[Event], ...], dict[str, int]]:
    """The records with their signatures, and what was read for them; without signers they are only looked at."""
    desk = _Desk(ledger, author, ledger.head, signers)
    authority = desk.authority()
    records: list[Record[Event]] = []
    findings: list[Finding] = []
    for number, step in enumerate(batch.steps):
        try:
            with fields_checked():
                for command in (step,) if isinstance(step, Command) else step(desk.load):
                    records.extend(_recorded(desk, command, authority))
        except (Refused, NotFound, Misused, Unreadable) as error:
            if batch.of_step is None:
                raise
            findings.extend(batch.of_step(number, error))
    if findings:
        raise Unreadable(findings)
    if records and signers and authority.actors.signing:
        return signed(ledger, records, author.digest or digest(batch.steps), signers, authority.actors), desk.read
    return tuple(records), desk.read


def _recorded(desk: _Desk, command: Command, authority: Authority) -> list[Record[Event]]:
    decider = DECIDERS[type(command)]
    state, streams = _settled(desk, decider, command)
    texts = rules.initial
    for stream in (rules.INDEX, *(each for each in streams if each.startswith("rules/"))):
        for event in desk.load(stream):
            texts = rules.evolve(texts, event)
    decided: list[Event] = decider.decide(command, state, texts.rulebook)
    for event in decided:
        authority.check_event(event, desk.load, decided)
        check_proof(desk.ledger, event, authority.actors)
    return [desk.add(event, command, texts.digest) for event in decided]


def _settled(desk: _Desk, decider: ModuleType, command: Command) -> tuple[object, tuple[str, ...]]:
    """The state over the streams the decider names, read again while it names more."""
    state: object = decider.initial
    streams: tuple[str, ...] = ()
    for _ in range(ROUNDS):
        wanted: tuple[str, ...] = decider.boundary(command, state)
        if set(wanted) <= set(streams):
            return state, streams
        streams = wanted
        state = decider.initial
        for stream in streams:
            for event in desk.load(stream):
                state = decider.evolve(state, event)
    if set(decider.boundary(command, state)) <= set(streams):
        return state, streams
    error: LedgerError = Refused(Code.BOUNDARY_UNSETTLED)
    raise error


def clock_findings(ledger: Ledger, recording: Recording) -> tuple[Finding, ...]:
    """A warning when the clock stood before the last entry and the instant had to be moved on."""
    if recording.repeated:
        return ()
    with ledger.reading() as connection:
        stored = pages.row(connection, recording.first)
    assert stored is not None
    raw = from_json(stored[4])
    if not raw.get("clock"):
        return ()
    return (Finding(Code.CLOCK_STEPPED_BACK, {"clock": raw["clock"], "recorded_at": raw["recorded_at"]}, stops=False),)


def digest(steps: Sequence[Step]) -> str:
    """What a repeat of these commands is known by; the default day of a command is not part of it.

    What is only made later cannot be told beforehand: an author of such steps brings a digest.
    """
    commands = [step for step in steps if isinstance(step, Command)]
    assert len(commands) == len(steps)
    lines = "".join(f"{type(command).__name__} {command.model_dump_json(exclude={'on'})}\n" for command in commands)
    return hashlib.sha256(lines.encode()).hexdigest()


def _with_entries(records: tuple[Record[Event], ...], first: int) -> tuple[Record[Event], ...]:
    return tuple(replace(each, entry=entry) for entry, each in enumerate(records, first))
