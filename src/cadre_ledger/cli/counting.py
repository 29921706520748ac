"""`vote count` to `vote annul`: two blind entries a stack, what differs, the certificate, and what follows."""

from typing import TYPE_CHECKING, Annotated

import typer

from cadre_ledger.cli.commands import Recorder, recording
from cadre_ledger.cli.elsewhere import count_elsewhere
from cadre_ledger.cli.sitting import ReasonOption, SessionArgument, parts
from cadre_ledger.wording.catalogue import N_

if TYPE_CHECKING:
    from cadre_ledger.domain.adding import Ballots
    from cadre_ledger.domain.counts import Count

BatchOption = Annotated[int, typer.Option("--batch", metavar="N", min=1, help=N_("The stack."))]


def count(
    recorder: Recorder,
    session: SessionArgument,
    *,
    batch: BatchOption = 1,
    row: Annotated[
        list[str] | None,
        typer.Option("--row", metavar="COUNTS;INVALID", help=N_("One person's totals in ballot order: high;confidence;low;invalid.")),
    ] = None,
    by_ballot: Annotated[
        bool,
        typer.Option("--by-ballot", help=N_("Read the stack ballot by ballot instead, a line each: a digit for each name, or 9 alone.")),
    ] = False,
    offline: Annotated[
        str | None,
        typer.Option(
            "--offline", metavar="FILE", help=N_("Without the ledger, by what vote handout wrote; --output names the entry's file.")
        ),
    ] = None,
    ballots: Annotated[
        int | None, typer.Option("--ballots", metavar="N", min=1, help=N_("Offline: ballots of the stack, where not handed out."))
    ] = None,
    key: Annotated[
        str | None,
        typer.Option("--key", metavar="FILE", help=N_("Offline: your key file, where it is not among the keys of this machine.")),
    ] = None,
) -> None:
    from cadre_ledger.values.codes import Code
    from cadre_ledger.values.errors import Misused

    if by_ballot and (row or offline is not None):
        raise Misused(Code.USAGE, problem=f"{'--row' if row else '--offline'} + --by-ballot", command="cadre-ledger vote count")
    rows = tuple(_figures(each) for each in row or ())
    if offline is not None:
        count_elsewhere(recorder, session, offline, key, batch, ballots, rows)
    else:
        _count_here(recorder, session, batch, None if by_ballot else rows)


def _count_here(recorder: Recorder, session: str, batch: int, rows: tuple[tuple[int, ...], ...] | None) -> None:
    """Totals as they were given, or added up ballot by ballot."""
    from cadre_ledger.procedures.counting import count_of, locking, person, totals_of
    from cadre_ledger.values.text import clean_code

    with recorder.desk() as desk:
        state, origin = count_of(desk, clean_code(session)), desk.founding.origin
        counter = person(desk, state, recorder.author.actor)
    totals = totals_of(state, _added(recorder, state, batch, counter) if rows is None else rows)
    code = recorder.secret(recorder.words(N_("Your code, at least 8 characters; write it down, without it nobody opens this entry:")))
    recorder.record(lambda on: [locking(on, state, origin, batch, counter, totals, code)])


def withdraw(recorder: Recorder, session: SessionArgument, *, batch: BatchOption = 1, reason: ReasonOption) -> None:
    from cadre_ledger.domain.counts import WithdrawEntry

    (counter,) = _people(recorder, session)
    recorder.record(lambda on: [WithdrawEntry(on=on, session=session, batch=batch, counter=counter, reason=reason)])


def compare(recorder: Recorder, session: SessionArgument, *, batch: BatchOption = 1) -> None:
    from cadre_ledger.procedures.counting import count_of, opened_already, opening, to_open
    from cadre_ledger.values.text import clean_code

    with recorder.desk() as desk:
        state, origin = count_of(desk, clean_code(session)), desk.founding.origin
    counters = [] if opened_already(state, batch) else [each.counter for each in to_open(state, batch).locked.values()]
    codes = {each: recorder.secret(recorder.words(N_("The code of {counter}:"), counter=each)) for each in counters}
    recorder.record(lambda on: [opening(on, state, origin, batch, codes)])


