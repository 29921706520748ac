"""`init`, `status`, `doctor`: a ledger as a whole."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cadre_ledger.cli.commands import LangOption, PassphraseOption, Reading, Recorder, reads, single
from cadre_ledger.cli.shell import Shell
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Misused
from cadre_ledger.wording.catalogue import LANGUAGES, N_

if TYPE_CHECKING:
    from cadre_ledger.ledger.directory import Directory

INIT = "cadre-ledger init"
SAMPLES = ("published", "invented")


def _init(
    directory: Annotated[str, typer.Argument(metavar="DIR", help=N_("Where to begin; the name usually ends in .ledger."))],
    *,
    name: Annotated[
        str | None, typer.Option("--name", metavar="TEXT", help=N_("What the ledger is called; otherwise the directory's name."))
    ] = None,
    authority: Annotated[str, typer.Option("--authority", metavar="party|state", help=N_("Whose rules it follows."))] = "state",
    rulebook: Annotated[
        str | None, typer.Option("--rulebook", metavar="NAME", help=N_("The rulebook to adopt; otherwise that of the authority."))
    ] = None,
    time_zone: Annotated[
        str, typer.Option("--time-zone", metavar="NAME", help=N_("The time zone in which its days begin."))
    ] = "Asia/Ho_Chi_Minh",
    sample: Annotated[
        str | None,
        typer.Option(
            "--sample",
            metavar="published|invented",
            help=N_("Begin with officially published results of votes, or with an invented council, marked as invented."),
        ),
    ] = None,
    actor: Annotated[
        str | None, typer.Option("--actor", metavar="NAME", help=N_("Who acts: an actor's code; a claim while nobody is enrolled."))
    ] = None,
    lang: LangOption = None,
) -> None:
    from typer._click.globals import get_current_context

    from cadre_ledger.procedures.founding import TIME_ZONE, Plan, found
    from cadre_ledger.procedures.sample import fits
    from cadre_ledger.values.text import clean_name

    shell: Shell = get_current_context().obj
    if authority not in ("party", "state"):
        raise Misused(Code.USAGE, problem=shell.words(N_("--authority is party or state")), command=INIT)
    if lang not in (None, *LANGUAGES):
        raise Misused(Code.USAGE, problem=f"--lang {'|'.join(LANGUAGES)}", command=INIT)
    if sample not in (None, *SAMPLES):
        raise Misused(Code.USAGE, problem=f"--sample {'|'.join(SAMPLES)}", command=INIT)
    if sample == "invented":
        if (name, authority, rulebook, time_zone, actor) != (None, "state", None, TIME_ZONE, None):
            problem = N_("--sample invented brings its own name, authority, rulebook, time zone and actors")
            raise Misused(Code.USAGE, problem=shell.words(problem), command=INIT)
        _tell(shell, Path(directory), lang or shell.words.language)
        return
    if sample and not fits(rulebook or f"vn-{authority}"):
        raise Misused(Code.USAGE, problem=shell.words(N_("--sample needs the rulebook vn-state")), command=INIT)
    plan = Plan(Path(directory), name, authority, rulebook, lang or shell.words.language, time_zone)  # type: ignore[arg-type]
    who = clean_name(actor or shell.account())
    founded, recording = found(plan, shell.new_namespace(), who, shell.new_key(), shell.now)
    _say_founded(shell, founded, recording.first, recording.last)
    if sample:
        _publish(shell, founded, who)


def _say_founded(shell: Shell, founded: "Directory", first: int, last: int) -> None:
    text = shell.words(N_("Founded {path}: entries {first} to {last}, unsigned."), path=founded.path, first=first, last=last)
    shell.stdout.write((text + "\n").encode())
    shell.stdout.flush()
    shell.say(shell.words(N_("File modes keep others out of it; they are no protection for a stolen machine: use disk encryption.")))


def _publish(shell: Shell, founded: "Directory", who: str) -> None:
    """The results that the package ships, with their sources."""
    from cadre_ledger.procedures.sample import import_samples

    for session in import_samples(founded, who, shell.now):
        shell.stdout.write((shell.words(N_("Imported {session}"), session=session) + "\n").encode())
    shell.stdout.flush()


def _tell(shell: Shell, path: Path, language: str) -> None:
    """The invented council, marked as such here too."""
    from cadre_ledger.procedures.desk import Clocks, Desk
    from cadre_ledger.procedures.song_giang import tell
    from cadre_ledger.wording.terms import INVENTED_MARK

    with shell.patience():
        directory = tell(path, language, shell.now)
    with Desk.open(directory, Clocks(), shell.now()) as desk:
        last = desk.cut.entry
    shell.stdout.write(f"{INVENTED_MARK}\n".encode())
    _say_founded(shell, directory, 1, last)


def _status(reading: Reading) -> None:
    from cadre_ledger.cli.output import table
    from cadre_ledger.procedures.upkeep import status
    from cadre_ledger.wording.terms import term

    words = reading.words
    with reading.desk() as desk:
        answer = status(desk)

    def text() -> str:
        rows: list[tuple[str, object]] = [
            (words(N_("ledger")), answer.path),
            (words(N_("name")), answer.name),
            (words(N_("origin")), answer.ledger.origin),
            (words(N_("last entry")), f"#{answer.known_at.entry}  {answer.known_at.recorded_at}"),
            (words(N_("rulebook")), f"{answer.rulebook.name}  {answer.rulebook.digest[:12]}"),
            (words(N_("bodies")), answer.counts["body"]),
            (words(N_("cadres")), answer.counts["cadre"]),
            (words(N_("votes")), answer.counts["session"]),
            (words(N_("regulations")), answer.counts["regulation"]),
            *((term(words, "severity", severity), count) for severity, count in answer.flags.items()),
            (words(N_("signatures")), words(N_("signed by its actors") if answer.signed else N_("unsigned: actors are claims"))),
        ]
        return table((words(N_("What")), words(N_("Is"))), rows)

    reading.show(answer, None, text)


def _doctor(
    reading: Reading,
    *,
    accept_clock: Annotated[
        bool, typer.Option("--accept-clock", help=N_("Record that a clock far ahead of the last entry is right."))
    ] = False,
    passphrase_fd: PassphraseOption = None,
) -> None:
    from cadre_ledger.cli.output import Listing, table
    from cadre_ledger.procedures.doctor import doctor
    from cadre_ledger.wording.terms import term

    words = reading.words
    if accept_clock:
        _accept_clock(reading, passphrase_fd)
    with reading.desk() as desk:
        answer = doctor(desk)
    listing = Listing.of(answer.checks, ("check", "ok", "detail"))
    marks = {True: "✓", False: "✗"}
    rows = [(marks[each.ok], term(words, "check", each.check), each.detail) for each in answer.checks]
    reading.show(answer, listing, lambda: table(("", words(N_("Check")), words(N_("Found"))), rows))
    if not all(each.ok for each in answer.checks):
        raise typer.Exit(7)


def _accept_clock(reading: Reading, passphrase_fd: int | None) -> None:
    from cadre_ledger.domain.charter import ConfirmClock
    from cadre_ledger.procedures.recording import record
    from cadre_ledger.values.dates import PartialDate

    recorder = Recorder.acting(reading.shell, reading.options, passphrase_fd)
    author = recorder.author
    with recorder.ledger() as ledger:
        confirmed = ConfirmClock(on=PartialDate.on(reading.shell.now().date()), reason="doctor --accept-clock")
        record(ledger, [confirmed], author)


APPS = {
    "init": single(
        N_("Begin a ledger: a directory with its founding event and the rulebook of its authority."),
        "cadre-ledger init hdnd.ledger --authority state",
        _init,
    ),
    "status": single(N_("What a ledger holds, and up to which entry."), "cadre-ledger status --ledger hdnd.ledger", reads(_status)),
    "doctor": single(
        N_("Look at everything around a ledger that could be wrong."), "cadre-ledger doctor --ledger hdnd.ledger", reads(_doctor)
    ),
}
