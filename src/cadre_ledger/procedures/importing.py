"""Importing published results: a file is one transaction, all of it or nothing, and once."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from cadre_ledger.domain.bodies import BodyNameTaken, EstablishBody, name_stream_of
from cadre_ledger.domain.bodies import stream_of as body_stream
from cadre_ledger.domain.convening import stream_of as session_stream
from cadre_ledger.domain.shapes import Command, Event
from cadre_ledger.domain.votes import LinkSubject, RecordVote, VoteRecorded, Warned
from cadre_ledger.interchange.tabular import AS_IT_IS, Layout
from cadre_ledger.interchange.tallies import Listing, Table, Tallies, read_tallies
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.recorder import CommandKey
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.recording import Author, Recording, fields_checked, preview, record
from cadre_ledger.projections.tables import CADRES
from cadre_ledger.rulebook.clauses import SmallBody
from cadre_ledger.rulebook.plausibility import Listed, ListedResult, result_findings, session_findings
from cadre_ledger.rulebook.regulation import Regulation
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import Misused, NotFound, Refused, Unreadable
from cadre_ledger.values.findings import Finding
from cadre_ledger.values.records import Record
from cadre_ledger.values.tallies import RecordedFrom, VoteKind, squeeze
from cadre_ledger.values.text import fold, slug

LONGEST_CODE = 32
UNNAMED = "BODY"
"""The code of a body whose name has no letter that a code can hold."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a file of results is to be taken."""

    basis: str
    today: PartialDate
    session: str | None = None
    held_on: PartialDate | None = None
    recorded_from: RecordedFrom = RecordedFrom.PUBLICATION
    subjects_total: int | None = None
    complete: bool = False
    link: str = "none"
    another: bool = False
    layout: Layout = AS_IT_IS

    @property
    def written(self) -> str:
        """The options that make the same file another import."""
        chosen = (
            self.basis,
            self.session,
            self.held_on,
            self.recorded_from.value,
            self.subjects_total,
            self.complete,
            self.link,
            self.another,
        )
        told = "|".join(str(each) for each in chosen)
        # Files that were imported before a layout could be given are still known.
        return told if self.layout == AS_IT_IS else f"{told}|{self.layout.written}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A listed subject that may be a known cadre."""

    session: str
    subject: int
    name: str
    cadre: str
    same_post: bool


Ask = Callable[[Candidate], bool]
"""Puts the question to a person."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import: the sessions, the warnings, the records, and whether it was a repeat."""

    sessions: tuple[str, ...]
    findings: tuple[Finding, ...]
    records: tuple[Record[Event], ...]
    recording: Recording | None


def file_digest(content: bytes, options: Options) -> str:
    """What a repeat of an import is known by: the bytes of the file and how they were to be taken."""
    return hashlib.sha256(options.written.encode() + b"\n" + content).hexdigest()


def import_tallies(
    ledger: Ledger,
    desk: Desk,
    content: bytes,
    file: str,
    options: Options,
    author: Author,
    *,
    dry_run: bool = False,
    ask: Ask | None = None,
) -> Imported:
    """Record every session of a file, or raise `Unreadable` with all findings and record nothing."""
    digest = file_digest(content, options)
    author = replace(author, key=author.key or f"import-{digest[:40]}", digest=digest)
    tallies = _taken_as_told(read_tallies(content, file, options.layout), options)
    rules = Rules(desk, options.basis)
    odd = [list(rules.findings(tallies, table)) for table in tallies.tables]
    findings = [*tallies.findings, *(each for found in odd for each in found)]
    if any(finding.stops for finding in findings):
        raise Unreadable(findings)
    if ledger.recorded(CommandKey(author.key, digest)) is not None:
        # Nobody is asked again about a file that is already in the ledger.
        options, ask = replace(options, link="none"), None
    intake = _Intake(ledger, desk, options, ask)
    with fields_checked():
        planned = [intake.plan(table, found) for table, found in zip(tallies.tables, odd, strict=True)]
    commands = [command for plan in planned for command in plan.commands]
    sessions = tuple(plan.session for plan in planned)
    findings = [*tallies.findings, *(each for found in odd for each in found)]
    if dry_run:
        return Imported(sessions, tuple(findings), preview(ledger, commands, author), None)
    recording = record(ledger, commands, author)
    return Imported(sessions, tuple(findings), recording.records, recording)


