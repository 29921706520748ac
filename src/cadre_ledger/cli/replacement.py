"""`replacement`: what was done about a flag."""

from typing import Annotated

import typer

from cadre_ledger.cli.body import ReasonOption
from cadre_ledger.cli.commands import Recorder, noun, recording
from cadre_ledger.cli.completing import codes
from cadre_ledger.wording.catalogue import N_

APP = noun(N_("Replacement flags: considered, decided."))
FlagArgument = Annotated[str, typer.Argument(metavar="FLAG", autocompletion=codes("flag"), help=N_("The flag's id, as `flags` prints it."))]
ByOption = Annotated[str, typer.Option("--by", metavar="TEXT", help=N_("Who: the body or the authority."))]


@recording(
    APP,
    "consider",
    N_("Record that a flag was considered."),
    'cadre-ledger replacement consider low_confidence_majority-43-4 --when 2023-12-20 --by "Thường trực HĐND"',
)
def consider(
    recorder: Recorder,
    flag: FlagArgument,
    *,
    when: Annotated[str, typer.Option("--when", metavar="DATE", help=N_("The day of considering."))],
    by: ByOption,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help=N_("What was said."))] = None,
) -> None:
    from cadre_ledger.domain.replacements import ConsiderReplacement

    _must_be_up(recorder, flag)
    fields = {"flag": flag, "considered_on": when, "by": by, "note": note}
    recorder.record(lambda on: [ConsiderReplacement.model_validate({"on": on, **fields})])


@recording(
    APP,
    "decide",
    N_("Record what the authority decided about a flag."),
    'cadre-ledger replacement decide low_confidence_majority-43-4 resignation_accepted --when 2024-01-15 --by "HĐND tỉnh" --reason "đơn xin từ chức"',
)
def decide(
    recorder: Recorder,
    flag: FlagArgument,
    decision: Annotated[str, typer.Argument(metavar="DECISION", help=N_("kept, resignation_accepted, relieved, dismissed or reassigned."))],
    *,
    when: Annotated[str, typer.Option("--when", metavar="DATE", help=N_("The day of the decision."))],
    by: ByOption,
    reason: ReasonOption,
    ground: Annotated[str | None, typer.Option("--ground", metavar="CLAUSE", help=N_("The clause it rests on."))] = None,
    decision_no: Annotated[str | None, typer.Option("--decision", metavar="TEXT", help=N_("The number of the decision."))] = None,
) -> None:
    from cadre_ledger.domain.replacements import DecideReplacement

    _must_be_up(recorder, flag)
    fields = {
        "flag": flag,
        "decision": decision,
        "decided_on": when,
        "by": by,
        "reason": reason,
        "ground": ground,
        "decision_no": decision_no,
    }
    recorder.record(lambda on: [DecideReplacement.model_validate({"on": on, **fields})])


def _must_be_up(recorder: Recorder, flag: str) -> None:
    """Only a flag that is up can be answered."""
    from cadre_ledger.procedures.entries.known import flag_row

    with recorder.desk() as desk:
        flag_row(desk, flag)


APPS = {"replacement": APP}
