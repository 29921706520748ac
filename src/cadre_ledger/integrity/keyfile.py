"""Key files: an actor's private key, sealed under a passphrase with scrypt (RFC 7914) and ChaCha20-Poly1305 (RFC 8439)."""

import base64
import binascii
import json
import unicodedata
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from cadre_ledger.integrity.signing import KeyPair
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Broken, NotAllowed, Refused

FORM = "cadre-ledger/key/1"
COST = 2**17
"""The rounds of scrypt: about a third of a second and 128 MB for each guess."""
DEAREST = 2**20
"""More than a file may ask for: opening a strange file must not take the machine down."""
BLOCK, LANES = 8, 1
SALT, NONCE = 16, 12
SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Chance:
    """The random bytes that sealing uses up; passed in."""

    salt: bytes
    nonce: bytes


def sealed(pair: KeyPair, origin: str, actor: str, passphrase: str, chance: Chance, cost: int = COST) -> bytes:
    """The bytes of a key file; a passphrase that is too short to protect anything is refused."""
    if len(_normal(passphrase)) < SHORTEST:
        raise Refused(Code.PASSPHRASE_SHORT, shortest=SHORTEST)
    head = {
        "form": FORM,
        "origin": origin,
        "actor": actor,
        "public": pair.public,
        "scrypt": {"n": cost, "r": BLOCK, "p": LANES, "salt": _text(chance.salt)},
        "nonce": _text(chance.nonce),
    }
    cipher = ChaCha20Poly1305(_derived(passphrase, chance.salt, cost))
    secret = cipher.encrypt(chance.nonce, pair.seed, _bound(head))
    return json.dumps({**head, "sealed": _text(secret)}, indent=1, ensure_ascii=False).encode() + b"\n"


def public_of(file: bytes, actor: str) -> str:
    """The public key that a file says it belongs to; only opening it shows whether that is so."""
    try:
        return str(json.loads(file)["public"])
    except (ValueError, KeyError, TypeError) as error:
        raise Broken(Code.KEY_FILE_UNREADABLE, actor=actor) from error


def opened(file: bytes, origin: str, actor: str, passphrase: str) -> KeyPair:
    """The key pair of a file; refused with another passphrase, and when it was made for another ledger or person."""
    try:
        head: dict[str, Any] = json.loads(file)
        secret = _bytes(head.pop("sealed"))
        cost, salt, nonce = int(head["scrypt"]["n"]), _bytes(head["scrypt"]["salt"]), _bytes(head["nonce"])
        shape = (head["form"], head["scrypt"]["r"], head["scrypt"]["p"], len(nonce), len(salt))
        for_whom = (str(head["origin"]), str(head["actor"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Broken(Code.KEY_FILE_UNREADABLE, actor=actor) from error
    if shape != (FORM, BLOCK, LANES, NONCE, SALT) or not 2 <= cost <= DEAREST or cost & (cost - 1):
        raise Broken(Code.KEY_FILE_UNREADABLE, actor=actor)
    if for_whom != (origin, actor):
        raise NotAllowed(Code.KEY_FILE_OF_ANOTHER, actor=for_whom[1], origin=for_whom[0])
    try:
        pair = KeyPair.of(ChaCha20Poly1305(_derived(passphrase, salt, cost)).decrypt(nonce, secret, _bound(head)))
    except InvalidTag:
        raise NotAllowed(Code.PASSPHRASE_WRONG, actor=actor) from None
    except ValueError as error:
        raise Broken(Code.KEY_FILE_UNREADABLE, actor=actor) from error
    return pair


def _derived(passphrase: str, salt: bytes, cost: int) -> bytes:
    return Scrypt(salt=salt, length=32, n=cost, r=BLOCK, p=LANES).derive(_normal(passphrase).encode())


def _normal(passphrase: str) -> str:
    """As keyboards differ: the same Vietnamese letters are typed composed on one machine and decomposed on another."""
    return unicodedata.normalize("NFC", passphrase)


def _bound(head: dict[str, Any]) -> bytes:
    """What the seal also covers: nobody gives the file another name, and nobody makes it cheaper to guess."""
    return json.dumps(head, sort_keys=True, ensure_ascii=False).encode()


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError(text) from error
