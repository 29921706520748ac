"""`body`: voting bodies."""

from typing import Annotated

import typer

from cadre_ledger.cli.commands import Reading, Recorder, noun, reading, recording
from cadre_ledger.cli.completing import codes
from cadre_ledger.cli.member import APP as MEMBERS
from cadre_ledger.wording.catalogue import N_

APP = noun(N_("Voting bodies: councils, committees, conferences."))
CodeArgument = Annotated[str, typer.Argument(metavar="BODY", autocompletion=codes("body"), help=N_("The body's code."))]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="TEXT", help=N_("Why."))]
LimitOption = Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help=N_("At most so many."))]
AfterOption = Annotated[str | None, typer.Option("--after", metavar="CODE", help=N_("Only what comes after this code."))]


@recording(APP, "add", N_("Make a body known."), 'cadre-ledger body add HDND-VP "HĐND tỉnh Vĩnh Phúc" --level province')
def add(
    recorder: Recorder,
    code: CodeArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("Its name."))],
    *,
    level: Annotated[
        str | None, typer.Option("--level", metavar="LEVEL", help=N_("national, province, district, commune or agency."))
    ] = None,
) -> None:
    from cadre_ledger.domain.bodies import EstablishBody

    recorder.record(lambda on: [EstablishBody.model_validate({"on": on, "body": code, "name": name, "level": level})])


@recording(
    APP,
    "rename",
    N_("Give a body another name from a day on."),
    'cadre-ledger body rename HDND-VP "HĐND tỉnh Phú Thọ" --on 2025-07-01 --reason "NQ 202/2025/QH15"',
)
def rename(
    recorder: Recorder,
    code: CodeArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("Its new name."))],
    *,
    reason: ReasonOption,
) -> None:
    from cadre_ledger.domain.bodies import RenameBody

    recorder.record(lambda on: [RenameBody(on=on, body=code, name=name, reason=reason)])


@recording(APP, "close", N_("End a body from a day on."), 'cadre-ledger body close HDND-VP --on 2025-07-01 --reason "NQ 202/2025/QH15"')
def close(recorder: Recorder, code: CodeArgument, *, reason: ReasonOption) -> None:
    from cadre_ledger.domain.bodies import CloseBody

    recorder.confirm(recorder.words(N_("Close {body}?"), body=code))
    recorder.record(lambda on: [CloseBody(on=on, body=code, reason=reason)])


@reading(APP, "list", N_("All bodies."), "cadre-ledger body list --format csv")
def list_(reading: Reading, *, limit: LimitOption = None, after: AfterOption = None) -> None:
    from cadre_ledger.cli.output import Listing, table
    from cadre_ledger.procedures.reading import body_list
    from cadre_ledger.wording.terms import term

    words = reading.words
    with reading.desk() as desk:
        answer = body_list(desk, limit, after)
    listing = Listing.of(answer.bodies, ("code", "name", "level", "closed_on"))
    headers = (words(N_("Code")), words(N_("Name")), words(N_("Level")), words(N_("Closed on")))
    rows = [(each.code, each.name, term(words, "body_level", each.level) if each.level else "", each.closed_on) for each in answer.bodies]
    reading.show(answer, listing, lambda: table(headers, rows))


@reading(APP, "show", N_("One body with all its names."), "cadre-ledger body show HDND-VP")
def show(reading: Reading, code: CodeArgument) -> None:
    from cadre_ledger.cli.output import Listing, table
    from cadre_ledger.procedures.reading import body_show
    from cadre_ledger.values.text import clean_code

    words = reading.words
    with reading.desk() as desk:
        answer = body_show(desk, clean_code(code))
    listing = Listing.of(answer.names, ("effective_on", "name"))
    rows = [(each.effective_on, each.name) for each in answer.names]
    reading.show(
        answer, listing, lambda: f"{answer.body.code}  {answer.body.name}\n\n" + table((words(N_("From")), words(N_("Name"))), rows)
    )


APP.add_typer(MEMBERS, name="member")
APPS = {"body": APP}
