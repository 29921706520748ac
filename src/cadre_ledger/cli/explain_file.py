"""What `explain` says of a flag, a standing and a classification, in words."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from cadre_ledger.cli.output import wrapped
from cadre_ledger.wording.catalogue import N_
from cadre_ledger.wording.terms import Kind, term

if TYPE_CHECKING:
    from cadre_ledger.procedures.answers import (
        Answer,
        BandPart,
        ClassificationExplanation,
        ConclusionPart,
        FactPart,
        FlagExplanation,
        StandingExplanation,
        TriedPart,
        TurningPart,
        WeighedPart,
    )
    from cadre_ledger.wording.catalogue import Words

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


def flag(words: "Words", answer: "FlagExplanation") -> Iterator[str]:
    """Why a flag is up, or no more."""
    post = f" · {answer.about['position']}" if answer.about["position"] else ""
    yield f"{answer.about['cadre']} {answer.about['name']}{post}"
    yield from _conclusion(words, answer.conclusion)
    if answer.clause is not None:
        yield ""
        cites = f" ({answer.clause.cites})" if answer.clause.cites else ""
        yield from wrapped(f"{words(N_('Clause'))}  {answer.clause.id}{cites} · {term(words, 'known_from', answer.clause.known_from)}")
        yield from wrapped(answer.clause.text[words.language], "  ")
        if answer.clause.source:
            yield from wrapped(f"{words(N_('Source'))}: {answer.clause.source}", "  ")
    yield from _weighed(words, answer.arithmetic, "  ")
    yield from _facts(words, answer.facts)
    yield from _tried(words, N_("Considered too"), answer.considered)
    yield from _changes(words, answer.would_change_if)
    if answer.answered is not None and answer.answered.decision is not None:
        done = term(words, "replacement", answer.answered.decision)
        yield ""
        yield from wrapped(
            words(
                N_("Decided on {day} by {who}: {what}. {reason}"),
                day=answer.answered.decided_on or "–",
                who=answer.answered.by or "–",
                what=done,
                reason=answer.answered.reason or "",
            )
        )
    yield from clocks(words, answer)


def standing(words: "Words", answer: "StandingExplanation") -> Iterator[str]:
    """Whether a cadre may be put forward, and every clause weighed."""
    yield f"{answer.about['cadre']} {answer.about['name']}"
    yield f"{words(N_('For a higher post'))}: {term(words, 'eligible', answer.conclusion.status)}"
    for reason in answer.conclusion.reasons:
        entries = ", ".join(f"#{entry}" for entry in reason.evidence)
        until = f" · {words(N_('until {day}'), day=reason.until)}" if reason.until else ""
        yield from wrapped(f"{term(words, 'status', reason.status)}  {term(words, 'against', reason.what)} · {entries}{until}", "  ")
    yield from _tried(words, N_("Clauses that are met, or may be"), answer.clauses)
    yield from _tried(words, N_("Considered, and not applied"), answer.considered)
    yield from _facts(words, answer.facts)
    yield from _changes(words, answer.would_change_if, "eligible")
    yield from clocks(words, answer)


def classification(words: "Words", answer: "ClassificationExplanation") -> Iterator[str]:
    """What was decided on a period, beside what the rules give."""
    yield f"{answer.about['cadre']} {answer.about['name']} · {answer.about['period']} · {answer.about['basis']}"
    if answer.conclusion is None:
        yield words(N_("Nothing was decided on this period."))
    else:
        points = f" · {answer.conclusion.points}" if answer.conclusion.points else ""
        level = term(words, "quality", answer.conclusion.level)
        yield f"{words(N_('Decided'))}: {level}{points} · {answer.conclusion.decided_on} · #{answer.conclusion.entry}"
    yield from _computed(words, answer)
    yield ""
    for band in answer.considered:
        yield from _band(words, band)
    yield from _tried(words, N_("What the level opens"), answer.opens)
    yield from _facts(words, answer.facts)
    if answer.would_change_if:
        yield ""
        yield words(N_("What would change it"))
    for change in answer.would_change_if:
        levels = " / ".join(term(words, "quality", each) for each in change.possible) or "–"
        yield from wrapped(words(N_("{then} points instead of {now}: {levels}"), then=change.then, now=change.now, levels=levels), "  ")
    yield from clocks(words, answer)


def _computed(words: "Words", answer: "ClassificationExplanation") -> Iterator[str]:
    computed = answer.computed
    if computed.level:
        text = words(
            N_("The rules give: {level} ({clauses})."), level=term(words, "quality", computed.level), clauses=", ".join(computed.clauses)
        )
    else:
        possible = ", ".join(term(words, "quality", each) for each in computed.possible) or "–"
        missing = ", ".join(term(words, "missing", each) for each in computed.missing)
        text = words(N_("The rules alone cannot tell; possible: {levels}. Not known: {missing}."), levels=possible, missing=missing)
    yield from wrapped(text)
    if answer.departs:
        yield words(N_("The decision departs from what the rules give."))


def _band(words: "Words", band: "BandPart") -> Iterator[str]:
    cites = f" ({band.cites})" if band.cites else ""
    forced = f" · {words(N_('forced'))}" if band.forced else ""
    yield from wrapped(f"{term(words, 'quality', band.level)}{forced}: {term(words, 'status', band.status)} · {band.clause}{cites}")
    yield from _weighed(words, band.arithmetic, "    ")


def _conclusion(words: "Words", conclusion: "ConclusionPart") -> Iterator[str]:
    if conclusion.flag is None or conclusion.severity is None:
        yield from wrapped(
            words(N_("The flag is not up: what it rested on holds no more, was set right, or does not weigh so on this day."))
        )
        return
    mark = term(words, "severity", conclusion.severity) if conclusion.status == "applies" else term(words, "status", conclusion.status)
    yield f"{mark}  {term(words, 'flag', conclusion.flag)}"
    courses = "; ".join(term(words, "course", each) for each in conclusion.course)
    yield from wrapped(words(N_("The clause opens: {courses}; the decision belongs to the authority."), courses=courses))
    if conclusion.severity != conclusion.severity_written:
        known = N_("The clause itself says {severity}; it weighs less because its text is not known well enough.")
        yield from wrapped(words(known, severity=term(words, "severity", conclusion.severity_written or "")))
    if conclusion.missing:
        missing = ", ".join(term(words, "missing", each) for each in conclusion.missing)
        yield from wrapped(words(N_("It cannot be told: {missing} not known."), missing=missing))


def _weighed(words: "Words", parts: Iterable["WeighedPart"], indent: str) -> Iterator[str]:
    for part in parts:
        entries = " ".join(f"#{entry}" for entry in part.evidence)
        # Only true statements are printed: a comparison that fails is said to be false.
        comparison = _compared(words, part)
        written = words(N_("{comparison} is false"), comparison=comparison) if comparison and part.status == "none" else comparison
        said = ": ".join(filter(None, (term(words, "condition", part.condition), written)))
        yield from wrapped(" · ".join(filter(None, (f"{term(words, 'status', part.status)}  {said}", entries))), indent)


def _compared(words: "Words", part: "WeighedPart") -> str:
    """The comparison as it is written; levels of theory have names."""
    if part.condition != "theory":
        return part.written
    return " < ".join(level if level == "–" else term(words, "theory_level", level) for level in part.written.split(" < "))


def _tried(words: "Words", title: str, tried: Iterable["TriedPart"]) -> Iterator[str]:
    tried = list(tried)
    if tried:
        yield ""
        yield words(title)
    for each in tried:
        cites = f" ({each.cites})" if each.cites else ""
        post = f" · {each.position}" if each.position else ""
        yield from wrapped(f"{term(words, 'status', each.status)}  {term(words, 'flag', each.flag)} · {each.clause}{cites}{post}", "  ")
        yield from _weighed(words, each.arithmetic, "      ")


def _facts(words: "Words", facts: Iterable["FactPart"]) -> Iterator[str]:
    yield ""
    yield words(N_("Rests on"))
    for fact in facts:
        recorded = words(N_("recorded {instant}"), instant=fact.recorded_at[:10])
        yield f"  #{fact.entry}  {fact.name}  {fact.effective_on}  {recorded}"
        plain = {name: value for name, value in fact.says.items() if not isinstance(value, dict | list)}
        said = "; ".join(f"{term(words, 'field', name)}: {_said(words, name, value)}" for name, value in plain.items())
        yield from wrapped(said, "      ")


def _said(words: "Words", name: str, value: Any) -> str:
    if isinstance(value, bool):
        return words(N_("yes")) if value else words(N_("no"))
    return term(words, NAMED[name], str(value)) if name in NAMED else str(value)


def _changes(words: "Words", changes: Iterable["TurningPart"], kind: Kind = "status") -> Iterator[str]:
    changes = list(changes)
    if changes:
        yield ""
        yield words(N_("What would change it"))
    for change in changes:
        clause = f" {change.clause}" if change.clause else ""
        then = f"{term(words, kind, change.status)}{clause}"
        if change.on is not None:
            yield from wrapped(words(N_("on {day}, by the calendar: {outcome}"), day=change.on, outcome=then), "  ")
        else:
            yield from wrapped(words(N_("without entry #{entry}: {outcome}"), entry=change.without, outcome=then), "  ")


def clocks(words: "Words", answer: "Answer") -> Iterator[str]:
    """As of when, known up to where, under which rulebook."""
    from datetime import date

    yield ""
    yield from wrapped(
        words(
            N_("As of {day}; known up to entry {entry} ({instant}); rulebook {rulebook} {digest}; unsigned."),
            day=words.day(date.fromisoformat(answer.as_of)),
            entry=answer.known_at.entry,
            instant=answer.known_at.recorded_at,
            rulebook=answer.rulebook.name,
            digest=answer.rulebook.digest[:12],
        ),
    )
