"""What was typed and not recorded is there again, however the screens ended."""

import threading
from pathlib import Path
from unittest.mock import patch

from cadre_ledger.procedures.drafts import Draft, Drafts
from cadre_ledger.tui.keeping import Keeper
from cadre_ledger.tui.screens import entry
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import LedgerError, Refused
from councils import NOW
from entering import xa
from screens import sitting


def drafts(path: Path) -> Drafts:
    return Drafts(xa(path), "thư ký")


async def test_what_was_typed_is_taken_up_again_and_undo_does_not_lose_it(tmp_path: Path) -> None:
    kept = drafts(tmp_path / "a.ledger")
    async with sitting(kept.directory, "en") as someone:
        await someone.press("f4", "2", "f2", "3", "2", "tab")
        await someone.type("Lớp")
        await someone.press("escape", "escape", "f2")
        assert "begun" in someone.text
        await someone.press("3")
        assert "Lớp" in someone.text
        await someone.press("ctrl+z")
        assert "Lớp" in someone.text
    async with sitting(kept.directory, "en", notifications=True) as someone:
        await someone.press("f4", "2", "f2", "3")
        assert "Lớp" in someone.text
        assert "What was typed here before" in someone.text


async def test_a_vote_that_was_begun_is_found_wherever_the_cursor_stands(tmp_path: Path) -> None:
    """Whom the list points at says nothing of a vote."""
    kept = drafts(tmp_path / "a.ledger")
    async with sitting(kept.directory, "en") as someone:
        await someone.press("f4", "2", "f2", "1")
        await someone.type("VP-1")
        await someone.press("escape", "escape", "down", "f2", "1")
        assert "VP-1" in someone.text


async def test_a_draft_that_is_thrown_away_is_gone_and_undo_brings_it_back(tmp_path: Path) -> None:
    kept = drafts(tmp_path / "a.ledger")
    async with sitting(kept.directory, "en") as someone:
        await someone.press("f4", "2", "f2", "1")
        await someone.type("VP-1")
        await someone.press("f8", "enter")
        someone.app.keep_drafts()
        assert kept.all() == ()
        await someone.press("ctrl+z")
        someone.app.keep_drafts()
        assert [each.typed["session"] for each in kept.all()] == ["VP-1"]


async def test_before_an_end_the_forms_of_every_place_are_kept(tmp_path: Path) -> None:
    kept = drafts(tmp_path / "a.ledger")
    with patch.object(entry, "KEEP_EVERY", 3600):
        async with sitting(kept.directory, "en") as someone:
            await someone.press("f4", "2", "f2", "1")
            await someone.type("VP-1")
            await someone.app.switch_mode("votes")
            await someone.settle()
            assert kept.all() == ()
            someone.app.keep_drafts()
            assert [each.typed["session"] for each in kept.all()] == ["VP-1"]


async def test_a_draft_that_cannot_be_kept_is_said_once_and_the_form_goes_on(tmp_path: Path) -> None:
    kept = drafts(tmp_path / "a.ledger")
    with patch.object(Drafts, "keep", side_effect=Refused(Code.DRAFT_UNWRITABLE, reason="Read-only file system")) as keep:
        async with sitting(kept.directory, "en", notifications=True) as someone:
            await someone.press("f4", "2", "f2", "3", "2", "tab")
            await someone.type("Course")
            someone.app.keep_drafts()
            await someone.type("!")
            someone.app.keep_drafts()
            await someone.settle()
            assert keep.call_count > 1
            assert someone.text.count("DRAFT-101") == 1
            await someone.press("tab")
            await someone.type("2024")
            assert "✓ Complete" in someone.text


def test_only_the_newest_that_waits_is_written_and_in_order(tmp_path: Path) -> None:
    kept, written, go_on = drafts(tmp_path / "a.ledger"), [], threading.Event()
    failed: list[LedgerError] = []
    keeper = Keeper(kept, failed.append)

    def slowly(form: str, about: str, typed: dict[str, str], key: str, at: object) -> Draft:
        go_on.wait(10)
        written.append((form, typed["a"], threading.get_ident()))
        return Draft(account="", form=form, about="", typed=typed, key=key, at=NOW)

    with patch.object(Drafts, "keep", side_effect=slowly):
        for number in range(5):
            keeper.keep("vote", "", {"a": str(number)}, "k", NOW)
        keeper.keep("training", "", {"a": "t"}, "k", NOW)
        assert written == []
        go_on.set()
        keeper.close()

    assert [each[:2] for each in written if each[0] == "vote"][-1] == ("vote", "4")
    assert len([each for each in written if each[0] == "vote"]) <= 2
    assert written[-1][:2] == ("training", "t")
    assert threading.get_ident() not in {each[2] for each in written}
    assert failed == []


def test_a_draft_dropped_after_it_was_kept_is_gone(tmp_path: Path) -> None:
    kept = drafts(tmp_path / "a.ledger")
    keeper = Keeper(kept, lambda _: None)
    keeper.keep("vote", "", {"session": "A"}, "k", NOW)
    assert keeper.found("vote", "") is not None
    keeper.keep("vote", "", {"session": "B"}, "k", NOW)
    keeper.drop("vote", "")
    keeper.close()
    assert kept.all() == ()
    assert not list(kept.directory.drafts.glob("*.json"))
