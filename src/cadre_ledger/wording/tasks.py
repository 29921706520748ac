"""A task of the agenda as a sentence."""

from collections.abc import Mapping

from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.verdicts import Truth
from cadre_ledger.wording.catalogue import N_, Words
from cadre_ledger.wording.terms import Kind, term

SENTENCES: Mapping[str, str] = {
    "flags": N_("Flags to decide on: {count} · {flag}"),
    "training": N_("Posts whose theory is lacking: {count}"),
    "period": N_("The evaluation period {about} is open; it ends on {ends}"),
    "assessments_missing": N_("Period {about}: people without an assessment: {count}"),
    "classifications_missing": N_("Period {about}: people without a classification: {count}"),
    "untold": N_("Period {about}: classifications of which the person was not told: {count}"),
    "sanction_lapsing": N_("A sanction lapses: {cadre} {name} · {form} · case {about}"),
    "freeze_ending": N_("A freeze ends: {cadre} {name} · {line}"),
    "absence_over": N_("A return is not recorded: {cadre} {name} · {absence}"),
    "term_ending": N_("A term ends: {cadre} {name} · {position}"),
    "lines_unlinked": N_("Lines of votes not linked to a file: {count}"),
    "vote_findings": N_("Votes with the finding {about}: {count}"),
    "vote_step": N_("Vote {about} of {held_on}: {step} · {body}"),
    "vote_preparation": N_("Preparation of the vote of {held_on}: {what}"),
}
SAID: Mapping[str, Kind] = {
    "severity": "severity",
    "decision": "decision",
    "form": "form",
    "line": "line",
    "absence": "absence",
    "step": "step",
}
"""The facts that are values of closed sets."""


def task_sentence(words: Words, kind: str, about: str | None, count: int, facts: Mapping[str, str | None]) -> str:
    """What is to be done, in the reader's language; names and codes as they are."""
    said = {name: term(words, SAID[name], value) if name in SAID and value else value for name, value in facts.items()}
    for name in ("ends", "held_on"):
        if day := facts.get(name):
            said[name] = words.day(PartialDate.parse(day))
    said["what"] = facts.get(words.language)
    flag = term(words, "flag", about or "")
    sentence = words(SENTENCES[kind], **said | {"about": about, "count": count, "flag": flag})
    considered = facts.get("decision") == "considered"
    return f"{sentence} · {said['decision']}" if considered else sentence


def task_state(words: Words, state: str) -> str:
    """How far a task is, with its sign; what cannot be told has the sign that it has everywhere."""
    return term(words, "status", Truth.UNDETERMINED) if state == "cannot_tell" else term(words, "task_state", state)
