"""One decision a period stands; a departure says why; nobody is told twice of the same."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from cadre_ledger.domain import classifications
from cadre_ledger.domain.cadres import CadreMerged, CadreRegistered
from cadre_ledger.domain.classifications import (
    ClassificationCommand,
    ClassificationCorrected,
    ClassificationSetAside,
    Classified,
    Classify,
    CorrectClassification,
    Notified,
    Notify,
    SetAsideClassification,
    boundary,
    decide,
)
from cadre_ledger.domain.periods import PeriodClosed, PeriodOpened
from cadre_ledger.domain.shapes import Event
from cadre_ledger.domain.votes import ConfidenceResultEntered
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.quality import Quality
from cadre_ledger.values.tallies import VoteKind
from deciding import NO_RULES, given, refusal
from ledgers import TODAY

WHO: dict[str, Any] = {"cadre": "C000001", "period": "2025"}
CADRE = CadreRegistered(cadre="C000001", name="Nguyễn Văn A", born=None, own_number=None)
MERGED = CadreMerged(cadre="C000001", into="C000002", reason="same")
NOTHING_SAID = dict.fromkeys(("points", "decision_no", "decided_by", "departs_from", "reason"))


def opened(period: str = "2025", begins: str = "2025-01-01") -> PeriodOpened:
    fields = {"begins": begins, "ends": "2025-12-31", "criteria_set": "general", "basis": "test/plain", "basis_digest": "00"}
    return PeriodOpened.model_validate({"period": period, "deadline": None, **fields})


WORLD: list[Event] = [CADRE, opened()]


def classify(level: str = "good", decided_on: str = "2025-12-20", **named: Any) -> Classify:
    return Classify.model_validate({"on": TODAY, **WHO, "level": level, "decided_on": decided_on} | named)


def classified(level: str = "good", decided_on: str = "2025-12-20", **named: Any) -> Classified:
    return Classified.model_validate({**WHO, "level": level, "decided_on": decided_on, **NOTHING_SAID} | named)


def correct(**named: Any) -> CorrectClassification:
    return CorrectClassification.model_validate({"on": TODAY, **WHO, "corrects": 9, "reason": "nhầm"} | named)


def corrected(level: str, points: str | None = None) -> ClassificationCorrected:
    return ClassificationCorrected.model_validate({**WHO, "corrects": 9, "level": level, "points": points, "reason": "nhầm"})


def notify(entry: int = 9, told_on: str = "2026-01-05") -> Notify:
    return Notify(on=TODAY, cadre="C000001", of_entry=entry, told_on=PartialDate.parse(told_on), how="gửi văn bản")


def notified(entry: int = 9) -> Notified:
    return Notified(cadre="C000001", of_entry=entry, told_on=PartialDate.parse("2026-01-05"), how="gửi văn bản")


SET_ASIDE = ClassificationSetAside(**WHO, reason="khiếu nại", decision_no="9/QĐ")
SETTING_ASIDE = SetAsideClassification(on=TODAY, **WHO, reason="khiếu nại", decision_no="9/QĐ")


# Deciding


def test_a_decision_is_recorded_from_its_own_day() -> None:
    command = classify(points="89.5", decision_no="7/QĐ", decided_by="Ban Thường vụ")

    assert decide(command, given(classifications, WORLD, command), NO_RULES) == [
        classified(points=Decimal("89.5"), decision_no="7/QĐ", decided_by="Ban Thường vụ")
    ]
    assert classified().dated(TODAY) == PartialDate.parse("2025-12-20")


def test_one_decision_a_period_stands() -> None:
    assert refusal(classifications, [*WORLD, classified()], classify("excellent")) is Code.ALREADY_CLASSIFIED
    assert refusal(classifications, [*WORLD, classified(), corrected("completed")], classify()) is Code.ALREADY_CLASSIFIED


def test_a_decision_on_another_period_stands_beside_it() -> None:
    other = classified(period="2024")

    assert decide(classify(), given(classifications, [*WORLD, other], classify()), NO_RULES) == [classified()]


def test_a_period_is_decided_again_after_the_decision_was_set_aside() -> None:
    before = [*WORLD, classified(), SET_ASIDE]

    assert decide(classify("completed"), given(classifications, before, classify("completed")), NO_RULES) == [classified("completed")]


def test_a_departure_says_why_and_agreement_need_not() -> None:
    departing = classify("excellent", departs_from="good", reason="sáng kiến cấp tỉnh")

    assert refusal(classifications, WORLD, classify("excellent", departs_from="good")) is Code.DEPARTURE_WITHOUT_REASON
    assert decide(departing, given(classifications, WORLD, departing), NO_RULES) == [
        classified("excellent", departs_from="good", reason="sáng kiến cấp tỉnh")
    ]
    assert decide(classify(departs_from="good"), given(classifications, WORLD, classify()), NO_RULES) == [classified(departs_from="good")]


@pytest.mark.parametrize(("begins", "decided_on"), [("2025-06-15", "2025-06-15"), ("2025-06-15", "2025-06"), ("2025", "2025-01-01")])
def test_a_decision_may_be_of_any_day_that_is_not_certainly_before_the_period(begins: str, decided_on: str) -> None:
    command = classify(decided_on=decided_on)

    assert len(decide(command, given(classifications, [CADRE, opened(begins=begins)], command), NO_RULES)) == 1


@pytest.mark.parametrize(("begins", "decided_on"), [("2025-06-15", "2025-06-14"), ("2025-06", "2025-05"), ("2025", "2024-12-31")])
def test_nothing_is_decided_before_the_period_begins(begins: str, decided_on: str) -> None:
    assert refusal(classifications, [CADRE, opened(begins=begins)], classify(decided_on=decided_on)) is Code.DECIDED_TOO_EARLY


@pytest.mark.parametrize("decided_on", ["2026-05-10", "2026-05", "2026"])
def test_a_decision_may_be_of_any_day_that_is_not_certainly_after_today(decided_on: str) -> None:
    command = classify(decided_on=decided_on)

    assert decide(command, given(classifications, WORLD, command), NO_RULES) == [classified(decided_on=decided_on)]


@pytest.mark.parametrize("decided_on", ["2026-05-11", "2026-06", "2027"])
def test_nothing_is_decided_after_today(decided_on: str) -> None:
    assert refusal(classifications, WORLD, classify(decided_on=decided_on)) is Code.FUTURE_CLASSIFICATION


def test_a_decision_needs_its_period_which_may_be_closed_to_assessors() -> None:
    assert refusal(classifications, [CADRE], classify()) is Code.NO_PERIOD
    assert decide(classify(), given(classifications, [*WORLD, PeriodClosed(period="2025")], classify()), NO_RULES) == [classified()]


@pytest.mark.parametrize("points", ["-0.01", "100.01", "89.555", "NaN"])
def test_points_are_of_a_hundred_and_of_two_places(points: str) -> None:
    with pytest.raises(ValidationError):
        classify(points=points)


def test_the_ends_of_the_scale_are_points() -> None:
    assert [classify(points=each).points for each in ("0", "100")] == [0, 100]


# Correcting and setting aside


def test_a_correction_names_its_entry_and_keeps_what_it_does_not_name() -> None:
    level, points = correct(level="completed"), correct(points="70")
    before = [CADRE, classified(points="89.5")]

    assert decide(level, given(classifications, before, level), NO_RULES) == [corrected("completed", "89.5")]
    assert decide(points, given(classifications, before, points), NO_RULES) == [corrected("good", "70")]


def test_points_of_nought_are_points() -> None:
    command = correct(points="0")

    assert decide(command, given(classifications, [CADRE, classified(points="1")], command), NO_RULES) == [corrected("good", "0")]


def test_a_correction_rests_on_those_before_it() -> None:
    before = [CADRE, classified(), corrected("completed", "71")]

    assert decide(correct(level="good"), given(classifications, before, correct(level="good")), NO_RULES) == [corrected("good", "71")]


@pytest.mark.parametrize("command", [correct(), correct(level="good"), correct(points="89.50"), correct(level="good", points="89.5")])
def test_a_correction_that_changes_nothing_is_refused(command: CorrectClassification) -> None:
    assert refusal(classifications, [CADRE, classified(points="89.5")], command) is Code.CLASSIFICATION_SAME


def test_a_decision_is_set_aside_for_a_reason() -> None:
    assert decide(SETTING_ASIDE, given(classifications, [CADRE, classified()], SETTING_ASIDE), NO_RULES) == [SET_ASIDE]


@pytest.mark.parametrize("command", [correct(level="completed"), SETTING_ASIDE], ids=["correct", "set aside"])
def test_what_was_not_decided_or_stands_no_more_is_not_found(command: ClassificationCommand) -> None:
    assert refusal(classifications, [CADRE], command) is Code.NO_CLASSIFICATION
    assert refusal(classifications, [CADRE, classified(period="2024")], command) is Code.NO_CLASSIFICATION
    assert refusal(classifications, [CADRE, classified(), SET_ASIDE], command) is Code.NO_CLASSIFICATION


# Telling


def test_a_person_is_told_of_an_entry_once_from_the_day_of_telling() -> None:
    assert decide(notify(), given(classifications, [CADRE], notify()), NO_RULES) == [notified()]
    assert refusal(classifications, [CADRE, notified()], notify()) is Code.ALREADY_NOTIFIED
    assert decide(notify(10), given(classifications, [CADRE, notified()], notify(10)), NO_RULES) == [notified(10)]
    assert notified().dated(TODAY) == PartialDate.parse("2026-01-05")


@pytest.mark.parametrize("told_on", ["2026-05-10", "2026-05", "2026"])
def test_a_person_is_told_on_any_day_that_is_not_certainly_after_today(told_on: str) -> None:
    command = notify(told_on=told_on)

    assert len(decide(command, given(classifications, [CADRE], command), NO_RULES)) == 1


@pytest.mark.parametrize("told_on", ["2026-05-11", "2026-06", "2027"])
def test_nobody_is_told_after_today(told_on: str) -> None:
    assert refusal(classifications, [CADRE], notify(told_on=told_on)) is Code.FUTURE_NOTICE


@pytest.mark.parametrize("entry", [0, 2**53 + 1])
def test_an_entry_named_is_one_that_there_can_be(entry: int) -> None:
    with pytest.raises(ValidationError):
        notify(entry)
    with pytest.raises(ValidationError):
        correct(corrects=entry, level="good")


# Whose


@pytest.mark.parametrize(
    "command", [classify(), correct(level="good"), SETTING_ASIDE, notify()], ids=["classify", "correct", "set aside", "notify"]
)
def test_a_file_that_is_not_there_is_not_found(command: ClassificationCommand) -> None:
    assert refusal(classifications, [], command) is Code.NO_CADRE


def test_a_merged_file_takes_no_new_decision_but_what_it_holds_can_be_put_right() -> None:
    assert refusal(classifications, [*WORLD, MERGED], classify()) is Code.CADRE_MERGED
    for command in (correct(level="completed"), SETTING_ASIDE, notify()):
        assert len(decide(command, given(classifications, [CADRE, MERGED, classified()], command), NO_RULES)) == 1


def test_votes_in_the_same_stream_are_passed_over() -> None:
    entered = ConfidenceResultEntered(
        cadre="C000001", session="S1", subject=1, kind=VoteKind.CONFIDENCE, held_on=PartialDate.parse("2023-12-10")
    )

    assert decide(classify(), given(classifications, [*WORLD, entered], classify()), NO_RULES) == [classified()]


def test_only_a_decision_reads_the_period() -> None:
    assert boundary(classify(), classifications.initial) == ("cadre/C000001", "verdicts/C000001", "period/2025")
    for command in (correct(), SETTING_ASIDE, notify()):
        assert boundary(command, classifications.initial) == ("cadre/C000001", "verdicts/C000001")


def test_every_level_can_be_decided() -> None:
    for level in Quality:
        assert decide(classify(level), given(classifications, WORLD, classify(level)), NO_RULES) == [classified(level)]
