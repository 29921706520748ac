"""`import`: files taken in, one transaction each."""

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from cadre_ledger.cli.commands import Recorder, noun, recording
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import LedgerError, Misused, NotFound
from cadre_ledger.wording.catalogue import N_

if TYPE_CHECKING:
    from cadre_ledger.procedures.importing import Candidate
    from cadre_ledger.procedures.recording import Author

APP = noun(N_("Take in files; all rows of a file or none, and the same file only once."))


@recording(
    APP,
    "tallies",
    N_("Import published results of confidence or binding votes from CSV or JSON Lines."),
    "cadre-ledger import tallies result.csv --basis vn/96-2023-QH15 --session VP-2023",
)
def tallies(
    recorder: Recorder,
    file: Annotated[str, typer.Argument(metavar="FILE|-", help=N_("The file, or - for standard input."))],
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
    errors: Annotated[str | None, typer.Option("--errors", metavar="FILE|-", help=N_("Write all findings as JSON Lines."))] = None,
) -> None:
    from cadre_ledger.cli.diagnostics import findings_of, warn, write_findings
    from cadre_ledger.cli.output import must_be_writable
    from cadre_ledger.procedures.importing import Options, import_tallies
    from cadre_ledger.values.dates import PartialDate
    from cadre_ledger.values.tallies import RecordedFrom
    from cadre_ledger.values.text import clean_code

    if link not in ("none", "ask", "auto"):
        raise Misused(Code.USAGE, problem="--link none|ask|auto", command="cadre-ledger import tallies")
    if errors not in (None, "-"):
        must_be_writable(Path(str(errors)))
    content = _limited(recorder.shell.stdin) if file == "-" else _content(Path(file))
    name = "stdin" if file == "-" else Path(file).name
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
        )
        ask = None if recorder.options["no_input"] else lambda candidate: _asked(recorder, candidate)
        try:
            with nullcontext() if link == "ask" else recorder.shell.patience():
                done = import_tallies(ledger, desk, content, name, options, _author(recorder), dry_run=recorder.dry_run, ask=ask)
        except LedgerError as error:
            if errors:
                write_findings(recorder.shell, errors, findings_of(error))
            if errors == "-":
                # A script reads stderr line by line: nothing but the findings may be there.
                raise typer.Exit(error.exit_status) from None
            raise
        if errors:
            write_findings(recorder.shell, errors, done.findings)
        else:
            warn(recorder.shell, done.findings)
        if errors != "-":
            for code in done.sessions:
                recorder.shell.say(recorder.words(N_("Session {session}"), session=code))
        recorder.answer(ledger, done.records, done.recording, done.findings)


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
