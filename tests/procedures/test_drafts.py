"""Drafts of forms: kept whole, found again, never recorded twice, never a reason to fall over."""

import errno
import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import BaseModel

from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.doctor import doctor
from cadre_ledger.procedures.drafts import LONGEST, Draft, Drafts
from cadre_ledger.procedures.recording import record
from cadre_ledger.procedures.resuming import Outcome, outcome
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Refused, Stale
from councils import desk
from crashing import Say, killed
from ledgers import author, cadre, everything, found

NOON = datetime(2026, 5, 10, 5, 0, tzinfo=UTC)
TYPED = {"name": "Nguyễn Thị Ễ", "born": "1980-0"}


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    return found(tmp_path / "x.ledger")


@pytest.fixture
def drafts(directory: Directory) -> Drafts:
    return Drafts(directory, "thu-ky")


def files(drafts: Drafts) -> list[Path]:
    return sorted(drafts.directory.drafts.iterdir())


def kept(drafts: Drafts) -> Path:
    """The file of one draft."""
    drafts.keep("training", "C000001", TYPED, "k1", NOON)
    return files(drafts)[0]


def test_what_is_kept_is_found_by_another_program(drafts: Drafts) -> None:
    drafts.keep("training", "C000001", TYPED, "k1", NOON)

    again = Drafts(Directory(drafts.directory.path), "thu-ky")

    assert again.found("training", "C000001") == Draft(account="thu-ky", form="training", about="C000001", typed=TYPED, key="k1", at=NOON)


def test_the_last_to_write_wins(drafts: Drafts) -> None:
    drafts.keep("training", "C000001", {"level": "a"}, "k1", NOON)
    Drafts(drafts.directory, "thu-ky").keep("training", "C000001", {"level": "b"}, "k2", NOON)

    found_again = drafts.found("training", "C000001")

    assert found_again is not None
    assert (found_again.typed, found_again.key) == ({"level": "b"}, "k2")
    assert len(files(drafts)) == 1


def test_drafts_of_other_forms_people_and_accounts_are_their_own(drafts: Drafts) -> None:
    drafts.keep("training", "C000001", {"of": "first"}, "k1", NOON)
    drafts.keep("training", "C000002", {"of": "second"}, "k2", NOON + timedelta(minutes=1))
    drafts.keep("discipline", "C000001", {"of": "third"}, "k3", NOON)
    Drafts(drafts.directory, "chu-tich").keep("training", "C000001", {"of": "fourth"}, "k4", NOON)

    assert [each.typed["of"] for each in drafts.all()] == ["second", "third", "first"]
    assert [each.key for each in Drafts(drafts.directory, "chu-tich").all()] == ["k4"]


def test_a_dropped_draft_leaves_nothing_behind_and_dropping_it_twice_is_no_mistake(drafts: Drafts) -> None:
    path = kept(drafts)
    path.with_name(f"{path.stem}.0.part").write_text("half")

    drafts.drop("training", "C000001")
    drafts.drop("training", "C000001")

    assert (drafts.found("training", "C000001"), files(drafts)) == (None, [])


def test_nothing_is_found_where_nothing_was_kept(drafts: Drafts) -> None:
    drafts.directory.drafts.rmdir()

    drafts.drop("training", "")

    assert (drafts.found("training", ""), drafts.all(), drafts.findings()) == (None, (), ())


def test_only_the_owner_may_read_a_draft_and_its_file_name_names_nobody(drafts: Drafts) -> None:
    drafts.directory.drafts.rmdir()

    path = kept(drafts)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert "C000001" not in path.name
    assert drafts.directory.open_to_others() == []


def test_a_form_about_something_with_slashes_stays_in_the_directory(drafts: Drafts) -> None:
    drafts.keep("../../training", "../C000001/\0", TYPED, "k1", NOON)

    assert [each.about for each in drafts.all()] == ["../C000001/\0"]
    assert len(files(drafts)) == 1


