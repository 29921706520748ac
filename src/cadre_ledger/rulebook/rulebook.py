"""A rulebook: the set of texts adopted up to a cut, named by its digest."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cadre_ledger.rulebook.parsing import parse
from cadre_ledger.rulebook.regulation import Regulation
from cadre_ledger.values.citations import KnownFrom
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.verdicts import earliest


@dataclass(frozen=True, slots=True)
class AdoptedText:
    """One text of one regulation, adopted at an entry with effect from a day."""

    regulation: str
    digest: str
    effective_on: date
    entry: int


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The council says, with effect from a day, that it has read the text of a clause."""

    clause: str
    digest: str
    effective_on: date


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The adopted texts in order of adoption, their bytes by digest, and the clauses confirmed as read."""

    adopted: tuple[AdoptedText, ...] = ()
    texts: Mapping[str, bytes] | None = None
    confirmations: tuple[Confirmation, ...] = ()

    @property
    def digest(self) -> str:
        """The name of this set."""
        return rulebook_digest((each.regulation, each.digest) for each in self.adopted)

    def chosen(self, regulation: str, day: PartialDate) -> AdoptedText | None:
        """The text that rules a day: the one in effect last adopted, else the first that was ever adopted."""
        own = [each for each in self.adopted if each.regulation == regulation]
        in_effect = [each for each in own if each.effective_on <= day.last]
        if in_effect:
            return max(in_effect, key=lambda each: (each.effective_on, each.entry))
        return min(own, key=lambda each: (each.effective_on, each.entry), default=None)

    def regulation(self, digest: str) -> Regulation:
        """The parsed text behind a digest; `KeyError` when it was never adopted."""
        return parsed((self.texts or {})[digest])

    def ruling(self, regulation: str, begun_under: str, as_of: date) -> str:
        """The text that judges a matter on a day: the one it was begun under, unless a later one in effect takes it over."""
        digest = begun_under
        for each in self._taking_over(regulation, begun_under):
            if each.effective_on <= as_of:
                digest = each.digest
        return digest

    def next_taking_over(self, regulation: str, begun_under: str, as_of: date) -> date | None:
        """The next day on which a later text takes over what was begun under this one."""
        return earliest(each.effective_on for each in self._taking_over(regulation, begun_under) if each.effective_on > as_of)

    def _taking_over(self, regulation: str, begun_under: str) -> list[AdoptedText]:
        own = [each for each in self.adopted if each.regulation == regulation]
        begun = next((place for place, each in enumerate(own) if each.digest == begun_under), len(own))
        later = [each for each in own[begun + 1 :] if self.regulation(each.digest).pending == "new"]
        return sorted(later, key=lambda each: (each.effective_on, each.entry))

    def known_from(self, digest: str, clause: str, shipped: KnownFrom, as_of: date) -> KnownFrom:
        """How well a clause is known on a day: as shipped, or as its text once the council has read it."""
        for each in self.confirmations:
            if (each.digest, each.clause) == (digest, clause) and each.effective_on <= as_of:
                return KnownFrom.TEXT
        return shipped

    def next_confirmation(self, digest: str, as_of: date) -> date | None:
        """The next day on which a clause of this text becomes known as read."""
        return earliest(each.effective_on for each in self.confirmations if each.digest == digest and each.effective_on > as_of)


def rulebook_digest(pairs: Iterable[tuple[str, str]]) -> str:
    """SHA-256 over the sorted lines `id digest` of the newest text of each regulation."""
    newest = dict(pairs)
    lines = "".join(f"{regulation} {digest}\n" for regulation, digest in sorted(newest.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def text_digest(text: bytes) -> str:
    """SHA-256 of a regulation file, in hex."""
    return hashlib.sha256(text).hexdigest()


@lru_cache(maxsize=64)
def parsed(text: bytes) -> Regulation:
    """A regulation from bytes that were already found good."""
    return parse(text, "adopted text")
