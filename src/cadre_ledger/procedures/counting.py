"""A vote that is held here: how far it has come, sealing a counter's entry, and opening two together."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cadre_ledger.domain import counts, members
from cadre_ledger.domain.bodies import stream_of as body_stream
from cadre_ledger.domain.convening import BallotSubject, Exempt, VoteConvened, stream_of
from cadre_ledger.domain.counts import BallotsInCustody, Batch, Count, LockEntry, OpenBatch, OpenedEntry, SubjectTotals
from cadre_ledger.domain.members import Membership
from cadre_ledger.domain.papers import PaperIssued
from cadre_ledger.domain.sessions import ConveneVote, Sitting, one_of, same_person
from cadre_ledger.domain.shapes import Event
from cadre_ledger.integrity.sealing import Sealed, seal, unseal
from cadre_ledger.ledger import pages
from cadre_ledger.ledger.mapper import STAMP, read_record, stream_id
from cadre_ledger.ledger.register import REGISTER
from cadre_ledger.procedures import answers
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.history import record_part
from cadre_ledger.procedures.reading import heading, paged
from cadre_ledger.procedures.rulebooks import rules_text
from cadre_ledger.projections.dossiers import ActorDossier, SittingDossier
from cadre_ledger.projections.standing import stand
from cadre_ledger.rulebook.clauses import PreparationCalendar
from cadre_ledger.rulebook.exemptions import exempted
from cadre_ledger.values.codes import Code
from cadre_ledger.values.counting import Presence
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import NotFound, Refused
from cadre_ledger.values.findings import Finding
from cadre_ledger.values.records import Record
from cadre_ledger.values.tallies import LEVELS, VoteKind
from cadre_ledger.values.text import identity
from cadre_ledger.values.verdicts import Truth

LARGEST_STACK = 25
"""Ballots of a stack, where nobody says how they are divided."""
SHORTEST_CODE = 8
"""A box can be tried at leisure by whoever has the ledger's file."""


def count_of(desk: Desk, session: str, as_of: date | None = None) -> Count:
    """A vote convened here, with its stacks, as known at the cut of the desk; as of a day, as far as it had come by then."""
    state = counts.initial
    for record in records_of(desk, stream_of(session)):
        if as_of is not None and record.effective_on.first > as_of:
            if state.sitting is None and isinstance(record.event, VoteConvened):
                raise NotFound(Code.NOT_YET, session=session, held_on=str(record.effective_on), as_of=as_of.isoformat())
            break
        state = counts.evolve(state, record.event)
    if state.sitting is None:
        raise NotFound(Code.NO_SESSION, session=session)
    return state


def _stored(desk: Desk, stream: str) -> Sequence[pages.Raw]:
    return pages.stream(desk.events, stream_id(desk.founding.namespace, stream).hex, desk.cut.entry)


def records_of(desk: Desk, stream: str) -> Iterator[Record[Event]]:
    """The records of one stream, as known at the cut of the desk."""
    for _, _, version, topic, stored in _stored(desk, stream):
        yield read_record(REGISTER, topic, version, stored)


def membership_of(desk: Desk, body: str) -> Membership:
    """Everyone who is or was a member of a body, as known at the cut of the desk."""
    state = members.initial
    for record in records_of(desk, body_stream(body)):
        state = members.evolve(state, record.event)
    return state


def told_of(desk: Desk, session: str) -> tuple[answers.RecordPart, ...]:
    """Everything recorded of a vote, in order, as it is told."""
    return told_in(desk, stream_of(session))


def told_in(desk: Desk, stream: str) -> tuple[answers.RecordPart, ...]:
    """The records of one stream, in order, as they are told."""
    return tuple(map(record_part, _stored(desk, stream)))


