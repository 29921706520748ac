"""A position is taken once and left after it was taken; a merged file ends what it holds and takes nothing new."""

from typing import Any

import pytest
from pydantic import ValidationError

from cadre_ledger.domain import posts
from cadre_ledger.domain.cadres import CadreMerged, CadreRegistered
from cadre_ledger.domain.positions import PositionDefined, Post
from cadre_ledger.domain.posts import (
    Appoint,
    Appointed,
    AppointmentCorrected,
    CorrectAppointment,
    CorrectTenure,
    Leaving,
    Plan,
    Planned,
    PostCommand,
    Relieve,
    Relieved,
    TenureCorrected,
    Unplan,
    Unplanned,
    boundary,
    decide,
)
from cadre_ledger.domain.shapes import Event
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from deciding import NO_RULES, given, refusal
from ledgers import TODAY

WHO: dict[str, Any] = {"cadre": "C000001", "position": "GD"}
CADRE = CadreRegistered(cadre="C000001", name="Nguyễn Văn A", born=None, own_number=None)
MERGED = CadreMerged(cadre="C000001", into="C000002", reason="same")
POSITION = PositionDefined(post=Post(position="GD", title="Giám đốc", group="GD-SO", unit="U1"))
WORLD: list[Event] = [CADRE, POSITION]


