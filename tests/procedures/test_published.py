"""Every published file, imported as it lies there. What should stand was worked out by hand from the printed figures.

Resolution 35/2012 and 85/2014 take shares of all members, 96/2023 of the ballots collected. Where a number is not printed,
shares are ranges; `None` is an end that is not known.
"""

from pathlib import Path

import pytest

from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.answers import SharePart, ShareRangePart
from cadre_ledger.procedures.explaining import explain_vote
from cadre_ledger.procedures.reading import flags, rank, vote_list
from cadre_ledger.procedures.sample import SAMPLES, import_samples
from councils import BASES, CODES, NOW, RES_35, RES_85, RES_96, TOTALS, VINH_PHUC, council, desk, names, result, take_published
from ledgers import Clock

# File: body, day, members, issued, collected (how it is known), base, its bounds, listed, whole list.
SESSIONS = {
    "hdnd-danang-2014-12.csv": ("HĐND TP Đà Nẵng", "2014-12", 48, 47, 47, "squeeze", "members_total", 48, 48, 5, None),
    "hdnd-khanhhoa-2014-12.csv": ("HĐND tỉnh Khánh Hòa", "2014-12", None, 46, 46, "squeeze", "members_total", 46, None, 13, 13),
    "na-2018-10-25.csv": ("Quốc hội (National Assembly)", "2018-10-25", 485, 475, 475, "squeeze", "members_total", 485, 485, 17, 48),
    "hdnd-hcmc-2018-12-05.csv": ("HĐND TP.HCM", "2018-12-05", None, None, None, "unknown", "members_total", 101, None, 4, None),
    "hdnd-quangnam-2018-12-05.csv": ("HĐND tỉnh Quảng Nam", "2018-12-05", 58, 53, 53, "squeeze", "members_total", 58, 58, 2, None),
    "hdnd-cantho-2018-12-06.csv": ("HĐND TP Cần Thơ", "2018-12-06", None, 53, 53, "squeeze", "members_total", 53, None, 5, None),
    "hdnd-thuathienhue-2018-12-07.csv": ("HĐND tỉnh Thừa Thiên Huế", "2018-12-07", 53, 52, 52, "squeeze", "members_total", 53, 53, 4, None),
    "hdnd-thanhhoa-2018-12-12.csv": ("HĐND tỉnh Thanh Hóa", "2018-12-12", None, 90, 90, "squeeze", "members_total", 90, None, 3, None),
    "hdnd-hcmc-2023-12-07.csv": ("HĐND TP.HCM", "2023-12-07", None, 81, 81, "squeeze", "ballots_collected", 81, 81, 18, 31),
    VINH_PHUC: ("HĐND tỉnh Vĩnh Phúc", "2023-12-13", None, 47, 47, "squeeze", "ballots_collected", 47, 47, 7, 28),
}
# File: the ranks in the order of the list, by most high, then fewest low; equal in both is equal.
RANKS = {
    "hdnd-danang-2014-12.csv": "1 3 5 2 4",
    "hdnd-khanhhoa-2014-12.csv": "1 2 7 4= 9 8 4= 3 12 10 6 13 11",
    "na-2018-10-25.csv": "9 1 4 3 7 5 15 8 12 14 11 6 10 13 2 17 16",
    "hdnd-hcmc-2018-12-05.csv": "1 2 3= 3=",
    "hdnd-quangnam-2018-12-05.csv": "2 1",
    "hdnd-cantho-2018-12-06.csv": "1= 1= 3 5 4",
    "hdnd-thuathienhue-2018-12-07.csv": "1 2 3 4",
    "hdnd-thanhhoa-2018-12-12.csv": "1 2 3",
    "hdnd-hcmc-2023-12-07.csv": "1 5 9 6= 2 4 3 11 13 8 15 14 10 6= 17 12 18 16",
    VINH_PHUC: "1 4 2 7 3 5 6",
}
EXACT = [
    (VINH_PHUC, 4, "high", "19/47", "40.43"),
    (VINH_PHUC, 4, "confidence", "2/47", "4.26"),
    (VINH_PHUC, 4, "low", "25/47", "53.19"),
    (VINH_PHUC, 1, "high", "46/47", "97.87"),
    ("na-2018-10-25.csv", 2, "high", "437/485", "90.10"),
    ("na-2018-10-25.csv", 15, "high", "393/485", "81.03"),
    ("na-2018-10-25.csv", 16, "low", "137/485", "28.25"),
    ("hdnd-quangnam-2018-12-05.csv", 2, "high", "51/58", "87.93"),
    ("hdnd-danang-2014-12.csv", 1, "high", "45/48", "93.75"),
    ("hdnd-hcmc-2023-12-07.csv", 18, "low", "13/81", "16.05"),
    ("hdnd-thuathienhue-2018-12-07.csv", 1, "high", "52/53", "98.11"),
]
AT_MOST = [
    ("hdnd-hcmc-2018-12-05.csv", 3, "low", "18/101", "17.82"),
    ("hdnd-khanhhoa-2014-12.csv", 1, "high", "42/46", "91.30"),
    ("hdnd-cantho-2018-12-06.csv", 5, "low", "16/53", "30.19"),
    ("hdnd-thanhhoa-2018-12-12.csv", 3, "high", "52/90", "57.78"),
]


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    made = council(tmp_path_factory.mktemp("published") / "a.ledger")
    assert list(import_samples(made, "tester", Clock(NOW))) == list(CODES.values())
    return made


