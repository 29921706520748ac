"""Random histories: commands over a small world, so that many meet, many are refused and many are recorded."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from cadre_ledger.domain import (
    absences,
    assessments,
    bodies,
    cadres,
    cases,
    classifications,
    convening,
    counts,
    members,
    periods,
    positions,
    posts,
    replacements,
    returns,
    rules,
    training,
    units,
    votes,
)
from cadre_ledger.domain import sessions as live
from cadre_ledger.domain.shapes import Command
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.procedures.recording import record
from cadre_ledger.values.absences import Absence
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import LedgerError
from cadre_ledger.values.quality import Capacity, Quality
from cadre_ledger.values.sanctions import Form, Line
from cadre_ledger.values.studies import Category, TheoryLevel
from cadre_ledger.values.tallies import LEVELS, Level, RecordedFrom, VoteKind
from ledgers import TODAY, adoption, author, body, cadre
from regulations import DEFAULTS, PLAIN, PLAIN_TEXT, STANDING_TEXT, TWICE, TWICE_TEXT

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


def line(number: int, low: int, high: int = 0, confidence: int = 0, name: str | None = None, **more: Any) -> returns.ListedSubject:
    """One listed subject of a survey."""
    counts = {Level.HIGH: high, Level.CONFIDENCE: confidence, Level.LOW: low}
    return returns.ListedSubject(**({"number": number, "name": name or f"Person {number}", "position": None, "counts": counts} | more))


def vote(session: str, held_on: str, subjects: Sequence[returns.ListedSubject], basis: str = PLAIN, **more: Any) -> votes.RecordVote:
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
        "ballots": returns.BallotNumbers(collected=30),
        "subjects": tuple(subjects),
    }
    return votes.RecordVote(**(fields | more))


@st.composite
def recorded(draw: Any) -> Command:
    """A vote whose figures mostly balance."""
    kind = draw(st.sampled_from((VoteKind.CONFIDENCE, VoteKind.CONFIDENCE, VoteKind.BINDING)))
    subjects = []
    for number in range(1, draw(lines) + 1):
        marks = {level: draw(st.integers(0, 15)) for level in LEVELS[kind]}
        subjects.append(line(number, 0, name=draw(names), counts=marks, position=draw(st.none() | st.just(f"Ghế {number}"))))
    ballots = returns.BallotNumbers(collected=draw(st.none() | st.integers(15, 45)), issued=draw(st.none() | st.integers(20, 45)))
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
vote_commands = st.one_of(
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
    st.builds(members.AddMember, on=days, body=st.sampled_from(BODIES), name=names, cadre=st.none() | people, joined_on=days),
    st.builds(members.EndMembership, on=days, body=st.sampled_from(BODIES), member=st.integers(1, 3), left_on=days, reason=reasons),
    st.builds(
        members.CorrectMember,
        on=days,
        body=st.sampled_from(BODIES),
        member=st.integers(1, 3),
        corrects=st.just(6),
        name=st.none() | names,
        joined_on=st.none() | days,
        left_on=st.none() | days,
        reason=reasons,
    ),
    st.builds(
        members.FixMembers, on=days, body=st.sampled_from(BODIES), members=st.integers(1, 60), fixed_on=days, decision_no=st.just("5-NQ")
    ),
    st.builds(
        rules.ConfirmClause,
        on=days,
        clause=st.sampled_from((f"{PLAIN}#two-thirds", f"{TWICE}#again", f"{PLAIN}#distrust")),
        read_by=names,
        read_where=reasons,
    ),
    st.sampled_from((PLAIN_TEXT, TWICE_TEXT)).map(lambda text: adoption([text + "\n# newer\n"], since="2014-06-15")),
)

# A small file: three units, two positions, two periods

UNITS, POSITIONS, PERIODS, CASES = ("U1", "U2", "U3"), ("P1", "P2"), ("2025", "2025-Q4"), ("K1", "K2")
FLAGS = ("low_confidence_two_thirds-24-2", "low_confidence_majority-19-1")
ASSESSORS = ("C000009", "C000009", "Tập thể Sở")
some_units = st.sampled_from(UNITS)
some_positions = st.sampled_from(("P1", *POSITIONS))
some_periods = st.sampled_from(("2025", "2025", *PERIODS))
some_cases = st.sampled_from(CASES)
some_flags = st.sampled_from(FLAGS)
some_days = st.sampled_from(("2020", "2024-06-30", "2025-03", "2025-12-20", "2026-02-01")).map(PartialDate.parse)
maybe_days = st.none() | some_days
of_people: dict[str, Any] = {"on": days, "cadre": st.sampled_from(("C000001", "C000001", *PEOPLE[:2]))}
of_posts: dict[str, Any] = {**of_people, "position": some_positions}
of_periods: dict[str, Any] = {**of_people, "period": some_periods}
of_assessors: dict[str, Any] = {**of_periods, "assessor": st.sampled_from(ASSESSORS)}
some_posts = st.builds(
    positions.Post,
    position=some_positions,
    title=names,
    group=st.just("gd-so"),
    unit=some_units,
    theory_required=st.none() | st.sampled_from(TheoryLevel),
    heads_unit=st.booleans(),
)
some_scores = st.fixed_dictionaries({"g1": st.integers(0, 30), "r1": st.integers(0, 41), "r2": st.integers(0, 30)})


def opening(period: str, begins: str, ends: str) -> periods.OpenPeriod:
    """A period to open, under the small text and with the product's own criteria."""
    dates = {"begins": PartialDate.parse(begins), "ends": PartialDate.parse(ends)}
    return periods.OpenPeriod(on=TODAY, period=period, criteria_set="general", basis=PLAIN, **dates)


