"""Every place and every dialog of the screens, and the keys that lead there from the start: a new place is one line here.

A step is a key where it is called so in `ptys.KEYS`, otherwise text that is typed.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import councils
import counting
import holding
from cadre_ledger.ledger.directory import Directory
from invented import song_giang
from ptys import KEYS, Window
from screens import Sitting


class Spot(NamedTuple):
    """How one gets there, and what one then sees in English; over the invented council, or where a vote has come so far."""

    keys: tuple[str, ...]
    sees: str
    step: str = ""


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
    "a clause": Spot(("f4", "3", "f3", *["down"] * 7, "enter"), "▾ 12.3"),
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
    "form: convening": Spot(("f2", "7"), "Counting committee, 1"),
    "form: members who join": Spot(("f2", "8"), "Joined on"),
    "form: a member who leaves": Spot(("f2", "9"), "Left on"),
    "form: a new body": Spot(("f2", "0"), "Level of the body"),
    **{
        name: Spot(("f4", "4", "enter", *keys), sees, step)
        for name, keys, sees, step in (
            ("a vote that is open", (), "» now", "opened"),
            ("a vote that is being counted", (), "(Đỗ Văn Đếm)", "locked"),
            ("a vote that is certified", (), "Certified by", "certified"),
            ("form: opening", ("enter",), "Type only who is not there", "convened"),
            ("form: late arrivals", ("f2", "2"), "came after the opening", "opened"),
            ("form: striking a name", ("f2", "3"), "Name on the ballot", "opened"),
            ("form: closing the box", ("enter",), "Ballots printed", "opened"),
            ("form: announcement", ("enter",), "Ballots not returned", "closed"),
            ("form: correcting the announcement", ("f2", "2"), "says now: 29", "announced"),
            ("form: certification", ("enter",), "Certified by", "settled"),
            ("form: publication", ("enter",), "made public", "certified"),
            ("form: custody", ("f2", "2"), "Kept until", "certified"),
            ("form: annulment", ("f2", "3"), "Second person", "certified"),
        )
    },
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
    "another person": Spot(("f4", "0"), "Who is at this machine?"),
    "steps of a vote": Spot(("f4", "4", "enter", "f2"), "Steps that can be taken now", "announced"),
    "papers of a vote": Spot(("f4", "4", "enter", "f7"), "Papers that can be made now", "announced"),
    "what cannot be shown": Spot(("f8", "tab", "#99999", "enter"), "FIND-"),
}
PREVIEW = Spot(("f4", "2", "f2", "3", "2", "enter", "Lop", "enter", "06/2025", "f9"), "This will be recorded")
"""What is typed on the way leaves a draft: only in a copy of the ledger."""
_COUNT = ("f4", "4", "enter", "enter")
_COMPARE = ("f4", "4", "enter", "f2", "2")
_ADDED = tuple(key for _ in range(10) for key in ("9", "enter"))
COUNTING_BY_KEYS: Mapping[str, Spot] = {
    "who counts": Spot(_COUNT, "Who counts?"),
    "which stack": Spot((*_COUNT, "1"), "Which stack does"),
    "how a stack is typed": Spot((*_COUNT, "1", "1"), "How is it typed?"),
    "totals of a stack": Spot((*_COUNT, "1", "1", "1", "1", "2", "enter", "3"), "0 of 12 lines add up."),
    "ballot by ballot": Spot((*_COUNT, "1", "1", "2", *"123"), "Ballot 1 of 10, 3 of 12 names"),
    "a key that is no mark": Spot((*_COUNT, "1", "1", "2", "4"), "VOTE-170"),
    "guide to invalid ballots": Spot((*_COUNT, "1", "1", "2", "f1"), "Invalid ballots in this vote"),
    "locking an entry": Spot((*_COUNT, "1", "1", "2", *_ADDED, "f9"), "Lock the entry of stack 1"),
    "leaving a stack": Spot((*_COUNT, "1", "1", "1", "escape", "escape"), "Leave this stack?"),
    "withdrawing an entry": Spot((*_COUNT, "3", "2"), "Withdraw your locked entry of stack 2?"),
    "two locked entries": Spot((*_COMPARE, "3"), "Both entries are locked."),
    "codes of both counters": Spot((*_COMPARE, "3", "f9"), "Open both entries"),
    "entries that differ": Spot((*_COMPARE, "4"), "People to count a third time: 1"),
    "a third count": Spot((*_COMPARE, "4", "enter", "3"), "Third count of"),
    "why counts differ": Spot((*_COMPARE, "4", "enter", "3", "4", "enter", "1", "enter", "enter"), "a mark was misread"),
}
"""In the ledger of `counting.laid_out`, where a vote is being counted."""
SPOTS: Mapping[str, Spot] = {**PLACES_BY_KEYS, **DIALOGS_BY_KEYS}
EVERYWHERE: Mapping[str, Spot] = {**SPOTS, **COUNTING_BY_KEYS}
FORMS = tuple(name for name in PLACES_BY_KEYS if name.startswith("form: ") and name != "form: opening")
"""Those in which something is still to be typed: a meeting where nobody is absent is opened as it is."""
ON_THE_WAY: Mapping[tuple[str, ...], str] = {
    **{spot.keys: spot.sees for spot in SPOTS.values() if not spot.step},
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


def ground(spot: str) -> Directory:
    """The ledger over which a spot is; it is only to be read."""
    if spot in COUNTING_BY_KEYS:
        return counting.laid_out()
    return holding.reached(SPOTS[spot].step) if SPOTS[spot].step else song_giang()


def ground_copied(spot: str, into: Path) -> Directory:
    """The same to record in."""
    return councils.copied(ground(spot), into / "copy.ledger")


async def reach(someone: Sitting, spot: str) -> None:
    """Go there, in a test that runs the application."""
    await go(someone, EVERYWHERE[spot])


async def go(someone: Sitting, spot: Spot) -> None:
    """Go to a spot, be it in the table or not."""
    for step in spot.keys:
        await (someone.press(step) if step in KEYS else someone.type(step))


def walk(window: Window, spot: str) -> Window:
    """Go there, in a terminal; what each step leads to is seen before the next."""
    window.until(lambda window: SPOTS["workspace"].sees in window.text and "still being looked into" not in window.text)
    keys, sees, step_reached = EVERYWHERE[spot]
    in_the_invented = not step_reached and spot not in COUNTING_BY_KEYS
    for number, step in enumerate(keys, 1):
        seen = sees if number == len(keys) else ON_THE_WAY.get(keys[:number]) if in_the_invented else None
        before = () if seen else window.rest().drawn
        window.send(KEYS[step][0] if step in KEYS else step.encode())
        window.until(seen or (lambda window, before=before: window.drawn != before))  # type: ignore[misc]
    return window.rest()
