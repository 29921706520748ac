"""Read models are always what a fresh fold of the events gives, or are made anew."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadre_ledger.domain.cadres import CorrectCadre, MergeCadre, UnmergeCadre
from cadre_ledger.domain.rules import ConfirmClause
from cadre_ledger.domain.shapes import Command
from cadre_ledger.domain.votes import CorrectVote, LinkSubject, UnlinkSubject
from cadre_ledger.ledger import views as room
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.ledger.pages import open_reading
from cadre_ledger.ledger.views import Difference, Views, gathered, generations
from cadre_ledger.projections.compact import KINDS, encode
from cadre_ledger.projections.dossiers import RULEBOOK_KEY
from cadre_ledger.projections.tables import CADRES, FLAGS, TABLES, VOTES, Row
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import Broken
from crashing import Say, killed
from ledgers import TODAY, Clock, cadre, done, found
from regulations import PLAIN, TWICE
from stories import PROLOGUE, line, play, stories, vote

DAY = date(2026, 5, 10)
PATIENCE = 60


@contextmanager
def events_of(directory: Directory) -> Iterator[sqlite3.Connection]:
    connection = open_reading(directory.events)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def viewed(directory: Directory, today: date = DAY) -> Iterator[Views]:
    with events_of(directory) as events, Views.current(directory, events, today) as views:
        yield views


def contents(path: Path | None) -> dict[str, list[Row]]:
    """All rows of a generation, what a row was judged on aside."""
    assert path is not None
    connection = sqlite3.connect(path)
    try:
        tables = {table.name: [column for column in table.columns if column != "judged_on"] for table in TABLES}
        tables |= {"dossier": ["kind", "code", "body"], "about": ["format", "complete", "entry", "leaf", "judged_on"]}
        return {
            name: connection.execute(f"SELECT {', '.join(columns)} FROM {name} ORDER BY 1, 2").fetchall()
            for name, columns in tables.items()
        }
    finally:
        connection.close()


def rows(directory: Directory, table: str, today: date = DAY) -> list[Row]:
    with viewed(directory, today) as views:
        return contents(views.path)[table]


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    """A ledger with two linked votes."""
    return found(tmp_path / "trial.ledger", more=PROLOGUE)


def record(directory: Directory, *commands: Command) -> None:
    with Ledger.open(directory) as ledger:
        done(ledger, *commands)


# Histories


@given(story=stories, cuts=st.lists(st.integers(0, 12), max_size=4), later=st.lists(st.integers(-40, 400), min_size=4, max_size=4))
@settings(max_examples=120, deadline=None)
def test_read_models_that_keep_up_are_the_same_as_those_made_anew(
    tmp_path_factory: pytest.TempPathFactory, story: list[Command], cuts: list[int], later: list[int]
) -> None:
    directory = found(tmp_path_factory.mktemp("story") / "trial.ledger", more=PROLOGUE)
    day = DAY
    with Ledger.open(directory) as ledger, events_of(directory) as events:
        for place, command in enumerate(story):
            play(ledger, [command])
            if place in cuts:
                day += timedelta(days=later[cuts.index(place)])
                with Views.current(directory, events, day) as views:
                    assert views.differences(events) == []
        with Views.current(directory, events, day) as kept_up:
            kept = contents(kept_up.path)
            assert kept_up.differences(events) == []
        with Views.rebuilt(directory, events, day) as fresh:
            anew = contents(fresh.path)

    kept["about"] = [(*row[:4], day.isoformat()) for row in kept["about"]]
    anew["about"] = [(*row[:4], day.isoformat()) for row in anew["about"]]
    assert kept == anew


@given(story=stories)
@settings(max_examples=25, deadline=None)
def test_the_dossiers_beside_the_rows_are_those_of_a_fold_in_memory(tmp_path_factory: pytest.TempPathFactory, story: list[Command]) -> None:
    directory = found(tmp_path_factory.mktemp("story") / "trial.ledger", more=PROLOGUE)
    with Ledger.open(directory) as ledger:
        play(ledger, story)
        head = ledger.head

    with events_of(directory) as events, Views.in_memory(events, DAY) as views:
        folded = gathered(events, head)
        assert encode(views.get(RULEBOOK_KEY)) == encode(folded[RULEBOOK_KEY])
        for kind in sorted(KINDS.keys() - {RULEBOOK_KEY[0]}):
            assert list(views.keys_of(kind)) == list(folded.keys_of(kind))
            for code in folded.keys_of(kind):
                assert encode(views.get((kind, code))) == encode(folded[kind, code])
        assert views.merged() == folded.merged()


# What refreshes what


@pytest.mark.parametrize(
    ("commands", "table"),
    [
        ([CorrectVote(on=TODAY, session="S1", corrects=1, changes=((1, "low", 16), (1, "high", 5)), reason="slip")], "flag"),
        ([LinkSubject(on=TODAY, session="S1", subject=2, cadre="C000002", ground="post")], "flag"),
        ([UnlinkSubject(on=TODAY, session="S1", subject=1, reason="slip")], "flag"),
        ([MergeCadre(on=TODAY, cadre="C000001", into="C000002", reason="same")], "flag"),
        ([MergeCadre(on=TODAY, cadre="C000001", into="C000002", reason="same")], "cadre"),
        ([CorrectCadre(on=TODAY, cadre="C000001", corrects=1, name="Tên Khác", reason="slip")], "cadre"),
        ([ConfirmClause(on=TODAY, clause=f"{PLAIN}#two-thirds", read_by="Chair", read_where="Gazette")], "flag"),
        ([vote("S9", "2016-01-01", [line(1, 20)])], "vote"),
    ],
    ids=["correction", "link", "unlink", "merge of a linked person", "merge", "details", "confirmation", "vote"],
)
def test_what_was_recorded_shows_in_the_rows(directory: Directory, commands: list[Command], table: str) -> None:
    before = rows(directory, table)

    record(directory, *commands)

    with viewed(directory) as views, events_of(directory) as events:
        assert contents(views.path)[table] != before
        assert views.differences(events) == []


def test_taking_a_merging_back_restores_the_rows(directory: Directory) -> None:
    before = rows(directory, "flag"), rows(directory, "cadre")
    record(directory, MergeCadre(on=TODAY, cadre="C000001", into="C000002", reason="same"))
    merged = rows(directory, "flag"), rows(directory, "cadre")

    record(directory, UnmergeCadre(on=TODAY, cadre="C000001", reason="not the same"))

    assert merged != before
    assert (rows(directory, "flag"), rows(directory, "cadre")) == before


def test_flags_of_a_chain_of_mergings_stand_under_its_end(directory: Directory) -> None:
    rows(directory, "flag")
    record(directory, MergeCadre(on=TODAY, cadre="C000001", into="C000002", reason="same"))
    rows(directory, "flag")
    record(directory, MergeCadre(on=TODAY, cadre="C000002", into="C000003", reason="same"))

    with viewed(directory) as views:
        assert {row["cadre"] for row in views.rows(FLAGS) if row["cadre"] is not None} == {"C000003"}


def test_unlinking_a_vote_of_the_year_before_refreshes_the_vote_that_looks_back_on_it(directory: Directory) -> None:
    with viewed(directory) as views:
        assert [row["status"] for row in views.rows(FLAGS) if (row["session"], row["subject"]) == ("S0", 1)] == ["applies"]

    record(directory, UnlinkSubject(on=TODAY, session="S1", subject=1, reason="slip"))

    with viewed(directory) as views, events_of(directory) as events:
        assert views.differences(events) == []
        assert not [row for row in views.rows(FLAGS) if (row["session"], row["subject"]) == ("S0", 1)]


def test_linking_a_vote_of_the_year_before_refreshes_the_vote_that_looks_back_on_it(directory: Directory) -> None:
    record(directory, LinkSubject(on=TODAY, session="S0", subject=2, cadre="C000002", ground="post"))
    rows(directory, "flag")

    record(directory, LinkSubject(on=TODAY, session="S1", subject=2, cadre="C000002", ground="post"))

    with viewed(directory) as views, events_of(directory) as events:
        assert views.differences(events) == []
        assert [row["status"] for row in views.rows(FLAGS) if (row["session"], row["subject"]) == ("S0", 2)] == ["applies"]


def test_correcting_a_vote_of_the_year_before_refreshes_the_vote_that_looks_back_on_it(directory: Directory) -> None:
    rows(directory, "flag")

    record(directory, CorrectVote(on=TODAY, session="S1", corrects=1, changes=((1, "low", 1),), reason="slip"))

    with viewed(directory) as views, events_of(directory) as events:
        assert views.differences(events) == []
        assert not [row for row in views.rows(FLAGS) if (row["session"], row["subject"]) == ("S0", 1)]


# Days


def test_the_next_day_judges_again_what_is_due_and_nothing_else(directory: Directory) -> None:
    record(directory, vote("S9", "2026-05", [line(1, 16, 14)]))
    with viewed(directory) as views:
        judged = {row["code"]: (row["judged_on"], row["next_change"]) for row in views.rows(VOTES)}
        assert judged["S9"] == ("2026-05-10", "2026-05-31")
        assert [row["status"] for row in views.rows(FLAGS, {"session": "S9"})] == ["undetermined"]

    with viewed(directory, date(2026, 5, 30)) as views:
        assert {row["judged_on"] for row in views.rows(VOTES)} == {"2026-05-10"}
        assert views.progress.judged_on == "2026-05-30"

    with viewed(directory, date(2026, 5, 31)) as views:
        assert {row["code"]: row["judged_on"] for row in views.rows(VOTES)} == {"S0": "2026-05-10", "S1": "2026-05-10", "S9": "2026-05-31"}
        assert [row["status"] for row in views.rows(FLAGS, {"session": "S9"})] == ["applies"]


def test_a_day_that_went_back_is_judged_again(directory: Directory) -> None:
    record(directory, vote("S9", "2026-05", [line(1, 16, 14)]))
    rows(directory, "flag", date(2026, 6, 2))

    with viewed(directory, date(2026, 5, 12)) as views, events_of(directory) as events:
        assert [row["status"] for row in views.rows(FLAGS, {"session": "S9"})] == ["undetermined"]
        assert views.differences(events) == []


def test_a_confirmation_of_a_later_day_takes_hold_on_that_day(directory: Directory) -> None:
    later = PartialDate.parse("2026-07-01")
    record(directory, ConfirmClause(on=later, clause=f"{PLAIN}#two-thirds", read_by="Chair", read_where="Gazette"))

    severities = {}
    for day in (date(2026, 6, 30), date(2026, 7, 1)):
        with viewed(directory, day) as views:
            severities[day.isoformat()] = [
                row["severity"] for row in views.rows(FLAGS, {"session": "S1"}) if row["clause"] == f"{PLAIN}#two-thirds"
            ]

    assert severities == {"2026-06-30": ["consider"], "2026-07-01": ["must_act"]}


# What was altered is found


def alter(path: Path | None, statement: str) -> None:
    assert path is not None
    connection = sqlite3.connect(path)
    assert connection.execute(statement).rowcount == 1
    connection.commit()
    connection.close()


ALTERATIONS = {
    "vote": "UPDATE vote SET basis = 'test/other' WHERE code = 'S1'",
    "flag": "UPDATE flag SET severity = 'must_act' WHERE session = 'S1' AND subject = 2",
    "flag key": "UPDATE flag SET subject = 'x' WHERE session = 'S1' AND subject = 2",
    "cadre": "UPDATE cadre SET name = 'Kẻ Khác' WHERE code = 'C000001'",
    "body": "UPDATE body SET name = 'Ban Khác' WHERE code = 'B2'",
    "dossier": "UPDATE dossier SET body = x'00' WHERE kind = 'session' AND code = 'S1'",
    "vote gone": "DELETE FROM vote WHERE code = 'S1'",
    "dossier gone": "DELETE FROM dossier WHERE kind = 'body' AND code = 'B2'",
    "cadre added": "INSERT INTO cadre (code, name, folded, results) VALUES ('C9', 'Ma', 'ma', 0)",
    "null instead": "UPDATE cadre SET name = NULL WHERE code = 'C000001'",
}


@pytest.mark.parametrize("alteration", ALTERATIONS)
def test_one_altered_row_is_found_and_named(directory: Directory, alteration: str) -> None:
    with viewed(directory) as views, events_of(directory) as events:
        assert views.differences(events) == []

        alter(views.path, ALTERATIONS[alteration])

        differences = views.differences(events)
    assert differences
    assert {each.table for each in differences} == {alteration.split(maxsplit=1)[0] if alteration != "null instead" else "cadre"}


def test_no_more_differences_are_listed_than_were_asked_for(directory: Directory) -> None:
    with viewed(directory) as views, events_of(directory) as events:
        connection = sqlite3.connect(views.path or "")
        connection.execute("DELETE FROM cadre")
        connection.commit()
        connection.close()

        assert len(views.differences(events)) == 3
        assert views.differences(events, most=2) == [
            Difference("cadre", "C000001", "", None, "row"),
            Difference("cadre", "C000002", "", None, "row"),
        ]


# What does not fit is made anew


def generation(directory: Directory) -> int:
    with viewed(directory) as views, events_of(directory) as events:
        assert views.differences(events) == []
    found_generations = generations(directory)
    assert len(found_generations) == 1, "older generations are gone"
    return found_generations[0]


def test_views_that_fit_are_kept(directory: Directory) -> None:
    assert [generation(directory), generation(directory)] == [1, 1]


def test_views_of_another_history_are_made_anew(directory: Directory, tmp_path: Path) -> None:
    other = found(tmp_path / "other.ledger", Clock(step=timedelta(seconds=2)), more=PROLOGUE)
    with viewed(other) as views:
        assert views.path is not None
        directory.views(1).write_bytes(views.path.read_bytes())

    assert generation(directory) == 2


def test_views_ahead_of_a_restored_ledger_are_made_anew(directory: Directory, tmp_path: Path) -> None:
    older = directory.events.read_bytes()
    record(directory, cadre("Later"))
    generation(directory)

    directory.events.write_bytes(older)

    assert generation(directory) == 2
    with viewed(directory) as views:
        assert [row["name"] for row in views.rows(CADRES)] == ["Nguyễn Hoà", "Nguyen Hoa", "Trần Thị B"]


@pytest.mark.parametrize(
    "damage", ["nothing in it", "no database", "cut in half", "garbage inside", "no table", "other format", "not complete"]
)
def test_a_damaged_file_is_replaced(directory: Directory, damage: str) -> None:
    generation(directory)
    path = directory.views(1)
    whole = path.read_bytes()
    match damage:
        case "nothing in it":
            path.write_bytes(b"")
        case "no database":
            path.write_bytes(b"no database at all" * 1000)
        case "cut in half":
            path.write_bytes(whole[: len(whole) // 2])
        case "garbage inside":
            path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
        case "no table":
            alter_freely(path, "DROP TABLE about")
        case "other format":
            alter_freely(path, "UPDATE about SET format = 0")
        case _:
            alter_freely(path, "UPDATE about SET complete = 0")

    assert generation(directory) == 2


def alter_freely(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_damaged_table_is_replaced_when_catching_up_meets_it(directory: Directory) -> None:
    generation(directory)
    alter_freely(directory.views(1), "DROP TABLE dossier")
    record(directory, CorrectCadre(on=TODAY, cadre="C000001", corrects=1, name="Tên Khác", reason="slip"))

    assert generation(directory) == 2


def test_a_generation_that_was_removed_meanwhile_is_not_called_back_to_life(directory: Directory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "generations", lambda _: [7])
    with viewed(directory):
        pass
    monkeypatch.undo()

    assert generations(directory) == [8]


def test_views_are_for_their_owner_alone(directory: Directory) -> None:
    with viewed(directory):
        assert directory.open_to_others() == []


def making(directory: Directory, say: Say) -> None:
    judge = Views._judge_all

    def slowly(self: Views, today: date) -> None:
        judge(self, today)
        say("nearly")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Views, "_judge_all", slowly)
        patch.setattr(room, "_sync", lambda _: say("all but complete"))
        with viewed(directory):
            pass


@pytest.mark.parametrize("words", [1, 2])
def test_views_killed_while_they_were_made_are_never_believed(directory: Directory, words: int) -> None:
    killed(partial(making, directory), words)

    assert generation(directory) >= 1
    assert len(rows(directory, "vote")) == 2


def catching_up(directory: Directory, say: Say) -> None:
    with viewed(directory, date(2026, 5, 11)):
        say("the log holds what the file does not")
        say("still open")


def test_a_log_left_beside_a_generation_that_was_deleted_is_not_believed(directory: Directory) -> None:
    generation(directory)
    killed(partial(catching_up, directory), 1)
    assert directory.path.joinpath("views-1.db-wal").stat().st_size > 0
    directory.views(1).unlink()
    record(directory, CorrectCadre(on=TODAY, cadre="C000001", corrects=1, name="Tên Khác", reason="slip"))

    assert generation(directory) == 1
    with viewed(directory) as views:
        assert [row["name"] for row in views.rows(CADRES, {"code": "C000001"})] == ["Tên Khác"]


def test_views_that_cannot_be_made_leave_no_file(directory: Directory) -> None:
    connection = sqlite3.connect(directory.events)
    connection.execute("UPDATE ledger_events SET state = x'00' WHERE topic = 'cadre.registered/1'")
    connection.commit()
    connection.close()

    with events_of(directory) as events, pytest.raises(Broken) as broken:
        Views.current(directory, events, DAY)

    assert broken.value.code is Code.STATE_UNREADABLE
    assert generations(directory) == []


def test_a_lock_held_too_long_is_no_reason_to_make_views_anew(directory: Directory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "WAIT_SECONDS", 0)
    with viewed(directory) as held:
        record(directory, cadre("Later"))
        held._connection.execute("BEGIN IMMEDIATE")
        with events_of(directory) as events, pytest.raises(sqlite3.OperationalError, match="locked"):
            Views.current(directory, events, DAY)
        held._connection.execute("ROLLBACK")

    assert generations(directory) == [1]


def test_a_generation_open_in_one_place_is_replaced_in_another(directory: Directory) -> None:
    with viewed(directory) as old:
        with events_of(directory) as events:
            Views.rebuilt(directory, events, DAY).close()
        record(directory, cadre("Later"))

        assert generations(directory) == [2]
        assert len(list(old.rows(CADRES))) == 3
        with viewed(directory) as new:
            assert len(list(new.rows(CADRES))) == 4


# Several processes


def keep_up(path: Path, side: int, rounds: int, barrier: Barrier) -> None:
    """In each round both record and then catch up at the same moment."""
    directory = Directory(path)
    with Ledger.open(directory) as ledger:
        for number in range(rounds):
            done(ledger, cadre(), key=f"{side}-{number}")
            barrier.wait(PATIENCE)
            with viewed(directory) as views, events_of(directory) as events:
                assert views.differences(events) == []
            barrier.wait(PATIENCE)


def test_two_processes_may_make_and_catch_up_the_same_views_at_once(directory: Directory) -> None:
    context = get_context("fork")
    barrier = context.Barrier(2)
    both = [context.Process(target=keep_up, args=(directory.path, side, 10, barrier)) for side in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()

    assert [each.exitcode for each in both] == [0, 0]
    with viewed(directory) as views:
        assert len(list(views.rows(CADRES))) == 23


# Lists


def test_rows_come_in_the_order_of_their_key_and_are_narrowed_by_columns(directory: Directory) -> None:
    with viewed(directory) as views:
        assert [row["code"] for row in views.rows(CADRES)] == ["C000001", "C000002", "C000003"]
        assert [row["code"] for row in views.rows(CADRES, {"name": "Nguyen Hoa"})] == ["C000002"]
        assert [row["code"] for row in views.rows(CADRES, {"merged_into": None, "no_column": 1})] == ["C000001", "C000002", "C000003"]
        assert views.sizes() == {
            "vote": 2,
            "flag": len(list(views.rows(FLAGS))),
            "standing": 3,
            "post": 2,
            "cadre": 3,
            "body": 2,
        }


def test_catching_up_says_how_much_was_new(directory: Directory) -> None:
    with viewed(directory) as views, events_of(directory) as events:
        record(directory, cadre("One"))

        assert views.catch_up(events, DAY) == 2
        assert views.catch_up(events, DAY) == 0
        assert views.progress.entry == max(entry for entry, *_ in events.execute("SELECT rowid FROM ledger_events"))


def test_a_basis_that_looks_back_is_marked(directory: Directory) -> None:
    with viewed(directory) as views:
        assert {row["basis"]: row["looks_back"] for row in views.rows(VOTES)} == {TWICE: 1, PLAIN: 0}
