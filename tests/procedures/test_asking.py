"""Before a vote is convened or certified: who is voted on in too many places, and results that tell how people voted.

And one person voted on in two places: both results stand beside each other, each in its post.
"""

import typing
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest

from cadre_ledger.domain import sessions
from cadre_ledger.domain.cadres import RegisterCadre
from cadre_ledger.domain.counts import AnnulVote
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.ledger.register import EVENTS
from cadre_ledger.procedures.asking import before_certifying, before_convening
from cadre_ledger.procedures.reading import cadre_show, flags
from cadre_ledger.procedures.standings import standing
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.tallies import Level, VoteKind
from councils import PARTY_96, RES_96, TODAY, council, desk, do, said
from living import CHAIR, COUNTERS, Live, hold
from terminals import Terminal

MAJORITY = ({Level.LOW: 25, Level.HIGH: 23}, {Level.HIGH: 48})
TWO_THIRDS = ({Level.LOW: 33, Level.HIGH: 15}, {Level.HIGH: 48})
WHO = {1: "C000001"}
COUNCIL = Live("HD-2023", PARTY_96, "2023-12-10", MAJORITY, 48, 48, body="HD", cadres=WHO, positions={1: "Chủ tịch HĐND"})
COMMITTEE = Live("CU-2023", PARTY_96, "2023-12-12", TWO_THIRDS, 48, 48, body="CU", cadres=WHO, positions={1: "Bí thư"})
THIRD = Live("DU-2023", PARTY_96, "2023-12-20", MAJORITY, 48, 48, body="DU", cadres=WHO)


@pytest.fixture
def one_person(tmp_path: Path) -> Directory:
    directory = council(tmp_path / "a.ledger", "party")
    do(directory, RegisterCadre(on=TODAY, name="Nguyễn Văn Mẫu"))
    hold(directory, COUNCIL)
    return directory


def asked(directory: Directory, live: Live) -> list[Code]:
    with desk(directory) as opened:
        return [each.code for each in before_convening(opened, live.convene())]


# Two places


def test_two_results_of_one_round_stand_beside_each_other_each_in_its_post(one_person: Directory) -> None:
    hold(one_person, COMMITTEE)

    with desk(one_person) as opened:
        file = cadre_show(opened, "C000001")
        found = standing(opened, "C000001")
        raised = flags(opened, None, None, None).flags
    places = [("HD-2023", "Hội đồng HD", "Chủ tịch HĐND"), ("CU-2023", "Hội đồng CU", "Bí thư")]
    assert [(each.session, each.body, each.position) for each in file.results] == places
    assert [(each.session, each.body, each.position) for each in found.votes] == places
    assert [each.outcome.clause for each in found.votes] == [f"{PARTY_96}#11.2", f"{PARTY_96}#11.3"]
    assert sorted((each.session, each.flag) for each in raised) == [
        ("CU-2023", "low_confidence_two_thirds"),
        ("HD-2023", "low_confidence_majority"),
    ]
    assert sorted(each.flag for each in found.flags) == ["low_confidence_majority", "low_confidence_two_thirds"]


def test_annulling_one_leaves_the_other_as_it_is(one_person: Directory) -> None:
    hold(one_person, COMMITTEE)
    do(one_person, AnnulVote(on=COMMITTEE.day, session="CU-2023", annulled_by=(CHAIR, COUNTERS[0]), reason="sai quy trình"))

    with desk(one_person) as opened:
        found = standing(opened, "C000001")
    assert [(each.session, each.outcome.clause) for each in found.votes] == [("HD-2023", f"{PARTY_96}#11.2")]
    assert [each.flag for each in found.flags] == ["low_confidence_majority"]


def test_the_post_is_told_only_where_one_year_has_several_votes(one_person: Directory) -> None:
    terminal = Terminal(one_person.path)
    alone = terminal("standing", "show", "C000001").text
    hold(one_person, COMMITTEE)
    both = terminal("standing", "show", "C000001", "--lang", "vi").text

    assert "Chủ tịch HĐND" not in alone
    assert "Chủ tịch HĐND · Hội đồng HD" in both
    assert "Bí thư · Hội đồng CU" in both
    assert max(map(len, both.splitlines())) <= 80
    assert "HD-2023 · 1 · Chủ tịch HĐND" in terminal("cadre", "show", "C000001").text


def test_a_third_place_in_one_year_is_asked_about_with_its_clause(one_person: Directory) -> None:
    assert asked(one_person, COMMITTEE) == []
    hold(one_person, COMMITTEE)

    with desk(one_person) as opened:
        (finding,) = before_convening(opened, THIRD.convene())
    assert (finding.code, finding.stops) == (Code.MORE_PLACES, False)
    assert finding.facts == {
        "name": "Người được lấy phiếu 1",
        "sessions": "CU-2023, HD-2023",
        "clause": f"{PARTY_96}#two-places",
        "at_most": 2,
    }


