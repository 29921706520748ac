"""What is read can be read: contrast of text in every theme (WCAG 2.2, 1.4.3 and 1.4.6), and signs that need no colour."""

import re
from collections.abc import Iterator

import pytest
from rich.color_triplet import ColorTriplet
from rich.segment import Segment

from cadre_ledger.procedures import seat
from cadre_ledger.tui.themes import THEMES
from cadre_ledger.values.citations import Severity
from cadre_ledger.wording.catalogue import Words
from cadre_ledger.wording.terms import GLYPHS, term
from everywhere import SPOTS, ground, reach
from screens import Sitting, sitting

ENOUGH = {"default": 4.5, "high-contrast": 7.0, "colour-blind": 4.5}
OF_SHAPES = 3.0
"""What is no text, such as a bar to scroll by or the line around a window."""
SHAPES = re.compile(r"[\u2500-\u259f\s]+")


def luminance(colour: ColorTriplet) -> float:
    """Relative luminance as the guideline defines it."""
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: ColorTriplet, other: ColorTriplet) -> float:
    """From 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def segments(someone: Sitting) -> Iterator[Segment]:
    """Everything on the screen that is not blank."""
    for strip in someone.app.screen._compositor.render_strips():
        yield from (segment for segment in strip if segment.text.strip())


def too_faint(someone: Sitting, enough: float) -> set[tuple[str, str]]:
    """Texts that cannot be read."""
    found = set()
    for text, style, _ in segments(someone):
        assert style is not None
        assert style.color is not None
        assert style.bgcolor is not None
        needed = OF_SHAPES if SHAPES.fullmatch(text) else enough
        ratio = contrast(style.color.get_truecolor(), style.bgcolor.get_truecolor())
        if ratio < needed or style.dim:
            found.add((text.strip()[:30], str(style)))
    return found


def test_the_measure_is_that_of_the_guideline() -> None:
    black, white, grey = ColorTriplet(0, 0, 0), ColorTriplet(255, 255, 255), ColorTriplet(119, 119, 119)

    assert contrast(black, white) == pytest.approx(21)
    assert contrast(white, black) == pytest.approx(21)
    assert contrast(grey, white) == pytest.approx(4.48, abs=0.01)


def test_the_themes_are_those_that_the_command_line_names() -> None:
    assert tuple(each.name for each in THEMES) == seat.THEMES == tuple(ENOUGH)


@pytest.mark.parametrize("spot", SPOTS)
async def test_everything_can_be_read_in_every_theme_and_the_theme_changes_at_once(spot: str) -> None:
    async with sitting(ground(spot), "en") as someone:
        await reach(someone, spot)
        for theme, enough in ENOUGH.items():
            someone.app.theme = theme
            await someone.settle()
            assert too_faint(someone, enough) == set(), theme


async def test_a_theme_is_chosen_in_the_palette() -> None:
    async with sitting(language="en") as someone:
        await someone.press("ctrl+p")
        await someone.type("high")
        await someone.press("enter")
        assert someone.app.theme == "high-contrast"
        assert {style.bgcolor.get_truecolor().hex for _, style, _ in segments(someone) if style and style.bgcolor} <= {
            "#000000",
            "#ffffff",
            "#3f3f3f",
        }


@pytest.mark.parametrize("language", ["en", "vi"])
def test_severities_differ_by_sign_and_word(language: str) -> None:
    words = [term(Words(language), "severity", each) for each in Severity]

    assert len({GLYPHS["severity", each] for each in Severity}) == len(set(words)) == len(Severity)
    for each, said in zip(Severity, words, strict=True):
        assert said.startswith(GLYPHS["severity", each])


async def test_the_cursor_is_seen_without_colour() -> None:
    async with sitting() as someone:
        await someone.press("f4", "2", "down", "down")
        assert [line.startswith("▶") for line in someone.text.splitlines()].index(True) == 6
