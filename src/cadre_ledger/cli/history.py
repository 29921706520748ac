"""`history`: the records as they are stored."""

import time
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from cadre_ledger.cli.body import LimitOption
from cadre_ledger.cli.cadre import CadreArgument
from cadre_ledger.cli.commands import Reading, noun, reading
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Misused
from cadre_ledger.wording.catalogue import N_

if TYPE_CHECKING:
    from sqlite3 import Connection

    from cadre_ledger.procedures.answers import ChangePart, HistoryLog, RecordPart

APP = noun(N_("The records as they are stored, in the order in which they were recorded."))
FOLLOW_SECONDS = 1.0


@reading(APP, "log", N_("Records in order, all or those of one stream."), "cadre-ledger history log --after 30 --format jsonl")
def log(
    reading: Reading,
    *,
    after: Annotated[int, typer.Option("--after", metavar="ENTRY", min=0, help=N_("Only what comes after this entry."))] = 0,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help=N_("At most so many."))] = None,
    stream: Annotated[str | None, typer.Option("--stream", metavar="NAME", help=N_("Only this stream, such as session/VP-2023."))] = None,
    follow: Annotated[bool, typer.Option("--follow", help=N_("Go on with what is recorded from now on."))] = False,
) -> None:
    from cadre_ledger.cli.output import Format, Listing
    from cadre_ledger.procedures.answers import HistoryLog, RecordPart
    from cadre_ledger.procedures.history import records
    from cadre_ledger.procedures.reading import heading

    columns = tuple(RecordPart.model_fields)
    with reading.desk() as desk:
        found = tuple(records(desk.events, after, desk.cut.entry, stream, limit))
        answer = HistoryLog(**heading(desk, HistoryLog.NAME), records=found)
        reading.show(answer, Listing.of(found, columns), lambda: "".join(_line(each) for each in found))
        last = found[-1].entry if found else after
        while follow and reading.destination.format in (Format.TABLE, Format.JSONL):
            time.sleep(FOLLOW_SECONDS)
            last = _follow(reading, answer, desk.events, last, stream)


def _follow(reading: Reading, answer: "HistoryLog", events: "Connection", last: int, stream: str | None) -> int:
    from cadre_ledger.cli.output import Format, Listing, rendered
    from cadre_ledger.ledger.pages import head
    from cadre_ledger.procedures.history import records

    for each in records(events, last, head(events), stream, None):
        row = Listing.of((each,), tuple(type(each).model_fields))
        text = rendered(Format.JSONL, answer, row, str) if reading.destination.format is Format.JSONL else _line(each)
        reading.shell.stdout.write(text.encode())
        last = each.entry
    reading.shell.stdout.flush()
    return last


@reading(APP, "show", N_("One record with the hash of its leaf."), "cadre-ledger history show 31")
def show(reading: Reading, entry: Annotated[int, typer.Argument(metavar="ENTRY", help=N_("The entry's number."))]) -> None:
    import json

    from cadre_ledger.procedures.history import show as shown
    from cadre_ledger.procedures.telling.recorded import signature

    with reading.desk() as desk:
        answer = shown(desk, entry)

    def text() -> str:
        record = answer.record.model_dump(mode="json")
        event = record.pop("event")
        record["signature"] = signature(reading.words, answer.record)
        lines = [f"{name:>15}  {value}" for name, value in record.items() if value is not None]
        lines.append(f"{'leaf_hash':>15}  {answer.leaf_hash}")
        return "\n".join(lines) + "\n\n" + json.dumps(event, ensure_ascii=False, indent=2) + "\n"

    reading.show(answer, None, text)


@reading(
    APP,
    "replay",
    N_("The standing of a cadre step by step: what each entry changed, or each day."),
    "cadre-ledger history replay C000002 --by day --as-of 2030-12-31",
)
def replay(
    reading: Reading,
    cadre: CadreArgument,
    *,
    by: Annotated[str, typer.Option("--by", metavar="entry|day", help=N_("Over the entries, or over the days up to --as-of."))] = "entry",
    after: Annotated[
        str | None, typer.Option("--after", metavar="ENTRY|DATE", help=N_("Only steps after this entry, or after this day."))
    ] = None,
    limit: LimitOption = None,
    full: Annotated[bool, typer.Option("--full", help=N_("In JSON the whole standing after each step as well."))] = False,
) -> None:
    from cadre_ledger.cli.output import Listing
    from cadre_ledger.procedures.replaying import replay, replay_days
    from cadre_ledger.procedures.telling import changes
    from cadre_ledger.procedures.telling.said import page

    if by not in ("entry", "day"):
        raise Misused(Code.USAGE, problem="--by entry|day", command="cadre-ledger history replay")
    code = cadre.upper()
    with reading.desk() as desk:
        if by == "day":
            answer = replay_days(desk, code, _day(after), limit, full=full)
        else:
            answer = replay(desk, code, _entry(after), limit, full=full)
    rows = [(step.as_of, step.known_at, step.entry and step.entry.name, *_cells(each)) for step in answer.steps for each in step.changes]
    listing = Listing(("as_of", "known_at", "entry", "what", "key", "was", "now"), rows)
    reading.show(answer, listing, lambda: page(changes.replay(reading.words, answer)))


def _entry(after: str | None) -> int:
    from cadre_ledger.interchange.tabular import whole_number

    if after is None:
        return 0
    number = whole_number(after.removeprefix("#"))
    if number is None:
        raise Misused(Code.USAGE, problem=f"--after {after[:40]}", command="cadre-ledger history replay")
    return number


def _day(after: str | None) -> "date | None":
    from cadre_ledger.values.dates import PartialDate

    return None if after is None else PartialDate.parse(after).last


def _cells(change: "ChangePart") -> tuple[object, ...]:
    return change.what, change.key, change.was, change.now


def _line(each: "RecordPart") -> str:
    where = f"{each.stream} v{each.stream_version}"
    return f"#{each.entry:<5} {each.recorded_at[:19]}Z  {each.name}  {where}  {each.actor}\n"


APPS = {"history": APP}
