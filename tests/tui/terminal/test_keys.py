"""Every key that does something, sent as terminals send it, seen by what it does on the screen: one process for each place."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from itertools import chain
from pathlib import Path
from pkgutil import walk_packages
from typing import NamedTuple

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

from cadre_ledger import tui
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.tui.actions import ACTIONS, FREE
from everywhere import EVERYWHERE, PREVIEW, SPOTS, go, ground_copied, walk
from ptys import KEYS, Window
from screens import copied, sitting

HERE = Path(__file__).parent
DIALOGS = {"f1": "Enter or Esc closes.", "f10": "Leave?", "ctrl+p": "All commands"}
LISTED = {**DIALOGS, "f2": "Training completion", "f4": "Workspace: tasks", "f8": "Look at another day"}
IN_FORMS = {**DIALOGS, "f8": "Throw away what was typed?"}
UNBOUND = (b"\x1b[15~", b"\x1b[[E", b"\x1b[23~", b"\x1b[24~")
"""F5, F11 and F12, which browsers take."""


class Keyed(NamedTuple):
    """What keys do in a place: what is then seen and closed by Esc; what leads on and back by another key; what moves.

    And what leads to another place, of which something is seen; the keys by digits lead back from there.
    """

    shows: Mapping[str, str]
    turns: tuple[tuple[str, str], ...] = ()
    moves: tuple[tuple[str, str], ...] = ()
    leads: Mapping[str, str] = {}


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
        {"f7": "1 Shares over votes"},
    ),
    "standing in a file": Keyed(DIALOGS, moves=(("down", "up"),)),
    "why in a file": Keyed(DIALOGS, moves=(("down", "up"), ("pagedown", "pageup"))),
    "a record": Keyed(LISTED, moves=(("down", "up"), ("end", "home")), leads={"f3": "points: 78 → 87", "f9": "What it should say"}),
    "what a record changed": Keyed(LISTED, moves=(("down", "up"), ("end", "home"))),
    "charts of a person": Keyed(LISTED, (("2", "1"), ("tab", "tab"), ("tab", "shift+tab"), ("f7", "f7"))),
    "flags": Keyed({**LISTED, "f6": "Every flag"}, (("f3", "f3"), ("tab", "tab")), (*ROWS, ("pagedown", "home")), {"f9": "Decision*"}),
    "why of a flag": Keyed(DIALOGS, (("f3", "f3"),), (("down", "up"), ("pagedown", "home"))),
    "a clause": Keyed(LISTED),
    "chart of a unit": Keyed({**LISTED, "f6": "Unit or period"}, (("f7", "f7"),)),
    "votes": Keyed({**LISTED, "f6": "All of them"}, moves=FOUND),
    "result of a vote": Keyed(LISTED, (("f3", "f3"),), leads={"f7": "64.58%", "f9": "What it should say"}),
    "why of a vote": Keyed(DIALOGS, (("f3", "f3"), ("left", "right")), (("down", "up"), ("end", "home"))),
    "chart of a vote": Keyed(LISTED, (("f7", "f7"),)),
    "rulebook": Keyed({**LISTED, "f6": "All of them"}, moves=FOUND),
    "a text of the rulebook": Keyed({**LISTED, "f6": "All of them"}, (("enter", "enter"),), FOUND),
    "who is missing": Keyed(LISTED, moves=ROWS, leads={"f3": "[1 "}),
    "a vote that is open": Keyed(
        {**LISTED, "f2": "Steps that can be taken now", "f7": "Papers that can be made now"}, (("tab", "tab"),), (("down", "up"),)
    ),
    "totals of a stack": Keyed(
        {**DIALOGS, "f8": "Count this stack again?"},
        moves=(
            *((digit, "backspace") for digit in "0123456789"),
            ("delete", "3"),
            *((forth, back) for forth in ("enter", "tab", "right") for back in ("shift+tab", "left")),
            ("down", "up"),
            ("pagedown", "pageup"),
            ("f3", "shift+tab"),
            ("f9", "shift+tab"),
        ),
    ),
    "ballot by ballot": Keyed({**DIALOGS, "f8": "Count this stack again?"}, (("f7", "backspace"), ("1", "backspace"))),
    "two locked entries": Keyed({**DIALOGS, "f9": "Open both entries"}),
    "entries that differ": Keyed({**DIALOGS, "f7": "Who counts a third time?"}),
    "form: vote": Keyed(IN_FORMS, moves=(("tab", "shift+tab"), ("down", "up"))),
    "form: assessment": Keyed(IN_FORMS, moves=(("tab", "shift+tab"), ("enter", "shift+tab"))),
    "form: training": Keyed(IN_FORMS, moves=(("tab", "shift+tab"), ("enter", "shift+tab"), ("f3", "shift+tab"))),
    "form: discipline": Keyed(IN_FORMS, moves=(("tab", "shift+tab"),)),
    "form: answer to a flag": Keyed(IN_FORMS, moves=(("down", "up"),)),
    "form: correction": Keyed(IN_FORMS, moves=(("tab", "shift+tab"),)),
    "form: members who join": Keyed(IN_FORMS, moves=(("tab", "shift+tab"),)),
    "form: a member who leaves": Keyed(IN_FORMS, moves=(("tab", "shift+tab"),)),
    "form: a new body": Keyed(IN_FORMS, moves=(("tab", "shift+tab"), ("enter", "shift+tab"))),
}


def begun(window: Window, directory: Directory) -> Window:
    """The screens in English."""
    return window.play(HERE / "standing.py", "tui", "--ledger", directory.path, "--lang", "en")


@pytest.fixture
def started(window: Window, tmp_path: Path) -> Window:
    """The invented council's."""
    return begun(window, copied(tmp_path))


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
def test_every_key_of_a_place_does_what_it_says(window: Window, tmp_path: Path, spot: str, full: bool) -> None:  # noqa: FBT001
    keyed = DOES[spot]
    started = walk(begun(window, ground_copied(spot, tmp_path)), spot)
    if spot.startswith("form: "):
        started.until("still to be typed").rest()
    # Another form in each place, so that each is tried somewhere.
    number = None if full else list(DOES).index(spot)
    for key, sees in keyed.shows.items():
        for form in forms_of(key, number):
            shows_and_closes(started, form, sees)
        for form in forms_of("escape", number) if key.startswith("f") and (full or key == "f1") else ():
            by_digits(started, form, key[-1], sees)
    for there, back in (*keyed.turns, *keyed.moves):
        for form in forms_of(there, number):
            there_and_back(started, form, KEYS[back][0])
        for form in forms_of(back, number)[: None if full else 0]:
            there_and_back(started, KEYS[there][0], form)
    for form, sees in ((form, sees) for key, sees in keyed.leads.items() for form in forms_of(key, number)):
        leads_on(started, form, sees)
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
    for number, form in enumerate(KEYS["backspace"]):
        typed(started, "Xyzw")
        gone(started, form, "Xyzw")
        started.until("Xyz").press("home")
        started.press("delete")
        started.until(lambda window: "yz" in window.text and "Xyz" not in window.text).press("end")
        typed(started, " q")
        gone(started, KEYS["ctrl+z"][number % 2], "yz q")


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


