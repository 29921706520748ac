"""Counting a stack on a machine without the ledger: what is handed out, the entry that is signed there, and taking it in.

A handout is read only if it says what the ledger wrote, an entry only if it is, byte for byte, what its counter signed.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cadre_ledger.domain import checks, counts
from cadre_ledger.domain.actors import Actor, Role
from cadre_ledger.domain.checks import Figures, Step
from cadre_ledger.domain.convening import VoteConvened, stream_of
from cadre_ledger.domain.counts import Count, SubjectTotals, TakeEntry
from cadre_ledger.domain.roles import MAY, Act
from cadre_ledger.domain.sessions import must_be
from cadre_ledger.integrity import signing
from cadre_ledger.ledger import pages
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.procedures import answers
from cadre_ledger.procedures.counting import boxed, context, count_of, of_committee, rows_of
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.reading import heading
from cadre_ledger.procedures.recording import Author, Recording, record
from cadre_ledger.procedures.signing import Signer, counted
from cadre_ledger.reports.canonical import canonical, digest
from cadre_ledger.values.codes import Code
from cadre_ledger.values.counting import Stage
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import LedgerError, NotAllowed, NotFound, Refused
from cadre_ledger.values.tallies import LEVELS, VoteKind
from cadre_ledger.values.text import identity

FORM = "cadre-ledger/entry/1"
UNSIGNED = "A" * 86 + "=="

# Handing out


def handout(desk: Desk, session: str) -> answers.VoteHandout:
    """All that a counter needs who has no ledger at hand, from the opening of the vote on: the ballot is frozen then."""
    state = count_of(desk, session, desk.as_of)
    sitting = state.sitting
    assert sitting is not None
    must_be(sitting, Stage.OPENED, Stage.BOX_CLOSED, Stage.ANNOUNCED)
    counters = tuple(_counters(desk, state))
    if not counters:
        raise Refused(Code.NOBODY_SIGNS, session=session)
    convened = sitting.convened
    row = pages.row(desk.events, desk.cut.entry)
    assert row is not None
    answer = answers.VoteHandout(
        **heading(desk, answers.VoteHandout.NAME),
        session=session,
        kind=convened.kind.value,
        body=desk.body(convened.body).name_on(convened.held_on.last),
        held_on=str(convened.held_on),
        basis=convened.basis,
        levels=tuple(level.value for level in LEVELS[convened.kind]),
        subjects=tuple(answers.HandoutSubjectPart(**each.model_dump(exclude={"cadre"})) for each in sitting.subjects),
        batches=sitting.figures.batches,
        counters=counters,
        guide=tuple(_guide(desk, convened)),
        ballot=counts.ballot_digest(sitting),
        seen=desk.cut.entry,
        seen_leaf=pages.leaf_of(row).hex(),
        digest="",
    )
    return answer.model_copy(update={"digest": _digest(answer)})


def _counters(desk: Desk, state: Count) -> Iterator[answers.CounterPart]:
    """Those of the committee who have a key and may count, as the vote names them."""
    for name, actor in of_committee(desk, state):
        if any(Act.COUNT in MAY[Role(each)] for each in actor.roles):
            yield answers.CounterPart(actor=actor.code, name=name, public_key=actor.public_key)


def _guide(desk: Desk, convened: VoteConvened) -> Iterator[answers.GuidePart]:
    regulation = desk.rulebook.rulebook.regulation(convened.basis_digest)
    for clause in regulation.ballot_guide(convened.kind):
        yield answers.GuidePart(clause=str(regulation.ref(clause.id)), vi=clause.text.vi, en=clause.text.en)


def _digest(answer: answers.VoteHandout) -> str:
    return digest(answer.model_dump(mode="json", by_alias=True, exclude={"digest"}))


def read_handout(content: bytes, path: str, session: str) -> answers.VoteHandout:
    """What was handed out for this vote; refused if anything of it is not as the ledger wrote it."""
    try:
        answer = answers.VoteHandout.model_validate_json(content, strict=True)
    except ValueError:
        answer = None
    if answer is None or answer.digest != _digest(answer):
        raise Refused(Code.HANDOUT_UNREADABLE, path=path)
    if answer.session != session:
        raise Refused(Code.ENTRY_OF_ANOTHER, made_for=answer.session, origin=answer.ledger.origin, session=session)
    return answer


# Counting there


@dataclass(frozen=True, slots=True)
class Stack:
    """What was counted: which stack of how many ballots, and the totals of everyone in ballot order."""

    batch: int
    ballots: int
    totals: tuple[SubjectTotals, ...]


def stack(given: answers.VoteHandout, batch: int, ballots: int | None, rows: tuple[tuple[int, ...], ...]) -> Stack:
    """A stack whose totals add up; its size is as announced, or told where the vote was handed out before."""
    if given.batches and not 1 <= batch <= len(given.batches):
        raise NotFound(Code.NO_BATCH, session=given.session, batch=batch, batches=len(given.batches))
    size = given.batches[batch - 1] if given.batches else ballots
    if size is None:
        raise Refused(Code.STACK_SIZE_NEEDED, batch=batch)
    if ballots not in (None, size):
        raise Refused(Code.STACK_CHANGED, batch=batch, counted=ballots, ballots=size)
    totals = rows_of(given.session, VoteKind(given.kind), [each.number for each in given.subjects], rows)
    for subject, each in zip(given.subjects, totals, strict=True):
        row = Figures(name=subject.name, subject=subject.number, batch=batch, ballots=size, marks=each.marks, invalid=each.invalid)
        checks.stop(Step.ENTRY, row)
    return Stack(batch, size, totals)


def counter(given: answers.VoteHandout, actor: str) -> answers.CounterPart:
    """Someone of the committee, by their code."""
    found = [each for each in given.counters if each.actor == actor]
    if not found:
        raise NotAllowed(Code.NOT_ON_COMMITTEE, name=actor, session=given.session)
    return found[0]


def known_as(who: answers.CounterPart) -> Actor:
    """A counter as far as it takes to unlock their key."""
    return Actor(who.actor, who.name, (), who.public_key, None)


def entry(given: answers.VoteHandout, counted_: Stack, who: answers.CounterPart, signer: Signer, code: str) -> bytes:
    """The file of an entry: its totals sealed under the counter's code, all of it under their key."""
    origin, kind = given.ledger.origin, VoteKind(given.kind)
    sealed = boxed(code, context(origin, given.session, counted_.batch, who.name), kind, counted_.totals)
    unsigned = TakeEntry(
        on=PartialDate.parse(given.held_on),
        session=given.session,
        batch=counted_.batch,
        ballots_counted=counted_.ballots,
        counter=who.name,
        actor=who.actor,
        public_key=who.public_key,
        ballot=given.ballot,
        seen=given.seen,
        seen_leaf=given.seen_leaf,
        commitment=counts.commitment(sealed.blind.hex(), counted_.totals, kind),
        sealed=sealed.box.hex(),
        signature=UNSIGNED,
    )
    return _written(origin, unsigned.model_copy(update={"signature": signer.sign(counted(origin, unsigned))}))


