"""The political theory that a post asks for, against what a cadre has completed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from cadre_ledger.rulebook.personnel import TheoryRequired
from cadre_ledger.rulebook.regulation import Regulation
from cadre_ledger.rulebook.weighing import Span, ruled, standing, what_is_missing
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.facts import PostFact, TrainingFact
from cadre_ledger.values.studies import Category, TheoryLevel
from cadre_ledger.values.verdicts import Answer, Truth, all_of, any_of, negate


@dataclass(frozen=True, slots=True)
class Gap:
    """Whether the theory that a post asks for is missing on a day.

    `clause` asks for the most of all that name a group of the post, `held` is the highest level certainly held.
    """

    post: PostFact
    clause: TheoryRequired | None
    held: TheoryLevel | None
    answer: Answer
    evidence: tuple[int, ...] = ()
    missing: tuple[str, ...] = ()


def gap(regulation: Regulation, post: PostFact, trainings: Iterable[TrainingFact] | None, as_of: date) -> Gap:
    """The gap of one post under one regulation; trainings None means that nobody has said what was studied."""
    clauses = [each for each in regulation.of_kind(TheoryRequired) if each.planned or not post.planned]
    holding = Span(post.since, post.until).on(as_of)
    if not regulation.of_kind(TheoryRequired) or (clauses and post.groups is None):
        return unset(post, as_of, "position_groups" if clauses else "theory_clauses")
    named = [each for each in clauses if each.codes & (post.groups or frozenset())]
    clause = max(named, key=lambda each: each.level.weight, default=None)
    if clause is None:
        return Gap(post, None, None, Answer(Truth.NOT), (post.entry,))
    found = _gap(post, clause, holding, None if trainings is None else tuple(trainings), as_of)
    return _if_in_force(regulation, found, as_of)


def _if_in_force(regulation: Regulation, found: Gap, as_of: date) -> Gap:
    """What a text asks for that may not be in force on the day is only perhaps a gap."""
    ruling = ruled(regulation, PartialDate.on(as_of))
    answer = all_of((found.answer, replace(ruling, next_change=regulation.turns_after(as_of))))
    missing = found.missing if ruling.truth is Truth.APPLIES else (*found.missing, "in_force")
    return replace(found, answer=answer, missing=what_is_missing(answer, missing))


def unset(post: PostFact, as_of: date, missing: str) -> Gap:
    """The gap of a post of which nobody can tell what it asks for: undetermined while it is held."""
    unsure = all_of((Span(post.since, post.until).on(as_of), Answer(Truth.UNDETERMINED)))
    return Gap(post, None, None, unsure, (post.entry,), what_is_missing(unsure, (missing,)))


def _gap(post: PostFact, clause: TheoryRequired, holding: Answer, trainings: tuple[TrainingFact, ...] | None, as_of: date) -> Gap:
    theory = [each for each in trainings or () if each.category is Category.THEORY]
    answers = {each: _reached(each, clause.level, as_of) for each in theory}
    reached = Answer(Truth.UNDETERMINED) if trainings is None else any_of(answers.values())
    answer = all_of((holding, negate(reached)))
    nameless = trainings is None or any(each.theory is None for each, found in answers.items() if found.truth is Truth.UNDETERMINED)
    evidence = (post.entry, *(each.entry for each, found in answers.items() if found.truth is not Truth.NOT))
    return Gap(post, clause, held(theory, as_of), answer, evidence, what_is_missing(answer, ("theory_level",) if nameless else ()))


def held(trainings: Iterable[TrainingFact], as_of: date) -> TheoryLevel | None:
    """The highest level of theory certainly held on a day."""
    levels = [
        each.theory
        for each in trainings
        if each.theory is not None and standing(each.completed_on, each.revoked_on, as_of).truth is Truth.APPLIES
    ]
    return max(levels, key=lambda level: level.weight, default=None)


def _reached(training: TrainingFact, required: TheoryLevel, as_of: date) -> Answer:
    stands = standing(training.completed_on, training.revoked_on, as_of)
    if training.theory is None:
        return all_of((stands, Answer(Truth.UNDETERMINED)))
    return stands if training.theory.reaches(required) else Answer(Truth.NOT)
