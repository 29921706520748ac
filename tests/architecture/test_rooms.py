"""The arrows between the rooms are kept: by the linter's contracts, and by what they cannot see."""

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "cadre_ledger"
PURE = ("values", "rulebook", "domain", "projections", "integrity")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


TOOLS = Path(sys.executable).parent


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    """The contracts of `pyproject.toml` over the package beside it."""
    environment = os.environ | {"PYTHONPATH": str(root / "src")}
    command = [str(TOOLS / "lint-imports"), "--no-cache"]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


def test_every_contract_on_imports_is_kept() -> None:
    result = lint_imports(ROOT)

    assert result.returncode == 0, result.stdout + result.stderr
    assert f"{len(PROJECT['tool']['importlinter']['contracts'])} kept, 0 broken" in result.stdout


@pytest.mark.parametrize(
    ("module", "imports"),
    [
        ("values/dates.py", "cadre_ledger.domain.votes"),
        ("integrity/leaf.py", "cadre_ledger.projections.judge"),
        ("procedures/desk.py", "eventsourcing.sqlite"),
        ("domain/votes.py", "time"),
        ("tui/__init__.py", "cadre_ledger.cli.app"),
    ],
)
def test_an_arrow_that_is_not_allowed_breaks_a_contract(tmp_path: Path, module: str, imports: str) -> None:
    """The negative controls, in a copy."""
    copy = tmp_path / "src" / "cadre_ledger"
    shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    before = (copy / module).read_text(encoding="utf-8")
    (copy / module).write_text(f"{before}\nimport {imports}\n", encoding="utf-8")

    result = lint_imports(tmp_path)

    assert result.returncode == 1, result.stdout + result.stderr
    assert " 0 broken" not in result.stdout
    assert f"-> {imports.removesuffix('.sqlite')}" in result.stdout


def test_every_room_has_its_layer() -> None:
    """A new room must be given its place."""
    rooms = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()}
    layers = next(each for each in PROJECT["tool"]["importlinter"]["contracts"] if each["type"] == "layers")["layers"]
    placed = {name.strip("() ") for layer in layers for name in layer.replace("|", ":").split(":")}

    assert rooms <= placed


def calls(path: Path) -> set[str]:
    """Dotted names that a module calls."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


@pytest.mark.parametrize("room", PURE)
def test_pure_rooms_open_no_file_and_ask_no_clock_and_no_chance(room: str) -> None:
    touching = {"open", "input", "print", "exec", "eval", "__import__"}
    for path in (SOURCE / room).rglob("*.py"):
        assert not calls(path) & touching, path


BANNED = ("datetime.now()", "date.today()", "uuid4()", "time()")
SNIPPET = """\
from datetime import date, datetime
from time import time
from uuid import uuid4

values = (datetime.now(), date.today(), uuid4(), time())
"""


def ruff(path: Path) -> str:
    arguments = [str(TOOLS / "ruff"), "check", "--select", "TID251", "--output-format", "concise", "--stdin-filename", str(path), "-"]
    return subprocess.run(arguments, cwd=ROOT, input=SNIPPET, capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize("room", PURE)
def test_the_linter_keeps_clock_and_chance_out_of_a_pure_room(room: str) -> None:
    said = ruff(SOURCE / room / "anything.py")

    assert said.count("TID251") >= len(BANNED), said


@pytest.mark.parametrize("room", ["ledger", "procedures", "cli"])
def test_the_linter_lets_the_outer_rooms_ask(room: str) -> None:
    assert "TID251" not in ruff(SOURCE / room / "anything.py")


def test_only_the_ledger_room_names_the_library_of_the_store() -> None:
    naming = {
        path.relative_to(SOURCE).parts[0]
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        and "eventsourcing"
        in (node.module or "" if isinstance(node, ast.ImportFrom) else " ".join(each.name for each in node.names)).split(".")
    }

    assert naming == {"ledger"}
