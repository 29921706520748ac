"""Changes of a standing as lines for people: what came (+), went (−) or became another (~)."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cadre_ledger.procedures.telling.said import wrapped
from cadre_ledger.wording.catalogue import N_, Words
from cadre_ledger.wording.terms import Kind, term

if TYPE_CHECKING:
    from cadre_ledger.procedures.answers import ChangePart

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


def change_lines(words: Words, change: "ChangePart", indent: str = "") -> Iterator[str]:
    """What happened to one thing, and under it what is said of it; of one that became another only what differs."""
    sign = "+" if change.was is None else "−" if change.now is None else "~"
    head = " · ".join(filter(None, (f"{sign} {term(words, 'thing', change.what)}", _name(change))))
    if isinstance(change.now if change.was is None else change.was, Mapping):
        yield from wrapped(head, indent)
        yield from wrapped(", ".join(_said(words, change)), f"{indent}    ")
    else:
        yield from wrapped(f"{head}: {', '.join(_said(words, change))}", indent)


def said_lines(says: Mapping[str, Any], indent: str) -> list[str]:
    """What an entry says, field by field as it is stored."""
    return wrapped(", ".join(f"{path.rpartition('.')[2]}: {value}" for path, value in _leaves(says)), indent)


def _name(change: "ChangePart") -> str:
    """The end of the key: the thing among those of its kind."""
    _, _, end = change.key.partition(change.what.replace(".", "/"))
    return end.removeprefix("/")


def _said(words: Words, change: "ChangePart") -> Iterator[str]:
    was, now = dict(_leaves(change.was)), dict(_leaves(change.now))
    named = _name(change).split("/")
    for path in dict.fromkeys([*was, *now]):
        if was.get(path) == now.get(path) or (path not in VALUES and str(now.get(path, was.get(path))) in named):
            continue
        sides = [_value(words, change.what, path, side.get(path)) for side in (was, now)]
        said = " → ".join(sides) if was and now else sides[0] if was else sides[1]
        yield f"{_label(words, path)}: {said}" if path else said


def _leaves(said: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The single values of a thing; of a share the fraction alone, for it decides."""
    if isinstance(said, Mapping):
        for field, value in said.items():
            if field != "percent":
                yield from _leaves(value, f"{path}.{field}" if path else field)
    elif said not in (None, [], ()):
        yield path, said


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
