"""`body member`: who sits in a body on a day, as a person types and reads it."""

from terminals import Terminal

BODY = "HDND-TINH-VINH-PHUC"


def joined(terminal: Terminal) -> None:
    assert terminal("body", "member", "add", BODY, "Nguyễn Văn Mẫu", "Lê Thị Hai", "--since", "2021-06-25").status == 0
    assert terminal("body", "member", "leave", BODY, 2, "--until", "2025-03-01", "--reason", "moved").status == 0
    assert terminal("body", "member", "fix", BODY, 47, "--from", "2021-06-25", "--decision", "12/NQ").status == 0


def test_members_are_listed_as_of_the_day_asked_for(terminal: Terminal) -> None:
    joined(terminal)

    before = terminal("body", "member", "list", BODY, "--as-of", "2025-02-28", "--json").json
    after = terminal("body", "member", "list", BODY, "--as-of", "2025-03-01", "--json").json

    assert [(each["member"], each["holds"]) for each in before["members"]] == [(1, "applies"), (2, "applies")]
    assert [(each["member"], each["holds"]) for each in after["members"]] == [(1, "applies"), (2, "none")]
    assert (before["members_named"], after["members_named"], after["members_fixed"]) == (2, 1, 47)
    assert before["members"][1]["left_on"] is None


def test_a_slip_in_a_membership_is_corrected_by_its_entry(terminal: Terminal) -> None:
    joined(terminal)
    entry = terminal("body", "member", "add", BODY, "Trần Ba", "--since", "2022", "--json").json["first"]

    assert terminal("correct", entry, "--set", "joined_on=2022-05-01", "--reason", "slip", "--yes").status == 0

    listed = terminal("body", "member", "list", BODY, "--json").json["members"]
    assert listed[2]["joined_on"] == "2022-05-01"


def test_one_file_is_of_one_member(terminal: Terminal) -> None:
    said = terminal("body", "member", "add", BODY, "A", "B", "--since", "2022", "--cadre", "C000001")

    assert said.status == 2
    assert "USE-101" in said.words


def test_a_list_goes_on_after_a_number(terminal: Terminal) -> None:
    joined(terminal)

    listed = terminal("body", "member", "list", BODY, "--after", 1, "--limit", 5)

    assert "Lê Thị Hai" in listed.text
    assert "Nguyễn Văn Mẫu" not in listed.text
    assert "By name: 1; fixed by decision: 47" in listed.text
