"""The error tree, its codes and its findings."""

import re

import pytest

from cadre_ledger.values import errors
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import LedgerError, Unreadable
from cadre_ledger.values.findings import Finding, Place


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("Refused", 6),
        ("NotAllowed", 4),
        ("NotFound", 3),
        ("Stale", 5),
        ("Unreadable", 6),
        ("Broken", 7),
        ("Misused", 2),
        ("Declined", 1),
    ],
)
def test_each_error_leaves_with_the_status_drawn_in_the_tree(name: str, status: int) -> None:
    kind = getattr(errors, name)

    assert issubclass(kind, LedgerError)
    assert kind.exit_status == status
    assert re.search(rf"── {name}\b.* {status}$", errors.__doc__ or "", re.MULTILINE)


def test_an_error_says_its_code_and_its_facts() -> None:
    error = errors.Refused(Code.TEXT_TOO_LONG, longest=200, length=201)

    assert str(error) == "TEXT-102 TEXT_TOO_LONG {'longest': 200, 'length': 201}"


def test_an_unreadable_file_keeps_all_findings_and_leads_with_the_first_that_stops() -> None:
    warning = Finding(Code.REPLACED_IN_FORCE, {"regulation": "a"}, stops=False)
    stopper = Finding(Code.NO_SOURCE, {"clause": "1"})
    error = Unreadable([warning, stopper])

    assert error.findings == (warning, stopper)
    assert (error.code, error.facts) == (Code.NO_SOURCE, {"clause": "1"})


def test_an_unreadable_file_with_warnings_only_leads_with_the_first() -> None:
    assert Unreadable([Finding(Code.REPLACED_IN_FORCE, stops=False)]).code is Code.REPLACED_IN_FORCE


def inner() -> None:
    raise KeyError("Nguyễn Văn Mật")


def test_a_place_is_the_innermost_module_and_line_and_nothing_that_was_said() -> None:
    with pytest.raises(KeyError) as raised:
        inner()
    line = inner.__code__.co_firstlineno + 1

    assert errors.place_of(raised.value) == f"test_errors:{line}"
    assert [step.split(" ")[1] for step in errors.steps_of(raised.value)][-1] == "inner"


def test_an_error_that_was_never_raised_has_no_place() -> None:
    assert errors.place_of(ValueError()) == "?"


def test_no_two_meanings_share_a_code() -> None:
    assert len(Code.__members__) == len(list(Code))


def test_every_code_is_a_family_and_three_digits() -> None:
    assert all(re.fullmatch(r"[A-Z]+-[1-3]\d\d", code.value) for code in Code)


@pytest.mark.parametrize(
    ("place", "written"),
    [
        (Place("votes.csv", 3, "low"), "votes.csv:3:low"),
        (Place("votes.csv", 3), "votes.csv:3"),
        (Place("96.toml", column="12.2"), "96.toml:12.2"),
        (Place("votes.csv", 0), "votes.csv:0"),
        (Place(), ""),
    ],
)
def test_a_place_leaves_out_what_is_not_known(place: Place, written: str) -> None:
    assert str(place) == written


def test_a_finding_stops_unless_it_says_otherwise() -> None:
    assert Finding(Code.NO_SOURCE).stops
