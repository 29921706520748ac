"""Who may record what, and under which signatures: asked at every recording from the first enrolment on."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cadre_ledger.domain import actors, cadres, charter, roles
from cadre_ledger.domain.actors import Actor, Actors
from cadre_ledger.domain.convening import stream_of
from cadre_ledger.domain.counts import EntryTaken, SignedEntry
from cadre_ledger.domain.shapes import Event
from cadre_ledger.integrity import signing
from cadre_ledger.integrity.signing import Statement
from cadre_ledger.ledger import pages
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotAllowed, Refused
from cadre_ledger.values.records import Mark, Record, Signed

Look = Callable[[str], Sequence[Event]]


@dataclass(frozen=True, slots=True)
class Signer:
    """Someone whose key is at hand: a pure function from a statement to its signature.

    `here` says that the key was unlocked in this process; two of them in one process are marked in the record.
    """

    actor: str
    sign: Callable[[bytes], str]
    here: bool = True


def known(events: Iterable[Event]) -> Actors:
    """The actors of the charter's events."""
    state = actors.initial
    for event in events:
        state = actors.evolve(state, event)
    return state


def enrolled(ledger: Ledger) -> Actors:
    """Everyone enrolled in a ledger so far; nobody, while actors are claims."""
    return known(record.event for record in ledger.read(charter.STREAM))


def seconds(known_: Actors, actor: str) -> Iterator[tuple[str, str]]:
    """Who may sign beside an actor, by code and name."""
    for code, each in sorted(known_.people.items()):
        if code != actor and not each.retired and roles.may(known_, code, roles.Act.COUNTERSIGN):
            yield code, each.name


def needs_two(ledger: Ledger, events: Iterable[Event]) -> bool:
    """Whether two people must sign before these may be recorded."""

    def look(stream: str) -> Sequence[Event]:
        return [record.event for record in ledger.read(stream)]

    return any(roles.needs_two(event, _of_session(event, look)) for event in events)


@dataclass(frozen=True, slots=True)
class Authority:
    """Those enrolled before a command, who gives it, and who signs it, its author first; of nobody it is only looked at."""

    actors: Actors
    actor: str
    signers: tuple[str, ...] | None

    def check_people(self) -> None:
        """Refuse people who may not sign at all."""
        if not self.actors.signing:
            return
        standing(self.actors, self.actor)
        if self.signers is None:
            return
        if not self.signers:
            raise NotAllowed(Code.SIGNATURE_MISSING, actor=self.actor)
        if self.signers[0] != self.actor:
            raise NotAllowed(Code.KEY_UNKNOWN, actor=self.actor)
        if len(set(self.signers)) < len(self.signers):
            raise NotAllowed(Code.SAME_SIGNER_TWICE, actor=self.actor)
        for each in self.signers:
            standing(self.actors, each)

    def check_event(self, event: Event, look: Look, beside: Sequence[Event] = ()) -> None:
        """Refuse what their roles do not give them, what needs a second key, what is another's, and what is about themselves."""
        if not self.actors.signing:
            return
        roles.must_be_allowed(self.actors, self.actor, event, beside)
        roles.must_be_told_apart(self.actors, event)
        session = _of_session(event, look)
        people = [self.actor]
        if self.signers is not None:
            roles.must_be_seconded(self.actors, self.signers[1:], event, session)
            people += self.signers[1:]
        roles.must_be_named(self.actors, people, event)
        people += [event.actor] if isinstance(event, EntryTaken) else []
        for code in people:
            roles.must_be_one_person(self.actors, code, event, session)
            _must_stand_aside(self.actors.people[code], event, session, look)


def standing(known_: Actors, code: str) -> Actor:
    """An actor who may sign now, or a refusal."""
    if code not in known_.people:
        raise NotAllowed(Code.ACTOR_UNKNOWN, actor=code)
    if known_.people[code].retired:
        raise NotAllowed(Code.ACTOR_RETIRED, actor=code)
    return known_.people[code]


def _of_session(event: Event, look: Look) -> Sequence[Event]:
    """What was recorded of the vote that an event belongs to."""
    session = getattr(event, "session", None)
    return look(stream_of(session)) if session is not None else ()


