"""A standing in parts, from the invented council."""

import pytest

from cadre_ledger.procedures.standings import standing
from cadre_ledger.procedures.telling import standing as telling
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.wording.catalogue import Words
from councils import desk
from invented import song_giang

EN, VI = Words("en"), Words("vi")


def parts(cadre: str, words: Words = EN, as_of: str | None = None) -> dict[str, Said]:
    with desk(song_giang(), as_of) as opened:
        return {each.text: each for each in telling.parts(words, standing(opened, cadre))}


def test_each_part_is_there_even_when_nothing_is_in_it() -> None:
    named = ["Posts", "Decisions", "Votes", "Training", "Discipline", "Flags", "Grounds to leave a post", "Exemptions"]

    assert [*parts("C000040")][:-1] == named
    assert parts("C000040")["Discipline"].below == ()


def test_a_sanction_and_what_it_keeps_from_are_discipline_and_can_be_opened() -> None:
    discipline = parts("C000022")["Discipline"].below

    assert [each.entry for each in discipline] == [1127, 1128, None, None]
    assert {each.mark for each in discipline} == {"applies"}


def test_a_sanction_that_ran_out_is_shown_as_such() -> None:
    assert {each.mark for each in parts("C000022", as_of="2026-09-01")["Discipline"].below[:2]} == {"none"}


def test_training_that_was_done_stands_with_the_theory_that_a_post_asks_for() -> None:
    done, gap = parts("C000017")["Training"].below[0], parts("C000017")["Training"].below[-1]

    assert done.entry is not None
    assert (gap.mark, gap.clause) == ("applies", "vn/350-QD-TW-2025#advanced")


def test_a_flag_is_marked_by_its_weight_and_one_that_cannot_be_told_as_such() -> None:
    assert {each.mark for each in parts("C000017")["Flags"].below} == {"consider"}
    assert "undetermined" in {each.mark for each in parts("C000011")["Flags"].below}


def test_a_vote_has_its_exact_shares_below() -> None:
    vote = parts("C000001")["Votes"].below[0]

    assert vote.text.startswith("TINH-2023 · 1 · 2023-12-08")
    assert vote.below[0].text == "high confidence: 41/48 · 85.42%"


@pytest.mark.parametrize(("cadre", "mark", "reasons"), [("C000022", "none", 4), ("C000001", "applies", 0)])
def test_whether_a_higher_post_is_open_comes_last(cadre: str, mark: str, reasons: int) -> None:
    last = [*parts(cadre).values()][-1]

    assert (last.mark, len(last.below)) == (mark, reasons)


def test_the_parts_are_named_in_vietnamese() -> None:
    assert [*parts("C000022", VI)][:3] == ["Chức vụ", "Quyết định xếp loại", "Lấy phiếu, bỏ phiếu tín nhiệm"]
