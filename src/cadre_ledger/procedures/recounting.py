"""Every count that was held here, followed anew from what is stored: entries as they were locked, checks, and the result."""

from collections.abc import Iterator

from cadre_ledger.domain import checks, counts
from cadre_ledger.domain.checks import Step
from cadre_ledger.domain.convening import stream_of
from cadre_ledger.domain.counts import BatchOpened, CellsRecounted, Count, VoteCertified
from cadre_ledger.domain.sessions import AnnouncementCorrected, BoxClosed, CollectedAnnounced, Sitting
from cadre_ledger.domain.shapes import Event
from cadre_ledger.ledger import pages
from cadre_ledger.ledger.mapper import read_record, stream_id
from cadre_ledger.ledger.register import REGISTER
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import LedgerError
from cadre_ledger.values.findings import Finding
from cadre_ledger.values.text import identity


def findings(desk: Desk) -> Iterator[Finding]:
    """What does not follow from what was recorded before it; where there is anything, someone wrote past the program."""
    for session in desk.source.keys_of("sitting"):
        yield from _of_session(desk, session)


def _of_session(desk: Desk, session: str) -> Iterator[Finding]:
    state, stream = counts.initial, stream_id(desk.founding.namespace, stream_of(session)).hex
    for entry, _, version, topic, stored in pages.stream(desk.events, stream, desk.cut.entry):
        where: dict[str, object] = {"session": session, "entry": entry}
        try:
            event = read_record(REGISTER, topic, version, stored).event
            before, state = state, counts.evolve(state, event)
            if not _follows(before, state, event):
                yield Finding(Code.COUNT_ALTERED, where)
        except LedgerError as error:
            yield Finding(error.code, {**error.facts, **where})
            return


def _follows(before: Count, after: Count, event: Event) -> bool:
    """Whether an event is one that the steps before it lead to; what stops at a step is refused as it was then."""
    match event:
        case BoxClosed():
            checks.stop(Step.BOX, _sitting(after).figures)
        case CollectedAnnounced() | AnnouncementCorrected():
            checks.stop(Step.ANNOUNCEMENT, _sitting(after).figures)
        case BatchOpened():
            return _as_locked(before, event)
        case CellsRecounted():
            batch = before.batches[event.batch - 1]
            row = {**batch.final(event.subject), **event.cells}
            return sum(row.values()) == batch.ballots
        case VoteCertified():
            return before.unfinished == 0 and _as_counted(before)
        case _:
            pass
    return True


def _sitting(state: Count) -> Sitting:
    assert state.sitting is not None
    return state.sitting


def _as_locked(before: Count, event: BatchOpened) -> bool:
    """Both entries are those that their counters committed to, and add up."""
    batch, kind = before.batches[event.batch - 1], _sitting(before).convened.kind
    if {identity(each.counter) for each in event.entries} != batch.locked.keys():
        return False
    kept = (counts.commitment(each.blind, each.totals, kind) == batch.locked[identity(each.counter)].commitment for each in event.entries)
    return all(kept) and all(row.marks + row.invalid == batch.ballots for each in event.entries for row in each.totals)


def _as_counted(state: Count) -> bool:
    """The result is what the stacks come to."""
    recorded = state.result.recorded
    if recorded is None or recorded.ballots.collected != _sitting(state).figures.collected:
        return False
    for subject in recorded.subjects:
        rows = [batch.final(subject.number) for batch in state.batches]
        said = {**{level.value: count for level, count in subject.counts.items()}, counts.INVALID: subject.invalid}
        if any(sum(row[cell] for row in rows) != figure for cell, figure in said.items()):
            return False
    return [each.number for each in recorded.subjects] == [each.number for each in _sitting(state).subjects]
