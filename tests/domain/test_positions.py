"""A position is defined once, in a unit that stands; what it is from a day on is said as a whole."""

from typing import Any

import pytest
from pydantic import ValidationError

from cadre_ledger.domain import positions
from cadre_ledger.domain.positions import (
    DefinePosition,
    PositionCommand,
    PositionDefined,
    PositionRedefined,
    Post,
    RedefinePosition,
    boundary,
    decide,
)
from cadre_ledger.domain.shapes import Event
from cadre_ledger.domain.units import UnitClosed, UnitEstablished, UnitMoved, UnitRenamed
from cadre_ledger.values.codes import Code
from cadre_ledger.values.studies import TheoryLevel
from deciding import NO_RULES, given, refusal
from ledgers import TODAY

UNIT = UnitEstablished(unit="U1", name="Sở Nội vụ", parent=None, region=None)
CLOSED = UnitClosed(unit="U1", reason="QĐ 9")


def post(**named: Any) -> Post:
    return Post(**({"position": "GD", "title": "Giám đốc", "group": "GD-SO", "unit": "U1"} | named))


def define(**named: Any) -> DefinePosition:
    return DefinePosition(on=TODAY, post=post(**named))


def redefine(**named: Any) -> RedefinePosition:
    return RedefinePosition(on=TODAY, post=post(**named), reason="QĐ 3")


DEFINED = PositionDefined(post=post())


def test_a_position_is_defined_in_a_unit() -> None:
    command = define(theory_required=TheoryLevel.ADVANCED, heads_unit=True, peer_group="gd-so", criteria_set="GENERAL")

    assert decide(command, given(positions, [UNIT], command), NO_RULES) == [
        PositionDefined(
            post=Post(
                position="GD",
                title="Giám đốc",
                group="gd-so",
                unit="U1",
                theory_required=TheoryLevel.ADVANCED,
                heads_unit=True,
                peer_group="GD-SO",
                criteria_set="general",
            )
        )
    ]


def test_a_position_is_defined_once() -> None:
    assert refusal(positions, [UNIT, DEFINED], define()) is Code.POSITION_EXISTS


def test_a_position_is_redefined_as_a_whole() -> None:
    command = redefine(title="Giám đốc Sở")

    assert decide(command, given(positions, [UNIT, DEFINED], command), NO_RULES) == [
        PositionRedefined(post=post(title="Giám đốc Sở"), reason="QĐ 3")
    ]


def test_what_is_not_named_anew_is_no_longer_so() -> None:
    before = PositionDefined(post=post(heads_unit=True, authority="Ban Thường vụ"))
    command = redefine(heads_unit=True)

    assert decide(command, given(positions, [UNIT, before], command), NO_RULES) == [
        PositionRedefined(post=post(heads_unit=True), reason="QĐ 3")
    ]


def test_a_redefinition_that_changes_nothing_is_refused_and_one_back_is_not() -> None:
    between = PositionRedefined(post=post(title="Khác"), reason="QĐ")

    assert refusal(positions, [UNIT, DEFINED], redefine()) is Code.POSITION_SAME
    assert refusal(positions, [UNIT, DEFINED, between], redefine(title="Khác")) is Code.POSITION_SAME
    assert len(decide(redefine(), given(positions, [UNIT, DEFINED, between], redefine()), NO_RULES)) == 1


def test_a_position_that_is_not_there_is_not_redefined() -> None:
    assert refusal(positions, [UNIT], redefine()) is Code.NO_POSITION


@pytest.mark.parametrize("command", [define(), redefine()], ids=["define", "redefine"])
@pytest.mark.parametrize(("events", "code"), [([], Code.NO_UNIT), ([UNIT, CLOSED], Code.UNIT_CLOSED)], ids=["no unit", "a closed unit"])
def test_the_unit_must_stand(command: PositionCommand, events: list[Event], code: Code) -> None:
    assert refusal(positions, events, command) is code


def test_a_unit_that_was_renamed_and_moved_stands() -> None:
    changed = [UNIT, UnitRenamed(unit="U1", name="Mới", reason="NQ"), UnitMoved(unit="U1", parent="U9", reason="QĐ")]

    assert decide(define(), given(positions, changed, define()), NO_RULES) == [DEFINED]


def test_a_position_goes_to_another_unit_by_redefinition() -> None:
    other = UnitEstablished(unit="U2", name="Sở Tài chính", parent=None, region=None)
    command = redefine(unit="U2")

    assert boundary(command, positions.initial) == ("position/GD", "unit/U2")
    assert decide(command, given(positions, [other, DEFINED], command), NO_RULES) == [
        PositionRedefined(post=post(unit="U2"), reason="QĐ 3")
    ]


def test_groups_and_sets_are_named_as_the_clauses_name_them() -> None:
    longest = "committee-member-above-grassroots"

    assert post(group=f" {longest.upper()} ", criteria_set="Criteria-100").model_dump(include={"group", "criteria_set"}) == {
        "group": longest,
        "criteria_set": "criteria-100",
    }
    for wrong in ("", "a b", "a/b", "nhóm", "a" * 41):
        with pytest.raises(ValidationError):
            post(group=wrong)


def test_a_level_of_theory_that_there_is_not_is_not_taken() -> None:
    with pytest.raises(ValidationError):
        post(theory_required="doctorate")
