"""`unit`: organisations that form a tree."""

from typing import Annotated

import typer

from cadre_ledger.cli.body import AfterOption, LimitOption, ReasonOption
from cadre_ledger.cli.commands import Reading, Recorder, noun, reading, recording
from cadre_ledger.wording.catalogue import N_

APP = noun(N_("Units: organisations that form a tree, in which people hold posts."))
UnitArgument = Annotated[str, typer.Argument(metavar="UNIT", help=N_("The unit's code."))]
UnitOption = Annotated[str | None, typer.Option("--unit", metavar="UNIT", help=N_("Only posts in this unit."))]
ParentOption = Annotated[
    str | None, typer.Option("--under", metavar="UNIT", help=N_("The unit it stands under; otherwise it is at the top."))
]

InUnitOption = Annotated[str | None, typer.Option("--unit", metavar="UNIT", help=N_("Those who hold a post in this unit on the day."))]
WithUnderOption = Annotated[bool, typer.Option("--under", help=N_("With --unit: the units under it too."))]


@recording(APP, "add", N_("Make a unit known."), 'cadre-ledger unit add SO-NV "Sở Nội vụ" --under UBND-T')
def add(
    recorder: Recorder,
    unit: UnitArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("Its name."))],
    *,
    under: ParentOption = None,
    region: Annotated[str | None, typer.Option("--region", metavar="TEXT", help=N_("The area, for statistics of training."))] = None,
) -> None:
    from cadre_ledger.domain.units import EstablishUnit

    recorder.record(lambda on: [EstablishUnit(on=on, unit=unit, name=name, parent=under, region=region)])


@recording(
    APP, "rename", N_("Give a unit another name from a day on."), 'cadre-ledger unit rename SO-NV "Sở Nội vụ và Lao động" --reason "NQ 12"'
)
def rename(
    recorder: Recorder,
    unit: UnitArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("Its new name."))],
    *,
    reason: ReasonOption,
) -> None:
    from cadre_ledger.domain.units import RenameUnit

    recorder.record(lambda on: [RenameUnit(on=on, unit=unit, name=name, reason=reason)])


@recording(APP, "move", N_("Put a unit under another from a day on."), 'cadre-ledger unit move PHONG-TC --under SO-NV --reason "QĐ 7"')
def move(recorder: Recorder, unit: UnitArgument, *, reason: ReasonOption, under: ParentOption = None) -> None:
    from cadre_ledger.domain.units import MoveUnit

    recorder.record(lambda on: [MoveUnit(on=on, unit=unit, parent=under, reason=reason)])


@recording(APP, "close", N_("End a unit from a day on."), 'cadre-ledger unit close PHONG-TC --on 2025-07-01 --reason "QĐ 9"')
def close(recorder: Recorder, unit: UnitArgument, *, reason: ReasonOption) -> None:
    from cadre_ledger.domain.units import CloseUnit
    from cadre_ledger.projections.closing import posts_held, units_under
    from cadre_ledger.values.text import clean_code

    recorder.confirm(recorder.words(N_("Close {body}?"), body=unit))
    code = clean_code(unit)
    with recorder.desk() as desk:
        day, seen = recorder.today(desk.founding.time_zone), desk.cut.entry
        within = {"units_under": tuple(units_under(desk.source, code, day)), "posts_held": tuple(posts_held(desk.source, code, day))}
    recorder.record(lambda on: [CloseUnit.model_validate({"on": on, "unit": unit, "reason": reason, **within})], seen=seen)


@reading(APP, "list", N_("All units."), "cadre-ledger unit list")
def list_(reading: Reading, *, limit: LimitOption = None, after: AfterOption = None) -> None:
    from cadre_ledger.cli.facts import show_facts

    show_facts(reading, "unit", {}, limit, after)


APPS = {"unit": APP}
