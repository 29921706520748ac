"""A paper vote where people sign: each step by whoever has the role, each count and certificate by the one whom it names."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cadre_ledger.domain import counts
from cadre_ledger.domain.actors import Role
from cadre_ledger.domain.counts import AnnulVote, CertifyVote, PublishVote, RecountCells, WithdrawEntry
from cadre_ledger.domain.shapes import Command
from cadre_ledger.domain.votes import CorrectVote, VoteCorrected
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.procedures.desk import Clocks, Desk
from cadre_ledger.procedures.recording import Recording, preview
from cadre_ledger.procedures.signatures import findings
from cadre_ledger.procedures.signing import Authority
from cadre_ledger.values.codes import Code
from cadre_ledger.values.counting import Miscount
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import LedgerError
from ledgers import START, adoption, author, body, cadre, done, everything, found
from signers import enrol, signed, signer
from sittings import (
    CHAIR,
    COMMITTEE,
    HELD,
    ONE,
    TEXT,
    THREE,
    TWO,
    announcing,
    closing,
    convene,
    lock,
    open_batch,
    opened,
    opening,
    subject,
)

FOUR = "Phạm Thị Bốn"
HOMONYMS = {"KP-11": "Nguyễn Văn Nam", "KP-12": "Nguyễn Văn Nam", "KP-13": "Trần Văn Hùng", "KP-14": "Trần Văn Hưng"}
ROWS = ((5, 5, 19, 1), (20, 6, 4, 0))
PEOPLE = {
    "CT-01": (CHAIR, (Role.CHAIR,), None),
    "TK-01": ("Trần Thị Thư", (Role.SECRETARY,), None),
    "KP-01": (ONE, (Role.COUNTING_COMMITTEE,), None),
    "KP-02": (TWO, (Role.COUNTING_COMMITTEE,), None),
    "KP-03": (THREE, (Role.COUNTING_COMMITTEE, Role.CHAIR), None),
    "KP-04": (FOUR, (Role.COUNTING_COMMITTEE, Role.CHAIR, Role.SECRETARY), "C000001"),
    "KP-05": ("Người 2", (Role.COUNTING_COMMITTEE,), None),
    "KP-06": ("Đinh Văn Sáu", (Role.COUNTING_COMMITTEE,), None),
}
CONVENE = convene(subjects=(subject(1, "C000001"), subject(2)), committee=(*COMMITTEE, FOUR, "KP-03", "KP-05"))
CERTIFY = CertifyVote(on=HELD, session="S1", certified_by=CHAIR, minutes="12/BB-BKP")
ENTRIES = (lock(ONE, *ROWS), lock(TWO, *ROWS))
OPEN = open_batch(opened(ONE, *ROWS), opened(TWO, *ROWS))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A vote convened by its secretary, the ballots announced, in a ledger where everyone has a key."""
    more = [adoption((TEXT.decode(),)), cadre("Lê Thị Mẫu"), body()]
    with Ledger.open(found(tmp_path / "a.ledger", more=more)) as opened_:
        done(opened_, *(enrol(code, *roles, name=name, cadre=own) for code, (name, roles, own) in PEOPLE.items()))
        by(opened_, "TK-01", CONVENE)
        by(opened_, "TK-01", opening(summoned=30, present=30))
        by(opened_, "TK-01", closing(30))
        by(opened_, "TK-01", announcing(30))
        yield opened_


def by(ledger: Ledger, codes: str, *commands: Command) -> Recording:
    """Record under the keys of these actors."""
    return signed(ledger, *commands, by=tuple(signer(code) for code in codes.split()))


def refusal(ledger: Ledger, codes: str, *commands: Command) -> Code:
    """The code with which it is refused; nothing is stored."""
    before = everything(ledger.directory)
    with pytest.raises(LedgerError) as error:
        by(ledger, codes, *commands)
    assert everything(ledger.directory) == before
    return error.value.code


def counted(ledger: Ledger) -> None:
    """Both have counted, and their entries are opened."""
    by(ledger, "KP-01", ENTRIES[0])
    by(ledger, "KP-02", ENTRIES[1])
    by(ledger, "KP-01", OPEN)


def found_by_verifying(ledger: Ledger) -> list[Code]:
    with Desk.open(ledger.directory, Clocks(), START) as desk:
        return [finding.code for finding in findings(desk)]


def annul(*names: str) -> AnnulVote:
    return AnnulVote(on=HELD, session="S1", annulled_by=names, reason="sai quy trình")


def test_a_vote_from_its_convening_to_its_annulment_is_signed_step_by_step(ledger: Ledger) -> None:
    counted(ledger)
    certified = by(ledger, "CT-01", CERTIFY)
    by(ledger, "TK-01", PublishVote(on=HELD, session="S1", published_on=PartialDate.parse("2026-05-10"), where="Cổng thông tin"))
    by(ledger, "CT-01 TK-01", annul(CHAIR, "TK-01"))

    assert [record.event.topic for record in certified.records] == [
        "vote.recorded/1",
        "vote.subject-linked/1",
        "confidence-result.entered/1",
        "vote.certified/1",
    ]
    assert found_by_verifying(ledger) == []


