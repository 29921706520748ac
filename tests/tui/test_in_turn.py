"""Keys that come all at once, as a slow line brings them: each does what it does after the one before."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from threading import Event as Flag

import pytest
from textual.events import Paste

from cadre_ledger.tui.app import PATIENCE, CadreLedgerApp
from cadre_ledger.tui.dialogs.tell import Confirm
from cadre_ledger.tui.screens.entry import Entry
from cadre_ledger.tui.widgets.typing import Typed
from everywhere import FORMS, PLACES_BY_KEYS, ground_copied
from invented import song_giang
from ptys import KEYS
from screens import SMALLEST, Sitting, copied, seat, sitting

FILLED = {
    "form: vote": ("down", "enter", "VP-1", "enter", "01/02/2026", "tab", "x", "shift+tab", "home", "9"),
    "form: assessment": ("C000002", "enter", "2025", "enter", "2", "enter", "87", "tab", "88", "backspace", "7", "enter", "Xyz"),
    "form: training": ("C000002", "enter", "4", "enter", "Lớp Xyzw", "enter", "01/02/2026", "enter", "Học viện", "f3"),
    "form: discipline": ("C000002", "enter", "12-QD", "enter", "3", "enter", "01/02/2026", "up", "up", "x", "ctrl+z"),
    "form: answer to a flag": ("C000002", "enter", "1", "enter", "2", "enter", "Lý do", "delete", "space", "khác"),
    "form: correction": ("959", "enter", "1", "enter", "x", "tab", "y", "shift+tab", "z"),
}
ANYTHING = ("x", "enter", "12", "tab", "y", "shift+tab", "z", "backspace", "enter", "1", "f3", "2")
"""Of a step of a vote, where what is typed need not make sense."""


def stands(someone: Sitting) -> tuple[dict[str, str], str | None]:
    """What is typed, and where the cursor is."""
    screen = someone.app.screen
    assert isinstance(screen, Entry)
    return dict(screen.typed), screen._spot()[1]


@pytest.mark.parametrize("form", FORMS)
async def test_a_form_in_one_burst_is_what_it_is_key_by_key(tmp_path: Path, form: str) -> None:
    steps = (*PLACES_BY_KEYS[form].keys, *FILLED.get(form, ANYTHING))
    directory = ground_copied(form, tmp_path)
    async with sitting(directory) as slow:
        for step in steps:
            for key in [step] if step in KEYS else step:
                await slow.burst(key)
        key_by_key = stands(slow)
        await slow.press("f8", "enter")
    async with sitting(directory) as fast:
        await fast.burst(*steps)
        assert stands(fast) == key_by_key
        assert len(key_by_key[0]) > 1


async def test_a_window_gets_the_keys_typed_after_what_opens_it_and_the_place_below_those_after_it() -> None:
    async with sitting(language="en") as someone:
        await someone.burst("ctrl+p", "go to votes", "escape", "f4", "2", "ngoc giau")
        assert someone.app.current_mode == "cadres"
        assert "2 people" in someone.text

        await someone.burst("f7", "3", "f1", "escape", "escape", "escape", "f8", "31/12/2025", "enter")
        assert "READ ONLY" in someone.text
        assert "2 people" in someone.text
        assert len(someone.app.screen_stack) == 1


async def test_escape_twice_at_once_shows_the_keys_by_digits_and_goes_back() -> None:
    async with sitting(language="en") as someone:
        await someone.burst("f4", "4")
        await someone.burst("enter", "escape", "escape", "escape")
        assert someone.app.current_mode == "votes"
        assert "Keys by digits" in someone.text


async def test_what_is_pasted_keeps_its_place_among_the_keys(tmp_path: Path) -> None:
    async with sitting(copied(tmp_path)) as someone:
        await someone.burst("f2", "3")
        for key in ("enter", "enter"):
            someone._send(key)
        someone.bring(Paste("Lớp  bồi"))
        await someone.burst("!", "enter", "06/2025")
        assert stands(someone)[0] == {"programme": "Lớp  bồi!", "completed_on": "06/2025"}


async def test_a_line_typed_before_the_first_place_has_come_is_not_lost() -> None:
    app = CadreLedgerApp(seat(song_giang(), "en"))
    async with app.run_test(size=SMALLEST) as pilot:
        someone = Sitting(app, pilot)
        await someone.burst("f4", "2", "hoach")
        assert "1 people" in someone.text


async def test_escape_gives_up_a_form_that_does_not_come_and_what_was_typed_into_it() -> None:
    async with sitting(language="en") as someone:
        app = someone.app
        go_on = Flag()
        held = app.room._thread.submit(go_on.wait, 60)
        for key in ("f2", "3", "a", "b", "enter"):
            someone._send(key)
        await until(someone, lambda: isinstance(app.screen, Entry) and app.room.waiting > PATIENCE)
        assert not app.keys.at_rest
        someone._send("escape")
        await until(someone, lambda: app.keys.at_rest)
        go_on.set()
        held.result(60)
        await someone.settle()
        assert stands(someone)[0] == {}
        assert any("Cancelled" in each.message for each in app._notifications)

        await someone.press("f10")
        assert isinstance(app.screen, Confirm)


async def test_keys_do_not_wait_for_the_ledger() -> None:
    async with sitting(language="en") as someone:
        app = someone.app
        await someone.burst("f4", "2")
        go_on = Flag()
        app.room._thread.submit(go_on.wait, 60)
        for key in ("h", "o", "f1", "escape", "a", "f10"):
            someone._send(key)
        await until(someone, lambda: isinstance(app.screen, Confirm))
        assert app.screen_stack[0].query_one(Typed).value == "hoa"
        assert app.room.waiting > 0
        go_on.set()


async def until(someone: Sitting, holds: Callable[[], bool]) -> None:
    """Nothing but the time it takes; a slow machine has a minute."""
    async with asyncio.timeout(60):
        while not holds():
            await someone.pilot.pause(0.01)
