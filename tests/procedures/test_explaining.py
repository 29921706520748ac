"""Reasons: the tree of Vĩnh Phúc no. 4 by hand, what would change it, and what a correction leaves visible."""

from pathlib import Path
from typing import Any

import pytest

from cadre_ledger.domain.cadres import RegisterCadre
from cadre_ledger.domain.votes import CorrectVote, LinkSubject, UnlinkSubject
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.explaining import explain_rank, explain_vote
from cadre_ledger.procedures.explaining_files import explain_flag
from cadre_ledger.procedures.reading import flags, vote_show
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotFound
from councils import (
    CODES,
    FOUNDED,
    RES_85,
    RES_96,
    TODAY,
    VINH_PHUC,
    copied,
    council,
    desk,
    do,
    result,
    row,
    said,
    shown,
    table,
    take,
    take_published,
)

VP = CODES[VINH_PHUC]
VOTE = FOUNDED + 3
"""The entry of the vote: after the founding two of the body, then this."""


@pytest.fixture
def directory(tmp_path: Path, made: Directory) -> Directory:
    return copied(made, tmp_path / "a.ledger")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    made = council(tmp_path_factory.mktemp("made") / "a.ledger")
    take_published(made, VINH_PHUC)
    return made


def explained(directory: Directory, subject: str, session: str = VP, **clocks: Any) -> dict[str, Any]:
    with desk(directory, **clocks) as opened:
        return shown(explain_vote(opened, session, subject))


def test_the_conclusion_names_flag_weight_and_course(directory: Directory) -> None:
    assert explained(directory, "4")["conclusion"] == {
        "status": "applies",
        "flag": "low_confidence_majority",
        "severity": "consider",
        "severity_written": "consider",
        "course": ["resign", "binding_vote"],
        "missing": [],
    }


def test_the_arithmetic_is_the_comparison_written_out(directory: Directory) -> None:
    assert explained(directory, "4")["arithmetic"] == [
        {
            "level": "low",
            "count": 25,
            "base": {"name": "ballots_collected", "at_least": 47, "at_most": 47},
            "limits": {"more_than": "1/2", "less_than": "2/3"},
            "shares": ["25/47"],
            "written": ["1/2 < 25/47 < 2/3"],
            "status": "applies",
        }
    ]


def test_the_clause_is_cited_with_its_source_and_both_texts(directory: Directory) -> None:
    clause = explained(directory, "4")["clause"]

    assert (clause["id"], clause["cites"], clause["known_from"]) == (f"{RES_96}#12.2", "Điều 12 khoản 2", "text")
    assert clause["source"].startswith("https://xaydungchinhsach.chinhphu.vn/")
    assert clause["text"]["vi"].startswith("Có quá nửa đến dưới hai phần ba tổng số phiếu tín nhiệm thấp")
    assert clause["text"]["en"].startswith("With more than half but less than two thirds")


def test_the_stronger_clause_was_considered_and_fails_by_two_thirds(directory: Directory) -> None:
    (considered,) = explained(directory, "4")["considered"]

    assert (considered["clause"], considered["status"]) == (f"{RES_96}#12.3", "none")
    # 3 × 25 = 75 < 94 = 2 × 47
    assert considered["arithmetic"][0]["written"] == ["25/47 < 2/3"]


def test_two_fewer_or_seven_more_would_change_it(directory: Directory) -> None:
    assert explained(directory, "4")["would_change_if"] == [
        # 2 × 23 = 46 < 47; 3 × 32 = 96 > 94
        {"level": "low", "now": 25, "then": 23, "of": 47, "clause": None, "status": "none"},
        {"level": "low", "now": 25, "then": 32, "of": 47, "clause": f"{RES_96}#12.3", "status": "applies"},
    ]


def test_every_fact_is_an_entry_that_can_be_looked_at(directory: Directory) -> None:
    (fact,) = explained(directory, "4")["facts"]

    assert (fact["entry"], fact["name"], fact["effective_on"]) == (VOTE, "vote.recorded/1", "2023-12-13")
    assert fact["says"] == {
        "counts": {"high": 19, "confidence": 2, "low": 25},
        "ballots": {"issued": 47},
        "source": "https://m.giaoduc.net.vn/chu-tich-ubnd-tinh-vinh-phuc-nhan-5319-phieu-tin-nhiem-thap-co-bat-thuong-post239967.gd"
        " ; Thanh Niên 15 Dec 2023",
        "recorded_from": "publication",
    }


def test_the_tree_says_whom_and_what_it_is_about(directory: Directory) -> None:
    answer = explained(directory, "4")
    about = answer["about"]

    assert {name: about[name] for name in ("session", "body", "held_on", "kind", "basis", "subject", "cadre", "name", "position")} == {
        "session": "VP-2023",
        "body": "HĐND tỉnh Vĩnh Phúc",
        "held_on": "2023-12-13",
        "kind": "confidence",
        "basis": RES_96,
        "subject": 4,
        "cadre": None,
        "name": "Lê Duy Thành",
        "position": "Chủ tịch UBND tỉnh",
    }
    assert answer["rank"] == {"rank": "7", "cadre": None, "subject": 4, "name": "Lê Duy Thành", "keys": {"high": "19/47", "low": "25/47"}}


