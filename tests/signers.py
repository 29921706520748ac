"""Actors for tests, with keys made from a seed of their own, so that every run has the same."""

import hashlib
from typing import Any

from cadre_ledger.domain.actors import EnrolActor, Role, RotateKey
from cadre_ledger.domain.shapes import Command
from cadre_ledger.integrity.signing import KeyPair, possession
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.procedures.recording import Recording, record
from cadre_ledger.procedures.signing import Signer, told
from ledgers import TODAY, Clock, author

ORIGIN = "test-1"
NO_PROOF = "A" * 86 + "=="


def pair(code: str, number: int = 1) -> KeyPair:
    """The key of that number of an actor."""
    return KeyPair.of(hashlib.sha256(f"{code} {number}".encode()).digest())


def signer(code: str, number: int = 1, *, here: bool = True) -> Signer:
    """The actor with their key at hand."""
    return Signer(code, pair(code, number).sign, here)


def enrol(code: str, *roles: Role, name: str = "Nguyễn Văn Mẫu", **more: Any) -> EnrolActor:
    """The command that enrols, with its proof."""
    keys = pair(code)
    command = EnrolActor(on=TODAY, actor=code, name=name, roles=roles, public_key=keys.public, proof=NO_PROOF, **more)
    return command.model_copy(update={"proof": keys.sign(possession(ORIGIN, code, keys.public, *told(command)))})


def rotate(code: str, number: int = 2) -> RotateKey:
    """The command that takes another key."""
    keys = pair(code, number)
    return RotateKey(on=TODAY, actor=code, public_key=keys.public, proof=keys.sign(possession(ORIGIN, code, keys.public)), reason="đổi máy")


def signed(ledger: Ledger, *commands: Command, by: tuple[Signer, ...], clock: Clock | None = None, key: str | None = None) -> Recording:
    """Record commands as one, under these signatures."""
    author_ = author(clock, key, signers=by)
    return record(ledger, commands, type(author_)(by[0].actor, author_.key, author_.clock, signers=by))
