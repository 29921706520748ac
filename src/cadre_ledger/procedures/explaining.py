"""Explanations: conclusion, clause, exact arithmetic, the entries it rests on, and what would change it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Literal

from cadre_ledger.interchange.tabular import whole_number
from cadre_ledger.ledger import pages
from cadre_ledger.procedures import answers
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.history import record_part
from cadre_ledger.procedures.reading import base_part, heading, missing_of, opened_part, rank_among, rank_row, status_of, tie_rule
from cadre_ledger.projections.dossiers import Corrected, SessionDossier, SubjectLine
from cadre_ledger.projections.judge import SessionVerdict, SubjectVerdict
from cadre_ledger.projections.rulings import Ruling
from cadre_ledger.rulebook import outcomes
from cadre_ledger.rulebook.clause import ClauseBase
from cadre_ledger.rulebook.outcomes import Comparison, Considered
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotFound
from cadre_ledger.values.shares import Bounds
from cadre_ledger.values.tallies import LEVELS
from cadre_ledger.values.text import fold

Relation = Literal["above", "tied", "below"]


def explain_vote(desk: Desk, session: str, subject: str) -> answers.Explanation:
    """Why one person's result opens what it opens; the subject by number, by cadre code or by name."""
    verdict = desk.verdict(session)
    return explanation(desk, verdict, find_subject(verdict, subject))


def find_subject(verdict: SessionVerdict, wanted: str) -> SubjectVerdict:
    """The line that a number, a cadre code, or enough of a name means; only one may fit."""
    number = whole_number(wanted)
    if number is not None:
        found = [verdict.subject(number)]
    else:
        coded = [each for each in verdict.subjects if wanted.upper() in (each.cadre, each.line.cadre)]
        found = [*(coded or [each for each in verdict.subjects if fold(wanted) in fold(each.line.name)])]
    if len(found) != 1 or found[0] is None:
        raise NotFound(Code.NO_SUBJECT, session=verdict.session.code, subject=wanted)
    return found[0]


def explanation(desk: Desk, verdict: SessionVerdict, subject: SubjectVerdict) -> answers.Explanation:
    """The whole tree for one line."""
    line, opened = subject.line, subject.opened
    applied = subject.outcome.applied
    decisive = applied or subject.outcome.perhaps
    return answers.Explanation(
        **heading(desk, answers.Explanation.NAME),
        about={
            "session": verdict.session.code,
            "body": desk.body(verdict.session.body).name_on(verdict.session.day.last),
            "held_on": verdict.session.held_on,
            "kind": verdict.session.kind,
            "basis": verdict.session.basis,
            "begun_under": verdict.session.basis_digest,
            "judged_under": verdict.regulation_digest,
            "subject": line.number,
            "cadre": subject.cadre,
            "name": line.name,
            "position": line.position,
        },
        conclusion=answers.ConclusionPart(
            status=status_of(verdict, subject).value,
            flag=opened.flag.value if opened else None,
            severity=opened.severity.value if opened else None,
            severity_written=opened.written_severity.value if opened else None,
            course=tuple(each.value for each in opened.course) if opened else (),
            missing=missing_of(verdict, subject),
        ),
        clause=clause_part(verdict, decisive, desk) if decisive else None,
        arithmetic=tuple(arithmetic(each) for each in decisive.comparisons) if decisive else (),
        facts=tuple(_facts(desk, verdict, subject)),
        considered=tuple(considered_part(verdict, each, desk) for each in subject.outcome.considered if each is not applied),
        perhaps=opened_part(subject.perhaps),
        would_change_if=tuple(would_change(verdict, subject)),
        rank=rank_row(verdict, subject) if subject.rank else None,
    )


def clause_part(verdict: SessionVerdict, considered: Considered, desk: Desk) -> answers.ClausePart:
    """The clause of a vote's basis with its citation."""
    return cited(desk, Ruling(verdict.regulation, verdict.regulation_digest), considered.clause)


