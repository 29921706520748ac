"""All signatures of a history verified anew, from what is stored and nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pydantic_core import from_json

from cadre_ledger.domain import actors, cadres, roles
from cadre_ledger.domain.actors import Actors
from cadre_ledger.domain.convening import VoteConvened
from cadre_ledger.domain.counts import EntryTaken
from cadre_ledger.domain.shapes import Event
from cadre_ledger.domain.votes import SubjectLinked
from cadre_ledger.integrity import signing
from cadre_ledger.integrity.leaf import signed_part
from cadre_ledger.integrity.signing import Statement
from cadre_ledger.ledger import pages
from cadre_ledger.ledger.mapper import read_record, stream_id
from cadre_ledger.ledger.register import REGISTER
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.signing import Authority, Look, must_have_signed, proven
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import LedgerError, NotAllowed, Refused
from cadre_ledger.values.findings import Finding
from cadre_ledger.values.records import Record, Signed

FILES = cadres.stream_of("")
"""How the streams of cadres begin."""


@dataclass(frozen=True, slots=True)
class _Command:
    """What was stored under one key, as it lies there and as it is read."""

    rows: Sequence[pages.Raw]
    records: Sequence[Record[Event]]

    @property
    def facts(self) -> dict[str, Any]:
        """Where it is."""
        return {"first": self.rows[0][0], "last": self.rows[-1][0], "actor": self.records[0].actor}


def findings(desk: Desk) -> Iterator[Finding]:
    """Every command whose signatures do not hold: altered, unsigned, by a strange key, or by someone who might not."""
    known, keys, past = actors.initial, set[str](), _Past(desk)
    rows = (row for page in pages.pages(desk.events, 0, desk.cut.entry) for row in page)
    for key, group in groupby(rows, _key):
        command = _read(list(group))
        if isinstance(command, Finding):
            yield command
            continue
        if key in keys:
            yield Finding(Code.COMMAND_SPLIT, command.facts)
        keys.add(key)
        yield from _command(desk, command, known, past)
        for record in command.records:
            past.add(record.event)
            if isinstance(record.event, actors.ActorEvent):
                yield from _proof(desk, record)
                known = actors.evolve(known, record.event)


def _key(row: pages.Raw) -> str:
    try:
        return str(from_json(row[4])["key"])
    except (ValueError, KeyError, TypeError):
        return f"#{row[0]}"


def _read(rows: list[pages.Raw]) -> "_Command | Finding":
    try:
        return _Command(rows, [read_record(REGISTER, topic, version, state) for _, _, version, topic, state in rows])
    except LedgerError as error:
        return Finding(error.code, {**error.facts, "entry": rows[0][0]})


def _command(desk: Desk, command: _Command, known: Actors, past: "_Past") -> Iterator[Finding]:
    """One command, against those who were enrolled before it."""
    signature = command.records[0].signature
    if not known.signing:
        if any(record.signature for record in command.records):
            yield Finding(Code.SIGNER_WRONG, command.facts)
        return
    if signature is None:
        yield Finding(Code.SIGNATURE_LACKING, command.facts)
        return
    if not _holds(desk, command, signature, known):
        yield Finding(Code.SIGNATURE_WRONG, command.facts)
        return
    people = tuple(mark.actor for mark in signature.marks)
    yield from _authority(desk.founding.origin, command, Authority(known, people[0], people), past)


def _holds(desk: Desk, command: _Command, signature: Signed, known: Actors) -> bool:
    """Whether every mark is of the key that its actor had then, over exactly what is stored."""
    first = command.records[0]
    if any((each.signature, each.actor, each.seen) != (signature, first.actor, first.seen) for each in command.records):
        return False
    if first.seen >= command.rows[0][0]:
        return False
    seen = pages.row(desk.events, first.seen)
    statement = Statement(
        origin=desk.founding.origin,
        key=first.key,
        command=signature.command,
        seen=first.seen,
        seen_leaf=pages.leaf_of(seen) if seen else b"",
        content=signing.content((stream, version, topic, signed_part(state)) for _, stream, version, topic, state in command.rows),
        actor=first.actor,
        together=signature.together,
    )
    return bool(signature.marks) and all(
        mark.actor in known.people
        and mark.public == known.people[mark.actor].public_key
        and signing.verify(mark.public, statement.bytes_for(mark.actor), mark.signature)
        for mark in signature.marks
    )


def _authority(origin: str, command: _Command, signers: Authority, past: "_Past") -> Iterator[Finding]:
    """Whether those who signed might do it: by the roles that they had then, and by what was recorded until then."""
    people = signers.signers or ()
    if signers.actor != command.records[0].actor or len(set(people)) < len(people):
        yield Finding(Code.SIGNER_WRONG, command.facts)
        return
    events = [record.event for record in command.records]
    before = past.before(command.rows[0][0])
    try:
        signers.check_people()
        for place, event in enumerate(events):
            signers.check_event(event, _with(before, events[:place]), events)
            if isinstance(event, EntryTaken):
                must_have_signed(origin, event, signers.actors)
    except (NotAllowed, Refused) as error:
        yield Finding(error.code, {**error.facts, **command.facts})


def _with(before: Look, events: Sequence[Event]) -> Look:
    """The same with what the command itself has recorded so far."""
    return lambda stream: [*before(stream), *(each for each in events if each.stream == stream)]


class _Past:
    """What was recorded before a command, as far as it says who may not do what."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._sessions: dict[str, list[Event]] = {}

    def add(self, event: Event) -> None:
        """One event more; of votes who took part, who is voted on, and whose results they are."""
        if roles.named_in(event) or isinstance(event, VoteConvened | SubjectLinked):
            self._sessions.setdefault(event.stream, []).append(event)

    def before(self, entry: int) -> Look:
        """Streams as they were before an entry; files are read, for few actors have one."""

        def look(stream: str) -> Sequence[Event]:
            if stream in self._sessions or not stream.startswith(FILES):
                return self._sessions.get(stream, ())
            rows = pages.stream(self._desk.events, stream_id(self._desk.founding.namespace, stream).hex, entry - 1)
            return [read_record(REGISTER, topic, version, state).event for _, _, version, topic, state in rows]

        return look


def _proof(desk: Desk, record: Record[Event]) -> Iterator[Finding]:
    """A new key must have signed for its actor."""
    event = record.event
    if isinstance(event, actors.ActorEnrolled | actors.ActorKeyRotated) and not proven(desk.founding.origin, event):
        yield Finding(Code.PROOF_WRONG, {"actor": event.actor, "entry": record.entry})