def adjudicate(
    recorder: Recorder,
    session: SessionArgument,
    subject: Annotated[int, typer.Argument(metavar="SUBJECT", help=N_("The number on the ballot."))],
    *,
    batch: BatchOption = 1,
    cell: Annotated[
        list[str], typer.Option("--cell", metavar="NAME=N", help=N_("A cell that differs and its third count, as low=4; repeat it."))
    ],
    why: Annotated[str, typer.Option("--why", metavar="CAUSE", help=N_("misread, misfiled, misadded, mistyped or validity."))],
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help=N_("A remark."))] = None,
) -> None:
    from cadre_ledger.domain.counts import RecountCells

    cells = {name.strip(): figure.strip() for name, _, figure in (each.partition("=") for each in cell)}
    fields = {"session": session, "batch": batch, "subject": subject, "cells": cells, "why": why, "note": note}
    (counter,) = _people(recorder, session)
    recorder.record(lambda on: [RecountCells.model_validate({"on": on, "counter": counter, **fields})])


def certify(
    recorder: Recorder,
    session: SessionArgument,
    *,
    minutes: Annotated[str, typer.Option("--minutes", metavar="TEXT", help=N_("The minutes of the count: number and date."))],
) -> None:
    from cadre_ledger.cli.diagnostics import warn
    from cadre_ledger.domain.counts import CertifyVote
    from cadre_ledger.procedures.asking import before_certifying
    from cadre_ledger.values.text import clean_code

    code = clean_code(session)
    with recorder.desk() as desk:
        seen = desk.cut.entry
        found = tuple(before_certifying(desk, code))
    (certifier,) = _people(recorder, session)
    warn(recorder.shell, found)
    recorder.confirm_code(recorder.words(N_("A certified count takes no more entries.")), code)
    recorder.record(lambda on: [CertifyVote(on=on, session=code, certified_by=certifier, minutes=minutes)], found, seen=seen)


def publish(
    recorder: Recorder,
    session: SessionArgument,
    *,
    where: Annotated[str, typer.Option("--where", metavar="TEXT", help=N_("Where it was made public."))],
    published_on: Annotated[str, typer.Option("--published-on", metavar="DATE", help=N_("When it was made public."))],
) -> None:
    from cadre_ledger.domain.counts import PublishVote
    from cadre_ledger.values.dates import PartialDate

    day = PartialDate.parse(published_on)
    recorder.record(lambda on: [PublishVote(on=on, session=session, published_on=day, where=where)])


def custody(
    recorder: Recorder,
    session: SessionArgument,
    *,
    seal: Annotated[list[str], typer.Option("--seal", metavar="NUMBER", help=N_("The number of one seal; repeat it."))],
    keeper: Annotated[str, typer.Option("--keeper", metavar="NAME", help=N_("Who keeps the ballots."))],
    kept_at: Annotated[str, typer.Option("--at", metavar="TEXT", help=N_("Where they are kept."))],
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help=N_("Until when."))] = None,
) -> None:
    from cadre_ledger.domain.counts import KeepBallots

    fields = {"session": session, "seals": seal, "keeper": keeper, "kept_at": kept_at, "kept_until": until}
    recorder.record(lambda on: [KeepBallots.model_validate({"on": on, **fields})])


def annul(
    recorder: Recorder,
    session: SessionArgument,
    *,
    reason: ReasonOption,
    second: Annotated[
        str | None, typer.Option("--with", metavar="NAME", help=N_("The second person who stands for it; otherwise the cosigner."))
    ] = None,
) -> None:
    from cadre_ledger.domain.counts import AnnulVote
    from cadre_ledger.values.text import clean_code

    code = clean_code(session)
    named = _people(recorder, session, second or recorder.options["cosigner"])
    recorder.confirm_code(recorder.words(N_("An annulled vote opens nothing and cannot be taken up again.")), code)
    recorder.record(lambda on: [AnnulVote(on=on, session=code, annulled_by=named, reason=reason)])


def _people(recorder: Recorder, session: str, second: str | None = None) -> tuple[str, ...]:
    """Whoever acts, and with whom, as the vote names them."""
    from cadre_ledger.procedures.counting import count_of, person
    from cadre_ledger.values.text import clean_code

    with recorder.desk() as desk:
        state = count_of(desk, clean_code(session))
        return tuple(person(desk, state, each) for each in (recorder.author.actor, second) if each is not None)


