"""A result typed in from signed minutes or a publication: what was typed, as a command, with its warnings."""

from collections.abc import Mapping
from dataclasses import dataclass

from cadre_ledger.domain.returns import BallotNumbers, ListedSubject
from cadre_ledger.domain.votes import RecordVote
from cadre_ledger.interchange.tabular import whole_number
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.importing import Rules, warned
from cadre_ledger.procedures.recording import fields_checked
from cadre_ledger.rulebook.plausibility import Listed, ListedResult, result_findings, session_findings
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import Refused
from cadre_ledger.values.findings import Finding
from cadre_ledger.values.tallies import LEVELS, VoteKind, squeeze


@dataclass(frozen=True, slots=True)
class Minutes:
    """What was typed; a row is name, post, counts… and invalid, the invalid optional, blank where not known."""

    session: str
    body: str
    kind: str
    held_on: PartialDate
    basis: str
    recorded_from: str
    source: str
    numbers: Mapping[str, int | None]
    rows: tuple[tuple[str, ...], ...]
    subjects_total: int | None
    complete: bool
    another: bool

    @property
    def vote_kind(self) -> VoteKind:
        """The kind, or a refusal."""
        if self.kind not in tuple(VoteKind):
            raise Refused(Code.FIELD_INVALID, field="kind", value=self.kind)
        return VoteKind(self.kind)

    @property
    def subjects(self) -> tuple[ListedSubject, ...]:
        """The rows, read."""
        return tuple(self._subject(number, row) for number, row in enumerate(self.rows, 1))

    def _subject(self, number: int, row: tuple[str, ...]) -> ListedSubject:
        levels = LEVELS[self.vote_kind]
        cells = [cell.strip() for cell in row]
        if len(cells) not in (2 + len(levels), 3 + len(levels)):
            raise Refused(Code.FIELD_INVALID, field=f"row {number}", value=";".join(row)[:40])
        counts = [_number(cell, number) for cell in cells[2:]]
        invalid = counts[len(levels)] if len(counts) > len(levels) else None
        known = {level: count for level, count in zip(levels, counts, strict=False) if count is not None}
        # Every line keeps its source, as lines of an imported table do: the same result is the same event.
        return ListedSubject(number=number, name=cells[0], position=cells[1] or None, counts=known, invalid=invalid, source=self.source)


def _number(cell: str, row: int) -> int | None:
    if not cell:
        return None
    number = whole_number(cell)
    if number is None:
        raise Refused(Code.FIELD_INVALID, field=f"row {row}", value=cell[:40])
    return number


@fields_checked()
def findings(desk: Desk, minutes: Minutes) -> tuple[Finding, ...]:
    """What is odd about the figures under their regulation."""
    rules = Rules(desk, minutes.basis)
    regulation = rules.regulation(minutes.basis, minutes.held_on)
    small = rules.small(minutes.held_on)
    subjects = minutes.subjects
    ballots = BallotNumbers.model_validate(minutes.numbers).ballots
    listed = Listed(minutes.vote_kind, minutes.held_on, ballots, squeeze(ballots, (each.marks for each in subjects)))
    lines = (
        finding
        for each in subjects
        for finding in result_findings(ListedResult(each.number, each.name, each.counts, {}), listed, regulation, small)
    )
    return (*session_findings(listed, regulation), *lines)


@fields_checked()
def command(minutes: Minutes, on: PartialDate, found: tuple[Finding, ...]) -> RecordVote:
    """The command that records it, with the warnings that were shown."""
    subjects = minutes.subjects
    return RecordVote.model_validate(
        {
            "on": on,
            "session": minutes.session,
            "kind": minutes.vote_kind,
            "body": minutes.body,
            "held_on": minutes.held_on,
            "basis": minutes.basis,
            "recorded_from": minutes.recorded_from,
            "source": minutes.source,
            "ballots": BallotNumbers.model_validate(minutes.numbers),
            "subjects": subjects,
            "subjects_total": len(subjects) if minutes.complete else minutes.subjects_total,
            "another": minutes.another,
            "warnings": warned(found),
        }
    )
