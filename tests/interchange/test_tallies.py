"""Published results as tables: sessions grouped, people in their order, and every figure that cannot be true at its row."""

import json
import unicodedata
from collections.abc import Sequence
from typing import Any

import pytest

from cadre_ledger.interchange.tallies import Table, Tallies, read_tallies
from cadre_ledger.procedures.sample import SAMPLES, sample
from cadre_ledger.values.codes import Code
from cadre_ledger.values.tallies import Level, VoteKind
from councils import HEADER, row, table

BINDING = (
    "council",
    "session_date",
    "delegates_total",
    "present",
    "issued",
    "collected",
    "valid",
    "invalid",
    "name",
    "title",
    "for",
    "against",
    "source",
)


def read(*rows: Sequence[object], header: Sequence[str] = HEADER) -> Tallies:
    return read_tallies(table(*rows, header=header), "f.csv")


def one(*rows: Sequence[object], header: Sequence[str] = HEADER) -> Table:
    tallies = read(*rows, header=header)
    assert tallies.findings == ()
    (found,) = tallies.tables
    return found


def findings(*rows: Sequence[object], header: Sequence[str] = HEADER) -> list[tuple[Code, str]]:
    return [(each.code, str(each.place)) for each in read(*rows, header=header).findings]


def spoiled(**changed: object) -> list[tuple[Code, str]]:
    cells = dict(zip(HEADER, row("Nguyễn Văn A", 30, 10, 7), strict=True)) | changed
    return findings(list(cells.values()))


# what is read


@pytest.mark.parametrize("name", [name for name, *_ in SAMPLES])
def test_every_published_file_is_one_table_without_a_finding(name: str) -> None:
    tallies = read_tallies(sample(name), name)

    assert tallies.findings == ()
    assert len(tallies.tables) == 1
    assert [each.subject.number for each in tallies.tables[0].listings] == list(range(1, len(tallies.sheet.rows) + 1))


def test_a_row_is_a_person_with_post_counts_and_source() -> None:
    found = one(row("Nguyễn  Văn A", 30, 10, 7, delegates_total=50, issued=47, valid=47))
    (subject,) = found.subjects

    assert (found.council, str(found.held_on), found.kind) == ("HĐND xã Thử", "2023-12-20", VoteKind.CONFIDENCE)
    assert (subject.number, subject.name, subject.position) == (1, "Nguyễn Văn A", "Ủy viên")
    assert subject.counts == {Level.HIGH: 30, Level.CONFIDENCE: 10, Level.LOW: 7}
    assert (subject.invalid, subject.printed, subject.source) == (None, {}, "https://example.org")
    numbers = found.numbers
    assert (numbers.members_total, numbers.issued, numbers.collected, numbers.valid) == (50, 47, None, 47)


def test_a_blank_count_is_not_known() -> None:
    assert one(row("A", 30, "", 7)).subjects[0].counts == {Level.HIGH: 30, Level.LOW: 7}


def test_a_post_may_be_missing_and_a_name_may_come_back_with_another_post() -> None:
    found = one(row("A", 30, 10, 7, title=""), row("A", 20, 10, 7, title="Chủ tịch"))

    assert [each.position for each in found.subjects] == [None, "Chủ tịch"]


def test_a_binding_vote_is_known_by_its_columns_in_csv_and_json() -> None:
    line = ["HĐND xã Thử", "2023-12-21", 50, 48, 48, 47, "", 1, "A", "Chủ tịch", 20, 26, "s"]
    as_json = json.dumps({key: value for key, value in zip(BINDING, line, strict=True) if value != ""}).encode()
    for content in (table(line, header=BINDING), b"\n\n" + table(line, header=BINDING), as_json):
        tallies = read_tallies(content, "f")
        assert tallies.findings == ()
        (found,) = tallies.tables
        assert (found.kind, found.subjects[0].counts) == (VoteKind.BINDING, {Level.CONFIDENCE: 20, Level.NO_CONFIDENCE: 26})
        assert (found.numbers.members_present, found.numbers.collected, found.subjects[0].invalid) == (48, 47, 1)


