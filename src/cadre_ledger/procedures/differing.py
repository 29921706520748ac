"""What differs between two readings: documents taken apart into things under keys that stay their own, and compared."""

from collections.abc import Iterator, Mapping
from heapq import merge
from itertools import groupby, islice
from typing import Any, NamedTuple

from cadre_ledger.procedures import answers
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.reading import flag_of, heading, outcome_part
from cadre_ledger.procedures.standings import standing
from cadre_ledger.projections.concerning import Answered, Days, entries_about, entries_about_line
from cadre_ledger.projections.dossiers import SessionDossier
from cadre_ledger.projections.holders import units_under
from cadre_ledger.projections.judge import held
from cadre_ledger.projections.source import results_of, rulebook_of
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import NotFound
from cadre_ledger.values.verdicts import Truth

KEYS: Mapping[type[answers.Part], tuple[str, ...]] = {
    answers.PostPart: ("position", "entry"),
    answers.ClassificationPart: ("period", "entry"),
    answers.StandingVotePart: ("session", "subject"),
    answers.SanctionPart: ("case_entry",),
    answers.FreezePart: ("line",),
    answers.GapPart: ("position",),
    answers.ReasonPart: ("what", "evidence"),
    answers.AbsencePart: ("entry",),
    answers.TrainingPart: ("entry",),
    answers.GroundPart: ("position", "clause"),
    answers.ExemptionPart: ("position", "clause"),
    answers.FlagPart: ("id",),
}
"""By which fields a part of a list is known again on another day."""
COUNTERS = frozenset({"months"})
"""Fields that move with every day: no difference that anyone asks for."""
LEFT_OUT = frozenset(answers.Answer.model_fields) | {"next_change"}
"""What a standing says of the question rather than of the cadre."""


class Thing(NamedTuple):
    """Of which kind, and what is said of it."""

    what: str
    said: Any


Things = Mapping[str, Thing]
"""By key; what is not there is not said."""


# Taking apart and comparing


def things(path: str, part: answers.Part, without: frozenset[str] = frozenset()) -> Things:
    """Everything that a document says, under a key each; of two under one key the second is numbered."""
    found: dict[str, Thing] = {}
    for key, thing in _taken_apart(path, "", part, without):
        free = key
        number = 1
        while free in found:
            number += 1
            free = f"{key}~{number}"
        found[free] = thing
    return found


def _taken_apart(path: str, within: str, part: answers.Part, without: frozenset[str]) -> Iterator[tuple[str, Thing]]:
    for name in type(part).model_fields:
        value, what = getattr(part, name), f"{within}{name}"
        if name in without or name in COUNTERS:
            continue
        if isinstance(value, answers.Part):
            yield from _taken_apart(f"{path}/{name}", f"{what}.", value, frozenset())
        elif isinstance(value, tuple):
            for each in value:
                yield f"{path}/{name}/{_key(each)}", Thing(what, _said(each))
        elif value is not None:
            yield f"{path}/{name}", Thing(what, value)


def _key(each: Any) -> str:
    if not isinstance(each, answers.Part):
        return str(each)
    values = (getattr(each, name) for name in KEYS[type(each)])
    return "/".join("+".join(map(str, value)) if isinstance(value, tuple) else str(value) for value in values)


def _said(each: Any) -> Any:
    return each.model_dump(mode="json", exclude=set(COUNTERS)) if isinstance(each, answers.Part) else each


def changes(before: Things, after: Things) -> Iterator[answers.ChangePart]:
    """What came, went or became another, in the order in which documents say it; done to the one it gives the other."""
    for key in dict.fromkeys([*before, *after]):
        was, now = before.get(key), after.get(key)
        if was != now:
            what = (now or was or Thing("", None)).what
            yield answers.ChangePart(what=what, key=key, was=was and was.said, now=now and now.said)


# What there is to compare


def standing_things(desk: Desk, cadre: str) -> Things:
    """What a standing says; nothing of someone who is not known."""
    if desk.source.get(("cadre", cadre)) is None:
        return {}
    return things(cadre, standing(desk, cadre), LEFT_OUT)


def outcome_things(desk: Desk, code: str) -> Things:
    """The outcomes of a vote by line; nothing of one that had not been held."""
    session: SessionDossier | None = desk.source.get(("session", code))
    if session is None or held(session.day, desk.as_of) is Truth.NOT:
        return {}
    judged = desk.judging.verdict(session, desk.as_of)
    return {
        f"{code}/outcomes/{each.line.number}": Thing("outcomes", outcome_part(judged, each).model_dump(mode="json"))
        for each in judged.subjects
    }


def unlinked_flags(desk: Desk, code: str) -> Things:
    """The flags of a vote's lines that belong to no file."""
    session: SessionDossier | None = desk.source.get(("session", code))
    if session is None or held(session.day, desk.as_of) is Truth.NOT:
        return {}
    judged = desk.judging.verdict(session, desk.as_of)
    up = (flag_of(desk, judged, each) for each in judged.subjects if each.cadre is None)
    return {f"flags/{each.id}": Thing("flags", _said(each)) for each in up if each is not None}


# Differences of two readings


