"""What differs between two readings, or came with one record: what came (+), went (−) or became another (~)."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from cadre_ledger.procedures.answers import ChangePart, Diff, DifferingPart, Replay, StepPart
from cadre_ledger.procedures.telling.clocks import entry_line, signing
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.wording.catalogue import N_, Words
from cadre_ledger.wording.terms import Kind, term

VALUES: Mapping[str, Kind] = {
    "status": "status",
    "level": "quality",
    "kind": "vote_kind",
    "line": "line",
    "form": "form",
    "required": "theory_level",
    "held": "theory_level",
    "what": "against",
    "flag": "flag",
    "severity": "severity",
    "decision": "decision",
    "course": "course",
    "missing": "missing",
    "higher_post.status": "eligible",
    "training.level": "theory_level",
    "training.category": "category",
    "grounds.way": "leaving",
    "absences.kind": "absence",
}
"""Which words the values of a field are said in, of whatever thing or of one kind of things."""


def differences(words: Words, answer: Diff) -> tuple[Said, ...]:
    """What differs, owner by owner with its cause, and between which readings."""
    owners = tuple(_owned(words, answer))
    since = answer.since
    readings = {"first": since.as_of, "before": since.known_at.entry, "last": answer.as_of, "entry": answer.known_at.entry}
    readings["signing"] = signing(words, signed=answer.ledger.signed)
    between = words(N_("From {first}, known up to entry {before}, to {last}, known up to entry {entry}; {signing}."), **readings)
    nothing = () if owners else (Said(words(N_("Nothing differs."))),)
    return (*owners, *nothing, Said(between, apart=bool(owners)), *_rules(words, answer))


def consequences(words: Words, answer: Diff, put_right: tuple[Said, ...] = (), names: Mapping[str, str] | None = None) -> tuple[Said, ...]:
    """What one entry changed: the facts it put right, then of whom what else is said, a group of a kind under its name."""
    facts = (Said(words(N_("Put right")), below=put_right),) if put_right else ()
    owners = groupby(answer.differences, _owner)
    verdicts = tuple(_of_owner(words, f"{owner} {(names or {}).get(owner, '')}".rstrip(), list(found)) for owner, found in owners)
    nothing = () if verdicts else (Said(words(N_("It changed no verdict: the standing, the flags and the outcomes are as before."))),)
    readings = {"before": answer.since.known_at.entry, "entry": answer.known_at.entry, "day": words.day(PartialDate.parse(answer.as_of))}
    compared = words(N_("Known up to entry {before} against known up to entry {entry}, both as of {day}."), **readings)
    return (*facts, *verdicts, *nothing, Said(compared, apart=True))


def _of_owner(words: Words, owner: str, found: list[DifferingPart]) -> Said:
    kinds = dict.fromkeys(each.what.partition(".")[0] for each in found)
    below = tuple(change(words, each) for kind in kinds for each in found if each.what.partition(".")[0] == kind)
    return Said(owner, below=below)


def replay(words: Words, answer: Replay) -> tuple[Said, ...]:
    """Step by step what was recorded, or which day it was, and what of the standing it changed."""
    known = {"day": answer.as_of, "entry": answer.known_at.entry, "signing": signing(words, signed=answer.ledger.signed)}
    by_day = N_("Days up to {day}, with all that was known up to entry {entry}; {signing}.")
    by_entry = N_("Each standing as of {day}, known up to the entry of its step; {signing}.")
    steps = (_step(words, each) for each in answer.steps)
    last = Said(words(by_day if answer.by == "day" else by_entry, **known), apart=True)
    return (Said(f"{answer.cadre.code} · {answer.cadre.name}"), *steps, last)


def change(words: Words, change: ChangePart) -> Said:
    """What happened to one thing, and under it what is said of it; of one that became another only what differs."""
    sign = "+" if change.was is None else "−" if change.now is None else "~"
    head = " · ".join(filter(None, (f"{sign} {term(words, 'thing', change.what)}", _name(change))))
    said = tuple(_said(words, change))
    entry = _entry(change)
    if isinstance(change.now if change.was is None else change.was, Mapping):
        return Said(head, entry=entry, below=(Said(", ".join(said)),) if said else (), step=4)
    return Said(f"{head}: {', '.join(said)}", entry=entry)


def as_stored(says: Mapping[str, Any], inset: int = 0) -> tuple[Said, ...]:
    """What an entry says, field by field as it is stored."""
    said = ", ".join(f"{path.rpartition('.')[2]}: {value}" for path, value in leaves(says))
    return (Said(said, inset=inset),) if said else ()


def leaves(said: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The single values of a thing; of a share the fraction alone, for it decides."""
    if isinstance(said, Mapping):
        for field, value in said.items():
            if field != "percent":
                yield from leaves(value, f"{path}.{field}" if path else field)
    elif said not in (None, [], ()):
        yield path, said


