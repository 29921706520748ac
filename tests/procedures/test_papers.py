"""Papers of a vote: every name and number of it stands on them, in both languages, and nothing that must not be known yet."""

import io
import json
import re
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from pypdf import PdfReader

from cadre_ledger.values.codes import Code
from cadre_ledger.values.tallies import VoteKind
from paper_votes import BODY, CHAIR, MEMBERS, NAMES, ONE, PLACE, POSTS, STEPS, THREE, TWO, compare, done, go_on, held, lock
from terminals import Said, Terminal

LANGUAGES = ("vi", "en")
FORMATS = ("pdf", "md")
both = pytest.mark.parametrize("language", LANGUAGES)
either = pytest.mark.parametrize("wanted", FORMATS)


@cache
def at(step: str, authority: str = "party", kind: VoteKind = VoteKind.CONFIDENCE) -> Path:
    """A ledger at a step, made once and only read."""
    path = Path(mkdtemp(prefix="papers-")) / "a.ledger"
    before = STEPS.index(step)
    if before == 0:
        return Path(str(held(path, step, authority=authority, kind=kind).ledger))
    shutil.copytree(at(STEPS[before - 1], authority, kind), path)
    go_on(Terminal(path), (step,), kind)
    return path


def copied(step: str, tmp_path: Path) -> Terminal:
    """Someone before a ledger at a step, to be written to."""
    return Terminal(Path(shutil.copytree(at(step), tmp_path / "a.ledger")))


def asked(ledger: Path, paper: str, wanted: str = "pdf", language: str = "vi", *more: object) -> Said:
    return Terminal(ledger, language=language)("vote", "paper", "S1", "--kind", paper, "--format", wanted, *more)


def data(ledger: Path, paper: str) -> Any:
    return done(asked(ledger, paper, "json")).json


def text(ledger: Path, paper: str, wanted: str = "pdf", language: str = "vi") -> str:
    """What a person reads on it, a blank between words wherever the line ends."""
    content = done(asked(ledger, paper, wanted, language)).data
    read = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages) if wanted == "pdf" else content.decode()
    return " ".join(read.replace("\\", "").replace("|", " ").split())


def pages(ledger: Path, paper: str, language: str = "vi") -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(done(asked(ledger, paper, "pdf", language)).data)).pages]


def figures(said: str) -> set[str]:
    return set(re.findall(r"\d+", said))


# The minutes


@both
@either
def test_certified_minutes_bear_every_name_and_every_number(wanted: str, language: str) -> None:
    said = text(at("certified"), "minutes", wanted, language)

    for name in (*NAMES, *(post for post in POSTS if post != POSTS[1]), ONE, TWO, THREE, CHAIR, BODY, PLACE, "12/BB-BKP", "S1"):
        assert name in said, name
    for share in ("3/29", "5/29", "19/29", "20/29", "6/29", "14/29", "11/29"):
        assert share in said, share
    for number in ("30", "29", "36", "3", "4", "15", "14"):
        assert number in figures(said), number
    percent = {"vi": ("65,52%", "10,34%", "48,28%"), "en": ("65.52%", "10.34%", "48.28%")}[language]
    assert all(each in said for each in percent)
    assert "vn/96-QD-TW-2023#11.2" in said.replace(" ", "")
    assert {"vi": "In 36 = phát ra 29 + còn thừa 4 + hỏng 3.", "en": "Printed 36 = issued 29 + left over 4 + spoilt 3."}[language] in said
    assert {"vi": "BẢN NHÁP", "en": "DRAFT"}[language] not in said


@both
@either
def test_both_entries_of_each_cell_stand_in_the_minutes_and_those_that_differ_with_the_third_count(wanted: str, language: str) -> None:
    said = text(at("certified"), "minutes", wanted, language)

    assert "2 / 2" in said
    assert "10 / 10" in said
    assert "8 ≠ 7" in said
    assert "5 ≠ 6" in said
    why = {"vi": "đọc nhầm dấu", "en": "a mark was misread"}[language]
    assert f"{why}: phiếu số chín đọc nhầm ô" in said
    cell = {"vi": "tín nhiệm cao", "en": "high confidence"}[language]
    assert f"1 4 Đỗ Thị Ngọc Ẩn {cell} 8 7 8 {why}" in said


