"""One thing said with what it rests on below it: a tree for screens, lines for paper."""

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

WIDTH = 80
"""Answers for people fit the smallest screen; it is not asked how wide this one is, so that bytes stay the same."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said, with what it rests on below it; its sign and its word are in the text, `mark` is for style alone.

    As lines, what is below is moved in by `step` columns, some of it by an `inset` more; what stands `apart` has an empty line before it.
    """

    text: str
    entry: int | None = None
    clause: str | None = None
    below: tuple["Said", ...] = ()
    mark: str | None = None
    step: int = 2
    inset: int = 0
    apart: bool = False
    cadre: str | None = None


def lines(said: Said, width: int = WIDTH, indent: str = "") -> Iterator[str]:
    """One thing as lines of a page, with all that is below it."""
    if said.apart:
        yield ""
    own = indent + " " * said.inset
    yield from wrapped(said.text, own, width)
    for each in said.below:
        yield from lines(each, width, own + " " * said.step)


def page(saids: Iterable[Said], width: int = WIDTH) -> str:
    """Several things, one after another, as the text of a page."""
    return "".join(f"{line}\n" for said in saids for line in lines(said, width))


def wrapped(text: str, indent: str = "", width: int = WIDTH) -> list[str]:
    """Lines of at most so many columns; long words such as addresses stay whole."""
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def shortened(text: str, width: int) -> str:
    """A name that would break a table; whole names are in every other format."""
    return text if len(text) <= width else text[: width - 1] + "…"
