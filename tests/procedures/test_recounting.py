"""A count followed anew from what is stored: whoever writes past the program is found out, as far as the figures tell."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from cadre_ledger.domain.votes import CorrectVote
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.doctor import doctor
from cadre_ledger.procedures.recounting import findings
from cadre_ledger.values.codes import Code
from cadre_ledger.values.tallies import Level
from councils import PARTY_96, council, desk, do, names
from living import Live, hold

LIVE = Live("S1", PARTY_96, "2023-12-10", ({Level.HIGH: 20, Level.LOW: 10}, {Level.HIGH: 29}), 30)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    directory = council(tmp_path_factory.mktemp("held") / "a.ledger", "party")
    hold(directory, LIVE)
    return directory


@pytest.fixture
def copy(held: Directory, tmp_path: Path) -> Directory:
    return Directory(Path(shutil.copytree(held.path, tmp_path / "a.ledger")))


def written(directory: Directory, topic: str, was: str, now: str) -> int:
    """Write past the program; gives the entry that was changed."""
    connection = sqlite3.connect(directory.events)
    with connection:
        (entry,) = connection.execute("SELECT rowid FROM ledger_events WHERE topic = ? AND instr(state, ?)", (topic, was)).fetchone()
        state = connection.execute("SELECT state FROM ledger_events WHERE rowid = ?", (entry,)).fetchone()[0]
        changed = state.replace(was.encode(), now.encode(), 1)
        assert changed != state
        connection.execute("UPDATE ledger_events SET state = ? WHERE rowid = ?", (changed, entry))
    connection.close()
    return int(entry)


def found(directory: Directory) -> list[tuple[Code, object]]:
    with desk(directory) as opened:
        return [(each.code, each.facts["entry"]) for each in findings(opened)]


def test_a_count_that_nobody_touched_adds_up(held: Directory) -> None:
    assert names(held)[-1] == "vote.certified/1"
    with desk(held) as opened:
        assert list(findings(opened)) == []
        (check,) = [each for each in doctor(opened).checks if each.check == "counts"]
    assert (check.ok, check.detail) == (True, "all add up")


@pytest.mark.parametrize(
    ("topic", "was", "now", "code"),
    [
        ("vote.batch-opened/1", '"high":15,', '"high":14,', Code.COUNT_ALTERED),
        ("vote.batch-opened/1", '"blind":"aa"', '"blind":"ab"', Code.COUNT_ALTERED),
        ("vote.recorded/1", '"high":20,', '"high":21,', Code.COUNT_ALTERED),
        ("vote.recorded/1", '"collected":30', '"collected":31', Code.COUNT_ALTERED),
        ("vote.box-closed/1", '"papers":30', '"papers":31', Code.PRINTED_DIFFER),
        ("vote.announced/1", '"not_returned":0', '"not_returned":1', Code.ISSUED_DIFFER),
    ],
)
def test_a_figure_that_was_changed_past_the_program_is_found(copy: Directory, topic: str, was: str, now: str, code: Code) -> None:
    entry = written(copy, topic, was, now)

    if topic == "vote.recorded/1":
        # The certificate is what no longer follows.
        entry = len(names(copy))
    assert found(copy)[0] == (code, entry)
    with desk(copy) as opened:
        (check,) = [each for each in doctor(opened).checks if each.check == "counts"]
    assert (check.ok, code.value in check.detail) == (False, True)


def test_a_commitment_that_was_changed_is_found_where_it_is_opened(copy: Directory) -> None:
    entry = written(copy, "vote.entry-locked/1", '"commitment":"', '"commitment":"0')

    assert [code for code, _ in found(copy)][:1] == [Code.COUNT_ALTERED]
    assert found(copy)[0][1] != entry


def test_a_corrigendum_leaves_the_count_as_it_was(copy: Directory) -> None:
    entry = names(copy).index("vote.recorded/1") + 1
    do(copy, CorrectVote(on=LIVE.day, session="S1", corrects=entry, changes=((1, "low", 11), (1, "high", 19)), reason="cộng sai"))

    assert found(copy) == []
