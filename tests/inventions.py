"""Events of every kind, invented by Hypothesis; one strategy a topic, so that a new topic without one is noticed."""

from base64 import b64encode
from datetime import date
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from cadre_ledger.domain import (
    absences,
    actors,
    assessments,
    bodies,
    cadres,
    cases,
    charter,
    classifications,
    convening,
    members,
    papers,
    periods,
    positions,
    posts,
    replacements,
    returns,
    rules,
    sessions,
    training,
    units,
    votes,
)
from cadre_ledger.domain import (
    counts as counting,
)
from cadre_ledger.domain.shapes import Event
from cadre_ledger.values.absences import Absence
from cadre_ledger.values.counting import Miscount, Presence, Struck
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.papers import PaperKind
from cadre_ledger.values.quality import Capacity, Quality
from cadre_ledger.values.sanctions import Form, Line
from cadre_ledger.values.shares import Base
from cadre_ledger.values.studies import Category, TheoryLevel
from cadre_ledger.values.tallies import LEVELS, RecordedFrom, VoteKind
from cadre_ledger.values.text import Name

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
roles = st.lists(st.sampled_from(actors.Role), min_size=1, unique=True)
public_keys = st.binary(min_size=33, max_size=33).map(lambda raw: b64encode(raw).decode())
signatures = st.binary(min_size=64, max_size=64).map(lambda raw: b64encode(raw).decode())
percents = st.decimals(0, 100, places=2)


@st.composite
def subjects(draw: Any, kind: VoteKind, number: int) -> returns.ListedSubject:
    """One line of a vote of a kind."""
    levels = draw(st.lists(st.sampled_from(LEVELS[kind]), unique=True))
    return returns.ListedSubject(
        number=number,
        name=draw(names),
        position=draw(st.none() | names),
        counts={level: draw(counts) for level in levels},
        invalid=draw(st.none() | counts),
        printed={level: draw(percents) for level in levels if draw(st.booleans())},
        source=draw(st.none() | notes),
    )


ballot_numbers = st.builds(returns.BallotNumbers, **{name: st.none() | counts for name in returns.BallotNumbers.model_fields})


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
rule_codes = st.from_regex(r"[a-z0-9][a-z0-9.-]{0,15}", fullmatch=True)
period_codes = st.sampled_from(("2025", "2025-H1", "2025-Q4", "2025-12", "term:2025-2030", "DOT-1"))
maybe_names = st.none() | names
maybe_notes = st.none() | notes
maybe_dates = st.none() | partial_dates
points = st.none() | percents
scores = st.dictionaries(rule_codes, st.decimals(0, 1000, places=2), max_size=4)
flags = st.from_regex(r"[a-z_]{1,20}-[0-9]{1,4}-[0-9]{1,2}", fullmatch=True).filter(lambda text: text[0] != "_")
theory = st.none() | st.sampled_from(TheoryLevel)
qualities = st.sampled_from(Quality)
posts_defined = st.builds(
    positions.Post,
    position=codes,
    title=names,
    group=rule_codes,
    unit=codes,
    authority=maybe_names,
    theory_required=theory,
    management_required=maybe_names,
    criteria_set=st.none() | rule_codes,
    peer_group=st.none() | codes,
    higher_position=st.none() | codes,
    heads_unit=st.booleans(),
)

LIVE: tuple[type[Event], ...] = (
    convening.VoteConvened,
    sessions.VoteOpened,
    sessions.LateArrived,
    sessions.SubjectStruck,
    sessions.BoxClosed,
    sessions.CollectedAnnounced,
    sessions.AnnouncementCorrected,
    counting.EntryLocked,
    counting.EntryTaken,
    counting.EntryWithdrawn,
    counting.BatchOpened,
    counting.CellsRecounted,
    counting.VoteCertified,
    counting.VotePublished,
    counting.BallotsInCustody,
    counting.VoteAnnulled,
    papers.PaperIssued,
)
"""What happens in a vote that is held here: their fields are invented by name."""

