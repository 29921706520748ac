"""Grounds to leave a post before the term ends, weighed against what is known of its holder."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cadre_ledger.rulebook.classification import in_a_row
from cadre_ledger.rulebook.conditions import Limits
from cadre_ledger.rulebook.personnel import LeavingCondition, LeavingGround, SanctionedTimes, UnitResult
from cadre_ledger.rulebook.regulation import Regulation
from cadre_ledger.rulebook.weighing import Span, Weighed, later, merged, only_possible, since, standing, weigh_share, within
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.facts import ConfidenceFact, LeavingFacts, PostFact, SanctionFact, UnitResultFact
from cadre_ledger.values.leaving import Conclusion
from cadre_ledger.values.periods import Period, PeriodKind
from cadre_ledger.values.quality import Quality
from cadre_ledger.values.verdicts import Answer, Truth, all_of, any_of, at_least, negate

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground on a day: whether it is there, and every condition that was tried."""

    clause: LeavingGround
    whole: Weighed
    tried: tuple[Weighed, ...]


def grounds(regulation: Regulation, facts: LeavingFacts, as_of: date) -> tuple[Ground, ...]:
    """Every ground of a regulation against one post held; whoever is only planned for a post has none to leave it."""
    return tuple(_ground(each, facts, as_of) for each in regulation.of_kind(LeavingGround)) if not facts.post.planned else ()


def _ground(clause: LeavingGround, facts: LeavingFacts, as_of: date) -> Ground:
    met, tried = _weigh(clause.when, facts, as_of)
    holding = Span(facts.post.since, facts.post.until).on(as_of)
    whole = merged("ground", all_of((holding, met.answer)), (met,))
    return Ground(clause, only_possible(whole, "rest_of_clause") if clause.partly_known else whole, tried)


def _weigh(condition: LeavingCondition, facts: LeavingFacts, as_of: date) -> tuple[Weighed, tuple[Weighed, ...]]:
    """A condition, and every single one in it."""
    inner = [_weigh(each, facts, as_of) for each in (*(condition.all or ()), *(condition.any or ()))]
    if not inner:
        one = _weigh_one(condition, facts, as_of)
        return one, (one,)
    parts = [whole for whole, _ in inner]
    name, join = ("all", all_of) if condition.all is not None else ("any", any_of)
    whole = merged(name, join(part.answer for part in parts), parts)
    return whole, tuple(each for _, tried in inner for each in tried)


def _weigh_one(condition: LeavingCondition, facts: LeavingFacts, as_of: date) -> Weighed:
    if condition.sanctioned is not None:
        return _sanctioned(condition.sanctioned, facts, as_of)
    if condition.not_completed_years is not None:
        return _not_completed(condition.not_completed_years, facts, as_of)
    if condition.low_confidence is not None:
        parts = [_low(condition.low_confidence, vote, facts.post, as_of) for vote in facts.votes]
        return _any("low_confidence", parts)
    if condition.unit_result is not None:
        return _unit_results(condition.unit_result, facts, as_of)
    assert condition.concluded is not None
    return _concluded(condition.concluded, facts, as_of)


def _any(name: str, parts: list[Weighed]) -> Weighed:
    """At least one of several; what is written is that of those that are not out."""
    told = [part.written for part in parts if part.written]
    kept = [part.written for part in parts if part.written and part.truth is not Truth.NOT]
    return merged(name, any_of(part.answer for part in parts), parts, "; ".join(kept or told))


def _sanctioned(wanted: SanctionedTimes, facts: LeavingFacts, as_of: date) -> Weighed:
    sanctions = [each for each in facts.sanctions if each.form in wanted.forms]
    parts = [_counted(each, facts.post, as_of, within_term=wanted.within_term) for each in sanctions]
    counted = sum(part.truth is Truth.APPLIES for part in parts)
    return merged("sanctioned", at_least(wanted.times, (part.answer for part in parts)), parts, f"{counted} ≥ {wanted.times}")


def _counted(sanction: SanctionFact, post: PostFact, as_of: date, *, within_term: bool) -> Weighed:
    stands = standing(sanction.announced_on, sanction.annulled_on, as_of)
    counts = Answer(_in_term(sanction, post.term)) if within_term else _since_taking(post, sanction.announced_on)
    missing = ("term",) if within_term and post.term is None else ()
    return Weighed("sanctioned", all_of((stands, counts)), evidence=(sanction.entry,), missing=missing)


