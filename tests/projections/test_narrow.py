"""The narrow readers: no defaults, nothing the models do not have, and the same values."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
import pytest
from eventsourcing.persistence import JSONTranscoder
from hypothesis import given, settings
from hypothesis import strategies as st

from cadre_ledger.domain.positions import Post
from cadre_ledger.domain.shapes import Event
from cadre_ledger.ledger.mapper import Envelope, RecordMapper, stamped, stream_id
from cadre_ledger.ledger.register import EVENTS, REGISTER
from cadre_ledger.projections import gather_files, narrow, narrow_files
from cadre_ledger.projections.gather import FOLDS
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import Broken
from cadre_ledger.values.records import Record
from inventions import INVENTED

NAMESPACE = UUID(int=1)
MAPPER = RecordMapper(JSONTranscoder())
GATHERED = [model for model in EVENTS if model.topic in narrow.STRUCTS]
STRUCTS = sorted(
    {
        each
        for each in (*vars(narrow).values(), *vars(narrow_files).values())
        if isinstance(each, type) and issubclass(each, msgspec.Struct) and each is not msgspec.Struct
    },
    key=lambda struct: struct.__name__,
)


def state_of(event: Event) -> bytes:
    record = Record(event, event.stream, 1, event.dated(PartialDate.parse("2026-05")), "a", "k", "", 0)
    stored = MAPPER.to_stored_event(Envelope(stream_id(NAMESPACE, event.stream), 1, record))
    return stamped(stored.state, 7, "2026-05-10T02:00:00.000000Z", None)


def test_every_topic_is_read_or_passed_over_on_purpose_and_none_is_both() -> None:
    assert narrow.STRUCTS.keys() | narrow.IGNORED == REGISTER.topics
    assert not narrow.STRUCTS.keys() & narrow.IGNORED


def test_everything_that_is_read_is_folded() -> None:
    assert set(narrow.STRUCTS.values()) == FOLDS.keys() | gather_files.FOLDS.keys()
    assert not FOLDS.keys() & gather_files.FOLDS.keys()
    assert len(set(narrow.STRUCTS.values())) == len(narrow.STRUCTS)


@pytest.mark.parametrize("struct", STRUCTS, ids=lambda struct: struct.__name__)
def test_no_narrow_reader_has_a_default(struct: type[msgspec.Struct]) -> None:
    assert [field.name for field in msgspec.structs.fields(struct) if not field.required] == []


@pytest.mark.parametrize("model", GATHERED, ids=lambda model: model.topic)
def test_a_narrow_reader_reads_only_fields_of_its_model(model: type[Event]) -> None:
    struct = narrow.STRUCTS[model.topic]

    assert set(struct.__struct_fields__) <= set(model.model_fields)


@pytest.mark.parametrize("model", GATHERED, ids=lambda model: model.topic)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_a_narrow_reader_finds_the_values_of_the_model(model: type[Event], data: st.DataObject) -> None:
    event = data.draw(INVENTED[model])

    stored = narrow.decode(model.topic, state_of(event))

    assert stored is not None
    assert (stored.entry, stored.recorded_at) == (7, "2026-05-10T02:00:00.000000Z")
    assert stored.effective_on == str(event.dated(PartialDate.parse("2026-05")))
    assert same(stored.event, event.model_dump(mode="json"))


def same(narrowed: object, written: Any) -> bool:
    """Whether a struct holds, field by field, what the model wrote; structs may hold fewer fields."""
    if isinstance(narrowed, msgspec.Struct):
        return all(same(getattr(narrowed, name), written[name]) for name in narrowed.__struct_fields__)
    if isinstance(narrowed, tuple):
        return len(narrowed) == len(written) and all(same(one, other) for one, other in zip(narrowed, written, strict=True))
    return bool(narrowed == written)


def test_the_parts_of_a_narrow_reader_are_parts_of_the_model() -> None:
    """What lies inside a struct is read by names that the model has there too."""
    assert set(narrow_files.Post.__struct_fields__) <= set(Post.model_fields)


def test_the_comparison_sees_a_value_that_differs() -> None:
    """The negative control of the property above."""
    renamed = narrow.BodyRenamed(body="B1", name="Một")

    assert same(renamed, {"body": "B1", "name": "Một", "reason": "x"})
    assert not same(renamed, {"body": "B1", "name": "Hai", "reason": "x"})


@pytest.mark.parametrize("model", [model for model in EVENTS if model.topic in narrow.IGNORED], ids=lambda model: model.topic)
def test_what_is_passed_over_is_not_even_decoded(model: type[Event]) -> None:
    assert narrow.decode(model.topic, b"anything") is None


def test_an_unknown_topic_is_never_passed_over() -> None:
    with pytest.raises(Broken) as broken:
        narrow.decode("vote.recorded/2", b"{}")

    assert broken.value.code is Code.UNKNOWN_EVENT


@pytest.mark.parametrize("state", [b"", b"{}", b"\xff", b'{"entry":1,"recorded_at":"","effective_on":"","event":{}}', b"[1]"])
def test_what_cannot_be_read_is_broken_and_named(state: bytes) -> None:
    with pytest.raises(Broken) as broken:
        narrow.decode("body.closed/1", state)

    assert broken.value.code is Code.STATE_UNREADABLE
    assert broken.value.facts["topic"] == "body.closed/1"


def test_a_number_where_a_text_belongs_is_not_taken() -> None:
    state = b'{"entry":1,"recorded_at":"","effective_on":"","event":{"body":7,"reason":"x"}}'

    with pytest.raises(Broken):
        narrow.decode("body.closed/1", state)


def test_a_day_is_read_as_it_was_written() -> None:
    adopted = next(model for model in EVENTS if model.topic == "regulation.adopted/1")
    event = adopted.model_validate({"regulation": "a/B", "digest": "00", "effective_on": date(2020, 2, 29), "text": ""})

    stored = narrow.decode("regulation.adopted/1", state_of(event))

    assert stored is not None
    assert stored.event.effective_on == "2020-02-29"
