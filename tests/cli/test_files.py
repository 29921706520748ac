"""The four kinds of fact, typed as people type them, and what the file says then."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from cadre_ledger.projections import closing
from councils import council
from terminals import Said, Terminal

PARTY = ("--line", "party")
DECISION = ("--decision", "1", "--decided-on", "2025")
TYPED = (
    ("unit", "add", "SO-NV", "Sở Nội vụ", "--on", "2010"),
    ("position", "add", "GD-SNV", "Giám đốc Sở Nội vụ", "--group", "district-department-leader", "--unit", "SO-NV", "--on", "2010"),
    ("cadre", "add", "Nguyễn Văn Mẫu", "--born", "1975", "--number", "TH-001"),
    ("post", "appoint", "TH-001", "GD-SNV", "--since", "2023-03-01", "--term", "2021..2026"),
    ("post", "plan", "C000001", "GD-SNV"),
    ("period", "open", "2025", "--basis", "vn/366-QD-TW-2025"),
    ("classify", "decide", "C000001", "2025", "good", "--decided-on", "2025-12-20", "--points", "84,5"),
    ("training", "record", "C000001", "theory", "Trung cấp", "--level", "intermediate", "--completed-on", "2012-06"),
    ("qualification", "record", "C000001", "degree", "Thạc sĩ", "--obtained-on", "2015"),
    (
        "discipline",
        "decide",
        "KL-1",
        "C000001",
        "--line",
        "party",
        "--form",
        "reprimand",
        "--decision",
        "12-QĐ",
        "--decided-on",
        "2026-02-10",
    ),
    ("notify", "C000001", "20", "--told-on", "2026-01-05", "--how", "giao trực tiếp"),
)


@pytest.fixture
def typing(tmp_path: Path) -> Terminal:
    terminal = Terminal(council(tmp_path / "a.ledger", "party").path)
    for command in TYPED:
        said = terminal(*command)
        assert said.status == 0, said.words
    return terminal


def test_a_standing_shows_all_kinds_and_why_not(typing: Terminal) -> None:
    found = typing("standing", "show", "TH-001", "--json").json

    assert [each["position"] for each in found["posts"]] == ["GD-SNV"]
    assert [(each["period"], each["level"], each["points"]) for each in found["classifications"]] == [("2025", "good", "84.5")]
    assert [(each["form"], each["status"], each["lapses_on"]) for each in found["sanctions"]] == [("reprimand", "applies", "2027-02-10")]
    assert found["higher_post"]["status"] == "none"


@pytest.mark.parametrize(("language", "word"), [("en", "reprimand"), ("vi", "khiển trách")])
def test_people_read_a_standing_in_their_language(typing: Terminal, language: str, word: str) -> None:
    typing.language = language

    said = typing("standing", "show", "C000001")

    assert (said.status, said.words) == (0, "")
    assert word in said.text
    assert all(len(line) <= 100 for line in said.text.splitlines())


@pytest.mark.parametrize("noun", ["unit", "position", "period", "classify", "training", "qualification", "discipline"])
def test_every_kind_is_listed_in_every_format(typing: Terminal, noun: str) -> None:
    listed = typing(noun, "list", "--json").json["facts"]
    lines = [json.loads(line) for line in typing(noun, "list", "--format", "jsonl").text.splitlines()]

    assert lines == listed
    assert len(listed) == 1
    assert typing(noun, "list", "--format", "csv").text.count("\n") == 2
    assert typing(noun, "list").text.count("\n") == 3


@pytest.mark.parametrize(("language", "kind", "mark"), [("en", "degree", "yes"), ("vi", "bằng cấp", "có")])
def test_a_qualification_of_another_person_is_revoked_and_says_so(typing: Terminal, language: str, kind: str, mark: str) -> None:
    typing.language = language

    assert typing("qualification", "revoke", "TH-001", "1", "--reason", "nhập nhầm hồ sơ").status == 0
    listed = typing("qualification", "list", "--cadre", "c000001").text.splitlines()[-1]

    assert (kind in listed, listed.rstrip().endswith(mark)) == (True, True)
    again = typing("qualification", "revoke", "TH-001", "1", "--reason", "nhập nhầm hồ sơ")
    assert (again.status, "FIND-122" in again.words) == (3, True)


def test_the_timeline_names_every_entry_of_the_file(typing: Terminal) -> None:
    entries = typing("cadre", "timeline", "TH-001", "--json").json["entries"]

    assert [each["name"] for each in entries] == [
        "training.completed/1",
        "qualification.recorded/1",
        "post.appointed/1",
        "classification.decided/1",
        "verdict.notified/1",
        "discipline.decided/1",
        "cadre.registered/1",
        "post.planned/1",
    ]


@pytest.mark.parametrize(("language", "said"), [("en", "absent since 2026-02-02 · long-term study"), ("vi", "đi học dài hạn")])
def test_an_absence_is_recorded_put_right_and_ended(typing: Terminal, language: str, said: str) -> None:
    typing.language = language

    assert typing("post", "leave", "TH-001", "leave", "--since", "2026-02-02", "--planned-until", "2026-12").status == 0
    began = entry_of(typing, "absence.began/1")
    assert typing("correct", began, "--set", "kind=study", "--reason", "nhầm", "--yes").status == 0
    assert said in typing("standing", "show", "TH-001").text
    assert "POST-110" in typing("post", "leave", "TH-001", "leave", "--since", "2026-03-02").words
    assert typing("post", "return", "TH-001", "--back", "2026-05-04").status == 0
    assert said not in typing("standing", "show", "TH-001").text
    assert [each["name"] for each in typing("cadre", "timeline", "TH-001", "--json").json["entries"]].count("absence.ended/1") == 1
    assert "TEXT-106" in typing("post", "leave", "TH-001", "sick", "--since", "2026-06-01").words


def test_what_is_missing_and_due_ends_with_8_when_asked(typing: Terminal) -> None:
    missing = ("assess", "missing", "--period", "2025")

    assert (typing(*missing).status, typing(*missing, "--exit-code").status) == (0, 8)
    assert [each["name"] for each in typing(*missing, "--json").json["facts"]] == ["Nguyễn Văn Mẫu"]
    assert typing(*missing, "--as-of", "2022-01-01", "--exit-code").status == 0
    assert typing(*missing, "--after", "C000001", "--exit-code").status == 0
    typing("position", "add", "CT-HDND", "Chủ tịch HĐND xã", "--group", "commune-council-chair", "--unit", "SO-NV", "--on", "2010")
    typing("post", "appoint", "TH-001", "CT-HDND", "--since", "2026-01-01")
    assert (typing("training", "due").status, typing("training", "due", "--unit", "so-nv", "--exit-code").status) == (0, 8)
    assert "FIND-115" in typing("assess", "missing", "--period", "2024").words
    assert "FIND-113" in typing("training", "due", "--unit", "U9").words


@pytest.mark.parametrize("typed", [("assess", "missing", "--period", "2025"), ("training", "due"), ("assess", "list")], ids=" ".join)
@pytest.mark.parametrize("language", ["en", "vi"])
def test_what_is_lacking_fits_the_screen_in_both_languages(typing: Terminal, typed: tuple[str, ...], language: str) -> None:
    typing.language = language

    said = typing(*typed)

    assert (said.status, said.words) == (0, "")
    assert all(len(line) <= 80 for line in said.text.splitlines())


def test_a_unit_is_closed_only_when_it_is_empty(typing: Terminal) -> None:
    closing = ("unit", "close", "so-nv", "--reason", "QĐ 9", "--yes")
    typing("unit", "add", "PHONG-1", "Phòng Một", "--under", "SO-NV")

    under = typing(*closing)
    typing("unit", "close", "PHONG-1", "--reason", "QĐ 8", "--yes")
    held = typing(*closing)
    typing("post", "relieve", "TH-001", "GD-SNV", "--until", "2026-05-01", "--reason", "sáp nhập")
    done = typing(*closing, "--json")

    assert (under.status, "UNIT-105" in under.words, "PHONG-1" in under.words) == (6, True, True)
    assert (held.status, "UNIT-106" in held.words, "C000001 GD-SNV" in held.words) == (6, True, True)
    assert (done.status, done.json["records"][0]["name"]) == (0, "unit.closed/1")


def test_what_was_recorded_between_the_look_and_the_closing_is_not_overrun(typing: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def slipped_in(*given: object) -> Iterator[str]:
        yield from closing.units_under(*given)  # type: ignore[arg-type]
        assert typing("unit", "add", "PHONG-1", "Phòng Một", "--under", "PHONG").status == 0

    typing("unit", "add", "PHONG", "Phòng")
    whole = SimpleNamespace(units_under=slipped_in, posts_held=closing.posts_held)
    monkeypatch.setitem(sys.modules, "cadre_ledger.projections.closing", whole)
    said = typing("unit", "close", "PHONG", "--reason", "QĐ 9", "--yes")

    assert (said.status, "STALE-102" in said.words) == (5, True)
    assert typing("unit", "list", "--json").json["facts"][0]["closed_on"] is None


def entry_of(terminal: Terminal, name: str) -> str:
    log = [json.loads(line) for line in terminal("history", "log", "--format", "jsonl").text.splitlines()]
    return str(next(each["entry"] for each in log if each["name"] == name))


def test_an_appointment_that_ended_and_its_relief_are_put_right_by_their_entries(typing: Terminal) -> None:
    post = ("TH-001", "GD-SNV")
    typing("post", "relieve", *post, "--until", "2024-05-01", "--how", "resigned", "--reason", "đơn")
    typing("post", "appoint", *post, "--since", "2025-01-01")
    appointed, left = entry_of(typing, "post.appointed/1"), entry_of(typing, "post.relieved/1")

    assert typing("correct", appointed, "--set", "since=2022-01-01", "--reason", "nhầm", "--yes").status == 0
    assert typing("correct", left, "--set", "until=2024-06-01", "--set", "leaving=reassigned", "--reason", "nhầm", "--yes").status == 0
    again = entry_of(typing, "post.tenure-corrected/1")
    assert typing("correct", again, "--set", "term_to=2027", "--reason", "nhầm", "--yes").status == 0

    def held(day: str) -> list[tuple[str, str | None]]:
        return [(each["since"], each["until"]) for each in typing("standing", "show", "TH-001", "--as-of", day, "--json").json["posts"]]

    # As of a day before it ended, the end had not come.
    assert [held(day) for day in ("2021-12-31", "2022-01-01", "2024-05-31", "2024-06-01", "2025-01-01")] == [
        [],
        [("2022-01-01", None)],
        [("2022-01-01", None)],
        [],
        [("2025-01-01", None)],
    ]
    refused = typing("correct", left, "--set", "since=2022", "--reason", "nhầm", "--yes")
    assert (refused.status, "VOTE-117" in refused.words) == (6, True)


@pytest.mark.parametrize(
    ("name", "change", "shown"),
    [
        ("classification.decided/1", "level=completed", ("classifications", "level", "completed")),
        ("discipline.decided/1", "form=warning", ("sanctions", "form", "warning")),
        ("post.appointed/1", "since=2022-03-01", ("posts", "since", "2022-03-01")),
    ],
)
def test_any_fact_is_put_right_by_its_entry(typing: Terminal, name: str, change: str, shown: tuple[str, str, str]) -> None:
    part, field, value = shown

    said = typing("correct", entry_of(typing, name), "--set", change, "--reason", "gõ nhầm", "--yes")

    assert said.status == 0, said.words
    assert typing("standing", "show", "C000001", "--json").json[part][0][field] == value


def test_what_cannot_be_taken_back_asks_for_its_code(typing: Terminal) -> None:
    annul = ("discipline", "annul", "KL-1", "--decision", "44-QĐ", "--reason", "oan")

    assert typing(*annul, typed="yes\n").status == 1
    assert typing(*annul, typed="KL-1\n").status == 0
    assert typing("discipline", "list", "--json").json["facts"] == []


def refused(said: Said) -> tuple[int, str]:
    return said.status, said.words.split(":")[0].split()[-1]


@pytest.mark.parametrize(
    ("command", "end"),
    [
        (("unit", "add", "SO-NV", "Sở khác"), (6, "UNIT-101")),
        (("post", "appoint", "C000001", "GD-SNV", "--since", "2024"), (6, "POST-103")),
        (("post", "appoint", "C000009", "GD-SNV", "--since", "2024"), (3, "FIND-103")),
        (("classify", "decide", "C000001", "2025", "good", "--decided-on", "2026-01-02"), (6, "CLASS-101")),
        (("classify", "decide", "C000001", "2024", "good", "--decided-on", "2026-01-02"), (3, "FIND-115")),
        (
            (
                "discipline",
                "decide",
                "KL-2",
                "C000001",
                "--line",
                "party",
                "--form",
                "dismissal",
                "--decision",
                "1",
                "--decided-on",
                "2025",
            ),
            (6, "DISC-102"),
        ),
        (("training", "record", "C000001", "skills", "Kỹ năng", "--level", "advanced", "--completed-on", "2020"), (6, "TRAIN-103")),
        (("replacement", "consider", "low_confidence_majority-1-1", "--when", "2026", "--by", "HĐND"), (3, "FIND-109")),
    ],
)
def test_what_cannot_be_is_refused_and_records_nothing(typing: Terminal, command: tuple[str, ...], end: tuple[int, str]) -> None:
    before = typing("status", "--json").json["known_at"]["entry"]

    assert refused(typing(*command)) == end
    assert typing("status", "--json").json["known_at"]["entry"] == before


def test_what_was_done_about_a_flag_shows_beside_it_from_its_day_on(terminal: Terminal) -> None:
    flag = terminal("flags", "--json").json["flags"][0]["id"]

    def decision(day: str) -> str:
        return str(terminal("flags", "--json", "--as-of", day).json["flags"][0]["decision"])

    by = ("--by", "HĐND tỉnh")
    assert terminal("replacement", "consider", flag, "--when", "2023-12-20", *by).status == 0
    assert (
        terminal("replacement", "decide", flag, "resignation_accepted", "--when", "2024-01-15", *by, "--reason", "đơn xin từ chức").status
        == 0
    )

    assert [decision(day) for day in ("2023-12-19", "2023-12-20", "2024-01-14", "2024-01-15")] == [
        "open",
        "considered",
        "considered",
        "decided",
    ]
    assert refused(terminal("replacement", "decide", flag, "kept", "--when", "2024-02-01", *by, "--reason", "khác")) == (6, "REPL-101")
