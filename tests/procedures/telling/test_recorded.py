"""Records in plain words, before and after they are made."""

import unicodedata
from typing import Any

import pytest

from cadre_ledger.domain.cadres import RegisterCadre
from cadre_ledger.domain.cases import DecideDiscipline
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.register import EVENTS
from cadre_ledger.procedures.history import show
from cadre_ledger.procedures.recording import preview
from cadre_ledger.procedures.telling import fields
from cadre_ledger.procedures.telling.recorded import happened, record, recorded, sign
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.wording.catalogue import Words
from cadre_ledger.wording.terms import TERMS
from councils import copied, desk
from invented import history, song_giang
from ledgers import author

EN, VI = Words("en"), Words("vi")
ON = PartialDate.parse("2026-05-10")


def stored(entry: int, words: Words = EN, **names: str) -> Said:
    with desk(song_giang()) as opened:
        return record(words, show(opened, entry).record, names)


def below(said: Said) -> list[str]:
    return [each.text for each in said.below]


def test_every_kind_of_record_has_its_words_and_nothing_else_has() -> None:
    assert set(TERMS["event"]) == {each.topic.partition("/")[0] for each in EVENTS}


def test_every_field_that_is_said_of_a_record_has_its_word() -> None:
    said = {name for each in EVENTS for name in each.model_fields} - fields.UNSAID - {"post", "changes"}

    assert said <= set(TERMS["field"])


@pytest.mark.parametrize("event", EVENTS, ids=lambda each: each.topic)
def test_a_record_s_sign_is_one_cell_wide(event: Any) -> None:
    assert len(sign(event.topic)) == 1
    assert unicodedata.east_asian_width(sign(event.topic)) not in ("W", "F")
    assert happened(VI, event.topic) != happened(EN, event.topic)


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        ("post.appointed/1", "+"),
        ("post.relieved/1", "−"),
        ("post.appointment-corrected/1", "✎"),
        ("cadre.details-corrected/1", "✎"),
        ("cadre.merged/1", "~"),
        ("cadre.unmerged/1", "−"),
        ("vote.subject-unlinked/1", "−"),
    ],
)
def test_the_sign_says_whether_it_came_went_turned_or_was_put_right(topic: str, expected: str) -> None:
    assert sign(topic) == expected


def test_what_will_be_recorded_is_told_before_it_is(tmp_path: Any) -> None:
    directory = copied(song_giang(), tmp_path / "a.ledger")
    command = DecideDiscipline.model_validate(
        {
            "on": ON,
            "case": "77-QD",
            "cadre": "C000001",
            "line": "state",
            "form": "warning",
            "decision_no": "77/QĐ",
            "decided_on": "2026-05-04",
            "effective_on": None,
            "authority": None,
            "grounds": None,
            "public_duty": True,
        }
    )
    with Ledger.open(directory) as ledger:
        (said,) = recorded(VI, preview(ledger, [command], author()), {"C000001": "Lương Thị Bích Trâm"})

    assert said.text == "+ quyết định kỷ luật · C000001 Lương Thị Bích Trâm · 04/05/2026"
    assert said.entry is None
    assert below(said) == [
        "vụ việc: 77-QD",
        "cán bộ: C000001 Lương Thị Bích Trâm",
        "kỷ luật theo: kỷ luật của Nhà nước",
        "hình thức: cảnh cáo",
        "quyết định số: 77/QĐ",
        "ngày quyết định: 04/05/2026",
        "trong thi hành công vụ: có",
    ]


def test_a_cadre_without_a_known_name_is_told_by_the_code(tmp_path: Any) -> None:
    directory = copied(song_giang(), tmp_path / "a.ledger")
    with Ledger.open(directory) as ledger:
        said = recorded(EN, preview(ledger, [RegisterCadre(on=ON, name="Trần Thị Thử")], author()))

    assert [each.text for each in said] == [
        "+ code of a cadre allocated · C000041 · 2026-05-10",
        "+ file of a cadre opened · C000041 · 2026-05-10",
    ]


def test_a_vote_is_told_line_by_line() -> None:
    listed = next(each for each in stored(472).below if each.text.startswith("people listed"))

    assert listed.text == "people listed: 10"
    assert listed.below[0].text == "1 Lương Thị Bích Trâm · Chủ tịch HĐND tỉnh · high confidence 41, confidence 6, low confidence 1"


def test_scores_are_numbers_of_the_reader_s_language() -> None:
    scores = next(each for each in stored(435, VI).below if each.text == "điểm từng tiêu chí")

    assert "ethics: 8,5" in below(scores)


def test_a_stored_record_says_who_recorded_it_and_when() -> None:
    assert below(stored(417))[-1] == "recorded 2023-09-25T01:00:18Z · kiem-tra · unsigned"


def test_a_clause_and_an_entry_that_a_record_names_can_be_opened() -> None:
    event = {"regulation": "vn/96-2023-QH15", "clause": "12.2", "digest": "d", "read_by": "Ban", "read_where": "Công báo"}
    told = fields.fields(EN, "clause.text-confirmed/1", event)

    assert [each.clause for each in told] == [None, "vn/96-2023-QH15#12.2", None, None]
    assert fields.fields(EN, "verdict.notified/1", {"of_entry": 31})[0].entry == 31


def test_a_form_that_is_no_longer_written_is_shown_as_it_is() -> None:
    assert below(Said("", below=fields.fields(EN, "gone.away/9", {"level": "x", "old_name": "y"}))) == ["level: x", "old_name: y"]


def test_what_a_correction_changes_is_told_field_by_field() -> None:
    was = {"level": "good", "points": "78", "reason": "a"}
    now = {"level": "good", "points": None, "reason": "a"}

    assert [each.text for each in fields.change(EN, "classification.corrected/1", was, now)] == ["~ points: 78 → nothing"]
    assert fields.change(EN, "classification.corrected/1", was, was) == ()


@pytest.mark.parametrize("words", [EN, VI])
def test_nothing_of_the_whole_invented_history_is_said_without_words(words: Words) -> None:
    kept = {name for name in TERMS["field"] if "_" in name}
    for event in history():
        for said in fields.fields(words, event.topic, event.model_dump(mode="json")):
            assert said.text.strip()
            assert said.text.partition(":")[0] not in kept
