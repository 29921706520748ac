"""Nobody is absent twice at a time, or back before having left; why someone is ill is not asked."""

from typing import Any

import pytest
from pydantic import ValidationError

from cadre_ledger.domain import absences
from cadre_ledger.domain.absences import (
    AbsenceBegan,
    AbsenceCommand,
    AbsenceCorrected,
    AbsenceEnded,
    BeginAbsence,
    CorrectAbsence,
    EndAbsence,
    boundary,
    decide,
)
from cadre_ledger.domain.cadres import CadreMerged, CadreRegistered
from cadre_ledger.domain.shapes import Event
from cadre_ledger.values.absences import Absence
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from deciding import NO_RULES, given, refusal
from ledgers import TODAY

CADRE = CadreRegistered(cadre="C000001", name="Nguyễn Văn A", born=None, own_number=None)
MERGED = CadreMerged(cadre="C000001", into="C000002", reason="same")


def begin(since: str = "2026-02-02", **named: Any) -> BeginAbsence:
    return BeginAbsence.model_validate({"on": TODAY, "cadre": "C000001", "kind": "study", "since": since} | named)


def began(number: Any = 1, **named: Any) -> AbsenceBegan:
    fields = {"cadre": "C000001", "number": number, "kind": "study", "since": "2026-02-02", "planned_until": None, "decision_no": None}
    return AbsenceBegan.model_validate(fields | named)


def end(until: str = "2026-05-04", **named: Any) -> EndAbsence:
    return EndAbsence.model_validate({"on": TODAY, "cadre": "C000001", "until": until} | named)


def ended(number: Any = 1, until: str = "2026-05-04", **named: Any) -> AbsenceEnded:
    return AbsenceEnded.model_validate({"cadre": "C000001", "number": number, "until": until, "decision_no": None} | named)


def correct(number: Any = 1, **named: Any) -> CorrectAbsence:
    return CorrectAbsence.model_validate({"on": TODAY, "cadre": "C000001", "number": number, "corrects": 9, "reason": "nhầm"} | named)


def corrected(number: Any = 1, **named: Any) -> AbsenceCorrected:
    fields = {"kind": "study", "since": "2026-02-02", "planned_until": None, "until": None}
    return AbsenceCorrected.model_validate({"cadre": "C000001", "number": number, "corrects": 9, "reason": "nhầm", **fields} | named)


AWAY: list[Event] = [CADRE, began()]
BACK: list[Event] = [*AWAY, ended()]


@pytest.mark.parametrize("kind", Absence)
def test_an_absence_begins_on_its_own_day_perhaps_with_a_planned_end(kind: Absence) -> None:
    command = begin(kind=kind, planned_until="2026-12", decision_no="31/QĐ")

    assert decide(command, given(absences, [CADRE], command), NO_RULES) == [began(kind=kind, planned_until="2026-12", decision_no="31/QĐ")]
    assert began().dated(TODAY) == PartialDate.parse("2026-02-02")


@pytest.mark.parametrize("kind", ["sick", "maternity", "other", ""])
def test_no_kind_tells_of_anyones_health(kind: str) -> None:
    with pytest.raises(ValidationError):
        begin(kind=kind)


def test_an_absence_to_come_is_recorded_as_decided() -> None:
    assert decide(begin("2026-09-01"), given(absences, [CADRE], begin()), NO_RULES) == [began(since="2026-09-01")]


def test_nobody_is_absent_twice_at_a_time() -> None:
    assert refusal(absences, AWAY, begin("2026-03-01")) is Code.ALREADY_ABSENT
    assert decide(begin("2026-05-05"), given(absences, BACK, begin()), NO_RULES) == [began(2, since="2026-05-05")]
    assert refusal(absences, [*BACK, began(2, since="2026-05-05")], begin("2026-06-01")) is Code.ALREADY_ABSENT


def test_whoever_is_absent_comes_back_once_from_the_first_day_back() -> None:
    assert decide(end(decision_no="9/QĐ"), given(absences, AWAY, end()), NO_RULES) == [ended(decision_no="9/QĐ")]
    assert ended().dated(TODAY) == PartialDate.parse("2026-05-04")
    assert refusal(absences, [CADRE], end()) is Code.NOT_ABSENT
    assert refusal(absences, BACK, end()) is Code.NOT_ABSENT


@pytest.mark.parametrize("until", ["2026-02-02", "2026-02", "2026"])
def test_nobody_is_certainly_back_before_having_left(until: str) -> None:
    assert decide(end(until), given(absences, AWAY, end()), NO_RULES) == [ended(until=until)]
    assert len(decide(begin(planned_until=until), given(absences, [CADRE], begin()), NO_RULES)) == 1


@pytest.mark.parametrize("until", ["2026-02-01", "2026-01", "2025"])
def test_a_return_before_the_leaving_is_refused(until: str) -> None:
    assert refusal(absences, AWAY, end(until)) is Code.POST_DATES
    assert refusal(absences, [CADRE], begin(planned_until=until)) is Code.POST_DATES
    assert refusal(absences, AWAY, correct(planned_until=until)) is Code.POST_DATES
    assert refusal(absences, BACK, correct(until=until)) is Code.POST_DATES


@pytest.mark.parametrize("wrong", [{"kind": "leave"}, {"since": "2026-01-05"}, {"planned_until": "2026-12"}], ids=str)
def test_an_open_absence_is_put_right_and_what_is_not_named_stays(wrong: dict[str, str]) -> None:
    command = correct(**wrong)

    assert decide(command, given(absences, AWAY, command), NO_RULES) == [corrected(**wrong)]


def test_an_absence_that_ended_is_put_right_with_its_end() -> None:
    before = [*BACK, began(2, since="2026-05-05")]
    command = correct(until="2026-05-01")

    assert decide(command, given(absences, before, command), NO_RULES) == [corrected(until="2026-05-01")]
    assert refusal(absences, [*before, corrected(until="2026-05-01")], command) is Code.ABSENCE_SAME
    assert refusal(absences, before, correct(2, until="2026-05-09")) is Code.ABSENCE_OPEN
    assert corrected(since="2026-01-05").dated(TODAY) == PartialDate.parse("2026-01-05")


@pytest.mark.parametrize("number", [-1, 0, 2])
def test_an_absence_that_is_not_there_is_not_put_right(number: int) -> None:
    assert refusal(absences, AWAY, correct(number, kind="leave")) is Code.NO_ABSENCE


def test_a_correction_that_changes_nothing_is_refused() -> None:
    assert refusal(absences, AWAY, correct()) is Code.ABSENCE_SAME
    assert refusal(absences, AWAY, correct(kind="study")) is Code.ABSENCE_SAME


@pytest.mark.parametrize("command", [begin(), end(), correct(kind="leave")], ids=["begin", "end", "correct"])
def test_the_cadre_must_be_there(command: AbsenceCommand) -> None:
    assert refusal(absences, [], command) is Code.NO_CADRE
    assert boundary(command, absences.initial) == ("cadre/C000001", "posts/C000001")


def test_a_merged_file_begins_no_absence_but_ends_and_corrects_its_own() -> None:
    before = [CADRE, MERGED, began()]

    assert refusal(absences, [CADRE, MERGED], begin()) is Code.CADRE_MERGED
    assert decide(end(), given(absences, before, end()), NO_RULES) == [ended()]
    assert len(decide(correct(kind="leave"), given(absences, before, correct()), NO_RULES)) == 1
