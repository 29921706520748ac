"""`post`: who holds which position, who is planned for one, and who is absent."""

from typing import Annotated

import typer

from cadre_ledger.cli.body import ReasonOption
from cadre_ledger.cli.cadre import CadreArgument
from cadre_ledger.cli.commands import Recorder, noun, recording
from cadre_ledger.cli.position import PositionArgument
from cadre_ledger.wording.catalogue import N_

APP = noun(N_("Posts: appointments, relief, planning, absence."))
DecisionOption = Annotated[str | None, typer.Option("--decision", metavar="TEXT", help=N_("The number of the decision."))]


@recording(
    APP,
    "appoint",
    N_("Record that a cadre takes a position."),
    "cadre-ledger post appoint C000002 GD-SNV --since 2023-03-01 --term 2021..2026",
)
def appoint(
    recorder: Recorder,
    cadre: CadreArgument,
    position: PositionArgument,
    *,
    since: Annotated[str, typer.Option("--since", metavar="DATE", help=N_("The first day in the post."))],
    term: Annotated[str | None, typer.Option("--term", metavar="FROM..TO", help=N_("The term, from a date to a date."))] = None,
    decision: DecisionOption = None,
) -> None:
    from cadre_ledger.domain.posts import Appoint
    from cadre_ledger.values.dates import PartialDate

    begins, _, ends = (term or "").partition("..")
    recorder.record(
        lambda on: [
            Appoint(
                on=on,
                cadre=recorder.code_of(cadre),
                position=position,
                since=PartialDate.parse(since),
                term_from=PartialDate.parse(begins) if begins else None,
                term_to=PartialDate.parse(ends) if ends else None,
                decision_no=decision,
            )
        ]
    )


@recording(
    APP,
    "relieve",
    N_("Record that a cadre leaves a position."),
    'cadre-ledger post relieve C000002 GD-SNV --until 2026-02-01 --how resigned --reason "đơn xin từ chức"',
)
def relieve(
    recorder: Recorder,
    cadre: CadreArgument,
    position: PositionArgument,
    *,
    until: Annotated[str, typer.Option("--until", metavar="DATE", help=N_("The first day without the post."))],
    how: Annotated[
        str, typer.Option("--how", metavar="NAME", help=N_("relieved, resigned, dismissed, reassigned or term_ended."))
    ] = "relieved",
    reason: ReasonOption,
    decision: DecisionOption = None,
) -> None:
    from cadre_ledger.domain.posts import Relieve

    fields = {"position": position, "until": until, "leaving": how, "reason": reason, "decision_no": decision}
    recorder.record(lambda on: [Relieve.model_validate({"on": on, "cadre": recorder.code_of(cadre), **fields})])


@recording(APP, "plan", N_("List a cadre for a position."), "cadre-ledger post plan C000002 PCT-UBND")
def plan(recorder: Recorder, cadre: CadreArgument, position: PositionArgument) -> None:
    from cadre_ledger.domain.posts import Plan

    recorder.record(lambda on: [Plan(on=on, cadre=recorder.code_of(cadre), position=position)])


@recording(APP, "unplan", N_("Take a cadre off the list for a position."), 'cadre-ledger post unplan C000002 PCT-UBND --reason "QĐ 4"')
def unplan(recorder: Recorder, cadre: CadreArgument, position: PositionArgument, *, reason: ReasonOption) -> None:
    from cadre_ledger.domain.posts import Unplan

    recorder.record(lambda on: [Unplan(on=on, cadre=recorder.code_of(cadre), position=position, reason=reason)])


@recording(
    APP,
    "leave",
    N_("Record that a cadre is absent from work and keeps the posts."),
    "cadre-ledger post leave C000002 study --since 2026-09-01 --planned-until 2027-06-30",
)
def leave(
    recorder: Recorder,
    cadre: CadreArgument,
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help=N_("leave, study or secondment; illness and maternity are leave, and not told apart."))
    ],
    *,
    since: Annotated[str, typer.Option("--since", metavar="DATE", help=N_("The first day of absence."))],
    planned_until: Annotated[str | None, typer.Option("--planned-until", metavar="DATE", help=N_("The planned first day back."))] = None,
    decision: DecisionOption = None,
) -> None:
    from cadre_ledger.domain.absences import BeginAbsence

    fields = {"kind": kind, "since": since, "planned_until": planned_until, "decision_no": decision}
    recorder.record(lambda on: [BeginAbsence.model_validate({"on": on, "cadre": recorder.code_of(cadre), **fields})])


@recording(APP, "return", N_("Record that a cadre is back at work."), "cadre-ledger post return C000002 --back 2027-07-01")
def return_(
    recorder: Recorder,
    cadre: CadreArgument,
    *,
    back: Annotated[str, typer.Option("--back", metavar="DATE", help=N_("The first day back."))],
    decision: DecisionOption = None,
) -> None:
    from cadre_ledger.domain.absences import EndAbsence

    fields = {"until": back, "decision_no": decision}
    recorder.record(lambda on: [EndAbsence.model_validate({"on": on, "cadre": recorder.code_of(cadre), **fields})])


APPS = {"post": APP}
