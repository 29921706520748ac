"""The two shapes of a command: one that reads at a cut and a day, one that records; with the options each takes."""

import functools
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer._click.globals import get_current_context

from cadre_ledger.cli.help import LedgerCommand, LedgerGroup
from cadre_ledger.cli.shell import Shell
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Declined, Misused
from cadre_ledger.wording.catalogue import LANGUAGES, N_

if TYPE_CHECKING:
    from pydantic import BaseModel

    from cadre_ledger.cli.output import Destination, Listing
    from cadre_ledger.cli.passphrases import Passphrases
    from cadre_ledger.domain.shapes import Command, Event
    from cadre_ledger.ledger.application import Ledger
    from cadre_ledger.ledger.directory import Directory
    from cadre_ledger.procedures.desk import Clocks, Desk
    from cadre_ledger.procedures.recording import Author, Recording
    from cadre_ledger.procedures.signing import Signer
    from cadre_ledger.values.dates import PartialDate
    from cadre_ledger.values.findings import Finding
    from cadre_ledger.values.records import Record
    from cadre_ledger.wording.catalogue import Words

COLORS = ("auto", "always", "never")
LedgerOption = Annotated[
    str | None, typer.Option("--ledger", metavar="PATH", help=N_("The ledger; otherwise CADRE_LEDGER, or the only *.ledger here."))
]
LangOption = Annotated[str | None, typer.Option("--lang", metavar="vi|en", help=N_("The language of words; data are never translated."))]
ColorOption = Annotated[str, typer.Option("--color", metavar="WHEN", help=N_("Colour of messages: auto, always or never."))]
FormatOption = Annotated[str | None, typer.Option("--format", metavar="NAME", help=N_("table, json, jsonl, csv or tsv."))]
JsonOption = Annotated[bool, typer.Option("--json", help=N_("The same as --format json."))]
OutputOption = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE", help=N_("Write to a file; its ending chooses the format."))
]
ActorOption = Annotated[
    str | None, typer.Option("--actor", metavar="NAME", help=N_("Who acts: an actor's code; a claim while nobody is enrolled."))
]

PassphraseOption = Annotated[
    int | None,
    typer.Option(
        "--passphrase-fd", metavar="N", min=0, help=N_("Read passphrases from this file descriptor, one a line, instead of asking.")
    ),
]
CosignerOption = Annotated[str | None, typer.Option("--cosigner", metavar="CODE", help=N_("The second person, where two must sign."))]

READING: dict[str, tuple[Any, Any]] = {
    "ledger": (LedgerOption, None),
    "as_of": (Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=N_("What held on that day."))], None),
    "known_at": (
        Annotated[
            str | None, typer.Option("--known-at", metavar="CUT", help=N_("What was recorded by then: a date, an instant, or #ENTRY."))
        ],
        None,
    ),
    "format_": (FormatOption, None),
    "json_": (JsonOption, False),
    "output": (OutputOption, None),
    "lang": (LangOption, None),
    "color": (ColorOption, "auto"),
    "actor": (ActorOption, None),
}
SITTING: dict[str, tuple[Any, Any]] = {name: option for name, option in READING.items() if name not in ("format_", "json_", "output")}
RENDERING: dict[str, tuple[Any, Any]] = {
    **SITTING,
    "formats": (Annotated[str, typer.Option("--format", metavar="NAMES", help=N_("md, csv, json; several with commas between."))], "md"),
    "into": (Annotated[str | None, typer.Option("--output", "-o", metavar="DIR", help=N_("Write files into this directory."))], None),
}
RECORDING: dict[str, tuple[Any, Any]] = {
    "ledger": (LedgerOption, None),
    "actor": (ActorOption, None),
    "cosigner": (CosignerOption, None),
    "passphrase_fd": (PassphraseOption, None),
    "on": (Annotated[str | None, typer.Option("--on", metavar="DATE", help=N_("The day from which it holds; otherwise today."))], None),
    "dry_run": (Annotated[bool, typer.Option("--dry-run", help=N_("Show what would be recorded, and record nothing."))], False),
    "yes": (Annotated[bool, typer.Option("--yes", help=N_("Answer every question with yes."))], False),
    "no_input": (Annotated[bool, typer.Option("--no-input", help=N_("Never ask; fail instead."))], False),
    "idempotency_key": (
        Annotated[
            str | None, typer.Option("--idempotency-key", metavar="KEY", help=N_("The same key records once, however often it is sent."))
        ],
        None,
    ),
    "expect_head": (
        Annotated[int | None, typer.Option("--expect-head", metavar="ENTRY", help=N_("Record only if this is the ledger's last entry."))],
        None,
    ),
    "format_": (FormatOption, None),
    "json_": (JsonOption, False),
    "output": (OutputOption, None),
    "lang": (LangOption, None),
    "color": (ColorOption, "auto"),
}


