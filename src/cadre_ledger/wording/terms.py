"""Words for the values of closed sets: English here, Vietnamese in the catalogue. JSON keeps the values themselves."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from cadre_ledger.values.citations import Course, FlagName, KnownFrom, Severity
from cadre_ledger.values.shares import Base
from cadre_ledger.values.tallies import Level, RecordedFrom, VoteKind
from cadre_ledger.values.verdicts import Truth
from cadre_ledger.wording.catalogue import N_, Words

Kind = Literal[
    "level",
    "level_short",
    "quality",
    "capacity",
    "form",
    "line",
    "theory",
    "training_category",
    "against",
    "leaving",
    "replacement",
    "vote_kind",
    "base",
    "status",
    "severity",
    "known_from",
    "course",
    "flag",
    "recorded_from",
    "body_level",
    "authority",
    "ballots",
    "bound",
    "missing",
    "field",
    "decision",
    "rank_among",
    "relation",
    "collected_from",
    "order",
    "clause_kind",
    "check",
    "character",
    "reason",
]

ENUMS: Mapping[type[StrEnum], Kind] = {
    Level: "level",
    VoteKind: "vote_kind",
    Base: "base",
    Truth: "status",
    Severity: "severity",
    KnownFrom: "known_from",
    Course: "course",
    FlagName: "flag",
    RecordedFrom: "recorded_from",
}

# A state is never told by colour alone: these signs stand before their words, one cell wide each.
GLYPHS: Mapping[tuple[Kind, str], str] = {
    ("severity", Severity.MUST_ACT): "■",
    ("severity", Severity.CONSIDER): "▲",
    ("severity", Severity.NOTE): "●",
    ("status", Truth.APPLIES): "◆",
    ("status", Truth.NOT): "○",
    ("status", Truth.UNDETERMINED): "?",
}

_LEVELS = {
    Level.HIGH.value: N_("high confidence"),
    Level.CONFIDENCE.value: N_("confidence"),
    Level.LOW.value: N_("low confidence"),
    Level.NO_CONFIDENCE.value: N_("no confidence"),
}
_BASES = {
    Base.BALLOTS_ISSUED.value: N_("ballots issued"),
    Base.BALLOTS_COLLECTED.value: N_("ballots collected"),
    Base.BALLOTS_VALID.value: N_("valid ballots"),
    Base.MEMBERS_TOTAL.value: N_("all members"),
    Base.MEMBERS_SUMMONED.value: N_("members summoned"),
    Base.MEMBERS_PRESENT.value: N_("members present"),
}

_BALLOTS = {
    "members_total": N_("all members"),
    "members_summoned": N_("members summoned"),
    "members_present": N_("members present"),
    "issued": N_("ballots issued"),
    "collected": N_("ballots collected"),
    "valid": N_("valid ballots"),
}

TERMS: Mapping[Kind, Mapping[str, str]] = {
    "level": _LEVELS,
    "quality": {
        "excellent": N_("excellent"),
        "good": N_("good"),
        "completed": N_("completed"),
        "not_completed": N_("not completed"),
    },
    "capacity": {
        "self": N_("self"),
        "superior": N_("superior"),
        "peer": N_("peer"),
        "subordinate": N_("subordinate"),
        "collective": N_("collective"),
        "authority": N_("authority"),
        "elected_body": N_("elected body"),
        "front": N_("the Front"),
        "citizens": N_("citizens"),
    },
    "form": {
        "reprimand": N_("reprimand"),
        "warning": N_("disciplinary warning"),
        "removal": N_("removal from post"),
        "expulsion": N_("expulsion"),
        "dismissal": N_("dismissal from service"),
    },
    "line": {"party": N_("party line"), "state": N_("state line")},
    "theory": {
        "elementary": N_("elementary theory"),
        "intermediate": N_("intermediate theory"),
        "advanced": N_("advanced theory"),
        "bachelor": N_("bachelor of theory"),
    },
    "training_category": {
        "theory": N_("political theory"),
        "state_management": N_("state management"),
        "professional": N_("professional knowledge"),
        "skills": N_("skills"),
        "law_update": N_("update in law"),
        "defence": N_("defence"),
        "language": N_("language"),
        "overseas_short": N_("short course abroad"),
        "overseas_medium": N_("medium course abroad"),
        "overseas_long": N_("long course abroad"),
    },
    "against": {
        "promotion_frozen_party": N_("no higher post, party line"),
        "promotion_frozen_state": N_("no higher post, state line"),
        "sanction_in_effect": N_("a sanction is in effect"),
        "training_gap": N_("theory below the standard of the post"),
    },
    "leaving": {
        "relieved": N_("relieved"),
        "resigned": N_("resigned"),
        "dismissed": N_("dismissed from the post"),
        "reassigned": N_("reassigned"),
        "term_ended": N_("the term ended"),
    },
    "replacement": {
        "kept": N_("kept in the post"),
        "resignation_accepted": N_("resignation accepted"),
        "relieved": N_("relieved"),
        "dismissed": N_("dismissed from the post"),
        "reassigned": N_("reassigned"),
    },
    # As heads of narrow columns.
    "level_short": {
        "high": N_("high"),
        "confidence": N_("conf."),
        "low": N_("low"),
        "no_confidence": N_("no conf."),
    },
    "vote_kind": {
        VoteKind.CONFIDENCE: N_("confidence vote"),
        VoteKind.BINDING: N_("binding vote"),
    },
    "base": _BASES,
    "status": {
        Truth.APPLIES: N_("applies"),
        Truth.NOT: N_("does not apply"),
        Truth.UNDETERMINED: N_("undetermined"),
    },
    "severity": {
        Severity.NOTE: N_("note"),
        Severity.CONSIDER: N_("consider"),
        Severity.MUST_ACT: N_("must act"),
    },
    "known_from": {
        KnownFrom.TEXT: N_("known from the text"),
        KnownFrom.PRESS: N_("known from the press"),
        KnownFrom.UNVERIFIED: N_("not verified"),
    },
    "course": {
        Course.RESIGN: N_("resignation"),
        Course.BINDING_VOTE: N_("binding vote"),
        Course.RELIEVE: N_("relief from the post"),
        Course.DISMISS: N_("dismissal"),
        Course.REASSIGN: N_("assignment to other work"),
        Course.ASSIGN_LOWER_WORK: N_("assignment to lower work"),
        Course.REMOVE_FROM_PLANNING: N_("removal from planning"),
        Course.SUBMIT_DISMISSAL: N_("submitting the dismissal"),
        Course.REMIND: N_("reminder"),
        Course.TRAIN: N_("training"),
        Course.REVIEW: N_("review"),
        Course.FREEZE_PROMOTION: N_("no promotion for a time"),
        Course.SUSPEND: N_("suspension from work"),
        Course.NOTE: N_("taking note"),
    },
    "flag": {
        FlagName.LOW_CONFIDENCE_MAJORITY: N_("more than half low confidence"),
        FlagName.LOW_CONFIDENCE_TWO_THIRDS: N_("two thirds or more low confidence"),
        FlagName.NO_CONFIDENCE: N_("voted no confidence"),
        FlagName.NOT_COMPLETED: N_("tasks not completed"),
        FlagName.NOT_COMPLETED_REPEATED: N_("tasks not completed, repeatedly"),
        FlagName.DISCIPLINED: N_("under discipline"),
        FlagName.PROMOTION_FROZEN: N_("promotion frozen"),
        FlagName.TRAINING_GAP: N_("training missing for the post"),
        FlagName.PRESTIGE_DECLINING: N_("declining prestige"),
        FlagName.HEAD_RESPONSIBILITY: N_("responsibility as head"),
        FlagName.UNIT_RESULT: N_("result of the unit"),
        FlagName.CLEARANCE_MISSING: N_("clearance missing"),
        FlagName.DECISION_OVERDUE: N_("decision overdue"),
    },
    "recorded_from": {
        RecordedFrom.PUBLICATION: N_("recorded from a publication"),
        RecordedFrom.MINUTES: N_("recorded from minutes"),
        RecordedFrom.COUNT: N_("counted in this ledger"),
    },
    "body_level": {
        "national": N_("national"),
        "province": N_("province"),
        "district": N_("district"),
        "commune": N_("commune"),
        "agency": N_("agency"),
    },
    "authority": {
        "party": N_("Party"),
        "state": N_("State"),
        "product": N_("this program"),
    },
    "ballots": _BALLOTS,
    "bound": {
        "issued": N_("ballots issued"),
        "present": N_("members present"),
        "summoned": N_("members summoned"),
        "members": N_("all members"),
        "valid": N_("valid ballots"),
    },
    "missing": {
        **_BASES,
        **_LEVELS,
        "cadre": N_("which cadre the listed person is"),
        "held_on": N_("the exact day of the vote"),
        "outcome_clauses": N_("what the regulation says about outcomes"),
        "ranking_keys": N_("the keys of the ranking"),
    },
    "field": {
        **_LEVELS,
        **_BALLOTS,
        "invalid": N_("invalid marks"),
        "name": N_("name"),
        "position": N_("position"),
    },
    "decision": {
        "open": N_("not decided yet"),
        "considered": N_("considered"),
        "decided": N_("decided"),
        "overdue": N_("overdue for the authority"),
    },
    "rank_among": {
        "listed": N_("among those listed"),
        "all": N_("among all"),
    },
    "relation": {
        "above": N_("above"),
        "tied": N_("tied"),
        "below": N_("below"),
    },
    "collected_from": {
        "given": N_("given by the source"),
        "squeeze": N_("proven by the figures"),
        "unknown": N_("not known"),
    },
    "order": {
        "descending": N_("descending"),
        "ascending": N_("ascending"),
    },
    "clause_kind": {
        "share_base": N_("base of shares"),
        "confidence_outcome": N_("outcome of a confidence vote"),
        "binding_outcome": N_("outcome of a binding vote"),
        "vote_use": N_("use of results"),
        "ballot_validity": N_("validity of ballots"),
        "quorum": N_("quorum"),
        "vote_ground": N_("ground for a binding vote"),
        "two_places": N_("votes in several places"),
        "exemption": N_("exemption from the vote"),
        "schedule": N_("schedule of votes"),
        "preparation_calendar": N_("preparation calendar"),
        "ranking_keys": N_("the keys of the ranking"),
        "small_body": N_("small bodies"),
    },
    "check": {
        "sqlite_integrity": N_("database whole"),
        "journal_mode": N_("journal mode"),
        "synchronous": N_("written through to the disk"),
        "schema": N_("tables as expected"),
        "file_system": N_("file system"),
        "private_files": N_("files closed to others"),
        "terminal_encoding": N_("encoding of the terminal"),
        "sqlite_version": N_("version of SQLite"),
        "stolen_machine": N_("if the machine is stolen"),
        "signatures": N_("signatures"),
    },
    "character": {
        "combining marks": N_("too many marks on one letter"),
    },
    "reason": {
        "unknown table": N_("no such table"),
        "not a table": N_("not a table"),
        "entry 1 is not a founding": N_("entry 1 is not a founding"),
    },
}


def term(words: Words, kind: Kind, value: str) -> str:
    """The word for a value, with its sign where it has one; a value without a word is shown as it is."""
    english = TERMS[kind].get(value)
    if english is None:
        return value
    glyph = GLYPHS.get((kind, value))
    return f"{glyph} {words(english)}" if glyph else words(english)
