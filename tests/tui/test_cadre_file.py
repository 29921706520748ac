"""The file of a cadre, by keys only: what happened, what holds, why, and what a correction changed."""

from pathlib import Path

import pytest

from cadre_ledger.domain.cadres import MergeCadre, RegisterCadre
from cadre_ledger.domain.votes import CorrectVote
from cadre_ledger.procedures.desk import Clocks
from cadre_ledger.tui.screens.cadre_file import CadreFile
from cadre_ledger.tui.screens.changes import Changes, Progressed, Stopped
from cadre_ledger.tui.screens.entry import Entry
from cadre_ledger.tui.screens.record import ShowRecord
from cadre_ledger.tui.widgets.said import SaidView
from councils import council, do
from offices import assess, make, office, vote
from screens import SMALLEST, WIDE, Sitting, copied, sitting

LANGUAGES = pytest.mark.parametrize("language", ["vi", "en"])
SIZES = pytest.mark.parametrize("size", [SMALLEST, WIDE])


async def open_file(someone: Sitting, name: str) -> None:
    """By a part of the name, from wherever one is."""
    await someone.press("f4", "2")
    await someone.type(name)
    await someone.press("enter")


async def reach(someone: Sitting, text: str) -> None:
    """Down to the line in which a text begins."""
    view = someone.app.focused
    assert isinstance(view, SaidView)
    for _ in range(200):
        if view.chosen is not None and text in view.chosen.text:
            return
        await someone.press("down")
    raise AssertionError(text)


@LANGUAGES
async def test_a_cadre_is_found_and_why_the_flag_is_up_is_said_in_fourteen_keys(language: str) -> None:
    async with sitting(language=language) as someone:
        await someone.press("f4", "2")
        await someone.type("ngoc giau")
        await someone.press("down", "enter", "3")

        assert "C000017 Nguyễn Thị Ngọc Giàu · SVT-TC" in someone.text
        assert {"vi": "thiếu đào tạo, bồi dưỡng theo tiêu chuẩn chức danh", "en": "training missing for the post"}[language] in someone.text
        assert "vn/350-QD-TW-2025#advanced" in someone.text
        assert "#198" in someone.text
        assert someone.pressed == 14


@LANGUAGES
@SIZES
async def test_what_a_correction_changed_is_seen_from_the_timeline_by_one_key(language: str, size: tuple[int, int]) -> None:
    async with sitting(language=language, size=size) as someone:
        await open_file(someone, "dieu lam")
        await someone.press("f6", "2")
        await reach(someone, "✎")
        before = someone.pressed
        await someone.press("f3")

        assert someone.pressed - before == 1
        assert isinstance(someone.app.screen, Changes)
        assert {"vi": "điểm trước là 78, nay là 87", "en": "points was 78, is 87"}[language] in someone.text
        assert {"vi": "điểm: 78 → 87", "en": "points: 78 → 87"}[language] in someone.text
        assert "C000009 Phan Thị Diệu Lam" in someone.text


async def test_the_keys_to_see_what_a_correction_changed_are_few() -> None:
    async with sitting() as someone:
        await open_file(someone, "dieu lam")
        await someone.press("f6", "2")
        await reach(someone, "✎")
        await someone.press("f3")

        assert someone.pressed == 15


async def test_a_corrected_vote_takes_its_flag_away_and_the_tree_says_so(tmp_path: Path) -> None:
    directory = office(tmp_path / "a.ledger")
    wrong = vote(directory, ("Nguyễn Văn Mẫu", 10, 10, 30))
    do(directory, make(CorrectVote, session="BP-2024", corrects=wrong, changes=((1, "low", 3), (1, "high", 37)), reason="Đọc nhầm"))

    async with sitting(directory, "en") as someone:
        await open_file(someone, "van mau")
        await someone.press("f6", "2")
        await reach(someone, "✎")
        await someone.press("f3")

        assert "− flag" in someone.text
        assert "low confidence" in someone.text


