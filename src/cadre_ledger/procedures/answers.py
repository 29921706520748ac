"""The typed shapes that JSON, schemas, reports and the Python API share. Scripts depend on every name here."""

from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A piece of an answer; its checks are made when it is first used, for most commands need one document of many."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class LedgerPart(Part):
    """Which ledger answered, up to which entry, the checkpoint over it, if any was sealed, whether all of it is invented,
    and whether its actors sign, from the first who was enrolled on.
    """

    origin: str
    entry: int
    checkpoint: str | None = None
    invented: bool = False
    signed: bool = False


class KnownAtPart(Part):
    """The cut: the last entry that the answer knows of."""

    entry: int
    recorded_at: str


class RulebookPart(Part):
    """The set of texts adopted at the cut."""

    name: str
    digest: str


class Answer(Part):
    """What every document says of itself; nothing that was defaulted is left out."""

    NAME: ClassVar[str]

    schema_: str
    ledger: LedgerPart
    as_of: str
    known_at: KnownAtPart
    rulebook: RulebookPart

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=lambda name: name.removesuffix("_"), populate_by_name=True)


class SharePart(Part):
    """An exact share beside its percentage."""

    fraction: str
    percent: str


class ShareRangePart(Part):
    """A share whose base lies between bounds; an end without bound is null."""

    at_least: SharePart | None
    at_most: SharePart | None


class BasePart(Part):
    """What shares are taken of; an unknown upper bound is null."""

    name: str
    at_least: int
    at_most: int | None


class FindingPart(Part):
    """Something odd, with its code and facts; the sentence is made in the reader's language."""

    code: str
    facts: dict[str, str]
    message: str


class OpenedPart(Part):
    """A stronger outcome that the bounds leave open."""

    clause: str
    flag: str
    severity: str
    course: tuple[str, ...]


class OutcomePart(Part):
    """What a clause opens for one person."""

    status: Literal["applies", "none", "undetermined"]
    clause: str | None
    flag: str | None
    severity: str | None
    course: tuple[str, ...]
    perhaps: OpenedPart | None
    missing: tuple[str, ...]


class SessionPart(Part):
    """A vote as recorded."""

    code: str
    kind: str
    body: str
    body_code: str
    held_on: str
    recorded_from: str
    source: str
    basis: str
    basis_digest: str
    judged_under: str
    members_total: int | None
    members_present: int | None
    ballots_issued: int | None
    ballots_collected: int | None
    ballots_collected_from: Literal["given", "squeeze", "unknown"]
    subjects_listed: int
    subjects_total: int | None
    signed: bool
    findings: tuple[FindingPart, ...]


class ResultPart(Part):
    """One person's result."""

    subject: int
    cadre: str | None
    name: str
    position: str | None
    counts: dict[str, int | None]
    base: BasePart | None
    shares: dict[str, SharePart | ShareRangePart]
    outcome: OutcomePart
    rank: str | None
    rank_among: Literal["listed", "all"]
    findings: tuple[FindingPart, ...]


class VoteResult(Answer):
    """`vote result`."""

    NAME: ClassVar[str] = "vote-result"
    session: SessionPart
    results: tuple[ResultPart, ...]


class VoteRowPart(Part):
    """One vote in a list."""

    code: str
    kind: str
    body: str
    held_on: str
    basis: str
    recorded_from: str
    listed: int
    total: int | None


class VoteList(Answer):
    """`vote list`."""

    NAME: ClassVar[str] = "vote-list"
    votes: tuple[VoteRowPart, ...]


class CorrectionPart(Part):
    """A corrected field: both figures stay visible."""

    entry: int
    corrects: int
    subject: int | None
    field: str
    was: str | int | None
    now: str | int | None
    reason: str


class EvidencePart(Part):
    """An entry that a fact rests on."""

    entry: int
    name: str
    effective_on: str
    recorded_at: str


class VoteShow(Answer):
    """`vote show`: the facts without any verdict."""

    NAME: ClassVar[str] = "vote"
    session: SessionPart
    subjects: tuple[dict[str, Any], ...]
    corrections: tuple[CorrectionPart, ...]
    evidence: tuple[EvidencePart, ...]


class BallotSubjectPart(Part):
    """One name on a ballot; `struck` says why it is voted on no more."""

    number: int
    name: str
    position: str | None
    cadre: str | None
    struck: str | None


class ExemptPart(Part):
    """Someone left off the ballot under a clause."""

    name: str
    cadre: str | None
    clause: str


class DuePart(Part):
    """One step of the preparation calendar."""

    clause: str
    step: int
    days_before: int
    due_on: str
    what: dict[str, str]


class DifferingCellPart(Part):
    """A cell in which two entries differ: both figures, and the third where it was counted."""

    subject: int
    name: str
    cell: str
    one: int
    other: int
    third: int | None


class BatchPart(Part):
    """One stack: who has locked an entry, and once both are opened where they differ; never what only one has counted."""

    batch: int
    ballots: int
    locked_by: tuple[str, ...]
    opened: bool
    settled: bool
    differing: tuple[DifferingCellPart, ...]


