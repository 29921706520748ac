"""Recording commands: nothing without being asked for, once for a key, and every question answerable by yes, no or not at all."""

from pathlib import Path

import pytest

from cadre_ledger.ledger.directory import Directory
from ledgers import everything
from terminals import HEAD, NOW, VOTE, Terminal

BODY = "HDND-TINH-VINH-PHUC"
RECORD = ("vote", "record", "V-1", "--body", BODY, "--held-on", "2024-01-10", "--basis", "vn/96-2023-QH15", "--source", "BB")
ODD = (*RECORD, "--issued", 48, "--row", "Nguyễn Văn A;Chủ tịch;19;2;25")
PLAIN = (*RECORD, "--issued", 46, "--collected", 46, "--row", "Nguyễn Văn A;Chủ tịch;19;2;25")

# Every recording command that would record, and whether it asks first.
RECORDINGS: tuple[tuple[tuple[object, ...], bool], ...] = (
    (("body", "add", "XA-1", "HĐND xã Một", "--level", "commune"), False),
    (("body", "rename", BODY, "HĐND tỉnh Phú Thọ", "--on", "2025-07-01", "--reason", "NQ 202"), False),
    (("body", "close", BODY, "--on", "2025-07-01", "--reason", "NQ 202"), True),
    (("cadre", "add", "Nguyễn Văn Mẫu"), False),
    (("cadre", "unlink", "VP-2023", 4, "--reason", "a namesake"), False),
    (("cadre", "link", "C000001", "QH-2018", 1, "--ground", "minutes"), False),
    (PLAIN, False),
    (ODD, True),
    (("correct", VOTE, "--set", "4.low=24", "--reason", "misread"), True),
    (("rules", "confirm", "vn/85-2014-QH13#outcome-a", "--read-by", "Ban Pháp chế", "--where", "Công báo"), True),
    (("rules", "adopt", "vn/96-QD-TW-2023"), False),
)


def stored(terminal: Terminal) -> object:
    assert terminal.ledger is not None
    return everything(Directory(terminal.ledger))


def named(value: object) -> str:
    return " ".join(map(str, value[:3])) if isinstance(value, tuple) else ""


@pytest.mark.parametrize(("typed", "asks"), RECORDINGS, ids=named)
def test_a_dry_run_shows_what_would_be_recorded_asks_nothing_and_records_nothing(
    terminal: Terminal, typed: tuple[object, ...], *, asks: bool
) -> None:
    before = stored(terminal)
    said = terminal(*typed, "--dry-run", "--json")

    assert said.status == 0, said.words
    assert stored(terminal) == before
    assert (said.json["dry_run"], said.json["first"], said.json["last"]) == (True, None, None)
    done = terminal(*typed, "--yes", "--json").json
    assert [{**each, "entry": None} for each in done["records"]] == said.json["records"]
    assert [each["entry"] for each in done["records"]] == list(range(done["first"], done["last"] + 1))


@pytest.mark.parametrize(("typed", "asks"), RECORDINGS, ids=named)
def test_what_asks_records_only_upon_a_yes(terminal: Terminal, typed: tuple[object, ...], *, asks: bool) -> None:
    before = stored(terminal)
    if asks:
        for answer in ("no\n", "", "\n", "yep\n", "\x1b[A\n", b"\xff\n"):
            assert terminal(*typed, typed=answer).status == 1
        assert terminal(*typed, "--no-input").status == 2
        assert stored(terminal) == before
    said = terminal(*typed, typed="yes\n")

    assert said.status == 0, said.words
    assert stored(terminal) != before


@pytest.mark.parametrize(("typed", "asks"), RECORDINGS, ids=named)
def test_the_same_key_records_once_and_answers_with_the_same_entries(terminal: Terminal, typed: tuple[object, ...], *, asks: bool) -> None:
    first = terminal(*typed, "--yes", "--idempotency-key", "k-1", "--json").json
    after = stored(terminal)
    again = terminal(*typed, "--yes", "--idempotency-key", "k-1", "--json").json

    assert (first["repeated"], again["repeated"]) == (False, True)
    assert (again["first"], again["last"], again["records"]) == (first["first"], first["last"], [])
    assert stored(terminal) == after


@pytest.mark.parametrize("answer", ["y\n", "YES\n", "c\n", "có\n", "Có\n", "co\n"])
def test_yes_can_be_said_in_both_languages(terminal: Terminal, answer: str) -> None:
    assert terminal("body", "close", BODY, "--reason", "x", typed=answer).status == 0


def test_a_key_for_something_else_is_stale(terminal: Terminal) -> None:
    assert terminal("cadre", "add", "A", "--idempotency-key", "k-1").status == 0
    for more in ((), ("--dry-run",)):
        said = terminal("cadre", "add", "B", "--idempotency-key", "k-1", *more)
        assert (said.status, "STALE-103" in said.words) == (5, True)


def test_without_a_key_the_same_words_record_twice(terminal: Terminal) -> None:
    for _ in range(2):
        assert terminal("cadre", "add", "Quách Xuyến").status == 0

    assert [each["code"] for each in terminal("cadre", "list", "--name", "quach xuyen", "--json").json["cadres"]] == ["C000002", "C000003"]


def test_a_correction_of_what_stands_like_that_already_is_refused_without_a_question(terminal: Terminal) -> None:
    said = terminal("correct", VOTE, "--set", "4.low=25", "--reason", "misread")

    assert (said.status, "VOTE-116" in said.words, "Record this" in said.words) == (6, True, False)


