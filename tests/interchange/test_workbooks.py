"""Workbooks as tables: what a person sees in a cell is what is read; damaged and hostile files are said to be that."""

import zipfile
from datetime import date
from io import BytesIO

import pytest

from cadre_ledger.interchange import workbooks
from cadre_ledger.interchange.tabular import Layout, Sheet, read
from cadre_ledger.values.codes import Code
from workbooks import DAY, MONTH, PERCENT, WORDED, YEAR, Cell, Number, Raw, packed, workbook

FIRST_OF_MARCH = date(2024, 3, 1)


def sheet(content: bytes, layout: Layout | None = None) -> Sheet:
    return read(content, "f.xlsx", layout or Layout())


def rows(content: bytes, layout: Layout | None = None) -> list[tuple[int, dict[str, str]]]:
    found = sheet(content, layout)
    assert found.findings == ()
    return [(row.number, dict(row.cells)) for row in found.rows]


def findings(content: bytes, layout: Layout | None = None) -> list[tuple[Code, str]]:
    return [(each.code, str(each.place)) for each in sheet(content, layout).findings]


def test_rows_know_their_numbers_and_blank_cells_are_absent() -> None:
    content = workbook({2: {"A": " Name ", "B": "LOW"}, 3: {}, 5: {"A": "Nguyễn  A", "B": ""}, 9: {"B": "x"}})

    assert sheet(content).columns == ("name", "low")
    assert sheet(content).header == 2
    assert rows(content) == [(5, {"name": "Nguyễn  A"}), (9, {"low": "x"})]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (30, "30"),
        (30.0, "30"),
        (9.1, "9.1"),
        (0.1 + 0.2, "0.30000000000000004"),
        (-0.5, "-0.5"),
        (1e15, "1000000000000000"),
        (Raw("n", "<v>9.0999999999999996</v>"), "9.1"),
        (Raw("n", "<v>1E2</v>"), "100"),
        (True, "true"),
        (False, "false"),
        ("038200012345", "038200012345"),
        ("=1+1", "=1+1"),
        (Raw("str", "<f>A1</f><v>tính ra</v>"), "tính ra"),
        (Raw("inlineStr", "<is><r><t>Tr</t></r><r><t>ần</t></r><rPh><t>đọc</t></rPh></is>"), "Trần"),
        (Raw("d", "<v>2024-03-01</v>"), "2024-03-01"),
        (Number(FIRST_OF_MARCH, DAY), "2024-03-01"),
        (Number(FIRST_OF_MARCH, MONTH), "2024-03"),
        (Number(FIRST_OF_MARCH, YEAR), "2024"),
        (Number(FIRST_OF_MARCH, WORDED), "2024-03-01"),
        (Number(45352.5, DAY), "45352.5"),
        (Number(12, DAY), "12"),
        (Number(1e9, DAY), "1000000000"),
        (Number(0.5319, PERCENT), "53.19%"),
        (Number(1.0, PERCENT), "100%"),
    ],
)
def test_a_cell_is_read_as_it_is_seen(cell: Cell, text: str) -> None:
    assert rows(workbook([["a", "b"], [cell, "x"]])) == [(2, {"a": text, "b": "x"})]


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    parts = unpacked(workbook([["a"], [Number(FIRST_OF_MARCH, DAY)]]))
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("<sheets>", '<workbookPr date1904="1"/><sheets>')

    assert rows(packed(parts)) == [(2, {"a": "2028-03-02"})]


def unpacked(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_cells_without_references_follow_one_another() -> None:
    parts = unpacked(workbook([["a", "b"], ["x", "y"]]))
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(' r="A2"', "").replace(' r="B2"', "")

    assert rows(packed(parts)) == [(2, {"a": "x", "b": "y"})]


def test_a_sheet_is_the_one_named_or_the_first_that_is_shown() -> None:
    content = workbook([["a"], ["1"]], "Ẩn", more={"Đào tạo": [["b"], ["2"]], "Khác": [["c"], ["3"]]}, hidden=["Ẩn"])

    assert rows(content) == [(2, {"b": "2"})]
    assert rows(content, Layout("Khác")) == [(2, {"c": "3"})]
    assert rows(content, Layout("Ẩn")) == [(2, {"a": "1"})]
    found = sheet(content, Layout("khac")).findings
    assert [(each.code, dict(each.facts)) for each in found] == [(Code.NO_SHEET, {"sheet": "khac", "known": "Đào tạo, Khác, Ẩn"})]


def test_a_text_file_has_no_sheets() -> None:
    assert findings(b"name\nA\n", Layout("Khác")) == [(Code.NO_SHEET, "f.xlsx")]


def test_formula_errors_and_cells_beyond_the_header_are_found_at_their_place() -> None:
    content = workbook([["a", "b"], ["x", Raw("e", "<v>#DIV/0!</v>")], ["x", "y", "z"]])

    assert findings(content) == [(Code.CELL_NOT_COMPUTED, "f.xlsx:2:b"), (Code.ROW_LENGTH, "f.xlsx:3")]


def test_two_cells_at_the_ends_of_the_sheet_take_no_room_for_what_lies_between() -> None:
    content = workbook({1: {"A": "a"}, 1048576: {"A": "x", "XFD": "y"}})

    assert findings(content) == [(Code.ROW_LENGTH, "f.xlsx:1048576")]


SPOILED = {
    "no zip": b"PK\x03\x04 a workbook",
    "cut": workbook([["a"], ["1"]])[:-30],
    "document": packed({"word/document.xml": "<document/>"}),
    "no sheet part": packed({name: text for name, text in unpacked(workbook([["a"]])).items() if "sheet1" not in name}),
    "broken xml": packed({**unpacked(workbook([["a"]])), "xl/worksheets/sheet1.xml": "<worksheet><row>"}),
    "string that is not there": packed({**unpacked(workbook([["a"]])), "xl/sharedStrings.xml": "<sst/>"}),
    "row without a number": packed({**unpacked(workbook([["a"]])), "xl/worksheets/sheet1.xml": '<worksheet><row r="x"/></worksheet>'}),
    "growing entities": packed(
        {
            **unpacked(workbook([["a"]])),
            "xl/sharedStrings.xml": '<!DOCTYPE s [<!ENTITY a0 "aaaaaaaaaa">'
            + "".join(f'<!ENTITY a{level + 1} "{f"&a{level};" * 10}">' for level in range(10))
            + "]><sst><si><t>&a10;</t></si></sst>",
        }
    ),
}


@pytest.mark.parametrize("name", SPOILED)
def test_what_is_no_workbook_or_a_damaged_one_is_said_to_be_that(name: str) -> None:
    assert findings(SPOILED[name]) == [(Code.FILE_KIND_UNKNOWN, "f.xlsx")]


def test_a_file_that_unpacks_to_too_much_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    content = workbook([["a"], ["1"]])
    unpacked_size = sum(len(text.encode()) for text in unpacked(content).values())
    assert findings(content) == []
    monkeypatch.setattr(workbooks, "MOST_UNPACKED", unpacked_size)
    assert findings(content) == []
    monkeypatch.setattr(workbooks, "MOST_UNPACKED", unpacked_size - 1)

    assert findings(content) == [(Code.FILE_TOO_LARGE, "f.xlsx")]


def test_an_empty_sheet_is_an_empty_file() -> None:
    assert findings(workbook([])) == [(Code.FILE_EMPTY, "f.xlsx")]