def _must_stand_aside(actor: Actor, event: Event, session: Sequence[Event], look: Look) -> None:
    if actor.cadre is None:
        return
    if roles.concerned(event, session) & set(_own_files(actor.cadre, look)):
        raise NotAllowed(Code.OWN_FILE, actor=actor.code, cadre=actor.cadre)


def _own_files(cadre: str, look: Look) -> Iterator[str]:
    """The file of an actor, and those under which the person goes on."""
    seen: set[str] = set()
    following: str | None = cadre
    while following is not None and following not in seen:
        yield following
        seen.add(following)
        state = cadres.initial
        for event in look(cadres.stream_of(following)):
            state = cadres.evolve(state, event)
        following = state.people[following].merged_into if following in state.people else None


def check_proof(ledger: Ledger, event: Event, known_: Actors) -> None:
    """Refuse a new key whose private half nobody has shown to hold, and an entry that its counter did not sign."""
    if isinstance(event, actors.ActorEnrolled | actors.ActorKeyRotated) and not proven(ledger.founding.origin, event):
        raise Refused(Code.PROOF_WRONG, actor=event.actor)
    if isinstance(event, EntryTaken):
        must_have_signed(ledger.founding.origin, event, known_)
        if _leaf(ledger, event.seen).hex() != event.seen_leaf:
            raise Refused(Code.HISTORY_DIFFERS, session=event.session, seen=event.seen)


def must_have_signed(origin: str, entry: EntryTaken, known_: Actors) -> None:
    """Refuse an entry made elsewhere unless its counter may count and signed it with the key that they have."""
    if standing(known_, entry.actor).public_key != entry.public_key:
        raise NotAllowed(Code.KEY_UNKNOWN, actor=entry.actor)
    if not signing.verify(entry.public_key, counted(origin, entry), entry.signature):
        raise NotAllowed(Code.ENTRY_ALTERED, actor=entry.actor)
    roles.must_count(known_, entry.actor)


def counted(origin: str, entry: SignedEntry) -> bytes:
    """What the counter of an entry made elsewhere signed: all of it, and for which ledger."""
    fields = (name for name in SignedEntry.model_fields if name != "signature")
    return signing.counted(origin, *(str(getattr(entry, name)) for name in fields))


def told(event: actors.ActorEnrolled | actors.ActorKeyRotated | actors.EnrolActor) -> tuple[str, ...]:
    """What else a new key signs for: an enrolment that nobody else signs must not be altered either."""
    if isinstance(event, actors.ActorKeyRotated):
        return ()
    return (event.name, ",".join(event.roles), event.cadre or "")


def proven(origin: str, event: actors.ActorEnrolled | actors.ActorKeyRotated) -> bool:
    """Whether the new key itself signed for this actor of this ledger."""
    statement = signing.possession(origin, event.actor, event.public_key, *told(event))
    return signing.verify(event.public_key, statement, event.proof)


def signed(
    ledger: Ledger, records: Sequence[Record[Event]], command: str, signers: Sequence[Signer], known_: Actors
) -> tuple[Record[Event], ...]:
    """The records of one command, each with the signatures over all of them; refused when a key is not the enrolled one."""
    first = records[0]
    statement = Statement(
        origin=ledger.founding.origin,
        key=first.key,
        command=command,
        seen=first.seen,
        seen_leaf=_leaf(ledger, first.seen),
        content=signing.content(ledger.signable(records)),
        actor=first.actor,
        together=sum(each.here for each in signers) > 1,
    )
    signature = Signed(command, tuple(_mark(statement, each, known_) for each in signers), together=statement.together)
    return tuple(replace(each, signature=signature) for each in records)


def _mark(statement: Statement, signer: Signer, known_: Actors) -> Mark:
    public = known_.people[signer.actor].public_key
    signature = signer.sign(statement.bytes_for(signer.actor))
    if not signing.verify(public, statement.bytes_for(signer.actor), signature):
        raise NotAllowed(Code.KEY_UNKNOWN, actor=signer.actor)
    return Mark(signer.actor, public, signature)


def _leaf(ledger: Ledger, entry: int) -> bytes:
    """The hash of the entry that was seen last."""
    with ledger.reading() as connection:
        row = pages.row(connection, entry)
    return pages.leaf_of(row) if row else b""