def test_the_word_against_in_a_cell_makes_no_binding_vote() -> None:
    assert one(row("A", 30, 10, 7, title="x, against")).kind is VoteKind.CONFIDENCE
    as_json = json.dumps(
        {"council": "H", "session_date": "2024", "name": "A, against", "source": "s", "high": 1, "confidence": 1, "low": 1}
    )
    (found,) = read_tallies(as_json.encode(), "f").tables
    assert found.kind is VoteKind.CONFIDENCE


def test_levels_of_both_acts_in_one_file_are_a_finding() -> None:
    header = (*HEADER, "against")

    assert {code for code, _ in findings([*row("A", 1, 1, 1), 1], header=header)} == {Code.COLUMN_UNKNOWN, Code.COLUMN_MISSING}


def test_rows_of_one_council_and_day_are_a_session_wherever_they_stand() -> None:
    tallies = read(row("A", 9, 0, 1), row("B", 9, 0, 1, session_date="2024-01-01"), row("C", 8, 1, 1), row("D", 9, 0, 1, council="Ban Hai"))

    assert [(each.council, str(each.held_on), [listed.name for listed in each.subjects]) for each in tallies.tables] == [
        ("HĐND xã Thử", "2023-12-20", ["A", "C"]),
        ("HĐND xã Thử", "2024-01-01", ["B"]),
        ("Ban Hai", "2023-12-20", ["D"]),
    ]
    assert [[listed.number for listed in each.subjects] for each in tallies.tables] == [[1, 2], [1], [1]]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("2023-12-20", "2023-12-20"),
        ("20/12/2023", "2023-12-20"),
        ("5/1/2024", "2024-01-05"),
        ("2014-12", "2014-12"),
        ("12/2014", "2014-12"),
        ("2014", "2014"),
    ],
)
def test_a_day_is_as_precise_as_it_is_written(written: str, read_as: str) -> None:
    assert str(one(row("A", 9, 0, 1, session_date=written)).held_on) == read_as


def test_the_same_day_written_in_two_ways_is_one_session() -> None:
    assert len(read(row("A", 9, 0, 1), row("B", 9, 0, 1, session_date="20/12/2023")).tables) == 1


def test_names_in_pieces_are_joined_and_are_the_same_person() -> None:
    pieces = unicodedata.normalize("NFD", "Nguyễn Văn Hoà")

    assert one(row(pieces, 9, 0, 1)).subjects[0].name == "Nguyễn Văn Hoà"
    assert findings(row(pieces, 9, 0, 1), row("Nguyễn Văn Hoà", 9, 0, 1)) == [(Code.SUBJECT_TWICE, "f.csv:3:name")]


def test_sources_are_gathered_once_and_cut_to_what_fits() -> None:
    assert one(row("A", 9, 0, 1, source="x ; y"), row("B", 9, 0, 1, source="y ; z")).source == "x ; y ; z"
    long = [row(f"P{number}", 9, 0, 1, source=f"https://example.org/{number}/" + "a" * 300) for number in range(20)]
    assert len(one(*long).source) <= 2000


def test_printed_percentages_are_read_beside_the_counts() -> None:
    header = (*HEADER, "high_percent", "low_percent")
    (subject,) = one([*row("A", 19, 2, 25), "40,43%", ""], header=header).subjects

    assert {level: str(percent) for level, percent in subject.printed.items()} == {Level.HIGH: "40.43"}


# numbers of the session


def test_what_one_row_leaves_out_another_may_give() -> None:
    found = one(row("A", 9, 0, 1, issued=12), row("B", 9, 0, 1, delegates_total=15), row("C", 9, 0, 1, issued=12, delegates_total=15))

    assert (found.numbers.issued, found.numbers.members_total) == (12, 15)


def test_numbers_that_differ_within_a_session_are_findings_at_each_row() -> None:
    assert findings(row("A", 9, 0, 1, issued=12), row("B", 9, 0, 1, issued=13), row("C", 9, 0, 1, issued=14)) == [
        (Code.SESSION_NUMBERS_DIFFER, "f.csv:3:issued"),
        (Code.SESSION_NUMBERS_DIFFER, "f.csv:4:issued"),
    ]
    assert findings(row("A", 9, 0, 1, issued=12), row("B", 9, 0, 1, issued=13, session_date="2024")) == []


