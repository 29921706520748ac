"""`period`: evaluation periods."""

from typing import Annotated

import typer

from cadre_ledger.cli.body import AfterOption, LimitOption, ReasonOption
from cadre_ledger.cli.commands import Reading, Recorder, noun, reading, recording
from cadre_ledger.wording.catalogue import N_

APP = noun(N_("Evaluation periods: opened with their criteria, closed."))
PeriodArgument = Annotated[str, typer.Argument(metavar="PERIOD", help=N_("2026, 2026-H1, 2026-Q1, 2026-03, term:2025-2030, or a code."))]


@recording(APP, "open", N_("Open a period for assessment."), "cadre-ledger period open 2026-Q1 --basis vn/366-QD-TW-2025")
def open_(
    recorder: Recorder,
    period: PeriodArgument,
    *,
    basis: Annotated[str, typer.Option("--basis", metavar="ID", help=N_("The regulation it is held under."))],
    criteria: Annotated[str, typer.Option("--criteria", metavar="CODE", help=N_("The criteria set."))] = "criteria-100",
    begins: Annotated[
        str | None, typer.Option("--begins", metavar="DATE", help=N_("Its first day, where the code does not say it."))
    ] = None,
    ends: Annotated[str | None, typer.Option("--ends", metavar="DATE", help=N_("Its last day, where the code does not say it."))] = None,
    deadline: Annotated[str | None, typer.Option("--deadline", metavar="DATE", help=N_("Until when it is to be assessed."))] = None,
) -> None:
    from cadre_ledger.domain.periods import OpenPeriod
    from cadre_ledger.values.dates import PartialDate
    from cadre_ledger.values.periods import Period

    own = begins is not None and ends is not None
    found = Period.ad_hoc(period, PartialDate.parse(str(begins)).first, PartialDate.parse(str(ends)).last) if own else Period.parse(period)
    fields = {
        "period": str(found),
        "begins": found.first,
        "ends": found.last,
        "criteria_set": criteria,
        "basis": basis,
        "deadline": deadline,
    }
    recorder.record(lambda on: [OpenPeriod.model_validate({"on": on, **fields})])


@recording(APP, "close", N_("Close a period; nothing more is assessed in it."), "cadre-ledger period close 2026-Q1")
def close(recorder: Recorder, period: PeriodArgument) -> None:
    from cadre_ledger.domain.periods import ClosePeriod

    recorder.confirm_code(recorder.words(N_("Close {body}?"), body=period), period)
    recorder.record(lambda on: [ClosePeriod(on=on, period=period)])


@recording(APP, "reopen", N_("Open a closed period again."), 'cadre-ledger period reopen 2026-Q1 --reason "thiếu 3 hồ sơ"')
def reopen(recorder: Recorder, period: PeriodArgument, *, reason: ReasonOption) -> None:
    from cadre_ledger.domain.periods import ReopenPeriod

    recorder.record(lambda on: [ReopenPeriod(on=on, period=period, reason=reason)])


@reading(APP, "list", N_("All evaluation periods."), "cadre-ledger period list")
def list_(reading: Reading, *, limit: LimitOption = None, after: AfterOption = None) -> None:
    from cadre_ledger.cli.facts import show_facts

    show_facts(reading, "period", {}, limit, after)


APPS = {"period": APP}
