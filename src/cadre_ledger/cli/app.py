"""The command tree at its root, and how a run ends."""

import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

import typer
from typer import _click
from typer._click.exceptions import MissingParameter, NoArgsIsHelpError, NoSuchOption, UsageError
from typer.core import TyperGroup, TyperOption
from typer.exceptions import Abort, Exit
from typer.main import get_command

from cadre_ledger import __version__
from cadre_ledger.cli.help import LazyGroup
from cadre_ledger.cli.shell import Shell, language
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Broken, LedgerError, Misused, place_of
from cadre_ledger.wording.catalogue import LANGUAGES, N_, Words
from cadre_ledger.wording.framework import translated

if TYPE_CHECKING:
    from cadre_ledger.procedures.seat import Seat

NAME = "cadre-ledger"
INTERRUPTED, TERMINATED = 130, 143
COMPLETE = "_CADRE_LEDGER_COMPLETE"


class Root(LazyGroup):
    """Every noun with its module and its line."""

    nouns = {  # noqa: RUF012 - a table, never changed
        "init": ("upkeep", N_("Begin a ledger.")),
        "status": ("upkeep", N_("What a ledger holds.")),
        "doctor": ("upkeep", N_("Look for what is wrong around a ledger.")),
        "agenda": ("agenda", N_("What is to be done, and by when.")),
        "import": ("importing", N_("Take in files: votes, posts, people, assessments, training, discipline.")),
        "body": ("body", N_("Voting bodies: councils, committees, conferences.")),
        "cadre": ("cadre", N_("Officials whose files the ledger keeps.")),
        "vote": ("vote", N_("Confidence votes and binding votes.")),
        "correct": ("correct", N_("Put a recorded fact right; both figures stay visible.")),
        "unit": ("unit", N_("Units: organisations that form a tree.")),
        "position": ("position", N_("Positions with their standards.")),
        "post": ("post", N_("Who holds which position.")),
        "period": ("period", N_("Evaluation periods.")),
        "assess": ("assess", N_("Scores of assessors.")),
        "classify": ("classify", N_("Decisions of the authority.")),
        "notify": ("classify", N_("Who was told of what.")),
        "training": ("training", N_("Training completions.")),
        "qualification": ("training", N_("Degrees and abilities.")),
        "discipline": ("discipline", N_("Disciplinary actions.")),
        "replacement": ("replacement", N_("What was done about a flag.")),
        "standing": ("standing", N_("What holds about a cadre on a day.")),
        "rank": ("ranking", N_("Rank the people of a vote, a unit or a group.")),
        "flags": ("verdicts", N_("Replacement flags that are up.")),
        "explain": ("explain", N_("Say why: clause, arithmetic, entries.")),
        "report": ("report", N_("Reports to hand on: Markdown, CSV, JSON.")),
        "history": ("history", N_("The records as they are stored.")),
        "diff": ("diff", N_("What differs between two days.")),
        "rules": ("rules", N_("Regulations: adopted texts and their clauses.")),
        "views": ("views", N_("Read models: state, rebuild, check.")),
        "actor": ("actor", N_("Actors: who records under which key.")),
        "sign-in": ("actor", N_("Try a passphrase; see what one may do.")),
        "tui": ("screens", N_("The ledger on screens, by keys.")),
        "schema": ("schema", N_("JSON Schemas of the documents that scripts read.")),
        "completion": ("schema", N_("Shell completion.")),
    }


ROOT = typer.Typer(cls=Root, rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False, no_args_is_help=True)


def _tell_version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"{NAME} {__version__}")
        raise Exit(0)


@ROOT.callback(help=N_("A ledger of evaluations and votes of confidence that can say why and prove what it says."))
def _root(
    *,
    version: bool = typer.Option(  # noqa: ARG001 - told by its callback, before a command is looked for
        False, "--version", callback=lambda value: _tell_version(wanted=value), is_eager=True, help=N_("Show the version.")
    ),
) -> None:
    return None


def run(arguments: Sequence[str], shell: Shell | None = None) -> int:
    """Run one command; the exit status, with everything said that needs saying."""
    arguments = list(arguments)
    shell = shell or make_shell(arguments)
    arguments = _without_language(arguments)
    if COMPLETE in shell.environment:
        _teach_completion()
    try:
        status = get_command(ROOT).main(arguments, prog_name=NAME, standalone_mode=False, obj=shell)
    except BaseException as error:  # noqa: BLE001 - the last wall: no traceback reaches a user
        return _ended(shell, error)
    return status if isinstance(status, int) else 0