class CustodyPart(Part):
    """Where the paper ballots are."""

    seals: tuple[str, ...]
    keeper: str
    kept_at: str
    kept_until: str | None


class IssuedPaperPart(Part):
    """A paper that was issued; `known_at` is the entry that it was made from, `entry` the one that says so."""

    entry: int
    recorded_at: str
    actor: str
    paper: str
    template: str
    format: str
    language: str
    sha256: str
    data_sha256: str
    as_of: str
    known_at: int


class QuorumPart(Part):
    """The clause that was met at the opening, and of how many."""

    clause: str
    at_least: str
    of: str
    number: int


class AwayPart(Part):
    """A member on the roll who was not there when the vote was opened; `late` says that they came after it."""

    member: int
    name: str
    presence: str
    reason: str | None
    late: bool


class VoteSitting(Answer):
    """`vote sitting`: a vote that is held under this ledger, and how far it has come."""

    NAME: ClassVar[str] = "vote-sitting"
    code: str
    stage: str
    kind: str
    body: str
    held_on: str
    place: str
    basis: str
    follows: str | None
    committee: tuple[str, ...]
    subjects: tuple[BallotSubjectPart, ...]
    exempt: tuple[ExemptPart, ...]
    calendar: tuple[DuePart, ...]
    members_total: int | None
    members_summoned: int | None
    members_present: int | None
    absent: int | None
    late: int
    away: tuple[AwayPart, ...]
    quorum: QuorumPart | None
    ballots: dict[str, int]
    batches: tuple[BatchPart, ...]
    certified_by: str | None
    minutes: str | None
    published_on: str | None
    custody: CustodyPart | None
    annulled: str | None
    papers: tuple[IssuedPaperPart, ...]
    evidence: tuple[EvidencePart, ...]


class PaperSessionPart(Part):
    """The vote that a paper is of. `validity` is the clause by which marks are judged person by person."""

    code: str
    kind: str
    stage: str
    authority: str
    body: str
    held_on: str
    place: str
    basis: str
    basis_title: dict[str, str]
    validity: str | None
    levels: tuple[str, ...]
    committee: tuple[str, ...]
    subjects: tuple[BallotSubjectPart, ...]
    exempt: tuple[ExemptPart, ...]


class SeatPart(Part):
    """One line of the roll; before the vote is opened nobody is present or absent yet. Never at what time."""

    member: int
    name: str
    presence: str | None
    reason: str | None


class StackRowPart(Part):
    """One person in one stack: both entries, cell by cell."""

    subject: int
    name: str
    one: dict[str, int]
    other: dict[str, int]


class ThirdCountPart(Part):
    """A cell in which both entries differ, what was counted a third time, by whom and why."""

    subject: int
    name: str
    cell: str
    one: int
    other: int
    third: int | None
    why: str | None
    counter: str | None
    note: str | None


class StackPart(Part):
    """One stack; nothing that was counted before both entries are opened."""

    batch: int
    ballots: int
    counters: tuple[str, ...]
    rows: tuple[StackRowPart, ...]
    differing: tuple[ThirdCountPart, ...]


class FinalPart(Part):
    """One person's figures; an outcome only once it is certified."""

    subject: int
    name: str
    position: str | None
    counts: dict[str, int | None]
    base: BasePart | None
    status: str | None
    clause: str | None
    flag: str | None


class AnnouncedAnewPart(Part):
    """A correction of what was announced of the ballots, and of which entry."""

    entry: int
    corrects: int
    reason: str


class MinutesPart(Part):
    """What minutes say beyond the vote itself; figures of people only once every stack is settled."""

    number: str | None
    certified_by: str | None
    annulled: str | None
    members_total: int | None
    members_summoned: int
    members_present: int
    late: int
    quorum: str | None
    ballots: dict[str, int]
    announced_anew: tuple[AnnouncedAnewPart, ...]
    stacks: tuple[StackPart, ...]
    results: tuple[FinalPart, ...]
    corrections: tuple[CorrectionPart, ...]
    custody: CustodyPart | None


class VotePaper(Answer):
    """`vote paper --format json`: what one paper of a vote says; what its kind does not need is null."""

    NAME: ClassVar[str] = "vote-paper"
    paper: str
    template: str
    session: PaperSessionPart
    roll: tuple[SeatPart, ...] | None
    stacks: tuple[int, ...] | None
    minutes: MinutesPart | None
    results: tuple[FinalPart, ...] | None


class VotePapers(Answer):
    """`vote papers`: the papers of one vote that were issued."""

    NAME: ClassVar[str] = "vote-papers"
    session: str
    papers: tuple[IssuedPaperPart, ...]


class CounterPart(Part):
    """Someone who may count: the actor's code, the name that the vote knows, and the key that they sign with."""

    actor: str
    name: str
    public_key: str


class HandoutSubjectPart(Part):
    """One name to be counted."""

    number: int
    name: str
    position: str | None


class GuidePart(Part):
    """What the regulation says of the ballot and of invalid ones."""

    clause: str
    vi: str
    en: str


