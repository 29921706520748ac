"""The same fact typed before the screens, told to the command line and read from a file is the same event."""

from pathlib import Path
from typing import Any

import pytest

from councils import RES_96
from entering import flagged, xa
from other_ways import LISTED, bodies, by_command, by_file, head, options, voted_by_file
from screens import Sitting, sitting
from staffing import CRITERIA
from terminals import Terminal

VOTE, ASSESSMENT, TRAINING, DISCIPLINE, REPLACEMENT = "12345"


async def typed(someone: Sitting, *fields: str) -> None:
    """Each field, then on to the next; an empty one is passed over."""
    for text in fields:
        await someone.type(text)
        await someone.press("enter")


async def by_keys(path: Path, language: str, form: str, *fields: str) -> list[dict[str, Any]]:
    """What is recorded when a form is opened on the first cadre, filled in and recorded."""
    directory = xa(path / "keys.ledger")
    first = head(directory) + 1
    async with sitting(directory, language) as someone:
        await someone.press("f4", "2", "f2", form)
        await typed(someone, *fields)
        await someone.press("f9", "enter")
    return bodies(directory, first)


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_a_training(tmp_path: Path, language: str) -> None:
    fields = ("1", "3", "Cao cấp lý luận", "30/06/2024", "Học viện", "", "09/2022", "CC-1", "", "500")
    command = ["training", "record", "TH-1", "theory", "Cao cấp lý luận", "--level", "advanced", "--completed-on", "2024-06-30"]
    command += ["--institution", "Học viện", "--started-on", "2022-09", "--certificate", "CC-1", "--hours", "500"]
    columns = ("cadre", "category", "level", "programme", "completed_on", "institution", "started_on", "certificate", "duration_hours")
    row = ("TH-1", "theory", "advanced", "Cao cấp lý luận", "30/06/2024", "Học viện", "09/2022", "CC-1", "500")

    entered = await by_keys(tmp_path, language, TRAINING, *fields)
    assert entered[0]["event"]["certificate"] == "CC-1"
    assert entered == by_command(tmp_path, *command)
    assert entered == by_file(tmp_path, "training", columns, row)


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_a_sanction(tmp_path: Path, language: str) -> None:
    fields = ("1", "1", "12-QĐ/UBKT", "10/02/2025", "2025-02-11", "UBKT", "vi phạm", "1")
    command = ["discipline", "decide", "12-qd-ubkt-2025-C000001", "TH-1", "--line", "party", "--form", "reprimand", "--public-duty"]
    command += ["--decision", "12-QĐ/UBKT", "--decided-on", "10/02/2025", "--effective-on", "2025-02-11", "--authority", "UBKT"]
    columns = ("cadre", "line", "form", "decision_no", "decided_on", "effective_on", "authority", "grounds", "public_duty")
    row = ("TH-1", "party", "reprimand", "12-QĐ/UBKT", "10/02/2025", "2025-02-11", "UBKT", "vi phạm", "yes")

    entered = await by_keys(tmp_path, language, DISCIPLINE, *fields)
    assert entered[0]["event"]["public_duty"] is True
    assert entered == by_command(tmp_path, *command, "--grounds", "vi phạm")
    assert entered == by_file(tmp_path, "discipline", columns, row)


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_an_assessment(tmp_path: Path, language: str) -> None:
    scores = {name: str(most) for name, most in CRITERIA.items()} | {"quality": "19,5"}
    superior = "cap tren" if language == "vi" else "superior"
    command = ["assess", "record", "TH-1", "2025", "--assessor", "Hội đồng", "--capacity", "superior", "--comment", "tốt"]
    for name, score in scores.items():
        command += ["--score", f"{name}={score}"]
    rows = [("2025", "TH-1", "Hội đồng", "superior", name, score, "tốt") for name, score in scores.items()]

    entered = await by_keys(tmp_path, language, ASSESSMENT, "2025", "Hội đồng", superior, *scores.values(), "tốt")
    assert entered[0]["event"]["scores"]["quality"] == "19.5"
    assert entered == by_command(tmp_path, *command)
    header = ("period", "cadre", "assessor", "capacity", "criterion", "score", "comment")
    assert entered == by_file(tmp_path, "assessments", header, *rows)


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_a_vote_with_its_warning(tmp_path: Path, language: str) -> None:
    whole = ("bb-1", "", "hdnd-xa", "20/12/2023", RES_96, "", "Biên bản 12", "", "", "", "24", "25", "", "", "9", "")
    cells = [str(cell) for row in LISTED for cell in row]
    rows = [part for each in LISTED for part in ("--row", ";".join(map(str, each)))]

    entered = await by_keys(tmp_path, language, VOTE, *whole, *cells)
    assert [each["code"] for each in entered[0]["event"]["warnings"]] == ["VOTE-201"]
    assert entered == by_command(tmp_path, *options("--issued", "24", "--collected", "25", "--subjects-total", "9", *rows))
    header = ("name", "title", "high", "confidence", "low", "invalid")
    assert entered == voted_by_file(tmp_path, {"issued": 24, "collected": 25}, header, *LISTED)


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_an_answer_to_a_flag_by_keys_and_by_command(tmp_path: Path, language: str) -> None:
    (one, flag), (other, _) = flagged(tmp_path / "one.ledger"), flagged(tmp_path / "other.ledger")
    first = head(one) + 1
    async with sitting(one, language) as someone:
        await someone.press("f4", "2", "f2", REPLACEMENT, "down", "enter")
        await typed(someone, "1", "15/01/2025", "HĐND tỉnh", "đã nghe")
        await someone.press("f9", "enter")

    command = ["consider", flag, "--when", "2025-01-15", "--by", "HĐND tỉnh", "--note", "đã nghe"]
    assert Terminal(other.path)("replacement", *command).status == 0
    assert bodies(one, first) == bodies(other, first)
    assert len(bodies(one, first)) == 1
