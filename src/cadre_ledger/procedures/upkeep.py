"""The state of a ledger and of its read models: status, doctor, views."""

import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from cadre_ledger.ledger.directory import NETWORK, Directory, file_system
from cadre_ledger.ledger.pages import SCHEMA
from cadre_ledger.ledger.views import Views
from cadre_ledger.procedures import answers
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.drafts import Drafts
from cadre_ledger.procedures.reading import actors_sign, heading
from cadre_ledger.procedures.signatures import findings
from cadre_ledger.projections.tables import FLAGS


def status(desk: Desk) -> answers.Status:
    """What the ledger holds."""
    flags = Counter(row["severity"] for row in desk.rows(FLAGS))
    counts = {kind: sum(1 for _ in desk.source.keys_of(kind)) for kind in ("body", "cadre", "session")}
    return answers.Status(
        **heading(desk, answers.Status.NAME),
        path=str(desk.directory.path),
        name=desk.founding.name,
        authority=desk.founding.authority,
        time_zone=desk.founding.time_zone,
        signed=actors_sign(desk),
        counts={**counts, "regulation": len({each.regulation for each in desk.rulebook.adopted})},
        flags=dict(sorted(flags.items())),
        views_entry=desk.source.progress.entry if isinstance(desk.source, Views) else 0,
    )


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


def _signatures(desk: Desk) -> answers.CheckPart:
    """Every signature verified, in a ledger that is signed, and that none was taken away."""
    found = list(findings(desk))
    if found:
        places = (f"{each.code.value} #{each.facts.get('first', each.facts.get('entry'))}" for each in found[:5])
        return answers.CheckPart(check="signatures", ok=False, detail=f"{len(found)}: {', '.join(places)}")
    return answers.CheckPart(check="signatures", ok=True, detail="all hold" if actors_sign(desk) else "unsigned: actors are claims")


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


def views_status(desk: Desk) -> answers.ViewsAnswer:
    """How far the read models have come."""
    return _views_answer(desk, _views_of(desk), [])


def views_check(desk: Desk) -> answers.ViewsAnswer:
    """Whether the read models equal a fresh fold of the same history."""
    views = _views_of(desk)
    differences = [
        answers.DifferencePart(table=each.table, key=each.key, column=each.column, found=_shown(each.found), expected=_shown(each.expected))
        for each in views.differences(desk.events)
    ]
    return _views_answer(desk, views, differences)


def views_rebuild(desk: Desk, directory: Directory, today: date) -> answers.ViewsAnswer:
    """A new generation from the first entry on."""
    with Views.rebuilt(directory, desk.events, today) as views:
        return _views_answer(desk, views, [])


def _views_of(desk: Desk) -> Views:
    assert isinstance(desk.source, Views)
    return desk.source


def _views_answer(desk: Desk, views: Views, differences: list[answers.DifferencePart]) -> answers.ViewsAnswer:
    progress = views.progress
    return answers.ViewsAnswer(
        **heading(desk, answers.ViewsAnswer.NAME),
        generation=views.path.name if views.path else "memory",
        entry=progress.entry,
        judged_on=progress.judged_on,
        rows=views.sizes(),
        ok=not differences,
        differences=tuple(differences),
    )


def _shown(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)
