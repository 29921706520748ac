"""The history that benchmarks measure is one that the domain accepts: every act again, as a command, decided."""

import sqlite3
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from benchmarks.acts import TODAY, Act, Journal
from benchmarks.generator import ACTOR, NAMESPACE, History, Years, build, founded, rulebook_of
from benchmarks.voting import PARTY, STATE

from cadre_ledger.domain import (
    absences,
    assessments,
    bodies,
    cadres,
    cases,
    classifications,
    periods,
    positions,
    posts,
    replacements,
    training,
    units,
    votes,
)
from cadre_ledger.domain.shapes import Command, Event
from cadre_ledger.ledger import pages
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.ledger.mapper import read_record
from cadre_ledger.ledger.register import REGISTER
from cadre_ledger.ledger.views import Views
from cadre_ledger.procedures.recording import Author, record
from cadre_ledger.projections.tables import FLAGS

SIZE = 6000

TELLING: dict[type[Event], type[Command]] = {
    bodies.BodyEstablished: bodies.EstablishBody,
    bodies.BodyRenamed: bodies.RenameBody,
    cadres.CadreDetailsCorrected: cadres.CorrectCadre,
    cadres.CadreMerged: cadres.MergeCadre,
    cadres.CadreUnmerged: cadres.UnmergeCadre,
    votes.VoteRecorded: votes.RecordVote,
    votes.SubjectLinked: votes.LinkSubject,
    votes.SubjectUnlinked: votes.UnlinkSubject,
    units.UnitEstablished: units.EstablishUnit,
    units.UnitRenamed: units.RenameUnit,
    units.UnitMoved: units.MoveUnit,
    positions.PositionDefined: positions.DefinePosition,
    positions.PositionRedefined: positions.RedefinePosition,
    posts.Appointed: posts.Appoint,
    posts.Relieved: posts.Relieve,
    posts.AppointmentCorrected: posts.CorrectAppointment,
    posts.TenureCorrected: posts.CorrectTenure,
    absences.AbsenceBegan: absences.BeginAbsence,
    absences.AbsenceEnded: absences.EndAbsence,
    absences.AbsenceCorrected: absences.CorrectAbsence,
    posts.Planned: posts.Plan,
    posts.Unplanned: posts.Unplan,
    periods.PeriodOpened: periods.OpenPeriod,
    periods.PeriodClosed: periods.ClosePeriod,
    periods.PeriodReopened: periods.ReopenPeriod,
    assessments.Assessed: assessments.Assess,
    assessments.AssessmentCorrected: assessments.CorrectAssessment,
    classifications.Classified: classifications.Classify,
    classifications.ClassificationCorrected: classifications.CorrectClassification,
    classifications.ClassificationSetAside: classifications.SetAsideClassification,
    classifications.Notified: classifications.Notify,
    training.TrainingCompleted: training.CompleteTraining,
    training.TrainingRevoked: training.RevokeTraining,
    training.QualificationRecorded: training.RecordQualification,
    training.QualificationCorrected: training.CorrectQualification,
    training.QualificationRevoked: training.RevokeQualification,
    cases.DisciplineDecided: cases.DecideDiscipline,
    cases.DisciplineCorrected: cases.CorrectDiscipline,
    cases.DisciplineEnded: cases.EndDiscipline,
    cases.DisciplineAnnulled: cases.AnnulDiscipline,
    replacements.ReplacementConsidered: replacements.ConsiderReplacement,
    replacements.ReplacementDecided: replacements.DecideReplacement,
    replacements.ReplacementCorrected: replacements.CorrectReplacement,
}
"""By event: the command that it answers, and whose fields it has, but for what the decider finds itself."""


def command(act: Act) -> Command:
    """What someone must have said for this to be recorded."""
    first = act.events[0]
    match first:
        case cadres.CadreCodeAllocated():
            registered = act.events[1]
            assert isinstance(registered, cadres.CadreRegistered)
            return cadres.RegisterCadre(on=act.on, name=registered.name, born=registered.born, own_number=registered.own_number)
        case votes.VoteCorrected():
            changes = tuple((each.subject, each.field, each.now) for each in first.changes)
            return votes.CorrectVote(on=act.on, session=first.session, corrects=first.corrects, changes=changes, reason=first.reason)
        case units.UnitClosed():
            return units.CloseUnit(on=act.on, unit=first.unit, reason=first.reason, units_under=(), posts_held=())
        case _:
            telling = TELLING[type(first)]
            told: dict[str, Any] = {name: value for name, value in first.model_dump().items() if name in telling.model_fields}
            return telling(on=act.on, **told)


def said(directory: Directory) -> list[tuple[int, str, int, str, str, dict[str, Any]]]:
    """Entry, stream, version, topic, day and event of everything stored."""
    with Ledger.open(directory) as ledger, ledger.reading() as connection:
        rows = [row for page in pages.pages(connection) for row in page]
    records = [(row[0], row[3], read_record(REGISTER, row[3], row[2], row[4])) for row in rows]
    return [
        (entry, each.stream, each.version, topic, str(each.effective_on), each.event.model_dump(mode="json"))
        for entry, topic, each in records
    ]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    """A small history as benchmarks make it."""
    return build(tmp_path_factory.mktemp("made") / "made.ledger", SIZE)


def test_deciders_answer_every_act_with_the_same_events(made: Directory, tmp_path: Path) -> None:
    clock, keys = Years(), count(1)
    directory = founded(tmp_path / "decided.ledger", clock)
    with Ledger.open(directory) as ledger:
        _, digests = rulebook_of(ledger)
        for act in History(SIZE, digests, Journal(ledger.head)).acts():
            clock.reach(act.on)
            record(ledger, [command(act)], Author(ACTOR, f"act-{next(keys)}", clock))

    assert said(directory) == said(made)


LIVE = frozenset(f"cadre_ledger.domain.{room}" for room in ("actors", "members", "convening", "sessions", "counts", "papers"))
HELD_LIVE = {topic for topic, model in REGISTER.models.items() if model.__module__ in LIVE}
"""Signed acts and votes held step by step are not part of the history that is measured."""


def test_it_has_every_family_of_events_that_people_record(made: Directory) -> None:
    topics = {topic for _, _, _, topic, _, _ in said(made)}

    assert set(REGISTER.topics) - topics - HELD_LIVE == {"charter.clock-confirmed/1", "body.corrected/1", "body.closed/1"}


def test_all_five_regulations_judge_and_some_days_are_known_to_the_month(made: Directory) -> None:
    recorded = [event for _, _, _, topic, _, event in said(made) if topic == "vote.recorded/1"]

    assert {event["basis"] for event in recorded} == {regulation for regulation, _ in (*STATE, *PARTY)}
    assert any(len(event["held_on"]) == len("2014-12") for event in recorded)


def test_the_same_size_gives_the_same_history(made: Directory, tmp_path: Path) -> None:
    again = build(tmp_path / "again.ledger", SIZE)

    assert said(again) == said(made)
    assert again.founding().namespace == NAMESPACE


def test_read_models_can_be_made_of_it(made: Directory) -> None:
    connection = sqlite3.connect(made.events)
    try:
        with Views.in_memory(connection, TODAY) as views:
            sizes = views.sizes()
            raised = {row["flag"] for row in views.rows(FLAGS, {"kind": "file"})}
    finally:
        connection.close()

    assert sizes["vote"] > 10
    assert sizes["flag"] > 10
    assert sizes["standing"] > 50
    assert sizes["post"] > 100
    assert {"training_gap", "not_completed", "disciplined", "promotion_frozen"} <= raised
