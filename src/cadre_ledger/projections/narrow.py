"""Narrow readers of stored events: only what gathering needs, by topic and version, without a single default.

A field that was renamed must fail to decode, never read as zero. Tests compare every struct with its model.
"""

from typing import Any, Generic, TypeVar

import msgspec

from cadre_ledger.projections import narrow_files
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Broken

Happened = TypeVar("Happened")


class Stored(msgspec.Struct, Generic[Happened], frozen=True, gc=False):
    """The part of a record that gathering reads."""

    entry: int
    recorded_at: str
    effective_on: str
    event: Happened


class Adopted(msgspec.Struct, frozen=True, gc=False):
    """`regulation.adopted/1`."""

    regulation: str
    digest: str
    effective_on: str
    text: str


class Amended(msgspec.Struct, frozen=True, gc=False):
    """`rulebook.amended/1`."""

    name: str
    digest: str


class Confirmed(msgspec.Struct, frozen=True, gc=False):
    """`clause.text-confirmed/1`."""

    regulation: str
    clause: str
    digest: str
    read_by: str
    read_where: str


class ActorEnrolled(msgspec.Struct, frozen=True, gc=False):
    """`actor.enrolled/1`."""

    actor: str
    name: str
    roles: list[str]
    public_key: str
    cadre: str | None


class ActorKeyRotated(msgspec.Struct, frozen=True, gc=False):
    """`actor.key-rotated/1`."""

    actor: str
    public_key: str


class ActorRolesChanged(msgspec.Struct, frozen=True, gc=False):
    """`actor.roles-changed/1`."""

    actor: str
    roles: list[str]


class ActorRetired(msgspec.Struct, frozen=True, gc=False):
    """`actor.retired/1`."""

    actor: str


class BodyEstablished(msgspec.Struct, frozen=True, gc=False):
    """`body.established/1`."""

    body: str
    name: str
    level: str | None


class BodyRenamed(msgspec.Struct, frozen=True, gc=False):
    """`body.renamed/1`."""

    body: str
    name: str


class BodyCorrected(msgspec.Struct, frozen=True, gc=False):
    """`body.corrected/1`."""

    body: str
    corrects: int
    name: str
    level: str | None


class BodyClosed(msgspec.Struct, frozen=True, gc=False):
    """`body.closed/1`."""

    body: str


class MemberJoined(msgspec.Struct, frozen=True, gc=False):
    """`body.member-joined/1`."""

    body: str
    member: int
    name: str
    cadre: str | None
    joined_on: str


class MemberLeft(msgspec.Struct, frozen=True, gc=False):
    """`body.member-left/1`."""

    body: str
    member: int
    left_on: str


class MemberCorrected(msgspec.Struct, frozen=True, gc=False):
    """`body.member-corrected/1`."""

    body: str
    member: int
    name: str
    cadre: str | None
    joined_on: str
    left_on: str | None


class MembersFixed(msgspec.Struct, frozen=True, gc=False):
    """`body.members-fixed/1`."""

    body: str
    members: int
    fixed_on: str
    decision_no: str


class CadreRegistered(msgspec.Struct, frozen=True, gc=False):
    """`cadre.registered/1`."""

    cadre: str
    name: str
    born: str | None
    own_number: str | None


class CadreCorrected(msgspec.Struct, frozen=True, gc=False):
    """`cadre.details-corrected/1`."""

    cadre: str
    name: str
    born: str | None
    own_number: str | None


class CadreMerged(msgspec.Struct, frozen=True, gc=False):
    """`cadre.merged/1`."""

    cadre: str
    into: str


class CadreUnmerged(msgspec.Struct, frozen=True, gc=False):
    """`cadre.unmerged/1`."""

    cadre: str
    was_merged_into: str


class Numbers(msgspec.Struct, frozen=True, gc=False):
    """The numbers of a session, inside `vote.recorded/1`."""

    members_total: int | None
    members_summoned: int | None
    members_present: int | None
    issued: int | None
    collected: int | None
    valid: int | None


class Subject(msgspec.Struct, frozen=True, gc=False):
    """A listed subject, inside `vote.recorded/1`."""

    number: int
    name: str
    position: str | None
    counts: dict[str, int]
    invalid: int | None
    printed: dict[str, str]
    source: str | None


class Warned(msgspec.Struct, frozen=True, gc=False):
    """A warning shown at recording, inside `vote.recorded/1`."""

    code: str
    subject: int | None


class VoteRecorded(msgspec.Struct, frozen=True, gc=False):
    """`vote.recorded/1`."""

    session: str
    kind: str
    body: str
    held_on: str
    basis: str
    basis_digest: str
    recorded_from: str
    source: str
    ballots: Numbers
    subjects: tuple[Subject, ...]
    subjects_total: int | None
    warnings: tuple[Warned, ...]


class Change(msgspec.Struct, frozen=True, gc=False):
    """One corrected field, inside `vote.corrected/1`."""

    subject: int | None
    field: str
    was: int | str | None
    now: int | str | None


