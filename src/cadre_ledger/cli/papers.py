"""`vote paper` and `vote papers`: what is put on paper in a vote, and what of it was issued."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cadre_ledger.cli.commands import PassphraseOption, Reading, Recorder, reading, writing
from cadre_ledger.cli.sitting import SessionArgument
from cadre_ledger.wording.catalogue import N_

if TYPE_CHECKING:
    from cadre_ledger.domain.papers import PaperFormat
    from cadre_ledger.procedures import answers


def paper(
    reading: Reading,
    session: SessionArgument,
    *,
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help=N_("roll, ballot, count, minutes or slide."))],
    format_: Annotated[
        str | None, typer.Option("--format", metavar="NAME", help=N_("md, pdf or json; otherwise by the ending of the file."))
    ] = None,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help=N_("Write to this file."))] = None,
    issue: Annotated[bool, typer.Option("--issue", help=N_("Record that this paper is handed out, with its digest."))] = False,
    passphrase_fd: PassphraseOption = None,
) -> None:
    from cadre_ledger.cli.output import write_bytes
    from cadre_ledger.procedures.outputs import must_be_writable
    from cadre_ledger.procedures.papers import paper as made_of
    from cadre_ledger.procedures.papers import rendered
    from cadre_ledger.values.codes import Code
    from cadre_ledger.values.errors import Misused
    from cadre_ledger.values.papers import PaperKind
    from cadre_ledger.values.text import clean_code

    path = None if output in (None, "-") else Path(str(output))
    wanted = _format(format_, path)
    if kind not in tuple(PaperKind):
        problem = reading.words(N_("there is no paper {kind}; there are: {known}"), kind=kind[:40], known=", ".join(PaperKind))
        raise Misused(Code.USAGE, problem=problem, command="cadre-ledger vote paper")
    if issue and path is None:
        raise Misused(Code.USAGE, problem=reading.words(N_("--issue needs --output FILE")), command="cadre-ledger vote paper")
    if path is not None:
        must_be_writable(path)
    with reading.desk() as desk:
        made = made_of(desk, clean_code(session), PaperKind(kind), reading.clocks.as_of, reading.shell.now())
    content = rendered(made, wanted, reading.words)
    if issue:
        _issue(reading, made, content, wanted, passphrase_fd)
    write_bytes(reading.shell, path, content)


def _format(named: str | None, path: Path | None) -> "PaperFormat":
    """The format named, or that of the file's ending, or Markdown."""
    from cadre_ledger.domain.papers import PaperFormat
    from cadre_ledger.values.codes import Code
    from cadre_ledger.values.errors import Misused

    ending = path.suffix.removeprefix(".").lower() if path else ""
    wanted = named or (ending if ending in tuple(PaperFormat) else PaperFormat.MARKDOWN.value)
    if wanted not in tuple(PaperFormat):
        raise Misused(Code.FORMAT_UNKNOWN, format=wanted[:40], known=", ".join(PaperFormat))
    return PaperFormat(wanted)


def _issue(reading: Reading, made: "answers.VotePaper", content: bytes, wanted: "PaperFormat", passphrase_fd: int | None) -> None:
    from cadre_ledger.procedures.papers import issuing

    recorder = Recorder.acting(reading.shell, reading.options, passphrase_fd)
    recorder.record(lambda on: [issuing(on, made, content, wanted, reading.words.language)])


def papers(
    reading: Reading,
    session: SessionArgument,
    *,
    check: Annotated[str | None, typer.Option("--check", metavar="FILE", help=N_("Tell which of them this file is."))] = None,
) -> None:
    from cadre_ledger.cli.output import Listing, fitted, table
    from cadre_ledger.procedures.papers import checked, issued
    from cadre_ledger.values.text import clean_code
    from cadre_ledger.wording.terms import term

    words, code = reading.words, clean_code(session)
    with reading.desk() as desk:
        answer = issued(desk, code) if check is None else checked(desk, code, _content(check), check)
    names = ("entry", "recorded_at", "actor", "paper", "template", "format", "language", "sha256", "data_sha256", "as_of", "known_at")
    heads = tuple(words(each) for each in (N_("Entry"), N_("Paper"), N_("Format"), N_("Language"), N_("Made from entry"), N_("SHA-256")))
    rows = [
        (str(each.entry), term(words, "paper", each.paper), each.format, each.language, str(each.known_at), each.sha256[:16])
        for each in answer.papers
    ]
    reading.show(answer, Listing.of(answer.papers, names), lambda: table(heads, fitted(heads, rows)))


def _content(file: str) -> bytes:
    from cadre_ledger.values.codes import Code
    from cadre_ledger.values.errors import NotFound

    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise NotFound(Code.INPUT_UNREADABLE, path=file, reason=error.strerror or "") from None


def add_to(app: typer.Typer) -> None:
    """The verbs of papers."""
    writing(
        app,
        "paper",
        N_("Put a vote on paper: roll, ballot, count sheets, minutes or result slide."),
        "cadre-ledger vote paper S-2026 --kind minutes --lang vi -o bien-ban.pdf --issue",
    )(paper)
    reading(
        app,
        "papers",
        N_("The papers of a vote that were issued, or which of them a file is."),
        "cadre-ledger vote papers S-2026 --check bien-ban.pdf",
    )(papers)
