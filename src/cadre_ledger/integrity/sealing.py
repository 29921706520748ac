"""Sealing a counter's entry under their own code, so that nobody reads it before the other entry is locked as well."""

import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

WORK = 2**15
BLOCK = 8
MEMORY = 64 * 1024 * 1024
KEY_BYTES = 64


@dataclass(frozen=True, slots=True)
class Sealed:
    """What is stored of an entry, and the blind that its commitment is made with; the blind is stored only once it is opened."""

    box: bytes
    blind: bytes


def seal(code: str, context: str, payload: bytes) -> Sealed:
    """The payload under a code. The same payload, code and context give the same box, so that a repeat is a repeat."""
    key = _key(code, context)
    return Sealed(AESSIV(key).encrypt(payload, [context.encode()]), _blind(key))


def unseal(code: str, context: str, box: bytes) -> tuple[bytes, bytes] | None:
    """The payload and its blind; None where the code is another, or the box was changed."""
    key = _key(code, context)
    try:
        return AESSIV(key).decrypt(box, [context.encode()]), _blind(key)
    except InvalidTag:
        return None


def _key(code: str, context: str) -> bytes:
    """Slow on purpose: a code is short, and a box can be tried against it at leisure."""
    salt = hashlib.sha256(context.encode()).digest()
    return hashlib.scrypt(code.encode(), salt=salt, n=WORK, r=BLOCK, p=1, maxmem=MEMORY, dklen=KEY_BYTES)


def _blind(key: bytes) -> bytes:
    """Told when the entry is opened; it tells nothing of the key."""
    return hashlib.sha256(b"blind" + key).digest()
