"""Completion of codes from the ledger: quiet when there is none, for a shell has nowhere to show an error."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from cadre_ledger.values.errors import LedgerError

QUERIES = {
    "session": "SELECT code FROM vote WHERE code LIKE ? || '%' ORDER BY code LIMIT 50",
    "body": "SELECT code FROM body WHERE code LIKE ? || '%' ORDER BY code LIMIT 50",
    "cadre": "SELECT code FROM cadre WHERE code LIKE ? || '%' ORDER BY code LIMIT 50",
    "flag": "SELECT id FROM flag WHERE id LIKE ? || '%' ORDER BY id LIMIT 50",
}


def codes(kind: str) -> Callable[[str], list[str]]:
    """A completer of one kind of code, from the read models as they lie there."""

    def complete(incomplete: str) -> list[str]:
        with suppress(LedgerError, sqlite3.Error, OSError):
            return _found(kind, incomplete)
        return []

    return complete


def _found(kind: str, incomplete: str) -> list[str]:
    from cadre_ledger.ledger.directory import locate

    directory = locate(None, os.environ.get("CADRE_LEDGER"), Path.cwd())
    newest = max(directory.path.glob("views-*.db"), key=lambda path: path.stat().st_mtime, default=None)
    if newest is None:
        return []
    connection = sqlite3.connect(newest.absolute().as_uri() + "?mode=ro", uri=True)
    try:
        return [code for (code,) in connection.execute(QUERIES[kind], (incomplete,))]
    finally:
        connection.close()
