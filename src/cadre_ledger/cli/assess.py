"""`assess`: scores of one assessor for one cadre and period."""

from decimal import Decimal, InvalidOperation
from typing import Annotated

import typer

from cadre_ledger.cli.body import AfterOption, LimitOption, ReasonOption
from cadre_ledger.cli.cadre import CadreArgument
from cadre_ledger.cli.commands import Reading, Recorder, noun, reading, recording
from cadre_ledger.cli.period import PeriodArgument
from cadre_ledger.cli.unit import UnitOption
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Refused
from cadre_ledger.wording.catalogue import N_

APP = noun(N_("Assessments: one assessor's scores for one cadre and period, in one capacity."))
AssessorOption = Annotated[str, typer.Option("--assessor", metavar="TEXT", help=N_("Who assesses: a name, a cadre code, or a body."))]
ScoreOption = Annotated[
    list[str], typer.Option("--score", metavar="CRITERION=POINTS", help=N_("One criterion's points; repeat it for every criterion."))
]


@recording(
    APP,
    "record",
    N_("Record an assessor's scores; every criterion of the period's set."),
    "cadre-ledger assess record C000002 2026-Q1 --assessor C000001 --capacity superior --score ethics=9.5 --score quality=20",
)
def record(
    recorder: Recorder,
    cadre: CadreArgument,
    period: PeriodArgument,
    *,
    assessor: AssessorOption,
    capacity: Annotated[
        str,
        typer.Option(
            "--capacity",
            metavar="NAME",
            help=N_("self, superior, peer, subordinate, collective, authority, elected_body, front or citizens."),
        ),
    ],
    score: ScoreOption,
    comment: Annotated[str | None, typer.Option("--comment", metavar="TEXT", help=N_("What the assessor says besides."))] = None,
) -> None:
    from cadre_ledger.domain.assessments import Assess

    fields = {"period": period, "assessor": assessor, "capacity": capacity, "scores": _scores(score), "comment": comment}
    recorder.record(lambda on: [Assess.model_validate({"on": on, "cadre": recorder.code_of(cadre), **fields})])


@recording(
    APP,
    "correct",
    N_("Put an assessor's scores right; criteria that are not named keep theirs."),
    'cadre-ledger assess correct C000002 2026-Q1 51 --assessor C000001 --score quality=18 --reason "cộng nhầm"',
)
def correct(
    recorder: Recorder,
    cadre: CadreArgument,
    period: PeriodArgument,
    entry: Annotated[int, typer.Argument(metavar="ENTRY", help=N_("The entry that is wrong."))],
    *,
    assessor: AssessorOption,
    score: ScoreOption,
    reason: ReasonOption,
) -> None:
    from cadre_ledger.domain.assessments import CorrectAssessment

    fields = {"period": period, "assessor": assessor, "corrects": entry, "scores": _scores(score), "reason": reason}
    recorder.record(lambda on: [CorrectAssessment.model_validate({"on": on, "cadre": recorder.code_of(cadre), **fields})])


@reading(
    APP,
    "list",
    N_("Points by assessor; of peers, subordinates and others the mean of at least five together."),
    "cadre-ledger assess list --period 2026-Q1",
)
def list_(
    reading: Reading,
    *,
    period: Annotated[str | None, typer.Option("--period", metavar="PERIOD", help=N_("Only this period."))] = None,
    cadre: Annotated[str | None, typer.Option("--cadre", metavar="CADRE", help=N_("Only this cadre."))] = None,
    limit: LimitOption = None,
    after: AfterOption = None,
) -> None:
    from cadre_ledger.cli.facts import show_facts

    show_facts(reading, "assessment", {"period": period, "cadre": cadre.upper() if cadre else None}, limit, after)


@reading(
    APP,
    "missing",
    N_("Who holds a post in a period and has no assessment of it, or no classification."),
    "cadre-ledger assess missing --period 2025 --exit-code",
)
def missing(
    reading: Reading,
    *,
    period: Annotated[str, typer.Option("--period", metavar="PERIOD", help=N_("The period."))],
    unit: UnitOption = None,
    limit: LimitOption = None,
    after: AfterOption = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help=N_("End with 8 when something is missing."))] = False,
) -> None:
    from cadre_ledger.cli.facts import show_facts

    wanted = {"period": period, "unit": unit.upper() if unit else None}
    if show_facts(reading, "assessment_missing", wanted, limit, after) and exit_code:
        raise typer.Exit(8)


def _scores(written: list[str]) -> dict[str, Decimal]:
    """`quality=20` or `quality=19,5` by criterion; each once."""
    scores: dict[str, Decimal] = {}
    for each in written:
        name, equals, points = each.partition("=")
        criterion = name.strip().lower()
        known = criterion in scores
        try:
            scores[criterion] = Decimal(points.strip().replace(",", "."))
        except InvalidOperation:
            equals = ""
        if not equals or not criterion or known:
            raise Refused(Code.FIELD_INVALID, field="--score", value=each[:40])
    return scores


APPS = {"assess": APP}
