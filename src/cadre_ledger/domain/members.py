"""Members of voting bodies: who joined and left on which day, and how many a decision says there are."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, ClassVar, assert_never

from pydantic import Field

from cadre_ledger.domain import bodies, cadres
from cadre_ledger.domain.bodies import Body, must_be_known, must_stand, stream_of
from cadre_ledger.domain.cadres import Cadres
from cadre_ledger.domain.cadres import stream_of as cadre_stream
from cadre_ledger.domain.returns import MOST
from cadre_ledger.domain.shapes import Command, EntryNumber, Event
from cadre_ledger.rulebook.rulebook import Rulebook
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import NotFound, Refused
from cadre_ledger.values.text import CodeText, Name, Note

# Events


class MemberJoined(Event):
    """Someone is a member of a body from a day; the body counts its members through, and no number is used again."""

    topic: ClassVar[str] = "body.member-joined/1"
    body: CodeText
    member: int
    name: Name
    cadre: CodeText | None
    joined_on: PartialDate

    @property
    def stream(self) -> str:
        """The body's."""
        return stream_of(self.body)

    def dated(self, on: PartialDate) -> PartialDate:
        """From the day of joining."""
        return self.joined_on


class MemberLeft(Event):
    """From a day on someone is no member of a body any more."""

    topic: ClassVar[str] = "body.member-left/1"
    body: CodeText
    member: int
    left_on: PartialDate
    reason: Note

    @property
    def stream(self) -> str:
        """The body's."""
        return stream_of(self.body)

    def dated(self, on: PartialDate) -> PartialDate:
        """From the first day without membership."""
        return self.left_on


class MemberCorrected(Event):
    """A membership was recorded wrongly; the whole of it as it should be."""

    topic: ClassVar[str] = "body.member-corrected/1"
    body: CodeText
    member: int
    corrects: EntryNumber
    name: Name
    cadre: CodeText | None
    joined_on: PartialDate
    left_on: PartialDate | None
    reason: Note

    @property
    def stream(self) -> str:
        """The body's."""
        return stream_of(self.body)

    def dated(self, on: PartialDate) -> PartialDate:
        """From the day of joining, as it should have been."""
        return self.joined_on


class MembersFixed(Event):
    """A decision says how many members a body has from a day on, where not all of them are recorded by name."""

    topic: ClassVar[str] = "body.members-fixed/1"
    body: CodeText
    members: int
    fixed_on: PartialDate
    decision_no: Name

    @property
    def stream(self) -> str:
        """The body's."""
        return stream_of(self.body)

    def dated(self, on: PartialDate) -> PartialDate:
        """From the day that the decision names."""
        return self.fixed_on


MemberEvent = MemberJoined | MemberLeft | MemberCorrected | MembersFixed

# State


