"""The end of a form: what will be recorded is shown first, recorded once, and never over what others did unseen."""

import sqlite3
from pathlib import Path
from unittest.mock import patch

import pytest

from cadre_ledger.domain.cadres import CorrectCadre, RegisterCadre
from cadre_ledger.ledger import connections
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.drafts import Drafts
from cadre_ledger.procedures.entries.forms import FORMS
from cadre_ledger.procedures.entries.typed import Typed
from cadre_ledger.procedures.recording import record
from cadre_ledger.tui.widgets.rows import Rows
from councils import NOW, TODAY, desk
from entering import TRAINING, VOTE, flagged, xa
from ledgers import author, done, stored
from other_ways import bodies, head
from screens import Sitting, copied, sitting

RECORDED = {"vi": "Đã ghi", "en": "Recorded as entry"}


async def training(someone: Sitting, programme: str = "Lớp") -> None:
    """A completion that is all filled in."""
    await someone.press("f4", "2", "f2", "3", "2", "enter")
    await someone.type(programme)
    await someone.press("enter")
    await someone.type("06/2025")


def recorded_as(directory: Directory, form: str, typed: Typed, key: str) -> None:
    """Recorded under a key, as a program that ended right after it."""
    with desk(directory) as opened, Ledger.open(directory) as ledger:
        record(ledger, FORMS[form].commands(opened, typed, TODAY), author(key=key))


def drafts(directory: Directory) -> int:
    return len(Drafts(directory, "thư ký").all())


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_what_will_be_recorded_is_shown_in_words_with_names_then_recorded(tmp_path: Path, language: str) -> None:
    directory = xa(tmp_path / "a.ledger")
    first = head(directory) + 1
    async with sitting(directory, language, notifications=True) as someone:
        await training(someone)
        await someone.press("f9")
        assert "C000001 Nguyễn Văn A" in someone.text
        assert "2-QLNN" not in someone.text
        assert head(directory) == first - 1
        await someone.press("enter")
        assert f"#{first}" in someone.text
        assert RECORDED[language] in someone.text
        assert f"#{first} ·" in someone.app.clocks_said
        assert drafts(directory) == 0
    assert [each["event"]["programme"] for each in bodies(directory, first)] == ["Lớp"]


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_one_training_is_recorded_for_all_who_are_marked(tmp_path: Path, language: str) -> None:
    directory = copied(tmp_path)
    first = head(directory) + 1
    async with sitting(directory, language) as someone:
        await someone.press("f4", "2")
        await someone.type("giau")
        await someone.press("tab", "space", "space")
        assert {"vi": "✓ đã đánh dấu 2", "en": "✓ 2 marked"}[language] in someone.text
        marked = sorted(someone.app.screen.query_one(Rows).marked)
        # Of several people only what is recorded of several is offered.
        await someone.press("f2", "1", "2", "enter")
        await someone.type("Lớp")
        await someone.press("enter")
        await someone.type("06/2025")
        await someone.press("f9", "enter")
    made = [each["event"] for each in bodies(directory, first) if "programme" in each["event"]]
    assert sorted(each["cadre"] for each in made) == marked
    assert {each["programme"] for each in made} == {"Lớp"}


async def test_escape_in_the_preview_changes_nothing(tmp_path: Path) -> None:
    directory = xa(tmp_path / "a.ledger")
    before = head(directory)
    async with sitting(directory, "en") as someone:
        await training(someone)
        await someone.press("f9", "escape")
        assert "✓ Complete" in someone.text
    assert head(directory) == before


@pytest.mark.parametrize(("language", "field"), [("vi", "ngày hoàn thành"), ("en", "completed on")])
async def test_a_refusal_tells_every_finding_and_goes_to_the_first(tmp_path: Path, language: str, field: str) -> None:
    async with sitting(xa(tmp_path / "a.ledger"), language) as someone:
        await someone.press("f4", "2", "f2", "3", "tab", "tab", "tab", "f9")
        assert someone.text.count("TEXT-107") == 3
        assert field in someone.text
        assert "completed_on" not in someone.text
        await someone.press("enter", "2")
        assert "quản lý nhà nước" in someone.text or "state management" in someone.text


async def test_a_refusal_of_the_ledger_stands_at_its_field(tmp_path: Path) -> None:
    """The same completion a second time is refused when it is decided, not when it is typed."""
    async with sitting(xa(tmp_path / "a.ledger"), "en") as someone:
        await training(someone)
        await someone.press("f9", "enter")
        await training(someone)
        assert "✓ Complete" in someone.text
        await someone.press("f9")
        assert "Nothing was recorded" in someone.text
        await someone.press("enter")
        assert "to put right" in someone.text


async def test_what_others_recorded_is_shown_before_one_goes_on_and_it_is_recorded_once(tmp_path: Path) -> None:
    directory = xa(tmp_path / "a.ledger")
    async with sitting(directory, "en") as someone:
        await training(someone)
        with Ledger.open(directory) as other:
            done(other, RegisterCadre(on=TODAY, name="Phạm Thị Khác"))
        first = head(directory) + 1
        await someone.press("f9")
        assert "Others have recorded meanwhile" in someone.text
        assert "None of it is about what this form is about." in someone.text
        assert "+ file of a cadre opened · C000004 Phạm Thị Khác" in someone.text
        assert "tester" in someone.text
        await someone.press("enter")
        assert "This will be recorded" in someone.text
        await someone.press("enter")
    assert [each["topic"] for each in bodies(directory, first)] == ["training.completed/1"]


