"""Files of facts: what stands in each column, and every finding of every row at once."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from cadre_ledger.interchange.kinds import KINDS, Facts, read_facts, read_map
from cadre_ledger.interchange.tabular import Layout
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.studies import Category, TheoryLevel
from councils import table
from staffing import GOOD, HEADERS, SCORES, file_of
from workbooks import DAY, MONTH, Cell, Number, workbook

TRAINING = ("cadre", "category", "level", "programme", "completed_on", "duration_hours", "started_on")


def facts(kind: str, content: bytes, layout: Layout | None = None) -> Facts:
    return read_facts(KINDS[kind], content, "f.csv", layout or Layout())


def found(kind: str, content: bytes) -> list[tuple[Code, str]]:
    return [(each.code, str(each.place)) for each in facts(kind, content).findings]


def values(kind: str, content: bytes, layout: Layout | None = None) -> list[dict[str, Any]]:
    read = facts(kind, content, layout)
    assert read.findings == ()
    return [dict(each.values) for each in read.entries]


def training(**changed: object) -> bytes:
    row = {"cadre": "th-1", "category": "theory", "level": "advanced", "programme": "Cao cấp", "completed_on": "30/06/2024"} | changed
    return table([row.get(column, "") for column in TRAINING], header=TRAINING)


def test_cells_are_read_as_what_their_column_holds() -> None:
    (entry,) = values("training", training(category=" Theory", duration_hours="500", started_on="09/2022"))

    assert entry == {
        "cadre": "TH-1",
        "category": Category.THEORY,
        "level": TheoryLevel.ADVANCED,
        "programme": "Cao cấp",
        "completed_on": PartialDate.parse("2024-06-30"),
        "started_on": PartialDate.parse("2022-09"),
        "duration_hours": 500,
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_the_same_as_csv_workbook_and_json_lines_with_columns_in_any_order(kind: str) -> None:
    header, rows = HEADERS[kind], GOOD[kind]
    turned = [row[::-1] for row in rows]
    lines = "\n".join(json.dumps(dict(zip(header, row, strict=True)), ensure_ascii=False) for row in rows)
    same = values(kind, file_of(kind))

    assert len(same) == 2
    assert values(kind, b"\xef\xbb\xbf" + table(*turned, header=header[::-1])) == same
    assert values(kind, workbook([header, *([str(cell) for cell in row] for row in rows)])) == same
    assert values(kind, lines.encode()) == same


def test_days_of_a_workbook_keep_the_precision_they_are_shown_with() -> None:
    day = PartialDate.parse("2024-03-01").first
    row: list[Cell] = ["TH-1", "theory", "advanced", "Cao cấp", Number(day, DAY), 12.0, Number(day, MONTH)]
    (entry,) = values("training", workbook([list(TRAINING), row]))

    assert (str(entry["completed_on"]), str(entry["started_on"]), entry["duration_hours"]) == ("2024-03-01", "2024-03", 12)


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        ("cadre", "", Code.CELL_EMPTY),
        ("cadre", "012345678", Code.IDENTITY_NUMBER),
        ("cadre", "038200012345", Code.IDENTITY_NUMBER),
        ("cadre", "TH 1/2", Code.CODE_UNREADABLE),
        ("category", "party", Code.CELL_NOT_LISTED),
        ("level", "cao cấp", Code.CELL_NOT_LISTED),
        ("programme", "", Code.CELL_EMPTY),
        ("programme", "x" * 201, Code.TEXT_TOO_LONG),
        ("programme", "a\u202eb", Code.TEXT_FORBIDDEN_CHARACTER),
        ("completed_on", "31/02/2024", Code.CELL_NOT_DATE),
        ("completed_on", "hôm qua", Code.CELL_NOT_DATE),
        ("duration_hours", "-5", Code.CELL_NOT_NUMBER),
        ("duration_hours", "12 giờ", Code.CELL_NOT_NUMBER),
        ("duration_hours", "12,5", Code.FIELD_INVALID),
        ("duration_hours", "1e3", Code.CELL_NOT_NUMBER),
    ],
)
def test_what_cannot_stand_in_a_cell_is_found_there(column: str, text: str, code: Code) -> None:
    assert found("training", training(**{column: text})) == [(code, f"f.csv:2:{column}")]


def test_a_level_may_be_blank_where_the_category_has_none() -> None:
    assert "level" not in values("training", training(category="skills", level=""))[0]


@pytest.mark.parametrize(("text", "said"), [("yes", "yes"), ("Có", "yes"), ("x", "yes"), ("no", "no"), ("KHÔNG", "no"), ("0", "no")])
def test_yes_and_no_in_both_languages(text: str, said: str) -> None:
    (entry,) = values("discipline", file_of("discipline", ("TH-1", "party", "reprimand", "1", "2025", "", "", "", text)))

    assert entry["public_duty"] is (said == "yes")
    assert found("discipline", file_of("discipline", ("TH-1", "party", "reprimand", "1", "2025", "", "", "", "maybe"))) == [
        (Code.CELL_NOT_LISTED, "f.csv:2:public_duty")
    ]


def test_an_identity_number_is_not_written_on_into_findings() -> None:
    (finding,) = facts("training", training(cadre="038200012345")).findings

    assert "038200012345" not in str(finding)


def test_all_findings_of_all_rows_are_there_at_once() -> None:
    content = table(*(["", "x", "", "", "y"] for _ in range(100)), header=TRAINING[:5])
    places = [f"f.csv:{row}:{column}" for row in range(2, 102) for column in ("cadre", "category", "programme", "completed_on")]

    assert [place for _, place in found("training", content)] == places


@pytest.mark.parametrize("kind", KINDS)
def test_missing_and_unknown_columns_stop_the_reading(kind: str) -> None:
    header = HEADERS[kind]
    content = table(["x"] * len(header), header=("note", *header[1:]))
    read = facts(kind, content)

    assert [(each.code, str(each.place)) for each in read.findings] == [
        (Code.COLUMN_MISSING, f"f.csv:1:{header[0]}"),
        (Code.COLUMN_UNKNOWN, "f.csv:1:note"),
    ]
    assert read.entries == ()


def test_what_a_roster_has_and_the_ledger_does_not_keep_is_said_once_a_column_if_it_holds_anything() -> None:
    header = ("cadre", "name", "unit", "position", "appointed_on", "gender", "ethnicity", "region")
    rows = (("TH-1", "A", "U", "P", "2020", sex, people, "") for sex, people in (("nam", "Kinh"), ("nữ", "")))
    findings = facts("roster", table(*rows, header=header)).findings

    assert [(each.code, each.place.column, each.stops) for each in findings] == [
        (Code.COLUMN_NOT_KEPT, "ethnicity", False),
        (Code.COLUMN_NOT_KEPT, "gender", False),
    ]


def test_a_file_with_a_header_only_is_empty() -> None:
    assert found("training", table(header=TRAINING)) == [(Code.FILE_EMPTY, "f.csv")]


def test_the_page_on_importing_names_every_column() -> None:
    page = (Path(__file__).parents[2] / "docs" / "importing.md").read_text("utf-8")
    rows = {line.split("|")[1].strip(" `"): line.split("|")[2:4] for line in page.splitlines() if line.startswith("| `")}

    assert set(rows) == set(KINDS)
    for name, kind in KINDS.items():
        required, optional = (set(re.findall(r"`([a-z_]+)`", cell)) for cell in rows[name])
        assert (required, optional) == (set(kind.required), set(kind.optional))


# Assessments


def scores(*rows: tuple[object, ...]) -> bytes:
    return file_of("assessments", *rows)


def row(criterion: str = "ethics", score: object = 9, **changed: object) -> tuple[object, ...]:
    given: dict[str, object] = {"period": "2025", "cadre": "TH-1", "assessor": "Hội đồng", "capacity": "superior"}
    given |= {"criterion": criterion, "score": score, **changed}
    return tuple(given.get(column, "") for column in HEADERS["assessments"])


def test_the_rows_of_one_assessor_cadre_and_period_are_one_assessment_wherever_they_stand() -> None:
    content = scores(
        row(), row(cadre="TH-2"), row("quality", "19,5", on="02/04/2026", comment="đúng hạn"), row("Progress", 1, comment="chậm")
    )
    first, second = facts("assessments", content).entries

    assert {name: str(score) for name, score in first.values["scores"].items()} == {"ethics": "9", "quality": "19.5", "progress": "1"}
    assert (str(first.values["on"]), first.values["comment"]) == ("2026-04-02", "đúng hạn ; chậm")
    assert {name: each.number for name, each in first.criteria.items()} == {"ethics": 2, "quality": 4, "progress": 5}
    assert second.values["cadre"] == "TH-2"
    assert "on" not in second.values


def test_rows_of_one_assessment_agree_and_have_each_criterion_once() -> None:
    content = scores(row(), row("quality", capacity="peer"), row("progress", on="2025"), row("quantity", on="2026"), row("ETHICS", 8))
    read = facts("assessments", content)

    assert [(each.code, str(each.place)) for each in read.findings] == [
        (Code.ROWS_DIFFER, "f.csv:3:capacity"),
        (Code.ROWS_DIFFER, "f.csv:5:on"),
        (Code.CRITERION_TWICE, "f.csv:6:criterion"),
    ]
    assert read.entries == ()


def test_an_assessment_with_an_unreadable_row_is_not_said_to_miss_that_criterion() -> None:
    read = facts("assessments", scores(row(), row("quality", "chín"), row(cadre="TH-2")))

    assert [(each.code, str(each.place)) for each in read.findings] == [(Code.CELL_NOT_NUMBER, "f.csv:3:score")]
    assert [each.values["cadre"] for each in read.entries] == ["TH-2"]


def test_every_criterion_of_the_good_file_is_there() -> None:
    assert [set(each["scores"]) for each in values("assessments", file_of("assessments"))] == [set(SCORES)] * 2


# What files call their columns


def test_a_map_renames_columns_and_leaves_out_what_it_says() -> None:
    written = table(("Mã CB", "cadre"), ("STT", ""), ("Ngày xong", " Completed_On "), header=("theirs", "ours"))
    columns, findings = read_map(written, "m.csv")
    header = ("stt", "MÃ CB", "category", "level", "programme", "ngày xong")
    layout = Layout(columns=columns)

    assert findings == ()
    assert values("training", table(("1", "TH-1", "skills", "", "Kỹ năng", "2024"), header=header), layout)[0]["cadre"] == "TH-1"
    odd = facts("training", table(("1", "TH-1", "skills", "", "Kỹ năng", "x"), header=header), layout).findings
    assert [(each.code, str(each.place)) for each in odd] == [(Code.CELL_NOT_DATE, "f.csv:2:completed_on")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"theirs,mine\na,b\n", [(Code.COLUMN_MISSING, "m.csv:1:ours"), (Code.COLUMN_UNKNOWN, "m.csv:1:mine")]),
        (b"theirs,ours\n,cadre\n", [(Code.CELL_EMPTY, "m.csv:2:theirs")]),
        (b"theirs,ours\na,cadre\nA,name\n", [(Code.COLUMN_TWICE, "m.csv:3:theirs")]),
        (b"", [(Code.FILE_EMPTY, "m.csv")]),
    ],
)
def test_a_map_that_cannot_be_used_says_why(content: bytes, expected: list[tuple[Code, str]]) -> None:
    assert [(each.code, str(each.place)) for each in read_map(content, "m.csv")[1]] == expected


def test_a_column_that_is_mapped_to_one_that_is_there_is_there_twice() -> None:
    content = training()
    read = facts("training", content, Layout(columns={"programme": "level"}))

    assert [each.code for each in read.findings] == [Code.COLUMN_MISSING, Code.COLUMN_TWICE]
