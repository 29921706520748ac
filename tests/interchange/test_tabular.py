"""Tables from files: what is read, where it stood, and everything that is wrong with the form of a file at once."""

import csv
import io
import json
import unicodedata
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cadre_ledger.interchange import tabular
from cadre_ledger.interchange.tabular import Columns, Sheet, column_findings, csv_text, guarded, percentage, read, unguarded, whole_number
from cadre_ledger.values.codes import Code

COLUMNS = Columns(frozenset({"name"}), frozenset({"low", "note"}))


def sheet(content: bytes | str) -> Sheet:
    return read(content.encode() if isinstance(content, str) else content, "f.csv")


def rows(content: bytes | str) -> list[tuple[int, dict[str, str]]]:
    found = sheet(content)
    assert found.findings == ()
    return [(each.number, dict(each.cells)) for each in found.rows]


def findings(content: bytes | str) -> list[tuple[Code, str]]:
    found = sheet(content)
    return [(each.code, str(each.place)) for each in (*found.findings, *column_findings(found, COLUMNS))]


# CSV


@pytest.mark.parametrize(
    "content",
    [
        "name,low\nA,1\nB,2\n",
        "name,low\nA,1\nB,2",
        "name,low\r\nA,1\r\nB,2\r\n",
        "name,low\rA,1\rB,2\r",
        "\ufeffname,low\nA,1\nB,2\n",
        " Name ,LOW\n A , 1\nB,2 \n",
        '"name","low"\n"A","1"\n"B","2"\n',
        "low,name\n1,A\n2,B\n",
        "name,low,note\nA,1,\nB,2,\n",
    ],
)
def test_the_same_table_in_many_hands(content: str) -> None:
    assert rows(content) == [(2, {"name": "A", "low": "1"}), (3, {"name": "B", "low": "2"})]


def test_quoted_cells_keep_commas_quotes_and_inner_spaces() -> None:
    assert rows('name,note\n"Lê, A","nói ""có""  rồi"\n') == [(2, {"name": "Lê, A", "note": 'nói "có"  rồi'})]


def test_a_blank_cell_is_absent_and_not_empty_text() -> None:
    assert rows("name,low,note\nA,, \n") == [(2, {"name": "A"})]


@pytest.mark.parametrize(
    ("content", "numbers"),
    [
        ("name\nA\n\nB\n", [2, 4]),
        ("name\n\n\nA\n , \nB\n".replace(" , ", "   "), [4, 6]),
        ('name,note\nA,"one\ntwo\nthree"\nB,x\n', [2, 5]),
        ('name,note\n"A\n",x\n\nB,y\n', [2, 5]),
        ("name\r\nA\r\n\r\nB\r\n", [2, 4]),
        ("\n\nname\nA\n", [4]),
        ("\ufeff\nname\n\nA\n", [4]),
    ],
)
def test_a_row_knows_its_true_line_whatever_is_above_it(content: str, numbers: list[int]) -> None:
    assert [number for number, _ in rows(content)] == numbers


def test_findings_name_the_true_line_too() -> None:
    assert findings('name,low\n\n"A\nB",1\n\nC,2,3\n\nD\n') == [(Code.ROW_LENGTH, "f.csv:6"), (Code.ROW_LENGTH, "f.csv:8")]
    assert findings("\n\nname,lo\nA,1\n") == [(Code.COLUMN_UNKNOWN, "f.csv:3:lo")]
    assert findings('name,low\nA,1\n\nB,"2\n') == [(Code.ROW_LENGTH, "f.csv:4")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", [(Code.FILE_EMPTY, "f.csv")]),
        (b"\xef\xbb\xbf", [(Code.FILE_EMPTY, "f.csv")]),
        (b" \r\n\t\n", [(Code.FILE_EMPTY, "f.csv")]),
        (b"name,low\nA,\xff\n", [(Code.FILE_NOT_UTF8, "f.csv:2")]),
        (b"\xff", [(Code.FILE_NOT_UTF8, "f.csv:1")]),
        (b"name\nA\nB\n\xc4", [(Code.FILE_NOT_UTF8, "f.csv:4")]),
        ("name\nLê".encode("utf-16"), [(Code.FILE_KIND_UNKNOWN, "f.csv")]),
        (b"PK\x03\x04 a workbook", [(Code.FILE_KIND_UNKNOWN, "f.csv")]),
        (b"%PDF-1.7", [(Code.FILE_KIND_UNKNOWN, "f.csv")]),
        ("name\nLê".encode("cp1258"), [(Code.FILE_NOT_UTF8, "f.csv:2")]),
        (b"low\n1\n", [(Code.COLUMN_MISSING, "f.csv:1:name")]),
        (b"name,nam\nA,B\n", [(Code.COLUMN_UNKNOWN, "f.csv:1:nam")]),
        (b"name,low,Low\nA,1,2\n", [(Code.COLUMN_TWICE, "f.csv:1:low")]),
        (b"name,,\nA,,\n", [(Code.COLUMN_TWICE, "f.csv:1"), (Code.COLUMN_UNKNOWN, "f.csv:1")]),
        (b"name;low\nA;1\n", [(Code.COLUMN_MISSING, "f.csv:1:name"), (Code.COLUMN_UNKNOWN, "f.csv:1:name;low")]),
        (b'"name\nA\n', [(Code.ROW_LENGTH, "f.csv:1")]),
        (b'name\n"A"B\n', [(Code.ROW_LENGTH, "f.csv:2")]),
        (b"name\n" + b"a" * 200_000, [(Code.ROW_LENGTH, "f.csv:2")]),
        (b"name\nA,B\nC,D,E\nF\n", [(Code.ROW_LENGTH, "f.csv:2"), (Code.ROW_LENGTH, "f.csv:3")]),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_place(content: bytes, expected: list[tuple[Code, str]]) -> None:
    assert findings(content) == expected


def test_a_file_over_the_limit_is_told_by_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tabular, "LARGEST", 7)

    assert findings(b"name\nA\n") == []
    (found,) = sheet(b"name\nAB\n").findings
    assert (found.code, found.facts) == (Code.FILE_TOO_LARGE, {"size": 8, "largest": 7})


