"""Counting: two blind entries a stack, compared and settled, certified by a third person; and what follows."""

from typing import Any

import pytest
from pydantic import ValidationError

from cadre_ledger.domain.cadres import CadreMerged, CadreRegistered
from cadre_ledger.domain.counts import (
    AnnulVote,
    BallotsInCustody,
    BatchOpened,
    CellsRecounted,
    CertifiedOutcome,
    CertifyVote,
    EntryLocked,
    EntryWithdrawn,
    KeepBallots,
    PublishVote,
    RecountCells,
    VoteAnnulled,
    VoteCertified,
    VotePublished,
    WithdrawEntry,
    commitment,
    decoded,
    encoded,
)
from cadre_ledger.domain.sessions import CorrectAnnouncement, StrikeSubject
from cadre_ledger.domain.shapes import Command, Event
from cadre_ledger.domain.votes import (
    ConfidenceResultEntered,
    ConfidenceResultWithdrawn,
    SubjectLinked,
    SubjectUnlinked,
    VoteRecorded,
)
from cadre_ledger.values.codes import Code
from cadre_ledger.values.counting import Miscount, Stage, Struck
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import LedgerError
from cadre_ledger.values.tallies import Level, RecordedFrom, VoteKind
from sittings import (
    CHAIR,
    COMMITTEE,
    HELD,
    ONE,
    THREE,
    TWO,
    Held,
    announced,
    announcing,
    closing,
    convene,
    counted,
    lock,
    open_batch,
    opened,
    opening,
    subject,
    totals,
)

ROWS = ((20, 5, 4, 1), (10, 10, 10, 0))
OTHER = ((20, 4, 5, 1), (10, 10, 10, 0))


def code_of(held: Held, command: Command) -> Code:
    with pytest.raises(LedgerError) as refused:
        held.decided(command)
    return refused.value.code


def certify(by: str = CHAIR) -> CertifyVote:
    return CertifyVote(on=HELD, session="S1", certified_by=by, minutes="Biên bản 12/BB-BKP")


def recount(subject: int = 1, counter: str = THREE, **cells: int) -> RecountCells:
    return RecountCells(on=HELD, session="S1", batch=1, subject=subject, cells=cells, why=Miscount.MISREAD, counter=counter)


def withdraw(counter: str) -> WithdrawEntry:
    return WithdrawEntry(on=HELD, session="S1", batch=1, counter=counter, reason="quên mã")


def annul(*by: str) -> AnnulVote:
    return AnnulVote(on=HELD, session="S1", annulled_by=by, reason="sai quy trình")


def differing() -> Held:
    held = announced().do(lock(ONE, *ROWS), lock(TWO, *OTHER))
    return held.do(open_batch(opened(ONE, *ROWS), opened(TWO, *OTHER)))


# Two entries


def test_a_locked_entry_tells_nothing_of_what_was_counted() -> None:
    (event,) = announced().decided(lock(ONE, *ROWS, blind="5f" * 32))

    assert event == EntryLocked(
        session="S1",
        batch=1,
        ballots_counted=30,
        counter=ONE,
        commitment=commitment("5f" * 32, totals(*ROWS), VoteKind.CONFIDENCE),
        sealed="00",
    )
    assert "5f5f" not in event.model_dump_json()


def test_what_is_committed_to_depends_on_every_figure_and_on_the_blind() -> None:
    made = {
        commitment(blind, totals(*rows), VoteKind.CONFIDENCE)
        for blind, rows in (("aa", ROWS), ("ab", ROWS), ("aa", OTHER), ("aa", ROWS[::-1]))
    }

    assert len(made) == 4


