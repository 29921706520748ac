"""Members of a body by the day: joined, left, corrected; and a number that a decision fixes."""

from datetime import date
from typing import Any

import pytest

from cadre_ledger.domain import members
from cadre_ledger.domain.bodies import BodyClosed, BodyEstablished
from cadre_ledger.domain.cadres import CadreMerged, CadreRegistered
from cadre_ledger.domain.members import (
    AddMember,
    CorrectMember,
    EndMembership,
    Fixed,
    FixMembers,
    Member,
    MemberCorrected,
    MemberJoined,
    MemberLeft,
    MembersFixed,
    Membership,
    decide,
)
from cadre_ledger.domain.shapes import Event
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from deciding import NO_RULES, given, refusal
from ledgers import TODAY

BODY = BodyEstablished(body="B1", name="Hội đồng Một", level=None)
CLOSED = BodyClosed(body="B1", reason="end")
CADRE = CadreRegistered(cadre="C000001", name="Nguyễn Hoà", born=None, own_number=None)


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


def joined(member: int, name: str, since: str = "2021-06-25", cadre: str | None = None) -> MemberJoined:
    return MemberJoined(body="B1", member=member, name=name, cadre=cadre, joined_on=day(since))


def left(member: int, on: str) -> MemberLeft:
    return MemberLeft(body="B1", member=member, left_on=day(on), reason="moved")


def fixed(members: int, on: str) -> MembersFixed:
    return MembersFixed(body="B1", members=members, fixed_on=day(on), decision_no="5-NQ")


def add(name: str, since: str = "2021-06-25", **more: Any) -> AddMember:
    return AddMember(on=TODAY, body="B1", name=name, joined_on=day(since), **more)


def leave(member: int, on: str) -> EndMembership:
    return EndMembership(on=TODAY, body="B1", member=member, left_on=day(on), reason="moved")


def correct(member: int, **named: Any) -> CorrectMember:
    return CorrectMember(on=TODAY, body="B1", member=member, corrects=7, reason="slip", **named)


def fix(members: int, on: str) -> FixMembers:
    return FixMembers(on=TODAY, body="B1", members=members, fixed_on=day(on), decision_no="5-NQ")


def state(*events: Event) -> Membership:
    body = members.initial
    for event in (BODY, *events):
        body = members.evolve(body, event)
    return body


TWO = (joined(1, "Nguyễn Hoà"), joined(2, "Lê C"))


def test_members_are_numbered_as_they_join_and_no_number_is_used_again() -> None:
    history = [BODY, *TWO, left(2, "2023-01-01")]

    assert decide(add("Trần B"), given(members, history, add("Trần B")), NO_RULES) == [joined(3, "Trần B")]


@pytest.mark.parametrize(
    ("on", "numbers"),
    [("2021-06-24", ()), ("2021-06-25", (1, 2)), ("2022-12-31", (1, 2)), ("2023-01-01", (1,))],
)
def test_a_membership_holds_from_the_day_of_joining_to_the_day_before_leaving(on: str, numbers: tuple[int, ...]) -> None:
    body = state(*TWO, left(2, "2023-01-01"))

    assert tuple(each.number for each in body.members_on(date.fromisoformat(on))) == numbers
    assert body.perhaps_on(date.fromisoformat(on)) == ()


@pytest.mark.parametrize(
    ("on", "sure", "perhaps"),
    [("2021-05-31", 0, 0), ("2021-06-10", 0, 1), ("2021-06-30", 1, 0), ("2023-02-10", 0, 1), ("2023-02-28", 0, 0)],
)
def test_what_a_day_known_to_the_month_leaves_open_is_neither_yes_nor_no(on: str, sure: int, perhaps: int) -> None:
    body = state(joined(1, "Nguyễn Hoà", "2021-06"), left(1, "2023-02"))

    assert len(body.members_on(date.fromisoformat(on))) == sure
    assert len(body.perhaps_on(date.fromisoformat(on))) == perhaps


def test_the_size_is_the_number_last_fixed_else_that_of_the_names_else_not_known() -> None:
    on = date(2023, 12, 13)

    assert state().size_on(on) is None
    assert state(*TWO).size_on(on) == 2
    assert state(*TWO, fixed(47, "2021-06-25"), fixed(45, "2023-12-13"), fixed(50, "2023-12-14")).size_on(on) == 45
    assert state(*TWO, joined(3, "Trần B", "2023")).size_on(on) is None


