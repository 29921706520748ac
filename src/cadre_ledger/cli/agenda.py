"""`agenda`: what is to be done, and by when."""

from typing import TYPE_CHECKING, Annotated

import typer

from cadre_ledger.cli.body import AfterOption, LimitOption
from cadre_ledger.cli.commands import Reading, reads, single
from cadre_ledger.wording.catalogue import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cadre_ledger.procedures.answers import Agenda, TaskPart
    from cadre_ledger.wording.catalogue import Words

COLUMNS = ("id", "kind", "about", "state", "deadline", "count", "clause", "facts", "items", "evidence")


def _agenda(
    reading: Reading,
    *,
    within: Annotated[
        int, typer.Option("--within", metavar="DAYS", min=0, max=3660, help=N_("How many days before it a deadline is near."))
    ] = 30,
    quick: Annotated[
        bool, typer.Option("--quick", help=N_("Only flags, training and periods, which are told at once in a large ledger."))
    ] = False,
    limit: LimitOption = None,
    after: AfterOption = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help=N_("End with 8 when something is overdue."))] = False,
) -> None:
    from cadre_ledger.cli.output import Listing
    from cadre_ledger.procedures.agenda import agenda, page

    with reading.desk() as desk:
        whole = agenda(desk, within, files=not quick)
    answer = page(whole, limit, after)
    reading.show(answer, Listing.of(answer.tasks, COLUMNS), lambda: "".join(f"{line}\n" for line in _lines(reading.words, answer)))
    if exit_code and any(each.state == "overdue" for each in whole.tasks):
        raise typer.Exit(8)


def _lines(words: "Words", answer: "Agenda") -> "Iterator[str]":
    from cadre_ledger.procedures.telling.said import wrapped

    if not answer.tasks:
        yield words(N_("Nothing is to be done as of {day}, known up to entry {entry}."), day=answer.as_of, entry=answer.known_at.entry)
    for task in answer.tasks:
        yield from _task(words, task)
    if not answer.whole:
        yield ""
        yield from wrapped(words(N_("Files and votes were not looked into; without --quick they are.")))


def _task(words: "Words", task: "TaskPart") -> "Iterator[str]":
    from cadre_ledger.procedures.telling.said import wrapped
    from cadre_ledger.values.dates import PartialDate
    from cadre_ledger.wording.tasks import task_sentence, task_state

    day = words.day(PartialDate.parse(task.deadline)) if task.deadline else None
    state = " · ".join(filter(None, (task_state(words, task.state), day)))
    yield from wrapped(f"{state}  {task_sentence(words, task.kind, task.about, task.count, task.facts)}")
    if task.items:
        named = ", ".join(task.items) + (", …" if len(task.items) < task.count else "")
        yield from wrapped(named, "    ")
    if task.clause:
        yield from wrapped(task.clause, "    ")


APPS = {
    "agenda": single(
        N_("What is to be done: tasks with their deadlines, the overdue first."), "cadre-ledger agenda --within 60", reads(_agenda)
    ),
}
