"""`schema` and `completion`: for scripts and shells."""

from typing import Annotated

import typer

from cadre_ledger.cli.commands import LangOption, single
from cadre_ledger.cli.shell import Shell
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotFound
from cadre_ledger.wording.catalogue import N_


def _schema(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help=N_("The document; without it all names are listed."))] = None,
    *,
    lang: LangOption = None,  # noqa: ARG001 - read before the command is parsed
) -> None:
    import json

    from typer._click.globals import get_current_context

    from cadre_ledger.procedures.schemas import names, schema

    shell: Shell = get_current_context().obj
    if name is None:
        text = "".join(f"{each}\n" for each in names())
    elif name in names():
        text = json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"
    else:
        raise NotFound(Code.NO_SCHEMA, name=name, known=", ".join(names()))
    shell.stdout.write(text.encode())
    shell.stdout.flush()


def _completion(
    shell_name: Annotated[str, typer.Argument(metavar="bash|zsh|fish", help=N_("The shell to complete in."))],
    *,
    lang: LangOption = None,  # noqa: ARG001 - read before the command is parsed
) -> None:
    from typer._click.globals import get_current_context
    from typer._completion_shared import get_completion_script

    shell: Shell = get_current_context().obj
    if shell_name not in ("bash", "zsh", "fish"):
        raise NotFound(Code.NO_SCHEMA, name=shell_name, known="bash, zsh, fish")
    script = get_completion_script(prog_name="cadre-ledger", complete_var="_CADRE_LEDGER_COMPLETE", shell=shell_name)
    shell.stdout.write((script + "\n").encode())
    shell.stdout.flush()


APPS = {
    "schema": single(N_("Print the JSON Schema of a document."), "cadre-ledger schema vote-result", _schema),
    "completion": single(N_("Print a script that completes commands and codes."), 'eval "$(cadre-ledger completion bash)"', _completion),
}
