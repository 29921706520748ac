"""The names of the library that this room overrides or rests on: an upgrade that changes one is noticed here."""

import inspect
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import pytest
from eventsourcing.application import Application
from eventsourcing.persistence import EventStore, Mapper
from eventsourcing.sqlite import (
    SQLiteAggregateRecorder,
    SQLiteApplicationRecorder,
    SQLiteConnection,
    SQLiteConnectionPool,
    SQLiteDatastore,
    SQLiteFactory,
    SQLiteRecorder,
)

from cadre_ledger.ledger.application import Ledger, LedgerApplication
from cadre_ledger.ledger.connections import DurableFactory, DurablePool
from cadre_ledger.ledger.mapper import RecordMapper
from cadre_ledger.ledger.recorder import LedgerRecorder
from ledgers import cadre, done

SIGNATURES: dict[Callable[..., Any], list[str]] = {
    Application.construct_env: ["self", "name", "env"],
    Application.construct_factory: ["self", "env"],
    Application.construct_mapper: ["self"],
    Application.construct_transcoder: ["self"],
    Application.save: ["self", "objs", "kwargs"],
    EventStore.get: ["self", "originator_id", "gt", "lte", "desc", "limit"],
    EventStore.put: ["self", "domain_events", "kwargs"],
    Mapper.to_stored_event: ["self", "domain_event"],
    Mapper.to_domain_event: ["self", "stored_event"],
    SQLiteFactory.__init__: ["self", "env"],
    SQLiteFactory.application_recorder: ["self"],
    SQLiteConnectionPool._create_connection: ["self"],
    SQLiteConnectionPool.detect_memory_mode: ["db_name"],
    SQLiteDatastore.transaction: ["self", "commit"],
    SQLiteConnection.transaction: ["self", "commit"],
    SQLiteRecorder.construct_create_table_statements: ["self"],
    SQLiteAggregateRecorder.insert_events: ["self", "stored_events", "kwargs"],
    SQLiteApplicationRecorder.__init__: ["self", "datastore", "events_table_name"],
    SQLiteApplicationRecorder._insert_events: ["self", "c", "stored_events", "_"],
    SQLiteApplicationRecorder.max_notification_id: ["self"],
}
OVERRIDDEN = [
    (LedgerApplication, Application, "construct_env"),
    (LedgerApplication, Application, "construct_factory"),
    (LedgerApplication, Application, "construct_mapper"),
    (RecordMapper, Mapper, "to_stored_event"),
    (RecordMapper, Mapper, "to_domain_event"),
    (DurablePool, SQLiteConnectionPool, "_create_connection"),
    (DurablePool, SQLiteConnectionPool, "detect_memory_mode"),
    (DurableFactory, SQLiteFactory, "application_recorder_class"),
    (LedgerRecorder, SQLiteApplicationRecorder, "construct_create_table_statements"),
    (LedgerRecorder, SQLiteApplicationRecorder, "_insert_events"),
]


def test_the_library_is_of_the_line_that_was_read() -> None:
    assert version("eventsourcing").startswith("9.5.")


@pytest.mark.parametrize("function", SIGNATURES, ids=lambda function: function.__qualname__)
def test_a_name_of_the_library_takes_what_it_took(function: Callable[..., Any]) -> None:
    assert list(inspect.signature(function).parameters) == SIGNATURES[function]


@pytest.mark.parametrize(("ours", "theirs", "name"), OVERRIDDEN, ids=lambda each: each if isinstance(each, str) else each.__name__)
def test_what_we_override_is_there_to_be_overridden(ours: type, theirs: type, name: str) -> None:
    assert issubclass(ours, theirs)
    assert hasattr(theirs, name)
    assert name in vars(ours)


def test_the_parts_that_work_are_ours(ledger: Ledger) -> None:
    application = ledger._application

    assert type(application.factory) is DurableFactory
    assert type(application.recorder) is LedgerRecorder
    assert type(application.mapper) is RecordMapper
    assert application.events.mapper is application.mapper
    assert application.events.recorder is application.recorder
    assert application.snapshots is None


def test_a_save_goes_through_our_insert_with_its_guard(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Any] = []
    insert = LedgerRecorder._insert_events

    def seen(self: LedgerRecorder, c: Any, stored_events: Any, **kwargs: Any) -> Any:
        given.append(kwargs)
        return insert(self, c, stored_events, **kwargs)

    monkeypatch.setattr(LedgerRecorder, "_insert_events", seen)

    done(ledger, cadre(), key="once")

    assert [each["guard"].command.key for each in given] == ["once"]
