"""Actors are enrolled, get other roles and keys, and retire; codes and keys are never used twice."""

from collections.abc import Sequence

import pytest
from pydantic import ValidationError

from cadre_ledger.domain import actors, cadres
from cadre_ledger.domain.actors import (
    ActorEnrolled,
    ActorKeyRotated,
    ActorRetired,
    ActorRolesChanged,
    ChangeRoles,
    EnrolActor,
    RetireActor,
    Role,
    decide,
)
from cadre_ledger.domain.shapes import Command, Event
from cadre_ledger.values.codes import Code
from deciding import NO_RULES, given, refusal
from ledgers import TODAY
from signers import enrol, pair, rotate


def enrolled(code: str, *roles: Role, **more: str) -> ActorEnrolled:
    return ActorEnrolled(**enrol(code, *roles, **more).model_dump(exclude={"on"}))


CHAIR, SECRETARY = enrolled("CT-01", Role.CHAIR), enrolled("TK-01", Role.SECRETARY)
BOTH = [CHAIR, SECRETARY]
FILE = cadres.CadreRegistered(cadre="C000001", name="Lê Thị Mẫu", born=None, own_number=None)


def roles(code: str, *chosen: Role) -> ChangeRoles:
    return ChangeRoles(on=TODAY, actor=code, roles=chosen, reason="QĐ 7")


def retire(code: str) -> RetireActor:
    return RetireActor(on=TODAY, actor=code, reason="nghỉ")


def decided(events: Sequence[Event], command: Command) -> list[Event]:
    return decide(command, given(actors, events, command), NO_RULES)  # type: ignore[arg-type]


def test_an_actor_is_enrolled_with_roles_key_and_proof() -> None:
    assert decided([], enrol("CT-01", Role.CHAIR)) == [CHAIR]
    assert decided([CHAIR, FILE], enrol("TK-01", Role.SECRETARY, cadre="C000001"))[0].cadre == "C000001"  # type: ignore[attr-defined]


def test_roles_stand_once_and_in_the_order_of_the_table() -> None:
    command = enrol("CT-01", Role.CHAIR, Role.SECRETARY, Role.CHAIR)

    assert command.roles == (Role.SECRETARY, Role.CHAIR)


def test_the_first_to_be_enrolled_can_enrol_others() -> None:
    assert refusal(actors, [], enrol("TK-01", Role.SECRETARY)) is Code.NOBODY_ENROLS


@pytest.mark.parametrize("command", [retire("CT-01"), roles("CT-01", Role.SECRETARY)])
def test_someone_who_can_enrol_is_always_left(command: Command) -> None:
    assert refusal(actors, BOTH, command) is Code.NOBODY_ENROLS
    assert decided([*BOTH, enrolled("CT-02", Role.CHAIR)], command)


def test_a_code_is_given_once_also_after_its_actor_retired() -> None:
    gone = ActorRetired(actor="TK-01", reason="x")

    assert refusal(actors, BOTH, enrol("TK-01", Role.SECRETARY)) is Code.ACTOR_EXISTS
    assert refusal(actors, [*BOTH, gone], enrol("TK-01", Role.SECRETARY)) is Code.ACTOR_EXISTS


def test_a_key_is_of_one_person_for_ever() -> None:
    twin = enrol("TK-02", Role.SECRETARY).model_copy(update={"public_key": pair("TK-01").public})
    rotated = ActorKeyRotated(**rotate("TK-01").model_dump(exclude={"on"}))

    assert refusal(actors, BOTH, twin) is Code.KEY_TAKEN
    assert refusal(actors, [*BOTH, rotated], twin) is Code.KEY_TAKEN
    assert refusal(actors, BOTH, rotate("TK-01", 1)) is Code.KEY_TAKEN


def test_a_key_is_changed() -> None:
    assert decided(BOTH, rotate("TK-01")) == [ActorKeyRotated(**rotate("TK-01").model_dump(exclude={"on"}))]


def test_roles_are_changed_into_others_only() -> None:
    assert decided(BOTH, roles("TK-01", Role.AUDITOR)) == [ActorRolesChanged(actor="TK-01", roles=(Role.AUDITOR,), reason="QĐ 7")]
    assert refusal(actors, BOTH, roles("TK-01", Role.SECRETARY)) is Code.ROLES_SAME


@pytest.mark.parametrize("command", [rotate("TK-01"), roles("TK-01", Role.AUDITOR), retire("TK-01")])
def test_a_retired_actor_changes_no_more(command: Command) -> None:
    assert refusal(actors, [*BOTH, ActorRetired(actor="TK-01", reason="x")], command) is Code.ACTOR_RETIRED


@pytest.mark.parametrize("command", [rotate("TK-09"), roles("TK-09", Role.AUDITOR), retire("TK-09")])
def test_someone_who_was_never_enrolled_is_not_found(command: Command) -> None:
    assert refusal(actors, BOTH, command) is Code.NO_ACTOR


def test_an_actor_has_a_role() -> None:
    assert refusal(actors, [], enrol("CT-01")) is Code.FIELD_EMPTY
    assert refusal(actors, BOTH, roles("TK-01")) is Code.FIELD_EMPTY


def test_the_cadre_that_an_actor_is_has_a_file_here() -> None:
    assert refusal(actors, [CHAIR], enrol("TK-01", Role.SECRETARY, cadre="C000009")) is Code.NO_CADRE


@pytest.mark.parametrize("field", ["public_key", "proof"])
def test_keys_and_signatures_have_their_form(field: str) -> None:
    with pytest.raises(ValidationError):
        EnrolActor.model_validate(enrol("CT-01", Role.CHAIR).model_dump() | {field: "x"})
