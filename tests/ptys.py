"""Programs in pseudo-terminals: what they write is drawn on a screen, what a person would do is done to them."""

import fcntl
import os
import re
import runpy
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

PROGRAM = (sys.executable, "-m", "cadre_ledger")
PATIENCE_SECONDS = 60.0
QUIET_SECONDS = 0.2
LOADED = ("__main__", "cadre_ledger.cli.app", "cadre_ledger.cli.screens", "cadre_ledger.tui.app", "cadre_ledger.tui.start")
"""What scripts need, imported once: that would be most of the time of their start."""
BEGINNERS = get_context("forkserver")
BEGINNERS.set_forkserver_preload(list(LOADED))
# How many milliseconds the library waits after Esc for the rest of a sequence; what is sent here comes in one piece.
os.environ.setdefault("ESCDELAY", "30")
Drawn = tuple[tuple[str, frozenset[str]], ...]
MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
WRAPPING, CURSOR, ALTERNATE_SCREEN, PASTE = 7, 25, 1049, 2004
KEYBOARD_AS_FOUND = b"\x1b[<u"
MOUSE = frozenset({1000, 1002, 1003, 1006, 1015, 1016})

# What terminals send for a key: xterm, VT220, the Linux console, rxvt, the keyboard protocol of kitty.
KEYS: Mapping[str, tuple[bytes, ...]] = {
    "f1": (b"\x1bOP", b"\x1b[11~", b"\x1b[[A", b"\x1b[P"),
    "f2": (b"\x1bOQ", b"\x1b[12~", b"\x1b[[B", b"\x1b[Q"),
    "f3": (b"\x1bOR", b"\x1b[13~", b"\x1b[[C"),
    "f4": (b"\x1bOS", b"\x1b[14~", b"\x1b[[D", b"\x1b[S"),
    "f5": (b"\x1b[15~", b"\x1b[[E"),
    "f6": (b"\x1b[17~",),
    "f7": (b"\x1b[18~",),
    "f8": (b"\x1b[19~",),
    "f9": (b"\x1b[20~",),
    "f10": (b"\x1b[21~",),
    "up": (b"\x1b[A", b"\x1bOA"),
    "down": (b"\x1b[B", b"\x1bOB"),
    "right": (b"\x1b[C", b"\x1bOC"),
    "left": (b"\x1b[D", b"\x1bOD"),
    "home": (b"\x1b[H", b"\x1bOH", b"\x1b[1~", b"\x1b[7~"),
    "end": (b"\x1b[F", b"\x1bOF", b"\x1b[4~", b"\x1b[8~"),
    "pageup": (b"\x1b[5~",),
    "pagedown": (b"\x1b[6~",),
    "enter": (b"\r", b"\x1b[13u"),
    "tab": (b"\t", b"\x1b[9u"),
    "shift+tab": (b"\x1b[Z", b"\x1b[9;2u"),
    "escape": (b"\x1b", b"\x1b[27u"),
    "space": (b" ", b"\x1b[32u"),
    "backspace": (b"\x7f", b"\x08", b"\x1b[127u"),
    "delete": (b"\x1b[3~",),
    "ctrl+p": (b"\x10", b"\x1b[112;5u"),
    "ctrl+z": (b"\x1a", b"\x1b[122;5u"),
    "ctrl+c": (b"\x03", b"\x1b[99;5u"),
    **{digit: (digit.encode(), b"\x1b[%d;;%du" % (ord(digit), ord(digit))) for digit in "0123456789"},
}


class Script:
    """A script in a process that began with what scripts need; the same to its parent as one of `subprocess`."""

    def __init__(self, process: BaseProcess) -> None:
        process.start()
        assert process.pid is not None
        self.process = process
        self.pid: int = process.pid

    @property
    def returncode(self) -> int | None:
        """The exit status, or the negative number of what killed it, once it has ended."""
        return self.process.exitcode

    def poll(self) -> int | None:
        """The same."""
        return self.returncode

    def wait(self, timeout: float | None = None) -> int | None:
        """The same, once it has ended or in that time."""
        self.process.join(timeout)
        return self.returncode

    def kill(self) -> None:
        """End it at once."""
        self.process.kill()

    def send_signal(self, number: signal.Signals) -> None:
        """Send a signal, unless it has ended."""
        if self.returncode is None:
            os.kill(self.pid, number)


def _play(terminal: str, script: Path, arguments: Sequence[str], surroundings: Mapping[str, str], owning: bool) -> None:  # noqa: FBT001
    """In the new process: a session of its own, the terminal for all streams, then the script."""
    os.setsid()
    streams = os.open(terminal, os.O_RDWR | (0 if owning else os.O_NOCTTY))
    for each in (0, 1, 2):
        os.dup2(streams, each)
    os.close(streams)
    sys.stdin = sys.__stdin__ = open(0, encoding="utf-8", closefd=False)  # type: ignore[misc] # noqa: SIM115
    sys.stdout = sys.__stdout__ = open(1, "w", encoding="utf-8", closefd=False)  # type: ignore[misc] # noqa: SIM115
    sys.stderr = sys.__stderr__ = open(2, "w", encoding="utf-8", closefd=False)  # type: ignore[misc] # noqa: SIM115
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(surroundings)
    sys.argv = [str(script), *arguments]
    runpy.run_path(str(script), run_name="__main__")


