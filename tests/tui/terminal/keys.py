"""An application that says which keys it got."""

import sys

from textual.app import ComposeResult
from textual.events import Key
from textual.widgets import Label

from cadre_ledger.tui.ends import SafeApp
from cadre_ledger.wording.catalogue import Words


class Keys(SafeApp):
    """The keys since the last Enter, in a line."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        self.got: list[str] = []
        yield Label("ready", markup=False)

    def on_key(self, event: Key) -> None:
        self.got.append(event.key)
        self.query_one(Label).update(f"{len(self.got)}: {' '.join(self.got[-5:])};")
        if event.key == "ctrl+x":
            self.exit()


if __name__ == "__main__":
    sys.exit(Keys(Words("en")).live(mouse=True))