def _since_taking(post: PostFact, day: PartialDate) -> Answer:
    """Whether something happened since the post was taken: what was known when it was given is no ground to leave it."""
    if day.last < post.since.first:
        return Answer(Truth.NOT)
    return Answer(Truth.APPLIES if day.first >= post.since.last else Truth.UNDETERMINED)


def _in_term(sanction: SanctionFact, term: Period | None) -> Truth:
    return Truth.UNDETERMINED if term is None else within(sanction.announced_on, term.first, term.last)


def _not_completed(years: int, facts: LeavingFacts, as_of: date) -> Weighed:
    """The last classified year and those before it."""
    yearly = [each for each in facts.classifications if each.period.kind is PeriodKind.YEAR]
    parts = []
    for last in sorted({each.period.first.year for each in yearly}):
        after = any_of(standing(each.decided_on, each.annulled_on, as_of) for each in yearly if each.period.first.year > last)
        row = in_a_row(Quality.NOT_COMPLETED, years, last, yearly, as_of)
        taken = any_of(_since_taking(facts.post, each.decided_on) for each in yearly if each.period.first.year == last)
        parts.append(merged("not_completed_years", all_of((row.answer, negate(after), taken)), (row,), row.written))
    return _any("not_completed_years", parts)


def _low(limits: Limits, vote: ConfidenceFact, post: PostFact, as_of: date) -> Weighed:
    base = vote.of
    of = str(base.at_least) if base.exact else f"{base.at_least}–{'…' if base.at_most is None else base.at_most}"
    judged = Answer(limits.band.judge(vote.low, base))
    missing = ("vote_base",) if judged.truth is Truth.UNDETERMINED else ()
    answer = all_of((since(vote.held_on, as_of), judged, _since_taking(post, vote.held_on)))
    return Weighed("low_confidence", answer, limits.written(f"{vote.low}/{of}"), (vote.entry,), missing)


def _unit_results(wanted: UnitResult, facts: LeavingFacts, as_of: date) -> Weighed:
    """Only whoever heads the unit answers for its result."""
    if facts.post.heads_unit is False:
        return Weighed("unit_result", Answer(Truth.NOT))
    whole = _any("unit_result", [_unit_result(wanted, each, facts.post, as_of) for each in facts.unit_results])
    return only_possible(whole, "heads_unit") if facts.post.heads_unit is None else whole


def _unit_result(wanted: UnitResult, result: UnitResultFact, post: PostFact, as_of: date) -> Weighed:
    below = list(_below(wanted, result))
    excepted = wanted.except_force_majeure and result.force_majeure
    answer = all_of(
        (
            since(result.established_on, as_of),
            any_of(part.answer for part in below),
            Answer(Truth.NOT if excepted else Truth.APPLIES),
            negate(_new_head(wanted.except_head_in_post_less_than_months, result, post)),
        )
    )
    written = "; ".join(part.written for part in below if part.written)
    whole = merged("unit_result", answer, below, written)
    return Weighed("unit_result", answer, written, (result.entry, post.entry), whole.missing)


def _below(wanted: UnitResult, result: UnitResultFact) -> Iterator[Weighed]:
    if wanted.completed_less_than is not None:
        limits = Limits(less_than=wanted.completed_less_than)
        yield weigh_share("completed", result.completed, lambda share: limits.band.holds(share.fraction), limits.written, result.entry)
    least, missed = wanted.basic_targets_missed_at_least, result.basic_targets_missed
    if least is not None and missed is None:
        yield Weighed("basic_targets_missed", Answer(Truth.UNDETERMINED), missing=("basic_targets_missed",))
    elif least is not None and missed is not None:
        truth = Truth.APPLIES if missed >= least else Truth.NOT
        yield Weighed("basic_targets_missed", Answer(truth), f"{missed} ≥ {least}", (result.entry,))


def _new_head(months: int | None, result: UnitResultFact, post: PostFact) -> Answer:
    """Whether the head had held the post for less than so many months at the end of the period judged."""
    if months is None:
        return Answer(Truth.NOT)
    full = later(post.since, months)
    last = PartialDate(full.first - DAY, full.last - DAY)
    # Both days are past once the result is there: the answer does not change by itself.
    return Answer(negate(since(last, result.period.last)).truth)


def _concluded(conclusion: Conclusion, facts: LeavingFacts, as_of: date) -> Weighed:
    parts = [
        Weighed("concluded", standing(each.concluded_on, each.annulled_on, as_of), evidence=(each.entry,))
        for each in facts.conclusions
        if each.conclusion is conclusion
    ]
    return merged("concluded", any_of(part.answer for part in parts), parts)
