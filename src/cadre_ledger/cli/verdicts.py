"""`flags`: what follows from the facts."""

from typing import Annotated

import typer

from cadre_ledger.cli.body import AfterOption, LimitOption
from cadre_ledger.cli.commands import Reading, reads, single
from cadre_ledger.cli.unit import InUnitOption, WithUnderOption
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Misused
from cadre_ledger.wording.catalogue import N_


def _flags(
    reading: Reading,
    *,
    severity: Annotated[
        str | None, typer.Option("--severity", metavar="NAME", help=N_("Only flags at least as heavy: note, consider, must_act."))
    ] = None,
    cadre: Annotated[str | None, typer.Option("--cadre", metavar="CADRE", help=N_("Only those of one person."))] = None,
    unit: InUnitOption = None,
    under: WithUnderOption = False,
    limit: LimitOption = None,
    after: AfterOption = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help=N_("End with 8 when a flag is up."))] = False,
) -> None:
    from cadre_ledger.cli.output import Listing
    from cadre_ledger.cli.ranking import scope_of
    from cadre_ledger.procedures.groups import members
    from cadre_ledger.procedures.reading import flags
    from cadre_ledger.procedures.telling.flags import flags as told
    from cadre_ledger.procedures.telling.said import page
    from cadre_ledger.values.citations import Severity

    if severity is not None and severity not in tuple(Severity):
        raise Misused(Code.USAGE, problem=f"--severity {', '.join(Severity)}", command="cadre-ledger flags")
    scope = scope_of(unit, None, under=under, command="flags") if unit or under else None
    with reading.desk() as desk:
        people = {each.cadre for each in members(desk, scope)} if scope else None
        answer = flags(desk, Severity(severity) if severity else None, limit, after, cadre=cadre, people=people)
    columns = (
        "id",
        "session",
        "subject",
        "cadre",
        "position",
        "name",
        "flag",
        "status",
        "severity",
        "clause",
        "since",
        "course",
        "decision",
    )
    listing = Listing.of(answer.flags, columns)

    reading.show(answer, listing, lambda: page(told(reading.words, answer, command=True)))
    if exit_code and answer.flags:
        raise typer.Exit(8)


APPS = {
    "flags": single(
        N_("Every replacement flag that is up, or that cannot be ruled out."), "cadre-ledger flags --severity consider", reads(_flags)
    ),
}