def test_a_plain_no_says_what_was_tried_and_how_far_off_it_was(directory: Directory) -> None:
    answer = explained(directory, "2")

    assert (answer["conclusion"]["status"], answer["clause"], answer["arithmetic"]) == ("none", None, [])
    assert [(each["clause"], each["arithmetic"][0]["written"]) for each in answer["considered"]] == [
        (f"{RES_96}#12.3", ["6/47 < 2/3"]),
        (f"{RES_96}#12.2", ["6/47 ≤ 1/2"]),
    ]
    assert [(each["then"], each["clause"]) for each in answer["would_change_if"]] == [(24, f"{RES_96}#12.2")]


def test_between_bounds_both_ends_are_written_and_no_single_count_is_promised(directory: Directory) -> None:
    take_published(directory, VINH_PHUC, basis=RES_85, session="VP-85", another=True)
    answer = explained(directory, "4", "VP-85")

    assert (answer["conclusion"]["status"], answer["conclusion"]["missing"]) == ("undetermined", ["members_total"])
    assert answer["perhaps"]["clause"] == answer["clause"]["id"] == f"{RES_85}#outcome-a"
    assert answer["arithmetic"][0]["base"] == {"name": "members_total", "at_least": 47, "at_most": None}
    assert answer["arithmetic"][0]["written"] == ["1/2 < 25/47 < 2/3"]
    assert answer["would_change_if"] == []


@pytest.mark.parametrize("wanted", ["4", "Lê Duy Thành", "le duy", "THÀNH"])
def test_a_person_is_meant_by_number_or_by_enough_of_the_name(directory: Directory, wanted: str) -> None:
    assert explained(directory, wanted)["about"]["subject"] == 4


def test_a_linked_person_is_meant_by_the_cadres_code_too(directory: Directory) -> None:
    do(directory, RegisterCadre(on=TODAY, name="Lê Duy Thành"))
    do(directory, LinkSubject(on=TODAY, session=VP, subject=4, cadre="C000001", ground="minutes"))
    answer = explained(directory, "c000001")

    assert answer["about"]["cadre"] == "C000001"
    assert [(each["name"], each["says"]) for each in answer["facts"]][1:] == [("vote.subject-linked/1", {"cadre": "C000001"})]


def test_each_link_says_whom_it_meant_even_when_it_was_taken_back(directory: Directory) -> None:
    do(directory, RegisterCadre(on=TODAY, name="Lê Duy Thành"), RegisterCadre(on=TODAY, name="Lê Duy Thanh"))
    do(directory, LinkSubject(on=TODAY, session=VP, subject=4, cadre="C000001", ground="minutes"))
    do(directory, UnlinkSubject(on=TODAY, session=VP, subject=4, reason="a namesake"))
    do(directory, LinkSubject(on=TODAY, session=VP, subject=4, cadre="C000002", ground="minutes"))

    assert [(each["name"], each["says"]) for each in explained(directory, "4")["facts"]][1:] == [
        ("vote.subject-linked/1", {"cadre": "C000001"}),
        ("vote.subject-unlinked/1", {"cadre": "C000001"}),
        ("vote.subject-linked/1", {"cadre": "C000002"}),
    ]


@pytest.mark.parametrize("wanted", ["0", "8", "99999999999", "9" * 5000, "٤", "Nguyễn", "nobody", "", "C000001", "\x1b[31m", "\ud800"])
def test_whoever_is_not_one_person_is_not_found(directory: Directory, wanted: str) -> None:
    with pytest.raises(NotFound) as error:
        explained(directory, wanted)
    assert error.value.code is Code.NO_SUBJECT


def test_a_flag_is_explained_by_the_id_under_which_it_is_listed(directory: Directory) -> None:
    with desk(directory) as opened:
        (flag,) = flags(opened, None, None, None).flags
        assert flag.id == f"low_confidence_majority-{VOTE}-4"
        assert explain_flag(opened, flag.id) == explain_vote(opened, VP, "4")
        with pytest.raises(NotFound) as error:
            explain_flag(opened, flag.id + "0")
    assert error.value.code is Code.NO_FLAG


# after a correction


@pytest.fixture
def corrected(directory: Directory) -> Directory:
    change = CorrectVote(on=TODAY, session=VP, corrects=VOTE, changes=((4, "low", 23), (4, "high", 21)), reason="misread")
    do(directory, change)
    return directory


