"""`diff`: what differs between two readings of the ledger."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from cadre_ledger.cli.body import LimitOption
from cadre_ledger.cli.commands import Reading, reads, single
from cadre_ledger.cli.completing import codes
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Misused
from cadre_ledger.wording.catalogue import N_

if TYPE_CHECKING:
    from cadre_ledger.procedures.answers import Diff, DifferingPart
    from cadre_ledger.wording.catalogue import Words


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
    reading.show(answer, listing, lambda: "".join(f"{line}\n" for line in _lines(reading.words, answer)))
    if exit_code and answer.differences:
        raise typer.Exit(8)


def _lines(words: "Words", answer: "Diff") -> Iterator[str]:
    from itertools import groupby

    from cadre_ledger.cli.changes import change_lines
    from cadre_ledger.procedures.telling.said import wrapped

    for (owner, cause, entries), found in groupby(answer.differences, lambda each: (_owner(each), each.cause, each.entries)):
        yield owner
        for each in found:
            yield from change_lines(words, each, "  ")
        because = (
            words(
                N_("entries about it that took effect or became known meanwhile: {entries}"),
                entries=", ".join(f"#{entry}" for entry in entries),
            )
            if cause == "entries"
            else words(N_("no entry about it took effect or became known meanwhile: the calendar or the rulebook alone"))
        )
        yield from wrapped(f"({because})", "  ")
        yield ""
    if not answer.differences:
        yield words(N_("Nothing differs."))
    said = words(N_("From {first}, known up to entry {before}, to {last}, known up to entry {entry}; unsigned."), **_readings(answer))
    yield from wrapped(said)
    if answer.rules:
        rules = ", ".join(f"#{entry}" for entry in answer.rules)
        yield from wrapped(words(N_("Entries on rules that took effect or became known meanwhile: {entries}"), entries=rules))


def _owner(each: "DifferingPart") -> str:
    return each.key.partition("/")[0]


def _readings(answer: "Diff") -> dict[str, object]:
    since = answer.since
    return {"first": since.as_of, "before": since.known_at.entry, "last": answer.as_of, "entry": answer.known_at.entry}


APPS = {
    "diff": single(
        N_("What differs between two days: standings, outcomes of votes, flags; by entries, or by time alone."),
        "cadre-ledger diff 2025-12-31 2026-06-30 --cadre C000002",
        reads(_diff),
    ),
}
