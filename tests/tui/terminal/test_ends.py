"""How the screens end in a real terminal: by signals, by failures, with the terminal gone; and where they do not begin."""

import os
import signal
import stat
import subprocess
import time
from pathlib import Path

import pytest

from ptys import ALTERNATE_SCREEN, CURSOR, KEYS, MOUSE, PROGRAM, WRAPPING, Window

HERE = Path(__file__).parent
SHOWN, SECRET = "Nguyễn Văn Hiện", "Nguyễn Văn Mật"
AT_START = ("init", "style", "load", "compose", "mount")
LATER = ("handler", "refusal", "timer", "worker", "thread", "task", "later", "drawing", "screen", "panic", "drafts")
SIGNALS = ((signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130))


def failing(window: Window, where: str, ledger: Path, *more: str, **settings: str) -> Window:
    """The screens that fail somewhere."""
    return window.play(HERE / "failing.py", where, "tui", "--ledger", ledger, "--color", "never", *more, environment=settings)


def drafts(ledger: Path) -> str:
    kept = ledger / "drafts" / "kept"
    return kept.read_text(encoding="utf-8") if kept.exists() else ""


def everything_in(directory: Path) -> bytes:
    return b"".join(each.read_bytes() for each in sorted(directory.rglob("*")) if each.is_file())


# Failures


@pytest.mark.parametrize("where", [*AT_START, *LATER])
def test_a_failure_is_told_neutrally_and_the_terminal_is_as_it_was(window: Window, ledger: Path, where: str) -> None:
    failing(window, where, ledger)
    if where in LATER:
        window.until("ready").press("f2")

    assert window.ended() == 7
    assert window.restored
    assert "error USE-198: The screens ended" in window.afterwards
    assert "→ Start again: cadre-ledger tui." in window.afterwards
    for word in ("Traceback", "Mật", "25/47", "Hiện", "failing.py"):
        assert word not in window.afterwards
    assert SECRET.encode() not in window.written
    assert b"25/47" not in window.written
    assert SECRET.encode() not in everything_in(ledger)
    assert drafts(ledger) == (f"{SHOWN}\n" if where in (*LATER, "mount") else "")


def test_the_incident_file_holds_kinds_and_places_for_whoever_repairs_it(window: Window, ledger: Path) -> None:
    failing(window, "thread", ledger).until("ready").press("f2")
    window.ended()
    (file,) = (ledger / "incidents").iterdir()
    text = file.read_text(encoding="utf-8")

    assert f"incident {file.stem}." in window.afterwards
    assert text.startswith(f"incident {file.stem}\ncadre-ledger ")
    assert "RuntimeError\n" in text
    assert "ValueError\n" in text
    assert "  failing:" in text
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_failure_is_told_in_vietnamese(window: Window, ledger: Path) -> None:
    failing(window, "handler", ledger, "--lang", "vi").until("ready").press("f2")

    assert window.ended() == 7
    assert "lỗi USE-198: Màn hình làm việc đã dừng" in window.afterwards
    assert "→ Mở lại: cadre-ledger tui." in window.afterwards


def test_a_refusal_that_nobody_handled_is_known_by_its_code_alone(window: Window, ledger: Path) -> None:
    failing(window, "refusal", ledger).until("ready").press("f2")

    assert window.ended() == 7
    assert "NotFound FIND-103 at failing:" in window.afterwards


# Signals


@pytest.mark.parametrize(("number", "status"), SIGNALS)
def test_a_signal_ends_with_its_status_drafts_kept_and_the_terminal_as_it_was(
    window: Window, ledger: Path, number: signal.Signals, status: int
) -> None:
    failing(window, "nowhere", ledger).until("ready").signal(number)

    assert window.ended() == status
    assert window.restored
    assert window.afterwards.strip() == ""
    assert drafts(ledger) == f"{SHOWN}\n"
    assert not (ledger / "incidents").exists()


@pytest.mark.parametrize("where", ["stuck", "stuck-thread"])
def test_a_signal_ends_an_application_that_does_not_answer(window: Window, ledger: Path, where: str) -> None:
    failing(window, where, ledger).until("ready").press("f2")
    window.until("stuck")
    time.sleep(0.4)
    window.signal(signal.SIGTERM)

    assert window.ended(10) == 143
    assert window.restored


def test_after_a_kill_the_same_window_takes_the_screens_again(window: Window, ledger: Path) -> None:
    failing(window, "nowhere", ledger).until("ready").signal(signal.SIGKILL)
    assert window.ended() == -9
    assert ALTERNATE_SCREEN in window.modes
    window.screen.reset()

    failing(window, "nowhere", ledger).until("ready").press("f10")
    assert window.ended() == 0
    assert window.modes == {WRAPPING, CURSOR}


def stop(window: Window, times: int = 3) -> None:
    """As from the keyboard. On a machine under load the first signal was once seen to be without effect; why is not known."""
    for attempt in range(times):
        window.signal(signal.SIGTSTP)
        try:
            window.until(lambda window: window.state == "T")
        except AssertionError:
            if attempt + 1 == times:
                raise
        else:
            return


def test_the_screens_can_be_stopped_and_go_on(window: Window, ledger: Path) -> None:
    failing(window, "nowhere", ledger).until("ready")
    stop(window)
    window.until(lambda window: window.restored)
    window.signal(signal.SIGCONT)
    window.until(lambda window: ALTERNATE_SCREEN in window.modes).press("f10")

    assert window.ended() == 0
    assert window.restored


