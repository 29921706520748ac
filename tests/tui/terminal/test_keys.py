"""Every key that does something, sent as terminals send it, seen by what it does on the screen: one process for each place."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from textual.binding import Binding

from cadre_ledger.tui.actions import ACTIONS, FREE
from cadre_ledger.tui.screens.place import Place
from everywhere import PLACES_BY_KEYS, reach, walk
from ptys import KEYS, Window
from screens import copied, sitting

HERE = Path(__file__).parent
FORM = ("f3", "f8", "f9")
DIALOGS = {"f1": "Enter or Esc closes.", "f10": "Leave?", "ctrl+p": "All commands", "escape": "Keys by digits"}
LISTED = {**DIALOGS, "f2": "Training completion", "f4": "Workspace: tasks", "f8": "Look at another day"}
IN_FORMS = {**DIALOGS, "f8": "Throw away what was typed?", "f9": "Nothing was recorded"}
UNBOUND = (b"\x1b[15~", b"\x1b[[E", b"\x1b[23~", b"\x1b[24~")
"""F5, F11 and F12, which browsers take."""


class Keyed(NamedTuple):
    """What keys do in a place: what is then seen and closed by Esc; what leads on and back by another key; what moves."""

    shows: Mapping[str, str]
    turns: tuple[tuple[str, str], ...] = ()
    moves: tuple[tuple[str, str], ...] = ()


ROWS = (("down", "up"), ("end", "home"))
TREE = (("down", "up"), ("end", "home"), ("pagedown", "home"), ("end", "pageup"))
FOUND = (("down", "up"), ("pagedown", "pageup"))
DOES: Mapping[str, Keyed] = {
    "workspace": Keyed({**LISTED, "f6": "Overdue only"}, (("f3", "f3"), ("tab", "tab")), (*ROWS, ("pagedown", "pageup"))),
    "cadres": Keyed({**LISTED, "f6": "Only those with flags", "f7": "by latest level"}, moves=FOUND),
    "file": Keyed(
        {**LISTED, "f6": "Only corrections"},
        (("2", "1"), ("3", "1"), ("tab", "shift+tab"), ("f3", "1"), ("right", "left")),
        TREE,
    ),
    "a record": Keyed(LISTED, moves=(("down", "up"), ("end", "home"))),
    "what a record changed": Keyed(LISTED, (("left", "right"),), (("down", "up"), ("end", "home"))),
    "charts of a person": Keyed(LISTED, (("2", "1"), ("tab", "tab"), ("f7", "f7")), (("down", "up"),)),
    "flags": Keyed({**LISTED, "f6": "Every flag"}, (("f3", "f3"), ("tab", "tab")), (*ROWS, ("pagedown", "home"))),
    "chart of a unit": Keyed({**LISTED, "f6": "Unit or period"}),
    "votes": Keyed({**LISTED, "f6": "All of them"}, moves=FOUND),
    "result of a vote": Keyed(LISTED, (("f3", "f3"),)),
    "chart of a vote": Keyed(LISTED),
    "rulebook": Keyed({**LISTED, "f6": "All of them"}, moves=FOUND),
    "a text of the rulebook": Keyed({**LISTED, "f6": "All of them"}, (("enter", "enter"),), FOUND),
    "who is missing": Keyed(LISTED, moves=ROWS),
    "form: vote": Keyed(IN_FORMS, moves=(("tab", "shift+tab"), ("down", "up"))),
    "form: assessment": Keyed(IN_FORMS, moves=(("tab", "shift+tab"), ("enter", "shift+tab"))),
    "form: training": Keyed(IN_FORMS, moves=(("tab", "shift+tab"), ("enter", "shift+tab"))),
    "form: discipline": Keyed(IN_FORMS, moves=(("tab", "shift+tab"),)),
    "form: answer to a flag": Keyed(IN_FORMS, moves=(("down", "up"),)),
    "form: correction": Keyed(IN_FORMS, moves=(("tab", "shift+tab"),)),
}
LEADS = {
    ("workspace", "enter"): "39 people",
    ("cadres", "enter"): "One record",
}


@pytest.fixture
def started(window: Window, tmp_path: Path) -> Window:
    """The invented council's screens in English."""
    return window.play(HERE / "standing.py", "tui", "--ledger", copied(tmp_path).path, "--lang", "en")


def forms_of(key: str, *, all_of_them: bool) -> list[bytes]:
    """What terminals send for a key; Esc and its digit at once, and Alt with it as the keyboard protocol sends it."""
    forms = list(KEYS[key] if all_of_them else KEYS[key][:1])
    if key.startswith("f"):
        digit = key[-1]
        forms += [b"\x1b" + digit.encode(), b"\x1b[%d;3u" % ord(digit)]
    return forms


def rested(window: Window) -> Window:
    """Until what is drawn stays so: two looks apart show the same, and nothing is still looked into."""
    before = None
    while window.drawn != before or "…  files" in window.text:
        before = window.drawn
        window.read(0.1)
    return window


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
    rested(window).send(back)
    window.until(lambda window: window.drawn == before)


@pytest.mark.parametrize("spot", [each for each in PLACES_BY_KEYS if each in DOES])
def test_every_key_of_a_place_does_what_it_says(started: Window, spot: str) -> None:
    everything = spot in ("workspace", "file", "form: training")
    keyed = DOES[spot]
    rested(walk(started, spot))
    if spot.startswith("form: "):
        rested(started.until("still to be typed"))
    for key, sees in keyed.shows.items():
        for form in forms_of(key, all_of_them=everything):
            shows_and_closes(started, form, sees)
        if key.startswith("f"):
            # The second way, typed slowly.
            before = started.drawn
            started.press("escape")
            started.until("Keys by digits").send(key[-1].encode())
            started.until(sees).press("escape")
            started.until(lambda window, before=before: window.drawn == before)  # type: ignore[misc]
    for there, back in (*keyed.turns, *keyed.moves):
        for form in forms_of(there, all_of_them=everything):
            there_and_back(started, form, KEYS[back][0])
        for form in forms_of(back, all_of_them=everything):
            there_and_back(started, KEYS[there][0], form)
    before = started.drawn
    for form in UNBOUND:
        started.send(form)
    shows_and_closes(started, KEYS["f1"][0], DIALOGS["f1"])
    assert started.drawn == before
    started.press("ctrl+c")
    started.until("To leave, press")
