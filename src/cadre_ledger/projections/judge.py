"""Judging a vote: dossier, rulebook and day in; verdicts and the next day on which they may change out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cadre_ledger.projections.dossiers import SessionDossier, SubjectLine
from cadre_ledger.projections.ranking import ranks
from cadre_ledger.rulebook import outcomes, plausibility
from cadre_ledger.rulebook.clauses import RankingKeys, SmallBody
from cadre_ledger.rulebook.outcomes import Considered, Outcome
from cadre_ledger.rulebook.plausibility import Listed, ListedResult
from cadre_ledger.rulebook.regulation import Regulation
from cadre_ledger.rulebook.rulebook import Rulebook
from cadre_ledger.values.citations import ClauseRef, Course, FlagName, KnownFrom, Severity, capped
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.facts import VoteFacts
from cadre_ledger.values.findings import Finding
from cadre_ledger.values.shares import Base, Bounds
from cadre_ledger.values.tallies import LEVEL_OF, LEVELS, squeeze
from cadre_ledger.values.verdicts import Truth, earliest

PRODUCT_RULES = "product/votes-1"
ANNULLED = Outcome(Truth.NOT, None, None, ())
"""A vote that was annulled opens nothing."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a clause opens for one person: the flag, how heavy it may be, and what may follow."""

    flag: FlagName
    severity: Severity
    written_severity: Severity
    clause: ClauseRef
    known_from: KnownFrom
    course: tuple[Course, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """What one result opens, whatever the rest of the list is."""

    facts: VoteFacts
    base: Base | None
    outcome: Outcome
    opened: Opened | None
    perhaps: Opened | None


@dataclass(frozen=True, slots=True)
class SubjectVerdict:
    """One person's result, judged."""

    line: SubjectLine
    cadre: str | None
    invalid: int | None
    facts: VoteFacts
    outcome: Outcome
    opened: Opened | None
    perhaps: Opened | None
    rank: str | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class SessionVerdict:
    """A vote, judged as of a day."""

    session: SessionDossier
    regulation: Regulation
    regulation_digest: str
    as_of: date
    held: Truth
    base: Base | None
    bounds: Mapping[Base, Bounds]
    ranking: tuple[ClauseRef, RankingKeys] | None
    subjects: tuple[SubjectVerdict, ...]
    findings: tuple[Finding, ...]
    next_change: date | None

    @property
    def base_bounds(self) -> Bounds | None:
        """The base of its shares, exact or between bounds."""
        return None if self.base is None else self.bounds[self.base]

    def subject(self, number: int) -> SubjectVerdict | None:
        """One person's verdict."""
        return next((each for each in self.subjects if each.line.number == number), None)


Kin = Mapping[str, tuple[VoteFacts, ...]]
"""By cadre code as linked: the facts of that person's other votes."""

NOBODY: Kin = {}


def facts_of(session: SessionDossier, line: SubjectLine, earlier: tuple[VoteFacts, ...] | None) -> VoteFacts:
    """The facts about one line that clauses judge."""
    return VoteFacts(session.vote_kind, session.day, session.numbers, line.levels, _sums(session), earlier)


def _sums(session: SessionDossier) -> tuple[int, ...]:
    return tuple(line.marks for line in session.subjects)


def judge(
    session: SessionDossier, rulebook: Rulebook, as_of: date, kin: Kin = NOBODY, kept: Mapping[str, str] | None = None
) -> SessionVerdict:
    """Every verdict of one vote as of a day, under the text that the session was begun under or that took it over.

    `kin` holds the other votes of linked cadres, for clauses that look back; `kept` tells under which code
    a merged cadre goes on.
    """
    hearing = hearing_of(session, rulebook, as_of)
    regulation, digest = hearing.regulation, hearing.digest
    ranking = ranking_rule(session, rulebook, digest)
    ranked = _ranks(session, ranking)
    judged = tuple(_subject(hearing, line, kin, kept or {}, ranked.get(line.number)) for line in session.subjects)
    return SessionVerdict(
        session=session,
        regulation=regulation,
        regulation_digest=digest,
        as_of=as_of,
        held=held(session.day, as_of),
        base=regulation.share_base(session.vote_kind),
        bounds=hearing.listed.bounds,
        ranking=ranking,
        subjects=judged,
        findings=tuple(_session_findings(hearing)),
        next_change=next_change(session, rulebook, as_of),
    )


def hearing_of(session: SessionDossier, rulebook: Rulebook, as_of: date) -> "Hearing":
    """What every line of a vote is heard with as of a day."""
    digest = rulebook.ruling(session.basis, session.basis_digest, as_of)
    sums = _sums(session)
    listed = _listed(session, squeeze(session.numbers, sums))
    small = _small_bodies(rulebook, session.day)
    return Hearing(session, rulebook.regulation(digest), digest, rulebook, as_of, listed, sums, small)


@dataclass(frozen=True, slots=True)
class Hearing:
    """What is the same for every line of one vote."""

    session: SessionDossier
    regulation: Regulation
    digest: str
    rulebook: Rulebook
    as_of: date
    listed: Listed
    sums: tuple[int, ...]
    small: tuple[SmallBody, ...]


def held(day: PartialDate, as_of: date) -> Truth:
    """Whether the vote had been held by the end of a day."""
    if as_of < day.first:
        return Truth.NOT
    return Truth.APPLIES if as_of >= day.last else Truth.UNDETERMINED


def next_change(session: SessionDossier, rulebook: Rulebook, as_of: date) -> date | None:
    """The first day after `as_of` on which a verdict of this vote may differ with nothing new recorded."""
    days = [each for each in (session.day.first, session.day.last) if each > as_of]
    taken_over = rulebook.next_taking_over(session.basis, session.basis_digest, as_of)
    digest = rulebook.ruling(session.basis, session.basis_digest, as_of)
    return earliest([*days, taken_over, rulebook.next_confirmation(digest, as_of)])


def ranking_rule(session: SessionDossier, rulebook: Rulebook, digest: str) -> tuple[ClauseRef, RankingKeys] | None:
    """The keys by which this vote ranks: its own regulation's, else the product's defaults."""
    for regulation_id in (session.basis, PRODUCT_RULES):
        chosen = rulebook.chosen(regulation_id, session.day)
        if chosen is None:
            continue
        regulation = rulebook.regulation(digest if regulation_id == session.basis else chosen.digest)
        for clause in regulation.of_kind(RankingKeys):
            if clause.vote is session.vote_kind:
                return regulation.ref(clause.id), clause
    return None


def _small_bodies(rulebook: Rulebook, day: PartialDate) -> tuple[SmallBody, ...]:
    chosen = rulebook.chosen(PRODUCT_RULES, day)
    return () if chosen is None else rulebook.regulation(chosen.digest).of_kind(SmallBody)


def _ranks(session: SessionDossier, ranking: tuple[ClauseRef, RankingKeys] | None) -> dict[int, str]:
    return {} if ranking is None else ranks({line.number: line.levels for line in session.subjects}, ranking[1])


def _listed(session: SessionDossier, bounds: Mapping[Base, Bounds]) -> Listed:
    return Listed(session.vote_kind, session.day, session.numbers, bounds)


def hear(hearing: Hearing, line: SubjectLine, kin: Kin = NOBODY) -> Heard:
    """What one line alone opens; nothing is said of the list it stands on."""
    earlier = None if line.cadre is None else kin.get(line.cadre, ())
    listed = hearing.listed
    facts = VoteFacts(listed.kind, listed.held_on, listed.ballots, line.levels, hearing.sums, earlier)
    outcome = ANNULLED if hearing.session.annulled is not None else outcomes.judge(hearing.regulation, facts)
    base = hearing.regulation.share_base(listed.kind)
    return Heard(facts, base, outcome, _opened(outcome.applied, hearing), _opened(outcome.perhaps, hearing))


def _subject(hearing: Hearing, line: SubjectLine, kin: Kin, kept: Mapping[str, str], rank: str | None) -> SubjectVerdict:
    heard, listed = hear(hearing, line, kin), hearing.listed
    return SubjectVerdict(
        line=line,
        cadre=None if line.cadre is None else kept.get(line.cadre, line.cadre),
        invalid=_invalid(line, listed),
        facts=heard.facts,
        outcome=heard.outcome,
        opened=heard.opened,
        perhaps=heard.perhaps,
        rank=rank,
        findings=(*_line_findings(hearing, line), *_otherwise(hearing, line, heard)),
    )


def _otherwise(hearing: Hearing, line: SubjectLine, heard: Heard) -> Iterator[Finding]:
    """Where the clause that applies is not the one that applied when the vote was certified, both are said."""
    session = hearing.session
    if session.certified_by is None or session.annulled is not None:
        return
    was, now = session.certified.get(line.number), heard.opened and str(heard.opened.clause)
    if was != now:
        facts: dict[str, object] = {"name": line.name, "subject": line.number, "certified": was or "–", "computed": now or "–"}
        yield Finding(Code.CERTIFIED_OTHERWISE, facts, stops=False)


def _line_findings(hearing: Hearing, line: SubjectLine) -> Iterator[Finding]:
    printed = {LEVEL_OF[level]: Decimal(text) for level, text in line.printed.items()}
    result = ListedResult(line.number, line.name, line.levels, printed)
    return plausibility.result_findings(result, hearing.listed, hearing.regulation, hearing.small)


def _session_findings(hearing: Hearing) -> Iterator[Finding]:
    if hearing.session.annulled is not None:
        yield Finding(Code.VOTE_ANNULLED, {"session": hearing.session.code, "reason": hearing.session.annulled}, stops=False)
    yield from plausibility.session_findings(hearing.listed, hearing.regulation)


def findings_of(hearing: Hearing) -> Iterator[Finding]:
    """What is odd about a vote, then about each of its lines; nothing of it is judged otherwise."""
    yield from _session_findings(hearing)
    for line in hearing.session.subjects:
        yield from _line_findings(hearing, line)


def _invalid(line: SubjectLine, listed: Listed) -> int | None:
    """As given, else what is left of the ballots collected when these are proven."""
    if line.invalid is not None:
        return line.invalid
    collected = listed.bounds[Base.BALLOTS_COLLECTED]
    complete = len(line.counts) == len(LEVELS[listed.kind])
    return collected.at_least - line.marks if complete and collected.exact else None


def _opened(considered: Considered | None, hearing: Hearing) -> Opened | None:
    if considered is None:
        return None
    clause = considered.clause
    known_from = hearing.rulebook.known_from(hearing.digest, clause.id, clause.known_from, hearing.as_of)
    return Opened(
        flag=clause.then.flag,
        severity=capped(clause.then.severity, known_from),
        written_severity=clause.then.severity,
        clause=hearing.regulation.ref(clause.id),
        known_from=known_from,
        course=clause.then.course,
    )