file_commands = st.one_of(
    st.builds(units.EstablishUnit, on=days, unit=st.sampled_from((*UNITS, "U4")), name=names, parent=st.none() | some_units),
    st.builds(units.RenameUnit, on=days, unit=some_units, name=names, reason=reasons),
    st.builds(units.MoveUnit, on=days, unit=some_units, parent=st.none() | some_units, reason=reasons),
    st.builds(units.CloseUnit, on=days, unit=st.just("U3"), reason=reasons, units_under=st.just(()), posts_held=st.just(())),
    st.builds(positions.DefinePosition, on=days, post=some_posts.map(lambda post: post.model_copy(update={"position": "P3"}))),
    st.builds(positions.RedefinePosition, on=days, post=some_posts, reason=reasons),
    st.builds(posts.Appoint, **of_posts, since=some_days, term_from=maybe_days, term_to=maybe_days),
    st.builds(posts.Relieve, **of_posts, until=some_days, leaving=st.sampled_from(posts.Leaving), reason=reasons),
    st.builds(posts.CorrectAppointment, **of_posts, corrects=st.just(6), since=maybe_days, term_to=maybe_days, reason=reasons),
    st.builds(
        posts.CorrectTenure, **of_posts, number=st.integers(1, 2), corrects=st.just(6), since=maybe_days, until=maybe_days, reason=reasons
    ),
    st.builds(posts.Plan, **of_posts),
    st.builds(posts.Unplan, **{**of_posts, "position": st.just("P2")}, reason=reasons),
    st.builds(absences.BeginAbsence, **of_people, kind=st.sampled_from(Absence), since=some_days, planned_until=maybe_days),
    st.builds(absences.EndAbsence, **of_people, until=some_days),
    st.builds(
        absences.CorrectAbsence,
        **of_people,
        number=st.integers(1, 2),
        corrects=st.just(6),
        kind=st.none() | st.sampled_from(Absence),
        since=maybe_days,
        until=maybe_days,
        reason=reasons,
    ),
    st.just(opening("2025-Q4", "2025-10-01", "2025-12-31")),
    st.builds(periods.ClosePeriod, on=days, period=some_periods),
    st.builds(periods.ReopenPeriod, on=days, period=some_periods, reason=reasons),
    st.builds(assessments.Assess, **of_assessors, capacity=st.sampled_from(Capacity), scores=some_scores),
    st.builds(assessments.CorrectAssessment, **of_assessors, corrects=st.just(6), scores=some_scores, reason=reasons),
    st.builds(
        classifications.Classify,
        **of_periods,
        level=st.sampled_from(Quality),
        decided_on=some_days,
        points=st.none() | st.integers(0, 100),
        departs_from=st.none() | st.sampled_from(Quality),
        reason=st.none() | reasons,
    ),
    st.builds(
        classifications.CorrectClassification,
        **of_periods,
        corrects=st.just(6),
        level=st.none() | st.sampled_from(Quality),
        points=st.none() | st.integers(0, 100),
        reason=reasons,
    ),
    st.builds(classifications.SetAsideClassification, **of_periods, reason=reasons),
    st.builds(classifications.Notify, **of_people, of_entry=st.integers(1, 3), told_on=some_days, how=reasons),
    st.builds(
        training.CompleteTraining,
        **of_people,
        category=st.sampled_from((Category.THEORY, Category.SKILLS)),
        level=st.none() | st.sampled_from(TheoryLevel),
        programme=reasons,
        completed_on=some_days,
    ),
    st.builds(training.RevokeTraining, **of_people, number=st.integers(1, 2), reason=reasons),
    st.builds(
        training.RecordQualification, **of_people, kind=st.sampled_from(training.QualificationKind), level=reasons, obtained_on=some_days
    ),
    st.builds(
        training.CorrectQualification,
        **of_people,
        number=st.integers(1, 2),
        corrects=st.just(6),
        level=st.none() | reasons,
        obtained_on=maybe_days,
        reason=reasons,
    ),
    st.builds(training.RevokeQualification, **of_people, number=st.integers(1, 2), reason=reasons),
    st.builds(
        cases.DecideDiscipline,
        on=days,
        case=some_cases,
        cadre=people,
        line=st.sampled_from(Line),
        form=st.sampled_from(Form),
        decision_no=reasons,
        decided_on=some_days,
        effective_on=maybe_days,
    ),
    st.builds(
        cases.CorrectDiscipline,
        on=days,
        case=some_cases,
        corrects=st.just(6),
        form=st.none() | st.sampled_from(Form),
        effective_on=maybe_days,
        reason=reasons,
    ),
    st.builds(cases.EndDiscipline, on=days, case=some_cases, ended_on=some_days, reason=reasons),
    st.builds(cases.AnnulDiscipline, on=days, case=some_cases, decision_no=reasons, reason=reasons),
    st.builds(replacements.ConsiderReplacement, on=days, flag=some_flags, considered_on=some_days, by=names),
    st.builds(
        replacements.DecideReplacement,
        on=days,
        flag=some_flags,
        decision=st.sampled_from(replacements.Replacement),
        decided_on=some_days,
        by=names,
        reason=reasons,
    ),
    st.builds(
        replacements.CorrectReplacement,
        on=days,
        flag=some_flags,
        corrects=st.just(6),
        decision=st.sampled_from(replacements.Replacement),
        reason=reasons,
    ),
)
# Half of a story is about votes, however many kinds of commands on files there are.
commands = st.booleans().flatmap(lambda on_votes: vote_commands if on_votes else file_commands)
COUNTERS = ("Đỗ Văn Đếm", "Vũ Thị Kiểm", "Hồ Văn Ba")
CHAIR = "Lý Thị Chủ"


