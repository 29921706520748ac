"""`import`: files taken in, one transaction each."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from cadre_ledger.cli.commands import Recorder, noun, recording
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import LedgerError, Misused, NotFound
from cadre_ledger.wording.catalogue import N_

if TYPE_CHECKING:
    from cadre_ledger.interchange.tabular import Layout
    from cadre_ledger.procedures.importing import Candidate
    from cadre_ledger.procedures.recording import Author
    from cadre_ledger.values.findings import Finding

APP = noun(N_("Take in files; all rows of a file or none, and the same file only once."))


FileArgument = Annotated[str, typer.Argument(metavar="FILE|-", help=N_("The file, or - for standard input."))]
ErrorsOption = Annotated[str | None, typer.Option("--errors", metavar="FILE|-", help=N_("Write all findings as JSON Lines."))]
MapOption = Annotated[
    str | None,
    typer.Option(
        "--map",
        metavar="FILE",
        help=N_("A table of the columns theirs and ours, which says what the file calls a column; blank leaves it out."),
    ),
]
SheetOption = Annotated[str | None, typer.Option("--sheet", metavar="NAME", help=N_("The sheet of a workbook; otherwise the first."))]


@recording(
    APP,
    "tallies",
    N_("Import published results of confidence or binding votes from CSV, XLSX or JSON Lines."),
    "cadre-ledger import tallies result.csv --basis vn/96-2023-QH15 --session VP-2023",
)
def tallies(
    recorder: Recorder,
    file: FileArgument,
    *,
    basis: Annotated[str, typer.Option("--basis", metavar="ID", help=N_("The regulation that the vote was held under."))],
    session: Annotated[
        str | None, typer.Option("--session", metavar="CODE", help=N_("The session's code; otherwise made from body and day."))
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help=N_("The day of the vote, where the file is less precise."))
    ] = None,
    minutes: Annotated[bool, typer.Option("--minutes", help=N_("The figures are from signed minutes, not from a publication."))] = False,
    subjects_total: Annotated[
        int | None, typer.Option("--subjects-total", metavar="N", help=N_("How many people the whole list has."))
    ] = None,
    complete: Annotated[bool, typer.Option("--complete", help=N_("The list is whole."))] = False,
    link: Annotated[str, typer.Option("--link", metavar="none|ask|auto", help=N_("Whether listed people are joined to cadres."))] = "none",
    another: Annotated[bool, typer.Option("--another", help=N_("It is another session of the same body, kind and day."))] = False,
    renamed: MapOption = None,
    sheet: SheetOption = None,
    errors: ErrorsOption = None,
) -> None:
    from cadre_ledger.procedures.importing import Options, import_tallies
    from cadre_ledger.values.dates import PartialDate
    from cadre_ledger.values.tallies import RecordedFrom
    from cadre_ledger.values.text import clean_code

    if link not in ("none", "ask", "auto"):
        raise Misused(Code.USAGE, problem="--link none|ask|auto", command="cadre-ledger import tallies")
    content, name = _taken(recorder, file, errors)
    with _findings_written(recorder, errors):
        layout = _layout(renamed, sheet)
    with recorder.desk() as desk, recorder.ledger() as ledger:
        options = Options(
            basis=basis,
            today=recorder.no_later_than_today(desk.founding.time_zone),
            session=clean_code(session) if session else None,
            held_on=PartialDate.parse(date) if date else None,
            recorded_from=RecordedFrom.MINUTES if minutes else RecordedFrom.PUBLICATION,
            subjects_total=subjects_total,
            complete=complete,
            link=link,
            another=another,
            layout=layout,
        )
        author = _author(recorder)
        ask = None if recorder.options["no_input"] else lambda candidate: _asked(recorder, candidate)
        with _findings_written(recorder, errors), nullcontext() if link == "ask" else recorder.shell.patience():
            done = import_tallies(ledger, desk, content, name, options, author, dry_run=recorder.dry_run, ask=ask)
        _show_findings(recorder, errors, done.findings)
        if errors != "-":
            for code in done.sessions:
                recorder.shell.say(recorder.words(N_("Session {session}"), session=code))
        recorder.answer(ledger, done.records, done.recording, done.findings)


RedefineOption = Annotated[
    str | None, typer.Option("--redefine", metavar="REASON", help=N_("Positions that are there have changed, for this reason, from --on."))
]
KINDS = {
    "roster": (
        N_("Import who holds which post: opens files for new people, appoints them, lists them for higher posts."),
        """\
cadre-ledger import roster roster.xlsx --dry-run

cadre,name,born,unit,position,appointed_on,term_from,term_to,planned_for
TH-001,Nguyễn Văn Mẫu,1975,SO-NV,GD-SNV,01/03/2023,2021,2026,PCT-UBND""",
    ),
    "assessments": (
        N_("Import scores: one row a criterion; the rows of one assessor, cadre and period make one assessment."),
        """\
cadre-ledger import assessments scores.csv --errors findings.jsonl

period,cadre,assessor,capacity,criterion,score,on,comment
2026-Q1,TH-001,C000001,superior,ethics,9.5,02/04/2026,
2026-Q1,TH-001,C000001,superior,quality,20,,đúng hạn""",
    ),
    "classifications": (
        N_("Import the authority's decisions on cadres and periods."),
        """\
cadre-ledger import classifications decisions.xlsx --sheet 2026

period,cadre,level,decided_on,points,decision_no,decided_by,reason
2026,TH-001,good,20/12/2026,"84,5",12-QĐ,Ban Thường vụ,""",
    ),
    "training": (
        N_("Import finished programmes."),
        """\
cadre-ledger import training courses.csv --map columns.csv

