"""`report`: to the screen, into a directory, in either language; the same bytes in every process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cadre_ledger.domain.periods import ClosePeriod
from councils import do
from offices import ONE, TWO, assess, classify, make, office, vote
from terminals import Terminal

RENDERED = ("evaluation --period 2025", "ranking --session BP-2024", "replacement-register", "vote-result --session BP-2024")


@pytest.fixture(scope="module")
def reporter(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """Someone before an office's ledger, who only reads."""
    directory = office(tmp_path_factory.mktemp("reported") / "a.ledger")
    do(directory, assess(ONE, TWO, "superior"), classify(ONE, "good"), make(ClosePeriod, period="2025", on="2026-01-05"))
    vote(directory, ("Nguyễn Văn Mẫu", 10, 14, 26), ("Trần Thị Thử", 40, 5, 5))
    return Terminal(directory.path)


def test_the_list_names_every_report_with_what_it_is_asked_for(reporter: Terminal) -> None:
    said = reporter("report", "list")

    assert said.status == 0
    assert [line for line in said.text.splitlines() if not line.startswith(" ")] == [
        "evaluation --period [--unit] [--under]",
        "ranking --session|--unit|--group [--under]",
        "replacement-register [--unit] [--under]",
        "vote-result --session",
    ]
    assert [each["name"] for each in reporter("report", "list", "--json").json["reports"]] == [
        "evaluation",
        "ranking",
        "replacement-register",
        "vote-result",
    ]


@pytest.mark.parametrize("command", RENDERED)
def test_a_report_goes_to_the_screen_or_into_a_directory_with_the_same_bytes(reporter: Terminal, tmp_path: Path, command: str) -> None:
    into = tmp_path / "reports"
    said = reporter("report", "render", *command.split(), "--format", "md,csv,json", "-o", into)

    assert said.status == 0, said.words
    name = "-".join(word for word in command.split() if not word.startswith("--"))
    assert said.text.splitlines() == [str(into / f"{name}.{ending}") for ending in ("md", "csv", "json")]
    assert sorted(path.name for path in into.iterdir()) == sorted(f"{name}.{ending}" for ending in ("md", "csv", "json"))
    for wanted in ("md", "csv", "json"):
        assert reporter("report", "render", *command.split(), "--format", wanted).data == (into / f"{name}.{wanted}").read_bytes()


def test_without_a_format_it_is_markdown(reporter: Terminal) -> None:
    assert reporter("report", "render", "replacement-register").text.startswith("# Replacement register\n")
    vietnamese = Terminal(reporter.ledger, language="vi")
    assert vietnamese("report", "render", "replacement-register").text.startswith("# Sổ theo dõi xem xét thay thế\n")


def test_what_is_lower_case_is_found_and_named_as_the_ledger_does(reporter: Terminal, tmp_path: Path) -> None:
    said = reporter("report", "render", "evaluation", "--period", "2025", "--unit", "u1", "--under", "-o", tmp_path)

    assert said.text == f"{tmp_path / 'evaluation-2025-U1-under.md'}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        "dossier",
        "evaluation",
        "evaluation --period 2025 --session BP-2024",
        "evaluation --period 2025 --under",
        "ranking",
        "ranking --session BP-2024 --unit U1",
        "replacement-register --period 2025",
        "vote-result --period 2025",
        "replacement-register --format pdf",
        "replacement-register --format md,csv",
        "replacement-register --format md,csv -o -",
        "replacement-register --lang en --color never --format md,",
    ],
)
def test_what_a_report_cannot_be_asked_for_is_a_misuse(reporter: Terminal, arguments: str) -> None:
    said = reporter("report", "render", *arguments.split())

    assert (said.status, said.data) == (2, b"")
    assert "USE-10" in said.words


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("evaluation --period 2024", "FIND-115"),
        ("evaluation --period 2025 --unit U9", "FIND-113"),
        ("replacement-register --unit U9 --under", "FIND-113"),
        ("vote-result --session XX", "FIND-104"),
        ("vote-result --session BP-2024 --as-of 2024-06-30", "FIND-112"),
    ],
)
def test_what_is_not_there_is_not_found(reporter: Terminal, tmp_path: Path, arguments: str, code: str) -> None:
    said = reporter("report", "render", *arguments.split(), "-o", tmp_path / "none")

    assert (said.status, said.data) == (3, b"")
    assert code in said.words
    assert not (tmp_path / "none").exists()


def test_a_directory_that_cannot_be_made_is_said(reporter: Terminal, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for into in (tmp_path / "file", tmp_path / "no" / "such"):
        said = reporter("report", "render", "replacement-register", "-o", into)
        assert (said.status, said.data) == (6, b"")
        assert "USE-108" in said.words
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "status"),
    [("evaluation --period 2025", 8), ("vote-result --session BP-2024", 0), ("ranking --session BP-2024", 0), ("replacement-register", 0)],
)
def test_missing_data_end_with_8_only_when_asked(reporter: Terminal, arguments: str, status: int) -> None:
    assert reporter("report", "render", *arguments.split()).status == 0
    said = reporter("report", "render", *arguments.split(), "--exit-code")
    assert said.status == status
    assert said.data


@pytest.mark.parametrize("wanted", ["md", "csv", "json"])
@pytest.mark.parametrize("command", RENDERED)
def test_two_processes_of_different_surroundings_write_the_same_bytes(
    reporter: Terminal, tmp_path: Path, command: str, wanted: str
) -> None:
    surroundings = (
        {"TZ": "America/New_York", "LC_ALL": "vi_VN.UTF-8", "PYTHONHASHSEED": "1", "COLUMNS": "40"},
        {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "2"},
    )
    arguments = ["report", "render", *command.split(), "--format", wanted, "--lang", "vi", "--as-of", "2026-05-10"]
    outputs = []
    for place, more in enumerate(surroundings):
        (cwd := tmp_path / str(place)).mkdir()
        environment = {**os.environ, "CADRE_LEDGER": str(reporter.ledger), **more}
        command_line = [sys.executable, "-m", "cadre_ledger", *arguments]
        outputs.append(subprocess.run(command_line, cwd=cwd, env=environment, capture_output=True, check=True).stdout)

    assert outputs[0] == outputs[1] == Terminal(reporter.ledger, language="vi")(*arguments).data
    assert outputs[0]