@LANGUAGES
async def test_a_record_is_opened_and_corrected_from_the_timeline(language: str, tmp_path: Path) -> None:
    async with sitting(copied(tmp_path), language) as someone:
        await open_file(someone, "dieu lam")
        await reach(someone, "#1257")
        await someone.press("enter")
        assert isinstance(someone.app.screen, ShowRecord)
        assert "Ban Thường vụ Tỉnh ủy Sông Giang (giả định)" in someone.text

        await someone.press("f9")
        assert isinstance(someone.app.screen, Entry)
        assert someone.app.screen.typed["entry"] == "1257"


async def test_a_correction_stands_below_what_it_corrected_and_leads_to_it() -> None:
    async with sitting() as someone:
        await open_file(someone, "dieu lam")
        view = someone.app.screen.query_one("#life", SaidView)
        entries = [each.entry for each in view.said]
        assert entries.index(989) == entries.index(959) + 1

        await reach(someone, "└")
        await someone.press("enter")
        await reach(someone, "#959")
        await someone.press("enter")
        assert "#959" in someone.text.splitlines()[0]
        assert "#989" in someone.text


async def test_why_asks_about_the_line_under_the_cursor() -> None:
    async with sitting() as someone:
        await open_file(someone, "thiet")
        await someone.press("2")
        await reach(someone, "2024  ")
        await someone.press("f3")
        assert "C000022 Nông Văn Thiết · 2024 · " in someone.text

        await someone.press("2")
        await someone.press("end", "f3")
        assert "C000022 Nông Văn Thiết\n" in "\n".join(line.strip() + "\n" for line in someone.text.splitlines())


async def test_a_fact_of_the_tree_opens_its_record_and_a_clause_its_text() -> None:
    async with sitting() as someone:
        await someone.press("f4", "2")
        await someone.type("C000017")
        await someone.press("enter", "3")
        await reach(someone, "vn/350-QD-TW-2025#advanced")
        await someone.press("enter")
        assert "advanced [" in someone.text
        assert "vn/350-QD-TW-2025 · Quy định" in someone.text

        await someone.press("escape", "escape")
        await reach(someone, "#198  ")
        await someone.press("enter")
        assert "#198" in someone.text.splitlines()[0]


async def test_a_flag_is_decided_on_from_the_file(tmp_path: Path) -> None:
    async with sitting(copied(tmp_path)) as someone:
        await someone.press("f4", "2")
        await someone.type("C000017")
        await someone.press("enter", "f9")
        assert isinstance(someone.app.screen, Entry)
        assert someone.app.screen.form.name == "replacement"
        assert someone.app.screen.typed == {"flag": "training_gap-198"}


async def test_of_several_flags_one_is_chosen(tmp_path: Path) -> None:
    async with sitting(copied(tmp_path)) as someone:
        await open_file(someone, "thiet")
        await someone.press("home")
        await reach(someone, "#1288")
        await someone.press("f9")
        assert not isinstance(someone.app.screen, CadreFile | Entry)
        await someone.press("2")
        assert isinstance(someone.app.screen, Entry)


async def test_without_a_flag_there_is_nothing_to_decide() -> None:
    async with sitting() as someone:
        await open_file(someone, "dieu lam")
        assert "F9" not in someone.text
        await someone.press("f9")
        assert isinstance(someone.app.screen, CadreFile)


async def test_from_the_past_nothing_is_recorded_and_later_records_are_not_known() -> None:
    async with sitting(language="en", clocks=Clocks(None, "#988")) as someone:
        await open_file(someone, "dieu lam")
        assert "READ ONLY" in someone.text
        assert not any("✎" in each.text for each in someone.app.screen.query_one("#life", SaidView).said)
        await reach(someone, "#959")
        await someone.press("enter", "f9")
        assert isinstance(someone.app.screen, ShowRecord)


async def test_a_merged_file_leads_to_the_one_it_goes_on_in(tmp_path: Path) -> None:
    directory = office(tmp_path / "a.ledger")
    do(directory, make(MergeCadre, cadre="C000004", into="C000003", reason="Cùng một người"))

    async with sitting(directory, "en") as someone:
        someone.app.show_cadre("C000004")
        await someone.settle()
        assert "This file goes on in C000003." in someone.text
        await someone.press("home", "enter")
        assert "C000003 Lê Văn Ví Dụ" in someone.text
        assert "C000004" in someone.text


