"""Units form a tree: nothing stands under itself, and nothing happens to a unit that is closed."""

from typing import Any

import pytest
from pydantic import ValidationError

from cadre_ledger.domain import units
from cadre_ledger.domain.shapes import Event
from cadre_ledger.domain.units import (
    CloseUnit,
    EstablishUnit,
    MoveUnit,
    RenameUnit,
    UnitClosed,
    UnitCommand,
    UnitEstablished,
    UnitMoved,
    UnitRenamed,
    boundary,
    decide,
)
from cadre_ledger.procedures.recording import ROUNDS
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Refused
from deciding import NO_RULES, given, refusal
from ledgers import TODAY


def established(code: str, parent: str | None = None) -> UnitEstablished:
    return UnitEstablished(unit=code, name=f"Đơn vị {code}", parent=parent, region=None)


def establish(code: str = "U1", parent: str | None = None) -> EstablishUnit:
    return EstablishUnit(on=TODAY, unit=code, name=f"Đơn vị {code}", parent=parent)


def rename(name: str, code: str = "U1") -> RenameUnit:
    return RenameUnit(on=TODAY, unit=code, name=name, reason="NQ 12")


def move(code: str, parent: str | None) -> MoveUnit:
    return MoveUnit(on=TODAY, unit=code, parent=parent, reason="QĐ 7")


def moved(code: str, parent: str | None) -> UnitMoved:
    return UnitMoved(unit=code, parent=parent, reason="QĐ 7")


def close(code: str = "U1", **seen: Any) -> CloseUnit:
    return CloseUnit.model_validate({"on": TODAY, "unit": code, "reason": "QĐ 9", "units_under": (), "posts_held": ()} | seen)


def chain(depth: int) -> list[Event]:
    """`A1` under `A2` under ... under the top."""
    return [established(f"A{place}", f"A{place + 1}" if place < depth else None) for place in range(1, depth + 1)]


TOP, UNDER = established("U1"), established("U2", "U1")
CLOSED = UnitClosed(unit="U1", reason="QĐ 9")


def test_a_unit_is_established_at_the_top() -> None:
    assert decide(establish(), given(units, [], establish()), NO_RULES) == [TOP]


def test_a_unit_is_established_under_another_with_its_region() -> None:
    command = EstablishUnit(on=TODAY, unit="u2", name="Sở  Nội vụ", parent="u1", region="Đồng bằng")

    assert decide(command, given(units, [TOP], command), NO_RULES) == [
        UnitEstablished(unit="U2", name="Sở Nội vụ", parent="U1", region="Đồng bằng")
    ]


def test_a_code_is_established_once_for_ever() -> None:
    assert refusal(units, [TOP], establish()) is Code.UNIT_EXISTS
    assert refusal(units, [TOP, CLOSED], establish()) is Code.UNIT_EXISTS


@pytest.mark.parametrize(
    ("events", "command", "code"),
    [
        ([], establish("U2", "U1"), Code.NO_UNIT),
        ([TOP, CLOSED], establish("U2", "U1"), Code.UNIT_CLOSED),
        ([], establish("U2", "U2"), Code.NO_UNIT),
        ([TOP], move("U1", "U2"), Code.NO_UNIT),
        ([established("U2"), TOP, CLOSED], move("U2", "U1"), Code.UNIT_CLOSED),
    ],
    ids=["new under nothing", "new under what is closed", "new under itself", "moved under nothing", "moved under what is closed"],
)
def test_what_a_unit_is_to_stand_under_must_stand(events: list[Event], command: UnitCommand, code: Code) -> None:
    assert refusal(units, events, command) is code


@pytest.mark.parametrize("command", [rename("Mới"), move("U1", None), close()], ids=["rename", "move", "close"])
def test_nothing_happens_to_a_unit_that_is_not_known_or_closed(command: UnitCommand) -> None:
    assert refusal(units, [], command) is Code.NO_UNIT
    assert refusal(units, [TOP, CLOSED], command) is Code.UNIT_CLOSED


def test_a_unit_gets_another_name() -> None:
    command = rename("Sở Nội vụ và Lao động")

    assert decide(command, given(units, [TOP], command), NO_RULES) == [UnitRenamed(unit="U1", name="Sở Nội vụ và Lao động", reason="NQ 12")]


def test_a_rename_to_the_same_name_is_refused_and_back_to_an_earlier_one_is_not() -> None:
    back = rename("Đơn vị U1")

    assert refusal(units, [TOP], back) is Code.UNIT_SAME
    assert len(decide(back, given(units, [TOP, UnitRenamed(unit="U1", name="Mới", reason="NQ")], back), NO_RULES)) == 1


