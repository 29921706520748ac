"""`vote`: confidence votes and binding votes."""

from typing import TYPE_CHECKING, Annotated

import typer

from cadre_ledger.cli.body import AfterOption, LimitOption
from cadre_ledger.cli.commands import Reading, Recorder, noun, reading, recording
from cadre_ledger.cli.completing import codes
from cadre_ledger.cli.counting import add_to as add_counting
from cadre_ledger.cli.elsewhere import add_to as add_elsewhere
from cadre_ledger.cli.papers import add_to as add_papers
from cadre_ledger.cli.sitting import add_to as add_sitting
from cadre_ledger.cli.sitting import sitting as show_sitting
from cadre_ledger.wording.catalogue import N_

if TYPE_CHECKING:
    from cadre_ledger.procedures.answers import ResultPart, VoteResult, VoteShow
    from cadre_ledger.wording.catalogue import Words

APP = noun(N_("Confidence votes and binding votes, recorded from a publication or from minutes signed on paper."))
SessionArgument = Annotated[str, typer.Argument(metavar="SESSION", autocompletion=codes("session"), help=N_("The vote's code."))]


@recording(
    APP,
    "record",
    N_("Record a result that was counted on paper, from its minutes or from a publication."),
    "cadre-ledger vote record VP-2023 --body HDND-VP --held-on 2023-12-13 --basis vn/96-2023-QH15 \\\n"
    "    --source 'Biên bản 12/BB-BKP' --issued 47 --collected 47 --row 'Nguyễn Văn Mẫu;Chủ tịch;19;2;25;1'",
)
def record(
    recorder: Recorder,
    session: SessionArgument,
    *,
    body: Annotated[str, typer.Option("--body", metavar="BODY", help=N_("The body that voted."))],
    held_on: Annotated[str, typer.Option("--held-on", metavar="DATE", help=N_("The day of the vote; a month alone will do."))],
    basis: Annotated[str, typer.Option("--basis", metavar="ID", help=N_("The regulation that the vote was held under."))],
    source: Annotated[str, typer.Option("--source", metavar="TEXT", help=N_("The minutes or the publication: number, date, address."))],
    row: Annotated[
        list[str],
        typer.Option(
            "--row",
            metavar="NAME;POST;COUNTS…;[INVALID]",
            help=N_("One person, in ballot order; repeat it. Counts: high;confidence;low, or for;against."),
        ),
    ],
    kind: Annotated[
        str, typer.Option("--kind", metavar="confidence|binding", help=N_("The three-level survey, or the binding vote."))
    ] = "confidence",
    recorded_from: Annotated[
        str, typer.Option("--from", metavar="minutes|publication", help=N_("Where the figures come from."))
    ] = "minutes",
    members: Annotated[int | None, typer.Option("--members", metavar="N", min=0, help=N_("All members of the body."))] = None,
    summoned: Annotated[int | None, typer.Option("--summoned", metavar="N", min=0, help=N_("Members summoned."))] = None,
    present: Annotated[int | None, typer.Option("--present", metavar="N", min=0, help=N_("Members present."))] = None,
    issued: Annotated[int | None, typer.Option("--issued", metavar="N", min=0, help=N_("Ballots issued."))] = None,
    collected: Annotated[int | None, typer.Option("--collected", metavar="N", min=0, help=N_("Ballots collected."))] = None,
    subjects_total: Annotated[
        int | None, typer.Option("--subjects-total", metavar="N", min=0, help=N_("How many people the whole list has."))
    ] = None,
    complete: Annotated[bool, typer.Option("--complete", help=N_("The list is whole."))] = False,
    another: Annotated[bool, typer.Option("--another", help=N_("It is another session of the same body, kind and day."))] = False,
) -> None:
    from cadre_ledger.cli.diagnostics import warn
    from cadre_ledger.procedures.minutes import Minutes, command, findings
    from cadre_ledger.values.dates import PartialDate
    from cadre_ledger.values.text import clean_code

    numbers = {
        "members_total": members,
        "members_summoned": summoned,
        "members_present": present,
        "issued": issued,
        "collected": collected,
        "valid": None,
    }
    minutes = Minutes(
        clean_code(session),
        clean_code(body),
        kind,
        PartialDate.parse(held_on),
        basis,
        recorded_from,
        source,
        numbers,
        tuple(tuple(each.split(";")) for each in row),
        subjects_total,
        complete,
        another,
    )
    with recorder.desk() as desk:
        found = findings(desk, minutes)
        on = recorder.no_later_than_today(desk.founding.time_zone)
    warn(recorder.shell, found)
    if found:
        recorder.confirm(recorder.words(N_("Record it all the same?")))
    recorder.record(lambda _: [command(minutes, on, found)], found)


