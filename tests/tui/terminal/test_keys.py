"""Every key that does something, sent as terminals send it, seen by what it does on the screen: one process for each place."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from cadre_ledger.tui.actions import ACTIONS, FREE
from everywhere import reach, walk
from ptys import KEYS, Window
from screens import copied, sitting

HERE = Path(__file__).parent
DIALOGS = {"f1": "Enter or Esc closes.", "f10": "Leave?", "ctrl+p": "All commands"}
LISTED = {**DIALOGS, "f2": "Training completion", "f4": "Workspace: tasks", "f8": "Look at another day"}
IN_FORMS = {**DIALOGS, "f8": "Throw away what was typed?"}
UNBOUND = (b"\x1b[15~", b"\x1b[[E", b"\x1b[23~", b"\x1b[24~")
"""F5, F11 and F12, which browsers take."""


class Keyed(NamedTuple):
    """What keys do in a place: what is then seen and closed by Esc; what leads on and back by another key; what moves."""

    shows: Mapping[str, str]
    turns: tuple[tuple[str, str], ...] = ()
    moves: tuple[tuple[str, str], ...] = ()


ROWS = (("down", "up"), ("end", "home"))
TREE = (("down", "up"), ("end", "home"), ("pagedown", "home"))
FOUND = (("down", "up"), ("pagedown", "pageup"))
DOES: Mapping[str, Keyed] = {
    "workspace": Keyed({**LISTED, "f6": "Overdue only"}, (("f3", "f3"), ("tab", "tab")), (*ROWS, ("pagedown", "pageup"))),
    "cadres": Keyed({**LISTED, "f6": "Only those with flags", "f7": "by latest level"}, moves=FOUND),
    "file": Keyed(
        {**LISTED, "f6": "Only corrections"},
        (("2", "1"), ("3", "1"), ("tab", "shift+tab"), ("f3", "1"), ("right", "left")),
        TREE,
    ),
    "standing in a file": Keyed(DIALOGS, moves=(("down", "up"),)),
    "why in a file": Keyed(DIALOGS, moves=(("down", "up"), ("pagedown", "home"))),
    "a record": Keyed(LISTED, moves=(("down", "up"), ("end", "home"))),
    "what a record changed": Keyed(LISTED, moves=(("down", "up"), ("end", "home"))),
    "charts of a person": Keyed(LISTED, (("2", "1"), ("tab", "tab"), ("f7", "f7"))),
    "flags": Keyed({**LISTED, "f6": "Every flag"}, (("f3", "f3"), ("tab", "tab")), (*ROWS, ("pagedown", "home"))),
    "why of a flag": Keyed(DIALOGS, (("f3", "f3"), ("left", "right")), (("down", "up"), ("pagedown", "home"))),
    "a clause": Keyed(LISTED),
    "chart of a unit": Keyed({**LISTED, "f6": "Unit or period"}),
    "votes": Keyed({**LISTED, "f6": "All of them"}, moves=FOUND),
    "result of a vote": Keyed(LISTED, (("f3", "f3"),)),
    "why of a vote": Keyed(DIALOGS, (("f3", "f3"),), (("down", "up"), ("end", "home"))),
    "chart of a vote": Keyed(LISTED),
    "rulebook": Keyed({**LISTED, "f6": "All of them"}, moves=FOUND),
    "a text of the rulebook": Keyed({**LISTED, "f6": "All of them"}, (("enter", "enter"),), FOUND),
    "who is missing": Keyed(LISTED, moves=ROWS),
    "form: vote": Keyed(IN_FORMS, moves=(("tab", "shift+tab"), ("down", "up"))),
    "form: assessment": Keyed(IN_FORMS, moves=(("tab", "shift+tab"), ("enter", "shift+tab"))),
    "form: training": Keyed(IN_FORMS, moves=(("tab", "shift+tab"), ("enter", "shift+tab"), ("f3", "shift+tab"))),
    "form: discipline": Keyed(IN_FORMS, moves=(("tab", "shift+tab"),)),
    "form: answer to a flag": Keyed(IN_FORMS, moves=(("down", "up"),)),
    "form: correction": Keyed(IN_FORMS, moves=(("tab", "shift+tab"),)),
}


APART: Mapping[str, frozenset[str]] = {
    "workspace": frozenset({"enter", "escape"}),
    "cadres": frozenset({"enter", "escape"}),
    "flags": frozenset({"enter", "escape", "f7", "f9"}),
    "votes": frozenset({"enter", "escape"}),
    "rulebook": frozenset({"enter", "escape"}),
}
"""What leads to another place of this table, by which the way to that place goes; Esc is in every test."""


@pytest.fixture
def started(window: Window, tmp_path: Path) -> Window:
    """The invented council's screens in English."""
    return window.play(HERE / "standing.py", "tui", "--ledger", copied(tmp_path).path, "--lang", "en")


