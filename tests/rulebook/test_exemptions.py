"""Who is left out of a confidence vote: nine months in the post under 85/2014, the year of the appointment under 96/2023."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_ledger.rulebook.exemptions import exempted
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.facts import PostFact
from cadre_ledger.values.verdicts import Answer, Truth
from rulebook.given import DAYS, PARTIAL_DAYS, constant_until_next_change, shipped

YES, NO, UNKNOWN = Truth.APPLIES, Truth.NOT, Truth.UNDETERMINED
RES_85, RES_96 = "vn/85-2014-QH13", "vn/96-2023-QH15"


def truth(regulation: str, since: str, as_of: str, until: str | None = None) -> Truth:
    """The first exemption of a regulation."""
    post = PostFact(7, "P-1", PartialDate.parse(since), PartialDate.parse(until) if until else None)
    return exempted(shipped(regulation), post, date.fromisoformat(as_of))[0].whole.truth


@pytest.mark.parametrize(
    ("since", "expected"),
    [("2018-01-25", NO), ("2018-01-26", YES), ("2018-01", UNKNOWN), ("2018-10-24", YES), ("2018-10-26", NO), ("2016", NO)],
)
def test_nine_months_in_the_post_are_needed_under_85(since: str, expected: Truth) -> None:
    """A vote of 25 October 2018; whoever takes the post a day later does not hold it yet."""
    assert truth(RES_85, since, "2018-10-25") is expected


@pytest.mark.parametrize(("since", "expected"), [("2022-12-31", UNKNOWN), ("2023-01-01", YES), ("2023", YES), ("2023-11-30", YES)])
def test_who_was_elected_in_the_year_of_the_vote_is_left_out_under_96(since: str, expected: Truth) -> None:
    """Others may be left out because their retirement is announced, which nobody records here."""
    assert truth(RES_96, since, "2023-12-31") is expected


def test_the_year_after_it_is_no_more_the_year_of_the_vote() -> None:
    post = PostFact(7, "P-1", PartialDate.parse("2023-03-01"))

    found = exempted(shipped(RES_96), post, date(2023, 12, 13))[0].whole
    then = exempted(shipped(RES_96), post, date(2024, 1, 1))[0].whole

    assert (found.truth, found.answer.next_change, found.evidence) == (YES, date(2024, 1, 1), (7,))
    assert (then.truth, then.missing) == (UNKNOWN, ("retirement_announced",))


def test_what_was_left_or_is_only_planned_is_not_voted_on() -> None:
    assert truth(RES_85, "2018-03-01", "2018-10-25", until="2018-10-25") is NO
    assert exempted(shipped(RES_85), PostFact(7, "P-1", PartialDate.parse("2018-03-01"), planned=True), date(2018, 10, 25)) == ()


@given(st.sampled_from([RES_85, RES_96]), PARTIAL_DAYS, DAYS, st.data())
def test_the_answer_holds_until_the_day_it_names(regulation: str, since: PartialDate, as_of: date, data: st.DataObject) -> None:
    post = PostFact(7, "P-1", since)

    def judge(day: date) -> Answer:
        return exempted(shipped(regulation), post, day)[0].whole.answer

    first = judge(as_of)
    constant_until_next_change(lambda day: judge(day).truth, lambda _: first.next_change, as_of, data)