@pytest.mark.parametrize("code", ["CT-01", "KP-01"])
def test_only_the_secretary_convenes(ledger: Ledger, code: str) -> None:
    again = convene(session="S2", another=True)

    assert refusal(ledger, code, again) is Code.ROLE_MAY_NOT
    assert by(ledger, "TK-01", again).records


@pytest.mark.parametrize("code", ["CT-01", "TK-01"])
def test_only_the_counting_committee_counts(ledger: Ledger, code: str) -> None:
    assert refusal(ledger, code, lock(ONE, *ROWS)) is Code.ROLE_MAY_NOT


@pytest.mark.parametrize("code", ["TK-01", "KP-06"])
def test_only_a_chair_certifies_and_annuls(ledger: Ledger, code: str) -> None:
    counted(ledger)
    name = PEOPLE[code][0]

    assert refusal(ledger, code, CERTIFY.model_copy(update={"certified_by": name})) is Code.ROLE_MAY_NOT
    assert refusal(ledger, f"{code} CT-01", annul(name, CHAIR)) is Code.ROLE_MAY_NOT


def test_a_count_is_signed_by_the_counter_whom_it_names(ledger: Ledger) -> None:
    assert refusal(ledger, "KP-02", ENTRIES[0]) is Code.NAMED_ANOTHER
    assert refusal(ledger, "KP-02 KP-01", ENTRIES[0]) is Code.NAMED_ANOTHER
    by(ledger, "KP-01", ENTRIES[0])

    withdrawn = WithdrawEntry(on=HELD, session="S1", batch=1, counter=ONE, reason="quên mã")
    assert refusal(ledger, "KP-02", withdrawn) is Code.NAMED_ANOTHER
    assert by(ledger, "KP-01", withdrawn).records


def test_a_third_count_is_signed_by_whom_it_names(ledger: Ledger) -> None:
    by(ledger, "KP-01", ENTRIES[0])
    other = ((5, 4, 20, 1), ROWS[1])
    by(ledger, "KP-02", lock(TWO, *other))
    by(ledger, "KP-02", open_batch(opened(ONE, *ROWS), opened(TWO, *other)))
    cells = {"confidence": 4, "low": 20}
    third = RecountCells(on=HELD, session="S1", batch=1, subject=1, cells=cells, why=Miscount.MISREAD, counter=THREE)

    assert refusal(ledger, "KP-01", third) is Code.NAMED_ANOTHER
    assert by(ledger, "KP-03", third).records


def test_a_dry_run_says_as_well_that_another_is_named(ledger: Ledger) -> None:
    claimed = type(author())

    assert preview(ledger, [ENTRIES[0]], claimed("KP-01", "k", author().clock))
    with pytest.raises(LedgerError) as error:
        preview(ledger, [ENTRIES[0]], claimed("KP-02", "k", author().clock))
    assert error.value.code is Code.NAMED_ANOTHER


def test_a_certificate_is_signed_by_whom_it_names(ledger: Ledger) -> None:
    counted(ledger)

    assert refusal(ledger, "KP-03", CERTIFY) is Code.NAMED_ANOTHER
    assert by(ledger, "CT-01", CERTIFY.model_copy(update={"certified_by": "CT-01"})).records


def test_nobody_certifies_a_count_of_their_own_under_whatever_name(ledger: Ledger) -> None:
    by(ledger, "KP-03", lock(THREE, *ROWS))
    by(ledger, "KP-02", ENTRIES[1])
    by(ledger, "KP-02", open_batch(opened(THREE, *ROWS), opened(TWO, *ROWS)))

    assert refusal(ledger, "KP-03", CERTIFY.model_copy(update={"certified_by": THREE})) is Code.OWN_ENTRY
    assert refusal(ledger, "KP-03", CERTIFY.model_copy(update={"certified_by": "KP-03"})) is Code.TWO_NAMES
    assert by(ledger, "CT-01", CERTIFY).records


def test_nobody_counts_a_stack_twice_once_by_name_and_once_by_code(ledger: Ledger) -> None:
    by(ledger, "KP-03", lock(THREE, *ROWS))

    assert refusal(ledger, "KP-03", lock("KP-03", *ROWS)) is Code.TWO_NAMES


def test_an_annulment_needs_the_keys_of_the_two_whom_it_names(ledger: Ledger) -> None:
    both = annul(CHAIR, ONE)

    assert refusal(ledger, "CT-01", both) is Code.SECOND_KEY_MISSING
    assert refusal(ledger, "CT-01 KP-02", both) is Code.NAMED_ANOTHER
    assert refusal(ledger, "CT-01 KP-01", annul(CHAIR, "CT-01")) is Code.NAMED_ANOTHER
    assert refusal(ledger, "CT-01 KP-01", annul(CHAIR, ONE, TWO)) is Code.NAMED_ANOTHER
    assert by(ledger, "CT-01 KP-01", both).records


