"""The forms of a vote's steps: the same events as by command, and what is said while they are typed."""

from pathlib import Path
from typing import Any

import pytest

from cadre_ledger.domain.bodies import EstablishBody
from cadre_ledger.domain.members import FixMembers
from cadre_ledger.domain.sessions import Absent, OpenVote
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.entries.fields import Field
from cadre_ledger.procedures.entries.forms import FORMS
from councils import PARTY_96, RES_96, desk, do, names
from entering import Typist
from holding import STEPS, founded, held, reached
from offices import make
from other_ways import bodies, head
from sittings import CHAIR, COMMITTEE, HELD, ONE, THREE, TWO
from terminals import Terminal

S1 = {"session": "S1"}
CONVENE = {
    "session": "S-2",
    "body": "HD",
    "held_on": "10/05/2026",
    "place": "Hội trường A",
    "basis": PARTY_96,
    "committee_1": ONE,
    "committee_2": TWO,
    "committee_3": THREE,
    "1.name": "Nguyễn Văn Mẫu",
    "1.position": "Chủ tịch",
    "1.cadre": "c000001",
    "2.name": "Lê Thị Hai",
}
CONVENED = (
    *("convene", "S-2", "--body", "HD", "--held-on", "2026-05-10", "--place", "Hội trường A", "--basis", PARTY_96),
    *(part for name in COMMITTEE for part in ("--committee", name)),
    *("--row", "Nguyễn Văn Mẫu;Chủ tịch;C000001", "--row", "Lê Thị Hai"),
)
WAYS: dict[str, tuple[str, str, dict[str, str], tuple[object, ...]]] = {
    "convening": ("founded", "convene", CONVENE, CONVENED),
    "a binding vote that follows": (
        "published",
        "convene",
        CONVENE | {"kind": "binding", "follows": "s1", "committee_4": "Phạm Thị Bốn", "another": "yes"},
        (*CONVENED, "--kind", "binding", "--follows", "S1", "--committee", "Phạm Thị Bốn", "--another"),
    ),
    "opening": (
        "convened",
        "open",
        S1 | {"1.member": "7", "1.reason": "ốm", "2.member": "9", "2.presence": "not_summoned"},
        ("open", "S1", "--absent", "7;ốm", "--not-summoned", 9),
    ),
    "opening with everyone there": ("convened", "open", S1, ("open", "S1")),
    "a late arrival": ("opened", "late", S1 | {"1.member": "7"}, ("late", "S1", 7)),
    "a name struck": (
        "opened",
        "strike",
        S1 | {"subject": "2", "why": "withdrawn", "reason": "đơn xin rút"},
        ("strike", "S1", 2, "--why", "withdrawn", "--reason", "đơn xin rút"),
    ),
    "the box": (
        "opened",
        "box",
        S1 | {"papers": "34", "issued": "29", "spoilt": "2", "unused": "3"},
        ("box", "S1", "--printed", 34, "--issued", 29, "--spoilt", 2, "--unused", 3),
    ),
    "the box with an odd figure": ("opened", "box", S1 | {"papers": "30", "issued": "30"}, ("box", "S1", "--printed", 30, "--issued", 30)),
    "announcing": ("closed", "announce", S1 | {"collected": "29"}, ("announce", "S1", "--collected", 29)),
    "announcing with stacks": (
        "closed",
        "announce",
        S1 | {"collected": "28", "not_returned": "1", "batches": "14; 14"},
        ("announce", "S1", "--collected", 28, "--not-returned", 1, "--stack", 14, "--stack", 14),
    ),
    "correcting": (
        "announced",
        "correct",
        S1 | {"collected": "28", "not_returned": "1", "batches": "28", "reason": "đếm lại"},
        ("correct", "S1", "--collected", 28, "--not-returned", 1, "--stack", 28, "--reason", "đếm lại"),
    ),
    "certifying": (
        "settled",
        "certify",
        S1 | {"certified_by": CHAIR, "minutes": "12/BB-BKP"},
        ("certify", "S1", "--minutes", "12/BB-BKP", "--actor", CHAIR),
    ),
    "publishing": (
        "certified",
        "publish",
        S1 | {"where": "Cổng thông tin", "published_on": "10/05/2026"},
        ("publish", "S1", "--where", "Cổng thông tin", "--published-on", "2026-05-10"),
    ),
    "custody": (
        "certified",
        "custody",
        S1 | {"keeper": "Văn phòng", "kept_at": "Kho", "kept_until": "31/12/2031", "1.seals": "NP-01", "2.seals": "NP-02"},
        ("custody", "S1", "--seal", "NP-01", "--seal", "NP-02", "--keeper", "Văn phòng", "--at", "Kho", "--until", "2031-12-31"),
    ),
    "annulling": (
        "certified",
        "annul",
        S1 | {"annulled_by": CHAIR, "second": ONE, "reason": "sai quy trình"},
        ("annul", "S1", "--with", ONE, "--reason", "sai quy trình", "--actor", CHAIR),
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_by_form_and_by_command_a_step_is_the_same_event(tmp_path: Path, way: str) -> None:
    step, form, typed, command = WAYS[way]
    one, other = held(tmp_path / "form.ledger", step), held(tmp_path / "command.ledger", step)
    first = head(one) + 1
    Typist(one, form).record(typed)
    entry = ("--entry", first - 1) if form == "correct" else ()
    said = Terminal(other.path)("vote", *command, *entry, "--yes")

    assert said.status == 0, said.words
    assert bodies(one, first) == bodies(other, first)
    assert bodies(one, first)


STATE = CONVENE | {"basis": RES_96, "calendar": "11"}


def test_whoever_is_left_off_the_ballot_has_the_clause_and_a_calendar_is_chosen_among_several(tmp_path: Path) -> None:
    one, other = founded(tmp_path / "form.ledger", "state"), founded(tmp_path / "command.ledger", "state")
    first = head(one) + 1
    clause = next(each for each in columns("convene", one, STATE) if each.name == "exempt").choices[0].value
    Typist(one, "convene").record(STATE | {"3.name": "Trần Văn Ba", "3.exempt": clause})
    command = [RES_96 if part == PARTY_96 else part for part in CONVENED]
    said = Terminal(other.path)("vote", *command, "--exempt", f"Trần Văn Ba;{clause}", "--calendar", "11")

    assert said.status == 0, said.words
    assert bodies(one, first) == bodies(other, first)
    event = bodies(one, first)[0]["event"]
    assert [each["name"] for each in event["exempt"]] == ["Trần Văn Ba"]
    assert [each["due_on"] for each in event["calendar"]] == ["2026-03-26", "2026-04-10", "2026-04-15", "2026-04-20"]
    assert Typist(one, "convene").hints(STATE)["held_on"] == "preparation from 2026-03-26"


def test_among_several_calendars_one_must_be_chosen(tmp_path: Path) -> None:
    directory = founded(tmp_path / "a.ledger", "state")
    typed = STATE | {"calendar": ""}

    assert "calendar" in [place.column for place in Typist(directory, "convene").looked(typed).missing]
    assert "calendar" not in Typist(directory, "convene").fields(CONVENE)


def columns(form: str, directory: Directory, typed: dict[str, str]) -> tuple[Field, ...]:
    with desk(directory) as opened:
        return FORMS[form].columns_for(opened, typed)


def typist(form: str, step: str) -> Typist:
    return Typist(reached(step), form)


def test_a_committee_has_one_more_line_than_is_typed() -> None:
    def lines(**more: str) -> list[str]:
        return [each for each in typist("convene", "founded").fields(more) if each.startswith("committee_")]

    assert lines() == ["committee_1", "committee_2", "committee_3"]
    assert lines(committee_3="A") == ["committee_1", "committee_2", "committee_3", "committee_4"]
    assert lines(committee_15="A")[-1] == "committee_15"


def test_members_are_counted_while_one_convenes() -> None:
    assert typist("convene", "founded").hints(CONVENE)["body"] == "Hội đồng Thử · members: 30"


@pytest.mark.parametrize(
    ("more", "place", "code"),
    [
        ({"committee_3": ONE}, "committee_1", "COMMITTEE_TOO_SMALL"),
        ({"committee_3": "Lê Thị Hai"}, "committee_1", "RECUSED"),
        ({"held_on": "05/2026"}, "held_on", "VOTE_DAY_INEXACT"),
        ({"2.name": "Nguyễn Văn Mẫu", "2.position": "Chủ tịch"}, "2:name", "SUBJECT_TWICE"),
        ({"session": "S1"}, "session", "SESSION_EXISTS"),
        ({"follows": "S9"}, "follows", "NO_SESSION"),
    ],
)
def test_what_stands_against_convening_is_found_at_its_field(more: dict[str, str], place: str, code: str) -> None:
    found = typist("convene", "convened").tried(CONVENE | {"another": "yes"} | more)

    assert [(str(each.place), each.code.name) for each in found.findings if each.stops] == [(place, code)]


def test_the_roll_says_how_many_are_there_and_whether_that_is_enough() -> None:
    few = S1 | {f"{row}.member": str(row) for row in range(1, 12)} | {f"{row}.reason": "ốm" for row in range(1, 12)}

    assert typist("open", "convened").hints(S1)["session"].startswith("30 of 30 present ✓ at least 2/3")
    assert typist("open", "convened").hints(few)["session"].startswith("19 of 30 present ✗ at least 2/3")
    assert [each.code.name for each in typist("open", "convened").tried(few).findings] == ["NO_QUORUM"]


def test_an_absent_member_needs_a_reason() -> None:
    assert typist("open", "convened").found(S1 | {"1.member": "7"}) == [("1:reason", "FIELD_EMPTY")]
    assert typist("open", "convened").found(S1 | {"1.member": "7", "1.presence": "not_summoned"}) == []


def test_members_are_found_by_number_or_name_in_any_language() -> None:
    assert [value for value, _ in typist("open", "convened").suggested("member", "vien 12", S1)] == ["12"]
    assert [value for value, _ in typist("open", "convened").suggested("presence", "vang", S1)] == ["absent"]


def test_only_who_is_not_there_yet_can_come_late() -> None:
    (member,) = columns("late", reached("opened"), S1)
    assert [each.value for each in member.choices] == ["7"]


def test_those_who_came_late_are_typed_together_and_recorded_once(tmp_path: Path) -> None:
    directory = held(tmp_path / "a.ledger", "convened")
    do(directory, OpenVote(on=HELD, session="S1", absent=tuple(Absent(member=member, reason="ốm") for member in (7, 9))))
    before = len(names(directory))

    (late,) = Typist(directory, "late").record(S1 | {"1.member": "9", "2.member": "7"})

    assert (late["seats"], late["arrived"], len(names(directory))) == ([7, 9], 2, before + 1)


def test_figures_that_do_not_add_up_are_found_while_they_are_typed() -> None:
    box = S1 | {"papers": "35", "issued": "29", "spoilt": "2", "unused": "3"}

    assert typist("box", "opened").found(box) == [("papers", "PRINTED_DIFFER")]
    assert typist("box", "opened").hints(box)["unused"] == "✗ 35 ≠ 29 + 2 + 3"
    assert typist("box", "opened").found(box | {"issued": "30", "papers": "35"}) == [("issued", "ISSUED_OVER_PRESENT")]


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({}, []),
        ({"collected": "28"}, [("not_returned", "ISSUED_DIFFER")]),
        ({"collected": "28", "not_returned": "1"}, []),
        ({"batches": "20 8"}, [("batches", "BATCHES_DIFFER"), ("batches", "BATCH_TOO_SMALL")]),
        ({"batches": "20 x"}, [("batches", "FIELD_INVALID")]),
        ({"collected": "30"}, [("collected", "COLLECTED_OVER_ISSUED")]),
    ],
)
def test_the_announcement_is_checked_while_it_is_typed(more: dict[str, str], found: list[Any]) -> None:
    assert typist("announce", "closed").found(S1 | {"collected": "29"} | more) == found


