"""What every place has: the menu, the palette, one language, a window of any size, a history that moves, what is told."""

import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import pytest
from textual.widgets import Input

import catalogues
from cadre_ledger.procedures.desk import Clocks, Desk
from cadre_ledger.tui.dialogs.choose import Choose
from cadre_ledger.tui.dialogs.tell import Tell
from cadre_ledger.tui.screens.cadre_file import CadreFile
from cadre_ledger.tui.screens.cadres import Cadres
from cadre_ledger.tui.screens.entry import Entry
from cadre_ledger.tui.screens.place import Place
from cadre_ledger.tui.screens.vote_shown import VoteShown
from cadre_ledger.tui.screens.votes import Votes
from cadre_ledger.tui.widgets.rows import Rows
from cadre_ledger.tui.widgets.small import TooSmall
from cadre_ledger.tui.widgets.typing import Typed
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotFound
from cadre_ledger.wording.catalogue import Words
from cadre_ledger.wording.terms import INVENTED_MARK
from everywhere import DIALOGS_BY_KEYS, SPOTS, ground, reach
from screens import Sitting, copied, drawn, sitting
from terminals import Terminal

SMALL = ((79, 24), (80, 23), (40, 10), (20, 5))


def record(ledger: Path, *arguments: object) -> None:
    """Someone else records."""
    assert Terminal(ledger)(*arguments).status == 0


async def look_again(someone: Sitting) -> None:
    """Two seconds later."""
    someone.app._look_again()
    await someone.settle()


# Esc


async def test_escape_opens_the_menu_and_once_more_goes_back() -> None:
    async with sitting(language="en") as someone:
        await reach(someone, "file")
        await someone.press("escape")
        assert "Esc once more: back." in someone.text
        await someone.press("escape")
        assert isinstance(someone.app.screen, Cadres)


async def test_at_the_top_escape_stays() -> None:
    async with sitting(language="en") as someone:
        place = someone.app.screen
        for _ in range(3):
            await someone.press("escape")
            assert "Esc once more: stay here." in someone.text
            await someone.press("escape")
            assert someone.app.screen is place


async def test_a_digit_in_the_menu_does_what_its_key_does() -> None:
    async with sitting(language="en") as someone:
        await someone.press("escape", "1")
        assert "Enter or Esc closes." in someone.text


async def test_a_digit_that_comes_at_once_after_a_key_is_no_text() -> None:
    """Over a slow line, and in a terminal that is pasted into, keys come together."""
    async with sitting(language="en") as someone:
        await someone.pilot.press("escape", "8")
        await someone.settle()
        assert "Look at another day" in someone.text
        await someone.press("escape")
        await someone.pilot.press("f4", "4")
        await someone.settle()
        assert isinstance(someone.app.screen, Votes)


# the palette


async def test_a_command_is_found_without_accents_and_does_what_its_key_does() -> None:
    async with sitting() as someone:
        await someone.press("ctrl+p")
        await someone.type("tro giup")
        await someone.press("enter")
        assert type(someone.app.screen).__name__ == "Help"


async def test_what_only_a_pane_can_do_is_done_from_the_palette() -> None:
    async with sitting(language="en") as someone:
        await reach(someone, "votes")
        await someone.press("ctrl+p")
        await someone.type("open what")
        await someone.press("enter")
        assert isinstance(someone.app.screen, VoteShown)


async def test_nothing_found_is_said_and_cannot_be_chosen() -> None:
    async with sitting(language="en") as someone:
        await someone.press("ctrl+p")
        await someone.type("zzzz")
        assert "Nothing is found." in someone.text
        await someone.press("down", "enter")
        assert isinstance(someone.app.screen, Choose)


async def test_from_a_form_the_palette_leads_nowhere_else() -> None:
    async with sitting(language="en") as someone:
        await reach(someone, "form: training")
        await someone.press("ctrl+p")
        assert "Go to:" not in someone.text
        assert "Rulebook" not in someone.text


async def test_a_place_gone_to_is_the_place_itself_and_what_was_looked_for_is_typed_over() -> None:
    async with sitting(language="en") as someone:
        await someone.press("f4", "2")
        await someone.type("giau")
        await someone.press("enter")
        assert isinstance(someone.app.screen, CadreFile)
        await someone.press("f4", "3", "f4", "2")
        assert isinstance(someone.app.screen, Cadres)
        assert "2 people" in someone.text
        await someone.type("hoach")
        assert "1 people" in someone.text
        await someone.press("enter", "f4", "2")
        assert isinstance(someone.app.screen, Cadres)


