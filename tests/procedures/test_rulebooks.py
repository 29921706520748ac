"""The rulebook as adopted: what is in force, how well it is known, and what rests on it."""

import pytest

from cadre_ledger.procedures.rulebooks import in_force, known, resting, rules_show, rules_text
from cadre_ledger.values.citations import KnownFrom
from cadre_ledger.values.errors import NotFound
from cadre_ledger.values.verdicts import Truth
from councils import desk
from invented import song_giang


@pytest.mark.parametrize(("day", "truth"), [("2023-06-30", Truth.NOT), ("2023-07-01", Truth.APPLIES), ("2026-05-10", Truth.APPLIES)])
def test_a_text_is_in_force_from_its_first_day(day: str, truth: Truth) -> None:
    with desk(song_giang(), as_of=day) as opened:
        digest = rules_show(opened, "vn/96-2023-QH15").regulation.digest
        assert in_force(opened, digest) is truth


def test_a_text_whose_first_day_was_not_found_is_neither_in_force_nor_not() -> None:
    with desk(song_giang()) as opened:
        digest = rules_show(opened, "vn/90-2020-ND-CP").regulation.digest
        assert in_force(opened, digest) is Truth.UNDETERMINED


def test_all_clauses_of_a_text_are_counted_by_how_well_they_are_known() -> None:
    with desk(song_giang()) as opened:
        answer = rules_show(opened, "vn/41-QD-TW-2021")
        counted = known(opened, answer.regulation.digest)
        assert counted == {KnownFrom.TEXT: 3, KnownFrom.PRESS: 1, KnownFrom.UNVERIFIED: 1}
        assert rules_text(opened, answer.regulation.digest).clauses == answer.clauses


def test_flags_are_counted_under_the_clause_that_they_rest_on() -> None:
    with desk(song_giang()) as opened:
        assert resting(opened)["vn/96-2023-QH15#12.3"] == (1, 0)
        assert resting(opened)["vn/96-2023-QH15#12.2"] == (3, 0)
    with desk(song_giang(), as_of="2023-07-01") as opened:
        assert "vn/96-2023-QH15#12.3" not in resting(opened)


def test_a_text_that_was_never_adopted_is_not_found() -> None:
    with desk(song_giang()) as opened, pytest.raises(NotFound):
        rules_text(opened, "0" * 64)