def test_the_paper_says_what_its_data_say(tmp_path: Path) -> None:
    minutes = data(at("certified"), "minutes")["minutes"]

    assert [(each["subject"], each["counts"]) for each in minutes["results"]] == [
        (1, {"high": 3, "confidence": 5, "low": 19, "invalid": 2}),
        (3, {"high": 20, "confidence": 6, "low": 3, "invalid": 0}),
        (4, {"high": 14, "confidence": 11, "low": 3, "invalid": 1}),
    ]
    assert {each["base"]["at_least"] for each in minutes["results"]} == {29}
    assert [each["status"] for each in minutes["results"]] == ["applies", "none", "none"]
    assert [(each["cell"], each["one"], each["other"], each["third"]) for each in minutes["stacks"][0]["differing"]] == [
        ("high", 8, 7, 8),
        ("confidence", 5, 6, 5),
    ]
    result = Terminal(at("certified"))("vote", "result", "S1", "--json").json["results"]
    assert [each["counts"] for each in minutes["results"]] == [each["counts"] for each in result]


@both
@pytest.mark.parametrize("step", ["announced", "locked", "compared", "settled"])
def test_minutes_are_a_draft_until_they_are_certified(step: str, language: str) -> None:
    mark = {"vi": "BẢN NHÁP", "en": "DRAFT"}[language]

    assert all(mark in page for page in pages(at(step), "minutes", language))
    assert f"**{mark}**" in text(at(step), "minutes", "md", language)
    assert {"vi": "Hệ quả sẽ ghi khi kết quả được xác nhận.", "en": "The outcome follows with the certificate."}[language] in text(
        at(step), "minutes", "pdf", language
    )


def test_no_figure_of_an_entry_is_in_any_paper_before_both_are_opened(tmp_path: Path) -> None:
    terminal = copied("boxed", tmp_path)
    done(terminal("vote", "announce", "S1", "--collected", 7925, "--stack", 7925, "--yes"))
    planted = tuple(part for row in ("7919;2;3;1", "7920;3;2;0", "7918;4;2;1") for part in ("--row", row))
    for counter in (ONE, TWO):
        done(terminal("vote", "count", "S1", *planted, "--actor", counter, typed=f"mật mã {counter}\n"))
        for wanted in (*FORMATS, "json"):
            ledger = Path(str(terminal.ledger))
            said = text(ledger, "minutes", wanted) if wanted != "json" else str(data(ledger, "minutes"))
            assert "7919" not in said
            assert "7920" not in said
    compare(terminal, 1)

    assert "7919 / 7919" in text(Path(str(terminal.ledger)), "minutes")


def test_nothing_is_added_up_before_every_stack_is_settled() -> None:
    compared, settled = data(at("compared"), "minutes")["minutes"], data(at("settled"), "minutes")["minutes"]

    assert (compared["results"], [len(each["rows"]) for each in compared["stacks"]]) == ([], [3, 0])
    assert [each["counts"]["low"] for each in settled["results"]] == [19, 3, 3]
    assert [each["status"] for each in settled["results"]] == [None, None, None]


def test_a_corrected_result_keeps_both_figures_in_the_minutes(tmp_path: Path) -> None:
    terminal = copied("certified", tmp_path)
    log = map(json.loads, terminal("history", "log", "--format", "jsonl").text.splitlines())
    recorded = next(each["entry"] for each in log if each["name"] == "vote.recorded/1")
    done(terminal("correct", recorded, "--set", "1.low=15", "--set", "1.high=7", "--reason", "cộng sai", "--yes"))
    ledger = Path(str(terminal.ledger))

    minutes = data(ledger, "minutes")["minutes"]
    assert [(each["field"], each["was"], each["now"]) for each in minutes["corrections"]] == [("low", 19, 15), ("high", 3, 7)]
    assert minutes["results"][0]["counts"]["low"] == 19
    assert "cộng sai" in text(ledger, "minutes")
    assert data(ledger, "slide")["results"][0]["counts"]["low"] == 15


@either
def test_a_corrected_announcement_stands_in_the_minutes_with_its_reason(tmp_path: Path, wanted: str) -> None:
    terminal = copied("announced", tmp_path)
    entry = data(Path(str(terminal.ledger)), "minutes")["known_at"]["entry"]
    again = ("--collected", 28, "--not-returned", 1, "--stack", 15, "--stack", 13)
    done(terminal("vote", "correct", "S1", "--entry", entry, *again, "--reason", "đếm sót một phiếu", "--yes"))

    said = text(Path(str(terminal.ledger)), "minutes", wanted)

    assert f"Số phiếu công bố ở mục {entry} đã được đính chính ở mục {entry + 1}: đếm sót một phiếu" in said
    assert "Phát ra 29 = thu về 28 + không thu về 1." in said


