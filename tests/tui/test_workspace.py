"""The workspace: what is overdue is found at once, and each task leads to where it is done."""

from pathlib import Path
from typing import Any

import pytest

from cadre_ledger.domain.periods import OpenPeriod
from cadre_ledger.domain.posts import Appoint
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.tui.screens.cadre_file import CadreFile
from cadre_ledger.tui.screens.due import Due
from cadre_ledger.tui.screens.entry import Entry
from cadre_ledger.tui.screens.flags import Flags
from cadre_ledger.tui.screens.workspace import Workspace, given_of
from cadre_ledger.wording.terms import INVENTED_MARK
from councils import do
from screens import WIDE, Sitting, copied, sitting

PERIOD: dict[str, Any] = {
    "on": "2026-01-01",
    "period": "2026-Q1",
    "begins": "2026-01-01",
    "ends": "2026-03-31",
    "deadline": "2026-04-15",
    "criteria_set": "criteria-100",
    "basis": "vn/90-2020-ND-CP",
}


@pytest.fixture
def late(tmp_path: Path) -> Directory:
    """A quarter that was to be assessed weeks ago, and a term that ends soon."""
    directory = copied(tmp_path)
    do(directory, OpenPeriod.model_validate(PERIOD))
    return directory


def place_of(someone: Sitting) -> Workspace:
    place = someone.app.screen
    assert isinstance(place, Workspace)
    return place


def lines_of(someone: Sitting) -> list[str]:
    """The tasks as they are seen, the sign of the cursor taken away."""
    lines = someone.text.splitlines()
    head = next(place for place, line in enumerate(lines) if line.startswith(("  How far", "  Tình trạng")))
    return [line[2:].rstrip() for line in lines[head + 1 : -1] if line.strip()]


@pytest.mark.parametrize(("language", "overdue"), [("en", "! overdue"), ("vi", "! quá hạn")])
async def test_what_is_overdue_stands_first_from_the_start(late: Directory, language: str, overdue: str) -> None:
    async with sitting(late, language) as someone:
        first, *others = lines_of(someone)
        assert first.startswith(overdue)
        assert "2026-Q1" in first
        assert someone.pressed == 0
        states = [line.startswith(overdue) for line in (first, *others)]
        assert states == sorted(states, reverse=True)


@pytest.mark.parametrize(
    ("language", "said"), [("en", ("40 people", "■ must act 1", "#1289")), ("vi", ("40 người", "■ phải xử lý 1", "#1289"))]
)
async def test_the_numbers_stand_above_with_the_mark_of_an_invented_ledger(language: str, said: tuple[str, ...]) -> None:
    async with sitting(language=language) as someone:
        assert all(each in someone.text for each in (*said, INVENTED_MARK))


async def test_whoever_is_missing_is_listed_and_enter_begins_the_assessment(late: Directory) -> None:
    async with sitting(late, "en") as someone:
        await someone.press("f6", "2")
        place = place_of(someone)
        while place.rows.line is not None and not place.rows.line.key.startswith("assessments_missing"):
            await someone.press("down")
        await someone.press("enter")
        assert isinstance(someone.app.screen, Due)
        assert "C000001" in someone.text
        await someone.press("down", "enter")
        form = someone.app.screen
        assert isinstance(form, Entry)
        assert form.form.name == "assessment"
        assert (form.typed["period"], form.typed["cadre"]) == ("2026-Q1", "C000002")


async def test_a_flag_to_decide_on_leads_to_the_flags_with_the_cursor_on_it() -> None:
    async with sitting(language="en") as someone:
        await someone.press("enter")
        place = someone.app.screen
        assert isinstance(place, Flags)
        assert place.rows.line is not None
        assert place.rows.line.key == "low_confidence_majority-586-2"
        await someone.press("escape", "escape")
        assert isinstance(someone.app.screen, Workspace)


async def test_a_task_about_one_person_leads_to_the_file(tmp_path: Path) -> None:
    directory = copied(tmp_path)
    term = {"on": "2026-01-01", "cadre": "C000001", "position": "XBT-VH2", "since": "2021-06-01"}
    do(directory, Appoint.model_validate(term | {"term_from": "2021-06-01", "term_to": "2026-05-31"}))
    async with sitting(directory, "en") as someone:
        assert lines_of(someone)[0].startswith("▷ due soon")
        await someone.press("enter")
        assert isinstance(someone.app.screen, CadreFile)
        assert "C000001" in someone.text


async def test_those_not_told_are_all_listed() -> None:
    async with sitting(language="en") as someone:
        place = place_of(someone)
        while place.rows.line is not None and place.rows.line.key != "untold/2025":
            await someone.press("down")
        await someone.press("enter")
        assert "36 people" in someone.text
        await someone.press("enter")
        assert isinstance(someone.app.screen, CadreFile)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "✎ begun          –          Continue: Training completion"), ("vi", "✎ nhập dở        –          Nhập tiếp: ")],
)
async def test_what_was_begun_and_not_recorded_is_a_task_that_goes_on_where_it_was_left(tmp_path: Path, language: str, said: str) -> None:
    directory = copied(tmp_path)
    async with sitting(directory, language) as someone:
        await someone.press("f4", "2")
        await someone.type("ngoc giau")
        await someone.press("f2", "3")
        form = someone.app.screen
        assert isinstance(form, Entry)
        await someone.type("1")
        typed = form.typed
        form.keep_draft()
        await someone.press("escape", "escape", "f4", "1")
        (begun,) = [line for line in lines_of(someone) if line.startswith("✎")]
        assert begun.startswith(said)
        assert lines_of(someone).index(begun) == 0
        await someone.press("home", "enter")
        again = someone.app.screen
        assert isinstance(again, Entry)
        assert again.typed == typed


async def test_the_filter_narrows_to_flags_and_back() -> None:
    async with sitting(language="en") as someone:
        every = len(lines_of(someone))
        await someone.press("f6", "4")
        assert 0 < len(lines_of(someone)) < every
        await someone.press("f6", "2")
        assert "Nothing is to be done here." in someone.text
        await someone.press("f6", "1")
        assert len(lines_of(someone)) == every


async def test_the_slow_part_comes_later_and_leaves_the_cursor_on_its_task(late: Directory) -> None:
    async with sitting(late, "en") as someone:
        place = place_of(someone)
        slow, place._slow = place._slow, None
        place._show()
        await someone.press("home", "down", "down")
        assert place.rows.line is not None
        key, before = place.rows.line.key, place.rows.cursor
        assert slow is not None
        place.answered_slow(slow)
        await someone.settle()
        assert place.rows.line is not None
        assert place.rows.line.key == key
        assert place.rows.cursor != before


async def test_f3_says_what_a_task_rests_on_and_a_wide_window_always_does() -> None:
    async with sitting(language="en") as someone:
        await someone.press("f3")
        assert "low_confidence_majority-586-2" in someone.text
        assert "#586" in someone.text
    async with sitting(language="en", size=WIDE) as someone:
        await someone.press("home")
        assert "#586" in someone.text
        assert "▶" in someone.text


def test_what_a_form_was_opened_with_is_read_back_from_its_draft() -> None:
    assert given_of("cadre=C000001/period=2025/Q1") == {"cadre": "C000001", "period": "2025/Q1"}
    assert given_of("") == {}