@pytest.mark.parametrize("kind", VoteKind)
def test_totals_are_bytes_of_one_length_and_come_back(kind: VoteKind) -> None:
    small = totals(*(((0, 0, 0, 1) if kind is VoteKind.CONFIDENCE else (0, 0, 1)),), kind=kind)
    large = totals(*(((900, 70, 30, 0) if kind is VoteKind.CONFIDENCE else (900, 70, 30)),), kind=kind)

    assert len(encoded(small, kind)) == len(encoded(large, kind))
    assert decoded(encoded(large, kind), kind) == large


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (lock(CHAIR, *ROWS), Code.NOT_ON_COMMITTEE),
        (lock("Người 1", *ROWS), Code.NOT_ON_COMMITTEE),
        (lock(ONE, *ROWS, batch=2), Code.NO_BATCH),
        (lock(ONE, *ROWS, batch=0), Code.NO_BATCH),
        (lock(ONE, (20, 5, 4, 0), ROWS[1]), Code.STACK_DIFFERS),
        (lock(ONE, (20, 5, 4, 2), ROWS[1]), Code.STACK_DIFFERS),
        (lock(ONE, ROWS[0]), Code.ENTRY_SUBJECTS),
        (lock(ONE, *ROWS, ROWS[0]), Code.ENTRY_SUBJECTS),
        (lock(ONE, (20, 5, 5), (10, 10, 10), kind=VoteKind.BINDING), Code.ENTRY_SUBJECTS),
    ],
)
def test_an_entry_that_cannot_be_of_this_stack_is_refused(command: Command, code: Code) -> None:
    assert code_of(announced(), command) is code


def test_a_counter_locks_once_and_a_third_entry_is_refused() -> None:
    held = announced().do(lock(ONE, *ROWS))

    assert code_of(held, lock("do van dem", *OTHER)) is Code.ENTRY_LOCKED
    assert code_of(held.do(lock(TWO, *ROWS)), lock(THREE, *ROWS)) is Code.ENTRY_LOCKED


def test_nothing_is_opened_before_both_are_locked() -> None:
    held = announced().do(lock(ONE, *ROWS))

    assert code_of(held, open_batch(opened(ONE, *ROWS))) is Code.ENTRY_MISSING
    assert code_of(held, open_batch(opened(ONE, *ROWS), opened(TWO, *ROWS))) is Code.ENTRY_MISSING
    held.do(lock(TWO, *ROWS))
    assert code_of(held, open_batch(opened(ONE, *ROWS))) is Code.ENTRY_MISSING
    assert code_of(held, open_batch(opened(ONE, *ROWS), opened(THREE, *ROWS))) is Code.ENTRY_MISSING


@pytest.mark.parametrize("wrong", [opened(TWO, *OTHER), opened(TWO, *ROWS, blind="ab")])
def test_an_entry_opens_only_as_it_was_locked(wrong: Any) -> None:
    held = announced().do(lock(ONE, *ROWS), lock(TWO, *ROWS))

    assert code_of(held, open_batch(opened(ONE, *ROWS), wrong)) is Code.ENTRY_NOT_OPENED


def test_both_are_opened_in_one_event_and_once() -> None:
    held = announced().do(lock(ONE, *ROWS), lock(TWO, *OTHER))
    command = open_batch(opened(TWO, *OTHER), opened(ONE, *ROWS))

    assert held.decided(command) == [BatchOpened(session="S1", batch=1, entries=(opened(ONE, *ROWS), opened(TWO, *OTHER)))]
    assert code_of(held.do(command), command) is Code.BATCH_OPENED


def test_an_entry_is_withdrawn_unopened_and_then_made_again() -> None:
    held = announced().do(lock(ONE, *ROWS), lock(TWO, *ROWS))

    assert held.decided(withdraw(ONE)) == [EntryWithdrawn(session="S1", batch=1, counter=ONE, reason="quên mã")]
    assert code_of(held, withdraw(THREE)) is Code.ENTRY_MISSING
    held.do(withdraw(ONE), lock(ONE, *OTHER))
    held.do(open_batch(opened(ONE, *OTHER), opened(TWO, *ROWS)))
    assert code_of(held, withdraw(ONE)) is Code.BATCH_OPENED


def test_a_struck_name_is_not_counted() -> None:
    held = announced_struck()

    assert code_of(held, lock(ONE, *ROWS)) is Code.ENTRY_SUBJECTS
    (event,) = held.decided(lock(ONE, ROWS[0]))
    assert isinstance(event, EntryLocked)