class VoteHandout(Answer):
    """`vote handout`: what is public of a vote, for whoever counts on a machine without the ledger. No figure of any entry.

    `ballot` stands for the vote as it was convened and who was struck since; `seen_leaf` is the hash of the entry `seen`;
    `digest` is that of the rest, so that a damaged file is noticed before anyone counts.
    """

    NAME: ClassVar[str] = "vote-handout"
    session: str
    kind: str
    body: str
    held_on: str
    basis: str
    levels: tuple[str, ...]
    subjects: tuple[HandoutSubjectPart, ...]
    batches: tuple[int, ...]
    counters: tuple[CounterPart, ...]
    guide: tuple[GuidePart, ...]
    ballot: str
    seen: int
    seen_leaf: str
    digest: str


class SittingRowPart(Part):
    """One vote in the list of those held here."""

    code: str
    kind: str
    body: str
    held_on: str
    basis: str
    stage: str


class VoteSittings(Answer):
    """`vote sittings`."""

    NAME: ClassVar[str] = "vote-sittings"
    sittings: tuple[SittingRowPart, ...]


class RankRowPart(Part):
    """One ranked line."""

    rank: str
    cadre: str | None
    subject: int
    name: str
    keys: dict[str, str | int]


class NotRankablePart(Part):
    """Someone who lacks a key: apart, never last."""

    cadre: str | None
    subject: int
    name: str
    missing: tuple[str, ...]


class TieRulePart(Part):
    """By which clause, and how ties are written."""

    clause: str | None
    keys: tuple[str, ...]
    ties: Literal["shared"]
    known_from: str | None


class PlacePart(Part):
    """A post held, or perhaps held, on the day."""

    position: str
    title: str
    unit: str
    status: Literal["applies", "undetermined"]


class MemberRankPart(Part):
    """One ranked member of a unit or a group: the keys that they have, of which period or vote, and the entries these rest on."""

    rank: str
    cadre: str
    subject: None = None
    name: str
    posts: tuple[PlacePart, ...]
    member: Literal["applies", "undetermined"]
    keys: dict[str, str]
    keys_of: dict[str, str]
    evidence: tuple[int, ...]


class ApartPart(Part):
    """Why a member is not ranked: what is missing or stands against it, for which key, of which period or vote."""

    what: str
    key: str | None
    of: str | None


class MemberApartPart(Part):
    """A member who cannot be compared: apart, never last."""

    cadre: str
    subject: None = None
    name: str
    posts: tuple[PlacePart, ...]
    member: Literal["applies", "undetermined"]
    missing: tuple[str, ...]
    reasons: tuple[ApartPart, ...]


class Rank(Answer):
    """`rank`: of one vote, of a unit, or of a group of positions; `period` is the one that all are compared on."""

    NAME: ClassVar[str] = "rank"
    session: str | None
    unit: str | None = None
    under: bool = False
    group: str | None = None
    period: str | None = None
    rank_among: Literal["listed", "all"]
    rows: tuple[RankRowPart | MemberRankPart, ...]
    not_rankable: tuple[NotRankablePart | MemberApartPart, ...]
    skipped_keys: tuple[str, ...] = ()
    tie_rule: TieRulePart


class FlagEvidencePart(Part):
    """An entry behind a flag."""

    entry: int
    name: str


class FlagPart(Part):
    """One flag that is up, or that cannot be ruled out; `also` are the other clauses that open it."""

    id: str
    cadre: str | None
    session: str | None
    subject: int | None
    position: str | None
    name: str
    flag: str
    status: Literal["applies", "undetermined"]
    severity: str
    clause: str
    since: str
    deadline: str | None
    course: tuple[str, ...]
    evidence: tuple[FlagEvidencePart, ...]
    perhaps: str | None
    also: tuple[str, ...]
    decision: Literal["open", "considered", "decided", "overdue"]


class Flags(Answer):
    """`flags`."""

    NAME: ClassVar[str] = "flags"
    flags: tuple[FlagPart, ...]


class ClausePart(Part):
    """A clause with its citation, and how well its text is known."""

    id: str
    cites: str
    known_from: str
    source: str
    text: dict[str, str]
    text_digest: str


class ConclusionPart(Part):
    """What follows."""

    status: Literal["applies", "none", "undetermined"]
    flag: str | None
    severity: str | None
    severity_written: str | None
    course: tuple[str, ...]
    missing: tuple[str, ...]


class ArithmeticPart(Part):
    """One limit tried: exactly, or at both ends of the bounds."""

    level: str
    count: int
    base: BasePart
    limits: dict[str, str]
    shares: tuple[str, ...]
    written: tuple[str, ...]
    status: str


class FactPart(Part):
    """An entry that the verdict rests on, and what it says."""

    entry: int
    name: str
    effective_on: str
    recorded_at: str
    says: dict[str, Any]


class ConsideredPart(Part):
    """A clause that was tried."""

    clause: str
    cites: str
    known_from: str
    status: str
    arithmetic: tuple[ArithmeticPart, ...]
    missing: tuple[str, ...]


class WouldChangePart(Part):
    """The smallest change of one count that gives another outcome."""

    level: str
    now: int
    then: int
    of: int
    clause: str | None
    status: str