def day(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def appoint(since: str = "2023-03-01", **named: Any) -> Appoint:
    return Appoint.model_validate({"on": TODAY, **WHO, "since": since} | named)


def appointed(since: str = "2023-03-01", **named: Any) -> Appointed:
    return Appointed.model_validate({**WHO, "since": since, "term_from": None, "term_to": None, "decision_no": None} | named)


def relieve(until: str = "2026-02-01", **named: Any) -> Relieve:
    return Relieve.model_validate({"on": TODAY, **WHO, "until": until, "leaving": "resigned", "reason": "đơn xin"} | named)


def relieved(until: str = "2026-02-01") -> Relieved:
    return Relieved.model_validate({**WHO, "until": until, "leaving": "resigned", "reason": "đơn xin", "decision_no": None})


def correct(**named: Any) -> CorrectAppointment:
    return CorrectAppointment.model_validate({"on": TODAY, **WHO, "corrects": 9, "reason": "nhầm"} | named)


def corrected(since: str, term_from: str | None = None, term_to: str | None = None) -> AppointmentCorrected:
    dates = {"since": day(since), "term_from": day(term_from), "term_to": day(term_to)}
    return AppointmentCorrected.model_validate({**WHO, "corrects": 9, "reason": "nhầm", **dates})


def put_right(number: Any = 1, **named: Any) -> CorrectTenure:
    return CorrectTenure.model_validate({"on": TODAY, **WHO, "number": number, "corrects": 9, "reason": "nhầm"} | named)


def righted(number: Any = 1, **named: Any) -> TenureCorrected:
    fields = {"since": "2023-03-01", "term_from": None, "term_to": None, "until": "2026-02-01", "leaving": "resigned"}
    return TenureCorrected.model_validate({**WHO, "number": number, "corrects": 9, "reason": "nhầm", **fields} | named)


PLAN, PLANNED = Plan(on=TODAY, **WHO), Planned(**WHO)
UNPLAN, UNPLANNED = Unplan(on=TODAY, **WHO, reason="QĐ 4"), Unplanned(**WHO, reason="QĐ 4")


# Taking and leaving


def test_a_position_is_taken_from_its_own_day() -> None:
    command = appoint(term_from="2021", term_to="2026", decision_no="12/QĐ")

    assert decide(command, given(posts, WORLD, command), NO_RULES) == [
        appointed(term_from="2021", term_to="2026", decision_no="12/QĐ"),
    ]
    assert appointed().dated(TODAY) == PartialDate.parse("2023-03-01")


def test_a_position_held_is_not_taken_again_until_it_was_left() -> None:
    again = appoint("2026-02-01")

    assert refusal(posts, [*WORLD, appointed()], again) is Code.ALREADY_APPOINTED
    assert decide(again, given(posts, [*WORLD, appointed(), relieved()], again), NO_RULES) == [appointed("2026-02-01")]
    assert refusal(posts, [*WORLD, appointed(), relieved(), appointed("2026-02-01")], again) is Code.ALREADY_APPOINTED


def test_another_position_may_be_held_beside() -> None:
    other = appointed(position="PCT")

    assert decide(appoint(), given(posts, [*WORLD, other], appoint()), NO_RULES) == [appointed()]


def test_a_position_is_left_from_its_own_day_in_one_of_the_ways() -> None:
    assert decide(relieve(), given(posts, [*WORLD, appointed()], relieve()), NO_RULES) == [relieved()]
    assert relieved().dated(TODAY) == PartialDate.parse("2026-02-01")
    assert {each.value for each in Leaving} == {"relieved", "resigned", "dismissed", "reassigned", "term_ended"}


def test_leaving_one_position_keeps_the_others() -> None:
    before = [*WORLD, appointed(), appointed(position="PCT"), relieved()]

    assert [each.position for each in given(posts, before, relieve()).held] == ["PCT"]


@pytest.mark.parametrize(("since", "until"), [("2023-03-01", "2023-03-01"), ("2023-03-15", "2023-03"), ("2023", "2023-01-01")])
def test_a_position_may_be_left_on_any_day_that_is_not_certainly_before_it_was_taken(since: str, until: str) -> None:
    assert decide(relieve(until), given(posts, [*WORLD, appointed(since)], relieve(until)), NO_RULES) == [relieved(until)]


@pytest.mark.parametrize(("since", "until"), [("2023-03-01", "2023-02-28"), ("2023-03", "2023-02"), ("2023", "2022-12-31")])
def test_a_position_is_not_left_before_it_was_taken(since: str, until: str) -> None:
    assert refusal(posts, [*WORLD, appointed(since)], relieve(until)) is Code.POST_DATES


@pytest.mark.parametrize("command", [relieve(), correct(since="2023-04-01")], ids=["relieve", "correct"])
def test_a_position_that_is_not_held_is_neither_left_nor_corrected(command: PostCommand) -> None:
    assert refusal(posts, WORLD, command) is Code.NOT_APPOINTED
    assert refusal(posts, [*WORLD, appointed(), relieved()], command) is Code.NOT_APPOINTED
    assert refusal(posts, [*WORLD, appointed(position="PCT")], command) is Code.NOT_APPOINTED


# Terms


@pytest.mark.parametrize(("start", "end"), [("2021", "2021"), ("2021-05-02", "2021-05"), ("2021", "2021-05-01"), ("2021", None)])
def test_a_term_may_end_on_any_day_that_is_not_certainly_before_it_begins(start: str, end: str | None) -> None:
    command = appoint(term_from=start, term_to=end)

    assert decide(command, given(posts, WORLD, command), NO_RULES) == [appointed(term_from=start, term_to=end)]


def test_a_term_does_not_end_before_it_begins_neither_recorded_nor_corrected() -> None:
    assert refusal(posts, WORLD, appoint(term_from="2021-05-02", term_to="2021-05-01")) is Code.POST_DATES
    assert refusal(posts, [*WORLD, appointed(term_from="2021-05-02")], correct(term_to="2021-05-01")) is Code.POST_DATES


# Correcting


def test_a_correction_names_its_entry_and_keeps_what_it_does_not_name() -> None:
    before = appointed(term_from="2021", term_to="2026")
    command = correct(since="2023-04-01")

    assert decide(command, given(posts, [*WORLD, before], command), NO_RULES) == [corrected("2023-04-01", "2021", "2026")]
    assert corrected("2023-04-01").dated(TODAY) == PartialDate.parse("2023-04-01")


def test_a_correction_rests_on_those_before_it_and_touches_one_position_only() -> None:
    other = appointed("2020", position="PCT")
    before = [*WORLD, other, appointed(), corrected("2023-04-01")]
    command = correct(term_to="2026")

    assert decide(command, given(posts, before, command), NO_RULES) == [corrected("2023-04-01", None, "2026")]
    assert given(posts, before, command).held == (other, appointed("2023-04-01"))


@pytest.mark.parametrize("command", [correct(), correct(since="2023-03-01")], ids=["nothing named", "the same day"])
def test_a_correction_that_changes_nothing_is_refused(command: CorrectAppointment) -> None:
    assert refusal(posts, [*WORLD, appointed()], command) is Code.APPOINTMENT_SAME


def test_what_is_left_is_judged_by_the_day_as_corrected() -> None:
    assert refusal(posts, [*WORLD, appointed(), corrected("2023-04-01")], relieve("2023-03-31")) is Code.POST_DATES


@pytest.mark.parametrize("entry", [0, -1, 2**53 + 1])
def test_a_correction_names_an_entry_that_there_can_be(entry: int) -> None:
    with pytest.raises(ValidationError):
        correct(corrects=entry, since="2023-04-01")


# Putting right what was left

LEFT: list[Event] = [*WORLD, appointed(term_from="2021"), relieved()]


@pytest.mark.parametrize(
    "wrong",
    [{"since": "2023-04-01"}, {"term_to": "2026"}, {"until": "2026-03-01"}, {"leaving": "reassigned"}, {"since": "2020", "until": "2022"}],
    ids=str,
)
def test_a_tenure_that_ended_is_put_right_and_what_is_not_named_stays(wrong: dict[str, str]) -> None:
    command = put_right(**wrong)

    assert decide(command, given(posts, LEFT, command), NO_RULES) == [righted(**({"term_from": "2021"} | wrong))]
    assert righted().dated(TODAY) == PartialDate.parse("2023-03-01")


def test_of_several_tenures_the_one_counted_is_put_right_and_the_one_held_stays() -> None:
    before = [*LEFT, appointed("2026-03-01"), relieved("2026-04-01"), appointed("2026-05-01")]
    command = put_right(2, until="2026-04-15")

    assert decide(command, given(posts, before, command), NO_RULES) == [righted(2, since="2026-03-01", until="2026-04-15")]
    assert given(posts, [*before, righted(2, since="2026-03-01", until="2026-04-15")], command).held == (appointed("2026-05-01"),)
    assert refusal(posts, before, put_right(3, until="2026-05-02")) is Code.NO_TENURE


@pytest.mark.parametrize("number", [-1, 0, 2])
def test_a_tenure_that_did_not_end_is_not_put_right(number: int) -> None:
    assert refusal(posts, LEFT, put_right(number, until="2026-03-01")) is Code.NO_TENURE
    assert refusal(posts, [*WORLD, appointed()], put_right(until="2026-03-01")) is Code.NO_TENURE


def test_a_tenure_put_right_is_what_the_next_correction_rests_on() -> None:
    before = [*LEFT, righted(until="2026-03-01", term_from="2021")]

    assert refusal(posts, before, put_right(until="2026-03-01")) is Code.TENURE_SAME
    assert refusal(posts, before, put_right()) is Code.TENURE_SAME
    assert decide(put_right(until="2026-02-01"), given(posts, before, put_right()), NO_RULES) == [righted(term_from="2021")]


@pytest.mark.parametrize(("until", "refused"), [("2023-02-28", True), ("2023-02", True), ("2023-03-01", False), ("2023", False)])
def test_a_tenure_is_not_put_right_to_end_before_it_began(until: str, *, refused: bool) -> None:
    command = put_right(until=until)

    if refused:
        assert refusal(posts, LEFT, command) is Code.POST_DATES
    else:
        assert len(decide(command, given(posts, LEFT, command), NO_RULES)) == 1


def test_the_term_of_a_tenure_is_in_order() -> None:
    assert refusal(posts, LEFT, put_right(term_to="2020")) is Code.POST_DATES


# Planning


def test_a_cadre_is_listed_for_a_position_taken_off_and_listed_again() -> None:
    assert decide(PLAN, given(posts, WORLD, PLAN), NO_RULES) == [PLANNED]
    assert decide(UNPLAN, given(posts, [*WORLD, PLANNED], UNPLAN), NO_RULES) == [UNPLANNED]
    assert decide(PLAN, given(posts, [*WORLD, PLANNED, UNPLANNED], PLAN), NO_RULES) == [PLANNED]


def test_a_cadre_is_listed_once_and_taken_off_once() -> None:
    assert refusal(posts, [*WORLD, PLANNED], PLAN) is Code.ALREADY_PLANNED
    assert refusal(posts, WORLD, UNPLAN) is Code.NOT_PLANNED
    assert refusal(posts, [*WORLD, PLANNED, UNPLANNED], UNPLAN) is Code.NOT_PLANNED


def test_planning_and_holding_do_not_touch_each_other() -> None:
    assert decide(PLAN, given(posts, [*WORLD, appointed()], PLAN), NO_RULES) == [PLANNED]
    assert refusal(posts, [*WORLD, appointed()], UNPLAN) is Code.NOT_PLANNED
    assert refusal(posts, [*WORLD, PLANNED], relieve()) is Code.NOT_APPOINTED


# Who and what


@pytest.mark.parametrize("command", [appoint(), relieve(), correct(), put_right(), PLAN, UNPLAN], ids=lambda each: type(each).__name__)
def test_the_cadre_and_the_position_must_be_there(command: PostCommand) -> None:
    assert refusal(posts, [POSITION], command) is Code.NO_CADRE
    assert refusal(posts, [CADRE], command) is Code.NO_POSITION
    assert boundary(command, posts.initial) == ("cadre/C000001", "posts/C000001", "position/GD")


@pytest.mark.parametrize("command", [appoint(), PLAN], ids=["appoint", "plan"])
def test_a_merged_file_takes_no_new_post(command: PostCommand) -> None:
    assert refusal(posts, [*WORLD, MERGED], command) is Code.CADRE_MERGED


@pytest.mark.parametrize(("command", "made"), [(relieve(), relieved()), (correct(since="2024"), corrected("2024")), (UNPLAN, UNPLANNED)])
def test_what_a_merged_file_holds_can_still_be_ended_and_corrected(command: PostCommand, made: Event) -> None:
    before = [CADRE, MERGED, POSITION, appointed(), PLANNED]

    assert decide(command, given(posts, before, command), NO_RULES) == [made]