def _written(origin: str, entry_: TakeEntry) -> bytes:
    return canonical({"form": FORM, "origin": origin, **entry_.model_dump(mode="json", exclude={"on"})}) + b"\n"


# Taking in


def read_entry(content: bytes, path: str, ledger: str, session: str, on: PartialDate) -> TakeEntry:
    """The command that takes an entry in; refused if a byte of it was changed, or it was made for another vote."""
    found = _parsed(content, on)
    if found is None:
        raise Refused(Code.ENTRY_UNREADABLE, path=path)
    origin, command = found
    if not signing.verify(command.public_key, counted(origin, command), command.signature):
        raise NotAllowed(Code.ENTRY_ALTERED, actor=command.actor)
    if (origin, command.session) != (ledger, session):
        raise Refused(Code.ENTRY_OF_ANOTHER, made_for=command.session, origin=origin, session=session)
    return command


def _parsed(content: bytes, on: PartialDate) -> tuple[str, TakeEntry] | None:
    try:
        fields: dict[str, Any] = json.loads(content)
        form, origin = str(fields.pop("form")), str(fields.pop("origin"))
        command = TakeEntry.model_validate({"on": on, **fields})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, LedgerError):
        return None
    return (origin, command) if form == FORM and _written(origin, command) == content else None


def take(ledger: Ledger, command: TakeEntry, author: Author) -> Recording:
    """Take an entry in, once: the same file again says where it was recorded, unless its entry was given up since."""
    done = record(ledger, [command], author)
    if done.repeated and _given_up(ledger, command):
        raise Refused(Code.ENTRY_SPENT, session=command.session, batch=command.batch)
    return done


def _given_up(ledger: Ledger, command: TakeEntry) -> bool:
    state = counts.initial
    for each in ledger.read(stream_of(command.session)):
        state = counts.evolve(state, each.event)
    batches: Sequence[counts.Batch] = state.batches[command.batch - 1 : command.batch]
    held = (batch.locked.get(identity(command.counter)) for batch in batches)
    return not any(each is not None and each.commitment == command.commitment for each in held)


def keyed(author: Author, content: bytes, key: str | None) -> Author:
    """The author under a key of the caller's own, or else under one that stands for the file."""
    return replace(author, key=key or f"entry-{hashlib.sha256(content).hexdigest()[:32]}")
