"""`tui`: what the other face is given, and what is refused before it is started."""

from datetime import date

import pytest

from cadre_ledger.procedures.desk import Clocks
from cadre_ledger.procedures.seat import Seat
from terminals import NOW, Terminal


class Screens:
    """Takes every seat, and ends with 5."""

    def __init__(self) -> None:
        self.seats: list[Seat] = []

    def __call__(self, seat: Seat) -> int:
        """Sit down and leave."""
        self.seats.append(seat)
        return 5


@pytest.fixture
def screens(reader: Terminal, monkeypatch: pytest.MonkeyPatch) -> Screens:
    """What is started in place of the screens."""
    screens = Screens()
    monkeypatch.setattr(reader, "screens", screens)
    return screens


def test_the_screens_get_what_was_asked_for_and_their_status_is_the_commands(reader: Terminal, screens: Screens) -> None:
    said = reader("tui", "--actor", "Lê Na", "--as-of", "2024-01-01", "--known-at", "#20", "--theme", "colour-blind", "--lang", "vi")
    (seat,) = screens.seats

    assert (said.status, said.text, said.words) == (5, "", "")
    assert (seat.actor, seat.clocks, seat.theme) == ("Lê Na", Clocks(date(2024, 1, 1), "#20"), "colour-blind")
    assert (seat.directory.path, seat.now(), seat.words.language) == (reader.ledger, NOW, "en")
    assert seat.new_key() != seat.new_key()


def test_what_was_not_said_is_the_account_now_and_the_plain_theme(reader: Terminal, screens: Screens) -> None:
    reader("tui")

    assert [(seat.actor, seat.clocks, seat.theme) for seat in screens.seats] == [("tester", Clocks(), "default")]


@pytest.mark.parametrize(
    ("typed", "environment", "mouse"),
    [
        ((), {}, True),
        ((), {"SSH_CONNECTION": "a 1 b 22"}, False),
        (("--mouse",), {"SSH_CONNECTION": "a 1 b 22"}, True),
        (("--no-mouse",), {}, False),
    ],
)
def test_the_mouse_is_off_over_ssh_unless_it_is_asked_for(
    reader: Terminal,
    screens: Screens,
    typed: tuple[str, ...],
    environment: dict[str, str],
    mouse: bool,  # noqa: FBT001
) -> None:
    reader("tui", *typed, **environment)

    assert [seat.mouse for seat in screens.seats] == [mouse]


@pytest.mark.parametrize(
    ("typed", "status", "code"),
    [
        (("--theme", "pink"), 2, "USE-101"),
        (("--as-of", "soon"), 2, "USE-104"),
        (("--known-at", "soon"), 2, "USE-105"),
        (("--actor", "\x1b[31m"), 6, "TEXT-103"),
        (("--ledger", "/nowhere"), 3, "FIND-101"),
    ],
)
def test_what_cannot_be_shown_is_refused_before_the_screens_begin(
    reader: Terminal, screens: Screens, typed: tuple[str, ...], status: int, code: str
) -> None:
    said = reader("tui", *typed)

    assert (said.status, f"error {code}: " in said.words) == (status, True)
    assert screens.seats == []


def test_without_screens_the_command_says_so(reader: Terminal) -> None:
    said = reader("tui")

    assert (said.status, "started without its screens" in said.words) == (2, True)
