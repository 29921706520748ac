"""Whatever is altered past this program after it was signed is found, and nothing else is."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cadre_ledger.domain.actors import Role
from cadre_ledger.domain.bodies import RenameBody
from cadre_ledger.domain.cases import AnnulDiscipline, DecideDiscipline
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.desk import Clocks, Desk
from cadre_ledger.procedures.doctor import doctor
from cadre_ledger.procedures.signatures import findings
from cadre_ledger.procedures.upkeep import status
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.sanctions import Form, Line
from ledgers import START, TODAY, body, cadre, done, found
from signers import ORIGIN, enrol, pair, signed, signer

SECRETARY, OTHER, CHAIR = signer("TK-01"), signer("TK-02"), signer("CT-01")
State = dict[str, Any]


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    """A signed history whose last five entries are a renaming of two, another of two, and an annulment by two people."""
    directory = found(tmp_path / "a.ledger", more=[cadre(), body()])
    decided = PartialDate.parse("2026-03-01")
    sanction = DecideDiscipline(
        on=TODAY, case="K-1", cadre="C000001", line=Line.STATE, form=Form.WARNING, decision_no="5-QĐ", decided_on=decided
    )
    with Ledger.open(directory) as ledger:
        done(ledger, enrol("CT-01", Role.CHAIR))
        signed(ledger, enrol("TK-01", Role.SECRETARY), by=(CHAIR,))
        signed(ledger, enrol("TK-02", Role.SECRETARY), by=(CHAIR,))
        signed(ledger, sanction, by=(SECRETARY,))
        for name in ("Hai", "Ba"):
            signed(ledger, RenameBody(on=TODAY, body="B1", name=name, reason="NQ"), by=(SECRETARY,))
        signed(ledger, AnnulDiscipline(on=TODAY, case="K-1", decision_no="9", reason="oan"), by=(SECRETARY, CHAIR))
    return directory


def verified(directory: Directory) -> list[tuple[Code, int]]:
    """What is found, with the last entry of each place, or the only one."""
    with Desk.open(directory, Clocks(), START) as desk:
        return [(each.code, int(str(each.facts.get("last", each.facts.get("entry"))))) for each in findings(desk)]


def head(directory: Directory) -> int:
    with Ledger.open(directory) as ledger:
        return ledger.head


def altered(directory: Directory, entry: int, change: Callable[[State], Any]) -> None:
    """Change what is stored, past every layer."""
    connection = sqlite3.connect(directory.events)
    (state,) = connection.execute("SELECT state FROM ledger_events WHERE rowid = ?", (entry,)).fetchone()
    raw = json.loads(state)
    change(raw)
    text = json.dumps(raw, ensure_ascii=False, separators=(",", ":")).encode()
    connection.execute("UPDATE ledger_events SET state = ? WHERE rowid = ?", (text, entry))
    connection.commit()
    connection.close()


def state_of(directory: Directory, entry: int) -> State:
    connection = sqlite3.connect(directory.events)
    (state,) = connection.execute("SELECT state FROM ledger_events WHERE rowid = ?", (entry,)).fetchone()
    connection.close()
    found_: State = json.loads(state)
    return found_


def test_an_untouched_history_holds(directory: Directory) -> None:
    """The negative control of all below: writing the same again alters nothing."""
    altered(directory, head(directory), lambda state: state)

    assert verified(directory) == []


SECOND, FIRST = 2, 4
"""How far before the last entry the second and the first renaming begin."""
SAW_IT = (Code.SIGNATURE_WRONG, 0)
"""Whoever signed the next command had seen the last entry of this one: their signature covers its hash."""


def told_at(found_: list[tuple[Code, int]], last: int) -> list[tuple[Code, int]]:
    """The same counted back from the last entry."""
    return [(code, last - entry) for code, entry in found_]


CHANGES: dict[str, Callable[[State], Any]] = {
    "body": lambda state: state["event"].update(name="Bốn"),
    "day": lambda state: state.update(effective_on="2025"),
    "seen": lambda state: state.update(seen=state["seen"] - 1),
    "rulebook": lambda state: state.update(rulebook="00" * 32),
    "author": lambda state: state.update(actor="TK-02"),
    "signer": lambda state: state["signature"]["marks"][0].update(actor="TK-02"),
    "signer and key": lambda state: state["signature"]["marks"][0].update(actor="TK-02", public=pair("TK-02").public),
    "command": lambda state: state["signature"].update(command="00" * 32),
    "together": lambda state: state["signature"].update(together=True),
    "no marks": lambda state: state["signature"].update(marks=[]),
    "another signature": lambda state: state["signature"]["marks"][0].update(signature=pair("TK-01").sign(b"x")),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("place", [SECOND, SECOND - 1], ids=["first record of a command", "last record of a command"])
def test_whatever_is_altered_is_found_at_its_command(directory: Directory, change: Callable[[State], Any], place: int) -> None:
    last = head(directory)

    altered(directory, last - place, change)

    after = [] if place == SECOND else [SAW_IT]
    assert told_at(verified(directory), last) == [(Code.SIGNATURE_WRONG, SECOND - 1), *after]


@pytest.mark.parametrize("change", [CHANGES["seen"], CHANGES["author"], CHANGES["command"]], ids=["seen", "author", "command"])
def test_what_is_altered_alike_in_all_records_of_a_command_is_found_too(directory: Directory, change: Callable[[State], Any]) -> None:
    last = head(directory)

    for place in (SECOND, SECOND - 1):
        altered(directory, last - place, change)

    assert told_at(verified(directory), last) == [(Code.SIGNATURE_WRONG, SECOND - 1), SAW_IT]


def test_a_signature_from_another_command_does_not_hold(directory: Directory) -> None:
    last = head(directory)
    replayed = state_of(directory, last - FIRST)["signature"]

    for place in (SECOND, SECOND - 1):
        altered(directory, last - place, lambda state: state.update(signature=replayed))

    assert told_at(verified(directory), last) == [(Code.SIGNATURE_WRONG, SECOND - 1), SAW_IT]


def test_a_signature_taken_away_is_found(directory: Directory) -> None:
    last = head(directory)

    for place in (SECOND, SECOND - 1):
        altered(directory, last - place, lambda state: state.update(signature=None))

    assert told_at(verified(directory), last) == [(Code.SIGNATURE_LACKING, SECOND - 1), SAW_IT]


def test_the_second_signature_cannot_be_taken_from_an_act_of_two(directory: Directory) -> None:
    last = head(directory)

    altered(directory, last, lambda state: state["signature"]["marks"].pop())

    assert verified(directory) == [(Code.SECOND_KEY_MISSING, last)]


def test_the_mark_of_one_process_cannot_be_taken_off(directory: Directory) -> None:
    last = head(directory)

    altered(directory, last, lambda state: state["signature"].update(together=False))

    assert verified(directory) == [(Code.SIGNATURE_WRONG, last)]


def test_the_two_who_signed_cannot_change_places(directory: Directory) -> None:
    last = head(directory)

    altered(directory, last, lambda state: state["signature"]["marks"].reverse())

    assert verified(directory) == [(Code.SIGNER_WRONG, last)]


def test_what_was_seen_cannot_be_replaced_by_something_else(directory: Directory) -> None:
    """The signature covers the hash of the entry seen last: whoever alters an unsigned entry alters what was seen."""
    with Ledger.open(directory) as ledger:
        unsigned = ledger.read("charter")[1].entry
    altered(directory, unsigned, lambda state: state.update(key="altered"))

    assert verified(directory) == [(Code.SIGNATURE_WRONG, unsigned + 1)]


@pytest.mark.parametrize("change", [{"roles": ["secretary", "chair"]}, {"name": "Ai đó"}, {"cadre": "C000001"}])
def test_the_unsigned_first_enrolment_cannot_be_altered_either(directory: Directory, change: State) -> None:
    with Ledger.open(directory) as ledger:
        entry = ledger.read("charter")[1].entry

    altered(directory, entry, lambda state: state["event"].update(change))

    assert (Code.PROOF_WRONG, entry) in verified(directory)


def test_a_record_put_under_the_key_of_an_earlier_command_is_found(directory: Directory) -> None:
    last = head(directory)
    key = state_of(directory, last - FIRST)["key"]

    altered(directory, last, lambda state: state.update(key=key))

    assert verified(directory) == [(Code.COMMAND_SPLIT, last), (Code.SIGNATURE_WRONG, last)]


def test_a_record_dropped_from_a_command_is_found(directory: Directory) -> None:
    last = head(directory)
    connection = sqlite3.connect(directory.events)
    connection.execute("DELETE FROM ledger_events WHERE rowid = ?", (last - SECOND + 1,))
    connection.commit()
    connection.close()

    assert (Code.SIGNATURE_WRONG, last - SECOND) in verified(directory)


def test_a_signature_before_anyone_was_enrolled_is_of_nobody(directory: Directory) -> None:
    altered(directory, 1, lambda state: state.update(signature=state_of(directory, head(directory))["signature"]))

    assert verified(directory)[0][0] is Code.SIGNER_WRONG


def test_what_cannot_be_read_is_found_and_the_rest_goes_on(directory: Directory) -> None:
    last = head(directory)

    with Desk.open(directory, Clocks(), START) as desk:
        altered(directory, last, lambda state: state.pop("event"))
        found_ = [each.code for each in findings(desk)]

    assert found_ == [Code.STATE_UNREADABLE]


def test_doctor_and_status_say_whether_signatures_hold(directory: Directory) -> None:
    def told() -> tuple[bool, str, bool]:
        with Desk.open(directory, Clocks(), START) as desk:
            check = next(each for each in doctor(desk).checks if each.check == "signatures")
            return check.ok, check.detail, status(desk).signed

    assert told() == (True, "all hold", True)
    last = head(directory)
    altered(directory, last - 1, CHANGES["body"])
    assert told() == (False, f"2: ACT-301 #{last - 2}, ACT-301 #{last}", True)


def test_the_origin_of_the_tests_is_that_of_their_ledgers(directory: Directory) -> None:
    assert directory.founding().origin == ORIGIN
