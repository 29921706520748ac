"""What a correction put right: each field, what it had said, and what it says."""

from collections.abc import Mapping
from typing import Any

from cadre_ledger.procedures.telling.fields import changed, label
from cadre_ledger.wording.catalogue import N_, Words

Entries = Mapping[int, Mapping[str, Any]]
"""What each entry says, of those that one correction may follow on."""
Change = tuple[str, str, str]


def put_right(words: Words, topic: str, entry: int, says: Entries) -> list[Change]:
    """Of a correction the fields it changed; a vote names them itself, all else is set against what held before."""
    if topic.startswith("vote.corrected/"):
        return _of_vote(words, says[entry])
    return list(changed(words, topic, _before(entry, says), says[entry]))


def sentence(words: Words, change: Change, reason: str | None) -> str:
    """One field that was put right, and why."""
    field, was, now = change
    return words(N_("{field} was {was}, is {now}: {reason}"), field=field, was=was, now=now, reason=reason or "–")


def root(entry: int, says: Entries) -> int:
    """The first record of a chain of corrections."""
    corrects = says[entry].get("corrects")
    if not isinstance(corrects, int) or corrects >= entry:
        return entry
    return root(corrects, says) if corrects in says else corrects


def _of_vote(words: Words, said: Mapping[str, Any]) -> list[Change]:
    """As it is stored, or as the timeline of one person has it."""
    if "changes" in said:
        return [(_place(words, each), _figure(words, each["was"]), _figure(words, each["now"])) for each in said["changes"]]
    sides = ((field, str(value).partition(" → ")) for field, value in said.items() if " → " in str(value) and field != "reason")
    return [(label(words, field), was, now) for field, (was, _, now) in sides]


def _place(words: Words, change: Mapping[str, Any]) -> str:
    name = label(words, change["field"])
    return name if change["subject"] is None else f"{change['subject']} · {name}"


def _figure(words: Words, value: object) -> str:
    return words(N_("nothing")) if value is None else str(value)


def _before(entry: int, says: Entries) -> dict[str, Any]:
    """What the record said when it was corrected: itself, with every earlier correction of it."""
    first = root(entry, says)
    same = (says[each] for each in sorted(says) if each < entry and root(each, says) == first)
    return {field: value for earlier in same for field, value in earlier.items() if field not in ("corrects", "reason")}