def test_the_flags_of_a_file_are_decided_on_and_a_result_is_seen_by_rank(started: Window) -> None:
    walk(started, "on which flag").press("escape")
    started.until("F9 Decide").send(KEYS["f4"][0] + b"4")
    started.until("4 of 4").send(KEYS["pagedown"][0] + KEYS["up"][0] + KEYS["enter"][0])
    started.until("Result of a vote").rest()
    for form in forms_of("f6", None):
        there_and_back(started, form, KEYS["f6"][0])


def test_counters_go_between_the_lines_for_their_codes(window: Window, tmp_path: Path) -> None:
    spot = "codes of both counters"
    walk(begun(window, ground_copied(spot, tmp_path)), spot)
    for form in KEYS["down"]:
        there_and_back(window, form, KEYS["up"][0])
    for form in KEYS["up"]:
        window.press("down")
        there_and_back(window.rest(), form, KEYS["down"][0])
        window.press("up")
        window.rest()


def test_what_a_settled_stack_says_is_shown(window: Window, tmp_path: Path) -> None:
    spot = "why counts differ"
    walk(begun(window, ground_copied(spot, tmp_path)), spot).send(b"1")
    window.until("✓ Settled").rest()
    for form in forms_of("f6", None):
        shows_and_closes(window, form, "Result of stack 4")


def leads_on(window: Window, form: bytes, sees: str) -> None:
    """Another place; by Esc twice, in one piece, back to exactly what was there."""
    before = window.drawn
    window.send(form)
    window.until(sees).send(b"\x1b\x1b")
    window.until(lambda window: window.drawn == before)


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


