"""How the screens end, seen from inside; in a terminal: `terminal/test_ends.py`."""

import inspect

import pytest
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.app import App, ComposeResult
from textual.drivers.linux_driver import LinuxDriver
from textual.message_pump import MessagePump
from textual.widgets import Input
from textual.worker import WorkerFailed

from cadre_ledger.tui.ends import SafeApp
from cadre_ledger.wording.catalogue import Words


class Typing(SafeApp):
    """Something is being typed."""

    def __init__(self) -> None:
        super().__init__(Words("en"))
        self.kept: list[str] = []

    def compose(self) -> ComposeResult:
        yield Input("half a na")

    def keep_drafts(self) -> None:
        self.kept.append(self.query_one(Input).value)

    def action_fail(self) -> None:
        self.failing()

    def failing(self) -> None:
        raise ZeroDivisionError


OVERRIDDEN = {
    App._handle_exception: "(self, error: 'Exception') -> 'None'",
    App._fatal_error: "(self) -> 'None'",
    App.panic: "(self, *renderables: 'RenderableType') -> 'None'",
    App.action_help_quit: "(self) -> 'None'",
    MessagePump._close_messages_no_wait: "(self) -> 'None'",
    LinuxDriver.run_input_thread: "(self) -> 'None'",
}


@pytest.mark.parametrize("function", OVERRIDDEN, ids=lambda function: function.__name__)
def test_the_library_still_has_what_is_overridden(function: object) -> None:
    assert str(inspect.signature(function)) == OVERRIDDEN[function]  # type: ignore[arg-type,index]


def test_nothing_else_of_the_library_is_hidden() -> None:
    own = {name for name in vars(SafeApp) if not name.startswith("__") and name in dir(App)}
    made_by_the_library = {name for name in own if name in vars(type("Plain", (App,), {}))}

    assert own - made_by_the_library == {"BINDINGS", "_handle_exception", "_fatal_error", "panic", "action_help_quit"}
    assert not (set(vars(SafeApp(Words("en")))) - set(vars(App()))) & set(dir(App))


def test_the_table_of_the_library_names_escape_and_digits() -> None:
    escape, seven = ANSI_SEQUENCES_KEYS["\x1b"], ANSI_SEQUENCES_KEYS["\x1b7"]
    assert isinstance(escape, tuple)
    assert isinstance(seven, tuple)

    assert [each.value for each in seven] == [escape[0].value, "7"]


async def test_a_failure_reaches_whoever_tests_and_drafts_are_kept_once() -> None:
    app = Typing()
    with pytest.raises(ZeroDivisionError):  # noqa: PT012 - it is raised when the application is left
        async with app.run_test() as pilot:
            app.call_later(app.failing)
            app.call_later(app.failing)
            await pilot.pause()

    assert isinstance(app.failure, ZeroDivisionError)
    assert app.kept == ["half a na"]


async def test_the_failure_of_a_worker_is_the_workers_own() -> None:
    app = Typing()
    with pytest.raises(WorkerFailed):  # noqa: PT012 - it is raised when the application is left
        async with app.run_test() as pilot:
            app.run_worker(app.failing, thread=True)
            await app.workers.wait_for_complete()
            await pilot.pause()

    assert isinstance(app.failure, ZeroDivisionError)


async def test_leaving_keeps_no_draft() -> None:
    app = Typing()
    async with app.run_test():
        app.exit()

    assert (app.kept, app.failure) == ([], None)
