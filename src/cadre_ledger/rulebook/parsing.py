"""Regulation files: TOML bytes to a `Regulation`, with every finding at once."""

import tomllib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from cadre_ledger.rulebook.clauses import Clause, OutcomeClause
from cadre_ledger.rulebook.conditions import HIGHEST, PointLimits, ShareLimits
from cadre_ledger.rulebook.personnel import ClassificationBand, CriteriaSet, Part
from cadre_ledger.rulebook.regulation import Regulation
from cadre_ledger.values.citations import KnownFrom
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Unreadable
from cadre_ledger.values.findings import Finding, Place
from cadre_ledger.values.shares import Limit
from cadre_ledger.values.tallies import VoteKind

PARTS: tuple[Part, ...] = get_args(Part)
PROTECTED = frozenset({"sex", "gender", "ethnicity", "birth", "born", "family", "religion"})


def parse(text: bytes, file: str) -> Regulation:
    """The regulation in a file, or `Unreadable` with all that is wrong with it."""
    regulation, findings = read(text, file)
    if regulation is None or any(finding.stops for finding in findings):
        raise Unreadable(findings)
    return regulation


def read(text: bytes, file: str) -> tuple[Regulation | None, list[Finding]]:
    """The regulation as far as it can be read, and all findings with file, clause and field."""
    try:
        raw = tomllib.loads(text.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return None, [Finding(Code.RULES_NOT_TOML, {"reason": str(error)}, Place(file))]
    findings = list(_protected(raw, file))
    findings += _tables(raw, file)
    head = raw.get("regulation")
    try:
        regulation = Regulation.model_validate({**(head if isinstance(head, dict) else {}), "clauses": raw.get("clause", [])})
    except ValidationError as error:
        return None, [*findings, *_field_findings(error, raw, file), *_sound_clauses(raw, file)]
    return regulation, [*findings, *check(regulation, file)]


def check(regulation: Regulation, file: str) -> Iterator[Finding]:
    """What the fields alone cannot show: doubles, sources, bands, bases."""
    yield from _doubles(regulation.clauses, file)
    yield from _sources(regulation.clauses, file)
    for vote in VoteKind:
        outcomes = regulation.outcomes(vote)
        yield from _bands(outcomes, file)
        if outcomes and regulation.share_base(vote) is None:
            yield Finding(Code.NO_SHARE_BASE, {"vote": vote.value}, Place(file))
    yield from _point_bands(regulation.of_kind(ClassificationBand), file)
    for criteria in regulation.of_kind(CriteriaSet):
        yield from _weights(criteria, file)


def check_together(regulations: Iterable[Regulation]) -> Iterator[Finding]:
    """What only a set shows: a replaced regulation without an end, the same id twice.

    An end that is missing because nobody knows when the successor began is said, and stops nothing.
    """
    by_id: dict[str, Regulation] = {}
    for regulation in regulations:
        if regulation.id in by_id:
            yield Finding(Code.REGULATION_TWICE, {"regulation": regulation.id}, Place(regulation.id))
        by_id[regulation.id] = regulation
    for regulation in by_id.values():
        for replaced in regulation.replaces:
            if replaced in by_id and by_id[replaced].in_force.end is None:
                facts = {"regulation": replaced, "by": regulation.id}
                yield Finding(Code.REPLACED_IN_FORCE, facts, Place(replaced), stops=regulation.in_force.start is not None)


def _tables(raw: dict[str, Any], file: str) -> Iterator[Finding]:
    for other in sorted(raw.keys() - {"regulation", "clause"}):
        yield Finding(Code.RULES_FIELD, {"field": other, "reason": "unknown table"}, Place(file))
    if not isinstance(raw.get("regulation", {}), dict):
        yield Finding(Code.RULES_FIELD, {"field": "regulation", "reason": "not a table"}, Place(file))


def _sound_clauses(raw: dict[str, Any], file: str) -> Iterator[Finding]:
    """What can be said of the sound clauses of a file with others; bands and bases only show in the whole."""
    sound = []
    for clause in raw["clause"] if isinstance(raw.get("clause"), list) else ():
        with suppress(ValidationError):
            sound.append(_clause().validate_python(clause))
    yield from _doubles(sound, file)
    yield from _sources(sound, file)


def _field_findings(error: ValidationError, raw: dict[str, Any], file: str) -> Iterator[Finding]:
    for problem in error.errors(include_url=False):
        path = problem["loc"]
        clause = _clause_name(raw, path)
        field = ".".join(str(part) for part in path[3 if clause else 0 :]) or "kind"
        yield Finding(Code.RULES_FIELD, {"field": field, "reason": problem["msg"]}, Place(file, column=clause))


def _clause_name(raw: dict[str, Any], path: tuple[int | str, ...]) -> str:
    if path[:1] != ("clauses",) or len(path) < 2 or not isinstance(path[1], int):
        return ""
    clause = raw["clause"][path[1]]
    return str(clause.get("id", f"clause {path[1] + 1}")) if isinstance(clause, dict) else f"clause {path[1] + 1}"


def _doubles(clauses: Iterable[Clause], file: str) -> Iterator[Finding]:
    seen = set()
    for clause in clauses:
        if clause.id in seen:
            yield Finding(Code.CLAUSE_TWICE, {"clause": clause.id}, Place(file, column=clause.id))
        seen.add(clause.id)


def _sources(clauses: Iterable[Clause], file: str) -> Iterator[Finding]:
    for clause in clauses:
        if clause.known_from is not KnownFrom.UNVERIFIED and not clause.source:
            yield Finding(Code.NO_SOURCE, {"clause": clause.id}, Place(file, column=clause.id))


def _bands(outcomes: Iterable[OutcomeClause], file: str) -> Iterator[Finding]:
    """Bands of one level must follow each other without overlap and without a gap."""
    bands: dict[object, list[tuple[OutcomeClause, ShareLimits]]] = {}
    for clause in outcomes:
        if clause.when.limits is not None:
            level, limits = clause.when.limits
            bands.setdefault(level, []).append((clause, limits))
    for same_level in bands.values():
        ordered = sorted(same_level, key=lambda each: _position(each[1].band.lower))
        for (lower, below), (upper, above) in pairwise(ordered):
            gap = 1 if below.of is not above.of else _compare(below.band.upper, above.band.lower)
            yield from _meeting(lower.id, upper.id, gap, file)


def _point_bands(bands: Iterable[ClassificationBand], file: str) -> Iterator[Finding]:
    """Points of the levels must follow each other too; a level without points is met by its conditions alone."""
    limits: list[tuple[str, PointLimits]] = [(band.id, band.points) for band in bands if band.points is not None]
    for (lower, below), (upper, above) in pairwise(sorted(limits, key=lambda each: _position(each[1].band.lower))):
        yield from _meeting(lower, upper, _compare(below.band.upper, above.band.lower), file)


def _meeting(lower: str, upper: str, gap: int, file: str) -> Iterator[Finding]:
    if gap:
        code = Code.BANDS_OVERLAP if gap > 0 else Code.BANDS_GAP
        yield Finding(code, {"clause": lower, "other": upper}, Place(file, column=upper))


def _weights(criteria: CriteriaSet, file: str) -> Iterator[Finding]:
    """The criteria of each part bring the points of the part, and the parts bring a hundred."""
    sums = [(part, criteria.points(part), Decimal(wanted)) for part, wanted in criteria.parts.items()]
    sums += [(part, criteria.points(part), Decimal(0)) for part in PARTS if part not in criteria.parts]
    total = sum((Decimal(points) for points in criteria.parts.values()), Decimal(0))
    for part, points, wanted in (*sums, ("total", total, Decimal(HIGHEST))):
        if points != wanted:
            facts = {"clause": criteria.id, "part": part, "sum": str(points), "wanted": str(wanted)}
            yield Finding(Code.WEIGHTS_SUM, facts, Place(file, column=criteria.id))


def _position(lower: Limit | None) -> tuple[Fraction, bool]:
    return (Fraction(-1), False) if lower is None else (lower.value, lower.strict)


def _compare(upper: Limit | None, lower: Limit | None) -> int:
    """-1: shares lie between the two bands; 0: they meet; 1: shares lie in both."""
    if upper is None or lower is None:
        return 1
    if upper.value != lower.value:
        return 1 if upper.value > lower.value else -1
    return 0 if upper.strict != lower.strict else (-1 if upper.strict else 1)


def _protected(value: object, file: str, clause: str = "", path: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Sex, ethnicity, birth, family and religion serve statistics only; no clause may rest on them."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in PROTECTED and path:
                yield Finding(Code.PROTECTED_ATTRIBUTE, {"field": ".".join((*path[1:], key))}, Place(file, column=clause))
            if key not in ("text", "title"):
                yield from _protected(inner, file, clause, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value, start=1):
            named = str(inner.get("id", f"clause {place}")) if path == ("clause",) and isinstance(inner, dict) else clause
            yield from _protected(inner, file, named, path)


@lru_cache(maxsize=1)
def _clause() -> TypeAdapter[Clause]:
    """Made when a file has a clause that cannot be read, which is rare; making it takes time."""
    return TypeAdapter(Clause)
