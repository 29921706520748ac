"""Regulation files: those that the package ships, and those that a council keeps itself."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotFound

SHIPPED = files("cadre_ledger.rulebook")


@dataclass(frozen=True, slots=True)
class RuleFile:
    """One file: where it came from, and its bytes as they are."""

    name: str
    text: bytes


def rulebook_names() -> list[str]:
    """The rulebooks that can be adopted by name."""
    return sorted(each.name.removesuffix(".toml") for each in SHIPPED.joinpath("rulebooks").iterdir() if each.name.endswith(".toml"))


def shipped_rulebook(name: str) -> list[RuleFile]:
    """The regulation files of a shipped rulebook, in its order."""
    if name not in rulebook_names():
        raise NotFound(Code.NO_RULEBOOK, name=name, known=", ".join(rulebook_names()))
    listed = tomllib.loads(SHIPPED.joinpath("rulebooks", f"{name}.toml").read_text(encoding="utf-8"))
    return [shipped_regulation(regulation) for regulation in listed["regulations"]]


def shipped_regulation(regulation: str) -> RuleFile:
    """One shipped regulation by its id."""
    owner, _, name = regulation.partition("/")
    path = SHIPPED.joinpath("regulations", owner, f"{name}.toml")
    if regulation not in shipped_ids():
        raise NotFound(Code.NO_REGULATION, regulation=regulation)
    return RuleFile(f"{regulation}.toml", path.read_bytes())


def shipped_ids() -> list[str]:
    """The ids of all shipped regulations."""
    owners = (each for each in SHIPPED.joinpath("regulations").iterdir() if each.is_dir())
    return sorted(
        f"{owner.name}/{each.name.removesuffix('.toml')}" for owner in owners for each in owner.iterdir() if each.name.endswith(".toml")
    )


def own_file(path: Path) -> RuleFile:
    """A council's own file."""
    try:
        return RuleFile(path.name, path.read_bytes())
    except OSError as error:
        raise NotFound(Code.INPUT_UNREADABLE, path=str(path), reason=error.strerror or "") from None
