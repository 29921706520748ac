"""Papers of a vote held here: what one says, its bytes, and which were issued.

A paper is made from the last entry that says anything of the vote or its body, and as of the day of the vote, unless other
clocks are asked for: whatever else is recorded meanwhile, it stays the same to the byte. A ballot is made from the last entry
that changed what stands on it, so that all of them are alike.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from cadre_ledger.domain import counts
from cadre_ledger.domain.bodies import stream_of as body_stream
from cadre_ledger.domain.convening import VoteConvened, stream_of
from cadre_ledger.domain.counts import Batch, CellsRecounted, Count
from cadre_ledger.domain.papers import IssuePaper, PaperFormat, PaperIssued, must_be_ready
from cadre_ledger.domain.sessions import AnnouncementCorrected, Sitting, SubjectStruck, VoteOpened
from cadre_ledger.procedures import answers, reading
from cadre_ledger.procedures.counting import count_of, custody_part, exempt_part, membership_of, papers_of, records_of, subject_part
from cadre_ledger.procedures.desk import Clocks, Desk
from cadre_ledger.procedures.outputs import must_be_writable, write_file
from cadre_ledger.reports.canonical import digest
from cadre_ledger.reports.forms import FORMS, document
from cadre_ledger.reports.markdown import markdown
from cadre_ledger.reports.pdf import pdf
from cadre_ledger.rulebook.regulation import Regulation
from cadre_ledger.values.codes import Code
from cadre_ledger.values.counting import Presence
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import Broken, NotFound, Refused
from cadre_ledger.values.papers import PaperKind
from cadre_ledger.values.tallies import LEVELS, squeeze
from cadre_ledger.wording.catalogue import Words
from cadre_ledger.wording.messages import sentence


@dataclass(frozen=True, slots=True)
class History:
    """A vote as far as it has come, why cells were counted a third time, and why the ballots were announced anew.

    `last` is the last entry that says anything of it or of its body, `ballot` the last that changed what its ballot says.
    """

    count: Count
    recounts: Mapping[tuple[int, int], CellsRecounted]
    announced_anew: tuple[answers.AnnouncedAnewPart, ...]
    last: int
    ballot: int

    @property
    def sitting(self) -> Sitting:
        """The vote itself."""
        assert self.count.sitting is not None
        return self.count.sitting

    @property
    def convened(self) -> VoteConvened:
        """What was convened."""
        return self.sitting.convened

    def made_from(self, kind: PaperKind) -> int:
        """The entry that a paper is made from. A ballot printed for a late member must not be told from any other."""
        return self.ballot if kind is PaperKind.BALLOT else self.last


def history_of(desk: Desk, session: str) -> History:
    """A vote convened here, as known at the cut of the desk."""
    count, recounts, anew, last, ballot = counts.initial, {}, [], 0, 0
    for record in records_of(desk, stream_of(session)):
        if isinstance(record.event, PaperIssued):
            continue
        if isinstance(record.event, CellsRecounted):
            recounts[record.event.batch, record.event.subject] = record.event
        if isinstance(record.event, AnnouncementCorrected):
            anew.append(answers.AnnouncedAnewPart(entry=record.entry, corrects=record.event.corrects, reason=record.event.reason))
        count, last = counts.evolve(count, record.event), record.entry
        ballot = last if isinstance(record.event, VoteConvened | VoteOpened | SubjectStruck) else ballot
    if count.sitting is None:
        raise NotFound(Code.NO_SESSION, session=session)
    body = (record.entry for record in records_of(desk, body_stream(count.sitting.convened.body)))
    return History(count, recounts, tuple(anew), max((last, *body)), ballot)


# One paper


def paper(desk: Desk, session: str, kind: PaperKind, as_of: date | None, now: datetime) -> answers.VotePaper:
    """One paper of a vote; refused while the vote has not come far enough for it."""
    history = history_of(desk, session)
    must_be_ready(history.count, session, kind)
    clocks = Clocks(as_of or history.convened.held_on.last, f"#{history.made_from(kind)}")
    with Desk.open(desk.directory, clocks, now) as then:
        return _paper(then, history_of(then, session), kind)


def _paper(desk: Desk, history: History, kind: PaperKind) -> answers.VotePaper:
    regulation = desk.rulebook.rulebook.regulation(history.convened.basis_digest)
    return answers.VotePaper(
        **reading.heading(desk, answers.VotePaper.NAME),
        paper=kind.value,
        template=FORMS[kind].id,
        session=_session(desk, history, regulation),
        roll=_roll(desk, history) if kind is PaperKind.ROLL else None,
        stacks=tuple(each.ballots for each in history.count.batches) if kind is PaperKind.COUNT else None,
        minutes=_minutes(desk, history, regulation) if kind is PaperKind.MINUTES else None,
        results=_published(desk, history) if kind is PaperKind.SLIDE else None,
    )


def _session(desk: Desk, history: History, regulation: Regulation) -> answers.PaperSessionPart:
    sitting, convened = history.sitting, history.convened
    validity = next((each for each in regulation.ballot_guide(convened.kind) if each.per_person), None)
    return answers.PaperSessionPart(
        code=convened.session,
        kind=convened.kind.value,
        stage=sitting.stage.value,
        authority=desk.founding.authority,
        body=desk.body(convened.body).name_on(convened.held_on.last),
        held_on=str(convened.held_on),
        place=convened.place,
        basis=convened.basis,
        basis_title=regulation.title.model_dump(),
        validity=str(regulation.ref(validity.id)) if validity else None,
        levels=tuple(level.value for level in LEVELS[convened.kind]),
        committee=convened.committee,
        subjects=tuple(subject_part(each, sitting.struck.get(each.number)) for each in convened.subjects),
        exempt=tuple(exempt_part(convened.basis, each) for each in convened.exempt),
    )


def _roll(desk: Desk, history: History) -> tuple[answers.SeatPart, ...]:
    """The roll as it was opened with, late members among those present; before that everyone who is a member on the day."""
    opened = history.sitting.opened
    if opened is None:
        seats = tuple(_seats_to_be(desk, history.convened))
    else:
        present = history.sitting.seated
        seats = tuple(
            answers.SeatPart(
                member=each.member,
                name=each.name,
                presence=(Presence.PRESENT if each.member in present else each.presence).value,
                reason=each.reason if each.member not in present else None,
            )
            for each in opened.roll
        )
    if not seats:
        raise Refused(Code.ROLL_WITHOUT_NAMES, body=history.convened.body)
    return seats


def _seats_to_be(desk: Desk, convened: VoteConvened) -> Iterator[answers.SeatPart]:
    for each in membership_of(desk, convened.body).roll_on(convened.held_on.first):
        yield answers.SeatPart(member=each.number, name=each.name, presence=None, reason=None)


# Minutes


def _minutes(desk: Desk, history: History, regulation: Regulation) -> answers.MinutesPart:
    count, sitting = history.count, history.sitting
    opened, figures = sitting.opened, sitting.figures
    assert opened is not None
    return answers.MinutesPart(
        number=count.certified.minutes if count.certified else None,
        certified_by=count.certified.certified_by if count.certified else None,
        annulled=count.annulled.reason if count.annulled else None,
        members_total=opened.members_total,
        members_summoned=opened.members_summoned,
        members_present=sitting.present,
        late=sitting.late,
        quorum=opened.quorum.clause if opened.quorum else None,
        ballots={name: getattr(figures, name) for name in ("papers", "issued", "spoilt", "unused", "collected", "not_returned")},
        announced_anew=history.announced_anew,
        stacks=tuple(_stack(history, number, each) for number, each in enumerate(count.batches, 1)),
        results=tuple(_results(history, regulation)),
        corrections=_corrections(desk, history),
        custody=custody_part(count.custody),
    )


def _stack(history: History, number: int, batch: Batch) -> answers.StackPart:
    """Who counted it; what they counted only once both entries are opened."""
    names = {each.number: each.name for each in history.convened.subjects}
    rows = zip(*(entry.totals for entry in batch.opened), strict=True)
    return answers.StackPart(
        batch=number,
        ballots=batch.ballots,
        counters=tuple(each.counter for each in batch.opened or batch.locked.values()),
        rows=tuple(
            answers.StackRowPart(subject=one.subject, name=names[one.subject], one=one.cells, other=other.cells) for one, other in rows
        ),
        differing=tuple(_differing(history, number, batch)),
    )


def _differing(history: History, number: int, batch: Batch) -> Iterator[answers.ThirdCountPart]:
    names = {each.number: each.name for each in history.convened.subjects}
    for subject, cells in batch.differing.items():
        third = history.recounts.get((number, subject)) if subject in batch.recounted else None
        for cell, (one, other) in cells.items():
            yield answers.ThirdCountPart(
                subject=subject,
                name=names[subject],
                cell=cell,
                one=one,
                other=other,
                third=third.cells[cell] if third else None,
                why=third.why.value if third else None,
                counter=third.counter if third else None,
                note=third.note if third else None,
            )


def _results(history: History, regulation: Regulation) -> Iterator[answers.FinalPart]:
    """All stacks added up once every one is settled, as they are certified; the outcome as it was certified."""
    count, sitting = history.count, history.sitting
    if count.unfinished or not count.batches:
        return
    subjects = counts.listed(count, sitting)
    bounds = squeeze(counts.ballots(sitting).ballots, (each.marks for each in subjects))
    base = regulation.share_base(sitting.convened.kind)
    certified = {each.subject: each for each in count.certified.outcomes} if count.certified else {}
    for each in subjects:
        outcome = certified.get(each.number)
        yield answers.FinalPart(
            subject=each.number,
            name=each.name,
            position=each.position,
            counts={**{level.value: figure for level, figure in each.counts.items()}, counts.INVALID: each.invalid},
            base=reading.base_part(base, bounds[base]) if base else None,
            status=outcome.status if outcome else None,
            clause=outcome.clause if outcome else None,
            flag=outcome.flag if outcome else None,
        )


def _corrections(desk: Desk, history: History) -> tuple[answers.CorrectionPart, ...]:
    """What was put right since it was certified."""
    if history.count.certified is None:
        return ()
    return reading.vote_show(desk, history.convened.session, _english).corrections


def _published(desk: Desk, history: History) -> tuple[answers.FinalPart, ...]:
    """The result as it stands, corrections included."""
    return tuple(
        answers.FinalPart(
            subject=each.subject,
            name=each.name,
            position=each.position,
            counts=each.counts,
            base=each.base,
            status=each.outcome.status,
            clause=each.outcome.clause,
            flag=each.outcome.flag,
        )
        for each in reading.vote_result(desk, history.convened.session, _english).results
    )


def _english(finding: Any) -> str:
    return sentence(Words("en"), finding)


# Its bytes


def rendered(made: answers.VotePaper, wanted: PaperFormat, words: Words) -> bytes:
    """The bytes of a paper; only what people read follows the language."""
    plain = made.model_dump(mode="json", by_alias=True)
    match wanted:
        case PaperFormat.PDF:
            return pdf(document(plain, digest(plain), words.language), words)
        case PaperFormat.MARKDOWN:
            return markdown(document(plain, digest(plain), words.language), words).encode()
        case _:
            return (json.dumps(plain, ensure_ascii=False, indent=2) + "\n").encode()


def issuing(on: PartialDate, made: answers.VotePaper, content: bytes, wanted: PaperFormat, language: str) -> IssuePaper:
    """The command that records that these bytes were handed out."""
    return IssuePaper(
        on=on,
        session=made.session.code,
        paper=PaperKind(made.paper),
        template=made.template,
        format=wanted,
        language=language,
        sha256=hashlib.sha256(content).hexdigest(),
        data_sha256=digest(made.model_dump(mode="json", by_alias=True)),
        as_of=date.fromisoformat(made.as_of),
        known_at=made.known_at.entry,
    )


@dataclass(slots=True)
class HandingOut:
    """A paper on its way to whoever prints it: made and recorded as handed out, then written to its file."""

    session: str
    kind: PaperKind
    path: Path
    words: Words
    now: Callable[[], datetime]
    content: bytes = b""

    def commands(self, desk: Desk, on: PartialDate) -> tuple[IssuePaper]:
        """Make it as a PDF; refused where the vote has not come so far, or where the file could not be written."""
        must_be_writable(self.path)
        made = paper(desk, self.session, self.kind, None, self.now())
        self.content = rendered(made, PaperFormat.PDF, self.words)
        return (issuing(on, made, self.content, PaperFormat.PDF, self.words.language),)

    def write(self) -> None:
        """Put what was recorded into the file."""
        write_file(self.path, self.content)


def ready(desk: Desk, session: str) -> tuple[PaperKind, ...]:
    """The papers that a vote has come far enough for."""
    count = count_of(desk, session)
    return tuple(kind for kind in PaperKind if _is_ready(count, session, kind))


def _is_ready(count: Count, session: str, kind: PaperKind) -> bool:
    try:
        must_be_ready(count, session, kind)
    except Refused:
        return False
    return True


# Those issued


def issued(desk: Desk, session: str) -> answers.VotePapers:
    """The papers issued of a vote, in the order of issuing."""
    count_of(desk, session)
    papers = tuple(papers_of(desk, session))
    return answers.VotePapers(**reading.heading(desk, answers.VotePapers.NAME), session=session, papers=papers)


def checked(desk: Desk, session: str, content: bytes, file: str) -> answers.VotePapers:
    """The paper that a file is; refused where it is none of those issued."""
    answer, found = issued(desk, session), hashlib.sha256(content).hexdigest()
    same = tuple(each for each in answer.papers if each.sha256 == found)
    if not same:
        raise Broken(Code.PAPER_NOT_ISSUED, file=file, session=session, sha256=found)
    return answer.model_copy(update={"papers": same})
