"""Why a flag of a file is up, why someone may be put forward, and how a classification came about, as trees."""

from collections.abc import Iterable, Iterator
from typing import Any

from cadre_ledger.procedures.answers import (
    AnsweredPart,
    BandPart,
    ClassificationExplanation,
    ConclusionPart,
    Explanation,
    FactPart,
    FlagExplanation,
    PointsPart,
    ReasonPart,
    StandingExplanation,
    TriedPart,
    TurningPart,
    WeighedPart,
)
from cadre_ledger.procedures.telling import explaining
from cadre_ledger.procedures.telling.clauses import cited, clause
from cadre_ledger.procedures.telling.clocks import clocks
from cadre_ledger.procedures.telling.explaining import cannot_be_told, opened, recorded_fact, rests_on
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.wording.catalogue import N_, Words
from cadre_ledger.wording.terms import Kind, term

NAMED: dict[str, Kind] = {
    "level": "quality",
    "departs_from": "quality",
    "form": "form",
    "line": "line",
    "capacity": "capacity",
    "category": "category",
    "leaving": "leaving",
}
"""Fields of a record whose values have words."""


def flag(words: Words, answer: FlagExplanation | Explanation) -> Said:
    """Why a flag is up, or no more."""
    if isinstance(answer, Explanation):
        return explaining.vote(words, answer)
    post = f" · {answer.about['position']}" if answer.about["position"] else ""
    arithmetic = tuple(_weighed(words, answer.arithmetic))
    parts = (
        _conclusion(words, answer.conclusion),
        clause(words, answer.clause, arithmetic) if answer.clause else None,
        rests_on(words, _facts(words, answer.facts)),
        _tried(words, N_("Considered too"), answer.considered),
        _changes(words, answer.would_change_if),
        _answered(words, answer.answered),
        clocks(words, answer),
    )
    return _tree(f"{answer.about['cadre']} {answer.about['name']}{post}", parts)


def standing(words: Words, answer: StandingExplanation) -> Said:
    """Whether a cadre may be put forward, and every clause weighed."""
    parts = (
        higher_post(words, answer.conclusion.status, answer.conclusion.reasons),
        _tried(words, N_("Clauses that are met, or may be"), answer.clauses),
        _tried(words, N_("Considered, and not applied"), answer.considered),
        rests_on(words, _facts(words, answer.facts)),
        _changes(words, answer.would_change_if, "eligible"),
        clocks(words, answer),
    )
    return _tree(f"{answer.about['cadre']} {answer.about['name']}", parts)


def classification(words: Words, answer: ClassificationExplanation) -> Said:
    """What was decided on a period, beside what the rules give."""
    parts = (
        _decided(words, answer),
        _computed(words, answer),
        _tried(words, N_("What the level opens"), answer.opens),
        rests_on(words, _facts(words, answer.facts)),
        _nearest(words, answer.would_change_if),
        clocks(words, answer),
    )
    return _tree(f"{answer.about['cadre']} {answer.about['name']} · {answer.about['period']} · {answer.about['basis']}", parts)


def higher_post(words: Words, status: str, reasons: Iterable[ReasonPart]) -> Said:
    """Whether someone may be put forward, with every reason against."""
    text = f"{words(N_('For a higher post'))}: {term(words, 'eligible', status)}"
    return Said(text, below=tuple(_against(words, each) for each in reasons), mark=status)


def _tree(text: str, parts: Iterable[Said | None]) -> Said:
    return Said(text, below=tuple(each for each in parts if each is not None), step=0)


def _against(words: Words, reason: ReasonPart) -> Said:
    entries = ", ".join(f"#{entry}" for entry in reason.evidence)
    until = f" · {words(N_('until {day}'), day=reason.until)}" if reason.until else ""
    text = f"{term(words, 'status', reason.status)}  {term(words, 'against', reason.what)} · {entries}{until}"
    return Said(text, entry=_first(reason.evidence), mark=reason.status)


def _first(evidence: tuple[int, ...]) -> int | None:
    return evidence[0] if evidence else None


def _decided(words: Words, answer: ClassificationExplanation) -> Said:
    decided = answer.conclusion
    if decided is None:
        return Said(words(N_("Nothing was decided on this period.")))
    points = f" · {decided.points}" if decided.points else ""
    level = term(words, "quality", decided.level)
    return Said(f"{words(N_('Decided'))}: {level}{points} · {decided.decided_on} · #{decided.entry}", entry=decided.entry)


def _computed(words: Words, answer: ClassificationExplanation) -> Said:
    """What the rules give, and below it every level that was tried."""
    computed = answer.computed
    if computed.level:
        level, clauses = term(words, "quality", computed.level), ", ".join(computed.clauses)
        text = words(N_("The rules give: {level} ({clauses})."), level=level, clauses=clauses)
    else:
        possible = ", ".join(term(words, "quality", each) for each in computed.possible) or "–"
        missing = ", ".join(term(words, "missing", each) for each in computed.missing)
        text = words(N_("The rules alone cannot tell; possible: {levels}. Not known: {missing}."), levels=possible, missing=missing)
    departs = (Said(words(N_("The decision departs from what the rules give."))),) if answer.departs else ()
    bands = tuple(_band(words, each, apart=place == 0) for place, each in enumerate(answer.considered))
    return Said(text, below=(*departs, *bands), mark=None if computed.level else "undetermined", step=0)


