"""Evolving never fails on a history that was accepted, and what is not one's subject changes nothing."""

from collections.abc import Callable
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
    counts,
    members,
    papers,
    periods,
    positions,
    posts,
    replacements,
    rules,
    sessions,
    training,
    units,
    votes,
)
from cadre_ledger.domain.shapes import TAIL_STREAMS, Command, Event
from cadre_ledger.ledger.register import EVENTS
from cadre_ledger.procedures.recording import DECIDERS, ROUNDS
from cadre_ledger.values.sanctions import FORMS
from folding import History
from inventions import INVENTED
from ledgers import founding
from stories import PROLOGUE, commands, stories

BESIDE: dict[ModuleType, tuple[ModuleType, ...]] = {
    charter: (),
    actors: (cadres,),
    rules: (),
    bodies: (),
    members: (bodies, cadres),
    cadres: (),
    votes: (bodies, cadres, convening),
    sessions: (bodies, cadres, convening, members, votes),
    counts: (bodies, cadres, convening, sessions, votes),
    papers: (bodies, cadres, convening, counts, sessions, votes),
    units: (),
    positions: (units,),
    posts: (cadres, positions, units),
    absences: (cadres,),
    periods: (),
    assessments: (cadres, periods),
    classifications: (cadres, periods),
    training: (cadres,),
    cases: (cadres,),
    replacements: (),
}
"""Every decider, and whose events it reads beside its own."""

PASSED_OVER = {charter.ClockConfirmed, votes.ConfidenceResultEntered, votes.ConfidenceResultWithdrawn}
OWN = {
    module: {model for model in EVENTS if model not in PASSED_OVER and model.__module__ in {each.__name__ for each in (module, *beside)}}
    for module, beside in BESIDE.items()
}
STRANGERS = {model: [module for module, own in OWN.items() if model not in own] for model in EVENTS}
"""Of every event, the deciders it says nothing to."""


@pytest.mark.parametrize("model", EVENTS, ids=lambda model: model.__name__)
@given(data=st.data())
@settings(max_examples=5, deadline=None)
def test_an_event_of_another_subject_changes_nothing(model: type[Event], data: st.DataObject) -> None:
    event = data.draw(INVENTED[model])
    for module in STRANGERS[model]:
        assert module.evolve(module.initial, event) == module.initial, module.__name__


@given(story=stories)
@settings(max_examples=60, deadline=None)
def test_every_stream_of_an_accepted_history_folds_in_every_decider_that_reads_it(story: list[Command]) -> None:
    history = History([*PROLOGUE, *story])

    for command in (founding(), *PROLOGUE, *story):
        decider = DECIDERS[type(command)]
        state = decider.initial
        for stream in decider.boundary(command, state):
            for event in history.streams.get(stream, []):
                state = decider.evolve(state, event)
                assert type(state) is type(decider.initial)


@given(story=stories)
@settings(max_examples=60, deadline=None)
def test_of_a_tail_stream_the_last_event_tells_all(story: list[Command]) -> None:
    history = History([*PROLOGUE, *story])

    for stream, module in zip(sorted(TAIL_STREAMS), (cadres, rules), strict=True):
        events = history.streams[stream]
        whole = module.initial
        for event in events:
            whole = module.evolve(whole, event)
        assert module.evolve(module.initial, events[-1]) == whole


@given(story=stories)
@settings(max_examples=60, deadline=None)
def test_an_accepted_history_keeps_every_invariant(story: list[Command]) -> None:
    streams = History([*PROLOGUE, *story]).streams
    names: dict[str, str] = {}
    numbers: dict[str, str] = {}
    for events in streams.values():
        for event in events:
            match event:
                case bodies.BodyNameTaken():
                    assert names.setdefault(event.stream, event.body) == event.body
                case cadres.CadreNumberTaken():
                    assert numbers.setdefault(event.own_number, event.cadre) == event.cadre
    allocated = [event.number for event in streams["cadre-codes"] if isinstance(event, cadres.CadreCodeAllocated)]
    assert allocated == list(range(1, len(allocated) + 1))
    for name, events in streams.items():
        if name.startswith("session/"):
            state = votes.initial
            for event in events:
                state = votes.evolve(state, event)
            assert (state.recorded is not None) is any(isinstance(event, votes.VoteRecorded) for event in events)
            if state.recorded is not None:
                votes.balance(state.recorded)
            assert len(set(state.links.values())) == len(state.links)


def keeps_still_once_ended(events: list[Event], ending: type[Event]) -> None:
    assert not any(isinstance(event, ending) for event in events[:-1])


