"""Signatures of actors: Ed25519 over length-prefixed bytes, each kind of statement under its own first words.

What is signed can be read as nothing else: no two statements give the same bytes, and none is valid in another ledger.
"""

import base64
import binascii
import hashlib
import struct
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

SEED = 32
"""Bytes of chance that a key pair is made from."""
ALGORITHM = b"\x01"
"""The first byte of a public key says Ed25519, as in C2SP signed notes, so that others can follow."""
COMMAND = b"cadre-ledger/command/1"
POSSESSION = b"cadre-ledger/possession/1"
COUNTED = b"cadre-ledger/counted/1"
LENGTH = struct.Struct(">Q")


@dataclass(frozen=True, slots=True, repr=False)
class KeyPair:
    """A private key with its public half; the private half is never shown."""

    private: Ed25519PrivateKey

    @classmethod
    def of(cls, seed: bytes) -> "KeyPair":
        """The pair of a seed; chance is passed in."""
        return cls(Ed25519PrivateKey.from_private_bytes(seed))

    @property
    def seed(self) -> bytes:
        """What it was made from: to be kept, sealed, in a key file."""
        return self.private.private_bytes_raw()

    @property
    def public(self) -> str:
        """The public key as text."""
        return _text(ALGORITHM + self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))

    def sign(self, statement: bytes) -> str:
        """The signature of a statement, as text."""
        return _text(self.private.sign(statement))


def verify(public: str, statement: bytes, signature: str) -> bool:
    """Whether this key signed exactly this; of what cannot be read, no."""
    try:
        key = _bytes(public)
        if key[:1] != ALGORITHM:
            return False
        Ed25519PublicKey.from_public_bytes(key[1:]).verify(_bytes(signature), statement)
    except (InvalidSignature, ValueError):
        return False
    return True


@dataclass(frozen=True, slots=True)
class Statement:
    """What an actor signs when they record: this command, decided so, on what they had seen, in this ledger.

    `seen` is the last entry when it was decided and `seen_leaf` its hash; `content` is the digest of what is stored.
    `together` says that the keys of several people were unlocked in one process.
    """

    origin: str
    key: str
    command: str
    seen: int
    seen_leaf: bytes
    content: bytes
    actor: str
    together: bool

    def bytes_for(self, signer: str) -> bytes:
        """What one of the signers signs; nobody's signature passes for another's."""
        texts = (self.origin, self.key, self.command, str(self.seen), self.actor, str(int(self.together)), signer)
        return prefixed(COMMAND, *(text.encode() for text in texts), self.seen_leaf, self.content)


def possession(origin: str, actor: str, public: str, *told: str) -> bytes:
    """What a new key signs to show that someone holds its private half, with all that the record tells of them."""
    return prefixed(POSSESSION, *(text.encode() for text in (origin, actor, public, *told)))


def counted(origin: str, *told: str) -> bytes:
    """What a counter signs who has no ledger at hand: the ledger meant, and all that the entry says."""
    return prefixed(COUNTED, *(text.encode() for text in (origin, *told)))


def content(records: Iterable[tuple[str, int, str, bytes]]) -> bytes:
    """The digest of what a command stores: of each record its stream, version, topic and the state that was signed."""
    digest = hashlib.sha256()
    for stream, version, topic, state in records:
        digest.update(prefixed(stream.encode(), str(version).encode(), topic.encode(), state))
    return digest.digest()


def fingerprint(public: str) -> str:
    """A public key short enough to be read out."""
    digest = hashlib.sha256(public.encode()).hexdigest()[:16]
    return "-".join(digest[place : place + 4] for place in range(0, 16, 4))


def prefixed(*parts: bytes) -> bytes:
    """Each part after its length: no two lists of parts give the same bytes."""
    return b"".join(LENGTH.pack(len(part)) + part for part in parts)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError(text) from error
    if _text(raw) != text:
        raise ValueError(text)
    return raw