def test_a_corrected_figure_changes_the_answer_and_both_stay_visible(corrected: Directory) -> None:
    answer = explained(corrected, "4")

    assert answer["conclusion"]["status"] == "none"
    assert [each["name"] for each in answer["facts"]] == ["vote.recorded/1", "vote.corrected/1"]
    assert answer["facts"][1]["says"] == {
        "low": {"was": 25, "now": 23, "reason": "misread"},
        "high": {"was": 19, "now": 21, "reason": "misread"},
    }
    with desk(corrected) as opened:
        kept = [(each.corrects, each.subject, each.field, each.was, each.now) for each in vote_show(opened, VP, said).corrections]
        assert flags(opened, None, None, None).flags == ()
    assert kept == [(VOTE, 4, "low", 25, 23), (VOTE, 4, "high", 19, 21)]


def test_before_the_correction_the_old_answer_was_known(corrected: Directory) -> None:
    assert explained(corrected, "4", known_at=f"#{VOTE + 1}")["conclusion"]["status"] == "applies"


def test_the_entry_that_recorded_the_vote_goes_on_saying_what_it_said(corrected: Directory) -> None:
    recorded = explained(corrected, "4")["facts"][0]["says"]["counts"]

    assert recorded == {"high": 19, "confidence": 2, "low": 25}


def test_a_correction_of_someone_else_is_no_reason_here(corrected: Directory) -> None:
    assert [each["name"] for each in explained(corrected, "5")["facts"]] == ["vote.recorded/1"]


def test_a_corrected_number_of_the_session_is_a_reason_for_everyone(directory: Directory) -> None:
    do(
        directory,
        CorrectVote(on=TODAY, session=VP, corrects=VOTE, changes=((None, "collected", 47), (None, "issued", 50)), reason="minutes"),
    )
    first, second = explained(directory, "4")["facts"]

    assert first["says"]["ballots"] == {"issued": 47}
    assert (second["name"], second["says"]) == (
        "vote.corrected/1",
        {"collected": {"was": None, "now": 47, "reason": "minutes"}, "issued": {"was": 47, "now": 50, "reason": "minutes"}},
    )


def test_a_figure_corrected_twice_goes_back_to_what_was_recorded_first(corrected: Directory) -> None:
    do(corrected, CorrectVote(on=TODAY, session=VP, corrects=VOTE, changes=((4, "low", 22), (4, "name", "Lê Văn Thành")), reason="again"))
    facts = explained(corrected, "4")["facts"]

    assert facts[0]["says"]["counts"] == {"high": 19, "confidence": 2, "low": 25}
    assert [each["says"].get("low", {}).get("now") for each in facts] == [None, 23, 22]
    assert facts[2]["says"]["name"] == {"was": "Lê Duy Thành", "now": "Lê Văn Thành", "reason": "again"}


# ranks


def test_a_rank_is_explained_by_its_neighbours_and_the_key_that_decided(directory: Directory) -> None:
    with desk(directory) as opened:
        answer = explain_rank(opened, VP, "6")

    assert (answer.rank, answer.count, answer.rank_among) == ("5", 7, "listed")
    assert answer.tie_rule.keys == ("high descending", "low ascending")
    assert answer.tie_rule.clause == "product/votes-1#ranking-confidence"
    assert [(each.relation, each.rank, each.name, each.key, each.theirs, each.own) for each in answer.neighbours] == [
        ("above", "4", "Nguyễn Trung Hải", "high", 33, 32),
        ("below", "6", "Vũ Chí Giang", "high", 29, 32),
    ]


def test_a_tie_is_explained_as_one_and_fewer_low_decides_where_high_is_equal(directory: Directory) -> None:
    take_published(directory, "hdnd-khanhhoa-2014-12.csv")
    with desk(directory) as opened:
        fourth = explain_rank(opened, "KH-2014", "4")
        eighth = explain_rank(opened, "KH-2014", "12")

    # Two have 33 12 1; the next has 31.
    assert [(each.relation, each.rank, each.subject, each.key) for each in fourth.neighbours] == [
        ("above", "3", 8, "high"),
        ("tied", "4=", 7, None),
        ("below", "6", 11, "high"),
    ]
    # Of the two with 24 high, no. 9 has 2 low and no. 12 has 3.
    assert ("below", "13", 12, "low", 3, 2) in [
        (each.relation, each.rank, each.subject, each.key, each.theirs, each.own) for each in _neighbours_of(directory, "9")
    ]
    assert eighth.rank == "13"


def _neighbours_of(directory: Directory, subject: str) -> Any:
    with desk(directory) as opened:
        return explain_rank(opened, "KH-2014", subject).neighbours


def test_who_lacks_a_count_has_no_rank_and_stands_apart(directory: Directory) -> None:
    code = take(directory, table(row("A", 30, 10, "", issued=47), row("B", 40, 7, 0, issued=47))).sessions[0]

    assert [each.rank for each in result(directory, code).results] == [None, "1"]
    with desk(directory) as opened:
        answer = explain_rank(opened, code, "A")
    assert (answer.rank, answer.neighbours) == (None, ())
