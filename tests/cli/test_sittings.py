"""A paper vote from its convening to its annulment, typed: blind until both have locked, certified by a third, judged like any result."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from cadre_ledger.ledger.directory import Directory
from cadre_ledger.values.codes import Code
from councils import council
from terminals import Said, Terminal

HELD = "2026-05-10"
ONE, TWO, THREE, CHAIR = "Đỗ Văn Đếm", "Vũ Thị Kiểm", "Hồ Văn Ba", "Lý Thị Chủ"
CODES = {ONE: "mật mã của Đếm", TWO: "mật mã của Kiểm"}
ROWS = ("5;5;18;1", "19;6;4;0")
# Planted: no other figure of the ledger, no digest and no date looks like it.
PLANTED = ("7919;2;3;1", "7920;3;2;0")
CONVENE = (
    *("vote", "convene", "S1", "--body", "HD", "--held-on", HELD, "--place", "Hội trường A", "--basis", "vn/96-QD-TW-2023"),
    *("--row", "Nguyễn Văn Mẫu;Chủ tịch;C000001", "--row", "Lê Thị Hai;Phó Chủ tịch"),
    *(part for name in (ONE, TWO, THREE) for part in ("--committee", name)),
)


@pytest.fixture(scope="module")
def convened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A council of thirty that has convened a vote."""
    path = tmp_path_factory.mktemp("convened") / "a.ledger"
    council(path, "party")
    terminal = Terminal(path)
    done(terminal("body", "add", "HD", "Hội đồng Thử"))
    done(terminal("body", "member", "add", "HD", *(f"Thành viên {number}" for number in range(1, 31)), "--since", "2021-06-25"))
    done(terminal("cadre", "add", "Nguyễn Văn Mẫu"))
    done(terminal(*CONVENE))
    return path


@pytest.fixture
def held(convened: Path, tmp_path: Path) -> Terminal:
    """Someone before a copy of it, the box closed and the ballots announced."""
    shutil.copytree(convened, tmp_path / "a.ledger")
    terminal = Terminal(tmp_path / "a.ledger")
    done(terminal("vote", "open", "S1", "--absent", "7;ốm"))
    done(terminal("vote", "box", "S1", "--printed", 34, "--issued", 29, "--spoilt", 2, "--unused", 3))
    return terminal


def done(said: Said) -> Said:
    assert said.status == 0, said.words
    return said


def announce(terminal: Terminal, collected: int = 29) -> None:
    done(terminal("vote", "announce", "S1", "--collected", collected, "--stack", collected, "--yes"))


def lock(terminal: Terminal, counter: str, rows: tuple[str, ...] = ROWS, *more: object) -> Said:
    typed = [part for row in rows for part in ("--row", row)]
    return terminal("vote", "count", "S1", *typed, "--actor", counter, *more, typed=CODES.get(counter, "mật mã khác") + "\n")


def compare(terminal: Terminal, *codes: str) -> Said:
    return terminal("vote", "compare", "S1", typed="".join(f"{each}\n" for each in codes or CODES.values()))


def certify(terminal: Terminal, by: str = CHAIR) -> Said:
    return terminal("vote", "certify", "S1", "--minutes", "12/BB-BKP", "--actor", by, "--yes")


def counted(terminal: Terminal) -> Terminal:
    announce(terminal)
    done(lock(terminal, ONE))
    done(lock(terminal, TWO))
    done(compare(terminal))
    return terminal


def code_in(said: Said) -> str:
    return next(word for word in said.words.replace(":", " ").split() if word.startswith(("VOTE-", "FIND-")))


def test_a_second_counter_finds_no_trace_of_the_first_entry_before_both_are_locked(held: Terminal) -> None:
    assert held.ledger is not None
    collected = 7925
    done(held("vote", "announce", "S1", "--collected", collected, "--stack", collected, "--yes"))
    said = done(lock(held, ONE, PLANTED, "--json"))
    surfaces = [
        held("vote", "sitting", "S1", "--json"),
        held("vote", "sitting", "S1"),
        held("vote", "show", "S1"),
        held("vote", "sittings", "--json"),
        held("vote", "list", "--json"),
        held("history", "log", "--format", "jsonl"),
        held("status", "--json"),
        held("agenda", "--json"),
        held("cadre", "show", "C000001", "--json"),
        lock(held, TWO, PLANTED, "--dry-run", "--json"),
        compare(held),
    ]

    for each in (said, *surfaces):
        assert "7919" not in each.data.decode() + each.words
    directory = Directory(held.ledger).path
    for file in (each for each in directory.rglob("*") if each.is_file()):
        content = file.read_bytes()
        assert b"7919" not in content, file
        assert (7919).to_bytes(4, "big") not in content, file
    done(lock(held, TWO, PLANTED))
    done(compare(held))
    assert "7919" in held("history", "log", "--format", "jsonl").data.decode()


