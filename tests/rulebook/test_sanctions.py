"""Clocks of sanctions: how long each is in effect and keeps from a higher post, on two lines that do not touch."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_ledger.rulebook.sanctions import Clock, effect, freeze, frozen
from cadre_ledger.values.citations import KnownFrom
from cadre_ledger.values.facts import SanctionFact
from cadre_ledger.values.sanctions import Form, Line
from cadre_ledger.values.verdicts import Truth
from cadre_ledger.wording.terms import TERMS
from rulebook.given import DAYS, DEC_172, REG_69, REG_80, REG_377, SANCTIONS, constant_until_next_change, sanction, shipped

YES, NO, UNKNOWN = Truth.APPLIES, Truth.NOT, Truth.UNDETERMINED
PARTY, STATE = Line.PARTY, Line.STATE


def in_effect(fact: SanctionFact, day: str, *others: SanctionFact, regulation: str = REG_69) -> Clock:
    return effect(shipped(regulation), fact, date.fromisoformat(day), others)


@pytest.mark.parametrize(
    ("day", "truth", "next_change"),
    [
        ("2025-08-09", NO, date(2025, 8, 10)),
        ("2025-08-10", YES, date(2026, 8, 10)),
        ("2026-08-09", YES, date(2026, 8, 10)),
        ("2026-08-10", NO, None),
    ],
)
@pytest.mark.parametrize(("regulation", "line"), [(REG_69, PARTY), (DEC_172, STATE)])
def test_a_sanction_is_in_effect_from_its_announcement_and_lapses_after_a_year(
    regulation: str, line: Line, day: str, truth: Truth, next_change: date | None
) -> None:
    clock = in_effect(sanction("2025-08-10", line=line), day, regulation=regulation)

    assert (clock.answer.truth, clock.answer.next_change, clock.missing) == (truth, next_change, ())
    assert clock.span is not None
    assert str(clock.span.end) == "2026-08-10"


def test_a_sanction_of_the_29th_of_february_lapses_on_the_28th() -> None:
    fact = sanction("2024-02-29")

    assert [in_effect(fact, day).answer.truth for day in ("2025-02-27", "2025-02-28")] == [YES, NO]


@pytest.mark.parametrize(
    ("day", "truth"),
    [
        ("2024-02-29", NO),
        ("2024-03-01", UNKNOWN),
        ("2024-03-30", UNKNOWN),
        ("2024-03-31", YES),
        ("2025-02-28", YES),
        ("2025-03-01", UNKNOWN),
        ("2025-03-31", NO),
    ],
)
def test_an_announcement_known_to_the_month_leaves_its_ends_open(day: str, truth: Truth) -> None:
    clock = in_effect(sanction("2024-03"), day)

    assert clock.answer.truth is truth
    assert clock.missing == (("exact_day",) if truth is UNKNOWN else ())


def test_expulsion_does_not_lapse() -> None:
    clock = in_effect(sanction("2024-03-10", Form.EXPULSION), "2054-03-10")

    assert (clock.answer.truth, clock.answer.next_change) == (YES, None)
    assert clock.span is not None
    assert clock.span.end is None


def test_what_the_authority_ended_or_annulled_is_over_on_that_day() -> None:
    ended, annulled = sanction("2024-03-10", ended_on="2024-06-01"), sanction("2024-03-10", annulled_on="2024-06-01")

    for fact in (ended, annulled):
        assert [in_effect(fact, day).answer.truth for day in ("2024-05-31", "2024-06-01")] == [YES, NO]
        assert in_effect(fact, "2024-05-31").answer.next_change == date(2024, 6, 1)


@pytest.mark.parametrize(
    ("day", "truth", "missing"),
    [
        ("2025-03-09", YES, ()),
        ("2025-03-10", UNKNOWN, ("complaint_decision",)),
        ("2025-05-31", UNKNOWN, ("complaint_decision",)),
        ("2025-06-01", YES, ()),
        ("2026-05-31", YES, ()),
        ("2026-06-01", NO, ()),
    ],
)
def test_a_complaint_keeps_a_party_sanction_from_lapsing_and_its_decision_starts_the_year_again(
    day: str, truth: Truth, missing: tuple[str, ...]
) -> None:
    clock = in_effect(sanction("2024-03-10", complained_on="2024-04-01", complaint_decided_on="2025-06-01"), day)

    assert (clock.answer.truth, clock.missing) == (truth, missing)


def test_a_complaint_that_is_never_decided_leaves_it_open() -> None:
    clock = in_effect(sanction("2024-03-10", complained_on="2024-04-01"), "2034-01-01")

    assert (clock.answer.truth, clock.missing, clock.answer.next_change) == (UNKNOWN, ("complaint_decision",), None)


def test_of_a_complaint_against_the_state_nothing_is_known_and_the_months_run() -> None:
    fact = sanction("2025-08-10", line=STATE, complained_on="2025-09-01", complaint_decided_on="2026-06-01")

    assert in_effect(fact, "2026-08-10", regulation=DEC_172).answer.truth is NO


@pytest.mark.parametrize(
    ("other", "truth"),
    [
        (sanction("2024-09-01", entry=2), UNKNOWN),
        (sanction("2025-03-09", entry=2), UNKNOWN),
        (sanction("2025-03-10", entry=2), NO),
        (sanction("2024-03-10", entry=2), NO),
        (sanction("2023-03-10", entry=2), NO),
        (sanction("2024-09-01", line=STATE, entry=2), NO),
        (sanction("2024-09-01", entry=2, annulled_on="2025-01-01"), NO),
        (sanction("2024-09-01", entry=1), NO),
    ],
)
def test_a_new_sanction_on_the_same_line_within_the_year_keeps_it_from_lapsing_by_itself(other: SanctionFact, truth: Truth) -> None:
    clock = in_effect(sanction("2024-03-10"), "2025-03-10", other)

    assert clock.answer.truth is truth
    assert clock.missing == (("end_after_new_sanction",) if truth is UNKNOWN else ())
    assert in_effect(sanction("2024-03-10"), "2025-03-09", other).answer.truth is YES


def test_the_authority_that_records_its_end_closes_what_a_new_sanction_left_open() -> None:
    fact = sanction("2024-03-10", ended_on="2025-09-01")

    assert in_effect(fact, "2025-08-31", sanction("2024-09-01", entry=2)).answer.truth is UNKNOWN
    assert in_effect(fact, "2025-09-01", sanction("2024-09-01", entry=2)).answer.truth is NO


@pytest.mark.parametrize("judge", [effect, freeze])
@pytest.mark.parametrize(("day", "truth"), [("2024-03-09", NO), ("2024-03-10", UNKNOWN)])
def test_a_regulation_of_the_other_line_sets_no_clock(judge: object, day: str, truth: Truth) -> None:
    clock = (effect if judge is effect else freeze)(shipped(DEC_172), sanction("2024-03-10"), date.fromisoformat(day))

    assert (clock.clause, clock.span, clock.answer.truth) == (None, None, truth)
    assert clock.missing == ((("sanction_effect",) if judge is effect else ("promotion_freeze",)) if truth is UNKNOWN else ())


@pytest.mark.parametrize(
    ("regulation", "line", "form", "year", "last", "first_free"),
    [
        (REG_80, PARTY, Form.REPRIMAND, 2024, "2025-01-09", "2025-01-10"),  # 12 months
        (REG_80, PARTY, Form.WARNING, 2024, "2026-07-09", "2026-07-10"),  # 30 months
        (REG_80, PARTY, Form.REMOVAL, 2024, "2029-01-09", "2029-01-10"),  # 60 months
        (REG_377, PARTY, Form.REPRIMAND, 2026, "2027-01-09", "2027-01-10"),
        (REG_377, PARTY, Form.WARNING, 2026, "2028-07-09", "2028-07-10"),
        (REG_377, PARTY, Form.REMOVAL, 2026, "2031-01-09", "2031-01-10"),
        (DEC_172, STATE, Form.REPRIMAND, 2026, "2027-01-09", "2027-01-10"),  # 12 months
        (DEC_172, STATE, Form.WARNING, 2026, "2027-01-09", "2027-01-10"),  # 12 months
        (DEC_172, STATE, Form.REMOVAL, 2026, "2028-01-09", "2028-01-10"),  # 24 months
    ],
)
def test_each_form_keeps_from_a_higher_post_for_its_months(
    regulation: str, line: Line, form: Form, year: int, last: str, first_free: str
) -> None:
    fact = sanction(f"{year}-01-10", form, line)
    clocks = [freeze(shipped(regulation), fact, date.fromisoformat(day)) for day in (f"{year}-01-09", f"{year}-01-10", last, first_free)]

    assert [clock.answer.truth for clock in clocks] == [NO, YES, YES, NO]
    assert clocks[1].answer.next_change == date.fromisoformat(first_free)


# Regulation 80 is known to have been in force by 6 September 2022, 69 from 6 July 2022 on; 377 replaced 80 on 8 October 2025.


@pytest.mark.parametrize(
    ("announced", "truth"),
    [
        ("2021-12-01", UNKNOWN),
        ("2022-09-05", UNKNOWN),
        ("2022-09", UNKNOWN),
        ("2022-09-06", YES),
        ("2025-10-07", YES),
        ("2025-10-08", UNKNOWN),
    ],
)
def test_a_freeze_under_a_text_that_may_not_have_ruled_its_day_cannot_be_told(announced: str, truth: Truth) -> None:
    clock = freeze(shipped(REG_80), sanction(announced, Form.WARNING), date(2023, 12, 1) if announced < "2025" else date(2026, 1, 1))

    assert clock.answer.truth is truth
    assert clock.missing == (("in_force",) if truth is UNKNOWN else ())
    assert clock.clause is not None


@pytest.mark.parametrize(("announced", "truth"), [("2022-07-05", UNKNOWN), ("2022-07", UNKNOWN), ("2022-07-06", YES)])
def test_an_effect_under_a_text_that_may_not_have_ruled_its_day_cannot_be_told(announced: str, truth: Truth) -> None:
    clock = in_effect(sanction(announced), "2022-12-01")

    assert (clock.answer.truth, clock.missing) == (truth, ("in_force",) if truth is UNKNOWN else ())


def test_a_text_that_may_not_have_ruled_its_day_still_says_when_it_is_over() -> None:
    """Before its announcement, after its months and once annulled nothing is left to be unsure of."""
    fact, annulled = sanction("2021-12-01"), sanction("2021-12-01", annulled_on="2022-02-01")

    days = [date(2021, 11, 30), date(2021, 12, 1), date(2022, 11, 30), date(2022, 12, 1)]

    assert [freeze(shipped(REG_80), fact, day).answer.truth for day in days] == [NO, UNKNOWN, UNKNOWN, NO]
    assert [freeze(shipped(REG_80), annulled, date(2022, 2, day)).answer.truth for day in (1, 2)] == [NO, NO]


def test_of_the_regulation_of_2025_only_the_five_years_after_removal_were_read() -> None:
    known = {form: freeze(shipped(REG_377), sanction("2026-01-10", form), date(2026, 2, 1)).clause for form in Form}

    assert {form: clause.known_from for form, clause in known.items() if clause} == {
        Form.REPRIMAND: KnownFrom.UNVERIFIED,
        Form.WARNING: KnownFrom.UNVERIFIED,
        Form.REMOVAL: KnownFrom.PRESS,
    }


def test_the_freeze_outlasts_the_effect_and_only_annulment_ends_it() -> None:
    day = date(2025, 6, 1)

    assert in_effect(sanction("2024-03-10", Form.WARNING), "2025-06-01").answer.truth is NO
    assert freeze(shipped(REG_80), sanction("2024-03-10", Form.WARNING), day).answer.truth is YES
    assert freeze(shipped(REG_80), sanction("2024-03-10", Form.WARNING, ended_on="2024-09-01"), day).answer.truth is YES
    assert freeze(shipped(REG_80), sanction("2024-03-10", Form.WARNING, annulled_on="2024-09-01"), day).answer.truth is NO


def test_each_line_has_a_clock_of_its_own() -> None:
    """One warning on each line on one day: the State's freeze is over after 12 months, the Party's after 30."""
    both = (sanction("2025-07-10", Form.WARNING, PARTY, entry=1), sanction("2025-07-10", Form.WARNING, STATE, entry=2))
    days = [date(2026, 7, 9), date(2026, 7, 10), date(2028, 1, 9), date(2028, 1, 10)]

    assert [frozen(shipped(REG_80), PARTY, both, day).answer.truth for day in days] == [YES, YES, YES, NO]
    assert [frozen(shipped(DEC_172), STATE, both, day).answer.truth for day in days] == [YES, NO, NO, NO]
    assert [clock.sanction.entry for clock in frozen(shipped(DEC_172), STATE, both, days[0]).clocks] == [2]


def test_several_freezes_on_a_line_last_until_the_last_of_them_ends() -> None:
    facts = (sanction("2024-01-10", Form.WARNING, entry=1), sanction("2025-01-10", Form.REPRIMAND, entry=2))
    held = frozen(shipped(REG_80), PARTY, facts, date(2025, 6, 1))

    assert (held.answer.truth, str(held.until)) == (YES, "2026-07-10")


def test_a_freeze_that_no_clause_measures_has_no_end() -> None:
    facts = (sanction("2024-01-10", entry=1), sanction("2024-01-10", Form.EXPULSION, entry=2))

    assert frozen(shipped(REG_80), PARTY, facts, date(2024, 6, 1)).until is None
    assert frozen(shipped(REG_80), PARTY, facts[1:], date(2024, 6, 1)).answer.truth is UNKNOWN


def test_nobody_sanctioned_is_free() -> None:
    held = frozen(shipped(REG_80), PARTY, (), date(2024, 6, 1))

    assert (held.answer.truth, held.until, held.clocks) == (NO, None, ())


@pytest.mark.parametrize("regulation", [REG_69, DEC_172])
@given(fact=SANCTIONS, others=st.lists(SANCTIONS, max_size=2), as_of=DAYS, data=st.data())
def test_an_effect_does_not_change_before_its_next_change(
    regulation: str, fact: SanctionFact, others: list[SanctionFact], as_of: date, data: st.DataObject
) -> None:
    ends = effect(shipped(regulation), fact, as_of, others).answer.next_change
    constant_until_next_change(lambda day: effect(shipped(regulation), fact, day, others).answer.truth, lambda _: ends, as_of, data)


@pytest.mark.parametrize(("regulation", "line"), [(REG_80, PARTY), (REG_377, PARTY), (DEC_172, STATE)])
@given(facts=st.lists(SANCTIONS, max_size=3), as_of=DAYS, data=st.data())
def test_a_freeze_does_not_change_before_its_next_change(
    regulation: str, line: Line, facts: list[SanctionFact], as_of: date, data: st.DataObject
) -> None:
    ends = frozen(shipped(regulation), line, facts, as_of).answer.next_change
    constant_until_next_change(lambda day: frozen(shipped(regulation), line, facts, day).answer.truth, lambda _: ends, as_of, data)


@given(fact=SANCTIONS, as_of=DAYS)
def test_what_cannot_be_told_says_what_is_missing(fact: SanctionFact, as_of: date) -> None:
    for clock in (effect(shipped(REG_69), fact, as_of), freeze(shipped(REG_80), fact, as_of)):
        assert (clock.answer.truth is UNKNOWN) is bool(clock.missing)
        assert set(clock.missing) <= set(TERMS["missing"])