def noun(help_text: str) -> typer.Typer:
    """A noun whose verbs are added to it."""
    app = typer.Typer(
        cls=LedgerGroup, help=help_text, rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False, no_args_is_help=True
    )
    app.callback()(_nothing)
    return app


def _nothing() -> None:
    return None


def single(help_text: str, example: str, function: Callable[..., None]) -> typer.Typer:
    """A noun that is its own verb."""
    app = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
    app.command(cls=LedgerCommand, help=help_text, epilog=example)(function)
    return app


@dataclass(slots=True)
class Surroundings:
    """What every command has around it."""

    shell: Shell
    options: dict[str, Any]

    @property
    def words(self) -> "Words":
        """The person's language."""
        return self.shell.words

    @property
    def directory(self) -> "Directory":
        """The ledger meant."""
        return directory_of(self.shell, self.options["ledger"])

    @property
    def destination(self) -> "Destination":
        """Where the answer goes."""
        from cadre_ledger.cli.output import Destination

        return Destination.chosen(self.options["format_"], self.options["json_"], self.options["output"])


@dataclass(slots=True)
class Reading(Surroundings):
    """A reading command's surroundings; the desk is opened when it is first needed."""

    @property
    def clocks(self) -> "Clocks":
        """The day and the cut asked for."""
        from cadre_ledger.procedures.desk import Clocks

        return Clocks(_day(self.options["as_of"]), self.options["known_at"])

    @contextmanager
    def desk(self, known_at: str | None = None) -> "Iterator[Desk]":
        """The ledger at the cut and the day asked for, or at another cut."""
        from cadre_ledger.procedures.desk import Desk

        clocks = replace(self.clocks, known_at=known_at) if known_at else self.clocks
        with Desk.open(self.directory, clocks, self.shell.now()) as desk:
            if desk.of_another_history:
                from cadre_ledger.cli.diagnostics import warn
                from cadre_ledger.values.findings import Finding

                warn(self.shell, [Finding(Code.VIEWS_AHEAD, {"entry": desk.cut.entry}, stops=False)])
            yield desk

    def show(self, answer: "BaseModel", listing: "Listing | None", text: Callable[[], str]) -> None:
        """The answer in the format asked for."""
        from cadre_ledger.cli.output import write

        write(self.shell, self.destination, answer, listing, text)


