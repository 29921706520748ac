"""The screens as they are, on a certain day, and on one key, Insert, they fail with a secret in a variable, wherever one is."""

from datetime import UTC, datetime, tzinfo
from typing import NoReturn, Self

from textual.events import Event, Key

from cadre_ledger.__main__ import main
from cadre_ledger.cli import shell
from cadre_ledger.tui.app import CadreLedgerApp

FAILING = "insert"


class Standing(datetime):
    """A clock that stands where that of the other tests of screens does."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls(2026, 5, 10, 2, tzinfo=UTC).astimezone(tz)


handled = CadreLedgerApp.on_event


async def on_event(self: CadreLedgerApp, event: Event) -> None:
    """The key fails in the handler of what is shown."""
    if isinstance(event, Key) and event.key == FAILING:
        self.screen.call_later(fail)
    else:
        await handled(self, event)


def fail() -> NoReturn:
    """With the secret in a variable, in the message, and in the error that it came from."""
    name = "Nguyễn Văn Mật"
    hidden = f"{name} 25/47"
    raise RuntimeError(hidden) from ValueError(name)


if __name__ == "__main__":
    shell.datetime = Standing  # type: ignore[attr-defined]
    CadreLedgerApp.on_event = on_event  # type: ignore[method-assign]
    main()
