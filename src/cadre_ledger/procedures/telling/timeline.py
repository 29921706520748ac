"""The life of a file: a line a record, with its fields below it; what was put right beside what it was."""

from collections.abc import Mapping

from cadre_ledger.procedures.answers import Timeline, TimelinePart
from cadre_ledger.procedures.telling import changes
from cadre_ledger.procedures.telling.fields import Names, fields, value_said
from cadre_ledger.procedures.telling.put_right import Entries, put_right, sentence
from cadre_ledger.procedures.telling.recorded import happened, sign
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.wording.catalogue import Words

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


def timeline(words: Words, answer: Timeline, names: Names | None = None) -> tuple[Said, ...]:
    """Each record of a file in the order of its days; a correction names what it corrected and what that said."""
    says = {each.entry: each.says for each in answer.entries}
    return tuple(_record(words, each, says, names) for each in answer.entries)


def as_stored(answer: Timeline) -> tuple[Said, ...]:
    """The same as it is stored, for those who look for the names of records and fields."""
    told = (
        Said(f"{each.effective_on:<10}  #{each.entry}  {each.name}", entry=each.entry, below=changes.as_stored(each.says), step=12)
        for each in answer.entries
    )
    return (Said(f"{answer.cadre.code} · {answer.cadre.name}"), *told)


def _record(words: Words, each: TimelinePart, says: Entries, names: Names | None) -> Said:
    day = words.day(PartialDate.parse(each.effective_on))
    head = f"{day:<10}  {sign(each.name)} {happened(words, each.name)}"
    details = fields(words, each.name, each.says, names)
    if "corrects" not in each.says:
        return Said(" · ".join((head, *_main(words, each, names))), entry=each.entry, below=details)
    told = [sentence(words, change, each.says.get("reason")) for change in put_right(words, each.name, each.entry, says)]
    text = " · ".join((f"{head} #{each.says['corrects']}", *told[:1]))
    return Said(text, entry=each.entry, below=(*map(Said, told[1:]), *details))


def _main(words: Words, each: TimelinePart, names: Names | None) -> list[str]:
    told = [field for field in MAIN if each.says.get(field) is not None and not isinstance(each.says[field], Mapping)]
    return [value_said(words, each.name, field, each.says[field], names) for field in told[:FEW]]
