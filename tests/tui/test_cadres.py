"""The list of everyone."""

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
