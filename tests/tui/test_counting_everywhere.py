"""Every place and dialog of counting: in one language, with the same keys in footer, help, menu and palette, in a window of any size."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from rich.cells import cell_len

from cadre_ledger.procedures.desk import Clocks
from cadre_ledger.tui.actions import ACTIONS, shown
from cadre_ledger.tui.screens.place import Place
from cadre_ledger.tui.widgets.foot import Foot
from cadre_ledger.wording.catalogue import Words
from councils import copied
from counting import laid_out
from everywhere import COUNTING_BY_KEYS, go
from screens import Sitting, sitting

PLACES = ("totals of a stack", "ballot by ballot", "two locked entries", "entries that differ")


@asynccontextmanager
async def at(spot: str, language: str) -> AsyncIterator[Sitting]:
    """Someone there, before a ledger of their own: an open stack leaves a note of itself."""
    with TemporaryDirectory() as made:
        async with sitting(copied(laid_out(), Path(made) / "a.ledger"), language) as someone:
            await go(someone, COUNTING_BY_KEYS[spot])
            yield someone


@pytest.mark.parametrize("spot", COUNTING_BY_KEYS)
async def test_one_sees_in_english_what_is_said_there(spot: str) -> None:
    async with at(spot, "en") as someone:
        assert COUNTING_BY_KEYS[spot].sees in someone.text


@pytest.mark.parametrize("spot", COUNTING_BY_KEYS)
async def test_one_language_is_spoken_and_after_growing_again_everything_is_as_it_was(spot: str) -> None:
    async with at(spot, "vi") as someone:
        before, screen = someone.text, someone.app.screen
        assert COUNTING_BY_KEYS[spot].sees not in before or spot == "a key that is no mark"
        await someone.pilot.resize_terminal(79, 23)
        await someone.settle()
        await someone.press("1", "enter", "9", "escape")
        await someone.pilot.resize_terminal(80, 24)
        await someone.settle()
        assert someone.app.screen is screen
        assert someone.text == before


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("spot", PLACES)
async def test_the_footer_fits_and_says_the_way_back_and_what_one_came_for(spot: str, language: str) -> None:
    words = Words(language)
    async with at(spot, language) as someone:
        place = someone.app.screen
        assert isinstance(place, Place)
        said = place.query_one(Foot).render().plain
        assert cell_len(said) <= 80
        names = [each.name for each in place.actions]
        for name in ("menu", "help", "lock", "unseal", "third"):
            assert (f" {shown(ACTIONS[name].key)} {words(ACTIONS[name].label)} " in said) is (name in names)


@pytest.mark.parametrize("spot", PLACES)
async def test_what_is_recorded_is_not_recorded_of_another_day(spot: str) -> None:
    async with at(spot, "en") as someone:
        await someone.app.room.look(Clocks(as_of=date(2027, 1, 1)))
        await someone.app.refresh_all()
        await someone.settle()
        place = someone.app.screen
        assert isinstance(place, Place)
        assert {"lock", "unseal", "third", "count"} & {each.name for each in place.actions} == set()
        before = someone.app.screen
        await someone.press("f9")
        assert someone.app.screen is before
