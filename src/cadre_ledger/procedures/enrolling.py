"""Enrolling an actor and changing a key: the key file first, then the record; of what was refused no key is kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cadre_ledger.domain.actors import EnrolActor, Role, RotateKey
from cadre_ledger.domain.shapes import Event
from cadre_ledger.integrity.keyfile import COST
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.procedures.keys import Keys, NewKey, Random
from cadre_ledger.procedures.recording import Author, Recording, fields_checked, preview, record
from cadre_ledger.procedures.signing import told
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.records import Record

NO_PROOF = "A" * 86 + "=="


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Who is to be enrolled, in which roles, and as which cadre if they have a file here."""

    actor: str
    name: str
    roles: Sequence[str]
    cadre: str | None = None


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where keys are made: their directory, chance, and what a guess at a passphrase shall cost."""

    keys: Keys
    random: Random
    cost: int = COST

    def key(self, actor: str, passphrase: str) -> NewKey:
        """A new key for an actor."""
        return NewKey.made(self.keys.origin, actor, passphrase, self.random, self.cost)


def enrol(ledger: Ledger, workshop: Workshop, who: Enrolment, passphrase: str, author: Author, on: PartialDate) -> Recording:
    """Make the key, keep its file, and record the enrolment."""
    command, new = enrolment(workshop, who, passphrase, on)
    path = workshop.keys.file(command.actor)
    return _kept(workshop.keys, new, path, lambda: record(ledger, [command], author))


def would_enrol(
    ledger: Ledger, workshop: Workshop, who: Enrolment, passphrase: str, author: Author, on: PartialDate
) -> tuple[Record[Event], ...]:
    """What enrolling would record; the key is made and forgotten."""
    return preview(ledger, [enrolment(workshop, who, passphrase, on)[0]], author)


def enrolment(workshop: Workshop, who: Enrolment, passphrase: str, on: PartialDate) -> tuple[EnrolActor, NewKey]:
    """The command with the key's own proof over all that it says."""
    with fields_checked():
        given = {"on": on, "actor": who.actor, "name": who.name, "roles": tuple(Role(each) for each in who.roles), "cadre": who.cadre}
        empty = EnrolActor.model_validate({**given, "public_key": "A" * 44, "proof": NO_PROOF})
    new = workshop.key(empty.actor, passphrase)
    proof = new.proof(workshop.keys.origin, empty.actor, *told(empty))
    return empty.model_copy(update={"public_key": new.pair.public, "proof": proof}), new


def rotate(ledger: Ledger, workshop: Workshop, passphrase: str, reason: str, author: Author, on: PartialDate) -> Recording:
    """A new key for the author: recorded under the old one, proven by the new one, and only then in the old one's place."""
    new = workshop.key(author.actor, passphrase)
    proof = new.proof(workshop.keys.origin, author.actor)
    with fields_checked():
        command = RotateKey(on=on, actor=author.actor, public_key=new.pair.public, proof=proof, reason=reason)
    path = workshop.keys.new_file(author.actor)
    done = _kept(workshop.keys, new, path, lambda: record(ledger, [command], author))
    workshop.keys.take(author.actor)
    return done


def _kept(keys: Keys, new: NewKey, path: Path, recorded: Callable[[], Recording]) -> Recording:
    keys.write(path, new.file)
    try:
        return recorded()
    except BaseException:
        keys.discard(path)
        raise