def person(desk: Desk, state: Count, actor: str) -> str:
    """How a vote names an actor: by name, or by code where the committee has the code; a claim as it was made."""
    assert state.sitting is not None
    found: ActorDossier | None = desk.source.get(("actor", actor.upper()))
    if found is None:
        return actor
    committee = state.sitting.convened.committee
    return found.code if any(same_person(each, found.code) for each in committee) else found.name


@dataclass(frozen=True, slots=True)
class Counter:
    """Someone on the committee: as the vote names them, and as whom they act; a claim while nobody is enrolled."""

    name: str
    actor: str
    enrolled: bool = True


def counters(desk: Desk, state: Count) -> tuple[Counter, ...]:
    """The committee in its order; where people sign, whoever is not enrolled cannot lock an entry."""
    assert state.sitting is not None
    known: dict[str, ActorDossier] = {}
    for name, actor in of_committee(desk, state):
        known.setdefault(name, actor)
    signing = next(iter(desk.source.keys_of("actor")), None) is not None
    committee = state.sitting.convened.committee
    return tuple(Counter(each, known[each].code if each in known else each, enrolled=each in known or not signing) for each in committee)


def of_committee(desk: Desk, state: Count) -> Iterator[tuple[str, ActorDossier]]:
    """The actors who are on the committee, each under the name by which it has them; not whoever's name may be several of theirs."""
    assert state.sitting is not None
    committee = state.sitting.convened.committee
    for code in desk.source.keys_of("actor"):
        actor: ActorDossier = desk.source.get(("actor", code))
        name = None if actor.retired else _surely(committee, person(desk, state, code))
        if name is not None:
            yield name, actor


def _surely(committee: Sequence[str], name: str) -> str | None:
    try:
        return one_of(committee, name)
    except Refused:
        return None


@dataclass(frozen=True, slots=True)
class Table:
    """What lies before whoever counts: the vote as far as it is told, who counts, and the guide to invalid ballots."""

    sitting: answers.VoteSitting
    counters: tuple[Counter, ...]
    guide: answers.RulesShow

    @property
    def subjects(self) -> tuple[answers.BallotSubjectPart, ...]:
        """Those who are counted, in ballot order."""
        return tuple(each for each in self.sitting.subjects if each.struck is None)

    @property
    def kind(self) -> VoteKind:
        """What the ballots can say."""
        return VoteKind(self.sitting.kind)

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of one person's row, in the order in which they are typed."""
        return (*(level.value for level in LEVELS[self.kind]), counts.INVALID)


def table(desk: Desk, session: str) -> Table:
    """Of a stack nothing is told before both its entries are opened."""
    state = count_of(desk, session)
    return Table(vote_sitting(desk, session), counters(desk, state), guide(desk, state))


def guide(desk: Desk, state: Count) -> answers.RulesShow:
    """What the text that the vote was begun under says of valid and invalid ballots of its kind."""
    assert state.sitting is not None
    convened = state.sitting.convened
    text = rules_text(desk, convened.basis_digest)
    told = {each.id for each in desk.rulebook.rulebook.regulation(convened.basis_digest).ballot_guide(convened.kind)}
    return text.model_copy(update={"clauses": tuple(each for each in text.clauses if each["id"] in told)})


def final_totals(desk: Desk, session: str, batch: int) -> tuple[SubjectTotals, ...]:
    """What a settled stack says of everyone."""
    state = count_of(desk, session)
    assert state.sitting is not None
    stack, levels = state.batches[batch - 1], LEVELS[state.sitting.convened.kind]
    rows = ((each.number, stack.final(each.number)) for each in state.sitting.subjects)
    return tuple(
        SubjectTotals(subject=number, counts={level: row[level.value] for level in levels}, invalid=row[counts.INVALID])
        for number, row in rows
    )


# Sealing


def totals_of(state: Count, rows: Sequence[tuple[int, ...]]) -> tuple[SubjectTotals, ...]:
    """Rows as they are typed, one a person in ballot order: the levels in order, then what is invalid."""
    assert state.sitting is not None
    convened = state.sitting.convened
    return rows_of(convened.session, convened.kind, [each.number for each in state.sitting.subjects], rows)