@pytest.mark.parametrize(
    ("valid", "session"),
    [
        ((47, 47), 47),
        ((47, ""), 47),
        (("", 47), 47),
        ((47, 46), None),
        ((47, 46, 47), None),
        ((46, "", 47), None),
        (("", ""), None),
    ],
)
def test_valid_ballots_are_per_person_and_stand_for_the_session_only_where_all_agree(
    valid: tuple[object, ...], session: int | None
) -> None:
    rows = [row(f"P{number}", 30, 10, 6, issued=47, valid=each) for number, each in enumerate(valid)]

    assert one(*rows).numbers.valid == session
    assert one(*reversed(rows)).numbers.valid == session


def test_more_marks_than_valid_ballots_of_that_person_are_a_finding() -> None:
    assert findings(row("A", 30, 10, 7, issued=48, valid=47), row("B", 30, 10, 7, issued=48, valid=46)) == [
        (Code.SUM_OVER_BOUND, "f.csv:3:valid")
    ]


@pytest.mark.parametrize(
    ("numbers", "code", "place"),
    [
        ({"issued": 46}, Code.SUM_OVER_BOUND, "f.csv:2"),
        ({"delegates_total": 46}, Code.SUM_OVER_BOUND, "f.csv:2"),
        ({"issued": 0}, Code.NO_BALLOTS, "f.csv"),
        ({"issued": 47}, None, ""),
        ({"delegates_total": 47}, None, ""),
    ],
)
def test_marks_beyond_the_ballots_are_findings(numbers: dict[str, object], code: Code | None, place: str) -> None:
    found = [each for each in spoiled(**numbers) if each[0] is not Code.SUM_OVER_BOUND or code is Code.SUM_OVER_BOUND]

    assert found == ([(code, place)] if code else [])


@pytest.mark.parametrize(
    ("numbers", "codes"),
    [
        ({"collected": 46}, [Code.SUM_OVER_COLLECTED]),
        ({"collected": 47}, []),
        ({"collected": 48, "invalid": 1}, []),
        ({"collected": 48, "invalid": 0}, [Code.BALANCE_BROKEN]),
        ({"collected": 47, "valid": 48}, [Code.VALID_OVER_COLLECTED]),
        ({"present": 50, "delegates_total": 49}, [Code.PRESENT_OVER_MEMBERS]),
        ({"summoned": 46, "present": 47}, [Code.PRESENT_OVER_MEMBERS, Code.SUM_OVER_BOUND]),
        ({"collected": 0}, [Code.NO_BALLOTS, Code.SUM_OVER_COLLECTED]),
    ],
)
def test_numbers_that_cannot_all_be_true_are_findings(numbers: dict[str, int], codes: list[Code]) -> None:
    given: dict[str, Any] = {
        "council": "H",
        "session_date": "2023-12-20",
        "name": "A",
        "high": 30,
        "confidence": 10,
        "low": 7,
        "source": "s",
    } | numbers

    assert [each.code for each in read_tallies(table(list(given.values()), header=list(given)), "f").findings] == codes


def test_a_person_listed_twice_in_the_same_post_is_a_finding_at_the_second_row() -> None:
    assert findings(row("A", 9, 0, 1), row("B", 9, 0, 1), row("A", 8, 1, 1)) == [(Code.SUBJECT_TWICE, "f.csv:4:name")]


# cells that cannot be read


@pytest.mark.parametrize(
    "number", ["1.5", "-1", "+1", "1e3", "１２", "١٢", "12 000", "1000000000", "1000001", "x", "½", "9" * 5000], ids=lambda text: text[:10]
)
@pytest.mark.parametrize("column", ["high", "low", "issued", "delegates_total", "valid"])
def test_what_is_no_number_is_a_finding_at_its_cell(column: str, number: str) -> None:
    assert spoiled(**{column: number}) == [(Code.CELL_NOT_NUMBER, f"f.csv:2:{column}")]