def take_turns(events: list[Event], begins: type[Event], ends: type[Event]) -> None:
    """Of one position or period, a beginning and an end follow each other."""
    running: set[str] = set()
    for event in events:
        of = str(getattr(event, "position", None) or getattr(event, "period", None))
        if isinstance(event, begins):
            assert of not in running
            running.add(of)
        elif isinstance(event, ends):
            running.remove(of)


def held_and_left(events: list[Event]) -> None:
    take_turns(events, posts.Appointed, posts.Relieved)
    take_turns(events, posts.Planned, posts.Unplanned)


def decided_once_and_told_once(events: list[Event]) -> None:
    take_turns(events, classifications.Classified, classifications.ClassificationSetAside)
    told = [event.of_entry for event in events if isinstance(event, classifications.Notified)]
    assert len(set(told)) == len(told)


def numbered_without_gaps(events: list[Event]) -> None:
    numbers = [event.number for event in events if isinstance(event, training.TrainingCompleted)]
    assert numbers == list(range(1, len(numbers) + 1))


def fit_their_line(events: list[Event]) -> None:
    decided, *later = events
    assert isinstance(decided, cases.DisciplineDecided)
    forms = [decided.form, *(event.form for event in later if isinstance(event, cases.DisciplineCorrected))]
    assert set(forms) <= set(FORMS[decided.line])
    assert sum(isinstance(event, cases.DisciplineEnded) for event in events) <= 1
    keeps_still_once_ended(events, cases.DisciplineAnnulled)


def begin_once(events: list[Event], begins: type[Event]) -> None:
    assert sum(isinstance(event, begins) for event in events) <= 1


INVARIANTS: dict[str, Callable[[list[Event]], None]] = {
    "unit": lambda events: keeps_still_once_ended(events, units.UnitClosed),
    "posts": held_and_left,
    "period": lambda events: take_turns(events[1:], periods.PeriodClosed, periods.PeriodReopened),
    "verdicts": decided_once_and_told_once,
    "training": numbered_without_gaps,
    "case": fit_their_line,
    "assessment": lambda events: begin_once(events, assessments.Assessed),
    "replacement": lambda events: begin_once(events, replacements.ReplacementDecided),
}


@given(story=stories)
@settings(max_examples=60, deadline=None)
def test_an_accepted_file_keeps_every_invariant(story: list[Command]) -> None:
    streams = History([*PROLOGUE, *story]).streams

    for name, events in streams.items():
        if keeps := INVARIANTS.get(name.partition("/")[0]):
            keeps(events)


@given(story=stories)
@settings(max_examples=60, deadline=None)
def test_an_accepted_tree_has_no_cycle(story: list[Command]) -> None:
    streams = History([*PROLOGUE, *story]).streams
    placed = [event for events in streams.values() for event in events if isinstance(event, units.UnitEstablished | units.UnitMoved)]
    parents = {event.unit: event.parent for event in placed}

    for unit, parent in parents.items():
        above, seen = parent, {unit}
        while above is not None:
            assert above not in seen
            seen.add(above)
            above = parents[above]


@given(command=commands)
@settings(max_examples=100, deadline=None)
def test_a_boundary_settles_in_time_and_names_no_stream_twice(command: Command) -> None:
    history = History(PROLOGUE)
    decider = DECIDERS[type(command)]
    state, streams, rounds = decider.initial, (), 0
    while not set(decider.boundary(command, state)) <= set(streams):
        streams = decider.boundary(command, state)
        assert command_names_once(streams)
        state = decider.initial
        for stream in streams:
            for event in history.streams.get(stream, []):
                state = decider.evolve(state, event)
        rounds += 1

    assert rounds <= ROUNDS


def command_names_once(streams: tuple[str, ...]) -> bool:
    """A merging of a file into itself names it twice, and is refused for that."""
    return len(set(streams)) == len(streams) or (len(streams) == 2 and streams[0].startswith("cadre/"))


def test_every_command_has_one_decider_and_every_decider_its_four_names() -> None:
    assert set(DECIDERS.values()) == set(BESIDE)
    for module in BESIDE:
        assert module.evolve(module.initial, bodies.BodyClosed(body="B9", reason="x")) is not None
        assert {"initial", "evolve", "boundary", "decide"} <= set(vars(module))


@pytest.mark.parametrize("model", EVENTS, ids=lambda model: model.topic)
@given(data=st.data())
@settings(max_examples=5, deadline=None)
def test_every_event_knows_its_stream(model: type[Event], data: st.DataObject) -> None:
    event = data.draw(INVENTED[model])

    assert event.stream == event.model_copy().stream != ""


def test_an_event_without_a_stream_says_so() -> None:
    class Odd(Event):
        topic = "odd.done/1"

    with pytest.raises(NotImplementedError, match="odd"):
        _ = Odd().stream
