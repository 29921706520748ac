"""The screens as they are, but for one key, Insert, on which they fail with a secret in a variable, wherever one is."""

from typing import NoReturn

from textual.events import Event, Key

from cadre_ledger.__main__ import main
from cadre_ledger.tui.app import CadreLedgerApp

FAILING = "insert"
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
    CadreLedgerApp.on_event = on_event  # type: ignore[method-assign]
    main()
