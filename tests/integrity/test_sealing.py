"""A sealed entry: nobody reads it without its code, and nobody changes it."""

import pytest

from cadre_ledger.integrity.sealing import seal, unseal

PAYLOAD = bytes(range(80))
CONTEXT = "S1/1/do van dem"


def test_whoever_has_the_code_reads_it_and_gets_the_same_blind() -> None:
    sealed = seal("mã số 7719", CONTEXT, PAYLOAD)

    assert unseal("mã số 7719", CONTEXT, sealed.box) == (PAYLOAD, sealed.blind)


@pytest.mark.parametrize(("code", "context"), [("mã số 7718", CONTEXT), ("mã số 7719", "S1/2/do van dem"), ("", CONTEXT)])
def test_another_code_or_another_stack_reads_nothing(code: str, context: str) -> None:
    assert unseal(code, context, seal("mã số 7719", CONTEXT, PAYLOAD).box) is None


def test_a_changed_box_reads_nothing() -> None:
    box = seal("mã số 7719", CONTEXT, PAYLOAD).box

    assert unseal("mã số 7719", CONTEXT, bytes([box[0] ^ 1]) + box[1:]) is None


def test_a_repeat_is_a_repeat_and_other_figures_give_another_box_of_the_same_length() -> None:
    one, again, other = seal("mã số 7719", CONTEXT, PAYLOAD), seal("mã số 7719", CONTEXT, PAYLOAD), seal("mã số 7719", CONTEXT, bytes(80))

    assert one == again
    assert one.box != other.box
    assert len(one.box) == len(other.box)


def test_nothing_of_the_payload_stands_in_the_box() -> None:
    box = seal("mã số 7719", CONTEXT, PAYLOAD).box

    assert not any(PAYLOAD[place : place + 6] in box for place in range(len(PAYLOAD) - 5))
