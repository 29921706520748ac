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
    "workspace": Spot((), "Tasks: "),
    "cadres": Spot(("f4", "2"), "40 people · by name"),
    "file": Spot(("f4", "2", "giau", "enter"), "#1258"),
    "standing in a file": Spot(("f4", "2", "ngoc giau", "down", "enter", "2"), "Grounds to leave a post"),
    "why in a file": Spot(("f4", "2", "ngoc giau", "down", "enter", "3"), "vn/350-QD-TW-2025#advanced"),
    "charts of a person": Spot(("f4", "2", "hoach", "enter", "f7"), "[1 Shares over votes]"),
    "a record": Spot(("f4", "2", "dieu lam", "enter", "f6", "2", "down", "enter"), "corrects entry: #959"),
    "what a record changed": Spot(("f4", "2", "dieu lam", "enter", "f6", "2", "down", "f3"), "points: 78 → 87"),
    "flags": Spot(("f4", "3"), "settled"),
    "why of a flag": Spot(("f4", "3", "f3"), "vn/96-2023-QH15#12.3"),
    "a clause": Spot(("f4", "3", "f3", *["down"] * 7, "enter"), "Clause vn/96-2023-QH"),
    "chart of a unit": Spot(("f4", "3", "f7"), "Levels in 2025"),
    "votes": Spot(("f4", "4"), "4 of 4"),
    "result of a vote": Spot(("f4", "4", "enter"), "1 Cao Bá Thụy"),
    "why of a vote": Spot(("f4", "4", "enter", "f3"), "voted no confidence"),
    "chart of a vote": Spot(("f4", "4", "enter", "f7"), "64.58%"),
    "rulebook": Spot(("f4", "5"), "17 of 17"),
    "a text of the rulebook": Spot(("f4", "5", "enter"), "schedule of votes"),
    "who is missing": Spot(("f6", "6", "enter"), "39 people"),
    "form: vote": Spot(("f2", "1"), "Kind of vote"),
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
ON_THE_WAY: Mapping[tuple[str, ...], str] = {
    **{spot.keys: spot.sees for spot in SPOTS.values()},
    **{("f4", "2", name): "1 people" for name in ("hoach", "dieu lam", "ha trong binh")},
    **{("f4", "2", name): "2 people" for name in ("giau", "ngoc giau")},
    ("f4", "2", "dieu lam", "enter"): "#989",
    ("f4", "2", "dieu lam", "enter", "f6"): "Without assessments",
    ("f4", "2", "dieu lam", "enter", "f6", "2"): "· Only corrections",
    ("f4", "2", "ha trong binh", "enter"): "F9 Decide",
    ("f6",): "About one person",
    ("f6", "6"): "· Periods",
    # A cursor that goes from one line to the other changes no colour where there are few.
    ("f8", "tab"): "Look at another day",
    ("f8", "tab", "#99999"): "#99999",
}
"""What is seen before the next key makes sense."""


async def reach(someone: Sitting, spot: str) -> None:
    """Go there, in a test that runs the application."""
    await go(someone, SPOTS[spot])


async def go(someone: Sitting, spot: Spot) -> None:
    """Go to a spot, be it in the table or not."""
    for step in spot.keys:
        await (someone.press(step) if step in KEYS else someone.type(step))


def walk(window: Window, spot: str) -> Window:
    """Go there, in a terminal; what each step leads to is seen before the next."""
    window.until(lambda window: SPOTS["workspace"].sees in window.text and "still being looked into" not in window.text)
    keys = SPOTS[spot].keys
    for number, step in enumerate(keys, 1):
        seen = ON_THE_WAY.get(keys[:number])
        before = () if seen else window.rest().drawn
        window.send(KEYS[step][0] if step in KEYS else step.encode())
        window.until(seen or (lambda window, before=before: window.drawn != before))  # type: ignore[misc]
    return window.rest()
