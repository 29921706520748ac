"""Facts recorded by command line and from a file, to compare with the same facts entered by a form."""

from pathlib import Path
from typing import Any

from pydantic_core import from_json

from cadre_ledger.ledger.directory import Directory
from cadre_ledger.values.tallies import RecordedFrom
from councils import RES_96, table, take
from entering import xa
from ledgers import stored
from staffing import bring
from terminals import Terminal


def bodies(directory: Directory, first: int) -> list[dict[str, Any]]:
    """The events recorded from an entry on, as they are stored: name, day from which they hold, and body."""
    rows = stored(directory, f"SELECT topic, state FROM ledger_events WHERE rowid >= {first} ORDER BY rowid")
    states = [(topic, from_json(state)) for topic, state in rows]
    return [{"topic": topic, "effective_on": state["effective_on"], "event": state["event"]} for topic, state in states]


def head(directory: Directory) -> int:
    head: int = stored(directory, "SELECT MAX(rowid) FROM ledger_events")[0][0]
    return head


def by_command(path: Path, *arguments: object) -> list[dict[str, Any]]:
    directory = xa(path / "command.ledger")
    first = head(directory) + 1
    said = Terminal(directory.path)(*arguments, "--yes")
    assert said.status == 0, said.words
    return bodies(directory, first)


def by_file(path: Path, kind: str, header: tuple[str, ...], *rows: tuple[object, ...]) -> list[dict[str, Any]]:
    directory = xa(path / "file.ledger")
    first = head(directory) + 1
    bring(directory, kind, table(*rows, header=header))
    return bodies(directory, first)


LISTED = (("Nguyễn Văn A", "Chủ tịch", 20, 3, 1, 1), ("Trần Thị B", "", 5, 6, 14, 0))


def voted_by_file(path: Path, numbers: dict[str, object], header: tuple[str, ...], *rows: tuple[object, ...]) -> list[dict[str, Any]]:
    directory = xa(path / "file.ledger")
    first = head(directory) + 1
    lead = {"council": "HĐND xã Thử", "session_date": "20/12/2023", "source": "Biên bản 12", **numbers}
    content = table(*((*lead.values(), *each) for each in rows), header=(*lead, *header))
    take(directory, content, RES_96, session="BB-1", recorded_from=RecordedFrom.MINUTES, subjects_total=9)
    return bodies(directory, first)


def options(*numbers: str) -> list[str]:
    return [
        "vote",
        "record",
        "bb-1",
        "--body",
        "hdnd-xa",
        "--held-on",
        "2023-12-20",
        "--basis",
        RES_96,
        "--source",
        "Biên bản 12",
        *numbers,
    ]
