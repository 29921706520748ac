"""Importing facts: rows decided one after another, all of a file or nothing, once; refusals are findings at their place."""

from pathlib import Path
from typing import Any

import pytest

from cadre_ledger.domain.cadres import CadreRegistered, RegisterCadre
from cadre_ledger.domain.posts import Appointed, CorrectAppointment, Leaving, Planned, Relieve
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures import recording
from cadre_ledger.procedures.importing_facts import ImportedFacts, case_code
from cadre_ledger.procedures.recording import record
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import Stale, Unreadable
from councils import TODAY, do, names
from ledgers import author, everything
from staffing import CRITERIA, GOOD, HEADERS, KINDS, SCORES, bring, file_of, office
from workbooks import workbook

NEW_PERSON = ("cadre-code.allocated/1", "cadre.registered/1", "cadre-number.taken/1")
TOPICS = {
    "positions": ["position.defined/1"] * 2,
    "roster": ["post.appointed/1", *NEW_PERSON, "post.appointed/1", "post.planned/1"],
    "assessments": ["assessment.recorded/1"] * 2,
    "classifications": ["classification.decided/1"] * 2,
    "training": ["training.completed/1"] * 2,
    "qualifications": ["qualification.recorded/1"] * 2,
    "discipline": ["discipline.decided/1"] * 2,
}


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    return office(tmp_path / "a.ledger")


def refused(directory: Directory, kind: str, content: bytes, **more: Any) -> list[tuple[Code, str]]:
    """The findings of an import that leaves every byte of the store as it was."""
    before = everything(directory)
    with pytest.raises(Unreadable) as error:
        bring(directory, kind, content, **more)
    assert everything(directory) == before
    return [(each.code, str(each.place)) for each in error.value.findings]


def written(done: ImportedFacts) -> list[tuple[str, str, str, Any]]:
    return [(each.stream, each.event.topic, str(each.effective_on), each.event.model_dump(mode="json")) for each in done.records]


def topics(done: ImportedFacts) -> list[str]:
    return [each.event.topic for each in done.records]


def person(number: str, name: str = "Nguyễn Văn A", position: str = "GD-SNV", **more: object) -> tuple[object, ...]:
    given: dict[str, object] = {"cadre": number, "name": name, "unit": "SO-NV", "position": position, "appointed_on": "2021-03-01"} | more
    return tuple(given.get(column, "") for column in HEADERS["roster"])


# once, and all or nothing


@pytest.mark.parametrize("kind", KINDS)
def test_a_dry_run_shows_exactly_what_is_recorded_and_records_nothing(directory: Directory, kind: str) -> None:
    before = everything(directory)
    shown = bring(directory, kind, file_of(kind), dry_run=True)
    assert everything(directory) == before
    done = bring(directory, kind, file_of(kind))

    assert topics(done) == TOPICS[kind]
    assert written(shown) == written(done)
    assert (shown.recording, shown.findings, done.findings) == (None, (), ())


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_file_again_records_nothing_and_answers_with_the_same_entries(directory: Directory, kind: str) -> None:
    first = bring(directory, kind, file_of(kind)).recording
    before = everything(directory)
    again = bring(directory, kind, file_of(kind), file="another-name.csv", today=PartialDate.parse("2026-06-01"))

    assert first is not None
    assert again.recording is not None
    assert again.recording.repeated
    assert (again.recording.first, again.recording.last, again.records) == (first.first, first.last, ())
    assert everything(directory) == before
    assert bring(directory, kind, file_of(kind), dry_run=True).records == ()


@pytest.mark.parametrize("kind", KINDS)
def test_one_bad_row_keeps_the_whole_file_out(directory: Directory, kind: str) -> None:
    bad = ("X-9", *[""] * (len(HEADERS[kind]) - 1))
    places = [place for _, place in refused(directory, kind, file_of(kind, *GOOD[kind], bad))]

    assert {place.split(":")[1] for place in places} == {str(len(GOOD[kind]) + 2)}
    assert len(places) >= 3


