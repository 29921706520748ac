"""Rankings and lists of units as people and scripts ask for them."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from councils import council
from ledgers import found
from terminals import Terminal

TYPED = (
    ("unit", "add", "SO-NV", "Sở Nội vụ", "--on", "2010"),
    ("unit", "add", "PHONG-TC", "Phòng Tổ chức cán bộ", "--under", "SO-NV", "--on", "2010"),
    ("position", "add", "GD-SNV", "Giám đốc Sở Nội vụ", "--group", "director", "--unit", "SO-NV", "--on", "2010"),
    ("position", "add", "CHUYEN-VIEN-CAO-CAP-PHAP-CHE", "Chuyên viên cao cấp", "--group", "specialist", "--unit", "SO-NV", "--on", "2010"),
    ("position", "add", "TP-TC", "Trưởng phòng", "--group", "head", "--unit", "PHONG-TC", "--on", "2010", "--peers", "CAP-PHONG"),
    ("cadre", "add", "Nguyễn Thị Hoàng Mẫu Tên Rất Dài Không Có Thật", "--number", "TH-001"),
    ("cadre", "add", "Trần Văn Thử"),
    ("cadre", "add", "Lê Văn Giả"),
    ("cadre", "add", "Phạm Thị Định"),
    ("post", "appoint", "C000001", "CHUYEN-VIEN-CAO-CAP-PHAP-CHE", "--since", "2023-03-01"),
    ("post", "appoint", "C000001", "GD-SNV", "--since", "2024-03-01"),
    ("post", "appoint", "C000002", "GD-SNV", "--since", "2020"),
    ("post", "appoint", "C000003", "CHUYEN-VIEN-CAO-CAP-PHAP-CHE", "--since", "2026-05"),
    ("post", "appoint", "C000004", "TP-TC", "--since", "2020"),
    ("period", "open", "2024", "--basis", "vn/366-QD-TW-2025"),
    ("period", "open", "2025", "--basis", "vn/366-QD-TW-2025"),
    ("classify", "decide", "C000001", "2025", "not_completed", "--decided-on", "2025-12-20", "--points", "45"),
    ("classify", "decide", "C000002", "2025", "excellent", "--decided-on", "2025-12-20", "--points", "91,25"),
    ("classify", "decide", "C000003", "2025", "excellent", "--decided-on", "2025-12-20", "--points", "91,25"),
    ("classify", "decide", "C000004", "2024", "good", "--decided-on", "2024-12-20", "--points", "84"),
)


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = council(tmp_path_factory.mktemp("typed") / "a.ledger", "party").path
    for command in TYPED:
        said = Terminal(path)(*command)
        assert said.status == 0, said.words
    return path


@pytest.fixture
def people(typed: Path, tmp_path: Path) -> Terminal:
    shutil.copytree(typed, tmp_path / "a.ledger")
    return Terminal(tmp_path / "a.ledger")


COMMANDS = (
    ("rank", "--unit", "SO-NV", "--under"),
    ("rank", "--group", "cap-phong"),
    ("explain", "rank", "--unit", "SO-NV", "C000002"),
    ("explain", "rank", "--unit", "SO-NV", "--under", "C000004"),
    ("standing", "list"),
    ("standing", "list", "--unit", "SO-NV", "--under"),
    ("cadre", "list", "--unit", "SO-NV"),
)


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_answer_fits_the_smallest_screen(people: Terminal, command: tuple[str, ...], language: str) -> None:
    people.language = language

    said = people(*command)

    assert (said.status, said.words) == (0, "")
    if command[0] != "cadre":
        assert max(map(len, said.text.splitlines())) <= 80


def test_people_read_a_ranking_with_who_stands_apart_and_what_is_not_certain(people: Terminal) -> None:
    text = " ".join(people("rank", "--unit", "SO-NV", "--under").text.split())

    assert "Unit SO-NV and those under it · compared on 2025" in text
    assert "1= C000002 Trần Văn Thử excellent 91.25 1= C000003 Lê Văn Giả excellent 91.25 3 C000001" in text
    assert "Not ranked, listed apart: C000004 Phạm Thị Định: no classification in 2025" in text
    assert "3 ranked, 1 apart" in text
    assert "It cannot be told whether these hold a post there on that day: C000003." in text
    assert "Left out for all, since not everybody who is compared has it: share of high confidence." in text


def test_people_read_a_ranking_in_vietnamese(people: Terminal) -> None:
    people.language = "vi"
    text = " ".join(people("rank", "--unit", "SO-NV").text.split())

    assert "Đơn vị SO-NV · so sánh theo kỳ 2025" in text
    assert "xuất sắc" in text
    assert "không h.thành" in text


def test_scripts_read_a_ranking(people: Terminal) -> None:
    document = people("rank", "--unit", "SO-NV", "--json").json
    first = document["rows"][0]

    assert [document[name] for name in ("schema", "session", "unit", "under", "group", "period", "rank_among")] == [
        "cadre-ledger/rank/1",
        None,
        "SO-NV",
        False,
        None,
        "2025",
        "all",
    ]
    assert [first[name] for name in ("rank", "cadre", "subject", "keys", "keys_of")] == [
        "1=",
        "C000002",
        None,
        {"classification": "excellent", "points": "91.25"},
        {"classification": "2025", "points": "2025"},
    ]
    stored = [json.loads(people("history", "show", str(entry), "--json").text) for entry in first["evidence"]]
    assert "classification.decided/1" in json.dumps(stored)


def test_a_spreadsheet_has_every_key_whether_it_was_used_or_not(people: Terminal) -> None:
    rows = list(csv.DictReader(io.StringIO(people("rank", "--unit", "SO-NV", "--format", "csv").text)))

    assert list(rows[0]) == ["rank", "cadre", "name", "posts", "member", "classification", "points", "confidence_high"]
    assert (rows[0]["confidence_high"], rows[1]["member"], rows[2]["posts"]) == ("", "undetermined", "CHUYEN-VIEN-CAO-CAP-PHAP-CHE GD-SNV")


def test_another_period_may_be_compared(people: Terminal) -> None:
    document = people("rank", "--unit", "SO-NV", "--under", "--period", "2024", "--json").json

    assert [(row["rank"], row["cadre"]) for row in document["rows"]] == [("1", "C000004")]
    assert [each["cadre"] for each in document["not_rankable"]] == ["C000001", "C000002", "C000003"]


def test_a_unit_of_nobody_is_an_empty_ranking_not_an_error(people: Terminal) -> None:
    said = people("rank", "--unit", "SO-NV", "--as-of", "2019-01-01")

    assert said.status == 0
    assert "0 ranked, 0 apart" in said.text


def test_without_an_adopted_text_that_names_keys_nobody_is_ranked(tmp_path: Path) -> None:
    terminal = Terminal(found(tmp_path / "a.ledger").path)
    for command in (TYPED[0], TYPED[2], TYPED[6], ("post", "appoint", "C000001", "GD-SNV", "--since", "2020")):
        assert terminal(*command).status == 0

    text = terminal("rank", "--unit", "SO-NV").text

    assert "C000001  Trần Văn Thử: no adopted text names the keys" in text
    assert "Keys" not in text
    assert "listed apart: no adopted text" in terminal("explain", "rank", "--unit", "SO-NV", "C000001").text


def test_why_a_member_stands_where_they_stand(people: Terminal) -> None:
    text = " ".join(people("explain", "rank", "--unit", "SO-NV", "TH-001").text.split())

    assert "C000001 Nguyễn Thị Hoàng Mẫu Tên Rất Dài Không Có Thật: rank 3 among 3." in text
    assert "above: 1= C000003 Lê Văn Giả, decided by classification: completed excellently against tasks not completed" in text
    tied = people("explain", "rank", "--unit", "SO-NV", "C000002").text
    assert "tied: 1= C000003 Lê Văn Giả, equal on every key" in tied


def test_why_a_member_is_not_ranked(people: Terminal) -> None:
    document = people("explain", "rank", "--unit", "SO-NV", "--under", "C000004", "--json").json

    assert (document["rank"], document["neighbours"]) == (None, [])
    assert document["reasons"][0] == {"what": "no_classification", "key": "classification", "of": "2025"}


def test_a_line_for_everyone(people: Terminal) -> None:
    said = people("standing", "list", "--format", "jsonl")
    rows = [json.loads(line) for line in said.text.splitlines()]

    assert [row["code"] for row in rows] == ["C000001", "C000002", "C000003", "C000004"]
    assert rows[0]["positions"] == ["CHUYEN-VIEN-CAO-CAP-PHAP-CHE", "GD-SNV"]
    assert (rows[3]["period"], rows[3]["level"], rows[3]["units"]) == ("2024", "good", ["PHONG-TC"])
    assert people("standing", "list", "--limit", "1", "--after", "C000002", "--json").json["standings"][0]["code"] == "C000003"


def test_the_files_of_a_unit(people: Terminal) -> None:
    assert [each["code"] for each in people("cadre", "list", "--unit", "phong-tc", "--json").json["cadres"]] == ["C000004"]
    assert len(people("cadre", "list", "--unit", "SO-NV", "--under", "--json").json["cadres"]) == 4


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("rank", "--unit", "KHONG"), 3, "FIND-113"),
        (("rank", "--group", "khong"), 3, "FIND-125"),
        (("rank", "--unit", "SO-NV", "--period", "2019"), 3, "FIND-115"),
        (("rank", "--unit", "SO-NV", "--group", "director"), 2, "--unit [--under] | --group"),
        (("rank", "--session", "V", "--unit", "SO-NV"), 2, "--session"),
        (("rank", "--session", "V", "--period", "2025"), 2, "--session"),
        (("rank", "--group", "director", "--under"), 2, "--unit [--under] | --group"),
        (("explain", "rank", "--unit", "SO-NV", "C000004"), 3, "FIND-126"),
        (("explain", "rank", "--unit", "SO-NV", "C000009"), 3, "FIND-103"),
        (("explain", "rank", "--unit", "SO-NV", "V-1", "C000001"), 2, "SESSION PERSON"),
        (("explain", "rank", "C000001"), 2, "SESSION PERSON"),
        (("explain", "rank", "V-1", "4", "--under"), 2, "SESSION PERSON"),
        (("standing", "list", "--unit", "KHONG"), 3, "FIND-113"),
        (("standing", "list", "--under"), 2, "--unit [--under]"),
        (("cadre", "list", "--unit", "KHONG"), 3, "FIND-113"),
    ],
)
def test_what_is_wrong_is_said(people: Terminal, arguments: tuple[str, ...], status: int, words: str) -> None:
    said = people(*arguments)

    assert (said.status, said.data) == (status, b"")
    assert words in said.words


def test_files_are_searched_and_put_in_order_by_name(people: Terminal) -> None:
    def listed(*options: str) -> list[str]:
        return [each["code"] for each in people("cadre", "list", *options, "--json").json["cadres"]]

    people("cadre", "add", "Trần Thị Đào")

    assert listed("--order", "name") == ["C000005", "C000004", "C000003", "C000001", "C000002"]
    assert listed("--order", "name", "--after", "C000004", "--limit", "2") == ["C000003", "C000001"]
    assert listed("--search", "tran t") == ["C000002", "C000005"]
    assert listed("--search", "TRẦN T", "--order", "name") == ["C000005", "C000002"]
    assert listed("--search", "c00000", "--as-of", "2020-01-01", "--unit", "SO-NV") == listed("--as-of", "2020-01-01", "--unit", "SO-NV")
    assert listed("--search", "guyen") == []
    assert people("cadre", "list", "--order", "unit").status == 2
