"""The history that benchmarks measure is one that the domain accepts: every act again, as a command, decided."""

import sqlite3
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from benchmarks.generator import ACTOR, NAMESPACE, PARTY, STATE, TODAY, Act, History, Years, build, founded, rulebook_of

from cadre_ledger.domain import bodies, cadres, votes
from cadre_ledger.domain.shapes import Command
from cadre_ledger.ledger import pages
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.ledger.mapper import read_record
from cadre_ledger.ledger.register import REGISTER
from cadre_ledger.ledger.views import Views
from cadre_ledger.procedures.recording import Author, record
from cadre_ledger.projections import narrow_files

SIZE = 5000


def command(act: Act) -> Command:  # noqa: C901, PLR0911 - one case a command
    """What someone must have said for this to be recorded."""
    first = act.events[0]
    told: dict[str, Any] = {"on": act.on, **first.model_dump()}
    match first:
        case bodies.BodyEstablished():
            return bodies.EstablishBody(**told)
        case bodies.BodyRenamed():
            return bodies.RenameBody(**told)
        case cadres.CadreCodeAllocated():
            registered = act.events[1]
            assert isinstance(registered, cadres.CadreRegistered)
            return cadres.RegisterCadre(on=act.on, name=registered.name, born=registered.born, own_number=registered.own_number)
        case cadres.CadreDetailsCorrected():
            return cadres.CorrectCadre(**told)
        case cadres.CadreMerged():
            return cadres.MergeCadre(**told)
        case cadres.CadreUnmerged():
            return cadres.UnmergeCadre(on=act.on, cadre=first.cadre, reason=first.reason)
        case votes.VoteRecorded():
            return votes.RecordVote(**{key: value for key, value in told.items() if key != "basis_digest"})
        case votes.VoteCorrected():
            changes = tuple((each.subject, each.field, each.now) for each in first.changes)
            return votes.CorrectVote(on=act.on, session=first.session, corrects=first.corrects, changes=changes, reason=first.reason)
        case votes.SubjectLinked():
            return votes.LinkSubject(**told)
        case votes.SubjectUnlinked():
            return votes.UnlinkSubject(on=act.on, session=first.session, subject=first.subject, reason=first.reason)
        case _:
            raise AssertionError(first.topic)


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
        for act in History(SIZE, digests, ledger.head).acts():
            clock.reach(act.on)
            record(ledger, [command(act)], Author(ACTOR, f"act-{next(keys)}", clock))

    assert said(directory) == said(made)


def test_it_has_every_family_of_events_that_people_record(made: Directory) -> None:
    topics = {topic for _, _, _, topic, _, _ in said(made)}

    # The generator makes votes so far, not yet the other kinds of fact.
    unseen = {"charter.clock-confirmed/1", "body.corrected/1", "body.closed/1"} | set(narrow_files.STRUCTS)
    assert set(REGISTER.topics) - topics == unseen


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
    finally:
        connection.close()

    assert sizes["vote"] > 10
    assert sizes["flag"] > 10