def test_a_key_of_the_callers_own_cannot_stand_for_another_file(directory: Directory) -> None:
    bring(directory, "training", file_of("training"), key="mine")
    with pytest.raises(Stale) as error:
        bring(directory, "qualifications", file_of("qualifications"), key="mine")

    assert error.value.code is Code.KEY_REUSED


def test_what_the_deciders_refuse_is_found_beside_what_cannot_be_read_in_the_order_of_rows(directory: Directory) -> None:
    rows = [("TH-9", "skills", "", "A", "2024"), ("TH-1", "x", "", "A", "2024"), ("TH-1", "theory", "", "A", "2024")]

    assert refused(directory, "training", file_of("training", *rows, header=HEADERS["training"][:5])) == [
        (Code.NO_CADRE, "f.csv:2:cadre"),
        (Code.CELL_NOT_LISTED, "f.csv:3:category"),
        (Code.TRAINING_LEVEL, "f.csv:4:level"),
    ]


def test_five_hundred_bad_rows_are_five_hundred_findings(directory: Directory) -> None:
    rows = [(f"TH-{number}", "skills", "", "A", "2024") for number in range(1000, 1500)]
    content = file_of("training", ("TH-1", "skills", "", "A", "2024"), *rows, header=HEADERS["training"][:5])

    assert refused(directory, "training", content) == [(Code.NO_CADRE, f"f.csv:{row}:cadre") for row in range(3, 503)]
    assert len(refused(directory, "training", content, dry_run=True)) == 500


# what the deciders refuse, each at its place


BAD: dict[str, list[tuple[tuple[object, ...], list[tuple[Code, str]]]]] = {
    "positions": [
        (("X-1", "A", "g", "NO-UNIT", "", ""), [(Code.NO_UNIT, "unit")]),
        (("X-1", "A", "g", "SO-CU", "", ""), [(Code.UNIT_CLOSED, "unit")]),
        (
            ("GD-SNV", "Quyền Giám đốc", "gd-so", "SO-NV", "advanced", ""),
            [(Code.POSITION_DIFFERS, "title"), (Code.POSITION_DIFFERS, "theory_required")],
        ),
    ],
    "roster": [
        (person("TH-8", position="NO"), [(Code.NO_POSITION, "position")]),
        (person("TH-8", planned_for="NO"), [(Code.NO_POSITION, "planned_for")]),
        (person("TH-8", unit="SO-CU"), [(Code.POSITION_ELSEWHERE, "unit")]),
        (person("C000099"), [(Code.NO_CADRE, "cadre")]),
        (person("TH-1", "Trần Văn A"), [(Code.ROSTER_DIFFERS, "name")]),
        (person("TH-1", born="1971"), [(Code.ROSTER_DIFFERS, "born")]),
        (person("TH-1", born="1970-03-05"), [(Code.ROSTER_DIFFERS, "born")]),
        (person("TH-2", "Trần Thị B", born="1970"), [(Code.ROSTER_DIFFERS, "born")]),
        (person("TH-3", "Trần Thị B"), [(Code.CADRE_MERGED, "cadre")]),
        (person("TH-8", term_from="2026", term_to="2021"), [(Code.POST_DATES, "term_to")]),
        (
            person("TH-1", "B", "NO", born="2000", planned_for="NO-2"),
            [
                *((Code.ROSTER_DIFFERS, column) for column in ("name", "born")),
                *((Code.NO_POSITION, column) for column in ("position", "planned_for")),
            ],
        ),
    ],
    "classifications": [
        (("2030", "TH-1", "good", "2025-12-20", "", "", "", ""), [(Code.NO_PERIOD, "period")]),
        (("2025", "TH-9", "good", "2025-12-20", "", "", "", ""), [(Code.NO_CADRE, "cadre")]),
        (("2025", "TH-3", "good", "2025-12-20", "", "", "", ""), [(Code.CADRE_MERGED, "cadre")]),
        (("2025", "TH-1", "good", "2024-12-20", "", "", "", ""), [(Code.DECIDED_TOO_EARLY, "decided_on")]),
        (("2025", "TH-1", "good", "2025-12-20", "100,5", "", "", ""), [(Code.FIELD_INVALID, "points")]),
    ],
    "training": [
        (("TH-1", "skills", "advanced", "A", "2024", "", "", ""), [(Code.TRAINING_LEVEL, "level")]),
        (("TH-1", "skills", "", "A", "2030", "", "", ""), [(Code.FUTURE_TRAINING, "completed_on")]),
        (("TH-1", "skills", "", "A", "2024", "", "2025", ""), [(Code.TRAINING_DATES, "started_on")]),
        (("TH-1", "skills", "", "A", "2024", "", "", "0"), [(Code.FIELD_INVALID, "duration_hours")]),
    ],
    "qualifications": [(("TH-9", "degree", "Thạc sĩ", "2015", "", ""), [(Code.NO_CADRE, "cadre")])],
    "discipline": [
        (("TH-1", "state", "expulsion", "1", "2025", "", "", "", ""), [(Code.FORM_UNFIT, "form")]),
        (("TH-1", "party", "warning", "1", "2030", "", "", "", ""), [(Code.FUTURE_DISCIPLINE, "decided_on")]),
        (("TH-1", "party", "warning", "1", "2025", "2024", "", "", ""), [(Code.DISCIPLINE_DATES, "effective_on")]),
    ],
}


