"""Start, end and today are in order; theory has a level and nothing else has; the same is recorded once."""

from typing import Any

import pytest
from pydantic import ValidationError

from cadre_ledger.domain import training
from cadre_ledger.domain.cadres import CadreMerged, CadreRegistered
from cadre_ledger.domain.training import (
    CompleteTraining,
    CorrectQualification,
    QualificationCorrected,
    QualificationKind,
    QualificationRecorded,
    QualificationRevoked,
    RecordQualification,
    RevokeQualification,
    RevokeTraining,
    TrainingCommand,
    TrainingCompleted,
    TrainingRevoked,
    boundary,
    decide,
)
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.studies import Category, TheoryLevel
from deciding import NO_RULES, given, refusal
from ledgers import TODAY

CADRE = CadreRegistered(cadre="C000001", name="Nguyễn Văn A", born=None, own_number=None)
MERGED = CadreMerged(cadre="C000001", into="C000002", reason="same")
COURSE: dict[str, Any] = {"cadre": "C000001", "category": "skills", "programme": "Kỹ năng lãnh đạo", "completed_on": "2024-06-30"}
COURSE_ELSE = dict.fromkeys(("level", "institution", "country", "started_on", "certificate", "approved_on", "duration_hours"))
DEGREE: dict[str, Any] = {"cadre": "C000001", "kind": "degree", "level": "Thạc sĩ", "obtained_on": "2015-07"}
DEGREE_ELSE = dict.fromkeys(("field", "institution", "language", "certificate"))


def complete(**named: Any) -> CompleteTraining:
    return CompleteTraining.model_validate({"on": TODAY, **COURSE} | named)


def completed(number: int = 1, **named: Any) -> TrainingCompleted:
    return TrainingCompleted.model_validate({**COURSE_ELSE, **COURSE, "number": number} | named)


def revoke(number: int = 1) -> RevokeTraining:
    return RevokeTraining(on=TODAY, cadre="C000001", number=number, reason="thu hồi")


def revoked(number: int = 1) -> TrainingRevoked:
    return TrainingRevoked(cadre="C000001", number=number, reason="thu hồi")


def qualify(**named: Any) -> RecordQualification:
    return RecordQualification.model_validate({"on": TODAY, **DEGREE} | named)


def qualified(**named: Any) -> QualificationRecorded:
    return QualificationRecorded.model_validate({**DEGREE_ELSE, **DEGREE} | named)


def put_right(number: int = 1, **named: Any) -> CorrectQualification:
    return CorrectQualification.model_validate({"on": TODAY, "cadre": "C000001", "number": number, "corrects": 9, "reason": "nhầm"} | named)


def righted(number: int = 1, **named: Any) -> QualificationCorrected:
    fields = {**DEGREE_ELSE, **DEGREE, "number": number, "corrects": 9, "reason": "nhầm"}
    return QualificationCorrected.model_validate(fields | named)


def disqualify(number: int = 1) -> RevokeQualification:
    return RevokeQualification(on=TODAY, cadre="C000001", number=number, reason="nhầm hồ sơ")


def disqualified(number: int = 1) -> QualificationRevoked:
    return QualificationRevoked(cadre="C000001", number=number, reason="nhầm hồ sơ")


# Completing


def test_a_completion_gets_the_next_number_and_its_own_day() -> None:
    command = complete(started_on="2024-01", institution="Học viện", country="Việt Nam", certificate="A1", duration_hours=40)
    other = completed(1, programme="Khác")

    assert decide(command, given(training, [CADRE, other], command), NO_RULES) == [
        completed(2, started_on="2024-01", institution="Học viện", country="Việt Nam", certificate="A1", duration_hours=40)
    ]
    assert completed().dated(TODAY) == PartialDate.parse("2024-06-30")


def test_a_number_is_not_given_again_after_a_revocation() -> None:
    command = complete(programme="Khác")

    assert decide(command, given(training, [CADRE, completed(), revoked()], command), NO_RULES) == [completed(2, programme="Khác")]


@pytest.mark.parametrize("completed_on", ["2026-05-10", "2026-05", "2026"])
def test_a_completion_may_be_of_any_day_that_is_not_certainly_after_today(completed_on: str) -> None:
    command = complete(completed_on=completed_on)

    assert decide(command, given(training, [CADRE], command), NO_RULES) == [completed(completed_on=completed_on)]


