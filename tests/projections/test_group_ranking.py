"""The ranking of a group: the same keys of the same period for all, ties kept, who cannot be compared apart."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_ledger.projections.group_ranking import SHARE, Apart, Candidate, GroupRanking, Known, rank_group
from cadre_ledger.rulebook.personnel import RankingKeysGroup
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.facts import ClassificationFact
from cadre_ledger.values.periods import Period
from cadre_ledger.values.quality import Quality
from cadre_ledger.values.shares import Share

DAY = date(2026, 5, 10)
NO_VOTE = Apart("no_vote", SHARE)
LEAVE = Apart("on_leave")


def rule(*keys: tuple[str, str]) -> RankingKeysGroup:
    text = {"vi": "Xếp", "en": "Rank"}
    named = [{"by": by, "order": order} for by, order in keys]
    return RankingKeysGroup.model_validate(
        {"id": "ranking", "known_from": "unverified", "text": text, "kind": "ranking_keys_group", "keys": named}
    )


RULE = rule(("classification", "descending"), ("points", "descending"), (SHARE, "descending"))


def decision(level: str, points: str | None = None, period: str = "2025", decided_on: str = "2025-12-20", entry: int = 7) -> Any:
    made = PartialDate.parse(decided_on)
    return ClassificationFact(entry, Period.parse(period), Quality(level), made, None if points is None else Decimal(points))


def share(count: int, of: int) -> Known:
    return Known(Share(count, of), "V-1", (9,))


def someone(cadre: str, *decisions: ClassificationFact, vote: Known | Apart = NO_VOTE, apart: tuple[Apart, ...] = ()) -> Candidate:
    return Candidate(cadre, f"Người {cadre}", decisions, vote, apart)


def ranked(candidates: Sequence[Candidate], keys: RankingKeysGroup = RULE, period: str | None = None) -> GroupRanking:
    return rank_group(candidates, keys, DAY, period)


def ranks(found: GroupRanking) -> dict[str, str]:
    return {each.candidate.cadre: each.rank for each in found.placed}


def reasons(found: GroupRanking) -> dict[str, list[str]]:
    return {each.candidate.cadre: [reason.what for reason in each.reasons] for each in found.apart}


# by the keys in turn


def test_the_better_level_ranks_first_whatever_the_points_are() -> None:
    levels = ("completed", "excellent", "not_completed", "good")
    found = ranked([someone(level[:2], decision(level, points)) for level, points in zip(levels, ("99", "90", "99.5", "98"), strict=True)])

    assert [each.candidate.cadre for each in found.placed] == ["ex", "go", "co", "no"]
    assert [each.rank for each in found.placed] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("first", "second", "expected"), [("84.51", "84.50", ("1", "2")), ("84.50", "84.51", ("2", "1")), ("84.5", "84.50", ("1=", "1="))]
)
def test_points_part_those_of_one_level_to_the_last_digit(first: str, second: str, expected: tuple[str, str]) -> None:
    found = ranked([someone("a", decision("good", first)), someone("b", decision("good", second))])

    assert tuple(ranks(found)[each] for each in "ab") == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (share(25, 47), share(24, 47), ("1", "2")),
        (share(17, 25), share(25, 37), ("1", "2")),  # 0.68 is more than 0.675…
        (share(22, 33), share(2, 3), ("1=", "1=")),
        (share(0, 10), share(1, 400), ("2", "1")),
    ],
)
def test_shares_part_those_equal_on_level_and_points_as_exact_fractions(first: Known, second: Known, expected: tuple[str, str]) -> None:
    found = ranked([someone("a", decision("good", "80"), vote=first), someone("b", decision("good", "80"), vote=second)])

    assert tuple(ranks(found)[each] for each in "ab") == expected


def test_those_equal_on_every_key_share_a_rank_and_the_next_place_is_skipped() -> None:
    tied = decision("good", "80")
    found = ranked(
        [someone("a", decision("excellent", "92")), someone("b", tied), someone("c", tied), someone("d", decision("completed", "80"))]
    )

    assert ranks(found) == {"a": "1", "b": "2=", "c": "2=", "d": "4"}


def test_a_key_may_rank_from_the_least() -> None:
    found = ranked([someone("a", decision("good", "80")), someone("b", decision("good", "70"))], rule(("points", "ascending")))

    assert ranks(found) == {"b": "1", "a": "2"}


# one period for all


def test_all_are_compared_on_the_latest_year_and_who_has_none_in_it_stands_apart() -> None:
    older = decision("excellent", "99", "2024", "2024-12-20")
    found = ranked([someone("a", decision("good", "80")), someone("b", older), someone("c", older, decision("completed", "60"))])

    assert found.period == "2025"
    assert ranks(found) == {"a": "1", "c": "2"}
    assert reasons(found) == {"b": ["no_classification", "no_points"]}
    assert found.apart[0].reasons[0] == Apart("no_classification", "classification", "2025")


def test_a_quarter_is_never_the_latest_year_but_may_be_asked_for() -> None:
    quarter = decision("excellent", "95", "2026-Q1", "2026-04-02")
    people = [
        someone("a", decision("good", "80"), quarter),
        someone("b", decision("excellent", "91"), replace(quarter, level=Quality.GOOD)),
    ]

    assert (ranked(people).period, ranks(ranked(people))) == ("2025", {"b": "1", "a": "2"})
    assert ranks(ranked(people, period="2026-Q1")) == {"a": "1", "b": "2"}


@pytest.mark.parametrize(
    ("decided_on", "period"), [("2026-05-10", "2025"), ("2026-05-11", "2024"), ("2026-05", "2024"), ("2026-04", "2025")]
)
def test_a_decision_makes_its_year_the_latest_once_its_day_has_certainly_come(decided_on: str, period: str) -> None:
    older = decision("good", "80", "2024", "2024-12-20")

    assert ranked([someone("a", older), someone("b", older, decision("good", "70", decided_on=decided_on))]).period == period


def test_a_decision_whose_day_cannot_be_told_is_missing_not_absent() -> None:
    found = ranked([someone("a", decision("good", "80")), someone("b", decision("good", "70", decided_on="2026-05"))])

    assert ranks(found) == {"a": "1"}
    assert reasons(found) == {"b": ["decision_day", "decision_day"]}


def test_of_two_decisions_on_one_period_the_later_counts_and_where_that_cannot_be_told_neither() -> None:
    first, later = decision("good", "80"), decision("completed", "60", decided_on="2026-01-15")
    unclear = decision("completed", "60", decided_on="2025-12")
    same_day = decision("completed", "60")
    people = [someone("a", first, later), someone("b", first, unclear), someone("c", first, replace(first, entry=8))]
    found = ranked([*people, someone("d", first, same_day)])

    assert {each.candidate.cadre: str(each.keys["classification"]) for each in found.placed} == {"a": "completed", "c": "good"}
    assert reasons(found) == {each: ["decision_day", "decision_day"] for each in "bd"}


def test_a_year_of_which_nobodys_level_can_be_told_is_not_the_one_compared() -> None:
    older = decision("good", "80", "2024", "2024-12-20")
    unclear = (decision("good", "80"), decision("completed", "60", decided_on="2026-05"))
    found = ranked([someone("a", older), someone("b", older, *unclear)])

    assert (found.period, ranks(found)) == ("2024", {"a": "1=", "b": "1="})


def test_a_decision_set_aside_counts_as_never_made() -> None:
    gone = replace(decision("excellent", "99"), annulled_on=PartialDate.on(date.min))

    assert reasons(ranked([someone("a", decision("good", "80")), someone("b", gone)])) == {"b": ["no_classification", "no_points"]}


# apart, never last


def test_who_lacks_points_that_others_have_stands_apart() -> None:
    found = ranked([someone("a", decision("good", "80")), someone("b", decision("excellent"))])

    assert (ranks(found), reasons(found)) == ({"a": "1"}, {"b": ["no_points"]})


def test_a_key_that_nobody_has_is_left_out_for_all() -> None:
    found = ranked([someone("a", decision("good")), someone("b", decision("excellent")), someone("c", decision("good"))])

    assert ranks(found) == {"b": "1", "a": "2=", "c": "2="}
    assert found.skipped == ("points", SHARE)


def test_a_key_that_only_someone_apart_has_is_left_out_too() -> None:
    found = ranked([someone("a", decision("good", "80")), someone("b", vote=share(9, 10))])

    assert (ranks(found), found.skipped) == ({"a": "1"}, (SHARE,))


def test_who_is_kept_apart_by_another_reason_decides_neither_the_period_nor_the_keys() -> None:
    away = someone("b", decision("good", "80", "2025"), vote=share(9, 10), apart=(LEAVE,))
    found = ranked([someone("a", decision("good", "80", "2024", "2024-12-20")), away])

    assert (found.period, found.skipped, ranks(found)) == ("2024", (SHARE,), {"a": "1"})
    assert reasons(found) == {"b": ["on_leave", "no_classification", "no_points"]}


def test_where_nobody_has_any_key_nobody_is_ranked() -> None:
    found = ranked([someone("a"), someone("b")])

    assert (found.period, found.placed, found.skipped) == (None, (), ())
    assert reasons(found) == {each: ["no_classification", "no_points", "no_vote"] for each in "ab"}


def test_nobody_has_no_ranks() -> None:
    assert ranked([]) == GroupRanking(None, (), (), (), ())


# properties

decisions = st.builds(
    decision,
    st.sampled_from(Quality),
    st.none() | st.sampled_from(("70", "80", "80.0")),
    st.sampled_from(("2024", "2025")),
    st.sampled_from(("2025-12-20", "2025-12", "2026-05", "2026-05-11")),
)
shares = st.sampled_from((NO_VOTE, share(1, 2), share(2, 4), share(3, 4)))
people: Any = st.lists(
    st.builds(lambda made, vote, away: (made, vote, away), st.lists(decisions, max_size=3), shares, st.sampled_from(((), (), (LEAVE,)))),
    max_size=8,
).map(lambda each: [someone(f"C{place}", *made, vote=vote, apart=away) for place, (made, vote, away) in enumerate(each)])


@given(people=people, data=st.data())
def test_a_ranking_does_not_depend_on_the_order_in_which_people_are_found(people: list[Candidate], data: st.DataObject) -> None:
    assert ranked(data.draw(st.permutations(people))) == ranked(people)


@given(people=people)
def test_everyone_is_either_ranked_or_apart_with_a_reason(people: list[Candidate]) -> None:
    found = ranked(people)
    placed, apart = [each.candidate.cadre for each in found.placed], [each.candidate.cadre for each in found.apart]

    assert sorted(placed + apart) == sorted(each.cadre for each in people)
    assert all(each.reasons for each in found.apart)
    assert all(not each.candidate.apart for each in found.placed)


@given(people=people)
def test_without_those_apart_the_ranks_are_the_same(people: list[Candidate]) -> None:
    found = ranked(people)
    alone = ranked([each.candidate for each in found.placed])

    assert ranks(alone) == ranks(found)
    if found.placed:
        assert (alone.used, alone.skipped) == (found.used, found.skipped)


@given(people=people)
def test_a_rank_is_one_more_than_the_number_of_those_before_and_ties_are_symmetric(people: list[Candidate]) -> None:
    found = ranked(people)
    numbers = {each.candidate.cadre: tuple(-each.keys[key.by].number for key in found.used) for each in found.placed}

    for cadre, rank in ranks(found).items():
        before = sum(other < numbers[cadre] for other in numbers.values())
        equal = sum(other == numbers[cadre] for other in numbers.values())
        assert rank == f"{before + 1}{'=' if equal > 1 else ''}"
