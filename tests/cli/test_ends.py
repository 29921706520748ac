"""How commands end: the exit codes, errors with code, place and what to do, and streams that break."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import IO, Any

import pytest

from cadre_ledger.cli import vote as vote_commands
from cadre_ledger.ledger.directory import Directory
from ledgers import everything
from terminals import HEAD, NOW, VOTE, Terminal

RECORD = (
    "vote",
    "record",
    "V-1",
    "--body",
    "HDND-TINH-VINH-PHUC",
    "--held-on",
    "2024-01-10",
    "--basis",
    "vn/96-2023-QH15",
    "--source",
    "BB",
)
PROGRAM = (sys.executable, "-m", "cadre_ledger")

# What was typed, how it ends, and the code it is known by.
ENDS: tuple[tuple[tuple[object, ...], int, str], ...] = (
    (("status",), 0, ""),
    (("flags", "--exit-code"), 8, ""),
    (("flags", "--severity", "must_act", "--exit-code"), 0, ""),
    (("flags", "--as-of", "2020-01-01", "--exit-code"), 0, ""),
    # 1: the person said no
    (("body", "close", "HDND-TINH-VINH-PHUC", "--reason", "x"), 1, "SAY-101"),
    # 2: not understood
    (("nonsense",), 2, "USE-101"),
    (("vote", "nonsense"), 2, "USE-101"),
    (("vote", "result"), 2, "USE-101"),
    (("vote", "result", "VP-2023", "extra"), 2, "USE-101"),
    (("vote", "list", "--formt", "json"), 2, "USE-101"),
    (("vote", "list", "--limit", "0"), 2, "USE-101"),
    (("vote", "list", "--limit", "many"), 2, "USE-101"),
    (("vote", "list", "--lang", "fr"), 2, "USE-101"),
    (("vote", "list", "--color", "sometimes"), 2, "USE-101"),
    (("vote", "list", "--as-of", "yesterday"), 2, "USE-104"),
    (("vote", "list", "--as-of", "2023-02-30"), 2, "USE-104"),
    (("vote", "list", "--known-at", "yesterday"), 2, "USE-105"),
    (("vote", "list", "--format", "xml"), 2, "USE-106"),
    (("flags", "--severity", "heavy"), 2, "USE-101"),
    (("body", "add", "X", "Y", "--on", "soon"), 2, "USE-104"),
    (("body", "add", "X", "Y", "--format", "xml"), 2, "USE-106"),
    (("body", "close", "HDND-TINH-VINH-PHUC", "--reason", "x", "--no-input"), 2, "USE-107"),
    (("import", "tallies", "-", "--basis", "vn/96-2023-QH15", "--link", "perhaps"), 2, "USE-101"),
    # 3: not there
    (("vote", "result", "NONE"), 3, "FIND-104"),
    (("vote", "result", "VP-2023", "--as-of", "2023-12-12"), 3, "FIND-112"),
    (("vote", "result", "VP-2023", "--known-at", f"#{VOTE - 1}"), 3, "FIND-104"),
    (("explain", "vote", "VP-2023", "99"), 3, "FIND-105"),
    (("explain", "flag", "none"), 3, "FIND-109"),
    (("body", "show", "NONE"), 3, "FIND-102"),
    (("cadre", "show", "C999999"), 3, "FIND-103"),
    (("rules", "show", "vn/none"), 3, "FIND-106"),
    (("rules", "adopt", "none.toml"), 3, "USE-109"),
    (("rules", "confirm", "vn/96-2023-QH15#99", "--read-by", "A", "--where", "B", "--yes"), 3, "FIND-107"),
    (("history", "show", "999"), 3, "FIND-108"),
    (("history", "show", "9" * 25), 3, "FIND-108"),
    (("history", "show", "0"), 3, "FIND-108"),
    (("correct", "999", "--set", "name=A", "--reason", "x"), 3, "FIND-108"),
    (("schema", "none"), 3, "FIND-110"),
    (("import", "tallies", "none.csv", "--basis", "vn/96-2023-QH15"), 3, "USE-109"),
    (("import", "tallies", "/", "--basis", "vn/96-2023-QH15"), 3, "USE-109"),
    (("vote", "list", "--ledger", "/nowhere"), 3, "FIND-101"),
    # 5: someone was faster
    (("body", "add", "X", "Y", "--expect-head", "7"), 5, "STALE-102"),
    (("body", "add", "X", "Y", "--expect-head", "7", "--dry-run"), 5, "STALE-102"),
    # 6: refused
    (("body", "add", "HDND-TINH-VINH-PHUC", "Y"), 6, "BODY-101"),
    (("body", "add", "HDND TINH", "Y"), 6, "TEXT-105"),
    (("body", "add", "X", "Y", "--level", "village"), 6, "TEXT-106"),
    (("body", "add", "X", "Y", "--actor", "\x1b[31m"), 6, "TEXT-103"),
    (("body", "add", "X", "Y", "--idempotency-key", "a\nb"), 6, "TEXT-103"),
    (("body", "add", "X", "038200012345"), 6, "TEXT-104"),
    (("cadre", "add", "A", "--number", "VP-1"), 6, "CADRE-101"),
    (("cadre", "add", "A", "--born", "soon"), 2, "USE-104"),
    (("cadre", "add", "\u202eA"), 6, "TEXT-103"),
    (("cadre", "link", "c000001", "VP-2023", "5", "--ground", "x"), 6, "VOTE-115"),
    (("cadre", "link", "C000001", "VP-2023", "9" * 25, "--ground", "x"), 3, "FIND-105"),
    (("cadre", "unlink", "VP-2023", "5", "--reason", "x"), 6, "VOTE-114"),
    (("cadre", "unmerge", "C000001", "--reason", "x"), 6, "CADRE-104"),
    (("correct", "1", "--set", "name=A", "--reason", "x", "--yes"), 6, "VOTE-117"),
    (("correct", VOTE, "--set", "4.low=99", "--reason", "x", "--yes"), 6, "VOTE-104"),
    (("correct", VOTE, "--set", "4.low", "--reason", "x", "--yes"), 6, "TEXT-106"),
    (("correct", VOTE, "--set", "4.name=", "--reason", "x", "--yes"), 6, "TEXT-106"),
    ((*RECORD, "--collected", "47", "--row", "A;B;40;7;1"), 6, "VOTE-103"),
    ((*RECORD, "--collected", "47", "--row", "A;B;40;7"), 6, "TEXT-106"),
    ((*RECORD, "--collected", "47", "--row", "A;B;40;7;0", "--from", "count"), 6, "TEXT-106"),
    ((*RECORD, "--collected", "9" * 12, "--row", "A;B;40;7;0"), 6, "TEXT-106"),
    ((*RECORD, "--collected", "-1", "--row", "A;B;40;7;0"), 2, "USE-101"),
    (
        (*RECORD[:5], "--held-on", "2099-01-01", *RECORD[7:], "--row", "A;B;40;7;0", "--collected", "47", "--on", "2099-01-01"),
        6,
        "VOTE-119",
    ),
    (("vote", "list", "-o", "/nowhere/x.json"), 6, "USE-108"),
    (("vote", "list", "-o", "/"), 6, "USE-108"),
    (("body", "add", "X", "Y", "-o", "/nowhere/x.json"), 6, "USE-108"),
    (("init", ".", "--time-zone", "Nowhere/X"), 6, "TEXT-106"),
    (("init", "new.ledger", "--authority", "king"), 2, "USE-101"),
    (("init", "new.ledger", "--rulebook", "none"), 3, "FIND-111"),
    (("init", "new.ledger", "--authority", "party", "--sample", "published"), 2, "USE-101"),
    (("init", "new.ledger", "--lang", "fr"), 2, "USE-101"),
)


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize(
    ("typed", "status", "code"), ENDS, ids=lambda value: " ".join(map(str, value))[:70] if isinstance(value, tuple) else ""
)
def test_each_end_has_its_status_its_code_and_what_to_do_next(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, typed: tuple[object, ...], status: int, code: str, language: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert terminal.ledger is not None
    before = everything(Directory(terminal.ledger))
    terminal.language = language
    said = terminal(*typed)

    assert said.status == status, said.words
    assert everything(Directory(terminal.ledger)) == before
    assert not (tmp_path / "new.ledger").exists()
    if not code:
        return
    word = {"en": "error", "vi": "lỗi"}[language]
    lines = said.words.splitlines()
    place = next(number for number, line in enumerate(lines) if f"{word} {code}: " in line)
    assert lines[place + 1].startswith("  → ")
    assert len(lines[place + 1]) > len("  → ")
    assert "Traceback" not in said.words
    assert "{" not in said.words
    assert "\x1b" not in said.words
    assert "\u202e" not in said.words


def test_no_table_of_ends_is_complete_without_every_status() -> None:
    assert {status for _, status, _ in ENDS} == {0, 1, 2, 3, 5, 6, 8}


# 7: what is stored is not what it must be


def test_an_altered_row_of_the_read_models_is_found_by_the_check(terminal: Terminal) -> None:
    assert terminal.ledger is not None
    assert terminal("views", "check").status == 0
    (views,) = terminal.ledger.glob("views-*.db")
    connection = sqlite3.connect(views)
    connection.execute("UPDATE flag SET severity = 'note'")
    connection.commit()
    connection.close()
    said = terminal("views", "check", "--json")

    assert said.status == 7
    assert [(each["table"], each["column"], each["found"], each["expected"]) for each in said.json["differences"]] == [
        ("flag", "severity", "note", "consider")
    ]
    assert terminal("views", "rebuild").status == 0
    assert terminal("views", "check").status == 0


def test_a_newer_ledger_is_refused_for_writing(terminal: Terminal) -> None:
    assert terminal.ledger is not None
    connection = sqlite3.connect(terminal.ledger / "events.db")
    connection.execute("INSERT INTO topics VALUES ('vote.sung/1')")
    connection.commit()
    connection.close()
    said = terminal("body", "add", "X", "Y")

    assert (said.status, "LEDGER-201" in said.words, "vote.sung/1" in said.words) == (7, True, True)


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100])
def test_a_file_that_is_no_store_ends_with_a_code(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "b.ledger"
    path.mkdir()
    (path / "events.db").write_bytes(content)
    said = Terminal(path)("status")

    assert said.status == (7 if content else 3)
    assert "Traceback" not in said.words


def test_a_settings_file_of_another_ledger_is_found(terminal: Terminal) -> None:
    assert terminal.ledger is not None
    (terminal.ledger / "ledger.toml").write_text('origin = "other"\n')
    said = terminal("status")

    assert (said.status, "LEDGER-206" in said.words) == (7, True)


def test_a_clock_far_ahead_is_refused_until_someone_says_that_it_is_right(terminal: Terminal) -> None:
    terminal.now = lambda: NOW + timedelta(days=500)
    said = terminal("body", "add", "X", "Y")
    assert (said.status, "LEDGER-104" in said.words) == (6, True)

    assert terminal("doctor", "--accept-clock").status == 0
    assert terminal("body", "add", "X", "Y").status == 0


def test_something_unexpected_is_told_without_a_traceback_and_without_data(reader: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Any:
        raise RuntimeError("Nguyễn Văn Mật")

    monkeypatch.setattr("cadre_ledger.procedures.reading.vote_list", broken)
    said = reader("vote", "list")

    assert said.status == 7
    assert "USE-199" in said.words
    assert "RuntimeError at test_ends:" in said.words
    assert "Mật" not in said.words


# words that were mistyped


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("vote", "list", "--formt", "json"), "--format"),
        (("vot",), "vote"),
        (("vote", "resul"), "result"),
        (("vote", "result"), "SESSION"),
        (("rank",), "--session"),
    ],
)
def test_a_mistyped_word_is_answered_with_those_that_there_are(reader: Terminal, typed: tuple[str, ...], words: str) -> None:
    said = reader(*typed)

    assert said.status == 2
    assert words in said.words
    assert f"cadre-ledger{f' {typed[0]}' if len(typed) > 1 else ''}" in said.words


# Signals and pipes, in processes of their own


def started(ledger: Path, *arguments: str, stdout: int | IO[bytes] = subprocess.PIPE) -> subprocess.Popen[bytes]:
    environment = {"PATH": os.environ["PATH"], "CADRE_LEDGER": str(ledger), "LANG": "C.UTF-8"}
    # A suite run in the background ignores interrupts, and what it starts would inherit that.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen([*PROGRAM, *arguments], stdout=stdout, stderr=subprocess.PIPE, env=environment)
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_a_command_quietly(sampled: Path, number: int, status: int) -> None:
    process = started(sampled, "history", "log", "--follow")
    assert process.stdout is not None
    assert process.stdout.readline().startswith(b"#1 ")
    process.send_signal(number)
    try:
        _, words = process.communicate(timeout=60)
    finally:
        process.kill()

    assert process.returncode == status
    assert words.strip() == b""


def test_an_interrupt_ends_with_130(reader: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cadre_ledger.cli.history.time.sleep", interrupted)
    said = reader("history", "log", "--follow")

    assert said.status == 130
    assert said.text.startswith("#1 ")


def test_a_reader_that_goes_away_is_no_error(sampled: Path) -> None:
    for arguments in (("history", "log", "--format", "json"), ("vote", "list"), ("--help",)):
        process = started(sampled, *arguments)
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        words = process.stderr.read()
        process.stderr.close()

        assert (process.wait(timeout=60), words) == (0, b"")


def test_a_full_disk_is_told_as_one(sampled: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        process = started(sampled, "history", "log", "--format", "json", stdout=full)
        _, words = process.communicate(timeout=60)

    assert process.returncode == 6
    assert b"USE-108" in words
    assert b"Traceback" not in words


def test_what_is_followed_is_told_as_it_is_recorded(terminal: Terminal) -> None:
    assert terminal.ledger is not None
    process = started(terminal.ledger, "history", "log", "--after", str(HEAD), "--follow", "--format", "jsonl")
    assert terminal("body", "add", "X", "Y").status == 0
    assert process.stdout is not None
    assert re.search(rb'"entry": ?%d' % (HEAD + 1), process.stdout.readline())
    process.terminate()
    process.communicate(timeout=60)


def test_the_signal_tests_use_the_command_that_is_installed() -> None:
    done = subprocess.run([Path(sys.executable).parent / "cadre-ledger", "--version"], capture_output=True, text=True, check=True)

    assert done.stdout == subprocess.run([*PROGRAM, "--version"], capture_output=True, text=True, check=True).stdout
    assert vote_commands.APPS