def test_a_unit_is_closed_with_a_reason() -> None:
    assert decide(close(), given(units, [TOP], close()), NO_RULES) == [CLOSED]


def test_a_unit_is_not_closed_while_units_stand_under_it_or_posts_in_it_are_held() -> None:
    held = (("C000001", "GD"),)

    assert refusal(units, [TOP], close(units_under=("U2",))) is Code.UNIT_HAS_UNITS
    assert refusal(units, [TOP], close(posts_held=held)) is Code.UNIT_HAS_POSTS
    assert refusal(units, [TOP], close(units_under=("U2",), posts_held=held)) is Code.UNIT_HAS_UNITS
    assert refusal(units, [TOP, CLOSED], close(units_under=("U2",))) is Code.UNIT_CLOSED


@pytest.mark.parametrize(("number", "named"), [(5, "U1, U2, U3, U4, U5"), (6, "U1, U2, U3, U4, U5, …")])
def test_of_many_units_in_the_way_the_first_are_named(number: int, named: str) -> None:
    command = close(units_under=tuple(f"U{each + 1}" for each in range(number)))

    with pytest.raises(Refused) as refused:
        decide(command, given(units, [TOP], command), NO_RULES)

    assert refused.value.facts["units"] == named


@pytest.mark.parametrize("unsaid", ["units_under", "posts_held"])
def test_whoever_closes_a_unit_says_what_was_seen_in_it(unsaid: str) -> None:
    said = close().model_dump(exclude={unsaid})

    with pytest.raises(ValidationError):
        CloseUnit.model_validate(said)


# Moving


def test_a_unit_is_moved_under_another_and_to_the_top() -> None:
    below, top = move("U2", "U3"), move("U2", None)

    assert decide(below, given(units, [UNDER, established("U3")], below), NO_RULES) == [moved("U2", "U3")]
    assert decide(top, given(units, [UNDER], top), NO_RULES) == [moved("U2", None)]


def test_a_unit_is_not_moved_to_where_it_stands() -> None:
    assert refusal(units, [TOP, UNDER], move("U2", "U1")) is Code.UNIT_SAME
    assert refusal(units, [TOP], move("U1", None)) is Code.UNIT_SAME
    assert refusal(units, [UNDER, moved("U2", None)], move("U2", None)) is Code.UNIT_SAME


def test_a_unit_is_not_moved_under_itself_or_under_what_stands_below_it() -> None:
    assert refusal(units, [TOP], move("U1", "U1")) is Code.UNIT_CYCLE
    assert refusal(units, [TOP, UNDER], move("U1", "U2")) is Code.UNIT_CYCLE
    assert refusal(units, [TOP, UNDER, established("U3", "U2")], move("U1", "U3")) is Code.UNIT_CYCLE


def test_a_unit_may_be_moved_beside_and_above_its_own() -> None:
    beside, above = move("U3", "U1"), move("U3", None)
    tree = [TOP, UNDER, established("U3", "U2")]

    assert decide(beside, given(units, [tree[0], tree[2]], beside), NO_RULES) == [moved("U3", "U1")]
    assert decide(above, given(units, [tree[2]], above), NO_RULES) == [moved("U3", None)]


def test_what_was_below_may_become_what_is_above_once_it_was_moved_away() -> None:
    command = move("U1", "U2")

    assert decide(command, given(units, [TOP, UNDER, moved("U2", None)], command), NO_RULES) == [moved("U1", "U2")]


def test_the_boundary_of_a_move_grows_by_everything_above() -> None:
    command = move("U1", "A1")
    tree = [TOP, *chain(3)]

    assert boundary(command, units.initial) == ("unit/U1", "unit/A1")
    assert boundary(command, given(units, tree, command)) == ("unit/U1", "unit/A1", "unit/A2", "unit/A3")


def test_the_boundary_of_anything_else_does_not_grow() -> None:
    command = establish("U1", "A1")

    assert boundary(command, given(units, chain(1), command)) == ("unit/U1", "unit/A1")
    assert boundary(establish(), units.initial) == boundary(close(), units.initial) == ("unit/U1",)


def test_a_tree_as_deep_as_may_be_read_is_read_to_its_top() -> None:
    command = move("U1", "A1")

    assert ROUNDS == 12
    assert decide(command, given(units, [TOP, *chain(12)], command), NO_RULES) == [moved("U1", "A1")]
    assert refusal(units, chain(12), move("A12", "A1")) is Code.UNIT_CYCLE


@pytest.mark.parametrize("code", ["", "a b", "U/1", "Ư1"])
def test_a_code_has_the_letters_of_a_code(code: str) -> None:
    with pytest.raises((Refused, ValueError)):
        establish(code)