def test_before_a_vote_is_certified_nothing_that_was_counted_is_in_any_view(held: Terminal) -> None:
    assert held.ledger is not None
    collected = 7925
    done(held("vote", "announce", "S1", "--collected", collected, "--stack", collected, "--yes"))
    for counter in (ONE, TWO):
        done(lock(held, counter, PLANTED))
    done(compare(held))
    done(held("flags"))

    assert not any(b"7919" in file.read_bytes() for file in Directory(held.ledger).path.glob("views-*"))
    assert held("vote", "result", "S1").status == 3
    assert code_in(certify(held)) == Code.OVERCOUNT.value


def test_a_certified_count_is_judged_like_any_result_and_enters_the_file(held: Terminal) -> None:
    counted(held)

    records = done(certify(held)).text

    assert [line.split()[1] for line in records.splitlines()[1:]] == [
        "vote.recorded/1",
        "vote.subject-linked/1",
        "confidence-result.entered/1",
        "vote.certified/1",
    ]
    result = held("vote", "result", "S1", "--json").json
    assert (result["session"]["recorded_from"], result["session"]["ballots_collected"]) == ("count", 29)
    assert result["results"][0]["counts"] == {"high": 5, "confidence": 5, "low": 18, "invalid": 1}
    assert result["results"][0]["outcome"]["clause"] == "vn/96-QD-TW-2023#11.2"
    assert result["results"][0]["cadre"] == "C000001"
    assert [each["cadre"] for each in held("flags", "--json").json["flags"]] == ["C000001"]
    assert done(held("views", "check")).status == 0


def test_two_entries_that_differ_are_settled_cell_by_cell(held: Terminal) -> None:
    announce(held)
    done(lock(held, ONE))
    done(lock(held, TWO, ("5;4;19;1", ROWS[1])))
    done(compare(held))

    assert code_in(certify(held)) == Code.COUNT_UNFINISHED.value
    (stack,) = held("vote", "sitting", "S1", "--json").json["batches"]
    assert [(each["subject"], each["cell"], each["one"], each["other"]) for each in stack["differing"]] == [
        (1, "confidence", 5, 4),
        (1, "low", 18, 19),
    ]
    third = ("vote", "adjudicate", "S1", 1, "--cell", "confidence=4", "--cell", "low=19", "--why", "misread")
    assert code_in(held(*third, "--actor", CHAIR)) == Code.NOT_ON_COMMITTEE.value
    done(held(*third, "--actor", THREE))
    text = held("vote", "sitting", "S1").text
    assert "Nguyễn Văn Mẫu · low confidence: 18 / 19 → 19" in text
    assert max(map(len, text.splitlines())) <= 80
    done(certify(held))
    assert held("vote", "result", "S1", "--json").json["results"][0]["counts"]["low"] == 19


def test_with_one_wrong_code_neither_entry_is_opened(held: Terminal) -> None:
    announce(held)
    done(lock(held, ONE))
    done(lock(held, TWO))

    assert code_in(compare(held, CODES[ONE], "mật mã sai rồi")) == Code.ENTRY_NOT_OPENED.value
    assert held("vote", "sitting", "S1", "--json").json["batches"][0]["opened"] is False
    done(held("vote", "withdraw", "S1", "--reason", "quên mã", "--actor", TWO))
    assert code_in(compare(held)) == Code.ENTRY_MISSING.value


@pytest.mark.parametrize("by", [ONE, "Nguyễn Văn Mẫu"])
def test_neither_a_counter_nor_someone_voted_on_certifies(held: Terminal, by: str) -> None:
    assert code_in(certify(counted(held), by)) in (Code.OWN_ENTRY.value, Code.RECUSED.value)


def test_a_short_code_is_refused(held: Terminal) -> None:
    announce(held)
    said = held("vote", "count", "S1", "--row", ROWS[0], "--row", ROWS[1], "--actor", ONE, typed="1234567\n")

    assert code_in(said) == Code.SEALING_CODE_SHORT.value


def test_the_same_key_locks_once(held: Terminal) -> None:
    announce(held)
    first = done(lock(held, ONE, ROWS, "--idempotency-key", "k1", "--json")).json
    again = done(lock(held, ONE, ROWS, "--idempotency-key", "k1", "--json")).json

    assert (first["repeated"], again["repeated"], again["first"]) == (False, True, first["first"])


def test_a_stack_is_opened_once_and_the_same_key_says_so_without_asking_for_codes(held: Terminal) -> None:
    announce(held)
    done(lock(held, ONE))
    done(lock(held, TWO))
    opening = ("vote", "compare", "S1", "--idempotency-key", "k1", "--json")
    first = done(held(*opening, typed="".join(f"{each}\n" for each in CODES.values()))).json
    again = done(held(*opening)).json

    assert (first["repeated"], again["repeated"], again["first"]) == (False, True, first["first"])
    assert code_in(held("vote", "compare", "S1")) == Code.BATCH_OPENED.value


def test_a_corrigendum_keeps_both_figures_and_says_what_was_certified(held: Terminal) -> None:
    done(certify(counted(held)))
    recorded = held("history", "log", "--format", "jsonl").data.decode().splitlines()
    entry = next(line["entry"] for line in map(json.loads, recorded) if line["name"] == "vote.recorded/1")

    done(held("correct", entry, "--set", "1.low=14", "--set", "1.high=9", "--reason", "cộng sai", "--yes"))

    shown: dict[str, Any] = held("vote", "show", "S1", "--json").json
    assert [(each["field"], each["was"], each["now"]) for each in shown["corrections"]] == [("low", 18, 14), ("high", 5, 9)]
    findings = held("vote", "result", "S1", "--json").json["results"][0]["findings"]
    assert Code.CERTIFIED_OTHERWISE.value in [each["code"] for each in findings]


