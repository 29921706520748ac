"""`import tallies`: files as they come, hostile ones too; findings for people and for scripts."""

import json
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest

from cadre_ledger.interchange import tabular
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.sample import sample
from councils import HEADER, VINH_PHUC, row, table
from ledgers import everything
from terminals import Terminal

BASIS = ("--basis", "vn/96-2023-QH15")
GOOD = table(row("Nguyễn Văn A", 30, 10, 7, issued=47), row("Trần Thị B", 20, 2, 25, issued=47))
ODD = table(row("Nguyễn Văn A", 30, 10, 5, issued=47))

HOSTILE = {
    "empty": b"",
    "blank": b" \n\n",
    "not utf-8": b"\xff\xfe" + GOOD,
    "utf-16": GOOD.decode().encode("utf-16"),
    "nul": GOOD.replace("Nguyễn".encode(), b"\x00"),
    "escape": GOOD.replace("Nguyễn".encode(), b"\x1b[31m"),
    "escape in a column": GOOD.replace(b"source", b"source,\x1b]0;title\x07", 1),
    "c1": GOOD.replace("Nguyễn".encode(), "\x9b31m".encode()),
    "bidi": GOOD.replace("Nguyễn".encode(), "\u202e".encode()),
    "zero width": GOOD.replace("Nguyễn".encode(), "a\u200bb".encode()),
    "line separator": GOOD.replace("Nguyễn".encode(), "a\u2028b".encode()),
    "newline in a name": GOOD.replace("Nguyễn Văn A".encode(), b'"A\nB"'),
    "private use": GOOD.replace("Nguyễn".encode(), "\ue000".encode()),
    "zalgo": GOOD.replace("Nguyễn".encode(), ("a" + "\u0301\u0302\u0303" * 9).encode()),
    "identity number": GOOD.replace("Nguyễn".encode(), b"038200012345"),
    "long name": GOOD.replace("Nguyễn".encode(), b"a" * 10_000),
    "long cell": GOOD.replace("Nguyễn".encode(), b"a" * 200_000),
    "huge number": GOOD.replace(b"30,10,7", b"9" * 5000 + b",10,7"),
    "million and one": GOOD.replace(b"30,10,7", b"1000001,10,7"),
    "open quote": GOOD.replace("Nguyễn".encode(), b'"'),
    "ragged": GOOD + b"a,b\n",
    "wide": GOOD + b"a," * 50 + b"\n",
    "only a header": GOOD.split(b"\n", maxsplit=1)[0],
    "markdown": b"# council\n\n| a | b |\n",
    "json nested": b'{"council": {"name": "A"}}\n',
    "json deep": b'{"council": ' + b"[" * 20_000 + b"]" * 20_000 + b"}\n",
    "json bool": b'{"council": true}\n',
    "json infinity": b'{"council": "A", "session_date": "2024", "name": "B", "source": "s", "high": Infinity, "confidence": 1, "low": 1}\n',
    "json huge": b'{"council": "A", "session_date": "2024", "name": "B", "source": "s", "high": 1e999, "confidence": 1, "low": 1}\n',
    "json surrogate": b'{"council": "\\ud800", "session_date": "2024", "name": "B", "source": "s", "high": 1, "confidence": 1, "low": 1}\n',
    "json surrogate column": b'{"\\ud800": "A"}\n',
    "json twice": b'{"council": "A", "Council": "B"}\n',
    "json list": b'{}\n[["council", "A"]]\n',
    "sum over issued": GOOD.replace(b"30,10,7", b"30,10,8"),
    "percent of a million": table([*row("A", 1_000_000, 0, 0, issued=47), "0.01"], header=(*HEADER, "high_percent")),
}


def stored(terminal: Terminal) -> object:
    assert terminal.ledger is not None
    return everything(Directory(terminal.ledger))