totals = st.builds(
    counting.SubjectTotals, subject=st.integers(1, 9), counts=st.just(dict.fromkeys(LEVELS[VoteKind.CONFIDENCE], 3)), invalid=counts
)
outcomes = st.builds(counting.CertifiedOutcome, subject=st.integers(1, 9), status=names, clause=st.none() | names, flag=st.none() | names)
NAMED: dict[str, SearchStrategy[Any]] = {
    "session": codes,
    "body": codes,
    "kind": st.sampled_from(VoteKind),
    "held_on": days.map(PartialDate.on),
    "basis": regulations,
    "basis_digest": digests,
    "subjects": st.lists(
        st.builds(convening.BallotSubject, number=st.integers(1, 9), name=names, position=st.none() | names, cadre=st.none() | codes),
        max_size=2,
    ).map(tuple),
    "exempt": st.lists(st.builds(convening.Exempt, name=names, cadre=st.none() | codes, clause=st.just("11.2")), max_size=1).map(tuple),
    "calendar": st.lists(st.builds(convening.Due, clause=st.just("11"), step=st.just(1), days_before=counts, due_on=days), max_size=1).map(
        tuple
    ),
    "follows": st.none() | codes,
    "roll": st.lists(
        st.builds(sessions.Seat, member=counts, name=names, presence=st.sampled_from(Presence), reason=st.none() | notes), max_size=2
    ).map(tuple),
    "members_total": st.none() | counts,
    "quorum": st.none() | st.builds(sessions.QuorumMet, clause=names, at_least=st.just("2/3"), of=st.sampled_from(Base), number=counts),
    "seats": st.just((1,)),
    "batches": st.just((10, 11)),
    "questions": st.just(("VOTE-209",)),
    "batch": st.just(1),
    "corrects": entries,
    "actor": codes,
    "public_key": public_keys,
    "signature": signatures,
    "seen": entries,
    **dict.fromkeys(("ballot", "seen_leaf", "commitment", "sealed"), digests),
    "entries": st.lists(st.builds(counting.OpenedEntry, counter=names, totals=st.tuples(totals), blind=digests), max_size=2).map(tuple),
    "cells": st.just({"low": 3, "high": 2}),
    "outcomes": st.lists(outcomes, max_size=2).map(tuple),
    "published_on": partial_dates,
    "kept_until": st.none() | partial_dates,
    "note": st.none() | notes,
    "paper": st.sampled_from(PaperKind),
    "template": st.just("minutes/1"),
    "format": st.sampled_from(papers.PaperFormat),
    "language": st.sampled_from(("vi", "en")),
    "sha256": digests,
    "data_sha256": digests,
    "as_of": days,
    "known_at": entries,
}


