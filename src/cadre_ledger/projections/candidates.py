"""What is to be compared about the members of a group: decisions, shares, and what keeps someone apart."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cadre_ledger.projections.dossiers import CadreDossier, SessionDossier, SubjectLine
from cadre_ledger.projections.file_facts import absence_facts, classification_facts
from cadre_ledger.projections.files import CadreFile
from cadre_ledger.projections.group_ranking import SHARE, Apart, Candidate, Known, newest
from cadre_ledger.projections.holders import Holder
from cadre_ledger.projections.judge import held
from cadre_ledger.projections.source import KEPT, Remembered, Source, rulebook_of
from cadre_ledger.rulebook.personnel import RankingKeysGroup
from cadre_ledger.rulebook.rulebook import Rulebook
from cadre_ledger.rulebook.weighing import standing
from cadre_ledger.values.citations import ClauseRef, KnownFrom
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.shares import Bounds, Share
from cadre_ledger.values.tallies import Level, VoteKind, squeeze
from cadre_ledger.values.verdicts import Truth

PRODUCT_RULES = "product/standing-1"


def _away(file: CadreFile, as_of: date) -> Iterator[Apart]:
    """Absent from work, or perhaps: nobody is compared for a time in which they were not there."""
    for absence in absence_facts(file):
        if standing(absence.since, absence.until, as_of).truth is not Truth.NOT:
            yield Apart("absent", of=str(absence.since))


ReasonApart = Callable[[CadreFile, date], Iterator[Apart]]
REASONS_APART: tuple[ReasonApart, ...] = (_away,)
"""What keeps a person beside every ranking on a day, whatever their keys are: being away, being under appeal. They are named here only."""


@dataclass(frozen=True, slots=True)
class KeysRule:
    """The clause that names the keys, and how well it is known on the day."""

    ref: ClauseRef
    clause: RankingKeysGroup
    known_from: KnownFrom


def keys_rule(rulebook: Rulebook, as_of: date) -> KeysRule | None:
    """The keys of the text that rules the day; None in a ledger that has adopted none."""
    chosen = rulebook.chosen(PRODUCT_RULES, PartialDate.on(as_of))
    if chosen is None:
        return None
    regulation = rulebook.regulation(chosen.digest)
    for clause in regulation.of_kind(RankingKeysGroup):
        known_from = rulebook.known_from(chosen.digest, clause.id, clause.known_from, as_of)
        return KeysRule(regulation.ref(clause.id), clause, known_from)
    return None


def candidates(source: Source, members: Iterable[Holder], as_of: date) -> Iterator[Candidate]:
    """Each member with what can be compared; the files merged into theirs count as their own."""
    polls = Polls(source, as_of)
    periods = Remembered(source)
    for member in members:
        people: list[CadreDossier] = [source.get(("cadre", each)) for each in member.files]
        files = [file for each in member.files if (file := source.get(("file", each))) is not None]
        yield Candidate(
            cadre=member.cadre,
            name=people[0].name,
            decisions=tuple(fact for file in files for fact in classification_facts(periods, file)),
            share=polls.share(result for each in people for result in each.results),
            apart=tuple(reason for file in files for tell in REASONS_APART for reason in tell(file, as_of)),
            member=member.truth,
        )


@dataclass(frozen=True, slots=True)
class Polled:
    """One vote with the base of its shares."""

    session: SessionDossier
    held: Truth
    base: Bounds | None


@dataclass(frozen=True, slots=True)
class Result:
    """One person's share of high confidence in one vote, or why it is not known."""

    day: PartialDate
    share: Known | Apart


class Polls:
    """Shares of high confidence as of a day, over a source that does not change meanwhile: each vote is read once."""

    def __init__(self, source: Source, as_of: date) -> None:
        self._source = source
        self._rulebook = rulebook_of(source).rulebook
        self._as_of = as_of
        self._polled = lru_cache(maxsize=KEPT)(self._read)

    def share(self, results: Iterable[tuple[str, int]]) -> Known | Apart:
        """The share in the latest confidence vote that had been held, of a person's results."""
        found = list(self._held(results))
        if not found:
            return Apart("no_vote", SHARE)
        last = newest(found, lambda each: each.day, lambda each: each.share, self._as_of)
        return last.share if last else Apart("vote_day", SHARE)

    def _held(self, results: Iterable[tuple[str, int]]) -> Iterator[Result]:
        for code, number in results:
            polled = self._polled(code)
            if polled.session.vote_kind is VoteKind.CONFIDENCE and polled.held is not Truth.NOT:
                yield Result(polled.session.day, _share(polled, polled.session.subject(number)))

    def _read(self, code: str) -> Polled:
        session: SessionDossier = self._source.get(("session", code))
        regulation = self._rulebook.regulation(self._rulebook.ruling(session.basis, session.basis_digest, self._as_of))
        base = regulation.share_base(session.vote_kind)
        bounds = squeeze(session.numbers, tuple(line.marks for line in session.subjects))
        return Polled(session, held(session.day, self._as_of), None if base is None else bounds[base])


def _share(polled: Polled, line: SubjectLine) -> Known | Apart:
    count, base, code = line.levels.get(Level.HIGH), polled.base, polled.session.code
    if count is None:
        return Apart("vote_count", SHARE, code)
    if base is None or not base.exact or base.at_least == 0:
        return Apart("vote_base", SHARE, code)
    return Known(Share(count, base.at_least), code, tuple(each.entry for each in line.evidence))
