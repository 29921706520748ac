"""Passphrases: asked for without an echo, or read line by line from a file descriptor; never an option's value."""

import os
from dataclasses import dataclass

from cadre_ledger.cli.shell import Shell
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Declined, Misused
from cadre_ledger.wording.catalogue import N_

LONGEST = 65536


@dataclass(slots=True)
class Passphrases:
    """Where passphrases come from in one run; a descriptor gives one a line, in the order in which they are asked for."""

    shell: Shell
    descriptor: int | None
    no_input: bool = False
    lines: list[str] | None = None

    def of(self, actor: str) -> str:
        """The passphrase of someone enrolled."""
        if self.descriptor is not None:
            return self._next()
        return self._asked(self.shell.words(N_("Passphrase of {actor}:"), actor=actor))

    def new(self, actor: str) -> str:
        """A passphrase that someone chooses; typed twice, for it is not seen."""
        if self.descriptor is not None:
            return self._next()
        chosen = self._asked(self.shell.words(N_("New passphrase of {actor}:"), actor=actor))
        if self._asked(self.shell.words(N_("Once more:"))) != chosen:
            raise Declined(Code.DECLINED)
        return chosen

    def _asked(self, question: str) -> str:
        if self.no_input:
            raise Misused(Code.INTERACTION_NEEDED, option="--passphrase-fd")
        typed = self.shell.hidden(question)
        if typed is None:
            raise Misused(Code.INTERACTION_NEEDED, option="--passphrase-fd")
        return typed

    def _next(self) -> str:
        if self.lines is None:
            assert self.descriptor is not None
            self.lines = _read(self.descriptor)
        if not self.lines:
            raise Misused(Code.INTERACTION_NEEDED, option="--passphrase-fd")
        return self.lines.pop(0)


def _read(descriptor: int) -> list[str]:
    try:
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            return stream.read(LONGEST).decode("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Misused(Code.INTERACTION_NEEDED, option="--passphrase-fd") from error