def test_a_head_that_is_as_expected_is_no_obstacle(terminal: Terminal) -> None:
    head = terminal("status", "--json").json["ledger"]["entry"]

    assert terminal("cadre", "add", "A", "--expect-head", head).status == 0
    assert terminal("cadre", "add", "B", "--expect-head", head).status == 5


def test_a_repeat_answers_even_where_the_head_has_moved_since(terminal: Terminal) -> None:
    head = terminal("status", "--json").json["ledger"]["entry"]
    typed = ("cadre", "add", "A", "--expect-head", head, "--idempotency-key", "k-1")
    terminal(*typed)

    assert terminal(*typed, "--json").json["repeated"]
    assert terminal(*typed, "--dry-run").status == 0


@pytest.mark.parametrize(
    "options", [("--format", "xml"), ("-o", "/nowhere/x"), ("--lang", "fr"), ("--color", "red"), ("--json", "--format", "csv")]
)
def test_an_answer_that_cannot_be_given_is_found_before_anything_is_recorded(terminal: Terminal, options: tuple[str, ...]) -> None:
    before = stored(terminal)

    assert terminal("cadre", "add", "A", *options).status in (2, 6)
    assert stored(terminal) == before


def test_a_vote_with_something_odd_about_it_shows_that_before_it_asks(terminal: Terminal) -> None:
    said = terminal(*ODD, typed="no\n")

    assert said.status == 1
    assert said.words.index("VOTE-204") < said.words.index("Record it all the same?")
    assert "VOTE-204" in terminal(*ODD, "--yes").words
    assert [each["code"] for each in terminal("vote", "result", "V-1", "--json").json["session"]["findings"]] == ["VOTE-204"]


def test_a_correction_shows_was_and_now_before_it_asks(terminal: Terminal) -> None:
    said = terminal("correct", VOTE, "--set", "4.low=24", "--set", "issued=48", "--reason", "misread", typed="no\n")

    assert said.status == 1
    assert [line.split() for line in said.words.splitlines()[2:4]] == [["4", "low", "25", "24"], ["issued", "47", "48"]]


def test_both_figures_stay_visible_after_a_correction(terminal: Terminal) -> None:
    assert terminal("correct", VOTE, "--set", "4.low=24", "--reason", "misread", "--yes").status == 0
    shown = terminal("vote", "show", "VP-2023")

    assert f"#{HEAD + 1} corrects #{VOTE}: 4 low was 25, is 24: misread" in shown.text.replace("low confidence", "low")
    assert terminal("explain", "vote", "VP-2023", 4, "--json").json["facts"][-1]["says"]["low"] == {
        "was": 25,
        "now": 24,
        "reason": "misread",
    }


def test_the_actor_is_the_account_unless_one_is_named(terminal: Terminal) -> None:
    terminal.account = "thư ký"
    terminal("cadre", "add", "A")
    terminal("cadre", "add", "B", "--actor", "Chị Lan")
    actors = [record["actor"] for record in terminal("history", "log", "--after", HEAD, "--json").json["records"]]

    assert actors == ["thư ký"] * (len(actors) // 2) + ["Chị Lan"] * (len(actors) // 2)


def test_the_day_is_today_in_the_ledgers_time_zone_unless_one_is_given(terminal: Terminal) -> None:
    terminal.now = lambda: NOW.replace(hour=20)
    terminal("body", "add", "X1", "Một")
    terminal("body", "add", "X2", "Hai", "--on", "01/03/2025")
    records = terminal("history", "log", "--after", HEAD, "--json").json["records"]

    assert [each["effective_on"] for each in records] == ["2026-05-11", "2026-05-11", "2025-03-01", "2025-03-01"]


def test_merging_and_unmerging_files(terminal: Terminal) -> None:
    assert terminal("cadre", "add", "Le Duy Thanh", "--number", "vp-2").status == 0
    assert terminal("cadre", "merge", "vp-2", "vp-1", "--reason", "entered twice", typed="no\n").status == 1
    assert terminal("cadre", "merge", "vp-2", "vp-1", "--reason", "entered twice", typed="yes\n").status == 0
    assert terminal("cadre", "show", "vp-2", "--json").json["cadre"]["merged_into"] == "C000001"
    assert terminal("cadre", "unmerge", "c000002", "--reason", "two people").status == 0
    assert terminal("cadre", "show", "C000002", "--json").json["cadre"]["merged_into"] is None


def test_a_changed_regulation_of_ones_own_is_adopted_from_a_file(terminal: Terminal, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[regulation]\nid = "own/one"\ntitle = { vi = "Của ta", en = "Ours" }\nissuer = "HĐND"\nauthority = "state"\n'
        '[[clause]]\nid = "base"\nknown_from = "unverified"\nkind = "share_base"\nof = "ballots_collected"\n'
        'text = { vi = "Cơ sở", en = "Base" }\n',
        "utf-8",
    )
    assert terminal("rules", "validate", own).status == 0
    assert terminal("rules", "adopt", own, "--on", "2026-01-01").status == 0
    assert "own/one" in terminal("rules", "list").text

    own.write_text(own.read_text("utf-8").replace('"Ours"', '"\\u001b[31mOurs\\u202e"').replace('"Của ta"', '"\\u001b[31m"'), "utf-8")
    assert terminal("rules", "adopt", own, "--on", "2026-02-01").status in (0, 6)
    for shown in (terminal("rules", "list"), terminal("rules", "show", "own/one")):
        assert all(line.isprintable() for line in shown.text.split("\n"))

    own.write_text("not [ TOML")
    for command in ("validate", "adopt"):
        said = terminal("rules", command, own)
        assert (said.status, "RULE-101" in said.words) == (6, True)
    own.write_bytes(b"\xff\xfe")
    assert terminal("rules", "adopt", own).status == 6
