"""`import` of positions, people, scores, decisions, training and sanctions: the same facts as typed, and what people are told."""

import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from cadre_ledger.interchange.kinds import KINDS as COLUMNS
from cadre_ledger.interchange.kinds import read_facts
from cadre_ledger.ledger.directory import Directory
from councils import table
from ledgers import everything
from staffing import HEADERS, KINDS, SCORES, file_of, office
from terminals import Terminal
from workbooks import workbook

SCORED = " ".join(f"--score {name}={score}" for name, score in SCORES.items())
TYPED = {
    "positions": """
        position add TP-TC 'Trưởng phòng Tổ chức' --group tp --unit SO-NV --theory advanced --heads-unit
        position add CV-TC 'Chuyên viên' --group cv --unit SO-NV
    """,
    "roster": """
        post appoint TH-1 GD-SNV --since 2021-03-01 --term 2021..2026
        cadre add 'Lê C' --born 1975-06-07 --number TH-7
        post appoint TH-7 PGD-SNV --since 2022-03
        post plan TH-7 GD-SNV
    """,
    "assessments": f"""
        assess record TH-1 2025 --assessor 'Hội đồng' --capacity superior {SCORED}
        assess record C000002 2025 --assessor 'Hội đồng' --capacity superior {SCORED}
    """,
    "classifications": """
        classify decide TH-1 2025 good --decided-on 2025-12-20 --points 84,5 --decision 12-QĐ --by 'Ban Thường vụ'
        classify decide C000002 2025 excellent --decided-on 2025-12
    """,
    "training": """
        training record TH-1 theory 'Cao cấp lý luận chính trị' --level advanced \\
            --completed-on 2024-06-30 --institution 'Học viện' --started-on 2022-09 --hours 500
        training record C000002 defence 'Quốc phòng đối tượng 2' --completed-on 2023
    """,
    "qualifications": """
        qualification record TH-1 degree 'Thạc sĩ' --obtained-on 2015 --field 'Quản lý công'
        qualification record C000002 language B2 --obtained-on 2018-06 --language 'Tiếng Anh'
    """,
    "discipline": """
        discipline decide 12-QD-UBKT-2025-C000001 TH-1 --line party --form reprimand --decision 12-QĐ/UBKT \\
            --decided-on 2025-02-10 --effective-on 2025-02-11 --authority UBKT --grounds 'vi phạm' --public-duty
        discipline decide 44-QD-UBND-2024-C000002 C000002 --line state --form dismissal --decision 44/QĐ-UBND --decided-on 2024
    """,
}
"""The facts of the good files as commands, one a line."""


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(office(tmp_path / "a.ledger").path)


def stored(terminal: Terminal) -> object:
    assert terminal.ledger is not None
    return everything(Directory(terminal.ledger))