def forms_of(key: str, number: int | None) -> list[bytes]:
    """What terminals send for a key; Esc and its digit at once, and Alt with it as the keyboard protocol sends it. All, or one."""
    forms = list(KEYS[key])
    if key.startswith("f"):
        forms += [b"\x1b" + key[-1].encode(), b"\x1b[%d;3u" % ord(key[-1])]
    return forms if number is None else [forms[number % len(forms)]]


def shows_and_closes(window: Window, form: bytes, sees: str) -> None:
    """Something is shown, and Esc brings back exactly what was there."""
    before = window.drawn
    assert sees not in window.text
    window.send(form)
    window.until(sees).press("escape")
    window.until(lambda window: window.drawn == before)


def there_and_back(window: Window, there: bytes, back: bytes) -> None:
    """One key changes what is drawn, the other brings back exactly what was there."""
    before = window.drawn
    window.send(there)
    window.until(lambda window: window.drawn != before)
    window.rest().send(back)
    window.until(lambda window: window.drawn == before)


def by_digits(window: Window, escape: bytes, digit: str, sees: str) -> None:
    """Esc shows the keys by digits; the digit, typed when one has read that, does the same."""
    before = window.drawn
    window.send(escape)
    window.until("Keys by digits").send(digit.encode())
    window.until(sees).press("escape")
    window.until(lambda window: window.drawn == before)


def each_form(full: bool) -> list[object]:  # noqa: FBT001
    """Every place with every form of every key is the long form, but for where one begins."""
    marks = {spot: [pytest.mark.crash] if full != (spot == "workspace") else [] for spot in DOES}
    return [pytest.param(spot, full, id=f"{spot}-{'every' if full else 'one'} form", marks=marks[spot]) for spot in DOES]


@pytest.mark.parametrize(("spot", "full"), [*each_form(full=False), *each_form(full=True)])
def test_every_key_of_a_place_does_what_it_says(started: Window, spot: str, full: bool) -> None:  # noqa: FBT001
    keyed = DOES[spot]
    walk(started, spot)
    if spot.startswith("form: "):
        started.until("still to be typed").rest()
    # Another form in each place, so that each is tried somewhere.
    number = None if full else list(DOES).index(spot)
    for key, sees in keyed.shows.items():
        for form in forms_of(key, number):
            shows_and_closes(started, form, sees)
        if key.startswith("f") and (full or key == "f1"):
            for form in forms_of("escape", number):
                by_digits(started, form, key[-1], sees)
    for there, back in (*keyed.turns, *keyed.moves):
        for form in forms_of(there, number):
            there_and_back(started, form, KEYS[back][0])
        for form in forms_of(back, number)[: None if full else 0]:
            there_and_back(started, KEYS[there][0], form)
    ends_well(started, spot)


def typed(window: Window, text: str) -> None:
    """Type a text, and see it."""
    window.send(text.encode())
    window.until(text)


def gone(window: Window, form: bytes, text: str) -> None:
    """A key takes a text away."""
    window.send(form)
    window.until(lambda window: text not in window.text)


def test_keys_that_change_what_is_typed(started: Window) -> None:
    walk(started, "form: training").until("still to be typed")
    for form in KEYS["backspace"]:
        typed(started, "Xyzw")
        gone(started, form, "Xyzw")
        started.until("Xyz").press("home")
        started.press("delete")
        started.until(lambda window: "yz" in window.text and "Xyz" not in window.text).press("end")
        started.send(KEYS["space"][0] + b"q")
        started.until("yz q")
        for undo in KEYS["ctrl+z"][:1]:
            gone(started, undo, "yz q")
    for form in KEYS["space"]:
        started.send(b"Xyz" + form + b"w")
        started.until("Xyz w")
        gone(started, KEYS["ctrl+z"][1], "Xyz w")


