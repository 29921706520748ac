"""Who ranks where in a unit or a group of an invented authority, from recorded facts, with every rank written by hand."""

from pathlib import Path
from typing import Any

import pytest

from cadre_ledger.domain.bodies import EstablishBody
from cadre_ledger.domain.cadres import MergeCadre, RegisterCadre
from cadre_ledger.domain.classifications import Classify, CorrectClassification, SetAsideClassification
from cadre_ledger.domain.periods import OpenPeriod
from cadre_ledger.domain.positions import DefinePosition, RedefinePosition
from cadre_ledger.domain.posts import Appoint, Plan, Relieve
from cadre_ledger.domain.shapes import Command
from cadre_ledger.domain.units import EstablishUnit, MoveUnit
from cadre_ledger.domain.votes import LinkSubject, RecordVote
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.ledger.rulefiles import shipped_regulation
from cadre_ledger.procedures import answers
from cadre_ledger.procedures.groups import Scope, members, standing_list
from cadre_ledger.procedures.ranking import explain_rank_in, rank_members
from cadre_ledger.procedures.reading import cadre_list
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotFound
from councils import PARTY_96, council, desk, do
from ledgers import adoption

NAMES = ("Nguyễn Văn Mẫu", "Trần Thị Thử", "Lê Văn Giả", "Phạm Thị Định", "Hoàng Văn Dụ")
ONE, TWO, THREE, FOUR, FIVE = (f"C{number:06d}" for number in range(1, 6))
UNIT = Scope(unit="SO-NV")
WHOLE = Scope(unit="SO-NV", under=True)
DAY = "2026-05-10"


def make(command: type[Command], **fields: Any) -> Command:
    return command.model_validate({"on": DAY} | fields)


def position(code: str, unit: str = "SO-NV", group: str = "specialist", **more: Any) -> Command:
    return make(DefinePosition, on="2010", post={"position": code, "title": f"Chức danh {code}", "group": group, "unit": unit} | more)


def appointed(cadre: str, code: str = "CV", since: str = "2020-01-01") -> Command:
    return make(Appoint, cadre=cadre, position=code, since=since)


def classified(cadre: str, level: str, points: str | None = None, period: str = "2025", decided_on: str = "2025-12-20") -> Command:
    return make(Classify, cadre=cadre, period=period, level=level, decided_on=decided_on, points=points)


def opened(period: str) -> Command:
    days = {"begins": f"{period}-01-01", "ends": f"{period}-12-31"}
    return make(OpenPeriod, on=f"{period}-01-01", period=period, criteria_set="criteria-100", basis="vn/366-QD-TW-2025", **days)


def voted(
    *counts: dict[str, int], session: str = "V-1", held_on: str = "2025-06-10", collected: int | None = 40, kind: str = "confidence"
) -> list[Command]:
    """A vote on the first of the cadres, each with their marks."""
    lines = [{"number": place, "name": NAMES[place - 1], "position": None, "counts": each} for place, each in enumerate(counts, 1)]
    held = {"session": session, "kind": kind, "body": "B1", "held_on": held_on, "basis": PARTY_96, "recorded_from": "minutes"}
    recorded = make(RecordVote, **held, source="biên bản", ballots={"collected": collected}, subjects=lines)
    numbers = range(1, len(counts) + 1)
    return [recorded, *(make(LinkSubject, session=session, subject=each, cadre=f"C{each:06d}", ground="biên bản") for each in numbers)]


def vote(*high: int | None, **held: Any) -> list[Command]:
    """The same with marks of high confidence only."""
    return voted(*({} if count is None else {"high": count} for count in high), **held)


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    """Two units, one under the other, and five people of whom nobody holds a post yet."""
    made = council(tmp_path / "a.ledger", "party")
    do(
        made,
        make(EstablishUnit, unit="SO-NV", name="Sở Nội vụ", on="2010"),
        make(EstablishUnit, unit="PHONG-TC", name="Phòng Tổ chức", parent="SO-NV", on="2010"),
        make(EstablishBody, body="B1", name="Ban Chấp hành"),
        position("CV"),
        position("GD", group="director", peer_group="LANH-DAO"),
        position("TP", "PHONG-TC", "head", peer_group="LANH-DAO"),
        opened("2024"),
        opened("2025"),
        *(make(RegisterCadre, name=name) for name in NAMES),
    )
    return made


