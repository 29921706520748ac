"""Dossiers of a cadre's file and of what it refers to: units, positions, periods, answers to flags."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

import msgspec

from cadre_ledger.projections.dossiers import DatedName, Evidence, Key
from cadre_ledger.values.dates import PartialDate


class PostLine(msgspec.Struct):
    """A position held `[since, until)`; no end = still held."""

    position: str
    since: str
    until: str | None
    term_from: str | None
    term_to: str | None
    leaving: str | None
    evidence: list[Evidence]


class PlanLine(msgspec.Struct):
    """Planned for a position `[since, until)`."""

    position: str
    since: str
    until: str | None
    evidence: list[Evidence]


class AbsenceLine(msgspec.Struct):
    """Absent from work `[since, until)`; no end = not back yet."""

    number: int
    kind: str
    since: str
    planned_until: str | None
    until: str | None
    evidence: list[Evidence]


class ClassificationLine(msgspec.Struct):
    """One decision on one period; kept when it is set aside, for it was once so."""

    period: str
    level: str
    decided_on: str
    points: str | None
    decision_no: str | None
    decided_by: str | None
    departs_from: str | None
    reason: str | None
    set_aside: bool
    evidence: list[Evidence]


class TrainingLine(msgspec.Struct):
    """One completion; kept when it is revoked."""

    number: int
    category: str
    level: str | None
    programme: str
    completed_on: str
    institution: str | None
    country: str | None
    started_on: str | None
    approved_on: str | None
    revoked: bool
    evidence: list[Evidence]


class QualificationLine(msgspec.Struct):
    """A degree or an ability, by its place in the file; kept when it is revoked."""

    number: int
    kind: str
    level: str
    obtained_on: str
    field: str | None
    language: str | None
    revoked: bool
    evidence: list[Evidence]


class SanctionLine(msgspec.Struct):
    """One sanction; kept when it is annulled."""

    case: str
    line: str
    form: str
    decision_no: str
    decided_on: str
    effective_on: str | None
    public_duty: bool
    ended_on: str | None
    annulled: bool
    evidence: list[Evidence]


class ToldLine(msgspec.Struct, array_like=True):
    """Told of an entry, on a day."""

    of_entry: int
    told_on: str
    entry: int


class CadreFile(msgspec.Struct):
    """Everything about one cadre but their name and their votes."""

    cadre: str
    posts: list[PostLine]
    planned: list[PlanLine]
    absences: list[AbsenceLine]
    classifications: list[ClassificationLine]
    assessed: list[str]
    """The periods with assessments, which lie apart: there are so many that a file would grow with every score."""

    training: list[TrainingLine]
    qualifications: list[QualificationLine]
    sanctions: list[SanctionLine]
    told: list[ToldLine]

    @classmethod
    def empty(cls, cadre: str) -> "CadreFile":
        """A file with nothing in it."""
        return cls(cadre, [], [], [], [], [], [], [], [], [])

    @property
    def lines(self) -> Iterator[list[Evidence]]:
        """By line of the file, assessments apart: the entry that made it, and those that changed it."""
        decided = (self.classifications, self.training, self.qualifications, self.sanctions)
        for lines in (self.posts, self.planned, self.absences, *decided):
            yield from (line.evidence for line in lines)

    @property
    def evidence(self) -> Iterator[Evidence]:
        """Every entry that a line of it rests on, assessments apart."""
        return (each for line in self.lines for each in line)


class AssessmentLine(msgspec.Struct):
    """One assessor's scores."""

    assessor: str
    capacity: str
    scores: dict[str, str]
    evidence: list[Evidence]


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(AssessmentLine)


class AssessmentDossier(msgspec.Struct):
    """The assessments of one cadre in one period, in the order of recording."""

    encoded: list[msgspec.Raw]
    """Most lines of all files are these, and few questions look at them: encoded they take less room."""

    @property
    def lines(self) -> list[AssessmentLine]:
        """Every assessment, to be read; changed with `assess` alone."""
        return [_DECODER.decode(each) for each in self.encoded]

    def assess(self, line: AssessmentLine, place: int | None = None) -> None:
        """One more assessment, or another in the place of one."""
        encoded = msgspec.Raw(_ENCODER.encode(line))
        if place is None:
            self.encoded.append(encoded)
        else:
            self.encoded[place] = encoded


def assessed_key(cadre: str, period: str) -> Key:
    """Where the assessments of a cadre in a period are found: those of one period beside each other, as they are written."""
    return ("assessed", f"{period}/{cadre}")


class DatedParent(msgspec.Struct, array_like=True):
    """Under which unit, from a day on."""

    effective_on: str
    parent: str | None


Dated = TypeVar("Dated", DatedName, DatedParent)


class UnitDossier(msgspec.Struct):
    """One unit with its names and places in time."""

    code: str
    names: list[DatedName]
    parents: list[DatedParent]
    region: str | None
    closed_on: str | None
    evidence: list[Evidence]

    def name_on(self, day: date) -> str:
        """What it was called on a day; before its first recorded day, what it was called then."""
        return _on(self.names, day).name

    def parent_on(self, day: date) -> str | None:
        """Under which unit it stood on a day; before its first day, where it stood then."""
        return _on(self.parents, day).parent


def _on(dated: Sequence[Dated], day: date) -> Dated:
    """By the days from which they hold, whenever they were recorded; of one day, the last recorded last."""
    in_order = sorted(dated, key=lambda each: PartialDate.parse(each.effective_on))
    held = [each for each in in_order if PartialDate.parse(each.effective_on).first <= day]
    return (held or in_order[:1])[-1]


class Definition(msgspec.Struct):
    """What a position is from a day on."""

    effective_on: str
    title: str
    group: str
    unit: str
    authority: str | None
    theory_required: str | None
    criteria_set: str | None
    peer_group: str | None
    heads_unit: bool


class PositionDossier(msgspec.Struct):
    """One position with its definitions in time."""

    code: str
    definitions: list[Definition]
    evidence: list[Evidence]


class PeriodDossier(msgspec.Struct):
    """One evaluation period."""

    code: str
    begins: str
    ends: str
    criteria_set: str
    basis: str
    basis_digest: str
    deadline: str | None
    closed: bool
    evidence: list[Evidence]


class AnswerDossier(msgspec.Struct):
    """What was done about one flag."""

    flag: str
    considered_on: str | None
    decision: str | None
    decided_on: str | None
    by: str | None
    reason: str | None
    evidence: list[Evidence]