def _owned(words: Words, answer: Diff) -> Iterator[Said]:
    grouped = groupby(answer.differences, lambda each: (_owner(each), each.cause, each.entries))
    for place, ((owner, cause, entries), found) in enumerate(grouped):
        changes = (change(words, each) for each in found)
        yield Said(owner, below=(*changes, _because(words, cause, entries)), apart=place > 0)


def _owner(each: DifferingPart) -> str:
    return each.key.partition("/")[0]


def _because(words: Words, cause: str, entries: tuple[int, ...]) -> Said:
    if cause == "entries":
        named = ", ".join(f"#{entry}" for entry in entries)
        text = words(N_("entries about it that took effect or became known meanwhile: {entries}"), entries=named)
    else:
        text = words(N_("no entry about it took effect or became known meanwhile: the calendar or the rulebook alone"))
    return Said(f"({text})", entry=entries[0] if entries else None)


def _rules(words: Words, answer: Diff) -> Iterator[Said]:
    if answer.rules:
        rules = ", ".join(f"#{entry}" for entry in answer.rules)
        said = words(N_("Entries on rules that took effect or became known meanwhile: {entries}"), entries=rules)
        yield Said(said, entry=answer.rules[0])


def _step(words: Words, step: StepPart) -> Said:
    changes = tuple(change(words, each) for each in step.changes) or (Said(words(N_("Nothing of the standing changed."))),)
    if step.entry is None:
        return Said(step.as_of, below=changes, apart=True)
    return Said(entry_line(words, step.entry), entry=step.entry.entry, below=(*as_stored(step.entry.says, inset=2), *changes), apart=True)


def _entry(change: ChangePart) -> int | None:
    side = change.was if change.now is None else change.now
    entry = side.get("entry") if isinstance(side, Mapping) else None
    return entry if isinstance(entry, int) else None


def _name(change: ChangePart) -> str:
    """The end of the key: the thing among those of its kind."""
    _, _, end = change.key.partition(change.what.replace(".", "/"))
    return end.removeprefix("/")


def _said(words: Words, change: ChangePart) -> Iterator[str]:
    was, now = dict(leaves(change.was)), dict(leaves(change.now))
    named = _name(change).split("/")
    for path in dict.fromkeys([*was, *now]):
        if was.get(path) == now.get(path) or (path not in VALUES and str(now.get(path, was.get(path))) in named):
            continue
        sides = [_value(words, change.what, path, side.get(path)) for side in (was, now)]
        said = " → ".join(sides) if was and now else sides[0] if was else sides[1]
        yield f"{_label(words, path)}: {said}" if path else said


def _label(words: Words, path: str) -> str:
    return " · ".join(term(words, "thing_field", field) for field in path.split(".") if field != "fraction")


def _value(words: Words, what: str, path: str, value: Any) -> str:
    if value is None:
        return words(N_("nothing"))
    whole = ".".join(filter(None, (what, path)))
    kind = VALUES.get(whole) or VALUES.get(whole.rpartition(".")[2])
    several = value if isinstance(value, list | tuple) else (value,)
    entries = (f"#{each['entry']}" if isinstance(each, Mapping) else each for each in several)
    return " + ".join(str(each) if kind is None else term(words, kind, str(each)) for each in entries)
