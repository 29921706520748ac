"""Replay: what the steps say adds up to what a fresh reading says, at every entry and on every day."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadre_ledger.domain.cadres import MergeCadre, RegisterCadre
from cadre_ledger.domain.cases import AnnulDiscipline, DecideDiscipline
from cadre_ledger.domain.positions import DefinePosition, RedefinePosition
from cadre_ledger.domain.posts import Appoint
from cadre_ledger.domain.rules import ConfirmClause
from cadre_ledger.domain.shapes import Command
from cadre_ledger.domain.units import EstablishUnit
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures import answers
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.differing import standing_things
from cadre_ledger.procedures.replaying import replay, replay_days
from cadre_ledger.procedures.standings import standing
from cadre_ledger.projections.concerning import Answered, entries_about
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotFound
from councils import council, desk, do
from desks import desk_over
from folding import History
from stories import PEOPLE, PROLOGUE, stories

ONE, TWO = "C000001", "C000002"
DAYS = st.dates(date(2009, 1, 1), date(2028, 1, 1))


def said(found: Desk, cadre: str) -> dict[str, Any]:
    return {key: thing.said for key, thing in standing_things(found, cadre).items()}


def after(steps: Iterable[answers.StepPart]) -> dict[str, Any]:
    """The standing that steps add up to."""
    found: dict[str, Any] = {}
    for step in steps:
        for each in step.changes:
            assert found.pop(each.key, None) == each.was
            if each.now is not None:
                found[each.key] = each.now
    return found


@given(story=stories, day=DAYS, person=st.sampled_from(PEOPLE), data=st.data())
@settings(max_examples=30, deadline=None)
def test_the_steps_up_to_an_entry_add_up_to_the_standing_known_at_it(story: list[Command], day: date, person: str, data: Any) -> None:
    history = History([*PROLOGUE, *story])
    found = desk_over(history, day)

    steps = replay(found, person, full=True).steps

    assert set(entries_about(found.source, Answered(found.source), person)) <= {step.known_at for step in steps}
    for entry in data.draw(st.lists(st.integers(1, len(history.rows)), min_size=1, max_size=5)):
        known = desk_over(history, day, entry)
        assert after(step for step in steps if step.known_at <= entry) == said(known, person)
        for step in steps:
            if step.known_at == entry:
                assert step.standing == (standing(known, person) if known.source.get(("cadre", person)) else None)


@given(story=stories, entry=st.integers(0, 60), limit=st.integers(1, 4))
@settings(max_examples=25, deadline=None)
def test_steps_after_an_entry_are_those_of_the_whole(story: list[Command], entry: int, limit: int) -> None:
    found = desk_over(History([*PROLOGUE, *story]), date(2026, 5, 10))

    whole = replay(found, ONE).steps

    assert replay(found, ONE, entry, limit).steps == tuple(step for step in whole if step.known_at > entry)[:limit]


@given(story=stories, until=DAYS)
@settings(max_examples=25, deadline=None)
def test_the_steps_up_to_a_day_add_up_to_the_standing_on_it(story: list[Command], until: date) -> None:
    found = desk_over(History([*PROLOGUE, *story]), until)

    steps = replay_days(found, ONE).steps

    assert all(step.changes for step in steps)
    assert [step.as_of for step in steps] == sorted({step.as_of for step in steps})
    for step in steps:
        day = date.fromisoformat(step.as_of)
        assert day <= until
        assert after(each for each in steps if each.as_of <= step.as_of) == said(found.on(day), ONE)
    for before, step in pairwise(steps):
        last = date.fromisoformat(step.as_of) - timedelta(days=1)
        assert after(each for each in steps if each.as_of <= before.as_of) == said(found.on(last), ONE)
    if steps:
        assert after(steps) == said(found, ONE)


@given(story=stories, day=DAYS)
@settings(max_examples=25, deadline=None)
def test_days_after_a_day_are_those_of_the_whole(story: list[Command], day: date) -> None:
    found = desk_over(History([*PROLOGUE, *story]), date(2028, 1, 1))

    whole = replay_days(found, ONE).steps
    later = replay_days(found, ONE, day).steps

    assert later == tuple(step for step in whole if step.as_of > day.isoformat())


# A reprimand of the Party keeps from a higher post for twelve months: Regulation 80-QĐ/TW.


def make(kind: type[Command], **fields: Any) -> Command:
    return kind.model_validate({"on": "2026-05-10"} | fields)


REPRIMAND = make(DecideDiscipline, case="KL-1", cadre=ONE, line="party", form="reprimand", decision_no="12-QĐ", decided_on="2023-02-10")


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    made = council(tmp_path / "a.ledger", "party")
    do(made, make(RegisterCadre, name="Nguyễn Văn Mẫu"), make(RegisterCadre, name="Trần Thị Thử"))
    return made


def changed(step: answers.StepPart) -> dict[str, tuple[Any, Any]]:
    return {each.key: (each.was, each.now) for each in step.changes}


def test_an_entry_closes_the_way_to_a_higher_post_and_its_annulment_opens_it(directory: Directory) -> None:
    do(directory, REPRIMAND)
    do(directory, make(AnnulDiscipline, case="KL-1", decision_no="44-QĐ", reason="kỷ luật oan"))

    with desk(directory, as_of="2023-06-01") as opened:
        registered, decided, annulled = replay(opened, ONE).steps

    assert changed(registered)[f"{ONE}/higher_post/status"] == (None, "applies")
    assert changed(decided)[f"{ONE}/higher_post/status"] == ("applies", "none")
    assert changed(annulled)[f"{ONE}/higher_post/status"] == ("none", "applies")
    assert decided.entry is not None
    assert (decided.entry.name, decided.entry.effective_on, decided.entry.says["form"]) == (
        "discipline.decided/1",
        "2023-02-10",
        "reprimand",
    )
    assert (decided.known_at, decided.as_of, decided.standing) == (decided.entry.entry, "2023-06-01", None)


def test_a_freeze_ends_by_the_calendar_and_the_days_show_it(directory: Directory) -> None:
    do(directory, REPRIMAND)

    with desk(directory, as_of="2030-12-31") as opened:
        steps = {step.as_of: changed(step) for step in replay_days(opened, ONE).steps}
    with desk(directory, as_of="2024-02-09") as opened:
        short = [step.as_of for step in replay_days(opened, ONE).steps]

    assert steps["2023-02-10"][f"{ONE}/higher_post/status"] == (None, "none")
    assert steps["2024-02-10"][f"{ONE}/higher_post/status"] == ("none", "applies")
    assert short == ["2023-02-10"]


def test_an_entry_about_another_is_no_step_unless_it_moves_the_standing(directory: Directory) -> None:
    definition = {"position": "P1", "title": "Giám đốc", "group": "district-department-leader", "unit": "U1"}
    do(directory, make(EstablishUnit, unit="U1", name="Sở"), make(DefinePosition, post=definition, on="2010"))
    do(directory, make(Appoint, cadre=ONE, position="P1", since="2016-03-01"))
    do(directory, make(RedefinePosition, post=definition | {"title": "Giám đốc Sở"}, on="2015", reason="đổi tên"))
    do(directory, make(DecideDiscipline, **(REPRIMAND.model_dump() | {"cadre": TWO})))

    with desk(directory) as opened:
        names = [step.entry.name for step in replay(opened, ONE).steps if step.entry]
        last = replay(opened, ONE).steps[-1]

    assert names == ["cadre.registered/1", "post.appointed/1", "position.redefined/1"]
    (title,) = changed(last).values()
    assert (title[0]["title"], title[1]["title"]) == ("Giám đốc", "Giám đốc Sở")


def test_a_reading_of_a_clause_that_changes_the_standing_is_a_step() -> None:
    history = History(PROLOGUE)
    history.record(make(ConfirmClause, clause="test/twice#again", read_by="Ban", read_where="Công báo", on="2011"))
    history.record(make(ConfirmClause, clause="test/plain#distrust", read_by="Ban", read_where="Công báo", on="2011"))

    last = replay(desk_over(history, date(2026, 5, 10)), ONE).steps[-1]

    assert last.entry is not None
    assert (last.entry.name, last.entry.says["clause"]) == ("clause.text-confirmed/1", "again")
    weights = {key.split("/")[1]: (was, now) for key, (was, now) in changed(last).items()}
    assert set(weights) == {"votes", "flags"}
    assert [each["outcome"]["severity"] for each in weights["votes"]] == ["note", "must_act"]
    assert [each["severity"] for each in weights["flags"]] == ["note", "must_act"]


def test_the_file_merged_into_another_moves_its_standing_at_the_merging(directory: Directory) -> None:
    do(directory, make(DecideDiscipline, **(REPRIMAND.model_dump() | {"cadre": TWO})))
    do(directory, make(MergeCadre, cadre=TWO, into=ONE, reason="nhập hai lần"))

    with desk(directory, as_of="2023-06-01") as opened:
        steps = replay(opened, ONE).steps

    moved = [step.entry.name for step in steps if step.entry and f"{ONE}/higher_post/status" in changed(step)]
    assert moved == ["cadre.registered/1", "cadre.merged/1"]


def test_nobody_is_replayed_who_is_not_known(directory: Directory) -> None:
    with desk(directory) as opened, pytest.raises(NotFound) as error:
        replay(opened, "C000009")
    assert error.value.code is Code.NO_CADRE