def announced_struck() -> Held:
    strike = StrikeSubject(on=HELD, session="S1", subject=2, why=Struck.DIED, reason="mất ngày 9/5")
    return Held().do(convene(), opening(), strike, closing(), announcing(30))


# Comparing


def test_only_the_cells_that_differ_are_shown_and_counted_again() -> None:
    held = differing()
    (batch,) = held.count.batches

    assert batch.differing == {1: {"confidence": (5, 4), "low": (4, 5)}}
    assert not batch.settled
    assert code_of(held, recount(confidence=5)) is Code.CELLS_AGREE
    assert code_of(held, recount(confidence=5, low=4, high=20)) is Code.CELLS_AGREE
    assert code_of(held, recount(2, high=10)) is Code.CELLS_AGREE
    assert code_of(held, recount(confidence=5, low=5)) is Code.STACK_DIFFERS
    assert code_of(held, recount(counter=CHAIR, confidence=5, low=4)) is Code.NOT_ON_COMMITTEE
    (event,) = held.decided(recount(confidence=3, low=6))
    assert isinstance(event, CellsRecounted)
    held.do(recount(confidence=3, low=6))
    assert held.count.batches[0].settled
    assert held.count.batches[0].final(1) == {"high": 20, "confidence": 3, "low": 6, "invalid": 1}
    assert held.count.batches[0].opened[0].totals == totals(*ROWS)


def test_nothing_differs_before_both_are_open() -> None:
    held = announced().do(lock(ONE, *ROWS), lock(TWO, *OTHER))

    assert held.count.batches[0].differing == {}
    assert code_of(held, recount(confidence=5, low=4)) is Code.CELLS_AGREE


def test_a_stack_that_is_corrected_is_counted_again_and_the_others_stay() -> None:
    held = announced(20, 10).do(lock(ONE, (20, 0, 0, 0), (0, 20, 0, 0)), lock(ONE, (5, 5, 0, 0), (5, 5, 0, 0), batch=2))
    held.do(CorrectAnnouncement(on=HELD, session="S1", corrects=9, collected=32, not_returned=0, batches=(20, 12), reason="đếm lại"))

    assert [len(each.locked) for each in held.count.batches] == [1, 0]


# Certifying


def certified(*rows: tuple[int, ...], **more: Any) -> tuple[VoteRecorded, VoteCertified, list[Event]]:
    events = counted(*rows, **more).decided(certify())
    assert isinstance(events[0], VoteRecorded)
    assert isinstance(events[-1], VoteCertified)
    return events[0], events[-1], events


def test_a_certified_count_is_recorded_with_its_figures() -> None:
    recorded, done, events = certified(*ROWS)

    assert (recorded.recorded_from, recorded.source, recorded.subjects_total) == (RecordedFrom.COUNT, "Biên bản 12/BB-BKP", 2)
    assert recorded.subjects[0].counts == {Level.HIGH: 20, Level.CONFIDENCE: 5, Level.LOW: 4}
    assert recorded.subjects[0].invalid == 1
    assert recorded.ballots.model_dump() == {
        "members_total": 30,
        "members_summoned": 30,
        "members_present": 30,
        "issued": 30,
        "collected": 30,
        "valid": None,
    }
    assert done.certified_by == CHAIR
    assert len(events) == 2


def test_the_stacks_of_a_vote_add_up() -> None:
    held = announced(20, 10)
    for batch, rows in ((1, ((15, 5, 0, 0), (0, 20, 0, 0))), (2, ((1, 2, 3, 4), (10, 0, 0, 0)))):
        held.do(lock(ONE, *rows, batch=batch), lock(TWO, *rows, batch=batch))
        assert code_of(held, certify()) is Code.COUNT_UNFINISHED
        held.do(open_batch(opened(ONE, *rows), opened(TWO, *rows), batch=batch))

    recorded = held.decided(certify())[0]

    assert isinstance(recorded, VoteRecorded)
    assert [(dict(each.counts), each.invalid) for each in recorded.subjects] == [
        ({Level.HIGH: 16, Level.CONFIDENCE: 7, Level.LOW: 3}, 4),
        ({Level.HIGH: 10, Level.CONFIDENCE: 20, Level.LOW: 0}, 0),
    ]


