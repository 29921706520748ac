"""One decision a case, in a form that its line has; what is annulled changes no more."""

from typing import Any

import pytest
from pydantic import ValidationError

from cadre_ledger.domain import cases
from cadre_ledger.domain.cadres import CadreMerged, CadreRegistered
from cadre_ledger.domain.cases import (
    AnnulDiscipline,
    CaseCommand,
    CorrectDiscipline,
    DecideDiscipline,
    DisciplineAnnulled,
    DisciplineCorrected,
    DisciplineDecided,
    DisciplineEnded,
    EndDiscipline,
    boundary,
    decide,
)
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.sanctions import FORMS, Form, Line
from deciding import NO_RULES, given, refusal
from ledgers import TODAY

CADRE = CadreRegistered(cadre="C000001", name="Nguyễn Văn A", born=None, own_number=None)
MERGED = CadreMerged(cadre="C000001", into="C000002", reason="same")
OF: dict[str, Any] = {"case": "K1", "cadre": "C000001"}
DECISION: dict[str, Any] = {**OF, "line": "party", "form": "reprimand", "decision_no": "5-QĐ", "decided_on": "2024-03-10"}
ELSE: dict[str, Any] = {"effective_on": None, "authority": None, "grounds": None, "public_duty": False}


def discipline(**named: Any) -> DecideDiscipline:
    return DecideDiscipline.model_validate({"on": TODAY, **DECISION} | named)


def decided(**named: Any) -> DisciplineDecided:
    return DisciplineDecided.model_validate({**ELSE, **DECISION} | named)


def correct(**named: Any) -> CorrectDiscipline:
    return CorrectDiscipline.model_validate({"on": TODAY, "case": "K1", "corrects": 9, "reason": "nhầm"} | named)


def corrected(**named: Any) -> DisciplineCorrected:
    fields = {"corrects": 9, "form": "reprimand", "decided_on": "2024-03-10", "effective_on": None, "reason": "nhầm"}
    return DisciplineCorrected.model_validate({**OF, **fields} | named)


def end(ended_on: str = "2025-01-10") -> EndDiscipline:
    return EndDiscipline(on=TODAY, case="K1", ended_on=PartialDate.parse(ended_on), reason="tiến bộ")


def ended(ended_on: str = "2025-01-10") -> DisciplineEnded:
    return DisciplineEnded(**OF, ended_on=PartialDate.parse(ended_on), reason="tiến bộ")


ANNUL = AnnulDiscipline(on=TODAY, case="K1", decision_no="9-QĐ", reason="oan")
ANNULLED = DisciplineAnnulled(**OF, decision_no="9-QĐ", reason="oan")


# Deciding


def test_a_sanction_is_in_effect_from_its_own_day_else_from_the_decision() -> None:
    command = discipline(effective_on="2024-03-20", authority="UBKT", grounds="Điều 8", public_duty=True)
    made = decided(effective_on="2024-03-20", authority="UBKT", grounds="Điều 8", public_duty=True)

    assert decide(command, given(cases, [CADRE], command), NO_RULES) == [made]
    assert made.dated(TODAY) == PartialDate.parse("2024-03-20")
    assert decided().dated(TODAY) == PartialDate.parse("2024-03-10")


@pytest.mark.parametrize("line", Line)
@pytest.mark.parametrize("form", Form)
def test_a_form_is_one_that_its_line_has(line: Line, form: Form) -> None:
    command = discipline(line=line, form=form)

    if form in FORMS[line]:
        assert decide(command, given(cases, [CADRE], command), NO_RULES) == [decided(line=line, form=form)]
    else:
        assert (line, form) in {(Line.PARTY, Form.DISMISSAL), (Line.STATE, Form.EXPULSION)}
        assert refusal(cases, [CADRE], command) is Code.FORM_UNFIT


def test_a_case_is_decided_once() -> None:
    assert refusal(cases, [CADRE, decided()], discipline()) is Code.CASE_EXISTS
    assert refusal(cases, [CADRE, decided(), ANNULLED], discipline(form="warning")) is Code.CASE_EXISTS


@pytest.mark.parametrize("decided_on", ["2026-05-10", "2026-05", "2026"])
def test_a_decision_may_be_of_any_day_that_is_not_certainly_after_today(decided_on: str) -> None:
    assert decide(discipline(decided_on=decided_on), given(cases, [CADRE], discipline()), NO_RULES) == [decided(decided_on=decided_on)]


@pytest.mark.parametrize("decided_on", ["2026-05-11", "2026-06", "2027"])
def test_nothing_is_decided_after_today_neither_recorded_nor_corrected(decided_on: str) -> None:
    assert refusal(cases, [CADRE], discipline(decided_on=decided_on)) is Code.FUTURE_DISCIPLINE
    assert refusal(cases, [decided()], correct(decided_on=decided_on)) is Code.FUTURE_DISCIPLINE


def test_days_known_to_the_month_are_not_taken_for_its_first_or_last() -> None:
    on_a_day, in_a_month = discipline(on="2026-05", decided_on="2026-05-20"), discipline(decided_on="2024-03", effective_on="2024-03-10")

    assert decide(on_a_day, given(cases, [CADRE], on_a_day), NO_RULES) == [decided(decided_on="2026-05-20")]
    assert decide(in_a_month, given(cases, [CADRE], in_a_month), NO_RULES) == [decided(decided_on="2024-03", effective_on="2024-03-10")]


