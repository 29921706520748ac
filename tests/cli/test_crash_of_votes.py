"""Killed with -9 at named points of a vote: what was acknowledged is there, what was not is there whole or not at all, and once.

Each process does what a person would type, until it kills itself: when a command is decided, has taken the lock, has stored its
rows, has committed them, or has said so; while views are folded; when an entry's file is written on a laptop. The next process
begins with the first act that nobody acknowledged, and types it again as it was typed.
"""

import shutil
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pydantic_core import from_json

from cadre_ledger.cli import elsewhere
from cadre_ledger.integrity import sealing
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.ledger.recorder import LedgerRecorder
from cadre_ledger.ledger.views import Views
from cadre_ledger.procedures import recording
from councils import council
from crashing import Point, Reach, done_until
from ledgers import stored
from rooms import HELD, PEOPLE, Room, passphrase
from rooms import sealing as code_of
from terminals import Terminal

SESSION = "S1"
ONE, TWO, THREE, CHAIR = "Đỗ Văn Đếm", "Vũ Thị Kiểm", "Hồ Văn Ba", "Lý Thị Chủ"
SUBJECTS = ("--row", "Nguyễn Văn Mẫu;Chủ tịch", "--row", "Lê Thị Hai;Phó Chủ tịch", "--row", "Trần Văn Ba;Ủy viên")
COMMITTEE = [part for each in (ONE, TWO, THREE) for part in ("--committee", each)]
KILLS = 20


def watched(reach: Reach) -> None:
    """The program says in this process which points it reaches."""
    for owner, name, point in (
        (recording, "_decide", "decided"),
        (LedgerRecorder, "_reserve", "locked"),
        (LedgerRecorder, "_store", "stored"),
        (Ledger, "append", "committed"),
        (Views, "_refresh", "folded"),
        (elsewhere, "_keep", "kept"),
    ):
        setattr(owner, name, _then(getattr(owner, name), reach, point))


def _then(original: Callable[..., Any], reach: Reach, point: str) -> Callable[..., Any]:
    def followed(*arguments: Any, **named: Any) -> Any:
        answer = original(*arguments, **named)
        reach(point)
        return answer

    return followed