def cited(desk: Desk, ruling: Ruling, clause: ClauseBase) -> answers.ClausePart:
    """A clause with its citation; known as text once the council has read it."""
    return answers.ClausePart(
        id=str(ruling.ref(clause)),
        cites=clause.cites,
        known_from=ruling.known_from(desk.rulebook.rulebook, clause, desk.as_of).value,
        source=clause.source,
        text=clause.text.model_dump(),
        text_digest=ruling.digest,
    )


def considered_part(verdict: SessionVerdict, considered: Considered, desk: Desk) -> answers.ConsideredPart:
    """A clause that was tried and what came of it."""
    clause = clause_part(verdict, considered, desk)
    return answers.ConsideredPart(
        clause=clause.id,
        cites=clause.cites,
        known_from=clause.known_from,
        status=considered.truth.value,
        arithmetic=tuple(arithmetic(each) for each in considered.comparisons),
        missing=considered.missing,
    )


def arithmetic(tried: Comparison) -> answers.ArithmeticPart:
    """The shares at the ends of the bounds, each set between the limits it was tried against."""
    base = base_part(tried.limits.of, tried.base)
    assert base is not None
    shares = tuple(f"{tried.count}/{of}" for of in _ends(tried.base))
    written = tuple(written_comparison(tried, share) for share in shares)
    return answers.ArithmeticPart(
        level=tried.level.value,
        count=tried.count,
        base=base,
        limits=tried.limits.model_dump(exclude_none=True, exclude={"of"}),
        shares=shares,
        written=written,
        status=tried.truth.value,
    )


def written_comparison(tried: Comparison, share: str) -> str:
    """True statements only: `1/2 < 25/47 < 2/3`, or for a share outside the band `11/47 ≤ 1/2`."""
    band = tried.limits.band
    value = Fraction(share)
    if band.lower is not None and not replace(band, upper=None).holds(value):
        return f"{share} {'≤' if band.lower.strict else '<'} {band.lower.value}"
    if band.upper is not None and not replace(band, lower=None).holds(value):
        return f"{share} {'≥' if band.upper.strict else '>'} {band.upper.value}"
    return band.written(share)


def _ends(base: Bounds) -> list[int]:
    ends = [base.at_least] if base.exact or base.at_most is None else [base.at_least, base.at_most]
    return [end for end in ends if end > 0]


def _facts(desk: Desk, verdict: SessionVerdict, subject: SubjectVerdict) -> Iterator[answers.FactPart]:
    """Every entry that the verdict rests on with what it says itself, whatever was said later."""
    session, line = verdict.session, subject.line
    changes = [each for each in session.corrections if each.subject in (None, line.number)]
    changed = {each.entry for each in changes}
    evidence = {each.entry: each for each in (*line.evidence, *(each for each in session.evidence if each.entry in changed))}
    for _, each in sorted(evidence.items()):
        says: dict[str, object] = {}
        if each.name.startswith("vote.recorded/"):
            says = _as_recorded(session, line, changes)
        elif each.entry in changed:
            own = (change for change in changes if change.entry == each.entry)
            says = {change.field: {"was": change.was, "now": change.now, "reason": change.reason} for change in own}
        elif each.name.startswith("vote.subject-"):
            says = {"cadre": _stored(desk, each.entry)["cadre"]}
        yield answers.FactPart(entry=each.entry, name=each.name, effective_on=each.effective_on, recorded_at=each.recorded_at, says=says)


def _stored(desk: Desk, entry: int) -> dict[str, object]:
    """An event as it is stored."""
    row = pages.row(desk.events, entry)
    assert row is not None
    return record_part(row).event


def _as_recorded(session: SessionDossier, line: SubjectLine, changes: Sequence[Corrected]) -> dict[str, object]:
    """What the first entry says: the figures before any correction."""
    counts: dict[str, object] = {**line.counts}
    ballots: dict[str, object] = {**session.ballots}
    for change in reversed(changes):
        (ballots if change.subject is None else counts)[change.field] = change.was
    levels = [level.value for level in LEVELS[session.vote_kind]]
    return {
        "counts": {level: counts[level] for level in levels if counts.get(level) is not None},
        "ballots": {name: number for name, number in ballots.items() if number is not None},
        "source": line.source or session.source,
        "recorded_from": session.recorded_from,
    }


