"""`discipline`: sanctions on the party and the state line."""

from typing import Annotated

import typer

from cadre_ledger.cli.body import AfterOption, LimitOption, ReasonOption
from cadre_ledger.cli.cadre import CadreArgument
from cadre_ledger.cli.commands import Reading, Recorder, noun, reading, recording
from cadre_ledger.wording.catalogue import N_

APP = noun(N_("Disciplinary actions: decided, lifted, annulled as wrongful."))
CaseArgument = Annotated[str, typer.Argument(metavar="CASE", help=N_("The case's number."))]


@recording(
    APP,
    "decide",
    N_("Record a sanction."),
    'cadre-ledger discipline decide KL-2026-01 C000002 --line party --form reprimand --decision "12-QĐ/UBKT" --decided-on 2026-02-10',
)
def decide(
    recorder: Recorder,
    case: CaseArgument,
    cadre: CadreArgument,
    *,
    line: Annotated[str, typer.Option("--line", metavar="party|state", help=N_("On which line."))],
    form: Annotated[str, typer.Option("--form", metavar="NAME", help=N_("reprimand, warning, removal, expulsion or dismissal."))],
    decision: Annotated[str, typer.Option("--decision", metavar="TEXT", help=N_("The number of the decision."))],
    decided_on: Annotated[str, typer.Option("--decided-on", metavar="DATE", help=N_("The day of the decision."))],
    effective_on: Annotated[
        str | None, typer.Option("--effective-on", metavar="DATE", help=N_("From when it is in effect, where that is another day."))
    ] = None,
    authority: Annotated[str | None, typer.Option("--authority", metavar="TEXT", help=N_("Who decided."))] = None,
    grounds: Annotated[str | None, typer.Option("--grounds", metavar="TEXT", help=N_("For what."))] = None,
    public_duty: Annotated[bool, typer.Option("--public-duty", help=N_("For a violation in public duty."))] = False,
) -> None:
    from cadre_ledger.domain.cases import DecideDiscipline

    fields = {
        "case": case,
        "line": line,
        "form": form,
        "decision_no": decision,
        "decided_on": decided_on,
        "effective_on": effective_on,
        "authority": authority,
        "grounds": grounds,
        "public_duty": public_duty,
    }
    recorder.record(lambda on: [DecideDiscipline.model_validate({"on": on, "cadre": recorder.code_of(cadre), **fields})])


@recording(
    APP,
    "end",
    N_("Record that a sanction was lifted early."),
    'cadre-ledger discipline end KL-2026-01 --ended-on 2026-08-01 --reason "QĐ 30"',
)
def end(
    recorder: Recorder,
    case: CaseArgument,
    *,
    ended_on: Annotated[str, typer.Option("--ended-on", metavar="DATE", help=N_("The first day without it."))],
    reason: ReasonOption,
) -> None:
    from cadre_ledger.domain.cases import EndDiscipline

    recorder.record(lambda on: [EndDiscipline.model_validate({"on": on, "case": case, "ended_on": ended_on, "reason": reason})])


@recording(
    APP,
    "annul",
    N_("Record that a sanction was wrongful; what rested on it falls."),
    'cadre-ledger discipline annul KL-2026-01 --decision "44-QĐ" --reason "kỷ luật oan"',
)
def annul(
    recorder: Recorder,
    case: CaseArgument,
    *,
    decision: Annotated[str, typer.Option("--decision", metavar="TEXT", help=N_("The number of the decision."))],
    reason: ReasonOption,
) -> None:
    from cadre_ledger.domain.cases import AnnulDiscipline

    recorder.confirm_code(recorder.words(N_("Annul {case}?"), case=case), case)
    recorder.record(lambda on: [AnnulDiscipline(on=on, case=case, decision_no=decision, reason=reason)])


@reading(APP, "list", N_("Sanctions that stand, of one cadre or of all."), "cadre-ledger discipline list")
def list_(
    reading: Reading,
    *,
    cadre: Annotated[str | None, typer.Option("--cadre", metavar="CADRE", help=N_("Only this cadre."))] = None,
    limit: LimitOption = None,
    after: AfterOption = None,
) -> None:
    from cadre_ledger.cli.facts import show_facts

    show_facts(reading, "discipline", {"cadre": cadre.upper() if cadre else None}, limit, after)


APPS = {"discipline": APP}
