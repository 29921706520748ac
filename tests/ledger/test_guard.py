"""What was read stays true until what rests on it is written; what was refused leaves nothing."""

import sqlite3
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from eventsourcing.sqlite import SQLiteConnection
from hypothesis import HealthCheck, given, settings

import duelling
from cadre_ledger.domain.bodies import CloseBody, EstablishBody, RenameBody
from cadre_ledger.domain.cadres import RegisterCadre
from cadre_ledger.domain.charter import ConfirmClock
from cadre_ledger.domain.shapes import Command, Event
from cadre_ledger.domain.units import EstablishUnit, MoveUnit, UnitMoved
from cadre_ledger.domain.votes import LinkSubject
from cadre_ledger.ledger import connections
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.ledger.recorder import LedgerRecorder
from cadre_ledger.procedures import recording
from cadre_ledger.procedures.recording import preview, record
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Broken, LedgerError, NotFound, Refused, Stale
from cadre_ledger.values.records import Record
from duelling import established, guard, sides
from ledgers import TODAY, adoption, author, body, cadre, done, everything, found, founding, stored
from stories import PROLOGUE, commands, line, vote


def skews(directory: Directory, rounds: int) -> int:
    """Rounds in which both sides wrote although each rested on the other's not having done so."""
    rows = stored(directory, "SELECT json_extract(state, '$.event.body') FROM ledger_events WHERE topic = 'body.established/1'")
    written = {code for (code,) in rows}
    wrote = [sum(code in written for code in sides(number)) for number in range(rounds)]
    assert 0 not in wrote, "a round in which nobody wrote"
    return wrote.count(2)


def test_of_two_processes_that_read_both_streams_only_one_writes_in_each_of_1000_rounds(directory: Directory) -> None:
    duelling.run(duelling.duel, directory.path, 1000, guarded=True)

    assert skews(directory, 1000) == 0


def test_without_the_comparison_the_same_duel_skews_and_the_judge_sees_it(directory: Directory) -> None:
    duelling.run(duelling.duel, directory.path, 50, guarded=False)

    assert skews(directory, 50) == 50


def links_after_merges(directory: Directory) -> int:
    """Subjects linked to a file that had been merged away: what the decider refuses."""
    rows = stored(
        directory,
        "SELECT topic, json_extract(state, '$.event.cadre') FROM ledger_events "
        "WHERE topic IN ('vote.subject-linked/1', 'cadre.merged/1') ORDER BY rowid",
    )
    merged = set()
    late = 0
    for topic, code in rows:
        if topic == "cadre.merged/1":
            merged.add(code)
        else:
            late += code in merged
    return late


def arena(tmp_path: Path, rounds: int) -> Directory:
    listed = [line(number, 0) for number in range(1, rounds + 1)]
    return found(tmp_path / "arena.ledger", more=[*(cadre() for _ in range(rounds + 1)), body(), vote("S1", "2014-12-10", listed)])


def test_a_decision_overtaken_between_deciding_and_storing_is_decided_again(tmp_path: Path) -> None:
    directory = arena(tmp_path, 100)

    duelling.run(duelling.link_or_merge, directory.path, 100, guarded=True)

    assert links_after_merges(directory) == 0


def test_without_the_comparison_subjects_are_linked_to_files_merged_away(tmp_path: Path) -> None:
    directory = arena(tmp_path, 30)

    duelling.run(duelling.link_or_merge, directory.path, 30, guarded=False)

    assert links_after_merges(directory) > 0


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    return found(tmp_path_factory.mktemp("world") / "world.ledger", more=PROLOGUE)


@given(command=commands)
@settings(max_examples=300, deadline=None)
def test_a_refused_command_leaves_no_row_in_any_table(world: Directory, command: Command) -> None:
    before = everything(world)
    with Ledger.open(world) as ledger:
        try:
            record(ledger, [command], author())
        except LedgerError:
            assert everything(world) == before
        else:
            assert everything(world) != before


@given(command=commands)
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_batch_whose_last_command_is_refused_leaves_no_row_of_the_others(world: Directory, command: Command) -> None:
    before = everything(world)
    with Ledger.open(world) as ledger, pytest.raises(LedgerError):
        record(ledger, [command, cadre("Trước"), body("B1", "Hội đồng Một")], author())

    assert everything(world) == before