@dataclass(slots=True)
class Rendering(Reading):
    """A command that writes documents: in several formats, into a directory."""

    @property
    def as_of(self) -> date | None:
        """The day that was asked for."""
        return _day(self.options["as_of"])

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats asked for, each once."""
        from cadre_ledger.procedures.reporting import FORMATS

        wanted = tuple(dict.fromkeys(each.strip().lower() for each in self.options["formats"].split(",")))
        if unknown := [each for each in wanted if each not in FORMATS]:
            raise Misused(Code.FORMAT_UNKNOWN, format=unknown[0][:40], known=", ".join(FORMATS))
        if len(wanted) > 1 and self._directory is None:
            raise Misused(Code.USAGE, problem=self.words(N_("several formats need --output DIR")), command="cadre-ledger report render")
        return wanted

    @property
    def _directory(self) -> Path | None:
        into = self.options["into"]
        return None if into in (None, "-") else Path(into)

    def write(self, files: Sequence[tuple[str, bytes]]) -> None:
        """The files by name, each said; without a directory the one there is goes to the screen."""
        from cadre_ledger.cli.output import write_bytes, write_into

        if self._directory is None:
            write_bytes(self.shell, None, files[0][1])
        else:
            write_into(self.shell, self._directory, files)


@dataclass(slots=True)
class Recorder(Surroundings):
    """A recording command's surroundings."""

    _passphrases: "Passphrases | None" = None
    _signers: "tuple[Signer, ...] | None" = None

    @classmethod
    def acting(cls, shell: Shell, options: Mapping[str, Any], passphrase_fd: int | None) -> "Recorder":
        """For a command that mostly reads, and records one thing besides."""
        return cls(shell, {**dict.fromkeys(RECORDING), **options, "passphrase_fd": passphrase_fd})

    @property
    def dry_run(self) -> bool:
        """Nothing shall be recorded."""
        return bool(self.options["dry_run"])

    @contextmanager
    def ledger(self) -> "Iterator[Ledger]":
        """The ledger, open for writing."""
        from cadre_ledger.ledger.application import Ledger

        with Ledger.open(self.directory) as ledger:
            yield ledger

    @contextmanager
    def desk(self) -> "Iterator[Desk]":
        """The ledger as it stands, for what a command must look up first."""
        from cadre_ledger.procedures.desk import Clocks, Desk

        with Desk.open(self.directory, Clocks(), self.shell.now()) as desk:
            yield desk

    def code_of(self, cadre: str) -> str:
        """The ledger's code of a cadre named by it or by the council's own number."""
        with self.desk() as desk:
            return desk.cadre(cadre.upper()).code

    def today(self, time_zone: str) -> "PartialDate":
        """`--on`, else today in the ledger's time zone."""
        from zoneinfo import ZoneInfo

        from cadre_ledger.values.dates import PartialDate

        if self.options["on"]:
            return PartialDate.parse(self.options["on"])
        return PartialDate.on(self.shell.now().astimezone(ZoneInfo(time_zone)).date())

    def no_later_than_today(self, time_zone: str) -> "PartialDate":
        """`--on`, unless it is still to come: no vote has been held after today."""
        from zoneinfo import ZoneInfo

        from cadre_ledger.values.dates import PartialDate

        return min(self.today(time_zone), PartialDate.on(self.shell.now().astimezone(ZoneInfo(time_zone)).date()))

    @property
    def author(self) -> "Author":
        """Who records, under which key."""
        from cadre_ledger.procedures.recording import Author
        from cadre_ledger.values.text import clean, clean_name

        actor = clean_name(self.options["actor"] or self.shell.account())
        key = self.options["idempotency_key"]
        author = Author(actor, clean(key) if key else self.shell.new_key(), self.shell.now, self.options["expect_head"])
        return self._signing(author)

    @property
    def passphrases(self) -> "Passphrases":
        """Where passphrases come from."""
        from cadre_ledger.cli.passphrases import Passphrases

        if self._passphrases is None:
            self._passphrases = Passphrases(self.shell, self.options["passphrase_fd"], no_input=self.options["no_input"])
        return self._passphrases

    def _signing(self, author: "Author") -> "Author":
        """From the first enrolment on: the author by their code, with the keys unlocked; a dry run needs none."""
        from cadre_ledger.procedures.signing import enrolled

        with self.ledger() as ledger:
            if not enrolled(ledger).signing:
                return author
            author = replace(author, actor=author.actor.upper())
            if self._signers is None and not self.dry_run:
                self._signers = self._unlocked(ledger, author.actor)
        return replace(author, signers=self._signers or ())

    def _unlocked(self, ledger: "Ledger", actor: str) -> "tuple[Signer, ...]":
        """Each key, unlocked for this one act."""
        from cadre_ledger.procedures.keys import Keys, unlocked

        cosigner = self.options["cosigner"]
        people = (actor, cosigner.upper()) if cosigner else (actor,)
        return unlocked(ledger, Keys.of(self.directory, self.shell.environment), people, self.passphrases.of)

    def secret(self, question: str) -> str:
        """A code that only the person knows; never an option, for options stay in histories, but it may come from a pipe."""
        if self.options["no_input"] and self.shell.stdin.isatty():
            raise Misused(Code.INTERACTION_NEEDED, option="-")
        return self.shell.ask_secret(question)

    def confirm(self, question: str) -> None:
        """Go on only when the person says so."""
        if self.options["yes"] or self.dry_run:
            return
        if self.options["no_input"]:
            raise Misused(Code.INTERACTION_NEEDED, option="--yes")
        if self.shell.ask(f"{question} [{self.words(N_('yes'))}/{self.words(N_('no'))}]").lower() not in ("y", "yes", "c", "có", "co"):
            raise Declined(Code.DECLINED)

    def confirm_code(self, question: str, code: str) -> None:
        """Go on with what cannot be taken back only when the person types its code."""
        if self.options["yes"] or self.dry_run:
            return
        if self.options["no_input"]:
            raise Misused(Code.INTERACTION_NEEDED, option="--yes")
        if self.shell.ask(f"{question} {self.words(N_('Type {code} to go on:'), code=code)}") != code:
            raise Declined(Code.DECLINED)

    def record(
        self, make: "Callable[[PartialDate], Sequence[Command]]", findings: "Sequence[Finding]" = (), seen: int | None = None
    ) -> None:
        """Record the commands made for the day, or show what they would record.

        `seen` is the entry up to which what they rest on was read: whatever was recorded since makes them stale.
        """
        from cadre_ledger.procedures.recording import clock_findings, fields_checked, preview, record

        author = self.author if seen is None else self._having_seen(seen)
        with self.ledger() as ledger:
            with fields_checked():
                commands = make(self.today(ledger.founding.time_zone))
            if self.dry_run:
                self.answer(ledger, preview(ledger, commands, author), None, findings)
            else:
                with self.shell.patience():
                    recording = record(ledger, commands, author)
                findings = (*findings, *clock_findings(ledger, recording))
                self.answer(ledger, recording.records, recording, findings)

    def _having_seen(self, seen: int) -> "Author":
        author = self.author
        return replace(author, expect_head=min(seen, seen if author.expect_head is None else author.expect_head))

    def answer(
        self, ledger: "Ledger", records: "Sequence[Record[Event]]", recording: "Recording | None", findings: "Sequence[Finding]"
    ) -> None:
        """What was recorded, in the format asked for."""
        from cadre_ledger.cli.output import Destination, Listing, write
        from cadre_ledger.cli.recorded import document, text

        answer = document(self.words, ledger, records, recording, findings)
        destination = Destination.chosen(self.options["format_"], self.options["json_"], self.options["output"])
        listing = Listing.of(answer.records, ("entry", "stream", "name", "effective_on", "event"))
        write(self.shell, destination, answer, listing, lambda: text(self.words, answer))


