"""`cadre`: the officials whose files the ledger keeps."""

from typing import Annotated

import typer

from cadre_ledger.cli.body import AfterOption, LimitOption, ReasonOption
from cadre_ledger.cli.commands import Reading, Recorder, noun, reading, recording
from cadre_ledger.cli.completing import codes
from cadre_ledger.cli.unit import InUnitOption, WithUnderOption
from cadre_ledger.wording.catalogue import N_

APP = noun(N_("Officials whose files the ledger keeps, under codes that it allocates."))
CadreArgument = Annotated[
    str, typer.Argument(metavar="CADRE", autocompletion=codes("cadre"), help=N_("The cadre's code, or the council's own number."))
]
BornOption = Annotated[str | None, typer.Option("--born", metavar="DATE", help=N_("Date of birth; year or month alone will do."))]
NumberOption = Annotated[
    str | None, typer.Option("--number", metavar="TEXT", help=N_("The council's own number; never an identity number."))
]


@recording(
    APP,
    "add",
    N_("Open a file for an official; the ledger allocates the code."),
    'cadre-ledger cadre add "Nguyễn Văn Mẫu" --born 1975 --number TH-001',
)
def add(
    recorder: Recorder,
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("The person's name."))],
    *,
    born: BornOption = None,
    number: NumberOption = None,
) -> None:
    from cadre_ledger.domain.cadres import RegisterCadre
    from cadre_ledger.values.dates import PartialDate

    birth = PartialDate.parse(born) if born else None
    recorder.record(lambda on: [RegisterCadre(on=on, name=name, born=birth, own_number=number)])


@recording(
    APP,
    "merge",
    N_("Say that two files are of the same person; the second is kept."),
    'cadre-ledger cadre merge C000007 C000002 --reason "entered twice"',
)
def merge(
    recorder: Recorder,
    cadre: CadreArgument,
    into: Annotated[str, typer.Argument(metavar="INTO", autocompletion=codes("cadre"), help=N_("The file that is kept."))],
    *,
    reason: ReasonOption,
) -> None:
    from cadre_ledger.domain.cadres import MergeCadre

    with recorder.desk() as desk:
        absorbed, kept = desk.cadre(cadre).code, desk.cadre(into).code
    recorder.confirm(recorder.words(N_("Merge {cadre} into {into}?"), cadre=absorbed, into=kept))
    recorder.record(lambda on: [MergeCadre(on=on, cadre=absorbed, into=kept, reason=reason)])


@recording(APP, "unmerge", N_("Take a merging back."), 'cadre-ledger cadre unmerge C000007 --reason "two people after all"')
def unmerge(recorder: Recorder, cadre: CadreArgument, *, reason: ReasonOption) -> None:
    from cadre_ledger.domain.cadres import UnmergeCadre

    with recorder.desk() as desk:
        code = desk.cadre(cadre).code
    recorder.record(lambda on: [UnmergeCadre(on=on, cadre=code, reason=reason)])


@recording(
    APP,
    "link",
    N_("Say which cadre a listed person of a vote is."),
    'cadre-ledger cadre link C000002 VP-2023 4 --ground "minutes of the council"',
)
def link(
    recorder: Recorder,
    cadre: CadreArgument,
    session: Annotated[str, typer.Argument(metavar="SESSION", autocompletion=codes("session"), help=N_("The vote's code."))],
    subject: Annotated[int, typer.Argument(metavar="SUBJECT", help=N_("The person's number on the list."))],
    *,
    ground: Annotated[str, typer.Option("--ground", metavar="TEXT", help=N_("How one knows."))],
) -> None:
    from cadre_ledger.domain.votes import LinkSubject

    with recorder.desk() as desk:
        code = desk.cadre(cadre).code
    recorder.record(lambda on: [LinkSubject(on=on, session=session, subject=subject, cadre=code, ground=ground)])


@recording(APP, "unlink", N_("Take a link back."), 'cadre-ledger cadre unlink VP-2023 4 --reason "a namesake"')
def unlink(
    recorder: Recorder,
    session: Annotated[str, typer.Argument(metavar="SESSION", autocompletion=codes("session"), help=N_("The vote's code."))],
    subject: Annotated[int, typer.Argument(metavar="SUBJECT", help=N_("The person's number on the list."))],
    *,
    reason: ReasonOption,
) -> None:
    from cadre_ledger.domain.votes import UnlinkSubject

    recorder.record(lambda on: [UnlinkSubject(on=on, session=session, subject=subject, reason=reason)])


