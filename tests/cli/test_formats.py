"""Formats: the same bytes everywhere, the ending chooses, JSON fits its schema, and no cell is a formula."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest

from terminals import HEAD, LINK, VOTE, Terminal

FLAG = "low_confidence_majority-{entry}-4"
READINGS: tuple[tuple[str, ...], ...] = (
    ("status",),
    ("doctor",),
    ("body", "list"),
    ("body", "show", "HDND-TINH-VINH-PHUC"),
    ("cadre", "list"),
    ("cadre", "show", "C000001"),
    ("vote", "list"),
    ("vote", "show", "VP-2023"),
    ("vote", "result", "VP-2023"),
    ("vote", "result", "HCM-2018"),
    ("rank", "--session", "KH-2014"),
    ("flags",),
    ("agenda",),
    ("explain", "vote", "VP-2023", "4"),
    ("explain", "rank", "VP-2023", "4"),
    ("history", "log"),
    ("history", "show", "9"),
    ("rules", "list"),
    ("rules", "show", "vn/96-2023-QH15"),
    ("report", "list"),
    ("views", "status"),
    ("views", "check"),
)
WITHOUT_ROWS = {("status",), ("history", "show", "9")}
FORMATS = ("table", "json", "jsonl", "csv", "tsv")


@pytest.mark.parametrize("wanted", FORMATS)
@pytest.mark.parametrize("command", READINGS, ids=" ".join)
def test_a_file_gets_the_bytes_that_the_screen_gets(reader: Terminal, tmp_path: Path, command: tuple[str, ...], wanted: str) -> None:
    shown = reader(*command, "--format", wanted)
    if command in WITHOUT_ROWS and wanted not in ("table", "json"):
        assert (shown.status, shown.data) == (2, b"")
        assert "USE-106" in shown.words
        return
    assert shown.status == 0, shown.words
    assert shown.data.endswith(b"\n") or not shown.data

    named = tmp_path / "named.txt"
    assert reader(*command, "--format", wanted, "-o", named).data == b""
    ending = tmp_path / f"ending.{wanted}"
    assert reader(*command, "--output", ending).status == 0
    on_a_terminal = Terminal(reader.ledger, terminal=True)(*command, "--format", wanted, "-o", "-", "--color", "always")

    assert named.read_bytes() == ending.read_bytes() == on_a_terminal.data == shown.data
    assert b"\x1b" not in shown.data


@pytest.mark.parametrize("command", READINGS, ids=" ".join)
def test_json_says_what_it_is_and_fits_its_schema(reader: Terminal, command: tuple[str, ...]) -> None:
    document = reader(*command, "--json").json
    kind, name, version = document["schema"].split("/")
    schema = reader("schema", name).json

    assert (kind, version, schema["$id"]) == ("cadre-ledger", "1", document["schema"])
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(document)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate({**document, "made_up": 1})


@pytest.mark.parametrize("command", READINGS, ids=" ".join)
def test_json_begins_with_ledger_clocks_and_rulebook_and_none_is_null(reader: Terminal, command: tuple[str, ...]) -> None:
    document = reader(*command, "--json").json

    assert list(document)[:5] == ["schema", "ledger", "as_of", "known_at", "rulebook"]
    assert document["ledger"]["origin"].startswith("a-")
    assert (document["ledger"]["entry"], document["as_of"]) == (document["known_at"]["entry"], "2026-05-10")
    assert document["known_at"]["recorded_at"].startswith("2026-05-10T")
    assert document["rulebook"]["name"] == "vn-state"
    assert len(document["rulebook"]["digest"]) == 64


@pytest.mark.parametrize("command", [each for each in READINGS if each not in WITHOUT_ROWS], ids=" ".join)
def test_csv_tsv_and_json_lines_have_the_same_rows(reader: Terminal, command: tuple[str, ...]) -> None:
    with_commas = list(csv.reader(io.StringIO(reader(*command, "--format", "csv").text)))
    with_tabs = list(csv.reader(io.StringIO(reader(*command, "--format", "tsv").text), delimiter="\t"))
    lines = [json.loads(line) for line in reader(*command, "--format", "jsonl").text.splitlines()]

    assert with_commas == with_tabs
    assert [list(line) for line in lines] == [with_commas[0]] * (len(with_commas) - 1)
    assert {len(row) for row in with_commas} == {len(with_commas[0])}


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("wanted", ["json", "csv"])
def test_data_are_never_translated(reader: Terminal, wanted: str, language: str) -> None:
    said = Terminal(reader.ledger, language=language)("vote", "result", "VP-2023", "--format", wanted)

    assert said.data == reader("vote", "result", "VP-2023", "--format", wanted).data


def test_the_default_is_the_table_and_json_is_the_same_as_format_json(reader: Terminal) -> None:
    assert reader("flags").data == reader("flags", "--format", "table").data
    assert reader("flags", "--json").data == reader("flags", "--format", "json").data == reader("flags", "--json", "--format", "json").data


@pytest.mark.parametrize("options", [("--format", "xml"), ("--json", "--format", "csv"), ("--format", "")])
def test_a_format_that_is_none_is_a_misuse(reader: Terminal, options: tuple[str, ...]) -> None:
    said = reader("flags", *options)
    if options == ("--format", ""):
        assert said.status == 0
        return

    assert (said.status, said.data) == (2, b"")
    assert "table, json, jsonl, csv, tsv" in said.words


def test_a_cell_that_begins_like_a_formula_is_guarded_in_csv_and_only_there(terminal: Terminal) -> None:
    names = ["=1+1", "+84", "-2", "@SUM(A1)", "＝1", "＋1", "－1", "＠A", "'=1", "Nguyễn = A"]
    for name in names:
        assert terminal("cadre", "add", "--", name).status == 0
    for wanted, delimiter in (("csv", ","), ("tsv", "\t")):
        cells = [row[1] for row in csv.reader(io.StringIO(terminal("cadre", "list", "--format", wanted).text), delimiter=delimiter)][2:]
        assert cells == [*(f"'{name}" for name in names[:-1]), names[-1]]
    assert [each["name"] for each in terminal("cadre", "list", "--json").json["cadres"]][1:] == names


# the shapes that scripts rely on


def test_the_result_of_a_vote(reader: Terminal) -> None:
    document = reader("vote", "result", "VP-2023", "--format", "json").json
    session = document["session"]

    assert {name: session[name] for name in ("code", "kind", "body", "held_on", "recorded_from", "basis")} == {
        "code": "VP-2023",
        "kind": "confidence",
        "body": "HĐND tỉnh Vĩnh Phúc",
        "held_on": "2023-12-13",
        "recorded_from": "publication",
        "basis": "vn/96-2023-QH15",
    }
    assert {name: session[name] for name in session if name.startswith(("members", "ballots", "subjects"))} == {
        "members_total": None,
        "members_present": None,
        "ballots_issued": 47,
        "ballots_collected": 47,
        "ballots_collected_from": "squeeze",
        "subjects_listed": 7,
        "subjects_total": 28,
    }
    fourth = document["results"][3]
    assert fourth == {
        "subject": 4,
        "cadre": "C000001",
        "name": "Lê Duy Thành",
        "position": "Chủ tịch UBND tỉnh",
        "counts": {"high": 19, "confidence": 2, "low": 25, "invalid": 1},
        "base": {"name": "ballots_collected", "at_least": 47, "at_most": 47},
        "shares": {
            "high": {"fraction": "19/47", "percent": "40.43"},
            "confidence": {"fraction": "2/47", "percent": "4.26"},
            "low": {"fraction": "25/47", "percent": "53.19"},
        },
        "outcome": {
            "status": "applies",
            "clause": "vn/96-2023-QH15#12.2",
            "flag": "low_confidence_majority",
            "severity": "consider",
            "course": ["resign", "binding_vote"],
            "perhaps": None,
            "missing": [],
        },
        "rank": "7",
        "rank_among": "listed",
        "findings": [],
    }


def test_a_share_of_an_unknown_base_is_a_range_with_an_open_end(reader: Terminal) -> None:
    third = reader("vote", "result", "HCM-2018", "--json").json["results"][2]

    assert third["base"] == {"name": "members_total", "at_least": 101, "at_most": None}
    assert third["shares"]["low"] == {"at_least": None, "at_most": {"fraction": "18/101", "percent": "17.82"}}
    assert (third["rank"], third["outcome"]["status"]) == ("3=", "none")


def test_a_binding_vote_has_its_own_counts(terminal: Terminal) -> None:
    body = ("--body", "HDND-TINH-VINH-PHUC", "--held-on", "2023-12-13", "--basis", "vn/96-2023-QH15", "--kind", "binding")
    recorded = terminal(
        "vote", "record", "VP-BIND", *body, "--source", "BB", "--collected", 47, "--row", "Lê Duy Thành;Chủ tịch;20;26;1", "--yes"
    )
    assert recorded.status == 0, recorded.words

    assert terminal("vote", "result", "VP-BIND", "--json").json["results"][0]["counts"] == {
        "confidence": 20,
        "no_confidence": 26,
        "invalid": 1,
    }


def test_the_flags(reader: Terminal) -> None:
    (flag,) = reader("flags", "--json").json["flags"]
    (recorded, linked) = flag.pop("evidence")
    entry = recorded["entry"]

    assert flag == {
        "id": FLAG.format(entry=entry),
        "cadre": "C000001",
        "session": "VP-2023",
        "subject": 4,
        "position": None,
        "name": "Lê Duy Thành",
        "flag": "low_confidence_majority",
        "status": "applies",
        "severity": "consider",
        "clause": "vn/96-2023-QH15#12.2",
        "since": "2023-12-13",
        "deadline": None,
        "course": ["resign", "binding_vote"],
        "perhaps": None,
        "also": [],
        "decision": "open",
    }
    assert (recorded["name"], linked["name"]) == ("vote.recorded/1", "vote.subject-linked/1")
    explained = reader("explain", "flag", flag["id"], "--json").json
    assert set(explained) >= {"conclusion", "clause", "arithmetic", "facts", "considered", "would_change_if"}
    assert explained["facts"][0]["entry"] == entry


def test_the_ranking(reader: Terminal) -> None:
    document = reader("rank", "--session", "VP-2023", "--json").json

    assert document["rows"][0] == {
        "rank": "1",
        "cadre": None,
        "subject": 1,
        "name": "Hoàng Thị Thúy Lan",
        "keys": {"high": "46/47", "low": "1/47"},
    }
    assert [row["rank"] for row in reader("rank", "--session", "KH-2014", "--json").json["rows"]][3:5] == ["4=", "4="]
    assert (document["not_rankable"], document["tie_rule"]["ties"]) == ([], "shared")


def test_the_history_one_record_a_line(reader: Terminal) -> None:
    schema = reader("schema", "record").json
    lines = [json.loads(line) for line in reader("history", "log", "--format", "jsonl").text.splitlines()]

    assert [line["entry"] for line in lines] == list(range(1, len(lines) + 1))
    for line in lines:
        jsonschema.Draft202012Validator(schema).validate(line)
    assert set(lines[0]) >= {"entry", "stream", "stream_version", "name", "effective_on", "recorded_at", "actor", "event"}
    assert (lines[0]["name"], lines[0]["event"]["authority"], lines[0]["actor"]) == ("charter.founded/1", "state", "tester")


@pytest.mark.parametrize(
    ("options", "entries"),
    [
        (("--after", "10", "--limit", "3"), [11, 12, 13]),
        (("--limit", "2"), [1, 2]),
        (("--after", "9999"), []),
        (("--after", "9" * 25), []),
        (("--limit", "9" * 25, "--after", f"{VOTE}"), list(range(VOTE + 1, HEAD + 1))),
        (("--stream", "session/VP-2023"), [VOTE, LINK]),
        (("--stream", "session/VP-2023", "--after", f"{VOTE}"), [LINK]),
        (("--stream", "session/VP-2023", "--limit", "1"), [VOTE]),
        (("--stream", "nothing"), []),
    ],
)
def test_the_history_in_pieces(reader: Terminal, options: tuple[str, ...], entries: list[int]) -> None:
    lines = reader("history", "log", *options, "--format", "jsonl").text.splitlines()

    assert [json.loads(line)["entry"] for line in lines] == entries


def test_every_shipped_schema_is_a_schema(reader: Terminal) -> None:
    names = reader("schema").text.splitlines()

    assert names == sorted(names)
    assert {"vote-result", "flags", "explanation", "record", "finding", "recorded"} <= set(names)
    for name in names:
        jsonschema.Draft202012Validator.check_schema(reader("schema", name).json)


def recorded_of(terminal: Terminal, *arguments: object) -> Any:
    document = terminal(*arguments, "--json").json
    jsonschema.Draft202012Validator(terminal("schema", "recorded").json).validate(document)
    return document


def test_a_recording_command_answers_with_what_it_recorded(terminal: Terminal) -> None:
    document = recorded_of(terminal, "body", "add", "xa-1", "HĐND xã Một")

    assert (document["dry_run"], document["repeated"], document["last"] - document["first"]) == (False, False, 1)
    assert [(each["entry"], each["name"]) for each in document["records"]] == [
        (document["first"], "body.established/1"),
        (document["last"], "body-name.taken/1"),
    ]
    assert document["records"][0]["event"]["body"] == "XA-1"
