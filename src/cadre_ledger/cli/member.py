"""`body member`: who sits in a voting body, from when and until when."""

from typing import Annotated

import typer

from cadre_ledger.cli.commands import Reading, Recorder, noun, reading, recording
from cadre_ledger.cli.completing import codes
from cadre_ledger.wording.catalogue import N_

APP = noun(N_("Members of voting bodies, with the days of each."))
BodyArgument = Annotated[str, typer.Argument(metavar="BODY", autocompletion=codes("body"), help=N_("The body's code."))]


@recording(
    APP,
    "add",
    N_("Record that someone is a member of a body from a day."),
    'cadre-ledger body member add HDND-VP "Nguyễn Văn Mẫu" --since 2021-06-25 --cadre C000012',
)
def add(
    recorder: Recorder,
    body: BodyArgument,
    name: Annotated[list[str], typer.Argument(metavar="NAME…", help=N_("The member's name; several who join on the same day."))],
    *,
    since: Annotated[str, typer.Option("--since", metavar="DATE", help=N_("The day of joining."))],
    cadre: Annotated[str | None, typer.Option("--cadre", metavar="CADRE", help=N_("Whose file it is, where the ledger keeps one."))] = None,
) -> None:
    from cadre_ledger.domain.members import AddMember
    from cadre_ledger.values.codes import Code
    from cadre_ledger.values.dates import PartialDate
    from cadre_ledger.values.errors import Misused

    if cadre is not None and len(name) > 1:
        raise Misused(
            Code.USAGE,
            problem=recorder.words(N_("--cadre is of one member; name them one at a time")),
            command="cadre-ledger body member add",
        )
    code = recorder.code_of(cadre) if cadre is not None else None
    joined_on = PartialDate.parse(since)
    recorder.record(lambda on: [AddMember(on=on, body=body, name=each, cadre=code, joined_on=joined_on) for each in name])


@recording(
    APP,
    "leave",
    N_("Record that a member leaves a body."),
    'cadre-ledger body member leave HDND-VP 7 --until 2025-03-01 --reason "chuyển công tác"',
)
def leave(
    recorder: Recorder,
    body: BodyArgument,
    member: Annotated[int, typer.Argument(metavar="MEMBER", help=N_("The member's number in the body."))],
    *,
    until: Annotated[str, typer.Option("--until", metavar="DATE", help=N_("The first day without membership."))],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=N_("Why."))],
) -> None:
    from cadre_ledger.domain.members import EndMembership
    from cadre_ledger.values.dates import PartialDate

    left_on = PartialDate.parse(until)
    recorder.record(lambda on: [EndMembership(on=on, body=body, member=member, left_on=left_on, reason=reason)])


@recording(
    APP,
    "fix",
    N_("Record how many members a decision gives a body, where not all are recorded by name."),
    "cadre-ledger body member fix HDND-VP 47 --from 2021-06-25 --decision 12/NQ-HĐND",
)
def fix(
    recorder: Recorder,
    body: BodyArgument,
    members: Annotated[int, typer.Argument(metavar="N", min=1, help=N_("How many."))],
    *,
    since: Annotated[str, typer.Option("--from", metavar="DATE", help=N_("The day from which it holds."))],
    decision: Annotated[str, typer.Option("--decision", metavar="TEXT", help=N_("The number of the decision."))],
) -> None:
    from cadre_ledger.domain.members import FixMembers
    from cadre_ledger.values.dates import PartialDate

    fixed_on = PartialDate.parse(since)
    recorder.record(lambda on: [FixMembers(on=on, body=body, members=members, fixed_on=fixed_on, decision_no=decision)])


@reading(APP, "list", N_("The members of a body on the day asked for."), "cadre-ledger body member list HDND-VP --as-of 2023-12-13")
def list_(
    reading: Reading,
    body: BodyArgument,
    *,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help=N_("At most so many."))] = None,
    after: Annotated[int | None, typer.Option("--after", metavar="MEMBER", help=N_("Only those after this number."))] = None,
) -> None:
    from cadre_ledger.cli.output import Listing, table
    from cadre_ledger.procedures.reading import member_list
    from cadre_ledger.procedures.telling.said import shortened
    from cadre_ledger.values.text import clean_code
    from cadre_ledger.wording.terms import term

    words = reading.words
    with reading.desk() as desk:
        answer = member_list(desk, clean_code(body), limit, after)
    listing = Listing.of(answer.members, ("member", "name", "cadre", "joined_on", "left_on", "holds"))
    holds = {"applies": words(N_("yes")), "none": words(N_("no")), "undetermined": term(words, "status", "undetermined")}
    headers = tuple(words(each) for each in (N_("No."), N_("Name"), N_("Cadre"), N_("From"), N_("Until"), N_("Member on the day")))
    rows = [
        (each.member, shortened(each.name, 24), each.cadre or "", each.joined_on, each.left_on or "", holds[each.holds])
        for each in answer.members
    ]
    fixed = "?" if answer.members_fixed is None else answer.members_fixed
    counted = words(N_("By name: {named}; fixed by decision: {fixed}"), named=answer.members_named, fixed=fixed)
    reading.show(answer, listing, lambda: f"{answer.body.code}  {answer.body.name}\n{counted}\n\n" + table(headers, rows))