def rows_of(session: str, kind: VoteKind, numbers: Sequence[int], rows: Sequence[tuple[int, ...]]) -> tuple[SubjectTotals, ...]:
    """The same for the people of these numbers."""
    levels = LEVELS[kind]
    if len(rows) != len(numbers) or any(len(row) != len(levels) + 1 for row in rows):
        raise Refused(Code.ENTRY_SUBJECTS, session=session, subjects=len(numbers), given=len(rows))
    paired = zip(numbers, rows, strict=True)
    return tuple(SubjectTotals(subject=number, counts=dict(zip(levels, row[:-1], strict=True)), invalid=row[-1]) for number, row in paired)


def locking(
    on: PartialDate, state: Count, origin: str, batch: int, counter: str, totals: tuple[SubjectTotals, ...], code: str
) -> LockEntry:
    """The command that locks an entry, its totals in a box that only this counter's code opens."""
    assert state.sitting is not None
    convened = state.sitting.convened
    # The box is opened under the name that the committee has, however it was typed here.
    counter = one_of(convened.committee, counter) or counter
    sealed = boxed(code, context(origin, convened.session, batch, counter), convened.kind, totals)
    return LockEntry(
        on=on, session=convened.session, batch=batch, counter=counter, totals=totals, blind=sealed.blind.hex(), box=sealed.box.hex()
    )


def boxed(code: str, bound: str, kind: VoteKind, totals: tuple[SubjectTotals, ...]) -> Sealed:
    """Totals in a box that only this code opens."""
    must_seal(code)
    return seal(composed(code), bound, counts.encoded(totals, kind))


def must_seal(code: str) -> None:
    """Refuse a code that is too short."""
    if len(composed(code)) < SHORTEST_CODE:
        raise Refused(Code.SEALING_CODE_SHORT, least=SHORTEST_CODE)


def composed(code: str) -> str:
    """The same code from every keyboard: letters composed, no blanks around it."""
    return unicodedata.normalize("NFC", code).strip()


def to_open(state: Count, batch: int) -> Batch:
    """A stack whose two entries are locked and not opened; nobody is asked for a code before."""
    assert state.sitting is not None
    session = state.sitting.convened.session
    if not 1 <= batch <= len(state.batches):
        raise NotFound(Code.NO_BATCH, session=session, batch=batch, batches=len(state.batches))
    stack = state.batches[batch - 1]
    if stack.opened:
        raise Refused(Code.BATCH_OPENED, session=session, batch=batch)
    if len(stack.locked) < 2:
        counters = ", ".join(each.counter for each in stack.locked.values()) or "–"
        raise Refused(Code.ENTRY_MISSING, session=session, batch=batch, counters=counters)
    return stack


def opening(on: PartialDate, state: Count, origin: str, batch: int, codes: Mapping[str, str]) -> OpenBatch:
    """The command that opens both entries of a stack; codes by counter. With one wrong code neither is opened."""
    assert state.sitting is not None
    convened = state.sitting.convened
    entries = opened_already(state, batch) or tuple(
        _opened(convened.session, convened.kind, origin, batch, locked, codes) for locked in to_open(state, batch).locked.values()
    )
    return OpenBatch(on=on, session=convened.session, batch=batch, entries=entries)


def opened_already(state: Count, batch: int) -> tuple[OpenedEntry, ...]:
    """The entries of a stack that is open: needs no codes any more, and opening it again is only ever a repeat."""
    return state.batches[batch - 1].opened if 1 <= batch <= len(state.batches) else ()