def directory_of(shell: Shell, named: str | None) -> "Directory":
    """The ledger that a command means."""
    from cadre_ledger.ledger.directory import locate

    return locate(named, shell.environment.get("CADRE_LEDGER"), Path.cwd())


def reading(app: typer.Typer, name: str, help_text: str, example: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Add a verb that reads; its function gets a `Reading` and its own arguments."""
    return lambda function: app.command(name, cls=LedgerCommand, help=help_text, epilog=example)(_with(function, READING, Reading))


def rendering(app: typer.Typer, name: str, help_text: str, example: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Add a verb that writes documents; its function gets a `Rendering` and its own arguments."""
    return lambda function: app.command(name, cls=LedgerCommand, help=help_text, epilog=example)(_with(function, RENDERING, Rendering))


def writing(app: typer.Typer, name: str, help_text: str, example: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Add a verb that writes one document; its function gets a `Reading` and its own arguments, format and file among them."""
    return lambda function: app.command(name, cls=LedgerCommand, help=help_text, epilog=example)(_with(function, SITTING, Reading))


def recording(app: typer.Typer, name: str, help_text: str, example: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Add a verb that records; its function gets a `Recorder` and its own arguments."""
    return lambda function: app.command(name, cls=LedgerCommand, help=help_text, epilog=example)(_with(function, RECORDING, Recorder))


def reads(function: Callable[..., None]) -> Callable[..., None]:
    """A function of a `Reading` as a command by itself."""
    return _with(function, READING, Reading)


def sits(function: Callable[..., None]) -> Callable[..., None]:
    """A function of a `Reading` that shows nothing itself, as a command by itself."""
    return _with(function, SITTING, Reading)


def records(function: Callable[..., None]) -> Callable[..., None]:
    """A function of a `Recorder` as a command by itself."""
    return _with(function, RECORDING, Recorder)


def _with(
    function: Callable[..., None], shared: dict[str, tuple[Any, Any]], surroundings: Callable[[Shell, dict[str, Any]], Any]
) -> Callable[..., None]:
    """The function with its own parameters first and the shared options after them."""

    @functools.wraps(function)
    def command(**given: Any) -> None:
        shell: Shell = get_current_context().obj
        options = {name: given.pop(name) for name in shared}
        shell.color = options["color"]
        if options["lang"] is not None or shell.color not in COLORS:
            raise Misused(Code.USAGE, problem="--lang vi|en, --color auto|always|never", command=get_current_context().command_path)
        _check_shared(options)
        function(surroundings(shell, options), **given)

    own = list(inspect.signature(function).parameters.values())[1:]
    keyword = inspect.Parameter.KEYWORD_ONLY
    extra = [inspect.Parameter(name, keyword, default=default, annotation=kind) for name, (kind, default) in shared.items()]
    parameters = [each.replace(kind=keyword) for each in own] + extra
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {each.name: each.annotation for each in parameters}
    return command


def _check_shared(options: dict[str, Any]) -> None:
    """Whatever can be wrong about them is said before anything is read or recorded."""
    from cadre_ledger.cli.output import Destination

    if options["lang"] not in (None, *LANGUAGES):
        raise Misused(Code.USAGE, problem=f"--lang {'|'.join(LANGUAGES)}", command="cadre-ledger")
    if options["color"] not in COLORS:
        raise Misused(Code.USAGE, problem=f"--color {'|'.join(COLORS)}", command="cadre-ledger")
    if "format_" in options:
        Destination.chosen(options["format_"], options["json_"], options["output"]).must_be_writable()


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    from cadre_ledger.values.dates import PartialDate

    return PartialDate.parse(text).last