def test_the_stacks_that_will_be_made_are_said() -> None:
    assert typist("announce", "closed").hints(S1 | {"collected": "29"})["batches"] == "2 stacks: 15 + 14"


def test_a_correction_knows_its_entry_and_what_holds_now() -> None:
    hints = typist("correct", "announced").hints(S1)

    assert hints["collected"] == "says now: 29"
    assert hints["batches"] == "says now: 29"


@pytest.mark.parametrize(
    ("form", "step", "code"),
    [
        ("open", "opened", "WRONG_STAGE"),
        ("box", "convened", "WRONG_STAGE"),
        ("announce", "opened", "WRONG_STAGE"),
        ("certify", "announced", "COUNT_UNFINISHED"),
        ("publish", "settled", "WRONG_STAGE"),
    ],
)
def test_a_step_out_of_its_turn_is_refused(form: str, step: str, code: str) -> None:
    typed = next(typed for _, name, typed, _ in WAYS.values() if name == form)

    assert code in [each.code.name for each in typist(form, step).tried(typed).findings]


def test_without_members_by_name_numbers_are_typed(tmp_path: Path) -> None:
    directory = held(tmp_path / "a.ledger", "founded")
    do(directory, make(EstablishBody, body="HX", name="Hội đồng xã"))
    do(directory, make(FixMembers, body="HX", members=30, fixed_on="2021-06-25", decision_no="1/NQ"))
    Typist(directory, "convene").record(CONVENE | {"body": "HX"})
    typed, typist = {"session": "S-2"}, Typist(directory, "open")

    assert typist.fields(typed) == ["session", "summoned", "present"]
    assert typist.hints(typed | {"summoned": "30", "present": "19"})["session"].startswith("19 of 30 present ✗")
    typist.record(typed | {"summoned": "30", "present": "25"})
    assert Typist(directory, "late").fields(typed) == ["session", "arrived"]
    (late,) = Typist(directory, "late").record(typed | {"arrived": "2"})
    assert late["arrived"] == 2


def test_every_step_is_reached_in_order() -> None:
    assert [bool(head(reached(step))) for step in STEPS] == [True] * len(STEPS)
