"""One registry of actions: what is bound, shown, offered and said of them is the same everywhere."""

import inspect
import pkgutil
from collections.abc import Iterator
from datetime import date
from importlib import import_module

import pytest
from rich.cells import cell_len
from textual.binding import Binding
from textual.dom import DOMNode
from textual.widgets import OptionList

import cadre_ledger.tui
from cadre_ledger.procedures.desk import Clocks
from cadre_ledger.tui.actions import ACTIONS, FREE, bindings, second, shown
from cadre_ledger.tui.dialogs.choose import Choose
from cadre_ledger.tui.screens.help import Help
from cadre_ledger.tui.screens.place import Place
from cadre_ledger.tui.widgets.foot import Foot
from cadre_ledger.wording.catalogue import Words
from everywhere import PLACES_BY_KEYS, ground, reach
from screens import Sitting, sitting

RECORDING = {"record", "decide", "correct", "keep"}


def classes() -> Iterator[type[DOMNode]]:
    """Everything of the screens that can bind a key."""
    for module in pkgutil.walk_packages(cadre_ledger.tui.__path__, "cadre_ledger.tui."):
        for _, kind in inspect.getmembers(import_module(module.name), inspect.isclass):
            if issubclass(kind, DOMNode) and kind.__module__ == module.name:
                yield kind


def bound(kind: type[DOMNode]) -> list[Binding]:
    """What a class itself binds."""
    return list(Binding.make_bindings(vars(kind).get("BINDINGS", [])))


def can(someone: Sitting) -> list[str]:
    """What can be done where someone is."""
    place = someone.app.screen
    assert isinstance(place, Place)
    return [each.name for each in place.actions]


def test_every_action_is_bound_somewhere() -> None:
    everywhere = {each.action for kind in classes() for each in bound(kind)}

    assert set(ACTIONS) - everywhere == set()


def test_whatever_binds_an_action_has_a_method_for_it() -> None:
    without = {
        (kind.__name__, each.action)
        for kind in classes()
        for each in bound(kind)
        if each.action in ACTIONS and not hasattr(kind, f"action_{each.action}")
    }

    assert without == set()


def test_nothing_lies_on_a_letter_or_on_a_key_of_a_browser() -> None:
    keys = {each.key for kind in classes() for each in bound(kind)}

    assert {key for key in keys if len(key) == 1 and key.isalpha()} == set()
    assert {key for key in keys if key.rpartition("+")[2] in FREE} == set()


@pytest.mark.parametrize("action", [each for each in ACTIONS.values() if each.key.startswith("f")], ids=lambda action: action.name)
def test_every_f_key_has_its_second_way(action: object) -> None:
    name, key = action.name, action.key  # type: ignore[attr-defined]
    keys = [each.key for each in bindings(name) if isinstance(each, Binding)]

    assert keys == [key, f"alt+{second(key)}"]


def test_the_digits_are_those_of_the_keys() -> None:
    assert [second(f"f{number}") for number in range(1, 11)] == list("1234567890")
    assert second("escape") is None
    assert second("ctrl+p") is None


@pytest.mark.parametrize("spot", PLACES_BY_KEYS)
async def test_footer_help_menu_and_palette_show_the_same(spot: str) -> None:
    async with sitting(ground(spot), "en") as someone:
        await reach(someone, spot)
        place = someone.app.screen
        assert isinstance(place, Place)
        names = can(someone)
        keys = [key for key, each in place.active_bindings.items() if each.enabled and each.binding.action in names]
        assert {ACTIONS[name].digit for name in names} - {None} == {key[-1] for key in keys if key.startswith("alt+")}
        footer = {each.name for each in ACTIONS.values() if f" {shown(each.key)} {each.label} " in someone.text.splitlines()[-1]}
        assert footer <= set(names)
        assert {"menu", "help"} <= footer

        await someone.press("f1")
        helping = someone.app.screen
        assert isinstance(helping, Help)
        assert [each.name for each in helping.actions] == names
        await someone.press("escape", "escape")
        menu = someone.app.screen
        assert isinstance(menu, Choose)
        assert [each.value for each in menu.choices] == [name for name in names if ACTIONS[name].digit]
        assert [each.digit for each in menu.choices] == [ACTIONS[name].digit for name in names if ACTIONS[name].digit]
        menu.dismiss(None) if not someone.app.can_go_back else await someone.press("1", "escape")
        await someone.settle()
        await someone.press("ctrl+p")
        palette = someone.app.screen
        assert isinstance(palette, Choose)
        assert [each.value for each in palette.choices if ":" not in each.value] == [name for name in names if name != "palette"]
        assert ("go" in names) == any(each.value.startswith("go:") for each in palette.choices)


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("spot", PLACES_BY_KEYS)
async def test_the_footer_fits_with_the_way_back_and_what_one_came_for(spot: str, language: str) -> None:
    words = Words(language)
    async with sitting(ground(spot), language) as someone:
        await reach(someone, spot)
        names = can(someone)
        text = someone.app.screen.query_one(Foot).render()
        said = text.plain

        assert cell_len(said) <= 80
        assert someone.text.splitlines()[-1].rstrip() == said.rstrip()
        kept = [name for name in ("menu", "help", "keep", "why", "decide") if name in names]
        for name in kept:
            assert f" {shown(ACTIONS[name].key)} {words(ACTIONS[name].label)} " in said


def test_labels_and_sentences_are_said_in_vietnamese() -> None:
    words = Words("vi")

    assert [each.name for each in ACTIONS.values() if words(each.label) == each.label or words(each.says) == each.says] == []


@pytest.mark.parametrize("clocks", [Clocks(as_of=date(2025, 12, 31)), Clocks(known_at="#1200")], ids=["another day", "an earlier cut"])
@pytest.mark.parametrize("spot", [name for name, each in PLACES_BY_KEYS.items() if not (name.startswith("form: ") or each.step)])
async def test_nothing_is_recorded_from_other_clocks(spot: str, clocks: Clocks) -> None:
    async with sitting(language="en", clocks=clocks) as someone:
        await reach(someone, spot)
        assert RECORDING & set(can(someone)) == set()
        assert " F2 " not in someone.text
        before = someone.app.screen
        await someone.press("f2", "alt+2")
        assert someone.app.screen is before
        await someone.press("escape")
        assert "2" not in [each.digit for each in someone.app.screen.choices]  # type: ignore[attr-defined]
        assert someone.app.screen.query_one(OptionList).option_count


async def test_actions_are_hidden_and_shown_again_as_the_clocks_are_turned() -> None:
    async with sitting(language="en") as someone:
        assert "F2 Record" in someone.text
        await someone.press("f8")
        await someone.type("31/12/2025")
        await someone.press("enter")
        assert "READ ONLY" in someone.text
        assert "F2 Record" not in someone.text
        await someone.press("f8", *["backspace"] * 10, "enter")
        assert "READ ONLY" not in someone.text
        assert "F2 Record" in someone.text