class Explanation(Answer):
    """`explain`: the whole reason, as a tree."""

    NAME: ClassVar[str] = "explanation"
    about: dict[str, str | int | None]
    conclusion: ConclusionPart
    clause: ClausePart | None
    arithmetic: tuple[ArithmeticPart, ...]
    facts: tuple[FactPart, ...]
    considered: tuple[ConsideredPart, ...]
    perhaps: OpenedPart | None
    would_change_if: tuple[WouldChangePart, ...]
    rank: RankRowPart | None


class WeighedPart(Part):
    """One condition set against the facts: what was compared, the entries it rests on, and what is missing to tell."""

    condition: str
    status: str
    written: str
    evidence: tuple[int, ...]
    missing: tuple[str, ...]


class TriedPart(Part):
    """One clause weighed for a person, with what it would open."""

    clause: str
    cites: str
    known_from: str
    position: str | None
    status: str
    flag: str
    severity: str
    course: tuple[str, ...]
    text: dict[str, str]
    arithmetic: tuple[WeighedPart, ...]
    evidence: tuple[int, ...]
    missing: tuple[str, ...]


class TurningPart(Part):
    """What would change a verdict: a day that comes, or an entry that were annulled; and what would hold then."""

    on: str | None
    without: int | None
    status: str
    clause: str | None


class AnsweredPart(Part):
    """What was done about a flag."""

    considered_on: str | None
    decision: str | None
    decided_on: str | None
    by: str | None
    reason: str | None


class FlagExplanation(Answer):
    """`explain flag`, for a flag of a file."""

    NAME: ClassVar[str] = "flag-explanation"
    about: dict[str, str | int | None]
    conclusion: ConclusionPart
    clause: ClausePart | None
    arithmetic: tuple[WeighedPart, ...]
    facts: tuple[FactPart, ...]
    considered: tuple[TriedPart, ...]
    would_change_if: tuple[TurningPart, ...]
    answered: AnsweredPart | None


class NeighbourPart(Part):
    """Who stands next, and the key that decided; no key for a tie."""

    relation: Literal["above", "tied", "below"]
    rank: str
    subject: int
    name: str
    key: str | None
    theirs: int
    own: int


class MemberNeighbourPart(Part):
    """Which member stands next, and the key that decided; no key for a tie."""

    relation: Literal["above", "tied", "below"]
    rank: str
    subject: None = None
    cadre: str
    name: str
    key: str | None
    theirs: str
    own: str


class RankExplanation(Answer):
    """`explain rank`: of one vote, of a unit, or of a group; who is not ranked has the reasons."""

    NAME: ClassVar[str] = "rank-explanation"
    session: str | None
    unit: str | None = None
    under: bool = False
    group: str | None = None
    period: str | None = None
    subject: int | None
    cadre: str | None
    name: str
    rank: str | None
    rank_among: Literal["listed", "all"]
    count: int
    keys: dict[str, str] = {}
    keys_of: dict[str, str] = {}
    evidence: tuple[int, ...] = ()
    reasons: tuple[ApartPart, ...] = ()
    skipped_keys: tuple[str, ...] = ()
    tie_rule: TieRulePart
    neighbours: tuple[NeighbourPart | MemberNeighbourPart, ...]


class LatestPart(Part):
    """The latest year that was decided for a person, and its level, unless that cannot be told."""

    period: str
    level: str | None


class StandingRowPart(Part):
    """One line of `standing list`: flags that are up, those that cannot be ruled out, and whether a higher post is open."""

    code: str
    name: str
    posts: tuple[PlacePart, ...]
    latest: LatestPart | None
    flags: int
    flags_perhaps: int
    higher_post: Literal["applies", "none", "undetermined"]


class StandingList(Answer):
    """`standing list`."""

    NAME: ClassVar[str] = "standing-list"
    unit: str | None
    under: bool
    standings: tuple[StandingRowPart, ...]


class BodyPart(Part):
    """One body."""

    code: str
    name: str
    level: str | None
    closed_on: str | None


class BodyList(Answer):
    """`body list`."""

    NAME: ClassVar[str] = "body-list"
    bodies: tuple[BodyPart, ...]


class DatedNamePart(Part):
    """A name from a day on."""

    effective_on: str
    name: str


class BodyShow(Answer):
    """`body show`."""

    NAME: ClassVar[str] = "body"
    body: BodyPart
    names: tuple[DatedNamePart, ...]
    evidence: tuple[EvidencePart, ...]


class MemberPart(Part):
    """One membership of a body; `holds` says whether it does on the day asked for."""

    member: int
    name: str
    cadre: str | None
    joined_on: str
    left_on: str | None
    holds: Literal["applies", "undetermined", "none"]


class MemberList(Answer):
    """`body member list`."""

    NAME: ClassVar[str] = "member-list"
    body: BodyPart
    members_fixed: int | None
    members_named: int
    members: tuple[MemberPart, ...]


class CadrePart(Part):
    """One file."""

    code: str
    name: str
    born: str | None
    own_number: str | None
    merged_into: str | None


class CadreList(Answer):
    """`cadre list`."""

    NAME: ClassVar[str] = "cadre-list"
    cadres: tuple[CadrePart, ...]