def diff(
    before: Desk, after: Desk, *, cadre: str | None = None, unit: str | None = None, limit: int | None = None, after_key: str | None = None
) -> answers.Diff:
    """What differs of cadres, then of votes, then of flags; of one cadre, or of those with a post in a unit or below it."""
    found = _Differing(before.remembering(), after.remembering()).all(cadre, unit)
    if after_key is not None:
        found = _after(found, after_key)
    return answers.Diff(
        **heading(after, answers.Diff.NAME),
        since=answers.SincePart(
            as_of=before.as_of.isoformat(), known_at=answers.KnownAtPart(entry=before.cut.entry, recorded_at=before.cut.recorded_at)
        ),
        rules=_rules(before, after),
        differences=tuple(islice(found, limit)),
    )


class _Differing:
    """Two readings side by side, one owner at a time: neither is ever held whole."""

    def __init__(self, before: Desk, after: Desk) -> None:
        self._before, self._after = before, after
        self._answered = Answered(after.source)

    def all(self, cadre: str | None, unit: str | None) -> Iterator[answers.DifferingPart]:
        if cadre is not None:
            cadre = self._after.cadre(cadre).code
        units = None if unit is None else self._units(unit)
        narrowed = cadre is not None or units is not None
        for code in self._codes("cadre") if cadre is None else (cadre,):
            pair = self._standings(code)
            if units is None or any(_in_units(each, units) for each in pair):
                yield from self._caused(changes(*pair), self._of_cadre(code))
        if units is None:
            yield from self._outcomes(cadre)
        if not narrowed:
            yield from self._flags_of_nobody()

    def _standings(self, code: str) -> tuple[Things, Things]:
        """Before and after; of two days the earlier says by itself whether the later one needs looking at."""
        earlier, later = sorted((self._before, self._after), key=lambda each: each.as_of)
        if self._before.cut == self._after.cut:
            first = standing(earlier, code)
            if first.next_change is None or first.next_change > later.as_of.isoformat():
                same = things(code, first, LEFT_OUT)
                return same, same
        before, after = (standing_things(desk, code) for desk in (self._before, self._after))
        return before, after

    def _codes(self, kind: str) -> Iterator[str]:
        both = merge(self._before.source.keys_of(kind), self._after.source.keys_of(kind))
        return (code for code, _ in groupby(both))

    def _units(self, unit: str) -> frozenset[str]:
        if self._after.source.get(("unit", unit)) is None:
            raise NotFound(Code.NO_UNIT, unit=unit)
        return frozenset(code for desk in (self._before, self._after) for code in units_under(desk.source, unit, desk.as_of))

    def _outcomes(self, cadre: str | None) -> Iterator[answers.DifferingPart]:
        listed = None if cadre is None else set(results_of(self._after.source, cadre))
        for code in self._codes("session") if listed is None else sorted({code for code, _ in listed}):
            pair = (outcome_things(self._before, code), outcome_things(self._after, code))
            for each in changes(*pair):
                number = int(each.key.rpartition("/")[2])
                if listed is None or (code, number) in listed:
                    yield from self._caused([each], entries_about_line(self._after.source, self._answered, code, number))

    def _flags_of_nobody(self) -> Iterator[answers.DifferingPart]:
        """Flags of listed people who are in no file; those of a file are in its standing."""
        for code in self._codes("session"):
            for each in changes(unlinked_flags(self._before, code), unlinked_flags(self._after, code)):
                number = (each.now or each.was)["subject"]
                yield from self._caused([each], entries_about_line(self._after.source, self._answered, code, number))

    def _of_cadre(self, code: str) -> Days:
        return entries_about(self._after.source, self._answered, code)

    def _caused(self, found: Iterator[answers.ChangePart] | list[answers.ChangePart], about: Days) -> Iterator[answers.DifferingPart]:
        meanwhile = tuple(sorted(entry for entry, day in about.items() if _meanwhile(self._before, self._after, entry, day)))
        for each in found:
            yield answers.DifferingPart(**dict(each), cause="entries" if meanwhile else "time", entries=meanwhile)


def _in_units(found: Things, units: frozenset[str]) -> bool:
    return any(each.what == "posts" and each.said["unit"] in units for each in found.values())


def _meanwhile(before: Desk, after: Desk, entry: int, effective_on: str) -> bool:
    """Whether an entry took effect between the days, or may have, or was recorded between the cuts."""
    day = PartialDate.parse(effective_on)
    earlier, later = sorted((before.as_of, after.as_of))
    took_effect = day.first <= later and earlier < day.last
    return took_effect or before.cut.entry < entry <= after.cut.entry


def _rules(before: Desk, after: Desk) -> tuple[int, ...]:
    dossier = rulebook_of(after.source)
    days = {line.entry: line.effective_on for line in dossier.adopted} | {line.entry: line.effective_on for line in dossier.confirmed}
    return tuple(sorted(entry for entry, day in days.items() if _meanwhile(before, after, entry, day)))


def _after(found: Iterator[answers.DifferingPart], key: str) -> Iterator[answers.DifferingPart]:
    for each in found:
        if each.key == key:
            break
    yield from found
