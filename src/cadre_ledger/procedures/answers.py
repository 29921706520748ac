"""The typed shapes that JSON, schemas, reports and the Python API share. Scripts depend on every name here."""

from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A piece of an answer; its checks are made when it is first used, for most commands need one document of many."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class LedgerPart(Part):
    """Which ledger answered, up to which entry, the checkpoint over it, if any was sealed, and whether all of it is invented."""

    origin: str
    entry: int
    checkpoint: str | None = None
    invented: bool = False


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


class Rank(Answer):
    """`rank --session`."""

    NAME: ClassVar[str] = "rank"
    session: str
    rank_among: Literal["listed", "all"]
    rows: tuple[RankRowPart, ...]
    not_rankable: tuple[NotRankablePart, ...]
    tie_rule: TieRulePart


class FlagEvidencePart(Part):
    """An entry behind a flag."""

    entry: int
    name: str


class FlagPart(Part):
    """One flag that is up, or that cannot be ruled out."""

    id: str
    cadre: str | None
    session: str
    subject: int
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


class NeighbourPart(Part):
    """Who stands next, and the key that decided; no key for a tie."""

    relation: Literal["above", "tied", "below"]
    rank: str
    subject: int
    name: str
    key: str | None
    theirs: int
    own: int


class RankExplanation(Answer):
    """`explain rank`."""

    NAME: ClassVar[str] = "rank-explanation"
    session: str
    subject: int
    cadre: str | None
    name: str
    rank: str | None
    rank_among: Literal["listed", "all"]
    count: int
    tie_rule: TieRulePart
    neighbours: tuple[NeighbourPart, ...]


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
    """A vote that is in the file."""

    session: str
    subject: int


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


class ClassificationPart(Part):
    """A decision that stands."""

    period: str
    level: str
    points: str | None
    decided_on: str
    entry: int


class StandingVotePart(Part):
    """A vote in the file."""

    session: str
    subject: int
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
    classifications: tuple[ClassificationPart, ...]
    votes: tuple[StandingVotePart, ...]
    sanctions: tuple[SanctionPart, ...]
    freezes: tuple[FreezePart, ...]
    training_gaps: tuple[GapPart, ...]
    higher_post: EligibilityPart
    next_change: str | None


class FactList(Answer):
    """`unit|position|period|classify|training|discipline list`: rows of plain fields, `code` their key."""

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
    signature: str | None
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


DOCUMENTS: tuple[type[Part], ...] = (
    VoteResult,
    VoteList,
    VoteShow,
    Rank,
    Flags,
    Explanation,
    RankExplanation,
    BodyList,
    BodyShow,
    CadreList,
    CadreShow,
    Standing,
    FactList,
    Timeline,
    RulesList,
    RulesShow,
    HistoryLog,
    HistoryShow,
    Status,
    Doctor,
    ViewsAnswer,
    Recorded,
    RecordPart,
    FindingLine,
)


def schema_id(name: str) -> str:
    """How a document names its schema."""
    return f"cadre-ledger/{name}/1"
