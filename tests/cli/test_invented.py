"""Whatever is shown of an invented ledger says that it is invented; nothing of another ledger does."""

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from cadre_ledger.wording.terms import INVENTED_MARK
from cli.test_tree import LEAVES
from invented import song_giang
from terminals import Terminal

READERS = {path: command for path, command in LEAVES.items() if any("--as-of" in param.opts for param in command.params)}
OF_A_SITTING = {("vote", "handout"), ("vote", "paper"), ("vote", "papers"), ("vote", "sitting")}
NOT_OF_A_LEDGER = {("rules", "validate"), ("report", "render"), ("sign-in",), ("tui",), *OF_A_SITTING}
"""Files that somebody names; files that are written, with a test below; what needs a passphrase; screens; a vote held here: it has none."""
OPTIONS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("assess", "missing"): ("--period", "2025"),
    ("explain", "rank"): ("--unit", "SVT"),
    ("rank",): ("--session", "TINH-2023"),
}
REQUIRED = {
    "body": "HDND-TINH-SONG-GIANG",
    "cadre": "SG-020",
    "code": "HDND-TINH-SONG-GIANG",
    "session": "TINH-2023",
    "subject": "10",
    "entry": "2",
    "named": "SG-012",
    "period": "2025",
    "earlier": "2024-06-30",
    "regulation": "vn/96-2023-QH15",
}
"""By the name of a parameter, what is asked about."""


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """Someone before the invented ledger; read models may be made beside it."""
    path = tmp_path_factory.mktemp("invented") / "a.ledger"
    shutil.copytree(song_giang().path, path)
    return Terminal(path)


def asked(reader: Terminal, path: tuple[str, ...]) -> tuple[str, ...]:
    """The command with all that it must be given."""
    needed = [param for param in READERS[path].params if param.required and not param.opts[0].startswith("-")]
    return (*path, *(REQUIRED.get(str(param.name)) or flag_of(reader) for param in needed), *OPTIONS.get(path, ()))


def flag_of(reader: Terminal) -> str:
    return str(reader("flags", "--json").json["flags"][0]["id"])


@pytest.mark.parametrize("path", sorted(set(READERS) - NOT_OF_A_LEDGER), ids=" ".join)
def test_every_reading_command_shows_the_mark(reader: Terminal, path: tuple[str, ...]) -> None:
    command = asked(reader, path)
    table, document = reader(*command), reader(*command, "--json")

    assert (table.status, document.status) == (0, 0), table.words
    assert table.text.splitlines()[0] == INVENTED_MARK
    assert document.json["ledger"]["invented"] is True
    assert INVENTED_MARK in reader(*command, "--lang", "vi").text


@pytest.mark.parametrize("path", [("cadre", "list"), ("flags",), ("history", "log"), ("vote", "result")], ids=" ".join)
def test_every_row_carries_the_mark_in_formats_of_rows(reader: Terminal, path: tuple[str, ...]) -> None:
    command = asked(reader, path)
    lines = [json.loads(line) for line in reader(*command, "--format", "jsonl").text.splitlines()]
    cells = list(csv.DictReader(io.StringIO(reader(*command, "--format", "csv").text)))

    assert lines
    assert all(line["invented"] is True for line in lines)
    assert [row["invented"] for row in cells] == ["true"] * len(lines)


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("noun", ["unit", "position", "period", "classify", "training", "discipline"])
def test_lists_of_a_whole_council_fit_the_screen(reader: Terminal, noun: str, language: str) -> None:
    lines = Terminal(reader.ledger, language=language)(noun, "list").text.splitlines()

    assert len(lines) > 4
    assert max(map(len, lines)) <= 80


def test_what_is_recorded_in_it_is_marked_too(reader: Terminal) -> None:
    command = ("unit", "add", "X1", "Đơn vị thử", "--dry-run")

    assert reader(*command).text.splitlines()[0] == INVENTED_MARK
    assert reader(*command, "--json").json["ledger"]["invented"] is True


