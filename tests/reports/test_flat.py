"""CSV: one rectangular table, the footer after it, nothing that a spreadsheet would take for a formula or a day."""

import csv
import io
from decimal import Decimal
from typing import Any

import pytest

from cadre_ledger.reports.document import Column, Day, Document, Facts, Field, Paragraph, Part, Table, Term, Text
from cadre_ledger.reports.flat import flat

FOOTER = (Field("ledger", Text("Ledger"), "a-1"), Field("rulebook", Text("Rulebook"), "=A1,B"))


def rows(*blocks: Paragraph | Facts | Table) -> list[list[str]]:
    return list(csv.reader(io.StringIO(flat(Document(Text("Title"), blocks, FOOTER)), newline="")))


def column(key: str, **more: Any) -> Column:
    return Column(key, Text(key), **more)


def test_every_table_is_in_one_with_what_its_rows_share() -> None:
    one = Table("cadres", (column("name"), column("level")), (("A", Term("quality", "good")),), {"unit": "U1"})
    two = Table("cadres", (column("name"), column("level")), (("B", None),), {"unit": "U2"})
    three = Table("missing", (column("name"), column("what")), (("B", (Term("lacking", "assessment"), Term("lacking", "classification"))),))

    assert rows(Facts("period", (Field("period", Text("P"), "2025"),)), Paragraph(Text("…")), one, two, three) == [
        ["table", "period", "unit", "name", "level", "what"],
        ["period", "2025", "", "", "", ""],
        ["cadres", "", "U1", "A", "good", ""],
        ["cadres", "", "U2", "B", "", ""],
        ["missing", "", "", "B", "", "assessment classification"],
        ["# ledger", "a-1"],
        ["# rulebook", "'=A1,B"],
    ]


@pytest.mark.parametrize(
    ("part", "cells"),
    [
        (Part(3, 12, 12), ["3", "12", "25.00"]),
        (Part(25, 45, 47), ["25", "45..47", "53.19..55.56"]),
        (Part(25, 45, None), ["25", "45..", "..55.56"]),
        (Part(25), ["25", "", ""]),
        (None, ["", "", ""]),
    ],
)
def test_a_share_is_a_count_a_base_and_a_percentage_for_a_spreadsheet_takes_3_12_for_a_day(part: Part | None, cells: list[str]) -> None:
    found = rows(Table("t", (column("low", part=True),), ((part,),)))

    assert found[0] == ["table", "low", "low_of", "low_percent"]
    assert found[1] == ["t", *cells]


@pytest.mark.parametrize("name", ["=1+1", "+84", "-1", "@x", "\t=1", "＝1", " =1"])
def test_no_name_is_a_formula(name: str) -> None:
    found = rows(Table("t", (column("name"),), ((name,),)))

    assert found[1] == ["t", f"'{name}"]


def test_values_are_as_machines_read_them() -> None:
    found = rows(Table("t", (column("day"), column("points"), column("name")), ((Day("2023-12"), Decimal("84.50"), 'a "b", c'),)))

    assert found[1] == ["t", "2023-12", "84.50", 'a "b", c']