def test_what_the_guard_refuses_in_the_store_leaves_no_row(ledger: Ledger, directory: Directory) -> None:
    before = everything(directory)
    moved = ledger.read("charter")[-1].version - 1

    with pytest.raises(Stale) as stale:
        ledger.append([established("B1")], {"charter": moved}, guard("k"))

    assert stale.value.code is Code.STREAM_MOVED
    assert everything(directory) == before


def test_a_batch_of_many_slices_that_the_guard_refuses_leaves_no_row(ledger: Ledger, directory: Directory) -> None:
    before = everything(directory)
    records = [established(f"B{number}") for number in range(5000)]

    with pytest.raises(Stale):
        ledger.append([*records, established("B1", version=3)], {}, guard("k"))

    assert everything(directory) == before


def test_each_row_of_a_batch_is_decided_on_those_before_it(ledger: Ledger) -> None:
    done(
        ledger,
        body("B1", "Cũ"),
        RenameBody(on=TODAY, body="B1", name="Mới", reason="renamed"),
        CloseBody(on=TODAY, body="B1", reason="end"),
    )

    assert [type(each.event).__name__ for each in ledger.read("body/B1")] == ["BodyEstablished", "BodyRenamed", "BodyClosed"]
    assert [each.version for each in ledger.read("body/B1")] == [1, 2, 3]


def test_a_preview_shows_what_would_be_recorded_and_records_nothing(ledger: Ledger, directory: Directory) -> None:
    before = everything(directory)

    shown = preview(ledger, [body("B1")], author())

    assert [type(each.event).__name__ for each in shown] == ["BodyEstablished", "BodyNameTaken"]
    assert everything(directory) == before


# Versions


@pytest.mark.parametrize("versions", [(2,), (1, 2, 4), (1, 3), (0,), (1, 1)])
def test_a_gap_in_the_versions_of_a_written_stream_is_refused(ledger: Ledger, directory: Directory, versions: tuple[int, ...]) -> None:
    before = everything(directory)

    with pytest.raises(Stale) as stale:
        ledger.append([established("B1", version) for version in versions], {"body/B1": 0}, guard("k"))

    assert stale.value.code is Code.STREAM_MOVED
    assert everything(directory) == before


def test_a_written_stream_goes_on_where_it_was_read(ledger: Ledger) -> None:
    ledger.append([established("B1", 1), established("B1", 2)], {"body/B1": 0}, guard("k1"))
    ledger.append([established("B1", 3)], {"body/B1": 2}, guard("k2"))

    assert [each.version for each in ledger.read("body/B1")] == [1, 2, 3]


def test_a_stream_written_without_having_been_read_must_be_new(ledger: Ledger) -> None:
    ledger.append([established("B1")], {}, guard("k1"))

    with pytest.raises(Stale):
        ledger.append([established("B1", 1)], {}, guard("k2"))


# Repeats


def test_a_repeat_answers_with_the_first_result_also_when_the_streams_have_moved_since(ledger: Ledger, directory: Directory) -> None:
    first = done(ledger, body("B1", "Cũ"), key="once")
    done(ledger, RenameBody(on=TODAY, body="B1", name="Mới", reason="renamed"))
    before = everything(directory)

    again = done(ledger, body("B1", "Cũ"), key="once")

    assert (again.first, again.last, again.repeated, again.records) == (first.first, first.last, True, ())
    assert everything(directory) == before


def test_the_default_day_of_a_command_is_no_part_of_what_makes_a_repeat(ledger: Ledger) -> None:
    first = done(ledger, body("B1"), key="once")

    tomorrow = body("B1").model_copy(update={"on": TODAY.on(TODAY.first.replace(day=11))})

    assert done(ledger, tomorrow, key="once").first == first.first


def test_the_same_key_with_other_content_is_refused_as_reused(ledger: Ledger, directory: Directory) -> None:
    first = done(ledger, body("B1"), key="once")
    before = everything(directory)

    with pytest.raises(Stale) as stale:
        done(ledger, body("B2", "Ban Hai"), key="once")

    assert stale.value.code is Code.KEY_REUSED
    assert (stale.value.facts["first"], stale.value.facts["last"]) == (first.first, first.last)
    assert everything(directory) == before