def _ended(shell: Shell, error: BaseException) -> int:
    """The exit status of a run that did not end by itself, with what must be said about it."""
    match error:
        case LedgerError():
            status = _failed(shell, error)
        case NoArgsIsHelpError():
            shell.say(error.ctx.get_help() if error.ctx else "")
            status = Misused.exit_status
        case UsageError():
            status = _misused(shell, error)
        case Abort() | KeyboardInterrupt():
            shell.say(shell.words(N_("Interrupted; nothing was half recorded.")))
            status = INTERRUPTED
        case Exit():
            status = error.exit_code
        # The library turns a closed pipe into an exit of its own.
        case BrokenPipeError() | SystemExit(__context__=BrokenPipeError()):
            status = _quietly()
        case SystemExit():
            raise error
        case _:
            status = _failed(shell, Broken(Code.UNEXPECTED, kind=type(error).__name__, place=place_of(error)))
    return status


def _teach_completion() -> None:
    """Only when a shell asks: the classes of typer that answer it."""
    from typer._completion_classes import completion_init

    completion_init()


def _without_language(arguments: list[str]) -> list[str]:
    """The language is chosen before anything is parsed, so that it may stand anywhere; a wrong one is left to be refused."""
    kept: list[str] = []
    skip = False
    for place, each in enumerate(arguments):
        following = arguments[place + 1] if place + 1 < len(arguments) else ""
        if skip:
            skip = False
        elif each == "--lang" and following in LANGUAGES:
            skip = True
        elif each.removeprefix("--lang=") not in LANGUAGES or not each.startswith("--lang="):
            kept.append(each)
    return kept


def make_shell(arguments: list[str]) -> Shell:
    """The real surroundings, speaking the language asked for."""
    shell = Shell(Words("en"))
    shell.words = Words(language(arguments, shell.environment, lambda: _language_of_ledger(arguments, shell)))
    return shell


def _language_of_ledger(arguments: list[str], shell: Shell) -> str | None:
    from cadre_ledger.ledger.directory import locate

    named = next((each.removeprefix("--ledger=") for each in arguments if each.startswith("--ledger=")), None)
    if "--ledger" in arguments[:-1]:
        named = arguments[arguments.index("--ledger") + 1]
    try:
        return locate(named, shell.environment.get("CADRE_LEDGER"), Path.cwd()).language()
    except (LedgerError, OSError):
        return None


def _failed(shell: Shell, error: LedgerError) -> int:
    from cadre_ledger.cli.diagnostics import report

    report(shell, error)
    return error.exit_status


def _misused(shell: Shell, error: UsageError) -> int:
    problem = _problem(shell.words, error)
    path = error.ctx.command_path if error.ctx else NAME
    return _failed(shell, Misused(Code.USAGE, problem=problem, command=path))


def _problem(words: Words, error: UsageError) -> str:
    """What was wrong with the words of a command, in the person's language."""
    if isinstance(error, NoSuchOption):
        near = ", ".join(error.possibilities or ()) or "--help"
        return words(N_("there is no option {option}; near to it: {near}"), option=error.option_name, near=near)
    if isinstance(error, MissingParameter):
        return words(N_("{name} is missing"), name=_named(error.param))
    if isinstance(error.ctx and error.ctx.command, TyperGroup) and error.ctx is not None:
        known = ", ".join(_commands(error.ctx))
        return words(N_("no such command; there are: {known}"), known=known)
    return translated(words, error.format_message())


def _named(param: _click.Parameter | None) -> str:
    """An option by how it is typed, an argument by how its place is called."""
    if isinstance(param, TyperOption):
        return param.opts[0]
    return (getattr(param, "metavar", None) or getattr(param, "name", None) or "").upper()


def _commands(ctx: _click.Context) -> list[str]:
    command = ctx.command
    return command.list_commands(ctx) if isinstance(command, TyperGroup) else []


def _quietly() -> int:
    """The reader of a pipe has gone; nothing is wrong, and nothing more is to be written."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _terminated(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(TERMINATED)


def main(screens: "Callable[[Seat], int]") -> NoReturn:
    """The program with its arguments; `screens` is how the other face is started."""
    signal.signal(signal.SIGTERM, _terminated)
    arguments = sys.argv[1:]
    shell = make_shell(arguments)
    shell.screens = screens
    sys.exit(run(arguments, shell))
