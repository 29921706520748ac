"""From the first enrolment on everything recorded is signed, by those who may, over what is stored."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cadre_ledger.domain.actors import ChangeRoles, RetireActor, Role
from cadre_ledger.domain.bodies import RenameBody
from cadre_ledger.domain.cadres import CorrectCadre, MergeCadre
from cadre_ledger.domain.cases import AnnulDiscipline, DecideDiscipline
from cadre_ledger.domain.shapes import Command
from cadre_ledger.domain.votes import LinkSubject, UnlinkSubject
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.procedures.desk import Clocks, Desk
from cadre_ledger.procedures.recording import TRIES, preview, record
from cadre_ledger.procedures.signatures import findings
from cadre_ledger.procedures.signing import Signer, enrolled
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import LedgerError, NotAllowed, Refused
from cadre_ledger.values.sanctions import Form, Line
from ledgers import START, TODAY, author, body, cadre, done, everything, found
from signers import enrol, pair, rotate, signed, signer
from stories import line, vote

CHAIR, SECRETARY = signer("CT-01"), signer("TK-01")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger with two cadres in which the chair, a secretary, an inspector and the cadre C000001 as secretary are enrolled."""
    people = [
        enrol("CT-01", Role.CHAIR),
        enrol("TK-01", Role.SECRETARY),
        enrol("TT-01", Role.INSPECTOR),
        enrol("TK-02", Role.SECRETARY, cadre="C000001"),
    ]
    directory = found(tmp_path / "a.ledger", more=[cadre("Lê Thị Mẫu"), cadre("Trần Văn Mẫu"), body()])
    with Ledger.open(directory) as opened:
        done(opened, *people)
        yield opened


def refusal(ledger: Ledger, *commands: Command, by: tuple[Signer, ...]) -> Code:
    """The code with which it is refused; nothing is stored."""
    before = everything(ledger.directory)
    with pytest.raises(LedgerError) as error:
        signed(ledger, *commands, by=by)
    assert everything(ledger.directory) == before
    assert not isinstance(error.value, NotAllowed) or error.value.exit_status == 4
    return error.value.code


def found_by_verifying(ledger: Ledger) -> list[Code]:
    with Desk.open(ledger.directory, Clocks(), START) as desk:
        return [finding.code for finding in findings(desk)]


def rename(name: str) -> RenameBody:
    return RenameBody(on=TODAY, body="B1", name=name, reason="NQ 1")


def sanction(cadre_: str = "C000002") -> DecideDiscipline:
    decided = PartialDate.parse("2026-03-01")
    return DecideDiscipline(on=TODAY, case="K-1", cadre=cadre_, line=Line.STATE, form=Form.WARNING, decision_no="5-QĐ", decided_on=decided)


ANNUL = AnnulDiscipline(on=TODAY, case="K-1", decision_no="9-QĐ", reason="oan")


def test_before_the_first_enrolment_nothing_is_signed_whoever_claims_to_act(tmp_path: Path) -> None:
    directory = found(tmp_path / "a.ledger")
    with Ledger.open(directory) as ledger:
        recording = done(ledger, body(), cadre(), signers=(SECRETARY,))

        assert {record.signature for record in recording.records} == {None}
        assert not enrolled(ledger).signing
        assert found_by_verifying(ledger) == []


def test_a_signed_record_bears_its_signature_and_holds(ledger: Ledger) -> None:
    recording = signed(ledger, rename("Hai"), by=(SECRETARY,))

    signature = ledger.read("body/B1")[-1].signature
    assert signature is not None
    assert signature == recording.records[0].signature
    assert [(mark.actor, mark.public) for mark in signature.marks] == [("TK-01", pair("TK-01").public)]
    assert not signature.together
    assert found_by_verifying(ledger) == []


def test_a_batch_is_one_command_with_one_signature(ledger: Ledger) -> None:
    recording = signed(ledger, body("B2", "Hai"), body("B3", "Ba"), by=(SECRETARY,))

    assert len(recording.records) == 4
    assert len({record.signature for record in recording.records}) == 1
    assert found_by_verifying(ledger) == []


def test_without_a_signature_nothing_is_recorded_any_more(ledger: Ledger) -> None:
    before = everything(ledger.directory)
    with pytest.raises(NotAllowed) as error:
        record(ledger, [rename("Hai")], type(author())("TK-01", "k", author().clock))

    assert error.value.code is Code.SIGNATURE_MISSING
    assert everything(ledger.directory) == before


