"""What was recorded, or would be, in plain words: what happened, to whom, from when, and every field."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cadre_ledger.domain.shapes import Event
from cadre_ledger.procedures.answers import Recorded, RecordPart
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.telling.fields import OF_CADRES, Names, fields, value_said
from cadre_ledger.procedures.telling.put_right import put_right, sentence
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.records import Record
from cadre_ledger.wording.catalogue import N_, Words
from cadre_ledger.wording.terms import term

ENDS = frozenset(
    (
        *("closed", "ended", "annulled", "set-aside", "revoked", "relieved", "unplanned", "unmerged", "subject-unlinked", "withdrawn"),
        *("member-left",),
    )
)
"""What takes something away or back."""
TURNS = frozenset({"renamed", "moved", "redefined", "reopened", "merged", "amended"})
"""What makes one thing another."""
ABOUT = ("cadre", "unit", "body", "session", "flag", "regulation", "period", "position")
"""By which fields one sees whom or what a record is about."""


def recorded(words: Words, records: Sequence[Record[Event]], names: Names | None = None) -> tuple[Said, ...]:
    """Records as a council reads them before or after they are made."""
    return tuple(_told(words, each, names or {}) for each in records)


def record(words: Words, part: RecordPart, names: Names | None = None) -> Said:
    """One stored record in the same words, with who recorded it and when."""
    by = words(N_("recorded {instant}"), instant=f"{part.recorded_at[:19]}Z")
    said = Said(f"{by} · {part.actor} · {signature(words, part)}")
    told = fields(words, part.name, part.event, names)
    return Said(headline(words, part.name, part.event, part.effective_on, names), entry=part.entry, below=(*told, said))


def whole(words: Words, part: RecordPart, beside: Sequence[RecordPart], names: Names | None = None) -> Said:
    """One stored record with what belongs to it: what it put right, what put it right later, and under which rules it was decided."""
    told = record(words, part, names)
    rules = Said(words(N_("entry #{entry} · decided under rulebook {digest}"), entry=part.entry, digest=part.rulebook[:12]))
    later = (
        Said(f"✎ {words(N_('put right later by entry #{entry}'), entry=each.entry)}", entry=each.entry)
        for each in beside
        if each.event.get("corrects") == part.entry
    )
    return Said(told.text, below=(*corrected(words, part, beside), *told.below, rules, *later))


def corrected(words: Words, part: RecordPart, beside: Sequence[RecordPart]) -> tuple[Said, ...]:
    """Of a correction what it put right, a line a field, each leading to what was wrong."""
    if "corrects" not in part.event:
        return ()
    found = put_right(words, part.name, part.entry, {each.entry: each.event for each in beside})
    reason, entry = part.event.get("reason"), part.event["corrects"]
    return tuple(Said(f"✎ {sentence(words, each, reason)}", entry=entry) for each in found)


def names_in(desk: Desk, events: Iterable[Mapping[str, Any]]) -> Names:
    """The names of the cadres that records name, as far as the desk knows them."""
    codes = {each[field] for each in events for field in OF_CADRES if each.get(field)}
    found = ((code, desk.source.get(("cadre", code))) for code in sorted(codes))
    return {code: cadre.name for code, cadre in found if cadre is not None}


def headline(words: Words, topic: str, event: Mapping[str, Any], effective_on: str, names: Names | None = None) -> str:
    """Its sign, what happened, to whom, and from which day it holds."""
    post = event.get("post")
    about = {**event, **post} if isinstance(post, Mapping) else event
    whom = [value_said(words, topic, field, about[field], names) for field in ABOUT if about.get(field)]
    day = words.day(PartialDate.parse(effective_on))
    return " · ".join((f"{sign(topic)} {happened(words, topic)}", *whom, day))


def happened(words: Words, topic: str) -> str:
    """What kind of record it is, in words."""
    return term(words, "event", topic.partition("/")[0])


def sign(topic: str) -> str:
    """One cell wide: something came, went, turned into another, or was put right."""
    _, _, verb = topic.partition("/")[0].partition(".")
    if verb.endswith("corrected"):
        return "✎"
    return "−" if verb in ENDS else "~" if verb in TURNS else "+"


def outcome(words: Words, answer: Recorded) -> str:
    """Whether it was recorded, would be, or had been before."""
    if answer.repeated and answer.first is None:
        return words(N_("All of it was recorded before; nothing new."))
    if answer.repeated:
        return words(N_("Already recorded as entries {first} to {last}; nothing new."), first=answer.first, last=answer.last)
    if answer.dry_run:
        return words(N_("Would record {count} entries; nothing was recorded."), count=len(answer.records))
    if answer.signed_by:
        people = ", ".join(answer.signed_by)
        return words(N_("Recorded entries {first} to {last}, signed by {people}."), first=answer.first, last=answer.last, people=people)
    return words(N_("Recorded entries {first} to {last}, unsigned."), first=answer.first, last=answer.last)


def signature(words: Words, part: RecordPart) -> str:
    """By whom a record was signed, and whether their keys were in one process; or that it is not."""
    if part.signature is None:
        return words(N_("unsigned"))
    people = ", ".join(mark.actor for mark in part.signature.marks)
    if part.signature.together:
        return words(N_("signed by {people}; their keys were unlocked in one process"), people=people)
    return words(N_("signed by {people}"), people=people)


def _told(words: Words, each: Record[Event], names: Names) -> Said:
    event = each.event.model_dump(mode="json")
    text = headline(words, each.event.topic, event, str(each.effective_on), names)
    return Said(text, entry=each.entry or None, below=fields(words, each.event.topic, event, names))
