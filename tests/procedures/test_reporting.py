"""Reports as files: the same bytes from the same history, the same numbers in every format, and a footer that says whence."""

import csv
import hashlib
import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest

from cadre_ledger import __version__
from cadre_ledger.domain.periods import ClosePeriod
from cadre_ledger.domain.posts import Appoint
from cadre_ledger.domain.votes import CorrectVote
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures import answers, reporting
from cadre_ledger.procedures.schemas import schema
from cadre_ledger.wording.catalogue import Words
from councils import desk, do
from offices import FOUR, ONE, TWO, assess, classify, make, office, tell, vote

HOSTILE = "=Lê | *Văn* <b>`Ví`</b> Dụ_"
SCOPES: dict[str, dict[str, str]] = {
    "evaluation": {"period": "2025"},
    "ranking": {"session": "BP-2024"},
    "replacement-register": {},
    "vote-result": {"session": "BP-2024"},
}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    """An office in which something is in every table of every report."""
    directory = office(tmp_path_factory.mktemp("reports") / "a.ledger")
    do(
        directory,
        assess(ONE, ONE, "self", "25"),
        *(assess(ONE, f"A{number}", "peer", str(10 + number)) for number in range(6)),
        *(assess(TWO, f"A{number}", "peer") for number in range(3)),
        assess(TWO, ONE, "superior", "24.5"),
    )
    entry = do(directory, classify(ONE, "excellent", points="91.5")).last
    tell(directory, ONE, entry)
    do(directory, classify(TWO, "good", points="84.25", departs_from="completed", reason="bù"), classify(FOUR, "good", "2026-01-20"))
    do(directory, make(ClosePeriod, period="2025", on="2026-01-05"))
    voted = vote(directory, ("Nguyễn Văn Mẫu", 10, 14, 26), (HOSTILE, 10, 6, 34), ("Phạm Thị Giả Định", 25, 0, 24))
    change = {"session": "BP-2024", "corrects": voted, "changes": ((3, "low", 25),), "reason": "chép nhầm"}
    do(directory, make(CorrectVote, **change))
    return directory


def made(directory: Directory, name: str, as_of: str | None = None, **more: Any) -> answers.Report:
    scope = SCOPES[name] | more.pop("scope", {})
    with desk(directory, as_of=as_of, **more) as opened:
        return reporting.report(opened, name, scope, date.fromisoformat(as_of) if as_of else None)


def written(directory: Directory, name: str, wanted: str, language: str = "en", **more: Any) -> str:
    return reporting.rendered(made(directory, name, **more), wanted, Words(language)).decode()


def table_rows(directory: Directory, name: str, **more: Any) -> list[dict[str, str]]:
    """The rows of the CSV without its footer."""
    lines = list(csv.reader(io.StringIO(written(directory, name, "csv", **more), newline="")))
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:] if not line[0].startswith("#")]


