"""A council's ledger for tests: the shipped rulebook of its authority, files of results taken in, and desks to read at."""

import atexit
import csv
import io
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from cadre_ledger.domain.shapes import Command
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.ledger.rulefiles import shipped_rulebook
from cadre_ledger.procedures import answers, reading
from cadre_ledger.procedures.desk import Clocks, Desk
from cadre_ledger.procedures.founding import Plan, found
from cadre_ledger.procedures.importing import Ask, Imported, Options, import_tallies
from cadre_ledger.procedures.recording import Author, Recording, record
from cadre_ledger.procedures.sample import SAMPLES, sample
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.findings import Finding
from ledgers import Clock, author, stored

NAMESPACE = UUID("0b8a6c52-9c9f-4d5e-8a53-2f1f1d3c2b1a")
NOW = datetime(2026, 5, 10, 2, 0, tzinfo=UTC)
TODAY = PartialDate.parse("2026-05-10")
FOUNDED = 2 + len(shipped_rulebook("vn-state"))
"""The entries of a founding: itself, a text each, and the index; what is shipped may grow."""
RES_35 = "vn/35-2012-QH13"
RES_85 = "vn/85-2014-QH13"
RES_96 = "vn/96-2023-QH15"
PARTY_96 = "vn/96-QD-TW-2023"
BASES = {name: basis for name, _, basis, _ in SAMPLES}
CODES = {name: code for name, code, _, _ in SAMPLES}
TOTALS = {name: total for name, _, _, total in SAMPLES}
VINH_PHUC = "hdnd-vinhphuc-2023-12-13.csv"
HEADER = ("council", "session_date", "delegates_total", "issued", "valid", "name", "title", "high", "confidence", "low", "source")


def council(path: Path, authority: Any = "state", clock: Clock | None = None) -> Directory:
    """A ledger under the shipped rulebook of an authority; by the usual clock it is founded once and then copied."""
    if clock is None:
        return copied(_founded(authority), path)
    directory, _ = found(Plan(path, "Hội đồng", authority, None, "vi"), NAMESPACE, "tester", "founding", clock)
    return directory


@cache
def _founded(authority: str) -> Directory:
    made = Path(tempfile.mkdtemp(prefix="founded-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return council(made / "a.ledger", authority, Clock(NOW))


def copied(directory: Directory, path: Path) -> Directory:
    """The same ledger elsewhere, to be written to."""
    shutil.copytree(directory.path, path)
    return Directory(path)


def table(*rows: Sequence[object], header: Sequence[str] = HEADER) -> bytes:
    """A file as a spreadsheet would write it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()


def row(name: str, high: object, confidence: object, low: object, **more: object) -> list[object]:
    """One line of a small council's vote."""
    given: dict[str, object] = {"council": "HĐND xã Thử", "session_date": "2023-12-20", "source": "https://example.org"}
    given |= {"name": name, "title": "Ủy viên", "high": high, "confidence": confidence, "low": low}
    given |= more
    return [given.get(column, "") for column in HEADER]


def take(
    directory: Directory, content: bytes, basis: str = RES_96, *, file: str = "result.csv", clock: Clock | None = None, **more: Any
) -> Imported:
    """Import a file; `dry_run`, `ask` and `key` are for the import, everything else is an option of it."""
    dry_run: bool = more.pop("dry_run", False)
    ask: Ask | None = more.pop("ask", None)
    key: str = more.pop("key", "")
    clock = clock or Clock(NOW)
    options = Options(basis=basis, today=more.pop("today", TODAY), **more)
    with Desk.open(directory, Clocks(), clock.now) as desk, Ledger.open(directory) as ledger:
        return import_tallies(ledger, desk, content, file, options, Author("tester", key, clock), dry_run=dry_run, ask=ask)


def take_published(directory: Directory, name: str, clock: Clock | None = None, **more: Any) -> str:
    """Import one of the published files as the sample does; gives the session's code."""
    given = {"session": CODES[name], "subjects_total": TOTALS[name]} | more
    basis: str = given.pop("basis", BASES[name])
    return take(directory, sample(name), basis, file=name, clock=clock, **given).sessions[0]


def do(directory: Directory, *commands: Command, clock: Clock | None = None) -> Recording:
    """Record commands as one."""
    with Ledger.open(directory) as ledger:
        return record(ledger, commands, author(clock or Clock(NOW)))


@contextmanager
def desk(directory: Directory, as_of: str | None = None, known_at: str | None = None, now: datetime = NOW) -> Iterator[Desk]:
    """The reader's desk."""
    clocks = Clocks(date.fromisoformat(as_of) if as_of else None, known_at)
    with Desk.open(directory, clocks, now) as opened:
        yield opened


def said(finding: Finding) -> str:
    """Findings by their code, so that no test of figures rests on wording."""
    return finding.code.value


def result(directory: Directory, session: str, **clocks: Any) -> answers.VoteResult:
    """`vote result`."""
    with desk(directory, **clocks) as opened:
        return reading.vote_result(opened, session, said)


def shown(answer: Any, *, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """A document as scripts see it."""
    document: dict[str, Any] = answer.model_dump(mode="json", by_alias=True)
    return {name: value for name, value in document.items() if name not in without}


def names(directory: Directory) -> list[str]:
    """The names of all stored events in order."""
    return [topic for (topic,) in stored(directory, "SELECT topic FROM ledger_events ORDER BY rowid")]
