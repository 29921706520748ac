"""A council that holds a vote, in a ledger: as far as each step, by the commands that are recorded."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from cadre_ledger.domain.bodies import EstablishBody
from cadre_ledger.domain.cadres import RegisterCadre
from cadre_ledger.domain.convening import BallotSubject
from cadre_ledger.domain.counts import CertifyVote, PublishVote
from cadre_ledger.domain.members import AddMember
from cadre_ledger.domain.sessions import Absent, AnnounceCollected, CloseBox, OpenVote
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.counting import count_of, locking, opening, totals_of
from councils import copied, council, desk, do
from offices import make
from sittings import CHAIR, HELD, ONE, TWO, convene

ROWS = ((5, 5, 18, 1), (19, 6, 4, 0))
CODES = {ONE: "mật mã của Đếm", TWO: "mật mã của Kiểm"}
STEPS = ("founded", "convened", "opened", "closed", "announced", "locked", "counted", "settled", "certified", "published")
SUBJECTS = (
    BallotSubject(number=1, name="Nguyễn Văn Mẫu", position="Chủ tịch", cadre="C000001"),
    BallotSubject(number=2, name="Lê Thị Hai", position="Phó Chủ tịch", cadre=None),
)


def held(path: Path, step: str = "convened") -> Directory:
    """A copy of the ledger in which the vote S1 has come so far."""
    return copied(reached(step), path)


@cache
def reached(step: str) -> Directory:
    """The ledger itself, which is only to be read."""
    made = Path(tempfile.mkdtemp(prefix="holding-")) / "a.ledger"
    atexit.register(shutil.rmtree, made.parent, ignore_errors=True)
    if step == STEPS[0]:
        return founded(made)
    directory = copied(reached(STEPS[STEPS.index(step) - 1]), made)
    take(directory, step)
    return directory


def founded(path: Path, authority: str = "party") -> Directory:
    """A council of thirty under the rulebook of its authority, and one file."""
    directory = council(path, authority)
    do(directory, EstablishBody(on=HELD, body="HD", name="Hội đồng Thử"))
    do(directory, *(make(AddMember, body="HD", name=f"Thành viên {number}", joined_on="2021-06-25") for number in range(1, 31)))
    do(directory, make(RegisterCadre, name="Nguyễn Văn Mẫu"))
    return directory


def take(directory: Directory, step: str) -> None:
    """One step on."""
    match step:
        case "convened":
            do(directory, convene(body="HD", subjects=SUBJECTS))
        case "opened":
            do(directory, OpenVote(on=HELD, session="S1", absent=(Absent(member=7, reason="ốm"),)))
        case "closed":
            do(directory, CloseBox(on=HELD, session="S1", papers=34, issued=29, spoilt=2, unused=3))
        case "announced":
            do(directory, AnnounceCollected(on=HELD, session="S1", collected=29, not_returned=0, batches=(29,)))
        case "locked":
            lock(directory, ONE)
        case "counted":
            lock(directory, TWO)
        case "settled":
            settle(directory)
        case "certified":
            do(directory, CertifyVote(on=HELD, session="S1", certified_by=CHAIR, minutes="12/BB-BKP"))
        case "published":
            do(directory, PublishVote(on=HELD, session="S1", published_on=HELD, where="Cổng thông tin"))


def lock(directory: Directory, counter: str, batch: int = 1, rows: tuple[tuple[int, ...], ...] = ROWS, session: str = "S1") -> None:
    """A counter locks an entry."""
    with desk(directory) as opened:
        state, origin = count_of(opened, session), opened.founding.origin
    do(directory, locking(HELD, state, origin, batch, counter, totals_of(state, rows), CODES[counter]))


def both_count(directory: Directory, session: str, rows: tuple[tuple[int, ...], ...]) -> None:
    """Two count the only stack alike, and their entries are opened."""
    for counter in CODES:
        lock(directory, counter, rows=rows, session=session)
    settle(directory, session=session)


def planting(path: Path, figure: int) -> Directory:
    """A vote in which one has locked an entry with this figure, which nothing else in the ledger looks like."""
    directory = held(path, "closed")
    collected = figure + 6
    do(directory, AnnounceCollected(on=HELD, session="S1", collected=collected, not_returned=0, batches=(collected,)))
    lock(directory, ONE, rows=((figure, 2, 3, 1), (figure, 3, 2, 1)))
    return directory


def settle(directory: Directory, batch: int = 1, session: str = "S1") -> None:
    """Both entries are opened, and agree."""
    with desk(directory) as opened:
        state, origin = count_of(opened, session), opened.founding.origin
    do(directory, opening(HELD, state, origin, batch, CODES))
