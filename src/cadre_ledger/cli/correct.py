"""`correct`: any recorded fact, named by its entry."""

from typing import Annotated

import typer

from cadre_ledger.cli.body import ReasonOption
from cadre_ledger.cli.commands import Recorder, records, single
from cadre_ledger.wording.catalogue import N_


def _correct(
    recorder: Recorder,
    entry: Annotated[int, typer.Argument(metavar="ENTRY", help=N_("The entry that is wrong."))],
    *,
    change: Annotated[
        list[str],
        typer.Option(
            "--set", metavar="FIELD=VALUE", help=N_("What it should say: name=…, issued=48, or 4.low=24 for the fourth person; repeat it.")
        ),
    ],
    reason: ReasonOption,
) -> None:
    from cadre_ledger.cli.output import table
    from cadre_ledger.procedures.correcting import plan

    words = recorder.words
    with recorder.ledger() as ledger:
        planned = plan(ledger, entry, tuple(change), reason, recorder.today(ledger.founding.time_zone))
    if planned.changes and not recorder.dry_run and not recorder.options["yes"]:
        headers = (words(N_("Field")), words(N_("Was")), words(N_("Now")))
        recorder.shell.say(table(headers, planned.changes).rstrip("\n"))
    if planned.changes:
        recorder.confirm(words(N_("Record this correction?")))
    recorder.record(lambda _: [planned.command])


APPS = {
    "correct": single(
        N_("Put a recorded fact right; the old figure stays visible beside the new."),
        "cadre-ledger correct 31 --set 4.low=24 --reason 'typing error in the minutes'",
        records(_correct),
    )
}
