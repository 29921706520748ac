"""A vote held step by step, as a body of thirty holds it: the commands of each step, and what they lead to."""

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from cadre_ledger.domain import counts, sessions
from cadre_ledger.domain.bodies import BodyEstablished
from cadre_ledger.domain.convening import BallotSubject, stream_of
from cadre_ledger.domain.counts import LockEntry, OpenBatch, OpenedEntry, SubjectTotals
from cadre_ledger.domain.members import MemberJoined
from cadre_ledger.domain.sessions import AnnounceCollected, CloseBox, ConveneVote, OpenVote
from cadre_ledger.domain.shapes import Command, Event
from cadre_ledger.rulebook.rulebook import Rulebook
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.tallies import LEVELS, VoteKind
from deciding import given
from regulations import rulebook

PARTY = "vn/96-QD-TW-2023"
TEXT = files("cadre_ledger.rulebook").joinpath("regulations/vn/96-QD-TW-2023.toml").read_bytes()
RULES: Rulebook = rulebook(TEXT.decode())
HELD = PartialDate.parse("2026-05-10")
BODY = BodyEstablished(body="B1", name="Hội đồng Một", level=None)
COMMITTEE = ("Đỗ Văn Đếm", "Vũ Thị Kiểm", "Hồ Văn Ba")
ONE, TWO, THREE = COMMITTEE
CHAIR = "Lý Thị Chủ"


def joined(count: int) -> list[Event]:
    """So many members."""
    return [
        MemberJoined(body="B1", member=number, name=f"Thành viên {number}", cadre=None, joined_on=PartialDate.parse("2021-06-25"))
        for number in range(1, count + 1)
    ]


def subject(number: int, cadre: str | None = None) -> BallotSubject:
    return BallotSubject(number=number, name=f"Người {number}", position="Ủy viên", cadre=cadre)


def convene(**more: Any) -> ConveneVote:
    fields: dict[str, Any] = {
        "on": PartialDate.parse("2026-03-01"),
        "session": "S1",
        "kind": VoteKind.CONFIDENCE,
        "body": "B1",
        "held_on": HELD,
        "place": "Hội trường A",
        "basis": PARTY,
        "subjects": (subject(1), subject(2)),
        "committee": COMMITTEE,
    }
    return ConveneVote(**(fields | more))


def opening(**more: Any) -> OpenVote:
    return OpenVote(**({"on": HELD, "session": "S1"} | more))


def closing(issued: int = 30, **more: Any) -> CloseBox:
    fields: dict[str, Any] = {"on": HELD, "session": "S1", "papers": issued + 5, "issued": issued, "spoilt": 2, "unused": 3}
    return CloseBox(**(fields | more))


def announcing(*batches: int, issued: int = 30) -> AnnounceCollected:
    collected = sum(batches)
    return AnnounceCollected(on=HELD, session="S1", collected=collected, not_returned=max(0, issued - collected), batches=batches)


def totals(*rows: Sequence[int], kind: VoteKind = VoteKind.CONFIDENCE) -> tuple[SubjectTotals, ...]:
    """One row a person: the levels of the kind in order, then invalid."""
    return tuple(
        SubjectTotals(subject=place, counts=dict(zip(LEVELS[kind], row[:-1], strict=True)), invalid=row[-1])
        for place, row in enumerate(rows, 1)
    )


def lock(counter: str, *rows: Sequence[int], batch: int = 1, blind: str = "aa", kind: VoteKind = VoteKind.CONFIDENCE) -> LockEntry:
    return LockEntry(on=HELD, session="S1", batch=batch, counter=counter, totals=totals(*rows, kind=kind), blind=blind, box="00")


def opened(counter: str, *rows: Sequence[int], blind: str = "aa", kind: VoteKind = VoteKind.CONFIDENCE) -> OpenedEntry:
    return OpenedEntry(counter=counter, totals=totals(*rows, kind=kind), blind=blind)


def open_batch(*entries: OpenedEntry, batch: int = 1) -> OpenBatch:
    return OpenBatch(on=HELD, session="S1", batch=batch, entries=entries)


class Held:
    """A history that grows by what each command decides."""

    def __init__(self, members: int = 30, rules: Rulebook = RULES) -> None:
        self.events: list[Event] = [BODY, *joined(members)]
        self.rules = rules

    def decided(self, command: Command) -> list[Event]:
        """What a command leads to; nothing of it is kept."""
        module = sessions if isinstance(command, sessions.SessionCommand) else counts
        read = [each for each in self.events if each.stream in self.streams(command)]
        made: list[Event] = module.decide(command, given(module, read, command), self.rules)
        return made

    def streams(self, command: Command) -> set[str]:
        """What the command reads, once all that it names is known."""
        module = sessions if isinstance(command, sessions.SessionCommand) else counts
        state: Any = module.initial
        wanted: set[str] = set()
        while not wanted >= (named := set(module.boundary(command, state))):
            wanted = named
            state = module.initial
            for event in self.events:
                if event.stream in wanted:
                    state = module.evolve(state, event)
        return wanted

    def do(self, *several: Command) -> "Held":
        """Keep what they lead to."""
        for command in several:
            self.events += self.decided(command)
        return self

    @property
    def count(self) -> counts.Count:
        """How far it has come."""
        state = counts.initial
        for event in self.events:
            if event.stream == stream_of("S1"):
                state = counts.evolve(state, event)
        return state


def announced(*batches: int, members: int = 30, issued: int = 30, **more: Any) -> Held:
    """A vote up to the announcement."""
    return Held(members).do(convene(**more), opening(), closing(issued), announcing(*(batches or (30,)), issued=issued))


def counted(*rows: Sequence[int], **more: Any) -> Held:
    """A vote of one stack that both counted alike."""
    kind = more.get("kind", VoteKind.CONFIDENCE)
    size = sum(rows[0])
    held = announced(size, **more)
    held.do(lock(ONE, *rows, kind=kind), lock(TWO, *rows, kind=kind))
    return held.do(open_batch(opened(ONE, *rows, kind=kind), opened(TWO, *rows, kind=kind)))