def test_a_vote_with_a_difference_left_is_not_certified() -> None:
    held = differing()

    assert code_of(held, certify()) is Code.COUNT_UNFINISHED
    assert len(held.do(recount(confidence=5, low=4)).decided(certify())) == 2


@pytest.mark.parametrize("by", [ONE, TWO, "do van dem"])
def test_nobody_certifies_what_they_counted(by: str) -> None:
    assert code_of(counted(*ROWS), certify(by)) is Code.OWN_ENTRY


def test_nobody_certifies_whose_third_count_it_is_and_no_one_voted_on() -> None:
    held = differing().do(recount(confidence=5, low=4))

    assert code_of(held, certify(THREE)) is Code.OWN_ENTRY
    assert code_of(held, certify("Người 2")) is Code.RECUSED
    assert len(counted(*ROWS).decided(certify(THREE))) == 2


def test_more_collected_than_issued_is_counted_and_not_certified() -> None:
    rows = ((21, 5, 4, 1), (11, 10, 10, 0))

    assert code_of(counted(*rows), certify()) is Code.OVERCOUNT


@pytest.mark.parametrize(
    ("low", "status", "clause", "flag"),
    [
        (15, "none", None, None),
        (16, "applies", "vn/96-QD-TW-2023#11.2", "low_confidence_majority"),
        (19, "applies", "vn/96-QD-TW-2023#11.2", "low_confidence_majority"),
        (20, "applies", "vn/96-QD-TW-2023#11.3", "low_confidence_two_thirds"),
    ],
)
def test_exactly_one_half_is_no_majority_and_exactly_two_thirds_are_two_thirds(
    low: int, status: str, clause: str | None, flag: str | None
) -> None:
    _, done, _ = certified((30 - low, 0, low, 0), (30, 0, 0, 0))

    assert done.outcomes[0] == CertifiedOutcome(subject=1, status=status, clause=clause, flag=flag)
    assert done.outcomes[1].status == "none"


def test_a_result_enters_the_file_that_the_ballot_names_in_the_same_decision() -> None:
    held = Held()
    held.events.append(CadreRegistered(cadre="C000001", name="Người 1", born=None, own_number=None))
    held.do(convene(subjects=(subject(1, "C000001"), subject(2))), opening(), closing(), announcing(30))
    held.do(lock(ONE, *ROWS), lock(TWO, *ROWS), open_batch(opened(ONE, *ROWS), opened(TWO, *ROWS)))
    held.events.append(CadreMerged(cadre="C000001", into="C000002", reason="same"))

    assert [type(each) for each in held.decided(certify())] == [VoteRecorded, SubjectLinked, ConfidenceResultEntered, VoteCertified]
    held.do(certify())
    assert [type(each) for each in held.decided(annul(CHAIR, ONE))] == [SubjectUnlinked, ConfidenceResultWithdrawn, VoteAnnulled]


def test_a_certified_vote_takes_no_more_entries() -> None:
    held = counted(*ROWS).do(certify())

    assert code_of(held, lock(THREE, *ROWS)) is Code.WRONG_STAGE
    assert code_of(held, certify()) is Code.WRONG_STAGE
    assert held.count.sitting is not None
    assert held.count.sitting.stage is Stage.CERTIFIED


# What follows


def test_a_result_is_published_after_it_was_certified() -> None:
    publish = PublishVote(on=HELD, session="S1", published_on=PartialDate.parse("2026-05-12"), where="Công báo")

    assert code_of(counted(*ROWS), publish) is Code.WRONG_STAGE
    held = counted(*ROWS).do(certify())
    (event,) = held.decided(publish)
    assert event == VotePublished(session="S1", published_on=PartialDate.parse("2026-05-12"), where="Công báo")
    assert event.dated(HELD) == PartialDate.parse("2026-05-12")


