"""The flags: why one is up, and a decision on it, by keys alone."""

from pathlib import Path
from typing import Any

import pytest

from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.history import records
from cadre_ledger.tui.screens.cadre_file import CadreFile
from cadre_ledger.tui.screens.flags import Flags
from cadre_ledger.tui.screens.unit_chart import UnitChart
from councils import desk
from screens import WIDE, Sitting, copied, sitting

OPEN_FLAG = "training_gap-217"
CONSIDERED_FLAG = "low_confidence_majority-586-2"


async def on_the_first_open_flag(someone: Sitting) -> Flags:
    """From the start."""
    await someone.press("f4", "3", "down")
    assert cursor_of(someone) == OPEN_FLAG
    return place_of(someone)


def place_of(someone: Sitting) -> Flags:
    place = someone.app.screen
    assert isinstance(place, Flags)
    return place


def cursor_of(someone: Sitting) -> str | None:
    line = place_of(someone).rows.line
    return line.key if line else None


def line_of(someone: Sitting) -> str:
    """The line under the cursor as it is seen."""
    return next(line for line in someone.text.splitlines() if line.startswith("▶"))


def last_event(directory: Directory) -> tuple[str, dict[str, Any]]:
    with desk(directory) as opened:
        (last,) = records(opened.events, opened.cut.entry - 1, opened.cut.entry, None, 1)
        return last.name, last.event


@pytest.mark.parametrize(("language", "still_open", "settled"), [("en", "□ still open", "✓ settled"), ("vi", "□ chưa quyết", "✓ đã quyết")])
async def test_a_decision_is_recorded_with_its_reason_and_the_cursor_stays_on_the_flag(
    tmp_path: Path, language: str, still_open: str, settled: str
) -> None:
    directory = copied(tmp_path)
    async with sitting(directory, language) as someone:
        await on_the_first_open_flag(someone)
        assert still_open in line_of(someone)

        await someone.press("f9", "2", "enter")
        await someone.type("15/04/2026")
        await someone.press("enter")
        await someone.type("UBND")
        await someone.press("enter")
        await someone.type("da hoc")
        before = someone.pressed
        await someone.press("f9", "enter")

        assert cursor_of(someone) == OPEN_FLAG
        assert settled in line_of(someone)
        # Four keys to the form, three of it besides what is typed, two to record.
        assert before == 4 + 4 + len("15/04/2026" + "UBND" + "da hoc")
        assert someone.pressed == before + 2

    name, event = last_event(directory)
    assert name.startswith("replacement.decided/")
    wanted = {"flag": OPEN_FLAG, "decision": "kept", "decided_on": "2026-04-15", "by": "UBND", "reason": "da hoc"}
    assert {each: event[each] for each in wanted} == wanted


async def test_a_decision_without_a_reason_is_not_recorded(tmp_path: Path) -> None:
    directory = copied(tmp_path)
    before = last_event(directory)
    async with sitting(directory, "en") as someone:
        await on_the_first_open_flag(someone)
        await someone.press("f9", "2", "enter")
        await someone.type("15/04/2026")
        await someone.press("f9")
        assert "Nothing was recorded" in someone.text
    assert last_event(directory) == before


@pytest.mark.parametrize(("language", "clause"), [("en", "Clause"), ("vi", "Điều khoản")])
async def test_f3_says_why_in_the_place_of_the_list_and_goes_back(language: str, clause: str) -> None:
    async with sitting(language=language) as someone:
        await on_the_first_open_flag(someone)
        await someone.press("f3")
        assert clause in someone.text
        assert "vn/350-QD-TW-2025#advanced" in someone.text
        assert "▶" not in someone.text
        await someone.press("f3")
        assert cursor_of(someone) == OPEN_FLAG
        assert "▶" in someone.text


async def test_escape_leads_from_why_to_the_list_before_it_leads_elsewhere() -> None:
    async with sitting() as someone:
        place = await on_the_first_open_flag(someone)
        await someone.press("f3", "escape", "escape")
        assert place_of(someone) is place
        assert place.rows.has_focus


async def test_in_a_wide_window_why_stands_beside_the_list_and_follows_the_cursor() -> None:
    async with sitting(language="en", size=WIDE) as someone:
        await on_the_first_open_flag(someone)
        assert "C000031 Hà Trọng Bính" in someone.text
        await someone.press("down")
        assert "C000032 Kim Thị Sa Ly" in someone.text
        assert "▶" in someone.text


async def test_enter_opens_the_file_of_the_person() -> None:
    async with sitting() as someone:
        await on_the_first_open_flag(someone)
        await someone.press("enter")
        assert isinstance(someone.app.screen, CadreFile)
        assert "C000031" in someone.text


async def test_the_list_is_narrowed_by_what_was_done_by_weight_and_by_unit() -> None:
    async with sitting(language="en") as someone:
        await someone.press("f4", "3", "f6")
        await someone.type("considered")
        await someone.press("down", "enter")
        assert cursor_of(someone) == CONSIDERED_FLAG
        assert place_of(someone).rows.count == 1
        await someone.press("f6", "enter")
        every = place_of(someone).rows.count
        await someone.press("f6")
        await someone.type("must act")
        await someone.press("enter")
        assert place_of(someone).rows.count == 1 < every
        await someone.press("f6", "enter", "f6")
        await someone.type("XBT")
        await someone.press("enter")
        assert 1 < place_of(someone).rows.count < every


async def test_the_chart_counts_the_flags_and_the_levels_of_the_unit_under_the_cursor() -> None:
    async with sitting(language="en") as someone:
        place = await on_the_first_open_flag(someone)
        await someone.press("f7")
        assert isinstance(someone.app.screen, UnitChart)
        assert "XBT" in someone.text
        assert "5 · 83.33%" in someone.text
        await someone.press("f6")
        await someone.type("2024")
        await someone.press("enter")
        assert "Levels in 2024" in someone.text
        await someone.press("f7")
        assert place_of(someone) is place


async def test_nothing_is_decided_on_from_another_day() -> None:
    async with sitting(language="en") as someone:
        await someone.press("f8")
        await someone.type("2025-01-01")
        await someone.press("enter", "f4", "3", "f9")
        assert isinstance(someone.app.screen, Flags)