def _band(words: Words, band: BandPart, *, apart: bool) -> Said:
    forced = f" · {words(N_('forced'))}" if band.forced else ""
    text = f"{term(words, 'quality', band.level)}{forced}: {term(words, 'status', band.status)} · {band.clause}{cited(band.cites)}"
    return Said(text, clause=band.clause, below=tuple(_weighed(words, band.arithmetic)), mark=band.status, step=4, apart=apart)


def _conclusion(words: Words, conclusion: ConclusionPart) -> Said:
    if conclusion.flag is None or conclusion.severity is None:
        gone = N_("The flag is not up: what it rested on holds no more, was set right, or does not weigh so on this day.")
        return Said(words(gone), mark="none")
    kind: tuple[Kind, str] = ("severity", conclusion.severity) if conclusion.status == "applies" else ("status", conclusion.status)
    missing = (cannot_be_told(words, conclusion.missing),) if conclusion.missing else ()
    text = f"{term(words, *kind)}  {term(words, 'flag', conclusion.flag)}"
    return Said(text, below=(*opened(words, conclusion), *missing), mark=kind[1], step=0)


def _weighed(words: Words, parts: Iterable[WeighedPart]) -> Iterator[Said]:
    for part in parts:
        entries = " ".join(f"#{entry}" for entry in part.evidence)
        # Only true statements are printed: a comparison that fails is said to be false.
        comparison = _compared(words, part)
        written = words(N_("{comparison} is false"), comparison=comparison) if comparison and part.status == "none" else comparison
        said = ": ".join(filter(None, (term(words, "condition", part.condition), written)))
        text = " · ".join(filter(None, (f"{term(words, 'status', part.status)}  {said}", entries)))
        yield Said(text, entry=_first(part.evidence), mark=part.status)


def _compared(words: Words, part: WeighedPart) -> str:
    """The comparison as it is written; levels of theory have names."""
    if part.condition != "theory":
        return part.written
    return " < ".join(level if level == "–" else term(words, "theory_level", level) for level in part.written.split(" < "))


def _tried(words: Words, title: str, tried: Iterable[TriedPart]) -> Said | None:
    below = tuple(_clause_tried(words, each) for each in tried)
    return Said(words(title), below=below, apart=True) if below else None


def _clause_tried(words: Words, tried: TriedPart) -> Said:
    post = f" · {tried.position}" if tried.position else ""
    text = f"{term(words, 'status', tried.status)}  {term(words, 'flag', tried.flag)} · {tried.clause}{cited(tried.cites)}{post}"
    return Said(text, clause=tried.clause, below=tuple(_weighed(words, tried.arithmetic)), mark=tried.status, step=4)


def _facts(words: Words, facts: Iterable[FactPart]) -> Iterator[Said]:
    for fact in facts:
        plain = {name: value for name, value in fact.says.items() if not isinstance(value, dict | list)}
        said = "; ".join(f"{term(words, 'field', name)}: {_said(words, name, value)}" for name, value in plain.items())
        yield recorded_fact(words, fact, (Said(said),) if said else ())


def _said(words: Words, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return words(N_("yes")) if value else words(N_("no"))
    return term(words, NAMED[name], str(value)) if name in NAMED else str(value)


def _changes(words: Words, changes: Iterable[TurningPart], kind: Kind = "status") -> Said | None:
    return _would_change(words, tuple(_turning(words, each, kind) for each in changes))


def _turning(words: Words, change: TurningPart, kind: Kind) -> Said:
    clause = f" {change.clause}" if change.clause else ""
    then = f"{term(words, kind, change.status)}{clause}"
    if change.on is not None:
        text = words(N_("on {day}, by the calendar: {outcome}"), day=change.on, outcome=then)
    else:
        text = words(N_("without entry #{entry}: {outcome}"), entry=change.without, outcome=then)
    return Said(text, entry=change.without, clause=change.clause, mark=change.status)


def _nearest(words: Words, changes: Iterable[PointsPart]) -> Said | None:
    below = []
    for change in changes:
        levels = " / ".join(term(words, "quality", each) for each in change.possible) or "–"
        below.append(Said(words(N_("{then} points instead of {now}: {levels}"), then=change.then, now=change.now, levels=levels)))
    return _would_change(words, tuple(below))


def _would_change(words: Words, changes: tuple[Said, ...]) -> Said | None:
    return Said(words(N_("What would change it")), below=changes, apart=True) if changes else None


def _answered(words: Words, answered: AnsweredPart | None) -> Said | None:
    if answered is None or answered.decision is None:
        return None
    text = words(
        N_("Decided on {day} by {who}: {what}. {reason}"),
        day=answered.decided_on or "–",
        who=answered.by or "–",
        what=term(words, "replacement", answered.decision),
        reason=answered.reason or "",
    )
    return Said(text, apart=True)
