"""Stored bytes of every form ever written: they are read for ever, by the models and by the narrow readers.

A file here is never changed. A new form of an event gets a new topic and a new file, and the old file stays.
"""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from eventsourcing.persistence import JSONTranscoder, StoredEvent
from pydantic_core import from_json

from cadre_ledger.domain import assessments, returns, votes
from cadre_ledger.domain.shapes import Event
from cadre_ledger.ledger.mapper import STAMP, Envelope, RecordMapper, stamped, stream_id
from cadre_ledger.ledger.register import REGISTER
from cadre_ledger.projections import narrow, narrow_files
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.quality import Capacity
from cadre_ledger.values.records import Record
from cadre_ledger.values.tallies import Level, RecordedFrom, VoteKind
from ledgers import NAMESPACE

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.json"))
MAPPER = RecordMapper(JSONTranscoder())
every_form = pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)


def topic_of(path: Path) -> str:
    name, _, version = path.stem.rpartition("-")
    return f"{name}/{version}"


def read(path: Path) -> Record[Event]:
    return MAPPER.read(topic_of(path), 1, path.read_bytes())


def test_every_topic_of_the_register_has_its_bytes() -> None:
    assert {topic_of(path) for path in GOLDEN} == REGISTER.topics


@every_form
def test_stored_bytes_are_read_as_the_model_of_their_topic(path: Path) -> None:
    record = read(path)

    assert type(record.event) is REGISTER.raised(topic_of(path), from_json(path.read_bytes())["event"])[0]
    assert record.stream == record.event.stream
    assert record.recorded_at is not None
    assert record.actor == "thư ký"


@every_form
def test_a_record_read_is_written_back_to_the_same_bytes(path: Path) -> None:
    record = read(path)

    stored = MAPPER.to_stored_event(Envelope(stream_id(NAMESPACE, record.stream), record.version, record))

    assert record.recorded_at is not None
    clock = record.clock.strftime(STAMP) if record.clock else None
    assert stamped(stored.state, record.entry, record.recorded_at.strftime(STAMP), clock) == path.read_bytes()
    assert stored.topic == topic_of(path)


@every_form
def test_stored_bytes_are_read_by_the_narrow_reader_of_their_topic(path: Path) -> None:
    stored = narrow.decode(topic_of(path), path.read_bytes())

    if topic_of(path) in narrow.IGNORED:
        assert stored is None
    else:
        assert stored is not None
        record = read(path)
        assert (stored.entry, stored.effective_on) == (record.entry, str(record.effective_on))


def test_a_recorded_vote_is_read_as_what_was_recorded() -> None:
    path = next(path for path in GOLDEN if path.stem == "vote.recorded-1")

    assert read(path).event == votes.VoteRecorded(
        session="HDND-2014",
        kind=VoteKind.CONFIDENCE,
        body="HDND-THU",
        held_on=PartialDate.parse("2014-12"),
        basis="vn/1-2020",
        basis_digest="5bd2c1f6a0a3d5f6b1f59a0a7c7f6a3f6e1d0b6f1f7f0c3e9d8a7b6c5d4e3f21",
        recorded_from=RecordedFrom.PUBLICATION,
        source="https://example.org/ket-qua",
        ballots=returns.BallotNumbers(members_total=50, issued=47, collected=47),
        subjects=(
            returns.ListedSubject(
                number=1,
                name="Trần Thị Hoà",
                position="Chủ tịch",
                counts={Level.HIGH: 20, Level.CONFIDENCE: 2, Level.LOW: 25},
                invalid=0,
                printed={Level.HIGH: Decimal("42.55"), Level.LOW: Decimal("53.20")},
                source="https://example.org/anh-1",
            ),
            returns.ListedSubject(number=2, name="Lê Văn B", position=None, counts={Level.HIGH: 30, Level.LOW: 1}),
        ),
        subjects_total=15,
        warnings=(votes.Warned(code="VOTE-204", subject=None), votes.Warned(code="VOTE-203", subject=1)),
    )


def test_recorded_scores_are_read_to_the_last_figure() -> None:
    path = next(path for path in GOLDEN if path.stem == "assessment.recorded-1")

    assert read(path).event == assessments.Assessed(
        cadre="C000001",
        period="2025-Q4",
        assessor="C000002",
        capacity=Capacity.SUPERIOR,
        scores={"ethics": Decimal("28.50"), "quality": Decimal(60)},
        comment="Khá",
    )
    stored = narrow.decode(topic_of(path), path.read_bytes())
    assert stored is not None
    assert stored.event.scores == {"ethics": "28.50", "quality": "60"}


@pytest.mark.parametrize("name", narrow_files.Post.__struct_fields__)
def test_a_field_missing_inside_a_definition_is_never_made_up(name: str) -> None:
    path = next(path for path in GOLDEN if path.stem == "position.defined-1")
    renamed = path.read_bytes().replace(f'"{name}":'.encode(), f'"was_{name}":'.encode())

    assert renamed != path.read_bytes()
    with pytest.raises(Exception, match="STATE_UNREADABLE"):
        MAPPER.read(topic_of(path), 1, renamed)
    with pytest.raises(Exception, match="STATE_UNREADABLE"):
        narrow.decode(topic_of(path), renamed)


@every_form
def test_a_field_missing_from_stored_bytes_is_never_made_up(path: Path) -> None:
    """The negative control of golden bytes: a renamed field fails in both readers that use it."""
    topic = topic_of(path)
    model = REGISTER.models[topic]
    for name in from_json(path.read_bytes())["event"]:
        renamed = path.read_bytes().replace(f'"{name}":'.encode(), f'"was_{name}":'.encode())
        with pytest.raises(Exception, match="STATE_UNREADABLE"):
            MAPPER.read(topic, 1, renamed)
        struct: Any = narrow.STRUCTS.get(topic)
        if struct is not None and name in struct.__struct_fields__:
            with pytest.raises(Exception, match="STATE_UNREADABLE"):
                narrow.decode(topic, renamed)
        assert name in model.model_fields


def test_an_envelope_of_another_kind_of_id_is_refused() -> None:
    with pytest.raises(Exception, match="STATE_UNREADABLE"):
        MAPPER.to_domain_event(StoredEvent("not-a-uuid", 1, "charter.founded/1", b"{}"))
