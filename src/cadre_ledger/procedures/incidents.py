"""What went wrong inside the program, written down for whoever repairs it: kinds of errors, modules and lines, versions.

Never a message or a value of an error: they may hold names and figures.
"""

import os
import platform
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from importlib.metadata import version

from cadre_ledger.ledger.directory import Directory
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Broken, LedgerError, place_of, steps_of

LIBRARIES = ("cadre-ledger", "textual", "eventsourcing", "pydantic", "msgspec")


def noted(directory: Directory, error: BaseException, now: datetime, key: str) -> Broken:
    """The error to be told to the person, with the number under which the rest is kept beside the ledger."""
    number = f"{now:%Y%m%d-%H%M%S}-{key[:4]}"
    text = "".join(f"{line}\n" for line in (f"incident {number}", _versions(), *_lines(error)))
    # The disk may be what failed; the number is told all the same.
    with suppress(OSError):
        directory.incidents.mkdir(mode=0o700, exist_ok=True)
        with open(directory.incidents / f"{number}.txt", "x", encoding="utf-8", opener=_private) as file:
            file.write(text)
    return Broken(Code.SCREENS_FAILED, kind=_kind(error), place=place_of(error), incident=number)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _versions() -> str:
    return ", ".join([*(f"{each} {version(each)}" for each in LIBRARIES), f"Python {platform.python_version()}", platform.system()])


def _lines(error: BaseException) -> Iterator[str]:
    """Where it happened, from the outermost call to the innermost, and likewise what it came from."""
    told: set[int] = set()
    while id(error) not in told:
        told.add(id(error))
        yield _kind(error)
        yield from (f"  {step}" for step in steps_of(error))
        error = error.__cause__ or error.__context__ or error


def _kind(error: BaseException) -> str:
    """The name of its class, with the code if it has one."""
    return f"{type(error).__name__} {error.code.value}" if isinstance(error, LedgerError) else type(error).__name__