class CadreResultPart(Part):
    """A vote that is in the file: on which body's list, and in which post."""

    session: str
    subject: int
    body: str
    position: str | None
    held_on: str


class CadreShow(Answer):
    """`cadre show`."""

    NAME: ClassVar[str] = "cadre"
    cadre: CadrePart
    absorbed: tuple[str, ...]
    results: tuple[CadreResultPart, ...]
    evidence: tuple[EvidencePart, ...]


class PostPart(Part):
    """A post held or planned for."""

    position: str
    title: str
    unit: str
    since: str
    until: str | None
    months: int
    entry: int


class AbsencePart(Part):
    """Absent from work, for certain or perhaps."""

    kind: str
    status: str
    since: str
    planned_until: str | None
    until: str | None
    entry: int


class ClassificationPart(Part):
    """A decision that stands."""

    period: str
    level: str
    points: str | None
    decided_on: str
    entry: int


class StandingVotePart(Part):
    """A vote in the file, in the post that the ballot named; the same person may be voted on elsewhere in another."""

    session: str
    subject: int
    body: str
    position: str | None
    held_on: str
    kind: str
    shares: dict[str, SharePart | ShareRangePart]
    outcome: OutcomePart


class SanctionPart(Part):
    """A sanction and its clock."""

    case_entry: int
    line: str
    form: str
    announced_on: str
    status: str
    lapses_on: str | None
    clause: str | None
    missing: tuple[str, ...]


class FreezePart(Part):
    """Whether a line keeps from a higher post, and until when."""

    line: str
    status: str
    until: str | None


class GapPart(Part):
    """The theory that a post asks for, against what is held."""

    position: str
    status: str
    required: str | None
    held: str | None
    clause: str | None
    missing: tuple[str, ...]


class TrainingPart(Part):
    """A completion that stands."""

    category: str
    level: str | None
    completed_on: str
    entry: int


class GroundPart(Part):
    """A ground to leave a post that is there, or cannot be ruled out."""

    position: str
    clause: str
    way: str
    status: str
    evidence: tuple[int, ...]
    missing: tuple[str, ...]


class ExemptionPart(Part):
    """Whether a confidence vote held on the day would leave the holder of a post out."""

    position: str
    clause: str
    status: str
    arithmetic: tuple[str, ...]
    missing: tuple[str, ...]


class ReasonPart(Part):
    """A reason against."""

    what: str
    status: str
    evidence: tuple[int, ...]
    until: str | None


class EligibilityPart(Part):
    """Whether a cadre may be put forward, and why not."""

    status: str
    reasons: tuple[ReasonPart, ...]


class Standing(Answer):
    """`standing show`."""

    NAME: ClassVar[str] = "standing"
    cadre: CadrePart
    posts: tuple[PostPart, ...]
    planned: tuple[PostPart, ...]
    absences: tuple[AbsencePart, ...]
    classifications: tuple[ClassificationPart, ...]
    votes: tuple[StandingVotePart, ...]
    sanctions: tuple[SanctionPart, ...]
    freezes: tuple[FreezePart, ...]
    training: tuple[TrainingPart, ...]
    training_gaps: tuple[GapPart, ...]
    grounds: tuple[GroundPart, ...]
    exemptions: tuple[ExemptionPart, ...]
    flags: tuple[FlagPart, ...]
    higher_post: EligibilityPart
    next_change: str | None


class StandingExplanation(Answer):
    """`explain standing`: whether a cadre may be put forward, and every clause weighed for that person."""

    NAME: ClassVar[str] = "standing-explanation"
    about: dict[str, str | int | None]
    conclusion: EligibilityPart
    clauses: tuple[TriedPart, ...]
    considered: tuple[TriedPart, ...]
    facts: tuple[FactPart, ...]
    would_change_if: tuple[TurningPart, ...]


class BandPart(Part):
    """One level tried: its clause, its points and conditions, and whether it is had."""

    clause: str
    cites: str
    known_from: str
    level: str
    forced: bool
    status: str
    text: dict[str, str]
    arithmetic: tuple[WeighedPart, ...]
    missing: tuple[str, ...]


class ComputedPart(Part):
    """What the rules give by themselves: one level, or those that are possible."""

    level: str | None
    possible: tuple[str, ...]
    clauses: tuple[str, ...]
    missing: tuple[str, ...]


class PointsPart(Part):
    """The nearest points that give another level, or others that are possible."""

    now: str
    then: str
    level: str | None
    possible: tuple[str, ...]


class ClassificationExplanation(Answer):
    """`explain classification`: what was decided on a period, beside what the rules give."""

    NAME: ClassVar[str] = "classification-explanation"
    about: dict[str, str | int | None]
    conclusion: ClassificationPart | None
    computed: ComputedPart
    departs: bool
    considered: tuple[BandPart, ...]
    opens: tuple[TriedPart, ...]
    facts: tuple[FactPart, ...]
    would_change_if: tuple[PointsPart, ...]


class FactList(Answer):
    """The lists of plain fields, such as `unit list` or `assess missing`; `code` is the key of a row."""

    NAME: ClassVar[str] = "fact-list"
    kind: str
    facts: tuple[dict[str, str | int | bool | None], ...]


