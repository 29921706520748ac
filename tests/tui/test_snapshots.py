"""Every place and every dialog as a picture: in both sizes, with colours and without. The README shows some of these files."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from pytest_textual_snapshot import SVGImageExtension  # type: ignore[import-untyped]
from syrupy.assertion import SnapshotAssertion
from syrupy.location import PyTestLocation

from cadre_ledger.domain.cadres import RegisterCadre
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from councils import TODAY, council, do, row, table, take
from councils import copied as from_council
from counting import laid_out
from everywhere import COUNTING_BY_KEYS, PREVIEW, SPOTS, go, ground
from ledgers import done
from offices import make
from screens import SMALLEST, WIDE, Sitting, copied, drawn, sitting

TITLE = "cadre-ledger"
FONTS = '"JetBrains Mono", "Roboto Mono", "Cascadia Mono", Consolas, Menlo, monospace'
"""Those that have every Vietnamese letter first; whoever looks at a picture has one of them, nothing is fetched."""
IN_ENGLISH = ("workspace", "why in a file", "why of a vote")
"""What the README and the page on the screens show."""
LONGEST = "Trần [/x] [bold] " + "Nguyễn " * 6 + "B"
HOSTILE = (LONGEST, "[bold]Lê[/bold] C", "Vũ <b>&amp; =1+1")
OFF_SITE = re.compile(r"@font-face \{.*?\}|<!--.*?-->", re.DOTALL)
FAMILY = re.compile(r"font-family: (Fira Code, monospace|arial)")


class Picture(SVGImageExtension):  # type: ignore[misc]
    """A file each, called by its test and what it shows."""

    @classmethod
    def get_snapshot_name(cls, *, test_location: PyTestLocation, index: Any = 0) -> str:
        return f"{test_location.methodname}-{index}"


def at_home(svg: str) -> str:
    """The picture with nothing in it that would be loaded from elsewhere."""
    return FAMILY.sub(f"font-family: {FONTS}", OFF_SITE.sub("", svg))


async def picture(someone: Sitting) -> str:
    """What is seen once nothing moves any more."""
    before = ""
    while (svg := someone.app.export_screenshot(title=TITLE)) != before:
        before = svg
        await drawn(someone)
    return at_home(svg)


async def pictures(someone: Sitting) -> AsyncIterator[tuple[str, str]]:
    """In the smallest window, and in one where panes stand beside each other."""
    for width, height in (SMALLEST, WIDE):
        await someone.pilot.resize_terminal(width, height)
        yield f"{width}x{height}", await picture(someone)


@pytest.fixture(params=["", "-mono"], ids=["colours", "no colours"])
def colours(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How the files are marked that are drawn as NO_COLOR asks for."""
    if request.param:
        monkeypatch.setenv("NO_COLOR", "1")
    return str(request.param)


async def compare(someone: Sitting, snapshot: SnapshotAssertion, name: str, colours: str) -> None:
    """With the files, in both sizes."""
    called = re.sub(r"\W+", "-", name)
    found = {f"{called}-{size}{colours}": svg async for size, svg in pictures(someone)}
    unlike = [each for each, svg in found.items() if svg != snapshot(extension_class=Picture, name=each)]
    assert unlike == []


@pytest.mark.parametrize("spot", SPOTS)
async def test_picture_of(spot: str, colours: str, snapshot: SnapshotAssertion) -> None:
    async with sitting(ground(spot)) as someone:
        await go(someone, SPOTS[spot])
        await compare(someone, snapshot, spot, colours)


@pytest.mark.parametrize("spot", IN_ENGLISH)
async def test_picture_in_english_of(spot: str, snapshot: SnapshotAssertion) -> None:
    async with sitting(language="en") as someone:
        await go(someone, SPOTS[spot])
        await compare(someone, snapshot, spot, "")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("spot", COUNTING_BY_KEYS)
async def test_picture_of_counting(spot: str, language: str, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    async with sitting(from_council(laid_out(), tmp_path / "a.ledger"), language) as someone:
        await go(someone, COUNTING_BY_KEYS[spot])
        await compare(someone, snapshot, f"{spot} {language}", "")


async def test_picture_of_a_preview(tmp_path: Path, colours: str, snapshot: SnapshotAssertion) -> None:
    async with sitting(copied(tmp_path)) as someone:
        await go(someone, PREVIEW)
        await compare(someone, snapshot, "what will be recorded", colours)


async def test_picture_of_a_conflict(tmp_path: Path, colours: str, snapshot: SnapshotAssertion) -> None:
    directory = copied(tmp_path)
    async with sitting(directory) as someone:
        await go(someone, PREVIEW)
        with Ledger.open(directory) as other:
            done(other, RegisterCadre(on=TODAY, name="Phạm Thị Khác"))
        await someone.press("enter")
        await compare(someone, snapshot, "others have recorded", colours)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    """People whose names would be markup, or are longer than any column, and a vote on them."""
    directory = council(tmp_path_factory.mktemp("hostile") / "a.ledger")
    for name in HOSTILE:
        do(directory, make(RegisterCadre, name=name))
    take(directory, table(*(row(name, 6, 2, 12, issued=30) for name in HOSTILE)), session="HOSTILE")
    return directory


@pytest.mark.parametrize(
    ("name", "keys"),
    [("names in the list", ("f4", "2")), ("names in a file", ("f4", "2", "enter", "2")), ("names in a vote", ("f4", "4", "enter"))],
)
async def test_picture_of_strange_names(
    hostile: Directory, name: str, keys: tuple[str, ...], colours: str, snapshot: SnapshotAssertion
) -> None:
    async with sitting(hostile) as someone:
        await someone.press(*keys)
        await compare(someone, snapshot, name, colours)


def test_the_pictures_load_nothing_and_hold_no_escape() -> None:
    kept = sorted((Path(__file__).parent / "__snapshots__" / "test_snapshots").glob("*.svg"))
    assert len(kept) > len(SPOTS) * 4
    for each in kept:
        svg = each.read_text(encoding="utf-8")
        # Sources are shown as text; nothing is fetched.
        assert re.search(r"@font-face|@import|<!--|href|url\((?!#)", svg) is None, each.name
        assert "\x1b" not in svg
        assert "CadreLedgerApp" not in svg
