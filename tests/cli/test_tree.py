"""The command tree: every command says what it is for and shows an example, and loads no more than it needs."""

import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from typer._click import Context
from typer.core import TyperGroup
from typer.main import get_command

from cadre_ledger.cli.app import ROOT, Root, run
from cadre_ledger.wording.catalogue import Words
from terminals import Terminal

HEAVY = (
    "textual",
    "rich",
    "cadre_ledger.tui",
    "typst",
    "docx",
    "cryptography",
    "eventsourcing",
    "cadre_ledger.domain",
    "openpyxl",
    "xlsxwriter",
)


def commands(group: Any = None, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command of the tree that does something."""
    command = group or get_command(ROOT)
    if not isinstance(command, TyperGroup):
        yield path, command
        return
    context = Context(command)
    for name in command.list_commands(context):
        yield from commands(command.get_command(context, name), (*path, name))


LEAVES = dict(commands())


def test_the_tree_has_its_commands() -> None:
    wanted = """
        init, status, doctor, import tallies, body add, body rename, body close, body list, body show, cadre add, cadre merge,
        cadre unmerge, cadre link, cadre unlink, cadre list, cadre show, vote record,
        vote list, vote show, vote result, correct, rank, flags,
        explain vote, explain flag, explain rank, history log, history show, rules list, rules show, rules validate, rules adopt,
        rules confirm, views status, views rebuild, views check, schema, completion
    """
    assert {each.strip() for each in wanted.split(",")} <= {" ".join(path) for path in LEAVES}


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("path", LEAVES, ids=" ".join)
def test_every_command_has_help_with_an_example_in_both_languages(path: tuple[str, ...], language: str) -> None:
    said = Terminal(language=language)(*path, "--help")
    usage, example = {"en": ("Usage:", "Example:"), "vi": ("Cách dùng:", "Ví dụ:")}[language]

    assert said.status == 0
    assert f"{usage} cadre-ledger {' '.join(path)}" in said.text
    shown = said.text.split(f"{example}\n")[1]
    assert f"cadre-ledger {' '.join(path)}" in shown
    assert "--help" in said.text
    assert max(len(line) for line in said.text.split(example)[0].splitlines()[1:]) <= 80


@pytest.mark.parametrize("path", LEAVES, ids=" ".join)
def test_the_options_of_an_example_are_options_of_its_command(path: tuple[str, ...]) -> None:
    options = {name for param in LEAVES[path].params for name in (*param.opts, *param.secondary_opts)}
    shown = LEAVES[path].epilog.replace("\\\n", " ").split()

    assert {word for word in shown if word.startswith("--")} <= options


@pytest.mark.parametrize("noun", Root.nouns)
def test_every_noun_of_the_root_leads_to_its_module_and_has_a_vietnamese_line(noun: str) -> None:
    module, line = Root.nouns[noun]

    assert noun in import_module(f"cadre_ledger.cli.{module}").APPS
    assert Words("vi")(line) not in ("", line)
    assert Words("en")(line) == line


@pytest.mark.parametrize("arguments", [[], ["vote"], ["rules"]])
def test_without_a_verb_the_help_is_shown_as_a_misuse(arguments: list[str]) -> None:
    said = Terminal()(*arguments)

    assert (said.status, said.data) == (2, b"")
    assert "Usage: cadre-ledger" in said.words


def test_the_version_is_told() -> None:
    done = subprocess.run([sys.executable, "-m", "cadre_ledger", "--version"], capture_output=True, text=True, check=True)

    assert done.stdout.startswith("cadre-ledger ")


def loaded(arguments: list[str], environment: dict[str, str] | None = None) -> set[str]:
    """The modules that a process of its own has loaded after a command."""
    code = (
        "import sys; from cadre_ledger.cli.app import run; status = run(sys.argv[1:]); "
        "print(*sys.modules, file=sys.stderr); sys.exit(status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin", "HOME": "/tmp"} | (environment or {}),
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


def heavy(modules: set[str], names: tuple[str, ...] = HEAVY) -> set[str]:
    return {module for module in modules for name in names if module == name or module.startswith(f"{name}.")}


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["vote", "--help"],
        ["vote", "result", "--help"],
        ["import", "tallies", "--help"],
        ["init", "--help"],
        ["tui", "--help"],
    ],
)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    modules = loaded(arguments)

    # The framework itself loads pydantic where a command has parameters; no model of ours may come with it.
    assert heavy(modules, (*HEAVY, "msgspec", "cadre_ledger.procedures", "cadre_ledger.rulebook")) == set()


def test_the_root_loads_no_noun() -> None:
    nouns = {f"cadre_ledger.cli.{module}" for module, _ in Root.nouns.values()}

    assert loaded(["--help"]) & nouns == set()


@pytest.mark.parametrize(
    "arguments", [["vote", "result", "VP-2023"], ["flags"], ["rank", "--session", "VP-2023"], ["vote", "list"], ["status"]]
)
def test_reading_from_fresh_views_loads_neither_the_library_nor_the_events(sampled: Path, arguments: list[str]) -> None:
    environment = {"CADRE_LEDGER": str(sampled)}
    loaded(arguments, environment)

    assert heavy(loaded(arguments, environment)) == set()


def test_the_check_of_what_is_loaded_can_fail() -> None:
    assert heavy(loaded(["schema", "vote-result"]), ("pydantic",))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_of_the_shell(shell: str) -> None:
    said = Terminal()("completion", shell)

    assert said.status == 0
    assert "_CADRE_LEDGER_COMPLETE" in said.text
    assert "cadre-ledger" in said.text


def test_an_unknown_shell_is_not_found() -> None:
    said = Terminal()("completion", "tcsh")

    assert said.status == 3
    assert "bash, zsh, fish" in said.words


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("cadre-ledger vo", "vote"),
        ("cadre-ledger vote re", "result"),
        ("cadre-ledger vote result V", "VP-2023"),
        ("cadre-ledger body show HDND-TINH-V", "HDND-TINH-VINH-PHUC"),
    ],
)
def test_the_shell_completes_commands_and_codes(sampled: Path, words: str, found: str) -> None:
    environment = {
        "CADRE_LEDGER": str(sampled),
        "_CADRE_LEDGER_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    done = subprocess.run(
        [sys.executable, "-m", "cadre_ledger"], capture_output=True, text=True, check=False, env={"PATH": "/usr/bin"} | environment
    )

    assert found in done.stdout.split(), done.stderr


def test_run_makes_its_own_surroundings_when_it_is_given_none(capfdbinary: Any) -> None:
    assert run(["schema"]) == 0
    assert b"vote-result\n" in capfdbinary.readouterr().out