def test_every_file_has_its_expectations() -> None:
    assert set(SESSIONS) == set(RANKS) == {name for name, *_ in SAMPLES}


@pytest.mark.parametrize("name", SESSIONS)
def test_the_session_stands_as_printed_and_its_base_as_proven(directory: Directory, name: str) -> None:
    found = result(directory, CODES[name])
    session, base = found.session, found.results[0].base
    assert base is not None

    assert (
        session.body,
        session.held_on,
        session.members_total,
        session.ballots_issued,
        session.ballots_collected,
        session.ballots_collected_from,
        base.name,
        base.at_least,
        base.at_most,
        session.subjects_listed,
        session.subjects_total,
    ) == SESSIONS[name]
    assert (session.basis, session.kind, session.recorded_from, session.signed) == (BASES[name], "confidence", "publication", False)
    assert {each.base for each in found.results} == {base}


@pytest.mark.parametrize("name", RANKS)
def test_ranks_are_by_high_then_by_low_and_ties_stay_ties(directory: Directory, name: str) -> None:
    assert [each.rank for each in result(directory, CODES[name]).results] == RANKS[name].split()


@pytest.mark.parametrize(("name", "subject", "level", "fraction", "percent"), EXACT)
def test_a_share_of_a_known_base_is_exact(directory: Directory, name: str, subject: int, level: str, fraction: str, percent: str) -> None:
    share = result(directory, CODES[name]).results[subject - 1].shares[level]

    assert share == SharePart(fraction=fraction, percent=percent)


@pytest.mark.parametrize(("name", "subject", "level", "fraction", "percent"), AT_MOST)
def test_a_share_of_an_unknown_base_has_only_an_upper_end(
    directory: Directory, name: str, subject: int, level: str, fraction: str, percent: str
) -> None:
    share = result(directory, CODES[name]).results[subject - 1].shares[level]

    assert share == ShareRangePart(at_least=None, at_most=SharePart(fraction=fraction, percent=percent))


def test_only_vinh_phuc_no_4_raises_a_flag(directory: Directory) -> None:
    with desk(directory) as opened:
        found = flags(opened, None, None, None).flags

    assert [(each.session, each.subject, each.name) for each in found] == [("VP-2023", 4, "Lê Duy Thành")]
    flag = found[0]
    assert (flag.flag, flag.status, flag.severity, flag.clause) == ("low_confidence_majority", "applies", "consider", f"{RES_96}#12.2")
    assert (flag.course, flag.since, flag.perhaps, flag.decision) == (("resign", "binding_vote"), "2023-12-13", None, "open")
    assert [each.name for each in flag.evidence] == ["vote.recorded/1"]


@pytest.mark.parametrize("name", SESSIONS)
def test_everyone_else_has_a_plain_no_even_where_the_base_is_not_known(directory: Directory, name: str) -> None:
    statuses = {each.subject: each.outcome.status for each in result(directory, CODES[name]).results}
    if name == VINH_PHUC:
        assert statuses.pop(4) == "applies"

    assert set(statuses.values()) == {"none"}