DIALOGS_DO: Mapping[str, tuple[str, ...]] = {
    "help": ("enter", "f1"),
    "keys by digits": tuple("1234567890"),
    "all commands": ("down", "up"),
    "what stands against it": ("enter",),
    "what will be recorded": ("f9",),
}
"""What is tried in windows: Esc in every place, the digits of the keys by digits too."""
IN_TESTS_OF_THEIR_OWN: Mapping[str, tuple[str, ...]] = {
    "form: vote": ("f6", "f7", "pagedown", "pageup", "ctrl+z"),
    "form: training": ("delete", "backspace"),
    "file": ("f9",),
    "result of a vote": ("f6",),
    "flags": ("space",),
    "codes of both counters": ("down", "up"),
    "entries that differ": ("f6",),
}


def test_space_marks_whoever_the_cursor_is_on_and_takes_the_mark_away(started: Window) -> None:
    walk(started, "cadres").press("tab")
    started.rest().send(b" ")
    started.until("✓ 1 marked").press("up")
    started.rest().send(b" ")
    started.until(lambda window: "marked" not in window.text)


def test_what_a_window_does_with_its_own_keys(started: Window) -> None:
    walk(started, "workspace").rest()
    for form in [each for key in DIALOGS_DO["help"] for each in KEYS[key]]:
        before = started.drawn
        started.press("f1")
        started.until(DIALOGS["f1"]).send(form)
        started.until(lambda window, before=before: window.drawn == before)  # type: ignore[misc]
    started.press("ctrl+p")
    started.until(DIALOGS["ctrl+p"]).rest()
    for there, back in (DIALOGS_DO["all commands"],):
        for form in KEYS[there]:
            there_and_back(started, form, KEYS[back][0])
    started.press("escape")
    started.send(KEYS["f2"][0] + b"3" + KEYS["f9"][0])
    for form in KEYS["enter"]:
        started.until("Nothing was recorded").send(form)
        started.until("to put right; F3").press("f9")


def own(kind: type) -> Iterator[tuple[str, str]]:
    """The class in which each key of this program is bound, and the key; Alt and a digit are forms of an F-key."""
    for each in kind.__mro__:
        if each.__module__.startswith("cadre_ledger."):
            yield from ((each.__name__, bound.key) for bound in Binding.make_bindings(each.__dict__.get("BINDINGS", ())))


async def test_no_binding_is_without_a_trial(tmp_path: Path) -> None:
    """Whatever this program binds, of the registry or of a widget, is tried somewhere where it is bound."""
    modules = [import_module(each.name) for each in walk_packages(tui.__path__, "cadre_ledger.tui.")]
    nodes = {each for module in modules for each in vars(module).values() if isinstance(each, type) and issubclass(each, DOMNode)}
    bound = {pair for node in nodes for pair in own(node) if not pair[1].startswith("alt+")}
    places = {spot.keys: name for name, spot in SPOTS.items() if not spot.step}
    trials: dict[str, set[str]] = {name: {"escape"} for name in (*DOES, *DIALOGS_DO)}
    for name, keyed in DOES.items():
        trials[name] |= {"ctrl+c", *keyed.shows, *chain(*keyed.turns, *keyed.moves), *keyed.leads}
        trials[name] |= {"f9"} if name.startswith("form: ") else set()
        # The last key of the way to it is tried in the place before, after what was typed there.
        *before, last = ("", *EVERYWHERE[name].keys)
        while before and (before[-1] not in KEYS or before[-1] == "down"):
            before.pop()
        trials.setdefault(places.get(tuple(before[1:]), name), set()).add(last)
    for table in (DIALOGS_DO, IN_TESTS_OF_THEIR_OWN):
        for name, more in table.items():
            trials.setdefault(name, {"escape"}).update(more)
    tried: set[tuple[str, str]] = set()
    for name, keys in trials.items():
        own_ledger = name == "what will be recorded"
        async with sitting(copied(tmp_path) if own_ledger else ground_copied(name, tmp_path / name), "en") as someone:
            await go(someone, PREVIEW if own_ledger else EVERYWHERE[name])
            way = (someone.app.focused or someone.app.screen).ancestors_with_self
            tried |= {pair for node in way for pair in own(type(node)) if pair[1] in keys}
    untried = sorted(f"{kind} {key}" for kind, key in bound - tried)
    assert not untried, " · ".join(untried)


def test_what_browsers_take_is_free() -> None:
    assert {"f5", "f11", "f12"} == FREE
    assert {each.key for each in ACTIONS.values()} <= set(KEYS)