def test_minutes_of_an_annulled_vote_say_so_and_nothing_else_is_made_of_it(tmp_path: Path) -> None:
    terminal = copied("certified", tmp_path)
    done(terminal("vote", "annul", "S1", "--with", ONE, "--reason", "sai quy trình", "--actor", CHAIR, "--yes"))
    ledger = Path(str(terminal.ledger))

    assert all("ĐÃ HỦY" in page for page in pages(ledger, "minutes"))
    assert "sai quy trình" in text(ledger, "minutes")
    assert [asked(ledger, paper).status for paper in ("roll", "ballot", "count", "slide")] == [6, 6, 6, 6]


def test_a_clause_on_marks_is_cited_only_for_votes_that_it_is_about() -> None:
    assert data(at("opened"), "ballot")["session"]["validity"] is not None
    assert data(at("opened", kind=VoteKind.BINDING), "ballot")["session"]["validity"] is None


def test_a_binding_vote_has_its_own_two_choices_on_every_paper() -> None:
    ledger = at("certified", kind=VoteKind.BINDING)

    assert "BỎ PHIẾU TÍN NHIỆM" in text(ledger, "minutes")
    assert [each["counts"] for each in data(ledger, "minutes")["minutes"]["results"]] == [
        {"confidence": 9, "no_confidence": 19, "invalid": 1},
        {"confidence": 25, "no_confidence": 4, "invalid": 0},
        {"confidence": 19, "no_confidence": 9, "invalid": 1},
    ]
    assert f"{NAMES[2]} 25 4 0" in text(ledger, "slide")
    assert text(ledger, "ballot", "md").count("☐") == 2 * 3
    assert "không tín nhiệm" in text(ledger, "ballot").lower()


# The others


@both
def test_the_head_of_a_paper_is_that_of_the_state_or_of_the_party(language: str) -> None:
    state, party = text(at("opened", "state"), "ballot", "pdf", language), text(at("opened"), "ballot", "pdf", language)

    heads = {
        "vi": ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc", "ĐẢNG CỘNG SẢN VIỆT NAM", "BAN KIỂM PHIẾU"),
        "en": ("SOCIALIST REPUBLIC OF VIET NAM Independence - Freedom - Happiness", "COMMUNIST PARTY OF VIET NAM", "COUNTING COMMITTEE"),
    }[language]
    assert heads[0] in state
    assert heads[1] in party
    assert heads[2] in state
    assert BODY.upper() in party
    assert f"{PLACE}, {'ngày 10 tháng 5 năm 2026' if language == 'vi' else '10 May 2026'}" in party


def test_the_ballot_has_everyone_in_ballot_order_with_a_box_for_each_choice() -> None:
    said = text(at("opened"), "ballot", "md")

    places = [said.index(name) for name in NAMES]
    assert places == sorted(places)
    assert said.count("☐") == 3 * len(NAMES)


@pytest.mark.parametrize("wanted", [*FORMATS, "json"])
def test_a_ballot_printed_later_cannot_be_told_from_the_others(tmp_path: Path, wanted: str) -> None:
    terminal = copied("convened", tmp_path)
    ledger = Path(str(terminal.ledger))
    done(terminal("vote", "open", "S1", "--absent", "7;ốm"))
    first = done(asked(ledger, "ballot", wanted)).data

    done(terminal("vote", "late", "S1", 7))
    done(terminal("body", "rename", "HD", "Tên khác", "--reason", "đổi tên", "--on", "2026-05-10"))
    done(terminal("vote", "box", "S1", "--printed", 31, "--issued", 30, "--spoilt", 1))

    assert asked(ledger, "ballot", wanted).data == first


def test_a_struck_name_stays_on_the_ballot_without_boxes_and_is_not_on_count_sheets() -> None:
    ballot, count = text(at("struck"), "ballot", "md"), text(at("announced"), "count")

    assert f"{NAMES[1]} (xin rút)" in ballot
    assert ballot.count("☐") == 3 * (len(NAMES) - 1)
    assert NAMES[1] not in count


