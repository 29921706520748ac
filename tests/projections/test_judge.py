"""Verdicts of a vote: what opens, how heavy it may be, for whom, and until when this holds."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cadre_ledger.domain.cadres import MergeCadre, UnmergeCadre
from cadre_ledger.domain.returns import BallotNumbers, ListedSubject
from cadre_ledger.domain.rules import ConfirmClause
from cadre_ledger.domain.shapes import Command
from cadre_ledger.domain.votes import LinkSubject
from cadre_ledger.projections.gather import InMemory
from cadre_ledger.projections.judge import SessionVerdict, held
from cadre_ledger.projections.source import results_of, rulebook_of, verdict
from cadre_ledger.projections.tables import FLAGS, VOTES, session_rows
from cadre_ledger.values.citations import KnownFrom, Severity
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.tallies import Level, VoteKind
from cadre_ledger.values.verdicts import Truth
from folding import History
from ledgers import TODAY, adoption, body, cadre
from regulations import DEFAULTS, DEFAULTS_TEXT, PLAIN, PLAIN_TEXT, TWICE
from stories import line, vote

DAY = date(2026, 5, 10)


def confirmation(clause: str, on: str = "2026-05-10") -> ConfirmClause:
    return ConfirmClause(on=PartialDate.parse(on), clause=clause, read_by="Chair", read_where="Gazette")


def linked(session: str, cadre_code: str, subject: int = 1) -> LinkSubject:
    return LinkSubject(on=TODAY, session=session, subject=subject, cadre=cadre_code, ground="same post")


def judged(commands: Sequence[Command], session: str = "S1", as_of: date = DAY) -> SessionVerdict:
    history = History()
    for command in (body(), *(cadre(f"Person {number}") for number in range(1, 4)), *commands):
        assert history.record(command), command
    dossiers = history.dossiers
    return verdict(dossiers, dossiers["session", session], as_of)


def opened(found: SessionVerdict, subject: int = 1) -> tuple[str, Severity] | None:
    one = found.subject(subject)
    assert one is not None
    return None if one.opened is None else (one.opened.clause.clause, one.opened.severity)


# What opens


@pytest.mark.parametrize(
    ("low", "expected"),
    [(15, None), (16, ("majority", Severity.CONSIDER)), (19, ("majority", Severity.CONSIDER)), (20, ("two-thirds", Severity.CONSIDER))],
)
def test_the_share_of_low_confidence_opens_the_clause_whose_band_it_lies_in(low: int, expected: tuple[str, Severity] | None) -> None:
    found = judged([vote("S1", "2014-12-10", [line(1, low)])])

    assert opened(found) == expected


def test_nobody_is_judged_by_the_share_of_another() -> None:
    found = judged([vote("S1", "2014-12-10", [line(1, 20), line(2, 3)])])

    assert (opened(found, 1), opened(found, 2), found.subject(3)) == (("two-thirds", Severity.CONSIDER), None, None)


def test_where_the_base_is_not_known_nothing_is_told_but_what_is_missing() -> None:
    found = judged([vote("S1", "2014-12-10", [line(1, 20)], ballots=BallotNumbers(members_total=50))])

    one = found.subject(1)
    assert one is not None
    assert (one.outcome.truth, one.opened, one.outcome.missing) == (Truth.UNDETERMINED, None, ("ballots_collected",))
    assert one.perhaps is not None
    assert found.base_bounds is not None
    assert (found.base_bounds.at_least, found.base_bounds.at_most) == (20, 50)


def test_a_weaker_outcome_is_certain_and_a_stronger_one_named_as_possible() -> None:
    found = judged([vote("S1", "2014-12-10", [line(1, 26)], ballots=BallotNumbers(issued=50))])

    one = found.subject(1)
    assert one is not None
    assert opened(found) == ("majority", Severity.CONSIDER)
    assert one.perhaps is not None
    assert one.perhaps.clause.clause == "two-thirds"


def test_a_binding_vote_is_judged_by_its_own_clause() -> None:
    subject = ListedSubject(number=1, name="A", position=None, counts={Level.CONFIDENCE: 10, Level.NO_CONFIDENCE: 20})

    found = judged([vote("S1", "2014-12-10", [subject], kind=VoteKind.BINDING)])

    assert opened(found) == ("distrust", Severity.NOTE)
    assert found.ranking is None
    assert [each.rank for each in found.subjects] == [None]


# How heavy


def test_a_flag_is_no_heavier_than_its_clause_is_known() -> None:
    found = judged([vote("S1", "2014-12-10", [line(1, 20)])])

    one = found.subject(1)
    assert one is not None
    assert one.opened is not None
    assert (one.opened.written_severity, one.opened.severity, one.opened.known_from) == (
        Severity.MUST_ACT,
        Severity.CONSIDER,
        KnownFrom.PRESS,
    )


def test_a_clause_read_by_the_council_weighs_in_full() -> None:
    found = judged([vote("S1", "2014-12-10", [line(1, 20)]), confirmation(f"{PLAIN}#two-thirds")])

    assert opened(found) == ("two-thirds", Severity.MUST_ACT)


def test_a_confirmation_counts_from_its_day_on() -> None:
    commands = [vote("S1", "2014-12-10", [line(1, 20)]), confirmation(f"{PLAIN}#two-thirds", "2026-06")]

    before, after = judged(commands, as_of=date(2026, 6, 29)), judged(commands, as_of=date(2026, 6, 30))

    assert (opened(before), opened(after)) == (("two-thirds", Severity.CONSIDER), ("two-thirds", Severity.MUST_ACT))
    assert (before.next_change, after.next_change) == (date(2026, 6, 30), None)


def test_reading_one_clause_makes_no_other_one_known() -> None:
    found = judged([vote("S1", "2014-12-10", [line(1, 20)]), confirmation(f"{PLAIN}#majority")])

    assert opened(found) == ("two-thirds", Severity.CONSIDER)


# Under which text


def test_what_was_begun_under_a_text_stays_under_it() -> None:
    stricter = PLAIN_TEXT.replace('"1/2", less_than', '"1/3", less_than')

    found = judged([vote("S1", "2014-12-10", [line(1, 12)]), adoption([stricter], since="2014-01-01")])
    later = judged([adoption([stricter], since="2014-01-01"), vote("S1", "2014-12-10", [line(1, 12)])])

    assert (opened(found), opened(later)) == (None, ("majority", Severity.CONSIDER))


def test_the_text_of_the_day_of_the_vote_is_chosen() -> None:
    stricter = PLAIN_TEXT.replace('"1/2", less_than', '"1/3", less_than')

    both = [adoption([stricter], since="2015-01-01"), vote("S1", "2014-12-10", [line(1, 12)]), vote("S2", "2015-12-10", [line(1, 12)])]

    assert (opened(judged(both, "S1")), opened(judged(both, "S2"))) == (None, ("majority", Severity.CONSIDER))


# Ranks


def test_ranks_follow_the_defaults_of_the_product_where_the_basis_names_none() -> None:
    found = judged([vote("S1", "2014-12-10", [line(1, 1, 20), line(2, 5, 25), line(3, 1, 20)])])

    assert found.ranking is not None
    assert str(found.ranking[0]) == f"{DEFAULTS}#ranking"
    assert [each.rank for each in found.subjects] == ["2=", "1", "2="]


def test_ranks_follow_the_basis_where_it_names_keys() -> None:
    by_low = DEFAULTS_TEXT.replace(DEFAULTS, "test/own").replace("high", "low").replace('"product"', '"state"')

    found = judged([adoption([by_low]), vote("S1", "2014-12-10", [line(1, 1, 20), line(2, 5, 25)], "test/own")])

    assert found.ranking is not None
    assert found.ranking[0].regulation == "test/own"
    assert [each.rank for each in found.subjects] == ["2", "1"]


# Days


@pytest.mark.parametrize(
    ("day", "truth"),
    [
        ("2014-11-30", Truth.NOT),
        ("2014-12-01", Truth.UNDETERMINED),
        ("2014-12-30", Truth.UNDETERMINED),
        ("2014-12-31", Truth.APPLIES),
        ("2026-01-01", Truth.APPLIES),
    ],
)
def test_a_vote_known_to_the_month_was_held_when_the_month_was_over(day: str, truth: Truth) -> None:
    assert held(PartialDate.parse("2014-12"), date.fromisoformat(day)) is truth


def test_a_flag_of_a_vote_that_perhaps_was_not_held_yet_is_undetermined_and_before_it_there_is_none() -> None:
    commands = [vote("S1", "2014-12", [line(1, 20)])]

    statuses = {}
    for day in (date(2014, 11, 30), date(2014, 12, 1), date(2014, 12, 31)):
        rows = list(session_rows(judged(commands, as_of=day)))
        statuses[day.isoformat()] = [row[FLAGS.columns.index("status")] for table, row in rows if table is FLAGS]
        assert [table for table, _ in rows if table is VOTES] == [VOTES]

    assert statuses == {"2014-11-30": [], "2014-12-01": ["undetermined"], "2014-12-31": ["applies"]}


whens = st.sampled_from(("2014-12", "2014", "2014-12-10", "2015-01", "2026-05"))
asked = st.dates(date(2013, 6, 1), date(2027, 6, 1))


@given(
    when=whens,
    confirmed=st.lists(st.sampled_from(("2014-12-05", "2014-12", "2015", "2026-05-09")), max_size=2),
    as_of=asked,
    data=st.data(),
)
@settings(max_examples=100, deadline=None)
def test_verdicts_are_the_same_on_every_day_until_the_next_change(
    when: str, confirmed: list[str], as_of: date, data: st.DataObject
) -> None:
    clauses = (f"{PLAIN}#two-thirds", f"{PLAIN}#majority")
    commands = [vote("S1", when, [line(1, 20), line(2, 16)])]
    commands += [confirmation(clause, on) for clause, on in zip(clauses, confirmed, strict=False)]  # type: ignore[misc]
    history = History([body(), *commands])
    dossiers = history.dossiers

    def on(day: date) -> tuple[object, ...]:
        found = verdict(dossiers, dossiers["session", "S1"], day)
        return (
            found.held,
            found.subjects,
            found.findings,
            found.next_change,
            *(row[-12:] for table, row in session_rows(found) if table is FLAGS),
        )

    first = on(as_of)
    until = first[3]
    assert until is None or isinstance(until, date)
    last = date(2028, 1, 1) if until is None else until - timedelta(days=1)
    assume(last >= as_of)
    assert on(data.draw(st.dates(as_of, last))) == first
    assert on(last) == first
    if until is not None:
        assert until > as_of


# Other votes of the same person


LOOKS_BACK = [vote("S1", "2014-12-10", [line(1, 12)], TWICE), vote("S0", "2013-05", [line(1, 11)])]


def test_a_clause_that_looks_back_finds_the_vote_of_the_year_before_through_the_file() -> None:
    found = judged([*LOOKS_BACK, linked("S1", "C000001"), linked("S0", "C000001")])

    assert opened(found) == ("again", Severity.NOTE)


@pytest.mark.parametrize(
    ("links", "truth", "missing"),
    [
        ([], Truth.UNDETERMINED, ("cadre",)),
        ([linked("S0", "C000001")], Truth.UNDETERMINED, ("cadre",)),
        ([linked("S1", "C000001")], Truth.NOT, ()),
        ([linked("S1", "C000001"), linked("S0", "C000002")], Truth.NOT, ()),
    ],
    ids=["nobody linked", "only the earlier", "only the later", "another person"],
)
def test_without_the_same_person_in_both_votes_a_clause_does_not_look_back(
    links: list[Command], truth: Truth, missing: tuple[str, ...]
) -> None:
    one = judged([*LOOKS_BACK, *links]).subject(1)

    assert one is not None
    assert (one.outcome.truth, one.outcome.missing) == (truth, missing)


@pytest.mark.parametrize("held_on", ["2012-12-31", "2014-03-01", "2015-01-01"])
def test_a_vote_of_another_year_is_not_that_of_the_year_before(held_on: str) -> None:
    commands = [
        vote("S1", "2014-12-10", [line(1, 12)], TWICE),
        vote("S0", held_on, [line(1, 11)]),
        linked("S1", "C000001"),
        linked("S0", "C000001"),
    ]

    assert opened(judged(commands)) is None


def test_a_merged_file_brings_its_votes_to_the_one_that_goes_on() -> None:
    merged = [
        *LOOKS_BACK,
        linked("S1", "C000001"),
        linked("S0", "C000002"),
        MergeCadre(on=TODAY, cadre="C000002", into="C000001", reason="same"),
    ]
    turned = [
        *LOOKS_BACK,
        linked("S1", "C000001"),
        linked("S0", "C000002"),
        MergeCadre(on=TODAY, cadre="C000001", into="C000003", reason="same"),
    ]

    assert opened(judged(merged)) == ("again", Severity.NOTE)
    assert opened(judged(turned)) is None
    assert [each.cadre for each in judged(turned).subjects] == ["C000003"]


def test_a_merging_taken_back_takes_the_votes_back() -> None:
    commands = [
        *LOOKS_BACK,
        linked("S1", "C000001"),
        linked("S0", "C000002"),
        MergeCadre(on=TODAY, cadre="C000001", into="C000002", reason="same"),
        UnmergeCadre(on=TODAY, cadre="C000001", reason="not the same"),
    ]

    assert opened(judged(commands)) is None
    assert opened(judged(commands[:-1])) == ("again", Severity.NOTE)


def test_results_of_a_person_are_those_of_all_files_merged_into_theirs() -> None:
    history = History(
        [
            body(),
            *(cadre(f"Person {number}") for number in range(3)),
            *(vote(f"S{number}", f"201{number}-12-10", [line(1, 3)]) for number in range(3)),
            *(linked(f"S{number}", f"C00000{number + 1}") for number in range(3)),
            MergeCadre(on=TODAY, cadre="C000001", into="C000002", reason="same"),
            MergeCadre(on=TODAY, cadre="C000002", into="C000003", reason="same"),
        ]
    )

    assert results_of(history.dossiers, "C000003") == [("S2", 1), ("S1", 1), ("S0", 1)]
    assert results_of(history.dossiers, "C000009") == []


# Beside the verdict


def test_what_is_invalid_is_as_given_or_what_is_left_of_the_ballots() -> None:
    incomplete = ListedSubject(number=3, name="C", position=None, counts={Level.LOW: 3})
    found = judged([vote("S1", "2014-12-10", [line(1, 20, 5, 4), line(2, 20, 5, 3, invalid=2), incomplete])])

    assert [each.invalid for each in found.subjects] == [1, 2, None]


def test_a_ledger_that_adopted_nothing_has_an_empty_rulebook() -> None:
    assert rulebook_of(InMemory()).rulebook.adopted == ()


def test_a_nearly_unanimous_result_of_few_ballots_is_said_to_reveal_votes() -> None:
    few = judged([vote("S1", "2014-12-10", [line(1, 8, 1)], ballots=BallotNumbers(collected=9))]).subject(1)
    many = judged([vote("S1", "2014-12-10", [line(1, 29, 1)])]).subject(1)

    assert few is not None
    assert many is not None
    assert [each.code.name for each in few.findings] == ["REVEALS_VOTES"]
    assert list(many.findings) == []
