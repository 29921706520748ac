"""Key files open with their passphrase, for their actor and ledger, and with nothing else."""

import base64
import json
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from cadre_ledger.integrity.keyfile import DEAREST, Chance, opened, sealed
from cadre_ledger.integrity.signing import KeyPair
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import LedgerError

PAIR = KeyPair.of(b"\x07" * 32)
CHEAP = 2
PASSPHRASE = "một hai ba bốn"
FILE = sealed(PAIR, "a-1", "TK-01", PASSPHRASE, Chance(b"s" * 16, b"n" * 12), CHEAP)


def refused(file: bytes, passphrase: str = PASSPHRASE, origin: str = "a-1", actor: str = "TK-01") -> tuple[Code, int]:
    with pytest.raises(LedgerError) as error:
        opened(file, origin, actor, passphrase)
    return error.value.code, error.value.exit_status


def changed(change: Callable[[dict[str, Any]], Any]) -> bytes:
    head = json.loads(FILE)
    change(head)
    return json.dumps(head).encode()


def test_a_key_file_opens_with_its_passphrase() -> None:
    assert opened(FILE, "a-1", "TK-01", PASSPHRASE).public == PAIR.public
    assert opened(changed(lambda head: head.update(actor=head["actor"])), "a-1", "TK-01", PASSPHRASE).seed == PAIR.seed


def test_the_same_letters_typed_decomposed_open_it_too() -> None:
    assert opened(FILE, "a-1", "TK-01", unicodedata.normalize("NFD", PASSPHRASE)).public == PAIR.public


@pytest.mark.parametrize("passphrase", ["", "mot hai ba bon", PASSPHRASE + " "])
def test_another_passphrase_is_refused(passphrase: str) -> None:
    assert refused(FILE, passphrase) == (Code.PASSPHRASE_WRONG, 4)


def test_a_file_of_another_actor_or_ledger_is_refused() -> None:
    assert refused(FILE, actor="CT-01")[0] is Code.KEY_FILE_OF_ANOTHER
    assert refused(FILE, origin="a-2")[0] is Code.KEY_FILE_OF_ANOTHER


@pytest.mark.parametrize(
    "change",
    [
        lambda head: head.update(actor="CT-01"),
        lambda head: head.update(origin="a-2"),
        lambda head: head.update(public=KeyPair.of(b"\x08" * 32).public),
        lambda head: head["scrypt"].update(n=4),
    ],
)
def test_what_stands_beside_the_sealed_key_cannot_be_altered(change: Callable[[dict[str, Any]], Any]) -> None:
    file = changed(change)
    head = json.loads(file)

    assert refused(file, actor=head["actor"], origin=head["origin"])[0] is Code.PASSPHRASE_WRONG


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        changed(lambda head: head.update(form="x")),
        changed(lambda head: head.update(sealed="é")),
        changed(lambda head: head["scrypt"].update(n=DEAREST * 2)),
        changed(lambda head: head["scrypt"].update(n=3)),
        changed(lambda head: head["scrypt"].update(r=2**20)),
        changed(lambda head: head.update(nonce="")),
    ],
)
def test_a_damaged_file_is_broken_and_asks_for_no_more_than_it_may(file: bytes) -> None:
    assert refused(file) == (Code.KEY_FILE_UNREADABLE, 7)


def test_neither_the_passphrase_nor_the_key_is_in_the_file() -> None:
    assert PASSPHRASE.encode() not in FILE
    assert base64.b64encode(PAIR.seed)[:20] not in FILE


@pytest.mark.parametrize(
    ("passphrase", "code"), [("1234567", Code.PASSPHRASE_SHORT), ("12345678", None), ("e\u0302" * 7, Code.PASSPHRASE_SHORT)]
)
def test_a_passphrase_has_eight_characters_at_least(passphrase: str, code: Code | None) -> None:
    def seal() -> bytes:
        return sealed(PAIR, "a-1", "TK-01", passphrase, Chance(b"s" * 16, b"n" * 12), CHEAP)

    if code is None:
        assert opened(seal(), "a-1", "TK-01", passphrase).public == PAIR.public
        return
    with pytest.raises(LedgerError) as error:
        seal()
    assert error.value.code is code