@pytest.mark.parametrize(("kind", "row", "expected"), [(kind, *case) for kind, cases in BAD.items() for case in cases])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_refusal_is_a_finding_at_its_row_and_column(
    directory: Directory, kind: str, row: tuple[object, ...], expected: list[tuple[Code, str]], form: str
) -> None:
    content = file_of(kind, row) if form == "csv" else workbook([HEADERS[kind], [str(cell) for cell in row]])

    assert refused(directory, kind, content) == [(code, f"f.csv:2:{column}") for code, column in expected]


TWICE: dict[str, tuple[tuple[object, ...], Code, str]] = {
    "classifications": (("2025", "TH-1", "good", "2025-12-20", "", "", "", ""), Code.ALREADY_CLASSIFIED, "period"),
    "training": (("TH-1", "skills", "", "A", "2024", "", "", ""), Code.TRAINING_TWICE, "programme"),
    "qualifications": (("TH-1", "degree", "Thạc sĩ", "2015", "", ""), Code.QUALIFICATION_TWICE, "level"),
    "discipline": (("TH-1", "party", "warning", "1", "2025", "", "", "", ""), Code.CASE_EXISTS, "decision_no"),
}


@pytest.mark.parametrize("kind", TWICE)
def test_a_row_is_decided_on_the_rows_before_it_and_on_what_is_recorded(directory: Directory, kind: str) -> None:
    row, code, column = TWICE[kind]
    assert refused(directory, kind, file_of(kind, row, row)) == [(code, f"f.csv:3:{column}")]
    bring(directory, kind, file_of(kind, row))

    assert refused(directory, kind, file_of(kind, row, row)) == [(code, f"f.csv:2:{column}"), (code, f"f.csv:3:{column}")]


# positions


def test_a_position_that_is_there_as_the_file_says_is_nothing_new(directory: Directory) -> None:
    row = ("gd-snv", "Giám đốc", "GD-SO", "SO-NV", "", "")
    before = everything(directory)
    done = bring(directory, "positions", file_of("positions", row)).recording

    assert done is not None
    assert (done.repeated, done.first, done.last) == (True, 0, 0)
    assert everything(directory) == before
    assert topics(bring(directory, "positions", file_of("positions", row, ("X", "A", "g", "SO-NV", "", "")))) == ["position.defined/1"]