@pytest.mark.parametrize(
    "day",
    ["yesterday", "2023-13-01", "2023-02-30", "31/04/2023", "12/20/2023", "23-12-20", "2023/12/20", "0000", "2023-12-20T00:00", "45280"],
)
def test_what_is_no_day_is_a_finding_at_its_cell(day: str) -> None:
    assert spoiled(session_date=day) == [(Code.CELL_NOT_DATE, "f.csv:2:session_date")]


@pytest.mark.parametrize("column", ["council", "session_date", "name", "source"])
def test_a_cell_that_must_not_be_empty_is_a_finding(column: str) -> None:
    assert spoiled(**{column: " "}) == [(Code.CELL_EMPTY, f"f.csv:2:{column}")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a" * 10_000, Code.TEXT_TOO_LONG),
        ("\x1b[31mA", Code.TEXT_FORBIDDEN_CHARACTER),
        ("A\x9bB", Code.TEXT_FORBIDDEN_CHARACTER),
        ("A\u202eB", Code.TEXT_FORBIDDEN_CHARACTER),
        ("A\u200bB", Code.TEXT_FORBIDDEN_CHARACTER),
        ("A\nB", Code.TEXT_FORBIDDEN_CHARACTER),
        ("A\tB", Code.TEXT_FORBIDDEN_CHARACTER),
        ("a" + "\u0301\u0302\u0303" * 2, Code.TEXT_FORBIDDEN_CHARACTER),
        ("A 038200012345", Code.IDENTITY_NUMBER),
        ("A 123456789", Code.IDENTITY_NUMBER),
    ],
    ids=lambda value: ascii(value)[:14],
)
@pytest.mark.parametrize("column", ["name", "title", "council"])
def test_hostile_text_is_a_finding_at_its_cell(column: str, text: str, code: Code) -> None:
    assert spoiled(**{column: text}) == [(code, f"f.csv:2:{column}")]


def test_a_formula_comes_in_as_the_text_that_it_is() -> None:
    assert one(row("'=HYPERLINK(1)", 9, 0, 1)).subjects[0].name == "=HYPERLINK(1)"
    assert one(row("＝1", 9, 0, 1)).subjects[0].name == "＝1"


@pytest.mark.parametrize("percent", ["-1", "101", "5_3", "٥٣", "1e1", "NaN", "x"])
def test_what_is_no_percentage_is_a_finding_at_its_cell(percent: str) -> None:
    header = (*HEADER, "low_percent")

    assert findings([*row("A", 19, 2, 25), percent], header=header) == [(Code.CELL_NOT_NUMBER, "f.csv:2:low_percent")]


def test_every_finding_of_every_row_is_there_at_once() -> None:
    rows = [row(f"Người {number}", "x", "1.5", 0, session_date="soon", issued="-") for number in range(100)]
    places = [place for _, place in findings(*rows)]

    assert len(places) == 400
    assert sorted(places[:4]) == ["f.csv:2:confidence", "f.csv:2:high", "f.csv:2:issued", "f.csv:2:session_date"]
    assert places[-1].startswith("f.csv:101:")


def test_rows_after_blank_and_many_line_rows_are_named_by_their_true_line() -> None:
    content = table(row("A", 9, 0, 1)) + b"\n,,,,,,,,,,\n" + table(row("B\nC", 9, 0, 1), row("D", "x", 0, 1), header=[]).lstrip(b"\n")
    found = [(each.code, str(each.place)) for each in read_tallies(content, "f.csv").findings]

    # Line 1 header, 2 A, 3 and 4 blank, 5 and 6 one row, 7 the last.
    assert found == [(Code.TEXT_FORBIDDEN_CHARACTER, "f.csv:5:name"), (Code.CELL_NOT_NUMBER, "f.csv:7:high")]


def test_wrong_columns_are_said_alone_without_a_finding_for_every_row() -> None:
    assert findings(*(row(f"P{number}", "x", 0, 0) for number in range(50)), header=("councl", *HEADER[1:])) == [
        (Code.COLUMN_MISSING, "f.csv:1:council"),
        (Code.COLUMN_UNKNOWN, "f.csv:1:councl"),
    ]


def test_a_header_alone_is_an_empty_file() -> None:
    assert findings() == [(Code.FILE_EMPTY, "f.csv")]
