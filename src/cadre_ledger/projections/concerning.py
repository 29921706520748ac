"""Which entries are about a cadre: the file, the votes that list them, and what was done about their flags."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from cadre_ledger.projections.dossiers import CadreDossier, Evidence, SessionDossier
from cadre_ledger.projections.file_facts import lines_of
from cadre_ledger.projections.files import AnswerDossier, CadreFile
from cadre_ledger.projections.source import Reads, Source, results_of
from cadre_ledger.projections.standing import people

Days = dict[int, str]
"""By entry, the day from which it holds."""


class Answered:
    """What was done about flags, found by the entry that a flag rests on; flags are named family, entry and line."""

    def __init__(self, source: Source) -> None:
        self._by_root: Mapping[int, list[tuple[str, AnswerDossier]]] = defaultdict(list)
        for flag in source.keys_of("answer"):
            _, root, line = (*flag.split("-"), "", "")[:3]
            if root.isdecimal():
                self._by_root[int(root)].append((line, source.get(("answer", flag))))

    def entries(self, root: int, line: int | None = None) -> Iterator[Evidence]:
        """Entries about the flags of an entry; of one line of a list, where many stand in one entry."""
        for number, answer in self._by_root.get(root, ()):
            if line is None or number == str(line):
                yield from answer.evidence


def entries_about(source: Source, answered: Answered, cadre: str) -> Days:
    """Every entry about a cadre, those about the files merged into it included."""
    days: Days = {}
    for code in people(source, cadre):
        own = {each.entry: each.effective_on for each in _file(source, code)}
        days |= own
        for entry in own:
            days |= {each.entry: each.effective_on for each in answered.entries(entry)}
    for session, number in results_of(source, cadre):
        days |= entries_about_line(source, answered, session, number)
    return days


def entries_about_line(source: Reads, answered: Answered, session: str, number: int) -> Days:
    """Every entry about one person of a list: their line, the figures that all share, and what was done about their flags."""
    dossier: SessionDossier = source.get(("session", session))
    changed = {each.entry for each in dossier.corrections if each.subject in (None, number)}
    evidence = [
        *dossier.subject(number).evidence,
        *(each for each in dossier.evidence if each.entry in changed),
        *answered.entries(dossier.evidence[0].entry, number),
    ]
    return {each.entry: each.effective_on for each in evidence}


def _file(source: Reads, code: str) -> Iterator[Evidence]:
    cadre: CadreDossier = source.get(("cadre", code))
    yield from cadre.evidence
    file: CadreFile | None = source.get(("file", code))
    if file is None:
        return
    for line in lines_of(source, file):
        yield from line
    for told in file.told:
        yield Evidence(told.entry, "verdict.notified/1", told.told_on, "")