class Meeting:
    """A vote as the acts of which it consists, each with its own key, so that typing it again is a repeat."""

    def __init__(self, path: Path, *, kind: str = "confidence", signed: bool = False, stacks: Sequence[int] = (15, 14)) -> None:
        self.room = Room(path)
        self.kind, self.signed, self.stacks = kind, signed, stacks
        self.acts: list[tuple[str, Callable[[], None]]] = []
        self._planned()

    def _planned(self) -> None:
        convene = ("--body", "HD", "--held-on", HELD, "--place", "Hội trường A", "--basis", "vn/96-QD-TW-2023", "--kind", self.kind)
        self._add("convene", *convene, *SUBJECTS, *COMMITTEE, by="TK-01")
        self._add("open", "--summoned", 30, "--present", 28, by="TK-01")
        self._add("late", "--arrived", 1, by="TK-01")
        self._add("strike", 3, "--why", "withdrawn", "--reason", "đơn xin rút", by="TK-01")
        self._add("box", "--printed", 29, "--issued", 29, by="TK-01")
        self._add("announce", "--collected", 29, *(part for each in self.stacks for part in ("--stack", each)), by="TK-01")
        for batch, size in enumerate(self.stacks, 1):
            self._stack(batch, size)
        self._add("certify", "--minutes", "12/BB-BKP", "--yes", by="CT-01")
        self._add("publish", "--where", "Cổng thông tin", "--published-on", HELD, by="TK-01")
        self._add("custody", "--seal", "NP-01", "--keeper", "Văn phòng", "--at", "Kho A", by="TK-01")

    def _stack(self, batch: int, size: int) -> None:
        """Both entries, the first of which differs in one person's line; opened, and counted a third time."""
        marks = 2 if self.kind == "confidence" else 1
        line, other, second = ((*(0,) * (marks - 1), 1, size - 1, 0), (*(0,) * (marks - 1), 2, size - 2, 0), (*(size,), *(0,) * marks, 0))
        for code, first in (("KP-01", other), ("KP-02", line)):
            rows = [part for row in (first, second) for part in ("--row", ";".join(map(str, row)))]
            if self.signed and code == "KP-01":
                self._elsewhere(batch, code, rows)
            else:
                self._add("count", "--batch", batch, *rows, by=code, typed=f"{code_of(code)}\n")
        self._add("compare", "--batch", batch, by="KP-02", typed="".join(f"{code_of(code)}\n" for code in ("KP-01", "KP-02")))
        cells = ("confidence", "low") if self.kind == "confidence" else ("confidence", "no_confidence")
        third = [part for cell, figure in zip(cells, line[-3:-1], strict=True) for part in ("--cell", f"{cell}={figure}")]
        self._add("adjudicate", 1, "--batch", batch, *third, "--why", "misread", by="KP-02")

    def _elsewhere(self, batch: int, code: str, rows: list[str]) -> None:
        handout, file = self.room.path / "S1.json", self.room.path / f"{batch}.entry.json"
        laptop = Room(self.room.path)
        laptop.terminal = Terminal(None, environment=self.room.terminal.environment)
        given = ("vote", "count", SESSION, "--offline", handout, "--batch", batch, "-o", file)
        typed = f"{code_of(code)}\n"
        self.acts.append((f"{len(self.acts)} handout", partial(self._handed_out, handout)))
        self.acts.append((f"{len(self.acts)} offline", partial(laptop.done, *given, *rows, by=code, typed=typed)))
        self.acts.append((f"{len(self.acts)} take", partial(self.room.done, "vote", "take", SESSION, file, by="TK-01")))

    def _handed_out(self, file: Path) -> None:
        assert self.room.terminal("vote", "handout", SESSION, "-o", file).status == 0

    def _add(self, verb: str, *arguments: object, by: str, typed: str = "") -> None:
        name = f"{len(self.acts)} {verb}"
        command = ("vote", verb, SESSION, *arguments, "--idempotency-key", name)
        if self.signed:
            do = partial(self.room.done, *command, by=by, typed=typed)
        else:
            do = partial(self._claimed, *command, "--actor", PEOPLE[by][0], typed=typed)
        self.acts.append((name, do))

    def _claimed(self, *command: object, typed: str) -> None:
        said = self.room.terminal(*command, typed=typed)
        assert said.status == 0, said.words

    def recorded(self) -> set[str]:
        """The acts that are in the ledger."""
        return {key for (key,) in stored(self.room.directory, "SELECT key FROM commands")} & {name for name, _ in self.acts}

    def events(self) -> list[tuple[str, dict[str, Any]]]:
        """All that was recorded, without what hangs on when the laptop was handed the vote."""
        rows = stored(self.room.directory, "SELECT topic, state FROM ledger_events ORDER BY rowid")
        bound = {"seen", "seen_leaf", "signature"}
        return [(topic, {name: each for name, each in from_json(state)["event"].items() if name not in bound}) for topic, state in rows]


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guessing a code costs nothing here, in every process alike."""
    monkeypatch.setattr(sealing, "WORK", 2)


@pytest.fixture(scope="module")
def councils_(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    """A council, and one where everyone has a key."""
    made = {}
    for signed in (False, True):
        path = made[signed] = tmp_path_factory.mktemp("council")
        council(path / "a.ledger", "party")
        room = Room(path)
        room.done("body", "add", "HD", "Hội đồng Thử")
        for code, (name, role) in PEOPLE.items() if signed else ():
            first = code == "CT-01"
            keys = (passphrase(code),) if first else (passphrase("CT-01"), passphrase(code))
            room.done(
                "actor", "enrol", code, TWO if code == "KP-02" else name, "--role", role, by="" if first else "CT-01", passphrases=keys
            )
    return made


def survive(first: Path, path: Path, choose: Callable[[list[Point]], list[Point]], **kind: Any) -> list[Point]:
    """Hold the vote once undisturbed and once killed at the points chosen of those it reached; where it was killed."""
    calm = Meeting(Path(shutil.copytree(first, path / "calm")), **kind)
    acknowledged, reached = done_until(calm.acts, (), watched)
    names = [name for name, _ in calm.acts]
    assert acknowledged == names
    cut = Meeting(Path(shutil.copytree(first, path / "cut")), **kind)
    assert [name for name, _ in cut.acts] == names
    killed, done = [], 0
    points = list(dict.fromkeys(reached))
    for target in choose(points):
        if names.index(target[0]) < done:
            continue
        # Views may be folded already when an act is typed again: then its next point is where it ends.
        deadly = [each for each in points[points.index(target) :] if each[0] == target[0]]
        acknowledged, came = done_until(cut.acts[done : names.index(target[0]) + 1], deadly, watched)
        done += len(acknowledged)
        killed.append(came[-1])
        _must_hold(cut, names[:done], came[-1])
    done_until(cut.acts[done:], (), watched)
    _sound(cut.room.directory)
    assert cut.events() == calm.events()
    shown = [each.room.terminal("vote", "result", SESSION, "--json").json for each in (calm, cut)]
    assert shown[0]["results"] == shown[1]["results"]
    assert cut.room.terminal("views", "check").status == 0
    assert cut.room.terminal("doctor").status == 0
    return killed


def _must_hold(cut: Meeting, done: list[str], killed: Point) -> None:
    """Nothing acknowledged is lost, and of the act that was cut short all or nothing is there, as its point says."""
    recording_acts = {name for name in done if not name.endswith(("handout", "offline", "take"))}
    there = cut.recorded()
    assert recording_acts <= there
    assert there - set(done) == ({killed[0]} if killed[1] == "committed" and not killed[0].endswith("take") else set())


def _sound(directory: Directory) -> None:
    assert stored(directory, "PRAGMA integrity_check") == [("ok",)]
    assert stored(directory, "SELECT COUNT(*) - MAX(rowid) FROM ledger_events") == [(0,)]
    once = "SELECT COUNT(*) FROM (SELECT originator_id, topic, state FROM ledger_events GROUP BY 1, 2, json_extract(state, '$.event'))"
    assert stored(directory, once) == stored(directory, "SELECT COUNT(*) FROM ledger_events")


def spread(count: int, points: list[Point]) -> list[Point]:
    """So many of them: acts from the first to the last, each at the next of the points that it has."""
    acts = list(dict.fromkeys(act for act, _ in points))
    chosen = []
    for place in range(count):
        act = acts[place * (len(acts) - 1) // (count - 1)]
        of_act = [each for each in points if each[0] == act and each not in chosen]
        chosen.append(of_act[place % len(of_act)])
    return sorted(chosen, key=points.index)


def test_a_vote_killed_at_twenty_named_points_loses_nothing_and_records_nothing_twice(councils_: dict[bool, Path], tmp_path: Path) -> None:
    killed = survive(councils_[True], tmp_path, partial(spread, KILLS), signed=True)

    assert len(killed) == KILLS
    assert {name for _, name in killed} >= {"decided", "locked", "stored", "committed", "acknowledged"}


@pytest.mark.crash
@pytest.mark.timeout(3600)
def test_votes_killed_at_three_hundred_named_points_lose_nothing(councils_: dict[bool, Path], tmp_path: Path) -> None:
    kinds: list[dict[str, Any]] = [
        {"signed": True},
        {"signed": False},
        {"signed": True, "kind": "binding"},
        {"signed": False, "kind": "binding", "stacks": (29,)},
        {"signed": True, "stacks": (29,)},
    ]
    killed = 0
    for number, kind in enumerate(kinds):
        (tmp_path / str(number)).mkdir()
        killed += len(survive(councils_[kind["signed"]], tmp_path / str(number), list, **kind))

    assert killed >= 300