def _added(recorder: Recorder, state: "Count", batch: int, counter: str) -> "tuple[tuple[int, ...], ...]":
    """The totals of a stack that is read ballot by ballot; whether it takes an entry is asked before anything is typed."""
    from cadre_ledger.domain.adding import Ballots
    from cadre_ledger.domain.counts import open_to

    size, sitting = open_to(counter, state, batch).ballots, state.sitting
    assert sitting is not None
    stack = Ballots.begun(size, len(sitting.subjects), sitting.convened.kind)
    while not stack.finished:
        stack = _with_next(recorder, stack)
    return stack.rows


def _with_next(recorder: Recorder, stack: "Ballots") -> "Ballots":
    """The next line closed. On a terminal it is not shown, so that no ballot stays there, and what is wrong is asked for again."""
    from cadre_ledger.domain.adding import ballot
    from cadre_ledger.values.codes import Code
    from cadre_ledger.values.errors import Refused
    from cadre_ledger.wording.messages import describe

    if not recorder.shell.stdin.isatty():
        line = recorder.shell.line()
        if not line:
            raise Refused(Code.STACK_UNFINISHED, counted=stack.closed, ballots=stack.size)
        return ballot(stack, line)
    question = recorder.words(
        N_("Ballot {number} of {ballots}, a digit for each name; it is not shown:"), number=stack.closed + 1, ballots=stack.size
    )
    try:
        return ballot(stack, recorder.secret(question))
    except Refused as error:
        message = describe(recorder.words, error.code, error.facts)
        recorder.shell.say(f"! {error.code.value}: {message.what} {message.next}")
        return stack


def _figures(row: str) -> tuple[int, ...]:
    """Whole numbers with `;` between; nothing typed is no number."""
    from cadre_ledger.interchange.tabular import whole_number
    from cadre_ledger.values.codes import Code
    from cadre_ledger.values.errors import Refused

    figures = [whole_number(each) for each in parts(row, row.count(";") + 1)]
    if any(each is None for each in figures):
        raise Refused(Code.FIELD_INVALID, field="--row", value=row[:40])
    return tuple(each for each in figures if each is not None)


def add_to(app: typer.Typer) -> None:
    """The verbs of counting, in their order."""
    recording(
        app,
        "count",
        N_("Lock your count of one stack; it lies sealed under your code until both entries are locked."),
        "cadre-ledger vote count S-2026 --batch 1 --row '12;5;2;1' --row '10;8;2;0' --actor 'Đỗ Văn Đếm'\n"
        "cadre-ledger vote count S-2026 --offline S-2026.json --row '12;5;2;1' --row '10;8;2;0' --actor KP-01",
    )(count)
    recording(
        app,
        "withdraw",
        N_("Give up your locked entry unopened: the code is lost, or it was the wrong stack."),
        "cadre-ledger vote withdraw S-2026 --batch 1 --reason 'quên mã'",
    )(withdraw)
    recording(
        app,
        "compare",
        N_("Open both entries of a stack, each with its counter's code, and compare them cell by cell."),
        "cadre-ledger vote compare S-2026 --batch 1",
    )(compare)
    recording(
        app,
        "adjudicate",
        N_("Record the third count of the cells in which both entries differ."),
        "cadre-ledger vote adjudicate S-2026 1 --batch 1 --cell confidence=5 --cell low=2 --why misread",
    )(adjudicate)
    recording(
        app,
        "certify",
        N_("Certify a finished count; by someone who counted no stack."),
        "cadre-ledger vote certify S-2026 --minutes '12/BB-BKP' --actor 'Lý Thị Chủ'",
    )(certify)
    recording(
        app,
        "publish",
        N_("Record where and when a certified result was made public."),
        "cadre-ledger vote publish S-2026 --where 'Cổng thông tin' --published-on 2026-12-12",
    )(publish)
    recording(
        app,
        "custody",
        N_("Record the seals of the paper ballots and who keeps them."),
        "cadre-ledger vote custody S-2026 --seal NP-01 --keeper 'Văn phòng' --at 'Kho lưu trữ' --until 2031-12-31",
    )(custody)
    recording(
        app,
        "annul",
        N_("Annul a vote, also a certified one; two people stand for it."),
        "cadre-ledger vote annul S-2026 --with 'Đỗ Văn Đếm' --reason 'sai quy trình'",
    )(annul)
