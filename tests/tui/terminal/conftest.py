"""A ledger and a window for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ptys import Window
from terminals import Terminal


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger that is copied."""
    path = tmp_path_factory.mktemp("founded") / "a.ledger"
    assert Terminal()("init", path, "--name", "Sổ thử").status == 0
    return path


@pytest.fixture
def ledger(founded: Path, tmp_path: Path) -> Path:
    """A ledger with nothing but its founding."""
    path = tmp_path / "a.ledger"
    shutil.copytree(founded, path)
    return path


@pytest.fixture
def window() -> Iterator[Window]:
    """A terminal window."""
    with Window() as window:
        yield window
