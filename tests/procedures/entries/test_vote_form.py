"""The result of a vote: rows and their sums, the numbers of the session, warnings, and blocks pasted from a spreadsheet."""

from pathlib import Path

import pytest

from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.entries.forms import FORMS
from cadre_ledger.procedures.entries.typed import History, pasted, put, rows_of, with_rows, without_row
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Unreadable
from councils import desk, result
from entering import BALLOTS, ENGLISH, SESSION, VIETNAMESE, VOTE, Typist, at, row, xa

COLUMNS = ("name", "position", "high", "confidence", "low", "invalid")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    """A ledger that is only looked at."""
    return xa(tmp_path_factory.mktemp("made") / "a.ledger")


@pytest.fixture
def typist(made: Directory) -> Typist:
    return Typist(made, "vote")


SUMS = [
    ((20, 3, 1, 1), "25", "20+3+1+1 = 25 ✓ balances", "20+3+1+1 = 25 ✓ khớp"),
    ((20, 3, 2), "25", "20+3+2 = 25 ✓ balances", "20+3+2 = 25 ✓ khớp"),
    ((20, 3, 1, 0), "25", "20+3+1+0 = 24 ✗ 1 short of 25", "20+3+1+0 = 24 ✗ thiếu 1 so với 25"),
    ((20, 3, 4, 0), "25", "20+3+4+0 = 27 ✗ 2 over 25", "20+3+4+0 = 27 ✗ thừa 2 so với 25"),
    ((20, 3, 1), "25", "20+3+1 = 24 ? 1 of 25 not accounted for", "20+3+1 = 24 ? còn 1 trên 25 phiếu chưa rõ"),
    ((20,), "25", "20 = 20 ? 5 of 25 not accounted for", "20 = 20 ? còn 5 trên 25 phiếu chưa rõ"),
    ((20, 3, 1, 1), "", "20+3+1+1 = 25 ? ballots collected not given", "20+3+1+1 = 25 ? chưa có số phiếu thu về"),
]


@pytest.mark.parametrize(("marks", "collected", "english", "vietnamese"), SUMS)
def test_a_row_says_what_it_comes_to_against_the_ballots_collected(
    typist: Typist, marks: tuple[int, ...], collected: str, english: str, vietnamese: str
) -> None:
    typed = {**SESSION, "issued": "25", "collected": collected, **row(1, "A", *marks)}

    assert typist.hints(typed)["1:invalid"] == english
    assert typist.hints(typed, VIETNAMESE)["1:invalid"] == vietnamese


@pytest.mark.parametrize(
    ("marks", "place"), [((20, 3, 1, 1), None), ((20, 3, 1, 0), "1:invalid"), ((20, 3, 1, 2), "1:invalid"), ((20, 3, 1), None)]
)
def test_a_row_that_does_not_balance_cannot_be_recorded(typist: Typist, marks: tuple[int, ...], place: str | None) -> None:
    looked = typist.looked({**SESSION, **BALLOTS, **row(1, "A", *marks)})

    assert looked.ready is (place is None)
    assert [str(each.place) for each in looked.errors] == ([place] if place else [])


def test_without_the_ballots_collected_those_issued_are_the_bound(typist: Typist) -> None:
    typed = {**SESSION, "issued": "24", **row(1, "A", 20, 3, 1, 1)}

    assert [str(each.place) for each in typist.looked(typed).errors] == ["1:invalid"]
    assert typist.looked({**typed, "issued": "25"}).ready


@pytest.mark.parametrize(
    ("numbers", "place", "said"),
    [
        ({"collected": "25", "issued": "25", "members_present": "26"}, "collected", "25 ≤ 25 ≤ 26 ✓ fits together"),
        ({"collected": "26", "issued": "25"}, "collected", "26 > 25 ✗ more “ballots collected” than “ballots issued”"),
        (
            {"issued": "25", "members_present": "24", "members_total": "30"},
            "issued",
            "25 > 24 ≤ 30 ✗ more “ballots issued” than “members present”",
        ),
    ],
)
def test_the_numbers_of_the_session_are_held_against_each_other(typist: Typist, numbers: dict[str, str], place: str, said: str) -> None:
    assert typist.hints({**SESSION, **numbers})[place] == said
    assert "✓" in said or "✗" in typist.hints({**SESSION, **numbers}, VIETNAMESE)[place]


def test_one_number_alone_is_held_against_nothing(typist: Typist) -> None:
    assert "issued" not in typist.hints({**SESSION, "issued": "25"})


WARNINGS = [
    ({"collected": "25", "issued": "24"}, "collected", "COLLECTED_OVER_ISSUED"),
    ({"members_total": "24"}, "issued", "ISSUED_OVER_MEMBERS"),
    ({"collected": "", "1.invalid": "", "2.high": "4"}, "collected", "BASE_UNKNOWN"),
    ({"held_on": "20/12/2022"}, "basis", "BASIS_OUT_OF_FORCE"),
]