def rank(directory: Directory, scope: Scope = UNIT, day: str = DAY, period: str | None = None) -> answers.Rank:
    with desk(directory, as_of=day) as found:
        return rank_members(found, scope, period)


def ranks(answer: answers.Rank) -> dict[str, str]:
    return {each.cadre or "": each.rank for each in answer.rows}


def apart(answer: answers.Rank) -> dict[str, tuple[str, ...]]:
    return {each.cadre or "": each.missing for each in answer.not_rankable}


def explained(directory: Directory, cadre: str, scope: Scope = UNIT) -> answers.RankExplanation:
    with desk(directory, as_of=DAY) as found:
        return explain_rank_in(found, scope, None, cadre)


def belonging(directory: Directory, scope: Scope, day: str = DAY) -> list[str]:
    with desk(directory, as_of=day) as found:
        return [each.cadre for each in members(found, scope)]


def refused(directory: Directory, scope: Scope, period: str | None = None) -> Code:
    with desk(directory, as_of=DAY) as found, pytest.raises(NotFound) as error:
        rank_members(found, scope, period)
    return error.value.code


# who belongs


def test_members_hold_a_post_from_its_first_day_to_the_day_before_it_is_left(directory: Directory) -> None:
    do(directory, appointed(ONE), make(Relieve, cadre=ONE, position="CV", until="2025-03-01", leaving="resigned", reason="đơn xin"))

    found = [belonging(directory, UNIT, day) for day in ("2019-12-31", "2020-01-01", "2025-02-28", "2025-03-01")]

    assert found == [[], [ONE], [ONE], []]


def test_who_is_only_planned_for_a_post_does_not_belong(directory: Directory) -> None:
    do(directory, appointed(ONE), make(Plan, cadre=TWO, position="GD", on="2020"))

    assert belonging(directory, UNIT) == [ONE]


def test_two_posts_make_one_member(directory: Directory) -> None:
    do(directory, appointed(ONE, "GD"), appointed(ONE, "CV"), classified(ONE, "good", "80"))

    (row,) = rank(directory).rows

    assert isinstance(row, answers.MemberRankPart)
    assert (row.rank, [each.position for each in row.posts]) == ("1", ["GD", "CV"])


def test_a_merged_file_is_the_kept_person_with_the_posts_and_decisions_of_both(directory: Directory) -> None:
    do(directory, appointed(TWO), classified(ONE, "good", "80"), appointed(THREE), classified(THREE, "good", "79.5"))
    do(directory, make(MergeCadre, cadre=TWO, into=ONE, reason="nhập hai lần"))

    assert ranks(rank(directory)) == {ONE: "1", THREE: "2"}
    assert explained(directory, TWO).cadre == ONE


def test_units_under_belong_when_asked_for_and_from_the_day_on_which_they_moved_there(directory: Directory) -> None:
    do(directory, appointed(ONE), appointed(TWO, "TP"))
    do(directory, make(MoveUnit, unit="PHONG-TC", parent=None, reason="tách", on="2026-01-01"))

    assert belonging(directory, UNIT) == [ONE]
    assert belonging(directory, WHOLE, "2025-12-31") == [ONE, TWO]
    assert belonging(directory, WHOLE, "2026-01-01") == [ONE]


def test_a_position_belongs_to_the_unit_that_it_is_in_on_the_day(directory: Directory) -> None:
    moved = {"position": "CV", "title": "Chuyên viên", "group": "specialist", "unit": "PHONG-TC"}
    do(directory, appointed(ONE), make(RedefinePosition, post=moved, reason="sắp xếp lại", on="2026-01-01"))

    assert (belonging(directory, UNIT, "2025-12-31"), belonging(directory, UNIT, "2026-01-01")) == ([ONE], [])


def test_a_group_is_a_peer_group_or_else_a_group_of_titles(directory: Directory) -> None:
    do(directory, appointed(ONE, "GD"), appointed(TWO, "TP"), appointed(THREE, "CV"))

    found = {group: belonging(directory, Scope(group=group)) for group in ("LANH-DAO", "lanh-dao", "director", "specialist")}

    assert found == {"LANH-DAO": [ONE, TWO], "lanh-dao": [ONE, TWO], "director": [ONE], "specialist": [THREE]}


