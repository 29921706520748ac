"""What is signed, and that a signature holds for exactly that."""

from base64 import b64decode, b64encode
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_ledger.integrity import signing
from cadre_ledger.integrity.leaf import signed_part
from cadre_ledger.integrity.signing import KeyPair, Statement

A, B = KeyPair.of(b"\x01" * 32), KeyPair.of(b"\x02" * 32)
STATEMENT = Statement("a-1", "key-1", "0f" * 32, 7, b"leaf", b"content", "TK-01", together=False)
# RFC 8032, section 7.1, test 2.
SEED = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
PUBLIC = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
SIGNATURE = bytes.fromhex(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)


def test_the_signature_is_that_of_the_standard() -> None:
    pair = KeyPair.of(SEED)

    assert b64decode(pair.public) == b"\x01" + PUBLIC
    assert b64decode(pair.sign(b"\x72")) == SIGNATURE
    assert signing.verify(pair.public, b"\x72", pair.sign(b"\x72"))


@pytest.mark.parametrize(
    ("field", "other"),
    [
        ("origin", "a-2"),
        ("key", "key-2"),
        ("command", "0e" * 32),
        ("seen", 8),
        ("seen_leaf", b"other"),
        ("content", b"other"),
        ("actor", "TK-02"),
        ("together", True),
    ],
)
def test_a_signature_holds_for_no_other_statement(field: str, other: Any) -> None:
    signature = A.sign(STATEMENT.bytes_for("TK-01"))
    changed: Statement = replace(STATEMENT, **{field: other})

    assert signing.verify(A.public, STATEMENT.bytes_for("TK-01"), signature)
    assert not signing.verify(A.public, changed.bytes_for("TK-01"), signature)


def test_nobodys_signature_passes_for_anothers() -> None:
    signature = A.sign(STATEMENT.bytes_for("TK-01"))

    assert not signing.verify(A.public, STATEMENT.bytes_for("CT-01"), signature)
    assert not signing.verify(B.public, STATEMENT.bytes_for("TK-01"), signature)


def test_a_proof_of_possession_is_no_signature_of_a_command() -> None:
    assert signing.possession("a", "b", "c") != signing.possession("a", "bc", "")
    assert signing.POSSESSION != signing.COMMAND
    assert signing.possession("a-1", "TK-01", A.public).find(signing.COMMAND) == -1


@given(left=st.lists(st.binary(max_size=6), max_size=4), right=st.lists(st.binary(max_size=6), max_size=4))
def test_no_two_lists_of_parts_give_the_same_bytes(left: list[bytes], right: list[bytes]) -> None:
    assert (signing.prefixed(*left) == signing.prefixed(*right)) is (left == right)


@pytest.mark.parametrize("public", ["", "x", "é", A.public[:-4], b64encode(b"\x02" + b"\x00" * 32).decode(), A.public + "\n"])
def test_what_is_no_key_verifies_nothing(public: str) -> None:
    assert not signing.verify(public, b"x", A.sign(b"x"))


@pytest.mark.parametrize("change", [lambda text: text[:0], lambda text: text[:-4], lambda text: text + "=", str.swapcase])
def test_what_is_no_signature_does_not_hold(change: Any) -> None:
    signature = A.sign(b"x")

    assert signing.verify(A.public, b"x", signature)
    assert not signing.verify(A.public, b"x", change(signature))


def test_a_key_pair_does_not_show_its_private_half() -> None:
    assert repr(A.seed)[2:-1] not in repr(A)
    assert A.seed.hex() not in repr(A)


def test_a_fingerprint_is_short_and_tells_keys_apart() -> None:
    assert signing.fingerprint(A.public) != signing.fingerprint(B.public)
    assert len(signing.fingerprint(A.public)) == 19


def state(stamp: bytes, signature: bytes, actor: bytes = b'"thu ky"') -> bytes:
    middle = b'"stream":"body/B1","effective_on":"2026","actor":' + actor + b',"signature":' + signature
    return b"{" + stamp + middle + b',"key":"k","event":{"key":"x","signature":null}}'


def test_the_signed_part_of_a_state_knows_neither_stamp_nor_signature() -> None:
    bare = signed_part(state(b"", b"null"))

    assert signed_part(state(b'"entry":7,"recorded_at":"2026-05-10T02:00:00.000000Z",', b'{"command":"0f","marks":[]}')) == bare
    assert signed_part(state(b"", b"null", rb'"a \"signature\":1,\"key\":\"x"')) != bare
    assert signed_part(state(b"", b"null").replace(b'"k"', b'"l"')) != bare


def test_a_text_cannot_pass_for_a_field() -> None:
    """Quotation marks inside texts are escaped, so that none of them begins or ends the signature."""
    hostile = rb'"x\",\"signature\":null,\"key\":\"y"'
    plain, stamped = state(b"", b"null", hostile), state(b'"entry":1,', b'{"marks":[1]}', hostile)

    assert signed_part(plain) == signed_part(stamped)
    assert hostile in signed_part(plain)
