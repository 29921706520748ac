"""Plausibility: what is odd about a published table without being impossible, on figures that papers really printed."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cadre_ledger.rulebook import plausibility
from cadre_ledger.rulebook.clauses import SmallBody
from cadre_ledger.rulebook.plausibility import Listed, ListedResult, result_findings, session_findings
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.findings import Finding
from cadre_ledger.values.shares import Base, Share
from cadre_ledger.values.tallies import Ballots, Level, VoteKind, squeeze
from rulebook.given import RES_35, RES_85, RES_96, shipped

H, C, L = Level.HIGH, Level.CONFIDENCE, Level.LOW


def listed(held_on: str = "2023-12-13", sums: tuple[int, ...] = (), kind: VoteKind = VoteKind.CONFIDENCE, **numbers: int) -> Listed:
    ballots = Ballots(**numbers)
    return Listed(kind, PartialDate.parse(held_on), ballots, squeeze(ballots, sums))


def line(*counts: int, printed: dict[Level, str] | None = None) -> ListedResult:
    return ListedResult(
        4, "Nguyễn Văn Mẫu", dict(zip((H, C, L), counts, strict=False)), {level: Decimal(text) for level, text in (printed or {}).items()}
    )


def percents(result: ListedResult, of: Listed, regulation: str = RES_96) -> list[Finding]:
    return [each for each in result_findings(result, of, shipped(regulation), ()) if each.code is Code.PERCENT_UNEXPLAINED]


def facts(*found: Finding) -> list[dict[str, Any]]:
    return [{name: each.facts[name] for name in ("count", "printed", "expected", "would_fit", "fitting_base")} for each in found]


# what papers printed


def test_24_votes_beside_a_percentage_of_22() -> None:
    found = percents(line(24, 0, 0, printed={H: "4.42"}), listed("2018-10-25", members_total=498), RES_85)

    # 22/498 = 4.4177 %; 24 is 4.42 % of 543 only: 2400/543 = 4.41989, while of 542 it is 4.42804 and of 544 4.41176.
    assert facts(*found) == [{"count": 24, "printed": "4.42", "expected": "4.82", "would_fit": "22", "fitting_base": "543"}]


def test_399_votes_beside_a_percentage_of_393() -> None:
    found = percents(line(399, 68, 8, printed={H: "81.03", C: "14.02"}), listed("2018-10-25", members_total=485), RES_85)

    # 393/485 = 81.0309 %, 399/485 = 82.2680 %; 39900/492 = 81.0976, 39900/493 = 80.9331: no base at all gives 81.03.
    assert facts(*found) == [{"count": 399, "printed": "81.03", "expected": "82.27", "would_fit": "393", "fitting_base": "-"}]
    assert found[0].facts["level"] == "high"


def test_a_percentage_of_47_in_a_table_of_48() -> None:
    table = listed(collected=48)
    rows = [line(30, 4, 14, printed={L: "29.17"}), line(30, 4, 14, printed={L: "29.79"})]
    found = [each for row in rows for each in percents(row, table)]

    # 14/48 = 29.1667 %, 14/47 = 29.7872 %; no count of 48 prints as 29.79.
    assert facts(*found) == [{"count": 14, "printed": "29.79", "expected": "29.17", "would_fit": "-", "fitting_base": "47"}]


def test_vinh_phuc_printed_shares_of_the_ballots_collected_and_not_of_the_valid_ones() -> None:
    table = listed(collected=47, valid=46)

    assert percents(line(19, 2, 25, printed={H: "40.43", C: "4.26", L: "53.19"}), table) == []
    assert facts(*percents(line(19, 2, 25, printed={L: "54.35"}), table)) == [
        {"count": 25, "printed": "54.35", "expected": "53.19", "would_fit": "-", "fitting_base": "46"}
    ]


def test_three_rounded_shares_need_not_add_up() -> None:
    # A third each is three times 33.33; of 485, 437 + 34 + 4 leaves ten who handed nothing in.
    assert percents(line(16, 16, 16, printed=dict.fromkeys((H, C, L), "33.33")), listed(collected=48)) == []
    assert percents(line(437, 34, 4, printed={H: "90.10", C: "7.01", L: "0.82"}), listed("2018-10-25", members_total=485), RES_85) == []
    # 1/7, 2/7 and 4/7 print as 14.29, 28.57 and 57.14, which is 100; 1/6, 1/6 and 4/6 as 16.67 twice and 66.67, which is 100.01.
    assert percents(line(1, 1, 4, printed={H: "16.67", C: "16.67", L: "66.67"}), listed(collected=6)) == []


@pytest.mark.parametrize(
    ("printed", "explained"),
    [
        ("53.19", True),
        ("53.2", True),
        ("53", True),
        ("53.191", True),
        ("53.1915", True),
        ("53.20", False),
        ("53.1", False),
        ("54", False),
        ("53.192", False),
    ],
)
def test_a_percentage_is_compared_as_precisely_as_it_is_printed(printed: str, *, explained: bool) -> None:
    # 25/47 = 53.19148… %
    assert (percents(line(19, 2, 25, printed={L: printed}), listed(collected=47)) == []) is explained


@pytest.mark.parametrize(("count", "of", "printed"), [(1, 32, "3.13"), (1, 16, "6.3"), (1, 8, "13"), (3, 200, "2")])
def test_a_half_is_rounded_up(count: int, of: int, printed: str) -> None:
    # 3.125, 6.25, 12.5 and 1.5 %
    assert percents(line(count, printed={H: printed}), listed(collected=of)) == []


def test_a_coarse_percentage_may_stand_for_several_counts_and_bases() -> None:
    found = percents(line(200, printed={H: "40"}), listed("2018-10-25", members_total=485), RES_85)

    # 39.5 % of 485 is 191.6 and 40.5 % is 196.4; 200 is 40 % of 493.8 to 506.3.
    assert facts(*found) == [{"count": 200, "printed": "40", "expected": "41.24", "would_fit": "192–196", "fitting_base": "494–506"}]


# the base is not known


@pytest.mark.parametrize(
    ("printed", "explained"),
    [
        ("53.19", True),  # of 47
        ("52.08", True),  # of 48
        ("41.67", True),  # of 60
        ("40.98", False),  # of 61, and only 60 were issued
        ("54.35", False),  # of 46, and 47 marks were counted
        ("50.50", False),  # of none: 25/49 is 51.02, 25/50 is 50.00
    ],
)
def test_between_bounds_some_base_inside_them_must_explain_it(printed: str, *, explained: bool) -> None:
    table = listed(sums=(47,), issued=60)
    found = percents(line(20, 2, 25, printed={L: printed}), table)

    assert (found == []) is explained
    assert {(each.facts["of"], each.facts["expected"], each.facts["would_fit"]) for each in found} <= {("47–60", "-", "-")}


def test_without_an_upper_bound_any_larger_base_may_explain_it() -> None:
    table = listed(sums=(47,))

    assert percents(line(20, 2, 25, printed={L: "5.15"}), table) == []
    (found,) = percents(line(20, 2, 25, printed={L: "55.56"}), table)
    assert (found.facts["of"], found.facts["fitting_base"]) == ("47–…", "45")


@pytest.mark.parametrize("numbers", [{"collected": 47}, {"issued": 47}, {}])
def test_nought_is_nought_percent_of_anything(numbers: dict[str, Any]) -> None:
    table = listed(sums=(46,), **numbers)

    assert percents(line(46, 0, 0, printed={C: "0", L: "0.00"}), table) == []
    assert len(percents(line(46, 0, 0, printed={C: "0.01", L: "100"}), table)) == 2


def test_a_count_cannot_be_printed_as_nought_percent() -> None:
    assert len(percents(line(45, 1, 1, printed={L: "0.00"}), listed(collected=47))) == 1
    # With one or no decimal it can, where there are enough ballots.
    assert percents(line(470, 4, 1, printed={L: "0"}), listed(collected=475)) == []


def test_a_percentage_of_a_count_that_is_not_printed_says_nothing() -> None:
    result = ListedResult(1, "A", {H: 30}, {L: Decimal("12.00")})

    assert percents(result, listed(collected=47)) == []


def test_a_regulation_without_a_base_has_nothing_to_compare_with() -> None:
    result = ListedResult(1, "A", {Level.NO_CONFIDENCE: 30}, {Level.NO_CONFIDENCE: Decimal("12.00")})
    table = listed(kind=VoteKind.BINDING, collected=47)

    assert percents(result, table, "vn/96-QD-TW-2023") == []


@pytest.mark.parametrize(
    ("count", "printed"), [(1_000_000, "0.01"), (1_000_000, "0.000001"), (1000, "0.01"), (1, "0.00"), (999_999, "99.999999")]
)
def test_large_counts_and_small_percentages_are_answered_at_once(count: int, printed: str) -> None:
    for table in (listed(sums=(count,)), listed(collected=1_000_000)):
        for found in percents(line(count, printed={H: printed}), table):
            assert len(str(found.facts["fitting_base"])) < 40
            assert len(str(found.facts["would_fit"])) < 40


# every base and every count, against trying them all

printed_percents = st.one_of(
    st.integers(0, 10_000).map(lambda number: Decimal(number).scaleb(-2)),
    st.integers(0, 1000).map(lambda number: Decimal(number).scaleb(-1)),
    st.integers(0, 100).map(Decimal),
)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 60), printed_percents)
@example(25, Decimal("53.19"))
@example(1, Decimal("0.01"))
@example(0, Decimal("0.00"))
@example(60, Decimal(100))
def test_all_bases_that_fit_are_found_and_no_others(count: int, percent: Decimal) -> None:
    fitting = plausibility._fitting_bases(count, percent)
    tried = range(max(count, 1), 21_000)

    assert [base for base in tried if base in fitting] == [base for base in tried if plausibility._rounds_to(count, base, percent)]
    assert all(base >= count for base in (fitting[:1] if fitting else ()))


@settings(deadline=None)
@given(st.integers(1, 600), printed_percents)
def test_all_counts_that_fit_are_found_and_no_others(of: int, percent: Decimal) -> None:
    assert list(plausibility._fitting_counts(percent, of)) == [
        count for count in range(of + 1) if plausibility._rounds_to(count, of, percent)
    ]


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_share_that_we_print_ourselves_is_always_explained(count: int, more: int) -> None:
    of = count + more

    assert percents(line(count, printed={H: str(Share(count, of).percent)}), listed(collected=of)) == []


@given(st.integers(0, 300), st.integers(1, 300), st.integers(0, 40), st.integers(0, 40))
def test_what_one_base_explains_bounds_around_it_explain_too(count: int, more: int, below: int, above: int) -> None:
    of = count + more
    table = listed(sums=(max(count, of - below),), issued=of + above)

    assert percents(line(count, printed={H: str(Share(count, of).percent)}), table) == []


# the session


def codes(table: Listed, regulation: str = RES_96) -> list[Code]:
    found = list(session_findings(table, shipped(regulation)))
    assert not any(each.stops for each in found)
    return [each.code for each in found]


@pytest.mark.parametrize(
    ("held_on", "regulation", "code"),
    [
        ("2023-06-30", RES_96, Code.BASIS_OUT_OF_FORCE),
        ("2023-07-01", RES_96, None),
        ("2023-06", RES_96, Code.BASIS_OUT_OF_FORCE),
        ("2023-07", RES_96, None),
        ("2023", RES_96, Code.BASIS_IN_FORCE_UNKNOWN),
        ("2026-05-10", RES_96, None),
        ("2014-11-27", RES_85, Code.BASIS_IN_FORCE_UNKNOWN),
        ("2018-10-24", RES_85, Code.BASIS_IN_FORCE_UNKNOWN),
        ("2018-10-25", RES_85, None),
        ("2023-06-30", RES_85, None),
        ("2023-07-01", RES_85, Code.BASIS_OUT_OF_FORCE),
        ("2023", RES_85, Code.BASIS_IN_FORCE_UNKNOWN),
        ("2013-07-10", RES_35, Code.BASIS_IN_FORCE_UNKNOWN),
        ("2014-12", RES_35, None),
    ],
)
def test_a_basis_outside_its_days_in_force_is_odd(held_on: str, regulation: str, code: Code | None) -> None:
    assert codes(listed(held_on, collected=47, members_total=48), regulation) == ([code] if code else [])


def test_more_ballots_back_than_were_given_out_is_odd_and_happens() -> None:
    (found,) = session_findings(listed(issued=46, collected=47), shipped(RES_96))

    assert (found.code, found.facts) == (Code.COLLECTED_OVER_ISSUED, {"collected": 47, "issued": 46})
    assert codes(listed(issued=47, collected=47)) == []


def test_more_ballots_than_members_is_odd() -> None:
    assert codes(listed(issued=48, collected=47, members_total=47)) == [Code.ISSUED_OVER_MEMBERS]
    assert codes(listed(issued=47, collected=47, members_total=47)) == []


@pytest.mark.parametrize(
    ("table", "facts"),
    [
        (listed(sums=(46,), issued=47), {"base": "ballots_collected", "at_least": 46, "at_most": 47}),
        (listed(sums=(46,)), {"base": "ballots_collected", "at_least": 46, "at_most": "?"}),
        (listed(sums=(47,), issued=47), None),
        (listed(collected=47), None),
    ],
)
def test_a_base_that_is_not_known_is_said_with_its_bounds(table: Listed, facts: dict[str, object] | None) -> None:
    found = [each.facts for each in session_findings(table, shipped(RES_96))]

    assert found == ([facts] if facts else [])
    assert table.bounds[Base.BALLOTS_COLLECTED].exact is (facts is None)


# small bodies


def reveals(*counts: int, below: int = 10) -> list[Finding]:
    clause = SmallBody.model_validate(
        {"id": "small", "kind": "small_body", "known_from": "unverified", "ballots_below": below, "text": {"vi": "Ít phiếu", "en": "Few"}}
    )
    return [
        each
        for each in result_findings(line(*counts), listed(collected=500), shipped(RES_96), (clause,))
        if each.code is Code.REVEALS_VOTES
    ]


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((9, 0, 0), True),
        ((0, 0, 9), True),
        ((8, 1, 0), True),  # that one knows how all the others voted
        ((7, 2, 0), False),
        ((7, 1, 1), False),
        ((10, 0, 0), False),
        ((9, 1, 0), False),
        ((1, 0, 0), True),
        ((1, 1, 0), True),
        ((0, 0, 0), False),
        ((), False),
    ],
)
def test_few_ballots_that_are_all_alike_reveal_how_people_voted(counts: tuple[int, ...], *, told: bool) -> None:
    assert [each.facts["ballots"] for each in reveals(*counts)] == ([sum(counts)] if told else [])


def test_without_a_clause_on_small_bodies_nothing_is_small() -> None:
    assert list(result_findings(line(3, 0, 0), listed(collected=3), shipped(RES_96), ())) == []
