"""What a vote opens under a regulation: the judgement of its outcome clauses over exact or bounded shares."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from cadre_ledger.rulebook.clauses import OutcomeClause, VoteUse
from cadre_ledger.rulebook.conditions import Condition, ShareLimits
from cadre_ledger.rulebook.regulation import Regulation
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.facts import VoteFacts
from cadre_ledger.values.shares import Bounds
from cadre_ledger.values.tallies import Level, VoteKind
from cadre_ledger.values.verdicts import Answer, Truth, all_of, any_of, negate

NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One limit tried against one share: the arithmetic that an explanation prints."""

    level: Level
    count: int
    limits: ShareLimits
    base: Bounds
    truth: Truth


@dataclass(frozen=True, slots=True)
class Considered:
    """One clause with what came of it."""

    clause: OutcomeClause
    truth: Truth
    reached: Truth
    comparisons: tuple[Comparison, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict on one result: what applies, what is perhaps stronger, and all that was considered."""

    truth: Truth
    applied: Considered | None
    perhaps: Considered | None
    considered: tuple[Considered, ...]
    missing: tuple[str, ...] = ()


def judge(regulation: Regulation, facts: VoteFacts) -> Outcome:
    """The outcome of one result under one regulation.

    Where a weaker outcome is certain and a stronger one possible, the weaker applies and the stronger is
    named. A regulation whose outcome clauses were never found gives no answer rather than a "no".
    """
    clauses = regulation.outcomes(facts.kind)
    if not clauses:
        return _without_clauses(regulation, facts)
    considered = tuple(sorted((_consider(clause, facts) for clause in clauses), key=_strength, reverse=True))
    applied = next((each for each in considered if each.truth is Truth.APPLIES), None) or _certain_below_possible(considered)
    stronger = considered if applied is None else considered[: considered.index(applied)]
    perhaps = next((each for each in stronger if each.truth is Truth.UNDETERMINED), None)
    if applied is not None:
        return Outcome(Truth.APPLIES, applied, perhaps, considered, () if perhaps is None else perhaps.missing)
    if perhaps is not None:
        return Outcome(Truth.UNDETERMINED, None, perhaps, considered, perhaps.missing)
    return Outcome(Truth.NOT, None, None, considered)


def _without_clauses(regulation: Regulation, facts: VoteFacts) -> Outcome:
    """A survey held for reference opens nothing; a binding vote is never held for reference."""
    if facts.kind is VoteKind.CONFIDENCE and any(use.use == "reference" for use in regulation.of_kind(VoteUse)):
        return Outcome(Truth.NOT, None, None, ())
    return Outcome(Truth.UNDETERMINED, None, None, (), ("outcome_clauses",))


def _certain_below_possible(considered: tuple[Considered, ...]) -> Considered | None:
    """The outcome that is certain but for a stronger one that perhaps takes its place."""
    for place, each in enumerate(considered):
        stronger = any(other.truth is Truth.UNDETERMINED for other in considered[:place])
        if stronger and each.truth is not Truth.NOT and each.reached is Truth.APPLIES:
            return each
    return None


def _strength(each: Considered) -> tuple[int, Fraction]:
    lower = [comparison.limits.band.lower for comparison in each.comparisons]
    return each.clause.then.severity.weight, max((limit.value for limit in lower if limit), default=NOTHING)


def _consider(clause: OutcomeClause, facts: VoteFacts) -> Considered:
    comparisons = tuple(_comparisons(clause.when, facts))
    truth = evaluate(clause.when, facts).truth
    reached = evaluate(clause.when, facts, reach=True).truth
    missing = tuple(dict.fromkeys(_missing(clause.when, facts))) if truth is Truth.UNDETERMINED else ()
    return Considered(clause, truth, reached, comparisons, missing)


def evaluate(condition: Condition, facts: VoteFacts, *, reach: bool = False) -> Answer:
    """The truth of a condition; with `reach`, upper limits are left out."""
    if condition.limits is not None:
        level, limits = condition.limits
        band = limits.reach if reach else limits.band
        return Answer(band.judge(facts.counts[level], facts.bounds[limits.of]) if level in facts.counts else Truth.UNDETERMINED)
    if condition.all is not None:
        return all_of(evaluate(each, facts, reach=reach) for each in condition.all)
    if condition.any is not None:
        return any_of(evaluate(each, facts, reach=reach) for each in condition.any)
    if condition.not_ is not None:
        return negate(evaluate(condition.not_, facts))
    return _previous_year(condition, facts)


def _previous_year(condition: Condition, facts: VoteFacts) -> Answer:
    assert condition.previous_year is not None
    if facts.earlier is None:
        return Answer(Truth.UNDETERMINED)
    return any_of(evaluate(condition.previous_year.when, vote) for vote in _year_before(facts))


def _year_before(facts: VoteFacts) -> tuple[VoteFacts, ...]:
    return tuple(vote for vote in facts.earlier or () if vote.kind is facts.kind and in_year_before(vote.held_on, facts.held_on))


def in_year_before(earlier: PartialDate, later: PartialDate) -> bool:
    """Whether a vote was held in the calendar year before another; no clause looks further back."""
    return earlier.first.year == later.first.year - 1


def _comparisons(condition: Condition, facts: VoteFacts) -> Iterator[Comparison]:
    if condition.limits is not None:
        level, limits = condition.limits
        if level in facts.counts:
            base = facts.bounds[limits.of]
            yield Comparison(level, facts.counts[level], limits, base, limits.band.judge(facts.counts[level], base))
    for each in (*(condition.all or ()), *(condition.any or ()), *((condition.not_,) if condition.not_ else ())):
        yield from _comparisons(each, facts)


def _missing(condition: Condition, facts: VoteFacts) -> Iterator[str]:
    """What one would have to know to tell: the count that is not printed, the base, or who the person is."""
    if condition.limits is not None:
        level, limits = condition.limits
        if level not in facts.counts:
            yield level.value
        elif limits.band.judge(facts.counts[level], facts.bounds[limits.of]) is Truth.UNDETERMINED:
            yield limits.of.value
    if condition.previous_year is not None:
        yield from _missing_before(condition.previous_year.when, facts)
    for each in (*(condition.all or ()), *(condition.any or ()), *((condition.not_,) if condition.not_ else ())):
        yield from _missing(each, facts)


def _missing_before(wanted: Condition, facts: VoteFacts) -> Iterator[str]:
    if facts.earlier is None:
        yield "cadre"
    for vote in _year_before(facts):
        yield from _missing(wanted, vote)
