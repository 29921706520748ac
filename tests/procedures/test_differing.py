"""Differences of two days: they compose, they name what they are about, and say whether an entry or time alone made them."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadre_ledger.domain.cadres import RegisterCadre
from cadre_ledger.domain.cases import AnnulDiscipline, DecideDiscipline
from cadre_ledger.domain.positions import DefinePosition
from cadre_ledger.domain.posts import Appoint, Relieve
from cadre_ledger.domain.shapes import Command
from cadre_ledger.domain.units import EstablishUnit, MoveUnit
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures import answers
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.differing import KEYS, LEFT_OUT, Things, diff, outcome_things, standing_things, unlinked_flags
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotFound
from councils import council, desk, do, names, row, table, take
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
    for part, fields in KEYS.items():
        assert set(fields) <= set(part.model_fields)


def everything(desk: Desk) -> dict[str, Any]:
    """All that `diff` compares, of one reading."""
    found: dict[str, Any] = {}
    for code in desk.source.keys_of("cadre"):
        found |= said(standing_things(desk, code))
    for code in desk.source.keys_of("session"):
        found |= said(outcome_things(desk, code)) | said(unlinked_flags(desk, code))
    return found


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


# By entries, or by time alone


ONE, TWO = "C000001", "C000002"


def make(kind: type[Command], **fields: Any) -> Command:
    return kind.model_validate({"on": "2026-05-10"} | fields)


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    """Two officials; one was reprimanded in February 2023, the other holds a post in a division."""
    made = council(tmp_path / "a.ledger", "party")
    definition = {"position": "P1", "title": "Trưởng phòng", "group": "division-head", "unit": "U2"}
    reprimand = {"case": "KL-1", "cadre": ONE, "line": "party", "form": "reprimand", "decision_no": "12-QĐ", "decided_on": "2023-02-10"}
    do(made, make(RegisterCadre, name="Nguyễn Văn Mẫu", on="2010"), make(RegisterCadre, name="Trần Thị Thử", on="2010"))
    do(
        made,
        make(EstablishUnit, unit="U1", name="Sở", on="2010"),
        make(EstablishUnit, unit="U2", name="Phòng", parent="U1", on="2010"),
        make(EstablishUnit, unit="U3", name="Sở khác", on="2010"),
        make(DefinePosition, post=definition, on="2010"),
    )
    do(made, make(DecideDiscipline, **reprimand), make(Appoint, cadre=TWO, position="P1", since="2016-03-01"))
    return made


def between(directory: Directory, first: str, last: str, **more: Any) -> answers.Diff:
    with desk(directory, as_of=last) as opened:
        return diff(opened.on(date.fromisoformat(first)), opened, **more)


def causes(found: answers.Diff) -> dict[str, tuple[Any, Any, str]]:
    return {each.key: (each.was, each.now, each.cause) for each in found.differences if not isinstance(each.now or each.was, dict)}


def test_a_sanction_closes_the_way_by_its_entry_and_the_calendar_opens_it_again(directory: Directory) -> None:
    key = f"{ONE}/higher_post/status"

    assert causes(between(directory, "2023-02-09", "2023-02-10", cadre=ONE))[key] == ("applies", "none", "entries")
    assert key not in causes(between(directory, "2023-02-10", "2024-02-09", cadre=ONE))
    assert causes(between(directory, "2024-02-09", "2024-02-10", cadre=ONE))[key] == ("none", "applies", "time")


def test_the_entries_are_those_that_took_effect_meanwhile(directory: Directory) -> None:
    decided = names(directory).index("discipline.decided/1") + 1
    found = between(directory, "2023-02-09", "2024-01-01", cadre=ONE).differences

    assert {each.entries for each in found} == {(decided,)}
    assert between(directory, "2023-02-10", "2024-02-10", cadre=ONE).differences[0].entries == ()


def test_what_became_known_meanwhile_is_by_its_entry_though_no_day_has_passed(directory: Directory) -> None:
    with desk(directory) as opened:
        head = opened.cut.entry
    do(directory, make(AnnulDiscipline, case="KL-1", decision_no="44-QĐ", reason="kỷ luật oan"))

    with desk(directory, as_of="2023-06-01", known_at=f"#{head}") as before, desk(directory, as_of="2023-06-01") as after:
        found = diff(before, after)

    assert causes(found)[f"{ONE}/higher_post/status"] == ("none", "applies", "entries")
    assert {each.entries for each in found.differences} == {(head + 1,)}
    assert (found.since.known_at.entry, found.known_at.entry) == (head, head + 1)


def test_a_vote_comes_with_its_outcomes_and_its_flags(directory: Directory) -> None:
    rows = (row("A", 1, 0, 46, session_date="2023-12-20", issued=47), row("B", 47, 0, 0, session_date="2023-12-20", issued=47))
    code = take(directory, table(*rows), "vn/96-QD-TW-2023").sessions[0]

    found = {each.key: each for each in between(directory, "2023-12-19", "2023-12-20").differences}

    outcome, flag = found[f"{code}/outcomes/1"], next(each for key, each in found.items() if key.startswith("flags/"))
    assert (outcome.was, outcome.now["status"], found[f"{code}/outcomes/2"].now["status"]) == (None, "applies", "none")
    assert (flag.was, flag.now["session"], flag.now["subject"], flag.cause) == (None, code, 1, "entries")
    assert between(directory, "2023-12-20", "2023-12-21").differences == ()


@pytest.mark.parametrize(("unit", "owners"), [("U2", {TWO}), ("U1", {TWO}), ("U3", set()), (None, {ONE, TWO})])
def test_a_unit_has_those_with_a_post_in_it_or_below_it(directory: Directory, unit: str | None, owners: set[str]) -> None:
    found = between(directory, "2015-01-01", "2023-06-01", unit=unit).differences

    assert {each.key.partition("/")[0] for each in found} == owners


def test_someone_who_left_meanwhile_is_still_of_the_unit_and_a_moved_unit_counts_where_it_was(directory: Directory) -> None:
    do(directory, make(Relieve, cadre=TWO, position="P1", until="2020-05-01", leaving="resigned", reason="đơn xin từ chức"))
    do(directory, make(MoveUnit, unit="U2", parent="U3", on="2022-01-01", reason="sắp xếp"))

    def owners(first: str, last: str, unit: str) -> set[str]:
        return {each.key.partition("/")[0] for each in between(directory, first, last, unit=unit).differences}

    assert owners("2020-04-30", "2020-05-01", "U1") == {TWO}
    assert owners("2020-04-30", "2020-05-01", "U3") == set()
    assert owners("2020-04-30", "2022-01-01", "U3") == {TWO}


@pytest.mark.parametrize(("narrowed", "code"), [({"unit": "U9"}, Code.NO_UNIT), ({"cadre": "C000009"}, Code.NO_CADRE)])
def test_what_is_not_there_is_not_found(directory: Directory, narrowed: dict[str, Any], code: Code) -> None:
    with pytest.raises(NotFound) as error:
        between(directory, "2020-01-01", "2021-01-01", **narrowed)
    assert error.value.code is code
