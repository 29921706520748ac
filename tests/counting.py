"""A council whose ballots are announced and lie in stacks before the committee; what was marked on them, and what is locked of it."""

import atexit
import shutil
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from cadre_ledger.domain.adding import Ballots, ballot
from cadre_ledger.domain.bodies import EstablishBody
from cadre_ledger.domain.counts import OpenBatch
from cadre_ledger.domain.sessions import AnnounceCollected, CloseBox, OpenVote
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.counting import Table, count_of, locking, opening, table, totals_of
from cadre_ledger.values.tallies import VoteKind
from councils import TODAY, council, desk, do
from offices import make
from screens import Sitting
from sittings import COMMITTEE, HELD, ONE, THREE, TWO, convene, subject

CODES = {name: f"mật mã của {name.split()[-1]}" for name in COMMITTEE}
NAMES = (
    "Nguyễn Thị Ánh Tuyết",
    "Trần Đức Lương",
    "Lê Thị Mỹ Hạnh",
    "Phạm Quỳnh Như",
    "Bùi Văn Đạt",
    "Đỗ Thị Ngọc",
    "Hoàng Minh Ước",
    "Võ Thị Ẩm",
    "Ngô Đình Ễnh",
    "Dương Thị Ữ",
)


def named(place: int) -> str:
    """An invented name for each place of a ballot."""
    return NAMES[place - 1] if place <= len(NAMES) else f"{NAMES[(place - 1) % len(NAMES)]} {place}"


def announced(path: Path, *stacks: int, people: int = 2, kind: VoteKind = VoteKind.CONFIDENCE) -> Directory:
    """A vote under the party's regulation, as far as its stacks."""
    directory, issued = council(path, "party"), sum(stacks)
    subjects = tuple(subject(place).model_copy(update={"name": named(place)}) for place in range(1, people + 1))
    do(directory, make(EstablishBody, body="B1", name="Hội đồng Một"))
    do(directory, convene(kind=kind, subjects=subjects, on=TODAY))
    do(directory, OpenVote(on=HELD, session="S1", summoned=issued, present=issued))
    do(directory, CloseBox(on=HELD, session="S1", papers=issued, issued=issued, spoilt=0, unused=0))
    do(directory, AnnounceCollected(on=HELD, session="S1", collected=issued, not_returned=0, batches=stacks))
    return directory


@cache
def laid_out() -> Directory:
    """Four stacks of ten before the committee, to be copied: one untouched, one locked once, one twice, and one whose entries differ."""
    made = Path(tempfile.mkdtemp(prefix="laid-out-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    people = 12
    directory = announced(made / "a.ledger", 10, 10, 10, 10, people=people)
    rows = [(5, 3, 2, 0)] * people
    locked(directory, THREE, rows, 2)
    for batch in (3, 4):
        locked(directory, ONE, rows, batch)
        locked(directory, TWO, [*rows[:-1], (5, 4, 1, 0)], batch)
    compared(directory, 4)
    return directory


def rows_of(lines: Sequence[str], people: int, kind: VoteKind = VoteKind.CONFIDENCE) -> tuple[tuple[int, ...], ...]:
    """Ballots added up."""
    stack = Ballots.begun(len(lines), people, kind)
    for line in lines:
        stack = ballot(stack, line)
    return stack.rows


def locked(directory: Directory, counter: str, rows: Sequence[tuple[int, ...]], batch: int = 1) -> None:
    """Lock an entry on another machine."""
    with desk(directory) as opened:
        state, origin = count_of(opened, "S1"), opened.founding.origin
    do(directory, locking(TODAY, state, origin, batch, counter, totals_of(state, rows), CODES[counter]))


def compared(directory: Directory, batch: int = 1) -> None:
    """Open both entries on another machine."""
    with desk(directory) as opened:
        command: OpenBatch = opening(TODAY, count_of(opened, "S1"), opened.founding.origin, batch, CODES)
    do(directory, command)


def seen(directory: Directory) -> Table:
    """What the ledger tells whoever counts."""
    with desk(directory) as opened:
        return table(opened, "S1")


def files_with(path: Path, pattern: bytes) -> list[Path]:
    """The files under a directory that have these bytes anywhere."""
    return [each for each in sorted(path.rglob("*")) if each.is_file() and pattern in each.read_bytes()]


# before the screens


async def at_stacks(someone: Sitting, counter: str) -> None:
    """From the start to the question which stack this counter counts."""
    await someone.press("f4", "4", "enter", "enter", str(COMMITTEE.index(counter) + 1))


async def by_totals(someone: Sitting, rows: Sequence[Sequence[int]]) -> None:
    """Every cell of the stack that is open."""
    await someone.burst(*(key for row in rows for figure in row for key in (*str(figure), "enter")))


async def by_ballots(someone: Sitting, lines: Sequence[str]) -> None:
    """Every ballot of the stack that is open."""
    await someone.burst(*(key for line in lines for key in (*line, "enter")))


async def seal(someone: Sitting, counter: str) -> None:
    """Lock what was typed."""
    await someone.press("f9")
    for _ in range(2):
        await someone.type(CODES[counter])
        await someone.press("enter")
    # Recorded only after it was asked who signs.
    await someone.settle()
