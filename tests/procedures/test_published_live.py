"""Every published result whose collected ballots are proven, held live with an invented roll: the same figures, the same outcomes.

And one vote under each regulation with people exactly at one half and exactly at two thirds. Expected clauses were worked out by
hand, as in `tests/rulebook/test_outcomes.py`.
"""

from pathlib import Path

import pytest

from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.answers import SharePart
from cadre_ledger.procedures.sample import SAMPLES, import_samples
from cadre_ledger.values.codes import Code
from cadre_ledger.values.tallies import Level, VoteKind
from councils import BASES, CODES, NOW, PARTY_96, RES_35, RES_85, RES_96, VINH_PHUC, council, result
from ledgers import Clock
from living import Live, hold

PROVEN = [name for name, *_ in SAMPLES if name != "hdnd-hcmc-2018-12-05.csv"]
EXACT_DAYS = {"2014-12": "2014-12-10"}
"""A vote is held on a day, also where the press names the month alone."""
REG_262 = "vn/262-QD-TW-2014"


def of_publication(directory: Directory, name: str) -> Live:
    """What was published, as a vote to be held."""
    found = result(directory, CODES[name])
    collected = found.session.ballots_collected
    assert collected is not None
    rows = [
        {Level(level): count for level, count in each.counts.items() if level != "invalid" and count is not None} for each in found.results
    ]
    day = EXACT_DAYS.get(found.session.held_on, found.session.held_on)
    code = CODES[name]
    return Live(f"{code}-L", BASES[name], day, rows, collected, found.session.members_total, body=f"B-{code}")


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    """Both side by side."""
    made = council(tmp_path_factory.mktemp("live") / "a.ledger")
    list(import_samples(made, "tester", Clock(NOW)))
    for name in PROVEN:
        hold(made, of_publication(made, name))
    return made


def test_of_one_publication_alone_the_ballots_are_not_known(directory: Directory) -> None:
    unknown = [name for name in CODES if result(directory, CODES[name]).session.ballots_collected is None]

    assert {*PROVEN, *unknown} == {name for name, *_ in SAMPLES}
    assert len(unknown) == 1


@pytest.mark.parametrize("name", PROVEN)
def test_a_published_result_held_live_has_the_same_figures_and_outcomes(directory: Directory, name: str) -> None:
    published, live = result(directory, CODES[name]), result(directory, f"{CODES[name]}-L")

    assert live.session.recorded_from == "count"
    assert (live.session.ballots_collected, live.session.members_total) == (
        published.session.ballots_collected,
        published.session.members_total,
    )
    assert len(live.results) == len(published.results) > 0
    for one, other in zip(published.results, live.results, strict=True):
        assert {**other.counts, "invalid": None} == {**one.counts, "invalid": None}
        assert sum(count or 0 for count in other.counts.values()) == live.session.ballots_collected
        assert (other.outcome, other.shares, other.base, other.rank) == (one.outcome, one.shares, one.base, one.rank)
        assert Code.CERTIFIED_OTHERWISE.value not in [each.code for each in other.findings]


def test_only_vinh_phuc_no_4_is_flagged_in_both(directory: Directory) -> None:
    flagged = [
        (name, each.subject, each.outcome.clause)
        for name in PROVEN
        for each in result(directory, f"{CODES[name]}-L").results
        if each.outcome.status != "none"
    ]

    assert flagged == [(VINH_PHUC, 4, f"{RES_96}#12.2")]


# Exactly one half and exactly two thirds


MARKS = (23, 24, 25, 31, 32, 33, 48)
"""Of 48: one half is 24, two thirds are 32."""
LIVE: dict[tuple[str, VoteKind], tuple[str | None, ...]] = {
    (RES_96, VoteKind.CONFIDENCE): (None, None, "12.2", "12.2", "12.3", "12.3", "12.3"),
    (PARTY_96, VoteKind.CONFIDENCE): (None, None, "11.2", "11.2", "11.3", "11.3", "11.3"),
    (RES_85, VoteKind.CONFIDENCE): (None, None, "outcome-a", "outcome-a", "outcome-b", "outcome-b", "outcome-b"),
    (RES_35, VoteKind.CONFIDENCE): (None, None, "outcome-a", "outcome-a", "outcome-a", "11", "11"),
    (REG_262, VoteKind.CONFIDENCE): (None,) * 7,
    (RES_96, VoteKind.BINDING): (None, None, *["binding-outcome"] * 5),
    (RES_85, VoteKind.BINDING): (None, None, *["binding-outcome"] * 5),
}
UNDETERMINED = [(PARTY_96, VoteKind.BINDING), (REG_262, VoteKind.BINDING), (RES_35, VoteKind.BINDING)]
"""Their outcome was not found in the text: no answer rather than a no."""
DAYS = {RES_35: "2014-06-10", RES_85: "2018-12-10", RES_96: "2023-12-10", PARTY_96: "2023-12-10", REG_262: "2018-12-10"}


def held(path: Path, basis: str, kind: VoteKind) -> Directory:
    low, rest = (Level.LOW, Level.HIGH) if kind is VoteKind.CONFIDENCE else (Level.NO_CONFIDENCE, Level.CONFIDENCE)
    directory = council(path / "a.ledger", "party" if basis in (PARTY_96, REG_262) else "state")
    hold(directory, Live("S1", basis, DAYS[basis], [{low: marks, rest: 48 - marks} for marks in MARKS], 48, 48, kind))
    return directory


@pytest.mark.parametrize(("basis", "kind"), LIVE, ids=str)
def test_a_live_vote_ends_under_each_regulation_as_its_thresholds_say(tmp_path: Path, basis: str, kind: VoteKind) -> None:
    found = result(held(tmp_path, basis, kind), "S1").results

    assert tuple(each.outcome.clause and each.outcome.clause.removeprefix(f"{basis}#") for each in found) == LIVE[basis, kind]
    assert {each.outcome.status for each in found} <= {"none", "applies"}
    half, two_thirds = (found[MARKS.index(marks)].shares["low" if kind is VoteKind.CONFIDENCE else "no_confidence"] for marks in (24, 32))
    assert (half, two_thirds) == (SharePart(fraction="24/48", percent="50.00"), SharePart(fraction="32/48", percent="66.67"))


@pytest.mark.parametrize(("basis", "kind"), UNDETERMINED, ids=str)
def test_a_live_vote_whose_outcome_no_text_tells_has_no_answer(tmp_path: Path, basis: str, kind: VoteKind) -> None:
    found = result(held(tmp_path, basis, kind), "S1").results

    assert {(each.outcome.status, each.outcome.clause) for each in found} == {("undetermined", None)}


def test_a_binding_vote_that_follows_is_judged_by_itself(tmp_path: Path) -> None:
    directory = held(tmp_path, RES_96, VoteKind.CONFIDENCE)
    rows = [{Level.NO_CONFIDENCE: 24, Level.CONFIDENCE: 24}, {Level.NO_CONFIDENCE: 25, Level.CONFIDENCE: 23}]
    hold(directory, Live("S2", RES_96, "2023-12-11", rows, 48, 48, VoteKind.BINDING, body="HD-2"))

    assert [each.outcome.clause for each in result(directory, "S2").results] == [None, f"{RES_96}#binding-outcome"]
    assert [each.outcome.clause for each in result(directory, "S1").results][2] == f"{RES_96}#12.2"
