"""How the screens end: someone leaves, a signal, a failure, a terminal that is gone.

The terminal is left as it was found, what was typed is kept, and nothing of anyone's data is said: no message of an error,
no value of a variable. textual 8.2 prints both; the private names that are overridden here are held by a test.
"""

import asyncio
import os
import signal
import sys
import termios
from codecs import getincrementaldecoder
from contextlib import suppress
from functools import partial
from threading import Event, Thread, Timer
from types import FrameType
from typing import Any, ClassVar, NamedTuple, cast

from rich.console import RenderableType
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.app import App
from textual.binding import Binding, BindingType
from textual.drivers import linux_driver
from textual.keys import Keys
from textual.worker import WorkerFailed

from cadre_ledger.wording.catalogue import N_, Words

SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
GONE = 128 + signal.SIGHUP
GRACE_SECONDS = 3.0
"""How long an application that does not answer may take to end after a signal."""
WATCH_SECONDS = 0.25
KEEPING_SECONDS = 0.5
# Paste, line wrap, window reports, mouse, focus, keyboard protocol, alternate screen, cursor: in the driver's own order.
RESTORE = (
    b"\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?1004l"
    b"\x1b[<u\x1b[?1049l\x1b[?25h"
)  # fmt: skip


class Named(NamedTuple):
    """A key as the library's table names keys."""

    value: str


# Escape and a letter, typed fast, look like Alt and the letter. Nothing lies on those, so Escape is what is meant: the library would
# drop it, and take it with a digit for the letters ¡™£¢∞§¶•ªº of a Mac. O and P begin sequences, b and f move by words.
LETTERS = (chr(each) for first, last in ((0x30, 0x7A), (0xC0, 0x1B0), (0x1EA0, 0x1EF9)) for each in range(first, last + 1))
AFTER_ESCAPE = {**{each: each for each in LETTERS if each.isalnum() and each not in "OPbf"}, "\r": "enter", " ": "space"}
cast("dict[str, Any]", ANSI_SEQUENCES_KEYS).update({f"\x1b{sent}": (Keys.Escape, Named(key)) for sent, key in AFTER_ESCAPE.items()})


# Reports of a mouse in an old form are no UTF-8 (textual #6668): they end nothing, and what is typed right after them is taken.
linux_driver.getincrementaldecoder = lambda encoding: partial(getincrementaldecoder(encoding), errors="replace")  # type: ignore[attr-defined]


class SafeApp(App[int], inherit_bindings=False):
    """An application that ends well. Run it with `live`; say in `keep_drafts` what must survive."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "help_quit", show=False, system=True)]

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.failure: BaseException | None = None
        """What went wrong first and was handled by nobody."""
        self._signalled_with: int | None = None
        self._drafts_kept = False
        self._loop_of_life: asyncio.AbstractEventLoop | None = None
        self._restored = Event()
        self._found_as: list[Any] = []

    def keep_drafts(self) -> None:
        """Write down what was typed and not recorded: called once, on the application's thread, before it ends unasked."""

    def live(self, *, mouse: bool) -> int:
        """Run until the end; the exit status. What failed is raised when the terminal is as it was."""
        self._found_as = termios.tcgetattr(sys.stdin.fileno())
        before = {number: signal.signal(number, self._on_signal) for number in SIGNALS}
        Thread(target=self._watch, name="terminal-watch", daemon=True).start()
        try:
            asyncio.run(self._lived(mouse=mouse))
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
        if _terminal_is_gone():
            # Whatever is still to be written would fail, and turn the status into another.
            os._exit(GONE)
        if self.failure is not None:
            raise self.failure
        return self._signalled_with or self.return_value or self.return_code or 0

    async def _lived(self, *, mouse: bool) -> None:
        self._loop_of_life = asyncio.get_running_loop()
        self._loop_of_life.set_exception_handler(self._on_task_failure)
        try:
            await self.run_async(mouse=mouse)
        finally:
            self._restored.set()

    def action_help_quit(self) -> None:
        """Ctrl+C leaves nothing behind half typed: it only says which key leaves."""
        for active in self.active_bindings.values():
            if active.binding.action in ("quit", "app.quit"):
                self.notify(self.words(N_("To leave, press {key}."), key=self.get_key_display(active.binding)), markup=False)
                return

    # Failures

    def _handle_exception(self, error: Exception) -> None:
        """Every failure that nobody handled comes here: from handlers, workers, timers, composing, rendering."""
        if self.failure is None:
            self.failure = error.error if isinstance(error, WorkerFailed) else error
        self._keep_drafts_once()
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Close, and print nothing: the library would print local variables."""
        self._close_messages_no_wait()

    def panic(self, *renderables: RenderableType) -> None:  # noqa: ARG002 - they show what must not be shown
        """Close, and print nothing: the library would print the error's message."""
        if self.failure is None:
            self.failure = RuntimeError()
            self._keep_drafts_once()
        self._close_messages_no_wait()

    def _on_task_failure(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """A task that failed without anyone asking for its result; asyncio would print it."""
        error = context.get("exception")
        if isinstance(error, Exception):
            self._handle_exception(error)

    def _keep_drafts_once(self) -> None:
        if self._drafts_kept:
            return
        self._drafts_kept = True
        # What ends the application must be told, not what failed on its way out.
        with suppress(Exception):
            self.keep_drafts()

    # Signals

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        status = 128 + number
        if self._restored.is_set():
            os._exit(status)
        if self._loop_of_life is None:
            raise SystemExit(status)
        if self._signalled_with is None:
            self._signalled_with = status
            hurry = Timer(GRACE_SECONDS, self._leave_at_once, (status,))
            hurry.daemon = True
            hurry.start()
            self._loop_of_life.call_soon_threadsafe(self.call_later, self._leave)

    def _leave(self) -> None:
        self._keep_drafts_once()
        self.exit()

    def _leave_at_once(self, status: int) -> None:
        """For an application that is stuck; a process ended here is to the ledger what a killed one is."""
        if not self._restored.is_set():
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, self._found_as)
            os.write(sys.__stderr__.fileno(), RESTORE)  # type: ignore[union-attr]
        os._exit(status)

    # The terminal

    def _watch(self) -> None:
        """End when the terminal is gone: the library would read nothing from it for ever, at full speed."""
        while not self._restored.wait(WATCH_SECONDS):
            if _terminal_is_gone():
                self._end_without_terminal()

    def _end_without_terminal(self) -> None:
        """Nothing is left to restore, and whatever is still written could block."""
        kept = Event()

        def keep() -> None:
            self._keep_drafts_once()
            kept.set()

        if self._loop_of_life is not None:
            self._loop_of_life.call_soon_threadsafe(self.call_later, keep)
            kept.wait(KEEPING_SECONDS)
        os._exit(GONE)


def _terminal_is_gone() -> bool:
    try:
        termios.tcgetattr(sys.stdin.fileno())
    except termios.error:
        return True
    return False
