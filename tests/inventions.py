"""Events of every kind, invented by Hypothesis; one strategy a topic, so that a new topic without one is noticed."""

from datetime import date
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from cadre_ledger.domain import bodies, cadres, charter, rules, votes
from cadre_ledger.domain.shapes import Event
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.tallies import LEVELS, RecordedFrom, VoteKind

LETTERS = "aàáảãạăằâấđeêệiìoôồơởuưừyAĐNT'\"\\-. (),/&é漢"
names = st.text(LETTERS, min_size=1, max_size=40).filter(lambda text: text.strip() != "")
notes = names
codes = st.from_regex(r"[A-Z0-9][A-Z0-9._-]{0,15}", fullmatch=True)
numbers = st.from_regex(r"[A-Z][0-9]{1,6}", fullmatch=True)
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
partial_dates = st.one_of(
    days.map(PartialDate.on), days.map(lambda day: PartialDate.parse(f"{day:%Y-%m}")), days.map(lambda day: PartialDate.parse(f"{day:%Y}"))
)
entries = st.integers(1, 2**53)
counts = st.integers(0, 500)
levels = st.sampled_from(bodies.BodyLevel) | st.none()
digests = st.binary(min_size=32, max_size=32).map(bytes.hex)
regulations = st.from_regex(r"[a-z]{1,5}/[A-Z0-9]{1,5}", fullmatch=True)
percents = st.decimals(0, 100, places=2)


@st.composite
def subjects(draw: Any, kind: VoteKind, number: int) -> votes.ListedSubject:
    """One line of a vote of a kind."""
    levels = draw(st.lists(st.sampled_from(LEVELS[kind]), unique=True))
    return votes.ListedSubject(
        number=number,
        name=draw(names),
        position=draw(st.none() | names),
        counts={level: draw(counts) for level in levels},
        invalid=draw(st.none() | counts),
        printed={level: draw(percents) for level in levels if draw(st.booleans())},
        source=draw(st.none() | notes),
    )


ballot_numbers = st.builds(votes.BallotNumbers, **{name: st.none() | counts for name in votes.BallotNumbers.model_fields})


@st.composite
def recorded_votes(draw: Any) -> votes.VoteRecorded:
    """A vote; its figures need not balance, for reading does not decide."""
    kind = draw(st.sampled_from(VoteKind))
    return votes.VoteRecorded(
        session=draw(codes),
        kind=kind,
        body=draw(codes),
        held_on=draw(partial_dates),
        basis=draw(regulations),
        basis_digest=draw(digests),
        recorded_from=draw(st.sampled_from(RecordedFrom)),
        source=draw(notes),
        ballots=draw(ballot_numbers),
        subjects=tuple(draw(subjects(kind, number)) for number in range(1, draw(st.integers(0, 4)) + 1)),
        subjects_total=draw(st.none() | st.integers(1, 400)),
        warnings=draw(st.lists(st.builds(votes.Warned, code=codes, subject=st.none() | st.integers(1, 9)), max_size=2).map(tuple)),
    )


values = st.none() | counts | names
changes = st.builds(votes.Change, subject=st.none() | st.integers(1, 400), field=names, was=values, now=values)
indexed = st.builds(rules.IndexedText, regulation=regulations, digest=digests, effective_on=days)

INVENTED: dict[type[Event], SearchStrategy[Event]] = {
    charter.Founded: st.builds(
        charter.Founded,
        origin=codes,
        name=names,
        namespace=st.uuids(),
        time_zone=st.just("Asia/Ho_Chi_Minh"),
        authority=st.sampled_from(("party", "state")),
    ),
    charter.ClockConfirmed: st.builds(charter.ClockConfirmed, reason=notes),
    rules.RegulationAdopted: st.builds(
        rules.RegulationAdopted, regulation=regulations, digest=digests, effective_on=days, text=st.text(max_size=200)
    ),
    rules.ClauseConfirmed: st.builds(
        rules.ClauseConfirmed, regulation=regulations, clause=codes, digest=digests, read_by=names, read_where=notes
    ),
    rules.RulebookAmended: st.builds(rules.RulebookAmended, name=names, digest=digests, texts=st.lists(indexed, max_size=3).map(tuple)),
    bodies.BodyEstablished: st.builds(bodies.BodyEstablished, body=codes, name=names, level=levels),
    bodies.BodyNameTaken: st.builds(bodies.BodyNameTaken, name=names, body=codes),
    bodies.BodyRenamed: st.builds(bodies.BodyRenamed, body=codes, name=names, reason=notes),
    bodies.BodyCorrected: st.builds(bodies.BodyCorrected, body=codes, corrects=entries, name=names, level=levels, reason=notes),
    bodies.BodyClosed: st.builds(bodies.BodyClosed, body=codes, reason=notes),
    cadres.CadreCodeAllocated: st.builds(cadres.CadreCodeAllocated, number=st.integers(1, 10**6), cadre=codes),
    cadres.CadreRegistered: st.builds(
        cadres.CadreRegistered, cadre=codes, name=names, born=st.none() | partial_dates, own_number=st.none() | numbers
    ),
    cadres.CadreNumberTaken: st.builds(cadres.CadreNumberTaken, own_number=numbers, cadre=codes),
    cadres.CadreDetailsCorrected: st.builds(
        cadres.CadreDetailsCorrected,
        cadre=codes,
        corrects=entries,
        name=names,
        born=st.none() | partial_dates,
        own_number=st.none() | numbers,
        reason=notes,
    ),
    cadres.CadreMerged: st.builds(cadres.CadreMerged, cadre=codes, into=codes, reason=notes),
    cadres.CadreUnmerged: st.builds(cadres.CadreUnmerged, cadre=codes, was_merged_into=codes, reason=notes),
    votes.VoteRecorded: recorded_votes(),
    votes.SessionDayTaken: st.builds(
        votes.SessionDayTaken, session=codes, kind=st.sampled_from(VoteKind), body=codes, held_on=partial_dates
    ),
    votes.VoteCorrected: st.builds(
        votes.VoteCorrected, session=codes, corrects=entries, changes=st.lists(changes, min_size=1, max_size=3).map(tuple), reason=notes
    ),
    votes.SubjectLinked: st.builds(votes.SubjectLinked, session=codes, subject=st.integers(1, 400), cadre=codes, ground=notes),
    votes.SubjectUnlinked: st.builds(votes.SubjectUnlinked, session=codes, subject=st.integers(1, 400), cadre=codes, reason=notes),
    votes.ConfidenceResultEntered: st.builds(
        votes.ConfidenceResultEntered,
        cadre=codes,
        session=codes,
        subject=st.integers(1, 400),
        kind=st.sampled_from(VoteKind),
        held_on=partial_dates,
    ),
    votes.ConfidenceResultWithdrawn: st.builds(
        votes.ConfidenceResultWithdrawn, cadre=codes, session=codes, subject=st.integers(1, 400), reason=notes
    ),
}
