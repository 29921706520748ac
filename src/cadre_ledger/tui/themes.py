"""Three themes: the usual one, black and white with strong borders, and one without red against green."""

from textual.theme import Theme

USUAL = Theme(
    name="default",
    primary="#5aa9e6",
    secondary="#8ecae6",
    accent="#f4b942",
    warning="#f4b942",
    error="#ff6b6b",
    success="#6bcb77",
    foreground="#e8eef2",
    background="#10202b",
    surface="#162a37",
    panel="#1d3646",
    dark=True,
)
CONTRAST = Theme(
    name="high-contrast",
    primary="#ffffff",
    secondary="#ffffff",
    accent="#ffff00",
    warning="#ffff00",
    error="#ffffff",
    success="#ffffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    dark=True,
    text_alpha=1.0,
    luminosity_spread=0.0,
)
COLOUR_BLIND = Theme(
    name="colour-blind",
    primary="#56b4e9",
    secondary="#cc79a7",
    accent="#e69f00",
    warning="#f0e442",
    error="#e69f00",
    success="#56b4e9",
    foreground="#f5f5f5",
    background="#101418",
    surface="#182028",
    panel="#202c38",
    dark=True,
)
"""Blue, orange, yellow and purple of Okabe and Ito's palette (2008), told apart with every common kind of colour blindness."""

THEMES = (USUAL, CONTRAST, COLOUR_BLIND)