class TimelinePart(Part):
    """One entry of a cadre's file."""

    entry: int
    effective_on: str
    recorded_at: str
    name: str
    says: dict[str, Any]


class Timeline(Answer):
    """`cadre timeline`."""

    NAME: ClassVar[str] = "cadre-timeline"
    cadre: CadrePart
    entries: tuple[TimelinePart, ...]


class ChangePart(Part):
    """A thing of a standing, or of a session, that came (nothing before), went (nothing now) or became another.

    A thing is named by its key, which stays its own: `C000002/posts/P-CHAIR/31`. Counters that move with every day are left out.
    """

    what: str
    key: str
    was: Any
    now: Any


class StepPart(Part):
    """One step: an entry with what it says, or a day; and what of the standing changed by it."""

    known_at: int
    as_of: str
    entry: TimelinePart | None
    changes: tuple[ChangePart, ...]
    standing: Standing | None


class Replay(Answer):
    """`history replay`."""

    NAME: ClassVar[str] = "history-replay"
    by: Literal["entry", "day"]
    cadre: CadrePart
    steps: tuple[StepPart, ...]


class SincePart(Part):
    """The earlier of two readings."""

    as_of: str
    known_at: KnownAtPart


class DifferingPart(ChangePart):
    """A change with the entries about its owner that took effect, or became known, meanwhile; without any, time alone made it."""

    cause: Literal["entries", "time"]
    entries: tuple[int, ...]


class Diff(Answer):
    """`diff`: from an earlier reading to that of the heading; `rules` are the entries on rules that took effect meanwhile."""

    NAME: ClassVar[str] = "diff"
    since: SincePart
    rules: tuple[int, ...]
    differences: tuple[DifferingPart, ...]


class RegulationPart(Part):
    """An adopted text."""

    id: str
    title: dict[str, str]
    issuer: str
    authority: str
    in_force_from: str | None
    in_force_to: str | None
    replaces: tuple[str, ...]
    digest: str
    effective_on: str
    entry: int
    clauses: int


class RulesList(Answer):
    """`rules list`."""

    NAME: ClassVar[str] = "rules-list"
    regulations: tuple[RegulationPart, ...]


class ConfirmedPart(Part):
    """A clause that the council has read."""

    clause: str
    effective_on: str
    entry: int
    read_by: str
    read_where: str


class RulesShow(Answer):
    """`rules show`."""

    NAME: ClassVar[str] = "rules"
    regulation: RegulationPart
    clauses: tuple[dict[str, Any], ...]
    confirmed: tuple[ConfirmedPart, ...]


class MarkPart(Part):
    """One signature on a record."""

    actor: str
    public: str
    signature: str


class SignedPart(Part):
    """What a record was signed with; `together` says that several keys were unlocked in one process."""

    command: str
    marks: tuple[MarkPart, ...]
    together: bool


class RecordPart(Part):
    """One stored record; `history log` prints one a line."""

    NAME: ClassVar[str] = "record"
    entry: int
    stream: str
    stream_version: int
    name: str
    effective_on: str
    recorded_at: str
    clock: str | None
    actor: str
    signature: SignedPart | None
    key: str
    rulebook: str
    seen: int
    event: dict[str, Any]


class HistoryLog(Answer):
    """`history log --format json`."""

    NAME: ClassVar[str] = "history-log"
    records: tuple[RecordPart, ...]


class HistoryShow(Answer):
    """`history show`."""

    NAME: ClassVar[str] = "history-record"
    record: RecordPart
    leaf_hash: str


class ActorPart(Part):
    """One actor; `entry` is their enrolment, `fingerprint` the key short enough to be read out."""

    code: str
    name: str
    roles: tuple[str, ...]
    public_key: str
    fingerprint: str
    cadre: str | None
    retired: bool
    entry: int


class ActorList(Answer):
    """`actor list`."""

    NAME: ClassVar[str] = "actor-list"
    actors: tuple[ActorPart, ...]


class SignIn(Answer):
    """`sign-in`."""

    NAME: ClassVar[str] = "sign-in"
    actor: ActorPart
    acts: tuple[str, ...]


class Status(Answer):
    """`status`."""

    NAME: ClassVar[str] = "status"
    path: str
    name: str
    authority: str
    time_zone: str
    signed: bool
    counts: dict[str, int]
    flags: dict[str, int]
    views_entry: int


class CheckPart(Part):
    """One thing looked at by `doctor`."""

    check: str
    ok: bool
    detail: str


class Doctor(Answer):
    """`doctor`."""

    NAME: ClassVar[str] = "doctor"
    checks: tuple[CheckPart, ...]


class DifferencePart(Part):
    """A cell of a read model that is not what a fresh fold gives."""

    table: str
    key: str
    column: str
    found: str
    expected: str


class ViewsAnswer(Answer):
    """`views status`, `views rebuild` and `views check`."""

    NAME: ClassVar[str] = "views"
    generation: str
    entry: int
    judged_on: str
    rows: dict[str, int]
    ok: bool
    differences: tuple[DifferencePart, ...]