def shown_tables(directory: Directory, name: str, language: str = "en") -> list[list[list[str]]]:
    """The tables of the Markdown, heads and rules left out."""
    tables = re.findall(r"(?:^\|.*\n)+", written(directory, name, "md", language), re.MULTILINE)
    split = [[[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in each.splitlines()] for each in tables]
    return [rows[2:] for rows in split]


@pytest.mark.parametrize("wanted", ["csv", "json"])
@pytest.mark.parametrize("name", SCOPES)
def test_what_scripts_read_is_the_same_in_every_language(full: Directory, name: str, wanted: str) -> None:
    assert written(full, name, wanted, "vi") == written(full, name, wanted, "en")


@pytest.mark.parametrize("name", SCOPES)
def test_the_digest_names_the_data_in_their_canonical_form_and_every_format_has_it(full: Directory, name: str) -> None:
    document = json.loads(written(full, name, "json"))
    canonical = json.dumps(document["data"], ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    digest = hashlib.sha256(canonical).hexdigest()

    assert document["data_sha256"] == digest
    assert f"# data_sha256,{digest}\n" in written(full, name, "csv")
    assert digest in written(full, name, "md", "vi").splitlines()[-1]


@pytest.mark.parametrize("name", SCOPES)
def test_json_fits_its_schema(full: Directory, name: str) -> None:
    document = json.loads(written(full, name, "json"))
    validator = jsonschema.Draft202012Validator(schema("report"))

    validator.validate(document)
    assert document["schema"] == "cadre-ledger/report/1"
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({**document, "data": {**document["data"], "made_up": 1}})


@pytest.mark.parametrize("name", SCOPES)
def test_the_footer_says_whence_it_comes(full: Directory, name: str) -> None:
    found = made(full, name)
    lines = [line for line in written(full, name, "csv").splitlines() if line.startswith("# ")]

    assert written(full, name, "csv").endswith("\n".join(lines) + "\n")
    assert dict(line.removeprefix("# ").split(",", 1) for line in lines) == {
        "ledger": found.data.ledger.origin,
        "as_of": "2026-01-05" if name == "evaluation" else "2026-05-10",
        "entry": str(found.data.known_at.entry),
        "recorded_at": found.data.known_at.recorded_at,
        "checkpoint": "none",
        "rulebook": "vn-party",
        "rulebook_digest": found.data.rulebook.digest,
        "template": f"{name}/1",
        "language": "en",
        "program": __version__,
        "data_sha256": found.data_sha256,
    }
    closing = written(full, name, "md", "vi").split("\n---\n")[1]
    assert "chưa niêm phong; chưa ký" in closing
    assert "tiếng Việt" in closing
    assert f"{name}/1" in closing


# The same numbers


def test_a_vote_has_the_same_numbers_in_every_format(full: Directory) -> None:
    data = json.loads(written(full, "vote-result", "json"))["data"]
    rows = [row for row in table_rows(full, "vote-result") if row["table"] == "results"]
    shown = shown_tables(full, "vote-result")[0]

    assert len(rows) == len(shown) == len(data["results"]) == 3
    for result, row, cells in zip(data["results"], rows, shown, strict=True):
        for place, level in enumerate(("high", "confidence", "low")):
            share = result["shares"][level]
            assert f"{row[level]}/{row[f'{level}_of']}" == share["fraction"]
            assert row[f"{level}_percent"] == share["percent"]
            assert f"{share['fraction']} ({share['percent']}%)" == cells[4 + place]
        assert (row["subject"], row["rank"]) == (str(result["subject"]), result["rank"]) == (cells[0], cells[8])


def test_an_evaluation_has_the_same_numbers_in_every_format(full: Directory) -> None:
    data = json.loads(written(full, "evaluation", "json"))["data"]
    rows = table_rows(full, "evaluation")
    shown = shown_tables(full, "evaluation")

    distribution = [f"{row['cadres']}/{row['cadres_of']}" for row in rows if row["table"] == "distribution"]
    assert distribution == [each["share"]["fraction"] for each in data["distribution"]] == ["1/2", "1/2", "0/2", "0/2"]
    assert [row[1] for row in shown[-2]] == ["1/2 (50.00%)", "1/2 (50.00%)", "0/2 (0.00%)", "0/2 (0.00%)"]
    points = [person["classification"]["points"] for person in data["units"][0]["cadres"]]
    assert [row["points"] for row in rows if row["table"] == "cadres"][:2] == [row[6] for row in shown[0]] == points == ["91.5", "84.25"]
    peers = [row["peer_mean"] for row in rows if row["table"] == "assessments"]
    assert peers == ["62.50", "few"]
    assert [row[-1] for row in shown[1]] == ["62.50", "fewer than five"]
    period = next(row for row in rows if row["table"] == "period")
    assert (period["cadres"], period["classified"]) == (str(data["cadres"]), str(data["classified"])) == ("3", "2")
    assert (period["without_assessment"], period["without_classification"], period["later_classifications"]) == ("1", "1", "1")


def test_a_register_and_a_ranking_have_the_same_rows_in_every_format(full: Directory) -> None:
    flags = json.loads(written(full, "replacement-register", "json"))["data"]["flags"]
    rows = table_rows(full, "replacement-register")
    assert [row["id"] for row in rows if row["table"] == "grounds"] == [each["id"] for each in flags]
    assert [row[4] for row in shown_tables(full, "replacement-register")[0]] == [r"=Lê \| \*Văn\* \<b\>\`Ví\`\</b\> Dụ\_", "Nguyễn Văn Mẫu"]

    ranking = json.loads(written(full, "ranking", "json"))["data"]["rows"]
    ranked = [
        (row["rank"], row["subject"], f"{row['high']}/{row['high_of']}") for row in table_rows(full, "ranking") if row["table"] == "ranking"
    ]
    assert ranked == [(row["rank"], str(row["subject"]), row["keys"]["high"]) for row in ranking]
    assert [row[0] for row in shown_tables(full, "ranking")[0]] == [row["rank"] for row in ranking] == ["1", "2", "3"]


# What is in them


def test_a_correction_stays_visible_with_both_figures(full: Directory) -> None:
    correction = next(row for row in table_rows(full, "vote-result") if row["table"] == "corrections")

    assert (correction["subject"], correction["field"], correction["was"], correction["now"]) == ("3", "low", "24", "25")
    assert shown_tables(full, "vote-result")[-1][0][2:6] == ["3", "low confidence", "24", "25"]


def test_the_words_of_a_report_are_the_readers_and_the_names_are_nobodys_markup(full: Directory) -> None:
    text = written(full, "vote-result", "md", "vi")

    assert text.startswith("# Kết quả phiên BP-2024\n")
    assert "26/50 (52,00%)" in text
    assert "01/07/2024" in text
    assert "quyết định thuộc cấp có thẩm quyền" in text
    assert HOSTILE not in text
    assert f"'{HOSTILE}" in written(full, "vote-result", "csv")


def test_an_outcome_is_provisional_before_notice(full: Directory) -> None:
    outcomes = [row for row in table_rows(full, "vote-result") if row["table"] == "outcomes"]

    assert [(row["subject"], row["status"], row["severity"], row["notice"]) for row in outcomes] == [
        ("1", "applies", "consider", "provisional"),
        ("2", "applies", "must_act", "provisional"),
    ]


def test_a_departure_is_marked_in_every_format(full: Directory) -> None:
    assert [row["departs_from"] for row in table_rows(full, "evaluation") if row["table"] == "cadres"] == ["", "completed", ""]
    assert shown_tables(full, "evaluation")[0][1][5] == "tasks completed"


def test_a_post_of_which_it_cannot_be_told_is_not_shown_as_held(tmp_path: Path) -> None:
    directory = office(tmp_path / "a.ledger")
    do(directory, make(Appoint, cadre=FOUR, position="P3", since="2025-12"))

    held = [row.get("held") for row in table_rows(directory, "evaluation", as_of="2025-12-15") if row["cadre"] == FOUR]

    assert held[0] == "undetermined"
    assert "? undetermined" in written(directory, "evaluation", "md", as_of="2025-12-15")
    assert "? undetermined" not in written(directory, "evaluation", "md", as_of="2025-12-31")


def test_missing_data_are_counted(full: Directory) -> None:
    assert made(full, "evaluation").missing == 1
    assert made(full, "evaluation", scope={"unit": "U1"}).missing == 0
    assert made(full, "vote-result").missing == 0
    assert made(full, "ranking").missing == 0
    # The second listed person has no file.
    assert made(full, "replacement-register").missing == 1


# The clocks


def test_a_report_of_a_period_is_as_of_the_day_on_which_it_was_closed_unless_another_is_asked_for(full: Directory, tmp_path: Path) -> None:
    """The decisions on a year are made after its end; while it is still open, the report is as of its last day."""
    assert made(office(tmp_path / "a.ledger"), "evaluation").data.as_of == "2025-12-31"
    assert made(full, "evaluation").data.as_of == "2026-01-05"
    assert made(full, "evaluation", as_of="2026-02-01").data.as_of == "2026-02-01"
    assert made(full, "ranking").data.as_of == "2026-05-10"


def test_a_report_of_an_old_cut_does_not_move_when_more_is_recorded(tmp_path: Path) -> None:
    directory = office(tmp_path / "a.ledger")
    entry = do(directory, classify(ONE, "good")).last
    before = {wanted: written(directory, "evaluation", wanted, known_at=f"#{entry}") for wanted in reporting.FORMATS}
    do(directory, classify(TWO, "excellent"), assess(ONE, TWO, "superior"))

    assert {wanted: written(directory, "evaluation", wanted, known_at=f"#{entry}") for wanted in reporting.FORMATS} == before
    assert written(directory, "evaluation", "csv") != before["csv"]


@pytest.mark.parametrize(
    ("scope", "name"),
    [
        ({"period": "2025"}, "evaluation-2025.md"),
        ({"period": "term:2025-2030", "unit": "U1"}, "evaluation-term-2025-2030-U1.md"),
        ({}, "evaluation.md"),
    ],
)
def test_files_are_named_safely_after_their_scope(full: Directory, scope: dict[str, str], name: str) -> None:
    assert reporting.file_name(made(full, "evaluation").model_copy(update={"scope": scope}), "md") == name


def test_a_unit_is_ranked_in_every_format_with_who_stands_apart(full: Directory) -> None:
    """Of two who hold a post there only one was voted on: both are ranked by their levels, and the key not used is named."""
    with desk(full) as opened:
        found = reporting.report(opened, "ranking", {"unit": "U1"}, None)
        shown = {kind: reporting.rendered(found, kind, Words("vi")).decode() for kind in reporting.FORMATS}

    data = json.loads(shown["json"])["data"]
    assert [(row["rank"], row["cadre"], row["keys"]["classification"]) for row in data["rows"]] == [
        ("1", ONE, "excellent"),
        ("2", TWO, "good"),
    ]
    assert (data["not_rankable"], data["skipped_keys"]) == ([], ["confidence_high"])
    assert reporting.file_name(found, "md") == "ranking-U1.md"
    for text in (shown["csv"], shown["md"]):
        assert ONE in text
        assert TWO in text