def test_the_doctor_counts_the_drafts_of_every_account_and_those_that_cannot_be_read(drafts: Drafts) -> None:
    kept(drafts)
    Drafts(drafts.directory, "chu-tich").keep("training", "C000001", {}, "k2", NOON)
    (drafts.directory.drafts / "notes.txt").write_text("x")

    with desk(drafts.directory) as reading:
        found = next(each for each in doctor(reading).checks if each.check == "drafts")

    assert (found.ok, found.detail) == (True, "2, unreadable: 1")


# Recorded once


def test_a_form_recorded_before_the_crash_is_not_recorded_again(directory: Directory, drafts: Drafts) -> None:
    drafts.keep("cadre", "", {"name": "Lê Thị B"}, "key-of-form", NOON)
    with Ledger.open(directory) as ledger:
        first = record(ledger, [cadre("Lê Thị B")], author(key="key-of-form"))
    before = everything(directory)

    # The program ended before the draft was dropped.
    draft = Drafts(directory, "thu-ky").found("cadre", "")
    assert draft is not None
    with Ledger.open(directory) as ledger:
        steps = [cadre(draft.typed["name"])]
        assert outcome(ledger, draft, steps) is Outcome.RECORDED
        again = record(ledger, steps, author(key=draft.key))

    assert (again.repeated, again.first, again.last) == (True, first.first, first.last)
    assert everything(directory) == before


def test_a_form_typed_on_after_it_was_recorded_is_told_apart(directory: Directory, drafts: Drafts) -> None:
    draft = drafts.keep("cadre", "", {"name": "Lê Thị C"}, "key-of-form", NOON)
    with Ledger.open(directory) as ledger:
        record(ledger, [cadre("Lê Thị B")], author(key="key-of-form"))
        before = everything(directory)

        assert outcome(ledger, draft, [cadre(draft.typed["name"])]) is Outcome.RECORDED_OTHERWISE
        with pytest.raises(Stale) as stale:
            record(ledger, [cadre(draft.typed["name"])], author(key=draft.key))

    assert stale.value.code is Code.KEY_REUSED
    assert everything(directory) == before


def test_a_form_that_was_not_recorded_is_open(directory: Directory, drafts: Drafts) -> None:
    draft = drafts.keep("cadre", "", {"name": "Lê Thị C"}, "key-of-form", NOON)

    with Ledger.open(directory) as ledger:
        assert outcome(ledger, draft, [cadre(draft.typed["name"])]) is Outcome.OPEN


@pytest.mark.parametrize("words", [1, 7, 40])
def test_a_kill_in_the_middle_of_typing_loses_at_most_what_was_not_yet_acknowledged(drafts: Drafts, words: int) -> None:
    def typing(say: Say) -> None:
        for place in range(200):
            drafts.keep("training", "C000001", {"name": "x" * place}, "k1", NOON)
            say(place)

    said = killed(typing, words)

    draft = drafts.found("training", "C000001")
    assert draft is not None
    assert len(draft.typed["name"]) in (said[-1], int(str(said[-1])) + 1)
    assert damaged(drafts) == []


# What can go wrong


WHOLE = '{"format": 1, "account": "a", "form": "f", "about": "", "typed": {}, "key": "k", "at": "2026-05-10T05:00:00Z"}'


def damaged(drafts: Drafts) -> list[str]:
    return [str(each.facts["reason"]) for each in drafts.findings() if each.code is Code.DRAFT_UNREADABLE and not each.stops]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "JSON"),
        (b'{"format": 1, "account"', "JSON"),
        (b"\xff\xfe", "JSON"),
        (b"[" * 100_000, "JSON"),
        (b"[]", "format"),
        (b'{"format": 2}', "format"),
        (b'{"format": 1}', "account"),
        (
            b'{"format": 1, "account": "a", "form": "f", "about": "", "typed": {"x": 1}, "key": "k", "at": "2026-05-10T05:00:00Z"}',
            "typed.x",
        ),
        (WHOLE.replace('"k"', '""').encode(), "key"),
        (WHOLE.replace("Z", "").encode(), "at"),
        (b" " * (LONGEST + 1), "size"),
    ],
)
def test_a_damaged_draft_is_a_finding_and_the_others_are_found(drafts: Drafts, content: bytes, reason: str) -> None:
    path = kept(drafts)
    drafts.keep("discipline", "C000001", {}, "k2", NOON)
    path.write_bytes(content)

    assert damaged(drafts) == [reason]
    assert drafts.found("training", "C000001") is None
    assert [each.form for each in drafts.all()] == ["discipline"]