class VoteCorrected(msgspec.Struct, frozen=True, gc=False):
    """`vote.corrected/1`."""

    session: str
    corrects: int
    changes: tuple[Change, ...]
    reason: str


class SubjectLinked(msgspec.Struct, frozen=True, gc=False):
    """`vote.subject-linked/1`."""

    session: str
    subject: int
    cadre: str


class SubjectUnlinked(msgspec.Struct, frozen=True, gc=False):
    """`vote.subject-unlinked/1`."""

    session: str
    subject: int


class ResultEntered(msgspec.Struct, frozen=True, gc=False):
    """`confidence-result.entered/1`."""

    cadre: str
    session: str
    subject: int


class ResultWithdrawn(msgspec.Struct, frozen=True, gc=False):
    """`confidence-result.withdrawn/1`."""

    cadre: str
    session: str
    subject: int


class VoteConvened(msgspec.Struct, frozen=True, gc=False):
    """`vote.convened/1`: what a list of votes to come shows."""

    session: str
    kind: str
    body: str
    held_on: str
    basis: str


class VoteOpened(msgspec.Struct, frozen=True, gc=False):
    """`vote.opened/1`."""

    session: str


class BoxClosed(msgspec.Struct, frozen=True, gc=False):
    """`vote.box-closed/1`."""

    session: str


class Announced(msgspec.Struct, frozen=True, gc=False):
    """`vote.announced/1`."""

    session: str


class CertifiedOutcome(msgspec.Struct, frozen=True, gc=False):
    """An outcome as certified, inside `vote.certified/1`."""

    subject: int
    clause: str | None


class VoteCertified(msgspec.Struct, frozen=True, gc=False):
    """`vote.certified/1`."""

    session: str
    certified_by: str
    outcomes: tuple[CertifiedOutcome, ...]


class VotePublished(msgspec.Struct, frozen=True, gc=False):
    """`vote.published/1`."""

    session: str


class VoteAnnulled(msgspec.Struct, frozen=True, gc=False):
    """`vote.annulled/1`."""

    session: str
    reason: str


STRUCTS: dict[str, type[Any]] = {
    **narrow_files.STRUCTS,
    "regulation.adopted/1": Adopted,
    "rulebook.amended/1": Amended,
    "clause.text-confirmed/1": Confirmed,
    "actor.enrolled/1": ActorEnrolled,
    "actor.key-rotated/1": ActorKeyRotated,
    "actor.roles-changed/1": ActorRolesChanged,
    "actor.retired/1": ActorRetired,
    "body.established/1": BodyEstablished,
    "body.renamed/1": BodyRenamed,
    "body.corrected/1": BodyCorrected,
    "body.closed/1": BodyClosed,
    "body.member-joined/1": MemberJoined,
    "body.member-left/1": MemberLeft,
    "body.member-corrected/1": MemberCorrected,
    "body.members-fixed/1": MembersFixed,
    "cadre.registered/1": CadreRegistered,
    "cadre.details-corrected/1": CadreCorrected,
    "cadre.merged/1": CadreMerged,
    "cadre.unmerged/1": CadreUnmerged,
    "vote.recorded/1": VoteRecorded,
    "vote.corrected/1": VoteCorrected,
    "vote.subject-linked/1": SubjectLinked,
    "vote.subject-unlinked/1": SubjectUnlinked,
    "confidence-result.entered/1": ResultEntered,
    "confidence-result.withdrawn/1": ResultWithdrawn,
    "vote.convened/1": VoteConvened,
    "vote.opened/1": VoteOpened,
    "vote.box-closed/1": BoxClosed,
    "vote.announced/1": Announced,
    "vote.certified/1": VoteCertified,
    "vote.published/1": VotePublished,
    "vote.annulled/1": VoteAnnulled,
}
# Reservations, the founding, and how a vote is counted: facts for deciding, of which no verdict depends.
# No entry of a count is ever gathered: before a vote is certified nothing of it is in any view.
IGNORED = frozenset(
    {
        "charter.founded/1",
        "charter.clock-confirmed/1",
        "body-name.taken/1",
        "cadre-code.allocated/1",
        "cadre-number.taken/1",
        "session-day.taken/1",
        "vote.late-arrived/1",
        "vote.subject-struck/1",
        "vote.announcement-corrected/1",
        "vote.entry-locked/1",
        "vote.entry-taken/1",
        "vote.entry-withdrawn/1",
        "vote.batch-opened/1",
        "vote.cells-recounted/1",
        "vote.ballots-in-custody/1",
        "vote.paper-issued/1",
    }
)
DECODERS = {topic: msgspec.json.Decoder(Stored[struct]) for topic, struct in STRUCTS.items()}  # type: ignore[valid-type]


def decode(topic: str, state: bytes) -> Stored[Any] | None:
    """The event, or None when gathering has no use for its topic; an unknown topic is never passed over."""
    decoder = DECODERS.get(topic)
    if decoder is None:
        if topic in IGNORED:
            return None
        raise Broken(Code.UNKNOWN_EVENT, topic=topic)
    try:
        return decoder.decode(state)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Broken(Code.STATE_UNREADABLE, topic=topic, reason=str(error)) from None
