"""A vote up to the announcement: who may be on it, who must be there, and what must add up."""

from datetime import date
from typing import Any

import pytest

from cadre_ledger.domain import sessions, votes
from cadre_ledger.domain.cadres import CadreRegistered
from cadre_ledger.domain.convening import Exempt, VoteConvened
from cadre_ledger.domain.counts import AnnulVote
from cadre_ledger.domain.sessions import (
    Absent,
    AnnouncementCorrected,
    BoxClosed,
    CollectedAnnounced,
    CorrectAnnouncement,
    LateArrived,
    NoteLate,
    StrikeSubject,
    SubjectStruck,
    VoteOpened,
    questions,
    stacks,
)
from cadre_ledger.domain.shapes import Command
from cadre_ledger.domain.votes import RecordVote, SessionDayTaken
from cadre_ledger.ledger.rulefiles import shipped_rulebook
from cadre_ledger.values.codes import Code
from cadre_ledger.values.counting import Presence, Stage, Struck
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import LedgerError
from cadre_ledger.values.tallies import VoteKind
from deciding import refusal
from regulations import rulebook
from sittings import BODY, COMMITTEE, HELD, PARTY, RULES, Held, announced, announcing, closing, convene, opening, subject
from stories import line, vote

RES_96 = "vn/96-2023-QH15"


def code_of(held: Held, command: Command) -> Code:
    with pytest.raises(LedgerError) as refused:
        held.decided(command)
    return refused.value.code


def late(*seats: int, **more: Any) -> NoteLate:
    return NoteLate(on=HELD, session="S1", seats=seats, **more)


def strike(number: int) -> StrikeSubject:
    return StrikeSubject(on=HELD, session="S1", subject=number, why=Struck.WITHDRAWN, reason="đơn xin rút")


def correct(**named: Any) -> CorrectAnnouncement:
    return CorrectAnnouncement(on=HELD, session="S1", corrects=9, reason="misheard", **named)


# Convening


def test_a_vote_is_convened_under_a_text_and_takes_its_day() -> None:
    convened, taken = Held().decided(convene())

    assert isinstance(convened, VoteConvened)
    assert (convened.basis_digest, convened.committee) == (RULES.adopted[0].digest, COMMITTEE)
    assert taken == SessionDayTaken(session="S1", kind=VoteKind.CONFIDENCE, body="B1", held_on=HELD)
    assert convened.dated(PartialDate.parse("2026-03-01")) == PartialDate.parse("2026-03-01")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"committee": COMMITTEE[:2]}, Code.COMMITTEE_TOO_SMALL),
        ({"committee": (*COMMITTEE[:2], "vu thi kiem")}, Code.COMMITTEE_TOO_SMALL),
        ({"committee": (*COMMITTEE, "nguoi 2")}, Code.RECUSED),
        ({"subjects": ()}, Code.NO_SUBJECTS),
        ({"subjects": (subject(1), subject(1))}, Code.SUBJECT_TWICE),
        ({"subjects": (subject(2), subject(1))}, Code.SUBJECT_TWICE),
        ({"subjects": (subject(1, "C000009"),)}, Code.NO_CADRE),
        ({"held_on": PartialDate.parse("2026-05")}, Code.VOTE_DAY_INEXACT),
        ({"basis": "vn/none"}, Code.NO_REGULATION),
        ({"body": "B2"}, Code.NO_BODY),
        ({"follows": "S0"}, Code.NO_SESSION),
        ({"exempt": (Exempt(name="Người 3", cadre=None, clause="11.3"),)}, Code.NO_EXEMPTION),
        ({"calendar": "11"}, Code.CALENDAR_UNNAMED),
    ],
)
def test_what_cannot_be_convened_is_refused(more: dict[str, Any], code: Code) -> None:
    assert code_of(Held(), convene(**more)) is code


def test_a_code_and_a_day_are_used_once() -> None:
    held = Held().do(convene())

    assert code_of(held, convene()) is Code.SESSION_EXISTS
    assert code_of(held, convene(session="S2")) is Code.SAME_DAY_SESSION
    assert len(held.decided(convene(session="S2", another=True))) == 2


def test_a_result_from_elsewhere_does_not_take_the_code_of_a_vote_that_is_held_here() -> None:
    record: RecordVote = vote("S1", "2014-12-10", [line(1, 2, 3)])
    (convened, _) = Held().decided(convene())

    assert refusal(votes, [BODY, convened], record, RULES) is Code.SESSION_EXISTS


def test_the_calendar_counts_back_from_the_day_by_the_clause_that_is_named() -> None:
    text = next(each.text for each in shipped_rulebook("vn-state") if RES_96 in each.text.decode()[:200])
    held = Held(rules=rulebook(text.decode()))

    assert code_of(held, convene(basis=RES_96)) is Code.CALENDAR_UNNAMED
    convened = held.decided(convene(basis=RES_96, calendar="11"))[0]
    assert isinstance(convened, VoteConvened)
    assert [(each.days_before, each.due_on) for each in convened.calendar] == [
        (45, date(2026, 3, 26)),
        (30, date(2026, 4, 10)),
        (25, date(2026, 4, 15)),
        (20, date(2026, 4, 20)),
    ]