def test_a_dry_run_asks_for_no_signature_but_for_the_role(ledger: Ledger) -> None:
    claimed = type(author())

    assert len(preview(ledger, [rename("Hai")], claimed("TK-01", "k", author().clock))) == 2
    assert len(preview(ledger, [sanction(), ANNUL], claimed("TK-01", "k", author().clock))) == 2
    with pytest.raises(NotAllowed) as error:
        preview(ledger, [rename("Hai")], claimed("TT-01", "k", author().clock))
    assert error.value.code is Code.ROLE_MAY_NOT


@pytest.mark.parametrize(
    ("by", "code"),
    [
        (signer("TK-09"), Code.ACTOR_UNKNOWN),
        (Signer("TK-01", pair("CT-01").sign), Code.KEY_UNKNOWN),
        (signer("TK-01", 2), Code.KEY_UNKNOWN),
        (signer("TT-01"), Code.ROLE_MAY_NOT),
        (CHAIR, Code.ROLE_MAY_NOT),
    ],
)
def test_a_strange_key_and_a_role_that_may_not_are_refused(ledger: Ledger, by: Signer, code: Code) -> None:
    assert refusal(ledger, rename("Hai"), by=(by,)) is code


def test_nobody_signs_for_another(ledger: Ledger) -> None:
    with pytest.raises(NotAllowed) as error:
        record(ledger, [rename("Hai")], type(author())("TK-01", "k", author().clock, signers=(CHAIR,)))
    assert error.value.code is Code.KEY_UNKNOWN


def test_a_retired_actor_signs_no_more_and_what_they_signed_stays_signed(ledger: Ledger) -> None:
    signed(ledger, rename("Hai"), by=(SECRETARY,))
    signed(ledger, RetireActor(on=TODAY, actor="TK-01", reason="nghỉ"), by=(CHAIR,))

    assert refusal(ledger, rename("Ba"), by=(SECRETARY,)) is Code.ACTOR_RETIRED
    assert found_by_verifying(ledger) == []


def test_after_a_change_of_key_only_the_new_one_signs(ledger: Ledger) -> None:
    signed(ledger, rename("Hai"), by=(SECRETARY,))
    assert refusal(ledger, rotate("TK-01"), by=(signer("TK-01", 2),)) is Code.KEY_UNKNOWN
    assert refusal(ledger, rotate("TK-01"), by=(CHAIR,)) is Code.KEY_OF_ANOTHER
    signed(ledger, rotate("TK-01"), by=(SECRETARY,))

    assert refusal(ledger, rename("Ba"), by=(SECRETARY,)) is Code.KEY_UNKNOWN
    signed(ledger, rename("Ba"), by=(signer("TK-01", 2),))
    assert found_by_verifying(ledger) == []


def test_roles_hold_from_the_entry_on_at_which_they_were_given(ledger: Ledger) -> None:
    signed(ledger, rename("Hai"), by=(SECRETARY,))
    signed(ledger, ChangeRoles(on=TODAY, actor="TK-01", roles=(Role.AUDITOR,), reason="QĐ"), by=(CHAIR,))

    assert refusal(ledger, rename("Ba"), by=(SECRETARY,)) is Code.ROLE_MAY_NOT
    assert found_by_verifying(ledger) == []


@pytest.mark.parametrize(
    "altered",
    [
        lambda command: command.model_copy(update={"name": "Một người khác"}),
        lambda command: command.model_copy(update={"roles": (Role.CHAIR, Role.SECRETARY)}),
        lambda command: command.model_copy(update={"actor": "TK-08"}),
        lambda command: command.model_copy(update={"public_key": pair("X").public}),
        lambda command: command.model_copy(update={"cadre": "C000002"}),
    ],
)
def test_a_new_key_must_have_signed_for_all_that_its_enrolment_says(ledger: Ledger, altered: Callable[[Command], Command]) -> None:
    command = enrol("TK-07", Role.SECRETARY)

    assert refusal(ledger, altered(command), by=(CHAIR,)) is Code.PROOF_WRONG
    assert signed(ledger, command, by=(CHAIR,)).records


def test_the_first_enrolment_needs_its_own_proof_and_no_signature(tmp_path: Path) -> None:
    command = enrol("CT-01", Role.CHAIR)
    with Ledger.open(found(tmp_path / "a.ledger")) as ledger:
        with pytest.raises(Refused) as error:
            done(ledger, command.model_copy(update={"name": "Ai đó"}))
        assert error.value.code is Code.PROOF_WRONG
        assert done(ledger, command).records[0].signature is None
        assert found_by_verifying(ledger) == []


