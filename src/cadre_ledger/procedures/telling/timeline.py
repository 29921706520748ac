"""The life of a file: a line a record, with its fields below it; what was put right beside what it was."""

from collections.abc import Mapping
from typing import Any

from cadre_ledger.procedures.answers import Timeline, TimelinePart
from cadre_ledger.procedures.telling import changes
from cadre_ledger.procedures.telling.fields import Names, changed, fields, label, value_said
from cadre_ledger.procedures.telling.recorded import happened, sign
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.wording.catalogue import N_, Words

MAIN = (
    "position",
    "period",
    "level",
    "points",
    "form",
    "line",
    "category",
    "kind",
    "programme",
    "session",
    "decision",
    "flag",
    "capacity",
    "into",
    "name",
)
"""The fields that tell most of a record, of which the first few stand in its line."""
FEW = 3

Corrected = list[tuple[str, str, str]]


def timeline(words: Words, answer: Timeline, names: Names | None = None) -> tuple[Said, ...]:
    """Each record of a file in the order of its days; a correction names what it corrected and what that said."""
    by_entry = {each.entry: each for each in answer.entries}
    return tuple(_record(words, each, by_entry, names) for each in answer.entries)


def as_stored(answer: Timeline) -> tuple[Said, ...]:
    """The same as it is stored, for those who look for the names of records and fields."""
    told = (
        Said(f"{each.effective_on:<10}  #{each.entry}  {each.name}", entry=each.entry, below=changes.as_stored(each.says), step=12)
        for each in answer.entries
    )
    return (Said(f"{answer.cadre.code} · {answer.cadre.name}"), *told)


def _record(words: Words, each: TimelinePart, by_entry: Mapping[int, TimelinePart], names: Names | None) -> Said:
    day = words.day(PartialDate.parse(each.effective_on))
    head = f"{day:<10}  {sign(each.name)} {happened(words, each.name)}"
    details = fields(words, each.name, each.says, names)
    if "corrects" not in each.says:
        return Said(" · ".join((head, *_main(words, each, names))), entry=each.entry, below=details)
    put_right = [_put_right(words, *each_change, each.says.get("reason")) for each_change in _corrected(words, each, by_entry)]
    text = " · ".join((f"{head} #{each.says['corrects']}", *put_right[:1]))
    return Said(text, entry=each.entry, below=(*map(Said, put_right[1:]), *details))


def _main(words: Words, each: TimelinePart, names: Names | None) -> list[str]:
    told = [field for field in MAIN if each.says.get(field) is not None and not isinstance(each.says[field], Mapping)]
    return [value_said(words, each.name, field, each.says[field], names) for field in told[:FEW]]


def _put_right(words: Words, field: str, was: str, now: str, reason: str | None) -> str:
    return words(N_("{field} was {was}, is {now}: {reason}"), field=field, was=was, now=now, reason=reason or "–")


def _corrected(words: Words, each: TimelinePart, by_entry: Mapping[int, TimelinePart]) -> Corrected:
    """Which fields a correction changed; a vote names them itself, all else is set against what held before."""
    if each.name.startswith("vote.corrected/"):
        sides = ((field, str(value).partition(" → ")) for field, value in each.says.items() if " → " in str(value) and field != "reason")
        return [(label(words, field), was, now) for field, (was, _, now) in sides]
    return list(changed(words, each.name, _before(each, by_entry), each.says))


def _before(each: TimelinePart, by_entry: Mapping[int, TimelinePart]) -> dict[str, Any]:
    """What the record said when it was corrected: itself, with every earlier correction of it."""
    root = _root(each, by_entry)
    same = (by_entry[entry] for entry in sorted(by_entry) if entry < each.entry and _root(by_entry[entry], by_entry) == root)
    return {field: value for earlier in same for field, value in earlier.says.items() if field not in ("corrects", "reason")}


def _root(each: TimelinePart, by_entry: Mapping[int, TimelinePart]) -> int:
    """The first record of a chain of corrections."""
    corrects = each.says.get("corrects")
    if not isinstance(corrects, int) or corrects >= each.entry:
        return each.entry
    return _root(by_entry[corrects], by_entry) if corrects in by_entry else corrects
