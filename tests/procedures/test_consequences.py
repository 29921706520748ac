"""What one entry changed: as comparing the two readings themselves would say, of a cadre or of all whom the entry names."""

from pathlib import Path

import pytest

from cadre_ledger.domain.votes import CorrectVote
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.consequences import consequences
from cadre_ledger.procedures.desk import Clocks, Desk
from cadre_ledger.procedures.differing import diff
from cadre_ledger.procedures.history import beside
from cadre_ledger.procedures.rulebooks import rules_text, text_with
from cadre_ledger.procedures.telling import changes
from cadre_ledger.procedures.telling.recorded import corrected, whole
from cadre_ledger.procedures.telling.said import page
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotFound
from cadre_ledger.wording.catalogue import Words
from councils import NOW, desk, do
from invented import song_giang
from offices import ONE, THREE, make, office, vote

EN = Words("en")


@pytest.mark.parametrize(("entry", "cadre"), [(989, "C000009"), (495, "C000007"), (419, "C000018"), (959, "C000009"), (576, "C000022")])
def test_it_says_what_the_two_readings_say(entry: int, cadre: str) -> None:
    with desk(song_giang()) as opened, Desk.open(song_giang(), Clocks(opened.as_of, f"#{entry}"), NOW) as after:
        with Desk.open(song_giang(), Clocks(opened.as_of, f"#{entry - 1}"), NOW) as before:
            expected = diff(before, after, cadre=cadre).differences
        found = consequences(opened, entry, cadre).differences

    assert sorted((each.key, str(each.was), str(each.now)) for each in found) == sorted(
        (each.key, str(each.was), str(each.now)) for each in expected
    )


def corrected_vote(path: Path) -> tuple[Directory, int, int]:
    """A majority of low confidence that was a slip of the pen."""
    directory = office(path)
    wrong = vote(directory, ("Nguyễn Văn Mẫu", 10, 10, 30))
    change = ((1, "low", 3), (1, "high", 37))
    recording = do(directory, make(CorrectVote, session="BP-2024", corrects=wrong, changes=change, reason="Đọc nhầm"))
    return directory, wrong, recording.records[0].entry


def test_a_corrected_vote_takes_its_flag_away(tmp_path: Path) -> None:
    directory, wrong, entry = corrected_vote(tmp_path / "a.ledger")

    with desk(directory) as opened:
        answer = consequences(opened, entry, ONE)

    gone = [each for each in answer.differences if each.what == "flags"]
    assert [(each.was["flag"], each.now) for each in gone] == [("low_confidence_majority", None)]
    assert (answer.since.known_at.entry, answer.known_at.entry) == (entry - 1, entry)
    assert all(each.entries == (entry,) for each in answer.differences)
    assert wrong < entry


def test_of_whom_it_says_nothing_nothing_changed(tmp_path: Path) -> None:
    directory, _, entry = corrected_vote(tmp_path / "a.ledger")

    with desk(directory) as opened:
        said = page(changes.consequences(EN, consequences(opened, entry, THREE)))

    assert "It changed no verdict" in said


def test_without_a_cadre_it_is_about_all_whom_the_entry_names(tmp_path: Path) -> None:
    directory, wrong, entry = corrected_vote(tmp_path / "a.ledger")

    with desk(directory) as opened:
        of_all = {each.key.partition("/")[0] for each in consequences(opened, entry).differences}
        first = consequences(opened, wrong).differences

    assert of_all == {ONE, "BP-2024"}
    assert any(each.what == "outcomes" and each.was is None for each in first)


def test_what_was_done_about_a_flag_is_about_its_owner() -> None:
    with desk(song_giang()) as opened:
        found = consequences(opened, 679).differences

    assert {each.key.partition("/")[0] for each in found} == {"C000029"}
    assert [each.what for each in found] == ["flags"]


def test_the_first_entry_of_all_has_nothing_before_it() -> None:
    with desk(song_giang()) as opened:
        answer = consequences(opened, 1)

    assert answer.since.known_at.entry == 0
    assert answer.differences == ()


def test_it_can_be_stopped_and_says_how_far_it_has_come() -> None:
    reached: list[int] = []

    def stop(entry: int) -> None:
        reached.append(entry)
        raise InterruptedError

    with desk(song_giang()) as opened, pytest.raises(InterruptedError):
        consequences(opened, 1200, "C000009", stop)

    assert reached == [1000]


def test_an_entry_that_is_not_there_is_refused() -> None:
    with desk(song_giang(), known_at="#900") as opened, pytest.raises(NotFound) as refused:
        consequences(opened, 989)

    assert refused.value.code is Code.NO_ENTRY


@pytest.mark.parametrize(
    ("entry", "put_right"),
    [
        (989, ["✎ points was 78, is 87: Gõ đảo hai chữ số"]),
        (
            495,
            [
                "✎ 7 · high confidence was 32, is 33: Theo biên bản kiểm phiếu gốc",
                "✎ 7 · confidence was 13, is 12: Theo biên bản kiểm phiếu gốc",
            ],
        ),
        (959, []),
    ],
)
def test_a_record_says_what_it_put_right(entry: int, put_right: list[str]) -> None:
    with desk(song_giang()) as opened:
        found = beside(opened, entry)

    record = next(each for each in found if each.entry == entry)
    assert [each.text for each in corrected(EN, record, found)] == put_right


def test_a_record_leads_to_what_put_it_right_later_once_that_is_known() -> None:
    later = "✎ put right later by entry #989"

    def told(known_at: str) -> dict[str, int | None]:
        with desk(song_giang(), known_at=known_at) as opened:
            found = beside(opened, 959)
        record = next(each for each in found if each.entry == 959)
        return {each.text: each.entry for each in whole(EN, record, found).below}

    assert told("#989")[later] == 989
    assert later not in told("#988")


def test_a_clause_leads_to_the_newest_text_that_has_it() -> None:
    with desk(song_giang()) as opened:
        digest = text_with(opened, "vn/350-QD-TW-2025", "advanced")
        answer = rules_text(opened, digest)

        assert text_with(opened, "vn/350-QD-TW-2025") == digest
    assert answer.regulation.id == "vn/350-QD-TW-2025"
    assert "advanced" in [each["id"] for each in answer.clauses]


@pytest.mark.parametrize(("ref", "code"), [("vn/350-QD-TW-2025#none", Code.NO_CLAUSE), ("vn/none#1", Code.NO_REGULATION)])
def test_a_clause_that_is_not_there_is_refused(ref: str, code: Code) -> None:
    with desk(song_giang()) as opened, pytest.raises(NotFound) as refused:
        text_with(opened, *ref.split("#"))

    assert refused.value.code is code
