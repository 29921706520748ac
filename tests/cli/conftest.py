"""A ledger with the published results in it, made once and copied for each test."""

import shutil
from pathlib import Path

import pytest

from terminals import Terminal


@pytest.fixture(scope="session")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger that is copied: the sample, and one cadre who is linked."""
    path = tmp_path_factory.mktemp("sampled") / "a.ledger"
    terminal = Terminal(path)
    assert Terminal()("init", path, "--sample", "published").status == 0
    assert terminal("cadre", "add", "Lê Duy Thành", "--born", "1968", "--number", "VP-1").status == 0
    assert terminal("cadre", "link", "C000001", "VP-2023", 4, "--ground", "minutes").status == 0
    assert terminal("flags").status == 0
    return path


@pytest.fixture
def terminal(sampled: Path, tmp_path: Path) -> Terminal:
    """Someone before a copy of it."""
    path = tmp_path / "a.ledger"
    shutil.copytree(sampled, path)
    return Terminal(path)


@pytest.fixture(scope="session")
def reader(sampled: Path) -> Terminal:
    """Someone before the ledger itself, who only reads."""
    return Terminal(sampled)
