"""`explain`: the whole reason, in words, arithmetic, clause and entries."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from cadre_ledger.cli.cadre import CadreArgument
from cadre_ledger.cli.commands import Reading, noun, reading
from cadre_ledger.cli.completing import codes
from cadre_ledger.cli.output import wrapped
from cadre_ledger.cli.period import PeriodArgument
from cadre_ledger.cli.ranking import GroupOption, PeriodOption, clean_period_of, keys_said, scope_of
from cadre_ledger.cli.unit import InUnitOption, WithUnderOption
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Misused
from cadre_ledger.wording.catalogue import N_

if TYPE_CHECKING:
    from cadre_ledger.procedures.answers import (
        ArithmeticPart,
        ClassificationExplanation,
        Explanation,
        FlagExplanation,
        RankExplanation,
        StandingExplanation,
    )
    from cadre_ledger.procedures.groups import Scope
    from cadre_ledger.wording.catalogue import Words

APP = noun(N_("Say why: conclusion, clause, exact arithmetic, entries, and what would change it."))
NAMED = {"1/2": N_("half"), "2/3": N_("two thirds"), "1/3": N_("one third"), "1/5": N_("one fifth")}
SubjectArgument = Annotated[
    str, typer.Argument(metavar="SUBJECT", help=N_("The person: number on the list, cadre code, or part of the name."))
]


@reading(APP, "vote", N_("Why one person's result opens what it opens."), "cadre-ledger explain vote VP-2023 4")
def vote(
    reading: Reading,
    session: Annotated[str, typer.Argument(metavar="SESSION", autocompletion=codes("session"), help=N_("The vote's code."))],
    subject: SubjectArgument,
) -> None:
    from cadre_ledger.procedures.explaining import explain_vote
    from cadre_ledger.values.text import clean_code

    with reading.desk() as desk:
        _show(reading, explain_vote(desk, clean_code(session), subject))


@reading(APP, "flag", N_("Why a flag is up."), "cadre-ledger explain flag low_confidence_majority-31-4")
def flag(
    reading: Reading,
    id_: Annotated[str, typer.Argument(metavar="FLAG", autocompletion=codes("flag"), help=N_("The flag's id, as `flags` prints it."))],
) -> None:
    from cadre_ledger.cli import explain_file
    from cadre_ledger.procedures.answers import Explanation
    from cadre_ledger.procedures.explaining_files import explain_flag

    with reading.desk() as desk:
        answer = explain_flag(desk, id_)
    if isinstance(answer, Explanation):
        _show(reading, answer)
    else:
        _show_facts(reading, answer, lambda: explain_file.flag(reading.words, answer))


@reading(APP, "standing", N_("Why a cadre may be put forward or not."), "cadre-ledger explain standing C000002")
def standing(reading: Reading, cadre: CadreArgument) -> None:
    from cadre_ledger.cli import explain_file
    from cadre_ledger.procedures.explaining_files import explain_standing

    with reading.desk() as desk:
        answer = explain_standing(desk, cadre)
    _show_facts(reading, answer, lambda: explain_file.standing(reading.words, answer))


@reading(
    APP,
    "classification",
    N_("What was decided on a period, beside what the rules give."),
    "cadre-ledger explain classification C000002 2025",
)
def classification(reading: Reading, cadre: CadreArgument, period: PeriodArgument) -> None:
    from cadre_ledger.cli import explain_file
    from cadre_ledger.procedures.explaining_files import explain_classification
    from cadre_ledger.values.text import clean_code

    with reading.desk() as desk:
        answer = explain_classification(desk, cadre, clean_code(period))
    _show_facts(reading, answer, lambda: explain_file.classification(reading.words, answer))


def _show_facts(
    reading: Reading,
    answer: "FlagExplanation | StandingExplanation | ClassificationExplanation",
    lines: Callable[[], Iterator[str]],
) -> None:
    from cadre_ledger.cli.output import Listing

    listing = Listing.of(answer.facts, ("entry", "name", "effective_on", "recorded_at", "says"))
    reading.show(answer, listing, lambda: "\n".join(lines()) + "\n")


@reading(APP, "rank", N_("Why a person has this rank."), "cadre-ledger explain rank --unit SO-NV C000002")
def rank(
    reading: Reading,
    named: Annotated[
        list[str],
        typer.Argument(
            metavar="[SESSION] PERSON", help=N_("A vote's code and the person on its list; with --unit or --group, the cadre alone.")
        ),
    ],
    *,
    unit: InUnitOption = None,
    under: WithUnderOption = False,
    group: GroupOption = None,
    period: PeriodOption = None,
) -> None:
    of_vote = unit is None and group is None
    if len(named) != (2 if of_vote else 1) or (of_vote and (under or period is not None)):
        problem = "SESSION PERSON | --unit UNIT [--under] [--period] CADRE | --group CODE [--period] CADRE"
        raise Misused(Code.USAGE, problem=problem, command="cadre-ledger explain rank")
    if of_vote:
        _rank_in_vote(reading, *named)
    else:
        _rank_in_group(reading, scope_of(unit, group, under=under, command="explain rank"), clean_period_of(period), named[0])


def _rank_in_vote(reading: Reading, session: str, subject: str) -> None:
    from cadre_ledger.cli.output import Listing
    from cadre_ledger.procedures.explaining import explain_rank
    from cadre_ledger.values.text import clean_code
    from cadre_ledger.wording.terms import term

    words = reading.words
    with reading.desk() as desk:
        answer = explain_rank(desk, clean_code(session), subject)

    def text() -> str:
        lines = [
            words(
                N_("{name}: rank {rank} among {count} ({among})."),
                name=answer.name,
                rank=answer.rank or "–",
                count=answer.count,
                among=term(words, "rank_among", answer.rank_among),
            )
        ]
        lines.append(
            words(
                N_("Keys, in turn: {keys} ({clause}, {known})."),
                keys=keys_said(words, answer.tie_rule),
                clause=answer.tie_rule.clause,
                known=term(words, "known_from", answer.tie_rule.known_from or "unverified"),
            )
        )
        lines += [
            words(
                N_("{relation}: {rank} {name}, decided by {key}: {theirs} against {own}"),
                relation=term(words, "relation", each.relation),
                rank=each.rank,
                name=each.name,
                key=term(words, "level", each.key) if each.key else "–",
                theirs=each.theirs,
                own=each.own,
            )
            for each in answer.neighbours
        ]
        return "\n".join(lines) + "\n"

    reading.show(answer, Listing.of(answer.neighbours, ("relation", "rank", "subject", "name", "key", "theirs", "own")), text)


def _rank_in_group(reading: Reading, scope: "Scope", period: str | None, cadre: str) -> None:
    from cadre_ledger.cli.output import Listing
    from cadre_ledger.procedures.ranking import explain_rank_in

    with reading.desk() as desk:
        answer = explain_rank_in(desk, scope, period, cadre)
    listing = Listing.of(answer.neighbours, ("relation", "rank", "cadre", "name", "key", "theirs", "own"))
    reading.show(answer, listing, lambda: "".join(f"{line}\n" for said in _place(reading.words, answer) for line in wrapped(said)))


def _place(words: "Words", answer: "RankExplanation") -> Iterator[str]:
    """Where a member stands, or why they stand apart."""
    from cadre_ledger.cli.ranking import KEYS, key_said, period_said, reasons_said, scope_said, skipped_said
    from cadre_ledger.wording.terms import term

    yield f"{scope_said(words, answer.unit, answer.group, under=answer.under)} · {period_said(words, answer.period)}"
    if answer.rank is None:
        apart = N_("{cadre} {name} is not ranked but listed apart: {reasons}.")
        yield words(apart, cadre=answer.cadre, name=answer.name, reasons=reasons_said(words, answer.reasons))
    else:
        place = N_("{cadre} {name}: rank {rank} among {count}.")
        yield words(place, cadre=answer.cadre, name=answer.name, rank=answer.rank, count=answer.count)
    for key, value in answer.keys.items():
        yield f"{words(KEYS[key])}: {key_said(words, key, value)} ({answer.keys_of[key]})"
    for each in answer.neighbours:
        relation, name = term(words, "relation", each.relation), f"{getattr(each, 'cadre', '')} {each.name}"
        if each.key is None:
            yield words(N_("{relation}: {rank} {name}, equal on every key"), relation=relation, rank=each.rank, name=name)
        else:
            values = [key_said(words, each.key, str(value)) for value in (each.theirs, each.own)]
            yield words(
                N_("{relation}: {rank} {name}, decided by {key}: {theirs} against {own}"),
                relation=relation,
                rank=each.rank,
                name=name,
                key=words(KEYS[each.key]),
                theirs=values[0],
                own=values[1],
            )
    yield skipped_said(words, answer.skipped_keys)
    if answer.tie_rule.clause:
        yield words(
            N_("Keys, in turn: {keys} ({clause}, {known})."),
            keys=keys_said(words, answer.tie_rule, "ranked_by"),
            clause=answer.tie_rule.clause,
            known=term(words, "known_from", answer.tie_rule.known_from or "unverified"),
        )
    yield words(N_("As of {day}; known up to entry {entry}; unsigned."), day=answer.as_of, entry=answer.known_at.entry)


def _show(reading: Reading, answer: "Explanation") -> None:
    from cadre_ledger.cli.output import Listing

    listing = Listing.of(answer.facts, ("entry", "name", "effective_on", "recorded_at", "says"))
    reading.show(answer, listing, lambda: "\n".join(_lines(reading.words, answer)) + "\n")


def _lines(words: "Words", answer: "Explanation") -> Iterator[str]:
    """The whole page, part by part."""
    from cadre_ledger.cli import explain_file
    from cadre_ledger.values.dates import PartialDate

    about = answer.about
    yield f"{about['name']} · {about['session']} · {about['body']} · {words.day(PartialDate.parse(str(about['held_on'])))}"
    if about["begun_under"] != about["judged_under"]:
        taken_over = N_("Begun under the text {begun}, judged under {judged}, which takes over what was begun.")
        yield from wrapped(words(taken_over, begun=str(about["begun_under"])[:12], judged=str(about["judged_under"])[:12]), "")
    yield from _conclusion(words, answer)
    yield from _clause(words, answer)
    yield from _facts(words, answer)
    yield from _considered(words, answer)
    yield from _changes(words, answer)
    yield from explain_file.clocks(words, answer)


def _conclusion(words: "Words", answer: "Explanation") -> Iterator[str]:
    from cadre_ledger.wording.terms import term

    conclusion = answer.conclusion
    if conclusion.flag and conclusion.severity:
        yield f"{term(words, 'severity', conclusion.severity)}  {term(words, 'flag', conclusion.flag)}"
        courses = "; ".join(term(words, "course", each) for each in conclusion.course)
        yield from wrapped(words(N_("The clause opens: {courses}; the decision belongs to the authority."), courses=courses), "")
        if conclusion.severity != conclusion.severity_written:
            written = term(words, "severity", conclusion.severity_written or "")
            known = N_("The clause itself says {severity}; it weighs less because its text is not known well enough.")
            yield from wrapped(words(known, severity=written), "")
    elif conclusion.status == "undetermined":
        missing = ", ".join(term(words, "missing", each) for each in conclusion.missing)
        yield words(N_("It cannot be told: {missing} not known."), missing=missing)
    else:
        yield words(N_("No clause of {basis} is met."), basis=answer.about["basis"])
    if answer.perhaps is not None:
        yield words(N_("Perhaps also {clause}, which the unknown base leaves open."), clause=answer.perhaps.clause)


def _clause(words: "Words", answer: "Explanation") -> Iterator[str]:
    from cadre_ledger.wording.terms import term

    yield ""
    if answer.clause is not None:
        cites = f" ({answer.clause.cites})" if answer.clause.cites else ""
        yield f"{words(N_('Clause'))}  {answer.clause.id}{cites} · {term(words, 'known_from', answer.clause.known_from)}"
        yield from wrapped(answer.clause.text[words.language], "  ")
        if answer.clause.source:
            yield from wrapped(f"{words(N_('Source'))}: {answer.clause.source}", "  ")
    for each in answer.arithmetic:
        yield from (line for text in _arithmetic(words, each) for line in wrapped(text, "  "))


def _facts(words: "Words", answer: "Explanation") -> Iterator[str]:
    yield ""
    yield words(N_("Rests on"))
    for fact in answer.facts:
        recorded = words(N_("recorded {instant}"), instant=fact.recorded_at)
        yield f"  #{fact.entry}  {fact.name}  {fact.effective_on}  {recorded}"
        yield from (line for text in _says(words, fact.says) for line in wrapped(text, "      "))


def _considered(words: "Words", answer: "Explanation") -> Iterator[str]:
    from cadre_ledger.wording.terms import term

    if answer.considered:
        yield ""
        yield words(N_("Considered, and not applied"))
    for tried in answer.considered:
        cites = f" ({tried.cites})" if tried.cites else ""
        yield f"  {tried.clause}{cites}: {term(words, 'status', tried.status)}"
        for part in tried.arithmetic:
            yield from (line for text in _arithmetic(words, part) for line in wrapped(text, "      "))


def _changes(words: "Words", answer: "Explanation") -> Iterator[str]:
    from cadre_ledger.wording.terms import term

    if answer.would_change_if:
        yield ""
        yield words(N_("What would change it"))
    for change in answer.would_change_if:
        clause = f" {change.clause}" if change.clause else ""
        yield "  " + words(
            N_("{level} {then} instead of {now}, of {of}: {outcome}"),
            level=term(words, "level", change.level),
            then=change.then,
            now=change.now,
            of=change.of,
            outcome=f"{term(words, 'status', change.status)}{clause}",
        )


def _arithmetic(words: "Words", part: "ArithmeticPart") -> Iterator[str]:
    """Plain words first, then the exact comparison, and the percentage only to read."""
    from cadre_ledger.values.shares import Share
    from cadre_ledger.wording.terms import term

    for share, written in zip(part.shares, part.written, strict=True):
        count, _, of = share.partition("/")
        yield words(
            N_("{count} of {of} ({base}) is {said}: {written} ({percent})"),
            count=count,
            of=of,
            base=term(words, "base", part.base.name),
            said=_said(words, share, part.limits),
            written=written,
            percent=words.percent(Share(int(count), int(of)).percent),
        )
    if part.base.at_most is None:
        yield words(N_("and of any larger base less"))


def _said(words: "Words", share: str, limits: dict[str, str]) -> str:
    """How the share stands to its limits, in words; the limit that it fails comes first."""
    from fractions import Fraction

    value = Fraction(share)
    holds: dict[str, tuple[str, bool]] = {}
    for side, limit in limits.items():
        end, named = Fraction(limit), words(NAMED.get(limit, limit))
        match side:
            case "more_than":
                holds[side] = (words(N_("more than {limit}"), limit=named), value > end)
            case "at_least":
                holds[side] = (words(N_("at least {limit}"), limit=named), value >= end)
            case "less_than":
                holds[side] = (words(N_("less than {limit}"), limit=named), value < end)
            case _:
                holds[side] = (words(N_("at most {limit}"), limit=named), value <= end)
    failed = [text for text, held in holds.values() if not held]
    return words(N_("not {what}"), what=failed[0]) if failed else " · ".join(text for text, _ in holds.values())


def _says(words: "Words", says: dict[str, object]) -> Iterator[str]:
    from cadre_ledger.wording.terms import term

    counts = says.get("counts")
    if isinstance(counts, dict):
        yield ", ".join(f"{term(words, 'level', level)} {count}" for level, count in counts.items())
    ballots = says.get("ballots")
    if isinstance(ballots, dict) and ballots:
        yield ", ".join(f"{term(words, 'ballots', name)} {number}" for name, number in ballots.items())
    for name, value in says.items():
        if name == "source":
            yield f"{words(N_('Source'))}: {value}"
        elif isinstance(value, dict) and "was" in value:
            yield words(
                N_("{field} was {was}, is {now}: {reason}"),
                field=term(words, "field", name),
                was=value["was"],
                now=value["now"],
                reason=value["reason"],
            )
        elif name == "cadre":
            yield f"{words(N_('Cadre'))}: {value}"


APPS = {"explain": APP}
