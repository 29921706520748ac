"""A standing changes by itself on the days it names, and on no other: over random histories of all kinds of facts."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from cadre_ledger.domain.shapes import Command
from cadre_ledger.ledger.rulefiles import shipped_regulation
from cadre_ledger.projections.gather import InMemory
from cadre_ledger.projections.source import Judging
from cadre_ledger.projections.standing import Standing, Vote, stand, votes_of
from cadre_ledger.values.verdicts import earliest
from folding import History
from ledgers import adoption
from stories import PEOPLE, PROLOGUE, commands

FIRST, LAST = date(2008, 1, 1), date(2033, 1, 1)
SANCTIONS = ("69-QD-TW-2022", "80-QD-TW-2022", "377-QD-TW-2025", "172-2025-ND-CP", "41-QD-TW-2021")
PERSONNEL = ("32-NQ-TW-2014", "57-QD-TW-2022", "350-QD-TW-2025", "85-2014-QH13", *SANCTIONS)
# The positions of the stories are leaders of departments and their deputies.
GROUPS = {'"district-department-leader"': '"gd-so"', '"commune-committee-member"': '"gd-so"', '"division-head-province"': '"gd-so"'}
LONG = st.lists(commands, min_size=10, max_size=40)


def shipped(name: str) -> str:
    """A shipped text about sanctions or theory, speaking of the stories' groups."""
    text = shipped_regulation(f"vn/{name}").text.decode()
    for theirs, ours in GROUPS.items():
        text = text.replace(theirs, ours)
    return text


RULES = [adoption([shipped(name) for name in PERSONNEL], since="2012-01-01")]


def said_of(dossiers: InMemory, cadre: str, day: date) -> tuple[Standing, tuple[Vote, ...], date | None]:
    """What a standing and its votes say, without the day they were asked for; and their next change."""
    judging = Judging(dossiers)
    found, votes = stand(judging, cadre, day), tuple(votes_of(judging, cadre, day))
    until = earliest([found.next_change, *(each.session.next_change for each in votes)])
    said = tuple(Vote(replace(each.session, as_of=FIRST), each.subject) for each in votes)
    return replace(found, as_of=FIRST, next_change=until), said, until


@given(story=LONG, part=st.fractions(0, 1))
@settings(max_examples=60, deadline=None)
def test_a_standing_is_the_same_on_every_day_until_its_next_change(story: list[Command], part: float) -> None:
    dossiers = History([*PROLOGUE, *RULES, *story]).dossiers
    for cadre in PEOPLE:
        day = FIRST
        while day < LAST:
            found = said_of(dossiers, cadre, day)
            until = found[-1] or LAST
            assert until > day
            last = until - timedelta(days=1)
            for between in (day + timedelta(days=int((last - day).days * part)), last):
                assert said_of(dossiers, cadre, between) == found
            day = until


def test_the_histories_have_sanctions_freezes_and_gaps_that_clauses_decide() -> None:
    dossiers = History([*PROLOGUE, *RULES]).dossiers

    found = stand(Judging(dossiers), PEOPLE[0], date(2025, 6, 1))

    assert [each.found.clause is not None for each in found.effects] == [True]
    assert [each.found.clause is not None for each in found.gaps] == [True]
    assert {each.line.value for each in found.freezes if each.until} == {"party"}
    assert len(list(votes_of(Judging(dossiers), PEOPLE[0], date(2025, 6, 1)))) == 2
