"""A tree of things said, as lines of a page."""

import pytest

from cadre_ledger.procedures.telling.said import Said, lines, page, wrapped
from cadre_ledger.procedures.telling.tables import Column, Row, Table


def test_what_is_below_is_moved_in_under_what_it_belongs_to() -> None:
    said = Said("conclusion", below=(Said("clause", below=(Said("text"),)),))

    assert list(lines(said)) == ["conclusion", "  clause", "    text"]


def test_a_step_is_of_what_is_below_and_an_inset_of_one_thing_and_all_below_it() -> None:
    said = Said("fact", below=(Said("says", inset=2, below=(Said("more"),)), Said("changed")), step=4)

    assert list(lines(said)) == ["fact", "      says", "        more", "    changed"]


def test_what_stands_apart_has_an_empty_line_before_it() -> None:
    assert page([Said("one"), Said("two", apart=True)]) == "one\n\ntwo\n"


@pytest.mark.parametrize("width", [20, 80])
def test_no_line_is_wider_than_it_may_be_and_no_word_is_lost(width: int) -> None:
    text = " ".join(f"word{number}" for number in range(40))
    told = list(lines(Said("head", below=(Said(text),)), width))

    assert max(map(len, told)) <= width
    assert " ".join(line.strip() for line in told[1:]) == text


def test_an_address_stays_whole_though_it_is_too_long() -> None:
    assert wrapped(f"see https://example.org/{'a' * 90}", "  ")[1] == f"  https://example.org/{'a' * 90}"


def test_a_table_knows_its_figures_and_shortens_only_what_may_be_shortened() -> None:
    table = Table((Column("Name", widest=4), Column("No.", right=True)), (Row("1", ("Nguyễn", "12345")), Row("2", ("Mẫu", "1"))))

    assert (table.heads, table.right) == (("Name", "No."), frozenset({1}))
    assert table.cells == [("Ngu…", "12345"), ("Mẫu", "1")]
    assert table.rows[0].cells[0] == "Nguyễn"