def _taken_as_told(tallies: Tallies, options: Options) -> Tallies:
    """With the day that the person gave, where one session and its printed date leave room for it."""
    findings = list(tallies.findings)
    if (options.session or options.held_on or options.subjects_total) and len(tallies.tables) > 1:
        findings.append(Finding(Code.SEVERAL_SESSIONS, {"sessions": len(tallies.tables)}, tallies.sheet.place()))
    elif options.held_on is not None:
        for table in tallies.tables:
            if not (table.held_on.first <= options.held_on.first and options.held_on.last <= table.held_on.last):
                facts = {"value": str(options.held_on), "field": f"session_date ({table.held_on})"}
                findings.append(Finding(Code.FIELD_INVALID, facts, tallies.sheet.place(table.listings[0].row, "session_date")))
            table.held_on = options.held_on
    return replace(tallies, findings=tuple(findings))


@dataclass(slots=True)
class Rules:
    """The regulation that judges a table, and what is odd under it."""

    desk: Desk
    basis: str

    def findings(self, tallies: Tallies, table: Table) -> Iterator[Finding]:
        """The warnings of a table, each at its row."""
        regulation = self.regulation(self.basis, table.held_on)
        small = self.small(table.held_on)
        listed = listed_of(table)
        file = tallies.sheet.place()
        yield from (replace(finding, place=file) for finding in session_findings(listed, regulation))
        for listing in table.listings:
            subject = listing.subject
            result = ListedResult(subject.number, subject.name, subject.counts, subject.printed)
            for finding in result_findings(result, listed, regulation, small):
                column = f"{finding.facts['level']}_percent" if "level" in finding.facts else ""
                yield replace(finding, place=tallies.sheet.place(listing.row, column))
            yield from self._unknown_cadre(tallies, listing)

    def _unknown_cadre(self, tallies: Tallies, listing: Listing) -> Iterator[Finding]:
        if listing.cadre is not None:
            try:
                self.desk.cadre(listing.cadre)
            except (NotFound, Refused) as error:
                yield Finding(error.code, error.facts, tallies.sheet.place(listing.row, "cadre"))

    def regulation(self, basis: str, day: PartialDate) -> Regulation:
        """The adopted text that rules the day, or `NotFound`."""
        rulebook = self.desk.rulebook.rulebook
        chosen = rulebook.chosen(basis, day)
        if chosen is None:
            raise NotFound(Code.NO_REGULATION, regulation=basis)
        return rulebook.regulation(chosen.digest)

    def small(self, day: PartialDate) -> tuple[SmallBody, ...]:
        """The small-body clauses among the product's own rules."""
        rulebook = self.desk.rulebook.rulebook
        chosen = rulebook.chosen("product/votes-1", day)
        return rulebook.regulation(chosen.digest).of_kind(SmallBody) if chosen else ()


def listed_of(table: Table) -> Listed:
    """A table as plausibility looks at it."""
    ballots = table.numbers.ballots
    return Listed(table.kind, table.held_on, ballots, squeeze(ballots, (subject.marks for subject in table.subjects)))


@dataclass(frozen=True, slots=True)
class _Plan:
    session: str
    commands: tuple[Command, ...]