@st.composite
def held_here(draw: Any) -> list[Command]:
    """A vote held step by step, broken off anywhere; sometimes it is annulled, sometimes a step is missing."""
    session, kind, size = draw(st.sampled_from(("L1", "L2"))), draw(st.sampled_from(VoteKind)), draw(st.sampled_from((9, 12)))
    told: dict[str, Any] = {"on": TODAY, "session": session}
    who = draw(st.lists(st.none() | people, min_size=1, max_size=2, unique=True))
    subjects = tuple(
        convening.BallotSubject(number=number, name=f"Person {number}", position=None, cadre=cadre) for number, cadre in enumerate(who, 1)
    )
    rows = [draw(st.integers(0, size)) for _ in who]
    first, *_, last = LEVELS[kind]
    empty = dict.fromkeys(LEVELS[kind], 0)
    totals = tuple(
        counts.SubjectTotals(subject=number, counts={**empty, first: high, last: size - high}, invalid=0)
        for number, high in enumerate(rows, 1)
    )
    steps: list[Command] = [
        live.ConveneVote(
            **told,
            kind=kind,
            body=draw(st.sampled_from(BODIES)),
            held_on=PartialDate.parse(draw(st.sampled_from(("2014-06-01", "2015-12-31")))),
            place="Hội trường",
            basis=draw(st.sampled_from((PLAIN, TWICE))),
            subjects=subjects,
            committee=COUNTERS,
            another=True,
        ),
        live.OpenVote(**told, summoned=size, present=size),
        live.CloseBox(**told, papers=size, issued=size),
        live.AnnounceCollected(**told, collected=size, not_returned=0, batches=(size,)),
        *(counts.LockEntry(**told, batch=1, counter=name, totals=totals, blind="aa", box="00") for name in COUNTERS[:2]),
        counts.OpenBatch(
            **told, batch=1, entries=tuple(counts.OpenedEntry(counter=name, totals=totals, blind="aa") for name in COUNTERS[:2])
        ),
        counts.CertifyVote(**told, certified_by=CHAIR, minutes="12/BB"),
        counts.PublishVote(**told, published_on=TODAY, where="Cổng"),
    ]
    steps = steps[: draw(st.sampled_from((9, 8, 9, 8, 7, 6, 4, 2)))]
    if draw(st.booleans()):
        steps.append(counts.AnnulVote(**told, annulled_by=(CHAIR, COUNTERS[2]), reason="slip"))
    return steps


