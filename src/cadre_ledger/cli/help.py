"""Help in the reader's language: usage, purpose, arguments, options, commands, example."""

import textwrap
from collections.abc import Iterable
from importlib import import_module
from typing import Any

from typer import _click
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from cadre_ledger.wording.catalogue import N_, Words

WIDTH = 80
COLUMN = 26


class LedgerCommand(TyperCommand):
    """A command whose help is translated when it is shown; its epilog is the example."""

    def format_help(self, ctx: _click.Context, formatter: _click.HelpFormatter) -> None:
        """The whole page."""
        words: Words = ctx.obj.words
        _usage(words, ctx, self, formatter)
        _purpose(words, self.help, formatter)
        arguments = [each for each in self.get_params(ctx) if isinstance(each, TyperArgument)]
        _rows(words(N_("Arguments")), ((_argument(each), _described(words, each)) for each in arguments), formatter)
        options = [each for each in self.get_params(ctx) if isinstance(each, TyperOption) and not each.hidden]
        _rows(words(N_("Options")), ((_option(each), _described(words, each)) for each in options), formatter)
        if self.epilog:
            formatter.write(f"\n{words(N_('Example'))}:\n")
            formatter.write("".join(f"  {line}".rstrip() + "\n" for line in self.epilog.splitlines()))


class LedgerGroup(TyperGroup):
    """A noun: its verbs with one line each."""

    def format_help(self, ctx: _click.Context, formatter: _click.HelpFormatter) -> None:
        """The whole page."""
        words: Words = ctx.obj.words
        _usage(words, ctx, self, formatter)
        _purpose(words, self.help, formatter)
        verbs = ((name, words(self.line_of(ctx, name))) for name in self.list_commands(ctx))
        _rows(words(N_("Commands")), verbs, formatter)
        options = [each for each in self.get_params(ctx) if isinstance(each, TyperOption) and not each.hidden]
        _rows(words(N_("Options")), ((_option(each), _described(words, each)) for each in options), formatter)

    def line_of(self, ctx: _click.Context, name: str) -> str:
        """What a verb is for."""
        command = self.get_command(ctx, name)
        return (command.help or "") if command else ""


class LazyGroup(LedgerGroup):
    """The root: nouns by module, each imported when it is called, never to list it."""

    nouns: dict[str, tuple[str, str]]

    def list_commands(self, ctx: _click.Context) -> list[str]:  # noqa: ARG002
        """The nouns in the order of their table."""
        return list(self.nouns)

    def get_command(self, ctx: _click.Context, cmd_name: str) -> _click.Command | None:  # noqa: ARG002
        """The noun's own command tree."""
        if cmd_name not in self.nouns:
            return None
        module = import_module(f"cadre_ledger.cli.{self.nouns[cmd_name][0]}")
        command = get_command(module.APPS[cmd_name])
        command.name = cmd_name
        return command

    def line_of(self, ctx: _click.Context, name: str) -> str:  # noqa: ARG002
        """From the table, so that listing imports nothing."""
        return self.nouns[name][1]


def _usage(words: Words, ctx: _click.Context, command: Any, formatter: _click.HelpFormatter) -> None:
    pieces = " ".join(command.collect_usage_pieces(ctx))
    pieces = pieces.replace("[OPTIONS]", words(N_("[OPTIONS]"))).replace("COMMAND [ARGS]...", words(N_("COMMAND [ARGS]...")))
    formatter.write(f"{words(N_('Usage'))}: {ctx.command_path} {pieces}\n")


def _purpose(words: Words, text: str | None, formatter: _click.HelpFormatter) -> None:
    if text:
        formatter.write("\n" + "\n".join(textwrap.wrap(words(text), WIDTH)) + "\n")


def _rows(title: str, rows: Iterable[tuple[str, str]], formatter: _click.HelpFormatter) -> None:
    rows = list(rows)
    if not rows:
        return
    formatter.write(f"\n{title}:\n")
    for name, text in rows:
        lines = textwrap.wrap(text, WIDTH - COLUMN) or [""]
        if len(name) > COLUMN - 3:
            formatter.write(f"  {name}\n")
        else:
            formatter.write(f"  {name:<{COLUMN - 2}}{lines.pop(0)}".rstrip() + "\n")
        formatter.write("".join(f"{'':<{COLUMN}}{line}\n" for line in lines))


def _argument(param: TyperArgument) -> str:
    return (param.metavar or (param.name or "").upper()) + ("..." if param.nargs == -1 else "")


def _option(param: TyperOption) -> str:
    names = ", ".join([*param.opts, *param.secondary_opts])
    return names if param.is_flag or param.count else f"{names} {param.metavar or 'TEXT'}"


def _described(words: Words, param: Any) -> str:
    text = words(param.help or (N_("Show this page.") if "--help" in param.opts else ""))
    required = f" [{words(N_('required'))}]" if param.required and isinstance(param, TyperOption) else ""
    return text + required
