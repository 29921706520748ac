"""The list of everyone."""

from cadre_ledger.tui.screens.cadres import Cadres
from cadre_ledger.tui.widgets.rows import Rows
from screens import sitting


async def test_a_name_is_found_without_accents() -> None:
    async with sitting() as someone:
        await someone.press("f4", "2")
        await someone.type("ngoc giau")
        assert "C000010" in someone.text
        assert "C000001" not in someone.text


async def test_enter_opens_the_file_under_the_cursor_and_escape_twice_comes_back() -> None:
    async with sitting() as someone:
        await someone.press("f4", "2")
        await someone.type("ngoc giau")
        await someone.press("down", "enter")
        assert "C000017" in someone.text
        await someone.press("escape", "escape")
        assert "ngoc giau" in someone.text


async def test_a_key_waits_from_the_moment_on_at_which_lines_are_asked_for() -> None:
    """Enter right after the number of people must not be lost because the lines are still to come."""
    async with sitting(language="en") as someone:
        await someone.press("f4", "2")
        place = someone.app.screen
        assert isinstance(place, Cadres)
        assert not place.too_soon("enter")
        place.query_one(Rows).set_count(40)
        assert place.too_soon("enter")


async def test_a_key_waits_while_everything_is_asked_for_again() -> None:
    async with sitting(language="en") as someone:
        await someone.press("f4", "2")
        place = someone.app.screen
        assert isinstance(place, Cadres)
        someone.app.ask_anew()
        assert place.too_soon("enter")
        await someone.settle()
        assert not place.too_soon("enter")
