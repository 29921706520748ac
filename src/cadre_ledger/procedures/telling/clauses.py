"""Clauses: what a text says, how well it is known, and who has read it."""

from collections.abc import Mapping
from typing import Any

from cadre_ledger.procedures.answers import ClausePart, ConfirmedPart, RulesShow
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.values.citations import KnownFrom
from cadre_ledger.wording.catalogue import N_, Words
from cadre_ledger.wording.terms import term

SIGNS = {KnownFrom.TEXT.value: "✓", KnownFrom.PRESS.value: "≈", KnownFrom.UNVERIFIED.value: "?"}
"""How well a text is known, as a sign beside its word."""


def clause(words: Words, part: ClausePart, compared: tuple[Said, ...] = ()) -> Said:
    """The clause that decides: its text, its source, and below these how the facts compare with it."""
    text = f"{words(N_('Clause'))}  {part.id}{cited(part.cites)} · {known_said(words, part.known_from)}"
    says = [Said(part.text[words.language])]
    if part.source:
        says.append(Said(f"{words(N_('Source'))}: {part.source}"))
    return Said(text, clause=part.id, below=(*says, *compared), apart=True)


def cited(cites: str) -> str:
    """Where a clause stands in its text, in brackets."""
    return f" ({cites})" if cites else ""


def known_said(words: Words, known_from: str) -> str:
    """How well a clause is known: its sign and its word."""
    return f"{SIGNS[known_from]} {term(words, 'known_from', known_from)}"


def all_known_said(words: Words, known: Mapping[KnownFrom, int]) -> str:
    """How many clauses of a text are known how well."""
    return " · ".join(f"{SIGNS[each]} {count} {term(words, 'known_from', each)}" for each, count in known.items())


def regulation(words: Words, answer: RulesShow) -> tuple[Said, ...]:
    """One text: what it is, then each of its clauses."""
    head = answer.regulation
    confirmed = {each.clause: each for each in answer.confirmed}
    told = [_clause_of(words, head.id, each, confirmed.get(each["id"]), apart=place == 0) for place, each in enumerate(answer.clauses)]
    title = Said(f"{head.id} · {head.title[words.language]}", entry=head.entry)
    since = Said(f"{head.issuer} · {head.in_force_from or '?'} – {head.in_force_to or ''}")
    return (title, since, *told)


def clauses(words: Words, answer: RulesShow) -> tuple[Said, ...]:
    """Each clause of a text, with where it comes from as well."""
    confirmed = {each.clause: each for each in answer.confirmed}
    return tuple(_clause_of(words, answer.regulation.id, each, confirmed.get(each["id"]), sourced=True) for each in answer.clauses)


def resting(words: Words, up: int, perhaps: int) -> Said | None:
    """How many flags rest on a clause; nothing where none does."""
    if not up and not perhaps:
        return None
    said = [words(N_("{count} flags rest on this clause now"), count=up)] if up else []
    said += [words(N_("? {count} more cannot be ruled out"), count=perhaps)] if perhaps else []
    return Said(" · ".join(said))


def _clause_of(
    words: Words, text: str, clause: dict[str, Any], read: ConfirmedPart | None, *, sourced: bool = False, apart: bool = False
) -> Said:
    kind, known = term(words, "clause_kind", clause["kind"]), known_said(words, clause["known_from"])
    below = [Said(clause["text"][words.language])]
    if sourced and clause.get("source"):
        below.append(Said(f"{words(N_('Source'))}: {clause['source']}"))
    if read:
        said = words(N_("read by {who}, {where} (entry {entry})"), who=read.read_by, where=read.read_where, entry=read.entry)
        below.append(Said(said, entry=read.entry))
    named = f"{clause['id']}  {clause.get('cites', '')}  [{kind}]  {known}"
    return Said(named, clause=f"{text}#{clause['id']}", below=tuple(below), step=4, apart=apart)
