"""Differences of two days: they compose, they name what they are about, and say whether an entry or time alone made them."""

from collections.abc import Iterable
from datetime import date
from typing import Any, get_args, get_type_hints

from hypothesis import given, settings
from hypothesis import strategies as st

from cadre_ledger.domain.shapes import Command
from cadre_ledger.procedures import answers
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.differing import KEYS, LEFT_OUT, Things, diff, outcome_things, standing_things
from cadre_ledger.procedures.reading import flags
from desks import desk_over
from folding import History
from stories import PROLOGUE, stories

DAYS = st.dates(date(2009, 1, 1), date(2028, 1, 1))


def parts(kind: Any) -> Iterable[type[answers.Part]]:
    """Every kind of part that a document lists, at any depth."""
    for name, hint in get_type_hints(kind).items():
        if name in LEFT_OUT or hint is Any:
            continue
        for each in (hint, *get_args(hint)):
            if isinstance(each, type) and issubclass(each, answers.Part):
                listed = each is not hint and get_args(hint)[-1] is Ellipsis
                yield from (each,) if listed else parts(each)


def test_every_part_that_a_standing_lists_has_a_key() -> None:
    assert set(parts(answers.Standing)) - set(KEYS) == set()
    assert answers.ReasonPart in set(parts(answers.Standing))


def test_a_key_is_made_of_fields_of_its_part() -> None:
    for part, names in KEYS.items():
        assert set(names) <= set(part.model_fields)


def everything(desk: Desk) -> dict[str, Any]:
    """All that `diff` compares, of one reading."""
    found: dict[str, Any] = {}
    for code in desk.source.keys_of("cadre"):
        found |= said(standing_things(desk, code, frozenset({"flags"})))
    for code in desk.source.keys_of("session"):
        found |= said(outcome_things(desk, code))
    return found | {f"flags/{each.id}": each.model_dump(mode="json") for each in flags(desk, None, None, None).flags}


def said(found: Things) -> dict[str, Any]:
    return {key: thing.said for key, thing in found.items()}


def applied(before: dict[str, Any], differences: Iterable[answers.ChangePart]) -> dict[str, Any]:
    """A reading after its differences; each must begin where the reading stands."""
    found = dict(before)
    for each in differences:
        assert found.pop(each.key, None) == each.was
        if each.now is not None:
            found[each.key] = each.now
    return found


def composed(first: answers.Diff, second: answers.Diff) -> dict[str, tuple[Any, Any]]:
    """Two differences in a row as one."""
    found = {each.key: (each.was, each.now) for each in first.differences}
    for each in second.differences:
        was, between = found.get(each.key, (each.was, each.was))
        assert between == each.was
        found[each.key] = (was, each.now)
    return {key: (was, now) for key, (was, now) in found.items() if was != now}


@given(story=stories, days=st.lists(DAYS, min_size=3, max_size=3))
@settings(max_examples=40, deadline=None)
def test_the_difference_of_a_and_c_is_that_of_a_and_b_followed_by_that_of_b_and_c(story: list[Command], days: list[date]) -> None:
    desk = desk_over(History([*PROLOGUE, *story]), days[0])
    a, b, c = (desk.on(day) for day in days)

    first, second, whole = diff(a, b), diff(b, c), diff(a, c)

    assert applied(everything(a), first.differences) == everything(b)
    assert applied(applied(everything(a), first.differences), second.differences) == everything(c)
    assert applied(everything(a), whole.differences) == everything(c)
    assert composed(first, second) == {each.key: (each.was, each.now) for each in whole.differences}


@given(story=stories, day=DAYS, cut=st.fractions(0, 1))
@settings(max_examples=30, deadline=None)
def test_a_difference_of_two_cuts_leads_from_the_one_to_the_other(story: list[Command], day: date, cut: Any) -> None:
    history = History([*PROLOGUE, *story])
    earlier = desk_over(history, day, 1 + int(cut * (len(history.rows) - 1)))
    later = desk_over(history, day)

    found = diff(earlier, later)

    assert applied(everything(earlier), found.differences) == everything(later)


@given(story=stories, first=DAYS, second=DAYS)
@settings(max_examples=30, deadline=None)
def test_nothing_differs_between_a_day_and_itself_and_the_way_back_undoes_the_way_there(
    story: list[Command], first: date, second: date
) -> None:
    desk = desk_over(History([*PROLOGUE, *story]), first)

    there, back = diff(desk, desk.on(second)), diff(desk.on(second), desk)

    assert diff(desk, desk.on(first)).differences == ()
    assert {(each.key, each.was, each.now) for each in map(frozen, there.differences)} == {
        (each.key, each.now, each.was) for each in map(frozen, back.differences)
    }


def frozen(each: answers.DifferingPart) -> answers.DifferingPart:
    """With values that fit into a set."""
    return each.model_copy(update={"was": repr(each.was), "now": repr(each.now)})


@given(story=stories, first=DAYS, second=DAYS)
@settings(max_examples=20, deadline=None)
def test_keys_are_each_their_own_and_pages_join_to_the_whole(story: list[Command], first: date, second: date) -> None:
    desk = desk_over(History([*PROLOGUE, *story]), first)
    later = desk.on(second)

    whole = diff(desk, later).differences
    paged: list[answers.DifferingPart] = []
    while page := diff(desk, later, limit=3, after_key=paged[-1].key if paged else None).differences:
        assert len(page) <= 3
        paged += page

    assert tuple(paged) == whole
    assert len({each.key for each in whole}) == len(whole)
