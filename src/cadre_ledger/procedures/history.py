"""The history itself: records as they are stored, from any entry on."""

import sqlite3
from collections.abc import Iterator

from pydantic_core import from_json

from cadre_ledger.ledger import pages
from cadre_ledger.procedures import answers
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.reading import heading
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Broken, NotFound


def records(events: sqlite3.Connection, after: int, upto: int, stream: str | None, limit: int | None) -> Iterator[answers.RecordPart]:
    """Records in entry order, of one stream or of all."""
    given = 0
    for page in pages.pages(events, after, upto):
        for row in page:
            if limit is not None and given >= limit:
                return
            part = record_part(row)
            if stream is None or part.stream == stream:
                given += 1
                yield part


def record_part(row: pages.Raw) -> answers.RecordPart:
    """A stored row as a document; the event is shown as it is stored, whatever its version."""
    entry, _, version, topic, state = row
    try:
        raw = from_json(state)
        fields = ("effective_on", "recorded_at", "actor", "signature", "key", "rulebook", "seen", "event", "stream")
        return answers.RecordPart(
            entry=entry, stream_version=version, name=topic, clock=raw.get("clock"), **{name: raw[name] for name in fields}
        )
    except (ValueError, KeyError, TypeError):
        raise Broken(Code.STATE_UNREADABLE, topic=topic, entry=entry) from None


def beside(desk: Desk, entry: int) -> tuple[answers.RecordPart, ...]:
    """All records of the stream in which an entry stands, in order: what it corrects and what corrected it are among them."""
    return tuple(map(record_part, pages.stream(desk.events, _row(desk, entry)[1], desk.cut.entry)))


def show(desk: Desk, entry: int) -> answers.HistoryShow:
    """One record with the hash of its leaf."""
    row = _row(desk, entry)
    return answers.HistoryShow(**heading(desk, answers.HistoryShow.NAME), record=record_part(row), leaf_hash=pages.leaf_of(row).hex())


def _row(desk: Desk, entry: int) -> pages.Raw:
    row = pages.row(desk.events, entry) if 1 <= entry <= desk.cut.entry else None
    if row is None:
        raise NotFound(Code.NO_ENTRY, entry=entry)
    return row
