"""`tui`: the way to the other face, which the command line does not know."""

from typing import Annotated

import typer

from cadre_ledger.cli.commands import Reading, single, sits
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Misused
from cadre_ledger.wording.catalogue import N_


def _tui(
    reading: Reading,
    *,
    theme: Annotated[
        str | None, typer.Option("--theme", metavar="NAME", help=N_("How it looks: default, high-contrast, colour-blind."))
    ] = None,
    mouse: Annotated[
        bool | None, typer.Option("--mouse/--no-mouse", help=N_("Whether the mouse works too; otherwise not over SSH."))
    ] = None,
) -> None:
    from dataclasses import replace

    from cadre_ledger.procedures.reading import actors_sign
    from cadre_ledger.procedures.seat import THEMES, Seat
    from cadre_ledger.values.text import clean_name

    shell, command = reading.shell, "cadre-ledger tui"
    if theme not in (None, *THEMES):
        raise Misused(Code.USAGE, problem=f"--theme {', '.join(THEMES)}", command=command)
    if shell.screens is None:
        raise Misused(Code.USAGE, problem=shell.words(N_("this program was started without its screens")), command=command)
    seat = Seat(
        directory=reading.directory,
        words=shell.words,
        actor=clean_name(reading.options["actor"] or shell.account()),
        now=shell.now,
        new_key=shell.new_key,
        clocks=reading.clocks,
        theme=theme or THEMES[0],
        mouse="SSH_CONNECTION" not in shell.environment if mouse is None else mouse,
        environment=shell.environment,
    )
    # A ledger that cannot be read is said here, as for every other command; and its read models are fresh before they are looked at.
    with shell.patience(), reading.desk() as desk:
        signing = actors_sign(desk)
    raise typer.Exit(shell.screens(replace(seat, actor=seat.actor.upper()) if signing else seat))


APPS = {
    "tui": single(N_("The ledger on screens, by keys, in this terminal."), "cadre-ledger tui --lang vi --theme high-contrast", sits(_tui)),
}
