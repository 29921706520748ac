"""A vote that is held here, from its convening to its publication, by keys alone."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from cadre_ledger.domain.counts import AnnulVote
from cadre_ledger.procedures.desk import Clocks
from cadre_ledger.tui.screens.record import ShowRecord
from cadre_ledger.tui.screens.sitting import SittingShown
from cadre_ledger.tui.widgets.typing import Typed
from councils import PARTY_96, do
from holding import held, planting, reached, settle
from holding import lock as locked
from other_ways import bodies, head
from screens import Sitting, sitting
from sittings import CHAIR, HELD, ONE, THREE, TWO

LANGUAGES = ["vi", "en"]


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


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("step", "digit", "fields", "code", "topic"),
    [
        ("opened", "2", ("7",), "", "vote.late-arrived/1"),
        ("opened", "3", ("2", "1", "đơn xin rút"), "", "vote.subject-struck/1"),
        ("announced", "2", ("đếm lại", "", "", "", "", "28", "1", "28"), "", "vote.announcement-corrected/1"),
        ("certified", "2", ("Văn phòng", "Kho", "31/12/2031", "NP-01", "NP-02"), "", "vote.ballots-in-custody/1"),
        ("certified", "3", (CHAIR, ONE, "sai quy trình"), "S1", "vote.annulled/1"),
    ],
)
async def test_whatever_else_can_be_done_is_offered_by_digits(
    tmp_path: Path, language: str, step: str, digit: str, fields: tuple[str, ...], code: str, topic: str
) -> None:
    directory = held(tmp_path / "a.ledger", step)
    first = head(directory) + 1
    async with sitting(directory, language) as someone:
        await someone.press("f4", "4", "enter", "f2", digit)
        await recorded(someone, *fields, code=code)

    assert bodies(directory, first)[-1]["topic"] == topic


async def test_what_cannot_be_taken_back_is_recorded_only_after_its_code(tmp_path: Path) -> None:
    directory = held(tmp_path / "a.ledger", "settled")
    before = head(directory)
    async with sitting(directory, "en") as someone:
        await someone.press("f4", "4", "enter", "enter")
        await recorded(someone, CHAIR, "12/BB", code="s2")
        assert "This is not S1." in someone.text
        await someone.press("escape")
        assert "12/BB" in someone.text
    assert head(directory) == before


async def test_who_counted_a_stack_cannot_certify_it_and_nothing_typed_is_lost(tmp_path: Path) -> None:
    directory = held(tmp_path / "a.ledger", "settled")
    before = head(directory)
    async with sitting(directory, "en") as someone:
        await someone.press("f4", "4", "enter", "enter")
        await filled(someone, ONE, "12/BB")
        await someone.press("f9")
        assert "VOTE-139" in someone.text
        await someone.press("escape")
        assert "12/BB" in someone.text
    assert head(directory) == before


@pytest.mark.parametrize(
    ("step", "seen"),
    [
        ("convened", ("» now", "Next: open it with the roll – by: secretary")),
        ("opened", ("Present 29 of 30 summoned.", "✓ Quorum: at least 2/3", "absent · ốm")),
        ("closed", ("✓ VOTE-130: 34 printed = 29", "VOTE-209")),
        ("announced", ("Stack 1 of 29 ballots: 0 of 2", "VOTE-131")),
        ("locked", ("1 of 2 entries locked (Đỗ Văn", "by: counting committee")),
        ("counted", ("2 of 2 entries locked", "Next: compare the two counts")),
        ("settled", ("settled", "by: chair")),
        ("certified", ("Certified by: Lý Thị Chủ", "Next: publish the result")),
        ("published", ("Published on: 2026-05-10", "Next: seal and keep")),
    ],
)
async def test_every_step_shows_what_is_known_and_what_is_next(step: str, seen: tuple[str, ...]) -> None:
    async with sitting(reached(step), "en", (100, 30)) as someone:
        await someone.press("f4", "4", "enter")
        text = " ".join(someone.text.replace("│", " ").split())

    assert [each for each in seen if each not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_before_both_have_locked_no_figure_of_a_stack_is_on_any_screen(tmp_path: Path, language: str) -> None:
    planted = 7919
    directory = planting(tmp_path / "a.ledger", planted)
    async with sitting(directory, language, (100, 30)) as someone:
        for keys in (("f4", "4"), ("enter",), ("tab", "end"), ("f2",), ("escape", "escape", "f4", "1"), ("f3",), ("f8",)):
            await someone.press(*keys)
            assert str(planted) not in someone.text
    assert str(planted).encode() not in b"".join(each.read_bytes() for each in directory.path.rglob("*") if each.is_file())


async def test_a_done_step_opens_its_record_and_one_to_come_says_so() -> None:
    async with sitting(reached("opened"), "en", notifications=True) as someone:
        await someone.press("f4", "4", "enter", "home", "enter")
        assert "One record #52" in someone.text
        await someone.press("escape", "escape", "end", "enter")
        assert "This step comes later." in someone.text


async def test_a_clause_is_opened_from_what_is_known() -> None:
    async with sitting(reached("opened"), "en") as someone:
        await someone.press("f4", "4", "enter", "tab", "down", "down", "enter")
        assert "▾ quorum [quorum]" in someone.text


@pytest.mark.parametrize("clocks", [Clocks(as_of=date(2026, 5, 9)), Clocks(known_at="#55")], ids=["another day", "an earlier cut"])
async def test_from_other_clocks_no_step_is_taken(clocks: Clocks) -> None:
    async with sitting(reached("announced"), "en", clocks=clocks) as someone:
        await someone.press("f4", "4", "enter")
        assert "F2 Steps" not in someone.text
        await someone.press("f2", "enter")
        assert isinstance(someone.app.screen, SittingShown | ShowRecord)


async def test_the_vote_is_found_where_it_waits_and_enter_leads_there() -> None:
    async with sitting(reached("opened"), "en") as someone:
        assert "Vote S1 of 2026-05-10: close the box" in someone.text
        await someone.press("enter")
        assert "A vote held here S1" in someone.text


async def test_votes_that_are_not_finished_are_found_by_a_filter() -> None:
    async with sitting(reached("opened"), "en") as someone:
        await someone.press("f4", "4", "f6")
        await someone.type("not finished")
        await someone.press("enter")
        assert "1 of 1 · Held here, not finished" in someone.text
        assert "» open" in someone.text


async def test_when_nothing_is_next_the_annulled_vote_says_why(tmp_path: Path) -> None:
    directory = held(tmp_path / "a.ledger", "opened")
    async with sitting(directory, "en") as someone:
        await someone.press("f4", "4", "enter", "f2", "4")
        await recorded(someone, CHAIR, ONE, "sai quy trình", code="S1")
        assert "! vote annulled: sai quy trình" in someone.text
        assert "Next:" not in someone.text
        await someone.press("escape", "escape")
        assert "✗ annulled" in someone.text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_papers_are_made_by_keys_and_recorded_as_handed_out(tmp_path: Path, language: str) -> None:
    directory = held(tmp_path / "a.ledger", "opened")
    first, file = head(directory) + 1, tmp_path / "S1-ballot.pdf"
    async with sitting(directory, language) as someone:
        await someone.press("f4", "4", "enter", "f7", "2", "enter")
        assert "S1-ballot.pdf" in someone.text
    (stored,) = bodies(directory, first)
    issued = stored["event"]

    assert stored["topic"] == "vote.paper-issued/1"
    assert (issued["paper"], issued["format"], issued["language"]) == ("ballot", "pdf", language)
    assert issued["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert {"vi": "Không ký tên", "en": "Do not sign"}[language] in " ".join(PdfReader(file).pages[0].extract_text().split())


async def test_the_same_paper_is_written_again_and_recorded_once(tmp_path: Path) -> None:
    directory, file = held(tmp_path / "a.ledger", "convened"), tmp_path / "S1-roll.pdf"
    async with sitting(directory, "en") as someone:
        await someone.press("f4", "4", "enter", "f7", "1", "enter", "escape")
        before, content = head(directory), file.read_bytes()
        file.unlink()
        await someone.press("f7", "1", "enter")

    assert (head(directory), file.read_bytes()) == (before, content)


@pytest.mark.parametrize("typed", ["none/roll.pdf", "~nobody-of-this-name/roll.pdf", f"{'a' * 300}.pdf", f"{'a' * 300}/roll"])
async def test_a_paper_that_could_not_be_written_is_not_recorded_and_the_name_stays_to_be_put_right(tmp_path: Path, typed: str) -> None:
    directory = held(tmp_path / "a.ledger", "convened")
    before = head(directory)
    async with sitting(directory, "en") as someone:
        await someone.press("f4", "4", "enter", "f7", "1")
        await someone.type(typed if typed.startswith("~") else str(tmp_path / typed))
        await someone.press("enter")
        assert "USE-108" in someone.text
        assert someone.app.screen.query_one(Typed).value.endswith(typed)
    assert head(directory) == before


@pytest.mark.parametrize("typed", ["", "roll", "roll.pdf"])
async def test_in_a_folder_a_paper_has_the_name_proposed_and_an_ending_always(tmp_path: Path, typed: str) -> None:
    (tmp_path / "papers").mkdir()
    async with sitting(held(tmp_path / "a.ledger", "convened"), "en") as someone:
        await someone.press("f4", "4", "enter", "f7", "1")
        await someone.type(f"{tmp_path}/papers/{typed}")
        await someone.press("enter")

    assert [each.name for each in (tmp_path / "papers").iterdir()] == [{"": "S1-roll.pdf"}.get(typed, "roll.pdf")]


async def test_where_no_paper_can_be_made_that_is_said(tmp_path: Path) -> None:
    directory = held(tmp_path / "a.ledger", "opened")
    do(directory, AnnulVote(on=HELD, session="S1", annulled_by=(CHAIR, ONE), reason="sai quy trình"))
    async with sitting(directory, "en", notifications=True) as someone:
        await someone.press("f4", "4", "enter", "f7")
        assert "No paper can be made of this vote." in someone.text
        assert isinstance(someone.app.screen, SittingShown)


async def test_only_papers_are_offered_that_the_vote_has_come_far_enough_for() -> None:
    async with sitting(reached("convened"), "en") as someone:
        await someone.press("f4", "4", "enter", "f7")
        assert ("Roll" in someone.text, "Minutes" in someone.text) == (True, False)
