"""Histories without a store: events as they would be stored, gathered into dossiers in memory."""

from collections.abc import Iterable
from uuid import UUID

from eventsourcing.persistence import JSONTranscoder

from cadre_ledger.domain import rules
from cadre_ledger.domain.shapes import TAIL_STREAMS, Command, Event
from cadre_ledger.ledger.mapper import Envelope, RecordMapper, stamped, stream_id
from cadre_ledger.procedures.recording import DECIDERS, ROUNDS
from cadre_ledger.projections.gather import InMemory, gather
from cadre_ledger.values.errors import LedgerError
from cadre_ledger.values.records import Record
from ledgers import adoption, founding

NAMESPACE = UUID(int=1)
MAPPER = RecordMapper(JSONTranscoder())
Stored = tuple[str, bytes]


class History:
    """Streams in memory; commands are decided as `record` does, without guard, clock or store."""

    def __init__(self, commands: Iterable[Command] = ()) -> None:
        self.streams: dict[str, list[Event]] = {}
        self.rows: list[Stored] = []
        for command in (founding(), adoption(), *commands):
            self.record(command)

    def record(self, command: Command) -> bool:
        """Decide and keep; whether it was accepted."""
        decider = DECIDERS[type(command)]
        state = decider.initial
        streams: tuple[str, ...] = ()
        for _ in range(ROUNDS):
            wanted = decider.boundary(command, state)
            if set(wanted) <= set(streams):
                break
            streams = wanted
            state = decider.initial
            for stream in streams:
                for event in self._read(stream):
                    state = decider.evolve(state, event)
        known = rules.initial
        for stream in (rules.INDEX, *(each for each in streams if each.startswith("rules/"))):
            for event in self._read(stream):
                known = rules.evolve(known, event)
        try:
            decided = decider.decide(command, state, known.rulebook)
        except LedgerError:
            return False
        for event in decided:
            self._keep(event, command)
        return True

    def _read(self, stream: str) -> list[Event]:
        events = self.streams.get(stream, [])
        return events[-1:] if stream in TAIL_STREAMS else events

    def _keep(self, event: Event, command: Command) -> None:
        stream = self.streams.setdefault(event.stream, [])
        stream.append(event)
        record = Record(event, event.stream, len(stream), event.dated(command.on), "a", "k", "", len(self.rows))
        stored = MAPPER.to_stored_event(Envelope(stream_id(NAMESPACE, event.stream), len(stream), record))
        entry = len(self.rows) + 1
        self.rows.append((event.topic, stamped(stored.state, entry, f"2026-05-10T02:00:{entry % 60:02d}.000000Z", None)))

    @property
    def dossiers(self) -> InMemory:
        """All of it, gathered."""
        return gathered(self.rows)


def gathered(rows: Iterable[Stored]) -> InMemory:
    """A fold in memory."""
    dossiers = InMemory()
    gather(dossiers, rows)
    return dossiers
