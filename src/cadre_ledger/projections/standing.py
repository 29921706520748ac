"""The standing of a cadre on a day: posts, decisions, votes, training, sanctions, freezes, flags, and why not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from cadre_ledger.projections.dossiers import CadreDossier
from cadre_ledger.projections.file_facts import classification_facts, post_facts, sanction_facts, training_facts
from cadre_ledger.projections.files import CadreFile
from cadre_ledger.projections.judge import SessionVerdict, SubjectVerdict
from cadre_ledger.projections.source import Source, results_of, rulebook_of, verdict
from cadre_ledger.rulebook import sanctions as sanction_rules
from cadre_ledger.rulebook import training as training_rules
from cadre_ledger.rulebook.personnel import PromotionFreeze, SanctionEffect, TheoryRequired
from cadre_ledger.rulebook.regulation import Regulation
from cadre_ledger.rulebook.rulebook import Rulebook
from cadre_ledger.rulebook.sanctions import Clock, Frozen
from cadre_ledger.rulebook.training import Gap
from cadre_ledger.rulebook.weighing import since, standing
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.facts import ClassificationFact, PostFact, SanctionFact, TrainingFact
from cadre_ledger.values.sanctions import Line
from cadre_ledger.values.verdicts import Answer, Truth, any_of, earliest, negate

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote in the file, judged."""

    session: SessionVerdict
    subject: SubjectVerdict


@dataclass(frozen=True, slots=True)
class Reason:
    """Why someone may not: what, since which entry, and until when, where that is known."""

    what: str
    answer: Answer
    evidence: tuple[int, ...]
    until: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Whether a cadre may be put forward for a higher post, with every reason against it."""

    answer: Answer
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that holds about a cadre on a day."""

    cadre: CadreDossier
    as_of: date
    posts: tuple[PostFact, ...]
    planned: tuple[PostFact, ...]
    classifications: tuple[ClassificationFact, ...]
    votes: tuple[Vote, ...]
    effects: tuple[Clock, ...]
    freezes: tuple[Frozen, ...]
    gaps: tuple[Gap, ...]
    trainings: tuple[TrainingFact, ...]
    higher_post: Eligibility
    next_change: date | None


def stand(source: Source, code: str, as_of: date) -> Standing:
    """The standing of one cadre; the files of those merged into it count as its own."""
    rulebook = rulebook_of(source).rulebook
    files = [source.get(("file", each)) or CadreFile.empty(each) for each in people(source, code)]
    posts = [fact for file in files for fact in post_facts(source, file)]
    sanctions = tuple(fact for file in files for fact in sanction_facts(file))
    trainings = tuple(fact for file in files for fact in training_facts(file))
    decided = tuple(fact for file in files for fact in classification_facts(source, file))
    votes = tuple(_votes(source, code, as_of))
    effects = tuple(_effects(rulebook, sanctions, as_of))
    freezes = tuple(_freezes(rulebook, sanctions, as_of))
    gaps = tuple(_gaps(rulebook, posts, trainings, as_of))
    higher = _higher_post(freezes, effects, gaps)
    answers = (
        *(standing(each.since, each.until, as_of) for each in posts),
        *(standing(each.decided_on, each.annulled_on, as_of) for each in decided),
        *(standing(each.completed_on, each.revoked_on, as_of) for each in trainings),
        *(each.answer for each in effects),
        *(each.answer for each in freezes),
        *(each.answer for each in gaps),
        higher.answer,
    )
    return Standing(
        cadre=source.get(("cadre", code)),
        as_of=as_of,
        posts=tuple(each for each in posts if not each.planned and _holds(each.since, each.until, as_of)),
        planned=tuple(each for each in posts if each.planned and _holds(each.since, each.until, as_of)),
        classifications=tuple(each for each in decided if _holds(each.decided_on, each.annulled_on, as_of)),
        votes=tuple(each for each in votes if each.session.held is not Truth.NOT),
        effects=effects,
        freezes=freezes,
        gaps=gaps,
        trainings=tuple(each for each in trainings if _holds(each.completed_on, each.revoked_on, as_of)),
        higher_post=higher,
        next_change=earliest(
            [
                *(each.next_change for each in answers),
                *(vote.session.next_change for vote in votes),
                _next_ruling(rulebook, TheoryRequired, as_of) if posts else None,
            ]
        ),
    )


def people(source: Source, code: str) -> Iterator[str]:
    """The cadre and everyone merged into it."""
    yield code
    dossier: CadreDossier = source.get(("cadre", code))
    for other in dossier.absorbed:
        yield from people(source, other)


