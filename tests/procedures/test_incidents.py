"""Incidents: enough for whoever repairs the program, nothing of anyone's data."""

import stat
from pathlib import Path

import pytest

from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.incidents import noted
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotFound
from ledgers import START

SECRET = "Nguyễn Văn Mật"


def failed() -> BaseException:
    """An error with a name in it, that came from another with the name in it."""

    def inner() -> None:
        raise KeyError(SECRET)

    def outer() -> None:
        try:
            inner()
        except KeyError as error:
            raise NotFound(Code.NO_CADRE, cadre=SECRET) from error

    with pytest.raises(NotFound) as raised:
        outer()
    return raised.value


def test_an_incident_keeps_kinds_places_and_versions_and_no_word_of_the_error(tmp_path: Path) -> None:
    told = noted(Directory(tmp_path), failed(), START, "abcdef")
    file = tmp_path / "incidents" / "20260510-020000-abcd.txt"
    first, versions, *lines = file.read_text(encoding="utf-8").splitlines()

    assert (told.code, told.facts["kind"], told.facts["incident"]) == (Code.SCREENS_FAILED, "NotFound FIND-103", "20260510-020000-abcd")
    assert str(told.facts["place"]).startswith("test_incidents:")
    assert (first, "textual 8.2" in versions) == ("incident 20260510-020000-abcd", True)
    assert [line for line in lines if not line.startswith("  test_incidents:")] == ["NotFound FIND-103", "KeyError"]
    assert lines[-1].endswith(" inner")
    assert SECRET not in file.read_text(encoding="utf-8")
    assert (stat.S_IMODE(file.stat().st_mode), stat.S_IMODE(file.parent.stat().st_mode)) == (0o600, 0o700)


def test_errors_that_name_each_other_in_a_ring_end(tmp_path: Path) -> None:
    first, second = ValueError(), TypeError()
    first.__cause__, second.__cause__ = second, first
    told = noted(Directory(tmp_path), first, START, "abcdef")

    assert (tmp_path / "incidents" / f"{told.facts['incident']}.txt").read_text(encoding="utf-8").splitlines()[2:] == [
        "ValueError",
        "TypeError",
    ]


@pytest.mark.parametrize("inside", ["missing", "incidents"])
def test_an_incident_that_cannot_be_kept_is_told_all_the_same(tmp_path: Path, inside: str) -> None:
    (tmp_path / "incidents").write_text("in the way")
    told = noted(Directory(tmp_path / "missing" if inside == "missing" else tmp_path), failed(), START, "abcdef")

    assert told.facts["incident"] == "20260510-020000-abcd"
