"""The screens, made to fail where the first argument says; the other arguments are those of the command line."""

import asyncio
import sys
import time
from typing import NoReturn

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Input, Label

from cadre_ledger.__main__ import main
from cadre_ledger.procedures.seat import Seat
from cadre_ledger.tui import app
from cadre_ledger.tui.ends import SafeApp
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotFound

SHOWN, SECRET = "Nguyễn Văn Hiện", "Nguyễn Văn Mật"
WHERE = sys.argv.pop(1) if __name__ == "__main__" else ""


def fail(name: str = SECRET) -> NoReturn:
    """With the secret in a variable, in the message, and in the error that it came from."""
    hidden = f"{name} 25/47"
    raise RuntimeError(hidden) from ValueError(name)


async def failing() -> None:
    """The same in a task."""
    fail()


class Drawn(Label):
    """Fails when it is drawn, once it is broken."""

    broken = False

    def render_line(self, y: int) -> Strip:
        if self.broken:
            fail()
        return super().render_line(y)


class Mounted(Screen[None]):
    """Fails when it comes up."""

    def on_mount(self) -> None:
        fail()


class Failing(SafeApp):
    """Fails at its start, or when F2 is pressed."""

    BINDINGS = [Binding("f2", "fail", priority=True), Binding("f10", "quit", "Leave", priority=True)]  # noqa: RUF012
    CSS = "nonsense {{" if WHERE == "style" else ""

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat.words)
        self.kept = seat.directory.drafts / "kept"
        self.fail_in("init")

    def fail_in(self, place: str) -> None:
        if place == WHERE:
            fail()

    def keep_drafts(self) -> None:
        with self.kept.open("a", encoding="utf-8") as kept:
            kept.write(f"{self.query_one(Input).value}\n" if self.query(Input) else "")
        self.fail_in("drafts")

    def on_load(self) -> None:
        self.fail_in("load")

    def compose(self) -> ComposeResult:
        self.fail_in("compose")
        yield Input(SHOWN, select_on_focus=False)
        yield Drawn("ready")

    def on_mount(self) -> None:
        self.fail_in("mount")

    def action_fail(self) -> None:  # noqa: C901 - a table
        match WHERE:
            case "handler" | "drafts":
                fail()
            case "refusal":
                raise NotFound(Code.NO_CADRE, cadre=SECRET)
            case "timer":
                self.set_timer(0.01, fail)
            case "worker":
                self.run_worker(failing())
            case "thread":
                self.run_worker(fail, thread=True)
            case "task":
                asyncio.get_running_loop().create_task(failing())
            case "later":
                self.call_later(fail)
            case "drawing":
                self.query_one(Drawn).broken = True
                self.query_one(Drawn).refresh()
            case "screen":
                self.push_screen(Mounted())
            case "panic":
                self.panic(SECRET)
            case "stuck":
                self.query_one(Drawn).update("stuck")
                self.set_timer(0.2, hang)
            case "stuck-thread":
                self.query_one(Drawn).update("stuck")
                self.run_worker(hang, thread=True)


def hang() -> None:
    """Answer nothing any more."""
    while True:
        time.sleep(0.1)


if __name__ == "__main__":
    app.CadreLedgerApp = Failing  # type: ignore[assignment,misc]
    main()
