"""Given, when, then: `assert decide(command, given(decider, events, command), RULES) == [Event(...)]`."""

from collections.abc import Sequence
from types import ModuleType
from typing import Any

import pytest

from cadre_ledger.domain.shapes import TAIL_STREAMS, Command, Event
from cadre_ledger.procedures.recording import ROUNDS
from cadre_ledger.rulebook.rulebook import Rulebook
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import LedgerError

NO_RULES = Rulebook()


def given(decider: ModuleType, events: Sequence[Event], command: Command) -> Any:
    """The state on which the command is decided; an event that the decider would not read is a mistake of the test."""
    state = decider.initial
    streams: tuple[str, ...] = ()
    for _ in range(ROUNDS):
        wanted = decider.boundary(command, state)
        if set(wanted) <= set(streams):
            break
        streams = wanted
        state = _folded(decider, events, streams)
    outside = [event for event in events if event.stream not in streams]
    assert not outside, f"outside {streams}: {outside}"
    return state


def _folded(decider: ModuleType, events: Sequence[Event], streams: Sequence[str]) -> Any:
    state = decider.initial
    for stream in streams:
        own = [event for event in events if event.stream == stream]
        for event in own[-1:] if stream in TAIL_STREAMS else own:
            state = decider.evolve(state, event)
    return state


def refusal(decider: ModuleType, events: Sequence[Event], command: Command, rules: Rulebook = NO_RULES) -> Code:
    """The code with which the command is refused."""
    state = given(decider, events, command)
    with pytest.raises(LedgerError) as refused:
        decider.decide(command, state, rules)
    return refused.value.code