def _opened(session: str, kind: VoteKind, origin: str, batch: int, locked: counts.Locked, codes: Mapping[str, str]) -> OpenedEntry:
    found = unseal(composed(codes[locked.counter]), context(origin, session, batch, locked.counter), bytes.fromhex(locked.sealed))
    if found is None:
        raise Refused(Code.ENTRY_NOT_OPENED, session=session, batch=batch, counter=locked.counter)
    payload, blind = found
    return OpenedEntry(counter=locked.counter, totals=counts.decoded(payload, kind), blind=blind.hex())


def context(origin: str, session: str, batch: int, counter: str) -> str:
    """What a box is bound to: it opens for no other ledger, vote, stack or counter."""
    return f"{origin}/{session}/{batch}/{identity(counter)}"


# Who is exempt


def exemptions(desk: Desk, command: ConveneVote) -> Iterator[Finding]:
    """Who is on the ballot although a clause of the basis exempts the holder of that post on that day, or may."""
    chosen = desk.rulebook.rulebook.chosen(command.basis, command.held_on)
    if chosen is None:
        return
    regulation = desk.rulebook.rulebook.regulation(chosen.digest)
    for subject in command.subjects:
        if subject.cadre is None:
            continue
        for post in stand(desk.judging, subject.cadre, command.held_on.last).posts:
            for each in exempted(regulation, post, command.held_on.last):
                truth = each.whole.answer.truth
                if truth is Truth.APPLIES:
                    facts: dict[str, object] = {"name": subject.name, "clause": str(regulation.ref(each.clause.id)), "status": truth.value}
                    yield Finding(Code.EXEMPT_BY_CLAUSE, facts, stops=False)


# Showing


def vote_sittings(desk: Desk, limit: int | None, after: str | None) -> answers.VoteSittings:
    """The votes convened here by the day, whatever became of them, each as far as it had come."""
    rows = []
    for code in desk.source.keys_of("sitting"):
        sitting: SittingDossier = desk.source.get(("sitting", code))
        if not desk.has_come(sitting.evidence[0].effective_on):
            continue
        said = {"body": desk.body(sitting.body).name_on(desk.as_of), "stage": _stage(desk, sitting)}
        rows.append({name: getattr(sitting, name) for name in answers.SittingRowPart.model_fields} | said)
    shown = tuple(answers.SittingRowPart(**row) for row in paged(iter(rows), "code", limit, after))
    return answers.VoteSittings(**heading(desk, answers.VoteSittings.NAME), sittings=shown)


def _stage(desk: Desk, sitting: SittingDossier) -> str:
    if all(desk.has_come(each.effective_on) for each in sitting.evidence):
        return sitting.stage
    state = count_of(desk, sitting.code, desk.as_of).sitting
    assert state is not None
    return state.stage.value


def vote_sitting(desk: Desk, session: str) -> answers.VoteSitting:
    """One vote as far as it had come by the day. Of a stack nothing is told before both its entries are opened."""
    state = count_of(desk, session, desk.as_of)
    sitting = state.sitting
    assert sitting is not None
    convened, opened, figures = sitting.convened, sitting.opened, sitting.figures
    known = ("papers", "issued", "spoilt", "unused", "collected", "not_returned")
    return answers.VoteSitting(
        **heading(desk, answers.VoteSitting.NAME),
        code=convened.session,
        stage=sitting.stage.value,
        kind=convened.kind.value,
        body=desk.body(convened.body).name_on(convened.held_on.last),
        held_on=str(convened.held_on),
        place=convened.place,
        basis=convened.basis,
        follows=convened.follows,
        committee=convened.committee,
        subjects=tuple(subject_part(each, sitting.struck.get(each.number)) for each in convened.subjects),
        exempt=tuple(exempt_part(convened.basis, each) for each in convened.exempt),
        calendar=due(desk, convened),
        members_total=opened.members_total if opened else None,
        members_summoned=opened.members_summoned if opened else None,
        members_present=sitting.present if opened else None,
        absent=sum(each.presence is Presence.ABSENT for each in opened.roll) if opened and opened.roll else None,
        late=sitting.late,
        away=tuple(_away(sitting)),
        quorum=answers.QuorumPart(**opened.quorum.model_dump(mode="json")) if opened and opened.quorum else None,
        ballots={name: getattr(figures, name) for name in known} if figures.papers else {},
        batches=tuple(_batch(state, place, each) for place, each in enumerate(state.batches, 1)),
        certified_by=state.certified.certified_by if state.certified else None,
        minutes=state.certified.minutes if state.certified else None,
        published_on=str(state.published.published_on) if state.published else None,
        custody=custody_part(state.custody),
        annulled=state.annulled.reason if state.annulled else None,
        papers=tuple(papers_of(desk, session)),
        evidence=tuple(_evidence(each) for each in told_of(desk, convened.session) if desk.has_come(each.effective_on)),
    )


