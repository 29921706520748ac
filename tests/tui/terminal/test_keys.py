"""Every key that does something, sent as terminals send it, seen by what it does on the screen."""

from pathlib import Path

import pytest

from cadre_ledger.tui.actions import ACTIONS, FREE
from everywhere import NOT_YET, SPOTS, walk
from ptys import KEYS, Window
from screens import copied

CURSOR = "▶"


EFFECTS = {
    "help": ("workspace", "Enter or Esc closes."),
    "record": ("workspace", "Training completion"),
    "go": ("workspace", "Rulebook"),
    "filter": ("cadres", "Only those with flags"),
    "order": ("cadres", "by latest level"),
    "clocks": ("workspace", "Look at another day"),
    "quit": ("workspace", "Leave?"),
    "palette": ("workspace", "All commands"),
    "menu": ("workspace", "Keys by digits"),
    "open": ("cadres", "C000039"),
    "next_error": ("form: training", "political theory"),
    "keep": ("form: training", "Nothing was recorded"),
    "discard": ("form: training", "Throw away what was typed?"),
}
"""Where each action is tried, and what is then seen; those of tables and of typed text have tests of their own."""
TRIED_APART = frozenset({"add_row", "remove_row", "undo", "mark"})


@pytest.fixture
def started(window: Window, tmp_path: Path) -> Window:
    """The invented council's screens in English."""
    return window.run("tui", "--ledger", copied(tmp_path).path, "--lang", "en")


def back(window: Window, sees: str, gone: str) -> None:
    """Close what was opened, by Esc once."""
    window.press("escape")
    window.until(lambda window: gone not in window.text and sees in window.text)


def test_every_action_is_tried_somewhere() -> None:
    assert set(EFFECTS) | TRIED_APART == set(ACTIONS) - NOT_YET
    assert {ACTIONS[name].key for name in (*EFFECTS, *TRIED_APART)} <= set(KEYS)


@pytest.mark.parametrize("spot", sorted({spot for spot, _ in EFFECTS.values()}))
def test_keys_do_what_they_say_in_every_form_that_a_terminal_sends(started: Window, spot: str) -> None:
    walk(started, spot)
    sees = SPOTS[spot].sees
    for name, (where, effect) in EFFECTS.items():
        action = ACTIONS[name]
        if where != spot or name in ("open", "next_error"):
            continue
        forms = list(KEYS[action.key])
        if action.digit is not None:
            # The second way, typed fast and slowly; and Alt as the keyboard protocol sends it.
            forms += [b"\x1b" + action.digit.encode(), b"\x1b[%d;3u" % ord(action.digit)]
        for form in forms:
            started.send(form)
            started.until(effect)
            back(started, sees, effect)
        if action.digit is not None:
            started.press("escape")
            started.until("Keys by digits").send(action.digit.encode())
            started.until(effect)
            back(started, sees, effect)


def line_of_the_cursor(window: Window) -> int:
    return next((number for number, line in enumerate(window.text.splitlines()) if line.startswith(CURSOR)), -1)


def test_keys_that_move_move_in_every_form(started: Window) -> None:
    walk(started, "votes")
    started.press("escape")
    started.until("Keys by digits").press("escape")
    started.until(lambda window: "Keys by digits" not in window.text)
    walk_to = {"down": 5, "up": 4}
    walk_back = {"down": "up", "up": "down"}
    started.press("home")
    started.until(lambda window: line_of_the_cursor(window) > 0)
    top = line_of_the_cursor(started)
    for key in walk_to:
        for form in KEYS[key]:
            if key == "up":
                started.press("down")
                started.until(lambda window: line_of_the_cursor(window) == top + 1)
            started.send(form)
            wanted = top + (1 if key == "down" else 0)
            started.until(lambda window, wanted=wanted: line_of_the_cursor(window) == wanted)  # type: ignore[misc]
            if key == "down":
                started.press(walk_back[key])
                started.until(lambda window: line_of_the_cursor(window) == top)


def test_what_browsers_take_does_nothing(started: Window) -> None:
    walk(started, "workspace")
    for form in (b"\x1b[15~", b"\x1b[23~", b"\x1b[24~", b"\x1b[[E"):
        started.send(form)
    started.press("f1")
    started.until("Enter or Esc closes.").press("escape")
    started.until(lambda window: "╭" not in window.text and "Find: a part" in window.text and "40 people" in window.text)
    assert {"f5", "f11", "f12"} == FREE