class RecordedPart(Part):
    """One event that was recorded, or by a dry run would be."""

    entry: int | None
    stream: str
    name: str
    effective_on: str
    event: dict[str, Any]


class Recorded(Part):
    """What a recording command answers."""

    NAME: ClassVar[str] = "recorded"
    schema_: str
    ledger: LedgerPart
    dry_run: bool
    repeated: bool
    first: int | None
    last: int | None
    signed_by: tuple[str, ...] = ()
    records: tuple[RecordedPart, ...]
    findings: tuple[FindingPart, ...]

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=lambda name: name.removesuffix("_"), populate_by_name=True)


class FindingLine(Part):
    """One line of `--errors`."""

    NAME: ClassVar[str] = "finding"
    schema_: str
    code: str
    name: str
    stops: bool
    file: str | None
    row: int | None
    column: str | None
    facts: dict[str, str]
    message: str
    next: str

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=lambda name: name.removesuffix("_"), populate_by_name=True)


class ReportedResultPart(ResultPart):
    """One person's result, and whether the person was told of it."""

    notice: Literal["provisional", "notified"]
    notified_on: str | None


class VoteReport(Answer):
    """The data of the report `vote-result`."""

    NAME: ClassVar[str] = "vote-report"
    session: SessionPart
    results: tuple[ReportedResultPart, ...]
    rows: tuple[RankRowPart, ...]
    not_rankable: tuple[NotRankablePart, ...]
    tie_rule: TieRulePart
    corrections: tuple[CorrectionPart, ...]


class PeriodPart(Part):
    """An evaluation period."""

    code: str
    begins: str
    ends: str
    closed: bool
    criteria_set: str
    basis: str


class CapacityPart(Part):
    """The assessments of one capacity: how many, and their mean points unless these would tell on somebody."""

    capacity: str
    number: int
    total: str | None
    mean: str | None
    withheld: Literal["few", "open", "later"] | None


class DecidedPart(Part):
    """The classification that stands; provisional until the person was told of it."""

    level: str
    points: str | None
    decided_on: str
    decision_no: str | None
    decided_by: str | None
    departs_from: str | None
    reason: str | None
    entry: int
    notice: Literal["provisional", "notified"]
    notified_on: str | None


class EvaluatedPart(Part):
    """One person in one post."""

    cadre: str
    name: str
    position: str | None
    title: str | None
    status: Literal["applies", "undetermined"] | None
    assessments: tuple[CapacityPart, ...]
    classification: DecidedPart | None


class EvaluatedUnitPart(Part):
    """One unit with its people; those without a post have none."""

    code: str | None
    name: str | None
    cadres: tuple[EvaluatedPart, ...]


class LevelCountPart(Part):
    """How many have a level, of those classified."""

    level: str
    count: int
    share: SharePart | None


class LackingPart(Part):
    """Who is missing what."""

    cadre: str
    name: str
    units: tuple[str, ...]
    missing: tuple[Literal["assessment", "classification"], ...]


class LaterPart(Part):
    """What was recorded, but holds from a day after the day of the report only."""

    classifications: int
    assessments: int


class Evaluation(Answer):
    """The data of the report `evaluation`; posts are those of the period's last day, or of the day asked for before it."""

    NAME: ClassVar[str] = "evaluation"
    period: PeriodPart
    unit: str | None
    under: bool
    posts_on: str
    units: tuple[EvaluatedUnitPart, ...]
    cadres: int
    classified: int
    distribution: tuple[LevelCountPart, ...]
    lacking: tuple[LackingPart, ...]
    later: LaterPart


class FlagAnswerPart(Part):
    """What had been done about a flag by the day, by whom and why."""

    considered_on: str | None
    decided: str | None
    decided_on: str | None
    by: str | None
    reason: str | None


class RegisteredFlagPart(Part):
    """One line of the register; who voted or decided without a file has no cadre, what rests on no vote no session."""

    id: str
    cadre: str | None
    session: str | None
    subject: int | None
    name: str
    posts: tuple[PlacePart, ...]
    flag: str
    status: Literal["applies", "undetermined"]
    severity: str
    clause: str
    known_from: str | None
    since: str
    deadline: str | None
    course: tuple[str, ...]
    evidence: tuple[FlagEvidencePart, ...]
    perhaps: str | None
    notice: Literal["provisional", "notified"]
    notified_on: str | None
    decision: Literal["open", "considered", "decided", "overdue"]
    answer: FlagAnswerPart


class ReplacementRegister(Answer):
    """The data of the report `replacement-register`; `without_file` counts those whom a unit's register cannot have."""

    NAME: ClassVar[str] = "replacement-register"
    unit: str | None
    under: bool
    flags: tuple[RegisteredFlagPart, ...]
    without_file: int


class Report(Part):
    """`report render --format json`: the data with what the footer of every other format says."""

    NAME: ClassVar[str] = "report"
    schema_: str
    report: str
    template: str
    scope: dict[str, str]
    language: Literal["en"]
    program: str
    missing: int
    data_sha256: str
    data: VoteReport | Evaluation | ReplacementRegister | Rank

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=lambda name: name.removesuffix("_"), populate_by_name=True)


