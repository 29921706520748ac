"""A founded ledger for the tests of the store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from ledgers import Clock, found


@pytest.fixture
def clock() -> Clock:
    """A clock that stands where it is put."""
    return Clock()


@pytest.fixture
def directory(tmp_path: Path, clock: Clock) -> Directory:
    """A founded ledger, closed."""
    return found(tmp_path / "trial.ledger", clock)


@pytest.fixture
def ledger(directory: Directory) -> Iterator[Ledger]:
    """A founded ledger, open."""
    with Ledger.open(directory) as opened:
        yield opened