def test_a_draft_written_over_a_damaged_one_is_found(drafts: Drafts) -> None:
    kept(drafts).write_bytes(b"{")

    kept(drafts)

    assert damaged(drafts) == []
    assert drafts.found("training", "C000001") is not None


def test_a_draft_under_anothers_name_is_none(drafts: Drafts) -> None:
    path = kept(drafts)
    path.rename(path.with_name(f"{'0' * 40}.json"))

    assert damaged(drafts) == ["name"]
    assert drafts.all() == ()


def test_what_is_no_file_of_a_draft_is_neither_followed_nor_waited_for(drafts: Drafts) -> None:
    path = kept(drafts)
    path.with_name("link.json").symlink_to(path)
    os.mkfifo(path.with_name("pipe.json"))
    path.with_name("dir.json").mkdir()

    assert damaged(drafts) == ["kind", os.strerror(errno.ELOOP), "kind"]
    assert len(drafts.all()) == 1


def test_fields_of_another_version_are_not_kept(drafts: Drafts) -> None:
    path = kept(drafts)
    path.write_text(path.read_text(encoding="utf-8").replace('"format": 1', '"format": 1, "password": "x"'), encoding="utf-8")

    draft = drafts.found("training", "C000001")

    assert isinstance(draft, BaseModel)
    assert set(draft.model_dump()) == {"account", "form", "about", "typed", "key", "at"}


def test_a_full_disk_is_said_and_the_draft_before_it_stays(drafts: Drafts, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(drafts)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused) as refused:
        drafts.keep("training", "C000001", {"name": "later"}, "k1", NOON)

    assert (refused.value.code, refused.value.facts) == (Code.DRAFT_UNWRITABLE, {"reason": "No space left on device"})
    draft = drafts.found("training", "C000001")
    assert draft is not None
    assert draft.typed == TYPED
    assert len(files(drafts)) == 1


def test_a_place_that_cannot_be_written_is_said_whatever_is_done(drafts: Drafts) -> None:
    drafts.directory.drafts.rmdir()
    drafts.directory.drafts.write_text("in the way")

    with pytest.raises(Refused) as keeping:
        drafts.keep("training", "C000001", TYPED, "k1", NOON)
    with pytest.raises(Refused) as dropping:
        drafts.drop("training", "C000001")

    assert (keeping.value.code, dropping.value.code) == (Code.DRAFT_UNWRITABLE, Code.DRAFT_UNWRITABLE)
    assert (drafts.all(), drafts.found("training", "C000001")) == ((), None)


def test_a_draft_longer_than_any_form_is_refused(drafts: Drafts) -> None:
    with pytest.raises(Refused) as refused:
        drafts.keep("training", "C000001", {"name": "x" * LONGEST}, "k1", NOON)

    assert refused.value.code is Code.DRAFT_UNWRITABLE
    assert files(drafts) == []


def test_half_a_letter_from_a_broken_terminal_does_not_stop_the_form(drafts: Drafts) -> None:
    drafts.keep("training", "C000001", {"name": "Lê\udce1"}, "k1", NOON)

    draft = drafts.found("training", "C000001")
    assert draft is not None
    assert draft.typed == {"name": "Lê?"}


@pytest.mark.parametrize(("age", "left"), [(timedelta(minutes=59), True), (timedelta(minutes=61), False)])
def test_what_a_power_cut_left_half_written_goes_after_an_hour(drafts: Drafts, age: timedelta, *, left: bool) -> None:
    part = drafts.directory.drafts / "abc.0.part"
    part.write_text("half")
    os.utime(part, ((NOON - age).timestamp(),) * 2)

    drafts.keep("training", "C000001", TYPED, "k1", NOON)

    assert part.exists() is left
    assert damaged(drafts) == []
