"""Every form: recorded when complete, what is missing and what is wrong said at its field, in both languages."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.entries.forms import FACTS, FORMS, offered
from cadre_ledger.procedures.entries.known import KNOWN
from cadre_ledger.procedures.entries.training import of_several
from cadre_ledger.procedures.entries.trying import tried
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Stale, Unreadable
from councils import TODAY, desk, names
from entering import ASSESSMENT, COMPLETE, DISCIPLINE, ENGLISH, REPLACEMENT, TRAINING, VIETNAMESE, VOTE, Typist, at, flagged, xa
from ledgers import author, everything


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that is only looked at."""
    return xa(tmp_path_factory.mktemp("made") / "a.ledger").path


@pytest.fixture
def typist(made: Path, request: pytest.FixtureRequest) -> Typist:
    return Typist(Directory(made), request.param)


def form(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("typist", [name], indirect=True)


FIRST = {
    "training": "training.completed/1",
    "discipline": "discipline.decided/1",
    "assessment": "assessment.recorded/1",
    "vote": "vote.recorded/1",
}
REQUIRED = [
    *(("training", name) for name in TRAINING),
    *(("discipline", name) for name in DISCIPLINE),
    *(("assessment", name) for name in ASSESSMENT),
    *(("vote", name) for name in ("session", "body", "held_on", "basis", "source")),
]


@pytest.mark.parametrize("name", FIRST)
def test_a_complete_form_is_ready_and_what_it_says_is_recorded(tmp_path: Path, name: str) -> None:
    typist = Typist(xa(tmp_path / "a.ledger"), name)

    assert typist.looked(COMPLETE[name]).ready
    assert typist.tried(COMPLETE[name]).records[0].event.topic == FIRST[name]
    assert typist.record(COMPLETE[name])[0]["topic"] == FIRST[name]
    assert FIRST[name] in names(typist.directory)


@pytest.mark.parametrize(("typist", "field"), REQUIRED, indirect=["typist"])
def test_what_is_not_typed_yet_is_missing_and_only_an_error_when_recording_is_asked_for(typist: Typist, field: str) -> None:
    typed = {**COMPLETE[typist.name], field: "  "}
    looked = typist.looked(typed)

    assert (looked.missing, looked.errors, looked.ready) == ((at(field),), (), False)
    assert typist.found(typed, complete=True) == [(field, "FIELD_EMPTY")]
    assert [(each.code, each.place, each.facts["field"]) for each in typist.tried(typed).findings] == [(Code.FIELD_EMPTY, at(field), field)]
    with desk(typist.directory) as opened, pytest.raises(Unreadable) as refused:
        FORMS[typist.name].commands(opened, typed, TODAY)
    assert refused.value.code is Code.FIELD_EMPTY


@pytest.mark.parametrize("name", FORMS)
def test_an_empty_form_says_nothing_and_goes_to_its_first_required_field(made: Path, name: str) -> None:
    looked = Typist(Directory(made), name).looked({})

    assert (looked.findings, looked.hints, looked.ready) == ((), (), False)
    assert looked.next_place() == looked.missing[0]
    assert {each.column for each in looked.missing} <= set(looked.order)


WRONG = [
    ("training", {"cadre": "TH-9"}, "cadre", "NO_CADRE"),
    ("training", {"cadre": "Nguyễn Văn A"}, "cadre", "CODE_UNREADABLE"),
    ("training", {"cadre": "C000003"}, "cadre", "CADRE_MERGED"),
    ("training", {"category": "yoga"}, "category", "CELL_NOT_LISTED"),
    ("training", {"level": "highest"}, "level", "CELL_NOT_LISTED"),
    ("training", {"programme": "Cao\tcấp"}, "programme", "TEXT_FORBIDDEN_CHARACTER"),
    ("training", {"programme": "a\u200bb"}, "programme", "TEXT_FORBIDDEN_CHARACTER"),
    ("training", {"programme": "a" * 201}, "programme", "TEXT_TOO_LONG"),
    ("training", {"programme": "lớp 038200012345"}, "programme", "IDENTITY_NUMBER"),
    ("training", {"completed_on": "31/06/2024"}, "completed_on", "CELL_NOT_DATE"),
    ("training", {"started_on": "hôm qua"}, "started_on", "CELL_NOT_DATE"),
    ("training", {"duration_hours": "1.000"}, "duration_hours", "CELL_NOT_NUMBER"),
    ("training", {"duration_hours": "0"}, "duration_hours", "FIELD_INVALID"),
    ("training", {"duration_hours": "100001"}, "duration_hours", "FIELD_INVALID"),
    ("discipline", {"line": "army"}, "line", "CELL_NOT_LISTED"),
    ("discipline", {"form": "dismissal"}, "form", "CELL_NOT_LISTED"),
    ("discipline", {"public_duty": "perhaps"}, "public_duty", "CELL_NOT_LISTED"),
    ("discipline", {"case": "vụ án"}, "case", "CODE_UNREADABLE"),
    ("discipline", {"grounds": "a" * 2001}, "grounds", "TEXT_TOO_LONG"),
    ("assessment", {"period": "2031"}, "period", "NO_PERIOD"),
    ("assessment", {"period": "2024"}, "period", "PERIOD_CLOSED"),
    ("assessment", {"period": "term:x"}, "period", "CODE_UNREADABLE"),
    ("assessment", {"capacity": "king"}, "capacity", "CELL_NOT_LISTED"),
    ("assessment", {"score_quality": "1.234,5"}, "score_quality", "CELL_NOT_NUMBER"),
    ("assessment", {"score_quality": "-1"}, "score_quality", "CELL_NOT_NUMBER"),
    ("assessment", {"score_quality": "9,555"}, "score_quality", "FIELD_INVALID"),
    ("assessment", {"score_quality": "25,01"}, "score_quality", "SCORE_RANGE"),
    ("vote", {"session": "một"}, "session", "CODE_UNREADABLE"),
    ("vote", {"kind": "open"}, "kind", "CELL_NOT_LISTED"),
    ("vote", {"body": "HDND-YA"}, "body", "NO_BODY"),
    ("vote", {"held_on": "20-12-2023"}, "held_on", "CELL_NOT_DATE"),
    ("vote", {"basis": "vn/1"}, "basis", "NO_REGULATION"),
    ("vote", {"recorded_from": "count"}, "recorded_from", "CELL_NOT_LISTED"),
    ("vote", {"source": "a\x1b[31m"}, "source", "TEXT_FORBIDDEN_CHARACTER"),
    ("vote", {"issued": "hai lăm"}, "issued", "CELL_NOT_NUMBER"),
    ("vote", {"collected": "0"}, "collected", "NO_BALLOTS"),
    ("vote", {"issued": "0", "collected": ""}, "issued", "NO_BALLOTS"),
    ("vote", {"valid": "26"}, "valid", "VALID_OVER_COLLECTED"),
    ("vote", {"members_present": "30", "members_total": "29"}, "members_present", "PRESENT_OVER_MEMBERS"),
    ("vote", {"subjects_total": "1"}, "subjects_total", "LISTED_OVER_TOTAL"),
    ("vote", {"subjects_total": "0"}, "subjects_total", "LISTED_OVER_TOTAL"),
    ("vote", {"1.low": "2"}, "1:invalid", "BALANCE_BROKEN"),
    ("vote", {"1.low": "0"}, "1:invalid", "BALANCE_BROKEN"),
    ("vote", {"2.high": "x"}, "2:high", "CELL_NOT_NUMBER"),
    ("vote", {"2.name": "Nguyễn Văn A", "2.position": "Chủ tịch"}, "2:name", "SUBJECT_TWICE"),
    ("vote", {"2.name": "a\x07"}, "2:name", "TEXT_FORBIDDEN_CHARACTER"),
    ("vote", {"2.position": "038200012345"}, "2:position", "IDENTITY_NUMBER"),
]


@pytest.mark.parametrize(("typist", "changed", "place", "code"), WRONG, indirect=["typist"])
def test_what_is_wrong_is_said_at_its_field_as_it_is_typed(typist: Typist, changed: dict[str, str], place: str, code: str) -> None:
    typed = {**COMPLETE[typist.name], **changed}
    looked = typist.looked(typed)
    error = next(each for each in looked.errors if str(each.place) == place)

    assert error.code.name == code
    assert (looked.ready, looked.next_place(), error.facts["field"]) == (False, error.place, error.place.column)
    assert typist.tried(typed).records == ()
    for words in (ENGLISH, VIETNAMESE):
        said = typist.told(typed, error, words)
        assert "{" not in said
        assert all(unicodedata.category(letter) != "Cc" for letter in said)


DECIDED = [
    ("training", {"completed_on": "11/05/2026"}, "completed_on", "FUTURE_TRAINING"),
    ("training", {"started_on": "07/2024"}, "started_on", "TRAINING_DATES"),
    ("discipline", {"decided_on": "06/2026"}, "decided_on", "FUTURE_DISCIPLINE"),
    ("discipline", {"effective_on": "2025-02-09"}, "effective_on", "DISCIPLINE_DATES"),
    ("vote", {"held_on": "2027"}, "held_on", "FUTURE_VOTE"),
]


@pytest.mark.parametrize(("typist", "changed", "place", "code"), DECIDED, indirect=["typist"])
def test_what_only_the_ledger_can_tell_is_said_at_its_field_when_tried(
    typist: Typist, changed: dict[str, str], place: str, code: str
) -> None:
    before = everything(typist.directory)
    shown = typist.tried({**COMPLETE[typist.name], **changed})

    assert [(str(each.place), each.code.name) for each in shown.findings if each.stops] == [(place, code)]
    assert (shown.refused, shown.records) == (True, ())
    assert everything(typist.directory) == before


@pytest.mark.parametrize(
    ("name", "place", "code"),
    [
        ("training", "programme", "TRAINING_TWICE"),
        ("discipline", "case", "CASE_EXISTS"),
        ("assessment", "assessor", "ALREADY_ASSESSED"),
        ("vote", "session", "SESSION_EXISTS"),
    ],
)
def test_the_same_fact_is_not_recorded_a_second_time(tmp_path: Path, name: str, place: str, code: str) -> None:
    typist = Typist(xa(tmp_path / "a.ledger"), name)
    typist.record(COMPLETE[name])

    assert [(str(each.place), each.code.name) for each in typist.tried(COMPLETE[name]).findings] == [(place, code)]


def test_another_vote_of_that_day_has_to_be_said(tmp_path: Path) -> None:
    typist = Typist(xa(tmp_path / "a.ledger"), "vote")
    typist.record(VOTE)
    second = {**VOTE, "session": "BB-2"}

    assert [(str(each.place), each.code.name) for each in typist.tried(second).findings] == [("another", "SAME_DAY_SESSION")]
    assert typist.record({**second, "another": "có"})[0]["session"] == "BB-2"


@form("training")
def test_only_theory_has_levels_and_a_level_typed_before_is_left_out(typist: Typist) -> None:
    other = {**TRAINING, "category": "defence"}

    assert ("level" in typist.fields(TRAINING), "level" in typist.fields(other), "level" in typist.fields({})) == (True, False, False)
    assert typist.tried(other).records[0].event.model_dump()["level"] is None


@form("training")
def test_a_training_of_several_is_recorded_of_each_and_the_certificate_is_the_first_ones(typist: Typist) -> None:
    typed = {**TRAINING, **of_several(["C000001", "C000002"]), "certificate": "VB-7"}
    made = [each.event.model_dump() for each in typist.tried(typed).records]

    assert [(each["cadre"], each["certificate"]) for each in made] == [("C000001", "VB-7"), ("C000002", None)]
    assert {each["programme"] for each in made} == {TRAINING["programme"]}


@form("training")
def test_nobody_is_named_twice_in_one_training(typist: Typist) -> None:
    tried = typist.tried({**TRAINING, **of_several(["C000001", "C000001"])})

    assert [each.code.name for each in tried.findings] == ["TRAINING_TWICE"]


@form("training")
def test_there_is_one_line_more_for_others_than_is_typed(typist: Typist) -> None:
    def lines(typed: dict[str, str]) -> list[str]:
        return [each for each in typist.fields(typed) if each.startswith("also_")]

    assert lines({}) == ["also_1"]
    assert lines({"also_1": "C000002", "also_2": "x"}) == ["also_1", "also_2", "also_3"]


def test_of_several_people_only_what_is_recorded_of_several_is_offered() -> None:
    assert list(offered(of_several(["C000001", "C000002"]))) == ["training"]
    assert offered(of_several(["C000001"])) == FACTS


@form("discipline")
def test_each_line_has_its_own_forms(typist: Typist) -> None:
    with desk(typist.directory) as opened:
        forms = {line: FORMS["discipline"].fields_for(opened, {"line": line})[2].choices for line in ("party", "state", "")}

    assert [each.value for each in forms["party"]] == ["reprimand", "warning", "removal", "expulsion"]
    assert [each.value for each in forms["state"]] == ["reprimand", "warning", "removal", "dismissal"]
    assert len(forms[""]) == 5


@form("discipline")
def test_a_case_without_a_code_of_its_own_gets_the_one_that_a_file_would_give_it(typist: Typist) -> None:
    assert typist.hints(DISCIPLINE)["case"] == "will be 12-QD-UBKT-2025-C000001"
    assert typist.hints(DISCIPLINE, VIETNAMESE)["case"] == "sẽ là 12-QD-UBKT-2025-C000001"
    assert "case" not in typist.hints({**DISCIPLINE, "case": "kl-1"})
    assert typist.tried({**DISCIPLINE, "case": "kl-1"}).records[0].event.model_dump()["case"] == "KL-1"


@form("assessment")
def test_each_criterion_of_the_period_is_asked_for_by_its_name(typist: Typist) -> None:
    with desk(typist.directory) as opened:
        fields = FORMS["assessment"].fields_for(opened, {"period": "2025"})
    quality = next(each for each in fields if each.name == "score_quality")

    assert [each.name for each in fields if each.name.startswith("score_")] == [name for name in ASSESSMENT if name.startswith("score_")]
    assert quality.said(VIETNAMESE) != quality.said(ENGLISH)
    assert quality.help.said(VIETNAMESE) == "Nhiều nhất 25 điểm; phần lẻ viết sau dấu phẩy hoặc dấu chấm."
    assert not [name for name in typist.fields({"period": "2031"}) if name.startswith("score_")]


@form("assessment")
@pytest.mark.parametrize(
    ("changed", "english", "vietnamese"),
    [
        ({}, "100 of 100 points ✓ all criteria scored", "100 trên 100 điểm ✓ đã chấm đủ tiêu chí"),
        ({"score_quality": "19,5"}, "94.5 of 100 points ✓ all criteria scored", "94,5 trên 100 điểm ✓ đã chấm đủ tiêu chí"),
        ({"score_quality": ""}, "75 of 100 points ? 1 criteria to come", "75 trên 100 điểm ? còn 1 tiêu chí"),
        ({"score_quality": "26"}, "101 of 100 points ✗ a score is too high", "101 trên 100 điểm ✗ có điểm vượt mức"),
    ],
)
def test_the_points_so_far_stand_against_the_most_there_are(typist: Typist, changed: dict[str, str], english: str, vietnamese: str) -> None:
    typed = {**ASSESSMENT, **changed}

    assert typist.hints(typed)["score_progress"] == english
    assert typist.hints(typed, VIETNAMESE)["score_progress"] == vietnamese


@form("assessment")
@pytest.mark.parametrize("written", ["19,5", "19.5", " 19,50\n"])
def test_points_take_a_comma_or_a_point(typist: Typist, written: str) -> None:
    event = typist.tried({**ASSESSMENT, "score_quality": written}).records[0].event.model_dump(mode="json")

    assert float(event["scores"]["quality"]) == 19.5


@form("training")
@pytest.mark.parametrize("written", ["30/06/2024", "2024-06-30", " 30/6/2024 \r\n"])
def test_a_day_is_the_same_day_however_it_is_written(typist: Typist, written: str) -> None:
    assert typist.tried({**TRAINING, "completed_on": written}).records[0].event.model_dump(mode="json")["completed_on"] == "2024-06-30"


@form("training")
@pytest.mark.parametrize(("written", "kept"), [("2024-06", "2024-06"), ("06/2024", "2024-06"), ("2024", "2024")])
def test_a_day_known_to_the_month_or_the_year_stays_so(typist: Typist, written: str, kept: str) -> None:
    assert typist.tried({**TRAINING, "completed_on": written}).records[0].event.model_dump(mode="json")["completed_on"] == kept


@pytest.mark.parametrize("typist", ["training", "vote"], indirect=True)
def test_texts_are_composed_and_a_line_end_after_them_is_left_out(typist: Typist) -> None:
    parted = {name: unicodedata.normalize("NFD", text) + "\r\n" for name, text in COMPLETE[typist.name].items()}

    assert typist.tried(parted).records[0].event == typist.tried(COMPLETE[typist.name]).records[0].event


@form("training")
def test_a_code_says_whom_it_names_and_may_be_the_councils_own_number_in_small_letters(typist: Typist) -> None:
    assert typist.hints({"cadre": "th-1"}) == {"cadre": "Nguyễn Văn A · C000001 · born 1970-03"}
    assert typist.hints({"cadre": "c000001"}, VIETNAMESE) == {"cadre": "Nguyễn Văn A · C000001 · sinh 03/1970"}
    assert typist.hints({"cadre": "TH-2"}) == {"cadre": "Trần Thị B · C000002"}


@form("training")
def test_a_value_that_does_not_fit_is_told_by_the_label_with_what_the_field_takes(typist: Typist) -> None:
    typed = {**TRAINING, "duration_hours": "0"}
    (finding,) = typist.looked(typed).errors
    with desk(typist.directory) as opened:
        english, vietnamese = (FORMS["training"].told(words, opened, typed, finding) for words in (ENGLISH, VIETNAMESE))

    assert (english.what, english.next) == ("“0” does not fit the field hours.", "How many hours.")
    assert "số giờ" in vietnamese.what


# completions


@form("assessment")
@pytest.mark.parametrize("text", ["nguyen van", "VAN A", "Nguyễn", "C000001", "th-1"])
def test_a_cadre_is_found_by_name_without_accents_by_code_and_by_number(typist: Typist, text: str) -> None:
    assert ("C000001", "Nguyễn Văn A · C000001 · born 1970-03") in typist.suggested("cadre", text)


@form("assessment")
def test_completions_leave_out_who_was_merged_what_is_closed_and_everyone_where_nothing_is_typed(typist: Typist) -> None:
    assert [value for value, _ in typist.suggested("cadre", "tran thi b")] == ["C000002"]
    assert typist.suggested("cadre", "") == []
    assert [value for value, _ in typist.suggested("period", "20")] == ["2025"]
    assert typist.suggested("assessor", "a") == []
    assert typist.suggested("no such field", "a") == []


@form("vote")
def test_a_vote_is_helped_with_its_body_its_basis_of_the_day_names_and_titles(typist: Typist) -> None:
    assert typist.suggested("body", "xã th") == [("HDND-XA", "HĐND xã Thử · HDND-XA")]
    assert [value for value, _ in typist.suggested("basis", "96")] == ["vn/96-2023-QH15"]
    assert "vn/96-2023-QH15" not in [value for value, _ in typist.suggested("basis", "", {"held_on": "2014-11"})]
    assert "vn/85-2014-QH13" in [value for value, _ in typist.suggested("basis", "", {"held_on": "2015-06-01"})]
    assert "vn/85-2014-QH13" not in [value for value, _ in typist.suggested("basis", "")]
    assert typist.suggested("name", "tran") == [("Trần Thị B", "Trần Thị B · C000002")]
    assert [value for value, _ in typist.suggested("position", "pho giam")] == ["Phó Giám đốc"]


def test_completions_are_found_the_same_way_at_a_desk_of_another_day(made: Path) -> None:
    with desk(Directory(made), as_of="2026-05-09") as opened:
        found = FORMS["training"].suggestions(opened, {}, "cadre", "van a")
    assert [each.value for each in found] == ["C000001"]


# answers to a flag


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    directory, flag = flagged(tmp_path_factory.mktemp("up") / "a.ledger")
    return directory.path, flag


def answering(up: tuple[Path, str]) -> Typist:
    return Typist(Directory(up[0]), "replacement")


def test_a_decision_about_a_flag_is_recorded_with_its_reason_and_once(tmp_path: Path) -> None:
    directory, flag = flagged(tmp_path / "a.ledger")
    typist = Typist(directory, "replacement")
    typed = {**REPLACEMENT, "flag": flag, "ground": "vn/96-QD-TW-2023#5"}

    (event,) = typist.record(typed)
    assert (event["topic"], event["decision"], event["decided_on"], event["reason"]) == (
        "replacement.decided/1",
        "kept",
        "2025-01-15",
        "đã khắc phục",
    )
    assert [(str(each.place), each.code.name) for each in typist.tried(typed).findings] == [("flag", "FLAG_DECIDED")]


def test_a_flag_that_was_only_considered_has_a_note_and_needs_no_reason(tmp_path: Path) -> None:
    directory, flag = flagged(tmp_path / "a.ledger")
    typist = Typist(directory, "replacement")
    typed = {**REPLACEMENT, "flag": flag, "decision": "considered", "note": "chờ giải trình"}

    assert ("note" in typist.fields(typed), "reason" in typist.fields(typed)) == (True, False)
    (event,) = typist.record(typed)
    assert (event["topic"], event["considered_on"], event["note"]) == ("replacement.considered/1", "2025-01-15", "chờ giải trình")


@pytest.mark.parametrize("field", [*REPLACEMENT, "flag"])
def test_what_an_answer_needs_is_asked_for(up: tuple[Path, str], field: str) -> None:
    typed = {**REPLACEMENT, "flag": up[1], field: ""}

    assert answering(up).looked(typed).missing == (at(field),)
    assert answering(up).found(typed, complete=True) == [(field, "FIELD_EMPTY")]


@pytest.mark.parametrize(
    ("changed", "place", "code"),
    [
        ({"flag": "low_confidence_majority-1-1"}, "flag", "NO_FLAG"),
        ({"decision": "ignored"}, "decision", "CELL_NOT_LISTED"),
        ({"when": "soon"}, "when", "CELL_NOT_DATE"),
        ({"when": "2027"}, "when", "FUTURE_ANSWER"),
        ({"by": "a\x00b"}, "by", "TEXT_FORBIDDEN_CHARACTER"),
        ({"reason": "a" * 2001}, "reason", "TEXT_TOO_LONG"),
    ],
)
def test_what_is_wrong_with_an_answer_is_said_at_its_field(up: tuple[Path, str], changed: dict[str, str], place: str, code: str) -> None:
    shown = answering(up).tried({**REPLACEMENT, "flag": up[1], **changed})

    assert [(str(each.place), each.code.name) for each in shown.findings] == [(place, code)]


def test_a_flag_says_whose_it_is_and_is_found_by_the_name(up: tuple[Path, str]) -> None:
    typist = answering(up)

    assert typist.hints({"flag": up[1]})["flag"].startswith("Nguyễn Văn Mẫu · more than half low confidence · ")
    assert typist.hints({"flag": up[1]}, VIETNAMESE)["flag"].startswith("Nguyễn Văn Mẫu · ")
    assert up[1] in [value for value, _ in typist.suggested("flag", "van mau")]


# all forms


@pytest.mark.parametrize("name", FORMS)
def test_every_form_can_be_drawn_in_both_languages(made: Path, name: str) -> None:
    with desk(Directory(made)) as opened:
        fields = (*FORMS[name].fields_for(opened, COMPLETE.get(name, {})), *FORMS[name].columns_for(opened, {}))
    texts = [(FORMS[name].title, FORMS[name].says)]
    for each in fields:
        # What can be chosen hangs on the entry, on the vote, or on the body.
        assert each.kind != "choice" or each.choices or name in ("correction", "strike", "leave")
        assert each.kind != "code" or each.of in KNOWN
        assert each.longest > 0
        said = [
            (each.said(words), each.help.said(words), *(choice.label.said(words) for choice in each.choices))
            for words in (ENGLISH, VIETNAMESE)
        ]
        assert all(english != vietnamese for english, vietnamese in zip(*said, strict=True))
        assert all(label[0].isupper() and "{" not in label for label in (said[0][0], said[1][0]))
    assert all(VIETNAMESE(text) != text for pair in texts for text in pair)


DAYS = ("2025", "2024", "12/2023", "20/12/2023")
PLAUSIBLE = ("", "TH-1", "C000003", "HDND-XA", *DAYS, "0", "25", "1000001", "-", "yes", "1.low", "binding")
TEXTS = st.one_of(st.text(max_size=12), st.sampled_from(PLAUSIBLE))
OF_MEMBERS = ("body", "joined_on", "left_on", "member", "3.cadre")
MORE = ("flag", "decision", "when", "entry", "field", "value", "kind", "valid", "1.high", "3.name", *OF_MEMBERS)
FIELDS = {name: (*COMPLETE.get(name, {}), *MORE) for name in FORMS}


@pytest.mark.parametrize("name", FORMS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(draw=st.data())
def test_whatever_is_typed_is_answered_at_fields_of_the_form_and_never_ends_in_an_error(made: Path, name: str, draw: st.DataObject) -> None:
    typed = {**COMPLETE.get(name, {}), **draw.draw(st.dictionaries(st.sampled_from(FIELDS[name]), TEXTS, max_size=4))}
    typist = Typist(Directory(made), name)
    looked = typist.looked(typed, complete=True)

    assert {each.place.column for each in looked.findings} | {each.place.column for each in looked.hints} <= set(looked.order)
    assert all(each.facts["field"] for each in looked.errors)
    assert looked.ready is (not looked.errors)
    shown = typist.tried(typed)
    assert shown.refused is not bool(shown.records)


def test_a_ledger_that_has_moved_is_not_taken_for_something_typed_wrongly(made: Path) -> None:
    directory = Directory(made)
    with desk(directory) as opened, Ledger.open(directory) as ledger, pytest.raises(Stale):
        tried(ledger, opened, FORMS["training"], TRAINING, TODAY, author(expect_head=1))