@pytest.mark.parametrize(("changed", "place", "code"), WARNINGS)
def test_what_is_odd_is_shown_and_recorded_with_the_vote(tmp_path: Path, changed: dict[str, str], place: str, code: str) -> None:
    typist = Typist(xa(tmp_path / "a.ledger"), "vote")
    typed = {**VOTE, **changed, "2.invalid": ""} if "collected" in changed else {**VOTE, **changed}
    looked = typist.looked(typed)

    assert (looked.ready, looked.errors) == (True, ())
    assert (place, code) in [(str(each.place), each.code.name) for each in looked.warnings]
    recorded = typist.record(typed)[0]["warnings"]
    assert {each["code"] for each in recorded} == {each.code.value for each in looked.warnings}
    assert result(typist.directory, "BB-1").session.findings


def test_a_result_that_tells_how_people_voted_is_said_at_its_row_and_kept_with_the_number(tmp_path: Path) -> None:
    typist = Typist(xa(tmp_path / "a.ledger"), "vote")
    small = {**SESSION, "issued": "4", "collected": "4", **row(3, "A", 2, 1, 1), **row(5, "B", 4, 0, 0)}

    assert [(str(each.place), each.code) for each in typist.looked(small).warnings] == [("5:name", Code.REVEALS_VOTES)]
    assert typist.record(small)[0]["warnings"] == [{"code": "VOTE-205", "subject": 2}]


def test_a_binding_vote_has_columns_for_and_against(tmp_path: Path) -> None:
    typist = Typist(xa(tmp_path / "a.ledger"), "vote")
    typed = {**SESSION, **BALLOTS, "kind": "binding", "1.name": "A", "1.confidence": "10", "1.no_confidence": "15", "1.invalid": "0"}
    with desk(typist.directory) as opened:
        names = [each.name for each in FORMS["vote"].columns_for(opened, typed)]

    assert names == ["name", "position", "confidence", "no_confidence", "invalid"]
    assert typist.record(typed)[0]["subjects"][0]["counts"] == {"confidence": 10, "no_confidence": 15}


def test_rows_between_which_nothing_is_typed_are_numbered_one_after_another(tmp_path: Path) -> None:
    typist = Typist(xa(tmp_path / "a.ledger"), "vote")
    recorded = typist.record({**SESSION, **BALLOTS, **row(2, "A; B", 20, 3, 2), "3.name": " ", **row(7, "C", 10, 10, 5), "complete": "x"})[
        0
    ]

    assert [(each["number"], each["name"]) for each in recorded["subjects"]] == [(1, "A; B"), (2, "C")]
    assert recorded["subjects_total"] == 2


def test_a_row_with_figures_and_no_name_lacks_its_name_and_a_vote_without_rows_its_first(typist: Typist) -> None:
    unnamed = {**SESSION, **BALLOTS, "2.high": "20"}

    assert typist.looked(unnamed).missing == (at("name", 2),)
    assert typist.found(unnamed, complete=True) == [("2:name", "FIELD_EMPTY")]
    assert typist.looked(SESSION).missing == (at("name", 1),)


def test_the_next_error_is_looked_for_row_by_row_and_then_from_the_top_again(typist: Typist) -> None:
    typed = {**VOTE, "issued": "x", "1.low": "y", "2.high": "z", "2.low": "-1"}
    looked = typist.looked(typed)
    first = looked.next_place()
    places = [first]
    while (after := looked.next_place(places[-1])) != first:
        places.append(after)

    assert [str(each) for each in places] == ["issued", "1:low", "2:high", "2:low"]
    assert looked.next_place(at("position", 1)) == at("low", 1)
    assert typist.looked(VOTE).next_place() is None


def test_what_is_said_at_one_cell_is_found_by_its_place(typist: Typist) -> None:
    said = typist.looked({**VOTE, "1.low": "0"}).at("invalid", 1)

    assert [type(each).__name__ for each in said] == ["Finding", "Hint"]
    assert typist.looked(VOTE).at("name", 1) == ()


# pasting


BLOCK = "Nguyễn Văn A\tChủ tịch\t20\t3\t1\t1\r\nTrần Thị B\t\t5\t6\t14\t0\r\n"


def test_a_block_from_a_spreadsheet_fills_rows(typist: Typist) -> None:
    rows = pasted(BLOCK, COLUMNS)

    assert [dict(each) for each in rows] == [
        {"name": "Nguyễn Văn A", "position": "Chủ tịch", "high": "20", "confidence": "3", "low": "1", "invalid": "1"},
        {"name": "Trần Thị B", "position": "", "high": "5", "confidence": "6", "low": "14", "invalid": "0"},
    ]
    whole = with_rows({**SESSION, **BALLOTS}, rows, 1)
    assert typist.tried(whole).records[0].event == typist.tried(VOTE).records[0].event


