"""Dossiers: the dated facts about one session, cadre, body or the rulebook, gathered without any rule."""

from datetime import date

import msgspec

from cadre_ledger.rulebook.rulebook import AdoptedText, Confirmation, Rulebook
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.tallies import LEVEL_OF, Ballots, Level, VoteKind


class Evidence(msgspec.Struct, array_like=True):
    """An entry that a fact rests on."""

    entry: int
    name: str
    effective_on: str
    recorded_at: str


class SubjectLine(msgspec.Struct):
    """One listed subject as last corrected."""

    number: int
    name: str
    position: str | None
    counts: dict[str, int]
    invalid: int | None
    printed: dict[str, str]
    source: str | None
    cadre: str | None
    evidence: list[Evidence]

    @property
    def levels(self) -> dict[Level, int]:
        """Counts by level."""
        return {LEVEL_OF[level]: count for level, count in self.counts.items()}

    @property
    def marks(self) -> int:
        """All marks counted for this person."""
        return sum(self.counts.values())


class Corrected(msgspec.Struct):
    """A correction with the old figure and the new."""

    entry: int
    corrects: int
    subject: int | None
    field: str
    was: int | str | None
    now: int | str | None
    reason: str


class SessionDossier(msgspec.Struct):
    """One vote."""

    code: str
    kind: str
    body: str
    held_on: str
    basis: str
    basis_digest: str
    recorded_from: str
    source: str
    ballots: dict[str, int | None]
    subjects: list[SubjectLine]
    subjects_total: int | None
    evidence: list[Evidence]
    corrections: list[Corrected]
    certified_by: str | None = None
    certified: dict[int, str | None] = {}
    """By line the clause that applied when the vote was certified."""
    annulled: str | None = None
    """Why it does not count."""

    @property
    def vote_kind(self) -> VoteKind:
        """As a value."""
        return VoteKind(self.kind)

    @property
    def day(self) -> PartialDate:
        """When it was held, as precisely as known."""
        return PartialDate.parse(self.held_on)

    @property
    def numbers(self) -> Ballots:
        """The session's numbers as a value."""
        return Ballots(**self.ballots)

    @property
    def complete(self) -> bool:
        """Whether the list is known to be whole."""
        return self.subjects_total == len(self.subjects)

    def subject(self, number: int) -> SubjectLine:
        """One listed subject; the decider has seen to it that it is there."""
        if 0 < number <= len(self.subjects) and self.subjects[number - 1].number == number:
            return self.subjects[number - 1]
        return next(each for each in self.subjects if each.number == number)


class SittingDossier(msgspec.Struct):
    """A vote held under this ledger, and how far it has come; nothing of what was counted."""

    code: str
    kind: str
    body: str
    held_on: str
    basis: str
    stage: str
    evidence: list[Evidence]


class CadreDossier(msgspec.Struct):
    """One file of an official."""

    code: str
    name: str
    born: str | None
    own_number: str | None
    merged_into: str | None
    absorbed: list[str]
    results: list[tuple[str, int]]
    evidence: list[Evidence]


class ActorDossier(msgspec.Struct):
    """One actor: roles and key as last recorded."""

    code: str
    name: str
    roles: list[str]
    public_key: str
    cadre: str | None
    retired: bool
    evidence: list[Evidence]


class DatedName(msgspec.Struct, array_like=True):
    """A name with the day from which it holds, the entry that gave it, and those that corrected it."""

    effective_on: str
    name: str
    entries: list[int]


class MemberLine(msgspec.Struct):
    """One membership as last corrected."""

    number: int
    name: str
    cadre: str | None
    joined_on: str
    left_on: str | None
    entry: int


class FixedLine(msgspec.Struct, array_like=True):
    """A number of members that a decision fixed from a day on."""

    members: int
    fixed_on: str
    decision_no: str
    entry: int


class BodyDossier(msgspec.Struct):
    """One voting body."""

    code: str
    names: list[DatedName]
    level: str | None
    closed_on: str | None
    evidence: list[Evidence]
    members: list[MemberLine]
    fixed: list[FixedLine]

    def name_on(self, day: date) -> str:
        """What it was called on a day; before its first recorded day, what it was called then."""
        in_order = self.in_order
        held = [each.name for each in in_order if PartialDate.parse(each.effective_on).first <= day]
        return held[-1] if held else in_order[0].name

    @property
    def in_order(self) -> list[DatedName]:
        """Names by the days from which they hold; of one day, the last recorded last."""
        return sorted(self.names, key=lambda each: (PartialDate.parse(each.effective_on), each.entries[0]))


class AdoptedLine(msgspec.Struct):
    """One adoption."""

    regulation: str
    digest: str
    effective_on: str
    entry: int


class ConfirmedLine(msgspec.Struct):
    """One confirmation of a clause."""

    regulation: str
    clause: str
    digest: str
    effective_on: str
    entry: int
    read_by: str
    read_where: str


class RulebookDossier(msgspec.Struct):
    """All texts that were adopted, and the clauses confirmed."""

    name: str
    adopted: list[AdoptedLine]
    texts: dict[str, str]
    confirmed: list[ConfirmedLine]

    @property
    def rulebook(self) -> Rulebook:
        """The same as the value that clauses are judged by."""
        return Rulebook(
            tuple(AdoptedText(each.regulation, each.digest, date.fromisoformat(each.effective_on), each.entry) for each in self.adopted),
            {digest: text.encode() for digest, text in self.texts.items()},
            tuple(Confirmation(each.clause, each.digest, PartialDate.parse(each.effective_on).last) for each in self.confirmed),
        )


RULEBOOK_KEY = ("rulebook", "")
Key = tuple[str, str]
"""Kind and code."""
