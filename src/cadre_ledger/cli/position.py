"""`position`: posts with their group, unit and standards."""

from typing import Annotated, Any

import typer

from cadre_ledger.cli.body import AfterOption, LimitOption, ReasonOption
from cadre_ledger.cli.commands import Reading, Recorder, noun, reading, recording
from cadre_ledger.wording.catalogue import N_

APP = noun(N_("Positions: posts with their group, unit, managing authority and standards."))
PositionArgument = Annotated[str, typer.Argument(metavar="POSITION", help=N_("The position's code."))]
TitleArgument = Annotated[str, typer.Argument(metavar="TITLE", help=N_("Its title."))]
GroupOption = Annotated[str, typer.Option("--group", metavar="CODE", help=N_("The group of titles it belongs to."))]
UnitOption = Annotated[str, typer.Option("--unit", metavar="UNIT", help=N_("The unit it is in."))]
AuthorityOption = Annotated[str | None, typer.Option("--authority", metavar="TEXT", help=N_("Who manages it."))]
TheoryOption = Annotated[
    str | None,
    typer.Option("--theory", metavar="LEVEL", help=N_("Political theory required: elementary, intermediate, advanced or bachelor.")),
]
CriteriaOption = Annotated[str | None, typer.Option("--criteria", metavar="CODE", help=N_("The criteria set it is assessed by."))]
PeersOption = Annotated[str | None, typer.Option("--peers", metavar="CODE", help=N_("The peer group it is compared in."))]
HeadsOption = Annotated[bool, typer.Option("--heads-unit", help=N_("Its holder heads the unit."))]


@recording(
    APP,
    "add",
    N_("Make a position known."),
    'cadre-ledger position add GD-SNV "Giám đốc Sở Nội vụ" --group GD-SO --unit SO-NV --heads-unit',
)
def add(
    recorder: Recorder,
    position: PositionArgument,
    title: TitleArgument,
    *,
    group: GroupOption,
    unit: UnitOption,
    authority: AuthorityOption = None,
    theory: TheoryOption = None,
    criteria: CriteriaOption = None,
    peers: PeersOption = None,
    heads_unit: HeadsOption = False,
) -> None:
    from cadre_ledger.domain.positions import DefinePosition

    post = _post(position, title, group, unit, authority, theory, criteria, peers, heads_unit)
    recorder.record(lambda on: [DefinePosition.model_validate({"on": on, "post": post})])


@recording(
    APP,
    "redefine",
    N_("Say what a position is from a day on."),
    'cadre-ledger position redefine GD-SNV "Giám đốc Sở Nội vụ" --group GD-SO --unit SO-NV --theory advanced --reason "QĐ 3"',
)
def redefine(
    recorder: Recorder,
    position: PositionArgument,
    title: TitleArgument,
    *,
    group: GroupOption,
    unit: UnitOption,
    reason: ReasonOption,
    authority: AuthorityOption = None,
    theory: TheoryOption = None,
    criteria: CriteriaOption = None,
    peers: PeersOption = None,
    heads_unit: HeadsOption = False,
) -> None:
    from cadre_ledger.domain.positions import RedefinePosition

    post = _post(position, title, group, unit, authority, theory, criteria, peers, heads_unit)
    recorder.record(lambda on: [RedefinePosition.model_validate({"on": on, "post": post, "reason": reason})])


def _post(
    position: str,
    title: str,
    group: str,
    unit: str,
    authority: str | None,
    theory: str | None,
    criteria: str | None,
    peers: str | None,
    heads_unit: bool,
) -> dict[str, Any]:
    return {
        "position": position,
        "title": title,
        "group": group,
        "unit": unit,
        "authority": authority,
        "theory_required": theory,
        "criteria_set": criteria,
        "peer_group": peers,
        "heads_unit": heads_unit,
    }


@reading(APP, "list", N_("All positions, as they are on the day."), "cadre-ledger position list --format csv")
def list_(reading: Reading, *, limit: LimitOption = None, after: AfterOption = None) -> None:
    from cadre_ledger.cli.facts import show_facts

    show_facts(reading, "position", {}, limit, after)


APPS = {"position": APP}