def test_lines_of_a_table_come_go_and_come_back(started: Window) -> None:
    walk(started, "form: vote").until("still to be typed")
    for add, remove in zip(forms_of("f6", None), forms_of("f7", None), strict=True):
        started.send(add)
        started.until("1 · Name:")
        typed(started, "Xyzw")
        gone(started, remove, "Xyzw")
        started.press("ctrl+z")
        started.until("Xyzw").press("enter")
        started.until("1 · Position:")
        for form in KEYS["pagedown"]:
            started.send(form)
            started.until("2 · Position:")
        for form in KEYS["pageup"]:
            started.send(form)
            started.until("1 · Position:")
        gone(started, remove, "Xyzw")


@pytest.mark.parametrize("number", range(3))
def test_a_flag_a_vote_and_a_record_lead_to_the_form_that_is_about_them(started: Window, number: int) -> None:
    walk(started, "flags")
    for keys, there, sees in (
        ((), "21 flags", "Decision on a flag"),
        (("f4", "4", "down", "enter"), "Result of a vote", "Correction"),
        (("f4", "2", "dieu lam", "enter", "f6", "2", "down", "enter"), "corrects entry: #959", "Correction"),
    ):
        # All of the way in one piece.
        started.send(b"".join(KEYS[key][0] if key in KEYS else key.encode() for key in keys))
        started.until(there).send(forms_of("f9", None)[number])
        started.until(sees).until("to be typed")
        # The keys by digits, and from there back.
        started.send(b"\x1b\x1b")
        started.until(there).until(lambda window, sees=sees: f" {sees} " not in window.text.splitlines()[0])  # type: ignore[misc]


def test_a_form_is_typed_and_recorded_in_one_piece(started: Window) -> None:
    walk(started, "workspace").send(KEYS["f2"][0] + "3C000002\r4\rLớp Xyzw\r01/02/2026".encode() + KEYS["f9"][0])
    started.until("This will be recorded").until("Lớp Xyzw").press("f9")
    started.until("Recorded as entry")


def test_escape_and_the_keys_after_it_in_one_piece(started: Window) -> None:
    walk(started, "form: training").until("still to be typed").send(b"Xyzw" + KEYS["f8"][0] + b"\x1b\r")
    # Escape is no, and Enter only goes on to the next field.
    started.until("leadership skills").until("Xyzw")
    started.send(KEYS["f8"][0] + b"\x1bq")
    started.until("  q ")
    started.send(b"\x1b\x1b\x1b")
    started.until("Tasks: ").until("Keys by digits")


def ends_well(window: Window, spot: str) -> None:
    """What is free does nothing; F9 of an empty form says what is missing; Ctrl+C only says how to leave."""
    before = window.drawn
    for form in UNBOUND:
        window.send(form)
    shows_and_closes(window, KEYS["f1"][0], DIALOGS["f1"])
    assert window.drawn == before
    if spot.startswith("form: "):
        window.press("f9")
        window.until("Nothing was recorded").press("escape")
        window.until("to put right; F3")
    window.press("ctrl+c")
    window.until("To leave, press")


async def test_no_key_is_left_out() -> None:
    """Whatever this program itself binds in a place is tried there, but for what only moves a cursor in other ways."""
    async with sitting(language="en") as someone:
        app = someone.app
        for spot in ("workspace", "cadres", "flags", "votes", "rulebook"):
            if spot != "workspace":
                await reach(someone, spot)
            tried = {*DOES[spot].shows, *(key for pair in (*DOES[spot].turns, *DOES[spot].moves) for key in pair), *APART[spot]}
            assert {action.key for action in app.screen.actions} <= tried, spot  # type: ignore[attr-defined]


def test_what_browsers_take_is_free() -> None:
    assert {"f5", "f11", "f12"} == FREE
    assert {each.key for each in ACTIONS.values()} <= set(KEYS)
