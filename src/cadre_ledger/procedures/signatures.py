"""All signatures of a history verified anew, from what is stored and nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pydantic_core import from_json

from cadre_ledger.domain import actors, roles
from cadre_ledger.domain.actors import Actors
from cadre_ledger.domain.counts import EntryTaken
from cadre_ledger.domain.shapes import Event
from cadre_ledger.integrity import signing
from cadre_ledger.integrity.leaf import signed_part
from cadre_ledger.integrity.signing import Statement
from cadre_ledger.ledger import pages
from cadre_ledger.ledger.mapper import read_record
from cadre_ledger.ledger.register import REGISTER
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.signing import must_have_signed, proven, standing
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import LedgerError, NotAllowed
from cadre_ledger.values.findings import Finding
from cadre_ledger.values.records import Record, Signed


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
    known, keys = actors.initial, set[str]()
    rows = (row for page in pages.pages(desk.events, 0, desk.cut.entry) for row in page)
    for key, group in groupby(rows, _key):
        command = _read(list(group))
        if isinstance(command, Finding):
            yield command
            continue
        if key in keys:
            yield Finding(Code.COMMAND_SPLIT, command.facts)
        keys.add(key)
        yield from _command(desk, command, known)
        for record in command.records:
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


def _command(desk: Desk, command: _Command, known: Actors) -> Iterator[Finding]:
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
    yield from _authority(desk.founding.origin, command, signature, known)


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


def _authority(origin: str, command: _Command, signature: Signed, known: Actors) -> Iterator[Finding]:
    """Whether those who signed might do it, by the roles that they had then."""
    signers = [mark.actor for mark in signature.marks]
    if signers[0] != command.records[0].actor or len(set(signers)) < len(signers):
        yield Finding(Code.SIGNER_WRONG, command.facts)
        return
    try:
        for signer in signers:
            standing(known, signer)
        events = [record.event for record in command.records]
        for event in events:
            roles.must_be_allowed(known, signers[0], event, events)
            roles.must_be_seconded(known, signers[1:], event)
            roles.must_be_named(known, signers, event)
            if isinstance(event, EntryTaken):
                must_have_signed(origin, event, known)
    except NotAllowed as error:
        yield Finding(error.code, {**error.facts, **command.facts})


def _proof(desk: Desk, record: Record[Event]) -> Iterator[Finding]:
    """A new key must have signed for its actor."""
    event = record.event
    if isinstance(event, actors.ActorEnrolled | actors.ActorKeyRotated) and not proven(desk.founding.origin, event):
        yield Finding(Code.PROOF_WRONG, {"actor": event.actor, "entry": record.entry})
