"""Everything around a ledger that could be wrong, each looked at; signatures are verified anew."""

import sqlite3
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from cadre_ledger.ledger.directory import NETWORK, Directory, file_system
from cadre_ledger.ledger.pages import SCHEMA
from cadre_ledger.procedures import answers, recounting, signatures
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.drafts import Drafts
from cadre_ledger.procedures.reading import actors_sign, heading
from cadre_ledger.values.findings import Finding


def doctor(desk: Desk) -> answers.Doctor:
    """Everything around the ledger that could be wrong, each looked at."""
    return answers.Doctor(**heading(desk, answers.Doctor.NAME), checks=tuple(_checks(desk)))


def _checks(desk: Desk) -> Iterator[answers.CheckPart]:
    events = desk.events
    yield _check("sqlite_integrity", _pragma(events, "integrity_check"), "ok")
    yield _check("journal_mode", _pragma(events, "journal_mode"), "wal")
    yield answers.CheckPart(check="synchronous", ok=True, detail="FULL asserted on every writing connection")
    yield _check("schema", _schema(events), "as expected")
    kind = file_system(desk.directory.path, Path("/proc/self/mounts"))
    yield answers.CheckPart(check="file_system", ok=kind not in NETWORK, detail=kind or "unknown")
    exposed = desk.directory.open_to_others()
    yield answers.CheckPart(check="private_files", ok=not exposed, detail=", ".join(str(each.name) for each in exposed) or "0600/0700")
    yield answers.CheckPart(check="drafts", ok=True, detail=_drafts(desk.directory))
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    yield answers.CheckPart(check="terminal_encoding", ok=encoding == "utf8", detail=encoding or "none")
    yield answers.CheckPart(check="sqlite_version", ok=sqlite3.sqlite_version_info >= (3, 37), detail=sqlite3.sqlite_version)
    # Said plainly, not checked: file modes do not help once the machine is in other hands.
    yield answers.CheckPart(check="stolen_machine", ok=True, detail="unprotected: use disk encryption")
    yield _signatures(desk)
    yield _counts(desk)


def _signatures(desk: Desk) -> answers.CheckPart:
    """Every signature verified, in a ledger that is signed, and that none was taken away."""
    found = list(signatures.findings(desk))
    good = "all hold" if actors_sign(desk) else "unsigned: actors are claims"
    return answers.CheckPart(check="signatures", ok=not found, detail=_places(found) or good)


def _counts(desk: Desk) -> answers.CheckPart:
    """Every count held here followed anew: what was opened is what was locked, and the result is what the stacks come to."""
    found = list(recounting.findings(desk))
    return answers.CheckPart(check="counts", ok=not found, detail=_places(found) or "all add up")


def _places(found: Sequence[Finding]) -> str:
    places = (f"{each.code.value} #{each.facts.get('first', each.facts.get('entry'))}" for each in found[:5])
    return f"{len(found)}: {', '.join(places)}" if found else ""


def _drafts(directory: Directory) -> str:
    """How many there are, of every account, for they are about people; one that cannot be read harms nothing."""
    drafts = Drafts(directory, "")
    unreadable = len(drafts.findings())
    return f"{drafts.number()}" + f", unreadable: {unreadable}" * bool(unreadable)


def _check(name: str, found: str, wanted: str) -> answers.CheckPart:
    return answers.CheckPart(check=name, ok=found == wanted, detail=found)


def _pragma(events: sqlite3.Connection, name: str) -> str:
    return str(events.execute(f"PRAGMA {name}").fetchone()[0])


def _schema(events: sqlite3.Connection) -> str:
    found = {sql for (sql,) in events.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")}
    expected = {statement.replace("IF NOT EXISTS ", "") for statement in SCHEMA}
    extra, missing = found - expected, expected - found
    return "as expected" if not extra and not missing else f"{len(extra)} unexpected, {len(missing)} missing"
