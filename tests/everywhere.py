"""Every place and every dialog of the screens, and the keys that lead there from the start: a new place is one line here.

A step is a key where it is called so in `ptys.KEYS`, otherwise text that is typed.
"""

from collections.abc import Mapping
from typing import NamedTuple

from ptys import KEYS, Window
from screens import Sitting


class Spot(NamedTuple):
    """How one gets there, and what one then sees in English."""

    keys: tuple[str, ...]
    sees: str


PLACES_BY_KEYS: Mapping[str, Spot] = {
    "workspace": Spot((), "Bé Ba"),
    "cadres": Spot(("f4", "2"), "Bé Ba"),
    "file": Spot(("f4", "2", "giau", "enter"), "C000010"),
    "standing in a file": Spot(("f4", "2", "ngoc giau", "down", "enter", "2"), "Grounds to leave a post"),
    "why in a file": Spot(("f4", "2", "ngoc giau", "down", "enter", "3"), "vn/350-QD-TW-2025#advanced"),
    "charts of a person": Spot(("f4", "2", "hoach", "enter", "f7"), "Shares over votes"),
    "a record": Spot(("f4", "2", "dieu lam", "enter", "f6", "2", "down", "enter"), "#989"),
    "what a record changed": Spot(("f4", "2", "dieu lam", "enter", "f6", "2", "down", "f3"), "points: 78 → 87"),
    "flags": Spot(("f4", "3"), "settled"),
    "why of a flag": Spot(("f4", "3", "f3"), "vn/96-2023-QH15#12.3"),
    "a clause": Spot(("f4", "3", "f3", *["down"] * 7, "enter"), "Clause vn/96-2023-QH"),
    "chart of a unit": Spot(("f4", "3", "f7"), "How a unit stands"),
    "votes": Spot(("f4", "4"), "Votes"),
    "result of a vote": Spot(("f4", "4", "enter"), "Result of a vote"),
    "why of a vote": Spot(("f4", "4", "enter", "f3"), "voted no confidence"),
    "chart of a vote": Spot(("f4", "4", "enter", "f7"), "Chart of a vote"),
    "rulebook": Spot(("f4", "5"), "vn/35-2012-QH13"),
    "a text of the rulebook": Spot(("f4", "5", "enter"), "schedule of votes"),
    "who is missing": Spot(("f6", "6", "enter"), "Who is missing"),
    "form: vote": Spot(("f2", "1"), "Result of a vote"),
    "form: assessment": Spot(("f2", "2"), "One assessor"),
    "form: training": Spot(("f2", "3"), "A programme"),
    "form: discipline": Spot(("f2", "4"), "Decision no."),
    "form: answer to a flag": Spot(("f2", "5"), "Ground"),
    "form: correction": Spot(("f2", "6"), "What it should say"),
}
DIALOGS_BY_KEYS: Mapping[str, Spot] = {
    "keys by digits": Spot(("escape",), "Keys by digits"),
    "help": Spot(("f1",), "Enter or Esc closes."),
    "all commands": Spot(("ctrl+p",), "All commands"),
    "going": Spot(("f4",), "Rulebook"),
    "recording": Spot(("f2",), "Training completion"),
    "clocks": Spot(("f8",), "Look at another day"),
    "leaving": Spot(("f10",), "Leave?"),
    "filter": Spot(("f4", "2", "f6"), "Only those with flags"),
    "order": Spot(("f4", "2", "f7"), "by latest level"),
    "throwing away": Spot(("f2", "3", "f8"), "Throw away what was typed?"),
    "what stands against it": Spot(("f2", "3", "f9"), "Nothing was recorded"),
    "on which flag": Spot(("f4", "2", "ha trong binh", "enter", "f9"), "On which flag?"),
    "what cannot be shown": Spot(("f8", "tab", "#99999", "enter"), "FIND-"),
}
PREVIEW = Spot(("f4", "2", "f2", "3", "2", "enter", "Lop", "enter", "06/2025", "f9"), "This will be recorded")
"""What is typed on the way leaves a draft: only in a copy of the ledger."""
SPOTS: Mapping[str, Spot] = {**PLACES_BY_KEYS, **DIALOGS_BY_KEYS}
FORMS = tuple(name for name in PLACES_BY_KEYS if name.startswith("form: "))
NOT_YET = frozenset({"why", "chart", "decide", "correct", "next_pane"})
"""Actions that no place has yet; whoever builds the place takes its actions out of here."""


async def reach(someone: Sitting, spot: str) -> None:
    """Go there, in a test that runs the application."""
    await go(someone, SPOTS[spot])


async def go(someone: Sitting, spot: Spot) -> None:
    """Go to a spot, be it in the table or not."""
    for step in spot.keys:
        await (someone.press(step) if step in KEYS else someone.type(step))


def walk(window: Window, spot: str) -> Window:
    """Go there, in a terminal; each step is seen before the next."""
    keys, sees = SPOTS[spot]
    window.until("#1289")
    for step in keys:
        before = window.text
        window.send(KEYS[step][0] if step in KEYS else step.encode())
        window.until(lambda window, before=before: window.text != before)  # type: ignore[misc]
    return window.until(sees)