@reading(
    APP, "list", N_("All files, those of a unit, or those whose name fits; accents do not matter."), "cadre-ledger cadre list --name nguyen"
)
def list_(
    reading: Reading,
    *,
    name: Annotated[str | None, typer.Option("--name", metavar="TEXT", help=N_("Part of the name, with or without accents."))] = None,
    search: Annotated[
        str | None,
        typer.Option("--search", metavar="TEXT", help=N_("How words of the name begin, or the code or number; merged files are left out.")),
    ] = None,
    order: Annotated[
        str | None,
        typer.Option("--order", metavar="ORDER", help=N_("name or code; by name as Vietnamese lists do, merged files left out.")),
    ] = None,
    unit: InUnitOption = None,
    under: WithUnderOption = False,
    limit: LimitOption = None,
    after: AfterOption = None,
) -> None:
    from cadre_ledger.cli.output import Listing, table
    from cadre_ledger.cli.ranking import scope_of
    from cadre_ledger.procedures.browsing import Browsing, Order, Wanted
    from cadre_ledger.procedures.groups import members
    from cadre_ledger.procedures.reading import cadre_list
    from cadre_ledger.values.codes import Code
    from cadre_ledger.values.errors import Misused
    from cadre_ledger.values.text import fold

    words = reading.words
    if order not in (None, Order.NAME, Order.CODE):
        raise Misused(Code.USAGE, problem="--order name, code", command="cadre-ledger cadre list")
    wanted = Wanted(text=search or "", order=Order(order or Order.CODE)) if search or order else None
    scope = scope_of(unit, None, under=under, command="cadre list") if unit or under else None
    with reading.desk() as desk:
        among = frozenset(each.cadre for each in members(desk, scope, after)) if scope else None
        in_order = Browsing(desk).codes(wanted) if wanted else None
        answer = cadre_list(desk, fold(name) if name else None, limit, after, among, in_order=in_order)
    columns = ("code", "name", "born", "own_number", "merged_into")
    headers = tuple(words(each) for each in (N_("Code"), N_("Name"), N_("Born"), N_("Number"), N_("Merged into")))
    listing = Listing.of(answer.cadres, columns)
    reading.show(answer, listing, lambda: table(headers, listing.rows))


@reading(APP, "show", N_("One file with the votes in it."), "cadre-ledger cadre show C000002")
def show(reading: Reading, cadre: CadreArgument) -> None:
    from cadre_ledger.cli.output import Listing, table
    from cadre_ledger.procedures.reading import cadre_show

    words = reading.words
    with reading.desk() as desk:
        answer = cadre_show(desk, cadre.upper())
    listing = Listing.of(answer.results, ("session", "subject"))

    def text() -> str:
        part = answer.cadre
        facts = ((N_("Name"), part.name), (N_("Born"), part.born), (N_("Number"), part.own_number), (N_("Merged into"), part.merged_into))
        rows: list[tuple[str, object]] = [(words(label), value) for label, value in facts if value]
        rows += [(words(N_("Vote")), " · ".join(filter(None, (each.session, str(each.subject), each.position)))) for each in answer.results]
        rows += [(f"#{each.entry}", f"{each.name}  {each.effective_on}") for each in answer.evidence]
        return table((part.code, ""), rows)

    reading.show(answer, listing, text)


@reading(APP, "timeline", N_("Every entry about a cadre, in the order of its days."), "cadre-ledger cadre timeline C000002")
def timeline(reading: Reading, cadre: CadreArgument) -> None:
    from cadre_ledger.cli.output import Listing
    from cadre_ledger.procedures.standings import timeline
    from cadre_ledger.procedures.telling.said import page
    from cadre_ledger.procedures.telling.timeline import as_stored

    with reading.desk() as desk:
        answer = timeline(desk, cadre.upper())
    listing = Listing.of(answer.entries, ("effective_on", "entry", "name", "recorded_at", "says"))

    reading.show(answer, listing, lambda: page(as_stored(answer)))


APPS = {"cadre": APP}
