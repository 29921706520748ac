"""The same fact entered by form, by command line and from a file is the same event."""

from pathlib import Path
from typing import Any

import pytest

from entering import ASSESSMENT, DISCIPLINE, REPLACEMENT, SESSION, TRAINING, VOTE, Typist, flagged, row, xa
from other_ways import LISTED, bodies, by_command, by_file, head, options, voted_by_file
from staffing import CRITERIA
from terminals import Terminal


def by_form(path: Path, name: str, typed: dict[str, str]) -> list[dict[str, Any]]:
    directory = xa(path / "form.ledger")
    first = head(directory) + 1
    Typist(directory, name).record(typed)
    return bodies(directory, first)


def test_a_training(tmp_path: Path) -> None:
    typed = {**TRAINING, "institution": "Học viện", "started_on": "09/2022", "certificate": "CC-1", "duration_hours": "500"}
    command = ["training", "record", "TH-1", "theory", "Cao cấp lý luận", "--level", "advanced", "--completed-on", "2024-06-30"]
    command += ["--institution", "Học viện", "--started-on", "2022-09", "--certificate", "CC-1", "--hours", "500"]

    entered = by_form(tmp_path, "training", typed)
    assert entered[0]["event"]["certificate"] == "CC-1"
    assert entered == by_command(tmp_path, *command)
    assert entered == by_file(tmp_path, "training", tuple(typed), tuple(typed.values()))


@pytest.mark.parametrize("duty", ["yes", "no"])
def test_a_sanction(tmp_path: Path, duty: str) -> None:
    typed = {**DISCIPLINE, "effective_on": "2025-02-11", "authority": "UBKT", "grounds": "vi phạm", "public_duty": duty}
    command = ["discipline", "decide", "12-qd-ubkt-2025-C000001", "TH-1", "--line", "party", "--form", "reprimand"]
    command += ["--decision", "12-QĐ/UBKT", "--decided-on", "10/02/2025", "--effective-on", "2025-02-11", "--authority", "UBKT"]
    command += ["--grounds", "vi phạm", *(["--public-duty"] if duty == "yes" else [])]

    entered = by_form(tmp_path, "discipline", typed)
    assert entered[0]["event"]["public_duty"] is (duty == "yes")
    assert entered == by_command(tmp_path, *command)
    assert entered == by_file(tmp_path, "discipline", tuple(typed), tuple(typed.values()))


def test_an_assessment(tmp_path: Path) -> None:
    scores = {name: str(most) for name, most in CRITERIA.items()} | {"quality": "19,5"}
    typed = {**ASSESSMENT, "score_quality": "19,5", "comment": "tốt"}
    command = ["assess", "record", "TH-1", "2025", "--assessor", "Hội đồng", "--capacity", "superior", "--comment", "tốt"]
    for name, score in scores.items():
        command += ["--score", f"{name}={score}"]
    rows = [("2025", "TH-1", "Hội đồng", "superior", name, score, "tốt") for name, score in scores.items()]

    entered = by_form(tmp_path, "assessment", typed)
    assert entered[0]["event"]["scores"]["quality"] == "19.5"
    assert entered == by_command(tmp_path, *command)
    header = ("period", "cadre", "assessor", "capacity", "criterion", "score", "comment")
    assert entered == by_file(tmp_path, "assessments", header, *rows)


def test_a_vote_with_its_warning(tmp_path: Path) -> None:
    entered = by_form(tmp_path, "vote", {**VOTE, "issued": "24", "subjects_total": "9"})
    rows = [part for each in LISTED for part in ("--row", ";".join(map(str, each)))]
    command = options("--issued", "24", "--collected", "25", "--subjects-total", "9", *rows)

    assert [each["code"] for each in entered[0]["event"]["warnings"]] == ["VOTE-201"]
    assert entered == by_command(tmp_path, *command)
    header = ("name", "title", "high", "confidence", "low", "invalid")
    assert entered == voted_by_file(tmp_path, {"issued": 24, "collected": 25}, header, *LISTED)


def test_warnings_come_in_the_same_order(tmp_path: Path) -> None:
    """The regulation was not in force, more were collected than issued, and marks tell how people voted."""
    few = {**SESSION, "held_on": "20/12/2022", "issued": "3", "collected": "4", **row(1, "A", 4, 0, 0, 0), **row(2, "B", 0, 4, 0, 0)}
    entered = by_form(tmp_path, "vote", few)
    command = options("--issued", "3", "--collected", "4", "--row", "A;;4;0;0;0", "--row", "B;;0;4;0;0")
    command[command.index("2023-12-20")] = "2022-12-20"

    assert [(each["code"], each["subject"]) for each in entered[0]["event"]["warnings"]] == [
        ("VOTE-202", None),
        ("VOTE-201", None),
        ("VOTE-205", 1),
        ("VOTE-205", 2),
    ]
    assert entered == by_command(tmp_path, *command)


def test_a_binding_vote(tmp_path: Path) -> None:
    cells = {"1.name": "Nguyễn Văn A", "1.position": "Chủ tịch", "1.confidence": "10", "1.no_confidence": "15", "1.invalid": "0"}
    typed = {**SESSION, "kind": "binding", "issued": "25", "collected": "25", "subjects_total": "9", **cells}
    numbers = ["--issued", "25", "--collected", "25", "--subjects-total", "9"]
    entered = by_form(tmp_path, "vote", typed)

    assert entered[0]["event"]["kind"] == "binding"
    assert entered == by_command(tmp_path, *options(*numbers, "--kind", "binding", "--row", "Nguyễn Văn A;Chủ tịch;10;15;0"))
    header = ("name", "title", "for", "against", "invalid")
    assert entered == voted_by_file(tmp_path, {"issued": 25, "collected": 25}, header, ("Nguyễn Văn A", "Chủ tịch", 10, 15, 0))


@pytest.mark.parametrize("decision", ["considered", "relieved"])
def test_an_answer_to_a_flag_by_form_and_by_command(tmp_path: Path, decision: str) -> None:
    (one, flag), (other, _) = flagged(tmp_path / "one.ledger"), flagged(tmp_path / "other.ledger")
    first = head(one) + 1
    typed = {**REPLACEMENT, "flag": flag, "decision": decision, "note": "đã nghe", "ground": "vn/96-QD-TW-2023#5", "decision_no": "7-QĐ"}
    Typist(one, "replacement").record(typed)
    told = ["--when", "2025-01-15", "--by", "HĐND tỉnh"]
    decided = ["--reason", "đã khắc phục", "--ground", "vn/96-QD-TW-2023#5", "--decision", "7-QĐ"]
    command = ["consider", flag, *told, "--note", "đã nghe"] if decision == "considered" else ["decide", flag, decision, *told, *decided]

    assert Terminal(other.path)("replacement", *command).status == 0
    assert bodies(one, first) == bodies(other, first)
    assert len(bodies(one, first)) == 1