def of_model(model: type[Event]) -> SearchStrategy[Any]:
    """By the names of its fields, else by their types."""
    kinds: dict[Any, SearchStrategy[Any]] = {
        int: counts,
        Struck: st.sampled_from(Struck),
        Miscount: st.sampled_from(Miscount),
        tuple[Name, ...]: st.tuples(names),
    }
    return st.builds(model, **{name: NAMED.get(name, kinds.get(field.annotation, names)) for name, field in model.model_fields.items()})


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
    actors.ActorEnrolled: st.builds(
        actors.ActorEnrolled, actor=codes, name=names, roles=roles, public_key=public_keys, proof=signatures, cadre=st.none() | codes
    ),
    actors.ActorKeyRotated: st.builds(actors.ActorKeyRotated, actor=codes, public_key=public_keys, proof=signatures, reason=notes),
    actors.ActorRolesChanged: st.builds(actors.ActorRolesChanged, actor=codes, roles=roles, reason=notes),
    actors.ActorRetired: st.builds(actors.ActorRetired, actor=codes, reason=notes),
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
    members.MemberJoined: st.builds(
        members.MemberJoined, body=codes, member=st.just(1), name=names, cadre=st.none() | codes, joined_on=partial_dates
    ),
    members.MemberLeft: st.builds(members.MemberLeft, body=codes, member=st.just(1), left_on=partial_dates, reason=notes),
    members.MemberCorrected: st.builds(
        members.MemberCorrected,
        body=codes,
        member=st.just(1),
        corrects=entries,
        name=names,
        cadre=st.none() | codes,
        joined_on=partial_dates,
        left_on=st.none() | partial_dates,
        reason=notes,
    ),
    members.MembersFixed: st.builds(members.MembersFixed, body=codes, members=counts, fixed_on=partial_dates, decision_no=names),
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
    **{model: of_model(model) for model in LIVE},
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
    units.UnitEstablished: st.builds(units.UnitEstablished, unit=codes, name=names, parent=st.none() | codes, region=maybe_names),
    units.UnitRenamed: st.builds(units.UnitRenamed, unit=codes, name=names, reason=notes),
    units.UnitMoved: st.builds(units.UnitMoved, unit=codes, parent=st.none() | codes, reason=notes),
    units.UnitClosed: st.builds(units.UnitClosed, unit=codes, reason=notes),
    positions.PositionDefined: st.builds(positions.PositionDefined, post=posts_defined),
    positions.PositionRedefined: st.builds(positions.PositionRedefined, post=posts_defined, reason=notes),
    posts.Appointed: st.builds(
        posts.Appointed,
        cadre=codes,
        position=codes,
        since=partial_dates,
        term_from=maybe_dates,
        term_to=maybe_dates,
        decision_no=maybe_names,
    ),
    posts.Relieved: st.builds(
        posts.Relieved,
        cadre=codes,
        position=codes,
        until=partial_dates,
        leaving=st.sampled_from(posts.Leaving),
        reason=notes,
        decision_no=maybe_names,
    ),
    posts.AppointmentCorrected: st.builds(
        posts.AppointmentCorrected,
        cadre=codes,
        position=codes,
        corrects=entries,
        since=partial_dates,
        term_from=maybe_dates,
        term_to=maybe_dates,
        reason=notes,
    ),
    posts.TenureCorrected: st.builds(
        posts.TenureCorrected,
        cadre=codes,
        position=codes,
        number=st.integers(1, 200),
        corrects=entries,
        since=partial_dates,
        term_from=maybe_dates,
        term_to=maybe_dates,
        until=partial_dates,
        leaving=st.sampled_from(posts.Leaving),
        reason=notes,
    ),
    posts.Planned: st.builds(posts.Planned, cadre=codes, position=codes),
    posts.Unplanned: st.builds(posts.Unplanned, cadre=codes, position=codes, reason=notes),
    absences.AbsenceBegan: st.builds(
        absences.AbsenceBegan,
        cadre=codes,
        number=st.integers(1, 200),
        kind=st.sampled_from(Absence),
        since=partial_dates,
        planned_until=maybe_dates,
        decision_no=maybe_names,
    ),
    absences.AbsenceEnded: st.builds(
        absences.AbsenceEnded, cadre=codes, number=st.integers(1, 200), until=partial_dates, decision_no=maybe_names
    ),
    absences.AbsenceCorrected: st.builds(
        absences.AbsenceCorrected,
        cadre=codes,
        number=st.integers(1, 200),
        corrects=entries,
        kind=st.sampled_from(Absence),
        since=partial_dates,
        planned_until=maybe_dates,
        until=maybe_dates,
        reason=notes,
    ),
    periods.PeriodOpened: st.builds(
        periods.PeriodOpened,
        period=period_codes,
        begins=partial_dates,
        ends=partial_dates,
        criteria_set=rule_codes,
        basis=regulations,
        basis_digest=digests,
        deadline=maybe_dates,
    ),
    periods.PeriodClosed: st.builds(periods.PeriodClosed, period=period_codes),
    periods.PeriodReopened: st.builds(periods.PeriodReopened, period=period_codes, reason=notes),
    assessments.Assessed: st.builds(
        assessments.Assessed,
        cadre=codes,
        period=period_codes,
        assessor=names,
        capacity=st.sampled_from(Capacity),
        scores=scores,
        comment=maybe_notes,
    ),
    assessments.AssessmentCorrected: st.builds(
        assessments.AssessmentCorrected, cadre=codes, period=period_codes, assessor=names, corrects=entries, scores=scores, reason=notes
    ),
    classifications.Classified: st.builds(
        classifications.Classified,
        cadre=codes,
        period=period_codes,
        level=qualities,
        decided_on=partial_dates,
        points=points,
        decision_no=maybe_names,
        decided_by=maybe_names,
        departs_from=st.none() | qualities,
        reason=maybe_notes,
    ),
    classifications.ClassificationCorrected: st.builds(
        classifications.ClassificationCorrected,
        cadre=codes,
        period=period_codes,
        corrects=entries,
        level=qualities,
        points=points,
        reason=notes,
    ),
    classifications.ClassificationSetAside: st.builds(
        classifications.ClassificationSetAside, cadre=codes, period=period_codes, reason=notes, decision_no=maybe_names
    ),
    classifications.Notified: st.builds(classifications.Notified, cadre=codes, of_entry=entries, told_on=partial_dates, how=notes),
    training.TrainingCompleted: st.builds(
        training.TrainingCompleted,
        cadre=codes,
        number=st.integers(1, 200),
        category=st.sampled_from(Category),
        level=theory,
        programme=names,
        completed_on=partial_dates,
        institution=maybe_names,
        country=maybe_names,
        started_on=maybe_dates,
        certificate=maybe_names,
        approved_on=maybe_dates,
        duration_hours=st.none() | st.integers(1, 100_000),
    ),
    training.TrainingRevoked: st.builds(training.TrainingRevoked, cadre=codes, number=st.integers(1, 200), reason=notes),
    training.QualificationRecorded: st.builds(
        training.QualificationRecorded,
        cadre=codes,
        kind=st.sampled_from(training.QualificationKind),
        level=names,
        obtained_on=partial_dates,
        field=maybe_names,
        institution=maybe_names,
        language=maybe_names,
        certificate=maybe_names,
    ),
    training.QualificationCorrected: st.builds(
        training.QualificationCorrected,
        cadre=codes,
        number=st.integers(1, 200),
        corrects=entries,
        kind=st.sampled_from(training.QualificationKind),
        level=names,
        obtained_on=partial_dates,
        field=maybe_names,
        institution=maybe_names,
        language=maybe_names,
        certificate=maybe_names,
        reason=notes,
    ),
    training.QualificationRevoked: st.builds(training.QualificationRevoked, cadre=codes, number=st.integers(1, 200), reason=notes),
    cases.DisciplineDecided: st.builds(
        cases.DisciplineDecided,
        case=codes,
        cadre=codes,
        line=st.sampled_from(Line),
        form=st.sampled_from(Form),
        decision_no=names,
        decided_on=partial_dates,
        effective_on=maybe_dates,
        authority=maybe_names,
        grounds=maybe_notes,
        public_duty=st.booleans(),
    ),
    cases.DisciplineCorrected: st.builds(
        cases.DisciplineCorrected,
        case=codes,
        cadre=codes,
        corrects=entries,
        form=st.sampled_from(Form),
        decided_on=partial_dates,
        effective_on=maybe_dates,
        reason=notes,
    ),
    cases.DisciplineEnded: st.builds(cases.DisciplineEnded, case=codes, cadre=codes, ended_on=partial_dates, reason=notes),
    cases.DisciplineAnnulled: st.builds(cases.DisciplineAnnulled, case=codes, cadre=codes, decision_no=names, reason=notes),
    replacements.ReplacementConsidered: st.builds(
        replacements.ReplacementConsidered, flag=flags, considered_on=partial_dates, by=names, note=maybe_notes
    ),
    replacements.ReplacementDecided: st.builds(
        replacements.ReplacementDecided,
        flag=flags,
        decision=st.sampled_from(replacements.Replacement),
        decided_on=partial_dates,
        by=names,
        ground=maybe_names,
        decision_no=maybe_names,
        reason=notes,
    ),
    replacements.ReplacementCorrected: st.builds(
        replacements.ReplacementCorrected, flag=flags, corrects=entries, decision=st.sampled_from(replacements.Replacement), reason=notes
    ),
}