def test_the_same_name_is_not_a_member_twice_on_one_day_but_a_namesake_with_a_file_is() -> None:
    assert refusal(members, [BODY, *TWO], add("Lê C", "2024-01-01")) is Code.ALREADY_MEMBER
    again = add("Lê C", "2023-01-01")
    assert len(decide(again, given(members, [BODY, *TWO, left(2, "2023-01-01")], again), NO_RULES)) == 1
    namesake = add("Nguyễn Hoà", cadre="C000001")
    history = [BODY, joined(1, "Nguyễn Hoà", cadre="C000002"), CADRE]
    assert decide(namesake, given(members, history, namesake), NO_RULES) == [joined(2, "Nguyễn Hoà", cadre="C000001")]


def test_a_cadre_is_not_a_member_twice_under_two_names() -> None:
    history = [BODY, joined(1, "Nguyễn Hoà", cadre="C000001"), CADRE]

    assert refusal(members, history, add("Nguyễn Hòa", cadre="C000001")) is Code.ALREADY_MEMBER


def test_a_member_s_file_must_go_on() -> None:
    assert refusal(members, [BODY], add("A", cadre="C000009")) is Code.NO_CADRE
    merged = CadreMerged(cadre="C000001", into="C000002", reason="same")
    assert refusal(members, [BODY, CADRE, merged], add("A", cadre="C000001")) is Code.CADRE_MERGED


def test_nobody_leaves_twice_or_before_having_joined() -> None:
    history = [BODY, *TWO]

    assert refusal(members, history, leave(1, "2021-06-25")) is Code.MEMBER_DATES
    assert decide(leave(1, "2021-06-26"), given(members, history, leave(1, "2021-06-26")), NO_RULES) == [left(1, "2021-06-26")]
    assert refusal(members, [*history, left(1, "2022-01-01")], leave(1, "2023-01-01")) is Code.MEMBER_LEFT


@pytest.mark.parametrize("command", [leave(3, "2024-01-01"), correct(3, name="X")])
def test_a_number_that_no_member_has_is_not_found(command: EndMembership | CorrectMember) -> None:
    assert refusal(members, [BODY, *TWO], command) is Code.NO_MEMBER


def test_a_correction_keeps_what_it_does_not_name() -> None:
    command = correct(2, left_on=day("2023-02-01"))
    history = [BODY, *TWO, left(2, "2023-01-01")]

    (event,) = decide(command, given(members, history, command), NO_RULES)

    assert event == MemberCorrected(
        body="B1", member=2, corrects=7, name="Lê C", cadre=None, joined_on=day("2021-06-25"), left_on=day("2023-02-01"), reason="slip"
    )
    assert state(*TWO, left(2, "2023-01-01"), event).members[1] == Member(2, "Lê C", None, day("2021-06-25"), day("2023-02-01"))


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (correct(1), Code.MEMBER_SAME),
        (correct(1, name="Nguyễn Hoà"), Code.MEMBER_SAME),
        (correct(1, name="Lê C"), Code.ALREADY_MEMBER),
        (correct(1, left_on=day("2021-06-01")), Code.MEMBER_DATES),
    ],
)
def test_a_correction_keeps_the_rules_of_joining(command: CorrectMember, code: Code) -> None:
    assert refusal(members, [BODY, *TWO], command) is code


def test_a_closed_body_takes_no_members_and_no_number() -> None:
    assert refusal(members, [BODY, CLOSED], add("A")) is Code.BODY_CLOSED
    assert refusal(members, [BODY, CLOSED], fix(47, "2021-06-25")) is Code.BODY_CLOSED


def test_a_number_is_fixed_once() -> None:
    assert decide(fix(47, "2021-06-25"), given(members, [BODY], fix(47, "2021-06-25")), NO_RULES) == [fixed(47, "2021-06-25")]
    assert refusal(members, [BODY, fixed(47, "2021-06-25")], fix(47, "2021-06-25")) is Code.BODY_SAME
    assert state(fixed(47, "2021-06-25")).fixed == (Fixed(47, day("2021-06-25")),)


def test_what_a_member_does_holds_from_its_own_day() -> None:
    assert joined(1, "A", "2021-06").dated(TODAY) == day("2021-06")
    assert left(1, "2025-03-01").dated(TODAY) == day("2025-03-01")
    assert fixed(3, "2020").dated(TODAY) == day("2020")
