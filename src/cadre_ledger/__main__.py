"""`python -m cadre_ledger` and the `cadre-ledger` command: here alone the two faces meet."""

from typing import TYPE_CHECKING, NoReturn

from cadre_ledger.cli import app

if TYPE_CHECKING:
    from cadre_ledger.procedures.seat import Seat


def screens(seat: "Seat") -> int:
    """The screens, loaded when they are asked for."""
    from cadre_ledger.tui.start import start  # noqa: PLC0415

    return start(seat)


def main() -> NoReturn:
    """The `cadre-ledger` command."""
    app.main(screens)


if __name__ == "__main__":
    main()
