"""Where verdicts take their dossiers from: the read models, or a history gathered in memory up to some cut."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache, lru_cache, partial
from typing import Any, Protocol

from cadre_ledger.projections.dossiers import RULEBOOK_KEY, CadreDossier, Key, RulebookDossier, SessionDossier
from cadre_ledger.projections.judge import Heard, Hearing, Kin, SessionVerdict, facts_of, hear, hearing_of, judge
from cadre_ledger.projections.rulings import next_ruling, ruling, rulings
from cadre_ledger.rulebook.outcomes import in_year_before
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.facts import VoteFacts
from cadre_ledger.values.verdicts import earliest

KEPT = 1000
"""Dossiers held decoded while judging."""


class Reads(Protocol):
    """Dossiers by key."""

    def get(self, key: Key, /) -> Any:
        """The dossier; None when there is none."""


class Source(Reads, Protocol):
    """Dossiers by key, in a stable order, and who was merged into whom."""

    def keys_of(self, kind: str) -> Iterable[str]:
        """The codes of one kind, in order."""

    def merged(self) -> Mapping[str, str]:
        """By absorbed cadre, the code under which the person goes on."""


class Remembered:
    """A source that does not change meanwhile: what is asked for again and again is read once."""

    def __init__(self, source: Source) -> None:
        self.get = lru_cache(maxsize=KEPT)(source.get)
        self.keys_of = source.keys_of
        self.merged = cache(source.merged)


def rulebook_of(source: Source) -> RulebookDossier:
    """The adopted texts; an empty set in a ledger that has adopted none."""
    return source.get(RULEBOOK_KEY) or RulebookDossier("", [], {}, [])


def verdict(source: Source, session: SessionDossier, as_of: date) -> SessionVerdict:
    """One vote judged as of a day."""
    return Judging(source).verdict(session, as_of)


class Judging:
    """Verdicts over one source that does not change meanwhile: what many votes rest on is read once."""

    def __init__(self, source: Source) -> None:
        self.rulebook = rulebook_of(source).rulebook
        self._merged = source.merged()
        # People vote together again and again, so that one vote's other votes are those of the next one too.
        self._source = source
        self._shared = lru_cache(maxsize=KEPT)(source.get)
        self._day_of = lru_cache(maxsize=KEPT)(self._read_day)
        self._hearing = lru_cache(maxsize=KEPT)(self._read_hearing)
        # The same few texts rule file after file.
        self.ruling = lru_cache(maxsize=KEPT)(partial(ruling, self.rulebook))
        self.rulings = lru_cache(maxsize=KEPT)(lambda kind, day: tuple(rulings(self.rulebook, kind, day)))
        self.next_ruling = lru_cache(maxsize=KEPT)(partial(next_ruling, self.rulebook))
        self.next_taking_over = lru_cache(maxsize=KEPT)(self.rulebook.next_taking_over)
        self.next_confirmation = lru_cache(maxsize=KEPT)(self._next_confirmation)

    def get(self, key: Key) -> Any:
        """A dossier; those that many verdicts rest on are kept, while a file is long and of one person."""
        return self._source.get(key) if key[0] == "file" else self._shared(key)

    def verdict(self, session: SessionDossier, as_of: date) -> SessionVerdict:
        """One vote judged as of a day."""
        linked = [line.cadre for line in session.subjects if line.cadre is not None]
        return judge(session, self.rulebook, as_of, self._kin(session, linked, as_of), self._merged)

    def hear(self, session: SessionDossier, number: int, as_of: date) -> Heard:
        """What one line of a vote opens as of a day."""
        line = session.subject(number)
        linked = [line.cadre] if line.cadre is not None else []
        return hear(self._hearing(session.code, as_of), line, self._kin(session, linked, as_of))

    def _kin(self, session: SessionDossier, linked: Iterable[str], as_of: date) -> Kin:
        """The votes before of these people, where a clause looks back at them."""
        ruling = self.rulebook.regulation(self.rulebook.ruling(session.basis, session.basis_digest, as_of))
        return {cadre: tuple(self._votes_before(session, cadre)) for cadre in linked} if ruling.looks_back else {}

    def _votes_before(self, session: SessionDossier, cadre: str) -> Iterator[VoteFacts]:
        """A person's votes of the year before: all that a clause can look back at."""
        day = session.day
        for code, subject in results_of(self, self._merged.get(cadre, cadre)):
            if code != session.code and in_year_before(self._day_of(code), day):
                other: SessionDossier = self.get(("session", code))
                yield facts_of(other, other.subject(subject), None)

    def _read_hearing(self, session: str, as_of: date) -> Hearing:
        return hearing_of(self.get(("session", session)), self.rulebook, as_of)

    def _next_confirmation(self, as_of: date) -> date | None:
        return earliest(self.rulebook.next_confirmation(each.digest, as_of) for each in self.rulebook.adopted)

    def _read_day(self, session: str) -> PartialDate:
        day: PartialDate = self.get(("session", session)).day
        return day


def results_of(source: Reads, cadre: str) -> list[tuple[str, int]]:
    """All results of a person, those of absorbed files included."""
    dossier: CadreDossier | None = source.get(("cadre", cadre))
    if dossier is None:
        return []
    return [*dossier.results, *(result for other in dossier.absorbed for result in results_of(source, other))]