def test_what_is_not_there_is_said(directory: Directory) -> None:
    do(directory, appointed(ONE))

    assert refused(directory, Scope(unit="KHONG-CO")) is Code.NO_UNIT
    assert refused(directory, Scope(group="khong-co")) is Code.NO_GROUP
    assert refused(directory, UNIT, "2019") is Code.NO_PERIOD
    with pytest.raises(NotFound) as error:
        explained(directory, TWO)
    assert error.value.code is Code.NOT_A_MEMBER


def test_who_perhaps_holds_a_post_is_ranked_and_marked(directory: Directory) -> None:
    do(directory, appointed(ONE), appointed(TWO, since="2026-05"), *(classified(each, "good", "80") for each in (ONE, TWO)))

    rows = [each for each in rank(directory).rows if isinstance(each, answers.MemberRankPart)]

    assert [(each.cadre, each.rank, each.member, each.posts[0].status) for each in rows] == [
        (ONE, "1=", "applies", "applies"),
        (TWO, "1=", "undetermined", "undetermined"),
    ]


# as of a day, and what moves a rank


def test_a_decision_counts_from_its_day_on_and_not_before(directory: Directory) -> None:
    do(directory, appointed(ONE), appointed(TWO))
    do(directory, *(classified(each, level, period="2024", decided_on="2024-12-20") for each, level in ((ONE, "good"), (TWO, "completed"))))
    do(directory, classified(ONE, "completed"), classified(TWO, "excellent"))

    before, after = rank(directory, day="2025-12-19"), rank(directory, day="2025-12-20")

    assert (before.period, ranks(before)) == ("2024", {ONE: "1", TWO: "2"})
    assert (after.period, ranks(after)) == ("2025", {TWO: "1", ONE: "2"})
    assert ranks(rank(directory, period="2024")) == {ONE: "1", TWO: "2"}


def test_who_is_not_classified_in_the_year_of_the_others_stands_apart(directory: Directory) -> None:
    do(directory, appointed(ONE), appointed(TWO), classified(ONE, "completed", "60"))
    do(directory, classified(TWO, "excellent", "99", "2024", "2024-12-20"))

    found = rank(directory)

    assert (ranks(found), apart(found)) == ({ONE: "1"}, {TWO: ("classification", "points")})
    assert found.not_rankable[0].model_dump()["reasons"][0] == {"what": "no_classification", "key": "classification", "of": "2025"}


def test_a_corrected_or_set_aside_decision_moves_the_rank(directory: Directory) -> None:
    recorded = do(directory, appointed(ONE), appointed(TWO), classified(ONE, "excellent", "91"), classified(TWO, "good", "85"))
    assert ranks(rank(directory)) == {ONE: "1", TWO: "2"}

    entry = recorded.records[2].entry
    do(directory, make(CorrectClassification, cadre=ONE, period="2025", corrects=entry, level="good", points="84.99", reason="gõ nhầm"))
    assert ranks(rank(directory)) == {TWO: "1", ONE: "2"}

    do(directory, make(SetAsideClassification, cadre=TWO, period="2025", reason="khiếu nại"))
    assert (ranks(rank(directory)), apart(rank(directory))) == ({ONE: "1"}, {TWO: ("classification", "points")})


def test_an_earlier_cut_ranks_by_what_was_known_then(directory: Directory) -> None:
    first = do(directory, appointed(ONE), appointed(TWO), classified(ONE, "good", "80"), classified(TWO, "good", "79"))
    do(directory, make(SetAsideClassification, cadre=ONE, period="2025", reason="khiếu nại"))

    with desk(directory, as_of=DAY, known_at=f"#{first.records[-1].entry}") as found:
        assert ranks(rank_members(found, UNIT, None)) == {ONE: "1", TWO: "2"}
    assert ranks(rank(directory)) == {TWO: "1"}


# shares of high confidence


def test_shares_part_those_equal_on_level_and_points_over_the_base_of_the_vote(directory: Directory) -> None:
    do(directory, appointed(ONE), appointed(TWO), *(classified(each, "good", "80") for each in (ONE, TWO)), *vote(30, 31))

    found = rank(directory)

    assert ranks(found) == {TWO: "1", ONE: "2"}
    assert found.rows[0].keys == {"classification": "good", "points": "80", "confidence_high": "31/40"}
    assert found.skipped_keys == ()