def file(tmp_path: Path, content: bytes, name: str = "result.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_codes_and_places_and_records_nothing(terminal: Terminal, tmp_path: Path, name: str) -> None:
    before = stored(terminal)
    path = file(tmp_path, HOSTILE[name])
    said = terminal("import", "tallies", path, *BASIS, "--errors", tmp_path / "errors.jsonl")

    assert said.status == 6, said.words
    assert stored(terminal) == before
    assert said.data == b""
    assert said.words.startswith("result.csv")
    shown = said.words.replace("\n", "")
    assert shown.isprintable(), [letter for letter in shown if not letter.isprintable()]
    assert len(said.words) < 20_000
    assert "USE-199" not in said.words
    schema = terminal("schema", "finding").json
    lines = [json.loads(line) for line in (tmp_path / "errors.jsonl").read_text("utf-8").split("\n") if line]
    assert lines
    for line in lines:
        jsonschema.Draft202012Validator(schema).validate(line)
        assert line["file"] == "result.csv"


def test_every_hostile_file_is_a_good_one_spoiled(terminal: Terminal, tmp_path: Path) -> None:
    assert terminal("import", "tallies", file(tmp_path, GOOD), *BASIS).status == 0


@pytest.mark.parametrize("content", [HOSTILE["escape in a column"], HOSTILE["json surrogate column"], HOSTILE["bidi"]])
def test_a_script_gets_nothing_but_json_lines(terminal: Terminal, tmp_path: Path, content: bytes) -> None:
    said = terminal("import", "tallies", file(tmp_path, content), *BASIS, "--errors", "-")

    assert said.status == 6
    assert all(line["schema"] == "cadre-ledger/finding/1" for line in said.lines)
    assert {line["stops"] for line in said.lines} == {True}


def test_a_script_gets_warnings_and_refusals_of_the_domain_in_the_same_way(terminal: Terminal, tmp_path: Path) -> None:
    said = terminal("import", "tallies", file(tmp_path, ODD), *BASIS, "--errors", "-", "--session", "S-1")
    assert said.status == 0
    assert [(line["code"], line["name"], line["stops"], line["row"]) for line in said.lines] == [("VOTE-204", "base_unknown", False, None)]

    again = terminal("import", "tallies", file(tmp_path, GOOD), *BASIS, "--errors", "-", "--session", "S-1", "--another")
    assert again.status == 6
    assert [(line["code"], line["name"], line["stops"]) for line in again.lines] == [("VOTE-101", "session_exists", True)]
    assert set(again.lines[0]) == {"schema", "code", "name", "stops", "file", "row", "column", "facts", "message", "next"}


def test_errors_go_to_a_file_that_can_be_written_or_nothing_is_recorded(terminal: Terminal, tmp_path: Path) -> None:
    before = stored(terminal)
    said = terminal("import", "tallies", file(tmp_path, GOOD), *BASIS, "--errors", "/nowhere/errors.jsonl")

    assert (said.status, "USE-108" in said.words) == (6, True)
    assert stored(terminal) == before


def test_without_a_finding_the_file_of_errors_is_empty(terminal: Terminal, tmp_path: Path) -> None:
    assert terminal("import", "tallies", file(tmp_path, GOOD), *BASIS, "--errors", tmp_path / "errors.jsonl").status == 0
    assert (tmp_path / "errors.jsonl").read_bytes() == b""


def test_the_name_of_a_file_is_shown_harmlessly(terminal: Terminal, tmp_path: Path) -> None:
    said = terminal("import", "tallies", file(tmp_path, HOSTILE["ragged"], "\x1b[31mred.csv"), *BASIS)

    assert said.status == 6
    assert "\x1b" not in said.words
    assert "\\u001b[31mred.csv:4: error FILE-109" in said.words


def test_five_hundred_findings_are_all_listed_each_with_its_place(terminal: Terminal, tmp_path: Path) -> None:
    rows = [row(f"Người {number}", "x", 0, 0, issued=47) for number in range(500)]
    said = terminal("import", "tallies", file(tmp_path, table(*rows)), *BASIS)
    places = [line.split(": ")[0] for line in said.words.splitlines() if "FILE-106" in line]

    assert places == [f"result.csv:{number}:high" for number in range(2, 502)]
    assert "500 errors, 0 warnings; nothing was recorded." in said.words


def test_more_than_a_screenful_goes_whole_only_into_the_file(terminal: Terminal, tmp_path: Path) -> None:
    rows = [row(f"Người {number}", "x", 0, 0, issued=47) for number in range(1200)]
    said = terminal("import", "tallies", file(tmp_path, table(*rows)), *BASIS, "--errors", tmp_path / "all.jsonl")

    assert said.words.count("FILE-106") == 1000
    assert "200 more" in said.words
    assert len((tmp_path / "all.jsonl").read_text("utf-8").splitlines()) == 1200


def test_a_file_over_the_limit_is_not_read(terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tabular, "LARGEST", len(GOOD) - 1)
    for said in (
        terminal("import", "tallies", file(tmp_path, GOOD), *BASIS),
        terminal("import", "tallies", "-", *BASIS, typed=GOOD),
        terminal("import", "tallies", "/dev/zero", *BASIS),
    ):
        assert (said.status, "FILE-112" in said.words) == (6, True)
    monkeypatch.setattr(tabular, "LARGEST", len(GOOD))

    assert terminal("import", "tallies", file(tmp_path, GOOD), *BASIS).status == 0


def test_a_file_can_come_through_a_pipe(terminal: Terminal) -> None:
    said = terminal("import", "tallies", "-", *BASIS, typed=GOOD)

    assert (said.status, "Session HDND-XA-THU-2023-12-20" in said.words) == (0, True)
    refused = terminal("import", "tallies", "-", *BASIS, typed=HOSTILE["ragged"])
    assert "stdin:4: error FILE-109" in refused.words


def test_the_same_file_again_says_so(terminal: Terminal, tmp_path: Path) -> None:
    path = file(tmp_path, GOOD)
    first = terminal("import", "tallies", path, *BASIS, "--json").json
    again = terminal("import", "tallies", path, *BASIS)

    assert again.status == 0
    assert again.text == f"Already recorded as entries {first['first']} to {first['last']}; nothing new.\n"


def test_warnings_are_shown_and_recorded(terminal: Terminal, tmp_path: Path) -> None:
    said = terminal("import", "tallies", file(tmp_path, ODD), *BASIS, "--json")

    assert said.status == 0
    assert "result.csv: warning VOTE-204" in said.words
    assert [each["code"] for each in said.json["findings"]] == ["VOTE-204"]


def test_a_dry_run_shows_every_event(terminal: Terminal, tmp_path: Path) -> None:
    before = stored(terminal)
    said = terminal("import", "tallies", file(tmp_path, GOOD), *BASIS, "--dry-run")

    assert [line.split()[1] for line in said.text.splitlines()[1:]] == [
        "body.established/1", "body-name.taken/1", "vote.recorded/1", "session-day.taken/1"
    ]  # fmt: skip
    assert stored(terminal) == before


def test_code_day_and_origin_can_be_given(terminal: Terminal, tmp_path: Path) -> None:
    path = file(tmp_path, table(row("A", 9, 1, 0, session_date="2023-12", issued=47)))
    options = ("--session", "xa-1", "--date", "20/12/2023", "--minutes", "--subjects-total", 3)
    assert terminal("import", "tallies", path, *BASIS, *options).status == 0
    session = terminal("vote", "result", "xa-1", "--json").json["session"]

    assert (session["code"], session["held_on"], session["recorded_from"], session["subjects_total"]) == (
        "XA-1",
        "2023-12-20",
        "minutes",
        3,
    )


def test_asking_who_is_who(terminal: Terminal, tmp_path: Path) -> None:
    path = file(tmp_path, sample(VINH_PHUC))
    options = (*BASIS, "--session", "VP-2", "--another", "--link", "ask")
    assert terminal("import", "tallies", path, *options, "--no-input").status == 2
    said = terminal("import", "tallies", path, *options, "--json", typed="có\n")

    assert said.status == 0, said.words
    assert "C000001" in said.words
    assert [each["name"] for each in said.json["records"]][-2:] == ["vote.subject-linked/1", "confidence-result.entered/1"]


def test_a_binding_vote_is_known_by_its_columns(terminal: Terminal, tmp_path: Path) -> None:
    header = (*HEADER[:7], "present", "collected", "invalid", "for", "against", "source")
    line = ["HĐND xã Thử", "2023-12-21", 50, 48, "", "A", "Chủ tịch", 48, 47, 1, 20, 26, "s"]
    assert terminal("import", "tallies", file(tmp_path, table(line, header=header)), *BASIS, "--session", "B-1").status == 0
    document = terminal("vote", "result", "B-1", "--json").json

    assert document["session"]["kind"] == "binding"
    assert document["results"][0]["counts"] == {"confidence": 20, "no_confidence": 26, "invalid": 1}
    assert document["results"][0]["outcome"]["severity"] == "note"