async def test_what_is_looked_for_goes_on_after_a_dialog() -> None:
    async with sitting(language="en") as someone:
        await someone.press("f4", "2")
        await someone.type("ngoc ")
        await someone.press("f7", "escape")
        await someone.type("giau")
        assert someone.app.screen.query_one(Typed).value == "ngoc giau"


# one language


def words_of(texts: Iterable[object]) -> set[str]:
    """Long words without accents."""
    return {word for text in texts for word in re.findall(r"[A-Za-z]{4,}", str(text))}


MESSAGES = [each for each in catalogues.read(catalogues.po_path()) if each.id]
ENGLISH = words_of(each.id for each in MESSAGES) - words_of(each.string for each in MESSAGES)
"""Words of the messages that no translation has."""
CODE = re.compile(r"[A-Z]+-[0-9]+|#[a-z][a-z-]*|\S*/\S*|[a-z-]+ \[")
"""Codes of messages, names of clauses, addresses of sources."""


# size


@pytest.mark.parametrize("size", SMALL)
async def test_a_window_too_small_says_so_and_nothing_else(size: tuple[int, int]) -> None:
    async with sitting(language="en", size=size) as someone:
        assert " ".join(someone.text.split()) == "Please enlarge the window to at least 80 × 24. F10 leaves."
        await someone.press("f2")
        assert " ".join(someone.text.split()).startswith("Please enlarge")
        await someone.press("f10")
        assert someone.app.return_value == 0


@pytest.mark.parametrize("spot", SPOTS)
async def test_everywhere_one_language_is_spoken_and_after_growing_again_everything_is_as_it_was(spot: str) -> None:
    async with sitting(ground(spot)) as someone:
        await reach(someone, spot)
        assert words_of([CODE.sub("", someone.text.replace(INVENTED_MARK, ""))]) & ENGLISH == set()
        assert "GIẢ ĐỊNH" in someone.text.splitlines()[0] or spot in DIALOGS_BY_KEYS or SPOTS[spot].step
        await drawn(someone)
        before, screen, focused = someone.text, someone.app.screen, someone.app.focused
        await someone.pilot.resize_terminal(79, 23)
        await someone.settle()
        assert " ".join(someone.text.split()) == Words("vi")(TooSmall.SAID, width=80, height=24)
        # Nothing is typed, moved or chosen unseen.
        await someone.press("x", "5", "down", "enter", "escape", "f9", "ctrl+p")
        await someone.pilot.resize_terminal(80, 24)
        await drawn(someone)
        assert someone.app.screen is screen
        assert someone.app.focused is focused
        assert someone.text == before


async def test_a_form_keeps_text_and_cursor_while_the_window_is_too_small(tmp_path: Path) -> None:
    async with sitting(copied(tmp_path), "en") as someone:
        await reach(someone, "form: answer to a flag")
        await someone.press("tab", "tab", "tab")
        await someone.type("Hoi dong")
        await someone.press("left", "left")
        line = someone.app.focused
        assert isinstance(line, Input)
        await someone.pilot.resize_terminal(30, 8)
        await someone.settle()
        await someone.pilot.resize_terminal(80, 24)
        await someone.settle()
        assert (line.has_focus, line.value, line.cursor_position) == (True, "Hoi dong", 6)
        assert "Hoi dong" in someone.text


# what others record


async def test_what_another_process_records_is_shown_and_the_cursor_stays_on_its_person(tmp_path: Path) -> None:
    ledger = copied(tmp_path)
    async with sitting(ledger, "en") as someone:
        await reach(someone, "cadres")
        await someone.press("down", "down")
        line = someone.app.screen.query_one(Rows).line
        assert line is not None
        record(ledger.path, "cadre", "add", "Bùi An Ba")
        await look_again(someone)
        assert "#1291" in someone.text
        assert "41 people" in someone.text
        rows = someone.app.screen.query_one(Rows)
        assert rows.line == line
        assert rows.cursor == 3


async def test_a_question_that_saw_it_first_hides_it_from_nobody(tmp_path: Path) -> None:
    ledger = copied(tmp_path)
    async with sitting(ledger, "en") as someone:
        await reach(someone, "cadres")
        record(ledger.path, "cadre", "add", "Bùi An Ba")
        await someone.type("b")
        assert "#1289" in someone.text
        await look_again(someone)
        assert "#1291" in someone.text


async def test_a_place_that_was_not_shown_asks_again_when_it_is(tmp_path: Path) -> None:
    ledger = copied(tmp_path)
    async with sitting(ledger, "en") as someone:
        await reach(someone, "cadres")
        await someone.press("f4", "4")
        record(ledger.path, "cadre", "add", "Bùi An Ba")
        await look_again(someone)
        await someone.press("f4", "2")
        assert "41 people" in someone.text


