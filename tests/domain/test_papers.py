"""Papers of a vote: each from its step on, and the same bytes issued once."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from cadre_ledger.domain import papers
from cadre_ledger.domain.counts import AnnulVote
from cadre_ledger.domain.papers import IssuePaper, PaperFormat, PaperIssued
from cadre_ledger.domain.shapes import Event
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import LedgerError
from cadre_ledger.values.papers import PaperKind
from sittings import CHAIR, HELD, ONE, RULES, Held, announced, closing, convene, counted, opening

STEPS: dict[str, Callable[[], Held]] = {
    "convened": lambda: Held().do(convene()),
    "opened": lambda: Held().do(convene(), opening()),
    "box closed": lambda: Held().do(convene(), opening(), closing()),
    "announced": lambda: announced(30),
    "annulled before it was opened": lambda: Held().do(convene(), annulling()),
    "annulled after it was counted": lambda: counted((20, 5, 4, 1), (10, 10, 10, 0)).do(annulling()),
}
MADE: dict[str, set[str]] = {
    "convened": {"roll"},
    "opened": {"roll", "ballot"},
    "box closed": {"roll", "ballot"},
    "announced": {"roll", "ballot", "count", "minutes"},
    "annulled before it was opened": set(),
    "annulled after it was counted": {"minutes"},
}


def annulling() -> AnnulVote:
    return AnnulVote(on=HELD, session="S1", annulled_by=(CHAIR, ONE), reason="sai quy trình")


def issue(**more: Any) -> IssuePaper:
    fields: dict[str, Any] = {
        "on": HELD,
        "session": "S1",
        "paper": PaperKind.ROLL,
        "template": "roll/1",
        "format": PaperFormat.PDF,
        "language": "vi",
        "sha256": "ab" * 32,
        "data_sha256": "cd" * 32,
        "as_of": date(2026, 5, 10),
        "known_at": 12,
    }
    return IssuePaper(**(fields | more))


def decided(events: list[Event], command: IssuePaper) -> list[Event]:
    state = papers.initial
    for event in events:
        if event.stream in papers.boundary(command, state):
            state = papers.evolve(state, event)
    return papers.decide(command, state, RULES)


def refused(events: list[Event], command: IssuePaper) -> Code | None:
    try:
        decided(events, command)
    except LedgerError as error:
        return error.code
    return None


@pytest.mark.parametrize("step", STEPS)
def test_from_each_step_on_there_are_these_papers(step: str) -> None:
    events = STEPS[step]().events

    assert {each.value for each in PaperKind if refused(events, issue(paper=each)) is None} == MADE[step]
    assert {refused(events, issue(paper=each)) for each in PaperKind if each.value not in MADE[step]} <= {Code.WRONG_STAGE}


def test_of_a_vote_that_was_not_convened_nothing_is_issued() -> None:
    assert refused([], issue()) is Code.NO_SESSION


def test_what_was_issued_is_kept_with_its_clocks_and_digests() -> None:
    (event,) = decided(announced().events, issue())

    assert event == PaperIssued(**issue().model_dump(exclude={"on"}))
    assert event.stream == "session/S1"


def test_the_same_bytes_are_issued_once_and_others_beside_them() -> None:
    events = announced().events
    events += decided(events, issue())

    assert decided(events, issue(known_at=13)) == []
    assert len(decided(events, issue(sha256="ef" * 32))) == 1