@pytest.mark.parametrize(("day", "expected"), [("2026-02-09", "30/40"), ("2026-02-10", "20/25")])
def test_the_latest_vote_held_by_the_day_counts(directory: Directory, day: str, expected: str) -> None:
    do(directory, appointed(ONE), classified(ONE, "good", "80"), *vote(30))
    do(directory, *vote(20, session="V-2", held_on="2026-02-10", collected=25))

    assert rank(directory, day=day).rows[0].keys["confidence_high"] == expected


def test_a_binding_vote_has_no_high_confidence_and_hides_none(directory: Directory) -> None:
    do(directory, appointed(ONE), classified(ONE, "good", "80"), *vote(30))
    do(directory, *voted({"confidence": 25, "no_confidence": 15}, session="V-2", held_on="2026-02-10", kind="binding"))

    assert rank(directory).rows[0].keys["confidence_high"] == "30/40"


def strictly(directory: Directory) -> None:
    """The council adopts keys by which whoever has no share of high confidence stands apart."""
    text = shipped_regulation("product/standing-1").text.decode()
    do(directory, adoption([text.replace(", where_all_have = true", "")], since=DAY))


def test_where_only_some_were_voted_on_the_share_parts_nobody_and_that_is_said(directory: Directory) -> None:
    do(directory, *(appointed(each) for each in (ONE, TWO)), *(classified(each, "good", "80") for each in (ONE, TWO)))
    do(directory, *vote(30))

    found = rank(directory)
    assert (ranks(found), apart(found), found.skipped_keys) == ({ONE: "1=", TWO: "1="}, {}, ("confidence_high",))

    strictly(directory)
    found = rank(directory)
    assert (ranks(found), apart(found), found.skipped_keys) == ({ONE: "1"}, {TWO: ("confidence_high",)}, ())


def test_of_two_votes_whose_days_do_not_tell_which_was_the_later_neither_counts(directory: Directory) -> None:
    strictly(directory)
    do(directory, *(appointed(each) for each in (ONE, TWO)), *(classified(each, "good", "80") for each in (ONE, TWO)))
    do(directory, *vote(30, 31))
    do(directory, *vote(20, session="V-2", held_on="2025-06"))

    found = rank(directory)

    assert (ranks(found), apart(found)) == ({TWO: "1"}, {ONE: ("confidence_high",)})
    assert found.not_rankable[0].model_dump()["reasons"] == ({"what": "vote_day", "key": "confidence_high", "of": None},)


@pytest.mark.parametrize(("high", "collected", "reason"), [(20, None, "vote_base"), (None, 40, "vote_count")])
def test_a_share_without_base_or_count_is_missing(directory: Directory, high: int | None, collected: int | None, reason: str) -> None:
    strictly(directory)
    do(directory, appointed(ONE), appointed(TWO), *(classified(each, "good", "80") for each in (ONE, TWO)))
    do(directory, *vote(None, 35, session="V-1", held_on="2025-01-10"))
    do(directory, *vote(high, session="V-2", collected=collected))

    found = rank(directory)

    assert ranks(found) == {TWO: "1"}
    assert found.not_rankable[0].model_dump()["reasons"] == ({"what": reason, "key": "confidence_high", "of": "V-2"},)


def test_where_no_vote_was_held_the_share_is_left_out_and_that_is_said(directory: Directory) -> None:
    do(directory, appointed(ONE), classified(ONE, "good", "80"))

    found = rank(directory)

    assert (ranks(found), found.skipped_keys) == ({ONE: "1"}, ("confidence_high",))


def test_the_answer_names_the_clause_and_how_well_it_is_known(directory: Directory) -> None:
    rule = rank(directory).tie_rule

    assert (rule.clause, rule.known_from) == ("product/standing-1#ranking", "unverified")
    assert rule.keys == ("classification descending", "points descending", "confidence_high descending")


# why


def test_a_rank_is_explained_by_the_neighbours_and_the_key_that_decided(directory: Directory) -> None:
    levels = (("excellent", "91"), ("good", "85.5"), ("good", "85.5"), ("good", "85.25"), ("completed", "60"))
    do(directory, *(appointed(f"C{place:06d}") for place in range(1, 6)))
    do(directory, *(classified(f"C{place:06d}", *each) for place, each in enumerate(levels, 1)))

    found = explained(directory, TWO)

    assert (found.rank, found.count, found.keys) == ("2=", 5, {"classification": "good", "points": "85.5"})
    assert [each.model_dump(exclude={"subject", "name"}) for each in found.neighbours] == [
        {"relation": "above", "rank": "1", "cadre": ONE, "key": "classification", "theirs": "excellent", "own": "good"},
        {"relation": "tied", "rank": "2=", "cadre": THREE, "key": None, "theirs": "good", "own": "good"},
        {"relation": "below", "rank": "4", "cadre": FOUR, "key": "points", "theirs": "85.25", "own": "85.5"},
    ]


