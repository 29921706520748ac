"""The read models described as data: which rows follow from a dossier and its verdict."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cadre_ledger.projections.dossiers import BodyDossier, CadreDossier
from cadre_ledger.projections.file_facts import definition_on
from cadre_ledger.projections.flags import Flag
from cadre_ledger.projections.group_ranking import latest_level
from cadre_ledger.projections.judge import SessionVerdict, SubjectVerdict
from cadre_ledger.projections.source import Reads
from cadre_ledger.projections.standing import Standing
from cadre_ledger.rulebook.weighing import standing as holding
from cadre_ledger.values.collation import name_key
from cadre_ledger.values.facts import PostFact
from cadre_ledger.values.text import fold
from cadre_ledger.values.verdicts import Truth

FORMAT = 8
"""Raised when a table or a dossier changes its shape; older read models are then made anew."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its columns; the first `keys` of them are its primary key, the first one its owner.

    An index of several columns names them in a row: `by_name code`.
    """

    name: str
    columns: tuple[str, ...]
    keys: int
    indexes: tuple[str, ...] = ()


VOTES = Table(
    "vote",
    ("code", "kind", "body", "held_on", "basis", "recorded_from", "listed", "total", "looks_back", "judged_on", "next_change"),
    1,
    ("next_change", "judged_on", "looks_back"),
)
FLAGS = Table(
    "flag",
    (
        *("kind", "owner", "place", "id", "cadre", "session", "subject", "position", "name", "flag", "status", "severity", "clause"),
        *("since", "course", "evidence", "perhaps", "also"),
    ),
    4,
    ("id", "cadre status severity"),
)
"""Flags of a list belong to its vote, all others to the file of the person; `place` is the line, or nothing."""

STANDINGS = Table(
    "standing",
    (
        *("cadre", "higher_post", "position", "title", "unit", "held", "posts", "period", "level"),
        *("judged_on", "next_change"),
    ),
    1,
    ("judged_on", "next_change", "unit", "level"),
)
"""With the first post held and the latest yearly classification, as lists show them."""

POSTS = Table(
    "post",
    ("cadre", "entry", "position", "title", "position_group", "peer_group", "unit", "since", "until", "planned", "status"),
    2,
    ("position", "unit", "position_group", "peer_group"),
)
CADRES = Table(
    "cadre",
    ("code", "name", "folded", "by_name", "born", "own_number", "merged_into", "results"),
    1,
    ("folded", "own_number", "merged_into", "by_name code folded own_number merged_into"),
)
"""Lists are searched and put in order from the last index, which holds all that this takes."""


BODIES = Table("body", ("code", "name", "folded", "level", "closed_on"), 1, ("folded",))
TABLES = (VOTES, FLAGS, STANDINGS, POSTS, CADRES, BODIES)

Row = tuple[object, ...]


def session_rows(verdict: SessionVerdict) -> Iterator[tuple[Table, Row]]:
    """The rows of one vote."""
    session = verdict.session
    yield (
        VOTES,
        (
            session.code,
            session.kind,
            session.body,
            session.held_on,
            session.basis,
            session.recorded_from,
            len(session.subjects),
            session.subjects_total,
            int(verdict.regulation.looks_back),
            verdict.as_of.isoformat(),
            verdict.next_change.isoformat() if verdict.next_change else None,
        ),
    )
    for subject in verdict.subjects:
        row = flag_row(verdict, subject)
        if row is not None:
            yield FLAGS, row


def flag_row(verdict: SessionVerdict, subject: SubjectVerdict) -> Row | None:
    """The flag of one line, if one is up or cannot be ruled out."""
    opened = subject.opened or subject.perhaps
    if opened is None or verdict.held is Truth.NOT:
        return None
    status = Truth.APPLIES if subject.opened and verdict.held is Truth.APPLIES else Truth.UNDETERMINED
    perhaps = str(subject.perhaps.clause) if subject.opened and subject.perhaps else None
    return (
        "session",
        verdict.session.code,
        subject.line.number,
        flag_id(opened.flag.value, verdict, subject),
        subject.cadre,
        verdict.session.code,
        subject.line.number,
        None,
        subject.line.name,
        opened.flag.value,
        status.value,
        opened.severity.value,
        str(opened.clause),
        verdict.session.held_on,
        json.dumps([each.value for each in opened.course]),
        json.dumps([{"entry": each.entry, "name": each.name} for each in subject.line.evidence]),
        perhaps,
        "[]",
    )


def file_rows(source: Reads, standing: Standing) -> Iterator[tuple[Table, Row]]:
    """The rows of one file that follow from its standing."""
    code = standing.cadre.code
    yield (
        STANDINGS,
        (
            code,
            standing.higher_post.answer.truth.value,
            *_first_post(source, standing),
            *_latest(standing),
            standing.as_of.isoformat(),
            standing.next_change.isoformat() if standing.next_change else None,
        ),
    )
    for post in standing.ever_held:
        yield POSTS, _post_row(source, code, post, standing.as_of)
    for flag in standing.flags:
        yield FLAGS, file_flag_row(standing, flag)


def _first_post(source: Reads, standing: Standing) -> Row:
    """The post named first, whether it is certainly held, and how many there are."""
    if not standing.posts:
        return (None, None, None, None, 0)
    post = standing.posts[0]
    definition = definition_on(source.get(("position", post.position)), standing.as_of)
    held = holding(post.since, post.until, standing.as_of).truth.value
    return (post.position, definition.title, definition.unit, held, len(standing.posts))


def _latest(standing: Standing) -> Row:
    latest = latest_level(standing.classifications, standing.as_of)
    return (None, None) if latest is None else (latest.period, latest.level.value if latest.level else None)


def _post_row(source: Reads, code: str, post: PostFact, as_of: date) -> Row:
    definition = definition_on(source.get(("position", post.position)), as_of)
    return (
        code,
        post.entry,
        post.position,
        definition.title,
        definition.group,
        definition.peer_group,
        definition.unit,
        str(post.since),
        str(post.until) if post.until else None,
        int(post.planned),
        holding(post.since, post.until, as_of).truth.value,
    )


def file_flag_row(standing: Standing, flag: Flag) -> Row:
    """A flag that a file raises."""
    main = flag.main
    return (
        "file",
        standing.cadre.code,
        0,
        flag.id,
        standing.cadre.code,
        None,
        None,
        main.by.position,
        standing.cadre.name,
        flag.name.value,
        flag.status.value,
        main.severity.value,
        str(main.by.ref),
        str(flag.root.day),
        json.dumps([each.value for each in main.by.then.course]),
        json.dumps([{"entry": entry, "name": standing.names[entry]} for entry in main.by.weighed.evidence]),
        str(flag.perhaps.by.ref) if flag.perhaps else None,
        json.dumps(list(dict.fromkeys(str(each.by.ref) for each in flag.openings[1:]))),
    )


def flag_id(flag: str, verdict: SessionVerdict, subject: SubjectVerdict) -> str:
    """Family, root entry and line: it survives a corrected figure, a link and a replaced regulation."""
    return f"{flag}-{verdict.session.evidence[0].entry}-{subject.line.number}"


def cadre_row(cadre: CadreDossier) -> Row:
    """The row of one file."""
    folded, by_name = fold(cadre.name), name_key(cadre.name)
    return (cadre.code, cadre.name, folded, by_name, cadre.born, cadre.own_number, cadre.merged_into, len(cadre.results))


def body_row(body: BodyDossier) -> Row:
    """The row of one body under its newest name."""
    name = body.in_order[-1].name
    return (body.code, name, fold(name), body.level, body.closed_on)
