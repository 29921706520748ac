"""`rules`: regulations, as adopted and as files."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cadre_ledger.cli.commands import Reading, Recorder, noun, reading, recording
from cadre_ledger.values.errors import Unreadable
from cadre_ledger.wording.catalogue import N_

if TYPE_CHECKING:
    from cadre_ledger.ledger.rulefiles import RuleFile

APP = noun(N_("Regulations: adopted texts, their clauses, and the files they come from."))


@reading(APP, "list", N_("The adopted texts, in the order of adoption."), "cadre-ledger rules list")
def list_(reading: Reading) -> None:
    from cadre_ledger.cli.output import Listing, table
    from cadre_ledger.procedures.rulebooks import rules_list
    from cadre_ledger.procedures.telling.said import shortened

    words = reading.words
    with reading.desk() as desk:
        answer = rules_list(desk)
    columns = ("id", "authority", "in_force_from", "in_force_to", "effective_on", "clauses", "digest", "entry")
    headers = tuple(words(each) for each in (N_("Regulation"), N_("In force from"), N_("to"), N_("Clauses"), N_("Title")))
    rows = [
        (each.id, each.in_force_from or "?", each.in_force_to, each.clauses, shortened(each.title[words.language], 24))
        for each in answer.regulations
    ]
    reading.show(answer, Listing.of(answer.regulations, columns), lambda: table(headers, rows))


@reading(APP, "show", N_("One regulation with its clauses and how well each is known."), "cadre-ledger rules show vn/96-2023-QH15")
def show(reading: Reading, regulation: Annotated[str, typer.Argument(metavar="ID", help=N_("The regulation's id."))]) -> None:
    from cadre_ledger.cli.output import Listing
    from cadre_ledger.procedures.rulebooks import rules_show
    from cadre_ledger.procedures.telling import clauses
    from cadre_ledger.procedures.telling.said import page

    with reading.desk() as desk:
        answer = rules_show(desk, regulation)
    listing = Listing(
        ("id", "kind", "cites", "known_from", "source"),
        [tuple(each.get(name) for name in ("id", "kind", "cites", "known_from", "source")) for each in answer.clauses],
    )

    reading.show(answer, listing, lambda: page(clauses.regulation(reading.words, answer)))


@reading(
    APP, "validate", N_("Look through regulation files and name everything that is wrong."), "cadre-ledger rules validate our-rules.toml"
)
def validate(reading: Reading, files: Annotated[list[str], typer.Argument(metavar="FILE...", help=N_("Regulation files."))]) -> None:
    from cadre_ledger.cli.diagnostics import warn
    from cadre_ledger.ledger.rulefiles import own_file
    from cadre_ledger.rulebook.parsing import check_together, read

    regulations, findings = [], []
    for path in files:
        file = own_file(Path(path))
        regulation, found = read(file.text, file.name)
        findings.extend(found)
        if regulation is not None:
            regulations.append(regulation)
    findings.extend(check_together(regulations))
    if any(finding.stops for finding in findings):
        raise Unreadable(findings)
    warn(reading.shell, findings)
    reading.shell.stdout.write((reading.words(N_("{count} files are in order."), count=len(files)) + "\n").encode())
    reading.shell.stdout.flush()


@recording(
    APP,
    "adopt",
    N_("Adopt regulation texts: shipped ones by id, own ones by file."),
    "cadre-ledger rules adopt our-rules.toml --on 2026-01-01",
)
def adopt(recorder: Recorder, names: Annotated[list[str], typer.Argument(metavar="ID|FILE...", help=N_("Regulations to adopt."))]) -> None:
    from cadre_ledger.domain.rules import AdoptRegulations
    from cadre_ledger.procedures.founding import to_adopt
    from cadre_ledger.values.dates import PartialDate

    files = [_rule_file(name) for name in names]
    chosen = PartialDate.parse(recorder.options["on"]) if recorder.options["on"] else None
    recorder.record(lambda on: [AdoptRegulations(on=on, texts=tuple(to_adopt(each, on, chosen) for each in files))])


def _rule_file(name: str) -> "RuleFile":
    from cadre_ledger.ledger.rulefiles import own_file, shipped_ids, shipped_regulation

    return shipped_regulation(name) if name in shipped_ids() else own_file(Path(name))


@recording(
    APP,
    "confirm",
    N_("Say that the council has read the text of a clause, and where."),
    "cadre-ledger rules confirm vn/85-2014-QH13#17.1 --read-by 'Ban Pháp chế' --where 'Công báo số 1057, 2014'",
)
def confirm(
    recorder: Recorder,
    clause: Annotated[str, typer.Argument(metavar="CLAUSE", help=N_("The clause, such as vn/96-2023-QH15#12.2."))],
    *,
    read_by: Annotated[str, typer.Option("--read-by", metavar="NAME", help=N_("Who read it."))],
    where: Annotated[str, typer.Option("--where", metavar="TEXT", help=N_("Where the text was read."))],
) -> None:
    from cadre_ledger.domain.rules import ConfirmClause

    recorder.confirm(recorder.words(N_("Record that {clause} was read?"), clause=clause))
    recorder.record(lambda on: [ConfirmClause(on=on, clause=clause, read_by=read_by, read_where=where)])


APPS = {"rules": APP}
