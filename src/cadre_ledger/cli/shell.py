"""The shell around the pure parts: clock, chance, account, streams. Everything that is not a function of the history."""

import getpass
import os
import secrets
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Timer
from typing import TYPE_CHECKING, BinaryIO, TextIO
from uuid import UUID

from cadre_ledger.wording.catalogue import LANGUAGES, N_, Words

if TYPE_CHECKING:
    from cadre_ledger.procedures.seat import Seat

PATIENCE_SECONDS = 1.5


def _now() -> datetime:
    return datetime.now(UTC)


def _namespace() -> UUID:
    return UUID(bytes=secrets.token_bytes(16), version=4)


def _key() -> str:
    return secrets.token_hex(16)


def _hidden(question: str) -> str | None:
    """What is typed without being seen; None where nobody can type."""
    if not sys.stdin.isatty():
        return None
    try:
        return getpass.getpass(f"{question} ", sys.stderr)
    except EOFError:
        return None


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


@dataclass(slots=True)
class Shell:
    """What a command gets from its surroundings; tests pass their own."""

    words: Words
    stdin: BinaryIO = field(default_factory=lambda: sys.stdin.buffer)
    stdout: BinaryIO = field(default_factory=lambda: sys.stdout.buffer)
    stderr: TextIO = field(default_factory=lambda: sys.stderr)
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    now: Callable[[], datetime] = _now
    new_namespace: Callable[[], UUID] = _namespace
    new_key: Callable[[], str] = _key
    account: Callable[[], str] = _account
    random: Callable[[int], bytes] = secrets.token_bytes
    hidden: Callable[[str], str | None] = _hidden
    key_cost: int = 2**17
    """What a guess at a passphrase costs; as in `integrity/keyfile.py`, which help need not load."""
    color: str = "auto"
    screens: "Callable[[Seat], int] | None" = None
    """How the other face is started, where there is one."""

    @property
    def colored(self) -> bool:
        """Whether words on stderr may be coloured; data never are."""
        if self.color != "auto":
            return self.color == "always"
        return self.stderr.isatty() and "NO_COLOR" not in self.environment and self.environment.get("TERM") != "dumb"

    def say(self, text: str) -> None:
        """Words for the person, beside the data."""
        self.stderr.write(text + "\n")
        self.stderr.flush()

    @contextmanager
    def patience(self) -> Iterator[None]:
        """Say that it goes on, when it takes longer than a person expects; another process may hold the ledger."""
        text = self.words(N_("Still at work: deciding, or waiting for another process that is recording …"))
        timer = Timer(PATIENCE_SECONDS, self.say, (text,))
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def ask(self, question: str) -> str:
        """One line from the person."""
        self.stderr.write(question + " ")
        self.stderr.flush()
        return self.line()

    def line(self) -> str:
        """The next line of what is given."""
        return self.stdin.readline().decode("utf-8", errors="replace").strip()

    def ask_secret(self, question: str) -> str:
        """One line that is not shown while it is typed; from a pipe, the next line of it."""
        if self.stdin is sys.stdin.buffer and sys.stdin.isatty():
            return getpass.getpass(question + " ", self.stderr).strip()
        return self.ask(question)


def language(arguments: list[str], environment: Mapping[str, str], of_ledger: Callable[[], str | None]) -> str:
    """`--lang`, then the ledger's settings, then the locale."""
    for place, argument in enumerate(arguments):
        if argument == "--lang" and place + 1 < len(arguments) and arguments[place + 1] in LANGUAGES:
            return arguments[place + 1]
        if argument.startswith("--lang=") and argument.removeprefix("--lang=") in LANGUAGES:
            return argument.removeprefix("--lang=")
    chosen = of_ledger()
    if chosen in LANGUAGES:
        return str(chosen)
    names = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((name for name in names if name), "")
    return "vi" if locale.lower().startswith("vi") else "en"