walks = st.one_of(*[commands.map(lambda each: [each])] * 7, held_here())
stories = st.lists(walks, min_size=1, max_size=16).map(lambda several: [command for each in several for command in each])
PROLOGUE = (
    body("B1"),
    body("B2", "Ban Hai"),
    *(cadre(name) for name in NAMES[:3]),
    vote("S0", "2014-03-01", [line(1, 16, 10), line(2, 22, 3)], TWICE, body="B2"),
    vote("S1", "2013-12-10", [line(1, 14, 10), line(2, 21, 3)]),
    votes.LinkSubject(on=TODAY, session="S0", subject=1, cadre="C000001", ground="same post"),
    votes.LinkSubject(on=TODAY, session="S1", subject=1, cadre="C000001", ground="same post"),
    adoption([STANDING_TEXT]),
    units.EstablishUnit(on=TODAY, unit="U1", name="Tỉnh"),
    units.EstablishUnit(on=TODAY, unit="U2", name="Sở Nội vụ", parent="U1"),
    units.EstablishUnit(on=TODAY, unit="U3", name="Phòng", parent="U2"),
    positions.DefinePosition(on=TODAY, post=positions.Post(position="P1", title="Giám đốc", group="gd-so", unit="U2", heads_unit=True)),
    positions.DefinePosition(on=TODAY, post=positions.Post(position="P2", title="Phó", group="pgd-so", unit="U2")),
    opening("2025", "2025-01-01", "2025-12-31"),
    posts.Appoint(on=TODAY, cadre="C000001", position="P1", since=PartialDate.parse("2024-06-30")),
    posts.Plan(on=TODAY, cadre="C000001", position="P2"),
    assessments.Assess(
        on=TODAY,
        cadre="C000001",
        period="2025",
        assessor="C000009",
        capacity=Capacity.PEER,
        scores={"g1": Decimal(20), "r1": Decimal(30), "r2": Decimal(20)},
    ),
    training.CompleteTraining(
        on=TODAY, cadre="C000001", category=Category.SKILLS, programme="slip", completed_on=PartialDate.parse("2025-03")
    ),
    classifications.Classify(
        on=TODAY, cadre="C000001", period="2025", level=Quality.GOOD, decided_on=PartialDate.parse("2025-12-20"), points=Decimal(85)
    ),
    cases.DecideDiscipline(
        on=TODAY,
        case="K1",
        cadre="C000001",
        line=Line.PARTY,
        form=Form.REPRIMAND,
        decision_no="5-QĐ",
        decided_on=PartialDate.parse("2025-03"),
    ),
    replacements.DecideReplacement(
        on=TODAY, flag=FLAGS[0], decision=replacements.Replacement.KEPT, decided_on=PartialDate.parse("2026-02"), by="Ban", reason="slip"
    ),
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