def test_one_ballot_is_invalid_for_vinh_phuc_no_4_alone(directory: Directory) -> None:
    counts = {each.subject: each.counts for each in result(directory, "VP-2023").results}

    assert counts[4] == {"high": 19, "confidence": 2, "low": 25, "invalid": 1}
    assert {each["invalid"] for subject, each in counts.items() if subject != 4} == {0}


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        # Members are printed for Đà Nẵng, and not for Khánh Hòa.
        ("hdnd-danang-2014-12.csv", []),
        ("hdnd-khanhhoa-2014-12.csv", ["VOTE-204"]),
        ("na-2018-10-25.csv", []),
        ("hdnd-hcmc-2018-12-05.csv", ["VOTE-204"]),
        ("hdnd-hcmc-2023-12-07.csv", []),
        (VINH_PHUC, []),
    ],
)
def test_what_is_odd_about_a_session_is_said(directory: Directory, name: str, codes: list[str]) -> None:
    found = result(directory, CODES[name])

    assert [each.code for each in found.session.findings] == codes
    assert [each.findings for each in found.results] == [()] * len(found.results)


def test_a_list_known_to_be_whole_ranks_among_all(directory: Directory) -> None:
    with desk(directory) as opened:
        among = {code: rank(opened, code).rank_among for code in CODES.values()}

    assert [code for code, among_ in among.items() if among_ == "all"] == ["KH-2014"]


def test_all_ten_votes_are_listed_under_the_regulation_of_their_day(directory: Directory) -> None:
    with desk(directory) as opened:
        votes = vote_list(opened, None, None).votes

    assert {each.code: each.basis for each in votes} == {CODES[name]: basis for name, basis in BASES.items()}
    assert {each.code: (each.listed, each.total) for each in votes} == {
        CODES[name]: (SESSIONS[name][9], total) for name, total in TOTALS.items()
    }


def test_one_body_is_known_once_although_it_voted_twice(directory: Directory) -> None:
    assert names(directory).count("body.established/1") == 9
    assert result(directory, "HCM-2018").session.body_code == result(directory, "HCM-2023").session.body_code


def test_all_sources_of_a_session_are_named_once_and_each_line_keeps_its_own(directory: Directory) -> None:
    assert result(directory, "VP-2023").session.source == (
        "Thanh Niên 15 Dec 2023 ; giaoducthoidai.vn post664953 prints low=1 (misprint: 6/47=12.77%) ; "
        "https://m.giaoduc.net.vn/chu-tich-ubnd-tinh-vinh-phuc-nhan-5319-phieu-tin-nhiem-thap-co-bat-thuong-post239967.gd"
    )
    with desk(directory) as opened:
        (fact,) = explain_vote(opened, "VP-2023", "7").facts
    assert fact.says["source"] == "Thanh Niên 15 Dec 2023"


# The same counts under the regulation of another time.


def test_vinh_phuc_under_resolution_85_is_a_majority_only_perhaps(tmp_path: Path) -> None:
    directory = council(tmp_path / "a.ledger")
    take_published(directory, VINH_PHUC, basis=RES_85, session="VP-85")
    found = result(directory, "VP-85").results[3]

    assert found.base is not None
    assert (found.base.name, found.base.at_least, found.base.at_most) == ("members_total", 47, None)
    assert (found.outcome.status, found.outcome.missing, found.outcome.clause) == ("undetermined", ("members_total",), None)
    assert found.outcome.perhaps is not None
    assert found.outcome.perhaps.clause == f"{RES_85}#outcome-a"
    with desk(directory) as opened:
        up = flags(opened, None, None, None).flags
    assert [(each.status, each.severity, each.course) for each in up] == [("undetermined", "consider", ("resign",))]


def test_the_same_file_can_stand_beside_itself_under_two_regulations(tmp_path: Path) -> None:
    directory = council(tmp_path / "a.ledger")
    take_published(directory, VINH_PHUC)
    take_published(directory, VINH_PHUC, basis=RES_35, session="VP-35", another=True)

    assert [each.outcome.status for each in result(directory, "VP-2023").results] == ["none"] * 3 + ["applies"] + ["none"] * 3
    # 25 of at least 47 members: more than half if there were 47 to 49.
    assert result(directory, "VP-35").results[3].outcome.status == "undetermined"
    assert [each.code for each in result(directory, "VP-35").session.findings] == ["VOTE-204"]


def test_vinh_phuc_under_the_partys_regulation(tmp_path: Path) -> None:
    directory = council(tmp_path / "a.ledger", "party")
    take_published(directory, VINH_PHUC, basis="vn/96-QD-TW-2023")
    outcome = result(directory, "VP-2023").results[3].outcome

    assert (outcome.status, outcome.severity, outcome.clause) == ("applies", "consider", "vn/96-QD-TW-2023#11.2")
    assert outcome.course == ("remove_from_planning", "relieve", "reassign", "resign", "binding_vote")
