"""A vote that is held here, from its convening to its publication, by keys alone."""

from datetime import date
from pathlib import Path

import pytest

from cadre_ledger.procedures.desk import Clocks
from councils import PARTY_96
from holding import STEPS, held, reached, settle
from holding import lock as locked
from other_ways import bodies, head
from screens import Sitting, sitting
from sittings import CHAIR, ONE, THREE, TWO

LANGUAGES = ["vi", "en"]
ALL_STEPS = ("convene", "open", "box", "announce", "count", "compare", "certify", "publish", "custody")


async def filled(someone: Sitting, *fields: str) -> None:
    """Each field, then on to the next; an empty one is passed over."""
    for text in fields:
        await someone.type(text)
        await someone.press("enter")


async def recorded(someone: Sitting, *fields: str, code: str = "") -> None:
    """A form filled in, shown and recorded; what cannot be taken back by its code."""
    await filled(someone, *fields)
    await someone.press("f9", "enter")
    if code:
        await someone.type(code)
        await someone.press("enter")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_vote_from_its_convening_to_its_publication_by_keys(tmp_path: Path, language: str) -> None:
    directory = held(tmp_path / "a.ledger", "founded")
    first = head(directory) + 1
    async with sitting(directory, language) as someone:
        await someone.press("f4", "4", "f2", "7")
        await recorded(
            someone,
            *("s1", "", "hd", "10/05/2026", "Hội trường A", PARTY_96, ONE, TWO, THREE, "", "", ""),
            *("Nguyễn Văn Mẫu", "Chủ tịch", "C000001", "Lê Thị Hai", "Phó Chủ tịch", ""),
        )
        await someone.press("enter")
        assert "S1 · " in someone.text
        await someone.press("enter")
        await recorded(someone, "7", "ốm")
        await someone.press("enter")
        await recorded(someone, "34", "29", "2", "3")
        await someone.press("enter")
        await recorded(someone, "29", "", "29")
        for counter in (ONE, TWO):
            locked(directory, counter)
        settle(directory)
        await someone.press("escape", "escape", "enter")
        await someone.press("enter")
        await recorded(someone, CHAIR, "12/BB-BKP", code="s1")
        await someone.press("enter")
        await recorded(someone, "Cổng thông tin", "10/05/2026")
        await someone.press("up", "enter")
        assert "Nguyễn Văn Mẫu" in someone.text

    topics = [each["topic"] for each in bodies(directory, first)]
    assert topics == [
        *("vote.convened/1", "session-day.taken/1", "vote.opened/1", "vote.box-closed/1", "vote.announced/1"),
        *("vote.entry-locked/1", "vote.entry-locked/1", "vote.batch-opened/1"),
        *("vote.recorded/1", "vote.subject-linked/1", "confidence-result.entered/1", "vote.certified/1", "vote.published/1"),
    ]
