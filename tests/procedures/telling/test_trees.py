"""Explanations as trees that a screen can open, from the invented council."""

from collections.abc import Iterator

import pytest

from cadre_ledger.procedures.answers import AnsweredPart, FlagExplanation
from cadre_ledger.procedures.explaining import explain_vote
from cadre_ledger.procedures.explaining_files import explain_classification, explain_flag, explain_standing
from cadre_ledger.procedures.groups import Scope
from cadre_ledger.procedures.ranking import explain_rank_in
from cadre_ledger.procedures.rulebooks import rules_show
from cadre_ledger.procedures.telling import clauses, explaining, explaining_files, ranking
from cadre_ledger.procedures.telling.said import Said, lines
from cadre_ledger.wording.catalogue import Words
from cadre_ledger.wording.terms import TERMS
from councils import desk
from invented import song_giang

EN, VI = Words("en"), Words("vi")
LOW = ("PHUONG-2023", "XA-2023", "TINH-2023")


def all_of(said: Said) -> Iterator[Said]:
    yield said
    for each in said.below:
        yield from all_of(each)


def named(tree: Said, text: str) -> Said:
    """The part of a tree that begins with these words."""
    return next(each for each in all_of(tree) if each.text.startswith(text))


def vote(session: str, subject: str, words: Words = EN) -> Said:
    with desk(song_giang()) as opened:
        return explaining.vote(words, explain_vote(opened, session, subject))


def flag(name: str, words: Words = EN, as_of: str | None = None) -> Said:
    with desk(song_giang(), as_of) as opened:
        return explaining_files.flag(words, explain_flag(opened, name))


def test_a_vote_s_tree_has_the_conclusion_then_the_clause_with_its_arithmetic_then_the_entries() -> None:
    tree = vote("XA-2023", "2")
    conclusion, clause, facts = tree.below[:3]

    assert (conclusion.mark, conclusion.below[0].text.startswith("The clause opens: ")) == ("must_act", True)
    assert clause.clause == "vn/96-2023-QH15#12.3"
    assert [each.mark for each in clause.below] == [None, None, "applies"]
    assert facts.text == "Rests on"
    assert facts.below[0].entry is not None
    assert facts.below[0].below


def test_the_text_of_a_clause_is_in_the_language_of_the_reader_with_how_well_it_is_known() -> None:
    clause = vote("XA-2023", "2", VI).below[1]

    assert clause.text.startswith("Điều khoản  vn/96-2023-QH15#12.3")
    assert clause.text.endswith(VI(TERMS["known_from"]["text"]))
    assert clause.below[0].text != vote("XA-2023", "2").below[1].below[0].text
    assert clause.below[1].text.startswith("Nguồn: ")


def test_what_was_considered_and_what_would_change_it_stand_under_their_names() -> None:
    tree = vote("XA-2023", "2")

    assert all(each.clause and each.mark for each in named(tree, "Considered, and not applied").below)
    assert all(each.mark for each in named(tree, "What would change it").below)
    assert tree.below[-1].text.startswith("As of 2026-05-10; known up to entry ")


def test_who_has_no_low_result_is_told_that_no_clause_is_met() -> None:
    tree = vote("TINH-2023", "1")

    assert (tree.below[0].text, tree.below[0].mark) == ("No clause of vn/96-2023-QH15 is met.", "none")
    assert [each for each in tree.below if each.clause] == []


def test_a_flag_s_facts_can_be_opened_and_so_can_its_clause() -> None:
    tree = flag("not_completed-1269")

    assert tree.below[0].mark == "note"
    assert named(tree, "Clause").clause == "vn/377-QD-TW-2025#dismissal-not-completed"
    assert 1269 in {each.entry for each in named(tree, "Rests on").below}
    assert named(tree, "without entry #1269").entry == 1269


def test_a_flag_that_was_decided_on_says_by_whom_and_what() -> None:
    with desk(song_giang()) as opened:
        answer = explain_flag(opened, "not_completed-1269")
    assert isinstance(answer, FlagExplanation)
    decided = AnsweredPart(considered_on=None, decision="kept", decided_on="2026-02-01", by="Hội đồng", reason="Đã sửa")
    tree = explaining_files.flag(EN, answer.model_copy(update={"answered": decided}))

    assert tree.below[-2].text == "Decided on 2026-02-01 by Hội đồng: kept in the post. Đã sửa"
    assert explaining_files.flag(EN, answer).below[-2].text == "What would change it"


def test_a_standing_s_tree_names_each_reason_with_its_entry() -> None:
    with desk(song_giang()) as opened:
        tree = explaining_files.standing(EN, explain_standing(opened, "C000022"))

    assert tree.below[0].mark == "none"
    assert {each.entry for each in tree.below[0].below} == {1127, 1128}
    assert {each.mark for each in tree.below[0].below} == {"applies"}


def test_under_what_the_rules_give_stands_every_level_that_was_tried() -> None:
    with desk(song_giang()) as opened:
        tree = explaining_files.classification(EN, explain_classification(opened, "C000022", "2025"))
    computed = tree.below[1]

    assert tree.below[0].entry == 1269
    assert [each for each in computed.below if each.clause]
    assert all(each.mark for each in computed.below if each.clause)


def test_why_a_member_has_this_rank_is_a_tree_too() -> None:
    with desk(song_giang()) as opened:
        tree = ranking.place(EN, explain_rank_in(opened, Scope("SDD", True, None), None, "C000022"))

    assert tree.text.startswith("Unit SDD and those under it · ")
    assert "C000022" in tree.below[0].text


@pytest.mark.parametrize("words", [EN, VI])
def test_no_tree_has_a_node_without_words_and_no_line_is_too_wide(words: Words) -> None:
    trees = [vote(session, str(number), words) for session in LOW for number in (1, 2, 3)]
    trees += [flag(each, words) for each in ("not_completed-1269", "promotion_frozen-1127", "training_gap-198", "disciplined-416")]

    assert all(each.text.strip() and "\n" not in each.text for tree in trees for each in all_of(tree))
    assert all(len(line) <= 80 or " " not in line.strip() for tree in trees for line in lines(tree))


@pytest.mark.parametrize("words", [EN, VI])
def test_each_clause_of_a_text_has_its_words_its_source_and_how_well_it_is_known(words: Words) -> None:
    with desk(song_giang()) as opened:
        answer = rules_show(opened, "vn/96-2023-QH15")
    told = clauses.clauses(words, answer)

    assert [each.clause for each in told] == [f"vn/96-2023-QH15#{each['id']}" for each in answer.clauses]
    assert [each.below[0].text for each in told] == [each["text"][words.language] for each in answer.clauses]
    assert all(each.below[1].text.endswith(clause["source"]) for each, clause in zip(told, answer.clauses, strict=True) if clause["source"])
