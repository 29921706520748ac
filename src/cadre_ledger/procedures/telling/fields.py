"""The fields of records in words: what each is called, and its value as people write it."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, get_args

from cadre_ledger.domain.actors import Role
from cadre_ledger.domain.bodies import BodyLevel
from cadre_ledger.domain.positions import Post
from cadre_ledger.domain.posts import Leaving
from cadre_ledger.domain.replacements import Replacement
from cadre_ledger.domain.returns import ListedSubject
from cadre_ledger.domain.training import QualificationKind
from cadre_ledger.ledger.register import REGISTER
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.wording.catalogue import N_, Words
from cadre_ledger.wording.terms import ENUMS, Kind, term

Names = Mapping[str, str]
"""The names of cadres by their codes."""

KINDS: Mapping[type[Any], Kind] = {
    **ENUMS,
    BodyLevel: "body_level",
    Leaving: "left",
    Role: "role",
    Replacement: "replacement",
    QualificationKind: "qualification",
}
"""The closed sets that fields take their values from."""

OF_CADRES = frozenset({"cadre", "into", "was_merged_into"})
OF_ENTRIES = frozenset({"corrects", "of_entry", "known_at"})
OF_CLAUSES = frozenset({"clause", "ground"})
UNSAID = frozenset(
    (
        *("ballot", "basis_digest", "blind", "commitment", "data_sha256", "digest", "namespace", "proof", "sealed", "seen_leaf"),
        *("signature", "text", "texts", "warnings"),
    )
)
"""What is for machines."""


def fields(words: Words, topic: str, event: Mapping[str, Any], names: Names | None = None) -> tuple[Said, ...]:
    """Everything that a record says, a line a field; lists with a line for each of theirs below."""
    named = {name: value for name, value in event.items() if name not in UNSAID}
    if {"regulation", "clause"} <= named.keys():
        named["clause"] = f"{named['regulation']}#{named['clause']}"
    return tuple(said for name, value in named.items() for said in _field(words, topic, name, value, names or {}))


def label(words: Words, field: str) -> str:
    """What a field is called."""
    return term(words, "field", field)


def value_said(words: Words, topic: str, field: str, value: Any, names: Names | None = None) -> str:
    """A single value as people write it: sets in words, days and numbers as the language has them, cadres with their names."""
    if isinstance(value, bool):
        return words(N_("yes")) if value else words(N_("no"))
    if field in OF_ENTRIES:
        return f"#{value}"
    if field in OF_CADRES:
        return f"{value} {(names or {}).get(str(value), '')}".rstrip()
    return _of_type(words, topic, field, str(value))


def changed(words: Words, topic: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Of two forms of a record what differs: which field, what it said, and what it says; of scores those that differ."""
    for name in now:
        if name in was and was[name] != now[name]:
            yield from _differing(words, topic, name, was[name], now[name])


def _differing(words: Words, topic: str, name: str, was: Any, now: Any) -> Iterator[tuple[str, str, str]]:
    nothing = words(N_("nothing"))
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        for key in (each for each in dict.fromkeys([*was, *now]) if was.get(each) != now.get(each)):
            before, after = (_whole(words, topic, name, each.get(key)) or nothing for each in (was, now))
            yield f"{label(words, name)} · {label(words, key)}", before, after
    else:
        yield label(words, name), _whole(words, topic, name, was) or nothing, _whole(words, topic, name, now) or nothing


def change(words: Words, topic: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[Said, ...]:
    """Of two forms of a record what differs, a line a field."""
    return tuple(Said(f"~ {field}: {before} → {after}") for field, before, after in changed(words, topic, was, now))


def _field(words: Words, topic: str, name: str, value: Any, names: Names) -> Iterator[Said]:
    if value is None or value in ({}, [], ()):
        return
    if name == "post":
        yield from (said for field, each in value.items() for said in _field(words, topic, field, each, names))
    elif name == "subjects":
        yield Said(f"{label(words, name)}: {len(value)}", below=tuple(_subject(words, each) for each in value))
    elif name == "changes":
        yield from (Said(_change(words, each)) for each in value)
    elif isinstance(value, list | tuple) and isinstance(value[0], Mapping):
        yield Said(f"{label(words, name)}: {len(value)}", below=tuple(_part(words, topic, each) for each in value))
    elif name == "scores":
        below = tuple(Said(f"{criterion}: {words.number(Decimal(str(score)))}") for criterion, score in value.items())
        yield Said(label(words, name), below=below)
    elif said := _whole(words, topic, name, value, names):
        clause = value if name in OF_CLAUSES and "#" in value else None
        yield Said(f"{label(words, name)}: {said}", entry=value if name in OF_ENTRIES else None, clause=clause)


def _whole(words: Words, topic: str, name: str, value: Any, names: Names | None = None) -> str:
    """A value on one line, whatever it is made of."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        known = ((label(words, key), each) for key, each in value.items() if each is not None)
        return ", ".join(f"{key} {each}" for key, each in known)
    if isinstance(value, list | tuple):
        return ", ".join(value_said(words, topic, name, each, names) for each in value)
    return value_said(words, topic, name, value, names)


def _subject(words: Words, subject: Mapping[str, Any]) -> Said:
    """One line of a result."""
    counts = ", ".join(f"{term(words, 'level', level)} {count}" for level, count in subject.get("counts", {}).items())
    invalid = f"{label(words, 'invalid')} {subject['invalid']}" if subject.get("invalid") is not None else None
    who = f"{subject['number']} {subject['name']}"
    return Said(" · ".join(filter(None, (who, subject["position"], counts, invalid, subject.get("cadre")))))


def _part(words: Words, topic: str, part: Mapping[str, Any]) -> Said:
    """One part of a record that has several of a kind: what it says on a line, and its own parts below."""
    said = {name: value for name, value in part.items() if name not in UNSAID and value is not None}
    below = tuple(each for name, value in said.items() if isinstance(value, list) for each in _field(words, topic, name, value, {}))
    line = (f"{label(words, name)} {_whole(words, topic, name, value)}" for name, value in said.items() if not isinstance(value, list))
    return Said(" · ".join(line), below=below)


def _change(words: Words, change: Mapping[str, Any]) -> str:
    """One corrected field of a vote, of the whole or of one line."""
    of = f"{change['subject']} · " if change["subject"] is not None else ""
    nothing = words(N_("nothing"))
    was, now = (nothing if change[side] is None else change[side] for side in ("was", "now"))
    return f"{of}{label(words, change['field'])}: {was} → {now}"


def _of_type(words: Words, topic: str, field: str, value: str) -> str:
    """By what the field may hold."""
    if (topic, field) == ("charter.founded/1", "authority"):
        return term(words, "authority", value)
    for kind in _types(topic, field):
        if kind in KINDS:
            return term(words, KINDS[kind], value)
        if kind is PartialDate:
            return words.day(PartialDate.parse(value))
        if kind is Decimal:
            return words.number(Decimal(value))
    return value


@cache
def _types(topic: str, field: str) -> tuple[type[Any], ...]:
    """What a field may hold; nothing of a form that is no longer written, for its values are shown as they are."""
    event = REGISTER.models.get(topic)
    models = (each for each in (event, Post, ListedSubject) if each is not None)
    found = next((model.model_fields[field] for model in models if field in model.model_fields), None)
    return () if event is None or found is None else tuple(_within(found.annotation))


def _within(annotation: Any) -> Iterator[type[Any]]:
    parts = get_args(annotation)
    if not parts and isinstance(annotation, type):
        yield annotation
    for each in parts:
        yield from _within(each)
