"""How far a vote had come by a day, and by a cut: both are asked of the list and of the vote itself."""

import pytest

from cadre_ledger.domain.counts import PublishVote
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.counting import vote_sitting, vote_sittings
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import NotFound
from cadre_ledger.values.tallies import Level
from councils import PARTY_96, council, desk, do
from living import Live, hold

HELD = Live("S1", PARTY_96, "2023-12-10", ({Level.HIGH: 20, Level.LOW: 10},), 30)


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    """A vote held on the 10th, published on the 20th; another convened on the 15th and not held yet."""
    directory = council(tmp_path_factory.mktemp("clocks") / "a.ledger", "party")
    hold(directory, HELD)
    day = PartialDate.parse("2023-12-20")
    do(directory, PublishVote(on=day, session="S1", published_on=day, where="Cổng thông tin"))
    later = Live("S2", PARTY_96, "2023-12-28", HELD.rows, 30)
    do(directory, later.convene().model_copy(update={"on": PartialDate.parse("2023-12-15")}))
    return directory


@pytest.mark.parametrize(
    ("as_of", "stages"),
    [
        ("2023-12-09", {}),
        ("2023-12-10", {"S1": "certified"}),
        ("2023-12-15", {"S1": "certified", "S2": "convened"}),
        ("2023-12-19", {"S1": "certified", "S2": "convened"}),
        ("2023-12-20", {"S1": "published", "S2": "convened"}),
    ],
)
def test_as_of_a_day_a_vote_is_as_far_as_it_had_come(directory: Directory, as_of: str, stages: dict[str, str]) -> None:
    with desk(directory, as_of) as opened:
        assert {each.code: each.stage for each in vote_sittings(opened, None, None).sittings} == stages
        for session, stage in stages.items():
            shown = vote_sitting(opened, session)
            assert (shown.stage, shown.published_on is not None) == (stage, stage == "published")


def test_before_it_was_convened_a_vote_is_not_yet(directory: Directory) -> None:
    with desk(directory, "2023-12-14") as opened, pytest.raises(NotFound) as error:
        vote_sitting(opened, "S2")
    assert (error.value.code, error.value.facts["held_on"]) == (Code.NOT_YET, "2023-12-15")


def test_at_every_cut_the_list_and_the_vote_say_the_same_stage(directory: Directory) -> None:
    with desk(directory) as opened:
        head = opened.cut.entry
    seen = []
    for entry in range(1, head + 1):
        with desk(directory, known_at=f"#{entry}") as opened:
            for each in vote_sittings(opened, None, None).sittings:
                assert vote_sitting(opened, each.code).stage == each.stage
                seen += [each.stage] if each.code == "S1" and each.stage not in seen else []
    assert seen == ["convened", "opened", "box_closed", "announced", "certified", "published"]
