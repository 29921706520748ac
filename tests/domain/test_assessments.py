"""One assessment a cadre, period and assessor; every criterion within its range; a missing one is missing, never zero."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from cadre_ledger.domain import assessments
from cadre_ledger.domain.assessments import (
    Assess,
    Assessed,
    AssessmentCommand,
    AssessmentCorrected,
    CorrectAssessment,
    boundary,
    criteria_of,
    decide,
)
from cadre_ledger.domain.cadres import CadreMerged, CadreRegistered
from cadre_ledger.domain.periods import PeriodClosed, PeriodOpened, PeriodReopened
from cadre_ledger.domain.shapes import Event
from cadre_ledger.rulebook.rulebook import Rulebook, text_digest
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotFound, Refused
from cadre_ledger.values.quality import Capacity
from deciding import given, refusal
from ledgers import TODAY
from regulations import PLAIN, PLAIN_TEXT, STANDING, STANDING_TEXT, criteria_set, rulebook, text

RULES = rulebook(PLAIN_TEXT, STANDING_TEXT)
WHO: dict[str, Any] = {"cadre": "C000001", "period": "2025", "assessor": "C000009"}
CADRE = CadreRegistered(cadre="C000001", name="Nguyễn Văn A", born=None, own_number=None)
MERGED = CadreMerged(cadre="C000001", into="C000002", reason="same")
CLOSED = PeriodClosed(period="2025")
FULL = {"g1": "28.5", "r1": "40", "r2": "0"}


def opened(criteria: str = "general", basis: str = PLAIN, of: str = PLAIN_TEXT) -> PeriodOpened:
    fields = {"period": "2025", "begins": "2025-01-01", "ends": "2025-12-31", "criteria_set": criteria, "basis": basis, "deadline": None}
    return PeriodOpened.model_validate({**fields, "basis_digest": text_digest(of.encode())})


WORLD: list[Event] = [opened(), CADRE]


def assess(scores: Mapping[str, Any] = FULL, **named: Any) -> Assess:
    return Assess.model_validate({"on": TODAY, **WHO, "capacity": "superior", "scores": dict(scores)} | named)


def assessed(scores: Mapping[str, Any] = FULL, **named: Any) -> Assessed:
    return Assessed.model_validate({**WHO, "capacity": "superior", "scores": dict(scores), "comment": None} | named)


def correct(**scores: Any) -> CorrectAssessment:
    return CorrectAssessment.model_validate({"on": TODAY, **WHO, "corrects": 9, "scores": scores, "reason": "cộng nhầm"})


def corrected(scores: Mapping[str, Any]) -> AssessmentCorrected:
    return AssessmentCorrected.model_validate({**WHO, "corrects": 9, "scores": dict(scores), "reason": "cộng nhầm"})


# Assessing


def test_all_that_is_wrong_with_the_scores_is_said_at_once() -> None:
    command = assess({"g1": "99", "x1": "1", "r1": "41"})
    with pytest.raises(Refused) as refused:
        decide(command, given(assessments, WORLD, command), RULES)
    said = [(each.code, each.facts.get("criterion", each.facts.get("criteria"))) for each in (refused.value, *refused.value.besides)]

    assert said == [
        (Code.SCORE_RANGE, "g1"),
        (Code.CRITERION_UNKNOWN, "x1"),
        (Code.SCORE_RANGE, "r1"),
        (Code.CRITERION_MISSING, "r2"),
    ]


@pytest.mark.parametrize("capacity", Capacity)
def test_every_criterion_is_scored_in_a_capacity(capacity: Capacity) -> None:
    command = assess(capacity=capacity, comment="khá")

    assert decide(command, given(assessments, WORLD, command), RULES) == [assessed(capacity=capacity, comment="khá")]


def test_criteria_are_named_in_either_case_and_scores_keep_their_figures() -> None:
    command = assess({"G1": "28.50", " r1 ": 40, "R2": "0"})

    assert decide(command, given(assessments, WORLD, command), RULES) == [assessed()]
    assert command.model_dump(mode="json")["scores"] == {"g1": "28.50", "r1": "40", "r2": "0"}


def test_one_assessor_assesses_once_and_another_beside() -> None:
    other = assess(assessor="C000008")

    assert refusal(assessments, [*WORLD, assessed()], assess({"g1": 1, "r1": 1, "r2": 1}, capacity="peer"), RULES) is Code.ALREADY_ASSESSED
    assert decide(other, given(assessments, WORLD, other), RULES) == [assessed(assessor="C000008")]
    assert other.assessor not in assessed().stream


@pytest.mark.parametrize(
    ("scores", "code"),
    [
        ({"g1": "28", "r1": "40"}, Code.CRITERION_MISSING),
        ({}, Code.CRITERION_MISSING),
        ({**FULL, "r3": "1"}, Code.CRITERION_UNKNOWN),
        ({**FULL, "g1": "30.01"}, Code.SCORE_RANGE),
        ({**FULL, "r2": "31"}, Code.SCORE_RANGE),
    ],
    ids=["one missing", "all missing", "unknown", "just over", "over"],
)
def test_scores_that_do_not_fit_the_set_are_refused(scores: dict[str, str], code: Code) -> None:
    assert refusal(assessments, WORLD, assess(scores), RULES) is code


def test_the_refusal_names_what_is_missing_and_what_is_the_most() -> None:
    with pytest.raises(Refused) as missing:
        decide(assess({"g1": 1}), given(assessments, WORLD, assess()), RULES)
    with pytest.raises(Refused) as over:
        decide(assess({**FULL, "g1": "30.5"}), given(assessments, WORLD, assess()), RULES)

    assert missing.value.facts == {"criteria": "r1, r2"}
    assert over.value.facts == {"criterion": "g1", "score": "30.5", "largest": "30"}


def test_the_ends_of_a_range_are_scores() -> None:
    for scores in ({"g1": 30, "r1": 40, "r2": 30}, {"g1": 0, "r1": 0, "r2": 0}):
        assert decide(assess(scores), given(assessments, WORLD, assess()), RULES) == [assessed(scores)]


@pytest.mark.parametrize("score", ["-0.01", "1000.01", "1.005", "NaN", "Infinity", "nhiều"])
def test_what_is_no_score_is_not_taken(score: str) -> None:
    with pytest.raises(ValidationError):
        assess({**FULL, "g1": score})


# The period


@pytest.mark.parametrize("command", [assess(), correct(G1=20)], ids=["assess", "correct"])
def test_nothing_is_assessed_outside_an_open_period(command: AssessmentCommand) -> None:
    before = [] if isinstance(command, Assess) else [assessed()]

    assert refusal(assessments, [CADRE], command, RULES) is Code.NO_PERIOD
    assert refusal(assessments, [*WORLD, *before, CLOSED], command, RULES) is Code.PERIOD_CLOSED
    reopened = [*WORLD, *before, CLOSED, PeriodReopened(period="2025", reason="thiếu")]
    assert len(decide(command, given(assessments, reopened, command), RULES)) == 1


@pytest.mark.parametrize("command", [assess(), correct(G1=20)], ids=["assess", "correct"])
def test_a_file_that_is_not_there_is_not_found(command: AssessmentCommand) -> None:
    assert refusal(assessments, [opened()], command, RULES) is Code.NO_CADRE


def test_a_merged_file_takes_no_new_assessment_but_what_it_holds_can_be_put_right() -> None:
    before = [*WORLD, MERGED]

    assert refusal(assessments, before, assess(), RULES) is Code.CADRE_MERGED
    assert len(decide(correct(G1=20), given(assessments, [*before, assessed()], correct(G1=20)), RULES)) == 1


def test_the_boundary_grows_by_the_texts_of_the_period() -> None:
    own = ("assessment/C000001/2025/C000009", "period/2025", "cadre/C000001")

    assert boundary(assess(), assessments.initial) == own
    assert boundary(assess(), given(assessments, WORLD, assess())) == (*own, "rulebook", f"rules/{PLAIN}", f"rules/{STANDING}")


def test_a_period_under_the_product_s_own_text_names_it_once() -> None:
    state = given(assessments, [opened(basis=STANDING, of=STANDING_TEXT)], assess())

    assert boundary(assess(), state)[3:] == ("rulebook", f"rules/{STANDING}")


# The criteria


OWN_TEXT = text("test/own", criteria_set("general", g1=40, r9=60), criteria_set("short", g1=100))


def own(criteria: str) -> PeriodOpened:
    return opened(criteria, "test/own", OWN_TEXT)


def codes(period: PeriodOpened, rules: Rulebook) -> list[str]:
    return [each.code for each in criteria_of(period, rules).criteria]


def test_the_criteria_are_those_of_the_text_of_the_period_else_the_product_s_own() -> None:
    rules = rulebook(OWN_TEXT, PLAIN_TEXT, STANDING_TEXT)

    assert codes(own("general"), rules) == ["g1", "r9"]
    assert codes(own("short"), rules) == ["g1"]
    assert codes(opened(), rules) == ["g1", "r1", "r2"]


@pytest.mark.parametrize(
    "rules", [rulebook(PLAIN_TEXT, STANDING_TEXT), rulebook(PLAIN_TEXT)], ids=["no such set", "no text of the product"]
)
def test_a_set_that_no_text_has_is_not_found(rules: Rulebook) -> None:
    with pytest.raises(NotFound) as missing:
        criteria_of(opened("other"), rules)

    assert missing.value.code is Code.NO_CRITERIA


def test_a_period_keeps_the_criteria_of_the_text_it_was_opened_under() -> None:
    newer = text("test/own", criteria_set("general", r1=100))

    assert codes(own("general"), rulebook(OWN_TEXT, newer)) == ["g1", "r9"]
    assert codes(opened("general", "test/own", newer), rulebook(OWN_TEXT, newer)) == ["r1"]


# Correcting


def test_a_correction_keeps_the_criteria_that_it_does_not_name() -> None:
    command = correct(g1="20")

    assert decide(command, given(assessments, [*WORLD, assessed()], command), RULES) == [corrected({**FULL, "g1": "20"})]


def test_a_correction_rests_on_those_before_it() -> None:
    before = [*WORLD, assessed(), corrected({**FULL, "g1": "20"})]

    assert decide(correct(R2=3), given(assessments, before, correct(R2=3)), RULES) == [corrected({"g1": "20", "r1": "40", "r2": "3"})]


@pytest.mark.parametrize("command", [correct(), correct(G1="28.50"), correct(G1="28.5", R2=0)])
def test_a_correction_that_changes_nothing_is_refused(command: CorrectAssessment) -> None:
    assert refusal(assessments, [*WORLD, assessed()], command, RULES) is Code.ASSESSMENT_SAME


def test_a_correction_obeys_what_the_recording_obeys() -> None:
    before = [*WORLD, assessed()]

    assert refusal(assessments, before, correct(G1=31), RULES) is Code.SCORE_RANGE
    assert refusal(assessments, before, correct(X=1), RULES) is Code.CRITERION_UNKNOWN


def test_what_was_not_assessed_is_not_corrected() -> None:
    assert refusal(assessments, WORLD, correct(G1=1), RULES) is Code.NO_ASSESSMENT


@pytest.mark.parametrize("entry", [0, 2**53 + 1])
def test_a_correction_names_an_entry_that_there_can_be(entry: int) -> None:
    with pytest.raises(ValidationError):
        CorrectAssessment.model_validate(correct(G1=1).model_dump() | {"corrects": entry})


def test_scores_are_exact() -> None:
    assert assess({**FULL, "g1": "0.10"}).scores["g1"] == Decimal("0.1")
