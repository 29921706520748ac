"""Bodies have a code for ever and a name that no other body has, accents and case aside."""

import pytest
from pydantic import ValidationError

from cadre_ledger.domain import bodies
from cadre_ledger.domain.bodies import (
    BodyClosed,
    BodyCorrected,
    BodyEstablished,
    BodyLevel,
    BodyNameTaken,
    BodyRenamed,
    CloseBody,
    CorrectBody,
    EstablishBody,
    RenameBody,
    boundary,
    decide,
)
from cadre_ledger.domain.shapes import Event
from cadre_ledger.values.codes import Code
from deciding import NO_RULES, given, refusal
from ledgers import TODAY, body

ESTABLISHED: list[Event] = [BodyEstablished(body="B1", name="Hội đồng Một", level=None), BodyNameTaken(name="Hội đồng Một", body="B1")]
OF_B1 = ESTABLISHED[:1]
CLOSED = BodyClosed(body="B1", reason="end")


def rename(name: str, code: str = "B1") -> RenameBody:
    return RenameBody(on=TODAY, body=code, name=name, reason="merged")


def correct(code: str = "B1", name: str | None = None, level: BodyLevel | None = None) -> CorrectBody:
    return CorrectBody(on=TODAY, body=code, corrects=5, name=name, level=level, reason="slip")


def close(code: str = "B1") -> CloseBody:
    return CloseBody(on=TODAY, body=code, reason="end")


def test_a_body_is_established_and_takes_its_name() -> None:
    command = EstablishBody(on=TODAY, body="b1", name="Hội đồng  Một", level=BodyLevel.PROVINCE)

    assert decide(command, given(bodies, [], command), NO_RULES) == [
        BodyEstablished(body="B1", name="Hội đồng Một", level=BodyLevel.PROVINCE),
        BodyNameTaken(name="Hội đồng Một", body="B1"),
    ]


def test_a_code_is_established_once() -> None:
    assert refusal(bodies, OF_B1, body("B1", "Hội đồng Hai")) is Code.BODY_EXISTS


def test_a_closed_code_is_not_established_again() -> None:
    assert refusal(bodies, [*ESTABLISHED, CLOSED], body("B1", "Hội đồng Một")) is Code.BODY_EXISTS


@pytest.mark.parametrize("name", ["Hội đồng Một", "HOI DONG MOT", "hội đồng một", "Hoi  dong mot"])
def test_a_name_taken_by_another_body_is_refused_accents_and_case_aside(name: str) -> None:
    assert refusal(bodies, ESTABLISHED[1:], body("B2", name)) is Code.BODY_NAME_TAKEN


def test_a_body_gets_another_name_and_takes_it() -> None:
    command = rename("Hội đồng Mới")

    assert decide(command, given(bodies, OF_B1, command), NO_RULES) == [
        BodyRenamed(body="B1", name="Hội đồng Mới", reason="merged"),
        BodyNameTaken(name="Hội đồng Mới", body="B1"),
    ]


def test_a_body_goes_back_to_a_name_it_has_had_without_taking_it_again() -> None:
    command = rename("Hội đồng Một")
    before = [*ESTABLISHED, BodyRenamed(body="B1", name="Mới", reason="merged")]

    assert decide(command, given(bodies, before, command), NO_RULES) == [BodyRenamed(body="B1", name="Hội đồng Một", reason="merged")]


def test_a_name_that_differs_by_accents_alone_is_another_spelling_of_ones_own() -> None:
    command = rename("Hoi dong Mot")

    assert decide(command, given(bodies, ESTABLISHED, command), NO_RULES) == [BodyRenamed(body="B1", name="Hoi dong Mot", reason="merged")]


def test_a_rename_to_the_same_name_is_refused() -> None:
    assert refusal(bodies, ESTABLISHED, rename("Hội đồng Một")) is Code.BODY_SAME


def test_a_rename_to_a_name_of_another_body_is_refused() -> None:
    taken = BodyNameTaken(name="Ban Hai", body="B2")

    assert refusal(bodies, [*OF_B1, taken], rename("Ban Hai")) is Code.BODY_NAME_TAKEN


@pytest.mark.parametrize("command", [rename("Mới"), close()], ids=["rename", "close"])
def test_a_closed_body_changes_no_more(command: RenameBody | CloseBody) -> None:
    assert refusal(bodies, [*OF_B1, CLOSED], command) is Code.BODY_CLOSED


@pytest.mark.parametrize("command", [rename("Mới"), close(), correct(name="Mới"), correct(level=BodyLevel.COMMUNE)])
def test_a_body_that_is_not_known_is_not_found(command: RenameBody | CloseBody | CorrectBody) -> None:
    assert refusal(bodies, [], command) is Code.NO_BODY


def test_a_body_is_closed_with_a_reason() -> None:
    assert decide(close(), given(bodies, OF_B1, close()), NO_RULES) == [CLOSED]


def test_a_correction_keeps_what_it_does_not_name() -> None:
    command = correct(level=BodyLevel.COMMUNE)

    assert decide(command, given(bodies, OF_B1, command), NO_RULES) == [
        BodyCorrected(body="B1", corrects=5, name="Hội đồng Một", level=BodyLevel.COMMUNE, reason="slip")
    ]


def test_a_corrected_name_is_taken() -> None:
    command = correct(name="Hội đồng Mười")

    assert decide(command, given(bodies, OF_B1, command), NO_RULES) == [
        BodyCorrected(body="B1", corrects=5, name="Hội đồng Mười", level=None, reason="slip"),
        BodyNameTaken(name="Hội đồng Mười", body="B1"),
    ]


def test_a_closed_body_may_still_be_corrected() -> None:
    command = correct(name="Hội đồng Mười")

    assert len(decide(command, given(bodies, [*OF_B1, CLOSED], command), NO_RULES)) == 2


@pytest.mark.parametrize("command", [correct(), correct(name="Hội đồng Một")], ids=["nothing named", "the same name"])
def test_a_correction_that_changes_nothing_is_refused(command: CorrectBody) -> None:
    assert refusal(bodies, OF_B1, command) is Code.BODY_SAME


def test_a_correction_to_a_name_of_another_body_is_refused() -> None:
    assert refusal(bodies, [*OF_B1, BodyNameTaken(name="Ban Hai", body="B2")], correct(name="ban hai")) is Code.BODY_NAME_TAKEN


def test_a_name_is_read_only_where_one_is_taken() -> None:
    assert boundary(correct(level=BodyLevel.COMMUNE), bodies.initial) == ("body/B1",)
    assert boundary(correct(name="Ban Hai"), bodies.initial) == ("body/B1", "body-name/ban hai")
    assert boundary(close(), bodies.initial) == ("body/B1",)


@pytest.mark.parametrize("entry", [0, -1, 2**53 + 1])
def test_a_correction_names_an_entry_that_there_can_be(entry: int) -> None:
    with pytest.raises(ValidationError):
        CorrectBody(on=TODAY, body="B1", corrects=entry, reason="slip")


def test_an_event_given_outside_the_boundary_is_a_mistake_of_the_test() -> None:
    with pytest.raises(AssertionError, match="outside"):
        given(bodies, [BodyEstablished(body="B2", name="Hai", level=None)], close("B1"))
