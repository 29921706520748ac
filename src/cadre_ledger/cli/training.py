"""`training` and `qualification`: what was finished and obtained."""

from typing import Annotated

import typer

from cadre_ledger.cli.body import AfterOption, LimitOption, ReasonOption
from cadre_ledger.cli.cadre import CadreArgument
from cadre_ledger.cli.commands import Reading, Recorder, noun, reading, recording
from cadre_ledger.cli.unit import UnitOption
from cadre_ledger.wording.catalogue import N_

APP = noun(N_("Training completions."))
QUALIFICATIONS = noun(N_("Professional degrees, languages, abilities."))
OfCadreOption = Annotated[str | None, typer.Option("--cadre", metavar="CADRE", help=N_("Only this cadre."))]
InstitutionOption = Annotated[str | None, typer.Option("--institution", metavar="TEXT", help=N_("Where."))]
CertificateOption = Annotated[str | None, typer.Option("--certificate", metavar="TEXT", help=N_("The number of the certificate."))]


@recording(
    APP,
    "record",
    N_("Record a finished programme."),
    'cadre-ledger training record C000002 theory "Cao cấp lý luận chính trị" --level advanced --completed-on 2024-06-30',
)
def record(
    recorder: Recorder,
    cadre: CadreArgument,
    category: Annotated[
        str,
        typer.Argument(
            metavar="CATEGORY",
            help=N_(
                "theory, state_management, professional, skills, law_update, defence, language, overseas_short, overseas_medium or overseas_long."
            ),
        ),
    ],
    programme: Annotated[str, typer.Argument(metavar="PROGRAMME", help=N_("What was studied."))],
    *,
    completed_on: Annotated[str, typer.Option("--completed-on", metavar="DATE", help=N_("The day of completion."))],
    level: Annotated[
        str | None, typer.Option("--level", metavar="LEVEL", help=N_("Of theory: elementary, intermediate, advanced or bachelor."))
    ] = None,
    institution: InstitutionOption = None,
    country: Annotated[str | None, typer.Option("--country", metavar="TEXT", help=N_("Where abroad."))] = None,
    started_on: Annotated[str | None, typer.Option("--started-on", metavar="DATE", help=N_("The first day."))] = None,
    certificate: CertificateOption = None,
    approved_on: Annotated[str | None, typer.Option("--approved-on", metavar="DATE", help=N_("When it was approved."))] = None,
    hours: Annotated[int | None, typer.Option("--hours", metavar="N", min=1, help=N_("How many hours."))] = None,
) -> None:
    from cadre_ledger.domain.training import CompleteTraining

    fields = {
        "category": category,
        "level": level,
        "programme": programme,
        "completed_on": completed_on,
        "institution": institution,
        "country": country,
        "started_on": started_on,
        "certificate": certificate,
        "approved_on": approved_on,
        "duration_hours": hours,
    }
    recorder.record(lambda on: [CompleteTraining.model_validate({"on": on, "cadre": recorder.code_of(cadre), **fields})])


@recording(
    APP, "revoke", N_("Record that a completion does not count."), 'cadre-ledger training revoke C000002 1 --reason "chứng chỉ bị thu hồi"'
)
def revoke(
    recorder: Recorder,
    cadre: CadreArgument,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help=N_("The completion's number in the file."))],
    *,
    reason: ReasonOption,
) -> None:
    from cadre_ledger.domain.training import RevokeTraining

    recorder.record(lambda on: [RevokeTraining(on=on, cadre=recorder.code_of(cadre), number=number, reason=reason)])


@recording(
    QUALIFICATIONS,
    "record",
    N_("Record a degree or an ability."),
    'cadre-ledger qualification record C000002 degree "Thạc sĩ" --obtained-on 2015 --field "Quản lý công"',
)
def record_qualification(
    recorder: Recorder,
    cadre: CadreArgument,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=N_("degree, language or ability."))],
    level: Annotated[str, typer.Argument(metavar="LEVEL", help=N_("Which one."))],
    *,
    obtained_on: Annotated[str, typer.Option("--obtained-on", metavar="DATE", help=N_("When it was obtained."))],
    field: Annotated[str | None, typer.Option("--field", metavar="TEXT", help=N_("In which field."))] = None,
    language: Annotated[str | None, typer.Option("--language", metavar="TEXT", help=N_("Which language."))] = None,
    institution: InstitutionOption = None,
    certificate: CertificateOption = None,
) -> None:
    from cadre_ledger.domain.training import RecordQualification

    fields = {
        "kind": kind,
        "level": level,
        "obtained_on": obtained_on,
        "field": field,
        "language": language,
        "institution": institution,
        "certificate": certificate,
    }
    recorder.record(lambda on: [RecordQualification.model_validate({"on": on, "cadre": recorder.code_of(cadre), **fields})])


@recording(
    QUALIFICATIONS,
    "revoke",
    N_("Record that a qualification does not count."),
    'cadre-ledger qualification revoke C000002 1 --reason "nhập nhầm hồ sơ"',
)
def revoke_qualification(
    recorder: Recorder,
    cadre: CadreArgument,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help=N_("The qualification's number in the file."))],
    *,
    reason: ReasonOption,
) -> None:
    from cadre_ledger.domain.training import RevokeQualification

    recorder.record(lambda on: [RevokeQualification(on=on, cadre=recorder.code_of(cadre), number=number, reason=reason)])


@reading(QUALIFICATIONS, "list", N_("Qualifications, of one cadre or of all."), "cadre-ledger qualification list --cadre C000002")
def list_qualifications(reading: Reading, *, cadre: OfCadreOption = None, limit: LimitOption = None, after: AfterOption = None) -> None:
    from cadre_ledger.cli.facts import show_facts

    show_facts(reading, "qualification", {"cadre": cadre.upper() if cadre else None}, limit, after)


@reading(APP, "list", N_("Completions, of one cadre or of all."), "cadre-ledger training list --cadre C000002")
def list_(
    reading: Reading,
    *,
    cadre: OfCadreOption = None,
    limit: LimitOption = None,
    after: AfterOption = None,
) -> None:
    from cadre_ledger.cli.facts import show_facts

    show_facts(reading, "training", {"cadre": cadre.upper() if cadre else None}, limit, after)


@reading(
    APP,
    "due",
    N_("Posts held or planned for whose theory is lacking, or cannot be told to be there."),
    "cadre-ledger training due --unit SO-NV",
)
def due(
    reading: Reading,
    *,
    unit: UnitOption = None,
    limit: LimitOption = None,
    after: AfterOption = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help=N_("End with 8 when something is missing."))] = False,
) -> None:
    from cadre_ledger.cli.facts import show_facts

    if show_facts(reading, "training_due", {"unit": unit.upper() if unit else None}, limit, after) and exit_code:
        raise typer.Exit(8)


APPS = {"training": APP, "qualification": QUALIFICATIONS}