def test_the_ballots_are_kept_under_seals() -> None:
    keep = KeepBallots(on=HELD, session="S1", seals=("NP-01", "NP-02"), keeper="Văn phòng", kept_at="Kho A")

    assert counted(*ROWS).do(certify()).decided(keep) == [
        BallotsInCustody(session="S1", seals=("NP-01", "NP-02"), keeper="Văn phòng", kept_at="Kho A", kept_until=None)
    ]


@pytest.mark.parametrize("held", [announced, lambda: counted(*ROWS), lambda: counted(*ROWS).do(certify())])
def test_two_people_annul_a_vote_at_any_step(held: Any) -> None:
    assert code_of(held(), annul(CHAIR)) is Code.SECOND_PERSON
    assert code_of(held(), annul(CHAIR, "ly thi chu")) is Code.SECOND_PERSON
    assert code_of(held(), annul(CHAIR, "Người 1")) is Code.RECUSED
    assert held().decided(annul(CHAIR, ONE)) == [VoteAnnulled(session="S1", annulled_by=(CHAIR, ONE), reason="sai quy trình")]
    assert code_of(held().do(annul(CHAIR, ONE)), annul(CHAIR, ONE)) is Code.WRONG_STAGE


def test_what_was_never_convened_is_not_found() -> None:
    assert code_of(Held(), certify()) is Code.NO_SESSION


@pytest.mark.parametrize("blind", ["", "a", "xx", "AA"])
def test_a_blind_is_bytes_written_in_hex(blind: str) -> None:
    with pytest.raises(ValidationError):
        lock(ONE, *ROWS, blind=blind)


def test_the_committee_of_the_tests_is_three_people() -> None:
    assert len(set(COMMITTEE)) == 3


HUNG, HUNG_TOO = "Nguyễn Văn Hùng", "Nguyễn Văn Hưng"
"""Two people, and one without accents."""
ALIKE = (HUNG, HUNG_TOO, "Đỗ Văn Đếm")


def test_two_whose_names_differ_by_their_accents_alone_are_two_people() -> None:
    held = announced(committee=ALIKE)
    held.do(lock(HUNG, *ROWS), lock(HUNG_TOO, *ROWS), open_batch(opened(HUNG, *ROWS), opened(HUNG_TOO, *ROWS)))

    assert held.count.unfinished == 0
    assert code_of(held, certify(HUNG_TOO)) is Code.OWN_ENTRY
    assert code_of(held, certify("nguyen van hung")) is Code.OWN_ENTRY
    assert held.do(certify("Nguyễn Văn Húng")).count.certified


def test_a_name_without_accents_is_a_counter_s_only_where_it_can_be_no_other_s() -> None:
    held = announced(committee=ALIKE)

    with pytest.raises(LedgerError) as error:
        held.decided(lock("nguyen van hung", *ROWS))
    assert (error.value.code, error.value.facts["candidates"]) == (Code.NAME_AMBIGUOUS, f"{HUNG}, {HUNG_TOO}")
    (event,) = held.decided(lock("do van dem", *ROWS))
    assert isinstance(event, EntryLocked)
    assert event.counter == "Đỗ Văn Đếm"
    assert code_of(held.do(lock("do van dem", *ROWS)), lock("ĐỖ VĂN ĐẾM", *ROWS)) is Code.ENTRY_LOCKED


def test_who_is_called_nearly_as_someone_on_the_ballot_counts_and_certifies() -> None:
    ballot = (subject(1).model_copy(update={"name": HUNG}), subject(2))
    held = announced(subjects=ballot, committee=(HUNG_TOO, "Đỗ Văn Đếm", "Vũ Thị Kiểm"))

    assert held.decided(lock(HUNG_TOO, *ROWS))
    for name in (HUNG, "nguyen van hung", "NGUYỄN VĂN HÙNG"):
        with pytest.raises(LedgerError) as error:
            announced(subjects=ballot, committee=(name, "Đỗ Văn Đếm", "Vũ Thị Kiểm"))
        assert error.value.code is Code.RECUSED