def would_change(verdict: SessionVerdict, subject: SubjectVerdict) -> Iterator[answers.WouldChangePart]:
    """For each level that decides, the nearest count below and above that gives another outcome."""
    for level in dict.fromkeys(each.level for each in _all_comparisons(subject)):
        tried = next(each for each in _all_comparisons(subject) if each.level == level)
        if not tried.base.exact:
            continue
        for step in (-1, 1):
            found = _nearest(verdict, subject, tried, step)
            if found is not None:
                yield found


def _all_comparisons(subject: SubjectVerdict) -> list[Comparison]:
    return [tried for considered in subject.outcome.considered for tried in considered.comparisons]


def _nearest(verdict: SessionVerdict, subject: SubjectVerdict, tried: Comparison, step: int) -> answers.WouldChangePart | None:
    now = _clause_of(subject.outcome)
    facts = subject.facts
    of = tried.base.at_least
    count = tried.count + step
    while 0 <= count <= of:
        changed = outcomes.judge(verdict.regulation, replace(facts, counts={**facts.counts, tried.level: count}))
        if _clause_of(changed) != now:
            clause = changed.applied and str(verdict.regulation.ref(changed.applied.clause.id))
            return answers.WouldChangePart(
                level=tried.level.value, now=tried.count, then=count, of=of, clause=clause, status=changed.truth.value
            )
        count += step
    return None


def _clause_of(outcome: outcomes.Outcome) -> tuple[object, object]:
    return outcome.truth, outcome.applied.clause.id if outcome.applied else None


def explain_rank(desk: Desk, session: str, wanted: str) -> answers.RankExplanation:
    """Why a person stands where they stand: the keys, and the neighbours with the key that decided."""
    verdict = desk.verdict(session)
    subject = find_subject(verdict, wanted)
    ranked = sorted((each for each in verdict.subjects if each.rank), key=lambda each: (_place(each), each.line.number))
    return answers.RankExplanation(
        **heading(desk, answers.RankExplanation.NAME),
        session=session,
        subject=subject.line.number,
        cadre=subject.cadre,
        name=subject.line.name,
        rank=subject.rank,
        rank_among=rank_among(verdict.session),
        count=len(ranked),
        tie_rule=tie_rule(verdict),
        neighbours=tuple(_neighbours(verdict, subject, ranked)) if subject.rank else (),
    )


def _place(subject: SubjectVerdict) -> int:
    return int((subject.rank or "0").rstrip("="))


def _neighbours(verdict: SessionVerdict, subject: SubjectVerdict, ranked: list[SubjectVerdict]) -> Iterator[answers.NeighbourPart]:
    own = _place(subject)
    above = [each for each in ranked if _place(each) < own][-1:]
    tied = [each for each in ranked if _place(each) == own and each is not subject]
    below = [each for each in ranked if _place(each) > own][:1]
    nearby: tuple[tuple[Relation, list[SubjectVerdict]], ...] = (("above", above), ("tied", tied), ("below", below))
    for relation, others in nearby:
        for other in others:
            yield _neighbour(verdict, subject, other, relation)


def _neighbour(verdict: SessionVerdict, subject: SubjectVerdict, other: SubjectVerdict, relation: Relation) -> answers.NeighbourPart:
    assert verdict.ranking is not None
    assert other.rank is not None
    keys = [key.share for key in verdict.ranking[1].keys]
    key = next((level for level in keys if other.line.levels[level] != subject.line.levels[level]), None)
    shown = key or keys[0]
    return answers.NeighbourPart(
        relation=relation,
        rank=other.rank,
        subject=other.line.number,
        name=other.line.name,
        key=key.value if key else None,
        theirs=other.line.levels[shown],
        own=subject.line.levels[shown],
    )
