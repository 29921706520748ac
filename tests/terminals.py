"""Commands run in this process, with streams, clock, account and keys of the test's own."""

import io
import json
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

from cadre_ledger.cli.app import run
from cadre_ledger.cli.shell import Shell
from cadre_ledger.procedures.seat import Seat
from cadre_ledger.wording.catalogue import Words
from councils import FOUNDED

NAMESPACE = UUID("1c8a6c52-9c9f-4d5e-8a53-2f1f1d3c2b1a")
VOTE = FOUNDED + 37
"""The entry of Vĩnh Phúc's vote in the sample, the last of its ten files."""
LINK, HEAD = VOTE + 5, VOTE + 6
NOW = datetime(2026, 5, 10, 2, 0, tzinfo=UTC)


_keys = count(1)


class Screen(io.StringIO):
    """Something that can be written to and says whether it is a terminal."""

    terminal = False

    def isatty(self) -> bool:
        return self.terminal


@dataclass(frozen=True)
class Said:
    """How a command ended and what it said."""

    status: int
    data: bytes
    words: str

    @property
    def text(self) -> str:
        """Standard output as text."""
        return self.data.decode()

    @property
    def json(self) -> Any:
        """Standard output as a document."""
        return json.loads(self.data)

    @property
    def lines(self) -> list[Any]:
        """Standard error as JSON Lines."""
        return [json.loads(line) for line in self.words.splitlines()]


@dataclass
class Terminal:
    """Where someone types; `ledger` is named by the environment unless it is empty."""

    ledger: Path | None = None
    language: str = "en"
    account: str = "tester"
    environment: dict[str, str] = field(default_factory=dict)
    now: Callable[[], datetime] = lambda: NOW
    terminal: bool = False
    screens: Callable[[Seat], int] | None = None
    hidden: Callable[[str], str | None] = lambda _: None

    def __call__(self, *arguments: object, typed: str | bytes = "", **environment: str) -> Said:
        """Type a command; `typed` is what is answered or piped in."""
        return self.run([str(each) for each in arguments], typed if isinstance(typed, bytes) else typed.encode(), environment)

    def run(self, arguments: list[str], stdin: bytes, environment: Mapping[str, str]) -> Said:
        """The same with everything named."""
        named = {"CADRE_LEDGER": str(self.ledger)} if self.ledger else {}
        out, err = io.BytesIO(), Screen()
        err.terminal = self.terminal
        shell = Shell(
            Words(self.language),
            stdin=io.BytesIO(stdin),
            stdout=out,
            stderr=err,
            environment={**named, **self.environment, **environment},
            now=self.now,
            new_namespace=lambda: NAMESPACE,
            new_key=lambda: f"typed-{next(_keys)}",
            account=lambda: self.account,
            screens=self.screens,
            hidden=self.hidden,
            key_cost=2,
        )
        # Help is written by the framework.
        helped = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
        with redirect_stdout(helped):
            status = run(arguments, shell)
        helped.seek(0)
        return Said(status, out.getvalue() + helped.read().encode(), err.getvalue())