def test_a_position_changes_only_for_a_reason_and_a_blank_cell_changes_nothing(directory: Directory) -> None:
    bring(directory, "positions", file_of("positions", ("TP", "Trưởng phòng", "tp", "SO-NV", "advanced", "yes")))
    changed = file_of("positions", ("TP", "Trưởng ban", "tp", "SO-NV", "", ""))
    assert refused(directory, "positions", changed) == [(Code.POSITION_DIFFERS, "f.csv:2:title")]
    (redefined,) = bring(directory, "positions", changed, redefine="Đề án 2026").records

    assert redefined.event.topic == "position.redefined/1"
    body = redefined.event.model_dump(mode="json")
    assert body["reason"] == "Đề án 2026"
    assert {name: body["post"][name] for name in ("title", "theory_required", "heads_unit")} == {
        "title": "Trưởng ban", "theory_required": "advanced", "heads_unit": True,
    }  # fmt: skip


# roster


def registered(done: ImportedFacts) -> list[tuple[str, str, str | None]]:
    events = [each.event for each in done.records if isinstance(each.event, CadreRegistered)]
    return [(each.cadre, each.name, each.own_number) for each in events]


def appointed(done: ImportedFacts) -> list[tuple[str, str]]:
    return [(each.event.cadre, each.event.position) for each in done.records if isinstance(each.event, Appointed)]


def test_namesakes_with_numbers_of_their_own_are_people_of_their_own(directory: Directory) -> None:
    rows = [person("N-1", "Nguyễn Hoà"), person("N-2", "Nguyễn Hòa", "PGD-SNV"), person("N-1", "Nguyễn Hòa", "PGD-SNV")]
    done = bring(directory, "roster", file_of("roster", *rows))

    assert registered(done) == [("C000004", "Nguyễn Hoà", "N-1"), ("C000005", "Nguyễn Hòa", "N-2")]
    assert appointed(done) == [("C000004", "GD-SNV"), ("C000005", "PGD-SNV"), ("C000004", "PGD-SNV")]


def test_one_number_is_one_person_within_the_file_too(directory: Directory) -> None:
    content = file_of("roster", person("N-1", "Nguyễn Hoà"), person("n-1", "Trần Hoà", "PGD-SNV"))

    assert refused(directory, "roster", content) == [(Code.ROSTER_DIFFERS, "f.csv:3:name")]


def test_the_ledgers_code_and_the_councils_number_mean_the_same_person(directory: Directory) -> None:
    done = bring(directory, "roster", file_of("roster", person("C000001"), person("TH-1", position="PGD-SNV")))

    assert registered(done) == []
    assert appointed(done) == [("C000001", "GD-SNV"), ("C000001", "PGD-SNV")]


def test_a_number_shaped_like_a_code_is_found_when_someone_has_it(directory: Directory) -> None:
    do(directory, RegisterCadre(on=TODAY, name="Đỗ D", own_number="C999999"))

    assert appointed(bring(directory, "roster", file_of("roster", person("C999999", "Đỗ D")))) == [("C000004", "GD-SNV")]


def test_a_roster_that_has_grown_records_only_what_is_new(directory: Directory) -> None:
    rows = [person("TH-1", planned_for="PGD-SNV"), person("N-1", "Lê C", "PGD-SNV")]
    bring(directory, "roster", file_of("roster", *rows))
    done = bring(directory, "roster", file_of("roster", *rows, person("N-2", "Lê D")))

    assert topics(done) == [*NEW_PERSON, "post.appointed/1"]


@pytest.mark.parametrize("changed", [{"appointed_on": "2022"}, {"term_to": "2030"}])
def test_an_appointment_told_otherwise_is_refused(directory: Directory, changed: dict[str, str]) -> None:
    bring(directory, "roster", file_of("roster", person("TH-1")))

    assert refused(directory, "roster", file_of("roster", person("TH-1", **changed))) == [(Code.ALREADY_APPOINTED, "f.csv:2:position")]