def due(desk: Desk, convened: VoteConvened) -> tuple[answers.DuePart, ...]:
    """The preparation of a vote, each step as the text says it."""
    clauses = {each.id: each for each in desk.rulebook.rulebook.regulation(convened.basis_digest).of_kind(PreparationCalendar)}
    return tuple(
        answers.DuePart(**each.model_dump(mode="json"), what=clauses[each.clause].steps[each.step - 1].what.model_dump())
        for each in convened.calendar
    )


def papers_of(desk: Desk, session: str) -> Iterator[answers.IssuedPaperPart]:
    """The papers issued of a vote, in the order of issuing."""
    for record in records_of(desk, stream_of(session)):
        if isinstance(record.event, PaperIssued):
            assert record.recorded_at is not None
            stamp = record.recorded_at.strftime(STAMP)
            said = record.event.model_dump(mode="json", exclude={"session"})
            yield answers.IssuedPaperPart(entry=record.entry, recorded_at=stamp, actor=record.actor, **said)


def custody_part(custody: BallotsInCustody | None) -> answers.CustodyPart | None:
    """Where the ballots are, once that is recorded."""
    return answers.CustodyPart(**custody.model_dump(mode="json", exclude={"session"})) if custody else None


def subject_part(subject: BallotSubject, struck: object) -> answers.BallotSubjectPart:
    """One name on the ballot."""
    return answers.BallotSubjectPart(**subject.model_dump(), struck=str(struck) if struck else None)


def exempt_part(basis: str, exempt: Exempt) -> answers.ExemptPart:
    """Someone left off, with the clause."""
    return answers.ExemptPart(name=exempt.name, cadre=exempt.cadre, clause=f"{basis}#{exempt.clause}")


def _evidence(record: answers.RecordPart) -> answers.EvidencePart:
    return answers.EvidencePart(**{name: getattr(record, name) for name in answers.EvidencePart.model_fields})


def _away(sitting: Sitting) -> Iterator[answers.AwayPart]:
    for seat in sitting.opened.roll if sitting.opened else ():
        if seat.presence is not Presence.PRESENT:
            late = seat.member in sitting.seated
            yield answers.AwayPart(member=seat.member, name=seat.name, presence=seat.presence.value, reason=seat.reason, late=late)


def _batch(state: Count, number: int, batch: Batch) -> answers.BatchPart:
    return answers.BatchPart(
        batch=number,
        ballots=batch.ballots,
        locked_by=tuple(each.counter for each in batch.locked.values()),
        opened=bool(batch.opened),
        settled=batch.settled,
        differing=tuple(_differing(state, batch)),
    )


def _differing(state: Count, batch: Batch) -> Iterator[answers.DifferingCellPart]:
    assert state.sitting is not None
    names = {each.number: each.name for each in state.sitting.convened.subjects}
    for subject, cells in batch.differing.items():
        for cell, (one, other) in cells.items():
            third = batch.recounted.get(subject, {}).get(cell)
            yield answers.DifferingCellPart(subject=subject, name=names[subject], cell=cell, one=one, other=other, third=third)
