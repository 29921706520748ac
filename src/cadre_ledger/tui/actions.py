"""Everything a person can do on the screens, once: key bindings, footer, palette and F1 help are made from here.

No action lies on a letter: Vietnamese Telex input rewrites letters before they arrive. F5, F11 and F12 stay free for
browsers. Whatever lies on an F-key has a second way, Esc and then its digit, because terminals keep F1 and F10 for themselves.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from textual.binding import ActiveBinding, Binding, BindingType

from cadre_ledger.wording.catalogue import N_

FREE = frozenset({"f5", "f11", "f12"})
"""Keys that browsers take."""

NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "ctrl+p": "Ctrl+P",
    "ctrl+z": "Ctrl+Z",
    "delete": "Del",
    "insert": "Ins",
}
"""How keys are written where they are not F-keys or digits."""

OF_WIDGETS = frozenset({"enter", "space", "tab", "left", "right", "up", "down", "delete", "insert"})
"""Keys that lists and lines to type in have a use of their own for. All others act before the next key is looked at,
so that a digit typed fast after them is a choice in the window that they open, and no letter of what is typed below."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do: its key, the word in the footer, and the sentence in the help."""

    name: str
    key: str
    label: str
    says: str
    footer: int = 5
    """How soon it leaves a footer that is too narrow: the larger the sooner; 0 is never shown there."""

    @property
    def digit(self) -> str | None:
        """The digit that does it after Esc."""
        return second(self.key)


ACTIONS: Mapping[str, Action] = {
    action.name: action
    for action in (
        Action("help", "f1", N_("Help"), N_("What this place is for, and every key that does something here."), footer=2),
        Action(
            "record", "f2", N_("Record"), N_("Record a fact: a vote's result, an assessment, a training completion, a sanction."), footer=4
        ),
        Action("steps", "f2", N_("Steps"), N_("Every step of this vote that can be taken now."), footer=1),
        Action("go", "f4", N_("Go to"), N_("Go to another place: workspace, cadres, flags, votes, rulebook."), footer=5),
        Action("why", "f3", N_("Why?"), N_("Why this is so: clause, arithmetic, entries, and what would change it."), footer=2),
        Action("filter", "f6", N_("Filter"), N_("Narrow the list: by unit, by flags, by what was decided."), footer=6),
        Action("order", "f7", N_("Order"), N_("Put the list in another order."), footer=8),
        Action(
            "changed", "f3", N_("What it changed"), N_("What a record changed: the facts, and each verdict before and after."), footer=2
        ),
        Action("ranked", "f6", N_("By rank"), N_("Everyone by rank, and back to the order of the list."), footer=6),
        Action("chart", "f7", N_("Chart"), N_("The same figures as a chart, and back."), footer=6),
        Action("clocks", "f8", N_("Day"), N_("Look at what held on another day, or at what was known at an entry."), footer=9),
        Action(
            "decide",
            "f9",
            N_("Decide"),
            N_("Record that the flag was considered, or what was decided about it, with the reason."),
            footer=2,
        ),
        Action("correct", "f9", N_("Correct"), N_("Correct the fact under the cursor; what was wrong stays visible beside it."), footer=3),
        Action("next_error", "f3", N_("Next error"), N_("Go to the next field that is not right yet, and say why."), footer=3),
        Action("add_row", "f6", N_("Add line"), N_("Add a line below: one more person on the list.")),
        Action("remove_row", "f7", N_("Remove line"), N_("Take this line out; Ctrl+Z brings it back.")),
        Action("keep", "f9", N_("Record …"), N_("Show what will be recorded, then record it."), footer=1),
        Action("discard", "f8", N_("Throw away"), N_("Throw away what was typed here; nothing was recorded."), footer=8),
        # counting
        Action(
            "lock",
            "f9",
            N_("Lock …"),
            N_("Lock the entry under your own code; nobody sees it until both are locked."),
            footer=1,
        ),
        Action("void", "f7", N_("Void ballot"), N_("The whole ballot is invalid; Backspace takes that back before Enter."), footer=4),
        Action("again", "f8", N_("Count again"), N_("Forget what was typed of this stack, and begin it again."), footer=5),
        Action("unseal", "f9", N_("Open both …"), N_("Open both entries of the stack at once, each with its counter's code."), footer=1),
        Action("third", "f7", N_("Third count"), N_("Enter the third count of this person, and why both differed."), footer=2),
        Action("result", "f6", N_("Result"), N_("What the settled stack says of everyone."), footer=3),
        Action("papers", "f7", N_("Papers"), N_("Put the vote on paper: roll, ballots, count sheets, minutes, result slide."), footer=3),
        Action("undo", "ctrl+z", N_("Undo"), N_("Take back the last change of what was typed; nothing is recorded yet."), footer=0),
        Action("open", "enter", N_("Open"), N_("Open what is under the cursor."), footer=3),
        Action("mark", "space", N_("Mark"), N_("Mark this line, or take its mark away; F2 records one training for all marked."), footer=0),
        Action("next_pane", "tab", N_("Pane"), N_("Go to the next pane or field; Shift+Tab goes back."), footer=0),
        Action("palette", "ctrl+p", N_("All commands"), N_("Find any command by its name; accents need not be typed."), footer=0),
        Action(
            "menu",
            "escape",
            N_("Back"),
            N_("Keys by digits, for terminals that keep F-keys for themselves; Esc once more goes back."),
            footer=1,
        ),
        Action("quit", "f10", N_("Quit"), N_("Leave; what was typed and not recorded is kept as a draft."), footer=4),
    )
}


def second(key: str) -> str | None:
    """The digit that stands for an F-key after Esc: F1 is 1, F10 is 0."""
    number = key.removeprefix("f")
    return number[-1] if key != number and number.isdigit() else None


def keys_of(*names: str) -> frozenset[str]:
    """The keys of these actions, with the second way to each."""
    return frozenset(key for name in names for key in _keys(ACTIONS[name]))


def shown(key: str) -> str:
    """How a key is written."""
    return NAMES.get(key, key.upper())


def bindings(*names: str, first: bool = False) -> list[BindingType]:
    """The bindings of these actions; Alt and the digit is one more way to every F-key. `first` is before what has the cursor."""
    return [binding for name in names for binding in _bindings(ACTIONS[name], first=first)]


def _bindings(action: Action, *, first: bool) -> Iterable[Binding]:
    for key in _keys(action):
        yield Binding(
            key,
            action.name,
            action.label,
            show=key == action.key and bool(action.footer),
            key_display=shown(action.key),
            tooltip=action.says,
            id=f"{action.name}.{key}",
            priority=first or key not in OF_WIDGETS,
        )


def _keys(action: Action) -> tuple[str, ...]:
    return (action.key,) if action.digit is None else (action.key, f"alt+{action.digit}")


def available(active: Iterable[ActiveBinding]) -> tuple[Action, ...]:
    """What can be done now, in the order of the keys; what is impossible here is left out."""
    names = {each.binding.action for each in active if each.enabled}
    return tuple(sorted((ACTIONS[name] for name in names if name in ACTIONS), key=_place))


def _place(action: Action) -> tuple[int, str]:
    number = action.key.removeprefix("f")
    return (int(number), "") if number.isdigit() else (99 if action.name != "menu" else 100, action.key)
