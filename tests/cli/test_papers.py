"""`vote paper` and `vote papers`: typed as a secretary types them."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cadre_ledger.values.codes import Code
from paper_votes import ONE, done, go_on, held, lock
from terminals import Terminal


@pytest.fixture(scope="module")
def announced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vote whose ballots are announced."""
    return Path(str(held(tmp_path_factory.mktemp("papers") / "a.ledger", "announced").ledger))


@pytest.fixture
def secretary(announced: Path, tmp_path: Path) -> Terminal:
    """Someone before a copy of it."""
    return Terminal(Path(shutil.copytree(announced, tmp_path / "a.ledger")), language="vi")


def english(terminal: Terminal) -> Terminal:
    return Terminal(terminal.ledger, language="en")


def head(terminal: Terminal) -> int:
    entry: int = done(terminal("status", "--json")).json["ledger"]["entry"]
    return entry


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_ending_of_the_file_chooses_the_format_and_the_screen_gets_markdown(secretary: Terminal, tmp_path: Path) -> None:
    paper = ("vote", "paper", "S1", "--kind", "minutes")
    for ending in ("pdf", "md", "json"):
        assert done(secretary(*paper, "-o", tmp_path / f"b.{ending}")).data == b""

    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "b.md").read_bytes() == done(secretary(*paper)).data
    assert (tmp_path / "b.json").read_bytes() == done(secretary(*paper, "--format", "json")).data
    assert done(secretary(*paper, "--format", "pdf", "-o", "-")).data == (tmp_path / "b.pdf").read_bytes()
    assert "# BIÊN BẢN KIỂM PHIẾU LẤY PHIẾU TÍN NHIỆM\n" in secretary(*paper).text
    assert "# MINUTES OF THE COUNT: VOTE OF CONFIDENCE\n" in english(secretary)(*paper).text


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        (("S1", "--kind", "letter"), 2, Code.USAGE),
        (("S1", "--kind", "roll", "--format", "docx"), 2, Code.FORMAT_UNKNOWN),
        (("S1", "--kind", "roll", "--issue"), 2, Code.USAGE),
        (("S1", "--kind", "roll", "-o", "nowhere/roll.pdf"), 6, Code.OUTPUT_UNWRITABLE),
        (("S9", "--kind", "roll"), 3, Code.NO_SESSION),
        (("S1", "--kind", "slide"), 6, Code.WRONG_STAGE),
    ],
)
def test_what_cannot_be_made_is_refused_with_its_code(
    secretary: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], status: int, code: Code
) -> None:
    monkeypatch.chdir(tmp_path)
    said = secretary("vote", "paper", *arguments)

    assert (said.status, said.data) == (status, b"")
    assert code.value in said.words


def test_the_same_paper_is_issued_once_and_shown_with_its_vote(secretary: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "bien-ban.pdf"
    issue = ("vote", "paper", "S1", "--kind", "minutes", "-o", file, "--issue")
    before = head(secretary)
    done(secretary(*issue))
    first = file.read_bytes()

    again = done(secretary(*issue))

    assert (head(secretary), file.read_bytes()) == (before + 1, first)
    assert "Tất cả đã được ghi từ trước" in again.text
    (paper,) = secretary("vote", "papers", "S1", "--json").json["papers"]
    assert (paper["entry"], paper["known_at"], paper["as_of"], paper["sha256"]) == (before + 1, before, "2026-05-10", sha256(file))
    assert (paper["paper"], paper["template"], paper["format"], paper["language"]) == ("minutes", "minutes/1", "pdf", "vi")
    assert secretary("vote", "sitting", "S1", "--json").json["papers"] == [paper]
    table = secretary("vote", "papers", "S1").text
    assert paper["sha256"][:16] in table
    assert max(map(len, (*table.splitlines(), *secretary("vote", "sitting", "S1").text.splitlines()))) <= 80


def test_each_language_and_format_is_a_paper_of_its_own(secretary: Terminal, tmp_path: Path) -> None:
    for person in (secretary, english(secretary)):
        for ending in ("pdf", "md"):
            done(person("vote", "paper", "S1", "--kind", "count", "-o", tmp_path / f"{person.language}.{ending}", "--issue"))

    papers = secretary("vote", "papers", "S1", "--format", "jsonl").text.splitlines()
    assert len(papers) == 4
    assert len({each["data_sha256"] for each in secretary("vote", "papers", "S1", "--json").json["papers"]}) == 1


def test_a_file_is_told_from_one_that_was_never_issued_or_was_altered(secretary: Terminal, tmp_path: Path) -> None:
    issued, draft = tmp_path / "a.pdf", tmp_path / "b.pdf"
    done(secretary("vote", "paper", "S1", "--kind", "minutes", "-o", issued, "--issue"))
    done(english(secretary)("vote", "paper", "S1", "--kind", "minutes", "-o", draft))

    found = done(secretary("vote", "papers", "S1", "--check", issued, "--json")).json["papers"]
    assert [each["sha256"] for each in found] == [sha256(issued)]
    altered = tmp_path / "c.pdf"
    altered.write_bytes(issued.read_bytes()[:-1] + b" ")
    for file in (draft, altered):
        said = secretary("vote", "papers", "S1", "--check", file)
        assert (said.status, Code.PAPER_NOT_ISSUED.value in said.words) == (7, True)
    assert secretary("vote", "papers", "S1", "--check", tmp_path / "none.pdf").status == 3


def test_another_process_makes_an_issued_paper_again_from_its_clocks_to_the_byte(secretary: Terminal, tmp_path: Path) -> None:
    first = tmp_path / "first.pdf"
    done(secretary("vote", "paper", "S1", "--kind", "minutes", "-o", first, "--issue"))
    lock(secretary, ONE, 1)
    done(secretary("cadre", "add", "Người Ngoài Cuộc"))
    (paper,) = secretary("vote", "papers", "S1", "--json").json["papers"]

    cut = ("--known-at", f"#{paper['known_at']}", "--as-of", paper["as_of"], "--lang", paper["language"])
    command = ("vote", "paper", "S1", "--kind", paper["paper"], "--format", paper["format"], *cut, "-o", str(tmp_path / "again.pdf"))
    environment = {**os.environ, "CADRE_LEDGER": str(secretary.ledger), "PYTHONHASHSEED": "3", "TZ": "America/New_York"}
    subprocess.run([sys.executable, "-m", "cadre_ledger", *command], env=environment, check=True, capture_output=True)

    assert sha256(tmp_path / "again.pdf") == paper["sha256"] == sha256(first)
    assert done(secretary("vote", "papers", "S1", "--check", tmp_path / "again.pdf")).status == 0


def test_what_stood_in_the_way_of_issuing_leaves_no_file(secretary: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "slide.pdf"

    assert secretary("vote", "paper", "S1", "--kind", "slide", "-o", file, "--issue").status == 6
    assert not file.exists()
    assert secretary("vote", "papers", "S1", "--json").json["papers"] == []


def test_issuing_papers_changes_nothing_of_the_vote_itself(secretary: Terminal, tmp_path: Path) -> None:
    done(secretary("vote", "paper", "S1", "--kind", "roll", "-o", tmp_path / "r.pdf", "--issue"))

    go_on(secretary, ("locked", "compared", "settled", "certified"))

    assert secretary("vote", "result", "S1", "--json").json["results"][0]["counts"]["low"] == 19
    assert done(secretary("views", "check")).status == 0