def test_what_takes_a_decision_back_needs_two_people(ledger: Ledger) -> None:
    signed(ledger, sanction(), by=(SECRETARY,))

    assert refusal(ledger, ANNUL, by=(SECRETARY,)) is Code.SECOND_KEY_MISSING
    assert refusal(ledger, ANNUL, by=(SECRETARY, SECRETARY)) is Code.SAME_SIGNER_TWICE
    assert refusal(ledger, ANNUL, by=(SECRETARY, signer("TT-01"))) is Code.ROLE_MAY_NOT
    assert refusal(ledger, ANNUL, by=(SECRETARY, signer("CT-01", 2))) is Code.KEY_UNKNOWN
    annulled = signed(ledger, ANNUL, by=(SECRETARY, CHAIR)).records[0].signature
    assert annulled is not None
    assert [mark.actor for mark in annulled.marks] == ["TK-01", "CT-01"]
    assert annulled.together
    assert found_by_verifying(ledger) == []


def test_a_second_key_that_was_unlocked_elsewhere_is_not_marked(ledger: Ledger) -> None:
    signed(ledger, sanction(), by=(SECRETARY,))

    annulled = signed(ledger, ANNUL, by=(SECRETARY, signer("CT-01", here=False))).records[0].signature

    assert annulled is not None
    assert not annulled.together
    assert found_by_verifying(ledger) == []


OWN = signer("TK-02")


def corrected(code: str) -> CorrectCadre:
    return CorrectCadre(on=TODAY, cadre=code, corrects=1, name="Lê Thị Khác", reason="nhầm")


def test_nobody_records_on_their_own_file(ledger: Ledger) -> None:
    assert refusal(ledger, corrected("C000001"), by=(OWN,)) is Code.OWN_FILE
    assert refusal(ledger, sanction("C000001"), by=(OWN,)) is Code.OWN_FILE
    assert signed(ledger, corrected("C000002"), by=(OWN,)).records
    assert signed(ledger, corrected("C000001"), by=(SECRETARY,)).records


def test_nobody_countersigns_on_their_own_file(ledger: Ledger) -> None:
    signed(ledger, sanction("C000001"), by=(SECRETARY,))

    assert refusal(ledger, ANNUL, by=(SECRETARY, OWN)) is Code.OWN_FILE


def test_the_file_under_which_a_person_goes_on_is_their_own_too(ledger: Ledger) -> None:
    merge = MergeCadre(on=TODAY, cadre="C000001", into="C000002", reason="một người")
    assert refusal(ledger, merge, by=(OWN,)) is Code.OWN_FILE
    signed(ledger, merge, by=(SECRETARY,))

    assert refusal(ledger, corrected("C000002"), by=(OWN,)) is Code.OWN_FILE


def test_nobody_touches_a_vote_in_which_they_are_a_subject(ledger: Ledger) -> None:
    signed(ledger, vote("S1", "2014-03-01", [line(1, 14, 10), line(2, 21, 3)]), by=(OWN,))
    other = LinkSubject(on=TODAY, session="S1", subject=2, cadre="C000002", ground="biên bản")
    signed(ledger, other, by=(OWN,))
    signed(ledger, LinkSubject(on=TODAY, session="S1", subject=1, cadre="C000001", ground="biên bản"), by=(SECRETARY,))

    undo = UnlinkSubject(on=TODAY, session="S1", subject=2, reason="nhầm")
    assert refusal(ledger, undo, by=(OWN,)) is Code.OWN_FILE
    assert signed(ledger, undo, by=(SECRETARY,)).records


def overtaken(ledger: Ledger, times: int) -> Signer:
    """A secretary who is overtaken by another so often while signing."""
    left = iter(range(times))

    def sign(statement: bytes) -> str:
        number = next(left, None)
        if number is not None:
            with Ledger.open(ledger.directory) as other:
                signed(other, rename(f"Tên {number}"), by=(SECRETARY,))
        return pair("TK-01").sign(statement)

    return Signer("TK-01", sign)


@pytest.mark.parametrize("times", [0, 1, TRIES])
def test_who_was_overtaken_signs_what_is_stored_in_the_end(ledger: Ledger, times: int) -> None:
    recording = signed(ledger, rename("Cuối"), by=(overtaken(ledger, times),))

    assert recording.records[0].seen == recording.first - 1
    assert found_by_verifying(ledger) == []


def test_a_repeat_answers_as_the_first_time_without_another_signature(ledger: Ledger) -> None:
    first = signed(ledger, rename("Hai"), by=(SECRETARY,), key="k-9")

    again = record(ledger, [rename("Hai")], type(author())("TK-01", "k-9", author().clock))

    assert again.repeated
    assert (again.first, again.last) == (first.first, first.last)