def test_a_later_round_is_not_held_before_the_earlier_one() -> None:
    held = Held().do(convene())
    before = convene(session="S2", kind=VoteKind.BINDING, follows="S1", held_on=PartialDate.parse("2026-05-09"))
    after = convene(session="S2", kind=VoteKind.BINDING, follows="S1", held_on=PartialDate.parse("2026-05-10"))

    assert code_of(held, before) is Code.NOT_EARLIER
    assert len(held.decided(after)) == 2


def test_the_files_of_those_voted_on_go_on() -> None:
    held = Held()
    held.events.append(CadreRegistered(cadre="C000001", name="Người 1", born=None, own_number=None))

    assert len(held.decided(convene(subjects=(subject(1, "C000001"),)))) == 2


# Opening


@pytest.mark.parametrize(("members", "absent", "quorate"), [(30, 10, True), (30, 11, False), (3, 1, True), (4, 2, False)])
def test_two_thirds_of_those_summoned_are_enough_and_one_less_is_not(members: int, absent: int, *, quorate: bool) -> None:
    away = tuple(Absent(member=number, reason="ốm") for number in range(1, absent + 1))
    held = Held(members).do(convene())

    if not quorate:
        assert code_of(held, opening(absent=away)) is Code.NO_QUORUM
        return
    (event,) = held.decided(opening(absent=away))
    assert isinstance(event, VoteOpened)
    assert (event.members_total, event.members_summoned, event.members_present) == (members, members, members - absent)
    assert event.quorum is not None
    assert event.quorum.number == members
    assert [each.presence for each in event.roll] == [Presence.ABSENT] * absent + [Presence.PRESENT] * (members - absent)


def test_whoever_is_not_summoned_is_not_in_the_base_of_the_quorum() -> None:
    held = Held(4).do(convene())
    absent = (Absent(member=1, reason="ốm"),)

    (event,) = held.decided(opening(absent=absent, not_summoned=(2,)))

    assert isinstance(event, VoteOpened)
    assert (event.members_summoned, event.members_present) == (3, 2)


def test_where_members_are_not_recorded_their_numbers_are_given() -> None:
    held = Held(0).do(convene())

    assert code_of(held, opening()) is Code.ROLL_UNKNOWN
    (event,) = held.decided(opening(summoned=30, present=20))
    assert isinstance(event, VoteOpened)
    assert (event.roll, event.members_total, event.members_present) == ((), None, 20)
    assert code_of(held, opening(summoned=30, present=31)) is Code.PRESENT_OVER_MEMBERS
    assert code_of(held, opening(summoned=30, present=19)) is Code.NO_QUORUM


def test_a_vote_is_not_opened_before_its_day_or_twice_or_with_strangers_on_the_roll() -> None:
    held = Held().do(convene())

    assert code_of(held, opening(on=PartialDate.parse("2026-05-09"))) is Code.FUTURE_VOTE
    assert code_of(held, opening(absent=(Absent(member=31, reason="ốm"),))) is Code.NOT_ON_ROLL
    assert code_of(held.do(opening()), opening()) is Code.WRONG_STAGE
    assert code_of(Held(), opening()) is Code.NO_SESSION


# The day


def test_late_arrivals_are_a_second_list_of_those_who_were_not_there() -> None:
    held = Held().do(convene(), opening(absent=tuple(Absent(member=number, reason="ốm") for number in (1, 2))))

    assert held.decided(late(1)) == [LateArrived(session="S1", seats=(1,), arrived=1)]
    assert code_of(held, late(3)) is Code.NOT_ON_ROLL
    assert code_of(held.do(late(1)), late(1)) is Code.NOT_ON_ROLL
    assert held.count.sitting is not None
    assert held.count.sitting.present == 29


def test_those_who_came_late_are_one_event_in_the_order_of_the_roll_whatever_the_order_they_came_in() -> None:
    held = Held().do(convene(), opening(absent=tuple(Absent(member=number, reason="ốm") for number in (1, 2, 12))))

    for order in ((12, 2, 1), (2, 12, 1, 12)):
        assert held.decided(late(*order)) == [LateArrived(session="S1", seats=(1, 2, 12), arrived=3)]


def test_where_there_is_no_roll_late_arrivals_are_a_number_within_those_summoned() -> None:
    held = Held(0).do(convene(), opening(summoned=30, present=28))

    assert code_of(held, late(arrived=3)) is Code.PRESENT_OVER_MEMBERS
    assert held.decided(late(arrived=2)) == [LateArrived(session="S1", seats=(), arrived=2)]
    assert code_of(held, late()) is Code.ROLL_UNKNOWN