@dataclass(slots=True)
class _Intake:
    """What turning the tables of one file into commands needs, and the bodies that it makes known on the way."""

    ledger: Ledger
    desk: Desk
    options: Options
    ask: Ask | None
    bodies: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)

    def plan(self, table: Table, findings: list[Finding]) -> _Plan:
        """The commands that record one table, its body and its links; links that are only proposed join its findings."""
        body, establishing = self._body(table)
        session = self.options.session or self._session(body, table)
        links = tuple(self._links(session, body, table, findings))
        return _Plan(session, (*establishing, self._vote(session, body, table, findings), *links))

    def _session(self, body: str, table: Table) -> str:
        """A code made from body and day; numbered where bodies whose names begin alike would share it."""
        for number in count(1):
            code = session_code(body, table.held_on, table.kind, number)
            recorded = (each.event for each in self.ledger.read(session_stream(code)))
            owner = self.sessions.get(code) or next((each.body for each in recorded if isinstance(each, VoteRecorded)), None)
            if owner in (None, body):
                self.sessions[code] = body
                return code
        raise AssertionError("numbers do not end")

    def _vote(self, session: str, body: str, table: Table, findings: Sequence[Finding]) -> RecordVote:
        return RecordVote(
            on=self.options.today,
            session=session,
            kind=table.kind,
            body=body,
            held_on=table.held_on,
            basis=self.options.basis,
            recorded_from=self.options.recorded_from,
            source=table.source,
            ballots=table.numbers,
            subjects=table.subjects,
            subjects_total=len(table.subjects) if self.options.complete else self.options.subjects_total,
            another=self.options.another,
            warnings=warned(findings),
        )

    def _body(self, table: Table) -> tuple[str, list[Command]]:
        """The body of that name, or a command that makes it known under a code made from the name; once a file."""
        if fold(table.council) in self.bodies:
            return self.bodies[fold(table.council)], []
        for taken in self.ledger.read(name_stream_of(table.council)):
            if isinstance(taken.event, BodyNameTaken):
                return taken.event.body, []
        code = _free(
            slug(table.council, 21) or UNNAMED, lambda each: each in self.bodies.values() or bool(self.ledger.read(body_stream(each)))
        )
        self.bodies[fold(table.council)] = code
        return code, [EstablishBody(on=table.held_on, body=code, name=table.council)]

    def _links(self, session: str, body: str, table: Table, findings: list[Finding]) -> Iterator[LinkSubject]:
        for listing in table.listings:
            if listing.cadre is not None:
                yield self._link(session, listing, self.desk.cadre(listing.cadre).code, f"column cadre: {listing.cadre}")
            elif self.options.link != "none":
                yield from self._proposed(session, body, listing, findings)

    def _proposed(self, session: str, body: str, listing: Listing, findings: list[Finding]) -> Iterator[LinkSubject]:
        candidates = list(self._candidates(session, body, listing))
        if self.options.link == "auto" and len(candidates) == 1 and candidates[0].same_post:
            yield self._link(session, listing, candidates[0].cadre, "same folded name, body and post")
            return
        for candidate in candidates:
            if self.options.link == "auto":
                facts = {"name": candidate.name, "subject": candidate.subject, "cadre": candidate.cadre}
                findings.append(Finding(Code.LINK_PROPOSED, facts, stops=False))
            elif self._asked(candidate):
                yield self._link(session, listing, candidate.cadre, "confirmed by the person importing")
                return

    def _asked(self, candidate: Candidate) -> bool:
        if self.ask is None:
            raise Misused(Code.INTERACTION_NEEDED, option="--link ask")
        return self.ask(candidate)

    def _link(self, session: str, listing: Listing, cadre: str, ground: str) -> LinkSubject:
        return LinkSubject(on=self.options.today, session=session, subject=listing.subject.number, cadre=cadre, ground=ground)

    def _candidates(self, session: str, body: str, listing: Listing) -> Iterator[Candidate]:
        """Cadres of the same folded name; a vote in the same body under the same post is the best sign there is."""
        subject = listing.subject
        for row in self.desk.rows(CADRES, {"folded": fold(subject.name)}):
            if row["merged_into"] is None:
                results = self.desk.cadre(row["code"]).results
                same_post = any(self._same_post(voted, number, body, subject.position) for voted, number in results)
                yield Candidate(session, subject.number, subject.name, row["code"], same_post)

    def _same_post(self, session: str, number: int, body: str, position: str | None) -> bool:
        other = self.desk.session(session)
        held = other.subject(number).position
        return other.body == body and position is not None and held is not None and fold(held) == fold(position)


def warned(findings: Sequence[Finding]) -> tuple[Warned, ...]:
    """Findings as the event keeps them: code, and the line they are about."""
    return tuple(
        Warned(code=finding.code.value, subject=subject if isinstance(subject := finding.facts.get("subject"), int) else None)
        for finding in findings
    )


def session_code(body: str, held_on: PartialDate, kind: VoteKind, number: int = 1) -> str:
    """Body and day, cut to what a code may hold; a binding vote (bỏ phiếu) has its own beside a survey of the same day."""
    end = f"-{held_on}" + ("" if kind is VoteKind.CONFIDENCE else "-BP") + ("" if number == 1 else f"-{number}")
    return f"{body[: LONGEST_CODE - len(end)].rstrip('-')}{end}"


def _free(code: str, taken: Callable[[str], bool]) -> str:
    number, candidate = 2, code
    while taken(candidate):
        candidate, number = f"{code}-{number}", number + 1
    return candidate