@LANGUAGES
async def test_a_file_that_is_not_there_is_said_and_not_stayed_in(language: str) -> None:
    async with sitting(language=language) as someone:
        someone.app.show_cadre("C009999")
        await someone.settle()
        assert "FIND-103" in someone.text
        await someone.press("enter")
        assert not isinstance(someone.app.screen, CadreFile)


@SIZES
async def test_names_with_markup_and_sixty_letters_stay_what_they_are(size: tuple[int, int], tmp_path: Path) -> None:
    directory = council(tmp_path / "a.ledger", "party")
    name = "Trần [/x] [bold] " + "Nguyễn " * 6 + "B"
    do(directory, make(RegisterCadre, name=name))

    async with sitting(directory, size=size) as someone:
        await open_file(someone, "tran")
        assert "Trần [/x] [bold] Nguyễn" in someone.text
        await someone.press("3", "2", "f7")
        assert "Trần [/x] [bold] Nguyễn" in someone.text
        assert all(len(line) == size[0] for line in someone.text.splitlines())


async def test_panes_are_reached_by_digits_and_by_tab_and_two_are_seen_where_it_is_wide() -> None:
    async with sitting() as someone:
        await open_file(someone, "dieu lam")
        seen = [each.id for each in someone.app.screen.query(SaidView) if each.display]
        assert seen == ["life"]
        await someone.press("tab")
        assert "[2 " in someone.text
        await someone.press("tab", "tab", "shift+tab")
        assert "[3 " in someone.text

    async with sitting(size=WIDE) as someone:
        await open_file(someone, "dieu lam")
        seen = [each.id for each in someone.app.screen.query(SaidView) if each.display]
        assert seen == ["life", "why"]
        await someone.press("tab")
        assert someone.app.focused is someone.app.screen.query_one("#why")


async def test_of_an_assessment_by_colleagues_the_record_says_only_that_it_was_made(tmp_path: Path) -> None:
    directory = office(tmp_path / "a.ledger")
    recording = do(directory, assess("C000001", "P-1", "peer", quality="19"), assess("C000001", "P-2", "superior", quality="18"))
    peer, superior = (each.entry for each in recording.records)

    async with sitting(directory, "en") as someone:
        someone.app.show_record(peer, "C000001")
        await someone.settle()
        assert f"#{peer}" in someone.text
        assert "19" not in someone.app.screen.query_one(SaidView).said.__repr__()
        someone.app.show_record(superior, "C000001")
        await someone.settle()
        assert "quality: 18" in someone.text


async def test_a_long_history_says_how_far_it_has_been_read_and_going_back_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cadre_ledger.tui.screens.changes.STEP", 1000)
    async with sitting(language="en") as someone:
        someone.app.show_changes(1257, "C000009")
        await someone.settle()
        screen = someone.app.screen
        assert isinstance(screen, Changes)
        assert screen.query_one("#progress").display is False

        screen.post_message(Progressed(500))
        screen.query_one("#progress").display = True
        await someone.settle()
        assert "39 %" in someone.text

        reached = screen._reached(screen._stop)
        reached(1)
        await someone.press("escape", "escape")
        with pytest.raises(Stopped):
            reached(2)


async def test_a_detail_of_the_tree_opens_what_it_belongs_to() -> None:
    async with sitting() as someone:
        await open_file(someone, "dieu lam")
        await reach(someone, "#1257")
        await someone.press("right", "down", "down", "enter")
        assert "#1257" in someone.text.splitlines()[0]


async def test_what_is_recorded_meanwhile_comes_into_the_file(tmp_path: Path) -> None:
    directory = office(tmp_path / "a.ledger")
    async with sitting(directory, "en") as someone:
        await open_file(someone, "van mau")
        assert "No flag is up." in someone.text
        vote(directory, ("Nguyễn Văn Mẫu", 10, 10, 30))
        await someone.app.refresh_all()
        await someone.settle()
        assert "Flags: " in someone.text
        assert "BP-2024" in someone.text
