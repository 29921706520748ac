"""`explain`: the whole reason, in words, arithmetic, clause and entries."""

from typing import TYPE_CHECKING, Annotated

import typer

from cadre_ledger.cli.cadre import CadreArgument
from cadre_ledger.cli.commands import Reading, noun, reading
from cadre_ledger.cli.completing import codes
from cadre_ledger.cli.period import PeriodArgument
from cadre_ledger.cli.ranking import GroupOption, PeriodOption, clean_period_of, scope_of
from cadre_ledger.cli.unit import InUnitOption, WithUnderOption
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Misused
from cadre_ledger.wording.catalogue import N_

if TYPE_CHECKING:
    from cadre_ledger.procedures.answers import (
        ClassificationExplanation,
        Explanation,
        FlagExplanation,
        RankExplanation,
        StandingExplanation,
    )
    from cadre_ledger.procedures.telling.said import Said

APP = noun(N_("Say why: conclusion, clause, exact arithmetic, entries, and what would change it."))
SubjectArgument = Annotated[
    str, typer.Argument(metavar="SUBJECT", help=N_("The person: number on the list, cadre code, or part of the name."))
]


@reading(APP, "vote", N_("Why one person's result opens what it opens."), "cadre-ledger explain vote VP-2023 4")
def vote(
    reading: Reading,
    session: Annotated[str, typer.Argument(metavar="SESSION", autocompletion=codes("session"), help=N_("The vote's code."))],
    subject: SubjectArgument,
) -> None:
    from cadre_ledger.procedures.explaining import explain_vote
    from cadre_ledger.procedures.telling import explaining
    from cadre_ledger.values.text import clean_code

    with reading.desk() as desk:
        answer = explain_vote(desk, clean_code(session), subject)
    _show(reading, answer, explaining.vote(reading.words, answer))


@reading(APP, "flag", N_("Why a flag is up."), "cadre-ledger explain flag low_confidence_majority-31-4")
def flag(
    reading: Reading,
    id_: Annotated[str, typer.Argument(metavar="FLAG", autocompletion=codes("flag"), help=N_("The flag's id, as `flags` prints it."))],
) -> None:
    from cadre_ledger.procedures.explaining_files import explain_flag
    from cadre_ledger.procedures.telling import explaining_files

    with reading.desk() as desk:
        answer = explain_flag(desk, id_)
    _show(reading, answer, explaining_files.flag(reading.words, answer))


@reading(APP, "standing", N_("Why a cadre may be put forward or not."), "cadre-ledger explain standing C000002")
def standing(reading: Reading, cadre: CadreArgument) -> None:
    from cadre_ledger.procedures.explaining_files import explain_standing
    from cadre_ledger.procedures.telling import explaining_files

    with reading.desk() as desk:
        answer = explain_standing(desk, cadre)
    _show(reading, answer, explaining_files.standing(reading.words, answer))


@reading(
    APP,
    "classification",
    N_("What was decided on a period, beside what the rules give."),
    "cadre-ledger explain classification C000002 2025",
)
def classification(reading: Reading, cadre: CadreArgument, period: PeriodArgument) -> None:
    from cadre_ledger.procedures.explaining_files import explain_classification
    from cadre_ledger.procedures.telling import explaining_files
    from cadre_ledger.values.text import clean_code

    with reading.desk() as desk:
        answer = explain_classification(desk, cadre, clean_code(period))
    _show(reading, answer, explaining_files.classification(reading.words, answer))


def _show(
    reading: Reading, answer: "Explanation | FlagExplanation | StandingExplanation | ClassificationExplanation", tree: "Said"
) -> None:
    from cadre_ledger.cli.output import Listing
    from cadre_ledger.procedures.telling.said import page

    listing = Listing.of(answer.facts, ("entry", "name", "effective_on", "recorded_at", "says"))
    reading.show(answer, listing, lambda: page([tree]))


@reading(APP, "rank", N_("Why a person has this rank."), "cadre-ledger explain rank --unit SO-NV C000002")
def rank(
    reading: Reading,
    named: Annotated[
        list[str],
        typer.Argument(
            metavar="[SESSION] PERSON", help=N_("A vote's code and the person on its list; with --unit or --group, the cadre alone.")
        ),
    ],
    *,
    unit: InUnitOption = None,
    under: WithUnderOption = False,
    group: GroupOption = None,
    period: PeriodOption = None,
) -> None:
    of_vote = unit is None and group is None
    if len(named) != (2 if of_vote else 1) or (of_vote and (under or period is not None)):
        problem = "SESSION PERSON | --unit UNIT [--under] [--period] CADRE | --group CODE [--period] CADRE"
        raise Misused(Code.USAGE, problem=problem, command="cadre-ledger explain rank")
    if of_vote:
        answer = _rank_in_vote(reading, *named)
    else:
        from cadre_ledger.procedures.ranking import explain_rank_in

        scope = scope_of(unit, group, under=under, command="explain rank")
        with reading.desk() as desk:
            answer = explain_rank_in(desk, scope, clean_period_of(period), named[0])
    _show_place(reading, answer, "subject" if of_vote else "cadre")


def _rank_in_vote(reading: Reading, session: str, subject: str) -> "RankExplanation":
    from cadre_ledger.procedures.explaining import explain_rank
    from cadre_ledger.values.text import clean_code

    with reading.desk() as desk:
        return explain_rank(desk, clean_code(session), subject)


def _show_place(reading: Reading, answer: "RankExplanation", key: str) -> None:
    from cadre_ledger.cli.output import Listing
    from cadre_ledger.procedures.telling.ranking import place
    from cadre_ledger.procedures.telling.said import page

    listing = Listing.of(answer.neighbours, ("relation", "rank", key, "name", "key", "theirs", "own"))
    reading.show(answer, listing, lambda: page([place(reading.words, answer)]))


APPS = {"explain": APP}