@pytest.mark.parametrize("effective_on", ["2024-03-10", "2024-03", "2024", "2027-01-01"])
def test_a_sanction_may_take_effect_on_any_day_that_is_not_certainly_before_the_decision(effective_on: str) -> None:
    command = discipline(effective_on=effective_on)

    assert decide(command, given(cases, [CADRE], command), NO_RULES) == [decided(effective_on=effective_on)]


@pytest.mark.parametrize("effective_on", ["2024-03-09", "2024-02", "2023"])
def test_a_sanction_does_not_take_effect_before_the_decision_neither_recorded_nor_corrected(effective_on: str) -> None:
    assert refusal(cases, [CADRE], discipline(effective_on=effective_on)) is Code.DISCIPLINE_DATES
    assert refusal(cases, [decided()], correct(effective_on=effective_on)) is Code.DISCIPLINE_DATES


def test_a_sanction_is_on_a_file_that_goes_on() -> None:
    assert refusal(cases, [], discipline()) is Code.NO_CADRE
    assert refusal(cases, [CADRE, MERGED], discipline()) is Code.CADRE_MERGED


# Correcting


def test_a_correction_names_its_entry_and_keeps_what_it_does_not_name() -> None:
    command = correct(form="warning")
    before = [decided(effective_on="2024-03-20")]

    assert decide(command, given(cases, before, command), NO_RULES) == [corrected(form="warning", effective_on="2024-03-20")]


def test_a_correction_rests_on_those_before_it() -> None:
    command = correct(decided_on="2024-03-01")
    before = [decided(), corrected(form="warning")]

    assert decide(command, given(cases, before, command), NO_RULES) == [corrected(form="warning", decided_on="2024-03-01")]


@pytest.mark.parametrize("command", [correct(), correct(form="reprimand"), correct(decided_on="2024-03-10")])
def test_a_correction_that_changes_nothing_is_refused(command: CorrectDiscipline) -> None:
    assert refusal(cases, [decided()], command) is Code.DISCIPLINE_SAME


def test_a_correction_keeps_to_the_forms_of_the_line() -> None:
    assert refusal(cases, [decided()], correct(form="dismissal")) is Code.FORM_UNFIT


def test_what_was_lifted_is_not_corrected_to_begin_after_it() -> None:
    before = [decided(), ended("2024-06-01")]

    assert refusal(cases, before, correct(effective_on="2024-06-02")) is Code.DISCIPLINE_DATES
    assert decide(correct(effective_on="2024-06-01"), given(cases, before, correct()), NO_RULES) == [corrected(effective_on="2024-06-01")]


@pytest.mark.parametrize("entry", [0, 2**53 + 1])
def test_a_correction_names_an_entry_that_there_can_be(entry: int) -> None:
    with pytest.raises(ValidationError):
        correct(corrects=entry, form="warning")


# Ending and annulling


def test_a_sanction_is_lifted_once_from_the_day_of_lifting() -> None:
    assert decide(end(), given(cases, [decided()], end()), NO_RULES) == [ended()]
    assert ended().dated(TODAY) == PartialDate.parse("2025-01-10")
    assert refusal(cases, [decided(), ended()], end()) is Code.DISCIPLINE_ENDED


@pytest.mark.parametrize(("effective_on", "ended_on"), [("2024-03-20", "2024-03-20"), ("2024-03-20", "2024-03"), (None, "2024-03-10")])
def test_a_sanction_may_be_lifted_on_any_day_that_is_not_certainly_before_its_effect(effective_on: str | None, ended_on: str) -> None:
    before = [decided(effective_on=effective_on)]

    assert decide(end(ended_on), given(cases, before, end()), NO_RULES) == [ended(ended_on)]


@pytest.mark.parametrize(("effective_on", "ended_on"), [("2024-03-20", "2024-03-19"), ("2024-04", "2024-03"), (None, "2024-03-09")])
def test_a_sanction_is_not_lifted_before_its_effect(effective_on: str | None, ended_on: str) -> None:
    assert refusal(cases, [decided(effective_on=effective_on)], end(ended_on)) is Code.DISCIPLINE_DATES


@pytest.mark.parametrize("ended_on", ["2026-05-10", "2026-05", "2026"])
def test_a_sanction_may_be_lifted_on_any_day_that_is_not_certainly_after_today(ended_on: str) -> None:
    assert decide(end(ended_on), given(cases, [decided()], end()), NO_RULES) == [ended(ended_on)]


@pytest.mark.parametrize("ended_on", ["2026-05-11", "2026-06", "2027"])
def test_nothing_is_lifted_after_today(ended_on: str) -> None:
    assert refusal(cases, [decided()], end(ended_on)) is Code.FUTURE_LIFTING


def test_a_wrongful_sanction_is_annulled_also_after_it_was_lifted() -> None:
    assert decide(ANNUL, given(cases, [decided()], ANNUL), NO_RULES) == [ANNULLED]
    assert decide(ANNUL, given(cases, [decided(), ended()], ANNUL), NO_RULES) == [ANNULLED]


@pytest.mark.parametrize("command", [correct(form="warning"), end(), ANNUL], ids=["correct", "end", "annul"])
def test_what_is_not_there_is_not_found_and_what_is_annulled_changes_no_more(command: CaseCommand) -> None:
    assert refusal(cases, [], command) is Code.NO_CASE
    assert refusal(cases, [decided(), ANNULLED], command) is Code.DISCIPLINE_ANNULLED


def test_only_a_decision_reads_the_file() -> None:
    assert boundary(discipline(), cases.initial) == ("case/K1", "cadre/C000001")
    for command in (correct(), end(), ANNUL):
        assert boundary(command, cases.initial) == ("case/K1",)