@pytest.mark.parametrize("completed_on", ["2026-05-11", "2026-06", "2027"])
def test_nothing_is_completed_after_today(completed_on: str) -> None:
    assert refusal(training, [CADRE], complete(completed_on=completed_on)) is Code.FUTURE_TRAINING


def test_a_today_known_to_the_month_takes_every_day_of_it() -> None:
    command = complete(on="2026-05", completed_on="2026-05-20")

    assert decide(command, given(training, [CADRE], command), NO_RULES) == [completed(completed_on="2026-05-20")]


def test_an_end_known_to_the_month_is_not_before_a_start_in_it() -> None:
    command = complete(started_on="2024-06-15", completed_on="2024-06")

    assert decide(command, given(training, [CADRE], command), NO_RULES) == [completed(started_on="2024-06-15", completed_on="2024-06")]


@pytest.mark.parametrize("started_on", ["2024-06-30", "2024-06", "2024"])
def test_a_course_may_start_on_any_day_that_is_not_certainly_after_its_end(started_on: str) -> None:
    command = complete(started_on=started_on)

    assert decide(command, given(training, [CADRE], command), NO_RULES) == [completed(started_on=started_on)]


@pytest.mark.parametrize("started_on", ["2024-07-01", "2024-07", "2025"])
def test_a_course_does_not_end_before_it_starts(started_on: str) -> None:
    assert refusal(training, [CADRE], complete(started_on=started_on)) is Code.TRAINING_DATES


@pytest.mark.parametrize("level", TheoryLevel)
def test_theory_has_a_level(level: TheoryLevel) -> None:
    command = complete(category="theory", level=level)

    assert decide(command, given(training, [CADRE], command), NO_RULES) == [completed(category="theory", level=level)]


@pytest.mark.parametrize("category", [each for each in Category if each is not Category.THEORY])
def test_nothing_else_has_a_level(category: Category) -> None:
    command = complete(category=category)

    assert decide(command, given(training, [CADRE], command), NO_RULES) == [completed(category=category)]
    assert refusal(training, [CADRE], complete(category=category, level="advanced")) is Code.TRAINING_LEVEL


def test_theory_without_a_level_is_refused() -> None:
    assert refusal(training, [CADRE], complete(category="theory")) is Code.TRAINING_LEVEL


def test_the_same_completion_is_recorded_once() -> None:
    assert refusal(training, [CADRE, completed()], complete()) is Code.TRAINING_TWICE
    assert refusal(training, [CADRE, completed(1, programme="Khác"), completed(2)], complete()) is Code.TRAINING_TWICE


@pytest.mark.parametrize("differing", [{"completed_on": "2025"}, {"certificate": "B2"}, {"institution": "Trường"}], ids=str)
def test_what_differs_in_anything_is_another_completion(differing: dict[str, str]) -> None:
    command = complete(**differing)

    assert decide(command, given(training, [CADRE, completed()], command), NO_RULES) == [completed(2, **differing)]


def test_what_was_revoked_may_be_recorded_anew() -> None:
    assert decide(complete(), given(training, [CADRE, completed(), revoked()], complete()), NO_RULES) == [completed(2)]


@pytest.mark.parametrize("hours", [0, -1, 100_001])
def test_a_course_lasts_some_hours(hours: int) -> None:
    with pytest.raises(ValidationError):
        complete(duration_hours=hours)


# Revoking


def test_a_completion_is_revoked_by_its_number() -> None:
    before = [CADRE, completed(), completed(2, programme="Khác")]

    assert decide(revoke(2), given(training, before, revoke(2)), NO_RULES) == [revoked(2)]
    assert list(given(training, [*before, revoked(2)], revoke()).standing) == [1]


def test_what_does_not_stand_is_not_revoked() -> None:
    assert refusal(training, [CADRE], revoke()) is Code.NO_TRAINING
    assert refusal(training, [CADRE, completed()], revoke(2)) is Code.NO_TRAINING
    assert refusal(training, [CADRE, completed(), revoked()], revoke()) is Code.NO_TRAINING


# Qualifications


def test_a_qualification_is_recorded_from_the_day_it_was_obtained() -> None:
    command = qualify(kind="language", level="B2", language="Tiếng Anh", certificate="X")

    assert decide(command, given(training, [CADRE], command), NO_RULES) == [
        qualified(kind="language", level="B2", language="Tiếng Anh", certificate="X")
    ]
    assert qualified().dated(TODAY) == PartialDate.parse("2015-07")


