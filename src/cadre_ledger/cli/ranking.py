"""`rank`: of one vote, of a unit, of a group of positions; and the words in which ranks are said."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from cadre_ledger.cli.commands import Reading, reads, single
from cadre_ledger.cli.completing import codes
from cadre_ledger.cli.unit import InUnitOption, WithUnderOption
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Misused
from cadre_ledger.wording.catalogue import N_

if TYPE_CHECKING:
    from cadre_ledger.procedures.answers import ApartPart, MemberRankPart, Rank, TieRulePart
    from cadre_ledger.procedures.groups import Scope
    from cadre_ledger.wording.catalogue import Words
    from cadre_ledger.wording.terms import Kind

GroupOption = Annotated[
    str | None,
    typer.Option(
        "--group", metavar="CODE", help=N_("Those who hold a position of this peer group; where there is none, of this group of titles.")
    ),
]
PeriodOption = Annotated[
    str | None,
    typer.Option("--period", metavar="PERIOD", help=N_("Compare classifications of this period instead of the latest year.")),
]
REASONS = {
    "no_classification": N_("no classification in {of}"),
    "no_points": N_("no points in {of}"),
    "no_vote": N_("no confidence vote"),
    "decision_day": N_("it cannot be told which decision on {of} stood"),
    "vote_day": N_("it cannot be told which confidence vote was the latest"),
    "vote_count": N_("the count of high confidence in {of} is not known"),
    "vote_base": N_("the base of the shares in {of} is not known"),
    "absent": N_("absent from work since {of}"),
    "ranking_keys": N_("no adopted text names the keys"),
}

HEADS = {"classification": N_("Level"), "points": N_("Points"), "confidence_high": N_("High confidence")}
KEYS = {"classification": N_("classification"), "points": N_("points"), "confidence_high": N_("share of high confidence")}


def _rank(
    reading: Reading,
    *,
    session: Annotated[
        str | None, typer.Option("--session", metavar="CODE", autocompletion=codes("session"), help=N_("The vote to rank."))
    ] = None,
    unit: InUnitOption = None,
    under: WithUnderOption = False,
    group: GroupOption = None,
    period: PeriodOption = None,
) -> None:
    if (session is not None) == (unit is not None or group is not None) or (session is not None and period is not None):
        raise Misused(Code.USAGE, problem="--session | --unit [--under] [--period] | --group [--period]", command="cadre-ledger rank")
    if session is not None:
        _rank_vote(reading, session)
    else:
        _rank_members(reading, scope_of(unit, group, under=under, command="rank"), clean_period_of(period))


def scope_of(unit: str | None, group: str | None, *, under: bool, command: str) -> "Scope":
    """The unit or the group that was named; exactly one of them."""
    from cadre_ledger.procedures.groups import Scope
    from cadre_ledger.values.text import clean, clean_code

    if (unit is None) == (group is None) or (under and unit is None):
        raise Misused(Code.USAGE, problem="--unit [--under] | --group", command=f"cadre-ledger {command}")
    return Scope(clean_code(unit) if unit else None, under, clean(group) if group else None)


def clean_period_of(period: str | None) -> str | None:
    """A period as it is recorded."""
    from cadre_ledger.domain.periods import clean_period

    return clean_period(period) if period is not None else None


def _rank_vote(reading: Reading, session: str) -> None:
    from cadre_ledger.cli.output import Listing, table, wrapped
    from cadre_ledger.procedures.reading import rank
    from cadre_ledger.values.text import clean_code
    from cadre_ledger.wording.terms import term

    words = reading.words
    with reading.desk() as desk:
        answer = rank(desk, clean_code(session))
    keys = list(dict.fromkeys(key for row in answer.rows for key in row.keys))
    listing = Listing(
        ("rank", "subject", "cadre", "name", *keys),
        [(row.rank, row.subject, row.cadre, row.name, *(row.keys[key] for key in keys)) for row in answer.rows],
    )

    def text() -> str:
        headers = (words(N_("Rank")), words(N_("No.")), words(N_("Name")), *(term(words, "level_short", key) for key in keys))
        rows = [(row.rank, row.subject, row.name, *(row.keys[key] for key in keys)) for row in answer.rows]
        lines = [table(headers, rows, frozenset({1, *range(3, 3 + len(keys))}))]
        if answer.not_rankable:
            lines.append(words(N_("Not ranked, listed apart:")) + "\n")
            lines += [
                f"  {each.subject}  {each.name}: {', '.join(term(words, 'missing', key) for key in each.missing)}\n"
                for each in answer.not_rankable
            ]
        among = (
            N_("Among the {count} listed; the list is not known to be whole.")
            if answer.rank_among == "listed"
            else N_("Among all {count}.")
        )
        lines.append("\n" + words(among, count=len(answer.rows)) + "\n")
        ties = words(N_("Ties stay ties. Keys: {keys} ({clause})."), keys=keys_said(words, answer.tie_rule), clause=answer.tie_rule.clause)
        lines += [f"{line}\n" for line in wrapped(ties)]
        return "".join(lines)

    reading.show(answer, listing, text)


def _rank_members(reading: Reading, scope: "Scope", period: str | None) -> None:
    from cadre_ledger.cli.output import Listing
    from cadre_ledger.procedures.ranking import rank_members

    with reading.desk() as desk:
        answer = rank_members(desk, scope, period)
    keys = [key.split()[0] for key in answer.tie_rule.keys]
    listing = Listing(
        ("rank", "cadre", "name", "posts", "member", *keys),
        [
            (each.rank, each.cadre, each.name, [post.position for post in each.posts], each.member, *(each.keys.get(key) for key in keys))
            for each in _members(answer)
        ],
    )
    reading.show(answer, listing, lambda: "".join(f"{line}\n" for line in _member_lines(reading.words, answer, keys)))


def _members(answer: "Rank") -> "list[MemberRankPart]":
    from cadre_ledger.procedures.answers import MemberRankPart

    return [each for each in answer.rows if isinstance(each, MemberRankPart)]


def _member_lines(words: "Words", answer: "Rank", keys: Sequence[str]) -> Iterator[str]:
    from cadre_ledger.cli.output import shortened, table, wrapped
    from cadre_ledger.procedures.answers import MemberApartPart

    yield f"{scope_said(words, answer.unit, answer.group, under=answer.under)} · {period_said(words, answer.period)}"
    ranked = _members(answer)
    shown = [key for key in keys if key not in answer.skipped_keys]
    if ranked:
        headers = tuple(words(each) for each in (N_("Rank"), N_("Code"), N_("Name"), *(HEADS[key] for key in shown)))
        rows = [(each.rank, each.cadre, shortened(each.name, 22), *_cells(words, each, shown)) for each in ranked]
        yield table(headers, rows, frozenset(place for place, key in enumerate(shown, 3) if key != "classification")).rstrip("\n")
    apart = [each for each in answer.not_rankable if isinstance(each, MemberApartPart)]
    if apart:
        yield words(N_("Not ranked, listed apart:"))
    for each in apart:
        yield from wrapped(f"{each.cadre}  {each.name}: {reasons_said(words, each.reasons)}", "  ")
    yield ""
    counted = N_("{ranked} ranked, {apart} apart: all who hold a post there on {day}, known up to entry {entry}.")
    yield from wrapped(words(counted, ranked=len(ranked), apart=len(apart), day=answer.as_of, entry=answer.known_at.entry))
    unsure = [each.cadre for each in ranked if each.member != "applies"]
    yield from wrapped(unsure_said(words, [*unsure, *(each.cadre for each in apart if each.member != "applies")]))
    yield from wrapped(skipped_said(words, answer.skipped_keys))
    if answer.tie_rule.clause:
        said = keys_said(words, answer.tie_rule, "ranked_by")
        yield from wrapped(words(N_("Ties stay ties. Keys: {keys} ({clause})."), keys=said, clause=answer.tie_rule.clause))


def _cells(words: "Words", row: "MemberRankPart", keys: Sequence[str]) -> list[str]:
    return [key_said(words, key, row.keys.get(key, "–"), "quality_short") for key in keys]


def key_said(words: "Words", key: str, value: str, quality: "Kind" = "quality") -> str:
    """The value of a key: a level in words, a share and points as they are."""
    from cadre_ledger.wording.terms import term

    return term(words, quality, value) if key == "classification" else value


def scope_said(words: "Words", unit: str | None, group: str | None, *, under: bool) -> str:
    """Whom a list or a ranking is of."""
    if unit is None:
        return words(N_("Group {group}"), group=group)
    return words(N_("Unit {unit} and those under it"), unit=unit) if under else words(N_("Unit {unit}"), unit=unit)


def period_said(words: "Words", period: str | None) -> str:
    """On which period all are compared."""
    return words(N_("compared on {period}"), period=period) if period else words(N_("no year is classified"))


def reasons_said(words: "Words", reasons: "Sequence[ApartPart]") -> str:
    """Why someone is not ranked; who has no classification is not told of the points that come with it."""
    kinds = {each.what for each in reasons}
    told = [each for each in reasons if each.what != "no_points" or "no_classification" not in kinds]
    said = (words(REASONS[each.what], of=each.of or words(N_("any year"))) for each in told)
    return ", ".join(dict.fromkeys(said))


def unsure_said(words: "Words", cadres: Sequence[str]) -> str:
    """Whose membership cannot be told, and what that may change."""
    if not cadres:
        return ""
    unsure = N_("It cannot be told whether these hold a post there on that day: {cadres}. Without them others may rank higher.")
    return words(unsure, cadres=", ".join(cadres))


def skipped_said(words: "Words", skipped: Sequence[str]) -> str:
    """The keys that nobody has, or not everybody where the clause asks for that."""
    if not skipped:
        return ""
    keys = ", ".join(words(KEYS[each]) for each in skipped)
    return words(N_("Left out for all, since not everybody who is compared has it: {keys}."), keys=keys)


def keys_said(words: "Words", rule: "TieRulePart", kind: "Kind" = "level") -> str:
    """The ranking keys in turn, in the reader's language."""
    from cadre_ledger.wording.terms import term

    return ", ".join(f"{term(words, kind, key)} {term(words, 'order', order)}" for key, order in map(str.split, rule.keys))


APPS = {
    "rank": single(
        N_("Rank the people of one vote, of a unit, or of a group of positions; ties stay ties."),
        "cadre-ledger rank --unit SO-NV --under",
        reads(_rank),
    ),
}
