"""The two clocks on every reading command: what was known at a cut never changes, nor what held on a day by what holds later."""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from typer._click import Context
from typer.core import TyperGroup
from typer.main import get_command

from cadre_ledger.cli.app import ROOT
from cadre_ledger.domain import (
    bodies,
    cases,
    classifications,
    convening,
    positions,
    posts,
    replacements,
    rules,
    sessions,
    training,
    units,
    votes,
)
from cadre_ledger.domain.shapes import Command
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.quality import Quality
from cadre_ledger.values.sanctions import Form, Line
from cadre_ledger.values.studies import Category, TheoryLevel
from cadre_ledger.values.tallies import VoteKind
from ledgers import found
from regulations import PLAIN, TWICE
from stories import NAMES, PEOPLE, PROLOGUE, line, opening, play, stories, vote
from terminals import Terminal

ONE = "C000001"
FLAG = "low_confidence_majority-16-1"
QUESTIONS: dict[str, tuple[object, ...]] = {
    "status": (),
    "actor list": (),
    "agenda": (),
    "assess list": (),
    "assess missing": ("--period", "2025"),
    "body list": (),
    "body member list": ("B2",),
    "body show": ("B2",),
    "cadre list": (),
    "cadre show": (ONE,),
    "cadre timeline": (ONE,),
    "classify list": (),
    "diff": ("2014-01-01",),
    "discipline list": (),
    "explain classification": (ONE, "2025"),
    "explain flag": (FLAG,),
    "explain rank": ("S0", 1),
    "explain standing": (ONE,),
    "explain vote": ("S0", 1),
    "flags": (),
    "history log": (),
    "history replay": (ONE,),
    "history show": (20,),
    "period list": (),
    "position list": (),
    "qualification list": (),
    "rank": ("--session", "S0"),
    "report list": (),
    "rules list": (),
    "rules show": (TWICE,),
    "standing list": (),
    "standing show": (ONE,),
    "training due": (),
    "training list": (),
    "unit list": (),
    "vote list": (),
    "vote papers": ("S5",),
    "vote result": ("S0",),
    "vote show": ("S0",),
    "vote sitting": ("S5",),
    "vote sittings": (),
}
"""Each command that answers from the history, asked of what every story begins with."""
OF_THE_PROGRAM = {"completion", "doctor", "init", "rules validate", "schema", "sign-in", "views check", "views rebuild", "views status"}
"""Commands about the program, its files and its surroundings; what they say is not what was known or held."""
OF_FILES = {"report render", "vote paper"}
OF_SCREENS = {"tui"}
"""Which write files in formats of their own, or none; that they honour both clocks is tested with them."""
OF_SIGNED = {"vote handout"}
"""Where nobody signs it is refused; that it honours both clocks is tested with it."""
OF_RECORDS = {"actor list", "history log", "history replay", "history show", "rules list", "rules show", "status"}
"""Commands that show or count what was recorded, whenever it holds."""


def leaves(group: Any = None, path: tuple[str, ...] = ()) -> Iterator[tuple[str, set[str]]]:
    """Every command with its options."""
    command = group or get_command(ROOT)
    if not isinstance(command, TyperGroup):
        yield " ".join(path), {name for param in command.params for name in param.opts}
        return
    context = Context(command)
    for name in command.list_commands(context):
        yield from leaves(command.get_command(context, name), (*path, name))


# A ledger on disk and every command asked twice: too slow to look for the smallest story.
QUICK = (Phase.explicit, Phase.generate)
OPTIONS = dict(leaves())
READING = {name for name, options in OPTIONS.items() if "--expect-head" not in options}


def test_every_command_that_answers_from_the_history_is_asked_here() -> None:
    assert set(QUESTIONS) == READING - OF_THE_PROGRAM - OF_FILES - OF_SCREENS - OF_SIGNED
    assert all({"--as-of", "--known-at"} <= OPTIONS[name] for name in OF_FILES | OF_SCREENS)


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_reading_command_takes_both_clocks(name: str) -> None:
    assert {"--as-of", "--known-at", "--format", "--json", "--output", "--lang", "--ledger"} <= OPTIONS[name]


def answers(terminal: Terminal, *clocks: object, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """What every command answers: the document, or how it was refused."""
    said = {}
    for name, arguments in QUESTIONS.items():
        answer = terminal(*name.split(), *arguments, *clocks, "--json")
        document = json.loads(answer.data) if answer.data else answer.words
        if isinstance(document, dict):
            # How far the read models are is no part of what was known.
            document = {field: value for field, value in document.items() if field not in without | {"views_entry"}}
        said[name] = (answer.status, document)
    return said


LONG_AGO = PartialDate.parse("2010-01-01")
VOTES = (votes.RecordVote, votes.LinkSubject)
CONVENED = sessions.ConveneVote(
    on=LONG_AGO,
    session="S5",
    kind=VoteKind.CONFIDENCE,
    body="B2",
    held_on=PartialDate.parse("2016-03-01"),
    place="Hội trường A",
    basis=PLAIN,
    subjects=(convening.BallotSubject(number=1, name=NAMES[0], position=None, cadre=ONE),),
    committee=("Đỗ Văn Đếm", "Vũ Thị Kiểm", "Hồ Văn Ba"),
)


def world(path: Path, *more: Command) -> tuple[Directory, Terminal]:
    """A ledger with the beginning of every story."""
    made = found(path / "a.ledger")
    # What is founded was there before; a vote is recorded after it was held.
    tell(made, *(each if isinstance(each, VOTES) else each.model_copy(update={"on": LONG_AGO}) for each in PROLOGUE), CONVENED, *more)
    return made, Terminal(made.path)


def tell(directory: Directory, *story: Command) -> int:
    with Ledger.open(directory) as ledger:
        return play(ledger, story)


def head(terminal: Terminal) -> int:
    entry: int = terminal("status", "--json").json["ledger"]["entry"]
    return entry


def test_every_question_has_an_answer(tmp_path: Path) -> None:
    _, terminal = world(tmp_path)

    assert {name: status for name, (status, _) in answers(terminal).items() if status != 0} == {}


@given(story=stories, later=stories, as_of=st.sampled_from((None, "2014-12-31", "2025-06-30", "2026-02-01")))
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=QUICK)
def test_what_was_known_at_a_cut_is_answered_alike_whatever_is_recorded_later(
    story: list[Command], later: list[Command], as_of: str | None
) -> None:
    with TemporaryDirectory() as path:
        directory, terminal = world(Path(path), *story)
        clocks = ("--known-at", f"#{head(terminal)}", *(("--as-of", as_of) if as_of else ()))
        before = answers(terminal, *clocks)

        tell(directory, *later, vote("S9", "2013-06-01", [line(1, 25)]))

        assert answers(terminal, *clocks) == before


