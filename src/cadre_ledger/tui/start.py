"""The screens begin: in a terminal that can show them, or not at all."""

import os
import sys
from typing import TextIO

from cadre_ledger.procedures.incidents import noted
from cadre_ledger.procedures.seat import Seat
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Misused

WITHOUT_CURSOR = ("dumb", "unknown")
TURN_SECONDS = 0.0005
"""After so long a thread that computes lets the one that draws have its turn."""


def start(seat: Seat) -> int:
    """Run the screens until they end; the exit status. Whatever fails in them is raised as one neutral error."""
    _must_show_screens()
    try:
        # Half of the start is the library: whoever has no terminal need not wait for it.
        from cadre_ledger.tui.app import CadreLedgerApp  # noqa: PLC0415

        sys.setswitchinterval(TURN_SECONDS)
        return CadreLedgerApp(seat).live(mouse=seat.mouse)
    except Exception as error:  # noqa: BLE001 - the last wall of the screens
        raise noted(seat.directory, error, seat.now(), seat.new_key()) from None


def _must_show_screens() -> None:
    """Screens are read from standard input, measured by standard output and drawn on standard error."""
    streams = {"stdin": sys.stdin, "stdout": sys.stdout, "stderr": sys.stderr}
    if other := [name for name, stream in streams.items() if not _is_terminal(stream)]:
        raise Misused(Code.NOT_A_TERMINAL, stream=", ".join(other))
    term = os.environ.get("TERM", "")
    if term in WITHOUT_CURSOR:
        raise Misused(Code.TERMINAL_UNFIT, term=term)


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and not stream.closed and stream.isatty()
