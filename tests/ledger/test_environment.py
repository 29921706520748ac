"""No variable of the process decides where events go, or in which form."""

from pathlib import Path

import pytest

from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from ledgers import cadre, done, found, stored

HOSTILE = {
    "SQLITE_DBNAME": "elsewhere.db",
    "LEDGER_SQLITE_DBNAME": "elsewhere.db",
    "COMPRESSOR_TOPIC": "zlib",
    "LEDGER_COMPRESSOR_TOPIC": "zlib",
    "CIPHER_TOPIC": "eventsourcing.cipher:AESCipher",
    "CIPHER_KEY": "bm90IGEga2V5",
    "IS_SNAPSHOTTING_ENABLED": "yes",
    "LEDGER_IS_SNAPSHOTTING_ENABLED": "yes",
    "PERSISTENCE_MODULE": "eventsourcing.popo",
    "LEDGER_PERSISTENCE_MODULE": "eventsourcing.popo",
    "INFRASTRUCTURE_FACTORY": "eventsourcing.popo:Factory",
    "FACTORY_TOPIC": "eventsourcing.popo:Factory",
    "CREATE_TABLE": "yes",
    "LEDGER_CREATE_TABLE": "yes",
    "APPLICATION_RECORDER_TOPIC": "eventsourcing.sqlite:SQLiteApplicationRecorder",
    "LEDGER_APPLICATION_RECORDER_TOPIC": "eventsourcing.sqlite:SQLiteApplicationRecorder",
    "MAPPER_TOPIC": "eventsourcing.persistence:Mapper",
    "TRANSCODER_TOPIC": "eventsourcing.persistence:JSONTranscoder",
    "SQLITE_LOCK_TIMEOUT": "1",
    "ORIGINATOR_ID_TYPE": "text",
}


@pytest.mark.parametrize(
    "variables", [*([name] for name in HOSTILE), list(HOSTILE)], ids=lambda names: names[0] if len(names) == 1 else "all"
)
def test_a_variable_of_the_process_redirects_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variables: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    for name in variables:
        monkeypatch.setenv(name, HOSTILE[name])

    directory = found(tmp_path / "trial.ledger")
    with Ledger.open(directory) as ledger:
        done(ledger, cadre("Nguyễn Văn A"))

    assert "Nguyễn Văn A".encode() in stored(directory)[-1][4]
    assert [each.name for each in tmp_path.iterdir()] == ["trial.ledger"]
    assert [
        name for (name,) in stored(directory, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY 1")
    ] == [
        "commands",
        "ledger_events",
        "topics",
    ]


@pytest.mark.parametrize("name", ["file:odd.ledger", "mode=memory", "a?b#c%20d.ledger", "khoá sổ.ledger"])
def test_the_name_of_a_ledger_is_a_name_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)

    directory = found(Path(name))
    with Ledger.open(Directory(Path(name))) as ledger:
        done(ledger, cadre())

    assert (tmp_path / name / "events.db").stat().st_size > 0
    assert len(stored(directory)) > 1
    assert [each.name for each in tmp_path.iterdir()] == [name]