async def test_what_others_recorded_between_the_preview_and_enter_is_shown_too(tmp_path: Path) -> None:
    directory = xa(tmp_path / "a.ledger")
    async with sitting(directory, "vi") as someone:
        await training(someone)
        await someone.press("f9")
        with Ledger.open(directory) as other:
            done(other, CorrectCadre(on=TODAY, cadre="C000001", corrects=20, reason="sai", name="Nguyễn Văn Á"))
        before = head(directory)
        await someone.press("enter")
        assert "Có dữ liệu liên quan" in someone.text
        assert "C000001" in someone.text
        await someone.press("escape")
        assert head(directory) == before
        assert "Lớp" in someone.text


async def test_a_ledger_that_is_locked_loses_nothing(tmp_path: Path) -> None:
    directory = xa(tmp_path / "a.ledger")
    first = head(directory) + 1
    with patch.object(connections, "WAIT_SECONDS", 0.2):
        async with sitting(directory, "en") as someone:
            await training(someone)
            await someone.press("f9")
            holder = sqlite3.connect(directory.events, isolation_level=None)
            holder.execute("BEGIN IMMEDIATE")
            await someone.press("enter")
            assert "STALE-104" in someone.text
            assert "Nothing was recorded" in someone.text
            holder.execute("ROLLBACK")
            holder.close()
            await someone.press("enter")
            assert "Lớp" in someone.text
            await someone.press("f9", "enter")
    assert len(bodies(directory, first)) == 1


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_a_correction_offers_the_fields_of_the_entry_and_keeps_the_old_beside_the_new(tmp_path: Path, language: str) -> None:
    directory = xa(tmp_path / "a.ledger")
    entry, first = stored(directory, "SELECT rowid FROM ledger_events WHERE topic LIKE 'cadre.registered/%'")[0][0], head(directory) + 1
    async with sitting(directory, language) as someone:
        await someone.press("f4", "2", "f2", "6")
        await someone.type(str(entry))
        await someone.press("enter")
        await someone.type("ten" if language == "vi" else "name")
        await someone.press("enter")
        assert ("đang ghi: Nguyễn Văn A" if language == "vi" else "says now: Nguyễn Văn A") in someone.text
        await someone.type("Nguyễn Văn Á")
        assert "Nguyễn Văn A → " in someone.text
        await someone.press("enter")
        await someone.type("ghi nhầm")
        await someone.press("f9", "enter")
    recorded = bodies(directory, first)
    assert (recorded[0]["event"]["corrects"], recorded[0]["event"]["name"]) == (entry, "Nguyễn Văn Á")


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_a_decision_on_a_flag_with_its_reason(tmp_path: Path, language: str) -> None:
    directory, flag = flagged(tmp_path / "a.ledger")
    first = head(directory) + 1
    async with sitting(directory, language) as someone:
        await someone.press("f4", "2", "f2", "5", "down", "enter", "2", "enter")
        await someone.type("15/01/2025")
        await someone.press("enter")
        await someone.type("HĐND tỉnh")
        await someone.press("enter")
        await someone.type("đã khắc phục")
        await someone.press("f9", "enter")
    recorded = bodies(directory, first)
    assert (recorded[0]["event"]["flag"], recorded[0]["event"]["reason"]) == (flag, "đã khắc phục")


async def test_a_form_recorded_before_its_program_ended_is_not_recorded_twice(tmp_path: Path) -> None:
    """The draft is still there; for a vote, its own record stands against it by now."""
    directory = xa(tmp_path / "a.ledger")
    Drafts(directory, "thư ký").keep("vote", "", VOTE, "before", NOW)
    recorded_as(directory, "vote", VOTE, "before")
    before = head(directory)
    async with sitting(directory, "en", notifications=True) as someone:
        await someone.press("f4", "2", "f2", "1")
        assert "BB-1" in someone.text
        await someone.press("f9")
        assert "recorded before" in someone.text
    assert head(directory) == before
    assert drafts(directory) == 0


async def test_a_form_recorded_and_then_changed_is_recorded_only_when_one_says_so(tmp_path: Path) -> None:
    directory = xa(tmp_path / "a.ledger")
    Drafts(directory, "thư ký").keep("training", "cadre=C000001", {**TRAINING, "programme": "Khác"}, "before", NOW)
    recorded_as(directory, "training", TRAINING, "before")
    first = head(directory) + 1
    async with sitting(directory, "en") as someone:
        await someone.press("f4", "2", "f2", "3", "f9")
        assert "Recorded before, but not the same" in someone.text
        await someone.press("enter")
        assert "This will be recorded" in someone.text
        await someone.press("enter")
    assert [each["event"]["programme"] for each in bodies(directory, first)] == ["Khác"]
