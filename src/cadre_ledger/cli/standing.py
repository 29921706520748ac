"""`standing`: everything that holds about a cadre on a day."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cadre_ledger.cli.body import AfterOption, LimitOption
from cadre_ledger.cli.cadre import CadreArgument
from cadre_ledger.cli.commands import Reading, noun, reading
from cadre_ledger.cli.unit import InUnitOption, WithUnderOption
from cadre_ledger.wording.catalogue import N_

if TYPE_CHECKING:
    from cadre_ledger.procedures.answers import Standing, StandingList, StandingRowPart
    from cadre_ledger.wording.catalogue import Words

APP = noun(N_("Standing: posts, decisions, votes, training, sanctions, and what a cadre may be put forward for."))


@reading(APP, "show", N_("Everything that holds about a cadre on the day."), "cadre-ledger standing show C000002 --as-of 2026-06-30")
def show(reading: Reading, cadre: CadreArgument) -> None:
    from cadre_ledger.procedures.standings import standing

    with reading.desk() as desk:
        answer = standing(desk, cadre.upper())
    reading.show(answer, None, lambda: "".join(f"{line}\n" for said in _lines(reading.words, answer) for line in _fitting(said)))


@reading(
    APP,
    "list",
    N_("A line for everyone, or for those of a unit: posts, latest level, flags, and whether a higher post is open."),
    "cadre-ledger standing list --unit SO-NV --limit 50",
)
def list_(
    reading: Reading, *, unit: InUnitOption = None, under: WithUnderOption = False, limit: LimitOption = None, after: AfterOption = None
) -> None:
    from cadre_ledger.cli.output import Listing
    from cadre_ledger.cli.ranking import scope_of
    from cadre_ledger.procedures.groups import standing_list

    scope = scope_of(unit, None, under=under, command="standing list") if unit or under else None
    with reading.desk() as desk:
        answer = standing_list(desk, scope, limit, after)
    columns = ("code", "name", "positions", "units", "period", "level", "flags", "flags_perhaps", "higher_post")
    listing = Listing(columns, [_cells(each) for each in answer.standings])
    reading.show(answer, listing, lambda: _table(reading.words, answer))


def _cells(row: "StandingRowPart") -> list[object]:
    """A line with all that it says."""
    latest = (row.latest.period, row.latest.level) if row.latest else (None, None)
    units = list(dict.fromkeys(each.unit for each in row.posts))
    return [row.code, row.name, [each.position for each in row.posts], units, *latest, row.flags, row.flags_perhaps, row.higher_post]


def _table(words: "Words", answer: "StandingList") -> str:
    from cadre_ledger.cli.output import table
    from cadre_ledger.procedures.telling.said import shortened

    headers = tuple(words(each) for each in (N_("Code"), N_("Name"), N_("Position · unit"), N_("Latest"), N_("Flags"), N_("Higher")))
    rows = [
        (each.code, shortened(each.name, 17), shortened(_held(each), 17), _latest(words, each), _flags(each), _open(words, each))
        for each in answer.standings
    ]
    said = words(
        N_("Higher: whether a higher post is open. As of {day}; known up to entry {entry}."), day=answer.as_of, entry=answer.known_at.entry
    )
    return table(headers, rows) + "\n" + "".join(f"{line}\n" for line in _fitting(said))


def _held(row: "StandingRowPart") -> str:
    """The first post, and how many more; one that cannot be told to be held says so."""
    if not row.posts:
        return "–"
    first = row.posts[0]
    perhaps = "?" if first.status == "undetermined" else ""
    more = f" +{len(row.posts) - 1}" if len(row.posts) > 1 else ""
    return f"{perhaps}{first.position} · {first.unit}{more}"


def _latest(words: "Words", row: "StandingRowPart") -> str:
    from cadre_ledger.wording.terms import term

    if row.latest is None:
        return "–"
    return f"{row.latest.period} {term(words, 'quality_short', row.latest.level) if row.latest.level else '?'}"


def _flags(row: "StandingRowPart") -> str:
    """How many are up; with a question mark, those that cannot be ruled out."""
    return f"{row.flags} {row.flags_perhaps}?" if row.flags_perhaps else str(row.flags)


def _open(words: "Words", row: "StandingRowPart") -> str:
    said = {"applies": N_("yes"), "none": N_("no"), "undetermined": N_("unclear")}
    return words(said[row.higher_post])


def _fitting(said: str) -> list[str]:
    """One thing said, as lines of a screen; what runs over stands under what it belongs to."""
    from cadre_ledger.procedures.telling.said import wrapped

    inner = said.lstrip()
    return wrapped(inner, said.removesuffix(inner)) or [""]


def _lines(words: "Words", answer: "Standing") -> Iterator[str]:
    yield f"{answer.cadre.code} · {answer.cadre.name}"
    yield from _posts(words, answer)
    yield from _decisions(words, answer)
    yield from _discipline(words, answer)
    yield from _raised(words, answer)
    yield from _exemptions(words, answer)
    yield from _eligibility(words, answer)
    yield ""
    yield words(N_("As of {day}; known up to entry {entry}; unsigned."), day=answer.as_of, entry=answer.known_at.entry)
    if answer.next_change:
        yield words(N_("Nothing of this changes by itself before {day}."), day=answer.next_change)


def _posts(words: "Words", answer: "Standing") -> Iterator[str]:
    from cadre_ledger.wording.terms import term

    for each in answer.posts:
        months = words(N_("{months} months"), months=each.months)
        yield f"  {words(N_('holds'))}  {each.position} {each.title} · {each.unit} · {words(N_('since {day}'), day=each.since)} · {months}"
    for each in answer.planned:
        yield f"  {words(N_('planned for'))}  {each.position} {each.title} · {words(N_('since {day}'), day=each.since)}"

    for away in answer.absences:
        said = words(N_("absent since {day}"), day=away.since)
        planned = f" · {words(N_('planned until {day}'), day=away.planned_until)}" if away.planned_until else ""
        yield f"  {term(words, 'status', away.status)}  {said} · {term(words, 'absence', away.kind)}{planned} · #{away.entry}"


def _decisions(words: "Words", answer: "Standing") -> Iterator[str]:
    from cadre_ledger.wording.terms import term

    for each in answer.classifications:
        points = f" · {each.points}" if each.points else ""
        yield f"  {each.period}  {term(words, 'quality', each.level)}{points} · {each.decided_on} · #{each.entry}"
    for vote in answer.votes:
        yield f"  {vote.session} · {vote.subject} · {vote.held_on} · {term(words, 'status', vote.outcome.status)} {vote.outcome.clause or ''}".rstrip()


def _discipline(words: "Words", answer: "Standing") -> Iterator[str]:
    from cadre_ledger.wording.terms import term

    for each in answer.sanctions:
        named = f"{term(words, 'form', each.form)} ({term(words, 'line', each.line)})"
        lapse = (words(N_("lapses on {day}"), day=each.lapses_on),) if each.lapses_on else ()
        yield " · ".join((f"  {term(words, 'status', each.status)}  {named}", each.announced_on, *lapse, f"#{each.case_entry}"))
    for freeze in answer.freezes:
        if freeze.status != "none":
            until = words(N_("until {day}"), day=freeze.until) if freeze.until else ""
            yield f"  {term(words, 'status', freeze.status)}  {words(N_('no higher post'))} ({term(words, 'line', freeze.line)}) {until}".rstrip()
    for gap in answer.training_gaps:
        if gap.status != "none":
            required = term(words, "theory_level", gap.required) if gap.required else "?"
            held = term(words, "theory_level", gap.held) if gap.held else "–"
            yield f"  {term(words, 'status', gap.status)}  {words(N_('theory'))}: {gap.position} {required}, {words(N_('held'))} {held}"


def _raised(words: "Words", answer: "Standing") -> Iterator[str]:
    from cadre_ledger.wording.terms import term

    for each in answer.flags:
        mark = term(words, "severity", each.severity) if each.status == "applies" else term(words, "status", each.status)
        decided = f" · {term(words, 'decision', each.decision)}" if each.decision != "open" else ""
        yield f"  {mark}  {term(words, 'flag', each.flag)} · {each.clause}{decided} · {each.id}"


def _exemptions(words: "Words", answer: "Standing") -> Iterator[str]:
    """Only those that hold: for the others something is missing that nobody records here; `--json` has them."""
    from cadre_ledger.wording.terms import term

    for each in answer.exemptions:
        if each.status == "applies":
            yield f"  {term(words, 'status', each.status)}  {words(N_('left out of a confidence vote'))}: {each.position} · {each.clause}"


def _eligibility(words: "Words", answer: "Standing") -> Iterator[str]:
    from cadre_ledger.wording.terms import term

    yield ""
    yield f"{words(N_('For a higher post'))}: {term(words, 'eligible', answer.higher_post.status)}"
    for each in answer.higher_post.reasons:
        entries = ", ".join(f"#{entry}" for entry in each.evidence)
        until = f" · {words(N_('until {day}'), day=each.until)}" if each.until else ""
        yield f"  {term(words, 'status', each.status)}  {term(words, 'against', each.what)} · {entries}{until}"


APPS = {"standing": APP}