@reading(APP, "list", N_("All votes held by the day asked for."), "cadre-ledger vote list --as-of 2018-12-31")
def list_(reading: Reading, *, limit: LimitOption = None, after: AfterOption = None) -> None:
    from cadre_ledger.cli.output import Listing, table
    from cadre_ledger.procedures.reading import vote_list
    from cadre_ledger.procedures.telling.said import shortened

    words = reading.words
    with reading.desk() as desk:
        answer = vote_list(desk, limit, after)
    listing = Listing.of(answer.votes, ("code", "kind", "body", "held_on", "basis", "recorded_from", "listed", "total"))
    headers = tuple(words(each) for each in (N_("Code"), N_("Held on"), N_("Body"), N_("Basis"), N_("Listed")))
    rows = [(each.code, each.held_on, shortened(each.body, 28), each.basis, f"{each.listed}/{each.total or '?'}") for each in answer.votes]
    reading.show(answer, listing, lambda: table(headers, rows))


@reading(APP, "show", N_("The facts of a vote, corrections beside what they corrected."), "cadre-ledger vote show VP-2023")
def show(reading: Reading, session: SessionArgument) -> None:
    from cadre_ledger.cli.output import Listing
    from cadre_ledger.procedures.reading import vote_show
    from cadre_ledger.values.text import clean_code
    from cadre_ledger.wording.messages import sentence

    words = reading.words
    with reading.desk() as desk:
        code = clean_code(session)
        held_here = desk.source.get(("session", code)) is None and desk.source.get(("sitting", code)) is not None
    if held_here:
        show_sitting(reading, session)
        return
    with reading.desk() as desk:
        answer = vote_show(desk, code, lambda finding: sentence(words, finding))
    levels = list(answer.subjects[0]["counts"]) if answer.subjects else []
    listing = Listing(
        ("number", "name", "position", "cadre", *levels, "invalid"),
        [
            (
                each["number"],
                each["name"],
                each["position"],
                each["cadre"],
                *(each["counts"].get(level) for level in levels),
                each["invalid"],
            )
            for each in answer.subjects
        ],
    )

    reading.show(answer, listing, lambda: _facts_text(words, answer))


def _facts_text(words: "Words", answer: "VoteShow") -> str:
    from cadre_ledger.cli.output import table_of
    from cadre_ledger.procedures.telling import votes
    from cadre_ledger.procedures.telling.said import page

    heading, counts = page(votes.heading(words, answer.session)), table_of(votes.counts_table(words, answer))
    return f"{heading}\n{counts}{page(votes.facts(words, answer))}"


@reading(
    APP, "result", N_("Shares, outcome under the regulation of the day, rank and flags."), "cadre-ledger vote result VP-2023 --format json"
)
def result(reading: Reading, session: SessionArgument) -> None:
    from cadre_ledger.cli.output import Listing
    from cadre_ledger.procedures.reading import vote_result
    from cadre_ledger.values.text import clean_code
    from cadre_ledger.wording.messages import sentence

    words = reading.words
    with reading.desk() as desk:
        answer = vote_result(desk, clean_code(session), lambda finding: sentence(words, finding))
    listing = Listing(
        (
            "subject",
            "cadre",
            "name",
            "position",
            "high",
            "confidence",
            "low",
            "no_confidence",
            "invalid",
            "status",
            "clause",
            "flag",
            "severity",
            "rank",
        ),
        [_row(each) for each in answer.results],
    )
    reading.show(answer, listing, lambda: _result_text(words, answer))


def _row(each: "ResultPart") -> tuple[object, ...]:
    counts = tuple(each.counts.get(level) for level in ("high", "confidence", "low", "no_confidence", "invalid"))
    outcome = each.outcome
    return (
        each.subject,
        each.cadre,
        each.name,
        each.position,
        *counts,
        outcome.status,
        outcome.clause,
        outcome.flag,
        outcome.severity,
        each.rank,
    )


def _result_text(words: "Words", answer: "VoteResult") -> str:
    from cadre_ledger.cli.output import table_of
    from cadre_ledger.procedures.telling import votes
    from cadre_ledger.procedures.telling.said import page

    opened = page(votes.outcomes(words, answer))
    parts = (page(votes.heading(words, answer.session)), table_of(votes.result_table(words, answer)), opened)
    return "\n".join(filter(None, parts)) + page(votes.notes(words, answer))


add_sitting(APP)
add_counting(APP)
add_papers(APP)
add_elsewhere(APP)
APPS = {"vote": APP}
