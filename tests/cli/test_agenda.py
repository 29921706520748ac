"""`agenda`: what is to be done, on a small screen, in both languages, and for scripts."""

import shutil
from pathlib import Path

import pytest

from cadre_ledger.procedures.agenda import KINDS
from cadre_ledger.wording.tasks import SENTENCES
from invented import song_giang
from terminals import Terminal


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "a.ledger"
    shutil.copytree(song_giang().path, path)
    return path


@pytest.mark.parametrize(
    ("language", "sentence", "state"),
    [
        ("en", "Period 2023: classifications of which the person was not told: 39", "□ to be done"),
        ("vi", "Kỳ 2023: số xếp loại chưa thông báo cho người được xếp loại: 39", "□ cần làm"),
    ],
)
def test_tasks_are_said_in_either_language_within_eighty_columns(ledger: Path, language: str, sentence: str, state: str) -> None:
    said = Terminal(ledger, language=language)("agenda")

    assert said.status == 0
    assert f"{state}  {sentence}" in said.text
    assert max(map(len, said.text.splitlines())) <= 80


def test_a_deadline_stands_before_what_is_to_be_done(ledger: Path) -> None:
    said = Terminal(ledger, language="vi")("agenda", "--within", "60")

    assert "▷ sắp đến hạn · 28/06/2026  Hết nhiệm kỳ: C000001 Lương Thị Bích Trâm" in said.text


@pytest.mark.parametrize(("as_of", "status"), [("2026-06-28", 0), ("2026-06-29", 8)])
def test_a_script_is_told_by_the_exit_status_that_something_is_overdue(ledger: Path, as_of: str, status: int) -> None:
    assert Terminal(ledger)("agenda", "--exit-code", "--as-of", as_of).status == status
    assert Terminal(ledger)("agenda", "--exit-code", "--as-of", as_of, "--limit", "1").status == status


def test_a_quick_agenda_says_that_it_is_not_whole(ledger: Path) -> None:
    quick, whole = Terminal(ledger)("agenda", "--quick"), Terminal(ledger)("agenda")

    assert "without --quick" in quick.text
    assert "without --quick" not in whole.text
    assert len(Terminal(ledger)("agenda", "--quick", "--json").json["tasks"]) < len(Terminal(ledger)("agenda", "--json").json["tasks"])


def test_pages_follow_one_another(ledger: Path) -> None:
    everything = [each["id"] for each in Terminal(ledger)("agenda", "--json").json["tasks"]]

    rest = Terminal(ledger)("agenda", "--json", "--after", everything[2], "--limit", "2").json["tasks"]

    assert [each["id"] for each in rest] == everything[3:5]


@pytest.mark.parametrize("wrong", [("--within", "-1"), ("--within", "soon"), ("--within", "9999999"), ("--limit", "0")])
def test_what_cannot_be_meant_is_a_misuse(ledger: Path, wrong: tuple[str, str]) -> None:
    said = Terminal(ledger)("agenda", *wrong)

    assert (said.status, said.data) == (2, b"")


def test_where_nothing_is_to_be_done_it_says_so(ledger: Path) -> None:
    assert "Nothing is to be done as of 2019-01-01" in Terminal(ledger)("agenda", "--as-of", "2019-01-01").text


def test_every_kind_of_task_has_a_sentence() -> None:
    assert set(KINDS) == set(SENTENCES)