def test_the_same_qualification_is_recorded_once_and_another_beside_it() -> None:
    other = qualify(level="Tiến sĩ")

    assert refusal(training, [CADRE, qualified()], qualify()) is Code.QUALIFICATION_TWICE
    assert decide(other, given(training, [CADRE, qualified()], other), NO_RULES) == [qualified(level="Tiến sĩ")]
    assert {each.value for each in QualificationKind} == {"degree", "language", "ability"}


@pytest.mark.parametrize("obtained_on", ["2026-05-10", "2026-05", "2026"])
def test_a_qualification_may_be_of_any_day_that_is_not_certainly_after_today(obtained_on: str) -> None:
    command = qualify(obtained_on=obtained_on)

    assert decide(command, given(training, [CADRE], command), NO_RULES) == [qualified(obtained_on=obtained_on)]


@pytest.mark.parametrize("obtained_on", ["2026-05-11", "2026-06", "2027"])
def test_nothing_is_obtained_after_today(obtained_on: str) -> None:
    assert refusal(training, [CADRE], qualify(obtained_on=obtained_on)) is Code.FUTURE_QUALIFICATION


def test_what_is_not_named_stays_when_a_qualification_is_put_right() -> None:
    before = [CADRE, qualified(field="Luật")]
    command = put_right(obtained_on="2015-06", institution="Học viện")

    made = righted(obtained_on="2015-06", institution="Học viện", field="Luật")

    assert decide(command, given(training, before, command), NO_RULES) == [made]
    assert righted(obtained_on="2015-06").dated(TODAY) == PartialDate.parse("2015-06")


def test_a_correction_of_a_qualification_rests_on_those_before_it() -> None:
    before = [CADRE, qualified(), righted(level="Tiến sĩ")]

    assert refusal(training, before, put_right(level="Tiến sĩ")) is Code.QUALIFICATION_SAME
    assert decide(put_right(level="Thạc sĩ"), given(training, before, put_right()), NO_RULES) == [righted()]


def test_a_qualification_is_not_put_right_to_what_cannot_be() -> None:
    before = [CADRE, qualified(), qualified(level="Tiến sĩ")]

    assert refusal(training, before, put_right(obtained_on="2026-05-11")) is Code.FUTURE_QUALIFICATION
    assert refusal(training, before, put_right(level="Tiến sĩ")) is Code.QUALIFICATION_TWICE
    assert refusal(training, before, put_right(3, level="Cử nhân")) is Code.NO_QUALIFICATION


def test_a_qualification_of_another_person_is_revoked_once_and_may_be_recorded_anew() -> None:
    before = [CADRE, qualified(), qualified(level="Tiến sĩ")]

    assert decide(disqualify(), given(training, before, disqualify()), NO_RULES) == [disqualified()]
    assert refusal(training, [*before, disqualified()], disqualify()) is Code.NO_QUALIFICATION
    assert refusal(training, [*before, disqualified()], put_right(level="Cử nhân")) is Code.NO_QUALIFICATION
    assert refusal(training, before, disqualify(3)) is Code.NO_QUALIFICATION
    assert decide(qualify(), given(training, [*before, disqualified()], qualify()), NO_RULES) == [qualified()]


def test_the_number_of_a_revoked_qualification_is_not_given_again() -> None:
    before = [CADRE, qualified(), disqualified(), qualified(level="Tiến sĩ")]

    assert refusal(training, before, disqualify(1)) is Code.NO_QUALIFICATION
    assert decide(disqualify(2), given(training, before, disqualify(2)), NO_RULES) == [disqualified(2)]


# Whose


COMMANDS = {"complete": complete(), "revoke": revoke(), "qualify": qualify(), "put right": put_right(), "disqualify": disqualify()}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_file_that_is_not_there_is_not_found(command: TrainingCommand) -> None:
    assert refusal(training, [], command) is Code.NO_CADRE
    assert boundary(command, training.initial) == ("cadre/C000001", "training/C000001")


def test_a_merged_file_takes_nothing_new_but_what_it_holds_can_be_revoked() -> None:
    before = [CADRE, MERGED, completed()]

    assert refusal(training, before, complete(programme="Khác")) is Code.CADRE_MERGED
    assert refusal(training, before, qualify()) is Code.CADRE_MERGED
    assert decide(revoke(), given(training, before, revoke()), NO_RULES) == [revoked()]
