"""In every place and every dialog: signals, kills and failures; and what a kill leaves of what was typed and recorded.

All of it is the long form; a sample that is the same every time is run always.
"""

import random
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from cadre_ledger.ledger.directory import Directory
from everywhere import FORMS, SPOTS, ground_copied, walk
from ledgers import stored
from ptys import ALTERNATE_SCREEN, Window
from screens import copied

HERE = Path(__file__).parent
ENDS = ("SIGTERM", "SIGHUP", "SIGKILL", "failure")
STATUS = {"SIGTERM": 143, "SIGHUP": 129, "SIGKILL": -9, "failure": 7}
SECRET = "Nguyễn Văn Mật"
NAMES = (SECRET, "Nguyễn Thị Ngọc Giàu", "Cao Bá Thụy", "Lương Thị Bích Trâm", "C0000")
CASES = [(spot, end) for spot in SPOTS for end in ENDS]


def sampled(cases: Sequence[tuple[str, str]]) -> list[object]:
    """All of them, those that are not in the sample as the long form; each way to end is in the sample."""
    seeded = random.Random(4)
    chosen = {seeded.choice([case for case in cases if case[1] == end]) for end in ENDS}
    return [pytest.param(*case, marks=() if case in chosen else pytest.mark.crash, id="-".join(case)) for case in cases]


def begun(window: Window, ledger: Path) -> Window:
    """The screens over a ledger, which fail when Insert is pressed."""
    return window.play(HERE / "standing.py", "tui", "--ledger", ledger, "--lang", "en")


def count(ledger: Path) -> int:
    """How many entries there are."""
    ((number,),) = stored(Directory(ledger), "SELECT count(*) FROM ledger_events")
    return int(number)


@pytest.mark.parametrize(("spot", "end"), sampled(CASES))
def test_wherever_one_is_the_end_is_a_good_one(window: Window, tmp_path: Path, spot: str, end: str) -> None:
    ledger = ground_copied(spot, tmp_path).path
    before = count(ledger)
    walk(begun(window, ledger), spot)
    drawn = len(window.written)
    if end == "failure":
        # The key on which the program that is run here fails, wherever it is.
        window.send(b"\x1b[2~")
    else:
        window.signal(signal.Signals[end])

    assert window.ended() == STATUS[end]
    if end == "SIGKILL":
        assert ALTERNATE_SCREEN in window.modes
    else:
        assert window.restored
        said = window.afterwards
        assert ("error USE-198" in said) == (end == "failure")
        assert "Traceback" not in said
        assert said.strip() == "" or end == "failure"
        assert not [name for name in NAMES if name in said]
        assert SECRET.encode() not in bytes(window.written[drawn:])
    assert count(ledger) == before
    for incident in (ledger / "incidents").glob("*"):
        assert SECRET not in incident.read_text(encoding="utf-8")


@pytest.mark.parametrize(("spot", "end"), sampled([(spot, end) for spot in FORMS for end in ENDS]))
def test_what_was_typed_is_there_again(window: Window, tmp_path: Path, spot: str, end: str) -> None:
    ledger = ground_copied(spot, tmp_path).path
    walk(begun(window, ledger), spot)
    window.until("still to be typed")
    for letter in b"Xyzw":
        window.send(bytes([letter]))
    window.until("Xyzw")
    if end == "SIGKILL":
        # What nothing announces finds what was kept at the last rest.
        window.until(lambda _: b"Xyzw" in b"".join(each.read_bytes() for each in (ledger / "drafts").glob("*.json")))
    if end == "failure":
        window.send(b"\x1b[2~")
    else:
        window.signal(signal.Signals[end])
    assert window.ended() == STATUS[end]

    with Window() as again:
        walk(begun(again, ledger), spot)
        again.until("Xyzw")


def typed_in_full(window: Window) -> None:
    """A training completion, up to the window that shows what will be recorded."""
    window.until("still to be typed")
    for text, typed, then in (
        ("C000002", "? 3 still to be typed", "political theory"),
        ("4", "? 2 still to be typed", "What was studied"),
        ("Lop Xyzw", "? 1 still to be typed", "As 30/06/2024"),
        ("01/02/2026", "Complete. F9", "Where."),
    ):
        window.send(text.encode())
        window.until(typed).press("enter")
        window.until(then)
    window.press("f9")
    window.until("This will be recorded")


@pytest.mark.parametrize("tenths", [pytest.param(each, marks=() if each == 1 else pytest.mark.crash) for each in range(6)])
def test_a_kill_after_enter_records_once_or_not_at_all(window: Window, tmp_path: Path, tenths: int) -> None:
    ledger = copied(tmp_path).path
    before = count(ledger)
    typed_in_full(walk(begun(window, ledger), "form: training"))
    window.press("enter")
    window.read(tenths / 10)
    window.signal(signal.SIGKILL)
    window.ended()
    assert count(ledger) - before in (0, 1)

    with Window() as again:
        walk(begun(again, ledger), "form: training")
        again.until(lambda window: "still to be typed" in window.text or "Complete. F9" in window.text)
        if "Xyzw" in again.text:
            again.press("f9")
            again.until(lambda window: "This will be recorded" in window.text or "recorded before" in window.text)
            if "This will be recorded" in again.text:
                again.press("enter")
                again.until("Recorded as entry")
        assert count(ledger) == before + 1
