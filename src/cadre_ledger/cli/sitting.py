"""`vote convene` to `vote announce`: a vote that is held under this ledger, up to the counting."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cadre_ledger.cli.commands import Reading, Recorder, reading, recording
from cadre_ledger.cli.completing import codes
from cadre_ledger.wording.catalogue import N_

if TYPE_CHECKING:
    from cadre_ledger.domain.sessions import SessionCommand
    from cadre_ledger.values.findings import Finding

SessionArgument = Annotated[str, typer.Argument(metavar="SESSION", autocompletion=codes("session"), help=N_("The vote's code."))]
Number = Annotated[int | None, typer.Option(metavar="N", min=0)]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="TEXT", help=N_("Why."))]
PrintedOption = typer.Option("--printed", metavar="N", min=0, help=N_("Ballots printed."))
IssuedOption = typer.Option("--issued", metavar="N", min=0, help=N_("Ballots issued."))
SpoiltOption = typer.Option("--spoilt", metavar="N", min=0, help=N_("Ballots spoilt, exchanged ones included."))
UnusedOption = typer.Option("--unused", metavar="N", min=0, help=N_("Ballots left over."))
CollectedOption = typer.Option("--collected", metavar="N", min=0, help=N_("Ballots out of the box."))
NotReturnedOption = typer.Option("--not-returned", metavar="N", min=0, help=N_("Ballots issued and not in the box."))
StacksOption = typer.Option("--stack", metavar="N", min=1, help=N_("Ballots of one stack; repeat it. Otherwise equal stacks are made."))


def parts(text: str, count: int) -> list[str]:
    """What was typed with `;` between; what is missing is nothing."""
    return [each.strip() for each in (text.split(";") + [""] * count)[:count]]


def convene(
    recorder: Recorder,
    session: SessionArgument,
    *,
    body: Annotated[str, typer.Option("--body", metavar="BODY", help=N_("The body that votes."))],
    held_on: Annotated[str, typer.Option("--held-on", metavar="DATE", help=N_("The day of the vote."))],
    place: Annotated[str, typer.Option("--place", metavar="TEXT", help=N_("Where it is held."))],
    basis: Annotated[str, typer.Option("--basis", metavar="ID", help=N_("The regulation that the vote is held under."))],
    row: Annotated[list[str], typer.Option("--row", metavar="NAME;POST;[CADRE]", help=N_("One person, in ballot order; repeat it."))],
    committee: Annotated[
        list[str],
        typer.Option("--committee", metavar="NAME", help=N_("One member of the counting committee, its head first; at least three.")),
    ],
    exempt: Annotated[
        list[str] | None, typer.Option("--exempt", metavar="NAME;CLAUSE;[CADRE]", help=N_("Someone left off the ballot under a clause."))
    ] = None,
    kind: Annotated[
        str, typer.Option("--kind", metavar="confidence|binding", help=N_("The three-level survey, or the binding vote."))
    ] = "confidence",
    calendar: Annotated[
        str | None, typer.Option("--calendar", metavar="CLAUSE", help=N_("The preparation calendar, where the basis has several."))
    ] = None,
    follows: Annotated[str | None, typer.Option("--follows", metavar="SESSION", help=N_("The earlier round that it follows."))] = None,
    another: Annotated[bool, typer.Option("--another", help=N_("It is another session of the same body, kind and day."))] = False,
) -> None:
    from cadre_ledger.domain.sessions import ConveneVote
    from cadre_ledger.procedures.asking import before_convening
    from cadre_ledger.procedures.recording import fields_checked

    subjects = [parts(each, 3) for each in row]
    fields: dict[str, Any] = {
        "session": session,
        "kind": kind,
        "body": body,
        "held_on": held_on,
        "place": place,
        "basis": basis,
        "subjects": [
            {"number": number, "name": name, "position": post or None, "cadre": cadre or None}
            for number, (name, post, cadre) in enumerate(subjects, 1)
        ],
        "committee": committee,
        "exempt": [
            {"name": name, "clause": clause, "cadre": cadre or None} for name, clause, cadre in (parts(each, 3) for each in exempt or ())
        ],
        "calendar": calendar,
        "follows": follows,
        "another": another,
    }
    with recorder.desk() as desk:
        with fields_checked():
            command = ConveneVote.model_validate({"on": recorder.today(desk.founding.time_zone), **fields})
        found = tuple(before_convening(desk, command))
    _asked(recorder, found)
    recorder.record(lambda on: [command.model_copy(update={"on": on})], found)


def open_(
    recorder: Recorder,
    session: SessionArgument,
    *,
    absent: Annotated[
        list[str] | None, typer.Option("--absent", metavar="MEMBER;REASON", help=N_("A member who is not there, and why; repeat it."))
    ] = None,
    not_summoned: Annotated[list[int] | None, typer.Option("--not-summoned", metavar="MEMBER", help=N_("A member not summoned."))] = None,
    summoned: Annotated[int | None, typer.Option("--summoned", metavar="N", min=0, help=N_("Members summoned, without a roll."))] = None,
    present: Annotated[int | None, typer.Option("--present", metavar="N", min=0, help=N_("Members present, without a roll."))] = None,
) -> None:
    from cadre_ledger.domain.sessions import OpenVote

    away = [{"member": member, "reason": reason} for member, reason in (parts(each, 2) for each in absent or ())]
    fields = {"session": session, "absent": away, "not_summoned": not_summoned or (), "summoned": summoned, "present": present}
    recorder.record(lambda on: [OpenVote.model_validate({"on": on, **fields})])


def late(
    recorder: Recorder,
    session: SessionArgument,
    member: Annotated[list[int] | None, typer.Argument(metavar="MEMBER…", help=N_("Their numbers on the roll."))] = None,
    *,
    arrived: Annotated[int | None, typer.Option("--arrived", metavar="N", min=1, help=N_("How many, without a roll."))] = None,
) -> None:
    from cadre_ledger.domain.sessions import NoteLate

    recorder.record(lambda on: [NoteLate(on=on, session=session, seats=tuple(member or ()), arrived=arrived)])


def strike(
    recorder: Recorder,
    session: SessionArgument,
    subject: Annotated[int, typer.Argument(metavar="SUBJECT", help=N_("The number on the ballot."))],
    *,
    why: Annotated[str, typer.Option("--why", metavar="withdrawn|died", help=N_("What happened."))],
    reason: ReasonOption,
) -> None:
    from cadre_ledger.domain.sessions import StrikeSubject

    recorder.record(
        lambda on: [StrikeSubject.model_validate({"on": on, "session": session, "subject": subject, "why": why, "reason": reason})]
    )


def box(
    recorder: Recorder,
    session: SessionArgument,
    *,
    printed: Annotated[int, PrintedOption],
    issued: Annotated[int, IssuedOption],
    spoilt: Annotated[int, SpoiltOption] = 0,
    unused: Annotated[int, UnusedOption] = 0,
) -> None:
    from cadre_ledger.domain.sessions import CloseBox

    fields = {"session": session, "papers": printed, "issued": issued, "spoilt": spoilt, "unused": unused}
    _record(recorder, session, CloseBox, fields)


def announce(
    recorder: Recorder,
    session: SessionArgument,
    *,
    collected: Annotated[int, CollectedOption],
    not_returned: Annotated[int, NotReturnedOption] = 0,
    stack: Annotated[list[int] | None, StacksOption] = None,
) -> None:
    from cadre_ledger.domain.sessions import AnnounceCollected, stacks
    from cadre_ledger.procedures.counting import LARGEST_STACK

    batches = tuple(stack or stacks(collected, LARGEST_STACK))
    _record(
        recorder, session, AnnounceCollected, {"session": session, "collected": collected, "not_returned": not_returned, "batches": batches}
    )


def correct(
    recorder: Recorder,
    session: SessionArgument,
    *,
    entry: Annotated[int, typer.Option("--entry", metavar="ENTRY", min=1, help=N_("The entry that is corrected."))],
    reason: ReasonOption,
    printed: Annotated[int | None, PrintedOption] = None,
    issued: Annotated[int | None, IssuedOption] = None,
    spoilt: Annotated[int | None, SpoiltOption] = None,
    unused: Annotated[int | None, UnusedOption] = None,
    collected: Annotated[int | None, CollectedOption] = None,
    not_returned: Annotated[int | None, NotReturnedOption] = None,
    stack: Annotated[list[int] | None, StacksOption] = None,
) -> None:
    from cadre_ledger.domain.sessions import CorrectAnnouncement

    fields = {
        "session": session,
        "corrects": entry,
        "papers": printed,
        "issued": issued,
        "spoilt": spoilt,
        "unused": unused,
        "collected": collected,
        "not_returned": not_returned,
        "batches": tuple(stack) if stack else None,
        "reason": reason,
    }
    _record(recorder, session, CorrectAnnouncement, fields)


def sitting(reading: Reading, session: SessionArgument) -> None:
    from cadre_ledger.cli.output import Listing
    from cadre_ledger.procedures.counting import vote_sitting
    from cadre_ledger.procedures.telling.said import page
    from cadre_ledger.procedures.telling.sittings import sitting as told
    from cadre_ledger.values.text import clean_code

    with reading.desk() as desk:
        answer = vote_sitting(desk, clean_code(session))
    listing = Listing.of(answer.subjects, ("number", "name", "position", "cadre", "struck"))
    reading.show(answer, listing, lambda: page(told(reading.words, answer)))


def sittings(
    reading: Reading,
    *,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help=N_("At most so many."))] = None,
    after: Annotated[str | None, typer.Option("--after", metavar="CODE", help=N_("Only what comes after this code."))] = None,
) -> None:
    from cadre_ledger.cli.output import Listing, table
    from cadre_ledger.procedures.counting import vote_sittings
    from cadre_ledger.procedures.telling.said import shortened
    from cadre_ledger.wording.terms import term

    words = reading.words
    with reading.desk() as desk:
        answer = vote_sittings(desk, limit, after)
    listing = Listing.of(answer.sittings, ("code", "kind", "body", "held_on", "basis", "stage"))
    headers = tuple(words(each) for each in (N_("Code"), N_("Held on"), N_("Body"), N_("Step")))
    rows = [(each.code, each.held_on, shortened(each.body, 28), term(words, "stage", each.stage)) for each in answer.sittings]
    reading.show(answer, listing, lambda: table(headers, rows))


def _record(recorder: Recorder, session: str, kind: "type[SessionCommand]", fields: dict[str, Any]) -> None:
    """Record a step, having asked about what is odd in its figures."""
    from cadre_ledger.domain.sessions import questions
    from cadre_ledger.procedures.counting import count_of
    from cadre_ledger.procedures.recording import fields_checked
    from cadre_ledger.values.text import clean_code

    with recorder.desk() as desk:
        state = count_of(desk, clean_code(session)).sitting
        with fields_checked():
            command = kind.model_validate({"on": recorder.today(desk.founding.time_zone), **fields})
    assert state is not None
    found = questions(command, state) if state.opened is not None else ()
    _asked(recorder, found)
    recorder.record(lambda on: [command.model_copy(update={"on": on})], found)


def _asked(recorder: Recorder, found: "Sequence[Finding]") -> None:
    from cadre_ledger.cli.diagnostics import warn

    warn(recorder.shell, list(found))
    if found:
        recorder.confirm(recorder.words(N_("Record it all the same?")))


def add_to(app: typer.Typer) -> None:
    """The verbs of a vote up to its counting, in the order of the day."""
    recording(
        app,
        "convene",
        N_("Call a vote: who is voted on, who counts, under which regulation, where and when."),
        "cadre-ledger vote convene S-2026 --body HDND-X --held-on 2026-12-10 --place 'Hội trường A' \\\n"
        "    --basis vn/96-QD-TW-2023 --row 'Nguyễn Văn Mẫu;Chủ tịch;C000001' --row 'Lê Thị Hai;Phó Chủ tịch' \\\n"
        "    --committee 'Đỗ Văn Đếm' --committee 'Vũ Thị Kiểm' --committee 'Hồ Văn Ba'",
    )(convene)
    recording(app, "open", N_("Open a vote with its roll; refused below the quorum."), "cadre-ledger vote open S-2026 --absent '7;ốm'")(
        open_
    )
    recording(app, "late", N_("Members who came after the opening, all at once: nobody is timed."), "cadre-ledger vote late S-2026 7 12")(
        late
    )
    recording(
        app,
        "strike",
        N_("Take a name off the ballot on the day."),
        "cadre-ledger vote strike S-2026 2 --why withdrawn --reason 'đơn xin rút'",
    )(strike)
    recording(
        app,
        "box",
        N_("Close the box and account for the ballots."),
        "cadre-ledger vote box S-2026 --printed 65 --issued 60 --spoilt 2 --unused 3",
    )(box)
    recording(
        app, "announce", N_("Announce the ballots collected, before any is counted."), "cadre-ledger vote announce S-2026 --collected 60"
    )(announce)
    recording(
        app,
        "correct",
        N_("Correct what was announced of the ballots, with a reason."),
        "cadre-ledger vote correct S-2026 --entry 120 --collected 59 --not-returned 1 --stack 20 --stack 20 --stack 19 --reason 'đếm lại'",
    )(correct)
    reading(app, "sitting", N_("How far a vote has come that is held here."), "cadre-ledger vote sitting S-2026")(sitting)
    reading(app, "sittings", N_("The votes that are held here, with the step of each."), "cadre-ledger vote sittings --json")(sittings)
