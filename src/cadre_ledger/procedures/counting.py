"""A vote that is held here: how far it has come, sealing a counter's entry, and opening two together."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cadre_ledger.domain import counts
from cadre_ledger.domain.convening import BallotSubject, Exempt, stream_of
from cadre_ledger.domain.counts import Batch, Count, LockEntry, OpenBatch, OpenedEntry, SubjectTotals
from cadre_ledger.domain.sessions import ConveneVote, same_person
from cadre_ledger.integrity.sealing import seal, unseal
from cadre_ledger.ledger import pages
from cadre_ledger.ledger.mapper import read_record, stream_id
from cadre_ledger.ledger.register import REGISTER
from cadre_ledger.procedures import answers
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.reading import heading, paged
from cadre_ledger.procedures.rulebooks import rules_text
from cadre_ledger.projections.dossiers import ActorDossier, SittingDossier
from cadre_ledger.projections.standing import stand
from cadre_ledger.rulebook.exemptions import exempted
from cadre_ledger.values.codes import Code
from cadre_ledger.values.counting import Presence
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import NotFound, Refused
from cadre_ledger.values.findings import Finding
from cadre_ledger.values.tallies import LEVELS, VoteKind
from cadre_ledger.values.text import fold
from cadre_ledger.values.verdicts import Truth

SHORTEST_CODE = 8
"""A box can be tried at leisure by whoever has the ledger's file."""


def count_of(desk: Desk, session: str) -> Count:
    """A vote convened here, with its stacks, as known at the cut of the desk."""
    state = counts.initial
    stream = stream_id(desk.founding.namespace, stream_of(session)).hex
    for _, _, version, topic, stored in pages.stream(desk.events, stream, desk.cut.entry):
        state = counts.evolve(state, read_record(REGISTER, topic, version, stored).event)
    if state.sitting is None:
        raise NotFound(Code.NO_SESSION, session=session)
    return state


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
    actors: list[ActorDossier] = [desk.source.get(("actor", code)) for code in desk.source.keys_of("actor")]
    return tuple(_counter(name, actors) for name in state.sitting.convened.committee)


def _counter(name: str, actors: Sequence[ActorDossier]) -> Counter:
    standing = (each for each in actors if not each.retired)
    found = next((each for each in standing if same_person(each.code, name) or same_person(each.name, name)), None)
    return Counter(name, found.code if found is not None else name, enrolled=found is not None or not actors)


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
    levels = {level.value for level in LEVELS[convened.kind]}
    found = (each for each in text.clauses if each["kind"] == "ballot_validity")
    return text.model_copy(update={"clauses": tuple(each for each in found if set(each["levels"]) in (levels, set()))})


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
    levels, subjects = LEVELS[state.sitting.convened.kind], state.sitting.subjects
    if len(rows) != len(subjects) or any(len(row) != len(levels) + 1 for row in rows):
        raise Refused(Code.ENTRY_SUBJECTS, session=state.sitting.convened.session, subjects=len(subjects), given=len(rows))
    paired = zip(subjects, rows, strict=True)
    return tuple(
        SubjectTotals(subject=each.number, counts=dict(zip(levels, row[:-1], strict=True)), invalid=row[-1]) for each, row in paired
    )


def locking(
    on: PartialDate, state: Count, origin: str, batch: int, counter: str, totals: tuple[SubjectTotals, ...], code: str
) -> LockEntry:
    """The command that locks an entry, its totals in a box that only this counter's code opens."""
    must_seal(code)
    assert state.sitting is not None
    convened = state.sitting.convened
    sealed = seal(composed(code), _context(origin, convened.session, batch, counter), counts.encoded(totals, convened.kind))
    return LockEntry(
        on=on, session=convened.session, batch=batch, counter=counter, totals=totals, blind=sealed.blind.hex(), box=sealed.box.hex()
    )


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
    entries = tuple(
        _opened(convened.session, convened.kind, origin, batch, locked, codes) for locked in to_open(state, batch).locked.values()
    )
    return OpenBatch(on=on, session=convened.session, batch=batch, entries=entries)


def _opened(session: str, kind: VoteKind, origin: str, batch: int, locked: counts.EntryLocked, codes: Mapping[str, str]) -> OpenedEntry:
    found = unseal(composed(codes[locked.counter]), _context(origin, session, batch, locked.counter), bytes.fromhex(locked.sealed))
    if found is None:
        raise Refused(Code.ENTRY_NOT_OPENED, session=session, batch=batch, counter=locked.counter)
    payload, blind = found
    return OpenedEntry(counter=locked.counter, totals=counts.decoded(payload, kind), blind=blind.hex())


def _context(origin: str, session: str, batch: int, counter: str) -> str:
    return f"{origin}/{session}/{batch}/{fold(counter)}"


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
    """The votes convened here, whatever became of them."""
    rows = []
    for code in desk.source.keys_of("sitting"):
        sitting: SittingDossier = desk.source.get(("sitting", code))
        body = desk.body(sitting.body).name_on(desk.as_of)
        rows.append({name: getattr(sitting, name) for name in answers.SittingRowPart.model_fields if name != "body"} | {"body": body})
    shown = tuple(answers.SittingRowPart(**row) for row in paged(iter(rows), "code", limit, after))
    return answers.VoteSittings(**heading(desk, answers.VoteSittings.NAME), sittings=shown)


def vote_sitting(desk: Desk, session: str) -> answers.VoteSitting:
    """One vote as far as it has come. Of a stack nothing is told before both its entries are opened."""
    state = count_of(desk, session)
    sitting = state.sitting
    assert sitting is not None
    convened, opened, figures = sitting.convened, sitting.opened, sitting.figures
    known = ("papers", "issued", "spoilt", "unused", "collected", "not_returned")
    custody = state.custody
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
        subjects=tuple(_subject(each, sitting.struck.get(each.number)) for each in convened.subjects),
        exempt=tuple(_exempt(convened.basis, each) for each in convened.exempt),
        calendar=tuple(answers.DuePart(**each.model_dump(mode="json")) for each in convened.calendar),
        members_total=opened.members_total if opened else None,
        members_summoned=opened.members_summoned if opened else None,
        members_present=sitting.present if opened else None,
        absent=sum(each.presence is Presence.ABSENT for each in opened.roll) if opened and opened.roll else None,
        ballots={name: getattr(figures, name) for name in known} if figures.papers else {},
        batches=tuple(_batch(state, place, each) for place, each in enumerate(state.batches, 1)),
        certified_by=state.certified.certified_by if state.certified else None,
        minutes=state.certified.minutes if state.certified else None,
        published_on=str(state.published.published_on) if state.published else None,
        custody=answers.CustodyPart(**custody.model_dump(mode="json", exclude={"session"})) if custody else None,
        annulled=state.annulled.reason if state.annulled else None,
    )


def _subject(subject: BallotSubject, struck: object) -> answers.BallotSubjectPart:
    return answers.BallotSubjectPart(**subject.model_dump(), struck=str(struck) if struck else None)


def _exempt(basis: str, exempt: Exempt) -> answers.ExemptPart:
    return answers.ExemptPart(name=exempt.name, cadre=exempt.cadre, clause=f"{basis}#{exempt.clause}")


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
