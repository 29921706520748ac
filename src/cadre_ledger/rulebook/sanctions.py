"""How long a sanction is in effect and how long it keeps from a higher post: clocks of their own on each line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cadre_ledger.rulebook.personnel import PromotionFreeze, SanctionEffect
from cadre_ledger.rulebook.regulation import Regulation
from cadre_ledger.rulebook.weighing import Span, later, ruled, since, what_is_missing
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.facts import SanctionFact
from cadre_ledger.values.sanctions import Line
from cadre_ledger.values.verdicts import Answer, Truth, all_of, any_of, negate


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock of one sanction on a day: the clause that sets it, when it runs, and whether it does.

    `span` is what the calendar alone gives; it is absent where no clause sets the clock.
    """

    sanction: SanctionFact
    clause: SanctionEffect | PromotionFreeze | None
    span: Span | None
    answer: Answer
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frozen:
    """Whether a line keeps a person from a higher post on a day, and until when; an absent end is open or not known."""

    line: Line
    answer: Answer
    until: PartialDate | None
    clocks: tuple[Clock, ...]


def effect(regulation: Regulation, sanction: SanctionFact, as_of: date, others: Iterable[SanctionFact] = ()) -> Clock:
    """Whether a sanction is in effect on a day, and when it lapses; only perhaps, where the text may not have ruled its day.

    `others` are the person's other sanctions: where the clause says so, a new one on the same line keeps
    this one from lapsing by itself, and until when is for the authority to record.
    """
    clause = next((each for each in regulation.of_kind(SanctionEffect) if each.line is sanction.line), None)
    if clause is None:
        return unset(sanction, as_of, "sanction_effect")
    lapse = None if sanction.form in clause.never_lapsing else later(sanction.announced_on, clause.lapses_after_months)
    span = Span(sanction.announced_on, lapse)
    reasons = dict(_held_up(clause, sanction, lapse, as_of, tuple(others)))
    running = any_of((span.on(as_of), _restarted(clause, sanction, as_of), *reasons.values()))
    ruling = ruled(regulation, sanction.announced_on)
    answer = _unless_over(all_of((running, ruling)), sanction, as_of, sanction.ended_on)
    missing = tuple(name for name, held in reasons.items() if held.truth is not Truth.NOT)
    return Clock(sanction, clause, span, answer, what_is_missing(answer, (*missing, *_unruled(ruling))))


def freeze(regulation: Regulation, sanction: SanctionFact, as_of: date) -> Clock:
    """Whether a sanction keeps from a higher post on a day; the freeze outlasts the effect, and only annulment ends it early.

    Under a text that may not have been in force when it was announced, it is only perhaps so.
    """
    wanted = (sanction.line, sanction.form)
    clause = next((each for each in regulation.of_kind(PromotionFreeze) if (each.line, each.form) == wanted), None)
    if clause is None:
        return unset(sanction, as_of, "promotion_freeze")
    span = Span(sanction.announced_on, later(sanction.announced_on, clause.months))
    ruling = ruled(regulation, sanction.announced_on)
    answer = _unless_over(all_of((span.on(as_of), ruling)), sanction, as_of)
    return Clock(sanction, clause, span, answer, what_is_missing(answer, _unruled(ruling)))


def frozen(regulation: Regulation, line: Line, sanctions: Iterable[SanctionFact], as_of: date) -> Frozen:
    """The freeze of one line over all sanctions on it; the other line has its own."""
    return summed(line, tuple(freeze(regulation, each, as_of) for each in sanctions if each.line is line))


def summed(line: Line, clocks: tuple[Clock, ...]) -> Frozen:
    """The freeze of one line from the clocks of its sanctions: it ends with the last that runs, if every end is known."""
    running = [clock for clock in clocks if clock.answer.truth is not Truth.NOT]
    ends = [clock.span.end for clock in running if clock.span is not None and clock.span.end is not None]
    until = max(ends, key=lambda end: end.last) if ends and len(ends) == len(running) else None
    return Frozen(line, any_of(clock.answer for clock in clocks), until, clocks)


def unset(sanction: SanctionFact, as_of: date, missing: str) -> Clock:
    """The clock of a sanction for which no clause is known: it cannot be told, from its day until it is annulled."""
    answer = _unless_over(all_of((since(sanction.announced_on, as_of), Answer(Truth.UNDETERMINED))), sanction, as_of)
    return Clock(sanction, None, None, answer, what_is_missing(answer, (missing,)))


def _unruled(ruling: Answer) -> tuple[str, ...]:
    return () if ruling.truth is Truth.APPLIES else ("in_force",)


def _unless_over(running: Answer, sanction: SanctionFact, as_of: date, ended_on: PartialDate | None = None) -> Answer:
    over = (since(sanction.annulled_on, as_of), since(ended_on, as_of))
    return all_of((running, *(negate(each) for each in over)))


def _restarted(clause: SanctionEffect, sanction: SanctionFact, as_of: date) -> Answer:
    decided = sanction.complaint_decided_on
    if not clause.restarts_with_complaint_decision or decided is None or sanction.form in clause.never_lapsing:
        return Answer(Truth.NOT)
    return Span(decided, later(decided, clause.lapses_after_months)).on(as_of)


def _held_up(
    clause: SanctionEffect, sanction: SanctionFact, lapse: PartialDate | None, as_of: date, others: tuple[SanctionFact, ...]
) -> Iterable[tuple[str, Answer]]:
    """What may keep it in effect beyond its months: each is only possible, for no text says for how long."""
    if lapse is None:
        return
    unknown = Answer(Truth.UNDETERMINED)
    if "complaint" in clause.unless:
        pending = Span(sanction.complained_on, sanction.complaint_decided_on).on(as_of) if sanction.complained_on else Answer(Truth.NOT)
        yield "complaint_decision", all_of((pending, since(lapse, as_of), unknown))
    if "new_sanction" in clause.unless:
        new = [
            all_of((since(each.announced_on, as_of), negate(since(each.annulled_on, as_of))))
            for each in others
            if each.line is sanction.line and each.entry != sanction.entry and _during(each.announced_on, sanction.announced_on, lapse)
        ]
        yield "end_after_new_sanction", all_of((any_of(new), since(lapse, as_of), unknown))


def _during(day: PartialDate, start: PartialDate, lapse: PartialDate) -> bool:
    """Whether a day may lie in the months of effect, after their first day."""
    return start.first < day.last and day.first < lapse.last