def test_a_given_digest_stands_for_the_content_of_a_repeat(ledger: Ledger) -> None:
    first = done(ledger, body("B1"), key="file", digest="of-the-file")

    assert done(ledger, body("B2", "Ban Hai"), key="file", digest="of-the-file").first == first.first


class Overtaken:
    """A ledger that lets something happen just before its next read of a stream."""

    def __init__(self, ledger: Ledger, happening: Command, key: str) -> None:
        self.happening: Command | None = happening
        self.key = key
        self.ledger = ledger
        self.read_before = ledger.read

    def __call__(self, stream: str) -> list[Record[Event]]:
        happening, self.happening = self.happening, None
        if happening is not None:
            record(self.ledger, [happening], author(key=self.key))
        return self.read_before(stream)


def test_a_twin_recorded_while_deciding_makes_the_answer_a_repeat_not_a_refusal(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "read", Overtaken(ledger, body("B1"), "once"))

    answer = done(ledger, body("B1"), key="once")

    assert answer.repeated
    assert (answer.first, answer.last) == (ledger.head - 1, ledger.head)


def test_a_twin_recorded_before_storing_makes_the_answer_a_repeat_without_records_of_ones_own(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = ledger.append

    def overtaken(*args: object) -> object:
        monkeypatch.setattr(ledger, "append", append)
        record(ledger, [cadre("Someone else")], author())
        record(ledger, [cadre("Twin")], author(key="once"))
        return append(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(ledger, "append", overtaken)

    answer = done(ledger, cadre("Twin"), key="once")

    assert answer.repeated
    assert answer.records == ()
    assert [each.event.cadre for each in ledger.read("cadre/C000002")] == ["C000002"]  # type: ignore[attr-defined]
    assert ledger.read("cadre/C000003") == []


def test_a_commit_whose_answer_was_lost_is_answered_from_the_store(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(self: SQLiteConnection) -> None:
        self._sqlite_conn.commit()
        monkeypatch.undo()
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(SQLiteConnection, "commit", lost)
    head = ledger.head

    answer = done(ledger, body("B1"), key="once")

    assert (answer.first, answer.last) == (head + 1, head + 2)
    assert len(ledger.read("body/B1")) == 1


# The head that was expected


def test_a_command_that_expects_the_head_where_it_is_is_recorded(ledger: Ledger) -> None:
    head = ledger.head

    assert done(ledger, body("B1"), expect_head=head).first == head + 1


def test_a_command_that_expects_another_head_is_refused(ledger: Ledger, directory: Directory) -> None:
    head = ledger.head
    done(ledger, cadre())
    before = everything(directory)

    with pytest.raises(Stale) as stale:
        done(ledger, body("B1"), expect_head=head)

    assert stale.value.code is Code.HEAD_MOVED
    assert everything(directory) == before


# Deciding under the lock


def always_overtaken(*_: object) -> None:
    raise Stale(Code.STREAM_MOVED)


def test_a_batch_overtaken_at_every_try_is_decided_under_the_lock(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "pause", lambda _: None)
    monkeypatch.setattr(ledger, "append", always_overtaken)
    head = ledger.head

    answer = done(ledger, body("B1"), cadre())

    assert [each.entry for each in answer.records] == [head + 1, head + 2, head + 3, head + 4]
    assert ledger.head == head + 4


def test_a_command_refused_under_the_lock_leaves_no_row(ledger: Ledger, directory: Directory, monkeypatch: pytest.MonkeyPatch) -> None:
    done(ledger, body("B1"))
    before = everything(directory)
    decide = recording._decide
    calls: list[None] = []

    def not_at_first(*args: object) -> object:
        # What was decided before the lock was good; what is decided under it is refused.
        calls.append(None)
        return decide(*args) if len(calls) > recording.TRIES else ((established("B1"),), {})  # type: ignore[arg-type]

    monkeypatch.setattr(recording, "pause", lambda _: None)
    monkeypatch.setattr(recording, "_decide", not_at_first)
    monkeypatch.setattr(ledger, "append", always_overtaken)

    with pytest.raises(Refused) as refused:
        done(ledger, body("B1"))

    assert refused.value.code is Code.BODY_EXISTS
    assert everything(directory) == before


# What is stored


def test_entries_are_dense_from_the_first_also_after_refusals(ledger: Ledger, directory: Directory) -> None:
    for number in range(20):
        done(ledger, cadre())
        with pytest.raises(Stale):
            ledger.append([established("B1")], {"charter": 9}, guard(f"k{number}"))

    entries = [row[0] for row in stored(directory)]

    assert entries == list(range(1, len(entries) + 1))
    assert entries == [entry for (entry,) in stored(directory, "SELECT json_extract(state, '$.entry') FROM ledger_events ORDER BY rowid")]


def test_the_entry_of_a_deleted_last_row_is_never_used_again(ledger: Ledger, directory: Directory) -> None:
    done(ledger, cadre())
    last = ledger.head
    connection = sqlite3.connect(directory.events)
    connection.execute("DELETE FROM ledger_events WHERE rowid = ?", (last,))
    connection.commit()
    connection.close()

    # A gap shows that something is missing; its number given to another entry would hide it.
    assert ledger.head == last - 1
    assert done(ledger, cadre()).first == last + 1


def test_the_rows_of_a_command_carry_its_key_and_its_span_is_kept(ledger: Ledger, directory: Directory) -> None:
    answer = done(ledger, body("B1"), cadre(), key="once")

    rows = stored(directory, "SELECT rowid FROM ledger_events WHERE json_extract(state, '$.key') = 'once' ORDER BY rowid")

    assert [entry for (entry,) in rows] == list(range(answer.first, answer.last + 1))
    assert stored(directory, "SELECT first, last FROM commands WHERE key = 'once'") == [(answer.first, answer.last)]


def test_the_topics_table_names_exactly_the_topics_that_occur(ledger: Ledger, directory: Directory) -> None:
    done(ledger, body("B1"), cadre())

    assert stored(directory, "SELECT topic FROM topics ORDER BY topic") == stored(
        directory, "SELECT DISTINCT topic FROM ledger_events ORDER BY topic"
    )


def test_a_strict_table_takes_no_text_for_a_blob(directory: Directory) -> None:
    connection = sqlite3.connect(directory.events)
    try:
        with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT value in BLOB column"):
            connection.execute("INSERT INTO ledger_events VALUES (99, 'x', 1, 'charter.founded/1', 'text')")
    finally:
        connection.close()


def test_a_second_founding_is_refused(ledger: Ledger, directory: Directory) -> None:
    before = everything(directory)

    with pytest.raises(Refused) as refused:
        done(ledger, founding())

    assert refused.value.code is Code.ALREADY_FOUNDED
    assert everything(directory) == before


def test_a_stream_is_found_by_nobody_without_the_namespace(ledger: Ledger, directory: Directory, tmp_path: Path) -> None:
    done(ledger, body("B1"))
    other = Ledger(directory, UUID(int=7))

    assert ledger.read("body/B1")
    assert other.read("body/B1") == []
    other.close()


def test_the_library_calls_the_comparison_on_every_save(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []
    compare = LedgerRecorder._compare

    def counted(self: LedgerRecorder, c: Any, expected: Any) -> None:
        compared.append(len(expected))
        compare(self, c, expected)

    monkeypatch.setattr(LedgerRecorder, "_compare", counted)

    done(ledger, EstablishBody(on=TODAY, body="B1", name="Một"))
    ledger.append([established(f"X{number}") for number in range(2001)], {"charter": 1}, guard("k"))

    # The charter is read beside the body, its name and the rulebook: nobody is enrolled or retired meanwhile.
    assert compared == [4, 1]


def test_what_is_missing_is_said_by_its_own_code(ledger: Ledger) -> None:
    with pytest.raises(NotFound) as missing:
        done(ledger, LinkSubject(on=TODAY, session="S9", subject=1, cadre="C000001", ground="x"))

    assert missing.value.code is Code.NO_SESSION


def test_adopting_the_same_text_from_the_same_day_twice_is_refused(ledger: Ledger) -> None:
    with pytest.raises(Refused) as refused:
        done(ledger, adoption())

    assert refused.value.code is Code.SAME_TEXT_ADOPTED


def test_codes_of_cadres_are_dense_over_commands_and_batches(ledger: Ledger) -> None:
    done(ledger, cadre(), cadre())
    answer = done(ledger, RegisterCadre(on=TODAY, name="Ba"))

    assert [each.event.cadre for each in answer.records if each.stream != "cadre-codes"] == ["C000003"]  # type: ignore[attr-defined]
    done(ledger, ConfirmClock(on=TODAY, reason="right"))


# What the store itself says no to


def test_a_lock_held_longer_than_one_waits_is_said_and_leaves_no_row(directory: Directory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "WAIT_SECONDS", 0.01)
    before = everything(directory)
    holder = sqlite3.connect(directory.events, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    with Ledger.open(directory) as ledger, pytest.raises(Stale) as stale:
        done(ledger, body("B1"))

    holder.close()
    assert stale.value.code is Code.LEDGER_LOCKED
    assert everything(directory) == before


@pytest.mark.parametrize("error", ["database or disk is full", "disk I/O error", "attempt to write a readonly database"])
def test_an_error_of_the_disk_at_the_commit_is_said_and_leaves_no_row(
    ledger: Ledger, directory: Directory, monkeypatch: pytest.MonkeyPatch, error: str
) -> None:
    before = everything(directory)

    def failing(self: SQLiteConnection) -> None:
        self._sqlite_conn.rollback()
        raise sqlite3.OperationalError(error)

    monkeypatch.setattr(SQLiteConnection, "commit", failing)

    with pytest.raises(Broken) as broken:
        done(ledger, body("B1"))

    assert broken.value.code is Code.STORE_BROKEN
    assert broken.value.facts["reason"] == error
    assert everything(directory) == before


def test_a_batch_of_another_size_than_announced_leaves_no_row(ledger: Ledger, directory: Directory) -> None:
    before = everything(directory)

    with pytest.raises(ValueError, match="3 events announced, 2 given"):
        ledger._recorder.insert_batch(guard("k"), 3, ledger._slices([established("B1"), established("B2")]))

    assert everything(directory) == before


def test_a_save_without_events_is_a_mistake_of_the_program(ledger: Ledger, directory: Directory) -> None:
    before = everything(directory)

    with pytest.raises(ValueError, match="a save has events"):
        ledger.append([], {}, guard("k"))

    assert everything(directory) == before


MOVING = MoveUnit(on=TODAY, unit="U1", parent="A1", reason="QĐ 7")


def tower(height: int) -> list[Command]:
    """Units each under the next, and one to be moved under the lowest."""
    above = [
        EstablishUnit(on=TODAY, unit=f"A{floor}", name="Tầng", parent=f"A{floor + 1}" if floor < height else None)
        for floor in range(height, 0, -1)
    ]
    return [*above, EstablishUnit(on=TODAY, unit="U1", name="Phòng")]


def test_a_unit_is_moved_under_a_tree_as_deep_as_organisations_are(ledger: Ledger) -> None:
    done(ledger, *tower(12))

    assert [each.event for each in done(ledger, MOVING).records] == [UnitMoved(unit="U1", parent="A1", reason="QĐ 7")]


def test_a_tree_deeper_than_is_read_takes_no_unit_in(ledger: Ledger, directory: Directory) -> None:
    done(ledger, *tower(13))
    before = everything(directory)

    with pytest.raises(Refused) as refused:
        done(ledger, MOVING)

    assert refused.value.code is Code.BOUNDARY_UNSETTLED
    assert everything(directory) == before


class Restless:
    """A decider whose boundary never settles."""

    initial = 0
    asked = 0

    @staticmethod
    def evolve(state: int, _: Event) -> int:
        return state + 1

    @staticmethod
    def boundary(_: Command, state: int) -> tuple[str, ...]:
        Restless.asked += 1
        return ("charter", f"body/{Restless.asked}", f"cadre/{state}")


def test_a_boundary_that_never_settles_is_refused(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(recording.DECIDERS, CloseBody, Restless)  # type: ignore[misc]

    with pytest.raises(Refused) as refused:
        done(ledger, CloseBody(on=TODAY, body="B1", reason="end"))

    assert refused.value.code is Code.BOUNDARY_UNSETTLED
