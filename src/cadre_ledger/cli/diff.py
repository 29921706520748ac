"""`diff`: what differs between two readings of the ledger."""

from contextlib import ExitStack
from typing import Annotated

import typer

from cadre_ledger.cli.body import LimitOption
from cadre_ledger.cli.commands import Reading, reads, single
from cadre_ledger.cli.completing import codes
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Misused
from cadre_ledger.wording.catalogue import N_


def _diff(
    reading: Reading,
    earlier: Annotated[str, typer.Argument(metavar="DATE", help=N_("The earlier day."))],
    later: Annotated[str | None, typer.Argument(metavar="DATE", help=N_("The later day; otherwise that of --as-of, or today."))] = None,
    *,
    cadre: Annotated[
        str | None, typer.Option("--cadre", metavar="CADRE", autocompletion=codes("cadre"), help=N_("Only this cadre."))
    ] = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="UNIT", help=N_("Only those with a post in this unit or below it."))] = None,
    known_before: Annotated[
        str | None,
        typer.Option("--known-before", metavar="CUT", help=N_("The earlier day as it was known then; otherwise as the later one.")),
    ] = None,
    limit: LimitOption = None,
    after: Annotated[str | None, typer.Option("--after", metavar="KEY", help=N_("Only what comes after this key."))] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help=N_("End with 8 when something differs."))] = False,
) -> None:
    from cadre_ledger.cli.output import Listing
    from cadre_ledger.procedures.differing import diff
    from cadre_ledger.procedures.telling.changes import differences
    from cadre_ledger.procedures.telling.said import page
    from cadre_ledger.values.dates import PartialDate
    from cadre_ledger.values.text import clean_code

    if later is not None and reading.options["as_of"] is not None:
        raise Misused(Code.USAGE, problem="DATE DATE --as-of", command="cadre-ledger diff")
    first, last = PartialDate.parse(earlier).last, PartialDate.parse(later).last if later else None
    with ExitStack() as opened:
        desk = opened.enter_context(reading.desk())
        known = opened.enter_context(reading.desk(known_before)) if known_before else desk
        answer = diff(
            known.on(first),
            desk.on(last or desk.as_of),
            cadre=cadre,
            unit=clean_code(unit) if unit else None,
            limit=limit,
            after_key=after,
        )
    listing = Listing.of(answer.differences, ("what", "key", "was", "now", "cause", "entries"))
    reading.show(answer, listing, lambda: page(differences(reading.words, answer)))
    if exit_code and answer.differences:
        raise typer.Exit(8)


APPS = {
    "diff": single(
        N_("What differs between two days: standings, outcomes of votes, flags; by entries, or by time alone."),
        "cadre-ledger diff 2025-12-31 2026-06-30 --cadre C000002",
        reads(_diff),
    ),
}