def _holds(start: PartialDate, end: PartialDate | None, as_of: date) -> bool:
    """Whether it holds on the day, or cannot be said not to."""
    return standing(start, end, as_of).truth is not Truth.NOT


def _votes(source: Source, code: str, as_of: date) -> Iterator[Vote]:
    """Every vote in the file, one still to come included: its day changes the standing."""
    for session, number in results_of(source, code):
        judged = verdict(source, source.get(("session", session)), as_of)
        subject = judged.subject(number)
        if subject is not None:
            yield Vote(judged, subject)


def _effects(rulebook: Rulebook, sanctions: tuple[SanctionFact, ...], as_of: date) -> Iterator[Clock]:
    """Each sanction under the rules of its own day; where none is known it cannot be told, never left out."""
    for sanction in sanctions:
        regulation = ruling(rulebook, SanctionEffect, sanction.announced_on, sanction.line)
        others = tuple(each for each in sanctions if each is not sanction)
        yield (
            sanction_rules.effect(regulation, sanction, as_of, others)
            if regulation
            else sanction_rules.unset(sanction, as_of, "sanction_effect")
        )


def _freezes(rulebook: Rulebook, sanctions: tuple[SanctionFact, ...], as_of: date) -> Iterator[Frozen]:
    """The lines keep their own clocks."""
    for line in Line:
        yield sanction_rules.summed(line, tuple(_freeze(rulebook, each, as_of) for each in sanctions if each.line is line))


def _freeze(rulebook: Rulebook, sanction: SanctionFact, as_of: date) -> Clock:
    regulation = ruling(rulebook, PromotionFreeze, sanction.announced_on, sanction.line)
    return sanction_rules.freeze(regulation, sanction, as_of) if regulation else sanction_rules.unset(sanction, as_of, "promotion_freeze")


def _gaps(rulebook: Rulebook, posts: Iterable[PostFact], trainings: tuple[TrainingFact, ...], as_of: date) -> Iterator[Gap]:
    regulation = ruling(rulebook, TheoryRequired, PartialDate.on(as_of), None)
    for post in posts:
        if since(post.since, as_of).truth is not Truth.NOT:
            yield (
                training_rules.gap(regulation, post, trainings, as_of)
                if regulation
                else training_rules.unset(post, as_of, "theory_clauses")
            )


def ruling(rulebook: Rulebook, kind: type[Kind], day: PartialDate, line: Line | None) -> Regulation | None:
    """The newest adopted regulation that has such clauses and was in force on a day.

    Without one that is known to have been in force, the newest whose dates are not known rules.
    """
    found = []
    for regulation_id in dict.fromkeys(each.regulation for each in rulebook.adopted):
        chosen = rulebook.chosen(regulation_id, day)
        regulation = rulebook.regulation(chosen.digest) if chosen else None
        if regulation is None or regulation.in_force_on(day) is Truth.NOT:
            continue
        clauses = regulation.of_kind(kind)
        if clauses and (line is None or any(getattr(each, "line", line) is line for each in clauses)):
            found.append(regulation)
    return max(found, key=lambda each: (each.in_force_on(day) is Truth.APPLIES, each.in_force.start or date.min), default=None)


def _next_ruling(rulebook: Rulebook, kind: type[Kind], as_of: date) -> date | None:
    """The next day on which another text may rule: one comes into force or goes out of it, or is adopted from then on."""
    days: list[date | None] = []
    for each in rulebook.adopted:
        regulation = rulebook.regulation(each.digest)
        if regulation.of_kind(kind):
            days += [regulation.in_force.start, regulation.in_force.by, regulation.in_force.end, each.effective_on]
    return earliest(day for day in days if day is not None and day > as_of)


def _higher_post(freezes: Iterable[Frozen], effects: Iterable[Clock], gaps: Iterable[Gap]) -> Eligibility:
    """Frozen by a sanction, or a sanction in effect, or without the theory that a post held asks for."""
    reasons = [
        *(
            Reason(f"promotion_frozen_{each.line.value}", each.answer, tuple(clock.sanction.entry for clock in each.clocks), each.until)
            for each in freezes
        ),
        *(Reason("sanction_in_effect", each.answer, (each.sanction.entry,), each.span.end if each.span else None) for each in effects),
        *(Reason("training_gap", each.answer, each.evidence) for each in gaps),
    ]
    against = any_of(each.answer for each in reasons)
    return Eligibility(negate(against), tuple(each for each in reasons if each.answer.truth is not Truth.NOT))