class Window:
    """One terminal window with one program in it after the other."""

    def __init__(self, columns: int = 80, rows: int = 24) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.written = bytearray()
        self._stream = pyte.ByteStream(self.screen)
        self.master, self.slave = os.openpty()
        self.resize(columns, rows)
        self.found_as = termios.tcgetattr(self.slave)
        self.process: subprocess.Popen[bytes] | Script | None = None
        self.owning = True
        """Whether the system tells the program when the window is closed."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.close()

    def run(self, *arguments: object, program: Sequence[object] = PROGRAM, environment: Mapping[str, str] | None = None) -> Self:
        """Start a program that has this window, and nothing else, for its terminal."""
        # The same code as here, wherever it was imported from.
        code = {"PYTHONPATH": os.environ["PYTHONPATH"]} if "PYTHONPATH" in os.environ else {}
        surroundings = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm-256color", **code, **(environment or {})}
        self.process = subprocess.Popen(
            [str(each) for each in (*program, *arguments)],
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            env=surroundings,
            start_new_session=True,
            preexec_fn=_own_the_terminal if self.owning else None,  # noqa: PLW1509 - the tests have no thread that could hold a lock
        )
        return self

    def play(self, script: Path, *arguments: object, environment: Mapping[str, str] | None = None) -> Self:
        """The same with a script of these tests, which begins quicker."""
        surroundings = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm-256color", **(environment or {})}
        made = BEGINNERS.Process(
            target=_play, args=(os.ttyname(self.slave), script, [str(each) for each in arguments], surroundings, self.owning)
        )
        self.process = Script(made)
        return self

    @property
    def running(self) -> "subprocess.Popen[bytes] | Script":
        """The program."""
        assert self.process is not None
        return self.process

    @property
    def text(self) -> str:
        """What a person sees, without the blanks at the ends of lines."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def drawn(self) -> Drawn:
        """The text of each line with the colours that lie behind more than a cursor's width of it: what shows where one is."""
        lines = []
        for number, line in enumerate(self.screen.display):
            cells = self.screen.buffer[number]
            behind = Counter(cells[column].bg for column in range(self.screen.columns))
            lines.append((line, frozenset(colour for colour, width in behind.items() if width > 2)))
        return tuple(lines)

    @property
    def afterwards(self) -> str:
        """What is written after the program has left its own screen, as it stays before the person."""
        return MODE.sub(b"", self.written.rpartition(b"\x1b[?1049l")[2]).decode()

    @property
    def state(self) -> str:
        """What the program is doing: R, S, T (stopped), Z."""
        return Path(f"/proc/{self.running.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]

    @property
    def modes(self) -> set[int]:
        """The private modes of the terminal that the program has set and not taken back; those that are on from the start too."""
        modes = {WRAPPING, CURSOR}
        for numbers, what in MODE.findall(bytes(self.written)):
            named = {int(number) for number in numbers.split(b";")}
            modes = modes | named if what == b"h" else modes - named
        return modes

    @property
    def restored(self) -> bool:
        """Whether the terminal is as a program finds it: its modes, its keyboard, its line discipline."""
        pushed, popped = len(re.findall(rb"\x1b\[>\d+u", self.written)), self.written.count(KEYBOARD_AS_FOUND)
        return self.modes == {WRAPPING, CURSOR} and pushed == popped and termios.tcgetattr(self.slave) == self.found_as

    def until(self, seen: "str | Callable[[Window], bool]", patience: float = PATIENCE_SECONDS) -> Self:
        """Read until a text is on the screen, or until something else holds."""
        holds = (lambda window: seen in window.text) if isinstance(seen, str) else seen
        end = time.monotonic() + patience
        while not holds(self):
            assert time.monotonic() < end, f"not seen in time: {seen}\n{self.text}"
            self.read(0.05)
        return self

    def rest(self) -> Self:
        """Read until nothing more is written."""
        written = -1
        while written != len(self.written):
            written = len(self.written)
            self.read(QUIET_SECONDS)
        return self

    def read(self, seconds: float) -> None:
        """Take what is written, waiting for it no longer than this."""
        if select.select([self.master], [], [], seconds)[0]:
            data = os.read(self.master, 1 << 16)
            self.written += data
            # The screen would draw the end of a sequence that it does not know.
            self._stream.feed(data.replace(KEYBOARD_AS_FOUND, b""))

    def send(self, data: bytes) -> None:
        """Type."""
        os.write(self.master, data)

    def press(self, key: str) -> None:
        """Press a key as most terminals send it."""
        self.send(KEYS[key][0])

    def resize(self, columns: int, rows: int) -> None:
        """Draw the window to another size; the system tells the program."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(rows, columns)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal from outside."""
        self.running.send_signal(number)

    def ended(self, patience: float = PATIENCE_SECONDS) -> int:
        """Read until the program has ended; its exit status, or the negative number of what killed it."""
        self.until(lambda window: window.running.poll() is not None, patience)
        while select.select([self.master], [], [], 0)[0]:
            self.read(0)
        status = self.running.returncode
        assert status is not None
        return status

    def close(self) -> None:
        """Close the window."""
        for each in (self.master, self.slave):
            if each >= 0:
                os.close(each)
        self.master = self.slave = -1

    def processor_seconds(self) -> float:
        """How long the program has kept the processor busy."""
        fields = Path(f"/proc/{self.running.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _own_the_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    # A suite run in the background ignores interrupts, and what it starts would inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
