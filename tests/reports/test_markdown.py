"""Markdown: data are never markup, and what a person reads is in their language."""

from decimal import Decimal
from typing import Any

import pytest

from cadre_ledger.reports.document import Column, Day, Document, Facts, Field, Heading, Odd, Paragraph, Part, Table, Term, Text
from cadre_ledger.reports.markdown import escaped, markdown
from cadre_ledger.wording.catalogue import Words
from cadre_ledger.wording.messages import MESSAGES

HOSTILE = (
    ("A | B", r"A \| B"),
    ("*đậm* và _nghiêng_", r"\*đậm\* và \_nghiêng\_"),
    ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
    ("`lệnh`", r"\`lệnh\`"),
    ("một\nhai", r"một\\u000ahai"),
    ("một\r\n# hai", r"một\\u000d\\u000a# hai"),
    ("[đây](http://nơi)", r"\[đây\](http:\//nơi)"),
    ("![ảnh](x)", r"!\[ảnh\](x)"),
    ("~~bỏ~~", r"\~\~bỏ\~\~"),
    ("&lt;b&gt; &#60; A & B", r"\&lt;b\&gt; \&#60; A & B"),
    ("\\", r"\\"),
    ("\\|", r"\\\|"),
    ("a__b", r"a\_\_b"),
    ("$x$", r"\$x\$"),
    ("www.nơi.vn và a@b.vn", r"www\.nơi.vn và a\@b.vn"),
    ("phải\u202etrái", r"phải\\u202etrái"),
)


def words(language: str = "en") -> Words:
    return Words(language)


def column(key: str, **more: Any) -> Column:
    return Column(key, Text(key), **more)


def written(*blocks: Heading | Paragraph | Facts | Table, language: str = "en") -> str:
    return markdown(Document(Text("Tên"), blocks, (Field("ledger", Text("Ledger"), "a-1"),)), words(language))


@pytest.mark.parametrize(("name", "safe"), HOSTILE)
def test_nothing_that_a_name_holds_is_markup(name: str, safe: str) -> None:
    assert escaped(name) == safe


@pytest.mark.parametrize("plain", ["Nguyễn Văn Mẫu", "12-QĐ/TW", "low_confidence_majority-56-4", "a.b (c) 1. 2: 3; #4 + 5 = 6", "R&D"])
def test_ordinary_names_and_codes_stay_readable(plain: str) -> None:
    assert escaped(plain.replace("R&D", "R & D")) == plain.replace("R&D", "R & D")


@pytest.mark.parametrize(("name", "safe"), HOSTILE)
def test_a_hostile_name_is_one_cell_of_one_line(name: str, safe: str) -> None:
    text = written(Table("t", (column("name"), column("count", figure=True)), ((name, 1),)))
    rows = [line for line in text.splitlines() if line.startswith("|")]

    assert len(rows) == 3
    assert rows[2] == f"| {safe.ljust(4)} | {'1'.rjust(5)} |"


@pytest.mark.parametrize("name", ["# tiêu đề", "- mục", "1. mục", "+ mục", "> trích", "=====", "----", "1) mục", ":--"])
def test_no_name_begins_a_block_of_its_own(name: str) -> None:
    lines = written(Paragraph(Text("{name}", {"name": name}))).splitlines()

    assert lines[2].replace("\\", "", 1) == name
    assert "\\" in lines[2][: lines[2].index(name[-1]) + 1]


def test_a_line_that_is_broken_begins_no_block_either() -> None:
    lines = written(Paragraph(Text("{before} - mục", {"before": "x" * 79}))).splitlines()

    assert lines[2:4] == ["x" * 79, r"\- mục"]


def test_a_share_is_exact_beside_its_percentage_and_between_bounds_both_ends_are_said() -> None:
    parts = (Part(25, 47, 47), Part(25, 45, 47), Part(25, 45, None), Part(25), Part(0, 47, 47))
    text = written(Table("t", (column("low", part=True),), tuple((each,) for each in parts)))

    assert [line.strip("| ") for line in text.splitlines() if line.startswith("|")][2:] == [
        "25/47 (53.19%)",
        "25/47–25/45 (53.19%–55.56%)",
        "≤25/45 (≤55.56%)",
        "25",
        "0/47 (0.00%)",
    ]


def test_days_and_numbers_are_written_as_in_the_readers_language() -> None:
    table = Table(
        "t",
        (column("day"), column("month"), column("points"), column("low", part=True), column("level")),
        ((Day("2023-12-13"), Day("2023-12"), Decimal("1084.50"), Part(25, 47, 47), Term("quality", "good")),),
    )

    assert [cell.strip() for cell in written(table).splitlines()[4].strip("|").split(" | ")] == [
        "2023-12-13",
        "2023-12",
        "1,084.50",
        "25/47 (53.19%)",
        "completed well",
    ]
    assert [cell.strip() for cell in written(table, language="vi").splitlines()[4].strip("|").split(" | ")] == [
        "13/12/2023",
        "12/2023",
        "1.084,50",
        "25/47 (53,19%)",
        "hoàn thành tốt nhiệm vụ",
    ]


def test_what_is_absent_is_said_and_an_optional_column_without_any_value_is_not_shown() -> None:
    columns = (column("name"), Column("low", Text("low"), part=True, absent="?"), column("reason", optional=True))

    without, with_one = (written(Table("t", columns, (("A", None, None), ("B", Part(1, 2, 2), reason)))) for reason in (None, "r"))

    assert without.splitlines()[2] == "| name |          low |"
    assert without.splitlines()[4] == "| A    |            ? |"
    assert with_one.splitlines()[4] == "| A    |            ? | –      |"


def test_a_table_without_rows_leaves_nothing_behind() -> None:
    assert written(Heading(Text("H")), Table("t", (column("name"),), ())) == "# Tên\n\n## H\n\n---\n\n- Ledger: a-1\n"


def test_a_finding_is_said_with_its_code() -> None:
    code, message = next((code, each) for code, each in MESSAGES.items() if "{" not in each.what)

    assert f"- Finding: {code.value}: {message.what}"[:70] in written(Facts("f", (Field("f", Text("Finding"), Odd(code.value, {})),)))


def test_what_runs_over_stands_under_its_item() -> None:
    lines = written(Facts("f", (Field("source", Text("Source"), "một " * 30),))).splitlines()

    assert lines[2].startswith("- Source: một")
    assert lines[3].startswith("  một")
    assert max(map(len, lines)) <= 80