def test_an_old_row_does_not_bring_back_who_has_left_nor_undo_a_correction(directory: Directory) -> None:
    old = file_of("roster", person("TH-1"), person("TH-2", "Trần Thị B"))
    first = bring(directory, "roster", old).records[0].entry
    right = PartialDate.parse("2021-04-01")
    do(
        directory,
        CorrectAppointment(on=TODAY, cadre="C000001", position="GD-SNV", corrects=first, since=right, reason="nhầm"),
        Relieve(on=TODAY, cadre="C000002", position="GD-SNV", until=TODAY, leaving=Leaving.RELIEVED, reason="QĐ"),
    )
    again = file_of("roster", person("TH-1"), person("TH-1", appointed_on="01/04/2021"), person("TH-2", "Trần Thị B"))

    assert topics(bring(directory, "roster", again)) == []


def test_planning_goes_with_the_appointment_and_is_recorded_once(directory: Directory) -> None:
    content = file_of("roster", person("N-1", "Lê C", planned_for="PGD-SNV"), person("N-1", "Lê C", planned_for="PGD-SNV"))
    planned = [each.event for each in bring(directory, "roster", content).records if isinstance(each.event, Planned)]

    assert [(each.cadre, each.position) for each in planned] == [("C000004", "PGD-SNV")]


def test_a_roster_that_was_overtaken_is_decided_again_and_gives_other_codes(directory: Directory, monkeypatch: pytest.MonkeyPatch) -> None:
    append = Ledger.append
    others = [RegisterCadre(on=TODAY, name="Người khác", own_number="N-9"), RegisterCadre(on=TODAY, name="Lê C", own_number="N-1")]

    def overtaken(ledger: Ledger, *arguments: Any) -> Any:
        if others:
            with Ledger.open(directory) as faster:
                other = others.pop(0)
                monkeypatch.undo()
                record(faster, [other], author())
                if others:
                    monkeypatch.setattr(Ledger, "append", overtaken)
        return append(ledger, *arguments)

    monkeypatch.setattr(Ledger, "append", overtaken)
    done = bring(directory, "roster", file_of("roster", person("N-1", "Lê C"), person("N-2", "Lê D")))

    assert others == []
    assert registered(done) == [("C000006", "Lê D", "N-2")]
    assert appointed(done) == [("C000005", "GD-SNV"), ("C000006", "GD-SNV")]
    assert names(directory).count("cadre.registered/1") == 6