def test_an_annulled_vote_opens_nothing_and_leaves_the_file(held: Terminal) -> None:
    done(certify(counted(held)))
    annul = ("vote", "annul", "S1", "--reason", "sai quy trình", "--actor", CHAIR, "--yes")

    assert code_in(held(*annul, "--with", CHAIR)) == Code.SECOND_PERSON.value
    done(held(*annul, "--with", ONE))

    assert held("flags", "--json").json["flags"] == []
    result = held("vote", "result", "S1", "--json").json
    assert [each["outcome"]["status"] for each in result["results"]] == ["none", "none"]
    assert Code.VOTE_ANNULLED.value in [each["code"] for each in result["session"]["findings"]]
    assert result["results"][0]["cadre"] is None
    assert done(held("views", "check")).status == 0


def test_publication_and_custody_are_recorded_and_shown(held: Terminal) -> None:
    done(certify(counted(held)))
    done(held("vote", "publish", "S1", "--where", "Cổng thông tin", "--published-on", "2026-05-10"))
    done(held("vote", "custody", "S1", "--seal", "NP-01", "--seal", "NP-02", "--keeper", "Văn phòng", "--at", "Kho A"))

    shown = held("vote", "sitting", "S1", "--json").json
    assert (shown["stage"], shown["published_on"], shown["custody"]["seals"]) == ("published", "2026-05-10", ["NP-01", "NP-02"])


def test_a_binding_vote_follows(held: Terminal) -> None:
    done(certify(counted(held)))
    following = [each if each != "S1" else "S2" for each in CONVENE]

    done(held(*following, "--kind", "binding", "--follows", "S1"))

    assert [(each["code"], each["stage"]) for each in held("vote", "sittings", "--json").json["sittings"]] == [
        ("S1", "certified"),
        ("S2", "convened"),
    ]


def test_a_late_member_and_a_struck_name_are_recorded_without_a_time(convened: Path, tmp_path: Path) -> None:
    shutil.copytree(convened, tmp_path / "a.ledger")
    terminal = Terminal(tmp_path / "a.ledger")
    done(terminal("vote", "open", "S1", "--absent", "7;ốm", "--absent", "8;ốm"))
    (event,) = done(terminal("vote", "late", "S1", 7, "--json")).json["records"]
    done(terminal("vote", "strike", "S1", 2, "--why", "withdrawn", "--reason", "đơn xin rút"))

    assert event["event"] == {"session": "S1", "seats": [7], "arrived": 1}
    shown = terminal("vote", "sitting", "S1", "--json").json
    assert (shown["members_present"], shown["subjects"][1]["struck"]) == (29, "withdrawn")


def test_an_announcement_is_corrected_by_its_entry(held: Terminal) -> None:
    announce(held)
    entry = held("status", "--json").json["ledger"]["entry"]
    wrong = held("vote", "correct", "S1", "--entry", entry, "--collected", 28, "--reason", "đếm lại", "--yes")
    done(
        held(
            *("vote", "correct", "S1", "--entry", entry, "--collected", 28, "--not-returned", 1),
            *("--stack", 28, "--reason", "đếm lại", "--yes"),
        )
    )

    assert code_in(wrong) == Code.ISSUED_DIFFER.value
    assert held("vote", "sitting", "S1", "--json").json["ballots"]["collected"] == 28


def test_a_vote_that_was_not_convened_takes_no_count(held: Terminal) -> None:
    said = held("vote", "count", "S9", "--row", "1;2;3;4", "--actor", ONE, typed="mật mã khác\n")

    assert code_in(said) == Code.NO_SESSION.value


@pytest.mark.parametrize(("since", "asked"), [("2026-01-01", True), ("2025-12-31", False)])
def test_whoever_took_the_post_in_the_year_of_the_vote_is_asked_about_with_the_clause(tmp_path: Path, since: str, *, asked: bool) -> None:
    council(tmp_path / "a.ledger", "state")
    terminal = Terminal(tmp_path / "a.ledger")
    done(terminal("body", "add", "HD", "Hội đồng Thử"))
    done(terminal("cadre", "add", "Nguyễn Văn Mẫu"))
    done(terminal("unit", "add", "U1", "Sở Thử"))
    done(terminal("position", "add", "P1", "Giám đốc", "--group", "GD-SO", "--unit", "U1"))
    done(terminal("post", "appoint", "C000001", "P1", "--since", since))
    convene = [each if each != "vn/96-QD-TW-2023" else "vn/96-2023-QH15" for each in CONVENE]

    said = terminal(*convene, "--calendar", "11", "--no-input")

    assert ("VOTE-210" in said.words) is asked
    assert said.status == (2 if asked else 0)
    if asked:
        assert "vn/96-2023-QH15#exemption-a" in said.words