def test_all_findings_of_a_file_are_there_at_once() -> None:
    content = "nam,low,low\n" + "".join(f"A,{number}\n" for number in range(500))
    found = findings(content)

    assert found[:500] == [(Code.ROW_LENGTH, f"f.csv:{number}") for number in range(2, 502)]
    assert [code for code, _ in found[500:]] == [Code.COLUMN_MISSING, Code.COLUMN_UNKNOWN, Code.COLUMN_TWICE]


# JSON Lines


def test_json_lines_are_read_like_rows_and_numbers_as_they_are_written() -> None:
    content = '\ufeff{"Name": "A", "low": 1}\n\n{"name": " B ", "low": "2", "note": null}\r\n{"name": "C", "low": 1.50}\n'

    assert rows(content) == [(1, {"name": "A", "low": "1"}), (3, {"name": "B", "low": "2"}), (4, {"name": "C", "low": "1.50"})]
    assert sheet(content).columns == ("name", "low", "note")


@pytest.mark.parametrize(
    "value", ["1e999", "-0", "123456789012345678901234567890", "9" * 5000, "NaN", "Infinity", "0.1e-400"], ids=lambda text: text[:12]
)
def test_numbers_of_any_size_stay_text(value: str) -> None:
    assert rows(f'{{"name": {value}}}') == [(1, {"name": value})]


@pytest.mark.parametrize(
    "line",
    [
        '{"name": {"a": 1}}',
        '{"name": ["a"]}',
        '{"name": {}}',
        '{"name": []}',
        '{"name": true}',
        '{"name": false}',
        "[]",
        '"A"',
        "1",
        "null",
        '{"name": "A"',
        '{"name": "A"} {"name": "B"}',
        "{'name': 'A'}",
        '{"name": "A\tB"}',
        '{"a": ' + "[" * 100_000,
        '{"name": "A", "name": "B"}',
        '{"name": "A", " NAME": "B"}',
    ],
    ids=lambda text: text[:24],
)
def test_a_line_that_is_no_flat_object_is_named_and_the_others_are_read(line: str) -> None:
    found = sheet('{"name": "A"}\n' + line + '\n{"name": "C"}\n')

    assert [(each.code, str(each.place)) for each in found.findings] == [(Code.LINE_NOT_JSON, "f.csv:2")]
    assert [each.number for each in found.rows] == [1, 3]


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c"])
def test_only_a_newline_ends_a_line_of_json(separator: str) -> None:
    content = json.dumps({"name": f"A{separator}B"}, ensure_ascii=False) + '\n{"name": "C"}\n'
    found = sheet(content)

    assert [each.number for each in found.rows][-1] == 2
    # Control characters must be escaped in JSON; the others are text, and refused as such later.
    assert len(found.rows) + len(found.findings) == 2


def test_a_guard_is_a_matter_of_spreadsheets_and_not_of_json() -> None:
    assert rows(json.dumps({"name": "'=A"})) == [(1, {"name": "'=A"})]
    assert rows("name\n'=A\n") == [(2, {"name": "=A"})]


@given(st.lists(st.dictionaries(st.sampled_from(["name", "low", "note"]), st.text(), min_size=1), min_size=1))
def test_what_json_holds_is_what_is_read(objects: list[dict[str, str]]) -> None:
    content = "".join(json.dumps(each) + "\n" for each in objects)

    assert rows(content) == [
        (number, {key: value.strip() for key, value in each.items() if value.strip()}) for number, each in enumerate(objects, 1)
    ]