def test_a_roster_that_others_recorded_meanwhile_is_nothing_new_under_the_lock_too(
    directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [person("N-1", "Lê C")]
    seen = []

    def overtaken(ledger: Ledger, *arguments: Any) -> Any:
        seen.append(ledger)
        if len(seen) == recording.TRIES:
            with monkeypatch.context() as plain:
                plain.setattr(Ledger, "append", append)
                bring(directory, "roster", file_of("roster", *rows, *rows))
        raise Stale(Code.STREAM_MOVED)

    append = Ledger.append
    monkeypatch.setattr(recording, "pause", lambda _: None)
    monkeypatch.setattr(Ledger, "append", overtaken)
    done = bring(directory, "roster", file_of("roster", *rows)).recording

    assert done == recording.NOTHING_NEW
    assert names(directory).count("post.appointed/1") == 1
    with Ledger.open(directory) as ledger:
        assert ledger.head == len(names(directory))


# assessments


def scored(scores: dict[str, object], **more: object) -> list[tuple[object, ...]]:
    given: dict[str, object] = {"period": "2025", "cadre": "TH-1", "assessor": "Hội đồng", "capacity": "superior"} | more
    return [
        tuple({**given, "criterion": name, "score": score}.get(each, "") for each in HEADERS["assessments"])
        for name, score in scores.items()
    ]


def test_every_wrong_score_of_an_assessment_is_found_and_what_is_missing_is_named(directory: Directory) -> None:
    rows = scored({"ethics": "10,01", "charm": "3", "quality": "26", "progress": "20"})
    before = everything(directory)
    with pytest.raises(Unreadable) as error:
        bring(directory, "assessments", file_of("assessments", *rows))

    assert [(each.code, str(each.place)) for each in error.value.findings] == [
        (Code.SCORE_RANGE, "f.csv:2:score"),
        (Code.CRITERION_MISSING, "f.csv:2:criterion"),
        (Code.CRITERION_UNKNOWN, "f.csv:3:criterion"),
        (Code.SCORE_RANGE, "f.csv:4:score"),
    ]
    assert error.value.findings[1].facts["criteria"] == "discipline, responsibility, quantity"
    assert everything(directory) == before


@pytest.mark.parametrize(
    ("changed", "code", "column"),
    [
        ({"period": "2030"}, Code.NO_PERIOD, "period"),
        ({"period": "2024"}, Code.PERIOD_CLOSED, "period"),
        ({"cadre": "TH-9"}, Code.NO_CADRE, "cadre"),
        ({"cadre": "TH-3"}, Code.CADRE_MERGED, "cadre"),
    ],
)
def test_an_assessment_that_cannot_be_is_found_at_its_first_row(
    directory: Directory, changed: dict[str, str], code: Code, column: str
) -> None:
    content = file_of("assessments", *scored(dict(CRITERIA)), *scored(dict(CRITERIA), **changed))

    assert refused(directory, "assessments", content) == [(code, f"f.csv:8:{column}")]


def test_an_assessor_assesses_once(directory: Directory) -> None:
    content = file_of("assessments", *scored(dict(SCORES), cadre="C000001"))
    bring(directory, "assessments", file_of("assessments"))

    assert refused(directory, "assessments", content) == [(Code.ALREADY_ASSESSED, "f.csv:2:assessor")]


def test_an_assessment_holds_from_its_own_day(directory: Directory) -> None:
    (done,) = bring(directory, "assessments", file_of("assessments", *scored(dict(CRITERIA), on="02/04/2026"))).records

    assert str(done.effective_on) == "2026-04-02"


def test_a_comment_that_is_too_long_is_found(directory: Directory) -> None:
    rows = [(*row[:7], f"{place} " + "x" * 400) for place, row in enumerate(scored(dict(CRITERIA)))]

    assert refused(directory, "assessments", file_of("assessments", *rows)) == [(Code.FIELD_INVALID, "f.csv:2:comment")]


# discipline


def test_a_sanction_without_a_case_gets_a_code_from_decision_year_and_cadre(directory: Directory) -> None:
    done = bring(directory, "discipline", file_of("discipline"))

    assert [each.stream for each in done.records] == ["case/12-QD-UBKT-2025-C000001", "case/44-QD-UBND-2024-C000002"]


@pytest.mark.parametrize(
    ("number", "code"),
    [("12-QĐ/UBKT", "12-QD-UBKT-2025-C000001"), ("漢", "KL-2025-C000001"), ("1" * 40, "1" * 19 + "-2025-C000001")],
)
def test_a_made_case_code_fits_what_a_code_may_hold(number: str, code: str) -> None:
    assert case_code(number, PartialDate.parse("2025-02"), "C000001") == code
    assert len(code) <= 32


def test_a_case_of_the_files_own_is_kept(directory: Directory) -> None:
    header = (*HEADERS["discipline"], "case")
    rows = [("TH-1", "party", "warning", "1", "2025", "", "", "", "", case) for case in ("kl-1", "KL-2")]

    assert [each.stream for each in bring(directory, "discipline", file_of("discipline", *rows, header=header)).records] == [
        "case/KL-1",
        "case/KL-2",
    ]