def test_there_is_a_count_sheet_for_every_stack_and_counter_without_a_figure() -> None:
    sheets = pages(at("announced"), "count")

    heads = [re.search(r"Tập (\d)/2: (\d+) phiếu, lần đếm thứ (nhất|hai)", sheet) for sheet in sheets]
    assert [found.groups() for found in heads if found] == [
        ("1", "15", "nhất"),
        ("1", "15", "hai"),
        ("2", "14", "nhất"),
        ("2", "14", "hai"),
    ]
    assert all(name in sheet for sheet in sheets for name in (NAMES[0], NAMES[2], NAMES[3]))


@either
def test_the_roll_names_every_member_and_once_open_who_is_there(wanted: str) -> None:
    before, after = data(at("convened"), "roll")["roll"], data(at("opened"), "roll")["roll"]

    assert {each["presence"] for each in before} == {None}
    assert [each["member"] for each in after if each["presence"] == "absent"] == [8]
    assert (after[7]["reason"], after[6]["presence"]) == ("đi công tác", "present")
    said = text(at("opened"), "roll", wanted)
    assert all(name in said for name in MEMBERS)
    assert "Tổng số thành viên: 30. Có mặt: 29. Vắng mặt: 1." in said


def test_a_long_roll_repeats_its_head_on_every_page() -> None:
    sheets = pages(at("opened"), "roll")

    assert len(sheets) > 1
    assert all("Họ và tên" in sheet for sheet in sheets if "Thành viên" in sheet)


def test_the_slide_is_wide_and_bears_everyones_figures() -> None:
    content = done(asked(at("certified"), "slide")).data
    (page,) = PdfReader(io.BytesIO(content)).pages
    said = text(at("certified"), "slide")

    assert abs(float(page.mediabox.width) / float(page.mediabox.height) - 16 / 9) < 0.01
    assert all(name in said for name in (NAMES[0], NAMES[2], NAMES[3]))
    assert all(share in said for share in ("19/29 (65,52%)", "20/29 (68,97%)", "14/29 (48,28%)"))


@pytest.mark.parametrize(
    ("paper", "step", "ready"),
    [
        ("roll", "convened", True),
        ("ballot", "convened", False),
        ("ballot", "opened", True),
        ("count", "boxed", False),
        ("count", "announced", True),
        ("minutes", "boxed", False),
        ("minutes", "announced", True),
        ("slide", "settled", False),
        ("slide", "certified", True),
    ],
)
def test_a_paper_is_refused_before_its_step_and_made_from_it_on(paper: str, step: str, *, ready: bool) -> None:
    said = asked(at(step), paper, "md", "en")

    assert said.status == (0 if ready else 6), said.words
    assert (Code.WRONG_STAGE.value in said.words) is not ready


def test_without_names_of_the_members_there_is_no_roll_to_print(tmp_path: Path) -> None:
    terminal = copied("convened", tmp_path)
    done(terminal("body", "add", "B2", "Hội nghị Hai"))
    committee = (part for name in (ONE, TWO, THREE) for part in ("--committee", name))
    rows = ("--row", "Nguyễn Văn Mẫu;Chủ tịch")
    done(
        terminal(
            *("vote", "convene", "S2", "--body", "B2", "--held-on", "2026-05-10", "--place", "A", "--basis", "vn/96-QD-TW-2023"),
            *(*rows, *committee, "--yes"),
        )
    )

    said = terminal("vote", "paper", "S2", "--kind", "roll")

    assert said.status == 6
    assert Code.ROLL_WITHOUT_NAMES.value in said.words


# The same bytes


@either
def test_what_is_recorded_elsewhere_changes_no_paper_and_what_is_recorded_of_the_vote_does(tmp_path: Path, wanted: str) -> None:
    terminal = copied("compared", tmp_path)
    ledger = Path(str(terminal.ledger))
    before = done(asked(ledger, "minutes", wanted)).data

    done(terminal("cadre", "add", "Người Ngoài Cuộc"))
    done(terminal("body", "add", "B3", "Hội nghị Ba"))
    assert asked(ledger, "minutes", wanted).data == before

    lock(terminal, ONE, 2)
    assert asked(ledger, "minutes", wanted).data != before
    cut = data(at("compared"), "minutes")["known_at"]["entry"]
    assert asked(ledger, "minutes", wanted, "vi", "--known-at", f"#{cut}").data == before
