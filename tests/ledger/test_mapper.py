"""What is written is read back as it was; older forms are raised before they are validated."""

import json
from datetime import UTC, datetime
from typing import Any, ClassVar

import pytest
from eventsourcing.persistence import JSONTranscoder, StoredEvent
from hypothesis import given, settings
from hypothesis import strategies as st

from cadre_ledger.domain import bodies
from cadre_ledger.domain.shapes import Event
from cadre_ledger.ledger.mapper import STAMP, Envelope, RecordMapper, read_stamp, stamped, stream_id
from cadre_ledger.ledger.recorder import recorded_at_of
from cadre_ledger.ledger.register import EVENTS, REGISTER, Register
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import Broken
from cadre_ledger.values.records import Mark, Record, Signed
from inventions import INVENTED, codes, digests, names, partial_dates, public_keys, signatures
from ledgers import NAMESPACE

MAPPER = RecordMapper(JSONTranscoder())
instants = st.datetimes(datetime(1970, 1, 1), datetime(2999, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the strategy adds the zone

signed = st.builds(
    Signed, digests, st.lists(st.builds(Mark, codes, public_keys, signatures), min_size=1, max_size=2).map(tuple), together=st.booleans()
)


@st.composite
def records(draw: Any, kind: type[Event]) -> Record[Event]:
    """A record as it comes out of the store."""
    event = draw(INVENTED[kind])
    return Record(
        event=event,
        stream=event.stream,
        version=draw(st.integers(1, 10**6)),
        effective_on=draw(partial_dates),
        actor=draw(names),
        key=draw(names),
        rulebook=draw(digests),
        seen=draw(st.integers(0, 10**9)),
        signature=draw(st.none() | signed),
        entry=draw(st.integers(1, 2**40)),
        recorded_at=draw(instants),
        clock=draw(st.none() | instants),
    )


def written(record: Record[Event]) -> tuple[StoredEvent, bytes]:
    stored = MAPPER.to_stored_event(Envelope(stream_id(NAMESPACE, record.stream), record.version, record))
    assert record.recorded_at is not None
    clock = record.clock.strftime(STAMP) if record.clock else None
    return stored, stamped(stored.state, record.entry, record.recorded_at.strftime(STAMP), clock)


def test_every_kind_of_event_can_be_invented() -> None:
    assert set(INVENTED) == set(EVENTS)


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.topic)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_a_record_is_read_back_as_it_was_written(kind: type[Event], data: st.DataObject) -> None:
    record = data.draw(records(kind))
    stored, state = written(record)

    assert MAPPER.read(stored.topic, record.version, state) == record


@given(data=st.data())
@settings(max_examples=50, deadline=None)
def test_the_instant_in_front_of_a_state_is_found_without_reading_all_of_it(data: st.DataObject) -> None:
    record = data.draw(st.sampled_from(EVENTS).flatmap(records))

    assert recorded_at_of(written(record)[1]) == record.recorded_at


@given(instant=instants)
def test_a_stamp_is_read_back_to_the_microsecond(instant: datetime) -> None:
    assert read_stamp(instant.strftime(STAMP)) == instant


def test_an_envelope_from_the_store_knows_its_stream_and_version() -> None:
    event = bodies.BodyClosed(body="B1", reason="end")
    record = Record(event, event.stream, 7, PartialDate.parse("2020"), "a", "k", "", 0, None, 3, datetime(2026, 1, 1, tzinfo=UTC))
    stored, state = written(record)

    envelope = MAPPER.to_domain_event(StoredEvent(stored.originator_id, 7, stored.topic, state))

    assert envelope == Envelope(stream_id(NAMESPACE, "body/B1"), 7, record)


BROKEN = [
    b"",
    b"not json",
    b"[]",
    b"{}",
    b'{"event":{}}',
    b'{"event":null}',
    b'{"entry":1,"recorded_at":"yesterday","stream":"body/B1","effective_on":"2020","actor":"a","signature":null,"key":"k","rulebook":"","seen":0,"event":{"body":"B1","reason":"end"}}',
    b'{"entry":1,"recorded_at":"2026-01-01T00:00:00.000000Z","stream":"body/B1","effective_on":"soon","actor":"a","signature":null,"key":"k","rulebook":"","seen":0,"event":{"body":"B1","reason":"end"}}',
    b'{"entry":1,"recorded_at":"2026-01-01T00:00:00.000000Z","stream":"body/B1","effective_on":"2020","actor":"a","signature":null,"key":"k","rulebook":"","seen":0,"event":{"body":"B1","reason":"end","more":1}}',
    b'{"entry":1,"recorded_at":"2026-01-01T00:00:00.000000Z","stream":"body/B1","effective_on":"2020","actor":"a","signature":null,"key":"k","rulebook":"","seen":0,"event":{"body":"B1","reason":"\xe2\x80\xae"}}',
    b'{"entry":1,"event":{"body":"B1","reason":"\xff"}}',
]


@pytest.mark.parametrize("state", BROKEN, ids=range(len(BROKEN)))
def test_what_cannot_be_read_is_named_with_its_topic_and_version(state: bytes) -> None:
    with pytest.raises(Broken) as broken:
        MAPPER.read("body.closed/1", 4, state)

    assert broken.value.code is Code.STATE_UNREADABLE
    assert (broken.value.facts["topic"], broken.value.facts["version"]) == ("body.closed/1", 4)


def test_an_unknown_topic_is_never_passed_over() -> None:
    with pytest.raises(Broken) as broken:
        MAPPER.read("body.dissolved/1", 1, b'{"event":{}}')

    assert broken.value.code is Code.UNKNOWN_EVENT


# Raising older forms: a body that was once stored with its title and its place apart


class BodyEstablishedLater(bodies.BodyEstablished):
    """The form of today."""

    topic: ClassVar[str] = "body.established/3"


def with_name(event: dict[str, Any]) -> dict[str, Any]:
    title, place = event.pop("title"), event.pop("place")
    return {**event, "name": f"{title} {place}"}


def with_level(event: dict[str, Any]) -> dict[str, Any]:
    return {**event, "level": None}


LATER = Register.of(
    [BodyEstablishedLater],
    {"body.established/1": ("body.established/2", with_name), "body.established/2": ("body.established/3", with_level)},
)


class LaterMapper(RecordMapper):
    """The mapper of a program that writes the form of today."""

    register = LATER


STORED = (
    '{"entry":9,"recorded_at":"2026-01-01T00:00:00.000000Z","stream":"body/B1","effective_on":"2020","actor":"a","signature":null,'
    '"key":"k","rulebook":"","seen":8,"event":%s}'
)


@pytest.mark.parametrize(
    ("topic", "event"),
    [
        ("body.established/1", '{"body":"B1","title":"HĐND","place":"tỉnh Một"}'),
        ("body.established/2", '{"body":"B1","name":"HĐND tỉnh Một"}'),
        ("body.established/3", '{"body":"B1","name":"HĐND tỉnh Một","level":null}'),
    ],
)
def test_stored_bytes_of_an_older_form_are_read_as_the_form_of_today(topic: str, event: str) -> None:
    record = LaterMapper(JSONTranscoder()).read(topic, 1, (STORED % event).encode())

    assert record.event == BodyEstablishedLater(body="B1", name="HĐND tỉnh Một", level=None)
    assert record.entry == 9


def test_an_older_form_without_its_upcaster_is_not_read() -> None:
    only_today = Register.of([BodyEstablishedLater])

    class Forgetful(RecordMapper):
        register = only_today

    with pytest.raises(Broken) as broken:
        Forgetful(JSONTranscoder()).read("body.established/1", 1, (STORED % '{"body":"B1","title":"HĐND","place":"tỉnh Một"}').encode())

    assert broken.value.code is Code.UNKNOWN_EVENT


def test_an_upcaster_that_forgets_a_field_gives_no_event() -> None:
    careless = Register.of([BodyEstablishedLater], {"body.established/2": ("body.established/3", lambda event: event)})

    class Careless(RecordMapper):
        register = careless

    with pytest.raises(Broken) as broken:
        Careless(JSONTranscoder()).read("body.established/2", 1, (STORED % '{"body":"B1","name":"HĐND"}').encode())

    assert broken.value.code is Code.STATE_UNREADABLE


def test_a_register_refuses_a_chain_that_ends_nowhere() -> None:
    with pytest.raises(Broken) as broken:
        Register.of([BodyEstablishedLater], {"body.established/1": ("body.established/2", with_name)})

    assert broken.value.facts == {"topic": "body.established/2"}


@pytest.mark.timeout(10)
def test_a_register_refuses_a_chain_that_goes_in_a_circle() -> None:
    circle = {"body.established/1": ("body.established/2", with_name), "body.established/2": ("body.established/1", with_level)}

    with pytest.raises(Broken):
        Register.of([BodyEstablishedLater], circle)


def test_a_register_knows_old_and_new_topics() -> None:
    assert LATER.topics == {"body.established/1", "body.established/2", "body.established/3"}


def test_every_topic_is_a_subject_an_act_and_a_version_and_is_used_once() -> None:
    topics = [model.topic for model in EVENTS]

    assert len(topics) == len(set(topics)) == len(REGISTER.models)
    for topic in topics:
        name, _, version = topic.partition("/")
        assert name.count(".") == 1
        assert version.isdecimal()


def test_two_models_of_one_topic_are_refused() -> None:
    class Double(bodies.BodyClosed):
        topic: ClassVar[str] = "body.established/3"

    with pytest.raises(ValueError, match=r"body\.established/3"):
        Register.of([BodyEstablishedLater, Double])


def test_stored_states_are_plain_json_in_utf8() -> None:
    event = bodies.BodyClosed(body="B1", reason='Sáp nhập "đặc biệt"')
    state = MAPPER.to_stored_event(
        Envelope(stream_id(NAMESPACE, "x"), 1, Record(event, "x", 1, PartialDate.parse("2020"), "a", "k", "", 0))
    ).state

    assert "Sáp nhập".encode() in state
    assert json.loads(state)["event"]["reason"] == 'Sáp nhập "đặc biệt"'