# Facts that hold from a day after the day asked for; corrections, links and annulments put right what held before.

DAY = "2026-02-01"
after = st.sampled_from(("2026-02-02", "2026-03", "2026-04-15")).map(PartialDate.parse)
said_names = st.sampled_from(NAMES)
cadres = st.sampled_from(PEOPLE[:2])


@st.composite
def votes_held_later(draw: Any) -> Command:
    subjects = [line(number, draw(st.integers(0, 25)), name=draw(said_names)) for number in range(1, 4)]
    return vote(draw(st.sampled_from(("S8", "S9"))), str(draw(after)), subjects, draw(st.sampled_from((PLAIN, TWICE))))


def post(title: str) -> positions.Post:
    return positions.Post(position="P1", title=title, group="pgd-so", unit="U1")


of_later: dict[str, Any] = {"on": after}
of_someone: dict[str, Any] = {"on": after, "cadre": cadres}
later_facts = st.one_of(
    votes_held_later(),
    st.builds(bodies.RenameBody, **of_later, body=st.just("B2"), name=said_names, reason=said_names),
    st.builds(bodies.CloseBody, **of_later, body=st.just("B2"), reason=said_names),
    st.builds(units.RenameUnit, **of_later, unit=st.just("U2"), name=said_names, reason=said_names),
    st.builds(units.MoveUnit, **of_later, unit=st.just("U3"), parent=st.none() | st.just("U1"), reason=said_names),
    st.builds(units.CloseUnit, **of_later, units_under=st.just(()), posts_held=st.just(()), unit=st.just("U3"), reason=said_names),
    st.builds(positions.RedefinePosition, **of_later, post=said_names.map(post), reason=said_names),
    st.builds(posts.Appoint, **of_someone, position=st.sampled_from(("P1", "P2")), since=after),
    st.builds(
        posts.Relieve,
        **of_someone,
        position=st.just("P1"),
        until=after,
        leaving=st.just(posts.Leaving.RELIEVED),
        reason=said_names,
    ),
    st.builds(posts.Plan, **of_someone, position=st.just("P1")),
    st.builds(posts.Unplan, **of_someone, position=st.just("P2"), reason=said_names),
    st.builds(classifications.Classify, **of_someone, period=st.just("2025-Q4"), level=st.sampled_from(Quality), decided_on=after),
    st.builds(classifications.Notify, **of_someone, of_entry=st.just(36), told_on=after, how=said_names),
    st.builds(
        training.CompleteTraining,
        **of_someone,
        category=st.just(Category.THEORY),
        level=st.sampled_from(TheoryLevel),
        programme=said_names,
        completed_on=after,
    ),
    st.builds(
        cases.DecideDiscipline,
        **of_later,
        case=st.just("K2"),
        cadre=cadres,
        line=st.sampled_from(Line),
        form=st.sampled_from(Form),
        decision_no=said_names,
        decided_on=after,
    ),
    st.builds(cases.EndDiscipline, **of_later, case=st.just("K1"), ended_on=after, reason=said_names),
    st.builds(replacements.ConsiderReplacement, **of_later, flag=st.just(FLAG), considered_on=after, by=said_names),
    st.builds(rules.ConfirmClause, **of_later, clause=st.just(f"{TWICE}#again"), read_by=said_names, read_where=said_names),
)


@given(later=st.lists(later_facts, min_size=5, max_size=15))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=QUICK)
def test_what_held_on_a_day_is_answered_alike_whatever_holds_from_a_later_one(later: list[Command]) -> None:
    # Entries that something rests on, and the day on which something will change, are what is known; and what is known grows.
    heads = frozenset({"ledger", "known_at", "rulebook", "evidence", "since", "rules", "next_change", "would_change_if"})
    with TemporaryDirectory() as path:
        directory, terminal = world(Path(path), opening("2025-Q4", "2025-10-01", "2025-12-31"))
        before = answers(terminal, "--as-of", DAY, without=heads)

        assert tell(directory, units.RenameUnit(on=PartialDate.parse("2026-03"), unit="U1", name="Tên sau", reason="sắp xếp"), *later) > 0

        now = answers(terminal, "--as-of", DAY, without=heads)
        for name in set(QUESTIONS) - OF_RECORDS:
            assert now[name] == before[name], name
