"""Where verdicts take their dossiers from: the read models, or a history gathered in memory up to some cut."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Protocol

from cadre_ledger.projections.dossiers import RULEBOOK_KEY, CadreDossier, Key, RulebookDossier, SessionDossier
from cadre_ledger.projections.judge import Kin, SessionVerdict, facts_of, judge
from cadre_ledger.values.facts import VoteFacts


class Source(Protocol):
    """Dossiers by key, in a stable order, and who was merged into whom."""

    def get(self, key: Key) -> Any:
        """The dossier; None when there is none."""

    def keys_of(self, kind: str) -> Iterable[str]:
        """The codes of one kind, in order."""

    def merged(self) -> Mapping[str, str]:
        """By absorbed cadre, the code under which the person goes on."""


def rulebook_of(source: Source) -> RulebookDossier:
    """The adopted texts; an empty set in a ledger that has adopted none."""
    return source.get(RULEBOOK_KEY) or RulebookDossier("", [], {}, [])


def verdict(source: Source, session: SessionDossier, as_of: date) -> SessionVerdict:
    """One vote judged as of a day."""
    rulebook = rulebook_of(source).rulebook
    merged = source.merged()
    ruling = rulebook.regulation(rulebook.ruling(session.basis, session.basis_digest, as_of))
    kin = _kin(source, session, merged) if ruling.looks_back else {}
    return judge(session, rulebook, as_of, kin, merged)


def _kin(source: Source, session: SessionDossier, merged: Mapping[str, str]) -> Kin:
    linked = [line.cadre for line in session.subjects if line.cadre is not None]
    return {cadre: tuple(_other_votes(source, cadre, session.code, merged)) for cadre in linked}


def _other_votes(source: Source, cadre: str, session: str, merged: Mapping[str, str]) -> Iterable[VoteFacts]:
    for code, subject in results_of(source, merged.get(cadre, cadre)):
        if code != session:
            other: SessionDossier = source.get(("session", code))
            yield facts_of(other, other.subject(subject), None)


def results_of(source: Source, cadre: str) -> list[tuple[str, int]]:
    """All results of a person, those of absorbed files included."""
    dossier: CadreDossier | None = source.get(("cadre", cadre))
    if dossier is None:
        return []
    return [*dossier.results, *(result for other in dossier.absorbed for result in results_of(source, other))]
