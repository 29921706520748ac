"""A flag is considered as often as it takes and decided once; a wrong record of the decision is corrected."""

from typing import Any

import pytest
from pydantic import ValidationError

from cadre_ledger.domain import replacements
from cadre_ledger.domain.replacements import (
    ConsiderReplacement,
    CorrectReplacement,
    DecideReplacement,
    Replacement,
    ReplacementCommand,
    ReplacementConsidered,
    ReplacementCorrected,
    ReplacementDecided,
    boundary,
    decide,
)
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from deciding import NO_RULES, given, refusal
from ledgers import TODAY

FLAG = "low_confidence_majority-43-4"
CONSIDERING: dict[str, Any] = {"flag": FLAG, "considered_on": "2023-12-20", "by": "Thường trực HĐND", "note": None}
DECIDING: dict[str, Any] = {"flag": FLAG, "decided_on": "2024-01-15", "by": "HĐND tỉnh", "reason": "đơn xin từ chức"}


def consider(**named: Any) -> ConsiderReplacement:
    return ConsiderReplacement.model_validate({"on": TODAY, **CONSIDERING} | named)


def deciding(decision: str = "resignation_accepted", **named: Any) -> DecideReplacement:
    return DecideReplacement.model_validate({"on": TODAY, **DECIDING, "decision": decision} | named)


def decided(decision: str = "resignation_accepted", **named: Any) -> ReplacementDecided:
    return ReplacementDecided.model_validate({**DECIDING, "ground": None, "decision_no": None, "decision": decision} | named)


def correct(decision: str) -> CorrectReplacement:
    return CorrectReplacement.model_validate({"on": TODAY, "flag": FLAG, "corrects": 9, "decision": decision, "reason": "nhầm"})


def corrected(decision: str) -> ReplacementCorrected:
    return ReplacementCorrected.model_validate({"flag": FLAG, "corrects": 9, "decision": decision, "reason": "nhầm"})


CONSIDERED = ReplacementConsidered.model_validate(CONSIDERING)


def test_a_flag_is_considered_from_the_day_of_considering_and_again() -> None:
    assert decide(consider(), given(replacements, [], consider()), NO_RULES) == [CONSIDERED]
    assert decide(consider(), given(replacements, [CONSIDERED], consider()), NO_RULES) == [CONSIDERED]
    assert CONSIDERED.dated(TODAY) == PartialDate.parse("2023-12-20")


@pytest.mark.parametrize("decision", Replacement)
def test_a_flag_is_decided_considered_before_or_not(decision: Replacement) -> None:
    command = deciding(decision, ground="vn/96-2023-QH15#12.2", decision_no="3/NQ")
    made = decided(decision, ground="vn/96-2023-QH15#12.2", decision_no="3/NQ")

    assert decide(command, given(replacements, [], command), NO_RULES) == [made]
    assert decide(command, given(replacements, [CONSIDERED], command), NO_RULES) == [made]
    assert made.dated(TODAY) == PartialDate.parse("2024-01-15")


@pytest.mark.parametrize("command", [consider(), deciding(), deciding("kept")], ids=["consider", "the same", "another"])
def test_what_was_decided_is_neither_considered_nor_decided_again(command: ReplacementCommand) -> None:
    assert refusal(replacements, [decided()], command) is Code.FLAG_DECIDED
    assert refusal(replacements, [decided("kept"), corrected("relieved")], command) is Code.FLAG_DECIDED


def test_a_wrong_record_of_a_decision_is_corrected() -> None:
    assert decide(correct("kept"), given(replacements, [decided()], correct("kept")), NO_RULES) == [corrected("kept")]


def test_a_correction_rests_on_those_before_it() -> None:
    before = [decided(), corrected("kept")]

    assert refusal(replacements, before, correct("kept")) is Code.FLAG_DECIDED
    assert len(decide(correct("resignation_accepted"), given(replacements, before, correct("kept")), NO_RULES)) == 1


def test_a_correction_that_changes_nothing_is_refused() -> None:
    assert refusal(replacements, [decided()], correct("resignation_accepted")) is Code.FLAG_DECIDED


def test_what_was_not_decided_is_not_corrected() -> None:
    assert refusal(replacements, [], correct("kept")) is Code.FLAG_UNDECIDED
    assert refusal(replacements, [CONSIDERED], correct("kept")) is Code.FLAG_UNDECIDED


@pytest.mark.parametrize("day", ["2026-05-10", "2026-05", "2026"])
def test_an_answer_may_be_of_any_day_that_is_not_certainly_after_today(day: str) -> None:
    considering, now = consider(considered_on=day), deciding("kept", decided_on=day)

    assert len(decide(considering, given(replacements, [], considering), NO_RULES)) == 1
    assert decide(now, given(replacements, [], now), NO_RULES) == [decided("kept", decided_on=day)]


@pytest.mark.parametrize("day", ["2026-05-11", "2026-06", "2027"])
def test_no_answer_is_given_after_today(day: str) -> None:
    assert refusal(replacements, [], consider(considered_on=day)) is Code.FUTURE_ANSWER
    assert refusal(replacements, [], deciding(decided_on=day)) is Code.FUTURE_ANSWER


def test_only_the_flag_is_read() -> None:
    for command in (consider(), deciding(), correct("kept")):
        assert boundary(command, replacements.initial) == (f"replacement/{FLAG}",)


@pytest.mark.parametrize("flag", ["", "X-1-1", "low confidence-1-1", "a/b-1", "a\u202e-1-1", "a" * 101])
def test_a_flag_is_named_as_the_read_models_name_it(flag: str) -> None:
    with pytest.raises(ValidationError):
        deciding(flag=flag)