def test_control_c_says_how_to_leave_and_control_z_stops_nothing(window: Window, ledger: Path) -> None:
    failing(window, "nowhere", ledger).until("ready").press("ctrl+z")
    window.send(b"\t")
    window.press("ctrl+c")
    window.until("To leave, press f10.")
    assert window.state != "T"
    window.press("f10")

    assert window.ended() == 0
    assert drafts(ledger) == ""


# A terminal that is gone


@pytest.mark.parametrize("owning", [True, False], ids=["told by a hangup", "not told"])
def test_a_terminal_that_is_gone_ends_the_screens(window: Window, ledger: Path, owning: bool) -> None:  # noqa: FBT001
    window.owning = owning
    failing(window, "nowhere", ledger).until("ready")
    window.close()

    assert window.running.wait(timeout=2) == 129
    assert drafts(ledger) == f"{SHOWN}\n"
    assert not (ledger / "incidents").exists()


def test_bytes_that_are_no_text_end_nothing_and_take_no_key_with_them(window: Window, ledger: Path) -> None:
    """Mouse reports in the old form, as tmux and SSH let them through (textual #6668)."""
    failing(window, "nowhere", ledger).until("ready").send(b"\x1b[M\xc3\xff\xfe\x1b[F!")
    window.until(f"{SHOWN}!").press("f10")

    assert window.ended() == 0


# Mouse


@pytest.mark.parametrize(
    ("typed", "settings", "wanted"),
    [
        ((), {}, True),
        ((), {"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, False),
        (("--mouse",), {"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, True),
        (("--no-mouse",), {}, False),
    ],
)
def test_the_mouse_is_asked_for_as_was_said(
    window: Window,
    ledger: Path,
    typed: tuple[str, ...],
    settings: dict[str, str],
    wanted: bool,  # noqa: FBT001
) -> None:
    failing(window, "nowhere", ledger, *typed, **settings).until("ready")
    assert bool(window.modes & MOUSE) is wanted
    # A terminal may report it all the same.
    window.send(b"\x1b[<0;5;5M\x1b[<0;5;5m")
    window.send(b"\x1b[F!")
    window.until(f"{SHOWN}!").press("f10")

    assert window.ended() == 0
    assert window.restored


# Keys


def test_every_form_of_every_key_arrives_as_that_key(window: Window) -> None:
    window.play(HERE / "keys.py").until("ready")
    arrived = {}
    for number, (key, form) in enumerate(((key, form) for key, forms in KEYS.items() for form in forms), 1):
        window.send(form)
        window.until(lambda window, number=number: f"{number}: " in window.text)  # type: ignore[misc]
        arrived[form] = (key, window.text.partition(";")[0].split()[-1])

    assert {form: each for form, each in arrived.items() if each[0] != each[1]} == {}
    assert window.state != "T"


def test_escape_and_a_digit_are_two_keys_however_fast_they_are_typed(window: Window) -> None:
    window.play(HERE / "keys.py").until("ready")
    for number, digit in enumerate("1234567890", 1):
        window.send(b"\x1b" + digit.encode())
        window.until(f"{2 * number}: ").until(f"escape {digit};")
    window.send("§".encode())

    window.until("section_sign;")


# Where the screens do not begin


def unshown(*arguments: object, terminal: tuple[str, ...] = (), **settings: str) -> subprocess.CompletedProcess[bytes]:
    """The screens with only some streams on a terminal."""
    with Window() as window:
        streams = {name: window.slave if name in terminal else subprocess.DEVNULL for name in ("stdin", "stdout")}
        environment = {**os.environ, "LANG": "C.UTF-8", **settings}
        command = [*PROGRAM, *(str(each) for each in arguments)]
        return subprocess.run(command, **streams, stderr=subprocess.PIPE, env=environment, check=False)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize(
    ("terminal", "named"),
    [((), "stdin, stdout, stderr"), (("stdin",), "stdout, stderr"), (("stdout",), "stdin, stderr"), (("stdin", "stdout"), "stderr")],
)
def test_without_a_terminal_nothing_is_drawn(ledger: Path, terminal: tuple[str, ...], named: str) -> None:
    done = unshown("tui", "--ledger", ledger, terminal=terminal)

    assert done.returncode == 2
    assert f"error USE-111: The screens need a terminal, and this is none: {named}.".encode() in done.stderr
    assert b"\x1b" not in done.stderr


@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_a_terminal_that_cannot_place_a_cursor_is_refused(window: Window, ledger: Path, term: str) -> None:
    failing(window, "nowhere", ledger, TERM=term)

    assert window.ended() == 2
    assert f"USE-112: A terminal of the kind “{term}” cannot show screens." in window.text
    assert b"\x1b" not in window.written


def test_a_ledger_that_is_not_there_is_told_before_anything_is_drawn(window: Window, tmp_path: Path) -> None:
    failing(window, "nowhere", tmp_path / "none.ledger")

    assert window.ended() == 3
    assert "FIND-101" in window.text
    assert b"\x1b" not in window.written


@pytest.mark.parametrize("size", [(80, 24), (132, 50), (40, 10)])
def test_the_command_shows_the_screens_and_leaves_by_f10(ledger: Path, size: tuple[int, int]) -> None:
    with Window(*size) as window:
        window.run("tui", "--ledger", ledger).until(lambda window: ALTERNATE_SCREEN in window.modes)
        window.until(lambda window: "Sổ thử" in window.text or size[0] < 80)
        window.resize(100, 30)
        window.until("Sổ thử").press("f10")
        window.until("╭").press("enter")

        assert window.ended() == 0
        assert window.restored
