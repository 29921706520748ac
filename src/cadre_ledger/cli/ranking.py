"""`rank`: of one vote, of a unit, of a group of positions."""

from typing import TYPE_CHECKING, Annotated

import typer

from cadre_ledger.cli.commands import Reading, reads, single
from cadre_ledger.cli.completing import codes
from cadre_ledger.cli.unit import InUnitOption, WithUnderOption
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Misused
from cadre_ledger.wording.catalogue import N_

if TYPE_CHECKING:
    from cadre_ledger.procedures.answers import Rank
    from cadre_ledger.procedures.groups import Scope
    from cadre_ledger.wording.catalogue import Words

GroupOption = Annotated[
    str | None,
    typer.Option(
        "--group", metavar="CODE", help=N_("Those who hold a position of this peer group; where there is none, of this group of titles.")
    ),
]
PeriodOption = Annotated[
    str | None,
    typer.Option("--period", metavar="PERIOD", help=N_("Compare classifications of this period instead of the latest year.")),
]


def _rank(
    reading: Reading,
    *,
    session: Annotated[
        str | None, typer.Option("--session", metavar="CODE", autocompletion=codes("session"), help=N_("The vote to rank."))
    ] = None,
    unit: InUnitOption = None,
    under: WithUnderOption = False,
    group: GroupOption = None,
    period: PeriodOption = None,
) -> None:
    if (session is not None) == (unit is not None or group is not None) or (session is not None and period is not None):
        raise Misused(Code.USAGE, problem="--session | --unit [--under] [--period] | --group [--period]", command="cadre-ledger rank")
    if session is not None:
        _rank_vote(reading, session)
    else:
        _rank_members(reading, scope_of(unit, group, under=under, command="rank"), clean_period_of(period))


def scope_of(unit: str | None, group: str | None, *, under: bool, command: str) -> "Scope":
    """The unit or the group that was named; exactly one of them."""
    from cadre_ledger.procedures.groups import Scope
    from cadre_ledger.values.text import clean, clean_code

    if (unit is None) == (group is None) or (under and unit is None):
        raise Misused(Code.USAGE, problem="--unit [--under] | --group", command=f"cadre-ledger {command}")
    return Scope(clean_code(unit) if unit else None, under, clean(group) if group else None)


def clean_period_of(period: str | None) -> str | None:
    """A period as it is recorded."""
    from cadre_ledger.domain.periods import clean_period

    return clean_period(period) if period is not None else None


def _rank_vote(reading: Reading, session: str) -> None:
    from cadre_ledger.cli.output import Listing, table_of
    from cadre_ledger.procedures.reading import rank
    from cadre_ledger.procedures.telling.ranking import vote_notes, vote_table
    from cadre_ledger.procedures.telling.said import page
    from cadre_ledger.values.text import clean_code

    words = reading.words
    with reading.desk() as desk:
        answer = rank(desk, clean_code(session))
    keys = list(dict.fromkeys(key for row in answer.rows for key in row.keys))
    listing = Listing(
        ("rank", "subject", "cadre", "name", *keys),
        [(row.rank, row.subject, row.cadre, row.name, *(row.keys[key] for key in keys)) for row in answer.rows],
    )
    reading.show(answer, listing, lambda: table_of(vote_table(words, answer)) + page(vote_notes(words, answer)))


def _rank_members(reading: Reading, scope: "Scope", period: str | None) -> None:
    from cadre_ledger.cli.output import Listing
    from cadre_ledger.procedures.ranking import rank_members
    from cadre_ledger.procedures.telling.ranking import members

    with reading.desk() as desk:
        answer = rank_members(desk, scope, period)
    keys = [key.split()[0] for key in answer.tie_rule.keys]
    listing = Listing(
        ("rank", "cadre", "name", "posts", "member", *keys),
        [
            (each.rank, each.cadre, each.name, [post.position for post in each.posts], each.member, *(each.keys.get(key) for key in keys))
            for each in members(answer)
        ],
    )
    reading.show(answer, listing, lambda: _member_text(reading.words, answer))


def _member_text(words: "Words", answer: "Rank") -> str:
    from cadre_ledger.cli.output import table_of
    from cadre_ledger.procedures.telling.ranking import member_heading, member_notes, member_table
    from cadre_ledger.procedures.telling.said import page

    ranked = member_table(words, answer)
    table = table_of(ranked) if ranked.rows else ""
    return page([member_heading(words, answer)]) + table + page(member_notes(words, answer))


APPS = {
    "rank": single(
        N_("Rank the people of one vote, of a unit, or of a group of positions; ties stay ties."),
        "cadre-ledger rank --unit SO-NV --under",
        reads(_rank),
    ),
}