@pytest.mark.parametrize(
    "changed",
    [{"held_on": "2024-01-10"}, {"kind": VoteKind.BINDING}, {"cadres": None}, {"body": "CU", "session": "CU-2"}],
    ids=["another year", "a binding vote", "someone else", "the same place again"],
)
def test_what_is_no_third_place_is_not_asked_about(one_person: Directory, changed: dict[str, typing.Any]) -> None:
    hold(one_person, COMMITTEE)

    assert asked(one_person, replace(THIRD, **changed)) == []


def test_a_vote_that_is_only_convened_is_a_place_and_an_annulled_one_is_none(one_person: Directory) -> None:
    do(one_person, *COMMITTEE.found())
    do(one_person, COMMITTEE.convene())
    assert asked(one_person, THIRD) == [Code.MORE_PLACES]

    do(one_person, AnnulVote(on=COMMITTEE.day, session="CU-2023", annulled_by=(CHAIR, COUNTERS[0]), reason="hoãn"))
    assert asked(one_person, THIRD) == []


def test_a_text_that_names_no_number_of_places_asks_nothing(tmp_path: Path) -> None:
    directory = council(tmp_path / "a.ledger")
    do(directory, RegisterCadre(on=TODAY, name="Nguyễn Văn Mẫu"))
    for live in (COUNCIL, COMMITTEE):
        hold(directory, replace(live, basis=RES_96))

    assert asked(directory, replace(THIRD, basis=RES_96)) == []


# Small bodies


@pytest.mark.parametrize(("members", "codes"), [(9, [Code.SMALL_BODY]), (10, []), (None, [])])
def test_a_body_under_ten_is_told_before_it_votes(tmp_path: Path, members: int | None, codes: list[Code]) -> None:
    directory = council(tmp_path / "a.ledger", "party")
    live = Live("S1", PARTY_96, "2023-12-10", ({Level.HIGH: 9},), 9, members)
    do(directory, *live.found())

    assert asked(directory, live) == codes


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({Level.HIGH: 9}, True),
        ({Level.HIGH: 8, Level.LOW: 1}, True),
        ({Level.LOW: 8}, True),  # one invalid
        ({Level.HIGH: 7, Level.LOW: 2}, False),
        ({Level.HIGH: 3, Level.CONFIDENCE: 3, Level.LOW: 3}, False),
    ],
)
def test_a_count_that_reveals_votes_is_told_before_it_is_certified(tmp_path: Path, row: dict[Level, int], *, told: bool) -> None:
    directory = council(tmp_path / "a.ledger", "party")
    live = Live("S1", PARTY_96, "2023-12-10", (row,), 9, 9)
    for commands in (live.found(), (live.convene(),), *((each,) for each in live.gather()), live.count()):
        do(directory, *commands)

    with desk(directory) as opened:
        assert [said(each) for each in before_certifying(opened, "S1")] == ([Code.REVEALS_VOTES.value] if told else [])


def test_a_body_of_ten_is_not_told_that_all_alike_reveals_votes(tmp_path: Path) -> None:
    directory = council(tmp_path / "a.ledger", "party")
    live = Live("S1", PARTY_96, "2023-12-10", ({Level.HIGH: 10},), 10, 10)
    hold(directory, live)

    with desk(directory) as opened:
        assert list(before_certifying(opened, "S1")) == []


def test_both_warnings_are_said_where_they_are_typed(tmp_path: Path) -> None:
    directory = council(tmp_path / "a.ledger", "party")
    live = Live("S1", PARTY_96, "2023-12-10", ({Level.HIGH: 9},), 9, 9)
    do(directory, *live.found())
    terminal = Terminal(directory.path)
    committee = [part for each in COUNTERS for part in ("--committee", each)]
    convene = (
        "vote",
        "convene",
        "S1",
        "--body",
        "HD-1",
        "--held-on",
        "2023-12-10",
        "--place",
        "A",
        "--basis",
        PARTY_96,
        "--row",
        "Lê Thị Hai;x",
    )

    refused = terminal(*convene, *committee, "--no-input")
    assert (refused.status, Code.SMALL_BODY.value in refused.words) == (2, True)
    assert terminal(*convene, *committee, "--yes").status == 0
    for command in live.gather():
        do(directory, command)
    do(directory, *live.count())
    certified = terminal("vote", "certify", "S1", "--minutes", "1", "--actor", CHAIR, "--yes")
    assert (certified.status, Code.REVEALS_VOTES.value in certified.words) == (0, True)


def test_no_event_of_the_roll_says_at_what_time_someone_came() -> None:
    of_roll = (sessions.VoteOpened, sessions.LateArrived, sessions.Seat, sessions.QuorumMet)
    timed = (datetime, time, date, PartialDate)

    assert set(of_roll[:2]) <= set(EVENTS)
    for model in of_roll:
        for name, field in model.model_fields.items():
            kinds = {field.annotation, *typing.get_args(field.annotation)}
            assert not kinds & set(timed), (model, name)
            assert not any(word in name for word in ("time", "clock", "hour", "arrived_at")), (model, name)