class ReportNamePart(Part):
    """One report: what it must be asked for, and what it may be."""

    name: str
    template: str
    needs: tuple[str, ...]
    takes: tuple[str, ...]
    formats: tuple[str, ...]


class ReportList(Answer):
    """`report list`."""

    NAME: ClassVar[str] = "report-list"
    reports: tuple[ReportNamePart, ...]


TaskState = Literal["overdue", "due_soon", "open", "cannot_tell"]


class TaskPart(Part):
    """Something to be done, or many things to be done alike: of these the first are named in `items`, the first entries in `evidence`.

    `about` is what a screen opens for it: a flag's family, a period, a case, a person with a post. A deadline that no clause sets
    was recorded, or is a day that somebody planned.
    """

    id: str
    kind: Literal[
        "flags",
        "training",
        "period",
        "assessments_missing",
        "classifications_missing",
        "untold",
        "sanction_lapsing",
        "freeze_ending",
        "absence_over",
        "term_ending",
        "lines_unlinked",
        "vote_findings",
        "vote_step",
        "vote_preparation",
    ]
    about: str | None
    facts: dict[str, str | None]
    count: int = 1
    deadline: str | None
    state: TaskState
    clause: str | None = None
    items: tuple[str, ...] = ()
    evidence: tuple[int, ...] = ()


class Agenda(Answer):
    """`agenda`: tasks by deadline, the overdue first; not `whole` while files and votes were not looked into."""

    NAME: ClassVar[str] = "agenda"
    within_days: int
    whole: bool
    tasks: tuple[TaskPart, ...]


class FlagCountPart(Part):
    """Flags of one weight: those that are up, and those that cannot be ruled out."""

    up: int
    perhaps: int


class Overview(Answer):
    """What stands above the workspace: the numbers of a ledger on the day."""

    NAME: ClassVar[str] = "overview"
    name: str
    cadres: int
    units: int
    votes: int
    flags: dict[str, FlagCountPart]


class VotePointPart(Part):
    """One vote of a person: a level that was not counted, or of which no share can be told, is null; bounds are a range."""

    session: str
    subject: int
    kind: str
    body: str
    held_on: str
    status: Literal["applies", "undetermined"]
    base: BasePart | None
    shares: dict[str, SharePart | ShareRangePart | None]
    outcome: OutcomePart
    entry: int


class VoteTrend(Answer):
    """A person's shares over votes, the oldest first."""

    NAME: ClassVar[str] = "vote-trend"
    cadre: CadrePart
    points: tuple[VotePointPart, ...]


class ClassificationPointPart(Part):
    """One period of a person; without a decision its level is null."""

    period: str
    kind: str
    begins: str
    ends: str
    level: str | None
    points: str | None
    decided_on: str | None
    status: Literal["applies", "undetermined", "none"]
    entry: int | None


class ClassificationTrend(Answer):
    """A person's levels over periods, the oldest first; `levels` are all there are, the best first."""

    NAME: ClassVar[str] = "classification-trend"
    cadre: CadrePart
    levels: tuple[str, ...]
    points: tuple[ClassificationPointPart, ...]


class UnitDistribution(Answer):
    """The levels of a unit's people in a period, shares of those classified; and their flags by weight on the day."""

    NAME: ClassVar[str] = "unit-distribution"
    unit: str
    name: str
    under: bool
    period: str
    posts_on: str
    cadres: int
    classified: int
    unclassified: int
    levels: tuple[LevelCountPart, ...]
    flags: dict[str, FlagCountPart]


class OutcomeCountPart(Part):
    """How many lines of a vote came to the same, of those listed."""

    status: Literal["applies", "none", "undetermined"]
    clause: str | None
    flag: str | None
    severity: str | None
    count: int
    share: SharePart


class VoteDistribution(Answer):
    """What the lines of a vote came to; an unknown total is null."""

    NAME: ClassVar[str] = "vote-distribution"
    session: str
    held_on: str
    listed: int
    total: int | None
    outcomes: tuple[OutcomeCountPart, ...]


DOCUMENTS: tuple[type[Part], ...] = (
    VoteResult,
    VoteList,
    VoteShow,
    VoteSitting,
    VoteSittings,
    VotePaper,
    VotePapers,
    VoteHandout,
    Rank,
    Flags,
    Explanation,
    FlagExplanation,
    StandingExplanation,
    ClassificationExplanation,
    RankExplanation,
    BodyList,
    BodyShow,
    MemberList,
    CadreList,
    CadreShow,
    Standing,
    StandingList,
    FactList,
    Agenda,
    Overview,
    VoteTrend,
    ClassificationTrend,
    UnitDistribution,
    VoteDistribution,
    Timeline,
    Replay,
    Diff,
    RulesList,
    RulesShow,
    HistoryLog,
    HistoryShow,
    ActorList,
    SignIn,
    Status,
    Doctor,
    ViewsAnswer,
    Recorded,
    RecordPart,
    FindingLine,
    VoteReport,
    Evaluation,
    ReplacementRegister,
    Report,
    ReportList,
)


def schema_id(name: str) -> str:
    """How a document names its schema."""
    return f"cadre-ledger/{name}/1"
