"""Tasks of an agenda, and the numbers above them."""

from collections.abc import Iterator

from cadre_ledger.procedures.answers import FlagCountPart, Overview, TaskPart
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.values.citations import Severity
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.wording.catalogue import N_, Words
from cadre_ledger.wording.tasks import task_sentence, task_state
from cadre_ledger.wording.terms import term


def task(words: Words, each: TaskPart) -> Said:
    """A task: how far it is, by when, by which clause, about what, and the entries it rests on."""
    return Said(sentence(words, each), mark=each.facts.get("severity"), below=tuple(_known(words, each)))


def sentence(words: Words, each: TaskPart) -> str:
    """What is to be done."""
    return task_sentence(words, each.kind, each.about, each.count, each.facts)


def _known(words: Words, each: TaskPart) -> Iterator[Said]:
    yield Said(task_state(words, each.state))
    if each.deadline:
        yield Said(words(N_("by {day}"), day=words.day(PartialDate.parse(each.deadline))))
    if severity := each.facts.get("severity"):
        yield Said(term(words, "severity", severity))
    if each.facts.get("status") == "undetermined":
        yield Said(term(words, "status", "undetermined"))
    if each.clause:
        yield Said(each.clause, clause=each.clause)
    if each.items:
        more = each.count - len(each.items)
        rest = (Said(words(N_("and {count} more"), count=more)),) if more > 0 else ()
        yield Said(words(N_("About")), below=(*(Said(item) for item in each.items), *rest))
    if each.evidence:
        entries = tuple(Said(f"#{entry}", entry=entry) for entry in each.evidence)
        yield Said(words(N_("Rests on")), below=entries)


def numbers(words: Words, answer: Overview) -> str:
    """The size of a ledger in a line."""
    return words(N_("{cadres} people · {units} units · {votes} votes"), cadres=answer.cadres, units=answer.units, votes=answer.votes)


def flag_numbers(words: Words, answer: Overview) -> str:
    """Flags by weight, the heaviest first; those that cannot be ruled out beside those that are up."""
    found = ((each, answer.flags.get(each.value)) for each in sorted(Severity, key=lambda each: -each.weight))
    return " · ".join(f"{term(words, 'severity', each)} {_counted(count)}" for each, count in found if count is not None)


def _counted(count: FlagCountPart) -> str:
    return f"{count.up}" + (f" ?{count.perhaps}" if count.perhaps else "")
