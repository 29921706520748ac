"""`report`: documents to hand on, in files or on the screen."""

from typing import TYPE_CHECKING, Annotated

import typer

from cadre_ledger.cli.commands import Reading, noun, reading, rendering
from cadre_ledger.cli.completing import codes
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Misused
from cadre_ledger.wording.catalogue import N_

if TYPE_CHECKING:
    from cadre_ledger.cli.commands import Rendering

APP = noun(N_("Reports: documents to hand on, the same bytes from the same history, clocks and version."))


@reading(APP, "list", N_("The reports there are, and what each is asked for."), "cadre-ledger report list")
def list_(reading: Reading) -> None:
    from cadre_ledger.cli.output import Listing
    from cadre_ledger.procedures.reporting import names
    from cadre_ledger.procedures.telling.said import wrapped
    from cadre_ledger.reports.templates import TEMPLATES

    words = reading.words
    with reading.desk() as desk:
        answer = names(desk)
    listing = Listing.of(answer.reports, ("name", "template", "needs", "takes", "formats"))

    def text() -> str:
        lines = []
        for each in answer.reports:
            lines += [TEMPLATES[each.name].options, *wrapped(words(TEMPLATES[each.name].about), "    ")]
        return "".join(f"{line}\n" for line in lines)

    reading.show(answer, listing, text)


@rendering(
    APP,
    "render",
    N_("Write a report, as files into a directory or one of them to the screen."),
    "cadre-ledger report render evaluation --period 2025 --format md,csv,json -o reports",
)
def render(
    rendering: "Rendering",
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("The report, as `report list` names it."))],
    *,
    period: Annotated[str | None, typer.Option("--period", metavar="PERIOD", help=N_("Of which evaluation period."))] = None,
    session: Annotated[
        str | None, typer.Option("--session", metavar="CODE", autocompletion=codes("session"), help=N_("Of which vote."))
    ] = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="UNIT", help=N_("Of which unit."))] = None,
    group: Annotated[str | None, typer.Option("--group", metavar="CODE", help=N_("Of which peer group, or group of titles."))] = None,
    under: Annotated[bool, typer.Option("--under", help=N_("With everything that stands under the unit."))] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help=N_("End with 8 when data are missing in the report."))] = False,
) -> None:
    from cadre_ledger.procedures.reporting import file_name, rendered, report
    from cadre_ledger.reports.templates import TEMPLATES

    words = rendering.words
    if name not in TEMPLATES:
        problem = words(N_("there is no report {name}; there are: {known}"), name=name[:40], known=", ".join(TEMPLATES))
        raise Misused(Code.USAGE, problem=problem, command="cadre-ledger report list")
    given = {"period": period, "session": session, "unit": unit, "group": group, "under": "under" if under else None}
    scope = {option: value.strip() for option, value in given.items() if value is not None}
    if not TEMPLATES[name].fits(scope):
        problem = words(N_("this report is asked for as: {options}"), options=TEMPLATES[name].options)
        raise Misused(Code.USAGE, problem=problem, command="cadre-ledger report render")
    with rendering.desk() as desk:
        made = report(desk, name, scope, rendering.as_of)
    rendering.write([(file_name(made, wanted), rendered(made, wanted, words)) for wanted in rendering.formats])
    if exit_code and made.missing:
        raise typer.Exit(8)


APPS = {"report": APP}
