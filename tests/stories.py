"""Random histories: commands over a small world, so that many meet, many are refused and many are recorded."""

from collections.abc import Iterable, Sequence
from typing import Any

from hypothesis import strategies as st

from cadre_ledger.domain import bodies, cadres, rules, votes
from cadre_ledger.domain.shapes import Command
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.procedures.recording import record
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import LedgerError
from cadre_ledger.values.tallies import LEVELS, Level, RecordedFrom, VoteKind
from ledgers import TODAY, adoption, author, body, cadre
from regulations import DEFAULTS, PLAIN, PLAIN_TEXT, TWICE, TWICE_TEXT

PEOPLE = ("C000001", "C000002", "C000003")
BODIES = ("B1", "B2")
SESSIONS = ("S1", "S2", "S3", "S4")
NAMES = ("Nguyễn Hoà", "Nguyen Hoa", "Trần Thị B", "Lê C")
WHEN = ("2013-12-10", "2014-12", "2014-06-01", "2015", "2015-12-31", "2026-05")
ON = ("2009-01-01", "2015-01-01", "2026-05-10", "2026-06")

days = st.sampled_from(ON).map(PartialDate.parse)
people = st.sampled_from(PEOPLE)
sessions = st.sampled_from(SESSIONS)
names = st.sampled_from(NAMES)
reasons = st.sampled_from(("slip", "nhầm"))
lines = st.integers(1, 3)


def line(number: int, low: int, high: int = 0, confidence: int = 0, name: str | None = None, **more: Any) -> votes.ListedSubject:
    """One listed subject of a survey."""
    counts = {Level.HIGH: high, Level.CONFIDENCE: confidence, Level.LOW: low}
    return votes.ListedSubject(**({"number": number, "name": name or f"Person {number}", "position": None, "counts": counts} | more))


def vote(session: str, held_on: str, subjects: Sequence[votes.ListedSubject], basis: str = PLAIN, **more: Any) -> votes.RecordVote:
    """A survey to record; 30 ballots were collected unless it says otherwise."""
    fields: dict[str, Any] = {
        "on": TODAY,
        "session": session,
        "kind": VoteKind.CONFIDENCE,
        "body": "B1",
        "held_on": PartialDate.parse(held_on),
        "basis": basis,
        "recorded_from": RecordedFrom.PUBLICATION,
        "source": "https://example.org",
        "ballots": votes.BallotNumbers(collected=30),
        "subjects": tuple(subjects),
    }
    return votes.RecordVote(**(fields | more))


@st.composite
def recorded(draw: Any) -> Command:
    """A vote whose figures mostly balance."""
    kind = draw(st.sampled_from((VoteKind.CONFIDENCE, VoteKind.CONFIDENCE, VoteKind.BINDING)))
    subjects = []
    for number in range(1, draw(lines) + 1):
        counts = {level: draw(st.integers(0, 15)) for level in LEVELS[kind]}
        subjects.append(line(number, 0, name=draw(names), counts=counts, position=draw(st.none() | st.just(f"Ghế {number}"))))
    ballots = votes.BallotNumbers(collected=draw(st.none() | st.integers(15, 45)), issued=draw(st.none() | st.integers(20, 45)))
    basis = draw(st.sampled_from((PLAIN, TWICE, TWICE, DEFAULTS))) if kind is VoteKind.CONFIDENCE else PLAIN
    return vote(
        draw(sessions),
        draw(st.sampled_from(WHEN)),
        subjects,
        basis,
        kind=kind,
        ballots=ballots,
        body=draw(st.sampled_from(BODIES)),
        another=draw(st.booleans()),
    )


change = st.one_of(
    st.tuples(lines, st.sampled_from(("high", "confidence", "low", "no_confidence")), st.integers(-1, 20)),
    st.tuples(lines, st.just("name"), names),
    st.tuples(lines, st.just("invalid"), st.none() | st.integers(0, 5)),
    st.tuples(st.none(), st.sampled_from(("collected", "issued", "valid")), st.none() | st.integers(0, 45)),
)
commands = st.one_of(
    recorded(),
    recorded(),
    st.builds(
        votes.CorrectVote,
        on=days,
        session=sessions,
        corrects=st.just(6),
        changes=st.lists(change, min_size=1, max_size=2).map(tuple),
        reason=reasons,
    ),
    st.builds(votes.LinkSubject, on=days, session=sessions, subject=lines, cadre=people, ground=reasons),
    st.builds(votes.LinkSubject, on=days, session=sessions, subject=lines, cadre=people, ground=reasons),
    st.builds(votes.UnlinkSubject, on=days, session=sessions, subject=lines, reason=reasons),
    st.builds(cadres.RegisterCadre, on=days, name=names, own_number=st.none() | st.sampled_from(("N1", "N2"))),
    st.builds(
        cadres.CorrectCadre,
        on=days,
        cadre=people,
        corrects=st.just(6),
        name=st.none() | names,
        own_number=st.none() | st.just("N3"),
        reason=reasons,
    ),
    st.builds(cadres.MergeCadre, on=days, cadre=people, into=people, reason=reasons),
    st.builds(cadres.UnmergeCadre, on=days, cadre=people, reason=reasons),
    st.builds(bodies.EstablishBody, on=days, body=st.sampled_from((*BODIES, "B3")), name=names),
    st.builds(bodies.RenameBody, on=days, body=st.sampled_from(BODIES), name=names, reason=reasons),
    st.builds(bodies.CorrectBody, on=days, body=st.sampled_from(BODIES), corrects=st.just(6), name=st.none() | names, reason=reasons),
    st.builds(bodies.CloseBody, on=days, body=st.just("B2"), reason=reasons),
    st.builds(
        rules.ConfirmClause,
        on=days,
        clause=st.sampled_from((f"{PLAIN}#two-thirds", f"{TWICE}#again", f"{PLAIN}#distrust")),
        read_by=names,
        read_where=reasons,
    ),
    st.sampled_from((PLAIN_TEXT, TWICE_TEXT)).map(lambda text: adoption([text + "\n# newer\n"], since="2014-06-15")),
)
stories = st.lists(commands, min_size=1, max_size=12)
PROLOGUE = (
    body("B1"),
    body("B2", "Ban Hai"),
    *(cadre(name) for name in NAMES[:3]),
    vote("S0", "2014-03-01", [line(1, 16, 10), line(2, 22, 3)], TWICE, body="B2"),
    vote("S1", "2013-12-10", [line(1, 14, 10), line(2, 21, 3)]),
    votes.LinkSubject(on=TODAY, session="S0", subject=1, cadre="C000001", ground="same post"),
    votes.LinkSubject(on=TODAY, session="S1", subject=1, cadre="C000001", ground="same post"),
)


def play(ledger: Ledger, story: Iterable[Command]) -> int:
    """Record what is accepted, each command by itself; how many were."""
    accepted = 0
    for command in story:
        try:
            record(ledger, [command], author())
        except LedgerError:
            continue
        accepted += 1
    return accepted
