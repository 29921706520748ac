"""`diff` and `history replay` as people and scripts use them."""

import json
from pathlib import Path

import pytest

from terminals import Terminal

ONE = "C000001"


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A ledger of the Party with one official who was reprimanded in February 2023."""
    path = tmp_path_factory.mktemp("party") / "a.ledger"
    terminal = Terminal(path)
    assert Terminal()("init", path, "--authority", "party").status == 0
    assert terminal("cadre", "add", "Nguyễn Văn Mẫu", "--born", "1975").status == 0
    assert terminal("unit", "add", "SO-NV", "Sở Nội vụ").status == 0
    assert terminal("position", "add", "GD", "Giám đốc Sở", "--group", "division-head-province", "--unit", "SO-NV").status == 0
    assert terminal("post", "appoint", ONE, "GD", "--since", "2016-03-01").status == 0
    decided = ("--form", "reprimand", "--decision", "12-QĐ", "--decided-on", "2023-02-10")
    assert terminal("discipline", "decide", "KL-1", ONE, "--line", "party", *decided).status == 0
    return terminal


def test_a_difference_names_what_changed_and_whether_time_alone_made_it(reader: Terminal) -> None:
    said = reader("diff", "2024-02-09", "2024-02-10")

    assert said.status == 0
    assert "  ~ no higher post · party\n      status: ◆ applies → ○ does not apply, until: 2024-02-10 → nothing\n" in said.text
    assert "no entry about it took effect or became known meanwhile" in said.text
    assert "From 2024-02-09" in said.text


@pytest.mark.parametrize(("days", "status"), [(("2024-02-09", "2024-02-10"), 8), (("2024-02-10", "2024-02-10"), 0)])
def test_a_script_asks_whether_anything_differs(reader: Terminal, days: tuple[str, str], status: int) -> None:
    assert reader("diff", *days, "--exit-code").status == status
    assert reader("diff", *days).status == 0


def test_the_later_day_is_that_of_as_of_or_today(reader: Terminal) -> None:
    typed = reader("diff", "2023-01-01", "2024-01-01", "--json").json

    assert reader("diff", "2023-01-01", "--as-of", "2024-01-01", "--json").json == typed
    assert reader("diff", "2023-01-01", "--json").json == reader("diff", "2023-01-01", "2026-05-10", "--json").json
    assert (typed["schema"], typed["since"]["as_of"], typed["as_of"]) == ("cadre-ledger/diff/1", "2023-01-01", "2024-01-01")
    refused = reader("diff", "2023-01-01", "2024-01-01", "--as-of", "2025-01-01")
    assert (refused.status, refused.data) == (2, b"")


def test_known_before_shows_what_became_known(reader: Terminal) -> None:
    head = reader("status", "--json").json["ledger"]["entry"]

    found = reader("diff", "2023-06-01", "2023-06-01", "--known-before", f"#{head - 1}", "--json").json

    (sanction,) = (each for each in found["differences"] if each["what"] == "sanctions")
    assert (sanction["was"], sanction["now"]["form"], sanction["cause"], sanction["entries"]) == (None, "reprimand", "entries", [head])
    earlier = reader("diff", "2023-06-01", "2023-06-01", "--known-before", f"#{head - 1}", "--known-at", f"#{head - 1}", "--json").json
    assert earlier["differences"] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("history", "replay", ONE),
        ("history", "replay", ONE, "--by", "day"),
        ("diff", "2015-01-01", "2023-06-01"),
        ("cadre", "timeline", ONE),
    ],
)
@pytest.mark.parametrize("language", ["en", "vi"])
def test_answers_for_people_fit_the_screen_in_both_languages(reader: Terminal, arguments: tuple[str, ...], language: str) -> None:
    said = Terminal(reader.ledger, language=language)(*arguments)

    assert (said.status, said.words) == (0, "")
    assert all(len(line) <= 80 for line in said.text.splitlines())
    assert ("unsigned" in said.text) is (language == "en" and arguments[0] != "cadre")


def test_replay_carries_every_change_in_every_format(reader: Terminal) -> None:
    whole = reader("history", "replay", ONE, "--json").json
    changes = [each for step in whole["steps"] for each in step["changes"]]

    lines = [json.loads(line) for line in reader("history", "replay", ONE, "--format", "jsonl").text.splitlines()]
    assert [(each["key"], each["was"], each["now"]) for each in lines] == [(each["key"], each["was"], each["now"]) for each in changes]
    assert len(reader("history", "replay", ONE, "--format", "csv").text.splitlines()) == 1 + len(changes)
    assert whole["by"] == "entry"
    assert all(step["standing"] is None for step in whole["steps"])
    full = reader("history", "replay", ONE, "--json", "--full").json
    assert full["steps"][-1]["standing"]["higher_post"]["status"]


def test_replay_comes_in_pages_by_entry_and_by_day(reader: Terminal) -> None:
    steps = reader("history", "replay", ONE, "--json").json["steps"]
    days = reader("history", "replay", ONE, "--by", "day", "--as-of", "2030-12-31", "--json").json["steps"]

    second = reader("history", "replay", ONE, "--after", f"#{steps[0]['known_at']}", "--limit", "1", "--json").json["steps"]
    later = reader("history", "replay", ONE, "--by", "day", "--as-of", "2030-12-31", "--after", days[0]["as_of"], "--json").json["steps"]

    assert second == steps[1:2]
    assert later == days[1:]
    assert "2024-02-10" in {each["as_of"] for each in days}


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("history", "replay", ONE, "--by", "month"), 2),
        (("history", "replay", ONE, "--after", "x"), 2),
        (("history", "replay", ONE, "--by", "day", "--after", "x"), 2),
        (("history", "replay", "C000009"), 3),
        (("diff", "yesterday", "2024-01-01"), 2),
        (("diff", "2024-01-01", "--unit", "NO"), 3),
        (("diff", "2024-01-01", "--cadre", "C000009"), 3),
        (("diff", "2024-01-01", "--known-before", "#9999"), 3),
        (("diff",), 2),
    ],
)
def test_what_cannot_be_answered_is_said_and_nothing_else(reader: Terminal, arguments: tuple[str, ...], status: int) -> None:
    said = reader(*arguments)

    assert (said.status, said.data) == (status, b"")
    assert "error " in said.words


def test_what_decided_a_flag_is_in_the_timeline_and_in_the_replay(tmp_path: Path) -> None:
    path = tmp_path / "a.ledger"
    terminal = Terminal(path)
    assert Terminal()("init", path, "--authority", "party").status == 0
    assert terminal("cadre", "add", "Nguyễn Văn Mẫu").status == 0
    assert terminal("cadre", "add", "Trần Thị Thử").status == 0
    assert terminal("body", "add", "B1", "Hội nghị Sở").status == 0
    figures = ("--row", "Nguyễn Văn Mẫu;Giám đốc;1;2;30;0", "--row", "Trần Thị Thử;Phó;1;2;30;0", "--collected", "33")
    asked = ("--body", "B1", "--held-on", "2023-12-20", "--basis", "vn/96-QD-TW-2023", "--source", "BB 1")
    assert terminal("vote", "record", "S1", *asked, *figures).status == 0
    for number, cadre in enumerate((ONE, "C000002"), 1):
        assert terminal("cadre", "link", cadre, "S1", number, "--ground", "biên bản").status == 0
    first, second = (each["id"] for each in terminal("flags", "--json").json["flags"])
    decided = ("kept", "--reason", "đã giải trình", "--when", "2024-02-01", "--by", "Ban")
    assert terminal("replacement", "decide", first, *decided).status == 0

    names = [each["name"] for each in terminal("cadre", "timeline", ONE, "--json").json["entries"]]
    others = [each["name"] for each in terminal("cadre", "timeline", "C000002", "--json").json["entries"]]
    replayed = [step["entry"]["name"] for step in terminal("history", "replay", ONE, "--json").json["steps"]]
    (recorded,) = (each for each in terminal("cadre", "timeline", ONE, "--json").json["entries"] if each["name"] == "vote.recorded/1")

    assert second.endswith("-2")
    assert {"vote.recorded/1", "vote.subject-linked/1", "replacement.decided/1"} <= set(names)
    assert "replacement.decided/1" not in others
    assert "replacement.decided/1" in replayed
    assert (recorded["says"]["name"], recorded["says"]["counts"]["low"]) == ("Nguyễn Văn Mẫu", 30)
    assert "subjects" not in recorded["says"]
