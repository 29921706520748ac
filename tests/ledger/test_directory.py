"""A ledger is a directory for its owner alone, on a file system that keeps what it is told."""

import os
import shutil
import sqlite3
import stat
from pathlib import Path

import pytest

from cadre_ledger.ledger import directory as room
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory, Founding, file_system, locate
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Broken, LedgerError, NotFound, Refused
from ledgers import NAMESPACE, cadre, done, everything, found

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
server:/export /mnt/share nfs4 rw 0 0
/dev/sdb1 /mnt/share/inside xfs rw 0 0
//server/docs /mnt/My\\040Documents cifs rw 0 0
tmpfs /over tmpfs rw 0 0
server:/late /over nfs rw 0 0
"""


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    path = tmp_path / "mounts"
    path.write_text(MOUNTS)
    return path


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/x.ledger", "ext4"),
        ("/mnt/share/x.ledger", "nfs4"),
        ("/mnt/share", "nfs4"),
        ("/mnt/shared/x.ledger", "ext4"),
        ("/mnt/share/inside/x.ledger", "xfs"),
        ("/mnt/My Documents/x.ledger", "cifs"),
        ("/over/x.ledger", "nfs"),
    ],
)
def test_the_kind_of_a_file_system_is_that_of_the_longest_and_last_mount_point(mounts: Path, path: str, kind: str) -> None:
    assert file_system(Path(path), mounts) == kind


def test_a_link_to_a_network_share_does_not_hide_it(tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "share")
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/export {tmp_path}/share nfs4 rw 0 0\n")

    assert file_system(tmp_path / "link" / "x.ledger", mounts) == "nfs4"


def test_where_mounts_are_not_told_the_kind_is_not_known(tmp_path: Path) -> None:
    assert file_system(Path("/home"), tmp_path / "absent") is None


def test_lines_of_mounts_that_cannot_be_read_are_passed_over(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text("\nodd\n/dev/sda1 / ext4 rw 0 0\n")

    assert file_system(Path("/home"), mounts) == "ext4"


@pytest.mark.parametrize("kind", sorted(room.NETWORK))
def test_a_network_file_system_is_refused_for_founding_and_for_opening(
    directory: Directory, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(room, "file_system", lambda *_: kind)
    elsewhere = Directory(directory.path.with_name("other.ledger"))

    with pytest.raises(Refused) as founding:
        Ledger.create(elsewhere, NAMESPACE)
    with pytest.raises(Refused) as opening:
        Ledger.open(directory)

    assert founding.value.code is opening.value.code is Code.NETWORK_FILE_SYSTEM
    assert not elsewhere.path.exists()


# Who may read it


def modes(path: Path) -> dict[str, str]:
    return {each.name: oct(stat.S_IMODE(each.stat().st_mode)) for each in (path, *path.rglob("*"))}


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_files_are_for_their_owner_alone_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        directory = found(tmp_path / "trial.ledger")
        directory.write_settings(directory.founding(), "vi")
        with Ledger.open(directory) as ledger:
            done(ledger, cadre())
            while_open = modes(directory.path)
    finally:
        os.umask(before)

    assert {while_open.pop("trial.ledger"), while_open.pop("drafts")} == {"0o700"}
    assert set(while_open) == {"events.db", "events.db-wal", "events.db-shm", "ledger.toml"}
    assert set(while_open.values()) == {"0o600"}
    assert directory.open_to_others() == []


def test_what_others_may_read_is_found(directory: Directory) -> None:
    directory.events.chmod(0o640)

    assert directory.open_to_others() == [directory.events]


# What it says of itself


def test_the_founding_is_read_raw_from_entry_1(directory: Directory) -> None:
    assert directory.founding() == Founding("test-1", "Trial", NAMESPACE, "Asia/Ho_Chi_Minh", "state")


@pytest.mark.parametrize(
    ("field", "text"), [("origin", 'origin = "other-1"'), ("time_zone", 'time_zone = "Europe/Paris"'), ("ledger.toml", "origin = ")]
)
def test_settings_that_contradict_the_founding_are_never_believed(directory: Directory, field: str, text: str) -> None:
    directory.settings.write_text(text)

    with pytest.raises(Broken) as broken:
        Ledger.open(directory)

    assert broken.value.code is Code.FOUNDING_DIFFERS
    assert broken.value.facts["field"] == field


@pytest.mark.parametrize("name", ["Trial", 'HĐND "thử" \\ một', "Sổ\u00a0tay"])
def test_settings_as_they_are_written_agree_with_the_founding(directory: Directory, name: str) -> None:
    founding = directory.founding()
    directory.write_settings(Founding(founding.origin, name, founding.namespace, founding.time_zone, founding.authority), "en")

    with Ledger.open(directory) as ledger:
        assert ledger.founding == founding
    assert directory.language() == "en"


@pytest.mark.parametrize("text", [None, "language = 7", "language = ", "\udcff"])
def test_settings_that_cannot_be_read_name_no_language(directory: Directory, text: str | None) -> None:
    if text is not None:
        directory.settings.write_bytes(text.encode("utf-8", "surrogateescape"))

    assert directory.language() is None


def altered(directory: Directory, statement: str, *values: object) -> None:
    connection = sqlite3.connect(directory.events)
    connection.execute(statement, values)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    "state", [b"not json", b"{}", b'{"event":null}', b'{"event":{"origin":"x","name":"x","time_zone":"x","authority":"x","namespace":"x"}}']
)
def test_a_founding_that_cannot_be_read_is_said_to_be_broken(directory: Directory, state: bytes) -> None:
    altered(directory, "UPDATE ledger_events SET state = ? WHERE rowid = 1", state)

    with pytest.raises(Broken) as broken:
        Ledger.open(directory)

    assert broken.value.code is Code.STATE_UNREADABLE


def test_a_ledger_whose_first_entry_is_no_founding_is_broken(directory: Directory) -> None:
    altered(directory, "DELETE FROM ledger_events WHERE rowid = 1")

    with pytest.raises(Broken) as broken:
        Ledger.open(directory)

    assert broken.value.code is Code.STORE_BROKEN


# What is not a ledger


def test_a_directory_that_is_not_there_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as missing:
        Ledger.open(Directory(tmp_path / "x.ledger"))

    assert missing.value.code is Code.NO_LEDGER
    assert not (tmp_path / "x.ledger").exists()


def test_a_file_that_is_no_database_is_broken_and_not_founded_over(directory: Directory) -> None:
    directory.events.write_bytes(b"This is no database. " * 400)

    with pytest.raises(Broken) as opening:
        Ledger.open(directory)
    with pytest.raises(Refused) as founding:
        Ledger.create(directory, NAMESPACE)

    assert opening.value.code is Code.STORE_BROKEN
    assert founding.value.code is Code.ALREADY_FOUNDED
    assert directory.events.read_bytes().startswith(b"This is no database.")


def test_a_founded_ledger_is_not_founded_over(directory: Directory) -> None:
    before = everything(directory)

    with pytest.raises(Refused) as refused:
        Ledger.create(directory, NAMESPACE)

    assert refused.value.code is Code.ALREADY_FOUNDED
    assert everything(directory) == before


def test_a_place_that_cannot_hold_a_ledger_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(Broken) as broken:
        Ledger.create(Directory(tmp_path / "file" / "x.ledger"), NAMESPACE)

    assert broken.value.code is Code.STORE_BROKEN


def test_a_ledger_without_write_access_is_not_opened(directory: Directory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda _, mode: not (mode & os.W_OK))

    with pytest.raises(Refused) as refused:
        Ledger.open(directory)

    assert refused.value.code is Code.READ_ONLY


# Newer ledgers


def test_a_ledger_with_a_topic_of_a_newer_program_is_refused_and_nothing_is_changed(directory: Directory) -> None:
    altered(directory, "INSERT INTO topics VALUES ('vote.recorded/2')")
    before = {path.name: path.read_bytes() for path in directory.path.iterdir() if path.is_file()}

    with pytest.raises(Broken) as broken:
        Ledger.open(directory)

    assert broken.value.code is Code.NEWER_LEDGER
    assert broken.value.facts["topics"] == "vote.recorded/2"
    assert {path.name: path.read_bytes() for path in directory.path.iterdir() if path.is_file() and path.suffix == ".db"} == before


def test_a_ledger_copied_while_closed_opens_elsewhere(directory: Directory, tmp_path: Path) -> None:
    copy = tmp_path / "copy.ledger"
    shutil.copytree(directory.path, copy)

    with Ledger.open(Directory(copy)) as ledger:
        done(ledger, cadre())

    assert len(everything(Directory(copy))[0]) == len(everything(directory)[0]) + 2


# Which ledger


def test_a_ledger_is_taken_as_named_then_from_the_environment_then_the_only_one_here(tmp_path: Path) -> None:
    (tmp_path / "one.ledger").mkdir()

    assert locate("named", "environment", tmp_path) == Directory(Path("named"))
    assert locate(None, "environment", tmp_path) == Directory(Path("environment"))
    assert locate(None, None, tmp_path) == Directory(tmp_path / "one.ledger")


@pytest.mark.parametrize("names", [(), ("one.ledger", "two.ledger")])
def test_none_or_several_ledgers_here_have_to_be_named(tmp_path: Path, names: tuple[str, ...]) -> None:
    for name in names:
        (tmp_path / name).mkdir()

    with pytest.raises(LedgerError) as missing:
        locate(None, None, tmp_path)

    assert missing.value.code is Code.LEDGER_NOT_NAMED
    assert missing.value.facts["found"] == len(names)