# cells


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("47", 47), ("007", 7), ("1000000", 1_000_000)])
def test_plain_digits_are_a_number(text: str, number: int) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-1",
        "+1",
        "1.5",
        "1,5",
        "1.0",
        "1e3",
        "1_000",
        "1 000",
        "1.000",
        "0x1",
        "٤",
        "४",
        "４",
        "²",
        "½",
        "Ⅷ",
        "1000001",
        "1000000000",
        "9" * 5000,
        "NaN",
        "1\n",
    ],
    ids=lambda text: text[:12],
)
def test_anything_else_is_no_number(text: str) -> None:
    assert whole_number(text) is None


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("53.19", "53.19"),
        ("53,19", "53.19"),
        ("53.19%", "53.19"),
        ("53,19 %", "53.19"),
        ("0", "0"),
        ("100", "100"),
        ("53.20", "53.20"),
        ("5.000000", "5.000000"),
    ],
)
def test_a_percentage_stays_as_precise_as_it_is_written(text: str, percent: str) -> None:
    assert str(percentage(text)) == percent


@pytest.mark.parametrize(
    "text",
    [
        "",
        "%",
        "-1",
        "+1",
        "100.01",
        "101",
        "1000",
        "1e1",
        "5_3",
        "٥٣",
        "５３",
        "NaN",
        "Infinity",
        "53.",
        ".53",
        "53..1",
        "53.1234567",
        "1,234.5",
        "53 19",
        "9" * 5000,
    ],
    ids=lambda text: text[:12],
)
def test_anything_else_is_no_percentage(text: str) -> None:
    assert percentage(text) is None


@given(st.decimals(0, 100, places=2))
def test_every_percentage_that_is_printed_is_read(percent: Decimal) -> None:
    assert percentage(f"{percent}") == percentage(f"{percent} %".replace(".", ",")) == percent


# the guard


@pytest.mark.parametrize(
    "text",
    [
        "=1",
        "+1",
        "-1",
        "@A",
        "\t1",
        "\r1",
        "\n1",
        "＝1",
        "＋1",
        "－1",
        "＠A",
        "'",
        "'A",
        "'=1",
        "''",
        " =1",
        "\u200b=1",
        "\ufeff=1",
        " \u200b\ufeff＝1",
    ],
)
def test_what_a_spreadsheet_might_take_for_a_formula_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["", "A", "1", "A=1", "Nguyễn", "a'b", "(=1)", "–1", "—"])
def test_everything_else_is_left_alone(text: str) -> None:
    assert guarded(text) == unguarded(text) == text


def test_exactly_one_guard_is_taken_off() -> None:
    assert unguarded("''=1") == "'=1"
    assert unguarded("'A") == "'A"


@given(st.text())
@example("'=1")
@example("''")
def test_guarding_and_taking_the_guard_off_is_the_same_text(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).lstrip(" \u200b\ufeff").startswith(tabular.FORMULA_STARTS)


safe = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(str.strip).filter(bool)
cells = st.one_of(safe, st.builds(lambda start, text: start + text, st.sampled_from([*"=+-@'＝＋－＠"]), safe))


@given(st.lists(st.tuples(cells, cells), min_size=1))
def test_what_is_written_as_csv_is_read_back_the_same(table: list[tuple[str, str]]) -> None:
    text = csv_text(("name", "note"), iter(table))

    assert [tuple(row.values()) for _, row in rows(text)] == table


@given(st.lists(st.tuples(cells, cells), min_size=1))
def test_tabs_carry_the_same_cells_as_commas(table: list[tuple[str, str]]) -> None:
    with_tabs = list(csv.reader(io.StringIO(csv_text(("name", "note"), iter(table), "\t"), newline=""), delimiter="\t"))
    with_commas = list(csv.reader(io.StringIO(csv_text(("name", "note"), iter(table)), newline="")))

    assert with_tabs == with_commas


@pytest.mark.parametrize(("value", "cell"), [(None, ""), (0, "0"), (-1, "-1"), ("-1", "'-1"), (Decimal("53.19"), "53.19")])
def test_an_absent_value_is_blank_and_a_number_needs_no_guard(value: Any, cell: str) -> None:
    assert csv_text(("a", "b"), iter([(value, "x")])) == f"a,b\n{cell},x\n"


def test_a_name_typed_in_pieces_is_read_as_it_stands() -> None:
    pieces = unicodedata.normalize("NFD", "Nguyễn")

    assert rows(f"name\n{pieces}\n") == [(2, {"name": pieces})]