def test_who_stands_apart_is_told_why_and_has_no_neighbours(directory: Directory) -> None:
    do(directory, appointed(ONE), appointed(TWO), classified(ONE, "good", "80"))

    found = explained(directory, TWO)

    assert (found.rank, found.neighbours) == (None, ())
    assert [each.what for each in found.reasons] == ["no_classification", "no_points"]


# lists


def lines(directory: Directory, scope: Scope | None = None, day: str = DAY, **page: Any) -> dict[str, answers.StandingRowPart]:
    with desk(directory, as_of=day) as found:
        rows = standing_list(found, scope, page.get("limit"), page.get("after")).standings
    return {each.code: each for each in rows}


def test_a_line_says_posts_latest_level_and_whether_a_higher_post_is_open(directory: Directory) -> None:
    do(directory, appointed(ONE, "GD"), classified(ONE, "good", "80"), classified(ONE, "completed", period="2024", decided_on="2024-12-20"))

    row = lines(directory)[ONE]

    assert ([each.position for each in row.posts], row.posts[0].unit) == (["GD"], "SO-NV")
    assert (row.latest and row.latest.model_dump()) == {"period": "2025", "level": "good"}
    assert (row.higher_post, row.flags) == ("applies", 0)
    assert lines(directory, day="2024-12-19")[ONE].latest is None


def test_flags_that_are_up_are_counted_for_their_cadre(directory: Directory) -> None:
    # More than two thirds low of forty: Regulation 96-QĐ/TW.
    do(directory, *voted({"high": 5, "confidence": 5, "low": 30}))

    assert {code: row.flags for code, row in lines(directory).items()} == {ONE: 1, TWO: 0, THREE: 0, FOUR: 0, FIVE: 0}
    assert lines(directory, day="2025-06-09")[ONE].flags == 0


def test_lists_are_paged_by_code_and_narrowed_to_a_unit(directory: Directory) -> None:
    do(directory, *(appointed(each) for each in (ONE, THREE, FOUR)), appointed(TWO, "TP"))

    assert list(lines(directory)) == [ONE, TWO, THREE, FOUR, FIVE]
    assert list(lines(directory, limit=2, after=ONE)) == [TWO, THREE]
    assert list(lines(directory, UNIT)) == [ONE, THREE, FOUR]
    assert list(lines(directory, UNIT, limit=1, after=ONE)) == [THREE]
    assert list(lines(directory, WHOLE)) == [ONE, TWO, THREE, FOUR]


def test_a_merged_file_has_no_line_of_its_own(directory: Directory) -> None:
    do(directory, make(MergeCadre, cadre=TWO, into=ONE, reason="nhập hai lần"))

    assert list(lines(directory)) == [ONE, THREE, FOUR, FIVE]


def test_files_of_a_unit_are_listed_on_the_day(directory: Directory) -> None:
    do(directory, appointed(TWO), appointed(THREE, since="2026-01-01"))

    def listed(day: str, found: str | None = None) -> list[str]:
        with desk(directory, as_of=day) as opened:
            among = frozenset(each.cadre for each in members(opened, UNIT))
            return [each.code for each in cadre_list(opened, found, None, None, among).cadres]

    assert (listed("2025-12-31"), listed(DAY), listed(DAY, "le van")) == ([TWO], [TWO, THREE], [THREE])


def test_members_found_by_rows_of_the_day_are_those_found_by_looking_at_everyone(directory: Directory) -> None:
    """Today's rows name them; as of the day after, everyone is looked at."""
    do(
        directory,
        appointed(ONE),
        appointed(TWO, "TP", since="2026-05"),
        appointed(THREE),
        *(classified(each, "good") for each in (ONE, TWO)),
    )
    do(directory, make(MergeCadre, cadre=THREE, into=FOUR, reason="nhập hai lần"))

    for scope in (UNIT, WHOLE):
        today, after = belonging(directory, scope, "2026-05-10"), belonging(directory, scope, "2026-05-11")
        assert today == after
    assert belonging(directory, WHOLE, "2026-05-10")[-1:] == [FOUR]