def test_papers_of_a_vote_held_in_it_are_marked_on_every_page(tmp_path: Path) -> None:
    terminal = Terminal(Path(shutil.copytree(song_giang().path, tmp_path / "a.ledger")))
    rows = (part for number in range(1, 41) for part in ("--row", f"Người Thử {number};Ủy viên"))
    committee = (part for name in ("Đỗ Văn Đếm", "Vũ Thị Kiểm", "Hồ Văn Ba") for part in ("--committee", name))
    where = ("--body", "HDND-TINH-SONG-GIANG", "--held-on", "2026-05-09", "--place", "A", "--basis", "vn/96-2023-QH15", "--calendar", "11")
    assert terminal("vote", "convene", "S1", *where, *rows, *committee, "--yes").status == 0
    assert terminal("vote", "open", "S1", "--summoned", 50, "--present", 50).status == 0

    ballot = ("vote", "paper", "S1", "--kind", "ballot", "--format")
    pages = PdfReader(io.BytesIO(terminal(*ballot, "pdf").data)).pages
    assert len(pages) > 1
    assert all(INVENTED_MARK in " ".join(page.extract_text().split()) for page in pages)
    assert INVENTED_MARK in terminal(*ballot, "md").text
    assert terminal(*ballot, "json").json["ledger"]["invented"] is True
    assert terminal("vote", "sitting", "S1").text.splitlines()[0] == INVENTED_MARK


def test_published_results_are_not_marked(terminal: Terminal) -> None:
    said = terminal("vote", "list")

    assert INVENTED_MARK not in said.text
    assert terminal("vote", "list", "--json").json["ledger"]["invented"] is False
    assert "invented" not in terminal("vote", "list", "--format", "csv").text


def test_it_is_begun_in_the_language_asked_for_and_says_at_once_what_it_is(tmp_path: Path) -> None:
    said = Terminal(language="vi")("init", tmp_path / "mau.ledger", "--sample", "invented")

    assert (said.status, said.text.splitlines()[0]) == (0, INVENTED_MARK)
    assert 'language = "vi"' in (tmp_path / "mau.ledger" / "ledger.toml").read_text("utf-8")
    assert Terminal()("init", tmp_path / "mau.ledger", "--sample", "invented").status == 6


@pytest.mark.parametrize("more", [
    ("--name", "X"), ("--authority", "party"), ("--rulebook", "vn-state"), ("--time-zone", "UTC"), ("--actor", "x"),
])  # fmt: skip
def test_it_brings_its_own_surroundings(tmp_path: Path, more: tuple[Any, ...]) -> None:
    said = Terminal()("init", tmp_path / "a.ledger", "--sample", "invented", *more)

    assert (said.status, "brings its own name" in said.words) == (2, True)
    assert not (tmp_path / "a.ledger").exists()


def test_there_is_no_third_sample(tmp_path: Path) -> None:
    said = Terminal()("init", tmp_path / "a.ledger", "--sample", "other")

    assert (said.status, "--sample published|invented" in said.words) == (2, True)


def test_rows_that_come_while_a_log_is_followed_are_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.ledger"
    shutil.copytree(song_giang().path, path)
    steps = iter((lambda: Terminal(path)("unit", "add", "X1", "Đơn vị thử"), lambda: None))

    def waited(_: float) -> None:
        step = next(steps, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    monkeypatch.setattr("cadre_ledger.cli.history.time.sleep", waited)
    said = Terminal(path)("history", "log", "--after", 1289, "--format", "jsonl", "--follow")

    (line,) = (json.loads(line) for line in said.text.splitlines())
    assert (line["event"]["unit"], line["invented"]) == ("X1", True)


def test_reports_are_marked_in_every_format(reader: Terminal) -> None:
    asked = ("report", "render", "evaluation", "--period", "2025", "--unit", "SVT", "--format")

    assert INVENTED_MARK in reader(*asked, "md").text
    assert INVENTED_MARK in reader(*asked, "csv").text
    assert json.loads(reader(*asked, "json").text)["data"]["ledger"]["invented"] is True