cadre,category,level,programme,completed_on,institution,country,started_on,\\
certificate,approved_on,duration_hours
TH-001,theory,advanced,Cao cấp lý luận chính trị,30/06/2024,,,09/2022,,,""",
    ),
    "qualifications": (
        N_("Import degrees, languages and abilities."),
        """\
cadre-ledger import qualifications degrees.csv

cadre,kind,level,obtained_on,field,institution,language,certificate
TH-001,degree,Thạc sĩ,2015,Quản lý công,,,""",
    ),
    "discipline": (
        N_("Import sanctions."),
        """\
cadre-ledger import discipline sanctions.csv --dry-run

cadre,line,form,decision_no,decided_on,effective_on,authority,grounds,\\
public_duty,case
TH-001,party,reprimand,12-QĐ/UBKT,10/02/2026,,,,yes,KL-2026-01""",
    ),
}


@recording(
    APP,
    "positions",
    N_("Import positions; one that is there as the file says is nothing new."),
    """\
cadre-ledger import positions posts.csv --redefine "Đề án 2026" --on 2026-07-01

position,title,group,unit,authority,theory_required,management_required,\\
criteria_set,peer_group,higher_position,heads_unit
GD-SNV,Giám đốc Sở Nội vụ,gd-so,SO-NV,UBND tỉnh,advanced,,,,PCT-UBND,yes""",
)
def positions(
    recorder: Recorder,
    file: FileArgument,
    *,
    redefine: RedefineOption = None,
    renamed: MapOption = None,
    sheet: SheetOption = None,
    errors: ErrorsOption = None,
) -> None:
    _facts(recorder, "positions", file, renamed, sheet, errors, redefine)


def _importing(kind: str) -> Callable[..., None]:
    def command(
        recorder: Recorder, file: FileArgument, *, renamed: MapOption = None, sheet: SheetOption = None, errors: ErrorsOption = None
    ) -> None:
        _facts(recorder, kind, file, renamed, sheet, errors)

    return command


for _kind, (_help, _example) in KINDS.items():
    recording(APP, _kind, _help, _example)(_importing(_kind))


def _facts(
    recorder: Recorder, kind: str, file: str, renamed: str | None, sheet: str | None, errors: str | None, redefine: str | None = None
) -> None:
    from cadre_ledger.procedures.importing_facts import FactOptions, import_facts
    from cadre_ledger.values.text import clean_note

    content, name = _taken(recorder, file, errors)
    with recorder.ledger() as ledger:
        today = recorder.today(ledger.founding.time_zone)
        author = _author(recorder)
        with _findings_written(recorder, errors), recorder.shell.patience():
            options = FactOptions(kind, today, _layout(renamed, sheet), clean_note(redefine) if redefine else None)
            done = import_facts(ledger, content, name, options, author, dry_run=recorder.dry_run)
        _show_findings(recorder, errors, done.findings)
        recorder.answer(ledger, done.records, done.recording, done.findings)


def _taken(recorder: Recorder, file: str, errors: str | None) -> tuple[bytes, str]:
    """The bytes of a file and its name, once it is sure that findings can be written."""
    from cadre_ledger.procedures.outputs import must_be_writable

    if errors not in (None, "-"):
        must_be_writable(Path(str(errors)))
    return (_limited(recorder.shell.stdin), "stdin") if file == "-" else (_content(Path(file)), Path(file).name)


def _layout(renamed: str | None, sheet: str | None) -> "Layout":
    """How the table is laid out in the file, or the findings of the map."""
    from cadre_ledger.interchange.kinds import read_map
    from cadre_ledger.interchange.tabular import Layout
    from cadre_ledger.values.errors import Unreadable

    if renamed is None:
        return Layout(sheet)
    columns, findings = read_map(_content(Path(renamed)), Path(renamed).name)
    if findings:
        raise Unreadable(findings)
    return Layout(sheet, columns)


@contextmanager
def _findings_written(recorder: Recorder, errors: str | None) -> Iterator[None]:
    """What is raised inside also goes where the findings of a file shall go."""
    from cadre_ledger.cli.diagnostics import write_findings

    try:
        yield
    except LedgerError as error:
        if errors:
            write_findings(recorder.shell, errors, error.said)
        if errors == "-":
            # A script reads stderr line by line: nothing but the findings may be there.
            raise typer.Exit(error.exit_status) from None
        raise


def _show_findings(recorder: Recorder, errors: str | None, findings: "tuple[Finding, ...]") -> None:
    from cadre_ledger.cli.diagnostics import warn, write_findings

    if errors:
        write_findings(recorder.shell, errors, findings)
    else:
        warn(recorder.shell, findings)


def _author(recorder: Recorder) -> "Author":
    from dataclasses import replace

    # Without a key of the caller's own, the file itself is the key: the same file records once.
    return replace(recorder.author, key=recorder.options["idempotency_key"] or "")


def _limited(stream: BinaryIO) -> bytes:
    """No more than it takes to see that a file is too large."""
    from cadre_ledger.interchange import tabular

    return stream.read(tabular.LARGEST + 1)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return _limited(file)
    except OSError as error:
        raise NotFound(Code.INPUT_UNREADABLE, path=str(path), reason=error.strerror or "") from None


def _asked(recorder: Recorder, candidate: "Candidate") -> bool:
    words = recorder.words
    question = words(
        N_("Is no. {subject}, {name}, the cadre {cadre}?"), subject=candidate.subject, name=candidate.name, cadre=candidate.cadre
    )
    answer = recorder.shell.ask(f"{question} [{words(N_('yes'))}/{words(N_('no'))}]")
    return answer.lower() in ("y", "yes", "c", "có", "co")


APPS = {"import": APP}
