"""`vote handout`, `vote count --offline` and `vote take`: a stack is counted on a machine that has no ledger."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cadre_ledger.cli.commands import Reading, Recorder, reading, recording
from cadre_ledger.cli.sitting import SessionArgument
from cadre_ledger.values.codes import Code
from cadre_ledger.wording.catalogue import N_

if TYPE_CHECKING:
    from cadre_ledger.procedures.answers import CounterPart, VoteHandout
    from cadre_ledger.procedures.signing import Signer

LONGEST = 4 * 1024 * 1024


def handout(shown: Reading, session: SessionArgument) -> None:
    from cadre_ledger.cli.output import Listing
    from cadre_ledger.procedures.elsewhere import handout
    from cadre_ledger.procedures.telling.said import page
    from cadre_ledger.procedures.telling.sittings import handout as told
    from cadre_ledger.values.text import clean_code

    # A file is for the other machine, whatever its name ends in; words are for the screen.
    shown.options["json_"] = shown.options["json_"] or (shown.options["output"] not in (None, "-") and not shown.options["format_"])
    with shown.desk() as desk:
        answer = handout(desk, clean_code(session))
    listing = Listing.of(answer.subjects, ("number", "name", "position"))
    shown.show(answer, listing, lambda: page(told(shown.words, answer)))


def count_elsewhere(
    recorder: Recorder, session: str, handed_out: str, key: str | None, batch: int, ballots: int | None, rows: tuple[tuple[int, ...], ...]
) -> None:
    """Make a signed entry of a stack, in a file, without any ledger."""
    from cadre_ledger.procedures.elsewhere import counter, entry, read_handout, stack
    from cadre_ledger.procedures.outputs import must_be_writable
    from cadre_ledger.values.text import clean_code, clean_name, harmless

    words = recorder.words
    given = read_handout(_content(Path(handed_out)), handed_out, clean_code(session))
    who = counter(given, clean_name(recorder.options["actor"] or recorder.shell.account()).upper())
    counted = stack(given, batch, ballots, rows)
    path = Path(recorder.options["output"] or f"{given.session}-{batch}-{who.actor}.entry.json")
    must_be_writable(path)
    signer = _unlocked(recorder, given, who, key)
    code = recorder.secret(words(N_("Your code, at least 8 characters; write it down, without it nobody opens this entry:")))
    content = entry(given, counted, who, signer, code)
    if recorder.dry_run:
        return
    _keep(path, content)
    recorder.shell.say(words(N_("Entry of stack {batch}, sealed and signed: {path}"), batch=batch, path=harmless(str(path))))
    recorder.shell.say(words(N_("At the ledger: cadre-ledger vote take {session} FILE"), session=given.session))


def take(
    recorder: Recorder,
    session: SessionArgument,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=N_("The entry that vote count --offline wrote."))],
) -> None:
    from cadre_ledger.procedures.elsewhere import keyed, read_entry, take
    from cadre_ledger.procedures.recording import clock_findings, preview
    from cadre_ledger.values.text import clean_code

    content = _content(file)
    with recorder.ledger() as ledger:
        on = recorder.today(ledger.founding.time_zone)
        command = read_entry(content, str(file), ledger.founding.origin, clean_code(session), on)
        author = keyed(recorder.author, content, recorder.options["idempotency_key"])
        if recorder.dry_run:
            recorder.answer(ledger, preview(ledger, [command], author), None, ())
            return
        with recorder.shell.patience():
            done = take(ledger, command, author)
        recorder.answer(ledger, done.records, done, clock_findings(ledger, done))


def _unlocked(recorder: Recorder, given: "VoteHandout", who: "CounterPart", key: str | None) -> "Signer":
    from cadre_ledger.procedures.elsewhere import known_as
    from cadre_ledger.procedures.keys import Keys, unlocked_from

    origin = given.ledger.origin
    path = Path(key) if key else Keys.away(origin, recorder.shell.environment).file(who.actor)
    return unlocked_from(path, origin, known_as(who), recorder.passphrases.of(who.actor))


def _content(path: Path) -> bytes:
    from cadre_ledger.values.errors import NotFound

    try:
        with path.open("rb") as file:
            return file.read(LONGEST)
    except OSError as error:
        raise NotFound(Code.INPUT_UNREADABLE, path=str(path), reason=error.strerror or "") from None


def _keep(path: Path, content: bytes) -> None:
    """Said to be there only once it would outlast a power cut."""
    from cadre_ledger.values.errors import Refused

    try:
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise Refused(Code.OUTPUT_UNWRITABLE, path=str(path), reason=error.strerror or "") from None


def add_to(app: typer.Typer) -> None:
    """The verbs of counting elsewhere, in their order."""
    reading(
        app,
        "handout",
        N_("Write what a counter needs on a machine without the ledger: ballot, stacks, counters' keys; no figures."),
        "cadre-ledger vote handout S-2026 -o S-2026.json",
    )(handout)
    recording(
        app,
        "take",
        N_("Take in an entry that was counted and signed without the ledger; the same file is taken once."),
        "cadre-ledger vote take S-2026 S-2026-1-KP-01.entry.json",
    )(take)