@dataclass(frozen=True, slots=True)
class Member:
    """One membership `[joined_on, left_on)` as last corrected."""

    number: int
    name: str
    cadre: str | None
    joined_on: PartialDate
    left_on: PartialDate | None = None

    def surely(self, day: date) -> bool:
        """Whether it holds on a day, however the days are meant that are known to the month or year only."""
        return self.joined_on.last <= day and (self.left_on is None or day < self.left_on.first)

    def perhaps(self, day: date) -> bool:
        """Whether it may hold on a day."""
        return self.joined_on.first <= day and (self.left_on is None or day < self.left_on.last)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A number of members from a day."""

    members: int
    fixed_on: PartialDate


@dataclass(frozen=True, slots=True)
class Membership:
    """Everyone who ever was a member of one body, the numbers fixed for it, the body, and the files read beside it."""

    members: tuple[Member, ...] = ()
    fixed: tuple[Fixed, ...] = ()
    body: Body = bodies.initial
    cadres: Cadres = cadres.initial

    def members_on(self, day: date) -> tuple[Member, ...]:
        """Who is surely a member on a day, in the order of joining the record."""
        return tuple(each for each in self.members if each.surely(day))

    def roll_on(self, day: date) -> tuple[Member, ...]:
        """Its members on a day by name; nobody where of one of them it cannot be told."""
        return () if self.perhaps_on(day) else self.members_on(day)

    def perhaps_on(self, day: date) -> tuple[Member, ...]:
        """Who may be a member on a day, and may not: their days are not known well enough to tell."""
        return tuple(each for each in self.members if each.perhaps(day) and not each.surely(day))

    def size_on(self, day: date) -> int | None:
        """How many members it has on a day: by the last decision, else by name; None where that cannot be told."""
        fixed = [each for each in self.fixed if each.fixed_on.last <= day]
        if fixed:
            return max(fixed, key=lambda each: each.fixed_on).members
        return len(self.members_on(day)) if self.members and not self.perhaps_on(day) else None


initial = Membership()

# Evolve


def evolve(state: Membership, event: Event) -> Membership:
    """The membership after one more event."""
    match event:
        case MemberJoined():
            return replace(state, members=(*state.members, Member(event.member, event.name, event.cadre, event.joined_on)))
        case MemberLeft():
            return _with(state, replace(state.members[event.member - 1], left_on=event.left_on))
        case MemberCorrected():
            return _with(state, Member(event.member, event.name, event.cadre, event.joined_on, event.left_on))
        case MembersFixed():
            return replace(state, fixed=(*state.fixed, Fixed(event.members, event.fixed_on)))
        case _:
            return replace(state, body=bodies.evolve(state.body, event), cadres=cadres.evolve(state.cadres, event))


def _with(state: Membership, member: Member) -> Membership:
    return replace(state, members=tuple(member if each.number == member.number else each for each in state.members))


# Commands


class AddMember(Command):
    """Someone joins a body."""

    body: CodeText
    name: Name
    cadre: CodeText | None = None
    joined_on: PartialDate


class EndMembership(Command):
    """Someone leaves a body."""

    body: CodeText
    member: int
    left_on: PartialDate
    reason: Note


class CorrectMember(Command):
    """Put a membership right; what is not named stays."""

    body: CodeText
    member: int
    corrects: EntryNumber
    name: Name | None = None
    cadre: CodeText | None = None
    joined_on: PartialDate | None = None
    left_on: PartialDate | None = None
    reason: Note


class FixMembers(Command):
    """Record the number of members that a decision names."""

    body: CodeText
    members: Annotated[int, Field(ge=1, le=MOST)]
    fixed_on: PartialDate
    decision_no: Name


MemberCommand = AddMember | EndMembership | CorrectMember | FixMembers

# Decide


def boundary(command: MemberCommand, state: Membership) -> tuple[str, ...]:
    """The body, and the file of a member who has one."""
    match command:
        case AddMember(cadre=str()) | CorrectMember(cadre=str()):
            return (stream_of(command.body), cadre_stream(str(command.cadre)))
        case AddMember() | CorrectMember() | EndMembership() | FixMembers():
            return (stream_of(command.body),)
        case _:
            assert_never(command)


def decide(command: MemberCommand, state: Membership, rules: Rulebook) -> list[Event]:
    """Nobody is a member twice on one day; a closed body takes nobody."""
    match command:
        case AddMember():
            return [_join(command, state)]
        case EndMembership():
            return [_leave(command, state)]
        case CorrectMember():
            return [_correct(command, state)]
        case FixMembers():
            return [_fix(command, state)]
        case _:
            assert_never(command)


def _join(command: AddMember, state: Membership) -> MemberJoined:
    must_stand(state.body, command.body)
    _going_on(state, command.cadre)
    joined = Member(len(state.members) + 1, command.name, command.cadre, command.joined_on)
    _not_twice(state, command.body, joined)
    return MemberJoined(body=command.body, member=joined.number, name=joined.name, cadre=joined.cadre, joined_on=joined.joined_on)


def _leave(command: EndMembership, state: Membership) -> MemberLeft:
    member = _member(state, command.body, command.member)
    if member.left_on is not None:
        raise Refused(Code.MEMBER_LEFT, name=member.name, member=member.number, body=command.body, left_on=str(member.left_on))
    _days_in_order(member.name, member.joined_on, command.left_on)
    return MemberLeft(body=command.body, member=member.number, left_on=command.left_on, reason=command.reason)


def _correct(command: CorrectMember, state: Membership) -> MemberCorrected:
    member = _member(state, command.body, command.member)
    named = {name: getattr(command, name) for name in ("name", "cadre", "joined_on", "left_on") if getattr(command, name) is not None}
    now = replace(member, **named)
    if now == member:
        raise Refused(Code.MEMBER_SAME, name=member.name, body=command.body)
    if now.left_on is not None:
        _days_in_order(now.name, now.joined_on, now.left_on)
    _going_on(state, command.cadre)
    _not_twice(state, command.body, now)
    said = {name: getattr(now, name) for name in ("name", "cadre", "joined_on", "left_on")}
    return MemberCorrected(body=command.body, member=now.number, corrects=command.corrects, reason=command.reason, **said)


def _fix(command: FixMembers, state: Membership) -> MembersFixed:
    must_stand(state.body, command.body)
    if Fixed(command.members, command.fixed_on) in state.fixed:
        raise Refused(Code.BODY_SAME, body=command.body)
    return MembersFixed(body=command.body, members=command.members, fixed_on=command.fixed_on, decision_no=command.decision_no)


def _member(state: Membership, body: str, number: int) -> Member:
    must_be_known(state.body, body)
    found = next((each for each in state.members if each.number == number), None)
    if found is None:
        raise NotFound(Code.NO_MEMBER, member=number, body=body)
    return found


def _days_in_order(name: str, joined_on: PartialDate, left_on: PartialDate) -> None:
    if left_on.last <= joined_on.first:
        raise Refused(Code.MEMBER_DATES, name=name, joined_on=str(joined_on), left_on=str(left_on))


def _going_on(state: Membership, cadre: str | None) -> None:
    if cadre is not None:
        cadres.going_on(state.cadres, cadre)


def _not_twice(state: Membership, body: str, member: Member) -> None:
    """The same cadre, or where nobody is linked the same name, is not a member twice on one day."""
    for other in state.members:
        if other.number == member.number or not _overlapping(other, member):
            continue
        same_name = other.name == member.name and (other.cadre is None or member.cadre is None)
        if same_name or (other.cadre is not None and other.cadre == member.cadre):
            raise Refused(Code.ALREADY_MEMBER, name=member.name, body=body, member=other.number)


def _overlapping(one: Member, other: Member) -> bool:
    """Whether two memberships surely have a day together."""
    return _begun_before_end(one, other) and _begun_before_end(other, one)


def _begun_before_end(one: Member, other: Member) -> bool:
    return other.left_on is None or one.joined_on.last < other.left_on.first