def test_a_name_is_struck_once_and_never_the_last() -> None:
    held = Held().do(convene(), opening())

    assert held.decided(strike(1)) == [SubjectStruck(session="S1", subject=1, why=Struck.WITHDRAWN, reason="đơn xin rút")]
    assert code_of(held, strike(3)) is Code.NO_SUBJECT
    held.do(strike(1))
    assert code_of(held, strike(1)) is Code.ALREADY_STRUCK
    assert code_of(held, strike(2)) is Code.NO_SUBJECTS
    assert code_of(announced(), strike(1)) is Code.WRONG_STAGE


def test_printed_ballots_are_issued_unused_or_spoilt() -> None:
    held = Held().do(convene(), opening())

    assert code_of(held, closing(unused=4)) is Code.PRINTED_DIFFER
    assert held.decided(closing()) == [BoxClosed(session="S1", papers=35, issued=30, spoilt=2, unused=3, questions=())]


def test_more_ballots_issued_than_members_present_is_asked_about_and_kept() -> None:
    held = Held().do(convene(), opening())
    command = closing(31)
    sitting = held.count.sitting
    assert sitting is not None

    assert [each.code for each in questions(command, sitting)] == [Code.ISSUED_OVER_PRESENT]
    (event,) = held.decided(command)
    assert isinstance(event, BoxClosed)
    assert event.questions == ("VOTE-209",)
    assert questions(closing(30), sitting) == ()


@pytest.mark.parametrize(
    ("batches", "not_returned", "code"),
    [
        ((20, 10), 0, None),
        ((20, 9), 1, Code.BATCH_TOO_SMALL),
        ((29,), 1, None),
        ((29,), 0, Code.ISSUED_DIFFER),
        ((30,), 1, Code.ISSUED_DIFFER),
        ((31,), 0, None),
        ((), 30, Code.NO_BALLOTS),
    ],
)
def test_issued_ballots_are_collected_or_not_returned(batches: tuple[int, ...], not_returned: int, code: Code | None) -> None:
    held = Held().do(convene(), opening(), closing())
    command = announcing(*batches).model_copy(update={"not_returned": not_returned})

    if code is not None:
        assert code_of(held, command) is code
    else:
        (event,) = held.decided(command)
        assert isinstance(event, CollectedAnnounced)
        assert (event.issued, event.collected, event.batches) == (30, sum(batches), batches)
        assert event.questions == (("VOTE-201",) if sum(batches) > 30 else ())


def test_the_stacks_hold_all_that_was_collected() -> None:
    held = Held().do(convene(), opening(), closing())

    assert code_of(held, announcing(30).model_copy(update={"batches": (29,)})) is Code.BATCHES_DIFFER


def test_what_was_announced_is_announced_once_and_then_corrected_with_a_reason() -> None:
    held = announced()

    assert code_of(held, announcing(30)) is Code.WRONG_STAGE
    assert code_of(held, correct(collected=30)) is Code.CORRECTION_SAME
    assert code_of(held, correct(collected=29)) is Code.ISSUED_DIFFER
    (event,) = held.decided(correct(collected=29, not_returned=1, batches=(29,)))
    assert isinstance(event, AnnouncementCorrected)
    assert (event.collected, event.not_returned, event.papers, event.batches) == (29, 1, 35, (29,))
    assert held.events[-1] != event


def test_each_step_follows_the_one_before() -> None:
    held = Held().do(convene())

    assert code_of(held, closing()) is Code.WRONG_STAGE
    assert code_of(held, announcing(30)) is Code.WRONG_STAGE
    assert code_of(held, late(1)) is Code.WRONG_STAGE
    assert code_of(held, correct(collected=3)) is Code.WRONG_STAGE
    assert announced().count.sitting is not None
    assert announced().count.sitting.stage is Stage.ANNOUNCED  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("collected", "size", "expected"),
    [
        (60, 20, (20, 20, 20)),
        (60, 25, (20, 20, 20)),
        (26, 25, (13, 13)),
        (25, 25, (25,)),
        (7, 25, (7,)),
        (51, 25, (17, 17, 17)),
        (0, 25, ()),
    ],
)
def test_ballots_are_divided_into_stacks_as_equal_as_can_be(collected: int, size: int, expected: tuple[int, ...]) -> None:
    assert stacks(collected, size) == expected


def test_the_basis_of_the_tests_is_the_shipped_one() -> None:
    assert RULES.adopted[0].regulation == PARTY
    assert sessions.SMALLEST_COMMITTEE == 3


@pytest.mark.parametrize(
    "held", [Held().do(convene()), Held().do(convene(), opening()), announced()], ids=["convened", "opened", "announced"]
)
@pytest.mark.parametrize(
    "command", [opening(), strike(1), closing(), announcing(30), late(1), correct(collected=3)], ids=lambda each: type(each).__name__
)
def test_a_vote_that_was_annulled_at_any_step_goes_no_further(held: Held, command: Command) -> None:
    annul = AnnulVote(on=HELD, session="S1", annulled_by=("Lý Thị Chủ", "Hồ Văn Ba"), reason="sai quy trình")
    ended = Held()
    ended.events = list(held.events)

    assert code_of(ended.do(annul), command) is Code.WRONG_STAGE
