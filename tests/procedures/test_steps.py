"""The steps of a vote: which is next, what else can be done, and who may do it."""

import pytest

from cadre_ledger.domain.actors import Role
from cadre_ledger.procedures.agenda import agenda
from cadre_ledger.procedures.answers import VoteSitting
from cadre_ledger.procedures.counting import vote_sitting
from cadre_ledger.procedures.entries.forms import STEPS as FORMS
from cadre_ledger.procedures.steps import EVENTS, IN_ORDER, needs_two, next_step, person_at, possible, roles_of, steps, to_compare
from cadre_ledger.procedures.telling import sittings as telling
from cadre_ledger.procedures.telling.said import page
from cadre_ledger.wording.catalogue import Words
from cadre_ledger.wording.terms import TERMS
from councils import RES_96, desk, do
from holding import SUBJECTS, founded, reached
from sittings import HELD, convene

NEXT = {
    "convened": ("open", ("open", "strike", "annul")),
    "opened": ("box", ("box", "late", "strike", "annul")),
    "closed": ("announce", ("announce", "strike", "annul")),
    "announced": ("count", ("count", "correct", "custody", "annul")),
    "locked": ("count", ("count", "correct", "custody", "annul")),
    "counted": ("compare", ("compare", "correct", "custody", "annul")),
    "settled": ("certify", ("certify", "correct", "custody", "annul")),
    "certified": ("publish", ("publish", "custody", "annul")),
    "published": ("custody", ("custody", "annul")),
}


def vote(step: str) -> VoteSitting:
    with desk(reached(step)) as opened:
        return vote_sitting(opened, "S1")


@pytest.mark.parametrize("step", NEXT)
def test_one_step_is_next_and_those_before_it_are_done(step: str) -> None:
    now, can = NEXT[step]
    found = vote(step)
    place = IN_ORDER.index(now)

    assert next_step(found) == now
    assert possible(found) == can
    assert [each.how for each in steps(found)] == ["done"] * place + ["now"] + ["to_come"] * (len(IN_ORDER) - place - 1)


def test_a_stack_is_compared_once_both_have_locked() -> None:
    assert to_compare(vote("locked")) == ()
    assert to_compare(vote("counted")) == (1,)
    assert to_compare(vote("settled")) == ()


def test_who_takes_a_step_is_told_by_the_roles_of_its_event() -> None:
    assert roles_of("box") == (Role.SECRETARY,)
    assert roles_of("certify") == (Role.CHAIR,)
    assert [name for name in EVENTS if needs_two(name)] == ["annul"]


def test_while_nobody_is_enrolled_everyone_may() -> None:
    with desk(reached("opened")) as opened:
        found = person_at(opened, "ai đó")

    assert (found.name, found.signing, found.may("annul")) == (None, False, True)


def test_every_step_has_its_word_and_a_form_or_a_place_of_its_own() -> None:
    assert set(TERMS["step"]) == set(EVENTS)
    assert set(EVENTS) - set(FORMS) == {"convene", "count", "compare"}


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("step", NEXT)
def test_what_is_said_of_a_vote_fits_a_small_screen(step: str, language: str) -> None:
    text = page(telling.sitting(Words(language), vote(step)))

    assert max(map(len, text.splitlines())) <= 80
    assert "{" not in text


# the workspace


@pytest.mark.parametrize(
    ("step", "day", "state"),
    [
        ("convened", "2026-05-10", "due_soon"),
        ("convened", "2026-05-11", "overdue"),
        ("convened", "2026-04-01", "open"),
        ("opened", "2026-05-10", "open"),
        ("certified", "2026-05-10", "open"),
        ("published", "2026-05-10", None),
    ],
)
def test_a_vote_that_waits_is_a_task_until_it_is_published(step: str, day: str, state: str | None) -> None:
    with desk(reached(step), day) as opened:
        found = [each for each in agenda(opened, files=False).tasks if each.kind == "vote_step"]

    assert [(each.about, each.state, each.facts["step"]) for each in found] == ([("S1", state, NEXT[step][0])] if state else [])


def test_the_next_step_of_the_preparation_is_a_task_with_its_day_and_clause(tmp_path_factory: pytest.TempPathFactory) -> None:
    directory = founded(tmp_path_factory.mktemp("calendar") / "a.ledger", "state")
    do(directory, convene(body="HD", subjects=SUBJECTS, basis=RES_96, calendar="11"))

    def due(day: str) -> list[tuple[str, str | None, str | None, str]]:
        with desk(directory, day) as opened:
            tasks = [each for each in agenda(opened, files=False).tasks if each.kind == "vote_preparation"]
        return [(each.about or "", each.deadline, each.clause, each.state) for each in tasks]

    assert due("2026-03-26") == [("S1/1", "2026-03-26", f"{RES_96}#11", "due_soon")]
    assert due("2026-03-27") == [("S1/2", "2026-04-10", f"{RES_96}#11", "due_soon")]
    assert due("2026-04-21") == []
    assert str(HELD) == "2026-05-10"
