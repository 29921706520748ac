"""`classify` and `notify`: the authority's decisions, and who was told of what."""

from typing import Annotated

import typer

from cadre_ledger.cli.body import AfterOption, LimitOption, ReasonOption
from cadre_ledger.cli.cadre import CadreArgument
from cadre_ledger.cli.commands import Reading, Recorder, noun, reading, recording, records, single
from cadre_ledger.cli.period import PeriodArgument
from cadre_ledger.cli.post import DecisionOption
from cadre_ledger.wording.catalogue import N_

APP = noun(N_("Classifications: the competent authority's decisions."))


@recording(
    APP,
    "decide",
    N_("Record the authority's decision on one cadre and period."),
    "cadre-ledger classify decide C000002 2026 good --decided-on 2026-12-20 --points 84.5 --decision 12-QĐ",
)
def decide(
    recorder: Recorder,
    cadre: CadreArgument,
    period: PeriodArgument,
    level: Annotated[str, typer.Argument(metavar="LEVEL", help=N_("excellent, good, completed or not_completed."))],
    *,
    decided_on: Annotated[str, typer.Option("--decided-on", metavar="DATE", help=N_("The day of the decision."))],
    points: Annotated[str | None, typer.Option("--points", metavar="N", help=N_("The points, out of 100."))] = None,
    decision: DecisionOption = None,
    decided_by: Annotated[str | None, typer.Option("--by", metavar="TEXT", help=N_("Who decided."))] = None,
    departs_from: Annotated[
        str | None, typer.Option("--departs-from", metavar="LEVEL", help=N_("What the rules give, where the decision departs from it."))
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help=N_("Why."))] = None,
) -> None:
    from cadre_ledger.domain.classifications import Classify

    fields = {
        "period": period,
        "level": level,
        "decided_on": decided_on,
        "points": points.replace(",", ".") if points else None,
        "decision_no": decision,
        "decided_by": decided_by,
        "departs_from": departs_from,
        "reason": reason,
    }
    recorder.record(lambda on: [Classify.model_validate({"on": on, "cadre": recorder.code_of(cadre), **fields})])


@recording(
    APP,
    "set-aside",
    N_("Record that a decision no longer stands."),
    'cadre-ledger classify set-aside C000002 2026 --reason "giải quyết khiếu nại"',
)
def set_aside(
    recorder: Recorder, cadre: CadreArgument, period: PeriodArgument, *, reason: ReasonOption, decision: DecisionOption = None
) -> None:
    from cadre_ledger.domain.classifications import SetAsideClassification

    recorder.record(
        lambda on: [SetAsideClassification(on=on, cadre=recorder.code_of(cadre), period=period, reason=reason, decision_no=decision)]
    )


def _notify(
    recorder: Recorder,
    cadre: CadreArgument,
    entry: Annotated[int, typer.Argument(metavar="ENTRY", help=N_("The entry of which the person was told."))],
    *,
    told_on: Annotated[str, typer.Option("--told-on", metavar="DATE", help=N_("The day of telling; time limits run from it."))],
    how: Annotated[str, typer.Option("--how", metavar="TEXT", help=N_("In person, by letter, at a meeting."))],
) -> None:
    from cadre_ledger.domain.classifications import Notify

    fields = {"of_entry": entry, "told_on": told_on, "how": how}
    recorder.record(lambda on: [Notify.model_validate({"on": on, "cadre": recorder.code_of(cadre), **fields})])


@reading(APP, "list", N_("Decisions, of one period or of all."), "cadre-ledger classify list --period 2026")
def list_(
    reading: Reading,
    *,
    period: Annotated[str | None, typer.Option("--period", metavar="PERIOD", help=N_("Only this period."))] = None,
    limit: LimitOption = None,
    after: AfterOption = None,
) -> None:
    from cadre_ledger.cli.facts import show_facts

    show_facts(reading, "classification", {"period": period}, limit, after)


APPS = {
    "classify": APP,
    "notify": single(
        N_("Record that a person was told of an entry."),
        'cadre-ledger notify C000002 57 --told-on 2026-12-22 --how "giao trực tiếp"',
        records(_notify),
    ),
}
