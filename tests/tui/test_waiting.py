"""Long work: it is said that one waits, Esc gives it up, and everything can be asked again."""

import asyncio
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from cadre_ledger.ledger.views import generations
from cadre_ledger.procedures.browsing import Wanted
from cadre_ledger.procedures.desk import Clocks, Desk
from cadre_ledger.projections.tables import CADRES
from cadre_ledger.tui.app import PATIENCE
from cadre_ledger.tui.reading_room import Dropped, ReadingRoom
from cadre_ledger.tui.screens.place import Place
from cadre_ledger.values.errors import Broken
from councils import NOW
from invented import song_giang
from screens import copied, sitting

EVERYONE = 40
ANOTHER_DAY = Clocks(as_of=date(2025, 6, 30))

EARLIER = Clocks(known_at="#1200")


def endless(desk: Desk) -> None:
    """A question that is answered only when it is stopped."""
    while True:
        assert list(desk.rows(CADRES))


@pytest.mark.parametrize(("language", "said", "given_up"), [("en", "Esc cancels", "Cancelled"), ("vi", "Esc hủy", "Đã hủy")])
async def test_who_waits_long_is_told_so_and_escape_gives_it_up(language: str, said: str, given_up: str) -> None:
    async with sitting(language=language) as someone:
        app, place = someone.app, someone.app.screen
        assert isinstance(place, Place)
        now = 100.0
        app.room.clock = lambda: now
        place.ask("quick", endless)
        await someone.pilot.pause()
        app.show_waiting()
        assert said not in someone.text

        now += PATIENCE + 3
        app.show_waiting()
        await someone.pilot.pause()
        assert said in someone.text
        assert " 3 " in someone.text.splitlines()[0]

        await someone.press("escape")
        assert app.screen is place
        assert said not in someone.text
        assert any(given_up in each.message for each in app._notifications)
        await someone.press("f4", "2")
        assert str(EVERYONE) in someone.text


async def test_escape_is_the_menu_while_nobody_waits() -> None:
    async with sitting(language="en") as someone:
        await someone.press("escape")
        assert "Keys by digits" in someone.text


async def test_judging_everyone_for_another_day_stops_where_it_is_and_begins_anew_when_asked_again() -> None:
    room = ReadingRoom(song_giang(), ANOTHER_DAY, lambda: NOW)
    flagged = Wanted(flagged=True)

    def judged(_: Desk) -> int:
        people = room.people
        heard = people._judged

        def hear(count: int) -> None:
            if count == 5:
                room._asked[0].dropped = True
            heard(count)

        people._judged = hear
        try:
            return people.count(flagged)
        finally:
            people._judged = heard

    try:
        with pytest.raises(Dropped):
            await room.ask(judged)
        assert room.reached == 5
        assert 0 < await room.ask(lambda _: room.people.count(flagged)) < EVERYONE
        assert await room.ask(lambda _: room.people.count(Wanted())) == EVERYONE
    finally:
        room.close()


async def test_a_question_that_waits_its_turn_is_dropped_before_it_comes() -> None:
    room = ReadingRoom(song_giang(), Clocks(), lambda: NOW)
    asked: list[str] = []
    try:
        first = asyncio.ensure_future(room.ask(endless))
        second = asyncio.ensure_future(room.ask(lambda _: asked.append("second")))
        await asyncio.sleep(0)
        room.drop()
        for each in (first, second):
            with pytest.raises(Dropped):
                await each
        await room.ask(lambda _: asked.append("third"))
        assert asked == ["third"]
    finally:
        room.close()


async def test_a_worker_that_is_replaced_stops_its_question() -> None:
    room = ReadingRoom(song_giang(), Clocks(), lambda: NOW)
    try:
        first = asyncio.ensure_future(room.ask(endless))
        await asyncio.sleep(0)
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        assert await room.ask(lambda desk: desk.cut.entry) > 0
    finally:
        room.close()


async def test_another_day_that_is_given_up_leaves_the_day_before(tmp_path: Path) -> None:
    room = ReadingRoom(song_giang(), Clocks(), lambda: NOW)
    try:
        await room.ask(lambda desk: desk.as_of)
        first = asyncio.ensure_future(room.ask(endless))
        looking = asyncio.ensure_future(room.look(ANOTHER_DAY))
        await asyncio.sleep(0)
        room.drop()
        for each in (first, looking):
            with pytest.raises(Dropped):
                await each
        assert not room.of_the_past
        assert await room.ask(lambda desk: desk.as_of) == date(2026, 5, 10)
    finally:
        room.close()


def test_read_models_that_are_made_anew_stop_without_leaving_anything_half_made(tmp_path: Path) -> None:
    directory = copied(tmp_path)
    for generation in generations(directory):
        directory.views(generation).unlink()
    with pytest.raises(Broken):
        Desk.open(directory, Clocks(), NOW, stop=lambda: True)
    assert generations(directory) == []
    with Desk.open(directory, Clocks(), NOW, stop=lambda: False) as desk:
        assert sum(1 for _ in desk.rows(CADRES)) == EVERYONE


def test_an_earlier_cut_is_folded_no_further_once_it_is_given_up() -> None:
    reached: list[int] = []

    def given_up(entry: int) -> None:
        reached.append(entry)
        raise Dropped

    with pytest.raises(Dropped):
        Desk.open(song_giang(), EARLIER, NOW, reached=given_up)
    assert len(reached) == 1
    assert reached[0] < 1200


def test_what_is_held_in_memory_stops_too_and_answers_again() -> None:
    stops = [False]
    with Desk.open(song_giang(), EARLIER, NOW, stop=lambda: stops[0]) as desk:
        assert desk.cadre("C000001").name
        stops[0] = True
        with pytest.raises(sqlite3.OperationalError):
            desk.cadre("C000001")
        stops[0] = False
        assert desk.cadre("C000001").name


async def test_leaving_does_not_wait_for_a_question() -> None:
    room = ReadingRoom(song_giang(), Clocks(), lambda: NOW)
    asking = asyncio.ensure_future(room.ask(endless))
    await asyncio.sleep(0)
    room.close()
    with pytest.raises(Dropped):
        await asking
