"""Evolving never fails on a history that was accepted, and what is not one's subject changes nothing."""

from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadre_ledger.domain import bodies, cadres, charter, rules, votes
from cadre_ledger.domain.shapes import TAIL_STREAMS, Command, Event
from cadre_ledger.ledger.register import EVENTS
from cadre_ledger.procedures.recording import DECIDERS
from folding import History
from inventions import INVENTED
from ledgers import founding
from stories import PROLOGUE, commands, stories

MODULES = (charter, rules, bodies, cadres, votes)
OWN: dict[ModuleType, tuple[type[Event], ...]] = {
    charter: (charter.Founded,),
    rules: (rules.RegulationAdopted, rules.ClauseConfirmed, rules.RulebookAmended),
    bodies: tuple(model for model in EVENTS if model.__module__ == bodies.__name__),
    cadres: tuple(model for model in EVENTS if model.__module__ == cadres.__name__),
}
FOREIGN = [(module, model) for module, own in OWN.items() for model in EVENTS if model not in own]


@pytest.mark.parametrize(("module", "model"), FOREIGN, ids=lambda each: each.__name__.rpartition(".")[2])
@given(data=st.data())
@settings(max_examples=5, deadline=None)
def test_an_event_of_another_subject_changes_nothing(module: ModuleType, model: type[Event], data: st.DataObject) -> None:
    assert module.evolve(module.initial, data.draw(INVENTED[model])) == module.initial


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
            assert state.recorded is not None
            votes.balance(state.recorded)
            assert len(set(state.links.values())) == len(state.links)


@given(command=commands)
@settings(max_examples=100, deadline=None)
def test_a_boundary_settles_within_three_rounds_and_names_no_stream_twice(command: Command) -> None:
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

    assert rounds <= 3


def command_names_once(streams: tuple[str, ...]) -> bool:
    """A merging of a file into itself names it twice, and is refused for that."""
    return len(set(streams)) == len(streams) or (len(streams) == 2 and streams[0].startswith("cadre/"))


def test_every_command_has_one_decider_and_every_decider_its_four_names() -> None:
    assert set(DECIDERS.values()) == set(MODULES)
    for module in MODULES:
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
