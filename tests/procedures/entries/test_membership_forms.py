"""A body and its members by form: the same events as by command, and what is said line by line while they are typed."""

from pathlib import Path
from typing import Any

import pytest

from cadre_ledger.domain.bodies import BodyLevel, CloseBody, EstablishBody
from cadre_ledger.domain.cadres import RegisterCadre
from cadre_ledger.domain.members import AddMember, EndMembership, FixMembers
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.entries.forms import FORMS
from cadre_ledger.procedures.entries.meanwhile import about, touches
from councils import copied, council, desk, do
from entering import VIETNAMESE, Typist
from offices import make
from other_ways import bodies, head
from terminals import Terminal

NAMES = ("Bùi Thị An", "Cao Văn Bình", "Đinh Thị Cúc")
HERE = {"body": "hd", "joined_on": "25/06/2021"}
JOINING = HERE | {f"{row}.name": name for row, name in enumerate(NAMES, 1)}
LEAVING = {"body": "HD", "left_on": "01/03/2025", "member": "2", "reason": "chuyển công tác, QĐ 7"}
NEW = {"body": "hdnd-moi", "name": "HĐND xã Mới", "level": "commune"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    """A body of three, which is only looked at, and a file."""
    directory = council(tmp_path_factory.mktemp("made") / "a.ledger")
    do(directory, make(EstablishBody, body="HD", name="Hội đồng Thử"), make(RegisterCadre, name="Ngô Thị Hà"))
    do(directory, *(make(AddMember, body="HD", name=name, joined_on="2021-06-25") for name in NAMES))
    return directory


def two(made: Directory, path: Path) -> tuple[Directory, Directory]:
    """The same ledger twice, to record in by form and by command."""
    return copied(made, path / "form.ledger"), copied(made, path / "command.ledger")


WAYS: dict[str, tuple[str, dict[str, str], tuple[object, ...]]] = {
    "a list of names": (
        "join",
        HERE | {"1.name": "Hà Văn Dũng", "2.name": "Lương Thị Én", "3.name": "Mai Văn Giáp"},
        ("member", "add", "HD", "Hà Văn Dũng", "Lương Thị Én", "Mai Văn Giáp", "--since", "2021-06-25"),
    ),
    "one with a file": (
        "join",
        {"body": "HD", "joined_on": "2023", "1.name": "Ngô Thị Hà", "1.cadre": "c000001"},
        ("member", "add", "HD", "Ngô Thị Hà", "--since", "2023", "--cadre", "C000001"),
    ),
    "a member who leaves": (
        "leave",
        LEAVING,
        ("member", "leave", "HD", 2, "--until", "2025-03-01", "--reason", "chuyển công tác, QĐ 7"),
    ),
    "a new body": ("body", NEW, ("add", "HDND-MOI", "HĐND xã Mới", "--level", "commune")),
    "a new body on a level that is not known": ("body", NEW | {"level": ""}, ("add", "HDND-MOI", "HĐND xã Mới")),
}


@pytest.mark.parametrize("way", WAYS)
def test_by_form_and_by_command_it_is_the_same_event(made: Directory, tmp_path: Path, way: str) -> None:
    form, typed, command = WAYS[way]
    one, other = two(made, tmp_path)
    first = head(one) + 1
    Typist(one, form).record(typed)
    said = Terminal(other.path)("body", *command, "--yes")

    assert said.status == 0, said.words
    assert bodies(one, first) == bodies(other, first)
    assert bodies(one, first)


def test_all_who_join_are_numbered_through_in_one_act(made: Directory, tmp_path: Path) -> None:
    directory, _ = two(made, tmp_path)
    typed = HERE | {f"{row}.name": f"Thành viên {row}" for row in range(1, 61)}
    joined = Typist(directory, "join").record(typed)

    assert [each["member"] for each in joined] == [*range(4, 64)]
    assert Typist(directory, "join").hints(JOINING)["body"] == "Hội đồng Thử · members: 63"


def found(made: Directory, form: str, typed: dict[str, str]) -> list[tuple[str, str]]:
    return Typist(made, form).found(typed)


def test_whoever_is_a_member_already_or_twice_on_the_list_is_found_in_their_line(made: Directory) -> None:
    again = HERE | {"1.name": "Lê Mới", "2.name": NAMES[1], "3.name": "Lê Mới", "4.name": "Khác"}

    assert found(made, "join", again) == [("2:name", "ALREADY_MEMBER"), ("3:name", "ALREADY_MEMBER")]
    assert [str(each.place) for each in Typist(made, "join").tried(again).findings] == ["2:name", "3:name"]


def test_namesakes_are_told_apart_by_their_files(made: Directory, tmp_path: Path) -> None:
    directory, _ = two(made, tmp_path)
    do(directory, make(RegisterCadre, name="Ngô Thị Hà"))
    lines = {"1.name": "Ngô Thị Hà", "1.cadre": "C000001", "2.name": "Ngô Thị Hà"}

    assert found(directory, "join", HERE | lines) == [("2:name", "ALREADY_MEMBER")]
    assert found(directory, "join", HERE | lines | {"2.cadre": "C000002"}) == []
    assert found(directory, "join", HERE | lines | {"2.cadre": "C000001"}) == [("2:name", "ALREADY_MEMBER")]
    assert found(directory, "join", HERE | lines | {"2.cadre": "C000009"}) == [("2:cadre", "NO_CADRE")]


def test_a_body_that_is_closed_takes_nobody(made: Directory, tmp_path: Path) -> None:
    directory, _ = two(made, tmp_path)
    do(directory, make(CloseBody, body="HD", reason="hợp nhất"))

    assert found(directory, "join", HERE | {"1.name": "A", "2.name": "B"}) == [("body", "BODY_CLOSED")]
    assert found(directory, "leave", LEAVING) == []


@pytest.mark.parametrize(
    ("more", "place", "code"),
    [
        ({"body": "HX"}, "body", "NO_BODY"),
        ({"joined_on": "31/02/2021"}, "joined_on", "CELL_NOT_DATE"),
        ({"2.name": "", "2.cadre": "C000001"}, "2:name", "FIELD_EMPTY"),
        ({"1.name": "", "2.name": "", "3.name": ""}, "1:name", "FIELD_EMPTY"),
    ],
)
def test_what_stands_against_a_list_is_found_at_its_place(made: Directory, more: dict[str, str], place: str, code: str) -> None:
    fresh = HERE | {"1.name": "D", "2.name": "E", "3.name": "F"}

    assert [(str(each.place), each.code.name) for each in Typist(made, "join").tried(fresh | more).findings] == [(place, code)]


def offered(directory: Directory, **more: str) -> list[str]:
    return [value for value, _ in Typist(directory, "leave").suggested("member", "", {"body": "HD"} | more)]


def test_only_members_on_the_day_are_offered_to_leave(made: Directory, tmp_path: Path) -> None:
    directory, _ = two(made, tmp_path)
    do(directory, make(EndMembership, body="HD", member=1, left_on="2022-01-01", reason="moved"))
    do(directory, make(AddMember, body="HD", name="Sau", joined_on="2024"))

    assert offered(directory) == ["2", "3", "4"]
    assert offered(directory, left_on="2021-12-31") == ["1", "2", "3"]
    assert offered(directory, left_on="2022-01-01") == ["2", "3"]
    assert offered(directory, left_on="06/2024") == ["2", "3", "4"]
    assert offered(directory, left_on="?") == offered(directory, body="HX") == []
    assert Typist(directory, "leave").suggested("member", "binh", {"body": "HD"}) == [("2", "2 Cao Văn Bình")]


def test_who_leaves_is_said_with_the_day_of_joining_and_the_entry_that_a_correction_would_name(made: Directory) -> None:
    typist = Typist(made, "leave")
    entry = head(made) - 1

    assert typist.hints(LEAVING)["member"] == f"since 2021-06-25 · #{entry}"
    assert typist.hints(LEAVING, VIETNAMESE)["member"] == f"từ 25/06/2021 · #{entry}"
    assert bodies(made, entry)[0]["event"]["name"] == NAMES[1]


def test_nobody_leaves_twice_or_on_the_day_of_joining(made: Directory, tmp_path: Path) -> None:
    directory, _ = two(made, tmp_path)
    do(directory, make(EndMembership, body="HD", member=2, left_on="2026-01-01", reason="moved"))

    assert found(directory, "leave", LEAVING) == [("member", "MEMBER_LEFT")]
    assert found(directory, "leave", LEAVING | {"member": "3"}) == []
    assert found(directory, "leave", LEAVING | {"member": "3", "left_on": "25/06/2021"}) == [("left_on", "MEMBER_DATES")]
    assert found(directory, "leave", LEAVING | {"member": "3", "left_on": "26/06/2021"}) == []
    assert found(directory, "leave", LEAVING | {"member": "9"}) == [("member", "CELL_NOT_LISTED")]


@pytest.mark.parametrize("member", ["0", "-1", "4", "Ba", "2.5"])
def test_a_number_that_no_member_has_is_refused_at_its_field(made: Directory, member: str) -> None:
    assert found(made, "leave", LEAVING | {"member": member}) == [("member", "CELL_NOT_LISTED")]


@pytest.mark.parametrize(
    ("more", "place", "code"),
    [
        ({"body": "hd"}, "body", "BODY_EXISTS"),
        ({"name": "hoi dong thu"}, "name", "BODY_NAME_TAKEN"),
        ({"level": "x"}, "level", "CELL_NOT_LISTED"),
        ({"body": ""}, "body", "FIELD_EMPTY"),
    ],
)
def test_what_stands_against_a_new_body_is_found_at_its_field(made: Directory, more: dict[str, Any], place: str, code: str) -> None:
    assert [(str(each.place), each.code.name) for each in Typist(made, "body").tried(NEW | more).findings] == [(place, code)]


def test_every_level_of_a_body_can_be_chosen(made: Directory) -> None:
    assert [value for value, _ in Typist(made, "body").suggested("level", "")] == [each.value for each in BodyLevel]


def test_a_number_fixed_by_decision_is_what_is_said_of_a_body(made: Directory, tmp_path: Path) -> None:
    directory, _ = two(made, tmp_path)
    do(directory, make(FixMembers, body="HD", members=47, fixed_on="2021-06-25", decision_no="1/NQ"))

    assert Typist(directory, "join").hints(JOINING)["body"] == "Hội đồng Thử · members: 47"


def test_a_form_of_members_knows_what_others_recorded_of_the_body(made: Directory) -> None:
    with desk(made) as opened:
        wanted = about(opened, FORMS["join"], JOINING)
    assert touches(wanted, {"body": "HD", "name": "Ai đó"})
    assert not touches(wanted, {"body": "HX", "name": "Ai đó"})