def file(tmp_path: Path, content: bytes, name: str = "f.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def bodies(answer: Any) -> list[dict[str, Any]]:
    return [{name: each[name] for name in ("stream", "name", "effective_on", "event")} for each in answer["records"]]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_imported_is_what_would_have_been_typed(terminal: Terminal, tmp_path: Path, kind: str) -> None:
    other = Terminal(office(tmp_path / "typed.ledger").path)
    commands = TYPED[kind].replace("\\\n", " ").strip().splitlines()
    typed = [each for command in commands for each in bodies(other(*shlex.split(command), "--json").json)]
    imported = terminal("import", kind, file(tmp_path, file_of(kind)), "--json")

    assert imported.status == 0, imported.words
    assert bodies(imported.json) == typed


@pytest.mark.parametrize("kind", KINDS)
def test_the_header_in_the_help_of_a_kind_is_all_that_its_files_may_hold(kind: str) -> None:
    shown = Terminal()("import", kind, "--help").text.split("Example:\n")[1].replace("\\\n", "").splitlines()
    command, header = shown[0].split(), [column.strip() for column in shown[2].split(",")]

    assert command[:3] == ["cadre-ledger", "import", kind]
    assert sorted(header) == sorted(COLUMNS[kind].cells)
    assert all(len(line) <= 82 for line in Terminal()("import", kind, "--help").text.splitlines())


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_rows_in_the_help_are_rows_of_that_kind(kind: str) -> None:
    shown = Terminal()("import", kind, "--help").text.split("Example:\n")[1].replace("\\\n  ", "").splitlines()
    read = read_facts(COLUMNS[kind], "\n".join(line[2:] for line in shown[2:]).encode(), "f.csv")

    assert read.findings == ()
    assert len(read.entries) == 1


def test_a_repeat_says_so_and_so_does_a_file_with_nothing_new(terminal: Terminal, tmp_path: Path) -> None:
    path = file(tmp_path, file_of("roster"))
    first = terminal("import", "roster", path, "--json").json
    before = stored(terminal)

    assert terminal("import", "roster", path).text == f"Already recorded as entries {first['first']} to {first['last']}; nothing new.\n"
    longer = file(tmp_path, file_of("roster") + b"\n", "g.csv")
    said = terminal("import", "roster", longer)
    assert (said.status, said.text) == (0, "All of it was recorded before; nothing new.\n")
    answer = terminal("import", "roster", longer, "--json").json
    assert (answer["repeated"], answer["dry_run"], answer["records"], answer["first"], answer["last"]) == (True, False, [], None, None)
    assert stored(terminal) == before


def test_a_dry_run_records_nothing_and_shows_findings_too(terminal: Terminal, tmp_path: Path) -> None:
    before = stored(terminal)
    good = terminal("import", "roster", file(tmp_path, file_of("roster")), "--dry-run")
    bad = terminal("import", "training", file(tmp_path, file_of("training", ("TH-9", "skills", "", "A", "x", "", "", ""))), "--dry-run")

    assert (good.status, good.text.splitlines()[0]) == (0, "Would record 6 entries; nothing was recorded.")
    assert (bad.status, bad.words.splitlines()[0]) == (6, "f.csv:2:completed_on: error FILE-108: “x” is not a date.")
    assert stored(terminal) == before


def test_five_hundred_findings_are_shown_and_written_with_row_and_column(terminal: Terminal, tmp_path: Path) -> None:
    rows = [(f"TH-{number}", "degree", "Thạc sĩ", "2015", "", "") for number in range(1000, 1500)]
    before = stored(terminal)
    path = file(tmp_path, workbook([HEADERS["qualifications"], *rows]), "f.xlsx")
    said = terminal("import", "qualifications", path, "--errors", tmp_path / "all.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text("utf-8").splitlines()]

    assert said.status == 6
    assert [line.split(": ")[0] for line in said.words.splitlines() if "FIND-103" in line] == [
        f"f.xlsx:{row}:cadre" for row in range(2, 502)
    ]
    assert "500 errors, 0 warnings; nothing was recorded." in said.words
    assert [(line["file"], line["row"], line["column"], line["code"]) for line in lines] == [
        ("f.xlsx", row, "cadre", "FIND-103") for row in range(2, 502)
    ]
    assert stored(terminal) == before


def test_findings_are_told_in_vietnamese(terminal: Terminal, tmp_path: Path) -> None:
    row = ("C000001", "Trần B", "SO-CU", "GD-SNV", "2021", "", "", "", "")
    terminal.language = "vi"
    said = terminal("import", "roster", file(tmp_path, file_of("roster", row)))

    assert said.words.splitlines()[0] == "f.csv:2:name: lỗi FILE-120: C000001 trong sổ ghi “Nguyễn Văn A”, còn tệp ghi “Trần B”."
    assert "f.csv:2:unit: lỗi FILE-122: Chức danh GD-SNV thuộc đơn vị SO-NV, không thuộc SO-CU." in said.words


def test_what_is_not_kept_is_warned_of_and_nothing_of_it_is_stored(terminal: Terminal, tmp_path: Path) -> None:
    content = table(("N-1", "Lê C", "SO-NV", "GD-SNV", "2021", "nữ", "Tày"), header=(*HEADERS["roster"][:5], "gender", "ethnicity"))
    said = terminal("import", "roster", file(tmp_path, content), "--json")

    assert said.status == 0
    assert [(each["code"], each["facts"]) for each in said.json["findings"]] == [
        ("FILE-201", {"column": "ethnicity"}),
        ("FILE-201", {"column": "gender"}),
    ]
    assert "f.csv:1:gender: warning FILE-201: The column gender is not kept" in said.words
    assert "Tày" not in json.dumps(said.json["records"], ensure_ascii=False)


@pytest.mark.parametrize("number", ["038200012345", "012345678"])
def test_identity_numbers_are_refused_and_written_nowhere(terminal: Terminal, tmp_path: Path, number: str) -> None:
    row = (number, "Lê C", "SO-NV", "GD-SNV", "2021", "", "", "", "")
    said = terminal("import", "roster", file(tmp_path, file_of("roster", row)), "--errors", tmp_path / "e.jsonl")

    assert said.status == 6
    assert "f.csv:2:cadre: error TEXT-104" in said.words
    assert number not in said.words
    assert number not in (tmp_path / "e.jsonl").read_text("utf-8")


def test_a_workbook_with_names_of_its_own_for_its_columns(terminal: Terminal, tmp_path: Path) -> None:
    names = file(
        tmp_path,
        table(("Mã", "cadre"), ("Loại", "kind"), ("Trình độ", "level"), ("Năm", "obtained_on"), ("STT", ""), header=("theirs", "ours")),
        "m.csv",
    )
    content = workbook([["x"]], more={"Bằng cấp": [["STT", "Mã", "Loại", "Trình độ", "Năm"], [1, "TH-1", "degree", "Thạc sĩ", 2015]]})
    path = file(tmp_path, content, "f.xlsx")

    assert terminal("import", "qualifications", path, "--map", names).status == 6
    said = terminal("import", "qualifications", path, "--map", names, "--sheet", "Bằng cấp", "--json")
    assert said.status == 0, said.words
    assert said.json["records"][0]["event"]["obtained_on"] == "2015"
    none = terminal("import", "qualifications", path, "--sheet", "Khác")
    assert none.status == 6
    assert "f.xlsx: error FILE-115: The file has no sheet “Khác”." in none.words
    assert "Sheets of this file: Trang 1, Bằng cấp." in none.words


def test_a_map_that_cannot_be_used_stops_the_import(terminal: Terminal, tmp_path: Path) -> None:
    path = file(tmp_path, file_of("training"))
    bad = file(tmp_path, b"a,b\n", "m.csv")

    assert "m.csv:1:ours: error FILE-103" in terminal("import", "training", path, "--map", bad).words
    assert [line["code"] for line in terminal("import", "tallies", path, "--basis", "x", "--map", bad, "--errors", "-").lines][:1] == [
        "FILE-103"
    ]
    assert terminal("import", "training", path, "--map", tmp_path / "none.csv").status == 3


def test_results_of_votes_are_read_from_workbooks_too(terminal: Terminal, tmp_path: Path) -> None:
    header = ["Cơ quan", "session_date", "issued", "name", "high", "confidence", "low", "source"]
    content = workbook([header, ["HĐND xã Thử", "20/12/2023", 47, "Nguyễn Văn A", 30, 10, 7, "biên bản"]])
    names = file(tmp_path, table(("Cơ quan", "council"), header=("theirs", "ours")), "m.csv")
    said = terminal("import", "tallies", file(tmp_path, content, "f.xlsx"), "--basis", "vn/96-2023-QH15", "--map", names)

    assert said.status == 0, said.words
    assert "vote.recorded/1" in said.text


def test_a_file_of_facts_can_come_through_a_pipe(terminal: Terminal) -> None:
    assert terminal("import", "training", "-", typed=b"\xef\xbb\xbf" + file_of("training")).status == 0
    refused = terminal("import", "training", "-", typed=file_of("training", ("TH-1", "x", "", "A", "2024", "", "", "")))

    assert refused.words.startswith(
        "stdin:2:category: error FILE-116: “x” is none of the words that can stand here.\n  → Write one of these: theory,"
    )


def test_typed_scores_are_refused_with_everything_that_is_wrong(terminal: Terminal) -> None:
    said = terminal("assess", "record", "TH-1", "2025", "--assessor", "A", "--capacity", "self", "--score", "ethics=11", "--score", "x=1")

    assert said.status == 6
    assert [line.split(":")[0] for line in said.words.splitlines() if line.startswith("error")] == [
        "error ASSESS-104", "error ASSESS-102", "error ASSESS-103",
    ]  # fmt: skip
