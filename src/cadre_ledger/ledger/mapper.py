"""Between records and stored bytes: JSON by pydantic-core; older forms are raised before they are validated."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from eventsourcing.persistence import Mapper, StoredEvent
from pydantic_core import from_json, to_json

from cadre_ledger.domain.shapes import Event
from cadre_ledger.ledger.register import REGISTER, Register
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import Broken, Misused, Refused
from cadre_ledger.values.records import Mark, Record, Signed

STAMP = "%Y-%m-%dT%H:%M:%S.%fZ"
STAMP_LENGTH, STAMP_MARKS = 27, (4, 7, 10, 13, 16, 19, 26)


@dataclass(frozen=True, slots=True)
class Envelope:
    """A record on its way to or from the store, under the names that the library asks for."""

    originator_id: UUID
    originator_version: int
    record: Record[Event]


def stream_id(namespace: UUID, stream: str) -> UUID:
    """The id of a stream: nobody can guess it without the ledger's random namespace."""
    return uuid5(namespace, stream)


def stamped(state: bytes, entry: int, recorded_at: str, clock: str | None) -> bytes:
    """Put what only the recorder knows in front of a state made before the lock."""
    raw = f',"clock":"{clock}"' if clock else ""
    return f'{{"entry":{entry},"recorded_at":"{recorded_at}"{raw},'.encode() + state[1:]


def read_stamp(text: str) -> datetime:
    """The instant of a stamp; in this one form only, which is read many times faster than a form that is named."""
    if len(text) != STAMP_LENGTH or "".join(text[place] for place in STAMP_MARKS) != "--T::.Z":
        raise ValueError(text)
    return datetime.fromisoformat(text)


class RecordMapper(Mapper[UUID]):
    """The library's mapper in our form; it neither compresses nor encrypts."""

    register: Register = REGISTER

    def to_stored_event(self, domain_event: Any) -> StoredEvent:
        """A record as bytes, still without its stamp."""
        record: Record[Event] = domain_event.record
        state = {
            "stream": record.stream,
            "effective_on": str(record.effective_on),
            "actor": record.actor,
            "signature": record.signature,
            "key": record.key,
            "rulebook": record.rulebook,
            "seen": record.seen,
            "event": record.event,
        }
        return StoredEvent(domain_event.originator_id, domain_event.originator_version, record.event.topic, to_json(state))

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        """The record again; `Broken` names what cannot be read."""
        identity = stored_event.originator_id
        if not isinstance(identity, UUID):
            raise Broken(Code.STATE_UNREADABLE, topic=stored_event.topic, version=stored_event.originator_version)
        record = self.read(stored_event.topic, stored_event.originator_version, bytes(stored_event.state))
        return Envelope(identity, stored_event.originator_version, record)

    def read(self, topic: str, version: int, state: bytes) -> Record[Event]:
        """A record from what is stored of it."""
        return read_record(self.register, topic, version, state)


def read_record(register: Register, topic: str, version: int, state: bytes) -> Record[Event]:
    """A record from what is stored of it, under the names and versions of a register."""
    try:
        raw: dict[str, Any] = from_json(state)
        model, event = register.raised(topic, raw["event"])
        return _record(raw, version, model.model_validate(event))
    except (ValueError, KeyError, TypeError, Refused, Misused) as error:
        raise Broken(Code.STATE_UNREADABLE, topic=topic, version=version, reason=type(error).__name__) from error


def _record(raw: Mapping[str, Any], version: int, event: Event) -> Record[Event]:
    return Record(
        event=event,
        stream=raw["stream"],
        version=version,
        effective_on=PartialDate.parse(raw["effective_on"]),
        actor=raw["actor"],
        key=raw["key"],
        rulebook=raw["rulebook"],
        seen=raw["seen"],
        signature=_signed(raw["signature"]),
        entry=raw["entry"],
        recorded_at=read_stamp(raw["recorded_at"]),
        clock=read_stamp(raw["clock"]) if raw.get("clock") else None,
    )


def _signed(raw: Mapping[str, Any] | None) -> Signed | None:
    if raw is None:
        return None
    marks = tuple(Mark(each["actor"], each["public"], each["signature"]) for each in raw["marks"])
    return Signed(raw["command"], marks, together=raw["together"])
