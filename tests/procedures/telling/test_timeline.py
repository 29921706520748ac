"""The life of a file in words, from the invented council."""

import pytest

from cadre_ledger.procedures.standings import timeline
from cadre_ledger.procedures.telling import timeline as telling
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.wording.catalogue import Words
from councils import desk
from invented import song_giang

EN, VI = Words("en"), Words("vi")


def told(cadre: str, words: Words = EN) -> tuple[Said, ...]:
    with desk(song_giang()) as opened:
        return telling.timeline(words, timeline(opened, cadre))


def corrections(cadre: str, words: Words = EN) -> list[str]:
    return [each.text.partition("✎ ")[2] for each in told(cadre, words) if "✎" in each.text]


def test_every_record_of_a_file_has_its_line_with_its_entry() -> None:
    with desk(song_giang()) as opened:
        answer = timeline(opened, "C000022")

    assert [each.entry for each in telling.timeline(EN, answer)] == [each.entry for each in answer.entries]
    assert [each.entry for each in telling.as_stored(answer)[1:]] == [each.entry for each in answer.entries]


@pytest.mark.parametrize(
    ("cadre", "said"),
    [
        ("C000009", "classification corrected #959 · points was 78, is 87: Gõ đảo hai chữ số"),
        ("C000007", "result of a vote corrected #472 · high confidence was 32, is 33: Theo biên bản kiểm phiếu gốc"),
        ("C000021", "appointment corrected #203 · since was 2021-07-01, is 2021-06-25: Theo ngày ghi trong quyết định"),
        ("C000016", "assessment corrected #435 · scores · quality was 12, is 21: Gõ đảo hai chữ số"),
    ],
)
def test_a_correction_says_what_was_and_what_is(cadre: str, said: str) -> None:
    assert corrections(cadre) == [said]


def test_a_correction_can_lead_to_what_it_corrected() -> None:
    (correction,) = (each for each in told("C000009") if "✎" in each.text)

    assert 959 in {each.entry for each in correction.below}


def test_the_second_field_that_was_corrected_stands_below() -> None:
    (correction,) = (each for each in told("C000007") if "✎" in each.text)

    assert correction.below[0].text == "confidence was 13, is 12: Theo biên bản kiểm phiếu gốc"


def test_days_and_words_are_those_of_the_reader() -> None:
    assert "25/06/2021" in next(each.text for each in told("C000021", VI) if "✎" in each.text)
    assert corrections("C000009", VI) == ["đính chính xếp loại #959 · điểm trước là 78, nay là 87: Gõ đảo hai chữ số"]


def test_of_a_colleague_s_assessment_only_what_the_answer_has_is_told() -> None:
    with desk(song_giang()) as opened:
        answer = timeline(opened, "C000022")
    says = {"period": "2023-Q1", "capacity": "peer"}
    part = next(each for each in answer.entries if each.name.startswith("assessment.recorded/")).model_copy(update={"says": says})
    (line,) = telling.timeline(EN, answer.model_copy(update={"entries": (part,)}))

    assert line.text.endswith("+ assessment recorded · 2023-Q1 · peer")
    assert [each.text for each in line.below] == ["period: 2023-Q1", "capacity: peer"]


def test_a_correction_of_a_correction_is_set_against_the_first_correction() -> None:
    with desk(song_giang()) as opened:
        answer = timeline(opened, "C000009")
    first = next(each for each in answer.entries if each.name.startswith("classification.corrected/"))
    again = first.model_copy(update={"entry": first.entry + 1000, "says": {**first.says, "corrects": first.entry, "points": "86"}})
    last = telling.timeline(EN, answer.model_copy(update={"entries": (*answer.entries, again)}))[-1]

    assert f"#{first.entry} · points was 87, is 86: " in last.text