@pytest.mark.parametrize(
    "text",
    [
        BLOCK.replace("\t", ";"),
        "1\t" + BLOCK.replace("\nT", "\n2\tT"),
        BLOCK.replace("\r\n", "\n") + "\n\n",
        BLOCK.replace("Nguyễn", "Nguyễn"),
        BLOCK.replace("Chủ tịch", '"Chủ tịch"'),
    ],
)
def test_other_ways_of_copying_the_same_table_give_the_same_rows(text: str) -> None:
    assert pasted(text, COLUMNS) == pasted(BLOCK, COLUMNS)


NAMED = ("name", "cadre")


def test_numbers_before_names_are_left_out_and_figures_are_not() -> None:
    names = ({"name": "An"}, {"name": "Bình"})
    assert pasted("1\tAn\n2\tBình", NAMED, words_first=True) == names
    assert pasted("1\tAn\tC1\n2\tBình\tC2", NAMED) == ({"name": "An", "cadre": "C1"}, {"name": "Bình", "cadre": "C2"})
    assert pasted("An\nBình", NAMED, words_first=True) == names
    # Numbers alone, or in another order, are what was pasted; so are figures from a cell on.
    assert pasted("1\n2", NAMED, words_first=True) == ({"name": "1"}, {"name": "2"})
    assert pasted("2\tAn\n1\tBình", NAMED, words_first=True)[0] == {"name": "2", "cadre": "An"}
    assert pasted("1\t5\n2\t6", ("high", "low", "invalid")) == ({"high": "1", "low": "5"}, {"high": "2", "low": "6"})


def test_short_lines_leave_the_rest_of_their_row_as_it_is() -> None:
    typed = with_rows(row(2, "A", 1, 2, 3), pasted("B\nC\tỦy viên", COLUMNS), 2)

    assert rows_of(typed)[2] == {"name": "B", "high": "1", "confidence": "2", "low": "3"}
    assert rows_of(typed)[3] == {"name": "C", "position": "Ủy viên"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("", [("", "TEXT_EMPTY")]),
        (" \t \n", [("", "TEXT_EMPTY")]),
        ("A\tB\t1\t2\t3\t4\t5", [("1", "ROW_LENGTH")]),
        ("A\tB\x1b[31m\nC\u202e\t", [("1:position", "TEXT_FORBIDDEN_CHARACTER"), ("2:name", "TEXT_FORBIDDEN_CHARACTER")]),
        ('"A\nB"\tC', [("1:name", "TEXT_FORBIDDEN_CHARACTER")]),
    ],
)
def test_what_cannot_be_pasted_is_refused_with_every_place(text: str, places: list[tuple[str, str]]) -> None:
    with pytest.raises(Unreadable) as refused:
        pasted(text, COLUMNS)

    assert [(str(each.place), each.code.name) for each in refused.value.findings] == places


def test_what_stands_against_a_pasted_block_is_told_at_its_column_or_without_one(typist: Typist) -> None:
    with pytest.raises(Unreadable) as refused:
        pasted("A\tB\x07\t1\t2\t3\t4\t5", COLUMNS)

    assert [typist.told({}, each, ENGLISH) for each in refused.value.findings] == [
        "The row does not fit the header: 7 cells, 6 columns.",
        "A text holds a character that is not taken: U+0007.",
    ]


def test_a_vote_without_a_code_is_offered_the_one_that_an_import_would_give_it(typist: Typist) -> None:
    typed = {**VOTE, "session": ""}

    assert typist.hints(typed)["session"] == "for instance HDND-XA-2023-12-20"
    assert typist.hints({**typed, "kind": "binding"}, VIETNAMESE)["session"] == "ví dụ HDND-XA-2023-12-20-BP"
    assert "session" not in typist.hints(VOTE)


# rows and steps


def test_a_row_is_taken_out_and_those_below_move_up() -> None:
    typed = {**SESSION, **row(1, "A"), **row(2, "B"), **row(3, "C")}
    left = without_row(typed, 2)

    assert [cells["name"] for cells in rows_of(left).values()] == ["A", "C"]
    assert list(rows_of(left)) == [1, 2]
    assert {name: text for name, text in left.items() if name in SESSION} == SESSION


def test_changes_are_taken_back_and_made_again_one_by_one() -> None:
    begun = History({})
    once = begun.then(put({}, "name", "A", 1))
    twice = once.then(put(once.now, "issued", "25"))

    assert dict(twice.now) == {"1.name": "A", "issued": "25"}
    assert (twice.undone().now, twice.undone().undone().now) == (once.now, {})
    assert twice.undone().redone() == twice
    assert (begun.undone(), begun.redone()) == (begun, begun)
    assert twice.then(twice.now) is twice


def test_what_was_taken_back_is_gone_after_another_change() -> None:
    other = History({}).then({"a": "1"}).undone().then({"a": "2"})

    assert (other.redone(), other.undone().now) == (other, {})