async def test_a_new_day_begins_under_the_screens() -> None:
    async with sitting(language="en") as someone:
        later = someone.app.seat.now().replace(day=12)
        someone.app.room.now = lambda: later
        await look_again(someone)
        assert "2026-05-12" in someone.text


# other clocks


async def test_a_cut_that_does_not_exist_is_told_and_changes_nothing() -> None:
    async with sitting(language="en") as someone:
        before = someone.text
        await reach(someone, "what cannot be shown")
        assert "FIND-" in someone.text
        assert "This cannot be shown" in someone.text
        await someone.press("enter")
        assert someone.text == before
        assert someone.app.room.clocks == Clocks()


async def test_a_day_that_is_none_is_told_where_it_was_typed() -> None:
    async with sitting(language="en") as someone:
        await someone.press("f8")
        await someone.type("31/02/2025")
        await someone.press("enter")
        assert "! " in someone.text
        assert "Look at another day" in someone.text


# what is told, and what ends


async def test_a_question_that_is_refused_is_told_once_by_its_code() -> None:
    def refuse(_: Desk) -> object:
        raise NotFound(Code.NO_CADRE, cadre="C9")

    async with sitting(language="en") as someone:
        place = someone.app.screen
        assert isinstance(place, Place)
        place.ask("one", refuse)
        place.ask("other", refuse)
        await someone.settle()
        assert "FIND-103" in someone.text
        await someone.press("enter")
        assert someone.app.screen is place


def broken() -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize("where", ["question", "answer", "dialog"])
async def test_anything_else_ends_the_application_by_its_one_way_out(where: str) -> None:
    someone = None
    with pytest.raises(BaseException) as raised:  # noqa: PT011, PT012 - as the library raises it when it is left
        async with sitting(language="en") as someone:
            place = someone.app.screen
            assert isinstance(place, Place)
            match where:
                case "question":
                    place.ask("count", lambda _: broken())
                case "answer":
                    await someone.press("f4", "2")
                    place = someone.app.screen
                    assert isinstance(place, Place)
                    place.answered_count = lambda _: broken()  # type: ignore[attr-defined]
                    place.load()
                case "dialog":
                    await someone.press("f1")
                    someone.app.screen.action_leave = broken  # type: ignore[attr-defined]
                    await someone.pilot.press("escape")
            await someone.settle()
    assert someone is not None
    assert isinstance(someone.app.failure, ZeroDivisionError)
    assert raised.value is not None


async def test_a_ledger_that_is_gone_is_told_once_and_what_is_shown_stays(tmp_path: Path) -> None:
    ledger = copied(tmp_path)
    async with sitting(ledger, "en") as someone:
        await reach(someone, "cadres")
        ledger.path.rename(tmp_path / "elsewhere")
        for _ in range(2):
            await look_again(someone)
            assert "FIND-101" in someone.text
        await someone.press("enter")
        assert isinstance(someone.app.screen, Cadres)
        await look_again(someone)
        assert isinstance(someone.app.screen, Cadres)
        (tmp_path / "elsewhere").rename(ledger.path)
        await look_again(someone)
        await someone.type("giau")
        assert "C000010" in someone.text


async def test_a_store_that_breaks_under_the_screens_is_told_by_its_code(tmp_path: Path) -> None:
    ledger = copied(tmp_path)
    async with sitting(ledger, "en") as someone:
        for each in ledger.path.glob("*.db*"):
            each.write_bytes(b"no database " * 4096)
        await reach(someone, "votes")
        assert isinstance(someone.app.screen, Tell)
        assert "LEDGER-203" in someone.text


async def test_a_ledger_that_is_locked_is_told_and_the_form_goes_on(tmp_path: Path) -> None:
    ledger = copied(tmp_path)
    async with sitting(ledger, "en") as someone:

        def locked(_: Desk) -> object:
            raise sqlite3.OperationalError("database is locked")

        await reach(someone, "cadres")
        await reach(someone, "form: training")
        form = someone.app.screen
        assert isinstance(form, Entry)
        form.ask("locked", locked)
        await someone.settle()
        assert "STALE-104" in someone.text
        await someone.press("enter")
        assert isinstance(someone.app.screen, Entry)
        await someone.press("tab")
        await someone.type("Lop")
        assert form.typed["programme"] == "Lop"


async def test_leaving_at_once_after_typing_keeps_the_last_letter(tmp_path: Path) -> None:
    ledger = copied(tmp_path)
    async with sitting(ledger, "en") as someone:
        await reach(someone, "cadres")
        await reach(someone, "form: training")
        await someone.press("tab")
        await someone.pilot.press("L", "f10", "enter")
        await someone.pilot.pause()
        (draft,) = someone.app.drafts.all()
        assert draft.typed["programme"] == "L"
