"""A vote's result as a table with what it opens, and its facts."""

from cadre_ledger.procedures.reading import rank, vote_result, vote_show
from cadre_ledger.procedures.telling import ranking, votes
from cadre_ledger.wording.catalogue import Words
from councils import desk, said
from invented import song_giang

EN, VI = Words("en"), Words("vi")


def test_a_row_has_counts_with_shares_the_rank_and_the_sign_of_what_is_opened() -> None:
    with desk(song_giang()) as opened:
        table = votes.result_table(EN, vote_result(opened, "XA-2023", said))

    assert table.heads == ("No.", "Name", "high", "conf.", "low", "Rank", "")
    assert table.right == frozenset({0, 2, 3, 4, 5})
    assert [(row.key, row.mark, row.cells[-1]) for row in table.rows][1] == ("2", "must_act", "■")
    assert "66.67%" in table.rows[1].cells[4]


def test_only_what_is_opened_or_cannot_be_told_is_told_below_the_table() -> None:
    with desk(song_giang()) as opened:
        answer = vote_result(opened, "XA-2023", said)
    told = votes.outcomes(EN, answer)

    assert len(told) == sum(each.outcome.status != "none" for each in answer.results)
    assert {each.clause for each in told} == {each.outcome.clause for each in answer.results if each.outcome.status != "none"}


def test_the_heading_says_the_day_as_the_reader_writes_it() -> None:
    with desk(song_giang()) as opened:
        answer = vote_result(opened, "TINH-2023", said)

    assert votes.heading(VI, answer.session)[0].text.endswith("08/12/2023")
    assert votes.heading(EN, answer.session)[0].text.endswith("2023-12-08")


def test_a_corrected_figure_is_told_beside_what_it_was() -> None:
    with desk(song_giang()) as opened:
        told = [each.text for each in votes.facts(EN, vote_show(opened, "TINH-2023", said))]

    assert any("7 high confidence was 32, is 33" in each for each in told)


def test_ranks_of_a_vote_are_a_table_whose_figures_stand_at_the_right() -> None:
    with desk(song_giang()) as opened:
        answer = rank(opened, "TINH-2023")
    table = ranking.vote_table(EN, answer)

    assert table.heads[:3] == ("Rank", "No.", "Name")
    assert table.right == frozenset(range(len(table.heads))) - {0, 2}
    assert [row.key for row in table.rows] == [str(each.subject) for each in answer.rows]
