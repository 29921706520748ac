"""`standing`: everything that holds about a cadre on a day."""

from typing import TYPE_CHECKING

from cadre_ledger.cli.body import AfterOption, LimitOption
from cadre_ledger.cli.cadre import CadreArgument
from cadre_ledger.cli.commands import Reading, noun, reading
from cadre_ledger.cli.unit import InUnitOption, WithUnderOption
from cadre_ledger.wording.catalogue import N_

if TYPE_CHECKING:
    from cadre_ledger.procedures.answers import StandingList, StandingRowPart
    from cadre_ledger.wording.catalogue import Words

APP = noun(N_("Standing: posts, decisions, votes, training, sanctions, and what a cadre may be put forward for."))


@reading(APP, "show", N_("Everything that holds about a cadre on the day."), "cadre-ledger standing show C000002 --as-of 2026-06-30")
def show(reading: Reading, cadre: CadreArgument) -> None:
    from cadre_ledger.procedures.standings import standing
    from cadre_ledger.procedures.telling import standing as telling
    from cadre_ledger.procedures.telling.said import page

    with reading.desk() as desk:
        answer = standing(desk, cadre.upper())
    reading.show(answer, None, lambda: page(telling.standing(reading.words, answer)))


@reading(
    APP,
    "list",
    N_("A line for everyone, or for those of a unit: posts, latest level, flags, and whether a higher post is open."),
    "cadre-ledger standing list --unit SO-NV --limit 50",
)
def list_(
    reading: Reading, *, unit: InUnitOption = None, under: WithUnderOption = False, limit: LimitOption = None, after: AfterOption = None
) -> None:
    from cadre_ledger.cli.output import Listing
    from cadre_ledger.cli.ranking import scope_of
    from cadre_ledger.procedures.groups import standing_list

    scope = scope_of(unit, None, under=under, command="standing list") if unit or under else None
    with reading.desk() as desk:
        answer = standing_list(desk, scope, limit, after)
    columns = ("code", "name", "positions", "units", "period", "level", "flags", "flags_perhaps", "higher_post")
    listing = Listing(columns, [_cells(each) for each in answer.standings])
    reading.show(answer, listing, lambda: _text(reading.words, answer))


def _cells(row: "StandingRowPart") -> list[object]:
    """A line with all that it says."""
    latest = (row.latest.period, row.latest.level) if row.latest else (None, None)
    units = list(dict.fromkeys(each.unit for each in row.posts))
    return [row.code, row.name, [each.position for each in row.posts], units, *latest, row.flags, row.flags_perhaps, row.higher_post]


def _text(words: "Words", answer: "StandingList") -> str:
    from cadre_ledger.cli.output import table_of
    from cadre_ledger.procedures.telling.said import page
    from cadre_ledger.procedures.telling.standing_list import legend, table

    return table_of(table(words, answer)) + page([legend(words, answer)])


APPS = {"standing": APP}
