"""Actors: who records, by which key and in which roles. The entry, not the day, says from when a key signs."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Annotated, ClassVar, assert_never

from pydantic import AfterValidator, StringConstraints

from cadre_ledger.domain import cadres
from cadre_ledger.domain.cadres import Cadres
from cadre_ledger.domain.charter import STREAM
from cadre_ledger.domain.shapes import Command, Event
from cadre_ledger.rulebook.rulebook import Rulebook
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotFound, Refused
from cadre_ledger.values.text import CodeText, Name, Note


class Role(StrEnum):
    """As what someone works with a ledger; what each role may do stands in `domain/roles.py`."""

    SECRETARY = "secretary"
    COUNTING_COMMITTEE = "counting_committee"
    CHAIR = "chair"
    INSPECTOR = "inspector"
    AUDITOR = "auditor"
    SUBJECT = "subject"
    ADMINISTRATOR = "administrator"


ENROLS = Role.CHAIR
"""Who enrols, retires and gives roles; a ledger is never left without one."""


def _in_order(roles: tuple[Role, ...]) -> tuple[Role, ...]:
    """Each once, in the order of the table."""
    return tuple(role for role in Role if role in roles)


Roles = Annotated[tuple[Role, ...], AfterValidator(_in_order)]
KeyText = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]{44}$")]
"""A public key: the algorithm's byte and 32 more, in base 64."""
SignatureText = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]{86}==$")]

# Events


class ActorEnrolled(Event):
    """Someone records from now on under their own key; `proof` is signed by it."""

    topic: ClassVar[str] = "actor.enrolled/1"
    actor: CodeText
    name: Name
    roles: Roles
    public_key: KeyText
    proof: SignatureText
    cadre: CodeText | None

    @property
    def stream(self) -> str:
        """The charter's: whoever records anything has read it."""
        return STREAM


class ActorKeyRotated(Event):
    """Someone has a new key: `proof` is signed by the new one, the record by the old one."""

    topic: ClassVar[str] = "actor.key-rotated/1"
    actor: CodeText
    public_key: KeyText
    proof: SignatureText
    reason: Note

    @property
    def stream(self) -> str:
        """The charter's."""
        return STREAM


class ActorRolesChanged(Event):
    """Someone works in other roles from now on."""

    topic: ClassVar[str] = "actor.roles-changed/1"
    actor: CodeText
    roles: Roles
    reason: Note

    @property
    def stream(self) -> str:
        """The charter's."""
        return STREAM


class ActorRetired(Event):
    """Someone's key signs no more; what it signed stays signed."""

    topic: ClassVar[str] = "actor.retired/1"
    actor: CodeText
    reason: Note

    @property
    def stream(self) -> str:
        """The charter's."""
        return STREAM


ActorEvent = ActorEnrolled | ActorKeyRotated | ActorRolesChanged | ActorRetired

# State


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor as last recorded."""

    code: str
    name: str
    roles: tuple[Role, ...]
    public_key: str
    cadre: str | None
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Actors:
    """Everyone who was ever enrolled, every key that was ever used, and the cadres looked up."""

    people: Mapping[str, Actor] = field(default_factory=dict)
    keys: frozenset[str] = frozenset()
    cadres: Cadres = cadres.initial

    @property
    def signing(self) -> bool:
        """Whether everything must be signed: from the first enrolment on, for ever."""
        return bool(self.people)


initial = Actors()

# Evolve


def evolve(state: Actors, event: Event) -> Actors:
    """The actors after one more event."""
    match event:
        case ActorEnrolled():
            enrolled = Actor(event.actor, event.name, event.roles, event.public_key, event.cadre)
            return replace(_with(state, enrolled), keys=state.keys | {event.public_key})
        case ActorKeyRotated():
            rotated = replace(state.people[event.actor], public_key=event.public_key)
            return replace(_with(state, rotated), keys=state.keys | {event.public_key})
        case ActorRolesChanged():
            return _with(state, replace(state.people[event.actor], roles=event.roles))
        case ActorRetired():
            return _with(state, replace(state.people[event.actor], retired=True))
        case _:
            return replace(state, cadres=cadres.evolve(state.cadres, event))


def _with(state: Actors, actor: Actor) -> Actors:
    return replace(state, people={**state.people, actor.code: actor})


# Commands


class EnrolActor(Command):
    """Let someone record under their own key."""

    actor: CodeText
    name: Name
    roles: Roles
    public_key: KeyText
    proof: SignatureText
    cadre: CodeText | None = None


class RotateKey(Command):
    """Take a new key for one's old one."""

    actor: CodeText
    public_key: KeyText
    proof: SignatureText
    reason: Note


class ChangeRoles(Command):
    """Give someone other roles."""

    actor: CodeText
    roles: Roles
    reason: Note


class RetireActor(Command):
    """End someone's signing."""

    actor: CodeText
    reason: Note


ActorCommand = EnrolActor | RotateKey | ChangeRoles | RetireActor

# Decide


def boundary(command: ActorCommand, state: Actors) -> tuple[str, ...]:
    """The charter, and the file of a cadre who is to be linked."""
    if isinstance(command, EnrolActor) and command.cadre is not None:
        return (STREAM, cadres.stream_of(command.cadre))
    return (STREAM,)


def decide(command: ActorCommand, state: Actors, rules: Rulebook) -> list[Event]:
    """A code and a key belong to one person for ever; someone can always enrol others."""
    decided = _decided(command, state)
    after = evolve(state, decided)
    if not any(ENROLS in each.roles and not each.retired for each in after.people.values()):
        raise Refused(Code.NOBODY_ENROLS, role=ENROLS.value)
    return [decided]


def _decided(command: ActorCommand, state: Actors) -> ActorEvent:
    match command:
        case EnrolActor():
            if command.actor in state.people:
                raise Refused(Code.ACTOR_EXISTS, actor=command.actor)
            _must_have_roles(command.roles)
            _must_be_new(state, command.public_key)
            if command.cadre is not None:
                cadres.going_on(state.cadres, command.cadre)
            return ActorEnrolled(**command.model_dump(exclude={"on"}))
        case RotateKey():
            standing(state, command.actor)
            _must_be_new(state, command.public_key)
            return ActorKeyRotated(**command.model_dump(exclude={"on"}))
        case ChangeRoles():
            _must_have_roles(command.roles)
            if command.roles == standing(state, command.actor).roles:
                raise Refused(Code.ROLES_SAME, actor=command.actor)
            return ActorRolesChanged(**command.model_dump(exclude={"on"}))
        case RetireActor():
            standing(state, command.actor)
            return ActorRetired(**command.model_dump(exclude={"on"}))
        case _:
            assert_never(command)


def standing(state: Actors, code: str) -> Actor:
    """An actor who is not retired, or a refusal."""
    if code not in state.people:
        raise NotFound(Code.NO_ACTOR, actor=code)
    if state.people[code].retired:
        raise Refused(Code.ACTOR_RETIRED, actor=code)
    return state.people[code]


def _must_have_roles(roles: tuple[Role, ...]) -> None:
    if not roles:
        raise Refused(Code.FIELD_EMPTY, field="roles")


def _must_be_new(state: Actors, public_key: str) -> None:
    if public_key in state.keys:
        raise Refused(Code.KEY_TAKEN)