def corrigendum(entry: int) -> CorrectVote:
    return CorrectVote(on=HELD, session="S1", corrects=entry, changes=((1, "low", 15), (1, "high", 9)), reason="cộng sai")


def test_a_certified_result_is_put_right_by_two_and_both_figures_stay(ledger: Ledger) -> None:
    counted(ledger)
    recorded = by(ledger, "CT-01", CERTIFY).records[0]

    assert refusal(ledger, "TK-01", corrigendum(recorded.entry)) is Code.SECOND_KEY_MISSING
    (record,) = by(ledger, "TK-01 CT-01", corrigendum(recorded.entry)).records
    assert isinstance(record.event, VoteCorrected)
    assert [(each.field, each.was, each.now) for each in record.event.changes] == [("low", 19, 15), ("high", 5, 9)]
    assert found_by_verifying(ledger) == []


@pytest.mark.parametrize(
    ("codes", "command", "code"),
    [
        ("KP-03", lock("KP-03", *ROWS), Code.TWO_NAMES),
        ("KP-04", lock(FOUR, *ROWS), Code.OWN_FILE),
        ("KP-05", lock("KP-05", *ROWS), Code.RECUSED),
        ("TK-01", lock("Trần Thị Thư", *ROWS), Code.ROLE_MAY_NOT),
    ],
    ids=["by a second name", "on an own file", "with a name on the ballot", "without the role"],
)
def test_verifying_finds_who_should_have_stood_aside(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, codes: str, command: Command, code: Code
) -> None:
    by(ledger, "KP-03", lock(THREE, *ROWS))
    with monkeypatch.context() as unwatched:
        unwatched.setattr(Authority, "check_event", lambda *_: None)
        unwatched.setattr(counts, "_counter", lambda _, name: name)
        by(ledger, codes, command)

    assert found_by_verifying(ledger) == [code]


def test_verifying_finds_a_certified_result_that_one_person_alone_put_right(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    counted(ledger)
    recorded = by(ledger, "CT-01", CERTIFY).records[0]
    with monkeypatch.context() as unwatched:
        unwatched.setattr(Authority, "check_event", lambda *_: None)
        by(ledger, "TK-01", corrigendum(recorded.entry))

    assert found_by_verifying(ledger) == [Code.SECOND_KEY_MISSING]


def test_who_is_on_the_ballot_neither_counts_nor_certifies_nor_convenes(ledger: Ledger) -> None:
    assert refusal(ledger, "KP-04", lock(FOUR, *ROWS)) is Code.OWN_FILE
    counted(ledger)

    assert refusal(ledger, "KP-04", CERTIFY.model_copy(update={"certified_by": FOUR})) is Code.OWN_FILE
    assert refusal(ledger, "KP-04", convene(session="S2", another=True, subjects=(subject(1, "C000001"),))) is Code.OWN_FILE
    assert refusal(ledger, "CT-01 KP-04", annul(CHAIR, FOUR)) is Code.OWN_FILE


def test_who_bears_a_name_on_the_ballot_does_not_count_by_their_code(ledger: Ledger) -> None:
    assert refusal(ledger, "KP-05", lock("KP-05", *ROWS)) is Code.RECUSED


def test_verifying_finds_a_count_that_another_signed(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as unwatched:
        unwatched.setattr(Authority, "check_event", lambda *_: None)
        by(ledger, "KP-02", ENTRIES[0])

    assert found_by_verifying(ledger) == [Code.NAMED_ANOTHER]


def test_a_committee_in_which_a_name_may_be_two_of_those_enrolled_names_them_by_code(ledger: Ledger) -> None:
    done_by_chair = [enrol(code, Role.COUNTING_COMMITTEE, name=name) for code, name in HOMONYMS.items()]
    by(ledger, "CT-01", *done_by_chair)

    def called(*names: str) -> Command:
        return convene(session="S2", another=True, committee=(ONE, TWO, *names))

    assert refusal(ledger, "TK-01", called("Nguyễn Văn Nam")) is Code.NAME_AMBIGUOUS
    assert refusal(ledger, "TK-01", called("tran van hung")) is Code.NAME_AMBIGUOUS
    assert by(ledger, "TK-01", called("Trần Văn Hưng", "KP-12")).records


def test_an_ambiguous_name_is_refused_with_the_codes_that_it_may_mean(ledger: Ledger) -> None:
    by(ledger, "CT-01", *(enrol(code, Role.COUNTING_COMMITTEE, name=name) for code, name in HOMONYMS.items()))

    with pytest.raises(LedgerError) as error:
        by(ledger, "TK-01", convene(session="S2", another=True, committee=(ONE, TWO, "Nguyễn Văn Nam")))
    assert error.value.facts == {"name": "Nguyễn Văn Nam", "candidates": "KP-11, KP-12"}
