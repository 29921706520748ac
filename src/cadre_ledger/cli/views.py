"""`views`: the read models."""

from typing import TYPE_CHECKING

from cadre_ledger.cli.commands import Reading, noun, reading
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Broken
from cadre_ledger.wording.catalogue import N_

if TYPE_CHECKING:
    from cadre_ledger.procedures.answers import ViewsAnswer

APP = noun(N_("Read models: made from the events, to be thrown away at any time."))


@reading(APP, "status", N_("How far the read models have come."), "cadre-ledger views status")
def status(reading: Reading) -> None:
    from cadre_ledger.procedures.upkeep import views_status

    with reading.desk() as desk:
        _show(reading, views_status(desk))


@reading(APP, "rebuild", N_("Make the read models anew from the first entry on."), "cadre-ledger views rebuild")
def rebuild(reading: Reading) -> None:
    from zoneinfo import ZoneInfo

    from cadre_ledger.procedures.upkeep import views_rebuild

    with reading.desk() as desk:
        today = reading.shell.now().astimezone(ZoneInfo(desk.founding.time_zone)).date()
        _show(reading, views_rebuild(desk, desk.directory, today))


@reading(APP, "check", N_("Compare the read models with a fresh fold of the history."), "cadre-ledger views check")
def check(reading: Reading) -> None:
    from cadre_ledger.procedures.upkeep import views_check

    with reading.desk() as desk:
        answer = views_check(desk)
        _show(reading, answer)
    if not answer.ok:
        raise Broken(Code.VIEWS_DIFFER, table=answer.differences[0].table, key=answer.differences[0].key)


def _show(reading: Reading, answer: "ViewsAnswer") -> None:
    from cadre_ledger.cli.output import Listing, table

    words = reading.words

    def text() -> str:
        head = words(
            N_("{generation}: up to entry {entry}, judged for {day}"),
            generation=answer.generation,
            entry=answer.entry,
            day=answer.judged_on,
        )
        lines = [head + "\n\n", table((words(N_("Table")), words(N_("Rows"))), list(answer.rows.items()), frozenset({1}))]
        if answer.differences:
            headers = tuple(words(each) for each in (N_("Table"), N_("Key"), N_("Column"), N_("Found"), N_("Expected")))
            shown = [(each.table, each.key, each.column, each.found[:30], each.expected[:30]) for each in answer.differences]
            lines += ["\n", words(N_("✗ not equal to a fresh fold:")), "\n", table(headers, shown)]
        return "".join(lines)

    reading.show(answer, Listing(("table", "rows"), list(answer.rows.items())), text)


APPS = {"views": APP}
